"""What guards may know of a network: a frozen picture of booleans, enumerations and counts.

Beside what the demands are judged by stand the particulars that a reason mentions and nothing is judged by: who,
since when, and what is lacking (keyed by the fact they belong to; *_awaited* is the day a meeting is called for), and
dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, Self

from engine.clock import months
from engine.definition import Dates


class Actor(IntEnum):
    """What the asking person is in the network today."""

    NOBODY, COORDINATOR, DEPUTY, MEMBER = range(4)


class Asked(IntEnum):
    """How far a stakeholder has come: not contacted, contacted and silent, settled."""

    NOT_CONTACTED, WAITING, SETTLED = range(3)


class First(IntEnum):
    """The indledende møde: what came of it."""

    NONE, CALLED, UNDECIDED, NO, YES = range(5)


class Talk(IntEnum):
    """The residents' discussion: none, called with a date, held without a word of what came of it, held."""

    NONE, CALLED, UNTOLD, HELD = range(4)


class Figures(IntEnum):
    """Crime figures: none, written about without a number or a file, why they could not be had, there."""

    NONE, EMPTY, UNAVAILABLE, THERE = range(4)


class Study(IntEnum):
    """One of the two studies: nothing, under way, left out with a reason, made."""

    NONE, STARTED, LEFT_OUT, MADE = range(4)


class Paper(IntEnum):
    """The report: none, a draft, sent for approval, a version approved."""

    NONE, DRAFT, SENT, APPROVED = range(4)


class Material(IntEnum):
    """A contact material: none, released, not relevant with a reason."""

    NONE, RELEASED, NOT_RELEVANT = range(3)


class Outcome(IntEnum):
    """The decision that an evaluation ends with."""

    NONE, CONTINUE, SCALE_DOWN, CORRECT = range(4)


EVERY = {"nyhedsmails": 6, "moeder": 6, "beboere": 12}  # the months between, as the method recommends


@dataclass(frozen=True, slots=True)
class NetworkDates(Dates):
    """The dates of a network; *in_force_on* is the one its years are counted from.

    *network_on* is when the next meeting of the network is planned, *called_on* when the oldest meeting that was called
    and not yet held, *decide_by* when the open evaluation is to be decided. *latest* holds per running task when it was
    last done.
    """

    in_force_on: date | None = None
    network_on: date | None = None
    called_on: date | None = None
    decide_by: date | None = None
    latest: Mapping[str, date] = field(default_factory=dict)

    def again(self, task: str) -> date | None:
        """Return when a running task is next: as planned, else as long after the last time as the method recommends."""
        if task == "moeder" and self.network_on:
            return self.network_on
        return months(self.latest[task], EVERY[task]) if task in self.latest else None


def count() -> Any:
    """A number of things; none, one and several are the cases that differ."""
    return field(default=0, metadata={"samples": (0, 1, 2)})


def beside(factory: Any) -> Any:
    """A particular that no demand is judged by."""
    return field(default_factory=factory, metadata={"beside": True})


@dataclass(frozen=True, kw_only=True)
class FirstFacts:
    """A network on one day, seen by one person, as far as version 1 of the method asks."""

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> Self:
        """Make facts of *told* at once; setting some seventy fields one by one takes as long as judging them."""
        facts = cls.__new__(cls)
        vars(facts).update(told)
        return facts

    # who asks
    actor: Actor = Actor.NOBODY
    decision_pointed: bool = False
    sitting: int = count()
    # 1
    need: bool = False
    kommune: Asked = Asked.NOT_CONTACTED
    housing: Asked = Asked.NOT_CONTACTED
    police: Asked = Asked.NOT_CONTACTED
    some_said_no: bool = False
    all_said_no: bool = False
    never_answered: int = count()
    first_meeting: First = First.NONE
    chair: bool = False
    organisations: int = count()
    police_seat_empty: bool = True
    social_seat_empty: bool = True
    office_seat_empty: bool = True
    board_empty: bool = True
    meeting_plan: bool = False
    informed: bool = False
    limits_told: bool = False
    discussion: Talk = Talk.NONE
    # 2
    figures: Figures = Figures.NONE
    figures_unsourced: bool = False
    survey: Study = Study.NONE
    interviews: Study = Study.NONE
    studies_without_doer: int = count()
    survey_old: bool = False
    survey_undated: bool = False
    fieldwork_early: bool = False
    report: Paper = Paper.NONE
    approvals_missing: int = count()
    approvals_unasked: int = count()
    remarks: int = count()
    # 3
    groups: int = count()
    groups_without_reason: int = count()
    groups_without_leader: int = count()
    groups_unanswered: int = count()
    groups_yes: int = count()
    problems_without_group: int = count()
    # 4, 5, 6
    orientation_called: bool = False
    orientation_held: bool = False
    orientation_sent: bool = False
    orientation_approved: bool = False
    development_called: bool = False
    development_held: bool = False
    development_early: bool = False
    development_sent: bool = False
    development_approved: bool = False
    conclusion_called: bool = False
    conclusion_held: bool = False
    conclusion_early: bool = False
    conclusion_sent: bool = False
    conclusion_approved: bool = False
    decisions_missing: int = count()
    parts_missing: int = count()
    agreement_unattached: bool = False
    concern_answered: bool = False
    partners_joined: int = count()
    partners_silent: int = count()
    partners_undated: int = count()
    in_force: bool = False
    problems_without_route: int = count()
    # 7
    folder: Material = Material.NONE
    folder_without_limits: bool = False
    card: Material = Material.NONE
    contact_list: Material = Material.NONE
    card_persons_unagreed: int = count()
    card_offices_unagreed: int = count()
    card_left_off: int = count()
    # 8
    meeting_long_ago: bool = False
    informed_long_ago: bool = False
    news_long_ago: bool = False
    # 9
    findings: bool = False
    measures: int = count()
    outcome: Outcome = Outcome.NONE
    grounds: bool = False
    steps_to_reopen: int = count()
    crime_measured: bool = False
    safety_measured: bool = False
    baseline: bool = False
    # beside
    initiator: str = beside(str)
    dates: NetworkDates = beside(NetworkDates)  # noqa: RUF009 - a dataclass field, made by name
    who: Mapping[str, tuple[str, ...]] = beside(dict)
    since: Mapping[str, date] = beside(dict)
    lacking: Mapping[str, tuple[str, ...]] = beside(dict)


@dataclass(frozen=True, kw_only=True)
class Facts(FirstFacts):
    """What version 2 knows besides: who sat before the initial meeting said yes, and whether talks lie too long."""

    seated_early: int = count()
    talks_kept_long: bool = False

"""Reading interviews: everything of one round, and what may leave the room, each in a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from engine import records
from engine.db import Session
from engine.queries import list_events
from workflows.tryghedsnetvaerk.mapping.interviews.models import SAFE, Guide, Interview, Quote, Round, Theme
from workflows.tryghedsnetvaerk.mapping.interviews.showing import Cover, cover, tabulate
from workflows.tryghedsnetvaerk.mapping.models import LEFT_OUT, QUALITATIVE, Problem, Study
from workflows.tryghedsnetvaerk.network.models import ResidentQuestion

MOST = 10_000  # interviews, or quotes, of a network


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything of one round as its people see it.

    *beside* holds by theme what the problem it is about is called, how many quotes it has, and how many are released.
    """

    round: Round
    study: Study
    guides: Sequence[Guide]
    interviews: Sequence[Interview]
    themes: Sequence[Theme]
    quotes: Sequence[Quote]
    proposals: Sequence[ResidentQuestion]
    beside: Mapping[int, tuple[str, int, int]] = field(default_factory=dict)

    @property
    def covered(self) -> Cover:
        """How the groups of the round are covered."""
        return cover(self.round.listed, [one.took_part for one in self.interviews])

    @property
    def participants(self) -> int:
        """How many took part in all the interviews."""
        return sum(one.participants for one in self.interviews)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that were spoken, each once."""
        return tuple(dict.fromkeys(one.language for one in self.interviews))

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day; nothing when nobody was talked to yet."""
        days = [one.on for one in self.interviews]
        return (min(days), max(days)) if days else None

    def table(self, themes: Sequence[Theme]) -> list[tuple[int, list[bool]]]:
        """Return for each theme in how many interviews it was heard, and which shown groups told of it there or in a
        released quote."""
        told = tabulate(self.covered, [[one.took_part for one in theme.interviews] for theme in themes])
        said = {(one.theme_id, one.said_by) for one in self.quotes if one.released_on}
        shown = self.covered.shown
        return [
            (number, [mark or (theme.id, group) in said for mark, group in zip(marks, shown, strict=True)])
            for theme, (number, marks) in zip(themes, told, strict=True)
        ]


def gather(session: Session, round_: Round, *, quoted: bool = True) -> Gathered:
    """Return everything of one round; the quotes themselves only where they are asked for."""
    mine = round_.id
    of_theme = Quote.theme_id == Theme.id
    counted = (select(func.count(what)).where(of_theme).scalar_subquery() for what in (Quote.id, Quote.released_on))
    wanted = select(Theme, Problem.what, *counted).outerjoin(Problem, Problem.id == Theme.problem_id)
    wanted = wanted.where(Theme.round_id == mine).options(joinedload(Theme.interviews)).order_by(Theme.nr)
    rows = session.execute(wanted).unique().all()
    beside: dict[type[Any], Any] = {kind: kind.round_id == mine for kind in (Guide, Interview, ResidentQuestion)}
    beside[Study] = Study.id == round_.study_id
    if quoted:
        beside[Quote] = Quote.theme_id.in_(select(Theme.id).where(Theme.round_id == mine))
    told = records.find_each(session, beside)
    return Gathered(
        round_,
        told[Study][0],
        told[Guide],
        sorted(told[Interview], key=lambda one: (one.on, one.nr)),
        [row[0] for row in rows],
        told.get(Quote, ()),
        told[ResidentQuestion],
        {theme.id: (what or "", quotes, released) for theme, what, quotes, released in rows},
    )


def list_written_by(
    session: Session, network_id: int, actor: int | None, model: type[Interview] | type[Quote]
) -> frozenset[int]:
    """Return which interviews or quotes of a network somebody wrote in: they held them, and know who said what."""
    added = list_events(session.connection(), network_id, kinds=(f"{model.__tablename__}_added",), limit=MOST)
    mine = (one.body["record"] for one in added if actor and one.body.get("actor") == actor)
    return frozenset(int(record.partition(":")[2]) for record in mine)


def newest(guides: Sequence[Guide]) -> dict[str, Guide]:
    """Return the newest edition of each language."""
    return {one.language: one for one in sorted(guides, key=lambda guide: guide.edition)}


@dataclass(frozen=True, slots=True)
class Said:
    """A released quote: the words, and the group where it is large enough to be named."""

    text: str
    group: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A theme as it may leave the room; it was heard in no other *interviews* when they are the *whole*."""

    nr: int
    title: str
    safe: bool
    why: str
    exemplary: str
    problem_id: int | None
    interviews: int
    groups: tuple[str, ...]
    quotes: tuple[Said, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What a round of interviews found, as it may leave the room: no quote that is not released, no small group."""

    title: str
    study_nr: int
    done_by: str
    interviews: int
    participants: int
    days: tuple[date, date] | None
    shown: tuple[str, ...]
    untouched: tuple[str, ...]
    themes: tuple[Heard, ...]
    proposals: tuple[str, ...]
    closed: bool


def list_findings(session: Session, network_id: int, round_id: int | None = None) -> list[Finding]:
    """Return what the rounds of a network found, or one of them, in two questions."""
    return findings_in(records.find_each(session, wanted_of(network_id)), round_id)


def wanted_of(network_id: int) -> dict[type[Any], Any]:
    """Return which records tell what the rounds of a network found."""
    told: dict[type[Any], Any] = {model: model.network_id == network_id for model in (Round, Study, Interview, Theme)}
    told[Quote] = and_(Quote.network_id == network_id, Quote.released_on.is_not(None))
    told[ResidentQuestion] = and_(ResidentQuestion.network_id == network_id, ResidentQuestion.round_id.is_not(None))
    return told


def findings_in(rows: Mapping[type[Any], Sequence[Any]], round_id: int | None = None) -> list[Finding]:
    """Return what the rounds among some records found, or one of them."""
    studies = {one.id: one for one in rows[Study]}
    return [
        _finding(
            Gathered(
                one, studies[one.study_id], (), [row for row in rows[Interview] if row.round_id == one.id],
                [row for row in rows[Theme] if row.round_id == one.id], rows[Quote],
                [row for row in rows[ResidentQuestion] if row.round_id == one.id],
            )
        )
        for one in rows[Round]
        if round_id in (None, one.id)
    ]  # fmt: skip


def _finding(found: Gathered) -> Finding:
    covered, study = found.covered, found.study
    rows = zip(found.themes, found.table(found.themes), strict=True)
    return Finding(
        found.round.title, study.nr, study.done_by, len(found.interviews), found.participants, found.days,
        covered.shown, covered.untouched,
        tuple(_heard(theme, number, marks, covered, found.quotes) for theme, (number, marks) in rows),
        tuple(row.question for row in found.proposals), found.round.closed_on is not None,
    )  # fmt: skip


def _heard(theme: Theme, number: int, marks: Sequence[bool], covered: Cover, quotes: Sequence[Quote]) -> Heard:
    return Heard(
        theme.nr, theme.title, theme.polarity == SAFE, theme.why, theme.exemplary, theme.problem_id, number,
        tuple(group for group, heard in zip(covered.shown, marks, strict=True) if heard),
        tuple(Said(one.text, covered.called(one.said_by)) for one in quotes if one.theme_id == theme.id),
        not covered.hidden,
    )  # fmt: skip


def list_studies(session: Session, network_id: int) -> Sequence[Study]:
    """Return the studies that a round of interviews can belong to."""
    every = records.list_all(session, Study, network_id)
    return [one for one in every if one.kind == QUALITATIVE and one.state != LEFT_OUT]

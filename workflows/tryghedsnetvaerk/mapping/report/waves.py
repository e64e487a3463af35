"""Two surveys that ask alike: which shares changed, by how much, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.report.answers import ItemFound, SurveyFound
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.statistics.differences import Difference, several
from workflows.tryghedsnetvaerk.mapping.statistics.shares import Share
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE

INDEPENDENT = N_(
    "Svarene er anonyme, så ingen er fulgt fra den ene undersøgelse til den anden. Tallene viser, om andelen blandt "
    "beboerne er en anden end før, ikke hvad der har ændret den."
)
CHANCE = N_("kan være tilfældigt")


@dataclass(frozen=True, slots=True)
class Compared:
    """One question that both ask: its shares, the difference, and whether it *holds* beside the others."""

    text: str
    before: Share
    after: Share
    difference: Difference
    holds: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """Two surveys and the questions that both ask in the same words."""

    before: SurveyFound
    after: SurveyFound
    items: tuple[Compared, ...]


def changed(surveys: Sequence[SurveyFound]) -> Changed | None:
    """Return what changed from the newest survey but one to the newest; nothing where they ask nothing alike.

    The questions of safety are one family and the conditions another: of each no difference is called one that chance
    alone would make among so many (`statistics.md` 3.3).
    """
    if len(surveys) < 2:
        return None
    before, after = surveys[-2:]
    items = tuple(one for kind in (HEADLINE, CONDITION) for one in _family(before.of(kind), after.of(kind)))
    return Changed(before, after, items) if items else None


def _family(before: Sequence[ItemFound], after: Sequence[ItemFound]) -> list[Compared]:
    first = {(item.code, item.text): item for item in before if item.told}
    both = [(first[item.code, item.text], item) for item in after if item.told and (item.code, item.text) in first]
    found = several([(one.share, other.share) for one, other in both])
    return [
        Compared(other.text, one.share, other.share, difference, holds)
        for (one, other), (difference, holds) in zip(both, found, strict=True)
    ]


def points_of(speaker: Speaker, one: Compared) -> str:
    """Say a difference in percentage points as a chart has room for it: −3 (−10 to +4)."""
    told = one.difference
    if told.points is None:
        return speaker.say(N_("for få svar"))
    if told.low is None or told.high is None:
        return speaker.signed(told.points)
    between = speaker.say(N_("({fra} til {til})"), fra=speaker.signed(told.low), til=speaker.signed(told.high))
    return f"{speaker.signed(told.points)} {between}"


def said_of(speaker: Speaker, one: Compared) -> str:
    """Say a difference in percentage points, with its interval and whether it may be chance."""
    told = one.difference
    if told.points is None:
        return speaker.say(N_("for få svar"))
    points = speaker.say(N_("{tal} procentpoint"), tal=speaker.signed(told.points))
    if told.low is None or told.high is None:
        return points
    between = speaker.say(N_("({fra} til {til})"), fra=speaker.signed(told.low), til=speaker.signed(told.high))
    return " ".join([points, between, *([] if one.holds else [f"– {speaker.say(CHANCE)}"])])

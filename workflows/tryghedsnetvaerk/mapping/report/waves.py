"""Two surveys that ask alike: which shares changed, by how much, and how sure that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.report.answers import ItemFound, SurveyFound
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.statistics.differences import Difference, several
from workflows.tryghedsnetvaerk.mapping.statistics.shares import Share
from workflows.tryghedsnetvaerk.mapping.survey.bank import PRIMARY
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import same_answers, same_people
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE

INDEPENDENT = N_(
    "Svarene er anonyme, så ingen er fulgt fra den ene undersøgelse til den anden. Tallene viser, om andelen blandt "
    "beboerne har ændret sig, men ikke hvorfor."
)
CHANCE = N_("kan være tilfældigt")
APART = N_("»{ene}« og »{anden}« sammenlignes ikke: {hvorfor} De vises hver for sig.")
TOGETHER = N_(
    "Når der spørges om mange ting, vil nogle se ud til at have ændret sig, selv om det er tilfældigt. Jo flere "
    "spørgsmål der er, jo større forskel skal der derfor til (Holms metode). Spørgsmålene bedømmes i tre grupper hver "
    "for sig: de to hovedspørgsmål (om at bo i området, og om at færdes der efter mørkets frembrud), de andre "
    "spørgsmål om tryghed, og spørgsmålene om forholdene. »Kan være tilfældigt« står ved de ændringer, der ikke er "
    "sikre nok."
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One question that both ask: its shares, the difference, and whether it *holds* beside the others."""

    text: str
    kind: str
    before: Share
    after: Share
    difference: Difference
    holds: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """Two surveys of the same people, and the questions that both ask in the same words with the same answers."""

    before: SurveyFound
    after: SurveyFound
    items: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two surveys that ask alike and still are not compared, and why."""

    before: SurveyFound
    after: SurveyFound
    reasons: tuple[str, ...]


def changed(surveys: Sequence[SurveyFound]) -> Changed | None:
    """Return what changed between the newest two surveys that may be compared; nothing where there are not two.

    The two primary questions are one family, the other questions of safety another and the conditions a third: of each
    no difference is called one that chance alone would make among so many (`statistics.md` 3.3).
    """
    for before, after in _pairs(surveys):
        if not _why_not(before, after):
            items = (_compared(before.of(kind), after.of(kind)) for kind in (HEADLINE, CONDITION))
            return Changed(before, after, tuple(one for kind in items for one in kind))
    return None


def kept_apart(surveys: Sequence[SurveyFound]) -> list[Apart]:
    """Return the surveys that ask alike and are newer than those that are compared, but about other people."""
    found = list[Apart]()
    for before, after in _pairs(surveys):
        reasons = _why_not(before, after)
        if not reasons:
            break
        found.append(Apart(before, after, tuple(reasons)))
    return found


def apart_said(speaker: Speaker, one: Apart) -> str:
    """Say that two surveys are not compared, and why."""
    why = " ".join(speaker.say(reason) for reason in one.reasons)
    names = [other.title or speaker.day(other.until) for other in (one.before, one.after)]
    return speaker.say(APART, ene=names[0], anden=names[1], hvorfor=why)


def _pairs(surveys: Sequence[SurveyFound]) -> Iterator[tuple[SurveyFound, SurveyFound]]:
    """Return every two surveys that tell something of the same question, the newest first."""
    for at in range(len(surveys) - 1, 0, -1):
        for before in reversed(surveys[:at]):
            if any(_alike(before.of(kind), surveys[at].of(kind)) for kind in (HEADLINE, CONDITION)):
                yield before, surveys[at]


def _why_not(before: SurveyFound, after: SurveyFound) -> list[str]:
    return same_people(before.people, after.people)


def _alike(before: Sequence[ItemFound], after: Sequence[ItemFound]) -> list[tuple[ItemFound, ItemFound]]:
    """Return the questions that were asked in the same words with the same answers, and whose shares are told."""
    first = {(item.code, item.text): item for item in before if item.told}
    both = ((first.get((item.code, item.text)), item) for item in after if item.told)
    return [(one, other) for one, other in both if one and same_answers(one.labels, other.labels)]


def _compared(before: Sequence[ItemFound], after: Sequence[ItemFound]) -> list[Compared]:
    """Return the questions of a kind in their order; the primary ones are judged by themselves."""
    both = _alike(before, after)
    families = [[pair for pair in both if (pair[1].code in PRIMARY) is primary] for primary in (True, False)]
    found = dict(one for family in families for one in _family(family))
    return [found[other.code] for _one, other in both]


def _family(both: Sequence[tuple[ItemFound, ItemFound]]) -> Iterator[tuple[str, Compared]]:
    found = several([(one.share, other.share) for one, other in both])
    for (one, other), (difference, holds) in zip(both, found, strict=True):
        yield other.code, Compared(other.text, other.kind, one.share, other.share, difference, holds)


def points_of(speaker: Speaker, one: Compared) -> str:
    """Say a difference in percentage points as a chart has room for it: −3 (−10 to +4)."""
    told = one.difference
    if told.points is None:
        return speaker.say(N_("for få svar"))
    if told.low is None or told.high is None:
        return speaker.signed(told.points)
    between = speaker.say(N_("({fra} til {til})"), fra=speaker.signed(told.low), til=speaker.signed(told.high))
    return f"{speaker.signed(told.points)} {between}{_chance(speaker, one)}"


def said_of(speaker: Speaker, one: Compared) -> str:
    """Say a difference in percentage points, with its interval and whether it may be chance."""
    told = one.difference
    if told.points is None:
        return speaker.say(N_("for få svar"))
    points = speaker.say(N_("{tal} procentpoint"), tal=speaker.signed(told.points))
    if told.low is None or told.high is None:
        return points
    between = speaker.say(N_("({fra} til {til})"), fra=speaker.signed(told.low), til=speaker.signed(told.high))
    return f"{points} {between}{_chance(speaker, one)}"


def _chance(speaker: Speaker, one: Compared) -> str:
    """Say that a difference may be chance: one rule for the list, the chart and its table."""
    return "" if one.holds else f" – {speaker.say(CHANCE)}"

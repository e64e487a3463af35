"""How safe residents feel, in words for everybody: the newest answers, and what is another than before."""

from collections.abc import Iterator, Sequence

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.report import answered
from workflows.tryghedsnetvaerk.mapping.report.answers import ItemFound, SurveyFound
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.waves import Changed, Compared, changed
from workflows.tryghedsnetvaerk.mapping.survey.models import HEADLINE

CAVEAT = N_("Tallene kommer fra de beboere, der har svaret.")
NOT_WHY = N_("De viser, om andelen har ændret sig, men ikke hvorfor.")
FEWER = N_(
    "Færre er utrygge end før ({andel}, {dato}), og forskellen er større, end tilfældige udsving plejer at give."
)
MORE = N_("Flere er utrygge end før ({andel}, {dato}), og forskellen er større, end tilfældige udsving plejer at give.")
UNSURE = N_("Før var det {andel} ({dato}). Forskellen kan være tilfældig.")
ALIKE = N_("Før var det også {andel} ({dato}).")


def share_of(speaker: Speaker, item: ItemFound) -> str:
    """Say how many are insecure of those who answered, as far as it may be told."""
    if not item.told or item.share.percent is None:
        return speaker.say(N_("Der er for få svar til at vise et tal."))
    between = speaker.between(item.share.low, item.share.high)
    values = {"andel": speaker.percent(item.share.percent), "base": speaker.number(item.share.base)}
    if not between:
        return speaker.say(N_("{andel} er utrygge. {base} har svaret."), **values)
    return speaker.say(N_("{andel} er utrygge (med usikkerhed {mellem}). {base} har svaret."), mellem=between, **values)


def lines(speaker: Speaker, surveys: Sequence[SurveyFound]) -> list[str]:
    """Return the questions of safety of the newest survey that tells of any, and where they are from, as Markdown."""
    newest = next((one for one in reversed(surveys) if any(item.told for item in one.of(HEADLINE))), None)
    if newest is None:
        return []
    since = changed(surveys)
    beside = since if since and since.after == newest else None
    return [*(_line(speaker, item, beside) for item in newest.of(HEADLINE) if item.told),
            plain(answered.asked(speaker, newest))]  # fmt: skip


def caveat(speaker: Speaker, surveys: Sequence[SurveyFound]) -> str:
    """Return what must be known of the figures."""
    return " ".join([speaker.say(CAVEAT), *([speaker.say(NOT_WHY)] if changed(surveys) else [])])


def _line(speaker: Speaker, item: ItemFound, beside: Changed | None) -> str:
    told = " ".join([share_of(speaker, item), *_since(speaker, item, beside)])
    return f"**{plain(item.text)}** {plain(told)}"


def _since(speaker: Speaker, item: ItemFound, beside: Changed | None) -> Iterator[str]:
    """Say how many they were before, where that may be compared."""
    items = beside.items if beside else ()
    found = next((one for one in items if (one.kind, one.text) == (item.kind, item.text)), None)
    if beside and found and found.difference.points is not None and found.before.percent is not None:
        day = speaker.day(beside.before.until) or beside.before.title
        yield speaker.say(_verdict(found), dato=day, andel=speaker.percent(found.before.percent))


def _verdict(one: Compared) -> str:
    points = one.difference.points or 0
    if round(one.before.percent or 0) == round(one.after.percent or 0):
        return ALIKE
    if not one.holds:
        return UNSURE
    return MORE if points > 0 else FEWER

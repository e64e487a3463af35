"""What residents answered and told: what makes them safe and what does not."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from engine.text import N_
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.models import MADE, QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.report import answered
from workflows.tryghedsnetvaerk.mapping.report.answers import ItemFound, SurveyFound, Waiting
from workflows.tryghedsnetvaerk.mapping.report.evidence import Evidence, ThemeFound
from workflows.tryghedsnetvaerk.mapping.report.safety import share_of
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker, listed, paragraphs
from workflows.tryghedsnetvaerk.mapping.report.waves import (
    INDEPENDENT,
    TOGETHER,
    apart_said,
    changed,
    kept_apart,
    said_of,
)
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE

FIRST, MOST = 3, 5  # conditions that are named as those of most, and how many where some tie
AMONG = N_("Blandt de forhold, som flest er utrygge ved, er {forhold}.")


def insecurity(speaker: Speaker, evidence: Evidence) -> str:
    """Return the survey's results with their intervals and charts, and then what the interviews tell."""
    surveys = [part for one in evidence.surveys for part in _survey(speaker, one)]
    waves = _waves(speaker, evidence)
    waiting = (part for one in evidence.waiting for part in _not_yet(speaker, one))
    told = paragraphs(*surveys, *waiting, *waves, *map(by_hand, told_by_hand(evidence)), *_themes(speaker, evidence))
    missing = N_("Der er hverken svar fra et spørgeskema eller fortællinger fra samtaler endnu.")
    return told or plain(speaker.say(missing))


def told_by_hand(evidence: Evidence) -> list[Study]:
    """Return the studies whose result somebody wrote in words, the survey last of all made."""
    surveyed = {one.study_nr for one in evidence.surveys}
    told = [one for one in evidence.studies if one.state == MADE and one.summary and one.nr not in surveyed]
    return sorted(told, key=lambda one: (one.kind == QUANTITATIVE, one.fieldwork_until or date.min))


def by_hand(one: Study) -> str:
    """Return what somebody wrote of a study."""
    return f"**{plain(one.title)}:** {plain(one.summary)}" if one.title else plain(one.summary)


def _not_yet(speaker: Speaker, one: Waiting) -> Iterator[str]:
    yield f"### {plain(one.title)}" if one.title else speaker.heading(N_("Spørgeskema"))
    yield plain(speaker.say(N_("Svarene er ikke gjort op endnu, så der er ingen tal fra undersøgelsen her.")))


def _survey(speaker: Speaker, survey: SurveyFound) -> Iterator[str]:
    yield f"### {plain(survey.title)}" if survey.title else speaker.heading(N_("Spørgeskema"))
    if survey.silent:
        yield plain(speaker.say(N_("Der er for få svar til at vise tal fra undersøgelsen.")))
        return
    headlines, conditions = survey.of(HEADLINE), survey.of(CONDITION)
    yield listed(_item(speaker, item) for item in headlines)
    keys = answered.charts_of(speaker, survey)
    if answered.safety_key(survey) in keys:
        yield placing.line(answered.safety_key(survey))
    if conditions:
        yield ranked(speaker, survey)
        yield placing.line(answered.conditions_key(survey))
    for one in survey.divided:
        yield placing.line(answered.divided_key(survey, one))


def _waves(speaker: Speaker, evidence: Evidence) -> Iterator[str]:
    """Give the index, and what changed from one survey to the next with how sure that is."""
    if answered.index_chart(speaker, evidence.surveys):
        yield speaker.heading(N_("Utryghedsindeks"))
        yield placing.line(answered.INDEX)
    told, apart = changed(evidence.surveys), kept_apart(evidence.surveys)
    if told or apart:
        yield speaker.heading(N_("Før og efter"))
    if told:
        yield plain(" ".join([speaker.say(TOGETHER), speaker.say(INDEPENDENT)]))
        for kind, (key, _title) in answered.CHANGES.items():
            if items := [one for one in told.items if one.kind == kind]:
                yield listed(f"**{plain(_named(one.text))}** {plain(said_of(speaker, one))}" for one in items)
                yield placing.line(key)
    yield from (plain(apart_said(speaker, one)) for one in apart)


def _named(text: str) -> str:
    """Return what something is called before what is said of it; a question ends in its own sign."""
    return text if text.endswith("?") else f"{text}:"


def ranked(speaker: Speaker, survey: SurveyFound) -> str:
    """Return what most are insecure about, with the interval of each; places that cannot be told apart are said so.

    One condition alone is no first among others.
    """
    asked = survey.of(CONDITION)
    told, left = _first(sorted((item for item in asked if item.told), key=lambda item: -(item.share.percent or 0)))
    if not told:
        few, none = N_("Der er for få svar til at vise, hvad der gør beboerne utrygge."), N_(
            "Spørgeskemaet spurgte ikke, hvad der gør beboerne utrygge."
        )  # fmt: skip
        return plain(speaker.say(few if asked or survey.silent else none))
    said = speaker.joined(_share(speaker, item) for item in told)
    if len(told) == 1:
        alone = N_("Der er kun spurgt til ét forhold: {forhold}."), N_("Kun ét forhold har svar nok: {forhold}.")
        return plain(speaker.say(alone[len(asked) > 1], forhold=said))
    first = speaker.say(AMONG if left else N_("Flest er utrygge ved {forhold}."), forhold=said)
    low, high = told[-1].share.low, told[0].share.low
    close = low is not None and high is not None and (told[-1].share.high or 0) > high
    unsure = speaker.say(N_("Usikkerheden er så stor, at rækkefølgen mellem dem kan være en anden.")) if close else ""
    return plain(" ".join(filter(None, [first, unsure])))


def _first(told: Sequence[ItemFound]) -> tuple[Sequence[ItemFound], bool]:
    """Return those that most are insecure about with all that tie with the last, and whether some of these are left."""
    if len(told) <= FIRST:
        return told, False
    ties = [item for item in told if round(item.share.percent or 0) >= round(told[FIRST - 1].share.percent or 0)]
    return (ties, False) if len(ties) <= MOST else (told[:FIRST], True)


def _share(speaker: Speaker, item: ItemFound) -> str:
    between = speaker.between(item.share.low, item.share.high)
    share = speaker.percent(item.share.percent or 0)
    return f"{item.text} ({share}; {between})" if between else f"{item.text} ({share})"


def _item(speaker: Speaker, item: ItemFound) -> str:
    return f"**{plain(item.text)}** {plain(share_of(speaker, item))}"


def _themes(speaker: Speaker, evidence: Evidence) -> Iterator[str]:
    """Give what makes residents safe too, and not only what does not."""
    for safe, heading in (
        (False, N_("Det gør beboerne utrygge, fortæller de")), (True, N_("Det gør beboerne trygge, fortæller de")),
    ):  # fmt: skip
        themes = [theme for theme in evidence.themes if theme.safe == safe]
        if themes:
            yield speaker.heading(heading)
            yield paragraphs(*(_theme(speaker, theme) for theme in themes))


def _theme(speaker: Speaker, theme: ThemeFound) -> str:
    said = zip_longest(theme.quotes, theme.said_by, fillvalue="")
    quotes = "\n>\n".join(
        f"> {speaker.quoted(plain(quote))}{f' – {plain(group)}' if group else ''}" for quote, group in said
    )
    counted = N_("Hørt i samtaler: {antal}.") if theme.whole else N_("Hørt i samtaler: mindst {antal}.")
    heard = speaker.say(counted, antal=theme.interviews) if theme.interviews else ""
    why = speaker.say(N_("Et typisk eksempel, fordi: {hvorfor}"), hvorfor=theme.exemplary) if theme.exemplary else ""
    return paragraphs(f"**{plain(theme.name)}.** {plain(theme.why)} {heard}".strip(), plain(why), quotes)

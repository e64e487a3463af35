"""The charts that a report can show, each under the word that its line asks for."""

from collections.abc import Iterator, Sequence

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.charts import Bar, Bars, Chart, Item, Line, Series, Steps
from workflows.tryghedsnetvaerk.mapping.crime.classification import leaves, offence
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN, ItemFound, SurveyFound
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine, Evidence
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE

MOST = 4  # lines that can be told apart
ABSENT = ".."
FEW = N_("for få svar")


def charts(speaker: Speaker, evidence: Evidence) -> dict[str, Chart]:
    """Return every chart that the evidence gives."""
    found: dict[str, Chart] = {}
    for one in evidence.crime:
        found |= dict(_of_figures(speaker, one))
    for survey in evidence.surveys:
        found |= charts_of(speaker, survey)
    return found


def charts_of(speaker: Speaker, survey: SurveyFound) -> dict[str, Chart]:
    """Return the charts of one survey."""
    return dict(_of_survey(speaker, survey))


def figures_key(one: CrimeFound, *, control: bool = False) -> str:
    """Return the word that asks for the chart of a set."""
    return f"kontrol-{one.nr}" if control else f"tal-{one.nr}"


def conditions_key(survey: SurveyFound) -> str:
    """Return the word that asks for the chart of what makes residents insecure."""
    return f"forhold-{survey.study_nr}"


def safety_key(survey: SurveyFound) -> str:
    """Return the word that asks for the chart of how safe residents are."""
    return f"tryghed-{survey.study_nr}"


def largest(lines: Sequence[CrimeLine], *, control: bool = False) -> list[CrimeLine]:
    """Return the offences with most reports in the newest period, those the police look for apart from the others."""
    codes = {line.key: offence(line.label) for line in lines}
    parts = set(leaves([code for code in codes.values() if code]))
    # What is the sum of others is left out, so that nothing is told twice.
    whole = [line for line in lines if not codes[line.key] or codes[line.key] in parts]
    wanted = [line for line in whole if line.control == control and line.last is not None]
    return sorted(wanted, key=lambda line: -(line.last or 0))


def origin(speaker: Speaker, one: CrimeFound) -> str:
    """Return where figures are from."""
    unknown = speaker.say(N_("ikke skrevet"))
    on = speaker.day(one.extracted_on) or unknown
    return speaker.say(N_("Kilde: {kilde}. Udtrukket {dato}."), kilde=one.source or unknown, dato=on)


def _of_figures(speaker: Speaker, one: CrimeFound) -> Iterator[tuple[str, Chart]]:
    for control in (False, True):
        lines = largest(one.lines, control=control)[:MOST]
        if not lines or len(lines[0].periods) < 2:
            continue
        title = (
            N_("Anmeldelser, som følger politiets indsats: {titel}") if control else N_("Anmeldt kriminalitet: {titel}")
        )
        yield (
            figures_key(one, control=control),
            Series(
                title=speaker.say(title, titel=one.title),
                says=" ".join(_ends(speaker, line) for line in lines),
                source=origin(speaker, one),
                head=speaker.say(N_("Periode")),
                periods=tuple(speaker.period(one) for one in lines[0].periods),
                lines=tuple(_line(speaker, line) for line in lines),
                unit=speaker.say(N_("Antal anmeldelser")),
                comma="," if speaker.locale == "da" else ".",
            ),
        )


def _line(speaker: Speaker, line: CrimeLine) -> Line:
    said = tuple(ABSENT if count is None else speaker.number(count) for count in line.counts)
    return Line(label=line.label, values=tuple(None if one is None else float(one) for one in line.counts), said=said)


def _ends(speaker: Speaker, line: CrimeLine) -> str:
    told = [(period, count) for period, count in zip(line.periods, line.counts, strict=True) if count is not None]
    (first, before), (last, after) = told[0], told[-1]
    return speaker.say(
        N_("{hvad}: {foer} i {foerst} og {efter} i {sidst}."), hvad=line.label, foer=speaker.number(before),
        foerst=speaker.period(first), efter=speaker.number(after), sidst=speaker.period(last),
    )  # fmt: skip


def _of_survey(speaker: Speaker, survey: SurveyFound) -> Iterator[tuple[str, Chart]]:
    if conditions := survey.of(CONDITION):
        yield conditions_key(survey), _bars(speaker, survey, conditions)
    if headlines := [item for item in survey.of(HEADLINE) if item.steps and item.ordinal]:
        yield from _steps(speaker, survey, headlines)


def _bars(speaker: Speaker, survey: SurveyFound, items: Sequence[ItemFound]) -> Bars:
    told = sorted((item for item in items if item.told), key=lambda item: -(item.share.percent or 0))
    most = [f"{item.text}: {speaker.percent(item.share.percent or 0)}." for item in told[:3]]
    return Bars(
        title=speaker.say(N_("Hvad der gør beboerne utrygge")),
        says=" ".join([speaker.say(N_("Andelen, der er utrygge ved hvert forhold, størst først.")), *most]),
        source=" ".join([asked(speaker, survey), speaker.say(N_("Stregerne viser den statistiske usikkerhed."))]),
        head=(
            speaker.say(N_("Forhold")), speaker.say(N_("Utrygge")), speaker.say(N_("Usikkerhed (95 %)")),
            speaker.say(N_("Svar")),
        ),
        rows=tuple(_bar(speaker, item) for item in items),
    )  # fmt: skip


def _bar(speaker: Speaker, item: ItemFound) -> Bar:
    share = item.share
    if not item.told or share.percent is None:
        return Bar(label=item.text, said=speaker.say(FEW), base=_base(speaker, share.base))
    low, high = share.low, share.high
    return Bar(
        label=item.text, said=speaker.percent(share.percent), share=share.percent / 100,
        low=None if low is None else low / 100, high=None if high is None else high / 100,
        interval=speaker.say(N_("alle har svaret")) if share.everybody else speaker.between(low, high),
        base=_base(speaker, share.base),
    )  # fmt: skip


def _base(speaker: Speaker, base: int) -> str:
    return f"<{HIDDEN}" if 0 < base < HIDDEN else speaker.number(base)


def _steps(speaker: Speaker, survey: SurveyFound, items: Sequence[ItemFound]) -> Iterator[tuple[str, Chart]]:
    steps = tuple(name for name, _count in items[0].steps)
    alike = [item for item in items if tuple(name for name, _count in item.steps) == steps]
    told = [item for item in alike if item.told]
    says = [
        speaker.say(N_("{hvad}: {andel} utrygge."), hvad=item.text, andel=speaker.percent(item.share.percent or 0))
        for item in told
    ]
    yield (
        safety_key(survey),
        Steps(
            title=speaker.say(N_("Hvor trygge beboerne er")),
            says=" ".join(says) or speaker.say(FEW),
            source=asked(speaker, survey),
            head=(speaker.say(N_("Spørgsmål")), speaker.say(N_("Svar"))),
            steps=steps,
            rows=tuple(_item(speaker, item) for item in alike),
        ),
    )


def _item(speaker: Speaker, item: ItemFound) -> Item:
    base = item.share.base
    if not item.told or any(0 < count < HIDDEN for _name, count in item.steps):
        return Item(label=item.text, said=(speaker.say(FEW),), base=_base(speaker, base))
    shares = tuple(count / base for _name, count in item.steps)
    return Item(
        label=item.text, shares=shares, said=tuple(speaker.percent(100 * one) for one in shares),
        base=_base(speaker, base),
    )  # fmt: skip


def asked(speaker: Speaker, survey: SurveyFound) -> str:
    """Return which survey answers are from, when, and how many gave them."""
    name, when = survey.title or speaker.say(N_("spørgeskema")), speaker.day(survey.until)
    source = speaker.say(N_("Kilde: {navn}, {dato}."), navn=name, dato=when)
    if survey.asked and survey.answered is not None:
        answered, of = speaker.number(survey.answered), speaker.number(survey.asked)
        return " ".join([source, speaker.say(N_("{svar} af {spurgt} svarede."), svar=answered, spurgt=of)])
    return source

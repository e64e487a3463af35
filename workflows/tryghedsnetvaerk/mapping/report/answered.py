"""The charts of a survey: what makes residents insecure, how safe they are, group by group, and before and after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.charts import Bar, Bars, Chart, Item, Pair, Pairs, Share, Steps
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN, Divided, IndexFound, ItemFound, SurveyFound
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.waves import TOGETHER, Changed, Compared, points_of
from workflows.tryghedsnetvaerk.mapping.statistics import shares
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE
from workflows.tryghedsnetvaerk.mapping.survey.results import LEAST

FEW, HIDES = N_("for få svar"), N_("skjult")
HIDING = N_("»Skjult« er tal, der kunne afsløre, hvad nogle få personer har svaret.")
UNSURE = N_("Usikkerhed (95 %)")
WHISKERS = N_("Stregerne viser usikkerheden: det rigtige tal ligger inden for dem i 95 af 100 undersøgelser som denne.")
APART = N_("Under hvert spørgsmål står forskellen i procentpoint med dens usikkerhed.")
MORE = N_("mindst {antal}")
INDEX = "indeks"
CHANGES: Mapping[str, tuple[str, str]] = {
    HEADLINE: ("foer-og-efter", N_("Utrygge før og efter")),
    CONDITION: ("foer-og-efter-forhold", N_("Utrygge ved hvert forhold før og efter")),
}


def named(speaker: Speaker, title: str) -> str:
    """Return what a survey is called; one without a title is a questionnaire."""
    return title or speaker.say(N_("Spørgeskema"))


def told_in(speaker: Speaker, survey: SurveyFound) -> str:
    """Return which survey an answer is from, and its last day."""
    return ", ".join(filter(None, [named(speaker, survey.title), speaker.day(survey.until)]))


def conditions_key(survey: SurveyFound) -> str:
    """Return the word that asks for the chart of what makes residents insecure."""
    return f"forhold-{survey.study_nr}"


def safety_key(survey: SurveyFound) -> str:
    """Return the word that asks for the chart of how safe residents are."""
    return f"tryghed-{survey.study_nr}"


def divided_key(survey: SurveyFound, one: Divided) -> str:
    """Return the word that asks for the chart of one question by another."""
    return f"opdelt-{survey.study_nr}-{one.code}"[:60]


def charts_of(speaker: Speaker, survey: SurveyFound) -> dict[str, Chart]:
    """Return the charts of one survey; none where they could only say that they hide everything."""
    return {} if survey.silent else dict(_of_survey(speaker, survey))


def _of_survey(speaker: Speaker, survey: SurveyFound) -> Iterator[tuple[str, Chart]]:
    if conditions := survey.of(CONDITION):
        yield conditions_key(survey), _bars(speaker, survey, conditions)
    if headlines := [item for item in survey.of(HEADLINE) if item.steps and item.ordinal]:
        yield from _steps(speaker, survey, headlines)
    for one in survey.divided:
        yield divided_key(survey, one), _divided(speaker, survey, one)


def _bars(speaker: Speaker, survey: SurveyFound, items: Sequence[ItemFound]) -> Bars:
    told = sorted((item for item in items if item.told), key=lambda item: -(item.share.percent or 0))
    most = [f"{item.text}: {speaker.percent(item.share.percent or 0)}." for item in told[:3]]
    return Bars(
        title=speaker.say(N_("Hvad der gør beboerne utrygge")),
        says=" ".join([speaker.say(N_("Andelen, der er utrygge ved hvert forhold, størst først.")), *most]),
        source=" ".join(
            [asked(speaker, survey), speaker.say(WHISKERS), *_hiding(speaker, (one.hidden for one in items))]
        ),
        head=(
            speaker.say(N_("Forhold")), speaker.say(N_("Utrygge")), speaker.say(UNSURE), speaker.say(N_("Antal svar")),
        ),
        rows=tuple(_bar(speaker, item) for item in items),
    )  # fmt: skip


def _bar(speaker: Speaker, item: ItemFound) -> Bar:
    return _share_bar(speaker, item.text, item.share, told=item.told, hidden=item.hidden)


def _share_bar(speaker: Speaker, label: str, share: shares.Share, *, told: bool, hidden: bool = False) -> Bar:
    if not told or share.percent is None:
        return Bar(label=label, said=speaker.say(HIDES if hidden else FEW), base=_base(speaker, share.base))
    low, high = share.low, share.high
    return Bar(
        label=label, said=speaker.percent(share.percent), share=share.percent / 100,
        low=None if low is None else low / 100, high=None if high is None else high / 100,
        interval=speaker.say(N_("alle har svaret")) if share.everybody else speaker.between(low, high),
        base=_base(speaker, share.base),
    )  # fmt: skip


def _divided(speaker: Speaker, survey: SurveyFound, one: Divided) -> Bars:
    """Return how many are insecure in each group; a group that too few are in says so instead."""
    unsaid = speaker.say(N_("Ikke oplyst"))
    rows = tuple(
        _share_bar(speaker, name or unsaid, share, told=share.percent is not None, hidden=hidden)
        for name, share, hidden in one.groups
    )
    says = [f"{row.label}: {row.said}." for row in rows]
    hiding = _hiding(speaker, (hidden for _name, _share, hidden in one.groups))
    asked_of = speaker.say(N_("Andelen, der er utrygge, i hver gruppe. Spørgsmålet er: {hvad}"), hvad=one.of)
    return Bars(
        title=speaker.say(N_("Utrygge, opdelt efter »{gruppe}«"), gruppe=one.by),
        says=" ".join([asked_of, *says]),
        source=" ".join([speaker.quoted(one.of), asked(speaker, survey), speaker.say(WHISKERS), *hiding]),
        head=(one.by, speaker.say(N_("Utrygge")), speaker.say(UNSURE), speaker.say(N_("Antal svar"))),
        rows=rows, ranked=False,
    )  # fmt: skip


def _hiding(speaker: Speaker, hidden: Iterable[bool]) -> list[str]:
    return [speaker.say(HIDING)] if any(hidden) else []


def index_chart(speaker: Speaker, surveys: Sequence[SurveyFound]) -> Bars | None:
    """Return the index of insecurity of every survey whose conditions measure one thing; nothing where none does."""
    told = [(survey, survey.index) for survey in surveys if survey.index]
    if not told:
        return None
    rows = tuple(
        Bar(
            label=survey.title or speaker.day(survey.until), said=speaker.number(one.mean), share=one.mean / 100,
            low=one.low / 100, high=one.high / 100, interval=f"{speaker.number(one.low)}–{speaker.number(one.high)}",
            base=_index_base(speaker, one),
        )
        for survey, one in told
    )  # fmt: skip
    meaning = speaker.say(
        N_("Indekset går fra 0 (ingen er utrygge ved noget) til 100 (alle er meget utrygge ved alt).")
    )
    return Bars(
        title=speaker.say(N_("Utryghedsindeks")),
        says=" ".join([meaning, *(f"{row.label}: {row.said}." for row in rows)]),
        source=" ".join([meaning, *(asked(speaker, survey) for survey, _one in told), speaker.say(WHISKERS)]),
        head=(
            speaker.say(N_("Undersøgelse")), speaker.say(N_("Indeks")), speaker.say(UNSURE),
            speaker.say(N_("Antal svar")),
        ),
        rows=rows, ranked=False, unit="",
    )  # fmt: skip


def _index_base(speaker: Speaker, one: IndexFound) -> str:
    base = speaker.number(one.base)
    return speaker.say(MORE, antal=base) if one.more else base


def changes_charts(speaker: Speaker, changed: Changed) -> dict[str, Chart]:
    """Return the questions that two surveys ask alike, before and after: those judged together in one chart."""
    return {
        key: _changes(speaker, changed, title, [one for one in changed.items if one.kind == kind])
        for kind, (key, title) in CHANGES.items()
        if any(one.kind == kind for one in changed.items)
    }


def _changes(speaker: Speaker, changed: Changed, title: str, items: Sequence[Compared]) -> Pairs:
    rows = tuple(
        Pair(
            label=one.text, before=_pair_share(speaker, one.before), after=_pair_share(speaker, one.after),
            said=points_of(speaker, one),
        )
        for one in items
    )  # fmt: skip
    before, after = (_wave(speaker, survey) for survey in (changed.before, changed.after))
    return Pairs(
        title=speaker.say(title),
        says=" ".join(f"{row.label}: {row.before.said}, {row.after.said}. {row.said}" for row in rows),
        source=" ".join(
            [*(asked(speaker, one) for one in (changed.before, changed.after)), *map(speaker.say, (APART, TOGETHER))]
        ),
        head=(
            speaker.say(N_("Spørgsmål")), speaker.say(UNSURE), speaker.say(N_("Antal svar")),
            speaker.say(N_("Forskel i procentpoint")),
        ),
        before=before, after=after, rows=rows,
    )  # fmt: skip


def _pair_share(speaker: Speaker, share: shares.Share) -> Share:
    one = _share_bar(speaker, "", share, told=True)
    return Share(said=one.said, share=one.share, low=one.low, high=one.high, interval=one.interval, base=one.base)


def _wave(speaker: Speaker, survey: SurveyFound) -> str:
    return speaker.day(survey.until) or survey.title


def _base(speaker: Speaker, base: int) -> str:
    if not base:
        return "–"  # nobody, or a number that is not told
    return f"<{LEAST}" if base < LEAST else speaker.number(base)


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
            head=(speaker.say(N_("Spørgsmål")), speaker.say(N_("Antal svar"))),
            steps=steps,
            rows=tuple(_item(speaker, item) for item in alike),
        ),
    )


def _item(speaker: Speaker, item: ItemFound) -> Item:
    base = item.share.base
    if not item.told or any(0 < count < HIDDEN for _name, count in item.steps):
        return Item(label=item.text, said=(speaker.say(FEW),), base=_base(speaker, base))
    parts = tuple(count / base for _name, count in item.steps)
    return Item(
        label=item.text, shares=parts, said=tuple(speaker.percent(100 * one) for one in parts),
        base=_base(speaker, base),
    )  # fmt: skip


def asked(speaker: Speaker, survey: SurveyFound) -> str:
    """Return which survey answers are from, when, and how many gave them."""
    name, when = survey.title or speaker.say(N_("spørgeskema")), speaker.day(survey.until)
    source = speaker.say(N_("Kilde: {navn}, {dato}."), navn=name, dato=when)
    return " ".join(filter(None, [source, survey.response.said(speaker)]))

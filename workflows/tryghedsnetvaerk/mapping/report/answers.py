"""What a survey showed, question by question: counted in the database, never answer by answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.text import SOURCE
from workflows.tryghedsnetvaerk.mapping.models import MADE, Study
from workflows.tryghedsnetvaerk.mapping.report.responding import Response, response_of
from workflows.tryghedsnetvaerk.mapping.statistics import shares
from workflows.tryghedsnetvaerk.mapping.survey import existing, scales
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import People
from workflows.tryghedsnetvaerk.mapping.survey.earlier.entering import labels_of
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    BACKGROUND,
    CONDITION,
    EARLIER,
    HEADLINE,
    PERSONS,
    Item,
    Questionnaire,
    Release,
    Survey,
    Translation,
)
from workflows.tryghedsnetvaerk.mapping.survey.results import Results, read
from workflows.tryghedsnetvaerk.mapping.survey.shown import SKIPPED, groups, part, value
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words

Rows = Mapping[type[Any], Sequence[Any]]  # records by their kind
ASKED = (HEADLINE, CONDITION)
HIDDEN = 5  # of fewer persons nothing is told
UNSAID = People(PERSONS, None, "")


@dataclass(frozen=True, slots=True)
class ItemFound:
    """One question with how many say insecure of how many, and each step's count; what may not be shown is not in it.

    *hidden* says that its share may not. *labels* are the answers it offered, in Danish and in their order.
    """

    code: str
    text: str
    kind: str
    share: shares.Share
    steps: tuple[tuple[str, int], ...] = ()
    ordinal: bool = True
    hidden: bool = False
    labels: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether its share may be told."""
        count, base = self.share.count, self.share.base
        return self.share.percent is not None and not 0 < count < HIDDEN and not 0 < base - count < HIDDEN


@dataclass(frozen=True, slots=True)
class Divided:
    """How many are insecure of one question in each group that another makes, and whether that is hidden."""

    code: str
    by: str
    of: str
    groups: tuple[tuple[str, shares.Share, bool], ...]


@dataclass(frozen=True, slots=True)
class IndexFound:
    """The index of insecurity of a survey whose conditions measure one thing; *more* says of so many, or a few more."""

    mean: float
    low: float
    high: float
    base: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class SurveyFound:
    """One survey that was made here or before, with its questions and whom it is about."""

    study_nr: int
    title: str
    until: date | None
    response: Response
    items: tuple[ItemFound, ...]
    divided: tuple[Divided, ...] = ()
    index: IndexFound | None = None
    people: People = UNSAID

    @property
    def silent(self) -> bool:
        """Whether too few answered for any number of it to be told."""
        return not any(item.told or item.share.base for item in self.items)

    def of(self, kind: str) -> list[ItemFound]:
        """Return the questions of one kind."""
        return [item for item in self.items if item.kind == kind]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A survey that is over and was not worked out: which study it is, and what it asked."""

    study_nr: int
    title: str
    asked: frozenset[str]
    response: Response | None = None


def surveys_in(rows: Rows, locale: str = SOURCE) -> list[SurveyFound]:
    """Return every survey among some records that told something, the oldest first, its questions in *locale*.

    One that was held here is told as it was worked out, and not before: nothing is counted anew to be read.
    """
    releases = {one.survey_id: read(one.told) for one in rows[Release]}
    return [
        _found(survey, study, paper, _words(rows, paper, locale), releases.get(survey.id))
        for study, survey, paper in _over(rows)
        if paper is None or survey.origin == EARLIER or survey.id in releases
    ]


def waiting_in(rows: Rows) -> list[Waiting]:
    """Return every survey among some records that is over, and whose answers nobody has worked out."""
    released = {one.survey_id for one in rows[Release]}
    return [
        Waiting(study.nr, study.title, frozenset(item.code for item in paper.items), response_of(study, survey))
        for study, survey, paper in _over(rows)
        if paper and survey.origin != EARLIER and survey.id not in released
    ]


def _over(rows: Rows) -> list[tuple[Study, Survey, Questionnaire | None]]:
    studies = {one.id: one for one in rows[Study] if one.state == MADE}
    papers = {one.id: one for one in rows[Questionnaire]}
    over = [(studies[one.study_id], one) for one in rows[Survey] if one.study_id in studies]
    return [
        (study, survey, papers.get(survey.questionnaire_id))
        for study, survey in sorted(over, key=lambda both: (both[0].fieldwork_until or date.min, both[1].nr))
    ]


def _words(rows: Rows, paper: Questionnaire | None, locale: str) -> Words | None:
    translations = [one for one in rows.get(Translation, ()) if paper and one.questionnaire_id == paper.id]
    return Words(paper, translations, locale) if paper else None


def _found(
    survey: Survey, study: Study, paper: Questionnaire | None, words: Words | None, results: Results | None
) -> SurveyFound:
    told: tuple[ItemFound, ...] = ()
    divided: tuple[Divided, ...] = ()
    if paper and words:
        items = [one for one in paper.items if one.kind in ASKED]
        if results is None:
            told = _typed_items(survey, paper, words)
        else:
            told = tuple(_of_results(words, item, results) for item in items if not is_unasked(results, item))
            divided = tuple(_divided(words, paper.items, results))
    return SurveyFound(
        study_nr=study.nr, title=study.title, until=study.fieldwork_until, response=response_of(study, survey),
        items=told, divided=divided, index=_index(results),
        people=People(survey.counted, survey.age_from, survey.area_told),
    )  # fmt: skip


def is_unasked(results: Results, item: Item) -> bool:
    """Whether a question was put to nobody, as where a file has no column for it: everybody passed it by."""
    nothing = groups(item)[-1] if item.kind == BACKGROUND else value(item, SKIPPED)
    return 0 < results.answers == results.count(nothing)


def _of_results(words: Words, item: Item, results: Results) -> ItemFound:
    """Return what a survey that was answered here may tell of a question; what is hidden is not in it."""
    steps = [(key, results.count(value(item, step))) for step, key in scales.steps_said(item)]
    named = [(words(key), number) for key, number in steps if number is not None]
    return ItemFound(
        code=item.code, text=_asked(words, item), kind=item.kind, share=_share(results, item, results.population),
        steps=tuple(named) if len(named) == len(steps) else (), ordinal=_ordinal(item),
        hidden=_hidden(results, item), labels=labels_of(item),
    )  # fmt: skip


def _share(results: Results, item: Item, population: int | None, group: str = "") -> shares.Share:
    """Return how many are insecure, of everybody or of a group; no per cent where that may not be told."""
    key = part(item, "utryg", group)
    count, base = results.count(key), results.count(part(item, "base", group)) or 0
    percent, low, high = results.percent.get(key, (None, None, None))
    living = population if population and population >= results.answers else None
    return shares.Share(
        count or 0, base, percent if count is not None else None, low, high, results.everybody and not group,
        shares.effective_number(float(base), base, living), (count or 0) / base if base else 0.0,
    )  # fmt: skip


def _hidden(results: Results, item: Item, group: str = "") -> bool:
    return any(results.count(part(item, which, group)) is None for which in ("utryg", "base"))


def _divided(words: Words, items: Sequence[Item], results: Results) -> Iterator[Divided]:
    """Give the first question of safety by one question of background at a time; nobody's group is left out."""
    first = next((one for one in items if one.kind == HEADLINE and one.direction), None)
    for by in (one for one in items if one.kind == BACKGROUND):
        if first is None:
            return
        names = [*(words(key) for _step, key in scales.steps_said(by)), ""]
        told = [
            (name, _share(results, first, None, group), _hidden(results, first, group))
            for name, group in zip(names, groups(by), strict=True)
        ]
        if sum(share.percent is not None for _name, share, _hidden in told) > 1:
            yield Divided(by.code, _asked(words, by), _asked(words, first), tuple(told))


def _index(results: Results | None) -> IndexFound | None:
    told = results.index if results else None
    if results is None or not told or not told["holds"] or told["mean"] is None:
        return None
    return IndexFound(told["mean"], told["low"], told["high"], *results.indexed())


def _asked(words: Words, item: Item) -> str:
    return words(f"punkt.{item.code}")


def _typed_items(survey: Survey, paper: Questionnaire, words: Words) -> tuple[ItemFound, ...]:
    """Return the questions of somebody else's paper that tell how many are insecure, with what may be shown of them."""
    told = [one for one in existing.told_of(survey, paper) if one.item.kind in ASKED and one.insecure]
    found = shares.share.each(
        [min(round(one.insecure.count), one.base) for one in told if one.insecure], [one.base for one in told],
        [survey.population if (survey.population or 0) >= one.base else None for one in told],
        proportion=[min(one.insecure.per_mille / 1000, 1.0) for one in told if one.insecure],
    )  # fmt: skip
    return tuple(_typed_item(words, one, share) for one, share in zip(told, found, strict=True))


def _typed_item(words: Words, one: existing.ItemResults, share: shares.Share) -> ItemFound:
    steps = {next(iter(each.steps)): each for each in one.shares if len(each.steps) == 1}
    named = [(words(key), steps.get(step)) for step, key in scales.steps_said(one.item)]
    whole = all(each and not each.hidden for _name, each in named) and sum(
        round(each.count) for _name, each in named if each) == one.base  # fmt: skip
    hides = bool(one.insecure and one.insecure.hidden)
    return ItemFound(
        code=one.item.code, text=_asked(words, one.item), kind=one.item.kind,
        share=replace(share, count=0, percent=None, low=None, high=None, proportion=0.0) if hides else share,
        steps=tuple((name, round(each.count)) for name, each in named if each) if whole else (),
        ordinal=_ordinal(one.item), hidden=hides, labels=one.labels,
    )  # fmt: skip


def _ordinal(item: Item) -> bool:
    return item.scale in scales.SCALES and scales.SCALES[item.scale].ordinal


def newest(surveys: Sequence[SurveyFound], *kinds: str) -> tuple[SurveyFound | None, Sequence[SurveyFound]]:
    """Return the survey made last that tells something of questions of some *kinds*, and those passed over for it.

    A later one that asked and has too few answers is passed over; where none tells anything, it is the last that asked.
    """
    asked = [one for one in surveys if any(item.kind in kinds for item in one.items)] or list(surveys)
    telling = [one for one in asked if any(item.told for item in one.items if item.kind in kinds)]
    if not telling:
        return (asked[-1] if asked else None), ()
    return telling[-1], asked[asked.index(telling[-1]) + 1 :]

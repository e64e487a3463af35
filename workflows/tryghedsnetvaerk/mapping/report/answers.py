"""What a survey showed, question by question: counted in the database, never answer by answer."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.models import MADE, Study
from workflows.tryghedsnetvaerk.mapping.statistics import shares
from workflows.tryghedsnetvaerk.mapping.survey import scales, wording
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    CONDITION,
    EARLIER,
    HEADLINE,
    Item,
    Questionnaire,
    Survey,
    TypedResult,
)
from workflows.tryghedsnetvaerk.mapping.survey.releasing import find_results
from workflows.tryghedsnetvaerk.mapping.survey.results import Results, compute
from workflows.tryghedsnetvaerk.mapping.survey.shown import part, value

HIDDEN = 5  # of fewer persons nothing is told


@dataclass(frozen=True, slots=True)
class ItemFound:
    """One question with how many say insecure of how many, and each step's count; no counts where they are too few."""

    code: str
    text: str
    kind: str
    share: shares.Share
    steps: tuple[tuple[str, int], ...] = ()
    ordinal: bool = True
    judged: bool = False

    @property
    def told(self) -> bool:
        """Whether its share may be told; those of a survey here are judged together with all that is released."""
        if self.judged:
            return self.share.percent is not None
        count, base = self.share.count, self.share.base
        return self.share.percent is not None and not 0 < count < HIDDEN and not 0 < base - count < HIDDEN


@dataclass(frozen=True, slots=True)
class SurveyFound:
    """One survey that was made here or before, with its questions."""

    study_nr: int
    title: str
    until: date | None
    asked: int | None
    answered: int | None
    population: int | None
    items: tuple[ItemFound, ...]

    def of(self, kind: str) -> list[ItemFound]:
        """Return the questions of one kind."""
        return [item for item in self.items if item.kind == kind]


def list_surveys(session: Session, network_id: int) -> list[SurveyFound]:
    """Return every survey whose fieldwork is over, the oldest first."""
    wanted = (
        select(Survey, Study)
        .join(Study, Study.id == Survey.study_id)
        .where(Survey.network_id == network_id, Study.state == MADE)
        .order_by(Study.fieldwork_until, Survey.nr)
    )
    return [_found(session, row.Survey, row.Study) for row in session.execute(wanted)]


def _found(session: Session, survey: Survey, study: Study) -> SurveyFound:
    paper = session.get(Questionnaire, survey.questionnaire_id) if survey.questionnaire_id else None
    items = [item for item in paper.items if item.kind in (HEADLINE, CONDITION)] if paper else []
    typed = survey.origin == EARLIER
    results = None if typed else find_results(session, survey) or compute(session, survey)
    counts, bases = (_typed(session, survey), _bases(session, survey)) if typed else ({}, {})
    found = [
        _of_results(paper, item, results)
        if results
        else _typed_item(paper, item, counts.get(item.id, {}), bases[item.id])
        for item in items
        if paper and (results or item.id in bases)
    ]
    return SurveyFound(
        study_nr=study.nr, title=study.title, until=study.fieldwork_until, asked=study.asked, answered=study.answered,
        population=survey.population, items=tuple(found),
    )  # fmt: skip


def _of_results(paper: Questionnaire, item: Item, results: Results) -> ItemFound:
    """Return what a survey that was answered here may tell of a question; what is hidden is not in it."""
    count, base = results.count(part(item, "utryg")), results.count(part(item, "base")) or 0
    percent, low, high = results.percent.get(part(item, "utryg"), (None, None, None))
    share = shares.Share(
        count or 0, base, percent if count is not None else None, low, high, results.everybody, float(base),
        (count or 0) / base if base else 0.0,
    )  # fmt: skip
    steps = [(key, results.count(value(item, step))) for step, key in scales.steps_said(item)]
    named = [(wording.text(paper, (), "da", key), number) for key, number in steps if number is not None]
    return ItemFound(
        code=item.code, text=item.text, kind=item.kind, share=share,
        steps=tuple(named) if len(named) == len(steps) else (), ordinal=_ordinal(item), judged=True,
    )  # fmt: skip


def _typed(session: Session, survey: Survey) -> Mapping[int, Mapping[frozenset[int], int]]:
    """Return results as somebody else's paper gives them; a per cent is turned into the number it stands for."""
    found: dict[int, dict[frozenset[int], int]] = defaultdict(dict)
    for row in session.scalars(select(TypedResult).where(TypedResult.survey_id == survey.id)):
        count = row.count if row.count is not None else round((row.per_mille or 0) * row.base / 1000)
        steps = frozenset(int(step) for step in row.steps.split(",") if step.strip().isdigit())
        found[row.item_id][steps] = count
    return found


def _bases(session: Session, survey: Survey) -> dict[int, int]:
    """Return how many each typed result is of."""
    wanted = select(TypedResult.item_id, func.max(TypedResult.base).label("base"))
    rows = session.execute(wanted.where(TypedResult.survey_id == survey.id).group_by(TypedResult.item_id))
    return {row.item_id: row.base for row in rows}


def _typed_item(
    paper: Questionnaire,
    item: Item,
    counts: Mapping[frozenset[int], int],
    base: int,
) -> ItemFound:
    insecure = scales.insecure_steps(item)
    count = sum(number for steps, number in counts.items() if steps <= insecure)
    single = {next(iter(steps)): number for steps, number in counts.items() if len(steps) == 1}
    named = [(wording.text(paper, (), "da", key), single.get(step, 0)) for step, key in scales.steps_said(item)]
    return ItemFound(
        code=item.code, text=item.text, kind=item.kind, share=shares.share(count, base),
        steps=tuple(named) if len(single) == len(counts) and sum(single.values()) == base else (),
        ordinal=_ordinal(item),
    )  # fmt: skip


def _ordinal(item: Item) -> bool:
    return item.scale in scales.SCALES and scales.SCALES[item.scale].ordinal

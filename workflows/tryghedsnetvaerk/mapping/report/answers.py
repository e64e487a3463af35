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
    PERSONS,
    Item,
    Mark,
    Questionnaire,
    Survey,
    TypedResult,
)

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

    @property
    def told(self) -> bool:
        """Whether its share may be told."""
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
    counts = _typed(session, survey) if typed else _counted(session, survey)
    bases = _bases(session, survey) if typed else {}
    # Those who answered are reckoned as a part of the residents only where residents were counted, not households.
    population = survey.population if survey.counted == PERSONS and not typed else None
    found = [_item(paper, item, counts.get(item.id, {}), bases.get(item.id), population) for item in items if paper]
    return SurveyFound(
        study_nr=study.nr, title=study.title, until=study.fieldwork_until, asked=study.asked, answered=study.answered,
        population=survey.population, items=tuple(found),
    )  # fmt: skip


def _counted(session: Session, survey: Survey) -> Mapping[int, Mapping[frozenset[int], int]]:
    wanted = (
        select(Mark.item_id, Mark.value, func.count().label("number"))
        .where(Mark.survey_id == survey.id, Mark.value > 0)
        .group_by(Mark.item_id, Mark.value)
    )
    found: dict[int, dict[frozenset[int], int]] = defaultdict(dict)
    for row in session.execute(wanted):
        found[row.item_id][frozenset((row.value,))] = row.number
    return found


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


def _item(
    paper: Questionnaire,
    item: Item,
    counts: Mapping[frozenset[int], int],
    typed: int | None,
    population: int | None,
) -> ItemFound:
    insecure, base = scales.insecure_steps(item), sum(counts.values()) if typed is None else typed
    count = sum(number for steps, number in counts.items() if steps <= insecure)
    known = population if population is not None and population >= base else None
    single = {next(iter(steps)): number for steps, number in counts.items() if len(steps) == 1}
    named = [(wording.text(paper, (), "da", key), single.get(step, 0)) for step, key in scales.steps_said(item)]
    return ItemFound(
        code=item.code, text=item.text, kind=item.kind, share=shares.share(count, base, known),
        steps=tuple(named) if len(single) == len(counts) and sum(single.values()) == base else (),
        ordinal=item.scale in scales.SCALES and scales.SCALES[item.scale].ordinal,
    )  # fmt: skip

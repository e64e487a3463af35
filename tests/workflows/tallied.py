"""A survey that is closed, with answers laid straight into the tables."""

from random import Random
from typing import Any

from sqlalchemy import insert

from engine.db import Session
from tests.workflows.surveying import opened
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey import scales, surveys
from workflows.tryghedsnetvaerk.mapping.survey.collecting import list_items
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, Answer, Mark, Survey

WEIGHTS = {5: (6, 7, 4, 3, 1), 4: (2, 3, 3, 4), 3: (10, 9, 1), 2: (1, 1)}


def answer(session: Session, survey: Survey, people: int, seed: int = 1) -> None:
    """Let so many people answer: whoever is insecure of one thing is more so of others."""
    chance = Random(seed)
    of = {"network_id": survey.network_id, "survey_id": survey.id}
    answers, marks = list[dict[str, Any]](), list[dict[str, Any]]()
    for number in range(survey.id * 1_000_000, survey.id * 1_000_000 + people):
        answers.append({"id": number, "mode": chance.choice(["web", "web", "papir"]), **of})
        mood = chance.choice((0, 0, 1, 2))
        marks += [
            {"answer_id": number, "item_id": item.id, "value": value, **of}
            for item in list_items(session, survey)
            if (value := _value(chance, item, mood))
        ]
    session.execute(insert(Answer), answers)
    session.execute(insert(Mark), marks)


def _value(chance: Random, item: Any, mood: int) -> int:
    """Choose an answer; nought is none."""
    if chance.random() < 0.06:
        return chance.choice((0, -1, -2))
    steps = scales.steps(item)
    drawn = chance.choices(steps, WEIGHTS[len(steps)])[0]
    if item.kind == BACKGROUND or len(steps) < 5:
        return drawn
    return min(max(drawn + mood - 1, 1), 5)


def closed(world: World, people: int, **said: Any) -> tuple[Study, Survey]:
    """Return a survey that so many answered, and that is closed."""
    study, row = opened(world, **said)
    answer(world.session, row, people)
    return study, world.write(surveys.close_survey, study.nr, asked=max(people, row.population or 0))

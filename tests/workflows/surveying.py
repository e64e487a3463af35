"""A network where a survey is set up, step by step."""

from typing import Any

from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import questionnaires, questions, surveys
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire, Survey

OWN = {"scale": "tryghed", "direction": 1, "provenance": "andet", "provenance_note": "Beboermødet bad om det"}


def begun(world: World) -> Questionnaire:
    row: Questionnaire = world.write(questionnaires.save_questionnaire, None, {"title": "Tryghed 2026"})
    return row


def asks(world: World, row: Questionnaire, *more: dict[str, Any]) -> Questionnaire:
    kept = [*row.asks, *more]
    row = world.write(questionnaires.save_questionnaire, row.nr, {"asks": kept})
    return row


def dogs(text: str = "Løse hunde") -> dict[str, Any]:
    return questions.own("forhold", text, **OWN)


def set_up(world: World, **said: Any) -> tuple[Study, Survey]:
    study = world.add(Study, kind=QUANTITATIVE, state="planlagt", title="Tryghed")
    paper = world.all(Questionnaire)[0] if world.all(Questionnaire) else begun(world)
    told = {
        "done_by": "Kommunen, boligsocial enhed", "population": 980, "age_from": 15, "area_told": "Lindevænget 1–60",
        "behind": "Kommunen", "contact": "Karin Bech, 00 11 22 33", "questionnaire_id": paper.id,
        "languages": "da,en,ar,tr", **said,
    }  # fmt: skip
    return study, world.write(surveys.save_survey, study.nr, told)


def opened(world: World, **said: Any) -> tuple[Study, Survey]:
    study, _row = set_up(world, **said)
    return study, world.write(surveys.open_survey, study.nr, reason="Der er travlt")

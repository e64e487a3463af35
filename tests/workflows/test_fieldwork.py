"""Fieldwork may begin before the residents are informed, when somebody says why."""

from datetime import date, timedelta

import pytest

from engine.errors import BadInput
from tests.workflows.cases import at_step
from workflows.tryghedsnetvaerk.mapping.fieldwork import is_early
from workflows.tryghedsnetvaerk.mapping.studies import save_study
from workflows.tryghedsnetvaerk.mapping.survey.earlier.entering import save_earlier
from workflows.tryghedsnetvaerk.network.models import ResidentInformation

DAY, ONE = date(2026, 3, 2), timedelta(days=1)
TOLD = {"channel": "opgange", "text": "Nyt", "limits_told": True}


@pytest.mark.parametrize(
    ("begun", "informed", "early"),
    [(None, None, False), (DAY, None, True), (DAY, DAY, False), (DAY, DAY + ONE, True), (DAY, DAY - ONE, False)],
)
def test_it_is_early_on_a_day_before_the_residents_were_informed(begun, informed, early):
    assert is_early(begun, informed) is early


def test_an_early_study_is_refused_until_somebody_says_why(world):
    at_step(world, "kortlaegning")
    study = {"kind": "kvantitativ", "state": "planlagt", "fieldwork_from": world.today, "early_reason": ""}

    with pytest.raises(BadInput, match="før beboerne er informeret") as refused:
        world.write(save_study, None, study)
    assert refused.value.page == "#early_reason"
    row = world.write(save_study, None, study | {"early_reason": "Skolen spørger alle i denne uge."})

    assert row.early_reason
    assert world.findings("kortlaegning")["informeret_foerst"].reason


@pytest.mark.parametrize("told", [{"fieldwork_from": None}, {"fieldwork_from": "tomorrow"}, {"state": "udeladt"}])
def test_what_has_not_begun_asks_for_nothing(world, told):
    at_step(world, "kortlaegning")
    ahead = {"fieldwork_from": world.today + ONE} if told.get("fieldwork_from") else {}
    study = {"kind": "kvantitativ", "state": "planlagt", "fieldwork_from": world.today} | told | ahead

    assert world.write(save_study, None, study).nr == 1


def test_residents_informed_in_time_are_enough(world):
    at_step(world, "kortlaegning")
    world.add(ResidentInformation, **TOLD, informed_on=world.today)
    study = {"kind": "kvalitativ", "state": "planlagt", "fieldwork_from": world.today}

    assert world.write(save_study, None, study).early_reason in (None, "")


def early(world):
    """What is said to have begun early."""
    reason = world.findings("kortlaegning")["informeret_foerst"].reason
    return reason.who if reason else ()


def test_what_was_asked_before_there_was_a_network_is_not_its_fieldwork(world):
    at_step(world, "kortlaegning")
    before = {"kind": "kvantitativ", "state": "gennemfoert", "fieldwork_from": world.today - ONE}

    row = world.write(save_study, None, before | {"fieldwork_until": world.today})
    assert early(world) == ()

    with pytest.raises(BadInput, match="før beboerne er informeret"):
        world.write(save_study, row.nr, before | {"fieldwork_from": world.today})


def test_a_survey_that_others_made_meanwhile_is_not_its_fieldwork(world):
    at_step(world, "kortlaegning")
    days = {"fieldwork_from": world.today, "fieldwork_until": world.today}
    theirs = {"kind": "kvantitativ", "state": "planlagt", "title": "Bureauets", "done_by": "Et bureau", **days}
    row = world.write(save_study, None, theirs | {"early_reason": "Bureauet spurgte for boligforeningen"})
    assert early(world) == (f"kvantitativ:{row.id}",)

    world.write(save_earlier, row.nr, {"population": 900, "counted": "personer", "age_from": 15, "area_told": "Alle"})

    assert early(world) == ()
    world.write(save_study, row.nr, {**theirs, "title": "Bureauets måling", "early_reason": ""})


def test_a_warning_names_the_studies_that_began_early(world):
    at_step(world, "kortlaegning")
    why = {"early_reason": "Mødet blev flyttet", "state": "planlagt", "fieldwork_from": world.today}
    survey = world.write(save_study, None, {"kind": "kvantitativ", "title": "Foråret", **why})
    talks = world.write(save_study, None, {"kind": "kvalitativ", **why})
    world.write(save_study, None, {"kind": "kvalitativ", "state": "planlagt", "title": "Til sommer"})

    assert set(early(world)) == {f"kvantitativ:{survey.id}", f"kvalitativ:{talks.id}"}
    world.add(ResidentInformation, **TOLD, informed_on=world.today)
    assert early(world) == ()

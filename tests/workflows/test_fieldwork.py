"""Fieldwork may begin before the residents are informed, when somebody says why."""

from datetime import date, timedelta

import pytest

from engine.errors import BadInput
from tests.workflows.cases import at_step
from workflows.tryghedsnetvaerk.mapping.fieldwork import is_early, save_study
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

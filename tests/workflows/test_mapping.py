"""Step 2: what counts as figures, as a study that was made, and as a report that is waited for."""

from datetime import date, timedelta
from typing import Any

import pytest

from engine import removals
from engine.definition import Waits
from tests.workflows import deeds
from tests.workflows.cases import at_step
from tests.workflows.world import World, attached
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.models import QUALITATIVE, QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.network.actions import end_seat
from workflows.tryghedsnetvaerk.network.models import Attachment, Need, Seat

STEP = "kortlaegning"
SOURCED = {"title": "Indbrud", "source": "Politiet"}


def figures(world: World, **said: Any) -> CrimeSet:
    told = {**SOURCED, "extracted_on": world.today, **said}
    row: CrimeSet = world.write(save_figures, None, told)
    return row


def lacking(world: World) -> set[str]:
    """Return which demands of step 2 are not met, and whether there is a baseline for the evaluation."""
    found = {**world.findings(STEP), **world.findings("evaluering")}
    return {key for key in ("tal", "tal_kilde", "udgangspunkt") if found[key].reason}


@pytest.mark.parametrize("counts", ["", "Indbrud; 2025; ..\nHærværk; 2025; .."])
def test_figures_are_counts_or_a_file_and_not_a_title_with_a_source(any_world: World, counts: str):
    world = at_step(any_world, STEP)
    row = figures(world, counts=counts)
    assert lacking(world) == {"tal", "udgangspunkt"}

    attached(world, row)
    assert lacking(world) == set()
    world.write(removals.remove, Attachment, 1, reason="Forkert fil")
    assert lacking(world) == {"tal", "udgangspunkt"}

    world.write(save_figures, row.nr, {**SOURCED, "counts": "Indbrud; 2025; 0"})
    assert lacking(world) == set()


def test_a_file_at_another_record_is_no_figures(any_world: World):
    world = at_step(any_world, STEP)
    figures(world)
    deeds.need(world)
    attached(world, world.all(Need)[0])

    assert "tal" in lacking(world)


def test_why_figures_could_not_be_had_does_and_is_no_baseline(any_world: World):
    world = at_step(any_world, STEP)
    world.write(save_figures, None, {"title": "Indbrud", "unavailable": "For få sager til at de må udleveres"})

    assert lacking(world) == {"udgangspunkt"}


def test_a_set_without_figures_takes_nothing_from_one_with_them(any_world: World):
    world = at_step(any_world, STEP)
    figures(world, counts="Indbrud; 2025; 12")

    figures(world)
    assert lacking(world) == set()

    figures(world, source="", counts="Indbrud; 2024; 6")
    assert lacking(world) == {"tal_kilde"}


OLD = date(2024, 3, 1)  # the world's day is 2 March 2026


def warned(world: World) -> str:
    """Return what the survey is warned of."""
    reason = world.findings(STEP)["ny_undersoegelse"].reason
    return reason.text if reason else ""


def test_new_interviews_do_not_make_an_old_survey_new(any_world: World):
    world = at_step(any_world, STEP)
    deeds.study(QUANTITATIVE, world=world, fieldwork_until=OLD)
    deeds.study(QUALITATIVE, world=world)
    assert "mere end 24 måneder" in warned(world)

    world.add(Study, kind=QUANTITATIVE, state="gennemfoert", done_by="Kommunen", fieldwork_until=world.today)

    assert warned(world) == ""


def test_old_interviews_beside_a_new_survey_are_not_warned_of(any_world: World):
    world = at_step(any_world, STEP)
    deeds.study(QUANTITATIVE, world=world)
    deeds.study(QUALITATIVE, world=world, fieldwork_until=OLD)

    assert warned(world) == ""


def test_a_survey_without_its_days_is_warned_of(any_world: World):
    world = at_step(any_world, STEP)
    deeds.study(QUANTITATIVE, world=world, fieldwork_until=None)
    assert "Det står ikke, hvornår der blev spurgt" in warned(world)

    world.edit(world.all(Study)[0], fieldwork_until=OLD + timedelta(days=1))

    assert warned(world) == ""


@pytest.mark.parametrize(
    ("kind", "key"), [(QUANTITATIVE, "kvantitativ_afklaret"), (QUALITATIVE, "kvalitativ_afklaret")]
)
def test_a_study_is_made_when_its_last_day_has_come(any_world: World, kind: str, key: str):
    world = at_step(any_world, STEP)
    deeds.study(kind, world=world, fieldwork_until=world.today + timedelta(days=1))
    found = world.findings(STEP)
    reason = found[key].reason
    assert reason
    assert "i gang" in reason.text
    assert found["en_undersoegelse"].reason
    assert world.findings("evaluering")["udgangspunkt"].reason

    world.later(days=1)

    assert not world.findings(STEP)[key].reason
    assert not world.findings("evaluering")["udgangspunkt"].reason


def test_a_report_that_nobody_is_left_to_answer_waits_for_nobody(any_world: World):
    world = at_step(any_world, STEP)
    deeds.report_sent(world)
    world.later(days=1)
    for row in world.all(Seat):
        world.write(end_seat, row.nr, until=world.today - timedelta(days=1))

    reason = world.findings(STEP)["rapport_godkendt"].reason

    assert reason
    assert "Send den ud i en ny version" in reason.text
    assert reason.waits_for is Waits.US

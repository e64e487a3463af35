"""What was sent, released or agreed stays as it was: no file comes to it, and what stood on one that goes falls."""

from typing import Any

import pytest

from engine import commitments
from engine.errors import NotAllowed
from engine.removals import remove
from engine.state import CANCELLED, PENDING
from tests.workflows import deeds as d
from tests.workflows.cases import at_step
from tests.workflows.world import World, attached, steering_group, worded
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.mapping.actions import new_version, save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report
from workflows.tryghedsnetvaerk.materials.actions import release, withdraw
from workflows.tryghedsnetvaerk.materials.models import FOLDER, Material
from workflows.tryghedsnetvaerk.meetings.actions import hold, send_minutes
from workflows.tryghedsnetvaerk.meetings.models import ORIENTATION, Meeting
from workflows.tryghedsnetvaerk.network.models import Approval, Attachment
from workflows.tryghedsnetvaerk.settled import falls


@pytest.fixture
def begun(any_world: World) -> World:
    any_world.begin()
    steering_group(any_world)
    return any_world


def report(world: World) -> Report:
    written = world.write(save_report, None, {"ready_made": True})
    attached(world, written)
    sent: Report = world.write(send_report, written.nr, object_by=None, wording=worded)
    return sent


def minutes(world: World) -> Meeting:
    d.called(ORIENTATION, world=world)
    nr = world.all(Meeting, kind=ORIENTATION)[0].nr
    held = world.write(hold, nr, held_on=world.today, minutes="", decisions=(), attached=True)
    attached(world, held)
    return send(world, held)


def send(world: World, meeting: Meeting) -> Meeting:
    sent: Meeting = world.write(send_minutes, meeting.nr, object_by=None, wording=worded, telling=worded)
    return sent


def folder(world: World) -> Material:
    row = world.add(Material, kind=FOLDER, ready_made=True, limits_in_paper=True)
    attached(world, row)
    released: Material = world.write(release, row.nr)
    return released


def agreement(world: World) -> Agreement:
    at_step(world, "praksis", "Egelunden")
    row: Agreement = world.all(Agreement)[0]
    return row


def taken_away(world: World) -> None:
    world.write(remove, Attachment, world.all(Attachment)[0].nr, reason="Der stod et navn i filen")


def unmet(world: World, step: str, key: str) -> bool:
    return world.findings(step)[key].reason is not None


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (report, "Rapporten er sendt til godkendelse"),
        (minutes, "Referatet er sendt ud"),
        (folder, "Materialet er frigivet"),
        (agreement, "Aftalen er indgået"),
    ],
)
def test_no_file_comes_to_what_people_have_said_yes_to(begun: World, made: Any, sentence: str):
    row, before = made(begun), len(begun.all(Attachment))

    with pytest.raises(NotAllowed, match=sentence):
        attached(begun, row)
    with pytest.raises(NotAllowed, match=sentence):
        begun.write(remove, type(row), row.nr, reason="Skrevet to gange")

    assert len(begun.all(Attachment)) == before


def test_minutes_whose_file_went_are_neither_approved_nor_sent(begun: World):
    row = minutes(begun)
    d.say_yes(begun, "minutes", [row.id])
    assert not unmet(begun, "droeftelse", "orientering_godkendt")

    taken_away(begun)

    assert unmet(begun, "droeftelse", "orientering_referat")
    assert {one.lapsed_on for one in begun.all(Approval, about="minutes")} == {begun.today}
    assert commitments.check(begun.session.connection(), [begun.network]) == []


def test_minutes_with_another_file_are_sent_and_approved_anew(begun: World):
    row = minutes(begun)
    d.say_yes(begun, "minutes", [row.id])
    taken_away(begun)
    attached(begun, row)

    send(begun, row)

    assert not unmet(begun, "droeftelse", "orientering_referat")
    assert unmet(begun, "droeftelse", "orientering_godkendt")
    d.say_yes(begun, "minutes", [row.id])
    assert not unmet(begun, "droeftelse", "orientering_godkendt")


@pytest.mark.parametrize("approved", [True, False])
def test_a_report_whose_file_went_is_approved_in_its_next_version_only(begun: World, approved: bool):
    row = report(begun)
    if approved:
        d.say_yes(begun, "report", [row.id])

    taken_away(begun)

    assert unmet(begun, "kortlaegning", "rapport_godkendt")
    assert {said for said, kind, _ in begun.state.timers.values() if kind == "indsigelse"} == {CANCELLED}
    begun.write(new_version, row.nr)
    begun.write(save_report, row.nr + 1, dict.fromkeys(PARTS, "Tekst"))
    later = begun.write(send_report, row.nr + 1, object_by=None, wording=worded)
    d.say_yes(begun, "report", [later.id])
    assert not unmet(begun, "kortlaegning", "rapport_godkendt")


def test_nobody_is_silent_about_a_report_whose_file_went(begun: World):
    report(begun)
    assert PENDING in {said for said, *_ in begun.state.timers.values()}

    taken_away(begun)

    assert PENDING not in {said for said, *_ in begun.state.timers.values()}


def test_a_folder_made_elsewhere_is_a_draft_again_when_its_file_went(begun: World):
    row = folder(begun)

    taken_away(begun)

    assert (row.state, row.released_on, unmet(begun, "kontaktmaterialer", "folder_klar")) == ("kladde", None, True)
    assert commitments.check(begun.session.connection(), [begun.network]) == []


def test_what_was_written_here_stays_released_when_a_file_beside_it_goes(begun: World):
    row = begun.add(Material, kind=FOLDER, body="Tekst")
    attached(begun, row)
    begun.write(release, row.nr)

    taken_away(begun)

    assert row.state == "frigivet"


def test_a_material_taken_back_as_a_draft_gets_its_file_again(begun: World):
    row = folder(begun)
    begun.write(withdraw, row.nr)

    attached(begun, row)

    assert len(begun.all(Attachment)) == 2


def test_a_signed_agreement_without_its_file_lacks_it_by_name(begun: World):
    row = begun.add(Agreement, ready_made=True, how_often="Hvert år", place="Beboerhuset", convener="Politiet")
    attached(begun, row)
    assert not unmet(begun, "aftale", "aftale_dele")

    taken_away(begun)

    reason = begun.findings("aftale")["aftale_dele"].reason
    assert reason
    assert "filen er ikke vedhæftet" in reason.text


@pytest.mark.parametrize(
    ("made", "sentence"), [(report, "ny version"), (minutes, "sendes ud igen"), (folder, "kladde")]
)
def test_it_is_said_what_falls_before_a_file_is_taken_away(begun: World, made: Any, sentence: str):
    made(begun)

    assert sentence in falls(begun.session, begun.state, begun.all(Attachment)[0])


def test_the_file_of_a_draft_is_taken_away_without_anything_falling(begun: World):
    row = begun.write(save_report, None, {"ready_made": True})
    attached(begun, row)

    assert falls(begun.session, begun.state, begun.all(Attachment)[0]) == ""
    taken_away(begun)
    attached(begun, row)


def test_the_same_press_answers_as_the_first_time_also_after_the_report_was_sent(begun: World):
    row = begun.write(save_report, None, {"ready_made": True})
    attached(begun, row, key="once")
    begun.write(send_report, row.nr, object_by=None, wording=worded)

    attached(begun, row, key="once")

    assert len(begun.all(Attachment)) == 1

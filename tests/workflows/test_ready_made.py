"""Papers made elsewhere: nothing is sent, released or closed on a file that is not there."""

import pytest

from tests.workflows import deeds as d
from tests.workflows.world import World, attached, steering_group, worded
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.materials.actions import release
from workflows.tryghedsnetvaerk.materials.models import MATERIALS, Material
from workflows.tryghedsnetvaerk.meetings.actions import hold, send_minutes
from workflows.tryghedsnetvaerk.network.attachments import NotAttached
from workflows.tryghedsnetvaerk.network.models import Attachment

MAIL = {"object_by": None, "wording": worded}


@pytest.fixture
def begun(any_world: World) -> World:
    any_world.begin()
    steering_group(any_world)
    return any_world


def test_a_bureaus_report_is_sent_when_its_file_is_there(begun: World):
    report = begun.write(save_report, None, {"ready_made": True})
    with pytest.raises(NotAttached, match="Rapporten er markeret som lavet et andet sted"):
        begun.write(send_report, report.nr, **MAIL)
    attached(begun, report)

    assert begun.write(send_report, report.nr, **MAIL).sent_on == begun.today


def test_minutes_from_word_are_sent_when_their_file_is_there(begun: World):
    meeting = d.meeting(begun, "styregruppe")
    begun.write(hold, meeting.nr, held_on=begun.today, minutes="", decisions=(), attached=True)
    with pytest.raises(NotAttached, match="Referatet er markeret som skrevet et andet sted"):
        begun.write(send_minutes, meeting.nr, **MAIL, telling=worded)
    attached(begun, meeting)

    assert begun.write(send_minutes, meeting.nr, **MAIL, telling=worded).minutes_sent_on == begun.today


@pytest.mark.parametrize("kind", MATERIALS)
def test_a_material_made_elsewhere_is_released_when_its_file_is_there(begun: World, kind: str):
    row = begun.add(Material, kind=kind, ready_made=True, limits_in_paper=True)
    with pytest.raises(NotAttached, match="Materialet er markeret som lavet et andet sted"):
        begun.write(release, row.nr)
    attached(begun, row)

    assert begun.write(release, row.nr).released_on == begun.today


def test_a_signed_agreement_counts_when_its_file_is_there(begun: World):
    begun.add(Agreement, ready_made=True, how_often="Hvert halve år", place="Beboerhuset", convener="Politiet")
    said = begun.findings("aftale")["aftale_dele"].reason
    assert said
    assert said.text.startswith("Aftalen er markeret som underskrevet på papir, men filen er ikke vedhæftet.")
    assert said.text.endswith("Vedhæft den, eller fjern krydset.")

    attached(begun, begun.all(Agreement)[0])
    assert begun.findings("aftale")["aftale_dele"].reason is None

    begun.session.delete(begun.all(Attachment)[0])
    begun.session.flush()
    assert begun.findings("aftale")["aftale_dele"].reason


def test_another_agreements_file_is_not_its_own(begun: World):
    attached(begun, begun.add(Agreement, ready_made=True))
    begun.begin("Egelunden")
    begun.add(Agreement, ready_made=True)

    assert begun.facts().agreement_unattached

"""A paper made elsewhere, whose file is not there: said on its page, and refused with the way on."""

from io import BytesIO

from engine import records
from tests.webui.small import ask, network
from tests.webui.test_attachments import PDF
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.materials.models import Material


def test_a_ready_made_report_without_its_file_is_refused_with_a_link_to_where_it_is_attached(
    browse, database, people, now
):
    with database.write() as session:
        number = network(session, people["mette"], "birken", now)
        records.add(session, ask(number, people["mette"], now), Report, {"ready_made": True})
        session.commit()
    mette = browse("mette")
    assert "men filen er ikke vedhæftet endnu" in mette.get("/netvaerk/birken/rapport/1/").text

    answer = mette.send("/netvaerk/birken/rapport/1/send", {"object_by": ""})

    assert answer.status_code == 422
    assert '<a href="/netvaerk/birken/rapport/1/#bilag">Rapporten er markeret som lavet' in answer.text
    assert 'id="bilag"' in answer.text


def test_what_is_said_of_an_attached_file_is_shown_while_there_is_one(browse, begin):
    begin("birken", (Material, {"kind": "folder", "ready_made": True}), (Material, {"kind": "actioncard"}))
    mette, said = browse("mette"), "står i den vedhæftede fil"
    assert all(said not in mette.get(f"/netvaerk/birken/materialer/{nr}/").text for nr in (1, 2))
    assert ["<dt>Tekst</dt>" in mette.get(f"/netvaerk/birken/materialer/{nr}/").text for nr in (1, 2)] == [True, False]

    file = {"file": (BytesIO(PDF), "folder.pdf"), "impersonal": "y"}
    place, shown = "/netvaerk/birken/materialer/1/bilag", "/netvaerk/birken/materialer/1/"
    assert mette.send(place, file, shown_on=shown, content_type="multipart/form-data").status_code == 303

    assert said in mette.get(shown).text

"""A paper made elsewhere, whose file is not there: said on its page, and refused with the way on."""

from engine import records
from tests.webui.small import ask, network
from workflows.tryghedsnetvaerk.mapping.models import Report


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

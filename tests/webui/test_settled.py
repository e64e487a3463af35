"""Papers that people have said yes to, on their pages: no more files, and what falls when one goes."""

import pytest

from engine import records
from tests.webui.small import ask, network, seat
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import accept
from workflows.tryghedsnetvaerk.network.models import Approval, Attachment

WHY = {"reason": "Der stod et navn i filen"}


@pytest.fixture
def birken(database, people, now):
    """A network whose ready-made report was sent to its steering group."""
    with database.write() as session:
        number = network(session, people["mette"], "birken", now)
        seat(session, number, people["karin"], now)
        report = save_report(session, ask(number, people["mette"], now), None, {"ready_made": True})
        attach(session, ask(number, people["mette"], now), report, accept("rapport.txt", b"Lavet et andet sted"))
        send_report(
            session, ask(number, people["mette"], now), 1, object_by=None, wording=lambda *_: ("Rapport", "Godkend")
        )
        session.commit()
    return number


def test_the_page_of_a_report_that_was_sent_says_why_no_file_comes_to_it(browse, birken):
    page = browse("mette").get("/netvaerk/birken/rapport/1/").text

    assert "et ja gælder præcis det, der blev sendt" in page
    assert 'enctype="multipart/form-data"' not in page


def test_whoever_takes_a_file_away_is_told_what_falls_and_it_falls(browse, database, birken):
    mette = browse("mette")
    with database.read() as session:
        code = records.list_all(session, Attachment, birken)[0].code
    asking = f"/netvaerk/birken/bilag/{code}/fjern"
    assert "bortfalder svarene" in mette.get(asking).text

    mette.send(asking, WHY)

    with database.read() as session:
        assert records.list_all(session, Approval, birken)[0].lapsed_on

"""Calling people to a meeting: what is refused, what can be taken back, and who hears of a change."""

import pytest
from icalendar import Calendar

from engine import queries, records
from engine.commitments import check
from engine.models import outbox
from tests.webui.planned import AGENDA, MEETING, SHOWN, plan, press
from workflows.tryghedsnetvaerk.meetings.models import Meeting, Participant


@pytest.fixture
def mette(browse, begin):
    """Mette, whose network has Karin in its steering group."""
    begin("birk", member="karin")
    return browse("mette")


def mails(database, *states):
    with database.read() as session:
        db = session.connection()
        found = [queries.find_mail(db, None, row.id) for row in queries.list_mail(db, None)]
        return [row for row in found if not states or row.state in states]


def meeting_of(database):
    with database.read() as session:
        number = next(row.id for row in queries.list_processes(session.connection()) if row.slug == "birk")
        faults = check(session.connection(), [number])
        people = records.list_all(session, Participant, number)
        return records.list_all(session, Meeting, number)[0], people, faults


def test_every_missing_field_is_told_of_with_a_link_to_it(mette):
    plan(mette, on="", at="", place="")

    answer = press(mette, "indkald")

    assert answer.status_code == 422
    assert f'<a href="{SHOWN}ret#on">Mødet mangler en dato og et klokkeslæt.</a>' in answer.text
    assert f'<a href="{SHOWN}ret#place">Mødet mangler et sted.</a>' in answer.text


def test_nobody_is_called_to_a_day_that_has_passed(mette, database):
    plan(mette, on="2026-02-10")
    form = mette.form(SHOWN, f"{SHOWN}aflys")

    answer = mette.client.post(f"{SHOWN}indkald", data=form)

    assert answer.status_code == 422
    assert "så ingen kan indkaldes til det" in answer.text
    assert ">Indkald<" not in mette.get(SHOWN).text
    assert mails(database) == []


def test_a_meeting_from_before_the_system_is_entered_as_called_without_mail(mette, database):
    plan(mette, on="2026-02-10")
    path = f"{SHOWN}indkaldt-foer"

    assert mette.send(path, {"called_on": "2026-02-11"}).status_code == 422
    assert mette.send(path, {"called_on": "2026-01-27"}).status_code == 303

    meeting, _people, faults = meeting_of(database)
    assert (meeting.state, meeting.called_on.isoformat(), mails(database), faults) == ("indkaldt", "2026-01-27", [], [])
    assert "skrev ind, at styregruppemøde blev indkaldt" in mette.get("/netvaerk/birk/historik/").text


def test_a_meeting_that_the_system_could_have_called_is_not_entered_as_called(mette, database):
    plan(mette, on="2026-02-10")
    form = mette.form(f"{SHOWN}indkaldt-foer")
    mette.send(f"{SHOWN}holdt", {"held_on": "2026-03-02", "minutes_text": "Vi talte.", "others": ""})

    assert "indkaldt-foer" not in mette.get(SHOWN).text
    answer = mette.client.post(f"{SHOWN}indkaldt-foer", data=form | {"called_on": "2026-02-01"})

    assert answer.status_code == 409
    assert meeting_of(database)[0].called_on is None


def test_a_call_is_undone_from_the_meetings_page_while_its_mail_waits(mette, database):
    plan(mette)
    press(mette, "indkald")

    answer = mette.send("/netvaerk/birk/fortryd", {}, shown_on=SHOWN)

    assert answer.headers["Location"] == SHOWN
    meeting, people, faults = meeting_of(database)
    assert (meeting.state, meeting.called_on, people, faults) == ("kladde", None, [], [])
    assert [row.state for row in mails(database)] == ["aflyst"]


def test_a_call_whose_mail_has_left_is_not_undone_and_nothing_says_so(mette, database):
    plan(mette)
    press(mette, "indkald")
    form = mette.form(SHOWN, "/netvaerk/birk/fortryd")
    with database.write() as session:
        session.execute(outbox.update().values(state="sendt"))
        session.commit()

    assert ">Fortryd<" not in mette.get(SHOWN).text
    assert mette.client.post("/netvaerk/birk/fortryd", data=form).status_code == 409
    assert meeting_of(database)[0].state == "indkaldt"


def test_a_news_mail_is_undone_while_it_waits(mette, database):
    path = "/netvaerk/birk/nyhedsmails/"
    mette.send(f"{path}ny", {"subject": "Lys", "body": "Der er lys på stien."})
    mette.send(f"{path}1/send", {}, shown_on=f"{path}1/")

    answer = mette.send("/netvaerk/birk/fortryd", {}, shown_on=f"{path}1/")

    assert answer.headers["Location"] == f"{path}1/"
    assert [row.state for row in mails(database)] == ["aflyst"]
    assert "Send" in mette.get(f"{path}1/").text


def test_a_cancelled_meeting_is_taken_out_of_the_calendars_of_those_called(mette, database):
    plan(mette)
    press(mette, "indkald")

    press(mette, "aflys")

    [mail] = [row for row in mails(database) if row.kind == "cancellation"]
    assert mail.recipient == "karin@nordby.example"
    assert mail.subject == "Aflyst: Styregruppemøde i birk: 1. april 2026 kl. 13.00"
    entry = Calendar.from_ical(mail.calendar)
    event = entry.events[0]
    assert (entry["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    own = Calendar.from_ical(mette.get("/netvaerk/birk/papir/moede/1.ics").data).events[0]
    assert (own["STATUS"], own["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_draft_is_cancelled_without_mail(mette, database):
    plan(mette)

    press(mette, "aflys")

    assert mails(database) == []


@pytest.mark.parametrize(
    ("change", "told"), [({"place": "Skolen"}, 1), ({"at": "15:00"}, 1), ({"agenda": AGENDA + "\n" + AGENDA}, 0)]
)
def test_those_called_hear_of_another_time_or_place(mette, database, change, told):
    plan(mette)
    press(mette, "indkald")

    assert mette.send(f"{SHOWN}ret", MEETING | change).status_code == 303

    changed = [row for row in mails(database) if row.kind == "change"]
    assert len(changed) == told
    for mail in changed:
        entry = Calendar.from_ical(mail.calendar)
        assert (entry["METHOD"], entry.events[0]["SEQUENCE"]) == ("REQUEST", 1)
        assert "Sådan er det nu:" in mail.body


def test_a_called_meeting_is_not_moved_to_a_day_that_has_passed(mette, database):
    plan(mette)
    press(mette, "indkald")

    assert mette.send(f"{SHOWN}ret", MEETING | {"on": "2026-02-01"}).status_code == 422
    assert len(mails(database)) == 1

"""The mails of a meeting: in the language of whoever gets them, readable, with an invitation for the calendar."""

from email import message_from_bytes

import pytest
from icalendar import Calendar

from engine import outbox, queries, records
from engine.people.actions import change_person
from engine.people.queries import get_person
from tests.webui.planned import MEETING, SHOWN, plan, press
from tests.webui.small import ask, network, seat
from workflows.tryghedsnetvaerk.meetings.models import Participant


@pytest.fixture
def mette(browse, people, database, now):
    """Mette, who has planned a meeting with Karin, who reads English, and Rita."""
    with database.write() as session:
        number = network(session, people["mette"], "birk", now)
        seat(session, number, people["karin"], now)
        seat(session, number, people["rita"], now)
        karin = get_person(session, people["karin"])
        change_person(session, karin.id, version=karin.version, actor=None, now=now, locale="en")
        session.commit()
    browser = browse("mette")
    plan(browser)
    return browser


def mails(database, kind):
    with database.read() as session:
        db = session.connection()
        rows = [queries.find_mail(db, None, row.id) for row in queries.list_mail(db, None) if row.kind == kind]
        return {row.recipient.partition("@")[0]: row for row in rows}


def answer(browser, database, people, who, said):
    path = f"/netvaerk/birk/moededeltagere/{who}/ret"
    name = {1: "Karin Bech", 2: "Rita Revisor"}[who]
    mail = {1: "karin@nordby.example", 2: "rita@nordby.example"}[who]
    told = {"meeting": "1", "name": name, "mail": mail, "group_name": "", "answer": said}
    assert browser.send(path, told).status_code == 303


def test_each_is_invited_in_their_own_language_with_a_readable_agenda(mette, database):
    press(mette, "indkald")

    sent = mails(database, "invitation")
    assert sent["rita"].subject == "Styregruppemøde i birk: 1. april 2026 kl. 13.00"
    assert "13.00  Velkomst\n       10 min. · Lokalpolitiet · orientering\n       Mål: Alle ved" in sent["rita"].body
    assert "Skriv til Mette Holm, mette@nordby.example, om du kommer." in sent["rita"].body
    assert "Hvad netværket ikke er" in sent["rita"].body
    assert "Dear Karin Bech" in sent["karin"].body
    assert "13:00  Velkomst\n       10 min. · Lokalpolitiet · information\n       Goal: Alle ved" in sent["karin"].body
    assert "What the network is not" in sent["karin"].body
    assert not [row for row in sent.values() if "##" in row.body or "**" in row.body]


def test_an_invitation_is_one_for_the_calendar_that_keeps_its_name(mette, database):
    press(mette, "indkald")
    first = mails(database, "invitation")["karin"]
    mail = message_from_bytes(outbox.message(first, "net@example.dk", "Net").as_bytes())
    (file,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    entry = Calendar.from_ical(file.get_payload(decode=True))
    event = entry.events[0]

    assert (file.get_param("method"), file.get_param("charset")) == ("REQUEST", "utf-8")
    assert (entry["METHOD"], event["UID"], event["SEQUENCE"]) == ("REQUEST", "birk-1@tryghedsnet", 0)
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == ("mailto:mette@nordby.example", "Mette Holm")
    assert (event["ATTENDEE"], event["ATTENDEE"].params["RSVP"]) == ("mailto:karin@nordby.example", "FALSE")

    assert mette.send(f"{SHOWN}ret", MEETING | {"place": "Biblioteket"}).status_code == 303
    press(mette, "paamind")

    again = Calendar.from_ical(mails(database, "reminder")["karin"].calendar).events[0]
    assert (again["UID"], again["SEQUENCE"], again["LOCATION"]) == ("birk-1@tryghedsnet", 1, "Biblioteket")


def test_only_those_who_have_not_answered_are_reminded(mette, database, people, clock):
    press(mette, "indkald")
    answer(mette, database, people, 1, "ja")
    assert "1 har ikke svaret og får en mail: Rita Revisor. Der er ikke sendt påmindelse før." in mette.get(SHOWN).text

    assert press(mette, "paamind").status_code == 303

    page = mette.get(SHOWN).text
    assert "Påmindelsen er sendt til 1." in page
    assert "Sidst sendt 2. mar. 2026." in page
    assert "Påmindelse sendt 2. mar. 2026" in page
    assert set(mails(database, "reminder")) == {"rita"}
    assert "sendte påmindelse om styregruppemøde" in mette.get("/netvaerk/birk/historik/").text


def test_when_all_have_answered_nobody_is_reminded(mette, database, people):
    press(mette, "indkald")
    form = mette.form(SHOWN, f"{SHOWN}paamind")
    answer(mette, database, people, 1, "ja")
    answer(mette, database, people, 2, "nej")

    assert "Send påmindelse" not in mette.get(SHOWN).text
    assert mette.client.post(f"{SHOWN}paamind", data=form).status_code == 409


def test_who_is_asked_to_approve_minutes_reads_so_and_others_read_the_minutes(mette, database, people, now):
    press(mette, "indkald")
    with database.write() as session:
        number = next(row.id for row in queries.list_processes(session.connection()) if row.slug == "birk")
        values = {"meeting_id": 1, "name": "Ida", "mail": "ida@post.example"}
        records.add(session, ask(number, people["mette"], now), Participant, values)
        session.commit()
    held = {"held_on": "2026-03-02", "minutes_text": "## Lys\n\n**Lampen** er skiftet.", "others": "Vi mødes igen"}
    assert mette.send(f"{SHOWN}holdt", held).status_code == 303

    assert mette.send(f"{SHOWN}send-referat", {"object_by": "2026-03-20"}).status_code == 303

    assert "\n\nLys\n\nLampen er skiftet.\n\nBeslutning 1: Vi mødes igen\n\n" in mails(database, "minutes")["ida"].body
    asked = mails(database, "approval")
    assert "senest 20. marts 2026, regnes det som et ja" in asked["rita"].body
    assert "by 20 March 2026, it counts as a yes" in asked["karin"].body


def test_in_a_demonstration_it_is_said_that_the_mail_stays(mette, app):
    app.config["DEMONSTRATION"] = True

    press(mette, "indkald")

    assert "Det er en demonstration: mailen bliver i Udbakken og sendes ikke." in mette.get(SHOWN).text

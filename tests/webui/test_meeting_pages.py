"""The way to a meeting, its place in the list, and what each who is called is asked."""

from datetime import timedelta

import pytest

from engine import records
from tests.webui import small
from tests.webui.planned import AGENDA
from workflows.tryghedsnetvaerk.meetings import calling
from workflows.tryghedsnetvaerk.meetings.models import Meeting, Participant

HERE = "/netvaerk/birk/moeder/"


@pytest.fixture
def network(begin):
    """A network of Mette's, in its fifth step, with Karin in its steering group."""
    return begin("birk", at="fastlaeggelse", member="karin")


@pytest.fixture
def mette(browse, network):
    return browse("mette")


@pytest.fixture
def meeting(database, network, people, now):
    """Return what writes a meeting so many days ahead; it is called when told, or held."""

    def write(kind, days, *, called=False, held=False):
        with database.write() as session:
            values = {"kind": kind, "place": "Skolen", "agenda": AGENDA, "starts_at": now + timedelta(days=days)}
            if held:
                values |= {"state": "holdt", "held_on": (now + timedelta(days=days)).date()}
            row = records.add(session, small.ask(network, people["mette"], now), Meeting, values)
            if called:
                who = [
                    {"person_id": people["karin"], "name": "Karin", "mail": "karin@nordby.example", "group_name": ""}
                ]
                asked = small.ask(network, people["mette"], now)
                calling.call(session, asked, row.nr, invitation=calling.nobody, people=who)
            session.commit()

    return write


def leads(browser, kind):
    return browser.get(f"{HERE}det/{kind}").headers["Location"]


def test_a_demand_leads_to_its_meeting_or_to_planning_it(mette, meeting, clock):
    assert leads(mette, "udvikling") == f"{HERE}ny?kind=udvikling"
    assert '<option selected value="udvikling">' in mette.get(f"{HERE}ny?kind=udvikling").text

    meeting("udvikling", 1)
    assert leads(mette, "udvikling") == f"{HERE}1/"

    meeting("orientering", 1, called=True)
    assert leads(mette, "orientering") == f"{HERE}2/"
    clock.at += timedelta(days=2)
    mette.log_in("mette")
    assert leads(mette, "orientering") == f"{HERE}2/holdt"


def test_a_meeting_that_was_held_does_not_do_for_the_next_of_the_network(mette, meeting):
    meeting("netvaerk", -3, held=True)
    meeting("orientering", -3, held=True)

    assert leads(mette, "netvaerk") == f"{HERE}ny?kind=netvaerk"
    assert leads(mette, "orientering") == f"{HERE}2/"


def test_demands_name_their_meeting_its_date_and_lead_to_it(mette, meeting):
    meeting("udvikling", 30, called=True)

    page = mette.get("/netvaerk/birk/trin/5/").text

    assert "Udviklingsmødet er indkaldt til 1. april 2026 og er ikke holdt endnu." in page
    assert f'href="{HERE}det/udvikling"' in page
    assert "Udviklingsmødet er indkaldt til 1. april 2026" in mette.get("/").text + mette.get("/opgaver").text


def test_meetings_held_out_of_order_say_which_and_when(mette, meeting):
    meeting("orientering", -3, held=True)
    meeting("udvikling", -9, held=True)

    told = "Udviklingsmødet blev holdt 21. februar 2026, før orienteringsmødet 27. februar 2026."
    assert told in mette.get("/netvaerk/birk/trin/5/").text


def test_the_list_begins_with_the_next_meeting_and_guides_to_the_one_due(mette, meeting):
    meeting("styregruppe", -9, held=True)
    meeting("netvaerk", 30)
    meeting("udvikling", 3)
    meeting("beboer", -3, held=True)

    page = mette.get(HERE).text

    assert [page.index(f'href="{HERE}{nr}/"') for nr in (3, 2, 4, 1)] == sorted(
        page.index(f'href="{HERE}{nr}/"') for nr in (1, 2, 3, 4)
    )
    assert "Holdt 27. februar 2026" in page


def test_after_planning_one_lands_on_the_meeting(mette):
    values = {"kind": "netvaerk", "on": "2026-04-01", "at": "13:00", "minutes": "60", "place": "", "together_with": "",
              "agenda": AGENDA}  # fmt: skip

    assert mette.send(f"{HERE}ny", values).headers["Location"] == f"{HERE}1/"


def test_who_is_called_answers_for_themselves_by_one_press(browse, meeting, database, network):
    meeting("styregruppe", 30, called=True)
    karin = browse("karin")
    assert "Svar på, om du kommer til styregruppemøde 1. apr. 2026" in karin.get("/opgaver").text

    answer = karin.send(f"{HERE}1/svar", {"said": "ved_ikke"}, shown_on=f"{HERE}1/")

    assert answer.status_code == 303
    with database.read() as session:
        assert [one.answer for one in records.list_all(session, Participant, network)] == ["ved_ikke"]
    assert "om du kommer" not in karin.get("/opgaver").text


def test_who_is_not_called_is_not_asked_and_cannot_answer(mette, meeting):
    meeting("styregruppe", 30, called=True)
    assert "Kommer du?" not in mette.get(f"{HERE}1/").text

    form = mette.form(f"{HERE}1/", f"{HERE}1/aflys")
    assert mette.client.post(f"{HERE}1/svar", data={**form, "said": "ja"}).status_code in (409, 422)


def test_the_next_meeting_of_step_8_is_one_of_the_network(mette, meeting):
    meeting("styregruppe", 3)
    meeting("netvaerk", -30, held=True)
    page = mette.get("/netvaerk/birk/trin/8/").text
    assert "Næste gang 31. juli 2026." in page

    meeting("netvaerk", 30)
    assert "Næste gang 1. april 2026." in mette.get("/netvaerk/birk/trin/8/").text

"""The one next thing on a page: what is there is mended before anything new is begun."""

from datetime import date, timedelta

import pytest

from engine import actions, records
from tests.webui.small import ask
from webui.nouns.catalogue import NOUNS
from webui.nouns.mending import MENDS
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.models import ResidentInformation
from workflows.tryghedsnetvaerk.practice.models import SENT, NewsMail
from workflows.tryghedsnetvaerk.process import PROCESS

EMPTY = {"title": "Indbrud", "source": "Politiet"}
SOURCELESS = {"title": "Indbrud", "source": "", "extracted_on": None, "figures": [("Indbrud", "2025", 12)]}


@pytest.fixture
def birken(begin):
    return begin("birken")


@pytest.fixture
def write(database, people, now, birken):
    def put(act, *args):
        with database.write() as session:
            act(session, ask(birken, people["mette"], now), *args)
            session.commit()

    return put


def test_whatever_is_mended_is_a_demand_on_a_page_of_records():
    pages = {page for noun in NOUNS.values() for page in noun.pages}

    assert [key for key in MENDS if PROCESS.demands[key][2].page not in pages] == []


@pytest.mark.parametrize(
    ("noun", "model", "values", "button"),
    [
        ("kriminalitetstal", CrimeSet, EMPTY, "/kriminalitetstal/1/ret"),
        ("kriminalitetstal", CrimeSet, SOURCELESS, "/kriminalitetstal/1/ret"),
        ("rapport", Report, dict.fromkeys(PARTS, "Skrevet."), "/rapport/1/send"),
        ("beboere", ResidentInformation, {"channel": "opgange", "text": "Kære beboer"}, "/beboere/1/ret"),
    ],
)
def test_the_record_that_lacks_something_is_what_the_page_leads_to(browse, write, now, noun, model, values, button):
    dated = {"informed_on": now.date()} if model is ResidentInformation else {}
    write(records.add, model, values | dated)

    page = browse("mette").get(f"/netvaerk/birken/{noun}/").text

    assert f'href="/netvaerk/birken{button}"' in page
    assert f'href="/netvaerk/birken/{noun}/ny"' not in page


def test_the_years_evaluation_is_gone_on_with_and_not_begun_again(browse, write):
    write(save_evaluation, None, {"findings": "Mindre hærværk"})
    mette = browse("mette")

    begun = mette.get("/netvaerk/birken/evaluering/ny")

    assert begun.location == "/netvaerk/birken/evaluering/1/ret"
    assert "Ret 1. års evaluering" in mette.get("/netvaerk/birken/evaluering/").text


def test_residents_who_have_not_discussed_lead_to_the_discussions(browse, birken):
    page = browse("mette").get("/netvaerk/birken/trin/1/").text

    assert '<a class="mend" href="/netvaerk/birken/droeftelser/">' in page


@pytest.mark.parametrize("page", ["/", "/opgaver"])
def test_what_is_missing_in_a_reopened_step_is_said_of_that_step(look, page):
    shown = look("koordinator").get(page).text
    card = shown[shown.index("Faggrupper, der ikke har svaret") :].partition("Afventer")[0]

    assert "Sammensætning af tryghedsnetværk" in card
    assert "Samarbejdet i praksis" not in card


def test_what_can_no_longer_be_corrected_is_looked_at(look):
    page = look("koordinator").get("/netvaerk/ellehaven/aftale/").text

    assert 'href="/netvaerk/ellehaven/aftale/1/">Se Samarbejdsaftalen, version 1</a>' in page


def test_a_news_mail_that_is_not_sent_is_shown_when_it_is_written_and_led_to(browse, birken):
    mette = browse("mette")
    written = mette.send("/netvaerk/birken/nyhedsmails/ny", {"subject": "Lys", "body": "Lampen er skiftet."})

    assert written.headers["Location"] == "/netvaerk/birken/nyhedsmails/1/"
    page = mette.get("/netvaerk/birken/nyhedsmails/").text
    assert "Ikke sendt endnu: 1" in page
    assert 'href="/netvaerk/birken/nyhedsmails/1/">Gør »Lys« klar, og send</a>' in page


def test_the_form_that_closes_a_step_is_not_printed(look):
    page = look("koordinator").get("/netvaerk/birkeparken/trin/2/").text

    assert '<section class="next d-print-none" aria-labelledby="close-h">' in page


@pytest.mark.parametrize(("who", "theirs"), [("styregruppe", True), ("koordinator", False)])
def test_whose_answer_is_waited_for_is_told_so(look, who, theirs):
    assert ("Det er også dit svar, der mangler." in look(who).get("/netvaerk/birkeparken/").text) is theirs


@pytest.mark.parametrize("who", ["revisor", "admin"])
def test_those_who_only_look_have_no_tasks(look, who):
    assert "Tak – det var alt" in look(who).get("/opgaver").text


def test_an_empty_cell_is_a_dash_and_no_status_is_not_named(look):
    page = look("koordinator").get("/netvaerk/birkeparken/problemer/").text

    assert '<td data-label="Hvad gør vi?">–</td><td class="c-st"></td>' in page


def next_box(page):
    return page[page.index('<section class="next"') :].partition("</section>")[0]


def test_practice_with_nothing_due_leads_to_planning_the_next_meeting(browse, begin, now):
    begin("birken", at="praksis")

    box = next_box(browse("mette").get("/netvaerk/birken/").text)

    assert "Næste netværksmøde er ikke planlagt" in box
    assert 'href="/netvaerk/birken/moeder/det/netvaerk">Planlæg et netværksmøde</a>' in box


def test_practice_with_a_meeting_planned_says_what_comes_first_and_where(browse, begin, now):
    ahead = (Meeting, {"kind": "netvaerk", "starts_at": now + timedelta(days=10)})
    begin("birken", ahead, at="praksis")
    box = next_box(browse("mette").get("/netvaerk/birken/").text)
    assert "Næste netværksmøde: 12. marts 2026" in box
    assert 'href="/netvaerk/birken/moeder/det/netvaerk">Gå til netværksmødet</a>' in box
    told = {"subject": "Nyt", "body": "Nyt fra os", "state": SENT, "sent_on": date(2025, 9, 5)}
    begin("sted", ahead, (NewsMail, told), at="praksis")

    box = next_box(browse("mette").get("/netvaerk/sted/").text)

    assert "Næste nyhedsmail: 5. marts 2026" in box
    assert 'href="/netvaerk/sted/nyhedsmails/"' in box


def head(page):
    return page[page.index('class="record-head"') :].partition('class="lines-h"')[0]


def test_the_page_of_meetings_speaks_of_the_step_the_network_is_in(browse, begin, now):
    planned = (Meeting, {"kind": "orientering", "starts_at": now + timedelta(days=10)})
    begin("birken", planned, at="kortlaegning")

    page = head(browse("mette").get("/netvaerk/birken/moeder/").text)

    assert "Trin 2 kræver ikke et møde. Det næste er orienteringsmødet i trin 4." in page
    assert "Det er planlagt til 12. marts 2026" in page
    assert "Det mangler" not in page
    assert 'href="/netvaerk/birken/kriminalitetstal/">Gå til kriminalitetstallene</a>' in page
    assert 'href="/netvaerk/birken/moeder/ny">Planlæg et møde</a>' in page


def test_a_step_that_asks_for_a_meeting_leads_to_it_and_says_nothing_of_others(browse, begin, now):
    begin("birken", (Meeting, {"kind": "orientering", "starts_at": now}), at="droeftelse")

    page = head(browse("mette").get("/netvaerk/birken/moeder/").text)

    assert "Orienteringsmødet er ikke indkaldt." in page
    assert "dviklingsmødet" not in page
    assert "Der er en mødeplan" not in page
    assert 'href="/netvaerk/birken/moeder/det/orientering">Gå til orienteringsmødet</a>' in next_box(page)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("sammensaetning", "Trin 3 kræver ikke et møde. Det næste er orienteringsmødet i trin 4. Det kan planlægges"),
        ("kontaktmaterialer", "Trin 7 kræver ikke et møde. Netværksmøderne begynder i trin 8."),
        ("praksis", "Trin 8 kræver ikke et møde lige nu."),
        ("evaluering", "Trin 8 kræver ikke et møde lige nu."),
    ],
)
def test_a_step_without_a_meeting_says_which_comes_next(browse, begin, at, said):
    begin("birken", at=at)

    assert said in browse("mette").get("/netvaerk/birken/moeder/").text


def test_minutes_that_wait_to_be_sent_come_before_what_the_step_needs_elsewhere(browse, begin, now):
    held = {"kind": "styregruppe", "state": "holdt", "held_on": now.date()}
    begin("birken", (Meeting, held), (Meeting, held | {"minutes_sent_on": now.date()}), at="kortlaegning")

    box = next_box(browse("mette").get("/netvaerk/birken/moeder/").text)

    assert "Referater, der ikke er sendt ud: 1" in box
    assert 'href="/netvaerk/birken/moeder/1/">Gør referatet af Styregruppemøde klar, og send det</a>' in box


def test_on_hold_what_comes_next_is_to_take_the_network_up_again(browse, begin, database, people, now):
    number = begin("birken", (Meeting, {"kind": "orientering"}), at="droeftelse")
    with database.write() as session:
        actions.pause(session.connection(), ask(number, people["mette"], now), "Ferie")
        session.commit()

    box = next_box(browse("mette").get("/netvaerk/birken/moeder/").text)

    assert "Netværket er i bero" in box
    assert 'href="/netvaerk/birken/genoptag">Genoptag netværket</a>' in box
    assert "Gå til orienteringsmødet" not in box


def test_a_report_that_is_not_written_is_not_to_be_sent(browse, write):
    write(records.add, Report, {"baggrund": "Skrevet."})
    mette = browse("mette")

    page = mette.get("/netvaerk/birken/rapport/").text
    assert "Skriv resten af Version 1" in page
    assert "/rapport/1/send" not in page
    asked = mette.get("/netvaerk/birken/rapport/1/send").text
    assert "Ingen sidder i styregruppen i dag" in asked
    assert "Rapporten mangler delen »Konklusion«." in asked
    assert "Lav udkast fra data" in mette.get("/netvaerk/birken/rapport/1/ret").text
    assert "[[diagram: …]]" in mette.get("/netvaerk/birken/rapport/1/ret").text


def test_a_step_that_demands_nothing_counts_nothing(look):
    page = look("koordinator").get("/netvaerk/moellebakken/").text

    assert "Se alle krav</summary>" in page
    assert "0 af 0" not in page

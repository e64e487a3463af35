"""The four seats that the method recommends say what each is responsible for, also while nobody sits there."""

from html import unescape

import pytest

from tests.webui.small import seat
from tests.webui.test_papers import words
from workflows.tryghedsnetvaerk.network.models import BOARD, RECOMMENDED
from workflows.tryghedsnetvaerk.network.seats import RESPONSIBILITIES

SEATS = "/netvaerk/birken/styregruppe/"
OFFICE = "Boligforeningens ejendomskontor"


@pytest.fixture
def mette(begin, browse, database, people, now):
    number = begin("Birken")
    with database.write() as session:
        seat(session, number, people["karin"], now, kind="ejendomskontor", deputy_id=people["anna"])
        session.commit()
    return browse("mette")


@pytest.fixture
def people(people):
    return people | {"anna": people["admin"]}


def test_the_four_recommended_seats_have_a_responsibility_each():
    assert tuple(RESPONSIBILITIES) == (*RECOMMENDED, BOARD)
    assert len(set(RESPONSIBILITIES.values())) == 4


def test_the_page_says_what_each_seat_is_responsible_for_and_who_sits_there(mette):
    page = mette.get(SEATS).text
    shown = page[page.index('id="pladser"') :]
    held, *empty = sorted(shown.split("<li")[1:5], key=lambda one: OFFICE not in one)

    assert all(said in unescape(shown) for said in RESPONSIBILITIES.values())
    assert "Karin Bech, Kommunen" in held
    assert "Tom plads" not in held
    assert all("Tom plads" in one for one in empty)


def test_an_empty_seat_leads_to_its_own_form(mette):
    assert "/styregruppe/ny?plads=bestyrelse" in mette.get(SEATS).text
    assert "Ingen taler for beboerne i styregruppen" in mette.get(SEATS).text
    assert '<option selected value="bestyrelse">' in mette.get(f"{SEATS}ny?plads=bestyrelse").text
    assert '"noget"' not in mette.get(f"{SEATS}ny?plads=noget").text


def test_a_seat_says_its_own_responsibility(mette):
    page = unescape(mette.get(f"{SEATS}1/").text)

    assert [said in page for said in RESPONSIBILITIES.values()] == [False, False, True, False]


@pytest.mark.parametrize(("locale", "gap"), [("da", "[navn og organisation]"), ("en", "[name and organisation]")])
def test_the_document_to_start_from_says_it_too(mette, locale, gap):
    text = words(mette.get(f"/netvaerk/birken/skabelon/styregruppe.html?sprog={locale}").text)

    assert text.count(gap) == 3
    assert "Karin Bech, Kommunen" in text
    assert "Anna Admin" in text
    if locale == "da":
        assert all(said in text for said in RESPONSIBILITIES.values())


def test_before_the_first_meeting_has_said_yes_the_seats_are_only_prepared(begin, browse):
    begin("Birken")
    begin("Lunden", at="kontaktmaterialer")
    mette = browse("mette")

    assert "Det indledende møde har ikke sagt ja endnu" in mette.get("/netvaerk/birken/styregruppe/").text
    assert "har ikke sagt ja endnu" not in mette.get("/netvaerk/lunden/styregruppe/").text

"""What residents ask and misunderstand is written down with its answer, and what lacks one is said plainly."""

from datetime import timedelta

import pytest

from tests.webui.conftest import Browser
from workflows.tryghedsnetvaerk.network.models import ResidentInformation, ResidentQuestion

BASE = "/netvaerk/birken"
PAGE = f"{BASE}/spoergsmaal/"


@pytest.fixture
def today(now):
    return now.date()


@pytest.fixture
def asked(begin, browse, today) -> Browser:
    """Mette's browser on a network with one question answered and two that are not."""
    week = timedelta(days=7)

    def question(text, kind, **more):
        return ResidentQuestion, {"question": text, "kind": kind, "raised_on": today - week, **more}

    begin(
        "Birken",
        question("Bliver vi overvåget?", "misforstaaelse", answer="Nej.", answered_on=today),
        question("Kan der komme en bænk?", "forslag"),
        question("Hvem ringer vi til?", "spoergsmaal", raised_on=today - 2 * week),
    )
    return browse("mette")


def test_what_has_no_answer_stands_first_and_is_counted(asked):
    page = asked.get(PAGE).text
    listed = page[page.index('<ul class="lines') :]

    assert "Mangler svar: 2" in page
    assert listed.index("Hvem ringer vi til?") < listed.index("Kan der komme en bænk?") < listed.index("overvåget")
    assert f'href="{PAGE}3/ret">Skriv svaret ind</a>' in page


@pytest.mark.parametrize("noun", ["beboere", "droeftelser"])
def test_where_residents_are_told_and_heard_says_what_still_lacks_an_answer(asked, noun):
    page = asked.get(f"{BASE}/{noun}/").text

    assert "2 spørgsmål mangler svar" in page
    assert f'href="{PAGE}3/"' in page
    assert "Alt, der kræves her, er på plads" not in page
    assert "overvåget" not in page


def test_an_answer_closes_it(asked, database, today):
    asked.send(f"{PAGE}3/ret", said(today) | {"answer": "Til ejendomskontoret.", "answered_on": today.isoformat()})

    assert "1 spørgsmål mangler svar" in asked.get(f"{BASE}/beboere/").text
    with database.read() as session:
        assert session.get(ResidentQuestion, 3).answer == "Til ejendomskontoret."


def test_how_far_it_is_stands_in_every_list_and_on_its_page(asked, today):
    asked.send(f"{PAGE}3/ret", said(today) | {"status": "undersoeges"})

    for path in (PAGE, f"{BASE}/beboere/", f"{PAGE}3/"):
        assert "Mangler svar · Undersøges" in asked.get(path).text, path
    assert "Mangler svar · Modtaget" in asked.get(PAGE).text
    assert "<dd>Modtaget</dd>" in asked.get(f"{PAGE}2/").text


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"answer": "Til ejendomskontoret."}, "Skriv, hvornår I svarede."),
        ({"answered_on": "2026-03-02"}, "Skriv, hvad I svarede."),
        ({"answer": "Nej.", "answered_on": "2020-01-01"}, "Svaret kan ikke være givet, før spørgsmålet kom."),
        ({"question": "Er det 010190-1234?"}, "CPR-nummer"),
        ({"answer": "Spørg 010190-1234.", "answered_on": "2026-03-02"}, "CPR-nummer"),
        ({"kind": "klage"}, "Vælg en af mulighederne."),
        ({"status": "gennemfoert"}, "når det er gennemført"),
    ],
)
def test_half_an_answer_and_numbers_of_people_are_refused(asked, database, today, typed, refused):
    answer = asked.send(f"{PAGE}3/ret", said(today) | typed)

    assert answer.status_code == 422
    assert refused in answer.text
    with database.read() as session:
        assert session.get(ResidentQuestion, 3).version == 1


def test_a_network_without_questions_says_so(begin, browse):
    begin("Birken")

    assert "Ingen er skrevet ind endnu" in browse("mette").get(f"{BASE}/droeftelser/").text


def test_the_history_names_the_question(asked):
    page = asked.get(f"{BASE}/historik/").text

    assert "skrev et spørgsmål fra beboerne ind" in page
    assert "Kan der komme en bænk?" in page


def said(today):
    return {"kind": "spoergsmaal", "question": "Hvem ringer vi til?", "raised_on": today.isoformat(),
            "status": "modtaget"}  # fmt: skip


def test_what_waits_beside_is_next_once_nothing_is_lacking_here(begin, browse, today):
    told = {"channel": "opgange", "text": "Kære beboer", "limits_told": True, "informed_on": today}
    asked = {"question": "Kan der komme en bænk?", "kind": "forslag", "raised_on": today}
    begin("Birken", (ResidentInformation, told), (ResidentQuestion, asked))

    page = browse("mette").get(f"{BASE}/beboere/").text

    assert "Mangler svar: 1" in page
    assert f'href="{PAGE}1/ret">Skriv svaret ind</a>' in page

"""What residents propose is taken up at the udviklingsmøde and answered in what they are told."""

import pytest

from tests.webui.conftest import Browser
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.network.models import Need, ResidentQuestion

BASE = "/netvaerk/birken"
MEETING = {"kind": "udvikling", "on": "2026-04-01", "at": "16:00", "minutes": "", "place": "Salen", "together_with": "",
           "agenda": "", "agenda_language": "da"}  # fmt: skip


@pytest.fixture
def mette(begin, browse, now) -> Browser:
    """Mette's browser on a network with five proposals and a question, the first about a problem."""

    def said(text, kind="forslag", **more):
        answered = {"answer": "Svar", "answered_on": now.date()} if more else {}
        return ResidentQuestion, {"kind": kind, "question": text, "raised_on": now.date()} | answered | more

    begin(
        "Birken",
        (Problem, {"what": "Mørk sti"}),
        said("Lys på stien", problem_id=1, status="undersoeges"),
        said("En bænk ved torvet"),
        said("Kameraer overalt", status="ikke_muligt", status_why="Det må vi ikke."),
        said("Nye låse", status="gennemfoert"),
        said("Et hegn", status="ikke_muligt", answer="Banen flyttes. ", status_why="Banen  flyttes."),
        said("Hvem ringer vi til?", kind="spoergsmaal"),
        (Need, {"other": True, "found_by": "politi", "found_on": now.date(), "grounds": "x"}),
    )
    return browse("mette")


def test_open_proposals_are_a_point_of_the_meeting_and_stand_in_its_agenda(mette):
    assert mette.send(f"{BASE}/moeder/ny", MEETING).status_code == 303

    page = mette.get(f"{BASE}/moeder/1/").text
    paper = mette.get(f"{BASE}/papir/dagsorden/1.html").text

    assert page.index("Beboernes forslag") < page.index("Tryghedsvandring")
    assert 'href="/netvaerk/birken/spoergsmaal/2/">En bænk ved torvet' in page
    assert "Lys på stien (Mørk sti · Undersøges)" in paper
    assert "En bænk ved torvet (Modtaget)" in paper
    for settled in ("Kameraer", "Nye låse", "Hvem ringer"):
        assert settled not in paper


@pytest.mark.parametrize("more", [{"kind": "orientering"}, {"agenda": "## Et\n5 min · Alle · orientering\nMål: Et"}])
def test_other_meetings_and_agendas_of_ones_own_get_no_point(mette, more):
    mette.send(f"{BASE}/moeder/ny", MEETING | more)

    assert "Styregruppen · drøftelse" not in mette.get(f"{BASE}/moeder/1/ret").text


def test_without_proposals_the_agenda_is_the_methods_own(begin, browse):
    begin("Birken")
    mette = browse("mette")
    mette.send(f"{BASE}/moeder/ny", MEETING)

    assert "Beboernes forslag" not in mette.get(f"{BASE}/moeder/1/").text
    assert "Beboernes forslag" not in mette.get(f"{BASE}/papir/dagsorden/1.html").text


def test_the_next_text_to_residents_answers_what_they_asked(mette):
    for subject in ("Begyndelsen", "Sådan går det"):
        mette.send(f"{BASE}/tekster/ny", {"subject": subject})

    first, second = (mette.get(f"{BASE}/sprogudgaver/ny?besked={nr}&slags=web&sprog=da").text for nr in (1, 2))

    assert "Kameraer" not in first
    assert "**Kameraer overalt** Svar Det må vi ikke. (ikke muligt)" in second
    assert "**Lys på stien** Svar (undersøges)" in second
    assert "**Et hegn** Banen flyttes. (ikke muligt)" in second
    assert "En bænk" not in second


def test_the_document_to_start_from_answers_too(mette):
    page = mette.get(f"{BASE}/skabelon/beboernyt.html").text

    assert "<strong>Nye låse</strong> Svar (gennemført)" in page

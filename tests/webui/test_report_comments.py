"""What is said about the report, what a problem is laid beside, and myths with the figures that answer them."""

import re

import pytest

from tests.webui import reporting
from tests.webui.reporting import BIRKEN
from tests.webui.test_papers import words
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Problem
from workflows.tryghedsnetvaerk.mapping.report.models import Myth, ReportComment

COUNTS = "Tyveri, øvrigt; 2023; 9\nTyveri, øvrigt; 2024; 12\nIndbrud; 2024; 4"


@pytest.fixture
def mapped(database, people, now):
    """A network of Mette's with figures, a problem and a report; Karin sits in its group."""
    told = {"counts": COUNTS, "problem": {"what": "Mørk sti"}, "parts": dict.fromkeys(PARTS, "Stien.")}
    with database.write() as session:
        number, _figures = reporting.mapped(session, people, now, **told)
        session.commit()
    return number


def kept(database, model):
    with database.read() as session:
        return session.get(model, 1)


def test_a_member_comments_on_a_part_and_is_answered(browse, mapped, database):
    karin, mette = browse("karin"), browse("mette")

    assert karin.send(f"{BIRKEN}/kommentarer/ny", {"part": "resume", "text": "For langt."}).status_code == 303
    assert mette.send(f"{BIRKEN}/kommentarer/1/svar", {"answer": "Forkortet.", "resolved": "y"}).status_code == 303

    comment = kept(database, ReportComment)
    assert (comment.part, comment.text, comment.answer) == ("resume", "For langt.", "Forkortet.")
    assert comment.resolved_on is not None
    said = words(mette.get(f"{BIRKEN}/kommentarer/").text)
    assert "For langt. Resumé af resultaterne" in said
    assert "Behandlet" in said
    assert karin.get(f"{BIRKEN}/kommentarer/1/ret").status_code == 409


def test_a_comment_is_changed_by_whoever_wrote_it_alone(browse, mapped):
    karin, mette = browse("karin"), browse("mette")
    karin.send(f"{BIRKEN}/kommentarer/ny", {"part": "resume", "text": "For langt."})

    assert karin.get(f"{BIRKEN}/kommentarer/1/ret").status_code == 200
    assert mette.get(f"{BIRKEN}/kommentarer/1/ret").status_code == 409


@pytest.mark.parametrize("typed", [{"part": "forord"}, {"text": ""}, {"person_id": "2"}, {"text": "010190-1234"}])
def test_a_comment_on_nothing_or_by_another_is_refused(browse, mapped, database, typed):
    answer = browse("karin").send(f"{BIRKEN}/kommentarer/ny", {"part": "resume", "text": "Ja."} | typed)

    assert answer.status_code in (400, 422)
    assert kept(database, ReportComment) is None


def test_a_problem_is_laid_beside_figures_whose_names_hold_commas(browse, mapped, database):
    mette = browse("mette")
    told = {"what": "Mørk sti", "offences": ["Indbrud", "Tyveri, øvrigt"], "mismatch": "Meget omtalt."}

    assert mette.send(f"{BIRKEN}/problemer/1/ret", told).status_code == 303

    problem = kept(database, Problem)
    assert problem.offences.split("\n") == ["Indbrud", "Tyveri, øvrigt"]
    assert problem.mismatch == "Meget omtalt."
    assert 'value="Tyveri, øvrigt"' in mette.get(f"{BIRKEN}/problemer/1/ret").text
    assert "temaer" not in mette.get(f"{BIRKEN}/problemer/1/ret").text


def test_a_problem_is_laid_beside_nothing_that_is_not_there(browse, mapped, database):
    answer = browse("mette").send(f"{BIRKEN}/problemer/1/ret", {"what": "Mørk sti", "offences": ["Mord"]})

    assert answer.status_code == 422
    assert kept(database, Problem).offences == ""


def test_a_myth_is_answered_by_figures_of_a_set(browse, mapped, database):
    mette = browse("mette")
    told = {"claim": "Her stjæles hele tiden", "figures": "1|Tyveri, øvrigt", "fact": "", "source": "", "caveat": ""}

    assert mette.send(f"{BIRKEN}/myter/ny", told).status_code == 303

    myth = kept(database, Myth)
    assert (myth.crime_set_id, myth.offence) == (1, "Tyveri, øvrigt")
    assert "»Her stjæles hele tiden«" in mette.get(f"{BIRKEN}/myter/").text
    assert 'value="1|Tyveri, øvrigt"' in mette.get(f"{BIRKEN}/myter/1/ret").text


@pytest.mark.parametrize("typed", [{"figures": ""}, {"figures": "1|Mord"}, {"figures": "9|Indbrud"}, {"fact": "Nej."}])
def test_a_myth_without_figures_is_refused(browse, mapped, database, typed):
    told = {"claim": "Myte", "figures": "", "fact": "", "source": "", "caveat": ""} | typed

    assert browse("mette").send(f"{BIRKEN}/myter/ny", told).status_code == 422
    assert kept(database, Myth) is None


def test_a_comment_leads_back_to_the_part_it_is_about_and_waits_for_an_answer(browse, mapped):
    karin = browse("karin")
    link = re.search(r'href="([^"]*part=analyse[^"]*)"', karin.get(f"{BIRKEN}/rapport/1/").text)[1].replace(
        "&amp;", "&"
    )
    action = re.search(r'<form method="post" action="([^"]*kommentarer[^"]*)"', karin.get(link).text)[1]
    sent = karin.form(link, action) | {"part": "analyse", "text": "Uklart."}

    answer = karin.client.post(action.replace("&amp;", "&"), data=sent)

    assert answer.headers["Location"] == f"{BIRKEN}/rapport/1/#analyse"
    page = browse("mette").get(f"{BIRKEN}/kommentarer/").text
    assert "Mangler svar: 1" in page
    assert f'href="{BIRKEN}/kommentarer/1/svar">Svar på kommentaren</a>' in page

"""The draft is taken part by part, problems stand beside the evidence, and versions are compared."""

import json
import re

import pytest

from engine import records
from tests.webui import reporting, small
from tests.webui.reporting import BIRKEN, COUNTS
from tests.webui.test_papers import pdf_words, words
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Problem, Report

DRAFT = f"{BIRKEN}/rapport/1/udkast"


@pytest.fixture
def mapped(database, people, now):
    """A network of Mette's with figures, a problem and a report of which one part is written."""
    told = {
        "counts": COUNTS,
        "problem": {"what": "Mørk sti", "offences": "Hærværk", "mismatch": "Omtales meget."},
        "parts": {"resume": "Vores eget resumé."},
    }
    with database.write() as session:
        number, _figures = reporting.mapped(session, people, now, **told)
        session.commit()
    return number


def report(database, nr=1):
    with database.read() as session:
        return session.get(Report, nr)


def form_of(page):
    """What the form of the draft holds when it is shown."""
    found = dict(re.findall(r'name="(version|mark)"[^>]*value="([^"]*)"', page))
    return found | dict.fromkeys(re.findall(r'<input[^>]*checked[^>]*name="(\w+)"', page), "y")


def test_what_people_wrote_stays_unless_they_say_otherwise(browse, mapped, database):
    mette = browse("mette")
    page = mette.get(DRAFT).text
    told = form_of(page)

    assert "Vores eget resumé." in page
    assert "Erstat det, I har skrevet, med udkastet" in page
    assert set(told) == {"version", "mark", *PARTS} - {"resume"}
    assert mette.send(DRAFT, told).status_code == 303
    assert report(database).resume == "Vores eget resumé."
    assert "**Hærværk:** 12 anmeldt i 2024, 9 i 2023." in report(database).kriminalitet

    assert mette.send(DRAFT, form_of(mette.get(DRAFT).text) | {"resume": "y"}).status_code == 303
    assert report(database).resume.startswith("- Ingen af tallene")


def test_a_draft_of_other_data_is_read_again_before_it_is_taken(browse, mapped, database, people, now):
    mette = browse("mette")
    told = form_of(mette.get(DRAFT).text)
    with database.write() as session:
        records.add(session, small.ask(mapped, people["mette"], now), Problem, {"what": "Indbrud i kældre"})
        session.commit()

    answer = mette.send(DRAFT, told)

    assert answer.status_code == 409
    assert "Her er det nye udkast" in answer.text
    assert report(database).version == 1


def test_a_report_that_somebody_changed_meanwhile_is_not_written_over(browse, mapped, database):
    mette = browse("mette")
    told = form_of(mette.get(DRAFT).text)
    mette.send(f"{BIRKEN}/rapport/1/ret", {"baggrund": "Ny.", "resume": "Vores eget resumé."})

    assert mette.send(DRAFT, told).status_code == 409
    assert report(database).baggrund == "Ny."


def test_the_page_of_a_version_draws_its_charts(browse, mapped):
    mette = browse("mette")
    mette.send(DRAFT, form_of(mette.get(DRAFT).text))

    page = mette.get(f"{BIRKEN}/rapport/1/").text
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"' in page
    assert "[[diagram" not in page
    assert "style=" not in page
    assert f'href="{BIRKEN}/kommentarer/ny?part=analyse&amp;version=1"' in page


def test_figures_are_numbered_through_the_parts(browse, mapped):
    mette = browse("mette")
    told = {"kriminalitet": "[[diagram: tal-1]]", "analyse": "Vold steg.\r\n\r\n[[diagram: tal-1]]"}
    mette.send(f"{BIRKEN}/rapport/1/ret", told)

    page = words(mette.get(f"{BIRKEN}/rapport/1/").text)
    assert page.index("Figur 1. Anmeldt") < page.index("Figur 2. Anmeldt")
    assert page.count("Figur 1.") == 1


def test_charts_stay_as_they_were_when_it_was_sent(browse, mapped, database, people, now):
    mette = browse("mette")
    mette.send(DRAFT, form_of(mette.get(DRAFT).text))
    assert mette.send(f"{BIRKEN}/rapport/1/send", {"object_by": ""}).status_code == 303
    with database.write() as session:
        later = {"counts": COUNTS.replace("12", "99"), "title": "Anmeldelser"}
        save_figures(session, small.ask(mapped, people["mette"], now), 1, later)
        session.commit()

    kept = json.loads(report(database).annex)["diagrams"]["tal-1"]
    shown = mette.get(f"{BIRKEN}/papir/rapport/1.html").text
    assert [one["said"] for one in kept["lines"]] == [["9", "12"], ["..", "et skjult antal"]]
    assert "Figur 1. Anmeldt kriminalitet: Anmeldelser" in shown
    assert "99" not in words(shown)
    assert "99" not in words(mette.get(f"{BIRKEN}/rapport/1/").text)
    assert "Hærværk 9 12" in pdf_words(mette.get(f"{BIRKEN}/papir/rapport/1.pdf"))


def test_empty_cells_are_shown_beside_the_problem(browse, mapped):
    said = words(browse("mette").get(f"{BIRKEN}/rapport/sammenhold").text)

    assert "Mørk sti Hærværk: 12 (2024), 9 (2023) Der er ikke spurgt til det Ingen har fortalt om det" in said
    assert "Følges ikke ad: Omtales meget." in said


def test_two_versions_stand_side_by_side(browse, mapped):
    mette = browse("mette")
    mette.send(DRAFT, form_of(mette.get(DRAFT).text))
    mette.send(f"{BIRKEN}/rapport/1/send", {"object_by": ""})
    mette.send(f"{BIRKEN}/rapport/1/ny-version", {}, shown_on=f"{BIRKEN}/rapport/1/")
    mette.send(f"{BIRKEN}/rapport/2/ret", {"resume": "Vores nye resumé.", "analyse": "[[diagram: tal-1]]"})

    page = mette.get(f"{BIRKEN}/rapport/2/forskelle").text
    assert "Diagram: Anmeldt kriminalitet: Anmeldelser" in words(page)
    assert "[[diagram" not in page
    assert not re.search(r"### |\*\*|\\\.|\|", words(page))
    assert "[[diagram: tal-1]]</code>" in mette.get(f"{BIRKEN}/rapport/2/ret").text
    assert '<del><span class="sr-only">[fjernet: </span>eget ' in page
    assert '<ins><span class="sr-only">[tilføjet: </span>nye ' in page
    assert f'href="{BIRKEN}/rapport/2/forskelle"' in mette.get(f"{BIRKEN}/rapport/2/").text
    assert mette.get(f"{BIRKEN}/rapport/1/udkast").status_code == 409

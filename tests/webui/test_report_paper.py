"""What the report shows beside its seven parts: the crime figures and the problems, as they stood when it was sent."""

from datetime import date, timedelta

import pytest

from engine import records
from tests.webui import reporting, small
from tests.webui.reporting import BIRKEN, COUNTS
from tests.webui.test_papers import docx_words, pdf_words, words
from workflows.tryghedsnetvaerk.mapping.actions import save_report
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Problem, Report
from workflows.tryghedsnetvaerk.network.actions import end_seat

PAPER = f"{BIRKEN}/papir/rapport/1"


@pytest.fixture
def mapped(database, people, now):
    """A network of Mette's with figures, a problem and a report that is not sent."""
    told = {
        "counts": COUNTS,
        "problem": {"what": "Mørk sti", "why": "Lygten er gået", "doing": "Ny lygte"},
        "parts": dict.fromkeys(PARTS, "Stien."),
    }
    with database.write() as session:
        number, _figures = reporting.mapped(session, people, now, **told)
        session.commit()
    return number


def test_figures_are_a_table_and_what_is_missing_stays_missing(browse, mapped):
    mette = browse("mette")

    said = words(mette.get(f"{BIRKEN}/kriminalitetstal/1/").text)

    assert "Lovovertrædelse 2023 2024 Hærværk 9 12 Indbrud .. 4" in said
    assert "Indbrud; 2023; .." in mette.get(f"{BIRKEN}/kriminalitetstal/1/ret").text


def test_a_report_shows_its_figures_and_problems_three_ways(browse, mapped):
    mette = browse("mette")
    shown = words(mette.get(f"{PAPER}.html").text)
    for said in (shown, pdf_words(mette.get(f"{PAPER}.pdf"))):
        assert "Kilde: Politiet. Udtrukket 5. januar 2026." in said
        assert "Lovovertrædelse 2023 2024" in said
        assert "Mørk sti Lygten er gået Ny lygte" in said
    assert "Hærværk 9 12 Indbrud .. et skjult antal" in shown
    assert "Lygten er gået" in docx_words(mette.get(f"{PAPER}.docx"))


def test_what_was_sent_keeps_its_figures_and_problems(browse, mapped, database, people, now):
    mette = browse("mette")
    assert mette.send(f"{BIRKEN}/rapport/1/send", {"object_by": ""}).status_code == 303
    with database.write() as session:
        asked = small.ask(mapped, people["mette"], now)
        records.edit(session, asked, Problem, 1, {"what": "Løs hund"})
        session.commit()

    said = words(mette.get(f"{PAPER}.html").text)

    assert "Kilde: Politiet. Udtrukket 5. januar 2026." in said
    assert "Mørk sti Lygten er gået Ny lygte" in said
    assert "Løs hund" not in said
    english = words(mette.get(f"{PAPER}.html?sprog=en").text)
    assert (
        "Offence 2023 2024 Malicious damage to property 9 12 Burglary .. a hidden number Source: Politiet." in english
    )
    assert "Bilag:" not in english


def test_an_annex_that_was_kept_as_text_stands_as_it_was_written(browse, mapped, database, people, now):
    with database.write() as session:
        told = {"state": "sendt", "annex": "## Bilag: kriminalitetstal\n\nKilde: Politiet."}
        records.edit(session, small.ask(mapped, people["mette"], now), Report, 1, told)
        session.commit()

    assert "Bilag: kriminalitetstal Kilde: Politiet." in words(browse("mette").get(f"{PAPER}.html").text)


def test_many_periods_are_told_one_on_each_line(browse, mapped, database, people, now):
    with database.write() as session:
        counts = "\n".join(f"Hærværk; {year}; {year - 2000}" for year in range(2015, 2025))
        told = {"source": "Politiet", "extracted_on": date(2026, 1, 5), "counts": counts}
        save_figures(session, small.ask(mapped, people["mette"], now), 1, told)
        session.commit()

    assert "Periode Hærværk 2015 15 2016 16" in words(browse("mette").get(f"{PAPER}.html").text)


def test_a_report_says_which_parts_it_lacks(browse, mapped, database, people, now):
    with database.write() as session:
        save_report(session, small.ask(mapped, people["mette"], now), 1, {"analyse": "", "konklusion": ""})
        session.commit()

    answer = browse("mette").send(f"{BIRKEN}/rapport/1/send", {"object_by": ""})

    for part, name in (("analyse", "Kriminaliteten og utrygheden analyseret"), ("konklusion", "Konklusion")):
        said = f"Rapporten mangler delen »{name}«."
        assert f'<a href="{BIRKEN}/rapport/1/ret#{part}">{said}</a>' in answer.text
    assert "#baggrund" not in answer.text


def test_a_line_that_becomes_no_figure_is_told_when_kept_and_keeps_the_report_from_being_sent(browse, mapped, database):
    mette, asks = browse("mette"), "[[diagram: findes-ikke]]"
    told = dict.fromkeys(PARTS, "Skrevet.") | {"analyse": f"Før.\r\n\r\n{asks}\r\n\r\n[[diagram: tal-1]]"}
    kept = mette.send(f"{BIRKEN}/rapport/1/ret", told, follow_redirects=True)
    said = f"»{asks}« i delen »Kriminaliteten og utrygheden analyseret« bliver ikke til en figur."

    assert said in kept.text
    assert "eller skriv en af disse på en linje for sig: [[diagram: tal-1]]" in kept.text
    with database.read() as session:
        assert asks in session.get(Report, 1).analyse
    assert said in mette.get(f"{BIRKEN}/rapport/1/send").text
    refused = mette.send(f"{BIRKEN}/rapport/1/send", {"object_by": ""})
    assert refused.status_code == 422
    assert f'<a href="{BIRKEN}/rapport/1/ret#analyse">{said}' in refused.text
    kept = mette.send(f"{BIRKEN}/rapport/1/ret", told | {"analyse": "[[diagram: tal-1]]"}, follow_redirects=True)
    assert "bliver ikke til en figur" not in kept.text
    assert mette.send(f"{BIRKEN}/rapport/1/send", {"object_by": ""}).status_code == 303


def test_what_keeps_a_report_from_being_sent_is_said_all_at_once(browse, mapped, database, people, now, clock):
    with database.write() as session:
        save_report(session, small.ask(mapped, people["mette"], now), 1, {"analyse": ""})
        end_seat(session, small.ask(mapped, people["mette"], now), 1, until=now.date())
        session.commit()
    clock.at += timedelta(days=1)

    answer = browse("mette").send(f"{BIRKEN}/rapport/1/send", {"object_by": clock.at.date().isoformat()})

    assert answer.status_code == 422
    for way in ("rapport/1/ret#analyse", "rapport/1/send#object_by", "styregruppe/"):
        assert f'<a href="{BIRKEN}/{way}">' in answer.text


@pytest.mark.parametrize("page", ["", "faggrupper/"])
def test_a_problem_is_told_with_why_and_what_we_do(browse, mapped, page):
    said = words(browse("mette").get(f"{BIRKEN}/{page}").text)

    assert "Mørk sti" in said
    assert "Lygten er gået" in said
    assert "Ny lygte" in said

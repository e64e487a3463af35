"""The team's page of a survey: how many answered, the links and codes they answer by, and doors rung."""

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from engine.people.models import NetworkRole
from tests.webui.matrix import dump
from tests.webui.phone import KIOSK, LINK, Phone, stored
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, Survey
from workflows.tryghedsnetvaerk.network.queries import SURVEYOR

PAGE = "/netvaerk/birkeparken/undersoegelser/1/indsamling"


@pytest.fixture
def team(survey: Any, browse: Any) -> Any:
    survey(population=40)
    return browse("mette")


def said(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def links(page: Any) -> list[str]:
    return re.findall(r'<a href="http://localhost(/(?:svar|indtast)/[^"]+)"', page.text)


def test_answers_are_counted_by_how_they_came_and_nothing_is_told_of_them(team, app):
    for path in (LINK, LINK, KIOSK, f"{KIOSK}/hjulpet"):
        Phone(app.test_client(), path).open().press("begynd").answer(1, 2, 3, 4, 5).press("send")
    page = said(team.get(PAGE))

    assert "4 svar 4 af målgruppens 40 personer har svaret (10 %)." in page
    for way, count in (("På nettet", 2), ("På en fælles skærm", 1), ("Med hjælp", 1), ("På papir", 0)):
        assert f"{way} {count}" in page
    assert "Dansk : 4" in page
    assert "Resultaterne vises, når undersøgelsen er lukket" in page


def test_links_are_shown_with_codes_to_scan_renewed_and_withdrawn(team):
    page = team.get(PAGE)
    old = links(page)
    assert len(old) == 4
    assert page.text.count('class="qr"') == 4

    team.send(f"{PAGE}/link/kiosk", {}, shown_on=PAGE)
    team.send(f"{PAGE}/link/papir", {"until": "2026-05-01"}, shown_on=PAGE)
    new = links(team.get(PAGE))
    assert len(set(old) & set(new)) == 1
    assert team.get(old[1]).status_code == 404
    assert [team.get(path).status_code for path in new] == [200] * 4

    team.send(f"{PAGE}/link/web/traek-tilbage", {}, shown_on=PAGE)
    assert team.get(new[0]).status_code == 404
    history = said(team.get("/netvaerk/birkeparken/historik/"))
    assert "lavede et link til en spørgeskemaundersøgelse" in history
    assert "trak et link" in history


@pytest.mark.parametrize("until", ["", "2026-03-01", "2030-01-01"])
def test_paper_is_not_typed_in_for_ever(team, until):
    answer = team.send(f"{PAGE}/link/papir", {"until": until}, shown_on=PAGE)

    assert answer.status_code == 422


def test_codes_are_handed_out_once_on_cards(survey, browse, app, database):
    survey(access=BY_CODE)
    team = browse("mette")
    form = team.form(PAGE, f"{PAGE}/koder") | {"count": "10"}
    answer = team.client.post(f"{PAGE}/koder", data=form)

    assert answer.mimetype == "application/pdf"
    sheet = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
    printed = re.findall(r"\b[2-9A-HJKMNP-Z]{3} [2-9A-HJKMNP-Z]{3} [2-9A-HJKMNP-Z]{3}\b", sheet)
    assert len(set(printed)) == 10
    assert "0 af 10 koder er brugt" in said(team.get(PAGE))
    done = dump(database)
    again = team.client.post(f"{PAGE}/koder", data=form)
    assert (again.status_code, "Filen blev hentet" in said(again)) == (409, True)
    assert dump(database) == done

    Phone(app.test_client()).open().press("begynd", kode=printed[3]).answer(1, 1, 1, 1, 1).press("send")
    assert "1 af 10 koder er brugt" in said(team.get(PAGE))
    assert len(stored(database)) == 1
    body = b"".join(path.read_bytes() for path in database.file.parent.glob("tryghed.db*"))
    assert not [code for code in printed if code.replace(" ", "").encode() in body or code.encode() in body]


def test_doors_are_counted_per_block_and_never_by_address(team):
    counts = {"on": "2026-03-01", "doors": "24", "rung": "20", "opened": "12", "declined": "2"}
    refused = team.send(f"{PAGE}/doere", {**counts, "block": "Lindevej 12, 2. tv"}, shown_on=PAGE)
    assert refused.status_code == 422
    assert "ikke en adresse" in said(refused)

    assert team.send(f"{PAGE}/doere", {**counts, "block": "Blok 7"}, shown_on=PAGE).status_code == 303
    assert "Blok 7 24 20 12 2" in said(team.get(PAGE))
    unsaid = {**counts, "block": "Blok 8", "doors": ""}
    assert team.send(f"{PAGE}/doere", unsaid, shown_on=PAGE).status_code == 303
    assert "Blok 8 – 20 12 2" in said(team.get(PAGE))


def test_the_form_on_paper_is_fetched_in_each_language(team):
    page = team.get(PAGE)
    papers = re.findall(rf'href="({PAGE}/skema/[^"]+)"', page.text)

    assert len(papers) == 4
    assert team.get(papers[2]).data.startswith(b"%PDF")
    assert team.get(f"{PAGE}/skema/sv.pdf").status_code == 404


def test_who_only_reads_sees_counts_and_no_links(team, browse, database):
    page = browse("rita").get(PAGE)

    assert page.status_code == 200
    assert "0 svar" in said(page)
    with database.read() as session:
        row = session.scalars(select(Survey)).one()
    assert not [link for link in (row.link, row.kiosk_link, row.entry_link) if link in page.text]


def test_a_survey_that_is_not_open_says_so(survey, browse):
    survey(opened_on=None)

    assert browse("mette").get(PAGE).status_code == 409


def test_an_undersoegelsesmedarbejder_does_the_fieldwork(team, browse, database, people, now):
    with database.write() as session:
        row = session.scalars(select(Survey)).one()
        session.add(NetworkRole(process_id=row.network_id, person_id=people["karin"], role=SURVEYOR, since=now.date()))
        session.commit()
    karin = browse("karin")

    assert karin.send(f"{PAGE}/link/kiosk", {}, shown_on=PAGE).status_code == 303
    counts = {"block": "Blok 7", "on": "2026-03-01", "doors": "24", "rung": "20", "opened": "12", "declined": "2"}
    assert karin.send(f"{PAGE}/doere", counts, shown_on=PAGE).status_code == 303
    assert karin.get(f"{PAGE}/skema/ar.pdf").status_code == 200


def test_a_closed_survey_tells_no_count_of_under_five(team, app, database, now):
    Phone(app.test_client(), LINK).open().press("begynd").answer(1, 2, 3, 4, 5).press("send")
    with database.write() as session:
        session.scalars(select(Survey)).one().closed_on = now.date()
        study = session.scalars(select(Study).where(Study.nr == 1)).one()
        study.answered, study.asked = 1, 20
        session.commit()
    page = said(team.get(PAGE))

    assert "Svar i alt 1 svar" in page
    assert "1 af de 20, der blev spurgt, har svaret (5 %)." in page  # as results and report say it
    assert "På nettet vises ikke" in page
    assert "Dansk : vises ikke" in page
    assert "På papir vises ikke" in page  # nought beside it would give the one away
    assert "Skemaet på papir" not in page
    assert "Ingen døre er talt endnu" not in page

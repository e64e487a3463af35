"""Papers as people fetch them: every one is there in both languages, says what it must, and leaves out what it must."""

import re
import zipfile
from html import unescape
from io import BytesIO

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from engine import records
from engine.actions import set_aside
from engine.queries import get_process, list_processes
from tests.webui import small
from tests.webui.conftest import Browser
from webui.visit.errors import STATUS
from workflows.tryghedsnetvaerk.documents.fill import TemplateMismatch
from workflows.tryghedsnetvaerk.documents.pipeline import PaperFailed
from workflows.tryghedsnetvaerk.materials.models import CardLine, Material
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.papers.catalogue import NEXT, PAPERS

BASE = "/netvaerk/gadehavegaard/papir"
LIMITS = {"da": "Hvad netværket ikke er", "en": "What the network is not"}
LIMITED = ("indkaldelse/1", "indkaldelse/3", "opslag/1", "opslag/2", "opslag/3", "aftale/1", "folder/1", "fagfolder/1")
FIRST = ("opslag/1", "rapport/2", "dagsorden/1", "indkaldelse/1", "referat/1", "aftale/1", "folder/1", "fagfolder/1",
         "actioncard/2", "kontaktliste/3", "evaluering/1", "folder-kladde/1", "fagfolder-kladde/1",
         "actioncard-kladde/2", "kontaktliste-kladde/3", "beboertekst/1", "beboertekst-kladde/3",
         "samtaleguide/1", "samtaler/1", "kort-om-rapporten/2", "myter-og-tal/1")  # fmt: skip


@pytest.fixture
def reader(look) -> Browser:
    return look("revisor")


@pytest.fixture
def network(begin):
    """A network of Mette's with a material of each kind, and its number."""
    return begin("Birken", *((Material, {"kind": kind}) for kind in ("folder", "actioncard", "kontaktliste")))


def write(database, number, person, now, model, **values):
    with database.write() as session:
        records.add(session, small.ask(number, person, now), model, values)
        session.commit()


def words(text):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def pdf_words(answer):
    return words(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages))


def docx_words(answer):
    with zipfile.ZipFile(BytesIO(answer.data)) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


def said(browser, path, locale="da"):
    """Return what a paper says on the screen, as Word and as PDF."""
    shown = browser.get(f"{path}.html?sprog={locale}")
    word, pdf = (browser.get(f"{path}.{ending}?sprog={locale}") for ending in ("docx", "pdf"))
    assert (shown.status_code, word.status_code, pdf.status_code) == (200, 200, 200), path
    return words(shown.text), docx_words(word), pdf_words(pdf)


def test_the_papers_of_these_tests_are_all_there_are():
    assert {path.partition("/")[0] for path in FIRST} == set(PAPERS)


@pytest.mark.slow
@pytest.mark.parametrize("path", FIRST)
@pytest.mark.parametrize("locale", ["da", "en"])
def test_every_paper_is_made_three_ways_in_both_languages(reader, path, locale):
    for text in said(reader, f"{BASE}/{path}", locale):
        assert "Gadehavegård" in text or path.startswith(("dagsorden", "samtaleguide"))
        assert not re.search(r"\{\{|\}\}|\bNone\b", text)


@pytest.mark.slow
@pytest.mark.parametrize("path", LIMITED)
@pytest.mark.parametrize("locale", ["da", "en"])
def test_what_the_network_is_not_stands_once_in_each_that_must_have_it(reader, path, locale):
    assert [text.count(LIMITS[locale]) for text in said(reader, f"{BASE}/{path}", locale)] == [1, 1, 1]


@pytest.mark.slow
def test_every_page_of_the_demonstrations_papers_says_so(reader):
    pages = PdfReader(BytesIO(reader.get(f"{BASE}/aftale/1.pdf").data)).pages

    assert len(pages) > 1
    assert all("Demonstration – tal og personer er opdigtede" in page.extract_text() for page in pages)


@pytest.mark.parametrize(
    ("more", "told"),
    [("", "Demonstration – tal og personer er opdigtede"),
     ("?sprog=en", "Demonstration – figures and people are invented")],
)  # fmt: skip
def test_the_demonstrations_meetings_say_so_in_a_calendar(reader, demo, more, told):
    entry = Calendar.from_ical(reader.get(f"{BASE}/moede/1.ics{more}").data).events[0]
    assert entry["DESCRIPTION"].startswith(f"{told}\n\n")

    demo.config["DEMONSTRATION"] = False
    entry = Calendar.from_ical(reader.get(f"{BASE}/moede/1.ics{more}").data).events[0]
    assert told not in entry["DESCRIPTION"]


def test_a_paper_is_a_file_that_no_browser_shows(reader):
    headers = reader.get(f"{BASE}/folder/1.pdf").headers

    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == (
        'attachment; filename="gadehavegaard-folder-1.pdf"; '
        "filename*=UTF-8''Tryghedsnetv%C3%A6rket%20i%20Gadehaveg%C3%A5rd.pdf"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]


def test_a_meeting_is_put_into_a_calendar(reader):
    answer = reader.get(f"{BASE}/moede/1.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "BEGIN:VEVENT" in answer.text


@pytest.mark.parametrize(
    "path",
    ["folder/2.pdf", "nogetandet/1.pdf", "folder/99.pdf", "moede/1.pdf", "folder/1.ics", "indkaldelse/1.pdf?til=999"],
)
def test_a_paper_that_is_not_there_is_not_found(reader, path):
    assert reader.get(f"{BASE}/{path}").status_code == 404


def test_the_letter_of_another_meeting_is_not_found(reader, demonstration):
    pages = (reader.get(f"/netvaerk/gadehavegaard/moeder/{nr}/").text for nr in (1, 3))
    one, other = (re.findall(r"indkaldelse/\d+\.pdf\?til=(\d+)", page) for page in pages)

    assert reader.get(f"{BASE}/indkaldelse/1.pdf?til={one[0]}").status_code == 200
    assert reader.get(f"{BASE}/indkaldelse/1.pdf?til={other[-1]}").status_code == 404


def test_an_invitation_is_addressed_to_the_one_it_is_for(reader):
    page = reader.get("/netvaerk/gadehavegaard/moeder/1/").text
    number = re.search(r"indkaldelse/1\.pdf\?til=(\d+)", page)[1]

    assert "Kære Jonas Rask" in words(reader.get(f"{BASE}/indkaldelse/1.html?til={number}").text)


def test_a_material_that_is_not_released_says_that_it_is_a_draft(browse, network):
    mette = browse("mette")

    for path in ("folder/1", "fagfolder/1", "actioncard/2", "kontaktliste/3"):
        assert "Kladde" in pdf_words(mette.get(f"/netvaerk/birken/papir/{path}.pdf"))


def test_on_the_card_stand_only_those_who_agreed(browse, network, database, people, now):
    lines = (
        {"about": "Lys", "who": "Ejendomskontoret", "kind": "kontor", "agreed_how": "leder", "agreed_on": now.date()},
        {"about": "Støj", "who": "Ida Uspurgt", "kind": "person", "phone": "00 11 22 33"},
        {"about": "Affald", "who": "Bo Udeladt", "kind": "person", "agreed_how": "selv", "agreed_on": now.date(),
         "left_off": True},
        {"about": "Brand", "who": "Alarmcentralen", "kind": "officielt", "phone": "112"},
    )  # fmt: skip
    for line in lines:
        write(database, network, people["mette"], now, CardLine, **line)
    mette = browse("mette")

    for name in ("actioncard/2", "fagfolder/1"):
        text = words(mette.get(f"/netvaerk/birken/papir/{name}.html").text)
        assert "Ejendomskontoret" in text
        assert "Alarmcentralen" in text
        assert "ring 112" in text
        assert "politiet på 114" in text
        assert "Ida Uspurgt" not in text
        assert "Bo Udeladt" not in text
    assert "Ejendomskontoret" not in words(mette.get("/netvaerk/birken/papir/folder/1.html").text)


def test_the_card_of_a_network_without_lines_still_has_112_and_114(browse, network):
    text = pdf_words(browse("mette").get("/netvaerk/birken/papir/actioncard/2.pdf"))

    assert "112" in text
    assert "114" in text


def test_no_persons_number_stands_in_the_folder_for_residents(reader, demonstration):
    folder = words(reader.get(f"{BASE}/folder/1.html").text)

    with demonstration.read() as session:
        number = next(row.id for row in list_processes(session.connection()) if row.slug == "gadehavegaard")
        phones = {line.phone for line in records.list_all(session, CardLine, number) if line.kind != "officielt"}
    assert phones
    assert not [phone for phone in phones if phone and phone in folder]


def test_a_draft_agenda_says_that_nobody_was_told_and_that_it_is_too_long(browse, network, database, people, now):
    points = "## Velkomst\n45 min · Formanden · orientering\nMål: Alle kender alle.\n"
    write(
        database, network, people["mette"], now, Meeting, kind="styregruppe", minutes=30, agenda=points, starts_at=now
    )

    text = pdf_words(browse("mette").get("/netvaerk/birken/papir/dagsorden/1.pdf"))

    assert "Kladde – ingen har fået besked" in text
    assert "13.00 Velkomst" in text
    assert "I alt 45 minutter. Det er 15 minutter mere" in text


def test_what_people_write_stays_text_under_the_papers_own_headings(browse, network, database, people, now):
    text = '# Stor\n\n<script>alert(1)</script> {{area}} #read("x")\n\n| a |\n|---|\n'
    write(database, network, people["mette"], now, Meeting, kind="netvaerk", minutes_text=text)
    mette = browse("mette")

    page = mette.get("/netvaerk/birken/papir/referat/1.html").text

    assert "&lt;script&gt;" in page
    assert "<h3>Stor</h3>" in page
    assert mette.get("/netvaerk/birken/papir/referat/1.pdf").status_code == 200


def test_the_evaluation_prints_what_was_set_aside(browse, network, database, people, now):
    with database.write() as session:
        small.seat(session, network, people["karin"], now, chair=True)
        asked = small.ask(network, people["mette"], now)
        set_aside(
            session.connection(), asked, "kommune_svar", reason="Kommunen har ferie", allowed="chair",
            until=now.date().replace(year=2027),
        )  # fmt: skip
        session.commit()
    mette = browse("mette")
    mette.send("/netvaerk/birken/evaluering/ny", {"mode": "", "outcome": "", "findings": "Roligt"})

    text = words(mette.get("/netvaerk/birken/papir/evaluering/1.html").text)

    assert "fraveget til 2. marts 2027" in text
    assert "Tilladt af formanden" in text
    assert "Kommunen har ferie" in text


def test_an_evaluation_with_nothing_set_aside_says_so(browse, network):
    mette = browse("mette")
    mette.send("/netvaerk/birken/evaluering/ny", {"mode": "", "outcome": "", "findings": "Roligt"})

    assert "Ingen krav er fraveget" in words(mette.get("/netvaerk/birken/papir/evaluering/1.html").text)


def test_a_letter_without_a_form_is_refused_with_a_sentence(browse, network, database, people, now, caplog):
    write(database, network, people["mette"], now, Meeting, kind="netvaerk", minutes_text="Om 安")

    answer = browse("mette").get("/netvaerk/birken/papir/referat/1.pdf")

    assert answer.status_code == 422
    assert "ikke tegnet »安«" in answer.text
    assert "a paper failed" in caplog.text


def test_every_way_a_paper_can_fail_has_its_status():
    assert (STATUS[PaperFailed], STATUS[TemplateMismatch]) == (422, 500)


def test_making_a_paper_takes_no_write_lock(reader, demonstration):
    with demonstration.write() as session:
        get_process(session.connection(), 2)
        assert reader.get(f"{BASE}/folder/1.pdf").status_code == 200


def test_the_tab_with_documents_lists_every_paper(reader):
    first = reader.get("/netvaerk/gadehavegaard/dokumenter/").text
    parts = set(re.findall(r'href="([^"]*/dokumenter/\?part=[a-z]+)"', first))

    pages = "".join(reader.get(part).text for part in parts)

    assert len(parts) > 3
    for name in PAPERS:
        assert (f"/papir/{name}/" in pages) is not name.endswith(NEXT)


@pytest.mark.parametrize("who", ["karin"])
def test_a_strangers_papers_are_not_found(browse, network, who):
    assert browse(who).get("/netvaerk/birken/papir/folder/1.pdf").status_code == 404

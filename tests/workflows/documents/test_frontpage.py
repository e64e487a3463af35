"""The front of a longer paper: its facts and what it holds, on screen, in PDF and in Word."""

import io
import re

from pypdf import PdfReader

from tests.workflows.documents.test_pipeline import word_parts, words
from workflows.tryghedsnetvaerk.documents.pipeline import Paper, pdf, screen

BODY = "Godkendt\n\n## Først & fremmest\n\nTekst.\n\n## Resumé\n\nKort.\n\n### Under\n\n## Sidst\n\nSlut."
FACTS = (("Område", "Birken <1>"), ("Lavet af", "Styregruppen"))
PAPER = Paper("Rapport", BODY, facts=FACTS, kind="report")


def test_the_screen_leads_to_every_part():
    page = screen(PAPER)

    links = re.findall(r'<a href="#(afsnit-\d)">(.*?)</a>', page)
    assert links == [("afsnit-1", "Først &amp; fremmest"), ("afsnit-2", "Resumé"), ("afsnit-3", "Sidst")]
    assert [re.search(rf'<h2 id="{name}">(.*?)</h2>', page)[1] for name, _text in links] == [text for _, text in links]
    assert "<dt>Område</dt><dd>Birken &lt;1&gt;</dd>" in page
    assert page.index("Godkendt") < page.index("<dl") < page.index("<nav") < page.index("<h2")


def test_the_pdf_has_a_front_page_of_its_own():
    made = PdfReader(io.BytesIO(pdf(PAPER)))

    front, text = (" ".join(page.extract_text().split()) for page in made.pages)
    assert "Birken <1>" in front
    assert re.search(r"Indhold Først & fremmest [. ]*2 Resumé [. ]*2 Sidst [. ]*2", front)
    assert "Kort." in text
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_demonstration_says_so_under_the_title():
    made = PdfReader(io.BytesIO(pdf(Paper("Rapport", BODY, facts=FACTS, kind="report", demonstration=True))))

    front = " ".join(made.pages[0].extract_text().split())
    assert front.index("Rapport") < front.index("Demonstration") < front.index("Indhold")


def test_word_has_facts_and_links():
    document = word_parts(PAPER)["word/document.xml"]

    assert "Birken &lt;1&gt;" in document
    assert re.findall(r'w:anchor="(afsnit-\d)"', document) == ["afsnit-1", "afsnit-2", "afsnit-3"]
    assert set(re.findall(r'<w:bookmarkStart [^>]*w:name="(afsnit-\d)"', document)) == {
        "afsnit-1", "afsnit-2", "afsnit-3",
    }  # fmt: skip


def test_a_paper_without_facts_or_headings_has_no_front():
    assert "<nav" not in screen(Paper("Rapport", BODY, kind="report"))
    assert "<dl" not in screen(Paper("Rapport", "Kun tekst.", facts=FACTS, kind="report"))
    assert words(screen(Paper("Rapport", "Kun tekst."))).split() == ["Rapport", "Kun", "tekst."]


def test_annexes_begin_on_a_page_of_their_own():
    parts = "\n\n".join(f"## Del {nr}\n\nTekst." for nr in range(1, 8))
    paper = Paper("Rapport", f"{parts}\n\n## Bilag\n\nTal.", facts=FACTS, kind="report")

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf(paper))).pages]

    assert len(pages) == 3
    assert "Del 7" in pages[1]
    assert "Tal." in pages[2]
    document = word_parts(paper)["word/document.xml"]
    broken = re.findall(r'w:name="(afsnit-\d)"[^>]*>\s*<w:p><w:pPr><w:pStyle [^>]*/><w:pageBreakBefore/>', document)
    assert broken == ["afsnit-1", "afsnit-8"]

"""Where charts and codes stand in a paper, on screen, in PDF and in Word."""

import io
import re
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.workflows.documents.charts import BARS, EVERY, SERIES
from workflows.tryghedsnetvaerk.documents import placing, qr
from workflows.tryghedsnetvaerk.documents.pipeline import Paper, html, pdf, screen, word

CODE = qr.Code(address="https://tryghed.example.dk/s/1", title="QR-kode til spørgeskemaet", says="Svar her:")
DIAGRAMS = {**{chart.kind: chart for chart in EVERY}, "svar": CODE}
BODY = "Før\n" + "\n".join(f"[[diagram: {key}]]" for key in DIAGRAMS) + "\nEfter"


def paper(body=BODY, kind="report", **more):
    return Paper("Rapport", body, diagrams=DIAGRAMS, kind=kind, **more)


def test_a_line_on_a_page_becomes_drawing_and_table():
    page = screen(paper())

    assert page.count("<figure") == page.count("<svg") == 5
    assert page.count("<table>") == 4
    assert "<figcaption>Figur 1. Forhold, der gør beboerne utrygge</figcaption>" in page
    assert "Svar her: https://tryghed.example.dk/s/1" in page
    assert "<p>Før</p>" in page
    assert "style=" not in page
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="', page))


def test_figures_are_numbered_in_the_order_in_which_people_put_them():
    page = screen(paper("[[diagram: series]]\n\n[[diagram: bars]]", locale="en"))

    assert re.findall(r"Figure \d\. \w+", page) == ["Figure 1. Anmeldt", "Figure 2. Forhold"]


@pytest.mark.parametrize("line", [
    "[[diagram: ukendt]]", "se [[diagram: bars]] her", "    [[diagram: bars]]", "| [[diagram: bars]] |\n|---|\n",
    "[[diagram: ../bars]]", "[[diagram: BARS]]", "`[[diagram: bars]]`", '<figure class="diagram">0</figure>',
    '<div class="diagram">0</div>', "![x](https://example.dk/x.png)", "![x](data:image/png;base64,AAAA)",
])  # fmt: skip
def test_nothing_else_becomes_a_picture(line):
    if line.startswith("    "):
        line = f"Kode:\n\n    a\n{line}"
    made = paper(f"Tekst\n\n{line}\n")

    page, parts = screen(made), zipfile.ZipFile(io.BytesIO(word(made)))
    assert "<svg" not in page
    assert "<img" not in page
    assert not [name for name in parts.namelist() if "media" in name]
    assert b"/Subtype /Image" not in pdf(made)


def test_the_pdf_carries_drawings_with_what_they_show():
    made = PdfReader(io.BytesIO(pdf(paper())))

    text = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.trailer["/Root"]["/Metadata"].get_data()
    assert "Figur 4. Før og efter" in text
    assert "62 % 55–69 % 205" in text
    assert {chart.says for chart in EVERY} | {CODE.title} <= set(alternatives(made.trailer["/Root"]["/StructTreeRoot"]))


def alternatives(node):
    """Every text that stands for a picture in the tree of a tagged PDF."""
    node = node.get_object()
    if isinstance(node, list):
        return [one for kid in node for one in alternatives(kid)]
    if not hasattr(node, "get"):
        return []
    return [*([str(node["/Alt"])] if "/Alt" in node else []), *(alternatives(node["/K"]) if "/K" in node else [])]


def test_word_carries_pictures_with_what_they_show():
    with zipfile.ZipFile(io.BytesIO(word(paper()))) as parts:
        document = parts.read("word/document.xml").decode()
        pictures = [Image.open(io.BytesIO(parts.read(name))) for name in parts.namelist() if "media" in name]

    shown = [int(high) / int(wide) for wide, high in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', document)]
    assert len(pictures) == 5
    assert "1" not in {picture.mode for picture in pictures}  # none is what held its place
    assert sorted(shown) == pytest.approx(sorted(picture.height / picture.width for picture in pictures), abs=0.01)
    assert sorted(picture.width for picture in pictures)[-1] == pytest.approx(160 / 25.4 * 200, abs=2)
    assert all(f'descr="{chart.says}"' in document for chart in EVERY)
    assert "base64" not in document
    assert "Tallene bag figurerne" in document


def test_a_short_paper_has_its_table_under_the_figure():
    made = paper("[[diagram: bars]]\n\nSlut", kind="resident_web")

    text = " ".join(PdfReader(io.BytesIO(pdf(made))).pages[0].extract_text().split())
    assert "Tallene bag" not in text
    assert text.index("Støj fra knallerter") < text.index("55–69 %") < text.index("Slut")


def test_a_line_is_made_and_found_again():
    assert placing.keys(f"a\r\n{placing.line('bars')}\r\n[[diagram: kun-ord]] b\n{placing.line('x-1')}") == [
        "bars",
        "x-1",
    ]
    with pytest.raises(ValueError, match="not a word"):
        placing.line("a]] b")


def test_a_chart_on_a_page_of_its_own_has_no_number():
    page = placing.figure(SERIES, "en", "s1")

    assert "<figcaption>Anmeldt indbrud i beboelse</figcaption>" in page
    assert "Show the figures as a table" in page
    assert 'id="s1-t"' in page


def test_markdown_without_diagrams_is_as_it_was():
    assert "[[diagram: bars]]" in html("[[diagram: bars]]")
    assert BARS.title not in screen(Paper("T", "[[diagram: bars]]"))


@pytest.mark.parametrize(("text", "left"), [
    ("[[diagram: tal-1]]", []), ("Se [[diagram: tal-1]] her", ["[[diagram: tal-1]]"]), ("[[diagram:tal-1]]",
    ["[[diagram:tal-1]]"]), ("[[Diagram: Tal 1]]", ["[[Diagram: Tal 1]]"]), ("a\r\n[[diagram: tal-9]]\r\nb",
    ["[[diagram: tal-9]]"]), ("[[note]] og [diagram]", []),
])  # fmt: skip
def test_what_looks_like_a_line_for_a_figure_and_is_none_is_found(text, left):
    assert placing.unknown(text, {"tal-1"}) == left

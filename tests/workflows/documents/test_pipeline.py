import io
import re
import zipfile

import pytest
from pypdf import PdfReader

from workflows.tryghedsnetvaerk.documents import letters, pipeline
from workflows.tryghedsnetvaerk.documents.fill import fill, places
from workflows.tryghedsnetvaerk.documents.limits import PRINTED_IN
from workflows.tryghedsnetvaerk.documents.pipeline import (
    LONGEST,
    MOST_LINES,
    MOST_MARKS,
    Paper,
    PaperFailed,
    html,
    pdf,
    screen,
    word,
)
from workflows.tryghedsnetvaerk.documents.texts import NAMES, template

BODY = "Kære **alle**\n\n## Tid og sted\n\n- Mandag\n- Tirsdag\n\n| Hvad | Hvem |\n|---|---|\n| Lys | Kommunen |\n"
LIMITED = [name for name in NAMES if name.partition("_")[0] in PRINTED_IN]


def words(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def read(paper):
    return PdfReader(io.BytesIO(pdf(paper)))


def pdf_words(paper):
    return words(" ".join(page.extract_text() for page in read(paper).pages))


def word_parts(paper):
    with zipfile.ZipFile(io.BytesIO(word(paper))) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def filled(name, locale="da"):
    return fill(template(name, locale), {place: f"oplysning om {place}" for place in places(template(name, locale))})


def test_markdown_becomes_clean_html():
    page = html("Hej *du*\nher\n\n[side](https://example.dk) [skriv](mailto:a@example.dk)")

    assert page.startswith("<p>Hej <em>du</em><br>\nher</p>")
    assert '<a href="https://example.dk" rel="noopener noreferrer">side</a>' in page
    assert 'href="mailto:a@example.dk"' in page


def test_tags_people_write_are_shown_as_text():
    assert html("hos <navn> og <b>her</b>") == "<p>hos &lt;navn&gt; og &lt;b&gt;her&lt;/b&gt;</p>"


@pytest.mark.parametrize(
    "address", ["http://x.dk", "//x.dk", "/netvaerk", "javascript:alert(1)", "data:text/html,x", "tel:112", "x.html"]
)
def test_only_secure_pages_and_mail_are_linked(address):
    assert "href" not in html(f"[her]({address})")


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "\n" * (MOST_LINES + 1)])
def test_a_text_that_is_too_long_is_refused(text):
    with pytest.raises(PaperFailed, match="for lang"):
        html(text)


@pytest.mark.parametrize("mark", MOST_MARKS)
def test_a_text_that_would_take_forever_is_refused(mark):
    with pytest.raises(PaperFailed, match="specialtegn"):
        html(mark * (MOST_MARKS[mark] + 1))


def test_headings_begin_under_the_title_and_skip_nothing():
    page = screen(Paper("Titel", "### A\n\n# B\n\n#### C\n\n## D\n\n#### E"))

    assert re.findall(r"<h(\d)>(\w+)", page) == [
        ("1", "Titel"),
        ("2", "A"),
        ("2", "B"),
        ("3", "C"),
        ("3", "D"),
        ("4", "E"),
    ]


def test_the_pdf_is_tagged_and_says_so():
    made = read(Paper("Møde i Engparken", BODY, footer="Sag 7"))

    catalog = made.trailer["/Root"]
    assert pdf(Paper("x", "y")).startswith(b"%PDF-1.7")
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "da"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data()
    assert made.metadata.title == "Møde i Engparken"
    assert "Sag 7" in made.pages[0].extract_text()
    assert "Side 1 af 1" in made.pages[0].extract_text()


def test_the_same_paper_is_the_same_bytes():
    assert pdf(Paper("Titel", BODY)) == pdf(Paper("Titel", BODY))


def test_word_has_title_language_styles_and_page_numbers():
    parts = word_parts(Paper("Møde & mere", BODY, footer="Sag <7>"))

    assert "<dc:title>Møde &amp; mere</dc:title>" in parts["docProps/core.xml"]
    assert re.search(r'<w:lang [^>]*w:val="da"', parts["word/styles.xml"])
    assert 'w:val="Heading1"' in parts["word/document.xml"]
    assert "Sag &lt;7&gt;" in parts["word/footer92.xml"]
    assert " PAGE " in parts["word/footer92.xml"]


@pytest.mark.parametrize(("locale", "line"), [("da", "Demonstration – tal og"), ("en", "Demonstration – figures and")])
def test_a_demonstration_says_so_on_every_page(locale, line):
    paper = Paper("Titel", "linje\n\n" * 120, locale=locale, demonstration=True)

    parts = word_parts(paper)
    pages = read(paper).pages
    assert len(pages) > 1
    assert all(line in page.extract_text() for page in pages)
    assert line in screen(paper)
    assert line in parts["word/header91.xml"]
    assert "headerReference" in parts["word/document.xml"]


def test_no_other_paper_says_demonstration():
    paper = Paper("Titel", BODY)

    assert "Demonstration" not in screen(paper) + pdf_words(paper) + "".join(word_parts(paper).values())


@pytest.mark.parametrize("name", LIMITED)
@pytest.mark.parametrize(("locale", "heading"), [("da", "Hvad netværket ikke er"), ("en", "What the network is not")])
def test_the_standing_text_is_in_every_rendering_once(name, locale, heading):
    paper = Paper("Titel", filled(name, locale), locale=locale, kind=name)

    assert words(screen(paper)).count(heading) == 1
    assert pdf_words(paper).count(heading) == 1
    assert words(word_parts(paper)["word/document.xml"]).count(heading) == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("locale", ["da", "en"])
def test_every_template_can_be_printed(name, locale):
    assert pdf(Paper("Titel", filled(name, locale), locale=locale, kind=name)).startswith(b"%PDF")


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/hostname")',
        '#read("paper.typ")',
        '#import "@preview/x:1.0.0"',
        '`#read("paper.typ")`',
        '| A |\n|---|\n| #read("paper.typ") ] ), [ |',
        "\\#panic()",
        "$ #panic() $",
        '## #read("paper.typ")\n\n## #panic()',
        "*/ #panic() /*",
        '[#panic()](https://x.dk/"#panic()#)',
        "    ```\n    #panic()",
    ],
)
def test_typst_in_a_text_is_only_text(text):
    shown = pdf_words(Paper(text, text, footer=text))

    assert re.search(r"#(read|import|panic)", shown)
    assert "horizontalrule" not in shown


@pytest.mark.parametrize("mark", ["3. maj", "- ingen", "+ plus", "= lig", "/ ord: mening", "== to"])
@pytest.mark.parametrize("text", ["| A |\n|---|\n| {} |", "**{}**", "Linje\n{}", "## {}", "Se *{}* her"])
def test_a_word_that_typst_takes_for_a_mark_is_text(text, mark):
    assert mark in pdf_words(Paper("Titel", text.format(mark)))


def test_a_table_fills_the_width_by_what_stands_in_it():
    document = word_parts(Paper("Titel", "| A | Langt ord |\n|---|---|\n| x | en lang forklaring på noget |\n"))

    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', document["word/document.xml"])]
    assert widths[0] < widths[1]


def test_a_table_to_write_in_has_room_for_it():
    document = word_parts(Paper("Titel", "| Et par ord | B |\n|---|---|\n| Ord | |\n| | |\n"))["word/document.xml"]

    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', document)]
    assert widths[1] >= widths[0]
    assert document.count("\N{NO-BREAK SPACE}") == 1  # an empty row is as high as a line


def test_headings_of_the_same_name_are_no_trouble():
    assert pdf_words(Paper("Ens", "## Ens\n\n## Ens\n\n## Ens")).count("Ens") == 4


@pytest.mark.parametrize(("locale", "text"), [("tr", "Güvenlik ağı için ışık, İğne"), ("ar", "شبكة الأمان")])
def test_the_fonts_cover_turkish_and_arabic(locale, text):
    assert pdf(Paper(text, text, locale=locale)).startswith(b"%PDF")


def test_a_sign_without_a_letter_form_fails_with_a_sentence():
    with pytest.raises(PaperFailed, match="ikke tegnet »安«"):
        pdf(Paper("Titel", "Om 安"))


@pytest.mark.parametrize("text", [">" * 3000, "".join("    " * depth + "- a\n" for depth in range(60))])
def test_a_text_nested_too_deep_fails_with_a_sentence(text):
    with pytest.raises(PaperFailed, match="sammensat"):
        pdf(Paper("Titel", text))


@pytest.mark.parametrize("text", ["", "#", "## ", "- ", "| a |\n|---|\n", "[](https://x.dk)", "![a](b)", "a\x01\x0cb"])
def test_an_empty_thing_is_no_trouble(text):
    assert pdf(Paper("Titel", text)).startswith(b"%PDF")
    assert word(Paper("Titel", text)).startswith(b"PK")


def test_a_paper_has_a_title():
    with pytest.raises(ValueError, match="title"):
        Paper(" ", "Tekst")


def test_a_missing_font_fails(monkeypatch):
    folders = letters.folders()
    monkeypatch.setattr(letters, "folders", lambda: folders[1:])

    with pytest.raises(PaperFailed) as refusal:
        pdf(Paper("Titel", "Tekst"))
    assert "font" in refusal.value.detail


def test_packages_cannot_be_fetched():
    with pytest.raises(PaperFailed) as refusal:
        pipeline.typeset('#import "@preview/example:0.1.0": add', {})
    assert "example" in refusal.value.detail


@pytest.mark.parametrize("path", ["/etc/hostname", "../pipeline.py", "/../pipeline.py"])
def test_typst_reads_nothing_outside_its_root(path):
    with pytest.raises(PaperFailed):
        pipeline.typeset(f'#read("{path}")', {})


def test_endless_typesetting_is_stopped():
    with pytest.raises(PaperFailed, match="for stort"):
        pipeline.typeset("#for i in range(9000) { for j in range(9000) { let x = i + j } }", {}, seconds=1)


def test_greedy_typesetting_is_stopped():
    with pytest.raises(PaperFailed, match="for stort"):
        pipeline.typeset('#let x = "abcdefgh" * 50000000\n#x', {}, memory=300 << 20)


def test_a_language_is_only_letters():
    with pytest.raises(ValueError, match="not a language"):
        Paper("Titel", "Tekst", locale='da"')

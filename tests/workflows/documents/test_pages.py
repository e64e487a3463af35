"""What stays on one page, and how large the page is."""

import re
from dataclasses import replace

import pytest

from tests.workflows.documents.charts import BARS
from tests.workflows.documents.test_pipeline import read, word_parts
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.documents.pipeline import Paper, screen

AROUND_THE_END = range(27, 35)  # lines that leave more or less room on the first page
NINE = replace(BARS, rows=BARS.rows * 2 + BARS.rows[:1])
TABLE = "## Parter\n\n| Part | Bidrag |\n|---|---|\n| Først | Lys |\n| Nummer to | Nøgler |\n| Til sidst | Tid |\n"


def pages(paper):
    return [page.extract_text() for page in read(paper).pages]


@pytest.mark.parametrize(("locale", "heading", "end"), [
    ("da", "Hvad netværket ikke er", "ikke være en byrde"), ("en", "What the network is not", "must not be a burden"),
])  # fmt: skip
def test_the_standing_text_is_never_parted_by_the_end_of_a_page(locale, heading, end):
    found = [pages(Paper("T", "linje\n\n" * n, locale=locale, kind="invitation")) for n in AROUND_THE_END]

    whole = [sum(heading in page and end in " ".join(page.split()) for page in shown) for shown in found]
    assert whole == [1] * len(found)
    assert {len(shown) for shown in found} == {1, 2}


def test_a_short_table_stays_with_its_heading():
    found = [pages(Paper("T", "linje\n\n" * n + TABLE)) for n in AROUND_THE_END]

    whole = [sum("Parter" in page and "Til sidst" in page for page in shown) for shown in found]
    assert whole == [1] * len(found)
    assert {len(shown) for shown in found} == {1, 2}


def test_a_long_table_goes_on_under_its_heading_on_the_next_page():
    rows = "".join(f"| Nummer {nr} | Tid |\n" for nr in range(60))

    shown = pages(Paper("Titel", f"| Part | Bidrag |\n|---|---|\n{rows}"))

    assert len(shown) > 1
    assert all("Bidrag" in page for page in shown)


def test_in_word_the_standing_text_and_short_tables_stay_together():
    document = word_parts(Paper("Titel", f"{TABLE}\nSlut", kind="agreement"))["word/document.xml"]

    table, after = re.search(r"<w:tbl>.*</w:tbl>", document, re.S)[0], document.partition("Hvad netværket ikke er")[2]
    assert table.count("<w:keepNext/>") == table.count("<w:p>") - 2  # all but the last row
    assert table.count("<w:cantSplit/>") == table.count("<w:tr>")
    assert after.count("<w:keepNext/>") == after.count("<w:p>") == 4


@pytest.mark.parametrize(("kind", "size"), [("actioncard", ("8391", "5953")), ("agreement", ("11906", "16838"))])
def test_a_card_is_as_small_in_word_as_in_pdf(kind, size):
    paper = Paper("Titel", TABLE, kind=kind)

    document = word_parts(paper)["word/document.xml"]
    assert {re.search(rf'<w:pgSz [^>]*w:{side}="(\d+)"', document)[1] for side in "wh"} == set(size)
    widths = sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', document)))
    assert abs(widths - (7483 if kind == "actioncard" else 9070)) < 5
    box = read(paper).pages[0].mediabox
    assert (round(box.width * 20), round(box.height * 20)) == pytest.approx(tuple(map(int, size)), abs=3)


def test_what_is_to_be_one_page_has_smaller_letters_before_it_has_two_pages():
    said = "\n\n".join(["- punkt\n" * 8, "linje\n\n" * 8, "## Tryghed", placing.line("f"), "Slut."])

    shown = pages(Paper("Kort om rapporten: tryghed i Birken", said, kind="summary", diagrams={"f": NINE}))
    assert len(shown) == 1
    assert "Slut." in shown[0]
    assert "95 %-interval" not in shown[0]  # the table is on the screen
    assert "<table>" in screen(Paper("Kort", said, kind="summary", diagrams={"f": NINE}))


def test_figures_stand_at_the_right_and_words_and_years_at_the_left():
    table = (
        "| Hvad | År | Antal | Andel |\n|---|---|---|---|\n| 12 | 2024 | 1.204 | 40–51 % |\n| b | 2025 | 7 | skjult |\n"
    )

    document = word_parts(Paper("Titel", f"{table}| c | 2026 | .. | 5 % |"))["word/document.xml"]

    right = re.findall(r'<w:jc w:val="right" ?/>.*?<w:t[^>]*>([^<]*)</w:t>', document)
    assert right == ["Antal", "Andel", "1.204", "40–51 %", "7", "skjult", "..", "5 %"]

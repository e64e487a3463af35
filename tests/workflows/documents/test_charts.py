"""What a chart draws, says as a table, and keeps."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from tests.workflows.documents.charts import BARS, EVERY, PAIRS, SERIES, STEPS
from workflows.tryghedsnetvaerk.documents import charts
from workflows.tryghedsnetvaerk.documents.drawing.figure import svg
from workflows.tryghedsnetvaerk.documents.drawing.pen import PAPER, SCREEN

SVG = "{http://www.w3.org/2000/svg}"
each = pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.kind)


def drawn(chart, wide=SCREEN):
    return ElementTree.fromstring(svg(chart, mark="f1", wide=wide))


def told(tree):
    return [text.text for text in tree.iter(f"{SVG}text")]


@each
@pytest.mark.parametrize("wide", [SCREEN, PAPER])
def test_a_drawing_holds_what_our_pages_allow(chart, wide):
    tree = drawn(chart, wide)

    names = {name for element in tree.iter() for name in element.attrib}
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= {
        "svg", "title", "desc", "rect", "line", "path", "circle", "text",
    }  # fmt: skip
    assert not {name for name in names if name == "style" or name.startswith("on") or "href" in name}


@each
def test_a_drawing_says_what_it_is_and_what_it_shows(chart):
    tree = drawn(chart)

    named = {element.get("id"): element.text for element in tree.iter() if element.get("id")}
    assert tree.get("role") == "img"
    assert [named[name] for name in tree.get("aria-labelledby").split()] == [chart.title, chart.says]


@each
@pytest.mark.parametrize("wide", [SCREEN, PAPER])
def test_nothing_is_drawn_outside_the_picture(chart, wide):
    tree = drawn(chart, wide)

    right, bottom = map(float, tree.get("viewBox").split()[2:])
    edges = [
        (float(box.get("x")) + float(box.get("width")), float(box.get("y")) + float(box.get("height")))
        for box in tree.iter(f"{SVG}rect")
    ]
    assert all(x <= right and y <= bottom for x, y in edges)
    assert all(
        0 <= float(text.get("x")) <= right and float(text.get("y")) <= bottom for text in tree.iter(f"{SVG}text")
    )


@each
def test_a_chart_is_kept_and_read_unchanged(chart):
    assert charts.read(json.loads(json.dumps(charts.kept(chart)))) == chart


@each
def test_a_table_has_a_cell_for_every_heading(chart):
    head, rows = chart.table()

    assert rows
    assert all(len(row) == len(head) for row in rows)


def test_every_figure_drawn_is_in_the_table_too():
    _head, rows = BARS.table()

    assert [row[0] for row in rows] == [
        "Hashsalg ved butikkerne", "Støj fra knallerter", "Dårlig belysning på stierne mellem blokkene",
        "Påvirkede personer",
    ]  # fmt: skip
    assert rows[0][1:] == ("62 %", "55–69 %", "205")
    assert set(told(drawn(BARS))) >= {row[1] for row in rows} | {row[3] for row in rows}


def test_what_has_an_order_of_its_own_keeps_it():
    rows = replace(BARS, ranked=False).table()[1]

    assert rows[0][0] == "Støj fra knallerter"


def test_bars_are_as_long_as_their_shares():
    bars = [float(box.get("width")) for box in drawn(BARS).iter(f"{SVG}rect") if box.get("fill") == "#12395b"]

    assert bars[1] / bars[0] == pytest.approx(0.48 / 0.62, abs=0.01)
    assert bars[2] / bars[0] == pytest.approx(0.31 / 0.62, abs=0.01)


@each
def test_what_is_hidden_is_drawn_as_hidden_and_has_no_length(chart):
    tree = drawn(chart)

    dotted = [box for box in tree.iter() if box.get("stroke-dasharray") == "2 3" and box.tag == f"{SVG}rect"]
    rings = [ring for ring in tree.iter(f"{SVG}circle") if ring.get("fill") == "#ffffff"]
    assert len(dotted) == (0 if chart is SERIES else 1)
    assert len(rings) == (2 if chart is SERIES else 0)
    assert {"<5", ".."} & set(told(drawn(chart, PAPER))) if chart is SERIES else "for få svar" in told(tree)


def test_no_line_is_drawn_where_a_figure_is_missing():
    paths = [one.get("d") for one in drawn(SERIES).iter(f"{SVG}path") if one.get("stroke") == "#12395b"]

    assert [len(re.findall("[ML]", path)) for path in paths] == [14, 3, 2]  # two stretches, and the sample below


def test_marked_periods_are_named_in_picture_and_table():
    head, rows = SERIES.table()

    assert head[-1] == "Bemærk"
    assert [row[-1] for row in rows if row[-1]] == [
        "Særlig indsats fra politiet; Spring, som en test peger på", "Særlig indsats fra politiet",
    ]  # fmt: skip
    assert {"A", "B", "Særlig indsats fra politiet", "Spring, som en test peger på"} <= set(told(drawn(SERIES)))


@pytest.mark.parametrize(("most", "ticks"), [(7, "02468"), (0.9, "00,20,40,60,81"), (71, "020406080")])
def test_the_scale_has_round_numbers(most, ticks):
    line = charts.Line(label="x", values=(most, 0.0), said=("a", "b"))
    chart = charts.Series(title="t", says="s", head="h", periods=("1", "2"), lines=(line,))

    shown = [text.text for text in drawn(chart).iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    assert "".join(shown) == ticks


def test_a_share_too_narrow_for_its_words_is_drawn_without_them():
    said = told(drawn(STEPS))

    assert "40 %" in said
    assert "5 %" not in said
    assert "5 %" in STEPS.table()[1][0]


def test_a_hidden_item_says_so_for_every_step():
    assert STEPS.table()[1][2] == ("Jeg bruger legepladsen", *["for få svar"] * 5, "<20")


def test_before_and_after_stand_with_their_difference():
    head, rows = PAIRS.table()

    assert head == ("Forhold", "2025", "Interval", "Svar", "2026", "Interval", "Svar", "Forskel")
    assert rows[0][1] == "62 %"
    assert rows[0][-1] == "−12 procentpoint"


@each
def test_what_people_write_is_only_text(chart):
    tree = drawn(replace(chart, title='<script>"x"</script>', says="a & b\x00<i>"))

    assert tree.find(f"{SVG}title").text == '<script>"x"</script>'
    assert tree.find(f"{SVG}desc").text == "a & b <i>"


def test_an_empty_chart_is_no_trouble():
    nothing = charts.Series(title="t", says="s", head="h", periods=(), lines=())

    assert drawn(nothing).tag == f"{SVG}svg"
    assert drawn(replace(BARS, rows=())).tag == f"{SVG}svg"


def test_an_unknown_kind_of_chart_is_refused():
    with pytest.raises(KeyError):
        charts.read({"kind": "pie"})


def test_quarters_of_one_line_are_a_table_with_a_row_for_each_year():
    line = charts.Line(label="Indbrud", values=(1.0, 2.0, 3.0), said=("1", "2", "3"))
    mark = charts.Mark(kind=charts.PRIORITY, first=2, last=2, label="Indsats")
    told = {
        "title": "T",
        "says": "",
        "head": "Periode",
        "periods": ("a", "b", "c"),
        "marks": (mark,),
        "marked": "Bemærk",
    }
    places = (("2023", "3. kvt."), ("2023", "4. kvt."), ("2024", "3. kvt."))

    one = charts.Series(**told, lines=(line,), calendar=places)

    assert one.table() == (
        ("Indbrud", "3. kvt.", "4. kvt.", "Bemærk"), [("2023", "1", "2", ""), ("2024", "3", "", "3. kvt.: Indsats")],
    )  # fmt: skip
    assert len(charts.Series(**told, lines=(line, line), calendar=places).table()[1]) == 3
    assert charts.read(charts.kept(one)) == one


def test_an_index_has_no_per_cent_on_its_scale():
    drawn = svg(replace(BARS, unit=""), mark="figur-1")

    assert ">50<" in drawn
    assert "50 %" in svg(BARS, mark="figur-1")

"""The results of a survey that was held here: after it is closed, with how sure they are, and never of few people."""

import csv
import io
import re
import zipfile
from html import unescape

import pytest

from engine import records
from tests.webui import small
from tests.workflows.tallied import answer
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import questionnaires, surveys

STUDY = "/netvaerk/birken/undersoegelser/1/"
PAGE = f"{STUDY}opgoerelse/"
WEIGHTS = f"{STUDY}opgoerelse/vaegt"
PEOPLE = {f"antal_{sex}_{age}": str(number) for sex in (1, 2) for age, number in enumerate((150, 120, 100, 70, 50), 1)}


@pytest.fixture
def held(begin, browse, database, people, now):
    """A survey that so many answered, and somebody who looks at it."""

    def hold(answers, *, close=True, population=980):
        network = begin("Birken")

        def command():
            return small.ask(network, people["mette"], now)

        with database.write() as session:
            records.add(session, command(), Study, {"kind": QUANTITATIVE, "state": "planlagt", "title": "Tryghed"})
            paper = questionnaires.save_questionnaire(session, command(), None, {"title": "Tryghed 2026"})
            surveys.save_survey(session, command(), 1, {
                "done_by": "Kommunen", "population": population, "age_from": 15, "area_told": "Birken",
                "behind": "Kommunen", "contact": "Karin", "questionnaire_id": paper.id,
            })  # fmt: skip
            row = surveys.open_survey(session, command(), 1, reason="Der er travlt")
            if answers:
                answer(session, row, answers)
            if close:
                surveys.close_survey(session, command(), 1)
            session.commit()
        return browse("mette")

    return hold


def read(browser, path=PAGE):
    return browser.get(path).get_data(as_text=True)


def test_nothing_is_shown_while_people_still_answer(held):
    mette = held(30, close=False)

    assert "ikke lukket endnu" in read(mette)
    assert mette.get(f"{STUDY}resultater/").headers["Location"] == PAGE
    assert "utrygge" not in read(mette)
    assert mette.get(f"{PAGE}tabel.csv").status_code == 404


def test_a_closed_survey_is_worked_out_once_and_then_shown(held):
    mette = held(240)
    assert 'href="/netvaerk/birken/undersoegelser/1/opgoerelse/"' in read(mette, STUDY)
    assert "Gør svarene op" in read(mette)
    beside = "/netvaerk/birken/rapport/sammenhold"
    assert f'href="{PAGE}">Gør svarene op: Tryghed' in read(mette, beside)

    assert mette.send(PAGE, {}).status_code == 303

    assert "Gør svarene op" not in read(mette, beside)

    text = read(mette)
    for said in (
        "240 af målgruppens 980 personer har svaret (24 %)", "Hvad gør beboerne utrygge?", "Usikkerhed (95 %)",
        "kan være nr.", "Cronbachs alfa", "På papir", ">skjult<", "Tallene viser, hvad der er tilfældet",
    ):  # fmt: skip
        assert said in text
    assert text.count("<svg") >= 4
    assert "None" not in text


def test_results_are_divided_by_one_thing_at_a_time_and_never_by_language(held):
    mette = held(240)
    mette.send(PAGE, {})

    text = read(mette, f"{PAGE}?opdelt=koen")

    assert "Kvinde" in text
    divided = text[text.index('id="opdelt"') : text.index('id="fordeling"')]
    assert re.search(r">\d+ % \(\d+–\d+ %\), \d+ af \d+<", divided)
    assert "240 af målgruppens 980 personer har svaret (24 %)" in divided
    assert "opdelt=alder" in text
    assert "opdelt=sprog" not in text
    assert read(mette, f"{PAGE}?opdelt=sprog").count("Vælg et spørgsmål for at se") == 1


def test_answers_are_weighted_by_sex_and_age_and_no_longer(held):
    mette = held(240)
    mette.send(PAGE, {})

    assert mette.send(WEIGHTS, PEOPLE).status_code == 303
    text = read(mette)
    assert "designeffekten er 1," in text
    assert 'value="150"' in read(mette, WEIGHTS)

    assert mette.send(WEIGHTS, dict.fromkeys(PEOPLE, "")).status_code == 303
    assert "designeffekten" not in read(mette)


def test_population_figures_that_cannot_be_are_refused_where_they_stand(held):
    mette = held(240)

    assert mette.send(WEIGHTS, {**PEOPLE, "antal_1_1": "-3"}).status_code == 422
    nobody = mette.send(WEIGHTS, {**dict.fromkeys(PEOPLE, "0"), "antal_1_1": "5"})
    assert nobody.status_code == 422
    assert "kan ikke vægtes" in nobody.get_data(as_text=True)


def test_the_table_holds_what_is_shown_and_of_whom_it_is(held, now):
    mette = held(240)
    mette.send(PAGE, {})

    lines = list(csv.reader(io.StringIO(mette.get(f"{PAGE}tabel.csv").get_data().decode("utf-8-sig")), delimiter=";"))

    assert lines[0][:4] == ["Spørgsmål", "Svar", "Gruppe", "Antal"]
    counts = [line[3] for line in lines[1:]]
    assert {count for count in counts if not count.isdigit()} == {"skjult"}  # one mark, which tells nothing
    assert not [count for count in counts if count.isdigit() and 0 < int(count) < 5]
    told = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    beside = [one for one in told if one["Svar"] in ("Ved ikke", "Ønsker ikke at svare", "Sprang over")]
    assert {one["Ud af"] for one in beside} == {"240"}  # they are not on the scale, so not of those who are
    assert {
        (
            one["Undersøgelse"],
            one["Har svaret"],
            one["Spurgt"],
            one["Målgruppe"],
            one["Svarprocent"],
            one["Svarprocenten er af"],
        )
        for one in told
    } == {("Tryghed", "240", "", "980", "24,5", "målgruppen")}
    assert {one["Sidste dag"] for one in told} == {now.date().isoformat()}
    workbook = mette.get(f"{PAGE}tabel.xlsx").get_data()
    assert zipfile.is_zipfile(io.BytesIO(workbook))


@pytest.mark.parametrize("by", ["koen", "alder", "botid"])
def test_a_group_says_on_the_page_what_it_says_in_the_table(look, by):
    """Neither says more than the other, and nothing tells whether a hidden number is of few."""
    page = "/netvaerk/gadehavegaard/undersoegelser/1/opgoerelse/"
    browser = look("koordinator")
    text = browser.get(f"{page}?opdelt={by}").text
    lines = csv.DictReader(io.StringIO(browser.get(f"{page}tabel.csv").get_data().decode("utf-8-sig")), delimiter=";")

    section = text[text.index('id="opdelt"') :]
    name = unescape(section[section.index("<strong>") + 8 : section.index("</strong>")])
    shown = [
        unescape(re.sub(r"<[^>]+>", "", cell)).strip()
        for cell in re.findall(r"<td[^>]*>(.*?)</td>", section[: section.index("</table>")], re.DOTALL)
    ]
    told = [(one["Antal"], one["Ud af"]) for one in lines if one["Gruppe"].startswith(name)]

    assert len(shown) == len(told) > 30
    hidden = 0
    for cell, (count, base) in zip(shown, told, strict=True):
        assert {count, base} <= {"skjult", *map(str, range(1000))}
        one_mark = "skjult" if count == base == "skjult" else "–" if base == "0" else f"{count} af {base}"
        assert cell.endswith(one_mark), (cell, count, base)
        hidden += "skjult" in one_mark
    assert hidden > 10


def test_few_answers_are_said_to_be_few(held):
    mette = held(8)
    mette.send(PAGE, {})

    text = read(mette)

    assert "8 af målgruppens 980 personer har svaret (1 %)" in text
    assert "Der er for få svar" in text
    assert '<svg class="chart' not in text


def test_an_auditor_reads_and_changes_nothing(held, browse):
    held(8)
    rita = browse("rita")

    assert "Gør svarene op</button>" not in read(rita)
    assert rita.get(PAGE).status_code == 200

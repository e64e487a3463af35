"""What the charts of a report show: marked periods, jumps, another area, groups, the index, and before and after."""

from dataclasses import replace
from datetime import date

import pytest

from tests.workflows.report.evidence import FULL, NETWORK, figures, item, line, survey
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.documents.charts import JUMP, PRIORITY, kept, read
from workflows.tryghedsnetvaerk.mapping.crime.analysis import CAVEAT, Beside
from workflows.tryghedsnetvaerk.mapping.crime.classification import name_offence
from workflows.tryghedsnetvaerk.mapping.report.answers import Divided, IndexFound
from workflows.tryghedsnetvaerk.mapping.report.charts import called, charts
from workflows.tryghedsnetvaerk.mapping.report.draft.writing import draft
from workflows.tryghedsnetvaerk.mapping.report.evidence import Effort
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.waves import CHANCE, INDEPENDENT, TOGETHER, changed, said_of
from workflows.tryghedsnetvaerk.mapping.statistics.shares import share
from workflows.tryghedsnetvaerk.mapping.survey.models import HEADLINE

DA, EN = Speaker(), Speaker("en")
QUARTERS = tuple(f"{year}K{part}" for year in range(2018, 2024) for part in range(1, 5))
LOOKED_FOR = Effort("2019K2", "2019K3", "", "Politiet ledte efter hash.")


def quarterly(label, *counts, control=False):
    return replace(line(label, *counts, control=control), periods=QUARTERS)


def drawn(*lines, speaker=DA, **more):
    return charts(speaker, replace(FULL, crime=(figures(*lines, **more),)))


def test_priority_periods_and_jumps_are_marked_and_said():
    counts = [30] * 24
    counts[5], counts[17] = 90, 95

    chart = drawn(quarterly("Hærværk", *counts), efforts=(LOOKED_FOR,))["tal-1"]

    marks = [(mark.kind, chart.periods[mark.first], chart.periods[mark.last]) for mark in chart.marks]
    assert marks == [(PRIORITY, "2. kvartal 2019", "3. kvartal 2019"), (JUMP, "2. kvartal 2022", "2. kvartal 2022")]
    assert "2. kvartal 2019 – 3. kvartal 2019: Politiet ledte efter hash." in chart.says
    assert (
        "2022",
        "30",
        "95",
        "30",
        "30",
        "2. kvartal: Spring i tallene, som ikke er forklaret endnu: Hærværk",
    ) in chart.table()[1]


def test_a_jump_that_people_say_is_none_is_not_marked():
    counts = [30] * 24
    counts[5] = 90

    said = replace(LOOKED_FOR, given=False)

    assert not drawn(quarterly("Hærværk", *counts), efforts=(said,))["tal-1"].marks
    assert [one.kind for one in drawn(quarterly("Hærværk", *counts))["tal-1"].marks] == [JUMP]


def test_an_effort_against_one_offence_is_marked_where_that_is_drawn():
    one = replace(LOOKED_FOR, code="1480")

    assert not drawn(quarterly("Hash", *[30] * 24), efforts=(one,))["tal-1"].marks


def test_the_area_stands_beside_another_as_per_cent_of_the_first_year():
    beside = Beside("169", "000", ("2020", "2021"), (100.0, 120.5), (100.0, 98.0))

    chart = drawn(line("Indbrud", 3, 4), beside=beside)["ved-siden-1"]

    assert (chart.lines[0].label, chart.reference.label) == ("Høje-Taastrup", "Hele landet")
    assert chart.table()[1][-1] == ("2021", "120", "98")


@pytest.mark.parametrize("speaker", [DA, EN], ids=["da", "en"])
def test_how_crime_must_be_read_stands_in_the_text_and_under_each_chart(speaker):
    told = replace(FULL, crime=(replace(FULL.crime[0], beside=Beside("", "000", ("1", "2"), (1.0, 2.0), (1.0, 2.0))),))
    found = charts(speaker, told)

    of_crime = [key for key in found if key.startswith(("tal-", "kontrol-", "ved-siden-"))]
    assert of_crime == ["tal-1", "kontrol-1", "ved-siden-1"]
    assert all(found[key].source.endswith(speaker.say(CAVEAT)) for key in of_crime)
    assert speaker.say(CAVEAT)[:60] in draft(speaker, NETWORK, told)["kriminalitet"]


def test_groups_stand_beside_each_other_and_small_ones_say_so():
    groups = (
        ("Kvinde", share(30, 90), False), ("Mand", share(20, 100), False), ("Andet", share(0, 0), True),
        ("", share(2, 10), False),
    )  # fmt: skip
    one = replace(FULL.surveys[0], divided=(Divided("koen", "Køn", "Er du tryg om aftenen?", groups),))

    chart = charts(DA, replace(FULL, surveys=(one,)))["opdelt-1-koen"]

    assert chart.title == "Utrygge, opdelt efter »Køn«"
    assert chart.table()[1][0] == ("Kvinde", "33 %", "24–44 %", "90")
    assert chart.table()[1][2:] == [("Andet", "skjult", "", "–"), ("Ikke oplyst", "for få svar", "", "10")]
    assert "»Skjult« er tal" in chart.source


def test_the_index_is_drawn_without_per_cent_where_it_holds():
    one = replace(FULL.surveys[0], index=IndexFound(38, 35, 41, 188))

    found = charts(DA, replace(FULL, surveys=(one,)))

    assert found["indeks"].table()[1] == [("Tryghed i Birken", "38", "35–41", "188")]
    assert found["indeks"].unit == ""
    assert "indeks" not in charts(DA, FULL)


def before_and_after():
    one = survey(item("a", "Er du tryg?", 120, 240, HEADLINE), item("b", "Vold", 40, 240), item("c", "Støj", 30, 240))
    other = survey(item("a", "Er du tryg?", 60, 220, HEADLINE), item("b", "Vold", 36, 220), item("c", "Larm", 30, 220),
                   study_nr=2, title="Igen")  # fmt: skip
    return one, other


def test_two_surveys_are_compared_only_where_they_ask_the_same():
    found = changed(before_and_after())

    assert [one.text for one in found.items] == ["Er du tryg?", "Vold"]
    assert [one.holds for one in found.items] == [True, False]
    assert [said_of(DA, one) for one in found.items] == [
        "−23 procentpoint (−31 til −14)", "0 procentpoint (−7 til +7) – kan være tilfældigt",
    ]  # fmt: skip
    assert changed(before_and_after()[:1]) is None


@pytest.mark.parametrize("speaker", [DA, EN], ids=["da", "en"])
def test_a_difference_says_how_sure_it_is_and_nothing_of_its_cause(speaker):
    told = replace(FULL, surveys=before_and_after())
    said = draft(speaker, NETWORK, told)["utryghed"]

    assert speaker.say(INDEPENDENT) in said
    assert "foer-og-efter" in placing.keys(said)
    drawn = charts(speaker, told)
    rows = [row for key in ("foer-og-efter", "foer-og-efter-forhold") for row in drawn[key].table()[1]]
    assert rows[0][-1].startswith("−23")
    assert [speaker.say(CHANCE) in row[-1] for row in rows] == [not one.holds for one in changed(told.surveys).items]
    assert speaker.say(TOGETHER) in said  # one rule for the list and the chart, and it is said
    assert speaker.say(TOGETHER) in charts(speaker, told)["foer-og-efter"].source
    assert "?:" not in said


def test_charts_of_a_kept_report_come_back_as_they_were():
    told = replace(FULL, surveys=before_and_after())
    found = charts(EN, told)

    assert {key: read(kept(one)) for key, one in found.items()} == found


def test_offences_and_charts_are_said_in_english():
    chart = drawn(line("Simpel vold", 9, 12), speaker=EN)["tal-1"]

    assert chart.lines[0].label != "Simpel vold"
    assert chart.title.startswith("Reported crime")


@pytest.mark.parametrize(("locale", "said"), [("da", "Vold"), ("en", "Violence"), ("ar", "العنف"), ("tr", "Şiddet")])
def test_an_offence_without_a_code_is_called_by_a_name_of_the_language(locale, said):
    assert Speaker(locale).offence("Vold") == said
    assert Speaker(locale).offence("Uro ved søen") == "Uro ved søen"
    assert name_offence("", locale, "Vold") == said
    assert Speaker("en").quoted("Her er mørkt") == "“Her er mørkt”"


def test_charts_of_the_same_title_are_told_apart_where_one_is_chosen():
    later = replace(FULL.surveys[0], title="Måling 2", until=date(2027, 5, 1), study_nr=2)
    again = replace(FULL.crime[0], nr=2, extracted_on=date(2027, 1, 5))
    told = called(DA, replace(FULL, surveys=(*FULL.surveys, later), crime=(*FULL.crime, again)))

    assert told["forhold-1"] == "Hvad der gør beboerne utrygge – Tryghed i Birken, 1. maj 2026"
    assert told["forhold-2"] == "Hvad der gør beboerne utrygge – Måling 2, 1. maj 2027"
    assert told["tal-2"].endswith(" – Kilde: Politiet. Udtrukket 5. januar 2027.")
    assert len(set(told.values())) == len(told)
    assert called(DA, FULL)["tal-1"] == charts(DA, FULL)["tal-1"].title

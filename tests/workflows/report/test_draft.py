"""What the draft says of the data, and what it never says."""

import re
from dataclasses import replace

import pytest

from tests.workflows.report.evidence import EMPTY, FULL, NETWORK, figures, item, line, problem, study, survey
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.documents.pipeline import Paper, pdf, screen
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.mapping.report import matrix
from workflows.tryghedsnetvaerk.mapping.report.changes import ALIKE, FEWER, MORE, UNSURE, change
from workflows.tryghedsnetvaerk.mapping.report.charts import charts
from workflows.tryghedsnetvaerk.mapping.report.draft.writing import draft
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.survey.models import HEADLINE

CAUSAL = re.compile(r"(?i)\b(fordi|skyldes|medfører|forårsager|derfor|because|due to|causes?)\b")
DA = Speaker()


def parts(evidence=FULL, speaker=DA):
    return draft(speaker, NETWORK, evidence)


@pytest.mark.parametrize("locale", ["da", "en"])
@pytest.mark.parametrize("evidence", [FULL, EMPTY], ids=["full", "empty"])
def test_every_part_is_written_and_can_be_printed(evidence, locale):
    told, drawn = parts(evidence, Speaker(locale)), charts(Speaker(locale), evidence)

    assert list(told) == list(PARTS)
    assert all(told[part] for part in PARTS if evidence is FULL or part not in ("resume", "baggrund"))
    assert pdf(Paper("T", "\n\n".join(told.values()), locale=locale, kind="report", diagrams=drawn))


@pytest.mark.parametrize("locale", ["da", "en"])
def test_the_draft_never_says_why_by_itself(locale):
    assert not CAUSAL.search("\n".join(parts(speaker=Speaker(locale)).values()))


def test_every_line_that_asks_for_a_chart_gets_one():
    told = "\n\n".join(parts().values())

    assert set(placing.keys(told)) <= set(charts(DA, FULL))
    assert "[[diagram" not in screen(Paper("T", told, diagrams=charts(DA, FULL)))
    assert set(placing.keys(told)) == {"tal-1", "kontrol-1", "forhold-1", "tryghed-1"}


def test_a_change_is_called_one_only_beyond_chance():
    said = parts()["kriminalitet"]

    assert "**Indbrud:** 60 anmeldt i 2024, 20 i 2023. Det er flere, og forskellen er større" in said
    assert "**Vold:** 13 anmeldt i 2024, 14 i 2023. Forskellen er ikke større, end tilfældige udsving kan give." in said


@pytest.mark.parametrize(("counts", "verdict"), [
    ((20, 60), MORE), ((60, 20), FEWER), ((14, 13), UNSURE), ((14, 14), ALIKE), ((0, 4), UNSURE),
])  # fmt: skip
def test_how_figures_changed(counts, verdict):
    assert change(line("x", *counts)).verdict == verdict


def test_quarters_are_compared_year_by_year():
    told = replace(
        line("x", *range(10, 18)), periods=tuple(f"{year}K{q}" for year in (2024, 2025) for q in range(1, 5))
    )

    found = change(told)
    assert (found.before, found.after) == (10 + 11 + 12 + 13, 14 + 15 + 16 + 17)
    assert (found.first[0], found.last[-1]) == ("2024K1", "2025K4")


@pytest.mark.parametrize("counts", [(3,), (None, 3), (3, None)])
def test_what_is_missing_is_not_compared(counts):
    assert change(line("x", *counts)) is None
    assert parts(replace(FULL, crime=(figures(line("x", *counts)),)))["kriminalitet"]


def test_figures_the_police_look_for_stand_apart():
    said = parts()["kriminalitet"]

    assert said.index("Disse tal følger, hvor meget politiet leder efter det") < said.index("**Hash:**")
    assert "Hash" not in parts()["resume"].partition("Problemer")[0].partition("Flest")[0]


def test_answers_stand_with_interval_and_base():
    said = parts()["utryghed"]

    assert "**Er du tryg om aftenen?** 40 % er utrygge (med usikkerhed 33–47 %). 200 har svaret." in said
    assert "Flest er utrygge ved Hashsalg (60 %; 53–67 %), Støj (30 %; 24–37 %) og Mørke (10 %; 7–15 %)." in said


def test_what_makes_residents_safe_stands_too():
    said = parts()["utryghed"]

    assert said.index("gør utryg") < said.index("**Torvet.**") < said.index("gør tryg") < said.index("**Gode naboer.**")
    assert "> »Vi siger hej.«" in said
    assert "Gode naboer" in parts()["resume"]


def test_the_study_that_was_not_made_is_named_with_its_reason():
    assert "**Interviews er ikke lavet.** Ingen tid i år." in parts()["undersoegelser"]
    assert "Interviews er ikke lavet, så den viden mangler." in parts()["resume"]
    assert "**Spørgeskema er ikke lavet endnu.**" in parts(EMPTY)["undersoegelser"]


def test_those_who_did_not_answer_are_not_forgotten():
    assert "200 af 500 (40 %)" in parts()["undersoegelser"]
    assert "40 % af dem, der blev spurgt, har svaret." in parts()["undersoegelser"]


def test_few_answers_are_never_told():
    few = replace(FULL, surveys=(survey(item("hoved.1", "Tryg?", 3, 12, HEADLINE, (1, 2, 6, 2, 1))),))

    said = parts(few)["utryghed"]
    assert "for få svar" in said
    assert "25 %" not in said + str(charts(DA, few)["tryghed-1"].table())
    assert charts(DA, FULL)["forhold-1"].table()[1][-1][:2] == ("Sjældent", "for få svar")


def test_a_problem_shows_what_is_known_of_it_and_what_is_not():
    known, unknown = matrix.rows(DA, FULL)

    assert known.crime == ("Vold: 13 (2024), 14 (2023)",)
    assert known.survey == ("Hashsalg: 60 % utrygge (53–67 %)",)
    assert known.themes == ("Torvet (gør utryg)",)
    assert (unknown.crime, unknown.survey, unknown.themes, unknown.empty) == ((), (), (), 3)
    assert "| Noget andet | – | – | – |" in parts()["analyse"]


def test_much_feared_and_little_reported_is_explained_without_a_cause():
    assert matrix.rows(DA, FULL)[0].mismatch.startswith("Mange er utrygge ved det")


def test_what_people_write_of_a_mismatch_stands_instead():
    told = problem("Hash", offences="Vold", items="forhold.1", mismatch="Det bliver sjældent anmeldt.")

    assert matrix.rows(DA, replace(FULL, problems=(told,)))[0].mismatch == "Det bliver sjældent anmeldt."


def test_what_is_often_reported_and_little_feared_is_explained_too():
    told = problem("Tyveri", offences="Indbrud", items="forhold.3")

    assert matrix.rows(DA, replace(FULL, problems=(told,)))[0].mismatch.startswith("Der er forholdsvis mange")


def test_figures_of_two_tables_are_never_held_together():
    of_the_town = figures(*(line(name, 8_000, 9_000) for name in ("Cykeltyveri", "Svindel", "Hærværk")), nr=2)
    told = problem("Tyveri", offences="Indbrud", items="forhold.3")

    both = replace(FULL, crime=(*FULL.crime, of_the_town), problems=(told,))
    assert matrix.rows(DA, both)[0].mismatch.startswith("Der er forholdsvis mange")


def test_the_three_fields_end_the_report():
    assert "| Hash på torvet | Ingen lys. | Lys. |" in parts()["konklusion"]
    assert "- En bænk ved søen." in parts()["konklusion"]


def test_what_people_wrote_is_only_words():
    told = replace(
        FULL, problems=(problem("# [x](https://x.dk) | <b>"),), studies=(study("kvantitativ", title="*a* | b"),)
    )

    page = screen(Paper("T", "\n\n".join(parts(told).values()), diagrams=charts(DA, told)))
    assert "https://x.dk" in page
    assert "<a " not in page
    assert "<em>a" not in page

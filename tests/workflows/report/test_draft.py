"""What the draft says of the data, and what it never says."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.workflows.report.evidence import EMPTY, FULL, NETWORK, figures, item, line, problem, study, survey
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.documents.pipeline import Paper, pdf, screen
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.mapping.report import matrix
from workflows.tryghedsnetvaerk.mapping.report.answers import Waiting, is_unasked
from workflows.tryghedsnetvaerk.mapping.report.changes import ALIKE, FEWER, MORE, UNSURE, change
from workflows.tryghedsnetvaerk.mapping.report.charts import charts
from workflows.tryghedsnetvaerk.mapping.report.draft.writing import draft
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE, Item
from workflows.tryghedsnetvaerk.mapping.survey.results import Results
from workflows.tryghedsnetvaerk.network.models import Need

CAUSAL = re.compile(r"(?i)\b(fordi|skyldes|medfører|forårsager|derfor|because|due to|causes?)\b")
OF_PROBLEMS = ("analyse", "konklusion")
DA = Speaker()


def parts(evidence=FULL, speaker=DA):
    return draft(speaker, NETWORK, evidence)


@pytest.mark.parametrize("locale", ["da", "en"])
@pytest.mark.parametrize("evidence", [FULL, EMPTY], ids=["full", "empty"])
def test_every_part_is_written_and_can_be_printed(evidence, locale):
    told, drawn = parts(evidence, Speaker(locale)), charts(Speaker(locale), evidence)

    assert list(told) == list(PARTS)
    assert all(told[part] for part in PARTS if evidence is FULL or part not in ("resume", "baggrund", *OF_PROBLEMS))
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

    unsafe, safe = said.index("gør beboerne utrygge"), said.index("gør beboerne trygge")
    assert unsafe < said.index("**Torvet.**") < safe < said.index("**Gode naboer.**")
    assert "> »Vi siger hej.«" in said
    assert "Gode naboer" in parts()["resume"]


def test_the_study_that_was_not_made_is_named_with_its_reason():
    assert "**Samtaler er ikke lavet.** Ingen tid i år." in parts()["undersoegelser"]
    assert "Samtaler er ikke lavet, så den viden mangler." in parts()["resume"]
    assert "**Spørgeskema er ikke lavet endnu.**" in parts(EMPTY)["undersoegelser"]


def test_parts_without_problems_stay_empty_so_that_the_report_is_not_sent_with_nothing_in_them():
    told = parts(replace(EMPTY, proposals=()))

    assert [told[part] for part in OF_PROBLEMS] == ["", ""]


@pytest.mark.parametrize(("count", "base", "said"), [
    (2, 900, "under 1 %"), (0, 900, "0 %"), (899, 900, "over 99 %"), (900, 900, "100 %"), (200, 500, "40 %"),
])  # fmt: skip
def test_a_few_of_many_are_not_said_to_be_none(count, base, said):
    assert DA.rate(count, base) == said


def test_those_who_did_not_answer_are_spoken_of_once():
    three = tuple(study("kvantitativ", nr=nr, title=f"Bølge {nr}") for nr in (1, 2, 3))
    told = parts(replace(FULL, studies=three))["undersoegelser"]

    assert told.count("har svaret.") == 3
    assert "**Bølge 2:** 40 % af dem" in told
    assert told.count("kan se anderledes på området") == 1


def test_the_figures_of_a_need_end_with_a_stop_and_name_their_source():
    need = Need(found_by="politi", found_on=date(2026, 1, 2), grounds="Flere indbrud.", figures="Fra 22 til 35",
                period="2024-2025", source="politiets udtræk")  # fmt: skip

    said = parts(replace(FULL, needs=(need,)))["baggrund"]
    assert "Flere indbrud. Fra 22 til 35 (2024-2025; kilde: politiets udtræk)." in said.replace("\\", "")


@pytest.mark.parametrize("hole", ["absent", "untold"])
def test_a_quarter_that_is_missing_is_named_and_never_leapt_over(hole):
    periods = [f"{year}K{q}" for year in (2023, 2024, 2025) for q in range(1, 5)]
    counts = [None if hole == "untold" and one == "2025K2" else 9 for one in periods]
    told = [(one, n) for one, n in zip(periods, counts, strict=True) if hole == "untold" or one != "2025K2"]
    gapped = replace(line("Hærværk"), periods=tuple(one for one, _n in told), counts=tuple(n for _one, n in told))

    assert change(gapped) is None
    said = parts(replace(FULL, crime=(figures(gapped),)))["kriminalitet"].replace("\\", "")
    assert "9 anmeldt i 4. kvartal 2025. Der mangler tal for 2. kvartal 2025." in said


def test_those_who_did_not_answer_are_not_forgotten():
    assert "200 af 500 spurgte (40 %)" in parts()["undersoegelser"]
    assert "40 % af dem, der blev spurgt, har svaret." in parts()["undersoegelser"]


def test_a_survey_that_was_not_worked_out_says_so_where_it_asked():
    waiting = Waiting(3, "Tryghed 2027", frozenset({"forhold.9"}))
    evidence = replace(FULL, problems=(problem("Kælderen", items="forhold.9"),), waiting=(waiting,))

    (row,) = matrix.rows(DA, evidence)

    assert row.survey == ("Tryghed 2027: ikke gjort op endnu",)
    assert "Svarene er ikke gjort op endnu" in parts(evidence)["utryghed"]


def test_few_answers_are_never_told():
    few = replace(FULL, surveys=(survey(item("hoved.1", "Tryg?", 3, 12, HEADLINE, (1, 2, 6, 2, 1))),))

    said = parts(few)["utryghed"]
    assert "for få svar" in said
    assert "25 %" not in said + str(charts(DA, few)["tryghed-1"].table())
    assert charts(DA, FULL)["forhold-1"].table()[1][-1][:2] == ("Sjældent", "for få svar")


def test_a_problem_shows_what_is_known_of_it_and_what_is_not():
    known, unknown = matrix.rows(DA, FULL)

    assert known.crime == ("Vold: 13 (2024), 14 (2023)",)
    assert known.survey == ("Hashsalg: 60 % utrygge af 200 svar (53–67 %) – Tryghed i Birken, 1. maj 2026",)
    assert known.themes == ("Torvet (gør utryg)",)
    assert (unknown.crime, unknown.survey, unknown.themes, unknown.empty) == ((), (), (), 3)
    assert "| Noget andet | – | – | – |" in parts()["analyse"]


def test_much_feared_and_little_reported_is_explained_without_a_cause():
    assert matrix.rows(DA, FULL)[0].mismatch.startswith("Mange er utrygge ved det")


def test_what_people_write_of_a_mismatch_stands_instead():
    told = problem("Hash", offences="Vold", items="forhold.1", mismatch="Det bliver sjældent anmeldt.")

    assert matrix.rows(DA, replace(FULL, problems=(told,)))[0].mismatch == "Det bliver sjældent anmeldt."


def test_a_mismatch_shows_its_figures_and_a_solved_problem_stays():
    row = matrix.rows(DA, FULL)[0]
    solved = replace(FULL, problems=(), solved=(problem("Mørk sti", items="forhold.2", closed_on=date(2026, 5, 3)),))

    assert "Hashsalg: 60 % utrygge" in row.apart
    assert "Vold: 13 (2024)" in row.apart
    assert [one.solved for one in matrix.rows(DA, solved)] == ["Løst 3. maj 2026"]
    assert "Mørk sti – Løst 3. maj 2026" in parts(solved)["analyse"]


def test_an_older_survey_answers_where_the_newest_did_not_ask():
    older = survey(item("forhold.9", "Graffiti", 100, 200), item("forhold.1", "Hashsalg", 1, 200), title="Måling 2023")
    asked = replace(FULL, surveys=(older, *FULL.surveys), problems=(problem("Væg", items="forhold.9\nforhold.1"),))

    (row,) = matrix.rows(DA, asked)

    assert row.survey[0].startswith("Graffiti: 50 % utrygge")
    assert row.survey[0].endswith("– Måling 2023, 1. maj 2026")
    assert row.survey[1].startswith("Hashsalg: 60 % utrygge")


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


def of_one_file(*items):
    """The results of ten people and more of whom each item of a file tells how many answered."""
    counts = {"n": 56}
    for one, base in items:
        counts |= {f"{one.code}=0": 56 - base, f"{one.code}:base": base, f"{one.code}:utryg": base // 2}
    percent = {f"{one.code}:utryg": (50.0, 37.0, 63.0) for one, base in items if base}
    return Results(56, None, {}, counts, percent, False, (), None, None, {})


def test_what_a_file_never_asked_is_not_called_too_few_answers():
    asked, unasked = (Item(code=f"forhold.{nr}", kind=CONDITION, scale="utryg", text="", position=nr) for nr in (1, 2))
    found = of_one_file((asked, 56), (unasked, 0))

    assert [is_unasked(found, one) for one in (asked, unasked)] == [False, True]


def test_one_condition_alone_is_no_first_among_others():
    alone = survey(item("forhold.1", "Hærværk", 23, 56))
    said = "\n".join(parts(replace(FULL, surveys=(alone,))).values())

    assert "Der er kun spurgt til ét forhold: Hærværk (41 %" in said
    assert "Flest er" not in said


def test_a_survey_of_two_answers_draws_nothing_and_the_summary_tells_of_another():
    few = survey(*(item(f"forhold.{nr}", f"Forhold {nr}", 0, 0) for nr in range(12)), study_nr=2)
    told = replace(FULL, surveys=(*FULL.surveys, few))

    assert "forhold-2" not in charts(DA, told)
    assert "for få svar til at vise tal fra undersøgelsen" in parts(told)["utryghed"]
    assert "Flest er utrygge ved Hashsalg" in parts(told)["resume"]

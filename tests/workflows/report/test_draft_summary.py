"""What the summary of the draft says, and that no other part says the opposite."""

from dataclasses import replace
from datetime import date

from tests.workflows.report.evidence import EMPTY, FULL, NETWORK, figures, item, line, survey
from workflows.tryghedsnetvaerk.mapping.report import matrix
from workflows.tryghedsnetvaerk.mapping.report.draft.writing import draft
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker


def parts(evidence):
    return draft(Speaker(), NETWORK, evidence)


ALONE = (line("Indbrud", 60, 78), line("Vold", 50, 66), line("Tyveri", 41, 55))
BEYOND, WITHIN = "er større, end tilfældige udsving", "har ændret sig mere, end tilfældige udsving kan give"


def test_the_summary_judges_reported_crime_as_the_crime_part_does():
    whole = replace(line("", 151, 199), key="")
    told = parts(replace(EMPTY, crime=(figures(*ALONE, whole=whole),)))
    alike = parts(replace(EMPTY, crime=(figures(*ALONE, whole=replace(whole, counts=(151, 160))),)))

    of_all = "**Alle typer lagt sammen:** 199 anmeldt i 2024, 151 i 2023. Det er flere, og forskellen " + BEYOND
    assert of_all in told["kriminalitet"]
    assert told["kriminalitet"].count(BEYOND) == 1
    assert told["resume"].startswith("- " + of_all)  # the whole first
    assert "har ingen af typerne hver for sig ændret sig" in told["resume"]
    assert "Ingen af tallene" not in told["resume"]
    assert BEYOND not in alike["kriminalitet"]
    assert alike["resume"].startswith(f"- Ingen af tallene for anmeldelser {WITHIN}")


def test_the_summary_keeps_what_follows_the_police_apart_when_nothing_else_has_changed():
    crime = (figures(line("Vold", 14, 13), line("Hash", 5, 50, control=True)),)
    told = parts(replace(EMPTY, crime=crime))["resume"]

    assert told.startswith("- Bortset fra de tal, der følger politiets indsats, har ingen af tallene")


def test_the_summary_names_each_set_where_two_go_opposite_ways():
    ours, theirs = figures(line("Vold", 60, 20)), figures(line("Vold", 100, 300), nr=2, title="Roskilde", area="265")
    told = parts(replace(EMPTY, crime=(ours, theirs)))["resume"]

    assert "**Anmeldelser:** Der er anmeldt mindre end før af: Vold." in told
    assert "**Roskilde:** Der er anmeldt mere end før af: Vold." in told


def test_figures_that_cannot_be_held_beside_others_are_not_said_to_be_unchanged():
    assert WITHIN not in parts(replace(EMPTY, crime=(figures(line("Vold", 14)),)))["resume"]


def test_a_newest_survey_that_shows_nothing_is_named_and_hides_no_earlier_figure():
    few = survey(item("forhold.1", "Hashsalg", 4, 7), title="Nul-til-svar", until=date(2026, 11, 23), study_nr=2)
    evidence = replace(FULL, surveys=(*FULL.surveys, few))
    told = parts(evidence)

    of_earlier = "Hashsalg: 60 % utrygge af 200 svar (53–67 %) – Tryghed i Birken, 1. maj 2026"
    (said,) = matrix.rows(Speaker(), evidence)[0].survey
    assert said == of_earlier + " (Nul-til-svar, 23. november 2026: for få svar til at vise tal)"
    assert matrix.rows(Speaker(), evidence)[0].mismatch.startswith("Mange er utrygge ved det")
    assert of_earlier in told["analyse"]
    assert "Den nyere undersøgelse »Nul-til-svar, 23. november 2026« har for få" in told["resume"]


def test_a_newest_survey_that_shows_something_passes_over_nothing():
    newer = survey(item("forhold.1", "Hashsalg", 50, 200), title="Måling 2", until=date(2026, 11, 23), study_nr=2)
    evidence = replace(FULL, surveys=(*FULL.surveys, newer))

    (said,) = matrix.rows(Speaker(), evidence)[0].survey
    assert said.endswith("– Måling 2, 23. november 2026")
    assert "for få svar" not in "".join(parts(evidence)["resume"])


def test_what_ties_with_the_third_is_named_too():
    items = [item(f"forhold.{nr}", name, count, 200) for nr, (name, count) in enumerate(
        (("Mørke", 120), ("Hash", 100), ("Støj", 86), ("Vold", 86), ("Graffiti", 40)))]  # fmt: skip
    told = parts(replace(FULL, surveys=(survey(*items),)))["resume"]

    assert "Flest er utrygge ved Mørke" in told
    assert "Vold (43 %" in told
    assert "Graffiti" not in told


def test_where_too_many_tie_it_says_that_there_are_others():
    items = [item(f"forhold.{nr}", f"Forhold {nr}", 86, 200) for nr in range(7)]
    told = parts(replace(FULL, surveys=(survey(*items),)))["resume"]

    assert "Blandt de forhold, som flest er utrygge ved, er Forhold 0" in told
    assert "Forhold 3" not in told

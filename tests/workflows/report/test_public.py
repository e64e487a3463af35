"""What everybody is told: the area's own newest figures; what is another's is said to be so."""

from dataclasses import replace
from datetime import date

from tests.workflows.report.evidence import FULL, figures, line
from workflows.tryghedsnetvaerk.mapping.report import public
from workflows.tryghedsnetvaerk.mapping.report.draft.crime import crime
from workflows.tryghedsnetvaerk.mapping.report.evidence import Effort
from workflows.tryghedsnetvaerk.mapping.report.jumping import unanswered
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.veils import veiled

OLD = figures(line("Vold", 7, 8, first=2018), nr=1, extracted_on=date(2026, 1, 1))
NEW = figures(line("Hærværk", 26, 41, first=2023), nr=2, extracted_on=date(2025, 1, 1))
KOMMUNE = figures(line("Indbrud", 3900, 3981, first=2024), nr=3, area="169")
LACKING = figures(nr=4)


def test_the_areas_own_newest_set_is_told_alone():
    told = public.lines(Speaker(), [NEW, OLD, KOMMUNE, LACKING], "Gadehavegård")

    assert told[0] == "Tallene gælder Gadehavegård."
    assert told[1] == "Hærværk: 41 anmeldt i 2024, 26 i 2023."
    assert not any(other in " ".join(told) for other in ("Vold", "3.981", "Høje-Taastrup"))


def test_another_areas_figures_are_said_to_be_another_areas():
    told = public.lines(Speaker(), [KOMMUNE, LACKING], "Gadehavegård")

    assert told[0] == "Tallene gælder Høje-Taastrup, ikke Gadehavegård alene."
    assert public.lines(Speaker(), [LACKING], "Gadehavegård") == []


def test_a_myths_figures_are_drawn_year_by_year_without_small_numbers():
    speaker, vold = Speaker(), line("Vold", 3, 6, 9, first=2022)

    chart = public.drawn(speaker, vold, veiled(figures(vold)), "Kilde: Politiet.")

    assert chart.table() == (("År", "Vold"), [("2022", "et skjult antal"), ("2023", "6"), ("2024", "9")])
    assert chart.lines[0].values == (None, 6.0, 9.0)
    assert "2022: et skjult antal." in chart.says
    assert public.drawn(speaker, line("Vold", 6, 9), frozenset(), "") is None


def test_a_marked_period_is_told_with_the_figures_it_touches():
    drugs = line("Lov om euforiserende stoffer", 8, 53, 17, first=2023)
    efforts = (Effort("2024K3", "2024K3", "3", "Hashhandel på torvet"), Effort("2024", "2024", "1390", "Graffiti"),
               Effort("2025K1", "2025K2", "", "Sager indtastet på én gang", given=False))  # fmt: skip

    told = public.marked(Speaker(), replace(figures(drugs), efforts=efforts), drugs, {})

    assert told == [
        "Politiet gjorde en særlig indsats i 3. kvartal 2024: Hashhandel på torvet",
        "Der er et spring i tallene i 1. kvartal 2025 – 2. kvartal 2025: Sager indtastet på én gang",
    ]


def test_a_jump_that_nobody_has_answered_is_named_beside_the_figures():
    counts = [30] * 24
    counts[5], counts[17], counts[21] = 95, 95, 95
    quarters = tuple(f"{year}K{part}" for year in range(2018, 2024) for part in range(1, 5))
    damage = replace(line("Hærværk", *counts), periods=quarters)
    answered = Effort("2023K2", "", "1390", "Sager indtastet på én gang", given=False)
    found = replace(figures(damage), efforts=(replace(answered, last="2023K2"),))
    jumps = unanswered(found.lines, found.efforts)

    said = public.lines(Speaker(), [found], "Birken")
    assert "Der er et spring i tallene i 2. kvartal 2022, som ikke er forklaret endnu." in said[1]
    assert "2. kvartal 2023, som ingen" not in said[1]
    assert public.marked(Speaker(), found, damage, jumps)[-1] == (
        "Der er et spring i tallene i 2. kvartal 2019 og 2. kvartal 2022, som ikke er forklaret endnu."
    )
    draft = crime(Speaker(), replace(FULL, crime=(found,)))
    assert draft.count("som ikke er forklaret endnu") == 1
    assert "There is a jump in the figures in" in " ".join(public.lines(Speaker("en"), [found], "Birken"))


def test_what_was_kept_knows_its_area():
    kept = {"title": "T", "source": "S", "extracted_on": "", "periods": ["2024"], "rows": [["Vold", ["9"]]]}

    assert public.chosen([public.of_kept(1, {**kept, "area": "169"}), public.of_kept(0, kept)]).area == ""
    assert public.of_kept(1, {**kept, "area": "169"}).area == "169"


def test_a_small_number_is_not_given_back_by_the_total_and_the_other_parts():
    parts = [line("Straffelov i alt", 73, 66), line("Ejendomsforbrydelser i alt", 70, 60)]
    apart = [line("Voldsforbrydelser i alt", 3, 6), line("Seksualforbrydelser i alt", 0, 0)]
    found = figures(*parts, *apart)
    hidden = veiled(found)

    said = [public.told(Speaker(), one, hidden) for one in found.lines]

    assert "Voldsforbrydelser i alt: 6 anmeldt i 2024, et skjult antal i 2023." in said
    assert sum("et skjult antal i 2023" in one for one in said) > 1  # said alike, or the others were five and more
    assert not any("et skjult antal anmeldt i 2024" in one for one in said)
    assert veiled(figures(*parts))  # what the total has more than its one part is few too
    assert veiled(figures(*apart)) == frozenset()

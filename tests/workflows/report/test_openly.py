"""One rule for reported crime in all that a network lets out, and how the draft tells how much there is."""

from dataclasses import replace

from tests.workflows.report.evidence import FULL, NETWORK, figures, line, problem
from workflows.tryghedsnetvaerk.mapping.report import veils
from workflows.tryghedsnetvaerk.mapping.report.charts import charts
from workflows.tryghedsnetvaerk.mapping.report.draft.writing import draft
from workflows.tryghedsnetvaerk.mapping.report.evidence import RateFound
from workflows.tryghedsnetvaerk.mapping.report.openly import openly
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.veils import veiled
from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import hide

DA = Speaker()
QUARTERS = tuple(f"{year}K{part}" for year in (2023, 2024, 2025) for part in range(1, 5))
WHOLE = line("Straffelov i alt", 73, 70)
PARTS = (line("Ejendomsforbrydelser i alt", 62, 60), line("Voldsforbrydelser i alt", 8, 7))


def by_quarter(label, *counts):
    return replace(line(label, *counts), periods=QUARTERS)


def told(found):
    return draft(DA, NETWORK, replace(FULL, crime=(found,), problems=(problem("Vold", offences="Røveri"),)))


def test_quarters_with_few_reports_are_told_as_years_wherever_they_stand():
    found = figures(by_quarter("Hærværk", *[9] * 12), by_quarter("Røveri", *[2] * 8, *[0, 1, 5, 0]))

    seen = openly(found)
    assert seen.summed
    assert [one.counts for one in seen.lines] == [(36, 36, 36), (8, 8, 6)]
    chart = charts(DA, replace(FULL, crime=(found,)))["tal-1"]
    assert chart.table()[0] == ("Periode", "Hærværk", "Røveri")
    assert [row[0] for row in chart.table()[1]] == ["2023", "2024", "2025"]
    assert "under 5 anmeldelser" in chart.source
    assert "Røveri: 6 (2025), 8 (2024)" in told(found)["analyse"]

    assert openly(replace(found, lines=found.lines[:1])).lines == found.lines[:1]
    assert openly(replace(found, area="169")).lines == found.lines  # those of a municipality are public as they are


def test_small_years_are_told_as_few_in_the_draft_and_its_chart():
    found = figures(line("Hærværk", 30, 31, 32), line("Røveri", 6, 8, 3))

    assert "**Røveri:** et skjult antal anmeldt i 2025, 8 i 2024.\n" in told(found)["kriminalitet"] + "\n"
    chart = charts(DA, replace(FULL, crime=(found,)))["tal-1"]
    assert "3" not in [cell for row in chart.table()[1] for cell in row]
    assert chart.lines[1].values == (6.0, 8.0, None)


def test_what_was_told_before_hides_the_same_numbers_again():
    """A later paper that hid another part would give the small one back, with the earlier one beside it."""
    few = line("Seksualforbrydelser i alt", 3, 9)
    first = figures(WHOLE, *PARTS, few)
    hidden = veiled(first)
    assert hidden

    later = veiled(figures(few, *PARTS[::-1], WHOLE), [first])
    assert later == hidden
    others = {(one.key, ("2023",)) for one in (WHOLE, *PARTS)} - hidden
    assert not later & others


def test_the_draft_tells_how_much_there_is_of_everything_and_what_is_left():
    found = figures(
        line("Straffelov i alt", 90, 140), line("Tyveri/indbrud", 40, 60), rests=(line("x", 50, 80),),
        whole=line("Straffelov i alt", 90, 140), rate=RateFound("2024", "2024", 140, 2010.0),
    )  # fmt: skip
    found = replace(found, rests=(replace(line("Straffelov i alt", 50, 80), key="-Straffelov i alt"),))

    said = told(found)["kriminalitet"]

    assert "**Straffelov i alt:** 140 anmeldt i 2024, 90 i 2023. Det er flere" in said
    assert "Det er 69,7 anmeldelser pr. 1.000 beboere i 2024 (140 anmeldelser, 2.010 beboere)." in said
    assert "**Øvrige under »Straffelov i alt«:** 80 anmeldt i 2024, 50 i 2023." in said


def test_everything_is_not_told_where_it_would_give_a_small_number_back():
    found = figures(line("Hærværk", 30, 31), line("Røveri", 6, 3), whole=replace(line("", 36, 34), key=""))

    assert "Alle typer lagt sammen" not in told(found)["kriminalitet"]
    assert "34" not in told(found)["kriminalitet"]


def test_each_earlier_set_is_judged_once(monkeypatch):
    solved = []
    monkeypatch.setattr(veils, "hide", lambda *said, **told: solved.append(said) or hide(*said, **told))
    sets = [figures(WHOLE, *PARTS, line("Våbenloven", 3, nr)) for nr in range(1, 9)]

    veiled(sets[-1], sets[:-1])

    assert len(solved) == len(sets)


def from_quarter(label, first, *counts):
    periods = [f"{2023 + at // 4}K{at % 4 + 1}" for at in range(first, first + len(counts))]
    return figures(replace(line(label, *counts), periods=tuple(periods)))


def test_other_twelve_months_of_an_earlier_paper_do_not_give_a_few_back():
    """None in 2024, and 8 in the twelve months until March 2025: two of the ten in 2025 came after March."""
    counts = (9, 9, 9, 9, 0, 0, 0, 0, 8, 0, 2, 0)
    early, late = from_quarter("Røveri", 0, *counts[:9]), from_quarter("Røveri", 4, *counts[4:])
    years = ("2025K1", "2025K2", "2025K3", "2025K4"), ("2024K2", "2024K3", "2024K4", "2025K1")

    assert ("Røveri", years[1]) not in veiled(early)
    assert ("Røveri", years[0]) not in veiled(late)
    assert ("Røveri", years[0]) in veiled(late, [early])


def test_twelve_months_that_overlap_are_told_where_they_give_nothing_back():
    counts = (3, 6, 2, 4, 7, 1, 3, 5, 4, 2, 6, 3, 5)
    early, late = from_quarter("Røveri", 0, *counts[:12]), from_quarter("Røveri", 1, *counts[1:])

    assert veiled(late, [early]) == frozenset()


def test_figures_that_were_corrected_since_are_judged_as_they_are_now():
    early, late = from_quarter("Røveri", 0, *[8] * 8), from_quarter("Røveri", 0, *[8] * 6, 7, 7, 3)

    assert veiled(late, [early]) == veiled(late) == frozenset()

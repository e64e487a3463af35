"""The newest year of a set: no older figure stands for one that it lacks."""

from dataclasses import replace

from tests.workflows.report.evidence import FULL, NETWORK, figures, line, problem
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.report import matrix
from workflows.tryghedsnetvaerk.mapping.report.changes import change
from workflows.tryghedsnetvaerk.mapping.report.charts import largest
from workflows.tryghedsnetvaerk.mapping.report.draft.writing import draft
from workflows.tryghedsnetvaerk.mapping.report.evidence import crime_in
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker

DA = Speaker()


def test_what_the_newest_year_lacks_comes_last_and_says_so():
    lacking, told = line("Røveri", 50, 60, None), line("Vold", 3, 4, 8)
    found = replace(FULL, crime=(figures(lacking, told),), problems=(problem("Torvet", offences="Røveri"),))

    assert largest([lacking, told]) == [told, lacking]
    assert "**Røveri:** 60 anmeldt i 2024. Der mangler tal for 2025." in draft(DA, NETWORK, found)[
        "kriminalitet"
    ].replace("\\", "")
    assert matrix.rows(DA, found)[0].crime == ("Røveri: tal mangler for 2025, 60 (2024), 50 (2023)",)


def test_the_newest_year_of_a_set_is_one_that_something_is_told_of():
    counts = {"2023": 5, "2024": 60, "2025": None}
    row = CrimeSet(nr=1, title="Tal", source="", definition="", police_priority="", unavailable="", area="", periods="")
    row.figures = [(offence, period, n) for offence in ("Røveri", "Hærværk") for period, n in counts.items()]

    found = crime_in(row)

    assert [change(one).after for one in (*found.lines, found.whole)] == [60, 60, 120]

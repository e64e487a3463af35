"""Gadehavegård's figures: the police's extract of the area, real ones of its municipality, residents, a police effort.

The municipality's and the country's reported crime are Statistics Denmark's, table STRAF11 (CC BY 4.0), in
``straf11.csv``: all offences, the first quarter of 2012 to the second of 2022; the country is the sum of the
municipalities, Christiansø and what is not stated. ``straf11_2025.csv`` is of the first half of 2025. ``folketal.csv``
is how many lived in the municipality each 1 January, Statistics Denmark's too (CC BY 4.0): men and women at the end of
the year before. The area's own extract, its residents and the effort are invented.
"""

from pathlib import Path

from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.mapping.crime.actions import import_figures, import_people, save_effort, save_population
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.crime.parts import Asked
from workflows.tryghedsnetvaerk.mapping.crime.people import read_people
from workflows.tryghedsnetvaerk.mapping.crime.reading import read
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import accept

HERE = Path(__file__).parent
KOMMUNE = "169"


YEARS = 6
# What was reported in each of six years, oldest first; the residents beside it. The whole is more than the six types:
# some of them are not on the classification's list, so the police's own total is told and nothing is added up.
REPORTED = (
    ("I alt", (171, 150, 129, 158, 151, 199)),
    ("Indbrud i beboelser", (29, 27, 16, 18, 21, 33)), ("Indbrud i kælder", (14, 17, 15, 19, 18, 27)),
    ("Hærværk", (31, 24, 22, 23, 26, 41)), ("Vold", (12, 9, 11, 15, 14, 13)), ("Trusler", (7, 8, 6, 11, 9, 12)),
    ("Cykel- og knallerttyveri", (61, 49, 44, 55, 47, 52)),
)  # fmt: skip
LIVED = (1712, 1704, 1689, 1671, 1640, 1610)


def tell(story: Story) -> CrimeSet:
    """Read both files in, and say how many live in the area and what the police did; return the area's own set."""
    last = story.day(580).year - 1
    figures = _of_area(story, last)
    _of_municipality(story)
    first = last - YEARS + 1
    people = "\n".join(f"{year}; {number}" for year, number in enumerate(LIVED, first))
    told = {
        "figures": people,
        "source": "Boligforeningens lejerliste, optalt 1. januar",
        "extracted_on": story.day(579),
    }
    story.write(save_population, None, told, who="lene")
    effort = {
        "first": f"{last}M03", "last": f"{last}M04", "verdict": "saerlig_indsats",
        "text": "Ekstra patruljer på torvet. Det kan have givet flere anmeldelser.",
    }  # fmt: skip
    story.write(save_effort, None, effort, who="jonas")
    return figures


def _of_area(story: Story, last: int) -> CrimeSet:
    """Read the extract in that the police made by the template, a row for each year and offence."""
    first = last - YEARS + 1
    rows = [f"{year};{what};{n};" for what, counts in REPORTED for year, n in enumerate(counts, first)]
    table = "\r\n".join(["periode;gerningskode/type;antal;gade/afsnit", *rows]).encode("utf-8-sig")
    name = f"Politiets udtræk {first}-{last}.csv"
    said = {
        "title": f"Anmeldelser i Gadehavegård {first}–{last}", "source": "Østkredsens Politi, udtræk for området",
        "extracted_on": story.day(580), "area": "",
        "definition": "Gadehavegårdsvej og de indre stier, torvet og parkeringen. Hele år, efter anmeldelsesdato.",
        "police_priority": f"Ekstra patruljer på torvet i marts–april {last}; det kan have givet flere anmeldelser.",
    }  # fmt: skip
    figures: CrimeSet = story.write(import_figures, read(name, table), said, who="jonas")
    story.write(attach, figures, accept(name, table), who="jonas")
    return figures


def _of_municipality(story: Story) -> None:
    reading = read("straf11.csv", (HERE / "straf11.csv").read_bytes(), Asked(offence="TOT"))
    said = {
        "title": "Anmeldte forbrydelser i Høje-Taastrup, 2012–2022", "source": "Danmarks Statistik, tabel STRAF11",
        "table_code": "STRAF11", "extracted_on": story.day(579), "area": KOMMUNE,
        "definition": "Hele kommunen, alle anmeldte overtrædelser, 1. kvartal 2012 til 2. kvartal 2022, som filen går "
        "til. Virkelige tal; hele landet er summen af kommunerne, Christiansø og uoplyst kommune.",
    }  # fmt: skip
    story.write(import_figures, reading, said, who="jonas")
    lived = read_people("folketal.csv", (HERE / "folketal.csv").read_bytes())
    origin = {"source": "Danmarks Statistik, Befolkningens udvikling", "extracted_on": story.day(579)}
    story.write(import_people, lived, origin, [KOMMUNE], who="jonas")


def of_half_year(story: Story, days: int) -> None:
    """Read in what the municipality's figures are since, some *days* ago."""
    story.on(days)
    name = "straf11_2025.csv"
    said = {
        "title": "Til sammenligning: hele kommunen, første halvår 2025", "source": "Danmarks Statistik, tabel STRAF11",
        "table_code": "STRAF11", "extracted_on": story.day(days), "area": KOMMUNE,
        "definition": "Høje-Taastrup Kommune, anmeldte forbrydelser. Virkelige tal.",
    }  # fmt: skip
    story.write(import_figures, read(name, (HERE / name).read_bytes()), said)

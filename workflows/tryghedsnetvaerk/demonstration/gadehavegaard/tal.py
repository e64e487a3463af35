"""Gadehavegård's figures to compare with: real ones of its municipality and the country, residents, a police effort.

The reported crime is Statistics Denmark's, table STRAF11 (CC BY 4.0), in ``straf11.csv``; the country is the sum of the
municipalities, Christiansø and what is not stated. The residents and the effort are invented.
"""

from pathlib import Path

from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.mapping.crime.actions import import_figures, save_effort, save_population
from workflows.tryghedsnetvaerk.mapping.crime.parts import Asked
from workflows.tryghedsnetvaerk.mapping.crime.reading import read

HERE = Path(__file__).parent
KOMMUNE = "169"


def tell(story: Story) -> None:
    """Read the municipality's figures in, and say how many live in the area and what the police did."""
    year = story.day(578).year - 1
    reading = read("straf11.csv", (HERE / "straf11.csv").read_bytes(), Asked(offence="TOT"))
    said = {
        "title": "Anmeldte forbrydelser i Høje-Taastrup, 2012–2022", "source": "Danmarks Statistik, tabel STRAF11",
        "table_code": "STRAF11", "extracted_on": story.day(579), "area": KOMMUNE,
        "definition": "Hele kommunen, kvartal for kvartal, alle anmeldte overtrædelser. Virkelige tal; hele landet er "
        "summen af kommunerne, Christiansø og uoplyst kommune.",
    }  # fmt: skip
    story.write(import_figures, reading, said, who="jonas")
    people = {"figures": f"{year - 1}; 1.640\n{year}; 1.610", "source": "Boligforeningens lejerliste, optalt 1. januar"}
    story.write(save_population, None, {**people, "extracted_on": story.day(579)}, who="lene")
    effort = {
        "first": f"{year}M03", "last": f"{year}M04", "verdict": "saerlig_indsats",
        "text": "Ekstra patruljer på torvet. Det kan have givet flere anmeldelser.",
    }  # fmt: skip
    story.write(save_effort, None, effort, who="jonas")

"""Where figures are from: which of a file's areas is the network's, what is kept beside it, and what it is called."""

from collections.abc import Mapping
from typing import Any

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime import classification
from workflows.tryghedsnetvaerk.mapping.crime.parts import POLICE, Reading, listed

POLICE_TABLE = "Politiets udtræk"
UNKNOWN_AREA = N_("»{celle}« er ikke et område, der kendes. Skriv navnet eller koden, som Danmarks Statistik gør.")
NOT_IN_FILE = N_("{omraade} står ikke i {fil}. Filen har: {omraader}.")
WHICH = N_("{fil} har flere områder. Skriv med --area, hvilket der står for netværkets: {omraader}.")


def default_area(reading: Reading, kommune: str) -> str | None:
    """Return which area of a file stands for the network's own: the only one, its own, or its municipality."""
    if len(reading.areas) == 1 or "" in reading.areas:
        return "" if "" in reading.areas else reading.areas[0]
    code = classification.area(kommune)
    return code if code in reading.areas else None


def default_references(reading: Reading, area: str) -> list[str]:
    """Return which areas are kept to compare with: the country, and all that the police told beside the area."""
    others = [one for one in reading.areas if one != area]
    return others if reading.shape == POLICE else [one for one in others if one == classification.COUNTRY]


def default_table(reading: Reading) -> str:
    """Return which table a file is from, as far as it says."""
    return reading.table or (POLICE_TABLE if reading.shape == POLICE else "")


def chosen(reading: Reading, kommune: str, given: Mapping[str, Any]) -> tuple[str, Reading, dict[str, Any]]:
    """Return the network's area in a file, what is kept of it, and what is said of it.

    :raises BadInput: if an area is unknown or not in the file, or it is not clear which is the network's
    """
    values = dict(given)
    wanted, references = values.pop("area", ""), values.pop("references", ())
    area = _found(reading, wanted) if wanted else default_area(reading, kommune)
    if area is None:
        named = listed([classification.name_area(one, "da") for one in reading.areas], 12)
        raise BadInput(WHICH, page="#area", fil=reading.file, omraader=named)
    beside = [_found(reading, one) for one in references] if references else default_references(reading, area)
    values["table_code"] = values.get("table_code") or default_table(reading)
    return area, reading.within([area, *beside]), values


def _found(reading: Reading, said: str) -> str:
    code = classification.area(said)
    if not code:
        raise BadInput(UNKNOWN_AREA, celle=said[:60])
    if code not in reading.areas:
        names = [classification.name_area(one, "da", "–") for one in reading.areas]
        named = classification.name_area(code, "da")
        raise BadInput(NOT_IN_FILE, omraade=named, fil=reading.file, omraader=listed(names, 12))
    return code

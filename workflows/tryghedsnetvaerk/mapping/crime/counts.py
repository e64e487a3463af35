"""Counts as files write them: which mark parts thousands and which decimals is found out, or the file is refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.mapping.crime.faults import quoted

MOST = 999_999_999
ABSENT = frozenset({"..", "...", "…"})
SPACES = " \u00a0\u2009\u202f'\u2019"  # what else parts thousands: four widths of space, and apostrophes
WITH_SPACES = re.compile(rf"(\d{{1,3}}(?:[{SPACES}]\d{{3}})+)([.,]\d+)?")
# What can be read in one way only, by mark: as what parts thousands, and as what parts decimals.
THOUSANDS = {
    mark: re.compile(rf"\d{{1,3}}(?:[{mark}]\d{{3}}){{2,}}(?:[.,]\d+)?|\d{{1,3}}(?:[{mark}]\d{{3}})+[{other}]\d+")
    for mark, other in ((".", ","), (",", "."))
}
DECIMALS = {mark: re.compile(rf"\d+[{mark}](?:\d{{1,2}}|\d{{4,}})") for mark in ".,"}

NOT_A_COUNT = N_("»{celle}« er ikke et antal. Skriv et helt tal, eller to prikker (..), hvis tallet mangler.")
EMPTY = N_("Her står intet. Skriv et helt tal, eller to prikker (..), hvis tallet mangler.")
NEGATIVE = N_("»{celle}« er under 0. Et antal anmeldelser er 0 eller mere.")
NOT_WHOLE = N_("»{celle}« er ikke et helt tal. Et antal anmeldelser er et helt tal.")
TWO_WAYS = N_("»{celle}« kan læses på to måder, for filen viser ikke, om »{tegn}« deler tusinder eller decimaler. "
              "Skriv tallet uden tegn.")  # fmt: skip
TOO_MANY = N_("»{celle}« er for stort. Et antal må højst være 999.999.999.")


@dataclass(frozen=True, slots=True)
class Marks:
    """What parts thousands and what parts decimals in one file; nothing where the file does not show it."""

    thousands: str = ""
    decimals: str = ""
    torn: bool = False


def marks(cells: Iterable[str], *, english: bool = False) -> Marks:
    """Find out from the cells of one file what its marks mean; *torn* when it uses one for both."""
    told = [cell.strip() for cell in cells]
    thousands = {mark for mark, way in THOUSANDS.items() if any(map(way.fullmatch, told))}
    decimals = {mark for mark, way in DECIMALS.items() if any(map(way.fullmatch, told))}
    if len(thousands) > 1 or len(decimals) > 1 or thousands & decimals:
        return Marks(torn=True)
    for one, other in ((thousands, decimals), (decimals, thousands)):
        if one and not other:
            other |= {"." if one == {","} else ","}
    if not thousands and not decimals:
        return Marks(",", ".") if english else Marks(".")
    return Marks(thousands.pop(), decimals.pop())


def read(cell: str, told: Marks) -> int | Sentence | None:
    """Return the count in a cell, nothing for one that is missing, or what is wrong with it."""
    text = cell.strip()
    if text in ABSENT:
        return None
    if wrong := _refused(text, told):
        return wrong
    if spaced := WITH_SPACES.fullmatch(text):
        text = re.sub(f"[{SPACES}]", "", spaced[1]) + (spaced[2] or "")
    whole, _mark, rest = text.partition(told.decimals) if told.decimals else (text, "", "")
    if told.thousands and re.fullmatch(rf"\d{{1,3}}(?:[{told.thousands}]\d{{3}})+", whole):
        whole = whole.replace(told.thousands, "")
    if not whole.isdigit() or not whole.isascii():
        return sentence(TWO_WAYS if _two_ways(text, told) else NOT_A_COUNT, celle=quoted(cell), tegn=",")
    if rest.strip("0"):
        return sentence(NOT_WHOLE, celle=quoted(cell))
    return int(whole) if len(whole) <= 9 else sentence(TOO_MANY, celle=quoted(cell))


def _two_ways(text: str, told: Marks) -> bool:
    return not told.decimals and bool(re.fullmatch(r"\d{1,3},\d{3}", text))


def _refused(text: str, told: Marks) -> Sentence | None:
    if not text:
        return sentence(EMPTY)
    if re.fullmatch(r"[-–−]\s*\d.*", text):
        return sentence(NEGATIVE, celle=quoted(text))
    if told.torn and re.search(r"[.,]", text):
        return sentence(TWO_WAYS, celle=quoted(text), tegn="." if "." in text else ",")
    return None

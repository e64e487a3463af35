"""The offences and areas of the police's statistics: their codes, what they are called, and what lies under what.

Both lists are Statistics Denmark's own (table STRAF11, CC BY 4.0), in ``offences.csv`` and ``areas.csv``.
"""

import csv
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime.uncoded import called

HERE = Path(__file__).parent
SOURCE = "Danmarks Statistik, STRAF11"
TOTAL, PENAL, SPECIAL = "TOT", "1", "3"
COUNTRY, UNSTATED, CHRISTIANSOE = "000", "998", "411"
REGIONS = ("081", "082", "083", "084", "085")
# Found by the police's own work, so that the figures follow their effort: drugs and weapons, and all special acts.
CONTROL_CODES = ("1435", "1440")
CONTROL_WORDS = re.compile(r"(?i)euforiser|narko|hash|våben|kniv|særlov|euphoriant|drug|weapon|knife|special act")
DATED = re.compile(r"\((?:[^()]*\d{4})\)\s*$")
SIGNS = re.compile(r"[\W_]+")
CODE_FIRST = re.compile(r"(TOT|\d{1,4})(?:\s*[-–:.]\s*|\s+)(\D.*)", re.IGNORECASE)
OTHER_OFFENCES = {
    "Criminal code, total": "1", "Criminal code, unspecified": "1000", "Alle anmeldelser": "TOT", "I alt": "TOT",
    "Anmeldelser i alt": "TOT", "Straffelovsovertrædelser i alt": "1", "Indbrud i beboelse": "1320",
    "Cykeltyveri": "1345", "Butikstyveri": "1332", "Coercive control etc": "1250", "Særlove": "3", "Straffelov": "1",
}  # fmt: skip
OTHER_AREAS = {
    "Danmark": "000", "The whole country": "000", "Denmark": "000", "Hele Danmark": "000", "Uoplyst": "998",
    "Unknown municipality": "998", "Municipality not stated": "998", "Region Zealand": "085",
    "The Capital Region": "084", "Nordfyn": "480", "Vesthimmerland": "820", "Bornholms Regionskommune": "400",
    "Jammerbugten": "849",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A code of the classification with what it is called in both languages."""

    code: str
    da: str
    en: str

    def said(self, locale: str) -> str:
        """Return what it is called in a language."""
        return self.en if locale == "en" else self.da


def _load(name: str) -> dict[str, Named]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row["code"]: Named(**row) for row in csv.DictReader(file, delimiter=";")}


@cache
def offences() -> dict[str, Named]:
    """Return the offences by code, in the classification's order."""
    return _load("offences.csv")


@cache
def areas() -> dict[str, Named]:
    """Return the areas by code of three digits: the country, the regions, the municipalities."""
    return _load("areas.csv")


def fold(name: str) -> str:
    """Return a name without what people write differently: case, signs, å as aa, and when a code began or ended."""
    return SIGNS.sub("", DATED.sub("", name).casefold().replace("å", "aa"))


@cache
def _offences_by_name() -> dict[str, str]:
    named = {fold(name): one.code for one in offences().values() for name in (one.da, one.en)}
    return named | {fold(name): code for name, code in OTHER_OFFENCES.items()}


@cache
def _areas_by_name() -> dict[str, str]:
    named = {fold(name): one.code for one in areas().values() for name in (one.da, one.en)}
    return named | {fold(name): code for name, code in OTHER_AREAS.items()}


@lru_cache(2048)
def offence(text: str) -> str:
    """Return the code of an offence, told by code, by name, or by both; nothing when it is unknown."""
    told = text.strip()
    if told.upper() in offences():
        return told.upper()
    if (both := CODE_FIRST.fullmatch(told)) and both[1].upper() in offences():
        return both[1].upper()
    return _offences_by_name().get(fold(told), "")


@lru_cache(2048)
def area(text: str) -> str:
    """Return the code of an area, told by name or by a code of three or four digits; nothing when it is unknown."""
    told = text.strip()
    if told.isdigit() and told.isascii():
        return _area_code(told)
    if (both := CODE_FIRST.fullmatch(told)) and (code := _area_code(both[1])):
        return code
    name = re.sub(r"(?i)\s+(regions)?kommunes?$|\s+municipality$", "", told)
    return _areas_by_name().get(fold(told)) or _areas_by_name().get(fold(name), "")


def _area_code(digits: str) -> str:
    """Return a code of three digits: 0169 and 169 are one municipality, 1084 and 084 one region."""
    if len(digits) == 4 and digits[0] in "01" and (digits[0] == "0" or digits[1:] in REGIONS):
        digits = digits[1:]
    code = digits.zfill(3)
    return code if code in areas() and (len(digits) == 3 or code in (COUNTRY, *REGIONS)) else ""


def level(area_code: str) -> str:
    """Return which level an area is on, as a sentence to be said."""
    if not area_code:
        return N_("Boligområde")
    if area_code == COUNTRY:
        return N_("Hele landet")
    return N_("Region") if area_code in REGIONS else N_("Kommune")


def parent(code: str) -> str:
    """Return the code that an offence lies right under; nothing for the total and for what is unknown."""
    if code in (PENAL, SPECIAL):
        return TOTAL
    if code == "1000" or (len(code) == 2 and code in offences()):
        return PENAL
    if len(code) == 4 and code in offences():
        return SPECIAL if code.startswith(SPECIAL) else code[:2]
    return ""


def above(code: str) -> list[str]:
    """Return everything an offence is part of, nearest first."""
    found = []
    while code := parent(code):
        found.append(code)
    return found


def leaves(codes: Collection[str]) -> list[str]:
    """Return those of *codes* that none of the others is part of: nothing in them is counted twice."""
    holding = {one for code in codes for one in above(code)}
    return [code for code in codes if code not in holding]


def tops(codes: Collection[str]) -> list[str]:
    """Return those of *codes* that are part of none of the others: together they hold all, and nothing twice."""
    return [code for code in codes if not any(one in codes for one in above(code))]


def right_under(code: str, codes: Iterable[str]) -> list[str]:
    """Return those of *codes* that are part of *code* and of nothing else among them."""
    given = set(codes)
    near = [one for one in given if code in (found := above(one)) and not given & set(found[: found.index(code)])]
    return in_order(near)


def is_control(code: str, text: str = "") -> bool:
    """Say whether the police find an offence by looking for it, so that its figures follow their effort."""
    if code:
        return code in CONTROL_CODES or code.startswith(SPECIAL)
    return bool(CONTROL_WORDS.search(text))


def in_order(codes: Iterable[str]) -> list[str]:
    """Return codes as the classification has them: the total, a group, what lies under it, the next group."""
    order = {code: at for at, code in enumerate(offences())}
    return sorted(codes, key=lambda code: (order.get(code, len(order)), code))


def name_offence(code: str, locale: str, text: str = "") -> str:
    """Return what an offence is called; one without a code is called what the file calls it, in a language of ours."""
    return offences()[code].said(locale) if code in offences() else called(text, locale) or code


def name_area(code: str, locale: str, own: str = "") -> str:
    """Return what an area is called; one without a code is the network's *own*."""
    return areas()[code].said(locale) if code in areas() else code or own


def suggest(text: str, known: Sequence[str]) -> str:
    """Return which of the *known* names has lost letters to look like *text*; nothing when none has."""
    lost = "[^a-z]{0,2}".join(re.escape(part) for part in re.split(r"[^a-zA-Z]+", text) if part)
    ways = re.compile(lost, re.IGNORECASE) if lost and not text.isalpha() else None
    return next((name for name in known if ways and ways.fullmatch(name)), "")

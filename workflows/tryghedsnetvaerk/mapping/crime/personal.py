"""What the police may not pass on to a network: files with a row for each case, person or address are refused whole."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from engine.cpr import holds_cpr
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.traces import list_traces
from workflows.tryghedsnetvaerk.mapping.crime.classification import fold
from workflows.tryghedsnetvaerk.mapping.crime.faults import quoted, refused

EXACT = frozenset({
    "sag", "case", "vej", "vejnavn", "husnr", "husnummer", "nr", "id", "postnr", "alder", "age", "køn", "sex", "gender",
    "statsborgerskab", "nationalitet", "nationality",
})  # fmt: skip
PERSONS = frozenset({
    "navn", "name", "fornavn", "efternavn", "firstname", "lastname", "surname", "offer", "victim", "suspect", "vidne",
    "witness", "telefon", "phone", "mail", "email",
})  # fmt: skip
INSIDE = re.compile(
    r"cpr|personnummer|personnr|personnavn|adress|address|journaln|journalid|sagsn|sagsid|anmeldelsesn|casen|caseid|"
    r"fødsel|birth|mistænk|sigted|sigtet|forurett|gerningsmand|gerningssted|klokkeslæt|gerningsdato|tidspunkt|"
    r"nummerplade|registreringsn|koordinat|latitude|longitude|etage|offender|perpetrator"
)
HEADING = 60  # letters that the heading of a column may have; what is longer is a title
WORDS = re.compile(r"[\W_]+")
DIGIT = re.compile(r"\d")
CASE = re.compile(r"\b\d{4}-\d{5}-\d{4,5}-\d{2}\b")
STREET = re.compile(
    r"(?i)\b\w*(?:vej|vejen|gade|gaden|sti|stien|all[eé]|stræde|strædet|plads|pladsen|vænge|vænget|torv|torvet|haven|"
    r"parken|gården|boulevard|toft|toften|lunden|bakken|krogen|ager|marken|road|street)\.?\s+\d{1,3}\s?[a-z]?\b"
)
DAY = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./](\d{1,2})|(\d{1,2})[-./]\d{1,2}[-./](?:\d{4}|\d{2}))"
    r"(?:[ T,]+(?:kl\.? ?)?\d{1,2}[:.]\d{2}.*)?"
)
CAPITAL, SMALL = "[A-ZÆØÅÄÖÜÇĞİŞ]", r"[^\W\d_A-ZÆØÅÄÖÜÇĞİŞ]"
NAME = re.compile(rf"(?<!\w){CAPITAL}{SMALL}+(?: {CAPITAL}(?:(?:{SMALL}|-)+|\.)){{1,5}}(?!\w)")
PLACE = re.compile(
    r"(?i)\b(?:afsnit|blok|opgang|afdeling|etape|kvarter|nord|syd|øst|vest|nørre|sønder|øster|vester|store|lille|gamle|"
    r"ny|nye|centrum|bydel|område)\b|(?:vej|vejen|gade|gaden|sti|stien|all[eé]|stræde|strædet|plads|pladsen|vænge|"
    r"vænget|torv|torvet|haven|parken|gården|gård|boulevard|toft|toften|lunden|bakken|krogen|ager|marken|center|"
    r"centret|station|stationen|skole|skolen|kælder|kældre|boliger|huset|hallen|mose|mosen|høj|bjerg|by|kommune)\b"
)

COLUMNS = N_(
    "Filen har kolonner om den enkelte sag eller person: {kolonner}. Her må kun stå antal, aldrig sager, personer "
    "eller adresser (databeskyttelseslovens § 8). Bed politiet om optællinger for hver periode og type, og brug "
    "skabelonen."
)
NUMBERS = N_(
    "Filen ser ud til at indeholde CPR-numre. De må ikke gemmes her. Bed politiet om optællinger for hver periode og "
    "type, og brug skabelonen."
)
CASES = N_(
    "Filen ser ud til at indeholde sagsnumre. Her må kun stå antal, aldrig den enkelte sag. Bed politiet om "
    "optællinger for hver periode og type, og brug skabelonen."
)
ADDRESSES = N_(
    "Filen ser ud til at indeholde adresser med husnummer. Her må kun stå antal for en gade eller et afsnit, aldrig "
    "den enkelte adresse."
)
DAYS = N_(
    "Filen ser ud til at have en linje for hver enkelt anmeldelse: kolonne {kolonne} har dage, for eksempel »{celle}«. "
    "Her må kun stå antal for hele måneder, kvartaler eller år (2024M01, 2024K1 eller 2024), aldrig den enkelte sag "
    "(databeskyttelseslovens § 8). Bed politiet om optællinger for hver periode og type, og brug skabelonen."
)
REASONS = frozenset({COLUMNS, NUMBERS, CASES, ADDRESSES, DAYS})


def is_personal(heading: str) -> bool:
    """Say whether a column is about the single case, person or address."""
    whole, words = fold(heading), {fold(word) for word in WORDS.split(heading)}
    return whole in EXACT or bool(words & PERSONS or INSIDE.search(whole))


def refuse_columns(file: str, rows: Iterable[Iterable[str]]) -> None:
    """Refuse a file with a heading of such a column among its first *rows*.

    :raises Unreadable: naming the columns
    """
    for row in rows:
        if found := [cell.strip() for cell in row if 0 < len(cell.strip()) <= HEADING and is_personal(cell)]:
            raise refused(file, COLUMNS, kolonner=", ".join(f"»{one}«" for one in found))


def reason(text: str) -> str:
    """Return why a text may not be in a file: it looks like a CPR number, a case's or an address; else nothing."""
    if not DIGIT.search(text):
        return ""
    if holds_cpr(text):
        return NUMBERS
    if CASE.search(text):
        return CASES
    return ADDRESSES if STREET.search(text) else ""


def day_of(cell: str) -> int:
    """Return which day of its month a cell names, when it names a whole date; else nought."""
    found = DAY.fullmatch(cell.strip())
    return int(found[1] or found[2]) if found else 0


def column_of_days(rows: Sequence[Sequence[str]]) -> tuple[int, str] | None:
    """Return the column that tells on which day each thing happened, with one of them: a row is then a single case.

    A column of nothing but firsts of months is months, as a spreadsheet writes them.
    """
    for at, column in enumerate(zip_longest(*rows, fillvalue="")):
        filled = [cell for cell in column if cell.strip()]
        days = {cell: day for cell in filled if (day := day_of(cell))}
        told = sum(cell in days for cell in filled)
        if told > 1 and 2 * told >= len(filled) and set(days.values()) != {1}:
            return at, quoted(next(cell for cell, day in days.items() if day != 1))
    return None


def doubtful(texts: Iterable[str]) -> list[str]:
    """Return the types and streets that look like a telephone, a mail address, a number plate or somebody's name."""
    return [text for text in dict.fromkeys(texts) if list_traces(text) or _has_name(text)]


def _has_name(text: str) -> bool:
    """Say whether there are two to six capitalised words on end in a text of which none is of a place."""
    return any(not PLACE.search(found[0]) for found in NAME.finditer(text))

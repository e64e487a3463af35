"""What may never come in with answers: a column that looks like it says who somebody is, or where they live."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from engine.cpr import holds_cpr
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.traces import Trace, list_traces
from workflows.tryghedsnetvaerk.mapping.survey.files.columns import CLOSED, FREE_TEXT, MODE, SYSTEM, Shape
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import Table

NAMES, ADDRESSES, POSTAL, PHONES, MAILS, CPR = (
    N_("navne"), N_("adresser"), N_("postnumre"), N_("telefonnumre"), N_("mailadresser"), N_("CPR-numre"),
)  # fmt: skip
BORN, NETWORK, PLATES = N_("fødselsdage"), N_("ip-adresser"), N_("nummerplader")

WORDS = {
    NAMES: "navn navne fornavn efternavn mellemnavn fuldenavn name names fullname firstname lastname middlename "
    "surname forename givenname familyname kontaktperson",
    ADDRESSES: "adresse adresser address addresses street streetname vej vejnavn gade gadenavn husnr husnummer "
    "housenumber etage opgang bopæl boligadresse residence city town bynavn",
    POSTAL: "postnr postnummer postcode postalcode postal zip zipcode",
    PHONES: "telefon telefonnr telefonnummer tlf tlfnr mobil mobilnr mobilnummer phone phonenumber mobile cellphone",
    MAILS: "mail mails email emails epost mailadresse emailadresse emailaddress",
    CPR: "cpr cprnr cprnummer personnummer ssn",
    BORN: "fødselsdag fødselsdato foedselsdato birthday birthdate dateofbirth dob",
}
ABOUT = {word: kind for kind, words in WORDS.items() for word in words.split()}
# A whole question names what it asks for with the one who is asked, or so that nothing else can be meant.
ASKED = {
    NAMES: r"\b(?:your|full|first|last|family) names?\b|\b(?:dit|fulde|jeres)(?: fulde)? (?:for|efter)?navn\b"
    r"|\bhvad hedder du\b",
    MAILS: r"\be-?mail ?adresse|mailadresse|\be-?mail address\b|\b(?:din|your) e-?mail\b",
    ADDRESSES: r"\b(?:(?:din|jeres|your|street|home|postal) (?:adresse|address)\b|(?:gade|vej)navn|husnummer)"
    r"|\b(?:hvilken|hvilket) (?:vej|gade|opgang|husnummer)\b|\bwhich street\b|\bstreet name\b|\bhouse number\b",
    POSTAL: r"postnummer|\bpostnr\b|\bpost(?:al)? ?code\b|\bzip\b",
    PHONES: r"telefonnummer|mobilnummer|\bphone number\b|\b(?:din|dit|your) (?:telefon|mobil|phone)",
    CPR: r"\bcpr\b|personnummer",
    BORN: r"fødselsda(?:g|to)|\bdate of birth\b|\bbirthda(?:y|te)\b",
}
PATTERNS = {kind: re.compile(pattern, re.I) for kind, pattern in ASKED.items()}
SHORT = 4  # words: a heading, not a question

PAIRS = re.compile(r"(?<![\w.-])(?:\+?45[ .-]?)?\d{2}(?:[.-]\d{2}){3}(?![\w.-])")
STREET = re.compile(r"(?<!\w)\d{1,5} [A-Z][a-z]+(?: [A-Z][a-z]+)? (?:Street|Road|Avenue|Lane|Drive|St|Rd|Ave)\b")
PLACE = re.compile(r"(?<!\w)(?:DK-)?[1-9]\d{3} [A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]*)?(?!\w)")
DOOR = re.compile(
    r"(?i)(?<!\w)(?:\d{1,2}\.? ?(?:sal )?,? ?(?:th|tv|mf)\b|(?:lejlighed|lejl\.?|apartment|flat) ?(?:nr\.? ?)?\d)"
)
IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
PERSON = re.compile(r"[A-ZÆØÅÄÖÜ][\wæøå’'-]+(?: [A-ZÆØÅÄÖÜ][\w’'-]*\.?){1,4}")
FOUR = re.compile(r"[1-9]\d{3}")
YEARS = range(1900, 2101)
FEW, MOST_READ = 3, 5_000


@dataclass(frozen=True, slots=True)
class Finding:
    """A column that may not come in: how people find it, what it looks like it holds, and in which row first.

    The row is nought where the heading says it, or the values together.
    """

    column: str
    kind: str
    row: int = 0


def find(table: Table, shape: Shape) -> list[Finding]:
    """Return the columns that look like they tell who somebody is; the tool's own are left out of the file anyway."""
    found = []
    for column in shape.of_kind(CLOSED, FREE_TEXT, MODE):
        values = [value for value in table.values(column) if value]
        kind = by_heading(table.headings[column]) or by_heading(table.texts.get(table.headings[column], ""))
        if kind:
            found.append(Finding(table.named(column), kind))
        elif kind := by_values(values):
            found.append(Finding(table.named(column), kind, _first(table, column, kind)))
    return found


def _first(table: Table, column: int, kind: str) -> int:
    return next((row.number for row in table.rows if _looks_like(row.cells[column][:MOST_READ]) == kind), 0)


def by_heading(heading: str) -> str:
    """Return what a heading says its column holds about somebody; nothing, if it says no such thing.

    A short heading is taken by its words; a question, which may well speak of streets, only by what it asks for.
    """
    for part in re.split(r"[\[\]]|\. (?=[A-ZÆØÅ])", heading):
        words = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", part).casefold())
        if len(words) <= SHORT:
            pairs = ("".join(pair) for pair in pairwise(words))
            if kind := next((ABOUT[word] for word in (*words, *pairs, "".join(words)) if word in ABOUT), ""):
                return kind
        if kind := next((kind for kind, pattern in PATTERNS.items() if pattern.search(part.casefold())), ""):
            return kind
    return ""


def by_values(values: Iterable[str]) -> str:
    """Return what the values of a column look like they say about somebody; nothing, if they do not."""
    distinct = sorted({value[:MOST_READ] for value in values})
    if kind := next(filter(None, map(_looks_like, distinct)), ""):
        return kind
    if _are_postal(distinct):
        return POSTAL
    return NAMES if _are_persons(distinct, values) else ""


OF_TRACES = {Trace.PHONE: PHONES, Trace.MAIL: MAILS, Trace.PLATE: PLATES, Trace.ADDRESS: ADDRESSES}
MORE = {PHONES: (PAIRS,), NETWORK: (IP,), ADDRESSES: (STREET, PLACE, DOOR)}


def _looks_like(value: str) -> str:
    if holds_cpr(value):
        return CPR
    if traces := list_traces(value):
        return OF_TRACES[traces[0]]
    return next((kind for kind, patterns in MORE.items() if any(one.search(value) for one in patterns)), "")


def _are_postal(distinct: list[str]) -> bool:
    """Say whether a column holds nothing but numbers of four digits, and not years."""
    numbers = [int(value) for value in distinct if FOUR.fullmatch(value)]
    return bool(numbers) and len(numbers) == len(distinct) and not all(number in YEARS for number in numbers)


def _are_persons(distinct: list[str], values: Iterable[str]) -> bool:
    """Say whether most of what stands in a column is written as names are, and hardly ever twice."""
    named = sum(bool(PERSON.fullmatch(value)) for value in distinct)
    return named >= FEW and named * 5 >= len(distinct) * 3 and len(distinct) * 2 >= len(list(values))


def system_columns(table: Table, shape: Shape) -> list[str]:
    """Return the headings that are left out because they are the tool's own."""
    return [table.headings[column] or table.named(column) for column in shape.of_kind(SYSTEM)]

"""What the columns of a file are for: the tool's own, free text, how an answer was given, or a closed question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.survey.files.tables import Table

LIMESURVEY, SURVEYXACT, OTHER = "limesurvey", "surveyxact", "andet"
SYSTEM, FREE_TEXT, CLOSED, EMPTY, MODE = "system", "fritekst", "lukket", "tom", "maade"
MOST_DISTINCT, MOST_NUMBERS, LONGEST_ANSWER = 24, 130, 200

LIME = (
    "id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate", "datestamp", "ipaddr", "refurl",
    "completed", "response id", "date submitted", "last page", "start language", "access code", "date started",
    "date last action", "ip address", "referrer url", "svar-id", "dato indsendt", "indsendelsesdato", "sidste side",
    "startsprog", "dato startet", "startdato", "dato for seneste handling", "seneste handling", "ip-adresse",
    "henvisende url", "adgangskode", "interviewtime", "total time", "samlet tid",
)  # fmt: skip
XACT = (
    "respondentid", "organization", "created", "modified", "closetime", "starttime", "difftime",
    "responsecollectsessions", "numberofreturnedmail", "importgroup", "distributionschedule",
    "digitaldistributionstatus", "digitaldistributionerrormessage", "externkey", "respondent_externkey", "respnokk",
    "sessionid", "lang",
)  # fmt: skip
COMMON = (
    "respondent", "respondent id", "respondent_id", "respondentnr", "respnr", "løbenummer", "loebenummer", "lobenr",
    "timestamp", "tidsstempel", "start time", "completion time", "starttidspunkt", "sluttidspunkt",
    "tidspunkt for seneste ændring", "last modified time", "language", "sprog", "ip", "device", "browser", "user agent",
    "collector id", "start date", "end date", "duration", "varighed", "weight", "vægt",
)  # fmt: skip
SYSTEM_NAMES = frozenset({*LIME, *XACT, *COMMON})
XACT_STATE = re.compile(
    r"stat(?:internal|completion|creation|distribution|source|collect|overall|i|c|d|s|o)_\d{1,2}", re.I
)
TIMING = re.compile(r"(?:group time|question time|spørgsmålstid|gruppetid)[\s:].*", re.I)
TIMED = re.compile(r"groupTime\d+|[A-Za-z]\w*Time")  # as LimeSurvey writes it: a code such as "sometime" is none
SUBMITTED = frozenset({"submitdate", "date submitted", "dato indsendt", "indsendelsesdato"})
FINISHED = frozenset({"statoverall_4", "stato_4"})  # of SurveyXact: the whole questionnaire was answered
NUMBERS = frozenset({"id", "response id", "svar-id", "respondentid"})
NO = frozenset({"", "0", "nej", "no", "ikke valgt", "n"})
WRITTEN = re.compile(r"\[(?:other|comment|andet|\w*comment)\]$|(?:_|\b)(?:other|comment|andet_tekst|kommentar)$", re.I)
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:,? (?:kl\. ?)?\d{1,2}[.:]\d\d.*)?"
)
BY_MODE = frozenset({"mode", "svarmåde", "svarmaade", "indsamlingsmåde", "indsamlingsmetode", "collection mode"})
WHOLE = re.compile(r"-?\d{1,9}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file is: the tool it comes from, and of each column what it is for."""

    tool: str
    kinds: tuple[str, ...]

    def of_kind(self, *kinds: str) -> list[int]:
        """Return the columns that are one of *kinds*."""
        return [column for column, kind in enumerate(self.kinds) if kind in kinds]


def shape(table: Table) -> Shape:
    """Return which tool a file comes from, and what each of its columns is for."""
    known = [set(spellings(heading)) for heading in table.headings]
    kinds = tuple(_kind(table, column, known[column]) for column in range(len(table.headings)))
    return Shape(_tool(known), kinds)


def _tool(known: list[set[str]]) -> str:
    names = set[str]().union(*known) if known else set()
    if names & SUBMITTED and names & {"lastpage", "last page", "startlanguage", "start language", "seed"}:
        return LIMESURVEY
    if "respondentid" in names or any(XACT_STATE.fullmatch(name) for name in names):
        return SURVEYXACT
    return OTHER


def spellings(heading: str) -> Iterator[str]:
    """Give every way in which a heading is known: as it stands, its code, its part in brackets, both together.

    LimeSurvey writes ``CODE[SQ001]``, ``CODE. The question [the part]``, or the words alone.
    """
    whole = heading.casefold()
    yield whole
    code, dot, text = whole.partition(". ")
    if dot and " " not in code:
        yield code
        yield text
        yield from _bracketed(text)
    yield from _bracketed(code if dot and " " not in code else whole)


def _bracketed(name: str) -> Iterator[str]:
    head, bracket, rest = name.partition("[")
    if not bracket:
        return
    parts = [part.strip() for part in re.split(r"[\[\]]+", rest) if part.strip()]
    yield from parts
    yield "_".join([head.strip(), *parts])
    if parts and " " not in head:
        yield head.strip()


def _kind(table: Table, column: int, known: set[str]) -> str:
    if _is_system(table.headings[column], known):
        return SYSTEM
    values = [value for value in table.values(column) if value]
    if not values:
        return EMPTY
    if known & BY_MODE:
        return MODE
    if sum(bool(MOMENT.fullmatch(value)) for value in values) * 5 >= len(values) * 4:
        return SYSTEM
    return FREE_TEXT if WRITTEN.search(table.headings[column]) or _is_text(values) else CLOSED


def _is_system(heading: str, known: set[str]) -> bool:
    names = (heading, heading.partition(". ")[0])
    return bool(known & SUBMITTED) or any(
        name.casefold() in SYSTEM_NAMES or any(one.fullmatch(name) for one in (XACT_STATE, TIMING, TIMED))
        for name in names
    )


def _is_text(values: list[str]) -> bool:
    """Say whether there is more said in a column than a closed question can be answered with."""
    distinct = set(values)
    most = MOST_NUMBERS if all(WHOLE.fullmatch(value) for value in distinct) else MOST_DISTINCT
    return len(distinct) > most or any(len(value) > LONGEST_ANSWER for value in distinct)


def unfinished(table: Table, tool: str) -> set[int]:
    """Return the numbers of the rows that were begun and never sent in, as the tool says it."""
    marks = {LIMESURVEY: SUBMITTED, SURVEYXACT: FINISHED}.get(tool, frozenset())
    found = [column for column, heading in enumerate(table.headings) if set(spellings(heading)) & marks]
    return {row.number for row in table.rows for column in found[:1] if row.cells[column].casefold() in NO}


def repeated(table: Table) -> list[tuple[int, int, str]]:
    """Return the rows that have the number of an earlier one, each with that one and the column of the number."""
    found = [column for column, heading in enumerate(table.headings) if heading.casefold() in NUMBERS]
    first: dict[str, int] = {}
    again = []
    for row in table.rows if found else ():
        mark = row.cells[found[0]]
        if mark and first.setdefault(mark, row.number) != row.number:
            again.append((row.number, first[mark], table.named(found[0])))
    return again

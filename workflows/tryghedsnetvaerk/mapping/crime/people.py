"""Files of how many live where (FOLK1A and its kin): the wide shapes of StatBank's page, and the API's long one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from engine.text import N_, Sentence
from workflows.tryghedsnetvaerk.mapping.crime import classification, counts, periods, wide
from workflows.tryghedsnetvaerk.mapping.crime.classification import fold
from workflows.tryghedsnetvaerk.mapping.crime.faults import quoted, refused
from workflows.tryghedsnetvaerk.mapping.crime.grids import grid
from workflows.tryghedsnetvaerk.mapping.crime.long import MOST_COLUMNS, NO_PERIOD, UNKNOWN_AREA, UNKNOWN_COLUMN
from workflows.tryghedsnetvaerk.mapping.crime.parts import PEOPLE, Asked, Book, Reading, Series, listed, rows_of
from workflows.tryghedsnetvaerk.mapping.crime.personal import refuse_columns
from workflows.tryghedsnetvaerk.mapping.crime.wide import NOT_A_PERIOD, OTHER_KIND, UNEVEN

TWICE = N_("Det samme står allerede i række {raekke}. Der må være ét tal for hvert område i hver periode.")
AREA, PERIOD, COUNT, DIVIDED = "omraade", "periode", "antal", "delt"
HEADINGS = {
    AREA: "område områder region area kommune municipality bopæl",
    PERIOD: "tid time periode period kvartal quarter år year måned month",
    COUNT: "indhold contents content antal count number folketal population beboere value",
    DIVIDED: "køn sex alder age civilstand maritalstatus herkomst ancestry statsborgerskab citizenship",
}
ROLES = {fold(name): role for role, names in HEADINGS.items() for name in names.split()}
ALL = frozenset({"ialt", "total", "alle", "altogether", "alderialt", "agetotal", "mændogkvinderialt", "tot"})
PARTLY = re.compile(
    r"mænd|kvinder|men|women|(?:\d{1,3}(?:-\d{1,3})?|\d{1,3}\+) ?(?:år|years?)(?: og derover| and over)?|"
    r"\d{1,3}-\d{1,3}|"
    r"ugift|gift(?:/separeret)?|enke/enkemand|fraskilt|never married|married(?:/separated)?|widowed|divorced",
    re.IGNORECASE,
)
TABLES = ("FOLK1A", "FOLK1AM", "FOLK1B", "FOLK1C", "FOLK1D")
LOOKED_AT = 30
TITLE = "folketal"
COLUMNS = "område, tid, indhold"
NO_SHAPE = N_(
    "Filen er bygget op på en måde, der ikke kendes. Den skal være hentet fra Statistikbanken, tabel FOLK1A: med "
    "perioder som kolonner, eller med kolonnerne OMRÅDE, TID og INDHOLD."
)
NO_FIGURES = N_("Der er ingen befolkningstal i filen.")
NOT_ALL = N_("»{celle}« er en del af beboerne. Hent tabellen med »I alt« for køn, alder og civilstand.")
NOBODY = N_("Områder uden et eneste tal, der er sprunget over: {omraader}.")
IS_PEOPLE = N_("Filen har befolkningstal og ikke kriminalitetstal. Læs den ind under »Befolkningstal«.")


def is_people(file: str, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a file is of people and not of reports: by its name, its title, or how its columns are called."""
    near = [cell for row in rows[:3] for cell in row[:4]]
    if (
        any(cell.lstrip(' "').casefold().startswith(TITLE) for cell in near)
        or wide.table_named([file, *near]) in TABLES
    ):
        return True
    heads = (row for row in rows[:LOOKED_AT] if len(row) <= MOST_COLUMNS)
    return any(_roles(row) is not None and DIVIDED in _named(row) for row in heads)


def read_people(file: str, data: bytes) -> Reading:
    """Return how many live in each area that a file has, period by period.

    :raises Unreadable: naming all that is wrong with it, and nothing of it is used then
    """
    book = Book(grid(file, data), Asked())
    rows = book.grid.rows
    if (header := next((at for at, row in enumerate(rows[:LOOKED_AT]) if _roles(row)), None)) is not None:
        book.refuse_values({cell for row in rows for cell in row}, header)
        found, series = _of_lines(book, header, _roles(rows[header]) or {})
    elif (header := wide.header_of(rows[:LOOKED_AT])) is not None:
        _must_be_everybody(book, header)
        found, told, _unnamed = wide.read(book, header)
        series = [Series(one.area, "", "", "", one.counts) for one in told]
    else:
        raise refused(file, NO_SHAPE)
    kept = [one for one in series if any(one.counts)]
    if not kept:
        raise refused(file, NO_FIGURES)
    if gone := [classification.name_area(one.area, "da") for one in series if not any(one.counts)]:
        book.note(NOBODY, omraader=listed(gone))
    texts = [cell for row in rows[:3] for cell in row[:2]] + [str(one.values.get("tekster", "")) for one in book.notes]
    return Reading(
        file=file, digest=sha256(data).hexdigest(), shape=PEOPLE, encoding=book.grid.encoding, periods=found,
        series=tuple(kept), table=wide.table_named([file, *texts]), notes=tuple(book.notes),
        first=tuple(tuple(row[:12]) for row in rows[:8]),
    )  # fmt: skip


def _must_be_everybody(book: Book, header: int) -> None:
    """Refuse a wide table of parts of the residents; that it is of all of them says nothing more of its rows."""
    rows = book.grid.rows
    first = next(at for at, cell in enumerate(rows[header]) if periods.read(cell))
    for at in range(header + 1, len(rows)):
        for column, cell in enumerate(rows[at][:first]):
            if PARTLY.fullmatch(cell.strip()):
                book.fault(at, column, NOT_ALL, celle=quoted(cell))
    book.must_be_sound()
    below = [[*("" if fold(cell) in ALL else cell for cell in row[:first]), *row[first:]] for row in rows[header + 1 :]]
    book.grid = replace(book.grid, rows=[*rows[: header + 1], *below])


def lines_of(reading: Reading, area: str) -> str:
    """Return how many live in an area as lines that people can read and mend: period; residents."""
    told = next(one.counts for one in reading.series if one.area == area)
    return "\n".join(f"{period}; {count}" for period, count in zip(reading.periods, told, strict=True) if count)


def _named(row: Sequence[str]) -> list[str]:
    return [ROLES.get(fold(cell), "") for cell in row]


def _roles(row: Sequence[str]) -> dict[str, int] | None:
    """Return which column is what, when a row names the three that are needed."""
    named = _named(row)
    return {role: named.index(role) for role in (AREA, PERIOD, COUNT)} if {AREA, PERIOD, COUNT} <= set(named) else None


def _of_lines(book: Book, header: int, roles: Mapping[str, int]) -> tuple[tuple[str, ...], list[Series]]:
    rows, heads = book.grid.rows, book.grid.rows[header]
    named = _named(heads)
    strange = [at for at, cell in enumerate(heads) if cell.strip() and not named[at]]
    refuse_columns(book.grid.file, [[heads[at] for at in strange]])
    for at in strange:
        book.fault(header, at, UNKNOWN_COLUMN, celle=quoted(heads[at]), kolonner=COLUMNS)
    divided = [at for at, role in enumerate(named) if role == DIVIDED]
    filled = [at for at in range(header + 1, len(rows)) if any(map(str.strip, rows[at]))]
    marks = counts.marks(rows[at][roles[COUNT]] for at in filled if len(rows[at]) > roles[COUNT])
    table = Table(book, heads, roles, marks)
    for at in filled:
        if len(rows[at]) < len(heads):
            book.fault(at, min(len(rows[at]), len(heads)), UNEVEN, antal=len(rows[at]), ventet=len(heads))
            continue
        for column in (one for one in divided if fold(rows[at][one]) not in ALL):
            book.fault(at, column, NOT_ALL, celle=quoted(rows[at][column]), heading=heads[column])
        if all(fold(rows[at][one]) in ALL for one in divided):
            table.read(at, rows[at])
    book.must_be_sound()
    found = tuple(periods.in_order({period for told in table.told.values() for period in told}))
    return found, list(rows_of(table.told, found, None))


@dataclass(slots=True)
class Table:
    """A file with one number on each line on its way: which column is what, and what has been read."""

    book: Book
    heads: Sequence[str]
    roles: Mapping[str, int]
    marks: counts.Marks
    told: dict[tuple[str, str, str, str], dict[str, int | None]] = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    first: str = ""

    def read(self, at: int, row: Sequence[str]) -> None:
        """Read one line; what is wrong with it is remembered."""
        area, period = self._area(at, row), self._period(at, row)
        count = counts.read(row[self.roles[COUNT]], self.marks)
        if isinstance(count, Sentence):
            self.book.wrong(at, self.roles[COUNT], count, self.heads[self.roles[COUNT]])
        elif area and period in self.told.get((area, "", "", ""), {}):
            column, before = self.roles[PERIOD], self.book.grid.numbers[self.rows[area, period]]
            self.book.fault(at, column, TWICE, raekke=before, heading=self.heads[column])
        elif area and period:
            self.told.setdefault((area, "", "", ""), {})[period] = count
            self.rows[area, period] = at

    def _area(self, at: int, row: Sequence[str]) -> str:
        column = self.roles[AREA]
        if not (code := classification.area(row[column])):
            self.book.fault(at, column, UNKNOWN_AREA, celle=quoted(row[column]), heading=self.heads[column])
        return code

    def _period(self, at: int, row: Sequence[str]) -> str:
        column = self.roles[PERIOD]
        cell, period = row[column], periods.read(row[column])
        if not period:
            text = NOT_A_PERIOD if cell.strip() else NO_PERIOD
            self.book.fault(at, column, text, celle=quoted(cell), heading=self.heads[column])
        elif self.first and periods.kind(period) != periods.kind(self.first):
            self.book.fault(at, column, OTHER_KIND, celle=quoted(cell), foerste=self.first, heading=self.heads[column])
        else:
            self.first = self.first or period
        return period

"""Files with one count on each line: StatBank's API, and the police's own extract by our template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.text import N_, Sentence
from workflows.tryghedsnetvaerk.mapping.crime import classification, counts, periods
from workflows.tryghedsnetvaerk.mapping.crime.classification import fold
from workflows.tryghedsnetvaerk.mapping.crime.faults import quoted
from workflows.tryghedsnetvaerk.mapping.crime.grids import LONGEST
from workflows.tryghedsnetvaerk.mapping.crime.parts import Book, listed
from workflows.tryghedsnetvaerk.mapping.crime.personal import doubtful
from workflows.tryghedsnetvaerk.mapping.crime.wide import NOT_A_PERIOD, OTHER_KIND, RUINED, TOO_LONG, UNEVEN, UNKNOWN

AREA, OFFENCE, PERIOD, COUNT, PART = "omraade", "overtraedelse", "periode", "antal", "afsnit"
HEADINGS = {
    AREA: "område områder region area kommune municipality",
    OFFENCE: "overtræd overtrædelsensart overtrædelse lovovertrædelse gerningskode gerningstype gerningskodetype type "
    "offence typeofoffence natureoftheoffence kriminalitetstype anmeldelsestype kriminalitet",
    PERIOD: "tid time periode period kvartal quarter år year måned month",
    COUNT: "indhold contents content antal count number antalanmeldelser anmeldelser value",
    PART: "gade afsnit gadeafsnit street section delområde",
}
MOST_COLUMNS = 40  # of a file of lines; a table with periods across may have more
ROLES = {fold(name): role for role, names in HEADINGS.items() for name in names.split()}

UNKNOWN_COLUMN = N_("Kolonnen »{celle}« kendes ikke. Filen må have: {kolonner}.")
TWO_COLUMNS = N_("Der er to kolonner med det samme: »{celle}«.")
NO_PERIOD = N_("Her står ingen periode. Skriv for eksempel 2024K1, 2024M01 eller 2024.")
NO_TYPE = N_("Her står ingen lovovertrædelse. Skriv dens kode eller navn.")
UNKNOWN_AREA = N_("»{celle}« er ikke et område, der kendes. Skriv navnet eller koden, som Danmarks Statistik gør.")
TWICE = N_(
    "Det samme står allerede i række {raekke}. Der må være én linje for hver periode, lovovertrædelse, gade og område."
)
BOTH = N_("Her er et tal for hele området, men {hvad} i {periode} er også delt på gader eller afsnit. "
          "Skriv det ene, så intet tælles to gange.")  # fmt: skip
UNCODED = N_(
    "Disse typer står ikke på Danmarks Statistiks liste. De vises for sig og lægges ikke sammen med andre: {typer}."
)

DOUBTFUL = N_(
    "Står der telefonnumre, nummerplader eller navne på personer i filen? Se på {celler}. Her må kun stå typer, gader "
    "og afsnit. Slet det i filen, og vælg den igen, før I siger ja."
)
MOST_DOUBTED = 10  # that are named

Key = tuple[str, str, str, str]


@dataclass(slots=True)
class Lines:
    """A file of lines on its way: where its first line is, which column is what, and what has been read."""

    book: Book
    begins: int
    roles: Mapping[str, int]
    told: dict[Key, dict[str, int | None]] = field(default_factory=dict)
    rows: dict[tuple[Key, str], int] = field(default_factory=dict)
    odd: list[tuple[Key, str, int]] = field(default_factory=list)
    kind: str = ""
    first: str = ""


def header_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which row names the columns: it has a period, a count, and what the count is of."""
    for at, row in enumerate(rows):
        if len(row) > MOST_COLUMNS:
            continue
        named = {ROLES.get(fold(cell)) for cell in row}
        if {PERIOD, COUNT} <= named and named & {AREA, OFFENCE}:
            return at
    return None


def lacks_count(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a row names a period and what it is of, and no count: then each line is one thing."""
    named = [{ROLES.get(fold(cell)) for cell in row} for row in rows if len(row) <= MOST_COLUMNS]
    return any(PERIOD in one and COUNT not in one and one & {AREA, OFFENCE} for one in named)


def named(book: Book, header: int) -> dict[str, int]:
    """Return which column is what.

    :raises Unreadable: if a column is unknown, or there twice
    """
    roles: dict[str, int] = {}
    for at, cell in enumerate(book.grid.rows[header]):
        role = ROLES.get(fold(cell))
        if not cell.strip() and not any(row[at].strip() for row in book.grid.rows[header + 1 :] if at < len(row)):
            continue
        if role is None:
            book.fault(
                header, at, UNKNOWN_COLUMN, celle=quoted(cell), kolonner="område, type, periode, antal, gade/afsnit"
            )
        elif role in roles:
            book.fault(header, at, TWO_COLUMNS, celle=quoted(cell))
        else:
            roles[role] = at
    book.must_be_sound()
    return roles


def bare(rows: Sequence[Sequence[str]]) -> dict[str, int] | None:
    """Return which column is what in a file of three columns without headings; nothing when it is not one."""
    filled = [row for row in rows if any(cell.strip() for cell in row)][:5]
    if 2 * sum(len(row) == 3 for row in filled) <= len(filled):
        return None
    if any(periods.read("".join(row[1:2])) for row in filled) or not any(periods.read(row[0]) for row in filled):
        return {OFFENCE: 0, PERIOD: 1, COUNT: 2}
    return {PERIOD: 0, OFFENCE: 1, COUNT: 2}


def read(book: Book, begins: int, roles: Mapping[str, int], *, ours: bool) -> Lines:
    """Return what the lines say, each area, offence and part with its periods.

    With *ours* it is the police's template: an unknown offence is a type of its own; else it is a fault.
    """
    lines = Lines(book, begins, roles)
    texts = [at for role, at in roles.items() if role != COUNT]
    told = {row[at] for row in book.grid.rows[begins:] for at in texts if at < len(row)}
    book.refuse_values(told, begins - 1 if begins else None)
    width = max(roles.values()) + 1
    wide = len(book.grid.rows[begins - 1]) if begins else width
    for at in range(begins, len(book.grid.rows)):
        row = book.grid.rows[at]
        if not any(map(str.strip, row)):
            continue
        if len(row) < width and PART not in roles:
            book.fault(at, len(row), UNEVEN, antal=len(row), ventet=width)
        elif len(row) > wide and any(map(str.strip, row[wide:])):
            book.fault(at, wide, UNEVEN, antal=len(row), ventet=wide)
        else:
            _read_line(lines, at, [*row, *[""] * (width - len(row))], ours)
    _read_odd(lines)
    _must_be_apart(lines)
    if strange := [text for text in dict.fromkeys(key[2] for key in lines.told if not key[1]) if text]:
        book.note(UNCODED, typer=listed([quoted(one) for one in strange]))
    if odd := doubtful([*strange, *dict.fromkeys(key[3] for key in lines.told)]):
        book.note(DOUBTFUL, celler=", ".join(f"»{quoted(one)}«" for one in odd[:MOST_DOUBTED]))
    return lines


def _read_line(lines: Lines, at: int, row: Sequence[str], ours: bool) -> None:
    found = len(lines.book.faults)
    for column in lines.roles.values():
        if len(row[column]) > LONGEST:
            lines.book.fault(at, column, TOO_LONG, mest=LONGEST, heading=_heading(lines, column))
    if len(lines.book.faults) > found:
        return
    key = _area(lines, at, row), *_offence(lines, at, row, ours), _part(lines, row)
    period = _period(lines, at, row)
    if len(lines.book.faults) > found:
        return
    if (key, period) in lines.rows:
        first = lines.book.grid.numbers[lines.rows[key, period]]
        column = lines.roles.get(OFFENCE, lines.roles[PERIOD])
        lines.book.fault(at, column, TWICE, raekke=first, heading=_heading(lines, column))
        return
    lines.rows[key, period] = at
    cell = row[lines.roles[COUNT]]
    if cell.isdigit() and cell.isascii() and len(cell) < 10:
        lines.told.setdefault(key, {})[period] = int(cell)
    else:
        lines.told.setdefault(key, {})[period] = None
        lines.odd.append((key, period, at))


def _heading(lines: Lines, column: int) -> str:
    return lines.book.grid.rows[lines.begins - 1][column] if lines.begins else ""


def _period(lines: Lines, at: int, row: Sequence[str]) -> str:
    column = lines.roles[PERIOD]
    cell = row[column]
    period = periods.read(cell)
    kind = periods.kind(period)
    heading = _heading(lines, column)
    if not period:
        text = NOT_A_PERIOD if cell.strip() else NO_PERIOD
        lines.book.fault(at, column, text, celle=quoted(cell), heading=heading)
    elif lines.kind and kind != lines.kind:
        lines.book.fault(at, column, OTHER_KIND, celle=quoted(cell), foerste=lines.first, heading=heading)
    elif not lines.kind:
        lines.kind, lines.first = kind, period
    return period


def _area(lines: Lines, at: int, row: Sequence[str]) -> str:
    column = lines.roles.get(AREA)
    cell = row[column].strip() if column is not None else ""
    if not cell:
        if column is not None and OFFENCE in lines.roles and not _ours(lines):
            lines.book.fault(at, column, UNKNOWN_AREA, celle="", heading=_heading(lines, column))
        return ""
    code = classification.area(cell)
    if not code:
        _unknown(lines, at, column or 0, cell, UNKNOWN_AREA, [one.da for one in classification.areas().values()])
    return code


def _ours(lines: Lines) -> bool:
    """Say whether the columns stand as in our template, where no area means the network's own."""
    return lines.roles.get(PERIOD) == 0


def _offence(lines: Lines, at: int, row: Sequence[str], ours: bool) -> tuple[str, str]:
    column = lines.roles.get(OFFENCE)
    if column is None:
        return "", ""
    cell = " ".join(row[column].split())
    code = classification.offence(cell)
    if code:
        return code, classification.offences()[code].da
    if not cell:
        lines.book.fault(at, column, NO_TYPE, heading=_heading(lines, column))
    else:
        names = [one.da for one in classification.offences().values()]
        _unknown(lines, at, column, cell, "" if ours else UNKNOWN, names)
    return "", cell


def _unknown(lines: Lines, at: int, column: int, cell: str, text: str, names: Sequence[str]) -> None:
    heading = _heading(lines, column)
    if like := classification.suggest(cell, names):
        lines.book.fault(at, column, RUINED, celle=quoted(cell), navn=like, heading=heading)
    elif text:
        lines.book.fault(at, column, text, celle=quoted(cell), heading=heading)


def _part(lines: Lines, row: Sequence[str]) -> str:
    column = lines.roles.get(PART)
    return " ".join(row[column].split()) if column is not None else ""


def _read_odd(lines: Lines) -> None:
    """Read the counts that are not bare digits, by what the marks mean in this file."""
    column = lines.roles[COUNT]
    rows = lines.book.grid.rows
    cells = [rows[at][column] for *_key, at in lines.odd if column < len(rows[at])]
    marks = counts.marks(cells, english=_is_english(lines))
    for key, period, at in lines.odd:
        cell = rows[at][column] if column < len(rows[at]) else ""
        count = counts.read(cell, marks)
        if isinstance(count, Sentence):
            lines.book.refuse_values([cell], lines.begins - 1 if lines.begins else None)
            lines.book.wrong(at, column, count, _heading(lines, column))
        else:
            lines.told[key][period] = count


def _is_english(lines: Lines) -> bool:
    heads = {fold(cell) for cell in lines.book.grid.rows[lines.begins - 1]} if lines.begins else set()
    return bool(heads & {"contents", "content", "count", "number", "value"})


def _must_be_apart(lines: Lines) -> None:
    """Refuse an area's whole count beside the same divided on its streets: together they would count twice."""
    parted = {(key[:3], period) for key, period in lines.rows if key[3]}
    for (key, period), at in lines.rows.items():
        if not key[3] and (key[:3], period) in parted:
            column = lines.roles[PART]
            lines.book.fault(at, column, BOTH, hvad=key[2], periode=period, heading=_heading(lines, column))

"""Tables as StatBank's own page saves them: areas down, periods across, with or without a title, groups and notes."""

import re
from dataclasses import dataclass, field

import orjson

from engine.text import N_, Sentence
from workflows.tryghedsnetvaerk.mapping.crime import classification, counts, periods
from workflows.tryghedsnetvaerk.mapping.crime.faults import quoted
from workflows.tryghedsnetvaerk.mapping.crime.grids import LONGEST
from workflows.tryghedsnetvaerk.mapping.crime.parts import Book, Counts, Series, listed

NIL = frozenset({"-", "–"})  # how StatBank writes that there were none
ENGLISH = frozenset({"All Denmark", "Copenhagen"})
NOT_A_PERIOD = N_("»{celle}« er ikke en periode. Perioder skrives som 2024K1, 2024M01 eller 2024.")
OTHER_KIND = N_("»{celle}« er en anden slags periode end »{foerste}«. Læs kvartaler, måneder og år ind hver for sig.")
TWICE = N_("Perioden {periode} står to gange.")
UNEVEN = N_("Rækken har {antal} felter, og overskriften har {ventet}. Er der et skilletegn for meget eller for lidt?")
UNKNOWN = N_(
    "»{celle}« er hverken et område eller en lovovertrædelse, der kendes. Skriv navnet eller koden, som Danmarks "
    "Statistik gør."
)
RUINED = N_("»{celle}« ser ud til at være »{navn}« med ødelagte bogstaver. Hent filen igen fra kilden.")
NO_AREA = N_("Rækken har tal, men intet område. Skriv områdets navn eller kode foran tallene.")
NO_OFFENCE = N_("Rækken har tal, men ingen lovovertrædelse. Skriv den i rækken.")
TOLD = N_("{hvad} står allerede i række {raekke}. Der må være én række for hvert område og hver lovovertrædelse.")
TOO_LONG = N_("Teksten er for lang: skriv højst {mest} tegn.")
SKIPPED = N_("Overskrifter uden tal, der er sprunget over: {tekster}.")
FOOTNOTES = N_("Filens noter: {tekster}")
TITLED = N_("Filens titel: {tekst}")


@dataclass(slots=True)
class Table:
    """A wide table on its way: where its header is, its periods, and what has been read.

    *group* and *area* are the offence and the area that the next rows belong to where they name none, as they were
    said in a column further out, or on a row of their own; *headed* is that row, when it was one with an area.
    """

    book: Book
    header: int
    first: int
    columns: list[int]
    periods: tuple[str, ...]
    series: list[Series] = field(default_factory=list)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    odd: list[tuple[int, int]] = field(default_factory=list)
    group: str = ""
    group_at: int = 0
    area: str = ""
    area_at: int = 0
    headed: int = 0
    used: set[int] = field(default_factory=set)
    texts: list[tuple[int, str]] = field(default_factory=list)
    last: int = 0

    @property
    def whole(self) -> bool:
        """Whether its periods stand side by side."""
        return len(self.columns) == self.columns[-1] + 1 - self.first

    @property
    def heads(self) -> list[str]:
        """The cells of the header."""
        return self.book.grid.rows[self.header]


def header_of(rows: list[list[str]]) -> int | None:
    """Return which row is the header: the first whose cells, after some that are not, are periods."""
    for at, row in enumerate(rows):
        told = [bool(periods.read(cell)) for cell in row]
        if not any(told) or told[0]:
            continue
        if sum(told) >= 2 or sum(bool(cell.strip()) for cell in row) == 1:
            return at
    return None


def read(book: Book, header: int) -> tuple[tuple[str, ...], list[Series], bool]:
    """Return the periods and series of a wide table, and whether nothing in it says which offence it is about.

    :raises Unreadable: with every fault in it
    """
    table = _opened(book, header)
    book.refuse_values({cell for row in book.grid.rows for cell in row[: table.first]}, header)
    for at in range(header + 1, len(book.grid.rows)):
        _read_row(table, at)
    _read_odd(table)
    _say_texts(table)
    book.must_be_sound()
    return table.periods, table.series, not any(one.offence or one.text for one in table.series)


def _opened(book: Book, header: int) -> Table:
    heads = book.grid.rows[header]
    first = next(at for at, cell in enumerate(heads) if periods.read(cell))
    columns = [at for at in range(first, len(heads)) if heads[at].strip()]
    read_as = {at: periods.read(heads[at]) for at in columns}
    once = {period: at for at, period in reversed(read_as.items())}
    for at in columns:
        if not read_as[at]:
            book.fault(header, at, NOT_A_PERIOD, celle=quoted(heads[at]))
        elif periods.kind(read_as[at]) != periods.kind(read_as[first]):
            book.fault(header, at, OTHER_KIND, celle=quoted(heads[at]), foerste=heads[first])
        elif once[read_as[at]] != at:
            book.fault(header, at, TWICE, periode=read_as[at])
    book.must_be_sound()
    return Table(book, header, first, columns, tuple(read_as.values()))


def _read_row(table: Table, at: int) -> None:
    row, end = table.book.grid.rows[at], table.columns[-1] + 1
    cells = row[table.first : end] if table.whole else [row[n] for n in table.columns if n < len(row)]
    told = _plain(cells) if len(row) == end else None
    if told is None and not any(map(str.strip, cells)):
        _read_text(table, at)
        return
    if len(row) < end or (len(row) > end and any(map(str.strip, row[end:]))):
        table.book.fault(at, min(len(row), len(table.heads)), UNEVEN, antal=len(row), ventet=len(table.heads))
        return
    if key := _named(table, at):
        if told is None:
            table.odd.append((len(table.series), at))
        table.series.append(Series(*key, "", told or ()))
        table.last = at


def _plain(cells: list[str]) -> Counts | None:
    """Return counts that are nothing but digits, fast; nothing when a cell needs a closer look."""
    if not (joined := "".join(cells)).isdigit() or not joined.isascii():
        return None
    try:
        told: list[int] = orjson.loads(f"[{','.join(cells)}]")
    except orjson.JSONDecodeError:  # an empty cell, or one that begins with nought
        return None
    return tuple(told) if max(told) <= counts.MOST else None


def _named(table: Table, at: int) -> tuple[str, str, str] | None:
    """Return the area, the offence and its text of a row with counts; what it does not name is the rows' above."""
    area, offence, wrong = "", "", False
    for column, cell in enumerate(table.book.grid.rows[at][: table.first]):
        if code := classification.area(cell):
            area, table.area, table.area_at, table.headed = code, code, column, 0
        elif code := classification.offence(cell):
            offence, table.group, table.group_at = code, code, column
        elif told := cell.strip():
            wrong = True
            _unknown(table, at, column, told)
    if wrong:
        return None
    if not area and offence and table.area_at < table.group_at:
        area = table.area
        table.used.add(table.headed)
    inner = not offence and table.group and table.group_at > table.area_at
    if not area or inner:
        table.book.fault(at, None, NO_OFFENCE if inner else NO_AREA)
        return None
    return _once(table, at, area, offence or table.group)


def _once(table: Table, at: int, area: str, offence: str) -> tuple[str, str, str] | None:
    text = classification.offences()[offence].da if offence else ""
    if (area, offence) in table.rows:
        before = table.book.grid.numbers[table.rows[area, offence]]
        named = classification.name_area(area, "da")
        said = f"{named}, {text}" if text else named
        table.book.fault(at, max(0, table.first - 1), TOLD, hvad=said, raekke=before)
        return None
    table.rows[area, offence] = at
    return area, offence, text


def _unknown(table: Table, at: int, column: int, told: str) -> None:
    if len(told) > LONGEST:
        table.book.fault(at, column, TOO_LONG, mest=LONGEST)
        return
    names = [one.da for one in (*classification.areas().values(), *classification.offences().values())]
    if like := classification.suggest(told, names):
        table.book.fault(at, column, RUINED, celle=quoted(told), navn=like)
    else:
        table.book.fault(at, column, UNKNOWN, celle=quoted(told))


def _read_text(table: Table, at: int) -> None:
    """Read a row without counts: a group that the next rows belong to, a heading, or a note under the table."""
    texts = [cell.strip() for cell in table.book.grid.rows[at] if cell.strip()]
    if not texts:
        return
    if len(texts) == 1 and (code := classification.area(texts[0])):
        table.area, table.area_at, table.headed = code, -1, at
    elif len(texts) == 1 and (code := classification.offence(texts[0])):
        table.group, table.group_at = code, -1
        return
    table.texts.append((at, ", ".join(texts)))


def _read_odd(table: Table) -> None:
    """Read the rows whose counts have marks, gaps or faults, by what the marks mean in this file."""
    rows, book = table.book.grid.rows, table.book
    if not table.odd:
        return
    english = any(cell.strip() in ENGLISH for row in rows for cell in row[: table.first])
    marks = counts.marks((rows[at][n] for _series, at in table.odd for n in table.columns), english=english)
    for number, at in table.odd:
        told = []
        for column in table.columns:
            cell = rows[at][column]
            count = 0 if cell.strip() in NIL else counts.read(cell, marks)
            if isinstance(count, Sentence):
                book.refuse_values([cell], table.header)
                book.wrong(at, column, count, table.heads[column])
                count = None
            told.append(count)
        one = table.series[number]
        table.series[number] = Series(one.area, one.offence, one.text, "", tuple(told))


def _say_texts(table: Table) -> None:
    """Say what stands around the table: its title, headings that were passed over, and the notes under it."""
    before = [", ".join(filter(None, map(str.strip, row))) for row in table.book.grid.rows[: table.header]]
    inside = [text for at, text in table.texts if at < table.last and at not in table.used]
    under = [text for at, text in table.texts if at > table.last]
    for text, told in ((SKIPPED, inside), (FOOTNOTES, under)):
        if told:
            table.book.note(text, tekster=listed([quoted(one) for one in told]))
    if title := " ".join(filter(None, before)):
        table.book.note(TITLED, tekst=quoted(title))


def table_named(texts: list[str]) -> str:
    """Return the name of the table that a file's texts mention, such as STRAF11."""
    found = re.search(r"\b(STRAF\d{1,2}|FOLK1\w{1,2})\b", " ".join(texts).upper())
    return found[1] if found else ""

"""A file of crime figures read whole: its shape is found, every fault is named, and what can be used is returned."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime import classification, long, periods, template, wholes, wide
from workflows.tryghedsnetvaerk.mapping.crime.faults import Unreadable, refused
from workflows.tryghedsnetvaerk.mapping.crime.grids import Grid, grid
from workflows.tryghedsnetvaerk.mapping.crime.parts import (
    LONG,
    POLICE,
    WIDE,
    Asked,
    Book,
    Reading,
    Series,
    listed,
    rows_of,
)
from workflows.tryghedsnetvaerk.mapping.crime.people import IS_PEOPLE, is_people
from workflows.tryghedsnetvaerk.mapping.crime.personal import (
    DAYS,
    REASONS,
    column_of_days,
    day_of,
    refuse_columns,
)
from workflows.tryghedsnetvaerk.mapping.crime.wide import NOT_A_PERIOD

Told = dict[long.Key, dict[str, int | None]]
LOOKED_AT = 30  # rows in which the header is looked for
SHOWN_ROWS, SHOWN_CELLS = 8, 12  # of the file as it stands, for the preview
NO_FIGURES = N_("Der er ingen tal i filen.")
NO_SHAPE = N_(
    "Filen er bygget op på en måde, der ikke kendes. Den skal være hentet fra Statistikbanken (med perioder som "
    "kolonner eller med kolonnerne OMRÅDE, OVERTRÆD, TID og INDHOLD) eller følge skabelonen: periode; "
    "gerningskode/type; antal; gade/afsnit."
)
NO_COUNT = N_(
    "Filen har ingen kolonne med antal. Står der en linje for hver anmeldelse, må den ikke læses ind: her må kun stå "
    "antal (databeskyttelseslovens § 8). Bed politiet om optællinger for hver periode og type, og brug skabelonen."
)
PERIOD_MISSING = N_(
    "Hele perioder mangler i filen: {perioder}. Der kan ikke skrives 0 for dem: hent dem med, eller hent en række "
    "uden hul."
)
CUT = N_(
    "{omraade} har ingen række for »{overtraedelse}« i {periode}, men »{del}«, som er en del af den, har tal. Filen er "
    "afkortet: hent den igen."
)
OTHER_ASKED = N_("Filens perioder er af en anden slags end dem, I har bedt om. Skriv dem som i filen: {periode}.")
BACKWARDS = N_("Den sidste periode kan ikke ligge før den første.")
FILLED = N_("Rækker, der ikke står i filen, fordi der ingen anmeldelser var: {antal}. De er sat til 0.")
NOT_THERE = N_("{omraade} har ingen rækker i {perioder}. Tallene regnes som manglende, ikke som 0.")
UNTOLD = N_("Tal, der ikke står i filen: {antal}. De regnes som manglende. Var der ingen anmeldelser, så skriv 0.")
GAP = N_("Disse perioder står slet ikke i filen: {perioder}.")
EXAMPLE = N_("Rækken er skabelonens eksempel. Slet den, og skriv jeres egne tal.")
OTHER_SHEETS = N_("Kun det første ark er læst. De andre er sprunget over: {ark}.")
NOT_ASKED = N_(
    "»{celle}« er ikke en lovovertrædelse, der kendes. Skriv koden eller navnet, som Danmarks Statistik gør."
)

OWN_AREA = "Boligområdet"


def asked_for(offence: str = "", first: str = "", last: str = "") -> Asked:
    """Return what is asked of a file: its offence when it names none, and from when to when.

    :raises BadInput: if a period is none, or the last comes before the first
    """
    kept = {}
    for name, said in (("first", first), ("last", last)):
        kept[name] = periods.read(said)
        if said and not kept[name]:
            raise BadInput(NOT_A_PERIOD, page=f"#{name}", celle=said[:40])
    if all(kept.values()) and periods.begins(kept["last"]) < periods.begins(kept["first"]):
        raise BadInput(BACKWARDS, page="#last")
    return Asked(offence=offence, **kept)


def read(file: str, data: bytes, asked: Asked | None = None) -> Reading:
    """Return what a file says, in any of the shapes that are known.

    :raises Unreadable: naming all that is wrong with it, and nothing of it is used then
    """
    book = Book(grid(file, data), asked or Asked())
    rows = book.grid.rows
    if not any(cell.strip() for row in rows[:LOOKED_AT] for cell in row):
        raise refused(file, NO_FIGURES)
    if is_people(file, rows):
        raise refused(file, IS_PEOPLE)
    _must_not_be_examples(book)
    try:
        reading = _of_shape(book, sha256(data).hexdigest())
    except Unreadable as error:
        _must_not_be_cases(book, error)
        raise
    return _about(reading, book.asked.offence)


def _must_not_be_cases(book: Book, error: Unreadable) -> None:
    """Say of a file that cannot be used that it has a row for each case, where it has: that is why it cannot."""
    rows = book.grid.rows[:LOOKED_AT]
    if error.faults[0].what.text not in REASONS and (found := column_of_days(rows)):
        at, cell = found
        heading = rows[0][at] if at < len(rows[0]) and not day_of(rows[0][at]) else ""
        raise refused(book.grid.file, DAYS, kolonne=book.grid.column(at, heading), celle=cell) from error


def _must_not_be_examples(book: Book) -> None:
    """Refuse the lines that show in the template how it is filled in: nobody counted them."""
    examples = {tuple(map(str, one)) for one in template.EXAMPLES}
    as_wide = [at for at, row in enumerate(book.grid.rows) if len(row) == len(template.COLUMNS)]
    if len(found := [at for at in as_wide if tuple(cell.strip() for cell in book.grid.rows[at]) in examples]) > 1:
        for at in found:
            book.fault(at, 0, EXAMPLE, heading=template.COLUMNS[0])
        book.must_be_sound()


def _of_shape(book: Book, digest: str) -> Reading:
    rows, file = book.grid.rows, book.grid.file
    if (header := long.header_of(rows[:LOOKED_AT])) is not None:
        refuse_columns(file, rows[: header + 1])
        return _of_lines(book, digest, header + 1, long.named(book, header))
    if (header := wide.header_of(rows[:LOOKED_AT])) is not None:
        refuse_columns(file, ([cell for cell in row if not periods.read(cell)] for row in rows[: header + 1]))
        found, series, unnamed = wide.read(book, header)
        _must_hold_counts(book, series)
        _must_hold_asked(book, periods.in_order(found))
        return _made(book, digest, WIDE, found, series, needs_offence=unnamed)
    refuse_columns(file, rows[:LOOKED_AT])
    if roles := long.bare(rows):
        return _of_lines(book, digest, 0, roles)
    book.refuse_values({cell for row in rows for cell in row})
    raise refused(file, NO_COUNT if long.lacks_count(rows[:LOOKED_AT]) else NO_SHAPE)


def _of_lines(book: Book, digest: str, begins: int, roles: Mapping[str, int]) -> Reading:
    ours = long.AREA not in roles or roles[long.PERIOD] == 0
    lines = long.read(book, begins, roles, ours=ours)
    book.must_be_sound()
    if not lines.told:
        raise refused(book.grid.file, NO_FIGURES)
    found = tuple(periods.in_order({period for told in lines.told.values() for period in told}))
    if ours:
        _must_hold_asked(book, found)
        summed = _summed(lines.told)
        _note_gaps(book, found, summed)
        return _made(book, digest, POLICE, found, list(rows_of(summed, found, None)))
    found = _whole(book, found)
    _must_not_be_cut(book, lines, found)
    every = _every(lines.told)
    filled = _fill(book, every, found)
    series = list(rows_of(every, found, None))
    return _made(book, digest, LONG, found, series, filled=filled, needs_offence=long.OFFENCE not in roles)


def _made(
    book: Book, digest: str, shape: str, found: tuple[str, ...], series: list[Series], *, filled: int = 0,
    needs_offence: bool = False,
) -> Reading:  # fmt: skip
    rows = book.grid.rows
    if book.grid.others:
        book.note(OTHER_SHEETS, ark=listed(list(book.grid.others)))
    if not needs_offence:
        book.notes += wholes.said(wholes.exceeded(found, series), "da", OWN_AREA)
    texts = [cell for row in rows[:3] for cell in row[:2]] + [str(one.values.get("tekster", "")) for one in book.notes]
    return Reading(
        file=book.grid.file, digest=digest, shape=shape, encoding=book.grid.encoding, periods=found,
        series=tuple(series), table=wide.table_named([book.grid.file, *texts]), filled=filled,
        needs_offence=needs_offence, notes=tuple(book.notes), first=_as_it_stands(book.grid),
    )  # fmt: skip


def _as_it_stands(read_as: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row[:SHOWN_CELLS]) for row in read_as.rows[:SHOWN_ROWS])


def _about(reading: Reading, offence: str) -> Reading:
    if not offence or not reading.needs_offence:
        return reading
    code = classification.offence(offence)
    if not code:
        raise refused(reading.file, NOT_ASKED, celle=offence[:60])
    return reading.about(code, classification.offences()[code].da)


def _must_hold_counts(book: Book, series: list[Series]) -> None:
    if not series:
        raise refused(book.grid.file, NO_FIGURES)


def _whole(book: Book, found: tuple[str, ...]) -> tuple[str, ...]:
    """Return every period of the asked range; a whole one that the file has nothing for cannot be filled."""
    _must_hold_asked(book, found)
    wanted = periods.between(found[0], found[-1])
    if not (book.asked.first or book.asked.last):
        _must_have(book, wanted, found)
    return tuple(wanted)


def _must_hold_asked(book: Book, found: Sequence[str]) -> None:
    """Refuse a file that has nothing at all for a period that was asked for."""
    if not (book.asked.first or book.asked.last):
        return
    first, last = book.asked.first or found[0], book.asked.last or found[-1]
    if {periods.kind(first), periods.kind(last)} != {periods.kind(found[0])}:
        raise refused(book.grid.file, OTHER_ASKED, periode=found[0])
    _must_have(book, periods.between(first, last), found)


def _must_have(book: Book, wanted: Sequence[str], found: Sequence[str]) -> None:
    if lacking := [period for period in wanted if period not in found]:
        raise refused(book.grid.file, PERIOD_MISSING, perioder=listed(lacking, 12))


def _every(told: Told) -> Told:
    """Return what is told for every area and offence in the file; a pair without a line is there with nothing told."""
    areas, offences = dict.fromkeys(key[0] for key in told), dict.fromkeys(key[1:] for key in told)
    return {(area, *offence): dict(told.get((area, *offence), {})) for area in areas for offence in offences}


def _fill(book: Book, every: Told, found: tuple[str, ...]) -> int:
    """Write nought where an area has lines in a period and none for an offence, and return how often.

    Where an area has no line at all in a period, nothing says that it was asked for: those counts are missing.
    """
    there = {(key[0], period) for key, counts in every.items() for period in counts}
    areas = dict.fromkeys(key[0] for key in every)
    filled = 0
    for key, counts in every.items():
        lacking = [one for one in found if one not in counts and (key[0], one) in there and _is_asked(book, one)]
        counts.update(dict.fromkeys(lacking, 0))
        filled += len(lacking)
    if filled:
        book.note(FILLED, antal=filled)
    for area in areas:
        if gone := [period for period in found if (area, period) not in there]:
            book.note(NOT_THERE, omraade=classification.name_area(area, "da"), perioder=listed(gone))
    return filled


def _is_asked(book: Book, period: str) -> bool:
    first, last = book.asked.first or period, book.asked.last or period
    return periods.begins(first) <= periods.begins(period) <= periods.begins(last)


def _must_not_be_cut(book: Book, lines: long.Lines, found: tuple[str, ...]) -> None:
    """Refuse a file where a whole has no line and a part of it has: such a line was never left out for being nought.

    :raises Unreadable: naming each
    """
    told = {key[:2]: (key, counts) for key, counts in lines.told.items()}
    codes, names = {code for _area, code in told}, classification.offences()
    for (area, code), (key, counts) in told.items():
        for whole in (one for one in classification.above(code) if one in codes):
            beside = told[area, whole][1] if (area, whole) in told else {}
            for period in (one for one in found if counts.get(one) and one not in beside):
                book.fault(lines.rows[key, period], lines.roles[long.OFFENCE], CUT, overtraedelse=names[whole].da,
                           omraade=classification.name_area(area, "da"), periode=period,
                           heading=book.grid.rows[lines.begins - 1][lines.roles[long.OFFENCE]] if lines.begins else "",
                           **{"del": names[code].da})  # fmt: skip
    book.must_be_sound()


def _summed(told: Told) -> Told:
    """Return what is told with the whole of each area that is divided on streets; with a part missing it is too."""
    made: Told = {}
    for (area, offence, text, part), counts in told.items():
        if part:
            whole = made.setdefault((area, offence, text, ""), {})
            for period, count in counts.items():
                before = whole.get(period, 0)
                whole[period] = None if count is None or before is None else before + count
        else:
            made.setdefault((area, offence, text, ""), {}).update(counts)
    return made | {key: counts for key, counts in told.items() if key[3]}


def _note_gaps(book: Book, found: tuple[str, ...], told: Told) -> None:
    if untold := len(told) * len(found) - sum(map(len, told.values())):
        book.note(UNTOLD, antal=untold)
    if gap := [period for period in periods.between(found[0], found[-1]) if period not in found]:
        book.note(GAP, perioder=listed(gap, 12))

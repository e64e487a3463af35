"""What is read from a file: one series of counts for each area and offence, and what the preview says of it all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.mapping.crime import personal
from workflows.tryghedsnetvaerk.mapping.crime.faults import Fault, Unreadable
from workflows.tryghedsnetvaerk.mapping.crime.grids import Grid

WIDE, LONG, POLICE, PEOPLE = "bred", "lang", "politi", "folketal"
SHAPES = {
    WIDE: N_("Statistikbanken, bred: et område på hver linje og perioderne som kolonner"),
    LONG: N_("Statistikbankens API, lang: et tal på hver linje"),
    POLICE: N_("Politiets udtræk efter skabelonen: et tal på hver linje"),
    PEOPLE: N_("Befolkningstal: hvor mange der bor i hvert område"),
}
ALSO = N_("En af fejlene ovenfor er også her.")
Counts = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The counts of one offence in one area, a count for each period of the file; missing is nothing, never nought.

    *area* is a code, or nothing for the network's own housing area; *offence* a code, or nothing for what the
    classification does not know; *part* a street or section of the housing area.
    """

    area: str
    offence: str
    text: str
    part: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Asked:
    """What is said beside the file: its offence when it does not say, and the periods that were asked for."""

    offence: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that can be used: its shape, its periods in time, its series, and what was filled in or left out."""

    file: str
    digest: str
    shape: str
    encoding: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    table: str = ""
    filled: int = 0
    needs_offence: bool = False
    notes: tuple[Sentence, ...] = ()
    heads: tuple[str, ...] = ()
    first: tuple[tuple[str, ...], ...] = ()

    @property
    def areas(self) -> list[str]:
        """The areas, in the file's order."""
        return list(dict.fromkeys(one.area for one in self.series))

    @property
    def offences(self) -> list[tuple[str, str]]:
        """The offences as code and text, in the file's order."""
        return list(dict.fromkeys((one.offence, one.text) for one in self.series))

    @property
    def missing(self) -> int:
        """How many counts are missing."""
        return sum(count is None for one in self.series for count in one.counts)

    @property
    def known(self) -> int:
        """How many counts there are."""
        return sum(count is not None for one in self.series for count in one.counts)

    def about(self, code: str, text: str) -> "Reading":
        """Return the same with the offence that the file does not name."""
        return replace(
            self, needs_offence=False, series=tuple(replace(one, offence=code, text=text) for one in self.series)
        )

    def within(self, areas: Iterable[str]) -> "Reading":
        """Return the same with some of its areas only."""
        kept = set(areas)
        return replace(self, series=tuple(one for one in self.series if one.area in kept))


@dataclass(slots=True)
class Book:
    """The work of reading one file: its grid, what was asked, and every fault that was found on the way."""

    grid: Grid
    asked: Asked
    faults: list[Fault] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def fault(self, row: int, at: int | None, text: str, *, heading: str = "", **values: object) -> None:
        """Remember what is wrong in a row of the grid, and in which column."""
        self.wrong(row, at, sentence(text, **values), heading)

    def wrong(self, row: int, at: int | None, what: Sentence, heading: str = "") -> None:
        """Remember a ready sentence about a row of the grid and a column."""
        column = "" if at is None else self.grid.column(at, heading)
        self.faults.append(Fault(self.grid.file, self.grid.numbers[row], column, what))

    def refuse_values(self, texts: Iterable[str], header: int | None = None) -> None:
        """Refuse the file if one of some texts looks like a CPR number, the number of a case, or an address.

        :raises Unreadable: naming each place of it by row and column, and never saying what stands there
        """
        if not (found := {text: why for text in texts if (why := personal.reason(text))}):
            return
        self.faults.clear()  # they may repeat what stands there
        said = set[str]()
        for at, row in enumerate(self.grid.rows):
            for column, cell in enumerate(row):
                if why := found.get(cell, ""):
                    self.fault(at, column, ALSO if why in said else why, heading=self._heading(header, column))
                    said.add(why)
        self.must_be_sound()

    def _heading(self, header: int | None, column: int) -> str:
        heads = [] if header is None else self.grid.rows[header]
        return heads[column] if column < len(heads) and not personal.reason(heads[column]) else ""

    def note(self, text: str, **values: object) -> None:
        """Remember what people should know of a file that can be used."""
        self.notes.append(sentence(text, **values))

    def must_be_sound(self) -> None:
        """Refuse the file if anything was wrong.

        :raises Unreadable: with every fault, in the order of the rows
        """
        if self.faults:
            raise Unreadable(sorted(self.faults, key=lambda one: one.row))


def listed(names: Sequence[str], most: int = 5) -> str:
    """Return the first names and how many more there are."""
    return ", ".join(names[:most]) + (f" … (+{len(names) - most})" if len(names) > most else "")


def rows_of(told: Mapping[tuple[str, str, str, str], Mapping[str, int | None]], periods: Sequence[str],
            fill: int | None) -> Iterator[Series]:  # fmt: skip
    """Give a series for each key of *told*; a period that it does not tell is *fill*."""
    for (area, offence, text, part), counts in told.items():
        yield Series(area, offence, text, part, tuple(counts.get(period, fill) for period in periods))

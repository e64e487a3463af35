"""What a chart shows: plain numbers and ready-said labels, from which both the drawing and the table are made.

A chart is kept as JSON with a paper that is released, so that it is drawn tomorrow as it was approved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]
PRIORITY, JUMP = "priority", "jump"  # a period that people marked, and one that a test points at


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is said with every chart: its caption, what a blind person is told, and source and base under it."""

    title: str
    says: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Share:
    """One share between 0 and 1 with its interval; none of them when it is hidden or missing, and *said* says which."""

    said: str
    share: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str = ""
    base: str = ""


@dataclass(frozen=True, kw_only=True)
class Bar(Share):
    """A share with what it is a share of."""

    label: str


@dataclass(frozen=True, kw_only=True)
class Bars(Words):
    """Horizontal bars of shares; *head* names label, share, interval and base, *ranked* puts the largest first.

    *unit* follows the numbers of the scale, which goes from 0 to 100.
    """

    kind: ClassVar = "bars"
    head: tuple[str, str, str, str]
    rows: tuple[Bar, ...]
    ranked: bool = True
    unit: str = " %"

    def table(self) -> Table:
        """Return the heading and the rows as text."""
        return self.head, [(row.label, row.said, row.interval, row.base) for row in self.ordered()]

    def ordered(self) -> list[Bar]:
        """Return the rows as they are shown; what is hidden or missing comes last."""
        return sorted(self.rows, key=lambda row: -1 if row.share is None else row.share, reverse=True) if (
            self.ranked
        ) else list(self.rows)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line through the periods; a figure that is missing or hidden is none, and *said* says which."""

    label: str
    values: tuple[float | None, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Some periods, from *first* to *last* (counted from 0), with what was special about them.

    It *begins* so far into the first of them and *ends* so far into the last, as a share of each.
    """

    kind: str
    first: int
    last: int
    label: str
    begins: float = 0.0
    ends: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Series(Words):
    """Figures period by period, with marked periods and at most one line to compare with; *head* names the periods.

    *calendar* is the year and the part of the year of each period: one line alone is a table of a row for each year.
    """

    kind: ClassVar = "series"
    head: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    reference: Line | None = None
    marks: tuple[Mark, ...] = ()
    marked: str = ""
    unit: str = ""
    comma: str = ","
    calendar: tuple[tuple[str, str], ...] = ()

    def shown(self) -> tuple[Line, ...]:
        """Return every line, the one to compare with last."""
        return self.lines if self.reference is None else (*self.lines, self.reference)

    def table(self) -> Table:
        """Return the heading and the rows as text."""
        if self.calendar and len(self.shown()) == 1:
            return self._by_year()
        head = (self.head, *(line.label for line in self.shown()), *([self.marked] if self.marks else []))
        return head, [self._row(index) for index in range(len(self.periods))]

    def _by_year(self) -> Table:
        parts, (line,) = tuple(dict.fromkeys(sorted(part for _year, part in self.calendar))), self.shown()
        at = {place: index for index, place in enumerate(self.calendar)}
        rows = []
        for year in dict.fromkeys(year for year, _part in self.calendar):
            there = {part: at[year, part] for part in parts if (year, part) in at}
            marks = "; ".join(
                f"{part}: {mark.label}" for part, index in there.items()
                for mark in self.marks if mark.first <= index <= mark.last
            )  # fmt: skip
            figures = (line.said[there[part]] if part in there else "" for part in parts)
            rows.append((year, *figures, *([marks] if self.marks else [])))
        return (line.label, *parts, *([self.marked] if self.marks else [])), rows

    def _row(self, index: int) -> tuple[str, ...]:
        marks = "; ".join(mark.label for mark in self.marks if mark.first <= index <= mark.last)
        figures = (line.said[index] for line in self.shown())
        return (self.periods[index], *figures, *([marks] if self.marks else []))


@dataclass(frozen=True, kw_only=True)
class Item:
    """How the answers to one question lie on the steps; no shares when they are hidden, and *said* says why."""

    label: str
    shares: tuple[float, ...] = ()
    said: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, kw_only=True)
class Steps(Words):
    """Whole bars divided by the steps of a scale, one for each question; *head* names question and base."""

    kind: ClassVar = "steps"
    head: tuple[str, str]
    steps: tuple[str, ...]
    rows: tuple[Item, ...]

    def table(self) -> Table:
        """Return the heading and the rows as text."""
        return (self.head[0], *self.steps, self.head[1]), [(row.label, *self._told(row), row.base) for row in self.rows]

    def _told(self, row: Item) -> tuple[str, ...]:
        return row.said if row.shares else (row.said or ("",))[:1] * len(self.steps)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One thing before and after, and what the difference is said to be."""

    label: str
    before: Share
    after: Share
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Pairs(Words):
    """Bars two and two: before and after; *head* names label, interval, base and difference."""

    kind: ClassVar = "pairs"
    head: tuple[str, str, str, str]
    before: str
    after: str
    rows: tuple[Pair, ...]

    def table(self) -> Table:
        """Return the heading and the rows as text."""
        label, interval, base, difference = self.head
        head = (label, self.before, interval, base, self.after, interval, base, difference)
        return head, [(row.label, *_told(row.before), *_told(row.after), row.said) for row in self.rows]


Chart = Bars | Series | Steps | Pairs
KINDS: Mapping[str, type[Chart]] = {one.kind: one for one in (Bars, Series, Steps, Pairs)}
_PARTS: Mapping[tuple[str, str], Any] = {
    ("bars", "rows"): Bar,
    ("series", "lines"): Line,
    ("series", "reference"): Line,
    ("series", "marks"): Mark,
    ("steps", "rows"): Item,
    ("pairs", "rows"): Pair,
}


def kept(chart: Chart) -> dict[str, Any]:
    """Return a chart as JSON keeps it."""
    return {"kind": chart.kind, **asdict(chart)}


def read(told: Mapping[str, Any]) -> Chart:
    """Return the chart that was kept.

    :raises KeyError: if there is no such kind of chart
    """
    values = dict(told)
    kind = values.pop("kind")
    return KINDS[kind](**{name: _read(_PARTS.get((kind, name)), value) for name, value in values.items()})


def _read(part: Any, value: Any) -> Any:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_read(part, one) for one in value)
    if not isinstance(value, Mapping):
        return value
    if part is Pair:
        value = {**value, "before": Share(**value["before"]), "after": Share(**value["after"])}
    return part(**{name: _read(None, one) for name, one in value.items()})


def _told(share: Share) -> tuple[str, str, str]:
    return share.said, share.interval, share.base

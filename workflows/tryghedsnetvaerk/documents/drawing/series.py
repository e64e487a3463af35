"""Figures period by period: lines with marks of their own, marked periods, and one line to compare with."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from string import ascii_uppercase

from workflows.tryghedsnetvaerk.documents.charts import PRIORITY, Line, Series
from workflows.tryghedsnetvaerk.documents.drawing.pen import (
    ACCENT,
    FOURTH,
    HAIR,
    INK,
    LETTER,
    PALE,
    QUIET,
    SECOND,
    SMALL,
    THIRD,
    WHITE,
    block,
    length,
    line,
    path,
    rect,
    words,
    wrapped,
)

COLOURS, DASHES = (ACCENT, SECOND, THIRD, FOURTH), ("", "9 4", "2 3", "10 3 2 3")
COMPARED = "4 5"
LEFT = 46
FEW = 4  # periods that need no more than a low picture
SAID = 8  # periods of one line alone whose figures are written beside it
STEPS_OF = (1, 2, 2.5, 5, 10)


class Field:
    """Where periods and figures lie."""

    def __init__(self, chart: Series, wide: float) -> None:
        self.wide, self.count = wide, max(len(chart.periods), 1)
        self.said = len(chart.shown()) == 1 and not chart.marks and self.count <= SAID
        self.high = 120 if self.count <= FEW or self.said else 190
        self.top = 50 if chart.marks else 40 if self.said else 28
        self.bottom = self.top + self.high
        most = max((value for one in chart.shown() for value in one.values if value is not None), default=1)
        self.step = _step(most)
        self.most = self.step * max(-(-most // self.step), 1)
        self.across = (wide - LEFT - 8) / self.count

    def x(self, index: float) -> float:
        """Return the middle of a period."""
        return LEFT + (index + 0.5) * self.across

    def y(self, value: float) -> float:
        """Return how high a figure lies."""
        return self.bottom - self.high * value / self.most


def series(chart: Series, wide: float) -> tuple[float, list[str]]:
    """Return how high the drawing is, and its parts."""
    field = Field(chart, wide)
    parts = [words(0, 12, chart.unit, size=SMALL, fill=QUIET), *_marked(chart, field), *_grid(chart, field)]
    for nr, one in enumerate(chart.lines):
        parts += _line(one, field, nr)
    if chart.reference is not None:
        parts += [path(points, stroke=QUIET, dash=COMPARED) for points in _runs(chart.reference, field)]
    return _below(chart, parts, field)


def _step(most: float) -> float:
    """Return a round step that divides what is shown into at most five."""
    rough = max(most, 0.001) / 5
    size = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 1.0
    while size > rough and size > 0.001:
        size /= 10
    return next(size * one for one in STEPS_OF if size * one >= rough)


def _grid(chart: Series, field: Field) -> Iterator[str]:
    for nr in range(round(field.most / field.step) + 1):
        value = nr * field.step
        yield line(LEFT, field.y(value), field.wide - 8, field.y(value), stroke=INK if not nr else HAIR)
        yield words(LEFT - 6, field.y(value) + 4, _figure(value, chart.comma), size=SMALL, anchor="end", fill=QUIET)
    room = max((length(one, SMALL) for one in chart.periods), default=0) + 8
    every = next((one for one in (1, 2, 4, 8, 12, 16, 20, 40) if one * field.across >= room), 80)
    for index in range(0, len(chart.periods), every):
        yield line(field.x(index), field.bottom, field.x(index), field.bottom + 4, stroke=INK)
        over = field.x(index) + length(chart.periods[index], SMALL) / 2 > field.wide
        x, anchor = (field.wide, "end") if over else (field.x(index), "middle")
        yield words(x, field.bottom + 18, chart.periods[index], size=SMALL, anchor=anchor, fill=QUIET)


def _figure(value: float, comma: str) -> str:
    """Return a figure of the scale as the table below writes it: with a mark for each thousand."""
    english = f"{value:,.10g}"
    return english if comma == "." else english.translate({ord(","): ".", ord("."): comma})


def _marked(chart: Series, field: Field) -> Iterator[str]:
    for sign, mark in zip(ascii_uppercase, chart.marks, strict=False):
        left, right = field.x(mark.first - 0.5 + mark.begins), field.x(mark.last - 0.5 + mark.ends)
        if mark.kind == PRIORITY:
            yield rect(left, field.top, right - left, field.high, PALE, stroke=QUIET, dash="1 2")
        else:
            yield line((left + right) / 2, field.top, (left + right) / 2, field.bottom, stroke=QUIET, dash="3 3")
        above = 20 if mark.kind == PRIORITY else 5  # so that the letters of a period and a jump never lie on each other
        yield words((left + right) / 2, field.top - above, sign, anchor="middle", bold=True)


def _line(one: Line, field: Field, nr: int) -> Iterator[str]:
    colour = COLOURS[nr % len(COLOURS)]
    for points in _runs(one, field):
        yield path(points, stroke=colour, dash=DASHES[nr % len(DASHES)])
    few = field.across >= 9
    for index, value in enumerate(one.values):
        if value is None:
            yield from _unshown(one.said[index], field, index, nr)
        elif few or _alone(one.values, index):
            yield _point(field.x(index), field.y(value), colour, nr)
        if field.said and value is not None:
            yield from _beside(one.said[index], field.x(index), field.y(value) - 9)


def _beside(said: str, x: float, y: float) -> Iterator[str]:
    wide = length(said, SMALL) + 4
    yield rect(x - wide / 2, y - SMALL, wide, SMALL + 2, WHITE)
    yield words(x, y, said, size=SMALL, anchor="middle", bold=True)


def _unshown(said: str, field: Field, index: int, nr: int) -> Iterator[str]:
    """Draw a figure that is hidden or missing as an empty ring on the axis, with what is said where there is room."""
    yield f'<circle cx="{field.x(index):.1f}" cy="{field.bottom}" r="3.5" fill="{WHITE}" stroke="{QUIET}"/>'
    if not nr and field.across >= length(said, SMALL) + 2:
        yield words(field.x(index), field.bottom - 8, said, size=SMALL, anchor="middle", fill=QUIET)


def _point(x: float, y: float, colour: str, nr: int) -> str:
    if nr % 2:
        return rect(x - 3.5, y - 3.5, 7, 7, WHITE if nr > 1 else colour, stroke=colour)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{WHITE if nr > 1 else colour}" stroke="{colour}"/>'


def _alone(values: Sequence[float | None], index: int) -> bool:
    """Tell whether a figure has no neighbour to draw a line to."""
    return all(values[near] is None for near in (index - 1, index + 1) if 0 <= near < len(values))


def _runs(one: Line, field: Field) -> Iterator[list[tuple[float, float]]]:
    """Give the points of each unbroken stretch; where a figure is missing no line is drawn."""
    for whole, stretch in groupby(enumerate(one.values), key=lambda pair: pair[1] is not None):
        points = [(field.x(index), field.y(value)) for index, value in stretch if value is not None]
        if whole and len(points) > 1:
            yield points


def _below(chart: Series, parts: list[str], field: Field) -> tuple[float, list[str]]:
    """Add which line is which, and what the letters over the marked periods mean."""
    y, wide = field.bottom + 32.0, field.wide
    named = field.said and chart.lines[0].label in chart.title  # what the title names is not named again
    for nr, one in enumerate(() if named else chart.shown()):
        compared = one is chart.reference
        colour, dash = (QUIET, COMPARED) if compared else (COLOURS[nr % len(COLOURS)], DASHES[nr % len(DASHES)])
        lines = wrapped(one.label, wide - 44)
        parts += [path([(2, y + 9), (34, y + 9)], stroke=colour, dash=dash), *block(42, y + 14, lines)]
        parts += [] if compared else [_point(18, y + 9, colour, nr)]
        y += len(lines) * (LETTER + 3) + 3
    for sign, mark in zip(ascii_uppercase, chart.marks, strict=False):
        lines = wrapped(mark.label, wide - 24, SMALL)
        parts += [words(4, y + 12, sign, bold=True), *block(24, y + 12, lines, size=SMALL)]
        y += len(lines) * (SMALL + 3) + 3
    return y + 4, parts

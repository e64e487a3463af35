"""Horizontal bars: shares with their intervals, alone or before and after."""

from collections.abc import Iterator

from workflows.tryghedsnetvaerk.documents.charts import Bar, Bars, Pair, Pairs, Share
from workflows.tryghedsnetvaerk.documents.drawing.pen import (
    ACCENT,
    EDGE,
    HAIR,
    INK,
    LETTER,
    PALE,
    QUIET,
    SMALL,
    block,
    length,
    line,
    rect,
    whisker,
    words,
    wrapped,
)

BEFORE = "#9db4c8"
THICK, APART = 18, 9  # how thick a bar is, and how far rows are apart
TICKS = (0, 0.25, 0.5, 0.75, 1)
NARROW = 560  # from here on there is room for what is said beside the bars


class Field:
    """Where bars lie between the labels at the left and what is said at the right."""

    def __init__(self, wide: float, said: float, base: float, label: float = 0.38) -> None:
        self.wide = wide - EDGE
        self.label = wide * (0.36 if wide < NARROW else label) - 12
        self.left = self.label + 12
        self.right = self.wide - base - said - 12
        self.said = self.right + 8

    def at(self, share: float) -> float:
        """Return where a share ends."""
        return self.left + (self.right - self.left) * min(max(share, 0), 1)

    def scale(self, top: float, bottom: float, unit: str = " %") -> Iterator[str]:
        """Draw the scale from 0 to 100."""
        for share in TICKS:
            yield line(self.at(share), top, self.at(share), bottom, stroke=INK if not share else HAIR)
            if share in (0, 0.5, 1):
                yield words(self.at(share), bottom + 16, f"{100 * share:.0f}{unit}", size=SMALL,
                            anchor="middle", fill=QUIET)  # fmt: skip

    def bar(self, share: Share, y: float, fill: str) -> Iterator[str]:
        """Draw one bar with its interval; what is not shown is an empty frame."""
        if share.share is None:
            yield rect(self.left, y + 2, self.right - self.left, THICK - 4, PALE, stroke=QUIET, dash="2 3")
            return
        yield rect(self.left, y, self.at(share.share) - self.left, THICK, fill, stroke=INK)
        if share.low is not None and share.high is not None:
            yield from whisker(self.at(share.low), self.at(share.high), y + THICK / 2)


def bars(chart: Bars, wide: float) -> tuple[float, list[str]]:
    """Return how high the drawing is, and its parts."""
    rows = chart.ordered()
    base = max((length(row.base, SMALL) for row in rows), default=0) + 8
    field = Field(wide, max((length(row.said) for row in rows), default=0), base)
    parts: list[str] = []
    y = 26.0
    for row in rows:
        drawn, high = _row(field, row, y)
        parts += drawn
        y += high + APART
    head = words(field.wide, 14, chart.head[3], size=SMALL, anchor="end", fill=QUIET)
    return y + 20, [head, *field.scale(20, y, chart.unit), *parts]


def _row(field: Field, row: Bar, y: float) -> tuple[list[str], float]:
    lines = wrapped(row.label, field.label)
    high = max(len(lines) * (LETTER + 3), THICK)
    middle = y + (high - THICK) / 2
    return [
        *block(0, y + LETTER - 1 + (high - len(lines) * (LETTER + 3)) / 2, lines),
        *field.bar(row, middle, ACCENT),
        words(field.said, middle + 14, row.said, bold=row.share is not None),
        words(field.wide, middle + 14, row.base, size=SMALL, anchor="end", fill=QUIET),
    ], high


def pairs(chart: Pairs, wide: float) -> tuple[float, list[str]]:
    """Return how high the drawing is, and its parts."""
    said = max((length(one.said) for row in chart.rows for one in (row.before, row.after)), default=0)
    base = max((length(one.base, SMALL) for row in chart.rows for one in (row.before, row.after)), default=0) + 8
    field = Field(wide, said, base, 0.46)  # room for a difference with its interval on one line
    parts = [
        rect(0, 2, 14, 14, BEFORE, stroke=INK), words(20, 14, chart.before),
        rect(wide / 2, 2, 14, 14, ACCENT, stroke=INK), words(wide / 2 + 20, 14, chart.after),
    ]  # fmt: skip
    y = 38.0
    for row in chart.rows:
        drawn, high = _pair(field, row, y)
        parts += drawn
        y += high + APART + 4
    return y + 20, [*field.scale(30, y), *parts]


def _pair(field: Field, row: Pair, y: float) -> tuple[list[str], float]:
    lines = wrapped(row.label, field.label) + (wrapped(row.said, field.label, SMALL, 2) if row.said else [])
    labels = len(lines) - (len(wrapped(row.said, field.label, SMALL, 2)) if row.said else 0)
    high = max(len(lines) * (LETTER + 3), 2 * THICK + 3)
    parts = block(0, y + LETTER - 1, lines[:labels])
    parts += block(0, y + labels * (LETTER + 3) + SMALL, lines[labels:], size=SMALL)
    for share, fill, top in ((row.before, BEFORE, y), (row.after, ACCENT, y + THICK + 3)):
        parts += field.bar(share, top, fill)
        parts.append(words(field.said, top + 14, share.said, bold=share.share is not None))
        parts.append(words(field.wide, top + 14, share.base, size=SMALL, anchor="end", fill=QUIET))
    return parts, high

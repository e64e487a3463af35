"""Whole bars divided by the steps of a scale."""

from workflows.tryghedsnetvaerk.documents.charts import Item, Steps
from workflows.tryghedsnetvaerk.documents.drawing.pen import (
    ACCENT,
    EDGE,
    INK,
    LETTER,
    PALE,
    QUIET,
    SMALL,
    WHITE,
    block,
    length,
    rect,
    words,
    wrapped,
)

# From safe to unsafe; each is lighter or darker than its neighbours, so that a print without colour tells them apart.
FILLS = (ACCENT, "#7fa8cc", "#e6e9ed", "#eba86f", "#94400f")
ON_IT = (WHITE, INK, INK, INK, WHITE)
THICK, APART = 26, 8


def steps(chart: Steps, wide: float) -> tuple[float, list[str]]:
    """Return how high the drawing is, and its parts."""
    top, parts = _legend(chart, wide)
    base = max((length(row.base, SMALL) for row in chart.rows), default=0) + 8
    y = top
    for row in chart.rows:
        lines = wrapped(row.label, wide - base - 8, most=2)
        parts += block(0, y + LETTER, lines)
        parts.append(words(wide - EDGE, y + LETTER, row.base, size=SMALL, anchor="end", fill=QUIET))
        y += len(lines) * (LETTER + 3) + 4
        parts += _bar(row, y, wide)
        y += THICK + APART + 6
    return y, parts


def _legend(chart: Steps, wide: float) -> tuple[float, list[str]]:
    parts: list[str] = []
    x, y = 0.0, 2.0
    for nr, step in enumerate(chart.steps):
        room = length(step, SMALL) + 34
        if x and x + room > wide:
            x, y = 0.0, y + 20
        parts += [rect(x, y, 14, 14, _fill(nr), stroke=INK), words(x + 20, y + 12, step, size=SMALL)]
        x += room
    return y + 26, parts


def _bar(row: Item, y: float, wide: float) -> list[str]:
    if not row.shares:
        frame = rect(0.5, y, wide - 1, THICK, PALE, stroke=QUIET, dash="2 3")
        return [frame, words(wide / 2, y + 18, (row.said or ("",))[0], anchor="middle")]
    parts: list[str] = []
    x, whole = 0.5, sum(row.shares) or 1
    for nr, share in enumerate(row.shares):
        long = (wide - 1) * share / whole
        if share > 0:
            parts.append(rect(x, y, long, THICK, _fill(nr), stroke=INK))
        said = row.said[nr] if nr < len(row.said) else ""
        if said and length(said) + 6 <= long:
            parts.append(words(x + long / 2, y + 18, said, anchor="middle", fill=ON_IT[nr % len(ON_IT)]))
        x += long
    return parts


def _fill(nr: int) -> str:
    return FILLS[nr % len(FILLS)]

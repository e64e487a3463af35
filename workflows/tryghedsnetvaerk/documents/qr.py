"""QR codes as SVG: the one door to segno."""

from dataclasses import dataclass
from functools import cache

import segno

from workflows.tryghedsnetvaerk.documents.drawing.pen import clean

QUIET_ZONE = 4  # white squares around, as the standard asks


@dataclass(frozen=True, kw_only=True)
class Code:
    """An address to be read by a telephone, and what is said beside it; a code is never shown without its address."""

    address: str
    title: str
    says: str = ""


@cache
def svg(address: str, title: str) -> str:
    """Return the QR code of *address* as SVG that scales, with *title* as what it is called."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=QUIET_ZONE)]
    wide = len(rows)
    dark = "".join(f"M{x} {y}h{long}v1h-{long}z" for y, row in enumerate(rows) for x, long in _runs(row))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" viewBox="0 0 {wide} {wide}" '
        f'shape-rendering="crispEdges" aria-label="{clean(title)}">'
        f'<rect width="{wide}" height="{wide}" fill="#ffffff"/><path d="{dark}" fill="#000000"/></svg>'
    )


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Return where dark squares begin in a row, and how many follow each other."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((x, 1))
    return found

"""The pen: rectangles, lines and words as SVG, and how many words fit."""

import textwrap
from collections.abc import Iterable, Sequence
from html import escape

SCREEN, PAPER = 480, 640  # how wide a drawing is: small enough for a telephone, wide enough for a page
EDGE = 3  # what the last letter of a line may need
LETTER, SMALL = 14, 12  # how high letters are
ROOMY = 0.56  # how wide a letter is for its height, on the safe side
INK, QUIET, HAIR, PALE, WHITE = "#1a1a1a", "#4f5863", "#b8c0c8", "#eef1f4", "#ffffff"
ACCENT, SECOND, THIRD, FOURTH = "#12395b", "#b5531c", "#2f7d6b", "#6d5a9c"
FONT = "IBM Plex Sans, IBM Plex Sans Arabic, Arial, sans-serif"


def words(
    x: float, y: float, said: str, *, size: int = LETTER, anchor: str = "start", fill: str = INK, bold: bool = False
) -> str:
    """Return a line of text."""
    weight = ' font-weight="600"' if bold else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" fill="{fill}"{place}{weight}>{clean(said)}</text>'


def block(x: float, y: float, lines: Sequence[str], *, size: int = LETTER, anchor: str = "start") -> list[str]:
    """Return lines of text under each other."""
    return [words(x, y + nr * (size + 3), one, size=size, anchor=anchor) for nr, one in enumerate(lines)]


def rect(x: float, y: float, wide: float, high: float, fill: str, *, stroke: str = "", dash: str = "") -> str:
    """Return a rectangle."""
    edge = f' stroke="{stroke}" stroke-width="1"' if stroke else ""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(wide, 0))}" height="{_n(high)}" fill="{fill}"{edge}{dashed}/>'


def line(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = HAIR, width: float = 1, dash: str = ""
) -> str:  # fmt: skip
    """Return a straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
        f'stroke="{stroke}" stroke-width="{_n(width)}"{dashed}/>'
    )


def path(points: Sequence[tuple[float, float]], *, stroke: str, dash: str = "") -> str:
    """Return a line through points."""
    drawn = " ".join(f"{'L' if nr else 'M'}{_n(x)} {_n(y)}" for nr, (x, y) in enumerate(points))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{drawn}" fill="none" stroke="{stroke}" stroke-width="2"{dashed}/>'


def whisker(low: float, high: float, y: float) -> list[str]:
    """Return an interval from *low* to *high*: black on white, so that it is seen on a bar and beside it."""
    spans = [(low, y, high, y), (low, y - 5, low, y + 5), (high, y - 5, high, y + 5)]
    return [line(*span, stroke=WHITE, width=4) for span in spans] + [
        line(*span, stroke=INK, width=1.5) for span in spans
    ]


def canvas(wide: float, high: float, title: str, says: str, parts: Iterable[str], mark: str) -> str:
    """Return the whole drawing with what it is called and what it says; *mark* keeps its names apart from others'."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {_n(wide)} {_n(high)}" '
        f'aria-labelledby="{mark}-t {mark}-d" font-family="{FONT}">'
        f'<title id="{mark}-t">{clean(title)}</title><desc id="{mark}-d">{clean(says)}</desc>{"".join(parts)}</svg>'
    )


def wrapped(said: str, room: float, size: int = LETTER, most: int = 4) -> list[str]:
    """Return *said* as lines that fit in *room*; what goes beyond *most* lines ends in an ellipsis."""
    letters = max(int(room / (size * ROOMY)), 6)
    return textwrap.wrap(said, letters, max_lines=most, placeholder=" …") or [""]


def clean(said: str) -> str:
    """Return *said* as text in a drawing."""
    return escape("".join(sign if sign.isprintable() else " " for sign in said))


def length(said: str, size: int = LETTER) -> float:
    """Return about how long a text is."""
    return len(said) * size * ROOMY


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

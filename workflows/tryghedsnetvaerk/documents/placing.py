"""Charts and codes in a paper: a line such as ``[[diagram: indbrud]]`` is where one stands.

People move and delete such lines as they like. A line whose word the paper does not know stays the text it is, and
nothing that people write becomes a picture: the drawing and all that is said with it come from the paper's own data.
"""

import base64
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from engine.text import N_, say
from workflows.tryghedsnetvaerk.documents import qr
from workflows.tryghedsnetvaerk.documents.charts import Chart, Table
from workflows.tryghedsnetvaerk.documents.drawing.figure import svg
from workflows.tryghedsnetvaerk.documents.drawing.pen import PAPER, SCREEN

FIGURE = N_("Figur {nr}. {titel}")
STANDS = N_("Diagram: {titel}")
AS_TABLE = N_("Vis tallene som tabel")
BEHIND = N_("Tallene bag figurerne")
AT_THE_END = frozenset({"report", "evaluation"})  # papers whose tables are gathered in an annex
DRAWN_ONLY = frozenset({"summary", "facts"})  # handed out: each chart says its figures; the table is on the screen
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
SMALLER = 0.72  # how much of its width a drawing has in Word where all is to be one page
CODE = 0.25  # how much of the width of the text a QR code takes
WIDE = 16  # centimetres of text on a page

_LINE = re.compile(rf"(?m)^ {{0,3}}(\[\[diagram: {KEY.pattern}\]\])[ \t]*$")
_ASKED = re.compile(r"(?i)\[\[[ \t]*diagram\b[^\[\]\n]{0,80}\]\]")
_PLACE = re.compile(rf"<p>\[\[diagram: ({KEY.pattern})\]\]</p>")

Diagram = Chart | qr.Code


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What stands in one place of a paper: the drawing, and what is said over it, under it and instead of it."""

    svg: str
    caption: str
    alt: str
    source: str
    share: float = 1.0
    table: Table | None = None


def line(key: str) -> str:
    """Return the line that asks for a diagram.

    :raises ValueError: if *key* cannot stand in it
    """
    if not KEY.fullmatch(key):
        raise ValueError(f"not a word for a diagram: {key!r}")
    return f"[[diagram: {key}]]"


def keys(markdown: str) -> list[str]:
    """Return the diagrams that a text asks for, in order."""
    return [found[len("[[diagram: ") : -2] for found in _LINE.findall(markdown.replace("\r\n", "\n"))]


def unknown(markdown: str, known: Collection[str] = ()) -> list[str]:
    """Return what looks like such a line and is none: of no *known* diagram, wrongly spelled, or within other text."""

    def left(found: re.Match[str]) -> str:
        return "" if found[1][len("[[diagram: ") : -2] in known else found[0]

    return list(dict.fromkeys(_ASKED.findall(_LINE.sub(left, markdown.replace("\r\n", "\n")))))


def apart(markdown: str) -> str:
    """Return *markdown* with every such line as a paragraph of its own."""
    return _LINE.sub(r"\n\1\n", markdown.replace("\r\n", "\n"))


def count(markdown: str, diagrams: Mapping[str, Diagram]) -> int:
    """Return how many numbers a text's charts take; codes have none."""
    return sum(key in diagrams and not isinstance(diagrams[key], qr.Code) for key in keys(markdown))


def titled(markdown: str, diagrams: Mapping[str, Diagram], locale: str) -> str:
    """Return *markdown* with the title of each chart in the place of the line that asks for it."""

    def said(found: re.Match[str]) -> str:
        diagram = diagrams.get(found[1][len("[[diagram: ") : -2])
        return found[1] if diagram is None else say(STANDS, locale, {"titel": diagram.title})

    return _LINE.sub(said, markdown.replace("\r\n", "\n"))


def drawings(
    clean: str, diagrams: Mapping[str, Diagram], locale: str, *, paper: bool, mark: str = "figur", after: int = 0
) -> list[Drawing]:
    """Return what is drawn in the clean HTML of a paper, in order; charts are numbered on *after*, codes are not."""
    found: list[Drawing] = []
    number = after
    for key in _PLACE.findall(clean):
        diagram = diagrams.get(key)
        if isinstance(diagram, qr.Code):
            found.append(_code(diagram))
        elif diagram is not None:
            number += 1
            caption = say(FIGURE, locale, {"nr": number, "titel": diagram.title})
            found.append(_chart(diagram, caption, f"{mark}-{number}", PAPER if paper else SCREEN))
    return found


def on_screen(clean: str, diagrams: Mapping[str, Diagram], locale: str, mark: str = "figur", *, after: int = 0) -> str:
    """Return a paper with its drawings as SVG, each with its figures as a table to unfold.

    A page that shows several papers gives each a *mark* of its own; the charts of a part are numbered *after* those of
    the parts before it.
    """
    drawn = drawings(clean, diagrams, locale, paper=False, mark=mark, after=after)
    unfold = escape(say(AS_TABLE, locale))
    return _put(clean, diagrams, [_figure(one, unfold) for one in drawn])


def for_press(clean: str, diagrams: Mapping[str, Diagram], drawn: Sequence[Drawing], kind: str, locale: str) -> str:
    """Return a paper in which each drawing is asked for by its number, with all tables."""
    parts = [f'<div class="diagram">{nr}</div>' for nr in range(len(drawn))]
    return _with_tables(clean, diagrams, parts, drawn, kind, locale)


def for_word(
    clean: str,
    diagrams: Mapping[str, Diagram],
    drawn: Sequence[Drawing],
    pictures: Sequence[bytes],
    kind: str,
    locale: str,
) -> str:
    """Return a paper in which each drawing is a picture, with all tables."""
    scale = SMALLER if kind in DRAWN_ONLY else 1.0
    parts = [_picture(one, picture, scale) for one, picture in zip(drawn, pictures, strict=True)]
    return _with_tables(clean, diagrams, parts, drawn, kind, locale)


def _chart(chart: Chart, caption: str, mark: str, wide: float) -> Drawing:
    made = svg(chart, mark=mark, wide=wide)
    return Drawing(svg=made, caption=caption, alt=chart.says or chart.title, source=chart.source, table=chart.table())


def _code(code: qr.Code) -> Drawing:
    says = " ".join(filter(None, [code.says, code.address]))
    return Drawing(svg=qr.svg(code.address, code.title), caption="", alt=code.title, source=says, share=CODE)


def _put(clean: str, diagrams: Mapping[str, Diagram], parts: Sequence[str]) -> str:
    waiting = iter(parts)
    return _PLACE.sub(lambda found: next(waiting) if diagrams.get(found[1]) else found[0], clean)


def figure(chart: Chart, locale: str, mark: str) -> str:
    """Return a chart as a page shows it outside a paper; *mark* is a word that no other chart on the page has."""
    return _figure(_chart(chart, chart.title, mark, SCREEN), escape(say(AS_TABLE, locale)))


def _figure(one: Drawing, unfold: str) -> str:
    caption = f"<figcaption>{escape(one.caption)}</figcaption>" if one.caption else ""
    source = f'<p class="source">{escape(one.source)}</p>' if one.source else ""
    folded = f'<summary class="details-summary">{unfold}</summary><div class="details-text">{_table(one)}</div>'
    table = f'<details class="details">{folded}</details>' if one.table else ""
    return f'<figure class="{"chart" if one.table else "code"}">{caption}{one.svg}{source}{table}</figure>'


def _picture(one: Drawing, picture: bytes, scale: float) -> str:
    caption = f'<div custom-style="Figure Title"><p>{escape(one.caption)}</p></div>' if one.caption else ""
    data = base64.b64encode(picture).decode()
    wide = f"{WIDE * one.share * scale:.1f}cm"
    image = f'<p><img src="data:image/png;base64,{data}" alt="{escape(one.alt)}" width="{wide}"></p>'
    source = f'<div custom-style="Figure Source"><p>{escape(one.source)}</p></div>' if one.source else ""
    return f'{caption}<div custom-style="Figure Drawing">{image}</div>{source}'


def _with_tables(
    clean: str, diagrams: Mapping[str, Diagram], parts: Sequence[str], drawn: Sequence[Drawing], kind: str, locale: str
) -> str:
    if kind in DRAWN_ONLY:
        return _put(clean, diagrams, parts)
    if kind not in AT_THE_END:
        return _put(clean, diagrams, [f"{part}{_table(one)}" for part, one in zip(parts, drawn, strict=True)])
    annex = "".join(f"<h3>{escape(one.caption)}</h3>{_table(one)}" for one in drawn if one.table)
    head = f"<h2>{escape(say(BEHIND, locale))}</h2>" if annex else ""
    return _put(clean, diagrams, parts) + head + annex


def _table(one: Drawing) -> str:
    if one.table is None:
        return ""
    head, rows = one.table
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"

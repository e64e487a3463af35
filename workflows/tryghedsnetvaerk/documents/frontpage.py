"""The front of a longer paper: its facts in a box and what it holds; on paper the text begins on the next page."""

import re
from collections.abc import Sequence
from html import escape

from engine.text import N_, say

Facts = Sequence[tuple[str, str]]
CONTENTS = N_("Indhold")
ABOUT = N_("Om rapporten")
HEADING = re.compile(r"<h2>(.*?)</h2>", re.S)
SUMMARY = 2  # the part that is read first stands in a box of its own
PARTS = 7  # of the report; what comes after them is annexes, which begin on a page of their own


def on_screen(clean: str, facts: Facts, locale: str) -> str:
    """Return a paper with its facts and, as links, what it holds, before its first heading."""
    titles = HEADING.findall(clean)
    if not facts or not titles:
        return clean
    before, rest = _parted(clean)
    links = "".join(f'<li><a href="#afsnit-{nr}">{title}</a></li>' for nr, title in enumerate(titles, 1))
    told = "".join(f"<div><dt>{escape(what)}</dt><dd>{escape(said)}</dd></div>" for what, said in facts)
    name = escape(say(CONTENTS, locale))
    front = f'<dl class="paper-facts">{told}</dl><nav class="paper-contents" aria-label="{name}"><ol>{links}</ol></nav>'
    return f"{before}{front}{_anchored(rest)}"


def for_press(clean: str, facts: Facts) -> str:
    """Return a paper whose front is set by the press: it asks for it where the facts belong."""
    if not facts or not HEADING.search(clean):
        return clean
    before, rest = _parted(clean)
    sections = re.split(r"(?=<h2>)", rest)
    boxed = [
        f'<div class="summary">{one}</div>' if nr == SUMMARY and "<table>" not in one else one
        for nr, one in enumerate(sections)
    ]
    if len(sections) > PARTS + 1:  # the first is what stands before them: nothing
        boxed.insert(PARTS + 1, '<div class="leaf">0</div>')
    return f'{before}<div class="front">0</div>{"".join(boxed)}'


def for_word(clean: str, facts: Facts, locale: str) -> str:
    """Return a paper with its facts as a table, and what it holds as a list of links."""
    titles = HEADING.findall(clean)
    if not facts or not titles:
        return clean
    before, rest = _parted(clean)
    rows = "".join(f"<tr><td>{escape(what)}</td><td>{escape(said)}</td></tr>" for what, said in facts)
    head = f"<tr><th>{escape(say(ABOUT, locale))}</th><th></th></tr>"
    links = "".join(f'<li><a href="#afsnit-{nr}">{title}</a></li>' for nr, title in enumerate(titles, 1))
    contents = f'<div custom-style="Contents"><p>{escape(say(CONTENTS, locale))}</p></div><ul>{links}</ul>'
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    return f"{before}{table}{contents}{_anchored(rest)}"


def _parted(clean: str) -> tuple[str, str]:
    """Return what stands before the first heading, and the rest."""
    first = HEADING.search(clean)
    at = first.start() if first else len(clean)
    return clean[:at], clean[at:]


def _anchored(clean: str) -> str:
    """Give each heading the name that its link asks for."""
    parts = clean.split("<h2>")
    return parts[0] + "".join(f'<h2 id="afsnit-{nr}">{part}' for nr, part in enumerate(parts[1:], 1))

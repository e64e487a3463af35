"""The headings of a paper: their steps, what stays together under them, and no name twice."""

import re
from html import escape


def together(body: str, ending: str) -> str:
    """Mark the standing text under the heading *ending*, which ends a paper, as what stays on one page."""
    over = re.escape(escape(ending, quote=False))
    return re.sub(rf"(?s)<h[2-4]>{over}</h[2-4]>.*$", r'<div class="together">\g<0></div>', body)


def in_steps(clean: str, first: int = 2) -> str:
    """Let headings begin at level *first*, under the title, and never skip a level, as PDF/UA demands."""
    shown: list[tuple[int, int]] = []

    def place(match: re.Match[str]) -> str:
        level = int(match[2])
        if match[1]:
            return f"</h{shown[-1][1]}>"
        while shown and shown[-1][0] >= level:
            shown.pop()
        shown.append((level, shown[-1][1] + 1 if shown else first))
        return f"<h{shown[-1][1]}>"

    return re.sub(r"<(/?)h([1-4])>", place, re.sub(r"<h([1-4])>\s*</h\1>", "", clean))


def without_labels(text: str) -> str:
    """Take out the labels pandoc gives to headings: two of the same name would stop Typst."""
    return re.sub(r"(?m)^(=+ .*)\n<[^<>\s]+>$", r"\1", text)

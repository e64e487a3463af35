"""Two versions of a text word by word: what stayed, what went, and what came."""

import difflib
import re
from dataclasses import dataclass

SAME, GONE, NEW = "ens", "fjernet", "nyt"
MOST = 2_000  # words of one stretch that are compared one by one; longer ones are shown whole


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words that both versions have, or only one of them."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Stretch]:
    """Return the stretches of two texts in order; together they hold every word of both."""
    old, new = (text.replace("\r\n", "\n").splitlines(keepends=True) for text in (before, after))
    found: list[Stretch] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, is_now = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            found.append(Stretch(SAME, was))
        else:
            found += _words(was, is_now)
    return _joined(found)


def sides(stretches: list[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    """Return the stretches of the older and of the newer version."""
    return [one for one in stretches if one.kind != NEW], [one for one in stretches if one.kind != GONE]


def _words(was: str, is_now: str) -> list[Stretch]:
    old, new = re.findall(r"\S+\s*|\s+", was), re.findall(r"\S+\s*|\s+", is_now)
    if max(len(old), len(new)) > MOST:
        return [Stretch(GONE, was), Stretch(NEW, is_now)]
    found: list[Stretch] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Stretch(SAME, "".join(old[a:b])))
        else:
            found += [Stretch(GONE, "".join(old[a:b])), Stretch(NEW, "".join(new[c:d]))]
    return found


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Return stretches without empty ones, neighbours of one kind as one."""
    found: list[Stretch] = []
    for one in stretches:
        if one.text and found and found[-1].kind == one.kind:
            found[-1] = Stretch(one.kind, found[-1].text + one.text)
        elif one.text:
            found.append(one)
    return found

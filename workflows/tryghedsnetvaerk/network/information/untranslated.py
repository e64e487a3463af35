"""What of a text in another language is still the Danish one."""

from collections.abc import Iterator, Sequence

from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.documents import notices
from workflows.tryghedsnetvaerk.documents.languages import DANISH, own_name
from workflows.tryghedsnetvaerk.network.information.models import ResidentText

TITLE = N_("Overskriften er den samme som på dansk. Oversæt den til {sprog}.")
BODY = N_("Teksten er ikke oversat til {sprog}. Den siger det samme som den danske: »{linje}«")
LONG = 25  # signs that a line has at least when it says something of its own
SHOWN = 80


def find_danish(row: ResidentText, texts: Sequence[ResidentText]) -> Iterator[tuple[str, Sentence]]:
    """Give each field of a text that says what a Danish one of the same notice, or the Danish template, says."""
    danish = [one for one in texts if one.language == DANISH and one is not row]
    name = own_name(row.language)
    titles = [one.title for one in danish if one.kind == row.kind]
    titles += [notices.word(key, DANISH) for key in ("meeting", "begins")]
    if _same(row.title) in map(_same, titles):
        yield "title", sentence(TITLE, sprog=name)
    if line := standing_line(row.body, [one.body for one in danish], notices.shipped_lines(DANISH)):
        yield "body", sentence(BODY, sprog=name, linje=line[:SHOWN])


def standing_line(body: str, danish: Sequence[str], shipped: frozenset[str]) -> str:
    """Return the first line that makes a text one of those in another language; nothing when it is its own.

    One of what the house has *shipped* there is enough, or half of a *danish* text beside it.
    """
    lines = [line for line in (one.strip() for one in body.splitlines()) if line]
    told = {_same(line) for line in lines}
    if ours := next((line for line in lines if len(line) >= LONG and _same(line) in shipped), ""):
        return ours
    for one in danish:
        wanted = {said for line in one.splitlines() if (said := _same(line))}
        if _same(one) == _same(body) or 2 * len(_long(wanted & told)) > len(_long(wanted)):
            return next((line for line in lines if _same(line) in wanted), "")
    return ""


def _long(lines: set[str]) -> set[str]:
    return {line for line in lines if len(line) >= LONG}


def _same(text: str) -> str:
    """Return what two texts have in common that say the same in the same words."""
    return " ".join(text.casefold().split())

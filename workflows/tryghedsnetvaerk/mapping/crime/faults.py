"""What is wrong with a file: every place of it named, with what was expected there; a file with a fault is not read."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import BadInput
from engine.text import N_, Sentence, say, sentence

SHOWN = 100  # faults that are named; the rest are counted
QUOTED = 60  # signs of a cell that are repeated


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be used: the file, the row and the column (0 and nothing when it is all of it), and why."""

    file: str
    row: int
    column: str
    what: Sentence

    def said(self, locale: str) -> str:
        """Return the fault as one line in a language."""
        what = say(self.what.text, locale, self.what.values)
        if not self.row:
            text = N_("{fil}: {hvad}")
        elif not self.column:
            text = N_("{fil}, række {raekke}: {hvad}")
        else:
            text = N_("{fil}, række {raekke}, kolonne {kolonne}: {hvad}")
        return say(text, locale, {"fil": self.file, "raekke": self.row, "kolonne": self.column, "hvad": what})


class Unreadable(BadInput):
    """A file cannot be used; *faults* names the first of what is wrong with it, *found* counts all of it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(N_("Intet er læst ind. Fejl i filen: {antal}."), page="#file", antal=len(faults))
        self.faults, self.found = tuple(faults[:SHOWN]), len(faults)

    def __str__(self) -> str:
        return "\n".join(fault.said("da") for fault in self.faults)


class Whole(Unreadable):
    """The whole file is refused, with one reason."""

    def __init__(self, file: str, what: Sentence) -> None:
        super().__init__([Fault(file, 0, "", what)])


def refused(file: str, text: str, **values: object) -> Whole:
    """Return the refusal of a whole file."""
    return Whole(file, sentence(text, **values))


def quoted(cell: str) -> str:
    """Return a cell as a fault repeats it."""
    told = " ".join(cell.split())
    return told if len(told) <= QUOTED else f"{told[: QUOTED - 1]}…"

"""What a ballot box holds, always as wide as before, so that it is written over where it lies.         (pure)

A row that grew would be moved, and its old place would tell how it was before the newest answer.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

SIZE = 6  # bytes of a mark; two of ten thousand forms are alike once in five million surveys
ROOM = 256  # marks there is room for at first; the room is doubled when it is full
EMPTY = b"\xff" * SIZE
WIDTH = 8  # digits of a count


class Held(NamedTuple):
    """What a box holds: a bit for each code, the marks of the forms it let in, sorted, and the languages' counts."""

    spent: bytes
    taken: bytes
    languages: str


def begun(codes: int, languages: Sequence[str]) -> Held:
    """Return what an empty box holds, with room for *codes* and counts of *languages*."""
    return Held(bytes(_bytes(codes)), EMPTY * ROOM, _written(dict.fromkeys(languages, 0)))


def with_room(spent: bytes, codes: int) -> bytes:
    """Return the bits of a box that has come to have more codes."""
    return spent.ljust(_bytes(codes), b"\0")


def is_spent(spent: bytes, position: int) -> bool:
    """Say whether the code at *position* was used."""
    return bool(spent[position // 8] >> position % 8 & 1)


def spend(spent: bytes, position: int) -> bytes:
    """Return the bits with the one of the code at *position* set."""
    at = position // 8
    return spent[:at] + bytes([spent[at] | 1 << position % 8]) + spent[at + 1 :]


def mark_of(form: str) -> bytes:
    """Return the mark of a form, from which the form cannot be found."""
    return sha256(form.encode()).digest()[:SIZE]


def holds(taken: bytes, mark: bytes) -> bool:
    """Say whether the form of *mark* was let in."""
    at = _place(taken, mark)
    return taken[at : at + SIZE] == mark


def put(taken: bytes, mark: bytes) -> bytes:
    """Return the marks with one more at its place."""
    kept = taken if taken.endswith(EMPTY) else taken + EMPTY * max(ROOM, len(taken) // SIZE)
    at = _place(kept, mark)
    return kept[:at] + mark + kept[at:-SIZE]


def tally(languages: str) -> dict[str, int]:
    """Return how many answered in each language."""
    found: dict[str, int] = json.loads(languages)
    return found


def counted(languages: str, language: str) -> str:
    """Return the counts with one more of *language*."""
    found = tally(languages)
    return _written(found | {language: found.get(language, 0) + 1})


def _place(taken: bytes, mark: bytes) -> int:
    low, high = 0, len(taken) // SIZE
    while low < high:
        middle = (low + high) // 2
        if taken[middle * SIZE : (middle + 1) * SIZE] < mark:
            low = middle + 1
        else:
            high = middle
    return low * SIZE


def _bytes(codes: int) -> int:
    return (codes + 7) // 8


def _written(counts: Mapping[str, int]) -> str:
    return "{" + ",".join(f'"{language}":{count:{WIDTH}}' for language, count in sorted(counts.items())) + "}"

"""What somebody who holds the whole database can sort by: pages, cells, transactions, and copies of what was."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

INNER, TABLE_INNER = (2, 5), 5  # the kinds of pages that only lead on; those of a table hold no rows
Order = Mapping[int, tuple[int, ...]]  # who, and what a trace sorts them by


@dataclass
class Pages:
    """A database of SQLite as bytes."""

    body: bytes

    @property
    def size(self) -> int:
        return int(struct.unpack(">H", self.body[16:18])[0])

    def page(self, number: int) -> bytes:
        return self.body[(number - 1) * self.size : number * self.size]

    def of(self, root: int) -> set[int]:
        """Return the pages of one table or index; those that rows run over to are left out."""
        return {page for page, _ in self._walk(root)}

    def rows(self, root: int) -> list[tuple[int, int]]:
        """Return where each row of one table or index lies, in its own order: its page, and its place from the end."""
        return [(page, self.size - at) for page, at in self._walk(root) if at]

    def _walk(self, root: int) -> Iterator[tuple[int, int]]:
        page, start = self.page(root), 100 if root == 1 else 0
        yield root, 0
        kind = page[start]
        for at in self._cells(page, start, 12 if kind in INNER else 8):
            if kind in INNER:
                yield from self._walk(struct.unpack(">I", page[at : at + 4])[0])
            if kind != TABLE_INNER:
                yield root, at
        if kind in INNER:
            yield from self._walk(struct.unpack(">I", page[start + 8 : start + 12])[0])

    @staticmethod
    def _cells(page: bytes, start: int, head: int) -> Sequence[int]:
        count = struct.unpack(">H", page[start + 3 : start + 5])[0]
        return struct.unpack(f">{count}H", page[start + head : start + head + 2 * count])

    def changed(self, before: "Pages", owners: Mapping[str, int]) -> set[str]:
        """Return what owns the pages that are not as they were; the first page counts changes and is left out."""
        of = {number: name for name, root in owners.items() for number in self.of(root)}
        count = len(self.body) // self.size
        return {of.get(at, "?") for at in range(2, count + 1) if self.page(at) != before.page(at)}


def read_files(path: Path) -> bytes:
    """Return everything that lies on the disk of one database of SQLite."""
    beside = [path, *sorted(path.parent.glob(f"{path.name}-*"))]
    return b"".join(one.read_bytes() for one in beside)


def read_cluster(uri: str) -> bytes:
    """Return everything that lies on the disk of one database of PostgreSQL, its log of changes left out."""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        asked = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
        folder, number = connection.execute(asked).fetchone() or ("", 0)
    return b"".join(one.read_bytes() for one in sorted(Path(folder, "base", str(number)).iterdir()) if one.is_file())


def ranks(order: Mapping[int, Any]) -> dict[int, int]:
    """Return at which place each stands when sorted."""
    return {who: at for at, who in enumerate(sorted(order, key=lambda one: order[one]))}


def correlation(pairs: Sequence[tuple[int, int]]) -> float:
    """Return Spearman's rank correlation of pairs of places, without ties."""
    count = len(pairs)
    return 1 - 6 * sum((one - other) ** 2 for one, other in pairs) / (count * (count**2 - 1))


@dataclass(frozen=True)
class Match:
    """How well a trace of the answers fits one of the codes: rank correlation, and how many pairs it gets right."""

    rho: float
    right: int

    def beats_chance(self, count: int, tried: int) -> bool:
        """Say whether it is better than chance at one in a million, whatever of all that was tried.

        Of *count* pairs in an order by chance, the correlation is normal with variance 1 / (count - 1), and the number
        of right pairs is Poisson with mean 1: the bounds are 5.6 standard deviations and 14, for up to 50 trials.
        """
        assert tried <= 50
        return abs(self.rho) > 5.6 / (count - 1) ** 0.5 or self.right >= 14


def match(answers: Mapping[int, Any], codes: Mapping[int, Any], truth: Mapping[int, int]) -> Match:
    """Pair answers with codes as two traces sort them, and hold it against the truth: which code each answer used."""
    placed, spent = ranks(answers), ranks({code: codes[code] for code in truth.values()})
    pairs = [(placed[answer], spent[code]) for answer, code in truth.items()]
    return Match(correlation(pairs), sum(one == other for one, other in pairs))

"""Which groups are large enough to be shown, and what a table of themes says of each (statistics: small groups)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5  # a group of fewer than this is not shown


@dataclass(frozen=True, slots=True)
class Cover:
    """How the groups of a round are covered: how many of each, which are shown, which were never talked to."""

    sizes: Mapping[str, int]
    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    untouched: tuple[str, ...]

    def called(self, group: str) -> str:
        """Return a group by name where it is shown; nothing where that could point at somebody."""
        return group if group in self.shown else ""


def cover(listed: Sequence[str], interviews: Iterable[Mapping[str, int]]) -> Cover:
    """Return how the groups are covered by interviews, each given as how many of which group took part.

    Where one group alone would be hidden, what is said of the others would give it away: the smallest shown one is
    hidden with it.
    """
    sizes = dict.fromkeys(listed, 0)
    for took_part in interviews:
        for group, number in took_part.items():
            sizes[group] = sizes.get(group, 0) + number
    untouched = tuple(group for group, number in sizes.items() if not number)
    small = [group for group, number in sizes.items() if 0 < number < FEWEST]
    large = sorted((group for group, number in sizes.items() if number >= FEWEST), key=lambda group: sizes[group])
    if len(small) == 1 and large:
        small.append(large[0])
    shown = tuple(group for group in sizes if group in large and group not in small)
    return Cover(sizes, shown, tuple(group for group in sizes if group in small), untouched)


def tabulate(covered: Cover, themes: Iterable[Iterable[Mapping[str, int]]]) -> list[tuple[int, list[bool]]]:
    """Return for each theme in how many interviews it was heard, and in which of the shown groups; never how many of.

    A theme is given as the interviews it was heard in.
    """
    rows = []
    for interviews in themes:
        heard = list(interviews)
        groups = {group for took_part in heard for group, number in took_part.items() if number}
        rows.append((len(heard), [group in groups for group in covered.shown]))
    return rows

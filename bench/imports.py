"""A table of reported crime as StatBank saves it, 62 quarters × 100 areas, read and checked, beside the csv module.

``BENCH_CRIME_FILE`` names a real one; else one of the same shape, size and encoding is made.
"""

import csv
import io
import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Line, median
from engine.commands import Command
from engine.db import Database
from engine.people.actions import add_person
from workflows import newest
from workflows.tryghedsnetvaerk.mapping.crime.actions import import_figures
from workflows.tryghedsnetvaerk.mapping.crime.classification import COUNTRY, REGIONS, areas
from workflows.tryghedsnetvaerk.mapping.crime.parts import Asked
from workflows.tryghedsnetvaerk.mapping.crime.reading import read
from workflows.tryghedsnetvaerk.network.actions import create_network

LONGEST = 5.0  # times as long as the csv module takes to read the same
ROUNDS, TIMES, WRITTEN = 9, 30, 5
QUARTERS = [f"{year}K{quarter}" for year in range(2007, 2023) for quarter in (1, 2, 3, 4)][:62]


def measure(database: Database, kind: str) -> Iterator[Line]:
    """Read the same bytes both ways, turn about; then import them whole, written and committed with their event."""
    data = _file()
    if database.file:
        assert len(read("tal.csv", data).series) == 100
        pairs = [(_took(lambda: read("tal.csv", data)), _took(lambda: _plainly(data))) for _ in range(ROUNDS)]
        ours, plain = median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])
        told = f"{1000 * ours:.2f} ms against {1000 * plain:.2f} ms"
        yield Line("crime figures, 62 quarters × 100 areas, read and checked, beside csv", ours / plain, LONGEST, True,
                   "×", told)  # fmt: skip
    times = [_imported(database, data, at) for at in range(WRITTEN)]
    yield Line(f"the same imported whole on {kind}: read, written, in the history, committed", 1000 * median(times),
               unit="ms")  # fmt: skip


def _took(does: Callable[[], object]) -> float:
    """Return the shortest time of many: what else the machine does only ever adds."""
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        does()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def _plainly(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("iso-8859-1"), newline="")))


def _file() -> bytes:
    """Return a real file, or one made like it: every text quoted, two blank columns, no title and no offence."""
    if named := os.environ.get("BENCH_CRIME_FILE"):
        return Path(named).read_bytes()
    chance = random.Random(7)
    names = [one.da for code, one in areas().items() if code not in (COUNTRY, *REGIONS)]
    lines = [",".join(f'"{cell}"' for cell in (" ", " ", *QUARTERS))]
    for name in names:
        usual = chance.choice((90, 700, 1_200, 5_000, 24_000))
        counts = ",".join(str(round(usual * chance.uniform(0.7, 1.3))) for _ in QUARTERS)
        lines.append(f'" ","{name}",{counts}')
    return "\n".join(lines).encode("iso-8859-1")


def _imported(database: Database, data: bytes, at: int) -> float:
    now, workflow = datetime.now(UTC), newest("tryghedsnetvaerk")
    with database.write() as session:
        who = add_person(session, actor=None, now=now, name=f"Anna {at}", coordinator=True).id
        begin = Command(workflow=workflow, process_id=0, actor=who, now=now, key=f"begin-{at}")
        number = create_network(session, begin, {"name": f"Net {at}", "kommune": "Slagelse"})
        session.commit()
    said = {"title": "Tal", "source": "Danmarks Statistik", "extracted_on": now.date(), "area": "330"}
    begun = time.perf_counter()
    reading = read("tal.csv", data, Asked(offence="TOT"))
    with database.write() as session:
        ask = Command(workflow=workflow, process_id=number, actor=who, now=now, key=f"import-{at}")
        import_figures(session, ask, reading, said)
        session.commit()
    return time.perf_counter() - begun

"""The list of networks at ten thousand of them, beside one query of SQLAlchemy Core over the same columns."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import case, insert, select

from bench import networks
from bench.measure import Line, counted, median, rounds
from engine.clock import today
from engine.commands import NOWHERE
from engine.db import Database
from engine.history import columns
from engine.models import process
from engine.state import State
from workflows.tryghedsnetvaerk.network import queries
from workflows.tryghedsnetvaerk.network.models import Network
from workflows.tryghedsnetvaerk.process import PROCESS

NETWORKS = 10_000
FEW = 100
TIMES = 15
MOST = 1.5
TODAY = today(networks.NOW)
EVERYBODYS = SimpleNamespace(person_id=1, auditor=True, administrator=False)
STATUSES = ("active", "waiting", "ready", "paused")


def fill(database: Database, first: int, count: int) -> None:
    """Write *count* networks in all steps and statuses, with a next date for most."""
    steps = list(PROCESS.steps)
    rows, names = [], []
    for n in range(first, first + count):
        stored = columns(State(name=PROCESS.name, version=PROCESS.version, position=steps[n % len(steps)]))
        row = {
            **stored, **NOWHERE, "id": n, "slug": f"netvaerk-{n}", "name": PROCESS.name, "seq": n % 40,
            "head": bytes(32), "changed_at": networks.NOW, "status": STATUSES[n % 4], "unmet": n % 7,
            "reason": "behov" if n % 7 else "", "next_on": TODAY + timedelta(days=n % 300) if n % 10 else None,
            "next_kind": "moede", "overdue_on": TODAY - timedelta(days=1) if n % 50 == 0 else None,
        }  # fmt: skip
        rows.append(row)
        names.append({"network_id": n, "nr": 1, "salt": bytes(32), "name": f"Netværk {n}", "kommune": "Slagelse",
                      "begun_on": networks.DAY})  # fmt: skip
    with database.writing.begin() as db:
        db.execute(insert(process), rows)
        db.execute(insert(Network), names)


def ours(database: Database) -> list[Any]:
    """Return every network's row, which has status and next date, with its progress beside it."""
    with database.read() as session:
        rows = session.execute(queries.portfolio(TODAY)).all()
        order, last = PROCESS.order, len(PROCESS.order)
        return [(row, order[row.position] / last) for row in rows]


FLOOR = select(
    *(
        process.c[name]
        for name in ("id", "slug", "position", "mode", "cycle", "entered", "reopened", "waiting", "unmet")
    ),
    *(process.c[name] for name in ("reason", "next_on", "next_kind", "overdue_on", "changed_at")),
    case((process.c.overdue_on < TODAY, "overdue"), else_=process.c.status).label("status"),
    Network.__table__.c.name.label("network_name"),
    Network.__table__.c.kommune,
).join(Network.__table__, Network.__table__.c.network_id == process.c.id)


def floor(database: Database) -> list[Any]:
    """Return the rows of the one query."""
    with database.reading.connect() as db:
        return list(db.execute(FLOOR).all())


def measure(database: Database, kind: str) -> Iterator[Line]:
    """Measure the list's data against the floor, and count what each way asks with few networks and with many."""
    fill(database, 1, FEW)
    few = _asked(database)
    fill(database, FEW + 1, NETWORKS - FEW)
    many = _asked(database)
    assert len(ours(database)) == len(floor(database)) == NETWORKS
    taken = rounds({"ours": lambda: ours(database), "floor": lambda: floor(database)}, TIMES)
    page = rounds({"page": lambda: _page(database)}, TIMES)["page"]
    ratio = median(taken["ours"]) / median(taken["floor"])
    told = f"ours {median(taken['ours']) * 1e3:.0f} ms, floor {median(taken['floor']) * 1e3:.0f} ms"
    yield Line(f"{kind}: portfolio of {NETWORKS}, of its floor", ratio, MOST, True, told=told)
    told = f"and {few} with {FEW}; list and page of 50"
    yield Line(f"{kind}: queries of the portfolio at {NETWORKS}", many, few, True, "", told)
    yield Line(f"{kind}: a page of 50 out of {NETWORKS}", median(page) * 1e3, unit="ms")


def _page(database: Database) -> None:
    with database.read() as session:
        rows, _ = queries.list_networks(session, EVERYBODYS, TODAY, queries.Wanted())
        queries.list_coordinators(session, [row.id for row in rows], TODAY)


def _asked(database: Database) -> int:
    with counted(database.reading) as sent:
        ours(database)
        _page(database)
    return len(sent)

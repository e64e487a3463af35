"""The installation's own history (*anlæg*): a process without steps, whose chain takes what belongs to no network."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from engine import clock
from engine.commands import NOWHERE, SYSTEM
from engine.db import Connection
from engine.history import GENESIS, append, columns, dumps, link
from engine.models import process
from engine.state import State

NAME, SLUG, VERSION = "anlaeg", "_anlaeg", 1
BEGUN = "network_begun"  # the kind of the event that tells of each new network
LOCK = (
    select(process.c.id, process.c.seq, process.c.head, process.c.changed_at)
    .where(process.c.slug == SLUG)
    .with_for_update()
)


def lock(db: Connection, now: datetime) -> Any:
    """Lock the installation's row, before anything that it will tell of is read; it is made at first use."""
    row = db.execute(LOCK).one_or_none()
    if row is not None:
        return row
    blank = {**columns(State(name=NAME, version=VERSION, position="")), **NOWHERE, "slug": SLUG, "name": NAME}
    first = {**blank, "seq": 0, "head": GENESIS, "changed_at": now}
    insert = insert_sqlite if db.dialect.name == "sqlite" else insert_postgresql
    # Two may need it at the same moment: the second waits here for the first, and then finds its row.
    db.execute(insert(process).values(first).on_conflict_do_nothing(index_elements=[process.c.slug]))
    row = db.execute(LOCK).one()
    if row.seq == 0:
        _append(db, row, "created", {"name": NAME, "version": VERSION}, SYSTEM, now)
    return db.execute(LOCK).one()


def tell(db: Connection, kind: str, payload: Mapping[str, Any], *, actor: int | None, now: datetime) -> int:
    """Append to the installation's chain that something of *kind* happened, and return the number of the event.

    *payload* names by number and commits by hash: no name and no free text stands in it.
    """
    return _append(db, lock(db, now), kind, payload, actor or SYSTEM, now)


def _append(db: Connection, row: Any, kind: str, payload: Mapping[str, Any], actor: int, now: datetime) -> int:
    seq, at = int(row.seq) + 1, max(now, row.changed_at)
    told = {
        "process": row.id,
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(),
        "on": clock.today(now).isoformat(),
        "kind": kind,
        "actor": actor,
        "key": f"{SLUG}:{seq}",
        **payload,
    }
    head, body = bytes(row.head), dumps(told)
    values = {"of": row.id, "was": row.seq, "body": body, "was_head": head, "key": told["key"]}
    if not append(db, {"seq": seq, "head": link(head, body), "changed_at": at}, values):
        raise AssertionError("the installation's row is locked, and yet somebody else changed it")
    return seq

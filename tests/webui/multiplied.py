"""The records of a network many times over, each copy with what hangs on it, to see what pages ask of long lists."""

from typing import Any

from sqlalchemy import Text, insert, select

from engine.db import Database
from engine.models import Base, process

APART = 1_000_000  # between the numbers of a record and of its copy
ONCE = {"network", "network_role", "event", "timer", "note", "outbox", "survey_answer", "survey_mark", "survey_box",
        "survey_code", "spent_number"}  # fmt: skip


def multiply(database: Database, slug: str, times: int) -> None:
    """Write every record of a network *times* times, with all that hangs on it."""
    tables = [table for table in Base.metadata.sorted_tables if "network_id" in table.c and table.name not in ONCE]
    with database.write() as session:
        network = session.scalar(select(process.c.id).where(process.c.slug == slug))
        for table in tables:
            rows = session.execute(select(table).where(table.c.network_id == network)).mappings().all()
            copies = [_copy(table, row, set(tables), turn) for turn in range(1, times) for row in rows]
            if copies:
                session.execute(insert(table), copies)
        session.commit()


def _copy(table: Any, row: Any, tables: set[Any], turn: int) -> dict[str, Any]:
    values = dict(row)
    for column in table.c:
        moved = any(key.column.table in tables for key in column.foreign_keys)
        if values[column.name] is not None and (moved or (column.primary_key and not column.foreign_keys)):
            values[column.name] += turn * APART
    if "nr" in values:
        values["nr"] += turn * 1_000
    for column in table.c:
        if column.unique and isinstance(column.type, Text) and values[column.name]:
            values[column.name] += str(turn)
    return values

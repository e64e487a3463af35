"""The database's own guard of the history: rows of `event` are added, never changed, removed or replaced.

A migration calls ``create(op.get_bind())`` after it has made or rebuilt the table, and ``drop`` before it takes it
away: on SQLite a rebuilt table has silently lost its triggers.
"""

from sqlalchemy import Connection

NAMES = {
    "sqlite": frozenset({"event_no_update", "event_no_delete", "event_no_replace"}),
    "postgresql": frozenset({"event_no_change", "event_no_truncate"}),
}
REFUSE = "BEGIN SELECT RAISE(ABORT, 'append only'); END"
CREATE = {
    "sqlite": (
        f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event {REFUSE}",
        f"CREATE TRIGGER event_no_delete BEFORE DELETE ON event {REFUSE}",
        # INSERT OR REPLACE removes the old row without asking the trigger above, unless recursive_triggers is on.
        "CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event"
        " WHERE process_id = NEW.process_id AND (seq = NEW.seq OR command_key = NEW.command_key))"
        f" {REFUSE}",
    ),
    "postgresql": (
        "CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'append only' USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON event"
        " FOR EACH ROW EXECUTE FUNCTION event_append_only()",
        "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event"
        " FOR EACH STATEMENT EXECUTE FUNCTION event_append_only()",
        # ALWAYS: also for a session that calls itself a replica.
        "ALTER TABLE event ENABLE ALWAYS TRIGGER event_no_change",
        "ALTER TABLE event ENABLE ALWAYS TRIGGER event_no_truncate",
    ),
}
DROP = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}" for name in sorted(NAMES["sqlite"])),
    "postgresql": (
        *(f"DROP TRIGGER IF EXISTS {name} ON event" for name in sorted(NAMES["postgresql"])),
        "DROP FUNCTION IF EXISTS event_append_only()",
    ),
}
PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'",
    "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE relname = 'event' AND NOT tgisinternal AND tgenabled = 'A'",
}


def create(connection: Connection) -> None:
    """Put the guard on the table `event`."""
    for statement in CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Take the guard off the table `event`."""
    for statement in DROP[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def present(connection: Connection) -> frozenset[str]:
    """Return the names of the guards that stand."""
    return frozenset(connection.exec_driver_sql(PRESENT[connection.dialect.name]).scalars())

"""Migrations arrive at the models, go back again with rows in the tables, and keep the history's guard."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, event, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from engine.errors import NoRoom, Unusable
from engine.history import dumps
from workflows import migrations
from workflows.migrations import triggers
from workflows.migrations.tables import load

SCRIPTS = ScriptDirectory(str(migrations.HERE))
LINE = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
DAY = date(2026, 3, 2)
SAMPLES = {str: "x", int: 1, bool: True, float: 1.0, bytes: b"x", date: DAY, time: time(9)}
SAMPLES[datetime] = datetime(2026, 3, 2, 12, tzinfo=UTC)
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]


@pytest.fixture(params=BOTH)
def empty(request, tmp_path):
    """An engine on a database without any table."""
    url = f"sqlite:///{tmp_path}/empty.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("make_postgres")("template1")
    engine = create_engine(url, poolclass=NullPool)
    yield engine
    engine.dispose()


def fill(engine):
    """Put one row into every table that has none; every number is 1, so every reference finds its row."""
    found = MetaData()
    with engine.begin() as connection:
        found.reflect(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for name, table in found.tables.items():
            if connection.execute(table.select().limit(1)).first() is None:
                said = allowed(connection, name)
                row = {c.name: said.get(c.name, SAMPLES[c.type.python_type]) for c in table.columns}
                connection.execute(table.insert().values(row))


def allowed(connection, table):
    """The first word that each check of *table* allows, by column."""
    checks = (check["sqltext"] for check in inspect(connection).get_check_constraints(table))
    return dict(found.groups() for check in checks if (found := re.search(r"(\w+)\W[^']*'([^']+)'", check)))


def guarded(engine):
    """Whether the history is guarded; a database without history needs no guard."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("event"):
            return triggers.present(connection) == frozenset()
        return triggers.present(connection) == triggers.NAMES[connection.dialect.name]


def test_they_are_one_numbered_line():
    names = sorted(path.stem for path in (migrations.HERE / "versions").glob("*.py"))
    assert len(SCRIPTS.get_heads()) == 1
    assert [name[:4] for name in names] == LINE == [f"{number:04}" for number in range(1, len(LINE) + 1)]


def test_none_imports_what_will_change_under_it():
    for path in (migrations.HERE / "versions").glob("*.py"):
        assert not re.findall(
            r"^(?:from|import) (?!alembic|sqlalchemy|workflows.migrations).*$", path.read_text(), re.M
        )


def test_they_arrive_at_the_models(empty):
    migrations.upgrade(empty)

    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, load()) == []


def test_they_make_the_same_tables_as_the_models(tmp_path):
    def made(engine):
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
        engine.dispose()
        parts = {name: sorted(line.strip(" \t,") for line in sql.replace('"', "").splitlines()) for name, sql in rows}
        return {name: lines for name, lines in parts.items() if name != "alembic_version"}

    migrated, created = (create_engine(f"sqlite:///{tmp_path}/{name}.db") for name in ("migrated", "created"))
    migrations.upgrade(migrated)
    load().create_all(created)
    with created.begin() as connection:
        triggers.create(connection)

    assert made(migrated) == made(created)


def test_each_can_be_done_and_undone_with_rows_in_the_tables(empty):
    for revision in LINE:
        migrations.upgrade(empty, revision)
        assert guarded(empty), revision
        fill(empty)
    for revision in [*reversed(LINE[:-1]), "base"]:
        migrations.downgrade(empty, revision)
        assert guarded(empty), revision

    assert inspect(empty).get_table_names() == ["alembic_version"]


def test_two_who_start_at_once_do_not_disturb_each_other(empty):
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(migrations.upgrade, [empty, empty])) == [None, None]
    migrations.check(empty)


def test_a_database_that_is_behind_is_said_to_be(empty):
    with pytest.raises(Unusable, match="ældre version"):
        migrations.check(empty)


def test_a_database_from_a_newer_version_is_left_alone(empty):
    migrations.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    for asked in (migrations.check, migrations.upgrade):
        with pytest.raises(Unusable, match="nyere version \\(9999\\)"):
            asked(empty)


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path):
    with pytest.raises(Unusable, match="kan ikke åbnes"):
        migrations.upgrade(create_engine(f"sqlite:///{tmp_path}/no/such/folder.db"))


ATTACKS = {
    "sqlite": [
        "UPDATE event SET body = 'y'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT process_id, seq, 'y', prev_hash, hash, 'z' FROM event",
        "INSERT OR REPLACE INTO event SELECT process_id, seq + 1, 'y', prev_hash, hash, command_key FROM event",
    ],
    "postgresql": [
        "UPDATE event SET body = 'y'",
        "DELETE FROM event",
        "TRUNCATE event",
        "INSERT INTO event SELECT * FROM event ON CONFLICT (process_id, seq) DO UPDATE SET body = 'y'",
        "SET LOCAL session_replication_role = replica; UPDATE event SET body = 'y'",
    ],
}


def test_no_row_of_history_is_changed_removed_or_replaced(empty):
    migrations.upgrade(empty)
    fill(empty)

    for attack in ATTACKS[empty.dialect.name]:
        with pytest.raises(IntegrityError, match="append only"), empty.begin() as connection:
            connection.execute(text(attack))


def test_a_disk_that_is_full_when_the_database_is_opened_is_said_to_be_full(tmp_path):
    def fill_up(connection, _):
        connection.execute("PRAGMA max_page_count=1")
        connection.execute("CREATE TABLE more (n)")

    engine = create_engine(f"sqlite:///{tmp_path}/full.db", poolclass=NullPool)
    event.listen(engine, "connect", fill_up)

    with pytest.raises(NoRoom, match="ikke plads på disken"):
        migrations.check(engine)


BEFORE = {
    "person": {"id": 2, "mail": "ida@example.dk"},
    "approval": {"id": 3, "network_id": 1, "person_id": 2, "nr": 2},
    "event": {"process_id": 1, "seq": 2, "body": '{"also":[{"record":"approval:3"}]}', "command_key": "sent"},
    "outbox": {"id": 4, "process_id": 1, "event_seq": 2, "kind": "approval", "recipient": "ida@example.dk",
               "message_id": "<1.2.1>"},
}  # fmt: skip


GONE = [
    ("problem_removed", "problem:1", 4), ("problem_removed", "problem:2", 3), ("need_removed", "need:1", 1),
    ("problem_added", "problem:3", 9),
]  # fmt: skip


def test_numbers_of_what_was_removed_before_stay_spent(empty):
    migrations.upgrade(empty, "0012")
    fill(empty)
    found = MetaData()
    found.reflect(empty)
    also = [{"nr": 12, "record": "professional_group:1", "record_version": 2}]
    told = [dumps({"kind": kind, "record": record, "nr": nr, "on": "x", "also": also}) for kind, record, nr in GONE]
    with empty.begin() as connection:
        for seq, body in enumerate([*told, 'x_removed"', '["need_removed"]'], start=2):
            row = {"process_id": 1, "seq": seq, "body": body, "prev_hash": b"", "hash": b"", "command_key": str(seq)}
            connection.execute(found.tables["event"].insert().values(row))

    migrations.upgrade(empty)

    with empty.connect() as connection:
        spent = connection.execute(text("SELECT process_id, kind, highest FROM spent_number ORDER BY kind")).all()
    assert spent == [(1, "need", 1), (1, "problem", 4)]


def test_a_mail_that_was_written_before_says_what_it_asks(empty):
    migrations.upgrade(empty, "0006")
    fill(empty)
    found = MetaData()
    found.reflect(empty)
    with empty.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for name, row in BEFORE.items():
            table = found.tables[name]
            other = {c.name: None if c.nullable else SAMPLES[c.type.python_type] for c in table.columns}
            connection.execute(table.insert().values(other | allowed(connection, name) | row))

    migrations.upgrade(empty)

    with empty.connect() as connection:
        asks = connection.execute(text("SELECT id, about FROM outbox ORDER BY id")).all()
        told = connection.execute(text("SELECT told_on FROM approval WHERE id = 3")).scalar_one()
    assert (asks, told) == ([(1, ""), (4, "approval:3")], None)
    migrations.downgrade(empty, "0006")
    with empty.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 2

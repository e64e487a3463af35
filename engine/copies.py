"""Copies of a whole database: taken while it is in use, and put back while it is not."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from engine.db import Database
from engine.errors import Unusable
from engine.text import N_

OTHERS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
# Emptied first and in the same transaction: what the copy does not know of must not stay behind.
EMPTIED = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
PLAIN = ("--no-owner", "--no-privileges")  # roles are named otherwise elsewhere
REVISION = "SELECT version_num FROM alembic_version"


def take(database: Database, file: Path) -> None:
    """Copy the database, as it stands at one moment, to *file*, which nobody but its owner can read.

    :raises Unusable: if the file is there already or cannot be written
    """
    _reserve(file)
    try:
        if database.file:
            _copy_sqlite(database.file, file)
        else:
            _run(database, "pg_dump", "--format=custom", *PLAIN, f"--file={file}", _url(database))
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _reserve(file: Path) -> None:
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise Unusable(N_("{fil} findes allerede. Vælg et andet navn."), fil=file) from error
    except FileNotFoundError as error:
        raise Unusable(N_("Mappen {mappe} findes ikke."), mappe=file.parent) from error
    except OSError as error:
        raise Unusable(N_("Der kan ikke skrives i {fil}."), fil=file) from error


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")  # one file that can be carried away alone


def put_back(database: Database, file: Path) -> None:
    """Replace everything in the database by the copy in *file*, or change nothing.

    :raises Unusable: if the database is in use, or the copy cannot be read to its end
    """
    if database.file:
        _put_back_sqlite(database.file, file)
        return
    with database.writing.connect() as connection:
        if connection.execute(OTHERS).scalar_one():
            raise _in_use()
    database.close()
    script = _run(database, "pg_restore", *PLAIN, "--file=-", str(file))
    emptied = [f"--command={statement}" for statement in EMPTIED]
    _run(database, "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *emptied,
         "--file=-", _url(database), given=script)  # fmt: skip


def revision_of(file: Path) -> str:
    """Return the revision of the tables in a copy of an embedded database.

    :raises Unusable: if the file is no whole copy
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            copy.execute("SELECT process_id, seq, body, prev_hash, hash, command_key FROM event LIMIT 1")
            row = copy.execute(REVISION).fetchone()
    except sqlite3.Error as error:
        raise _no_copy(file) from error
    if not whole or row is None:
        raise _no_copy(file)
    return str(row[0])


def must_be_listed(database: Database, file: Path) -> None:
    """Refuse what PostgreSQL's own programs do not know as a copy of such a database.

    :raises Unusable: if the file is no copy
    """
    if " TABLE DATA public event " not in _run(database, "pg_restore", "--list", str(file)):
        raise _no_copy(file)


def must_be_another(database: Database, file: Path) -> None:
    """Refuse to put a database back over itself.

    :raises Unusable: if *file* is the database, by whatever name
    """
    if database.file and database.file.exists() and database.file.samefile(file):
        raise Unusable(N_("{fil} er selve databasen. Vælg en kopi, der er lavet med »tryghed db backup«."), fil=file)


def _put_back_sqlite(target: Path, file: Path) -> None:
    try:
        _overwrite(target, file)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise _in_use() from error
        raise
    except sqlite3.DatabaseError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            raise
        # What lies there is no database any more, which may be why somebody restores.
        for name in (target.name, f"{target.name}-wal", f"{target.name}-shm"):
            target.with_name(name).unlink(missing_ok=True)
        _overwrite(target, file)


def _overwrite(target: Path, file: Path) -> None:
    """Copy page by page into the file there is, in one transaction that nobody else can be in."""
    with (
        closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy,
        closing(sqlite3.connect(target, timeout=1, isolation_level=None)) as there,
    ):
        there.execute("PRAGMA locking_mode=EXCLUSIVE")
        there.execute("PRAGMA journal_mode=DELETE")  # refused as long as anybody has the write-ahead log open
        there.execute("BEGIN EXCLUSIVE")
        there.execute("COMMIT")
        copy.backup(there)


def _run(database: Database, program: str, *arguments: str, given: str | None = None) -> str:
    if shutil.which(program) is None:
        raise Unusable(
            N_("{program} findes ikke på denne maskine. Installér PostgreSQLs klientprogrammer, og prøv igen."),
            program=program,
        )
    environ = os.environ | ({"PGPASSWORD": str(database.url.password)} if database.url.password else {})
    try:
        said = subprocess.run(
            [program, *arguments], check=True, capture_output=True, text=True, env=environ, input=given
        )
    except subprocess.CalledProcessError as error:
        why = " ".join(error.stderr.split()) or str(error.returncode)
        raise Unusable(N_("{program} gik galt: {hvorfor}"), program=program, hvorfor=why) from error
    return said.stdout


def _url(database: Database) -> str:
    """Return the address for PostgreSQL's own programs, without the password: arguments can be read by everybody."""
    return database.url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _no_copy(file: Path) -> Unusable:
    return Unusable(N_("{fil} er ikke en hel kopi af en database."), fil=file)


def _in_use() -> Unusable:
    return Unusable(N_("Databasen er i brug. Stop »tryghed run«, »web« og »ticker«, og prøv igen."))

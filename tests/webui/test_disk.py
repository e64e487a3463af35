"""A full disk, a busy database and one that is gone: a page that says so, and nothing acknowledged is lost."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from engine.db import Database, trouble
from engine.errors import NoRoom, NotNow
from engine.people import actions, passwords
from engine.queries import list_processes
from engine.records import list_all
from engine.scheduler import Ticker
from engine.verification import verify
from tests.conftest import on_postgres
from tests.webui.conftest import PASSWORD, Browser
from tests.webui.small import network
from webui import create_app
from webui.network.history import define
from workflows import find
from workflows.tryghedsnetvaerk.network.models import Need

PAGE = "/netvaerk/disken/behov/ny"
LONG = "Tallene er steget i hele området siden foråret. " * 80


def typed(number: int) -> dict[str, str]:
    return {"rise": "y", "found_by": "politi", "found_on": "2026-02-20", "grounds": f"{number}: {LONG}".strip()}


@pytest.fixture
def mette(browse: Callable[..., Browser], people: dict[str, int], database: Database, now: datetime) -> Browser:
    """Somebody who writes in a network."""
    with database.write() as session:
        network(session, people["mette"], "Disken", now)
        session.commit()
    return browse("mette")


def told(database: Database, pragma: str) -> Any:
    """Tell the connection that writes."""
    with database.write() as session:
        return session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar()


def grounds(database: Database) -> list[str]:
    with database.read() as session:
        row = next(row for row in list_processes(session.connection()) if row.slug == "disken")
        assert verify(session.connection(), define, row.id) == []
        return [need.grounds for need in list_all(session, Need, row.id)]


def fill(mette: Browser) -> tuple[list[str], Any]:
    """Write until the disk is full; return what was acknowledged, and the answer that refused."""
    kept = []
    for number in range(1000):
        answer = mette.send(PAGE, typed(number))
        if answer.status_code != 303:
            return kept, answer
        kept.append(typed(number)["grounds"])
    raise AssertionError("the disk was never full")


def test_on_a_full_disk_nothing_is_acknowledged_that_is_not_kept(mette: Browser, database: Database):
    told(database, f"max_page_count={told(database, 'page_count') + 12}")

    kept, refused = fill(mette)

    assert refused.status_code == 507
    page = refused.get_data(as_text=True)
    assert "Der er ikke plads på disken" in page
    assert typed(len(kept))["grounds"][:40] in page
    assert grounds(database) == kept
    assert kept
    for path in ("/", "/netvaerk/disken/", PAGE, "/netvaerk/disken/historik/"):
        assert mette.get(path).status_code == 200


def test_when_there_is_room_again_it_goes_on(mette: Browser, database: Database):
    told(database, f"max_page_count={told(database, 'page_count') + 4}")
    kept, _ = fill(mette)

    told(database, "max_page_count=1000000")

    assert mette.send(PAGE, typed(999)).status_code == 303
    assert grounds(database) == [*kept, typed(999)["grounds"]]


def test_on_a_full_disk_a_beat_fails_and_the_next_one_tries_again(mette: Browser, database: Database):
    told(database, f"max_page_count={told(database, 'page_count') + 4}")
    fill(mette)

    Ticker(database, find, None).beat()
    told(database, "max_page_count=1000000")
    Ticker(database, find, None).beat()

    assert mette.get("/status").status_code in (200, 503)
    assert grounds(database)


def test_while_somebody_else_holds_the_database_a_write_is_refused_and_reading_goes_on(
    mette: Browser, database: Database
):
    told(database, "busy_timeout=50")
    form = mette.form(PAGE)
    other = Database(str(database.url))
    with other.write() as session:
        session.connection()

        refused = mette.client.post(PAGE, data=form | typed(1))

        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == "10"
        assert "Databasen er optaget" in refused.get_data(as_text=True)
        assert mette.get("/netvaerk/disken/").status_code == 200
    other.close()
    assert mette.client.post(PAGE, data=form | typed(1)).status_code == 303


def test_who_waits_too_long_behind_another_in_the_same_process_is_told_so(
    mette: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
):
    form = mette.form(PAGE)
    monkeypatch.setattr(database.writing.pool, "_timeout", 0.05)
    with database.write() as session:
        session.connection()

        refused = mette.client.post(PAGE, data=form | typed(1))

    assert refused.status_code == 503
    assert "Databasen er optaget" in refused.get_data(as_text=True)
    assert mette.client.post(PAGE, data=form | typed(1)).status_code == 303


def test_an_error_page_for_a_stranger_needs_no_database(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
):
    browser = Browser(app.test_client())
    form = browser.form("/log-ind")
    told(database, f"max_page_count={told(database, 'page_count')}")
    told(database, "busy_timeout=50")
    other = Database(str(database.url))
    with other.write() as session:
        session.connection()

        refused = browser.client.post("/log-ind", data=form | {"mail": "a@b.example", "password": PASSWORD})

    other.close()
    assert refused.status_code == 503
    assert PASSWORD not in refused.get_data(as_text=True)


# PostgreSQL


@pytest.fixture
def served(postgres: Database, clock: Any, tmp_path: Any, now: datetime) -> Browser:
    """An app on PostgreSQL with somebody who writes in a network."""
    with postgres.write() as session:
        mette = actions.add_person(
            session, actor=None, now=now, name="Mette", mail="mette@nordby.example", coordinator=True
        )
        hashed = passwords.hash_password(PASSWORD)
        actions.set_password(session, mette.id, password_hash=hashed, actor=None, now=now)
        network(session, mette.id, "Disken", now)
        session.commit()
    browser = Browser(create_app({"DATA": tmp_path}, database=postgres, clock=clock).test_client())
    assert browser.log_in("mette").status_code == 303
    return browser


@pytest.mark.slow
def test_a_server_that_is_gone_is_said_to_be_and_when_it_is_back_it_goes_on(
    served: Browser, postgres: Database, postgres_server: Any
):
    form, name = served.form(PAGE), postgres.url.database
    on_postgres(
        postgres_server,
        f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
    )

    answers = [served.get("/"), served.client.post(PAGE, data=form | typed(1)), served.get("/log-ind")]
    status = served.get("/status")
    on_postgres(postgres_server, f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")

    assert [answer.status_code for answer in answers[:2]] == [503, 503]
    assert "Databasen svarer ikke lige nu" in answers[0].get_data(as_text=True)
    assert (status.status_code, status.json["database"]) == (503, False)
    assert served.client.post(PAGE, data=form | typed(1)).status_code == 303
    assert grounds(postgres) == [typed(1)["grounds"]]


@pytest.mark.slow
def test_a_full_disk_under_postgresql_is_said_to_be_full(served: Browser, postgres: Database):
    with postgres.writing.begin() as db:
        db.exec_driver_sql(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        )
        db.exec_driver_sql("CREATE TRIGGER full_disk BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION full_disk()")

    refused = served.send(PAGE, typed(1))

    assert refused.status_code == 507
    assert "Der er ikke plads på disken" in refused.get_data(as_text=True)
    assert grounds(postgres) == []


@pytest.mark.slow
def test_a_lock_that_is_not_given_is_said_to_be_busy(postgres: Database):
    with postgres.writing.begin() as db:
        db.exec_driver_sql("LOCK TABLE process")
        with postgres.writing.begin() as other:
            other.exec_driver_sql("SET LOCAL lock_timeout = 50")
            with pytest.raises(DBAPIError) as raised:
                other.exec_driver_sql("SELECT * FROM process")
            other.rollback()

    assert type(trouble(raised.value)) is NotNow
    assert NoRoom is not NotNow


def test_a_question_that_is_wrong_is_no_trouble_of_the_database(database: Database):
    with database.read() as session, pytest.raises(DBAPIError) as raised:
        session.connection().exec_driver_sql("SELECT nothing FROM nowhere")

    assert trouble(raised.value) is None

"""The demonstration is filled while the first page can already be seen."""

import signal
import sqlite3
import sys
from contextlib import closing
from http.cookiejar import CookieJar
from typing import Any
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from engine.db import Database
from tests.webui.running import data_of, logged_in
from webui.commands import demonstration

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")]


def test_the_log_in_page_is_there_while_the_demonstration_is_filled_and_who_logs_in_waits_for_it(start: Any):
    start("run", "--demo").wait_for("svarer på").stop()  # what was stopped is filled the next time
    running = start("run", "--demo").wait_for("svarer på")
    browser = build_opener(HTTPCookieProcessor(CookieJar()))

    shown = running.get("/log-ind", browser)[1]
    waiting = running.get("/status")[0]
    first = logged_in(running, browser)

    assert "Demonstration – tal og personer er opdigtede" in shown
    assert waiting == 503
    assert "Gadehavegård" in first
    assert "Rosenvang" in first
    assert running.stop() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_demonstration_that_is_stopped_while_it_is_filled_is_to_be_filled_the_next_time(start: Any, number: int):
    running = start("run", "--demo").wait_for("svarer på")

    assert running.stop(number) == 0
    assert "Traceback" not in running.said
    with closing(Database(f"sqlite:///{data_of(running)}/tryghed.db")) as database:
        assert demonstration.is_waiting(database)


def test_a_filling_that_is_left_before_it_starts_fills_nothing(database: Any, now: Any):
    begun = list[bool]()
    filling = demonstration.Filling(database, now, lambda: begun.append(True))

    filling.leave()
    filling.start()
    filling.join()

    assert begun == []
    assert demonstration.is_waiting(database)


def test_a_demonstration_that_cannot_be_filled_stops_the_process(start: Any):
    assert start("db", "upgrade").child.wait(timeout=60) == 0
    with closing(sqlite3.connect(data_of(start("db", "check")) / "tryghed.db")) as db, db:
        fails = (
            "CREATE TRIGGER fails BEFORE INSERT ON event WHEN new.process_id = 2 BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        db.execute(fails)

    refused = start("run", "--demo")

    assert refused.child.wait(timeout=60) == 1
    with closing(sqlite3.connect(data_of(refused) / "tryghed.db")) as db, db:
        db.execute("DROP TRIGGER fails")
    assert "Rosenvang" in logged_in(start("run", "--demo").up(), build_opener(HTTPCookieProcessor(CookieJar())))

"""The real processes: they come up, answer, stand beside each other, and go down in order when told to."""

import json
import re
import shutil
import signal
import socket
import sqlite3
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import psutil
import pytest

from engine.db import Database
from engine.models import timer
from tests.conftest import NOW
from tests.webui.running import Running, data_of, logged_in
from webui.commands.demonstration import fill

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")]
ROOT = Path(__file__).parents[2]
MOST = 200 * 1024 * 1024
ELSEWHERE = re.compile("numpy|scipy|statsmodels|pandas")  # what the process that counts loads, and this one does not
MINE = "/netvaerk/gadehavegaard/"


@pytest.fixture
def data(filled_template: Path, tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    shutil.copy(filled_template, tmp_path / "data" / "tryghed.db")
    return tmp_path / "data"


def rung(url: str) -> list[tuple[int, str]]:
    """The timers that fired, by process, as history tells; one that fired twice is there twice."""
    database = Database(url)
    with database.read() as session:
        bodies = session.connection().exec_driver_sql("SELECT body FROM event").scalars().all()
    database.close()
    told = [json.loads(body) for body in bodies]
    return sorted((body["process"], f"{body['timer']} {body['on']}") for body in told if body["kind"] == "timer_fired")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_comes_up_from_nothing_answers_and_goes_down_in_order(start: Any, number: int):
    running = start("run").up()

    assert f"http://127.0.0.1:{running.port}/" in running.said
    assert json.loads(running.get("/status")[1]) == {"database": True, "ticker": True}
    assert running.get("/log-ind")[0] == 200
    assert running.stop(number) == 0
    assert "Traceback" not in running.said


def test_the_demonstration_is_filled_once_and_every_page_keeps_within_its_memory(start: Any):
    began = time.monotonic()
    running = start("run", "--demo").up()
    first = time.monotonic() - began
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    visited = visit_all(running, browser)

    process = psutil.Process(running.child.pid)
    used, beside = process.memory_info().rss, process.children()
    assert "koordinator@demo.dk" in running.said
    assert len(visited) > 100
    assert not [path for path, status in visited.items() if status != 200]
    assert used < MOST, f"{used >> 20} MiB after {len(visited)} pages; up in {first:.1f} s"
    assert [one.memory_info().rss < MOST for one in beside] == [True]  # the one that counts, and no other
    assert not [one.path for one in process.memory_maps() if ELSEWHERE.search(one.path)]
    assert running.stop() == 0
    assert not beside[0].is_running()
    again = start("run", "--demo").up()
    assert again.stop() == 0


def visit_all(running: Running, browser: OpenerDirector) -> dict[str, int]:
    """Log in as the coordinator of the demonstration and follow every link of one network and of none."""
    logged_in(running, browser)
    waiting, met = ["/"], {"/": 0}
    while waiting:
        path = waiting.pop()
        met[path], page, _ = running.get(path, browser)
        for found in re.findall(r'<a\b[^>]*\bhref="(/[^"#?]*)', page):
            if found not in met and not is_file(found) and found.startswith(MINE) == found.startswith("/netvaerk/"):
                met[found] = 0
                waiting.append(found)
    return met


def is_file(path: str) -> bool:
    """Papers are pressed by programs of their own, and tested elsewhere."""
    return path.endswith(("pdf", "docx", "ics", "csv", "jsonl", "xlsx")) or path.startswith("/static/")


def test_a_taken_port_is_refused_in_one_sentence(start: Any):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = start("run", "--port", str(port))

        assert refused.child.wait(timeout=60) == 1
    assert re.fullmatch(rf"Port {port} på 127.0.0.1 er optaget[^\n]*\n", refused.said)
    assert not data_of(refused).exists()


def test_two_on_the_same_data_serve_both_and_a_timer_that_is_due_fires_once(start: Any, data: Path):
    before = rung(f"sqlite:///{data}/tryghed.db")

    both = [start("run"), start("run"), start("ticker")]
    for running in both[:2]:
        running.up()
    both[2].wait(lambda: "Stop med" in both[2].said)
    time.sleep(1)

    assert [running.stop() for running in both] == [0, 0, 0]
    fired = rung(f"sqlite:///{data}/tryghed.db")
    assert len(fired) > len(before)
    assert len(fired) == len(set(fired))


def test_a_database_that_is_being_served_is_not_replaced(start: Any, data: Path, tmp_path: Path):
    shutil.copy(data / "tryghed.db", tmp_path / "kopi.db")
    running = start("run").up()

    refused = start("db", "restore", "--yes", str(tmp_path / "kopi.db"))

    assert refused.child.wait(timeout=60) == 1
    assert "i brug" in refused.said
    assert running.stop() == 0
    assert start("db", "restore", "--yes", str(tmp_path / "kopi.db")).child.wait(timeout=60) == 0


def test_behind_a_proxy_its_word_is_taken_and_otherwise_nobodys(start: Any):
    open_one = start("run").up()
    proxied = start("web", TRYGHED_BEHIND_PROXY="1").up()
    word = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}

    assert "Strict-Transport-Security" in proxied.get("/log-ind", **word)[2]
    assert "Secure" in proxied.get("/log-ind", **word)[2]["Set-Cookie"]
    assert "Strict-Transport-Security" not in open_one.get("/log-ind", **word)[2]


@pytest.mark.parametrize("length", [12, 60, 300])
@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "in chunks"])
def test_a_file_of_any_size_that_is_too_large_is_answered_with_the_page_that_says_so(
    start: Any, length: int, chunked: bool
):
    running = start("run").up()
    million = b"x" * 1_000_000
    head = [("Content-Type", "application/x-www-form-urlencoded"), ("Connection", "close")]
    size = ("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(length * 1_000_000))
    asked = (
        "POST /log-ind HTTP/1.1\r\nHost: 127.0.0.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in [*head, size]) + "\r\n"
    )
    before = psutil.Process(running.child.pid).memory_info().rss

    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as line:
        line.sendall(asked.encode())
        for _ in range(length):
            line.sendall(b"%x\r\n%b\r\n" % (len(million), million) if chunked else million)
        line.sendall(b"0\r\n\r\n" if chunked else b"")
        answer = b"".join(iter(lambda: line.recv(65536), b""))

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert "Filen er for stor" in answer.decode()
    assert psutil.Process(running.child.pid).memory_info().rss - before < 30 * 1024 * 1024
    assert running.get("/log-ind")[0] == 200


def test_pages_and_ticker_stand_apart_on_postgresql_and_a_timer_that_is_due_fires_once(start: Any, make_postgres: Any):
    url = make_postgres("template_tryghed")
    database = Database(url)
    fill(database, datetime.now(UTC) - timedelta(days=3))
    with database.write() as session:
        row = session.connection().execute(timer.select().where(timer.c.state == "venter").limit(1)).one()
        mine = (timer.c.process_id == row.process_id, timer.c.key == row.key)
        session.connection().execute(timer.update().where(*mine).values(due=NOW))
        session.commit()
    database.close()
    before = rung(url)

    web = start("web", TRYGHED_DATABASE_URL=url)
    web.wait(lambda: "svarer på" in web.said)
    alone = web.get("/status")[0]
    tickers = [start("ticker", TRYGHED_DATABASE_URL=url), start("ticker", TRYGHED_DATABASE_URL=url)]
    web.up()
    time.sleep(1)

    assert alone == 503
    assert web.get("/log-ind")[0] == 200
    assert [one.stop() for one in (*tickers, web)] == [0, 0, 0]
    fired = rung(url)
    assert len(fired) == len(set(fired)) > len(before)


def test_what_is_logged_is_one_line_of_json_for_each_thing(start: Any, data: Path):
    with closing(sqlite3.connect(data / "tryghed.db")) as db, db:
        db.execute("UPDATE timer SET due = '2020-01-01', key = key || '\n' WHERE state = 'venter'")

    running = start("run").up()
    running.wait(lambda: "could not fire" in running.said)

    logged = [json.loads(line) for line in running.said.splitlines() if line.startswith("{")]
    assert {"event", "level", "timestamp", "process", "timer"} <= logged[0].keys()
    assert running.stop() == 0
    told = ("{", "Trygheds", "Demonstr", "Svar som beboer, på arabisk: http")
    assert [line for line in running.said.splitlines() if not line.startswith(told)] == []

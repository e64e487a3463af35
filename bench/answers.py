"""Two hundred residents press Send at the same moment, on the embedded database: each is stored, and none twice."""

import http.client
import logging
import random
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import waitress
from flask import Flask
from sqlalchemy import func, select

from bench.measure import Line, median
from engine import records
from engine.commands import Command
from engine.db import PRAGMAS, Database
from engine.people.actions import add_person
from webui import create_app
from webui.commands.server import THREADS
from webui.mapping.answers import Sheet, sealed
from workflows import newest
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import surveys
from workflows.tryghedsnetvaerk.mapping.survey.models import WEB, Answer, Mark, Questionnaire, Survey
from workflows.tryghedsnetvaerk.mapping.survey.questionnaires import save_questionnaire
from workflows.tryghedsnetvaerk.network.actions import create_network

AT_ONCE, TWICE = 200, 60  # residents; those of them whose phone sends once more
LONGEST = 3.0  # times as long as it takes as many, at the same moment, to be shown the first page and write nothing
ROUNDS = 3


def measure(database: Database, kind: str) -> Iterator[Line]:
    """Send them all at once, some twice, *ROUNDS* times; beside it as many who only open the first page.

    The same rows written plainly one by one are told beside it: how long that takes says more of the disk than of us.
    """
    if not database.file:
        return
    survey_id, items = _open(database)
    app = create_app({"DATA": database.file.parent, "SECRET_KEY": secrets.token_hex(32)}, database=database)
    ratios, told, stored = list[float](), list[str](), 0
    with _served(app) as port:
        for _ in range(ROUNDS):
            sheets = _sheets(app, survey_id, items)
            link = _link(database, survey_id)
            took, acknowledged = _at_once([partial(_press, port, link, sheet) for sheet in sheets])
            looked, shown = _at_once([partial(_look, port, link)] * len(sheets))
            stored += AT_ONCE
            assert acknowledged == AT_ONCE + TWICE, f"{acknowledged} were acknowledged"
            assert shown == AT_ONCE + TWICE, f"{shown} saw the first page"
            assert _count(database) == (stored, stored * len(items)), "what was acknowledged is not what is stored"
            plain = _write_plainly(database.file.with_name("plain.db"), items)
            ratios.append(took / looked)
            told.append(f"{took:.2f} s against {looked:.2f} s (plain inserts: {plain:.2f} s)")
    what = f"{AT_ONCE} answers at once, {TWICE} of them twice, none lost or stored twice, beside as many first pages"
    yield Line(what, median(ratios), LONGEST, True, "×", "; ".join(told))


def _open(database: Database) -> tuple[int, list[int]]:
    """Make a network with an open survey; return its number and those of its questions."""
    now, workflow = datetime.now(UTC), newest("tryghedsnetvaerk")
    with database.write() as session:
        who = add_person(session, actor=None, now=now, name="Anna", coordinator=True).id

        def ask(of: int) -> Command:
            return Command(workflow=workflow, process_id=of, actor=who, now=now, key=secrets.token_hex(8))

        number = create_network(session, ask(0), {"name": "Lindevænget", "kommune": "Nordby"})
        study = records.add(session, ask(number), Study, {"kind": QUANTITATIVE, "state": "planlagt", "done_by": "Anna"})
        paper: Questionnaire = save_questionnaire(session, ask(number), None, {"title": "Tryghed"})
        said = {"questionnaire_id": paper.id, "population": 1000, "age_from": 18, "area_told": "Blok 1 til 9",
                "behind": "Kommunen", "contact": "Anna", "languages": "da,ar"}  # fmt: skip
        surveys.save_survey(session, ask(number), study.nr, said)
        row = surveys.open_survey(session, ask(number), study.nr, reason="Målt")
        session.commit()
        return row.id, [item.id for item in paper.items]


def _link(database: Database, survey_id: int) -> str:
    with database.read() as session:
        return f"/svar/{session.get_one(Survey, survey_id).link}"


@contextmanager
def _served(app: Flask) -> Iterator[int]:
    logging.getLogger("waitress").setLevel(logging.ERROR)  # that residents wait in line is what is measured
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=THREADS)
    serving = threading.Thread(target=server.run)
    serving.start()
    try:
        yield int(server.effective_port)
    finally:
        server.close()
        serving.join(timeout=10)


def _sheets(app: Flask, survey_id: int, items: Sequence[int]) -> list[str]:
    """Return forms that are filled in, as they travel; some of them once more."""
    with app.app_context():
        made = [
            sealed(Sheet(survey_id, WEB, "da", marks={item: random.randint(1, 2) for item in items}))
            for _ in range(AT_ONCE)
        ]
    return random.sample(made + made[:TWICE], AT_ONCE + TWICE)


def _at_once(residents: Sequence[Callable[[], bool]]) -> tuple[float, int]:
    """Let all *residents* do what they do at the same moment; return how long it took, and how many were answered."""
    ready = threading.Barrier(len(residents))

    def do(one: Callable[[], bool]) -> bool:
        ready.wait()
        return one()

    begun = time.perf_counter()
    with ThreadPoolExecutor(len(residents)) as phones:
        answered = sum(phones.map(do, residents))
    return time.perf_counter() - begun, answered


def _press(port: int, link: str, sheet: str) -> bool:
    """Press Send; say whether that was thanked for."""
    said = urlencode({"ark": sheet, "gaa": "send"})
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as phone:
        phone.request("POST", link, said, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = phone.getresponse()
        return answer.status == 200 and "Tak for dit svar" in answer.read().decode()


def _look(port: int, link: str) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as phone:
        phone.request("GET", link)
        answer = phone.getresponse()
        return bool(answer.read()) and answer.status == 200


def _count(database: Database) -> tuple[int, int]:
    with database.read() as session:
        one, other = (session.scalar(select(func.count()).select_from(table)) or 0 for table in (Answer, Mark))
        return one, other


def _write_plainly(path: Path, items: Sequence[int]) -> float:
    """Return how long as many answers take that are only written, one after the other."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        for pragma in PRAGMAS:
            plain.execute(f"PRAGMA {pragma}")
        plain.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, mode TEXT)")
        plain.execute("CREATE TABLE mark (answer_id INTEGER, item_id INTEGER, value INTEGER)")
        plain.execute("CREATE UNIQUE INDEX of_answer ON mark (answer_id, item_id)")
        begun = time.perf_counter()
        for _ in range(AT_ONCE):
            number = secrets.randbelow(2**63)
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO answer VALUES (?, 'web')", [number])
            plain.executemany("INSERT INTO mark VALUES (?, ?, ?)", [(number, item, 1) for item in items])
            plain.execute("COMMIT")
        return time.perf_counter() - begun

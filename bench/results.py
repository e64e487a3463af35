"""The results of a survey that 100,000 answered, and of one that a million did: the page, and working them out.

Answers are counted by the database once, when somebody presses, and kept as they are told: the page reads what is kept.
The page is measured beside the one GROUP BY over question and answer. Working it out takes more: every question by sex,
age and years lived there, the weights, the index, and what is hidden. So it is measured beside the one GROUP BY that
breaks every question down, written plainly, and told beside the other too.
"""

import multiprocessing
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench.measure import Line, median
from bench.pages import HIDDEN
from engine import records
from engine.commands import Command
from engine.db import Database, Session
from engine.people import actions as people
from engine.people import passwords
from webui import create_app
from workflows import newest
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.statistics.counter import COUNTER
from workflows.tryghedsnetvaerk.mapping.survey import counting, releasing, results, scales, surveys
from workflows.tryghedsnetvaerk.mapping.survey.collecting import list_items
from workflows.tryghedsnetvaerk.mapping.survey.models import Survey
from workflows.tryghedsnetvaerk.mapping.survey.questionnaires import first_questions, save_questionnaire
from workflows.tryghedsnetvaerk.network.actions import create_network

MANY, MOST = 100_000, 1_000_000
LONGEST, LARGEST = 2.0, 200.0  # times the one GROUP BY; MiB
TIMES = 7
LEFT_OUT = ("et_eller_flere", "graffiti", "naboer", "koersel")  # so that eleven questions are left
DIVIDING = ("koen", "alder", "botid")
BROKEN_DOWN = """SELECT m.item_id, m.value, a.value, b.value, c.value, count(*) FROM survey_mark m
LEFT JOIN survey_mark a ON a.answer_id = m.answer_id AND a.item_id = :koen
LEFT JOIN survey_mark b ON b.answer_id = m.answer_id AND b.item_id = :alder
LEFT JOIN survey_mark c ON c.answer_id = m.answer_id AND c.item_id = :botid
WHERE m.survey_id = :survey GROUP BY m.item_id, m.value, a.value, b.value, c.value"""
PEOPLE_THERE = {(sex, age): 60_000 + 10_000 * age for sex in (1, 2) for age in (1, 2, 3, 4, 5)}
MAIL, PASSWORD = "anna@nordby.example", "hest batteri klammer"
PEOPLE = "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :people) "
ANSWERS = """INSERT INTO survey_answer (id, network_id, survey_id, mode)
SELECT {first} + i, {network}, {survey}, CASE WHEN i % 3 = 0 THEN 'papir' ELSE 'web' END FROM n"""
MARKS = """INSERT INTO survey_mark (answer_id, item_id, network_id, survey_id, value)
SELECT {first} + i, item, {network}, {survey},
CASE WHEN steps = 5 AND mood = 1 THEN 1 + (i * 7919) % 3 + ((i * 104729 + item * 1299709) % 100003) % 3
ELSE 1 + ((i * 104729 + item * 1299709) % 100003) % steps END FROM n, asked"""


def measure(database: Database, kind: str) -> Iterator[Line]:
    """Measure the page and the working out over 100,000 answers, and what a million need of memory."""
    who = _person(database)
    number, study = _held(database, who, MANY, 0)
    with database.read() as session:
        survey = surveys.find_survey(session, session.get_one(Study, study))
        assert survey is not None
        grouped = median([_took(lambda: counting.count_values(session, survey)) for _ in range(TIMES)])
        broken = median([_took(lambda: _broken_down(session, survey)) for _ in range(3)])
        found = results.compute(session, survey, PEOPLE_THERE)
        worked = median([_took(lambda: results.compute(session, survey, PEOPLE_THERE)) for _ in range(3)])
        assert found.weighting
    with database.write() as session:
        releasing.release(session, _command(number, who), 1, found)
        session.commit()
    shown = median(_shown(database))
    told = f"{1000 * shown:.0f} ms against {1000 * grouped:.0f} ms"
    what = f"results page, {MANY:,} answers × 11 on {kind}, beside the one GROUP BY"
    yield Line(what, shown / grouped, LONGEST, True, "×", told)
    told = f"{worked:.2f} s against {broken:.2f} s; {worked / grouped:.1f} × the GROUP BY over question and answer"
    what = f"working it out, weighted, on {kind}, beside the GROUP BY of all breakdowns"
    yield Line(what, worked / broken, LONGEST, True, "×", told)
    if database.file:
        yield from _of_a_million(database, who)


def _of_a_million(database: Database, who: int) -> Iterator[Line]:
    """Work the results of a million answers out, and show them, each in a process that tells the most memory it had."""
    number, study = _held(database, who, MOST, MANY + 1)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        took, most, beside, kept = pool.apply(worked_out, (str(database.url), study))
    with database.write() as session:
        releasing.release(session, _command(number, who), 1, results.read(kept))
        session.commit()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        shown, least = pool.apply(seen, (str(database.url), MOST))
    told = f"{1000 * shown:.0f} ms"
    yield Line(f"results page of {MOST:,} answers × 11: memory at most", least, LARGEST, True, "MiB", told)
    yield Line("the same worked out: memory at most of the process that serves", most, LARGEST, True, "MiB",
               f"{took:.0f} s")  # fmt: skip
    yield Line("and of the one that has the libraries of statistics", beside, LARGEST, True, "MiB")


def worked_out(url: str, study: int) -> tuple[float, float, float, str]:
    """Work the results out, as a process that has the pages too.

    Return the seconds, the most MiB here and where the statistics are counted, and the results.
    """
    database = Database(url)
    begun = time.perf_counter()
    with database.read() as session:
        survey = surveys.find_survey(session, session.get_one(Study, study))
        assert survey is not None
        found = results.compute(session, survey, PEOPLE_THERE)
        assert found.answers == MOST
    took = time.perf_counter() - begun
    database.close()
    return took, _most(), _most(COUNTER.number), found.kept()


def seen(url: str, answers: int) -> tuple[float, float]:
    """Open the page; return how long it took, and the most MiB that the process had."""
    database = Database(url)
    took = median(_shown(database, answers))
    database.close()
    return took, _most()


def _most(of: int | None = None) -> float:
    """Return the most MiB a process had; what *getrusage* says begins with that of the process that began it."""
    told = Path(f"/proc/{of or 'self'}/status").read_text("utf-8")
    return int(next(line for line in told.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def _broken_down(session: Session, survey: Survey) -> int:
    """Count every question by all background at once, as one would write it."""
    of = {item.code: item.id for item in list_items(session, survey)}
    return len(session.execute(text(BROKEN_DOWN), {"survey": survey.id, **{code: of[code] for code in DIVIDING}}).all())


def _took(does: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    does()
    return time.perf_counter() - begun


def _person(database: Database) -> int:
    hashed = passwords.hash_password(PASSWORD)
    with database.write() as session:
        now = datetime.now(UTC)
        who: int = people.add_person(session, actor=None, now=now, name="Anna", mail=MAIL, coordinator=True).id
        people.set_password(session, who, password_hash=hashed, actor=None, now=now)
        session.commit()
    return who


def _command(network: int, who: int) -> Command:
    return Command(workflow=newest("tryghedsnetvaerk"), process_id=network, actor=who, now=datetime.now(UTC),
                   key=secrets.token_hex(8))  # fmt: skip


def _held(database: Database, who: int, answers: int, first: int) -> tuple[int, int]:
    """Make a network with a survey that so many answered, and close it; return its number and its study's."""
    with database.write() as session:
        number = create_network(session, _command(0, who), {"name": f"Net {answers}", "kommune": "Nordby"})
        study = records.add(session, _command(number, who), Study, {"kind": QUANTITATIVE, "state": "planlagt"})
        asks = [one for one in first_questions() if one["code"] not in LEFT_OUT]
        paper = save_questionnaire(session, _command(number, who), None, {"title": "Tryghed", "asks": asks})
        assert len(paper.items) == 11
        said = {"questionnaire_id": paper.id, "population": 100_000, "age_from": 18, "area_told": "Blok 1 til 9",
                "behind": "Kommunen", "contact": "Anna", "done_by": "Anna"}  # fmt: skip
        surveys.save_survey(session, _command(number, who), study.nr, said)
        survey = surveys.open_survey(session, _command(number, who), study.nr, reason="Målt")
        _answer(session, survey, answers, first)
        surveys.close_survey(session, _command(number, who), study.nr)
        session.commit()
        return number, study.id


def _answer(session: Session, survey: Survey, answers: int, first: int) -> None:
    """Lay answers straight into the tables, in the order of the rows."""
    of = {"first": first, "network": survey.network_id, "survey": survey.id}
    asked = ", ".join(
        f"({item.id}, {len(scales.steps(item))}, {int(item.kind == 'forhold')})" for item in list_items(session, survey)
    )
    given = {"people": answers}
    session.execute(text(PEOPLE + ANSWERS.format(**of)), given)
    session.execute(text(f"{PEOPLE}, asked(item, steps, mood) AS (VALUES {asked}) {MARKS.format(**of)}"), given)


def _shown(database: Database, answers: int = MANY) -> list[float]:
    """Return how long the page takes, whole, for somebody who is logged in."""
    folder = database.file.parent if database.file else None
    given = {"DATA": folder} if folder else {}
    client = create_app({**given, "SECRET_KEY": secrets.token_hex(32)}, database=database).test_client()
    token = unescape(HIDDEN.findall(client.get("/log-ind").text)[0])
    client.post("/log-ind", data={"mail": MAIL, "password": PASSWORD, "csrf_token": token})
    page = f"/netvaerk/net-{answers}/undersoegelser/1/opgoerelse/"
    assert "har svaret" in client.get(page).text
    return [_took(lambda: client.get(page, buffered=True)) for _ in range(TIMES)]

"""The metronome: how all stands is worked out anew each morning, and stopping does not wait for the whole post."""

from datetime import timedelta
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select, update

from engine import daybreak, installation
from engine.db import Database
from engine.history import events
from engine.models import process
from engine.outbox import Letter, queue
from engine.queries import find_setting, list_mail, list_processes
from engine.scheduler import Post, Ticker
from engine.state import PAUSED, RUNNING
from engine.verification import verify
from tests.conftest import NOW
from tests.webui.crawl import told
from workflows import find
from workflows.tryghedsnetvaerk.network.models import Approval, Seat

LATER = NOW + timedelta(days=60)


def astray(database: Database, after: timedelta) -> list[str]:
    with database.read() as session:
        db = session.connection()
        day = (NOW + after).date()
        return [row.slug for some in daybreak.portions(db) for row, _ in daybreak.otherwise(db, find, some, day)]


def test_what_a_day_has_changed_is_stored_the_next_morning_and_no_chain_breaks(demonstration: Database):
    assert astray(demonstration, timedelta()) == []
    changed = astray(demonstration, LATER - NOW)
    assert changed

    assert Ticker(demonstration, find, None).rise(LATER) == len(changed)

    assert astray(demonstration, LATER - NOW) == []
    with demonstration.read() as session:
        db = session.connection()
        names = [row for row in list_processes(db) if row.name != installation.NAME]
        assert [fault for row in names for fault in verify(db, lambda *of: find(*of).definition, row.id)] == []


def test_the_morning_comes_once_a_day(demonstration: Database):
    ticker = Ticker(demonstration, find, None)
    ticker.rise(LATER)

    with told(demonstration.reading) as asked, told(demonstration.writing) as written:
        assert ticker.rise(LATER + timedelta(hours=3)) == 0

    assert (len(asked), written) == (1, [])
    ticker.rise(LATER + timedelta(days=1))
    with demonstration.read() as session:
        assert find_setting(session.connection(), daybreak.RISEN) == (LATER + timedelta(days=1)).date().isoformat()


@pytest.mark.parametrize(("mode", "lapsed"), [(RUNNING, 1), (PAUSED, 0)])
def test_the_morning_ends_what_the_day_before_ended_once_and_not_where_work_is_paused(
    demonstration: Database, mode: str, lapsed: int
):
    with demonstration.write() as session:
        open_one = session.scalars(select(Approval).join(process, process.c.id == Approval.network_id).where(
            Approval.answer == "", Approval.lapsed_on.is_(None), process.c.mode == RUNNING)).first()  # fmt: skip
        assert open_one
        network, number = open_one.network_id, open_one.id
        session.execute(update(Seat).where(Seat.id == open_one.seat_id).values(until=NOW.date()))
        session.execute(update(process).where(process.c.id == network).values(mode=mode))
        session.commit()
    ticker = Ticker(demonstration, find, None)

    for hours in (0, 24, 25, 48):
        ticker.rise(NOW + timedelta(hours=hours))

    with demonstration.read() as session:
        told = [one.body for one in events(session.connection(), network) if one.body["kind"] == "approvals_lapsed"]
        assert len(told) == lapsed
        assert session.get_one(Approval, number).lapsed_on == (NOW.date() if lapsed else None)


def test_who_changed_a_network_meanwhile_is_not_overruled(demonstration: Database):
    with demonstration.write() as session:
        db = session.connection()
        row = list_processes(db)[-1]
        db.execute(update(process).where(process.c.id == row.id).values(seq=row.seq + 1))
        daybreak.stand_anew(db, row, {"unmet": 99})

        assert list_processes(db)[-1].unmet == row.unmet


def test_many_networks_are_looked_at_in_as_many_questions_as_few(demonstration: Database):
    with demonstration.read() as session:
        db = session.connection()
        portion = max(daybreak.portions(db), key=len)  # those of one version
        counts = []
        for some in (portion[:2], portion):
            with told(demonstration.reading) as asked:
                list(daybreak.otherwise(db, find, some, NOW.date()))
            counts.append(len(asked))

    assert counts[0] == counts[1] > 0


class Slow(Post):
    """A mail server that takes its time."""

    def send(self, row: object) -> None:
        sleep(0.2)


@pytest.mark.slow
def test_stopping_waits_for_the_mail_that_is_leaving_and_for_no_other(demonstration: Database):
    letters = [Letter(kind="invitation", recipient=f"a{n}@nordby.example", subject="Møde", body="") for n in range(50)]
    with demonstration.write() as session:
        first = list_processes(session.connection())[1]
        queue(session.connection(), first.id, 9999, letters, NOW - timedelta(days=10_000))  # before the demonstration's
        session.commit()
    ticker = Ticker(demonstration, find, Slow("", "a@b.example", ""))
    ticker.start()
    while not states(demonstration).count("sendt"):
        sleep(0.02)

    ticker.stop()

    assert 1 <= states(demonstration).count("sendt") < 25
    assert "sender" not in states(demonstration)


def states(database: Database) -> list[Any]:
    with database.read() as session:
        return [mail.state for mail in list_mail(session.connection(), None) if mail.event_seq == 9999]

"""Timers on the toy: each fires once, whoever ticks, and one that cannot fire holds up no other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import select

from engine import actions
from engine.db import Database
from engine.definition import Workflow
from engine.models import installation, timer
from engine.queries import find_setting
from engine.scheduler import Ticker
from engine.timers import fire, next_due, ring
from tests.engine.play import Play, make_play, together
from tests.engine.toy import TOY

DUE = datetime(2026, 6, 1, 7, tzinfo=UTC)


def ticker(play: Play) -> Ticker:
    return Ticker(play.database, play.find, None)


def started(play: Play, count: int) -> list[int]:
    """Begin more processes and bring each to where its timer runs."""
    numbers = [play.process, *(play.start(f"nummer-{number}") for number in range(1, count))]
    for play.process in numbers:
        play.reach("goer")
    play.now = DUE
    return numbers


def fired(play: Play, numbers: list[int]) -> list[int]:
    kinds = []
    for play.process in numbers:
        kinds.append(play.kinds.count("timer_fired"))
    return kinds


def test_a_timer_fires_once_whoever_ticks(any_play: Play):
    numbers = started(any_play, 6)
    rung: list[int] = []

    together(*[lambda: rung.append(ticker(any_play).ring(DUE))] * 3)

    assert sum(rung) == 6
    assert fired(any_play, numbers) == [1] * 6
    assert any_play.faults() == []


def test_nothing_fires_before_it_is_due(play: Play):
    started(play, 1)

    assert ticker(play).ring(DUE.replace(hour=6, minute=59)) == 0


def test_a_timer_that_fell_due_while_nothing_ran_fires_at_the_next_beat(play: Play):
    started(play, 1)

    assert ticker(play).ring(DUE.replace(month=12)) == 1
    assert play.state.position == "maal"


def test_a_timer_that_cannot_fire_holds_up_no_other(play: Play):
    numbers = started(play, 3)
    broken = numbers[0]

    def alarm(session: Any, command: Any, key: str) -> None:
        if command.process_id == broken:
            raise RuntimeError("cannot")
        fire(session.connection(), command, key)

    play.workflow = Workflow(definition=TOY, load=play.hand.load, alarms={"aar": alarm})

    assert ticker(play).ring(DUE) == 2
    assert fired(play, numbers) == [0, 1, 1]


def found(play: Play) -> Any:
    with play.database.read() as session:
        return next_due(session.connection(), DUE)


@pytest.mark.parametrize("meanwhile", ["paused", "ended", "fired", "put off"])
def test_what_happened_to_a_timer_between_finding_and_firing_it_counts(play: Play, meanwhile: str):
    started(play, 1)
    due = found(play)
    if meanwhile == "fired":
        play.ring()
    elif meanwhile == "put off":
        with play.database.write() as session:
            session.execute(timer.update().values(due=DUE.replace(year=2027), on=DUE.replace(year=2027).date()))
            session.commit()
    else:
        play.press(actions.pause if meanwhile == "paused" else actions.end, "Fordi")

    with play.database.write() as session:
        assert not ring(session, play.find, due, DUE)


def test_a_timer_in_an_early_step_waits_and_is_taken_when_its_step_is_reached(play: Play):
    play.reach("aftal")
    play.now = DUE
    play.ring()
    assert (play.state.position, play.state.waiting) == ("aftal", "se_tilbage")

    play.press(actions.close, "aftal")

    assert (play.state.position, play.state.waiting) == ("maal", "")
    assert play.faults() == []


def test_resuming_lets_a_timer_fire_that_waited(play: Play):
    started(play, 1)
    play.press(actions.pause, "Ferie")
    assert play.ring() == 0

    play.press(actions.resume, "Tilbage")

    assert play.ring() == 1


def test_the_next_year_is_planned_when_the_next_cycle_begins(play: Play):
    started(play, 1)
    play.ring()
    play.press(actions.close, "maal")

    with play.database.read() as session:
        planned = session.execute(select(timer.c.key, timer.c.state, timer.c.due).order_by(timer.c.key)).all()

    assert planned == [("aar-1", "udloest", DUE), ("aar-2", "venter", DUE.replace(year=2027))]


def test_the_ticker_signs_that_it_beats(play: Play):
    ticker(play).sign(DUE)
    ticker(play).sign(DUE.replace(hour=8))

    with play.database.read() as session:
        assert find_setting(session.connection(), "ticker") == DUE.replace(hour=8).isoformat()
        assert len(session.execute(select(installation)).all()) == 1


def test_a_beat_does_everything_and_a_ticker_starts_and_stops(play: Play):
    started(play, 1)
    beating = ticker(play)
    beating.start()
    try:
        wait_for(lambda: play.state.position == "maal")
    finally:
        beating.stop()

    assert play.kinds[-1] == "timer_fired"


def wait_for(holds: Callable[[], bool], seconds: float = 5) -> None:
    ends = monotonic() + seconds
    while not holds() and monotonic() < ends:
        sleep(0.02)
    assert holds()


@pytest.mark.slow
def test_a_timer_waits_for_whoever_is_just_pausing_the_process(postgres: Database):
    play = make_play(postgres)
    numbers = started(play, 1)
    with postgres.read() as looking:
        due = next_due(looking.connection(), play.now)

    def rings() -> bool:
        with postgres.write() as session:
            rung = ring(session, play.find, due, play.now)
            session.commit()
        return rung

    with postgres.write() as pausing, ThreadPoolExecutor(1) as other:
        actions.pause(pausing.connection(), play.command(), "Ferie")
        late = other.submit(rings)
        with pytest.raises(TimeoutError):
            late.result(timeout=0.5)
        pausing.commit()
        assert late.result(timeout=30) is False

    assert fired(play, numbers) == [0]

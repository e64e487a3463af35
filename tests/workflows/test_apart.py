"""A process that answers for this one: it dies, comes again, is asked by many at once, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from math import inf

import psutil
import pytest

from tests.workflows import errands
from workflows.tryghedsnetvaerk.apart import standing, wire
from workflows.tryghedsnetvaerk.apart.standing import NotAnswered, Standing
from workflows.tryghedsnetvaerk.mapping.statistics import counter, shares

PACKAGE = "tests.workflows"
ASKS = (
    "import time; from workflows.tryghedsnetvaerk.mapping.statistics import counter, shares\n"
    "import sys; shares.share(30, 100); loaded = {'numpy', 'scipy', 'statsmodels'} & set(sys.modules)\n"
    "print(counter.COUNTER.number, sorted(loaded), flush=True); time.sleep(60)"
)


@pytest.fixture
def process() -> Iterator[Standing]:
    made = Standing(PACKAGE, memory=1 << 30, seconds=30, idle=30)
    yield made
    made.stop()


def gone(number: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    return True


def soon(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not true() and time.monotonic() < until:
        time.sleep(0.02)
    return true()


def test_one_process_answers_every_question_and_it_is_another(process: Standing):
    double, who = process.apart(errands.double), process.apart(errands.who)

    assert (double(4), double.each([1, 2, 3])) == (8, [2, 4, 6])
    assert who() == who() == process.number != os.getpid()


def test_it_begins_anew_when_it_died_between_two_questions(process: Standing):
    who = process.apart(errands.who)
    first = who()

    os.kill(first, signal.SIGKILL)
    assert soon(lambda: gone(first))

    assert who() != first


def test_it_is_asked_again_when_it_dies_in_the_middle(process: Standing, tmp_path):
    assert process.apart(errands.die_once)(str(tmp_path / "left")) == "alive"


@pytest.mark.parametrize(("does", "given"), [(errands.die, ()), (errands.take, (2 << 30,))], ids=["dies", "takes"])
def test_what_ends_it_every_time_is_refused_and_the_next_question_answered(process: Standing, does, given):
    with pytest.raises(NotAnswered):
        process.apart(does)(*given)

    assert process.apart(errands.double)(2) == 4


def test_what_takes_too_long_is_ended():
    process = Standing(PACKAGE, memory=1 << 30, seconds=1, idle=30)

    began = time.monotonic()
    with pytest.raises(NotAnswered, match="over 1 s"):
        process.apart(errands.rest)(20)

    assert time.monotonic() - began < 10
    assert process.number is None


def test_many_at_once_each_get_their_own_answer(process: Standing):
    double = process.apart(errands.double)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(double, range(200))) == [2 * number for number in range(200)]


def test_who_waits_too_long_for_a_turn_is_told():
    process = Standing(PACKAGE, memory=1 << 30, seconds=1, idle=30)
    with process._turn, pytest.raises(NotAnswered, match="no turn"):
        process.apart(errands.double)(1)


def test_a_failure_comes_back_as_it_is_and_says_where(process: Standing):
    with pytest.raises(ZeroDivisionError, match="3 by nought") as failed:
        process.apart(errands.fail)(3)

    assert "errands.py" in failed.value.__notes__[0]
    with pytest.raises(ValueError, match="5 of 3"):
        shares.share(5, 3)


def test_only_functions_of_its_package_are_called(process: Standing):
    with pytest.raises(TypeError, match="os"):
        process.ask([("os", "getpid", (), {})])


def test_what_is_asked_and_answered_stays_what_it_is(process: Standing):
    told = {(1, "a"): [1.5, None, True], "b": frozenset({("c",)}), "d": shares.Share(1, 2, 0.5, None, 1, False, inf, 0)}

    assert wire.read(wire.written(told), shares.__package__) == told
    with pytest.raises(TypeError):
        wire.read(wire.written(told), PACKAGE)
    with pytest.raises(TypeError, match="object"):
        process.apart(errands.odd)()


def test_what_is_printed_is_no_answer(process: Standing):
    assert process.apart(errands.say)("hej") == "hej"


def test_it_goes_when_nobody_asks_and_comes_again():
    process = Standing(PACKAGE, memory=1 << 30, seconds=30, idle=0)
    who = process.apart(errands.who)
    first = who()

    assert soon(lambda: process.number is None)
    assert who() != first
    process.stop()


def test_statistics_are_loaded_there_and_it_goes_with_whoever_began_it():
    with subprocess.Popen([sys.executable, "-c", ASKS], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout
        number, _, loaded = asking.stdout.readline().partition(" ")
        there = not gone(int(number))
        asking.kill()

    assert (there, loaded) == (True, "[]\n")
    assert soon(lambda: gone(int(number)))


def test_the_process_gives_what_the_function_gives(monkeypatch):
    asked = shares.share.each([30, 5, 100], [100, 10, 100], [1000, None, 100])
    monkeypatch.setattr(standing.Standing, "inside", True)

    assert asked == [shares.share(30, 100, 1000), shares.share(5, 10), shares.share(100, 100, 100)]
    assert counter.COUNTER.number


def test_what_was_answered_is_not_worked_out_again_while_there_is_room():
    process = Standing(PACKAGE, memory=1 << 30, seconds=30, idle=30, room=110)  # three answers
    count = process.apart(errands.count)

    assert (count.each(["a", "a", "b"]), count("a")) == ([1, 1, 1], 1)
    assert (count("c"), count("a"), count("d")) == (1, 1, 1)
    assert (count("a"), count("b")) == (1, 2)
    process.stop()


def test_no_answer_is_remembered_where_there_is_no_room(process: Standing):
    count = process.apart(errands.count)

    assert (count("a"), count("a")) == (1, 2)

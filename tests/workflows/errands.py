"""What the tests of a standing process let it do."""

import os
import signal
import sys
import time
from collections import Counter

TIMES: Counter[str] = Counter()


def double(number: int) -> int:
    return 2 * number


def who() -> int:
    return os.getpid()


def fail(number: int) -> int:
    raise ZeroDivisionError(f"{number} by nought")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(left: str) -> str:
    """End the process, unless it did so before."""
    if not os.path.exists(left):
        open(left, "w").close()
        die()
    return "alive"


def rest(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def take(much: int) -> int:
    return len(bytes(much))


def say(words: str) -> str:
    sys.stdout.write(words)
    return words


def odd() -> object:
    return object()


def count(what: str) -> int:
    """Return how many times the process was asked this."""
    TIMES[what] += 1
    return TIMES[what]

"""Measuring on a machine that others use too: contenders interleaved, medians, ratios inside one run."""

import gc
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, event

WARM_UP = 30
PATIENT = 0.05  # waiting for a processor for more of the time than this, one shared it with more than its database
Step = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Line:
    """One measured number beside its bound; without a bound it is only told, without a value it was left out."""

    what: str
    value: float | None
    bound: float | None = None
    at_most: bool = False
    unit: str = "×"
    told: str = ""

    @property
    def timed(self) -> bool:
        """Whether the number comes from a clock, and so depends on what else the machine does."""
        return self.unit in ("×", "s", "ms", "steps/s")

    @property
    def failed(self) -> bool:
        """Whether the number is on the wrong side of its bound."""
        if self.value is None or self.bound is None:
            return False
        return self.value > self.bound if self.at_most else self.value < self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """Something that takes step *s* of instance *i*: its instances are *first*, *first* + 1 …"""

    name: str
    take: Step
    first: int
    steps: int = 9


@dataclass(frozen=True, slots=True)
class Taken:
    """What the steps of one contender took: seconds by the clock, and of this thread's work."""

    clock: list[float]
    work: list[float]

    @property
    def told(self) -> str:
        """Say it as people read it."""
        return f"{microseconds(self.clock)}; own work {median(self.work) * 1e6:.0f} µs"


def interleave(contenders: Sequence[Contender], instances: int) -> Mapping[str, Taken]:
    """Take each step of each instance with every contender in turn, in changing order; return what each took.

    Steps go round-robin over the instances, so no instance is warm when its turn comes again.
    """
    taken = {contender.name: Taken([], []) for contender in contenders}
    chance = random.Random(1)
    gc.collect()
    gc.disable()
    try:
        for step in range(1, max(c.steps for c in contenders) + 1):
            for instance in range(instances):
                for one in chance.sample(contenders, len(contenders)):
                    if step <= one.steps:
                        begun, worked = time.perf_counter(), time.thread_time()
                        one.take(one.first + instance, step)
                        taken[one.name].work.append(time.thread_time() - worked)
                        taken[one.name].clock.append(time.perf_counter() - begun)
            gc.collect()
    finally:
        gc.enable()
    return {name: Taken(one.clock[WARM_UP:], one.work[WARM_UP:]) for name, one in taken.items()}


def rounds(contenders: Mapping[str, Callable[[], object]], times: int) -> Mapping[str, list[float]]:
    """Call every contender *times* times in changing order, after one call to warm up; return seconds by contender."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    chance = random.Random(1)
    for call in contenders.values():
        call()
    for _ in range(times):
        for name in chance.sample(list(contenders), len(contenders)):
            gc.collect()
            begun = time.perf_counter()
            contenders[name]()
            taken[name].append(time.perf_counter() - begun)
    return taken


def median(seconds: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(seconds)


def microseconds(seconds: Sequence[float]) -> str:
    """Return median and tenth percentile as people read them."""
    tenth = statistics.quantiles(seconds, n=10)[0]
    return f"p50 {median(seconds) * 1e6:.0f} µs, p10 {tenth * 1e6:.0f} µs"


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Collect every statement that *engine* sends."""
    sent: list[str] = []

    def note(_: Connection, __: object, statement: str, *___: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@dataclass
class Crowd:
    """Notices whether this process had to wait for a processor: medians then tell how long the queue was."""

    begun: float = 0.0
    waited: float = 0.0

    def __enter__(self) -> "Crowd":
        self.begun, self.waited = time.perf_counter(), _waited()
        return self

    def __exit__(self, *_: object) -> None:
        self.begun, self.waited = time.perf_counter() - self.begun, _waited() - self.waited

    @property
    def share(self) -> float:
        """The share of the time that was spent waiting for a processor."""
        return self.waited / self.begun

    @property
    def there(self) -> bool:
        """Whether others wanted the processors too."""
        return self.share > PATIENT


def _waited() -> float:
    try:
        return int(Path("/proc/self/schedstat").read_text("ascii").split()[1]) / 1e9
    except (OSError, IndexError):  # not a Linux that tells
        return 0.0


def load() -> str:
    """Return the load of the machine, so that a reader can judge the numbers."""
    return " ".join(f"{value:.2f}" for value in os.getloadavg())

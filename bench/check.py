"""How long the proof takes that the definition is sound: ``tryghed process check``."""

import time
from collections.abc import Iterator

from bench.measure import Line, median
from engine.soundness import prove
from workflows.tryghedsnetvaerk.process import PROCESS

LONGEST = 0.2
TIMES = 5


def measure() -> Iterator[Line]:
    """Prove the definition several times, each from nothing."""
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        proof = prove(PROCESS)
        taken.append(time.perf_counter() - begun)
        assert not proof.faults
    told = f"{proof.states} states, {proof.evaluations} evaluations"
    yield Line("process check", median(taken), LONGEST, True, "s", told)

"""A child process for one piece of work: it is given its input, and gives back its output."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

_LIMITS = Path(__file__).parent / "limits.py"


class Busy(Exception):
    """So many do the same work that there was no turn."""


class Late(Exception):
    """The work was not done within its time."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a child ended: with 0 when all is well, what it made, and what it said."""

    code: int
    made: bytes
    said: str


def python(program: Path, *arguments: str, memory: int, seconds: int) -> list[str]:
    """Return the command that runs a program of ours by path under limits; nothing else of ours is loaded in it."""
    return [sys.executable, "-I", str(_LIMITS), str(memory), str(seconds), str(program), *arguments]


def run(
    command: Sequence[str],
    given: bytes,
    *,
    seconds: int,
    turns: BoundedSemaphore,
    environment: Mapping[str, str] | None = None,
) -> Done:
    """Run a child when there is a turn for it; nothing of it is left when its time is up.

    :raises Busy: if there was no turn
    :raises Late: if it took too long
    """
    if not turns.acquire(timeout=seconds):
        raise Busy
    try:
        done: subprocess.CompletedProcess[Any] = subprocess.run(
            command, input=given, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise Late from None
    finally:
        turns.release()
    return Done(done.returncode, bytes(done.stdout), done.stderr.decode(errors="replace"))

"""A child process that stays for the next question, so that what it takes long to load is loaded once and not here.

It goes when nobody has asked for a while, and when the process that began it is gone; the next question begins a new
one. Questions and answers are lines of JSON. What was answered is remembered here, as far as there is room for it.
"""

import atexit
import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import update_wrapper
from pathlib import Path
from typing import Any, ClassVar, Generic, ParamSpec, TypeVar

from workflows.tryghedsnetvaerk.apart import once, wire
from workflows.tryghedsnetvaerk.apart.remembered import Remembered

P = ParamSpec("P")
T = TypeVar("T")
TRIES = 2  # it may have gone just as it was asked
_PROGRAM = Path(__file__).parent / "answering.py"


class NotAnswered(Exception):
    """What was asked could not be worked out: it took too long or too much, or others ask for too much."""


class Standing:
    """One process that answers for all threads, one at a time: calls of functions of one *package*."""

    inside: ClassVar[bool] = False
    """Whether this is such a process itself: then everything is worked out here."""
    _child: "subprocess.Popen[bytes] | None"
    _turn: threading.Lock

    def __init__(
        self,
        package: str,
        *,
        memory: int,
        seconds: int,
        idle: int,
        environment: Mapping[str, str] | None = None,
        room: int = 0,
    ) -> None:
        """Hold *room* bytes of answers; only a package whose functions give the same each time may have any."""
        self.package, self.seconds, self._remembered = package, seconds, Remembered(room)
        limits = (str(seconds), str(idle))
        self._command = once.python(_PROGRAM, package, *limits, memory=memory, seconds=0)
        self._environment = dict(environment or {})
        self._forget()
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.stop)

    def apart(self, does: Callable[P, T]) -> "Apart[P, T]":
        """Let a function of the package be worked out there, whoever calls it."""
        return Apart(self, does)

    def ask(self, calls: Iterable[tuple[str, str, tuple[Any, ...], dict[str, Any]]]) -> list[Any]:
        """Return what each of several calls (module, function, and what it is given) gives.

        :raises NotAnswered: if it cannot be worked out; what a function raises comes out as it is
        """
        asked = [wire.written(call) for call in calls]
        told = {call: answer for call in asked if (answer := self._remembered.get(call)) is not None}
        if left := [call for call in dict.fromkeys(asked) if call not in told]:
            told |= zip(left, self._in_turn(wire.listed(left)), strict=True)
            for call in left:
                self._remembered.keep(call, told[call])
        return [wire.read(told[call], self.package) for call in asked]

    @property
    def number(self) -> int | None:
        """The number of the process, while there is one."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def stop(self) -> None:
        """End the process, if there is one."""
        if child := self._child:
            self._child = None
            child.kill()
            with suppress(OSError), child:  # a question it never read
                pass

    def _forget(self) -> None:
        self._turn = threading.Lock()
        self._child = None

    def _in_turn(self, question: bytes) -> list[bytes]:
        if not self._turn.acquire(timeout=self.seconds):
            raise NotAnswered("no turn")
        try:
            return [wire.written(one) for one in self._answered(question)]
        finally:
            self._turn.release()

    def _answered(self, question: bytes) -> list[Any]:
        for _ in range(TRIES):
            told = self._exchanged(self._begun(), question)
            if told is not None:
                good, found = told
                if good:
                    return list(found)
                raise wire.error(*found)
        raise NotAnswered("it ended")

    def _begun(self) -> "subprocess.Popen[bytes]":
        if self.number is None:
            self.stop()
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=self._environment,
            )  # fmt: skip
        assert self._child
        return self._child

    def _exchanged(self, child: "subprocess.Popen[bytes]", question: bytes) -> tuple[bool, Any] | None:
        """Return whether all went well and what was found; nothing if the process ended instead."""
        assert child.stdin
        assert child.stdout
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        watch = threading.Timer(self.seconds, end)
        watch.daemon = True
        watch.start()
        try:
            child.stdin.write(question)
            child.stdin.flush()
            told = child.stdout.readline()
        except OSError:
            told = b""
        finally:
            watch.cancel()
        if told.endswith(b"\n"):
            answer: tuple[bool, Any] = wire.read(told, self.package)
            return answer
        self.stop()
        if late.is_set():
            raise NotAnswered(f"over {self.seconds} s")
        return None


class Apart(Generic[P, T]):
    """A function that is worked out in a standing process."""

    __name__: str
    __wrapped__: Callable[P, T]

    def __init__(self, standing: Standing, does: Callable[P, T]) -> None:
        update_wrapper(self, does)
        self._standing, self._does = standing, does

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        if Standing.inside:
            return self._does(*args, **kwargs)
        found: T = self._standing.ask([self._call(args, kwargs)])[0]
        return found

    def each(self, *columns: Iterable[Any], **named: Iterable[Any]) -> list[T]:
        """Return what the function gives for each row of the columns, as *map* does, all in one question."""
        rows = list(zip(*columns, strict=True))
        more = [dict(zip(named, values, strict=True)) for values in zip(*named.values(), strict=True)]
        calls = [self._call(row, kwargs) for row, kwargs in zip(rows, more or [{} for _ in rows], strict=True)]
        if Standing.inside:
            return [self._does(*row, **kwargs) for _module, _name, row, kwargs in calls]
        return self._standing.ask(calls) if calls else []

    def _call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[str, str, tuple[Any, ...], dict[str, Any]]:
        return self._does.__module__, self.__name__, args, kwargs

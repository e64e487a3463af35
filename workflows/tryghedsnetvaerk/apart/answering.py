"""The program of a standing child process: it answers questions on its standard input until they end, or none comes.

Its arguments are a package, the seconds of work that one question may take, and those that it waits for the next. The
packages above that one are empty here: nothing of ours is loaded but what is asked for.
"""

import importlib
import io
import os
import resource
import select
import signal
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = "workflows.tryghedsnetvaerk.apart"
Call = tuple[str, str, tuple[Any, ...], dict[str, Any]]


def empty(package: str) -> None:
    """Let the packages above *package* and above this one be there with nothing in them but their folders."""
    for name in (package, HERE):
        parts = name.split(".")
        for count in range(1, len(parts)):
            above = ".".join(parts[:count])
            made = sys.modules.setdefault(above, ModuleType(above))
            made.__path__ = [str(Path(__file__).parents[HERE.count(".") + 1].joinpath(*parts[:count]))]


def answer(package: str, line: bytes) -> bytes:
    """Return whether all went well, and what every call gave or what the first that failed raised."""
    wire: Any = importlib.import_module(f"{HERE}.wire")
    try:
        calls: list[Call] = wire.read(line, package)
        found = [wire.found(package, module, name)(*args, **kwargs) for module, name, args, kwargs in calls]
        return bytes(wire.written((True, found)))
    except MemoryError:
        raise  # whoever asked begins a new process
    except Exception as error:  # it is raised again where it was asked
        return bytes(wire.written((False, wire.failure(error, traceback.format_exc()))))


def serve(package: str, seconds: int, idle: int, asked: io.BufferedReader, told: io.BufferedWriter) -> None:
    """Answer until nobody asks."""
    while line := asked.readline() if select.select([asked], [], [], idle)[0] else b"":
        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds + 1, most))
        told.write(answer(package, line))
        told.flush()


def main() -> None:
    """Answer the process that began this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that began it, and ends this one too
    package, seconds, idle = sys.argv[1:4]
    empty(package)
    importlib.import_module(f"{HERE}.standing").Standing.inside = True
    with open(0, "rb") as asked, open(os.dup(1), "wb") as told:
        os.dup2(2, 1)  # what a library prints is no answer
        serve(package, int(seconds), int(idle), asked, told)


if __name__ == "__main__":
    main()

"""Removes each demand, each lock and each permission in turn, and sees whether a test notices; ``make mutants``.

Every mutant is one small change to a copy of the source, never to the tree itself:

* **demand**: each demand of the process, and both rights, replaced by one that always holds;
* **lock**: each ``with_for_update`` taken away, and whatever else keeps two hands apart: the version a form was drawn
  from, the command key, the write lock of SQLite;
* **permission**: each rule of the policy table replaced by *logged in* (or, where that is what it says already, by
  *anyone*), and each function that refuses somebody hollowed out.

For each only the tests that should notice are run, first on the untouched copy (they must be green there), then on
the changed one, with ``-x``. It must end red. One that stays green is a survivor: a hole in the tests, or a lock
nobody needs. A change that no longer fits the source, or that no test can even be collected for, is a fault of this
file. Both are printed, and either makes the run end with 1.

    python -m tests.mutants                all of them, two at a time
    python -m tests.mutants lock           only those with this word in their name
    python -m tests.mutants --list         what there is
    python -m tests.mutants --jobs 4       four at a time
"""

import argparse
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

from tests.mutations import ROOT, Gone, Mutant, demands, locks, permissions

COPIED = ("engine", "workflows", "webui", "tests", "pyproject.toml", "alembic.ini")
PATIENCE = 300  # seconds; two hands that wait for each other for ever are noticed too
GREEN, RED = 0, 1
WAITED = "it waited for ever"


def arguments(tests: Sequence[str]) -> list[str]:
    """Return what pytest is called with; ``file?word`` stands for the tests of a file with a word in their name."""
    files = [test.partition("?")[0] for test in tests]
    words = [test.partition("?")[2] for test in tests if "?" in test]
    return [*files, *(["-k", _word(words[0])] if words else [])]


def _word(word: str) -> str:
    """Return *word* as pytest's ``-k`` takes it; a parameter's closing bracket keeps it from being half of another."""
    return f"{word} and not slow" if word.endswith("]") else word


class Workshop:
    """Copies of the source, each used by one mutant at a time."""

    def __init__(self, folder: Path, count: int) -> None:
        self.free: queue.Queue[Path] = queue.Queue()
        for number in range(count):
            copy = folder / str(number)
            copy.mkdir()
            for name in COPIED:
                source = ROOT / name
                if source.is_dir():
                    shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("node_modules"))
                elif source.exists():
                    shutil.copy2(source, copy / name)
            self.free.put(copy)

    def run(self, tests: Sequence[str], file: str = "", change: Callable[[str], str] | None = None) -> tuple[int, str]:
        """Run *tests* on a copy in which *file* was changed; return how it ended and the last lines it said."""
        copy = self.free.get()
        try:
            if change is not None:
                (copy / file).write_text(change((copy / file).read_text("utf-8")), "utf-8")
            return _pytest(copy, tests)
        finally:
            if change is not None:
                shutil.copy2(ROOT / file, copy / file)
            self.free.put(copy)


def _pytest(copy: Path, tests: Sequence[str]) -> tuple[int, str]:
    # No bytecode is written: a change within the same second must not be taken for what was there before.
    environ = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *arguments(tests)]
    try:
        done = subprocess.run(command, cwd=copy, env=environ, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return RED, WAITED
    return done.returncode, "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])


def judge(workshop: Workshop, mutant: Mutant) -> tuple[Mutant, str, str]:
    """Return whether the tests noticed: *killed*, *survived* or *fault*."""
    try:
        ended, said = workshop.run(mutant.tests, mutant.file, mutant.change)
    except Gone as gone:
        return mutant, "fault", str(gone)
    return mutant, {GREEN: "survived", RED: "killed"}.get(ended, "fault"), said


def must_be_green(workshop: Workshop, chosen: Sequence[Mutant], pool: ThreadPoolExecutor) -> list[str]:
    """Return what is red already without any change: it would take every mutant for noticed."""
    wanted = sorted(
        {tuple(sorted({test.partition("?")[0].partition("::")[0] for test in one.tests})) for one in chosen}
    )
    files = sorted({file for group in wanted for file in group})
    ended = pool.map(lambda file: (file, *workshop.run([file])), files)
    return [f"{file}: {said}" for file, code, said in ended if code != GREEN]


def main() -> int:
    """Try every mutant that was asked for and say which lived."""
    parser = argparse.ArgumentParser(
        description="Remove each demand, lock and permission in turn, and see a test fail."
    )
    parser.add_argument("words", nargs="*", help="only those with one of these words in their name")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--list", action="store_true", help="print their names and leave")
    parser.add_argument("--trust", action="store_true", help="do not run the tests on the untouched source first")
    asked = parser.parse_args()
    every = [*demands(), *locks(), *permissions()]
    chosen = [one for one in every if not asked.words or any(word in one.name for word in asked.words)]
    if asked.list:
        print(*(one.name for one in chosen), sep="\n")
        return 0
    return _try(chosen, asked.jobs, trust=asked.trust)


def _try(chosen: Sequence[Mutant], jobs: int, *, trust: bool) -> int:
    began, counts, bad = monotonic(), {"killed": 0, "survived": 0, "fault": 0}, []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(jobs) as pool:
        workshop = Workshop(Path(folder), jobs)
        if not trust and (red := must_be_green(workshop, chosen, pool)):
            print("These are red without any change:", *red, sep="\n")
            return 1
        for number, (mutant, ended, said) in enumerate(pool.map(lambda one: judge(workshop, one), chosen), 1):
            counts[ended] += 1
            how = f" ({WAITED})" if said == WAITED else ""
            print(f"{number:4}/{len(chosen)}  {ended:8}  {mutant.name}{how}", flush=True)
            if ended != "killed":
                bad.append((mutant, ended, said))
    for mutant, ended, said in bad:
        print(f"\n{ended.upper()}: {mutant.name} ({mutant.file}; {', '.join(mutant.tests)})\n{said}")
    spent = monotonic() - began
    print(f"\n{counts['killed']} noticed, {counts['survived']} survived, {counts['fault']} faults, in {spent:.0f} s")
    return 1 if bad or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())

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
import ast
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from engine.db import Database
from tests.webui.matrix import plain
from webui import create_app, policy
from workflows import migrations
from workflows.tryghedsnetvaerk.guards import MAY_DECIDE, MAY_TICK
from workflows.tryghedsnetvaerk.process import PROCESS

ROOT = Path(__file__).parent.parent
COPIED = ("engine", "workflows", "webui", "tests", "pyproject.toml", "alembic.ini")
PATIENCE = 300  # seconds; two hands that wait for each other for ever are noticed too
GREEN, RED = 0, 1

GUARDS = "workflows/tryghedsnetvaerk/guards.py"
ALWAYS_MET = """

from dataclasses import replace as _replace


def _met(one):
    return _replace(one, check=lambda facts: None) if one.key == {key!r} else one


for _name, _value in list(globals().items()):
    if isinstance(_value, Demand):
        globals()[_name] = _met(_value)
    elif isinstance(_value, tuple) and _value and all(isinstance(one, Demand) for one in _value):
        globals()[_name] = tuple(map(_met, _value))
"""

MATRIX = "tests/webui/test_access_matrix.py"
RACES = "tests/workflows/test_races.py"
PEOPLE = "tests/engine/people"
# Where each lock is looked for.
LOCKED = {
    "engine/commands.py": [RACES],
    "engine/installation.py": ["tests/engine/test_installation.py"],
    "engine/outbox.py": ["tests/engine/test_outbox.py", "tests/engine/test_installation.py"],
    "engine/timers.py": ["tests/engine/test_timers.py", RACES],
    "engine/people/actions.py": [PEOPLE],
    "engine/people/sessions.py": [PEOPLE],
}


@dataclass(frozen=True)
class Mutant:
    """One change to one file, and the tests that should notice it."""

    name: str
    file: str
    change: Callable[[str], str]
    tests: tuple[str, ...]


class Gone(Exception):
    """The change does not fit the source any more."""


def swapped(old: str, new: str) -> Callable[[str], str]:
    """Return a change of one piece of source, which must stand there once."""

    def change(source: str) -> str:
        if source.count(old) != 1:
            raise Gone(f"{old!r} stands there {source.count(old)} times")
        return source.replace(old, new)

    return change


def hollow(function: str, answer: str = "None") -> Callable[[str], str]:
    """Return a change that lets a function do nothing but answer."""

    def change(source: str) -> str:
        found = [
            node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.name == function
        ]
        if len(found) != 1:
            raise Gone(f"{function} is defined {len(found)} times")
        first, last = found[0].body[0], found[0].end_lineno or 0
        lines = source.splitlines(keepends=True)
        return "".join([*lines[: first.lineno - 1], f"{' ' * first.col_offset}return {answer}\n", *lines[last:]])

    return change


def without_lock(number: int) -> Callable[[str], str]:
    """Return a change that takes away the *number*-th ``with_for_update``, as a call or as an argument."""

    def change(source: str) -> str:
        start, end, new = list(_locks(source))[number]
        raw = source.encode()
        return (raw[:start] + new.encode() + raw[end:]).decode()

    return change


def _locks(source: str) -> Iterator[tuple[int, int, str]]:
    """Give where each lock stands in *source*, in bytes, and what is left in its place."""
    begins = [0]
    for line in source.encode().splitlines(keepends=True):
        begins.append(begins[-1] + len(line))

    def at(line: int | None, column: int | None) -> int:
        return begins[(line or 1) - 1] + (column or 0)

    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "with_for_update":
            inner = node.func.value
            yield at(inner.end_lineno, inner.end_col_offset), at(node.end_lineno, node.end_col_offset), ""
        for word in node.keywords:
            if word.arg == "with_for_update":
                value = word.value
                yield at(value.lineno, value.col_offset), at(value.end_lineno, value.end_col_offset), "False"


def demands() -> Iterator[Mutant]:
    """Give every demand of the process, and both rights."""
    for key in PROCESS.demands:
        tests = (f"tests/workflows/test_demands.py?{key}]",)
        yield Mutant(f"demand {key}", GUARDS, _appended(ALWAYS_MET.format(key=key)), tests)
    for demand in (MAY_TICK, MAY_DECIDE):
        tests = ("tests/workflows/test_rights.py",)
        yield Mutant(f"permission {demand.key}", GUARDS, _appended(ALWAYS_MET.format(key=demand.key)), tests)


def _appended(more: str) -> Callable[[str], str]:
    return lambda source: source + more


def locks() -> Iterator[Mutant]:
    """Give every lock: those of rows, wherever they stand, and those of other kinds."""
    for path in sorted([*ROOT.glob("engine/**/*.py"), *ROOT.glob("workflows/**/*.py")]):
        file = path.relative_to(ROOT).as_posix()
        for number in range(len(list(_locks(path.read_text("utf-8"))))):
            yield Mutant(f"lock {file} #{number + 1}", file, without_lock(number), tuple(LOCKED.get(file, [RACES])))
    for name, file, change, tests in OTHER_LOCKS:
        yield Mutant(f"lock {name}", file, change, tests)


OTHER_LOCKS: tuple[tuple[str, str, Callable[[str], str], tuple[str, ...]], ...] = (
    ("version of a record", "engine/records.py", hollow("must_be_fresh"), (RACES, "tests/workflows/test_records.py")),
    ("record read anew", "engine/records.py", swapped("populate_existing=True", "populate_existing=False"), (RACES,)),
    ("version of a person", "engine/people/actions.py", hollow("_must_be_fresh"), (PEOPLE,)),
    ("command key", "engine/commands.py", hollow("same_as_before"), ("tests/engine/test_commands.py",)),
    ("newest event seen", "engine/commands.py", swapped("elif command.seen and ", "elif False and "),
     ("tests/engine/test_commands.py",)),
    ("head of the chain", "engine/history.py", swapped(', process.c.seq == bindparam("was"))', ', bindparam("was") >= 0)'),
     ("tests/engine/test_history.py", "tests/engine/test_installation.py")),
    ("write lock of SQLite", "engine/db.py", swapped('"BEGIN IMMEDIATE"', '"BEGIN"'),
     ("tests/engine/test_installation.py",)),
)  # fmt: skip


def permissions() -> Iterator[Mutant]:
    """Give every rule of the policy table, and every function that refuses somebody."""
    rows = _rows()
    for endpoint, rule in policy.POLICY.items():
        if rule != policy.ANYONE and endpoint in rows:
            # A page that a network's readers may see is refused to others already when the network is looked up.
            wider = "ANYONE" if rule in (policy.LOGGED_IN, policy.READER, policy.OWN) else "LOGGED_IN"
            change = _appended(f'\nPOLICY["{endpoint}"] = {wider}\n')
            yield Mutant(f"permission {endpoint} as {wider}", "webui/policy.py", change, rows[endpoint])
    for name, file, change, tests in REFUSALS:
        yield Mutant(f"permission {name}", file, change, tests)


def _rows() -> dict[str, tuple[str, ...]]:
    """Return by endpoint the rows of the access matrix that are about it."""
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/rows.db")
        migrations.upgrade(database.writing)
        app = create_app({"DATA": Path(folder)}, database=database)
        for rule in app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                test = "test_who_may_see_a_page" if method == "GET" else "test_who_may_send_a_form"
                found.setdefault(rule.endpoint, []).append(f"{MATRIX}::{test}[{method} {plain(rule)}]")
        database.close()
    return {endpoint: tuple(rows) for endpoint, rows in found.items()}


NETWORK_ROW = f"{MATRIX}::test_who_may_see_a_page[GET /netvaerk/<slug>/]"
SESSION = "engine/people/sessions.py"
REFUSALS: tuple[tuple[str, str, Callable[[str], str], tuple[str, ...]], ...] = (
    ("to act in a process", "engine/commands.py", hollow("may_act"),
     ("tests/engine/test_commands.py", "tests/workflows/test_rights.py")),
    ("to tick a task", "engine/machine.py", hollow("right", "[]"),
     ("tests/engine/test_commands.py", "tests/workflows/test_rights.py")),
    ("to write records", "engine/machine.py", hollow("right_to_act", "[]"), ("tests/workflows/test_rights.py",)),
    ("to answer for another", "workflows/tryghedsnetvaerk/network/approvals.py",
     swapped("if command.actor not in (approval.person_id, seat.deputy_id):", "if False:"),
     ("tests/workflows/test_approvals.py",)),
    ("to see a network", "workflows/tryghedsnetvaerk/network/queries.py",
     swapped("if not (worker or person.auditor or person.administrator):", "if False:"), (NETWORK_ROW,)),
    ("to see a network in a list", "workflows/tryghedsnetvaerk/network/queries.py",
     hollow("mine", "process.c.name == METHOD"), (f"{MATRIX}::test_no_list_names_a_network_of_others",)),
    ("records of one network only", "engine/records.py",
     swapped("model.network_id == network_id, model.nr == nr", "model.nr == nr"), ("tests/workflows/test_records.py",)),
    ("auditors change nothing", "webui/policy.py", hollow("_reads_only_here", "False"), ("tests/webui/test_policy.py", MATRIX)),
    ("networks are looked up", "webui/policy.py", swapped("if found is None or not (found.reader or current_user.auditor):",
     "if found is None:"), ("tests/webui/test_policy.py",)),
    ("forms from another site", "webui/auth.py", hollow("refuse_cross_site"), ("tests/webui/test_auth.py",)),
    ("forms without a token", "webui/auth.py", swapped("    CSRFProtect(app)\n", ""),
     (f"{MATRIX}?test_no_form_is_taken_without_its_token",)),
    ("roles by an administrator", "engine/people/actions.py", hollow("_must_administer"), (PEOPLE,)),
    ("the mail one logs in by", "engine/people/actions.py", hollow("_refuse_beyond_rights"), (PEOPLE,)),
    ("the last administrator", "engine/people/actions.py", hollow("_refuse_last_administrator"), (PEOPLE,)),
    ("the old password", "webui/account.py", hollow("_must_know"), ("tests/webui/test_account.py",)),
    ("mail of other networks", "webui/outbox.py", hollow("_mine"), ("tests/webui/test_outbox_pages.py",)),
    ("tries are counted", SESSION, hollow("count_attempt", "0"), (PEOPLE, "tests/webui/test_auth.py")),
    ("an ended session", SESSION, swapped("            WebSession.ended_at.is_(None),\n            WebSession.seen_at",
     "            WebSession.seen_at"), (PEOPLE,)),
    ("an idle session", SESSION, swapped("            WebSession.seen_at > now - IDLE,\n            WebSession.started_at",
     "            WebSession.started_at"), (PEOPLE,)),
    ("an old session", SESSION, swapped("            WebSession.started_at > now - ABSOLUTE,\n            Person.active",
     "            Person.active"), (PEOPLE,)),
    ("a closed person", SESSION, swapped("            Person.active,\n        )\n", "        )\n"), (PEOPLE,)),
    ("nothing undone by others", "engine/actions.py",
     swapped('if last.body["actor"] != change.command.actor:', "if False:"), ("tests/engine/test_undo.py",)),
)  # fmt: skip


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
        return RED, "it waited for ever"
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
            print(f"{number:4}/{len(chosen)}  {ended:8}  {mutant.name}", flush=True)
            if ended != "killed":
                bad.append((mutant, ended, said))
    for mutant, ended, said in bad:
        print(f"\n{ended.upper()}: {mutant.name} ({mutant.file}; {', '.join(mutant.tests)})\n{said}")
    spent = monotonic() - began
    print(f"\n{counts['killed']} noticed, {counts['survived']} survived, {counts['fault']} faults, in {spent:.0f} s")
    return 1 if bad or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())

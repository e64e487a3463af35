"""What is removed from the source, one at a time: each demand, each lock, each permission; see ``tests/mutants.py``."""

import ast
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from engine.db import Database
from engine.definition import Demand
from tests.webui.matrix import plain
from webui import create_app
from webui.visit import policy
from workflows import migrations
from workflows.tryghedsnetvaerk.guards.rights import MAY_DECIDE, MAY_TICK
from workflows.tryghedsnetvaerk.process import PROCESS

ROOT = Path(__file__).parent.parent
GUARDS = "workflows/tryghedsnetvaerk/guards"
ALWAYS_MET = """

from dataclasses import replace as _replace

from engine.definition import Demand as _Demand


def _met(one):
    return _replace(one, check=lambda facts: None) if one.key == {key!r} else one


for _name, _value in list(globals().items()):
    if isinstance(_value, _Demand):
        globals()[_name] = _met(_value)
    elif isinstance(_value, tuple) and _value and all(isinstance(one, _Demand) for one in _value):
        globals()[_name] = tuple(map(_met, _value))
"""

MATRIX = "tests/webui/test_access_matrix.py"
RACES = "tests/workflows/test_races.py"
PEOPLE = "tests/engine/people/test_actions.py"
DOOR = "tests/engine/people/test_sessions.py"
# Where each lock is looked for.
LOCKED = {
    "engine/commands.py": [RACES],
    "engine/installation.py": ["tests/engine/test_installation.py"],
    "engine/outbox.py": ["tests/engine/test_outbox.py", "tests/engine/test_installation.py"],
    "engine/timers.py": ["tests/engine/test_timers.py", RACES],
    "engine/people/actions.py": [PEOPLE],
    "engine/people/sessions.py": [DOOR],
    "workflows/tryghedsnetvaerk/mapping/survey/collecting.py": ["tests/workflows/test_answers_at_once.py"],
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
    files = _written_in()
    for key in PROCESS.demands:
        tests = (f"tests/workflows/test_demands.py?{key}]",)
        yield Mutant(f"demand {key}", files[key], _appended(ALWAYS_MET.format(key=key)), tests)
    for demand in (MAY_TICK, MAY_DECIDE):
        tests = ("tests/workflows/test_rights.py",)
        yield Mutant(f"permission {demand.key}", files[demand.key], _appended(ALWAYS_MET.format(key=demand.key)), tests)


def _written_in() -> dict[str, str]:
    """Return by key the file that each demand is written in."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / GUARDS).glob("*.py")):
        room = import_module(f"{GUARDS.replace('/', '.')}.{path.stem}")
        values = [one for value in vars(room).values() for one in (value if isinstance(value, tuple) else (value,))]
        found |= {one.key: f"{GUARDS}/{path.name}" for one in values if isinstance(one, Demand)}
    return found


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
    ("facts of before the waiting", "engine/commands.py",
     swapped("if asking and steps and not waited:", "if asking and steps:"), (RACES,)),
    ("newest event seen", "engine/commands.py", swapped("if command.seen and ", "if False and "),
     ("tests/engine/test_commands.py",)),
    ("moved to another version", "engine/commands.py", swapped("return not moves and ", "return False and "),
     ("tests/engine/test_versions.py",)),
    ("moved once and never back", "engine/versions.py", hollow("must_be_older"), ("tests/engine/test_versions.py",)),
    ("head of the chain", "engine/history.py",
     swapped(', process.c.seq == bindparam("was"))', ', bindparam("was") >= 0)'),
     ("tests/engine/test_history.py", "tests/engine/test_installation.py")),
    ("write lock of SQLite", "engine/db.py", swapped('"BEGIN IMMEDIATE"', '"BEGIN"'),
     ("tests/engine/test_installation.py",)),
)  # fmt: skip


def permissions() -> Iterator[Mutant]:
    """Give every rule of the policy table, and every function that refuses somebody."""
    rows = _rows()
    for endpoint, rule in policy.POLICY.items():
        if rule != policy.ANYONE and endpoint in rows:
            # Who is no reader of a network is turned away when it is looked up, and who is no worker may only read:
            # there LOGGED_IN opens nothing that is not closed a second time.
            twice = rule in (policy.READER, policy.WORKER, policy.SURVEY, policy.SURVEY_WORK)
            wider = "ANYONE" if twice or rule in (policy.LOGGED_IN, policy.OWN) else "LOGGED_IN"
            change = _appended(f'\nPOLICY["{endpoint}"] = {wider}\n')
            yield Mutant(f"permission {endpoint} as {wider}", "webui/visit/policy.py", change, rows[endpoint])
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
    ("to write an answer down", "workflows/tryghedsnetvaerk/network/approvals.py",
     swapped("if command.actor not in leading:", "if False:"), ("tests/workflows/test_silence.py",)),
    ("to answer for another", "workflows/tryghedsnetvaerk/network/approvals.py",
     swapped("if command.actor not in (approval.person_id, seat.deputy_id):", "if False:"),
     ("tests/workflows/test_approvals.py",)),
    ("to see a network", "workflows/tryghedsnetvaerk/network/queries.py",
     swapped("reader = worker or person.auditor or person.administrator", "reader = True"), (NETWORK_ROW,)),
    ("to see a network in a list", "workflows/tryghedsnetvaerk/network/queries.py",
     hollow("mine", "process.c.name == METHOD"), (f"{MATRIX}::test_no_list_names_a_network_of_others",)),
    ("records of one network only", "engine/records.py",
     swapped("model.network_id == network_id, model.nr == nr", "model.nr == nr"), ("tests/workflows/test_records.py",)),
    ("auditors change nothing", "webui/visit/policy.py", hollow("_reads_only_here", "False"),
     ("tests/webui/test_policy.py", "tests/webui/test_audit.py")),
    ("the old password", "webui/person/account.py", hollow("_must_know"), ("tests/webui/test_account.py",)),
    ("forms from another site", "webui/visit/auth.py", hollow("refuse_cross_site"), ("tests/webui/test_auth.py",)),
    ("forms without a token", "webui/visit/auth.py", swapped("    CSRFProtect(app)\n", ""),
     (f"{MATRIX}?test_no_form_is_taken_without_its_token",)),
    ("roles by an administrator", "engine/people/actions.py", hollow("_must_administer"), (PEOPLE,)),
    ("the mail one logs in by", "engine/people/actions.py", hollow("_refuse_beyond_rights"), (PEOPLE,)),
    ("the last administrator", "engine/people/actions.py", hollow("_refuse_last_administrator"), (PEOPLE,)),
    ("mail of other networks", "webui/oversight/outbox.py", hollow("_mine"), ("tests/webui/test_outbox_pages.py",)),
    ("tries are counted", SESSION, hollow("count_attempt", "0"), (DOOR,)),
    ("an ended session", SESSION, swapped("            WebSession.ended_at.is_(None),\n", ""), (DOOR,)),
    ("an idle session", SESSION, swapped("            WebSession.seen_at > now - IDLE,\n", ""), (DOOR,)),
    ("an old session", SESSION, swapped("            WebSession.started_at > now - ABSOLUTE,\n", ""), (DOOR,)),
    ("a closed person", SESSION, swapped("            Person.active,\n        )\n", "        )\n"), (DOOR,)),
    ("nothing undone by others", "engine/actions.py",
     swapped('if last.body["actor"] != change.command.actor:', "if False:"), ("tests/engine/test_undo.py",)),
    ("who allows a departure", "workflows/tryghedsnetvaerk/meetings/queries.py", hollow("must_be_allowed"),
     ("tests/workflows/test_allowing.py",)),
    ("who moves to another version", "engine/versions.py", hollow("_must_administer"),
     ("tests/engine/test_versions.py",)),
)  # fmt: skip

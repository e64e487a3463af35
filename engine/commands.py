"""One command: lock the process, change, append the event, store where it now stands; flush, never commit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update

from engine import clock, planning
from engine.db import Connection
from engine.definition import Definition, Workflow
from engine.errors import BadInput, KeyReused, NotAllowed, NotFound, Refused, Stale
from engine.history import GENESIS, Event, append, columns, dumps, first_closed, link, parsed, stored_state
from engine.machine import right_to_act
from engine.models import event, process
from engine.prepared import Prepared
from engine.standing import standing
from engine.state import ENDED, PAUSED, Stands, State, apply
from engine.text import N_

SYSTEM = 0
OVERTAKEN = N_("Nogen har ændret netværket, siden du åbnede siden.")
REPEATED = (
    select(event.c.body)
    .where(event.c.process_id == bindparam("of"), event.c.command_key == bindparam("key"))
    .scalar_subquery()
)
before = process.alias("before")
WAS = select(before.c.seq).where(before.c.id == bindparam("of")).scalar_subquery()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What one person (or the system, 0) asks of one process, once.

    *key* makes a repetition harmless; *on* is the date it happened when that is not today; *decision* points at a
    numbered decision in minutes; *seen* is the event number the asking page was drawn from, 0 when it does not matter.
    """

    workflow: Workflow
    process_id: int
    actor: int
    now: datetime
    key: str
    on: date | None = None
    decision: int | None = None
    seen: int = 0

    @property
    def definition(self) -> Definition:
        """The definition that the command is judged by."""
        return self.workflow.definition

    @property
    def today(self) -> date:
        """The local date of the command."""
        return clock.today(self.now)


@dataclass(slots=True)
class Change:
    """A process locked for one command; *repeated* is the event of the first time when the key was used before.

    *stored* is its row as it was read, so that only what changes is written; *told* the steps whose facts it tells too,
    until they are asked for.
    """

    db: Connection
    command: Command
    state: State
    seq: int
    head: bytes
    at: datetime
    slug: str
    repeated: Event | None = None
    stored: Mapping[str, Any] = field(default_factory=dict)
    told: frozenset[str] | None = None

    @property
    def workflow(self) -> Workflow:
        """The workflow of the process."""
        return self.command.workflow

    @property
    def definition(self) -> Definition:
        """The definition the process stands on."""
        return self.command.workflow.definition

    def facts(self, *steps: str) -> Any:
        """Load what the demands of *steps* read, with what the actor is in this process."""
        command, asking = self.command, self.workflow.asking
        of, told, self.told = frozenset(steps), self.told, None
        if asking and told is not None and of <= told:
            return asking.read(self.stored, command.today)
        loaded = self.workflow.load(self.db, (command.process_id,), of, command.today, command.actor, command.decision)
        return loaded[command.process_id]


def _locked(kind: str) -> Select[Any]:
    """Return what locks a process, and tells whether the key was used and which event was the newest when it was asked.

    On SQLite that cannot differ from the newest there is: the write lock was taken first.
    """
    was = WAS if kind == "postgresql" else process.c.seq
    found = select(process, REPEATED.label("repeated"), was.label("was")).where(process.c.id == bindparam("of"))
    return found.with_for_update(of=process)


@lru_cache(maxsize=256)
def _lock(kind: str) -> Prepared:
    return Prepared(_locked(kind))


@lru_cache(maxsize=256)
def _lock_and_ask(kind: str, columns: Callable[..., Any], steps: frozenset[str], pointed: bool) -> Prepared:
    """Return what locks a process and tells the facts of *steps*, in one statement."""
    locked = _locked(kind).cte("locked")
    return Prepared(select(*locked.c, *columns(steps, pointed)))


def lock(db: Connection, command: Command, steps: frozenset[str] = frozenset(), *, moves: bool = False) -> Change:
    """Lock the process of *command* before anything else is read, with the facts of *steps* where that can be.

    Only what *moves* it to another version is judged by another than the one it stands on.

    :raises NotFound: if there is no such process
    :raises Stale: if the asking page was drawn before the newest event, or before the process was moved
    """
    asking, kind = command.workflow.asking, db.dialect.name
    values: dict[str, Any] = {"of": command.process_id, "key": command.key}
    if asking and steps:
        values |= asking.values(command.process_id, command.today, command.actor, command.decision)
        stored = _lock_and_ask(kind, asking.columns, steps, command.decision is not None).find(db, values)
    else:
        stored = _lock(kind).find(db, values)
    if stored is None:
        raise NotFound(N_("Netværket findes ikke."))
    row = SimpleNamespace(**stored)
    waited = row.was != row.seq
    if row.repeated is None and waited:
        # PostgreSQL waited for the lock: the row is of now, but events and facts are of when the waiting began.
        row.repeated = db.execute(select(REPEATED), {"of": command.process_id, "key": command.key}).scalar_one()
    at = max(command.now, row.changed_at)
    change = Change(db, command, stored_state(row), row.seq, bytes(row.head), at, row.slug, stored=stored)
    if asking and steps and not waited:
        change.told = steps
    if row.repeated is not None:
        change.repeated = _first_time(row.repeated, command)
    elif _overtaken(row, command, moves=moves):
        raise Stale(OVERTAKEN, seq=row.seq, seen=command.seen)
    if command.on and not clock.EARLIEST <= command.on <= command.today:
        beyond = N_("Datoen {dato} ligger ude i fremtiden eller for langt tilbage. Skriv den dag, det skete.")
        raise BadInput(beyond, page="#on", dato=command.on)
    return change


def _overtaken(row: Any, command: Command, *, moves: bool) -> bool:
    if command.seen and command.seen != row.seq:
        return True
    return not moves and row.version != command.definition.version


def _first_time(body: str, command: Command) -> Event:
    told = parsed(body.encode())
    if told is None:
        raise KeyReused(N_("Formularen er allerede brugt til noget andet. Åbn siden igen, og prøv igen."))
    return Event(command.process_id, told["seq"], told, b"")


def same_as_before(change: Change, kind: str, asked: Any) -> Event | None:
    """Return the first event when the command repeats it, nothing when it is new.

    :raises KeyReused: if the key was used for something else
    """
    if change.repeated is None:
        return None
    if change.repeated.body["kind"] != kind or change.repeated.body["asked"] != fingerprint(asked):
        raise KeyReused(N_("Formularen er allerede brugt til noget andet. Åbn siden igen, og prøv igen."))
    return change.repeated


def fingerprint(asked: Any) -> str:
    """Return a short mark of what was asked, to tell a repetition from another command with the same key.

    *asked* holds numbers, keys and dates only: the mark has no salt, so what somebody typed could be guessed from it.
    """
    return sha256(dumps(asked).encode()).hexdigest()[:16]


def may_act(change: Change, facts: Any) -> None:
    """Refuse somebody who is nothing in this process; the system may.

    :raises Refused: with the reason
    """
    if change.command.actor != SYSTEM and (findings := right_to_act(change.definition, facts)):
        raise Refused(findings)


def must_run(at: Stands) -> None:
    """Refuse when the process is paused or ended.

    :raises NotAllowed: with the sentence that says which
    """
    if at.state.mode == PAUSED:
        raise NotAllowed(N_("Netværket er i bero. Genoptag det, før I markerer noget som udført."), page="genoptag")
    if at.state.mode == ENDED:
        raise NotAllowed(N_("Netværket er afsluttet. Der kan ikke ændres mere."), page="overblik")


def finish(change: Change, kind: str, payload: Mapping[str, Any], asked: Any, facts: Any = None) -> Event:
    """Append the event, store the state it leads to and how the process now stands.

    :raises Stale: if somebody else changed the process first
    """
    command, seq = change.command, change.seq + 1
    given: Mapping[str, Any] = payload.get("timers", {})
    told = {
        "process": command.process_id,
        "seq": seq,
        "at": change.at.astimezone(UTC).isoformat(),
        "on": (command.on or command.today).isoformat(),
        "kind": kind,
        "actor": command.actor,
        "key": command.key,
        "asked": fingerprint(asked),
        **payload,
    }
    told.pop("timers", None)
    definition = command.workflow.definition
    state = apply(definition, change.state, told)
    if facts is None:
        facts = change.facts(state.position, *state.reopened)
    closed = partial(first_closed, change.db, command.process_id, told)
    planned = {**planning.wanted(definition, state, facts, closed), **given}
    if planned:
        told["timers"] = {key: planning.as_told(due) for key, due in planned.items()}
        state = apply(definition, change.state, told)
    year = change.state.cycle
    _store(change, state, dumps(told), definition.turned(facts) if state.cycle > year else facts)
    if state.cycle < year:
        _stand_anew(change)
    if planned:
        planning.keep(change.db, command.process_id, planned)
    return Event(command.process_id, seq, told, change.head)


def _store(change: Change, state: State, body: str, facts: Any) -> None:
    head = link(change.head, body)
    row = {
        **columns(state),
        **standing(change.definition, state, facts),
        "seq": change.seq + 1,
        "head": head,
        "changed_at": change.at,
    }
    stored = change.stored
    changed = {name: value for name, value in row.items() if name not in stored or stored[name] != value}
    of, key = change.command.process_id, change.command.key
    told = {"of": of, "was": change.seq, "body": body, "was_head": change.head, "key": key}
    if not append(change.db, changed, told):
        raise Stale(OVERTAKEN, seq=change.seq)
    change.state, change.seq, change.head = state, change.seq + 1, head


def _stand_anew(change: Change) -> None:
    """Store how a process stands whose year was turned back: facts are those of the year that its row says."""
    state = change.state
    facts = change.facts(state.position, *state.reopened)
    fresh = standing(change.definition, state, facts)
    change.db.execute(update(process).where(process.c.id == change.command.process_id).values(fresh))


def begin(db: Connection, command: Command, slug: str, step: str = "") -> int:
    """Store a process row that no event has happened to yet, and return its id."""
    row = {
        **columns(State(name=command.definition.name, version=command.definition.version, position=step)),
        **NOWHERE,
        "slug": slug,
        "name": command.definition.name,
        "seq": 0,
        "head": GENESIS,
        "changed_at": command.now,
    }
    return int(db.execute(insert(process).returning(process.c.id), row).scalar_one())


NOWHERE: Mapping[str, Any] = {
    "status": "",
    "unmet": 0,
    "reason": "",
    "said": "",
    "next_on": None,
    "next_kind": "",
    "overdue_on": None,
}

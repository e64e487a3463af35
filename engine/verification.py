"""Whether the histories are whole: every chain byte by byte, every state held against its replay, and none gone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Integer, LargeBinary, Select, Text, cast, func, select

from engine.clock import today
from engine.commands import fingerprint
from engine.db import Connection
from engine.errors import EngineError
from engine.history import (
    AT_A_TIME,
    GENESIS,
    Define,
    Groups,
    as_bytes,
    commitment,
    parsed,
    replay,
    stored,
    stored_state,
)
from engine.installation import NAME, SLUG
from engine.models import event, note, process, timer
from engine.state import plain
from engine.text import N_, Sentence, sentence

STANDING = ("changed_at", "status", "unmet", "reason", "said", "next_on", "next_kind", "overdue_on")
CHAINED = [column for column in process.c if column.name not in STANDING]  # what a replay must arrive at
UTC_TEXT = 'YYYY-MM-DD"T"HH24:MI:SS.US'


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold; *seq* is the event it shows at, 0 when there is none."""

    process_id: int
    slug: str
    seq: int
    text: Sentence


@dataclass(slots=True)
class _Chain:
    """One chain being checked: its process row, and what was found so far."""

    row: Any
    faults: list[Fault] = field(default_factory=list)
    bodies: list[Mapping[str, Any]] = field(default_factory=list)

    def fault(self, seq: int, text: str, **values: Any) -> None:
        self.faults.append(Fault(self.row.id, self.row.slug, seq, sentence(text, **values)))


def list_chains(db: Connection) -> Sequence[Any]:
    """Return number, slug and newest event of every process, the oldest first, whatever else stands in its row."""
    p = process.c
    rows = db.execute(select(p.id, as_bytes(db, p.slug), cast(p.seq, Integer).label("seq")).order_by(p.id))
    return [SimpleNamespace(id=row.id, slug=_decoded(row.slug), seq=row.seq) for row in rows]


def verify(db: Connection, define: Define, process_id: int) -> list[Fault]:
    """Return what does not hold in one chain."""
    return [fault for found in walk(db, define, [process_id]) for fault in found]


def walk(db: Connection, define: Define, ids: Sequence[int] | None = None) -> Iterator[list[Fault]]:
    """Check the chains of some processes or of all, one after another, in four questions; give the faults of each.

    Each chain is held byte by byte, and the stored state, timers and notes against its replay. What no chain can see
    is a rewrite of the newest events together with the row that holds the head, the installation's with it: only a
    checkpoint kept elsewhere shows that.
    """

    with ExitStack() as stack:

        def rows(wanted: Select[Any], of: Any) -> Any:
            some = wanted if ids is None else wanted.where(of.in_(ids))
            return stack.enter_context(db.execute(some.execution_options(yield_per=AT_A_TIME)))

        told = Groups(rows(stored(db), event.c.process_id))
        timers = Groups(rows(_timers(db), timer.c.process_id))
        notes = Groups(rows(_notes(db), note.c.process_id))
        for row in rows(_processes(db), process.c.id):
            yield _checked(row, define, told.of(row.id), timers.of(row.id), notes.of(row.id))


def _checked(row: Any, define: Define, told: Sequence[Any], timers: Sequence[Any], notes: Sequence[Any]) -> list[Fault]:
    said = {key: value if key == "head" else _decoded(value) for key, value in row._mapping.items()}
    chain = _Chain(SimpleNamespace(**said))
    _links(chain, told)
    if not chain.faults:
        _state(chain, define, timers)
        _slug(chain, define)
        _texts(chain, notes)
    return chain.faults


def _processes(db: Connection) -> Select[Any]:
    if db.dialect.name != "sqlite":
        return select(*CHAINED).order_by(process.c.id)
    # A column of SQLite may hold anything at all: what should be text is read as bytes, what should be bytes too.
    plain = [c if isinstance(c.type, Integer) else cast(c, LargeBinary).label(c.name) for c in CHAINED]
    return select(*plain).order_by(process.c.id)


def _timers(db: Connection) -> Select[Any]:
    t = timer.c
    due: Any = t.due if db.dialect.name == "sqlite" else func.to_char(func.timezone("UTC", t.due), UTC_TEXT)
    names = [as_bytes(db, c) for c in (t.key, t.state, t.kind)]
    moments = [as_bytes(db, cast(of, Text).label(name)) for of, name in ((t.on, "on"), (due, "due"))]
    return select(t.process_id, *names, *moments).order_by(t.process_id, t.key)


def _notes(db: Connection) -> Select[Any]:
    salt = as_bytes(db, note.c.salt) if db.dialect.name == "sqlite" else note.c.salt
    return select(note.c.process_id, note.c.id, as_bytes(db, note.c.text), salt).order_by(note.c.process_id, note.c.id)


def _decoded(value: Any) -> Any:
    """Return bytes as the text they should be; what is none keeps a mark that no text of ours has."""
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else value


def _links(chain: _Chain, rows: Sequence[Any]) -> None:
    """Hold every event against the one before; what is missing is told of once."""
    head, last = GENESIS, 0
    for row in rows:
        if row.seq > last + 1:
            _missing(chain, last + 1, row.seq - 1)
        elif bytes(row.prev_hash) != head:
            chain.fault(row.seq, N_("Hændelsen bygger ikke på den forrige: dens fingeraftryk er et andet."))
        _link(chain, row)
        head, last = bytes(row.hash), row.seq
    if isinstance(chain.row.seq, int) and chain.row.seq > last:
        _missing(chain, last + 1, chain.row.seq)
    elif (last, head) != (chain.row.seq, bytes(chain.row.head)):
        chain.fault(last, N_("Den nyeste hændelse mangler eller er en anden end den, netværket peger på."))


def _missing(chain: _Chain, first: int, last: int) -> None:
    if first == last:
        chain.fault(first, N_("Hændelse {nr} mangler."), nr=first)
    else:
        chain.fault(first, N_("Hændelse {foerste} til {sidste} mangler."), foerste=first, sidste=last)


def _link(chain: _Chain, row: Any) -> None:
    body, before = parsed(row.body), chain.bodies[-1] if chain.bodies else None
    whole = sha256(bytes(row.prev_hash) + bytes(row.body)).digest() == bytes(row.hash)
    if not whole:
        chain.fault(row.seq, N_("Fingeraftrykket passer ikke til hændelsens tekst."))
    if body is None:
        chain.fault(row.seq, N_("Teksten kan ikke læses."))
    if body is None or not whole:
        return
    key = bytes(row.command_key).decode("utf-8", "replace")
    if (body["process"], body["seq"], body["key"]) != (chain.row.id, row.seq, key):
        chain.fault(row.seq, N_("Teksten hører til en anden hændelse."))
    if before and body["at"] < before["at"]:
        chain.fault(row.seq, N_("Tiden går baglæns: den forrige hændelse er skrevet ind senere."))
    chain.bodies.append(body)


def _state(chain: _Chain, define: Define, timers: Sequence[Any]) -> None:
    seq = chain.row.seq
    try:
        state = replay(define, chain.bodies)
    except (AttributeError, EngineError, KeyError, TypeError, ValueError):
        chain.fault(seq, N_("Historikken kan ikke læses fra begyndelsen."))
        return
    told = plain(state) if state else {}
    try:
        kept = plain(stored_state(chain.row))
    except (AttributeError, TypeError, ValueError):
        chain.fault(seq, N_("Det, der er gemt om netværket, kan ikke læses."))
        return
    if told != kept:
        differ = sorted(key for key in kept if told.get(key) != kept[key])
        chain.fault(seq, N_("Netværket står anderledes, end historikken siger: {felter}."), felter=", ".join(differ))
    found = {_decoded(t.key): t for t in timers}
    if {key: [_decoded(said) for said in (t.state, t.kind, t.on)] for key, t in found.items()} != told.get("timers"):
        chain.fault(seq, N_("Netværkets datoer er nogle andre end dem, historikken siger."))
        return
    for key, due in _moments(chain.bodies).items():
        at, on = _moment(_decoded(found[key].due)), _decoded(found[key].on)
        if at is None or (at != due if due else today(at).isoformat() != on):
            chain.fault(seq, N_("Datoen {navn} falder på et andet tidspunkt, end historikken siger."), navn=key)


def _moments(bodies: Sequence[Mapping[str, Any]]) -> dict[str, datetime | None]:
    """Return when each timer falls due, as the newest event that planned it says; older ones said the day alone."""
    due: dict[str, datetime | None] = {}
    for body in bodies:
        for key, (_said, _kind, _on, *at) in body.get("timers", {}).items():
            due[key] = _moment(at[0]) if at else due.get(key)
    return due


def _moment(said: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _slug(chain: _Chain, define: Define) -> None:
    """Hold the slug against the first event, which carries the mark of what was asked for."""
    first = chain.bodies[0] if chain.bodies else {}
    if first.get("name") == NAME:
        same = chain.row.slug == SLUG
    else:
        step = first.get("step") or getattr(define(first.get("name", ""), first.get("version", 0)), "start", "")
        same = first.get("asked") in (None, fingerprint([first.get("kind"), chain.row.slug, step]))
    if not same:
        chain.fault(1, N_("Netværket hedder noget andet i adresser, end da det blev begyndt."))


def _texts(chain: _Chain, rows: Sequence[Any]) -> None:
    erased = {body["erased"]: body["seq"] for body in chain.bodies if body["kind"] == "note_erased"}
    kept = {row.id: row for row in rows}
    for body in chain.bodies:
        if "note" not in body:
            continue
        number = body["note"]["id"]
        row = kept.get(number)
        if number in erased:
            if row is None or row.text is not None or row.salt is not None:
                text = N_("Teksten blev slettet af hændelse {nr}, men er her endnu.")
                chain.fault(body["seq"], text, nr=erased[number])
        elif row is None or not _fits(row, body["note"]["hash"]):
            chain.fault(body["seq"], N_("Teksten er en anden end den, der blev skrevet."))


def _fits(row: Any, said: str) -> bool:
    if row.text is None or row.salt is None:
        return False
    return commitment(bytes(row.salt), _decoded(row.text)) == said

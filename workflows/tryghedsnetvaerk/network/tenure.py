"""Whether the roles of each network are those that its history tells of, from the day and to the day it tells."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Text, cast, or_, select

from engine.commands import SYSTEM
from engine.db import Connection
from engine.history import as_bytes, read, stored
from engine.models import event, process
from engine.people.models import COORDINATOR, NetworkRole
from engine.text import N_, Sentence, sentence
from engine.verification import Fault
from workflows.tryghedsnetvaerk.network.queries import SURVEYOR

BEGUN = ("created", "taken_over")  # whoever begins a network, or takes it over, is its first tovholder
CHANGED = event.c.body.contains('"appointed":', autoescape=True)
GONE = {
    COORDINATOR: N_("Hændelsen gjorde person {nr} til tovholder, men rollen er væk."),
    SURVEYOR: N_("Hændelsen gjorde person {nr} til undersøgelsesmedarbejder, men rollen er væk."),
}
DATED = {
    COORDINATOR: N_("Person {nr} står som tovholder på andre datoer ({staar}), end historikken siger ({sagt})."),
    SURVEYOR: N_(
        "Person {nr} står som undersøgelsesmedarbejder på andre datoer ({staar}), end historikken siger ({sagt})."
    ),
}


class Tenure(NamedTuple):
    """One person's time in a role, both days included, each as it is written."""

    person: str
    role: str
    since: str
    until: str | None

    @property
    def span(self) -> str:
        """Return the days from which and to which it lasts."""
        return f"{self.since} – {self.until or ''}".strip()


Told = tuple[int, Tenure]  # with the event that gave the role


def check(db: Connection, ids: Sequence[int]) -> list[Fault]:
    """Hold the roles of some networks against what their events tell of them, in three questions.

    The chains themselves are checked by ``engine.verification``. Every chain tells it all, from its first event on.
    """
    slugs = {row.id: row.slug for row in db.execute(select(process.c.id, process.c.slug).where(process.c.id.in_(ids)))}
    told, kept = _told(db, ids), _kept(db, ids)
    return [
        Fault(number, slug, seq, text)
        for number, slug in sorted(slugs.items())
        for seq, text in _differing(told.get(number, []), kept.get(number, []))
    ]


def _told(db: Connection, ids: Sequence[int]) -> dict[int, list[Told]]:
    told: dict[int, list[Told]] = {}
    for row in db.execute(stored(db).where(event.c.process_id.in_(ids), or_(event.c.seq == 1, CHANGED))):
        told[row.process_id] = replayed(told.get(row.process_id, []), read(row).body)
    return told


def replayed(before: Sequence[Told], body: Mapping[str, Any]) -> list[Told]:
    """Return who has and had a role after the event that *body* tells of: the one it says, else the tovholder's."""
    role: str = body.get("role", COORDINATOR)
    begins = body["kind"] in BEGUN and body["actor"] != SYSTEM
    appointed = [body["actor"]] if begins else body.get("appointed", [])
    leaving = {(str(number), role) for number in body.get("dismissed", [])}
    still = [(seq, _ended(one, body["on"]) if one[:2] in leaving else one) for seq, one in before]
    after = [(seq, one) for seq, one in still if one is not None]
    days = (body.get("since", body["on"]), body.get("until")) if "role" in body else (body["on"], None)
    return after + [(body["seq"], Tenure(str(number), role, *days)) for number in appointed]


def _ended(one: Tenure, on: str) -> Tenure | None:
    """Return *one* as it is once its person stopped on a day; nothing when it began on that very day."""
    if one.until is not None and one.until < on:
        return one
    return None if one.since >= on else one._replace(until=(date.fromisoformat(on) - timedelta(days=1)).isoformat())


def _kept(db: Connection, ids: Sequence[int]) -> dict[int, list[Tenure]]:
    """Return the roles there are, whatever stands in their columns."""
    r = NetworkRole.__table__.c
    wanted = {"person": r.person_id, "role": r.role, "since": r.since, "until": r.until}
    said = [as_bytes(db, cast(column, Text).label(name)) for name, column in wanted.items()]
    kept: dict[int, list[Tenure]] = {}
    for number, *values in db.execute(select(r.process_id, *said).where(r.process_id.in_(ids)).order_by(r.id)):
        texts = [None if value is None else bytes(value).decode("utf-8", "replace") for value in values]
        kept.setdefault(number, []).append(Tenure._make(texts))
    return kept


def _differing(told: Sequence[Told], kept: Sequence[Tenure]) -> Iterator[tuple[int, Sentence]]:
    rest, missed = list(kept), list[Told]()
    for seq, one in told:
        if one in rest:
            rest.remove(one)
        else:
            missed.append((seq, one))
    for seq, one in missed:
        other = next((row for row in rest if row[:2] == one[:2]), None)
        if other is None:
            yield seq, sentence(GONE.get(one.role, GONE[COORDINATOR]), nr=one.person)
        else:
            rest.remove(other)
            yield seq, sentence(DATED.get(one.role, DATED[COORDINATOR]), nr=one.person, staar=other.span, sagt=one.span)
    for one in rest:
        untold = N_("Person {nr} står med rollen {rolle} ({staar}), men ingen hændelse fortæller om det.")
        yield 0, sentence(untold, nr=one.person, rolle=one.role, staar=one.span)

"""A small world to test in: people, organisations and one network, reached only through the real actions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from engine import actions, outbox, records
from engine.commands import Command
from engine.db import Session
from engine.definition import Finding, Workflow
from engine.errors import Refused
from engine.history import stored_state
from engine.machine import findings
from engine.models import process
from engine.people.actions import add_organisation, add_person
from engine.people.models import Kind
from engine.queries import get_process
from engine.state import State
from workflows import newest
from workflows.tryghedsnetvaerk.evaluation.actions import conclude
from workflows.tryghedsnetvaerk.network.actions import create_network
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import accept
from workflows.tryghedsnetvaerk.network.models import Seat

METHOD = newest("tryghedsnetvaerk")
ORGANISATIONS = {
    "politi": Kind.POLITI,
    "kommune": Kind.KOMMUNE,
    "bolig": Kind.BOLIGORGANISATION,
    "bestyrelse": Kind.BEBOERDEMOKRATI,
    "forening": Kind.FORENING,
}
PEOPLE = {
    "tovholder": "politi",
    "formand": "kommune",
    "medlem": "bolig",
    "suppleant": "bolig",
    "fremmed": "forening",
    "revisor": "kommune",
}


@dataclass
class World:
    """One network with everybody around it, in one session; *now* is moved by hand."""

    session: Session
    now: datetime
    workflow: Workflow = METHOD
    people: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    network: int = 0
    keys: Any = field(default_factory=lambda: count(1))

    @property
    def today(self) -> date:
        return self.command().today

    @property
    def state(self) -> State:
        return stored_state(self.row)

    @property
    def row(self) -> Any:
        return get_process(self.session.connection(), self.network)

    def command(self, who: str = "tovholder", **given: Any) -> Command:
        given.setdefault("key", f"key-{next(self.keys)}")
        actor = self.people.get(who, 0)
        return Command(workflow=self.workflow, process_id=self.network, actor=actor, now=self.now, **given)

    def press(
        self, action: Callable[..., Any], *args: Any, who: str = "tovholder", given: Any = None, **named: Any
    ) -> Any:
        """Press one of the engine's buttons."""
        return action(self.session.connection(), self.command(who, **(given or {})), *args, **named)

    def write(
        self, action: Callable[..., Any], *args: Any, who: str = "tovholder", given: Any = None, **named: Any
    ) -> Any:
        """Write one of the method's records."""
        return action(self.session, self.command(who, **(given or {})), *args, **named)

    def add(self, model: type[Any], **values: Any) -> Any:
        return self.write(records.add, model, values)

    def edit(self, row: Any, **values: Any) -> Any:
        return self.write(records.edit, type(row), row.nr, values)

    def all(self, model: type[Any], **having: Any) -> list[Any]:
        """Return the network's records of one kind whose columns are so."""
        rows = records.list_all(self.session, model, self.network)
        return [row for row in rows if all(getattr(row, key) == value for key, value in having.items())]

    def later(self, **span: Any) -> None:
        self.now += timedelta(**span)

    def begin(self, name: str = "Birkeparken", at: str = "", initiator: str = "forening") -> None:
        """Create the network, or take it over at a step."""
        values = {"name": name, "kommune": "Vestkær", "initiator_id": self.organisations[initiator]}
        self.network = 0
        self.network = self.write(create_network, values, at=at, vouched="Tovholderen" if at else "")

    def close(self, step: str, who: str = "formand", **named: Any) -> Any:
        """Press the button that closes *step*, as a sitting member."""
        if step == "evaluering" and step not in self.state.reopened:
            return self.write(conclude, named.pop("trigger", "fortsaet"), who=who, **named)
        return self.press(actions.close, step, who=who, **named)

    def refusal(self, step: str, who: str = "formand", **named: Any) -> list[str]:
        """Return the keys of everything that keeps *step* from being closed now; nothing when it would close."""
        try:
            with self.session.begin_nested():
                self.close(step, who, **named)
                raise Closed
        except Refused as refused:
            return [finding.demand.key for finding in refused.findings]
        except Closed:
            return []

    def findings(self, step: str) -> dict[str, Finding]:
        loaded = self.facts(step)
        found = findings(self.workflow.definition, step, loaded, self.state.aside, self.state.skipped)
        return {one.demand.key: one for one in found}

    def facts(self, *steps: str, who: str = "tovholder", decision: int | None = None) -> Any:
        of = frozenset(steps) if steps else None
        db, actor = self.session.connection(), self.people[who]
        return self.workflow.load(db, (self.network,), of, self.today, actor, decision)[self.network]


class Closed(Exception):
    """The step would have closed."""


def make_world(session: Session, now: datetime) -> World:
    """Return a world with its people and organisations, and no network yet."""
    world = World(session, now)
    for name, kind in ORGANISATIONS.items():
        added = add_organisation(session, actor=None, now=now, name=name.capitalize(), kind=kind)
        world.organisations[name] = added.id
    for name, organisation in PEOPLE.items():
        person = add_person(
            session, actor=None, now=now, name=name.capitalize(), mail=f"{name}@example.dk",
            organisation_id=world.organisations[organisation], auditor=name == "revisor",
        )  # fmt: skip
        world.people[name] = person.id
    return world


def seat(world: World, person: str, *, chair: bool = False, kind: str = "anden", **more: Any) -> Any:
    """Give *person* a seat in the steering group for their organisation."""
    values = {
        "kind": kind,
        "organisation_id": world.organisations[PEOPLE[person]],
        "person_id": world.people[person],
        "chair": chair,
        "since": world.today,
        **more,
    }
    return world.add(Seat, **values)


def steering_group(world: World) -> None:
    """Seat a chair and a member with a suppleant."""
    seat(world, "formand", chair=True, kind="lokalpoliti")
    seat(world, "medlem", kind="ejendomskontor", deputy_id=world.people["suppleant"])


def worded(*_: object) -> tuple[str, str]:
    """Return subject and body of a mail about a paper."""
    return "Papir", "Læs det."


def attached(world: World, row: Any, **given: Any) -> None:
    """Attach a paper that was made elsewhere."""
    world.write(attach, row, accept("papir.txt", b"Lavet et andet sted"), given=given)


def posted(world: World) -> None:
    """Let the mail that waits leave, now."""
    db = world.session.connection()
    while mail := outbox.claim(db, world.now + outbox.GRACE):
        outbox.mark_sent(db, mail.id, world.now)


def with_file(world: World, row: Any) -> Any:
    """Return a paper with its file, when it was made elsewhere."""
    if row.ready_made:
        attached(world, row)
    return row


def slug_of(world: World) -> str:
    found: str = world.session.execute(select(process.c.slug).where(process.c.id == world.network)).scalar_one()
    return found

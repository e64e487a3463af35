"""Looking across networks: what one person is in each, and what those who oversee the method ask for first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, case, cast, literal, or_, select, union
from sqlalchemy.engine import Row

from engine.db import Connection, Session
from engine.definition import Finding, Workflow
from engine.history import find_state, stored_state
from engine.machine import finding
from engine.models import event, process
from engine.people.models import NetworkRole
from engine.state import ENDED, State
from workflows.tryghedsnetvaerk.network.models import APPROVED, MINUTES, Approval, Network, Seat
from workflows.tryghedsnetvaerk.network.queries import METHOD, Viewer, coordinating, mine, working

PAPER = case((Approval.about == MINUTES, "meeting"), else_=Approval.about)  # what the history calls a record


@dataclass(frozen=True, slots=True)
class Passed:
    """A demand that was set aside until a day that has passed, in a network that goes on, and is still not met."""

    process_id: int
    slug: str
    network: str
    step: str
    until: date
    finding: Finding


def list_seats(session: Session, person_id: int, viewer: Viewer, today: date) -> Sequence[Row[Any]]:
    """Return every seat a person holds or held, or is suppleant for, with its network and if *viewer* may read that."""
    readable = mine(viewer, today).label("readable")
    wanted = select(Seat, Network.name, process.c.slug, readable).join(process, process.c.id == Seat.network_id)
    wanted = wanted.join(Network, Network.network_id == Seat.network_id)
    own = or_(Seat.person_id == person_id, Seat.deputy_id == person_id)
    return session.execute(wanted.where(own).order_by(Network.name, Seat.since, Seat.nr)).all()


def list_roles(session: Session, person_id: int, viewer: Viewer, today: date) -> Sequence[Row[Any]]:
    """Return every role a person has or had in a network, and if *viewer* may read that."""
    readable = mine(viewer, today).label("readable")
    wanted = select(NetworkRole.role, NetworkRole.since, NetworkRole.until, Network.name, process.c.slug, readable)
    wanted = wanted.join(process, process.c.id == NetworkRole.process_id)
    wanted = wanted.join(Network, Network.network_id == NetworkRole.process_id)
    return session.execute(wanted.where(NetworkRole.person_id == person_id).order_by(Network.name)).all()


def list_work(session: Session, person_id: int, today: date) -> Sequence[str]:
    """Return the names of the networks that go on or are on hold and where a person works."""
    wanted = select(Network.name).join(process, process.c.id == Network.network_id)
    wanted = wanted.where(working(person_id, today), process.c.mode != ENDED)
    return session.scalars(wanted.order_by(Network.name)).all()


def list_around(session: Session, person_id: int, today: date) -> frozenset[int]:
    """Return the persons with a seat, a suppleant's place or a role in the networks where a person works, and them."""
    own = select(process.c.id).where(working(person_id, today))
    there = (
        select(Seat.person_id).where(Seat.network_id.in_(own)),
        select(Seat.deputy_id).where(Seat.network_id.in_(own), Seat.deputy_id.is_not(None)),
        select(NetworkRole.person_id).where(NetworkRole.process_id.in_(own)),
    )
    return frozenset({person_id, *session.scalars(union(*there))})


def list_coordinated(session: Session, person_id: int, today: date) -> Sequence[int]:
    """Return the processes a person coordinates today."""
    return session.scalars(select(NetworkRole.process_id).where(coordinating(person_id, today))).all()


def list_names(session: Session, ids: Sequence[int] | None = None) -> dict[int, tuple[str, str]]:
    """Return slug and name of some processes or of every one by number; the installation's own has no name."""
    wanted = select(process.c.id, process.c.slug, Network.name)
    if ids is not None:
        wanted = wanted.where(process.c.id.in_(ids))
    rows = session.execute(wanted.join(Network, Network.network_id == process.c.id, isouter=True))
    return {row.id: (row.slug, row.name or "") for row in rows}


def list_states(session: Session, ids: Iterable[int]) -> dict[int, State]:
    """Return where each of some processes stands."""
    rows = session.execute(select(process).where(process.c.id.in_(sorted(set(ids)))))
    states = ((row.id, find_state(row)) for row in rows)
    return {number: state for number, state in states if state is not None}


def list_passed(session: Session, workflow: Workflow, today: date, *, worker: int | None = None) -> list[Passed]:
    """Return what was set aside until a passed day and is not met: in the networks where *worker* works, or in all."""
    db = session.connection()
    wanted = select(process, Network.name.label("called")).join(Network, Network.network_id == process.c.id)
    wanted = wanted.where(process.c.name == METHOD, process.c.aside != "{}", process.c.mode != ENDED)
    if worker is not None:
        wanted = wanted.where(working(worker, today))
    return judge_passed(db, workflow, db.execute(wanted.order_by(Network.name)).all(), today)


def judge_passed(db: Connection, workflow: Workflow, found: Sequence[Row[Any]], today: date) -> list[Passed]:
    """Return what was set aside until a passed day and is not met, in networks that are given with what is set aside.

    The facts are asked for only where a day has passed.
    """
    rows = [(row, stored_state(row)) for row in found]
    over = [(row, state) for row, state in rows if any(until < today for until in state.aside.values())]
    if not over:
        return []
    facts = workflow.load(db, tuple(row.id for row, _ in over), None, today, 0, None)
    return [one for row, state in over for one in _unmet(workflow, row, state.aside, facts[row.id], today)]


def _unmet(workflow: Workflow, row: Any, aside: Any, facts: Any, today: date) -> Iterator[Passed]:
    demands = workflow.definition.demands
    for key, until in sorted(aside.items(), key=lambda item: item[1]):
        if until < today and key in demands:
            step, task, demand = demands[key]
            found = finding(demand, facts, {}, task.key)
            if found.reason is not None:
                yield Passed(row.id, row.slug, row.called, step.key, until, found)


def list_own_approvals(session: Session, limit: int = 200) -> Sequence[Row[Any]]:
    """Return the approvals by somebody who also wrote in what they approved, with the last time they wrote."""
    record = literal('%"record":"').concat(PAPER).concat(":").concat(cast(Approval.about_id, String)).concat('"%')
    actor = literal('%"actor":').concat(cast(Approval.person_id, String)).concat(",%")
    prepared = (
        select(event.c.seq)
        .where(event.c.process_id == Approval.network_id, event.c.body.like(record), event.c.body.like(actor))
        .order_by(event.c.seq.desc())
        .limit(1)
        .correlate(Approval)
        .scalar_subquery()
    )
    wanted = select(Approval, prepared.label("prepared"), Network.name, process.c.slug)
    wanted = wanted.join(process, process.c.id == Approval.network_id)
    wanted = wanted.join(Network, Network.network_id == Approval.network_id)
    wanted = wanted.where(Approval.answer == APPROVED, prepared.is_not(None))
    return session.execute(wanted.order_by(Approval.answered_on.desc(), Approval.id.desc()).limit(limit)).all()

"""Reading the network and step 1: the portfolio, one network, and who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import Row, Select, and_, case, func, or_, select

from engine.db import Session
from engine.errors import NotFound
from engine.models import process
from engine.people.models import COORDINATOR, NetworkRole, Organisation, Person
from engine.queries import status_on
from engine.text import N_
from workflows.tryghedsnetvaerk.network.models import REMARK, Approval, Network, Seat

METHOD = "tryghedsnetvaerk"
SURVEYOR = "undersoegelsesmedarbejder"  # a role in one network, beside that of its coordinator
PAGE = 50
BY_NEED = {"overdue": 0, "waiting": 1, "active": 2, "ready": 3, "paused": 4, "ended": 5}


class Viewer(Protocol):
    """Who looks: a person with what they are to the installation."""

    person_id: int
    administrator: bool
    auditor: bool


@dataclass(frozen=True, slots=True)
class Access:
    """What a person is in one network today; a *surveyor* collects its surveys, and sees nothing else by that."""

    process_id: int
    slug: str
    reader: bool = False
    worker: bool = False
    coordinator: bool = False
    member: bool = False
    read_only: bool = False
    surveyor: bool = False


def sitting(today: date) -> Any:
    """Return the condition that a seat is held today: from its first day to its last."""
    return and_(Seat.since <= today, or_(Seat.until.is_(None), Seat.until >= today))


def coordinating(person_id: int, today: date) -> Any:
    """Return the condition that a role makes the person tovholder today."""
    return _has_role(COORDINATOR, person_id, today)


def surveying(person_id: int, today: date) -> Any:
    """Return the condition that a role makes the person undersøgelsesmedarbejder today."""
    return _has_role(SURVEYOR, person_id, today)


def _has_role(role: str, person_id: int, today: date) -> Any:
    ended = or_(NetworkRole.until.is_(None), NetworkRole.until >= today)
    return and_(NetworkRole.person_id == person_id, NetworkRole.role == role, NetworkRole.since <= today, ended)


def find_access(session: Session, slug: str, person: Viewer, today: date) -> Access | None:
    """Return what *person* is in the network *slug*; nothing when there is no such network or it is not theirs."""
    of_process = NetworkRole.process_id == process.c.id
    role = select(func.count()).where(of_process, coordinating(person.person_id, today))
    collects = select(func.count()).where(of_process, surveying(person.person_id, today))
    seats = select(
        func.count(), func.coalesce(func.sum(case((Seat.person_id == person.person_id, 1), else_=0)), 0)
    ).where(
        Seat.network_id == process.c.id,
        sitting(today),
        or_(Seat.person_id == person.person_id, Seat.deputy_id == person.person_id),
    )
    held = seats.with_only_columns(func.count())
    chief = seats.with_only_columns(func.coalesce(func.sum(case((Seat.person_id == person.person_id, 1), else_=0)), 0))
    found = session.execute(
        select(
            process.c.id,
            role.scalar_subquery().label("roles"),
            collects.scalar_subquery().label("collects"),
            held.scalar_subquery().label("seats"),
            chief.scalar_subquery().label("own_seats"),
        ).where(process.c.slug == slug, process.c.name == METHOD)
    ).one_or_none()
    if found is None:
        return None
    coordinator, member = bool(found.roles), bool(found.own_seats)
    worker, surveyor = coordinator or bool(found.seats), bool(found.collects)
    reader = worker or person.auditor or person.administrator
    if not (reader or surveyor):
        return None
    return Access(found.id, slug, reader, worker, coordinator, member, not (worker or surveyor), surveyor)


def list_surveyed(session: Session, person_id: int, today: date) -> Sequence[Any]:
    """Return slug and name of the networks whose surveys a person collects today, by name."""
    wanted = select(process.c.slug, Network.name).join(Network, Network.network_id == process.c.id)
    wanted = wanted.join(NetworkRole, NetworkRole.process_id == process.c.id)
    return session.execute(wanted.where(surveying(person_id, today)).order_by(Network.name).distinct()).all()


def mine(person: Viewer, today: date) -> Any:
    """Return the condition that a process is one *person* may see."""
    if person.auditor or person.administrator:
        return process.c.name == METHOD
    return working(person.person_id, today)


def working(person_id: int, today: date) -> Any:
    """Return the condition that the person works in a process today: as tovholder, on a seat, or as suppleant."""
    own = or_(Seat.person_id == person_id, Seat.deputy_id == person_id)
    seats = select(Seat.network_id).where(sitting(today), own)
    roles = select(NetworkRole.process_id).where(coordinating(person_id, today))
    return and_(process.c.name == METHOD, process.c.id.in_(seats.union(roles)))


NETWORK = Network.__table__  # as a table: of the class, each row of a long list would pass the mapper as well


def portfolio(today: date) -> Select[Any]:
    """Select what the list of networks shows, one row each, in one statement."""
    return select(
        process.c.id,
        process.c.slug,
        process.c.position,
        process.c.mode,
        process.c.cycle,
        process.c.entered,
        process.c.reopened,
        process.c.waiting,
        process.c.unmet,
        process.c.reason,
        process.c.said,
        process.c.next_on,
        process.c.next_kind,
        process.c.overdue_on,
        process.c.changed_at,
        status_on(today).label("status"),
        NETWORK.c.name,
        NETWORK.c.kommune,
    ).join(NETWORK, NETWORK.c.network_id == process.c.id)


def worst_first(today: date) -> tuple[Any, ...]:
    """Return the order of networks in which those that need somebody come first, then those with the next date."""
    return case(BY_NEED, value=status_on(today), else_=9), process.c.next_on.is_(None), process.c.next_on


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of networks is narrowed to, and how it is sorted."""

    text: str = ""
    steps: tuple[str, ...] = ()
    status: str = ""
    sort: str = "handling"
    page: int = 1


def list_networks(session: Session, person: Viewer, today: date, wanted: Wanted) -> tuple[Sequence[Any], int]:
    """Return one page of the networks that *person* may see, and how many fit."""
    chosen = portfolio(today).where(mine(person, today))
    if wanted.text:
        like = f"%{wanted.text.lower()}%"
        coordinators = (
            select(NetworkRole.process_id)
            .join(Person, Person.id == NetworkRole.person_id)
            .where(NetworkRole.role == COORDINATOR, func.lower(Person.name).like(like))
        )
        chosen = chosen.where(
            or_(
                func.lower(Network.name).like(like),
                func.lower(Network.kommune).like(like),
                process.c.id.in_(coordinators),
            )
        )
    if wanted.steps:
        chosen = chosen.where(process.c.position.in_(wanted.steps))
    if wanted.status:
        chosen = chosen.where(status_on(today) == wanted.status)
    by_date = [process.c.next_on.is_(None), process.c.next_on]
    order: Any = {"navn": [Network.name], "dato": by_date}.get(wanted.sort, worst_first(today))
    total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    offset = (max(wanted.page, 1) - 1) * PAGE
    return session.execute(chosen.order_by(*order, process.c.id).limit(PAGE).offset(offset)).all(), total


def list_coordinators(session: Session, ids: Sequence[int], today: date) -> dict[int, str]:
    """Return the name of each network's tovholder."""
    rows = session.execute(
        select(NetworkRole.process_id, Person.name)
        .join(Person, Person.id == NetworkRole.person_id)
        .where(NetworkRole.process_id.in_(ids), *_leads(today))
        .order_by(NetworkRole.id)
    )
    return {row.process_id: row.name for row in rows}


def _leads(today: date) -> tuple[Any, ...]:
    ended = or_(NetworkRole.until.is_(None), NetworkRole.until >= today)
    return NetworkRole.role == COORDINATOR, NetworkRole.since <= today, ended


def get_with_process(session: Session, network_id: int, today: date) -> Row[Any]:
    """Return the row of a process with its network as ``Network`` and its tovholder's name as ``tovholder``.

    :raises NotFound: if there is none
    """
    leads = select(Person.name).join(NetworkRole, NetworkRole.person_id == Person.id)
    leads = leads.where(NetworkRole.process_id == process.c.id, *_leads(today)).order_by(NetworkRole.id.desc()).limit(1)
    wanted = select(process, Network, leads.scalar_subquery().label("tovholder"))
    wanted = wanted.join(Network, Network.network_id == process.c.id)
    found = session.execute(wanted.where(process.c.id == network_id)).one_or_none()
    if found is None:
        raise NotFound(N_("Netværket findes ikke."))
    return found


def get_network(session: Session, network_id: int) -> Network:
    """Return the network of a process.

    :raises NotFound: if there is none
    """
    network = session.scalar(select(Network).where(Network.network_id == network_id))
    if network is None:
        raise NotFound(N_("Netværket findes ikke."))
    return network


def is_approved(session: Session, about: str, number: int) -> bool:
    """Say whether a paper is approved: somebody was asked, and nobody is left who has not said yes."""
    rows = session.execute(
        select(Approval.answer).where(
            Approval.about == about, Approval.about_id == number, Approval.lapsed_on.is_(None)
        )
    ).all()
    return bool(rows) and all(row.answer not in ("", REMARK) for row in rows)


def list_approved(session: Session, network_id: int) -> frozenset[tuple[str, int]]:
    """Return every paper of a network that is approved, as what it is and its number."""
    left = func.sum(case((Approval.answer.in_(("", REMARK)), 1), else_=0))
    wanted = select(Approval.about, Approval.about_id).where(
        Approval.network_id == network_id, Approval.lapsed_on.is_(None)
    )
    found = session.execute(wanted.group_by(Approval.about, Approval.about_id).having(left == 0))
    return frozenset((row.about, row.about_id) for row in found)


def list_approvals(session: Session, about: str, number: int) -> Sequence[Any]:
    """Return who was asked to approve a paper, with what they answered."""
    wanted = select(Approval, Person.name).join(Person, Person.id == Approval.person_id)
    return session.execute(
        wanted.where(Approval.about == about, Approval.about_id == number).order_by(Approval.nr)
    ).all()


def list_sitting(session: Session, network_id: int, today: date) -> Sequence[Any]:
    """Return the seats held today with their people and organisations."""
    return session.execute(
        select(Seat, Person.name, Person.mail, Organisation.name.label("organisation"))
        .join(Person, Person.id == Seat.person_id)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .where(Seat.network_id == network_id, sitting(today))
        .order_by(Seat.chair.desc(), Seat.nr)
    ).all()

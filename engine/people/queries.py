"""Reading people: get_ raises NotFound, find_ may return nothing, list_ returns a sequence."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from engine.db import Connection, Session
from engine.errors import NotFound
from engine.people.fields import plain_mail
from engine.people.models import COORDINATOR, AccessLog, Credential, NetworkRole, Organisation, Person, sorting
from engine.text import N_

LARGEST = 2**63 - 1
Among = Collection[int] | None  # of which persons a list is made; nothing means of everybody


def get_person(session: Session, person_id: int) -> Person:
    """Return a person with their organisation.

    :raises NotFound: if there is none
    """
    person = session.get(Person, person_id) if 0 < person_id <= LARGEST else None
    if person is None:
        raise NotFound(N_("Personen findes ikke."))
    return person


def find_person_by_mail(session: Session, mail: str) -> Person | None:
    """Return the person with a mail address."""
    return session.scalars(select(Person).where(Person.mail == plain_mail(mail))).one_or_none()


def list_people(
    session: Session, *, search: str = "", limit: int | None = None, offset: int = 0, active: bool | None = None,
    among: Among = None,
) -> Sequence[Person]:  # fmt: skip
    """Return persons by name, only those *among* some if so; every word of *search* stands in name, title, mail, phone
    or organisation."""
    wanted = _people(search, active, among).order_by(Person.sorted_as, Person.id).limit(limit).offset(offset)
    return session.scalars(wanted).all()


def count_people(session: Session, *, search: str = "", active: bool | None = None, among: Among = None) -> int:
    """Return how many persons a search finds."""
    found = _people(search, active, among).with_only_columns(Person.id, maintain_column_froms=True)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _people(search: str, active: bool | None, among: Among = None) -> Select[Person]:
    columns = (Person.name, Person.title, Person.mail, Person.phone, Organisation.name)
    wanted = select(Person).join(Organisation, Organisation.id == Person.organisation_id, isouter=True)
    wanted = wanted.where(*(_somewhere(word, *columns) for word in search.split()))
    wanted = wanted if among is None else wanted.where(Person.id.in_(sorted(among)))
    return wanted if active is None else wanted.where(Person.active.is_(active))


def get_organisation(session: Session, organisation_id: int) -> Organisation:
    """Return an organisation.

    :raises NotFound: if there is none
    """
    organisation = session.get(Organisation, organisation_id) if 0 < organisation_id <= LARGEST else None
    if organisation is None:
        raise NotFound(N_("Organisationen findes ikke."))
    return organisation


def find_organisation_by_name(session: Session, name: str) -> Organisation | None:
    """Return the organisation with a name, however it is spaced or capitalised."""
    return session.scalars(select(Organisation).where(Organisation.sorted_as == sorting(name))).one_or_none()


def list_organisations(
    session: Session, *, search: str = "", limit: int | None = None, offset: int = 0
) -> Sequence[Organisation]:
    """Return organisations by name; every word of *search* stands in name, kind, mail or phone."""
    wanted = _organisations(search).order_by(Organisation.sorted_as, Organisation.id)
    return session.scalars(wanted.limit(limit).offset(offset)).all()


def count_organisations(session: Session, *, search: str = "") -> int:
    """Return how many organisations a search finds."""
    return session.scalar(select(func.count()).select_from(_organisations(search).subquery())) or 0


def _organisations(search: str) -> Select[Organisation]:
    columns = (Organisation.name, Organisation.kind, Organisation.mail, Organisation.phone)
    return select(Organisation).where(*(_somewhere(word, *columns) for word in search.split()))


def list_members(session: Session, organisation_id: int, among: Among = None) -> Sequence[Person]:
    """Return the persons of an organisation by name, only those *among* some if so."""
    wanted = select(Person).where(Person.organisation_id == organisation_id)
    wanted = wanted if among is None else wanted.where(Person.id.in_(sorted(among)))
    return session.scalars(wanted.order_by(Person.sorted_as, Person.id)).all()


def has_password(session: Session, person_id: int) -> bool:
    """Say whether a person can log in with a password."""
    return session.get(Credential, person_id) is not None


def locales(session: Session, mails: Iterable[str]) -> dict[str, str]:
    """Return the language of everybody among *mails* who is a person here."""
    rows = session.execute(select(Person.mail, Person.locale).where(Person.mail.in_(sorted(mails))))
    return {row.mail: row.locale for row in rows if row.mail}


def names(session: Session, references: Iterable[str]) -> dict[str, str]:
    """Return the names behind references such as ``person:7`` and ``organisation:3``, in two queries at most."""
    ids: dict[str, set[int]] = {"person": set(), "organisation": set()}
    for reference in references:
        kind, _, number = reference.partition(":")
        if kind in ids and number.isdigit():
            ids[kind].add(int(number))
    found: dict[str, str] = {}
    for kind, table in (("person", Person), ("organisation", Organisation)):
        if ids[kind]:
            rows = session.execute(select(table.id, table.name).where(table.id.in_(ids[kind])))
            found |= {f"{kind}:{row.id}": row.name for row in rows}
    return found


def list_names(session: Session) -> dict[int, str]:
    """Return the name of every person by number."""
    return {row.id: row.name for row in session.execute(select(Person.id, Person.name))}


def is_administrator(db: Connection, person_id: int) -> bool:
    """Say whether a person is an administrator who can log in."""
    found = select(Person.id).where(Person.id == person_id, Person.administrator, Person.active)
    return db.execute(found).first() is not None


def list_coordinators(session: Session, process_id: int, today: date) -> Sequence[Person]:
    """Return who coordinates a network today, the longest standing first."""
    wanted = select(Person).join(NetworkRole, NetworkRole.person_id == Person.id)
    wanted = wanted.where(NetworkRole.process_id == process_id, *in_force(today))
    return session.scalars(wanted.order_by(NetworkRole.since, NetworkRole.id)).unique().all()


def is_coordinator(session: Session, process_id: int, person_id: int, today: date) -> bool:
    """Say whether a person coordinates a network today."""
    mine = (NetworkRole.process_id == process_id, NetworkRole.person_id == person_id)
    return session.scalar(select(func.count()).where(*mine, *in_force(today))) != 0


def in_force(today: date, role: str = COORDINATOR) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for the rows of network_role by which somebody is coordinator, or another *role*, on a day."""
    begun = NetworkRole.since <= today
    return NetworkRole.role == role, begun, or_(NetworkRole.until.is_(None), NetworkRole.until >= today)


def list_network_roles(session: Session, process_id: int, role: str = COORDINATOR) -> Sequence[NetworkRole]:
    """Return everybody who is or was coordinator of a network, or has or had another *role* in it, in order."""
    wanted = select(NetworkRole).where(NetworkRole.process_id == process_id, NetworkRole.role == role)
    return session.scalars(wanted.order_by(NetworkRole.since, NetworkRole.id)).all()


def list_roles_in_force(
    session: Session, process_id: int, today: date, role: str = COORDINATOR
) -> Sequence[NetworkRole]:
    """Return the rows by which somebody coordinates a network today, or has another *role* in it, in order."""
    wanted = select(NetworkRole).where(NetworkRole.process_id == process_id, *in_force(today, role))
    return session.scalars(wanted.order_by(NetworkRole.since, NetworkRole.id)).all()


def list_administrators(session: Session) -> Sequence[Person]:
    """Return the administrators who can log in, by name."""
    return session.scalars(_people("", True).where(Person.administrator).order_by(Person.sorted_as, Person.id)).all()


def list_with_password(session: Session) -> Sequence[Person]:
    """Return everybody who can log in with a password, by name."""
    wanted = select(Person).join(Credential, Credential.person_id == Person.id)
    wanted = wanted.where(Person.active, Person.mail.is_not(None))
    return session.scalars(wanted.order_by(Person.sorted_as, Person.id)).all()


def list_access(
    session: Session,
    *,
    kind: str | None = None,
    person_id: int | None = None,
    since: datetime | None = None,
    before: int | None = None,
    limit: int = 100,
) -> Sequence[AccessLog]:
    """Return the newest lines of the access log, older than the line *before*."""
    wanted = select(AccessLog)
    if kind is not None:
        wanted = wanted.where(AccessLog.kind == kind)
    if person_id is not None:
        wanted = wanted.where(AccessLog.person_id == person_id)
    if since is not None:
        wanted = wanted.where(AccessLog.at >= since)
    if before is not None:
        wanted = wanted.where(AccessLog.id < before)
    return session.scalars(wanted.order_by(AccessLog.id.desc()).limit(limit)).all()


def _somewhere(word: str, *columns: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    # SQLite folds only a to z, so a word with æ, ø or å is looked for in each of its usual shapes.
    shapes = {word, word.lower(), word.upper(), word.title()}
    return or_(*(column.icontains(shape, autoescape=True) for column in columns for shape in sorted(shapes)))

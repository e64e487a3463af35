"""Changing people: every change asks who does it and from which version, and says who came first when it is stale.

Rows are locked in one order: the process of the network that is changed, if one is, then the installation's process,
then persons and what hangs on them. So a page that enters a person with a record locks its network before it comes
here, and nothing here ever locks a network; one that is being created nobody else can wait for.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from engine import installation
from engine.db import Session
from engine.errors import BadInput, Forbidden, NotAllowed, NotFound, Stale
from engine.history import commitment
from engine.people import queries, sessions
from engine.people.fields import FLAGS, TOLD, Difference, content, read_organisation, read_person
from engine.people.models import (
    ACTIVE,
    COORDINATOR,
    PASSWORD,
    ROLES,
    Credential,
    NetworkRole,
    Organisation,
    Person,
)
from engine.text import N_


def add_person(session: Session, *, actor: int | None, now: datetime, **said: Any) -> Person:
    """Enter a person: name and, as far as known, mail, phone, title, organisation_id, roles, active, locale.

    *actor* is who does it, nothing for the shell and the installation itself.

    :raises BadInput: if something cannot be used, or the mail address belongs to somebody already
    :raises Forbidden: if roles are given by somebody who is not an administrator
    """
    told = read_person(said)
    installation.lock(session.connection(), now)
    if any(told.get(flag) for flag in FLAGS):
        _must_administer(session, actor, N_("Kun en administrator kan give roller."))
    _refuse_taken_mail(session, told, None)
    person = Person(changed_at=now, changed_by=actor, **told)
    session.add(person)
    _flush(session, person.name)
    if any(told.get(flag) for flag in FLAGS):
        _log(session, ROLES, person, actor, now)
    _tell(session, "person_added", person, actor, now)
    return person


def change_person(
    session: Session, person_id: int, *, version: int, actor: int | None, now: datetime, **said: Any
) -> Person:
    """Change what is said of a person; what is not named stays.

    :raises Stale: if somebody else changed the person since *version*
    :raises Forbidden: if roles, access or the mail address that opens a log-in is changed by a non-administrator
    :raises NotAllowed: if it would leave the installation without an administrator
    """
    installation.lock(session.connection(), now)
    person = queries.get_person(session, person_id)
    _must_be_fresh(session, person, version, said)
    told = read_person({"name": person.name} | said)
    changed = {key: value for key, value in told.items() if getattr(person, key) != value}
    _refuse_taken_mail(session, changed, person.id)
    _refuse_beyond_rights(session, person, changed, actor)
    _refuse_last_administrator(session, person, changed)
    if not changed:
        return person
    _apply(person, changed, actor, now)
    _flush(session, person.name)
    if changed.keys() & {*FLAGS}:
        _log(session, ROLES, person, actor, now)
    if "active" in changed:
        _log(session, ACTIVE, person, actor, now)
    if changed.keys() & {*FLAGS, "active"}:
        sessions.end_all_sessions(session, person.id, now=now)
    _tell(session, "roles_changed" if changed.keys() & {*FLAGS, "active"} else "person_changed", person, actor, now)
    return person


def add_organisation(session: Session, *, actor: int | None, now: datetime, **said: Any) -> Organisation:
    """Enter an organisation: name, kind and, as far as known, mail and phone.

    :raises BadInput: if something cannot be used, or there is an organisation of that name
    """
    told = read_organisation(said)
    installation.lock(session.connection(), now)
    _refuse_taken_name(session, told["name"], None)
    organisation = Organisation(changed_at=now, changed_by=actor, **told)
    session.add(organisation)
    _flush(session, organisation.name)
    _tell(session, "organisation_added", organisation, actor, now)
    return organisation


def change_organisation(
    session: Session, organisation_id: int, *, version: int, actor: int | None, now: datetime, **said: Any
) -> Organisation:
    """Change what is said of an organisation; what is not named stays.

    :raises Stale: if somebody else changed it since *version*
    """
    installation.lock(session.connection(), now)
    organisation = queries.get_organisation(session, organisation_id)
    _must_be_fresh(session, organisation, version, said)
    told = read_organisation({"name": organisation.name, "kind": organisation.kind} | said)
    _refuse_taken_name(session, told["name"], organisation.id)
    changed = {key: value for key, value in told.items() if getattr(organisation, key) != value}
    if changed:
        _apply(organisation, changed, actor, now)
        _flush(session, organisation.name)
        _tell(session, "organisation_changed", organisation, actor, now)
    return organisation


def set_password(
    session: Session, person_id: int, *, password_hash: str, actor: int | None, now: datetime, but: str | None = None
) -> None:
    """Give a person a password, hashed by ``passwords.hash_password`` before the transaction, and end their sessions.

    *but* is the id of the session that may go on: the one in which people change their own.

    :raises Forbidden: if somebody who is not an administrator sets another person's
    :raises BadInput: if the person has no mail address to log in with
    """
    installation.lock(session.connection(), now)
    person = queries.get_person(session, person_id)
    if actor != person.id:
        _must_administer(session, actor, N_("Kun en administrator kan give andre en adgangskode."))
    if person.mail is None:
        raise BadInput(N_("{name} har ingen mailadresse at logge ind med. Skriv den først."), name=person.name)
    credential = session.get(Credential, person.id)
    if credential is None:
        session.add(Credential(person_id=person.id, password_hash=password_hash, changed_at=now))
    else:
        credential.password_hash, credential.changed_at = password_hash, now
    session.flush()  # from here on whoever logs in by the old one waits, and then finds it gone
    sessions.end_all_sessions(session, person.id, now=now, but=but)
    _log(session, PASSWORD, person, actor, now)


def appoint(session: Session, *, process_id: int, person_id: int, since: date) -> NetworkRole:
    """Make a person coordinator of a network from a day on.

    The row only: the network's own action locks the process and appends the event.

    :raises BadInput: if the person is disabled or coordinates the network already
    """
    person = queries.get_person(session, person_id)
    if not person.active:
        raise BadInput(N_("{name} har ikke længere adgang og kan ikke være tovholder."), name=person.name)
    roles = queries.list_network_roles(session, process_id)
    if any(role.person_id == person_id and (role.until is None or role.until >= since) for role in roles):
        raise BadInput(N_("{name} er allerede tovholder for netværket."), name=person.name)
    role = NetworkRole(process_id=process_id, person_id=person_id, role=COORDINATOR, since=since, until=None)
    session.add(role)
    session.flush()
    return role


def dismiss(session: Session, role_id: int, *, process_id: int, until: date) -> NetworkRole:
    """Let a coordinator's time in a network end with the day *until*.

    :raises NotFound: if the network has no such coordinator
    :raises BadInput: if it would end before it began
    """
    role = session.get(NetworkRole, role_id)
    if role is None or role.process_id != process_id:
        raise NotFound(N_("Tovholderen findes ikke."))
    if until < role.since:
        raise BadInput(N_("Datoen ligger før den dag, hvor tovholderen begyndte."))
    role.until = until
    session.flush()
    return role


def _refuse_taken_mail(session: Session, told: Mapping[str, Any], own: int | None) -> None:
    mail = told.get("mail")
    other = queries.find_person_by_mail(session, mail) if mail else None
    if other is not None and other.id != own:
        raise BadInput(N_("Mailadressen {mail} bruges allerede af {name}."), mail=mail, name=other.name)
    if organisation_id := told.get("organisation_id"):
        queries.get_organisation(session, organisation_id)


def _refuse_taken_name(session: Session, name: str, own: int | None) -> None:
    other = queries.find_organisation_by_name(session, name)
    if other is not None and other.id != own:
        raise BadInput(
            N_("{name} findes allerede. Er det en anden organisation, så skriv for eksempel byen i navnet."),
            name=other.name,
        )


def _must_be_fresh(session: Session, row: Person | Organisation, version: int, said: Mapping[str, Any]) -> None:
    if row.version == version:
        return
    differences = [
        Difference(TOLD[key], _shown(session, key, getattr(row, key)), _shown(session, key, value))
        for key, value in said.items()
        if _shown(session, key, getattr(row, key)) != _shown(session, key, value)
    ]
    if row.changed_by is None:
        text, who = N_("{name} blev ændret {at}, mens du skrev. Det, du skrev, er ikke gemt."), ""
    else:
        text = N_("{who} ændrede {name} {at}, mens du skrev. Det, du skrev, er ikke gemt.")
        who = queries.get_person(session, row.changed_by).name
    raise Stale(text, who=who, name=row.name, at=row.changed_at, differences=differences)


def _shown(session: Session, key: str, value: Any) -> str:
    if key == "organisation_id" and value:
        return queries.names(session, [f"organisation:{value}"]).get(f"organisation:{value}", "")
    if isinstance(value, bool):
        return N_("Ja") if value else N_("Nej")
    return str(value or "")


def _must_administer(session: Session, actor: int | None, otherwise: str) -> None:
    if actor is not None and not queries.get_person(session, actor).administrator:
        raise Forbidden(otherwise)


def _refuse_beyond_rights(session: Session, person: Person, changed: Mapping[str, Any], actor: int | None) -> None:
    if changed.keys() & {*FLAGS, "active"}:
        _must_administer(session, actor, N_("Kun en administrator kan ændre roller og adgang."))
    if "mail" in changed and (person.has_role or queries.has_password(session, person.id)):
        _must_administer(session, actor, N_("Kun en administrator kan ændre mailadressen for en, der kan logge ind."))


def _refuse_last_administrator(session: Session, person: Person, changed: Mapping[str, Any]) -> None:
    gone = changed.get("active") is False or changed.get("administrator") is False
    if not (gone and person.administrator and person.active):
        return
    # Of two who leave at once the second waited for the installation's row, and now sees the first gone.
    others = select(Person.id).where(Person.administrator, Person.active).order_by(Person.id)
    if set(session.scalars(others)) <= {person.id}:
        last = N_("{name} er den sidste administrator. Gør først en anden til administrator.")
        raise NotAllowed(last, name=person.name)


def _apply(row: Person | Organisation, changed: Mapping[str, Any], actor: int | None, now: datetime) -> None:
    for key, value in changed.items():
        setattr(row, key, value)
    row.changed_at, row.changed_by = now, actor


def _flush(session: Session, name: str) -> None:
    try:
        session.flush()
    except StaleDataError as error:
        raise Stale(N_("En anden ændrede {name} i samme øjeblik. Åbn siden igen."), name=name) from error
    except IntegrityError as error:
        raise BadInput(N_("{name} eller mailadressen er netop skrevet ind af en anden."), name=name) from error


def _tell(session: Session, kind: str, row: Person | Organisation, actor: int | None, now: datetime) -> None:
    """Write into the installation's chain that *row* is now of this version: by number, roles and commitment."""
    said = {"record": f"{row.__tablename__}:{row.id}", "record_version": row.version}
    if isinstance(row, Person):
        said |= {"roles": [flag for flag in FLAGS if getattr(row, flag)], "active": row.active}
    said["hash"] = commitment(row.salt, content(row))
    installation.tell(session.connection(), kind, said, actor=actor, now=now)


def _log(session: Session, kind: str, person: Person, actor: int | None, now: datetime) -> None:
    held = ",".join(flag for flag in FLAGS if getattr(person, flag))
    detail = f"person:{person.id} {held or '-'} {'active' if person.active else 'closed'}"
    sessions.log_access(session, kind=kind, now=now, address="", person_id=actor, detail=detail)

"""Undersøgelsesmedarbejdere: who collects a network's surveys and interviews from a day to a day, and nothing else."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import Exists, exists, select

from engine import checks, outbox
from engine.commands import Change, Command, finish, lock, same_as_before
from engine.db import Connection, Session
from engine.errors import BadInput, Forbidden, NotAllowed
from engine.history import Event
from engine.outbox import Letter
from engine.people import actions as people
from engine.people import queries
from engine.people.models import NetworkRole, Person
from engine.state import ENDED
from engine.text import N_
from workflows.tryghedsnetvaerk.network.queries import SURVEYOR, surveying, working

APPOINTED, DISMISSED = "surveyor_appointed", "surveyor_dismissed"
LONGEST = timedelta(days=3 * 366)
STUDY = "study"
# The tables whose records they write, and attach files to; and what of that is not theirs.
OF_SURVEYS = {STUDY, "survey", "survey_doors"}
OF_QUESTIONNAIRES = {"questionnaire", "survey_translation"}
COLLECTED = frozenset(
    {
        *OF_SURVEYS, *OF_QUESTIONNAIRES, "interview_round", "interview_guide", "interview", "interview_theme",
        "interview_quote",
    }
)  # fmt: skip
NOT_THEIRS = frozenset(
    {*(f"{table}_removed" for table in OF_SURVEYS), "interview_quote_released", "interview_quote_withdrawn"}
)


def helps(db: Connection, process_id: int, person: int, kind: str, of: str, today: date) -> bool:
    """Say whether *person* collects surveys in a network and may write this; a study is never theirs to remove."""
    if of not in COLLECTED or kind in NOT_THEIRS:
        return False
    return bool(db.execute(select(_collects(process_id, person, today))).scalar_one())


def is_surveyor(session: Session, process_id: int, person: int, today: date) -> bool:
    """Say whether *person* collects the surveys of a network today."""
    return bool(session.execute(select(_collects(process_id, person, today))).scalar_one())


def _collects(process_id: int, person: int, today: date) -> Exists:
    return exists().where(NetworkRole.process_id == process_id, surveying(person, today))


def only_surveys(session: Session, person_id: int, today: date) -> bool:
    """Say whether a person collects, or collected, surveys somewhere and works nowhere else today."""
    surveyor = exists().where(NetworkRole.person_id == person_id, NetworkRole.role == SURVEYOR)
    return bool(session.execute(select(surveyor & ~exists().where(working(person_id, today)))).scalar_one())


def appoint_surveyor(
    session: Session, command: Command, *, person_id: int, since: date, until: date | None,
    letter: Callable[[Person], Letter],
) -> Event:  # fmt: skip
    """Let somebody collect the surveys of the network from a day and, where *until* is said, to a day.

    :raises Forbidden: if the asking person is neither tovholder today nor administrator
    :raises BadInput: if the days cannot be so, or the person cannot log in or collects there already
    """
    asked = [person_id, since.isoformat(), until.isoformat() if until else ""]
    change = lock(session.connection(), command)
    if first := same_as_before(change, APPOINTED, asked):
        return first
    _must_lead(session, change)
    _must_be_days(command.today, since, until)
    person = _must_log_in(session, person_id)
    for role in queries.list_network_roles(session, command.process_id, SURVEYOR):
        if role.person_id == person_id and (role.until is None or role.until >= since):
            raise BadInput(N_("{navn} er allerede undersøgelsesmedarbejder her."), page="#person_id", navn=person.name)
    session.add(
        NetworkRole(process_id=command.process_id, person_id=person_id, role=SURVEYOR, since=since, until=until)
    )
    session.flush()
    ends = {"until": until.isoformat()} if until else {}
    told = {"role": SURVEYOR, "appointed": [person_id], "dismissed": [], "since": since.isoformat(), **ends}
    event = finish(change, APPOINTED, told, asked)
    outbox.queue(session.connection(), command.process_id, event.seq, [letter(person)], command.now, may_wait=True)
    return event


def dismiss_surveyor(session: Session, command: Command, *, person_id: int, reason: str) -> Event:
    """Let somebody collect surveys no more; rights follow at once: the role ended yesterday.

    :raises Forbidden: if the asking person is neither tovholder today nor administrator
    :raises BadInput: if the person has no such role, or without a reason
    """
    change = lock(session.connection(), command)
    if first := same_as_before(change, DISMISSED, [person_id]):
        return first
    _must_lead(session, change)
    found = [one for one in list_surveyors(session, command.process_id, command.today) if one.person_id == person_id]
    if not found:
        raise BadInput(N_("Personen er ikke undersøgelsesmedarbejder mere. Åbn siden igen."), page="#reason")
    yesterday = command.today - timedelta(days=1)
    for role in found:
        if role.since > yesterday:
            session.delete(role)
            session.flush()
        else:
            people.dismiss(session, role.id, process_id=command.process_id, until=yesterday)
    told = {"role": SURVEYOR, "appointed": [], "dismissed": [person_id], **checks.why(change, reason)}
    return finish(change, DISMISSED, told, [person_id])


def list_surveyors(session: Session, process_id: int, today: date) -> list[NetworkRole]:
    """Return the roles by which somebody collects surveys in a network today or later."""
    every = queries.list_network_roles(session, process_id, SURVEYOR)
    return [one for one in every if one.until is None or one.until >= today]


def _must_lead(session: Session, change: Change) -> None:
    command = change.command
    if change.state.mode == ENDED:
        raise NotAllowed(N_("Netværket er afsluttet. Der kan ikke ændres mere."))
    leads = queries.is_coordinator(session, command.process_id, command.actor, command.today)
    if not (leads or queries.get_person(session, command.actor).administrator):
        raise Forbidden(
            N_("Kun netværkets tovholder eller en administrator kan give og afslutte rollen undersøgelsesmedarbejder.")
        )


def _must_be_days(today: date, since: date, until: date | None) -> None:
    if since < today:
        raise BadInput(N_("Rollen kan ikke begynde, før den er givet. Skriv i dag eller en senere dag."), page="#since")
    if until and until < since:
        raise BadInput(N_("Rollen kan ikke slutte, før den begynder."), page="#until")
    if since > today + LONGEST:
        raise BadInput(N_("Skriv en dag inden for tre år."), page="#since")
    if until and until > today + LONGEST:
        raise BadInput(N_("Skriv en dag inden for tre år."), page="#until")


def _must_log_in(session: Session, number: int) -> Person:
    person = queries.get_person(session, number)
    if person.only_reads:
        raise BadInput(N_("{navn} er revisor og kan kun se."), page="#person_id", navn=person.name)
    if not person.active or person.mail is None or not queries.has_password(session, number):
        raise BadInput(
            N_("{navn} kan ikke logge ind endnu. Bed en administrator om at give en adgangskode først."),
            page=f"person:{person.id}", navn=person.name,
        )  # fmt: skip
    return person

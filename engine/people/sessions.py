"""Coming in and going out: counting tries, opening, finding, touching and ending sessions, and the access log.

Logging in is four things in this order, and only the first and the last hold a transaction: ``count_attempt``,
``find_password``, ``passwords.matches`` and ``open_session``.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import case, delete, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import contains_eager

from engine.db import Session
from engine.models import UTCDateTime
from engine.people.fields import plain_mail
from engine.people.models import (
    LOGIN_FAILED,
    LOGIN_OK,
    LOGIN_THROTTLED,
    LOGOUT,
    AccessLog,
    Credential,
    Person,
    SentForm,
    Throttle,
    WebSession,
)

IDLE, ABSOLUTE = timedelta(minutes=30), timedelta(hours=10)
WINDOW = timedelta(minutes=1)
PER_ACCOUNT, PER_ADDRESS = 5, 20
FORGOTTEN = timedelta(hours=1)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of whoever uses a mail address: nothing at all when nobody may log in with it."""

    person_id: int | None = None
    password_hash: str | None = None


def count_attempt(session: Session, *, mail: str, address: str, now: datetime) -> int:
    """Count one try to log in; return how many seconds to wait, 0 when it may go on.

    Counted before any password is looked at, per account from one address and per address: a stranger elsewhere
    never locks the owner out.
    """
    session.execute(delete(Throttle).where(Throttle.started_at < now - FORGOTTEN))
    limits = ((_account(mail, address), PER_ACCOUNT), (_place(address), PER_ADDRESS))
    waits = [_count(session, key, limit, now) for key, limit in limits]
    if wait := max(waits):
        log_access(session, kind=LOGIN_THROTTLED, now=now, address=address, person_id=_owner(session, mail))
    return wait


def find_password(session: Session, mail: str) -> Known:
    """Return what a password typed for *mail* is to be held against."""
    wanted = (
        select(Person.id, Credential.password_hash)
        .join(Credential, Credential.person_id == Person.id)
        .where(Person.mail == plain_mail(mail), Person.active)
    )
    row = session.execute(wanted).one_or_none()
    return Known(row.id, row.password_hash) if row else Known()


def refuse_login(session: Session, *, mail: str, address: str, now: datetime) -> None:
    """Write down that somebody was not let in."""
    log_access(session, kind=LOGIN_FAILED, now=now, address=address, person_id=_owner(session, mail))


def open_session(
    session: Session, *, known: Known, mail: str, address: str, now: datetime, rehashed: str | None = None
) -> str | None:
    """Let in the person whose password was just found right, and return a new token.

    Nothing is returned when the person was disabled or got another password in between.
    """
    credential = session.get(Credential, known.person_id, with_for_update=True) if known.person_id else None
    person = session.get(Person, known.person_id) if known.person_id else None
    if not (credential and person and person.active and credential.password_hash == known.password_hash):
        return None
    if rehashed:
        credential.password_hash = rehashed
    session.execute(delete(Throttle).where(Throttle.key == _account(mail, address)))
    forgive = update(Throttle).where(Throttle.key == _place(address), Throttle.count > 0)
    session.execute(forgive.values(count=Throttle.count - 1))
    session.execute(delete(WebSession).where(WebSession.started_at < now - KEPT))
    session.execute(delete(SentForm).where(SentForm.sent_at < now - ABSOLUTE))
    token = secrets.token_urlsafe(32)
    session.add(WebSession(id=fingerprint(token), person_id=person.id, started_at=now, seen_at=now))
    log_access(session, kind=LOGIN_OK, now=now, address=address, person_id=person.id)
    session.flush()
    return token


def find_session(session: Session, token: str, now: datetime) -> WebSession | None:
    """Return the session of *token* with its person; nothing when it is over, idle too long, or the person disabled."""
    wanted = (
        select(WebSession)
        .join(WebSession.person)
        .where(
            WebSession.id == fingerprint(token),
            WebSession.ended_at.is_(None),
            WebSession.seen_at > now - IDLE,
            WebSession.started_at > now - ABSOLUTE,
            Person.active,
        )
    )
    return session.scalars(wanted.options(contains_eager(WebSession.person))).one_or_none()


def touch_session(session: Session, session_id: str, now: datetime) -> None:
    """Remember that the session was used; a session that is over stays over, and time never runs back."""
    current = (WebSession.id == session_id, WebSession.ended_at.is_(None), WebSession.seen_at < now)
    session.execute(update(WebSession).where(*current).values(seen_at=now))


def log_out(session: Session, token: str, *, now: datetime, address: str) -> None:
    """End the session of *token*; the token opens nothing from now on."""
    ending = update(WebSession).where(WebSession.id == fingerprint(token), WebSession.ended_at.is_(None))
    person_id = session.execute(ending.values(ended_at=now).returning(WebSession.person_id)).scalar_one_or_none()
    if person_id is not None:
        log_access(session, kind=LOGOUT, now=now, address=address, person_id=person_id)


def end_all_sessions(session: Session, person_id: int, *, now: datetime, but: str | None = None) -> int:
    """End every session of a person, except the one with the id *but*; return how many."""
    ending = update(WebSession).where(WebSession.person_id == person_id, WebSession.ended_at.is_(None))
    if but:
        ending = ending.where(WebSession.id != but)
    return len(session.execute(ending.values(ended_at=now).returning(WebSession.id)).all())


def log_access(
    session: Session, *, kind: str, now: datetime, address: str, person_id: int | None = None, detail: str = ""
) -> None:
    """Write one line into the access log."""
    session.add(AccessLog(at=now, person_id=person_id, kind=kind, detail=detail[:500], address=address))
    session.flush()


def fingerprint(token: str) -> str:
    """Return what a token is stored as."""
    return sha256(token.encode()).hexdigest()


def _account(mail: str, address: str) -> str:
    return fingerprint(f"login\n{plain_mail(mail) or ''}\n{address}")


def _place(address: str) -> str:
    return fingerprint(f"login\n{address}")


def _owner(session: Session, mail: str) -> int | None:
    return session.scalars(select(Person.id).where(Person.mail == plain_mail(mail))).one_or_none()


def _count(session: Session, key: str, limit: int, now: datetime) -> int:
    """Add one to the counter *key*; return how many seconds are left of a window that is used up."""
    over = or_(Throttle.started_at <= now - WINDOW, Throttle.started_at > now)
    changed = {
        "started_at": case((over, literal(now, UTCDateTime())), else_=Throttle.started_at),
        "count": case((over, 1), else_=Throttle.count + 1),
    }
    # One statement, so two workers never read the same count.
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    counting = insert(Throttle).values(key=key, started_at=now, count=1)
    stored = counting.on_conflict_do_update(index_elements=[Throttle.key], set_=changed).returning(
        Throttle.count, Throttle.started_at
    )
    count, started_at = session.execute(stored).one()
    return max(1, int((started_at + WINDOW - now).total_seconds())) if count > limit else 0


def find_sent_form(session: Session, session_id: str, key: str) -> SentForm | None:
    """Return the form that was taken in from a browser session under a key."""
    return session.get(SentForm, (session_id, key))


def take_form(session: Session, *, session_id: str, key: str, mark: bytes, now: datetime) -> bool:
    """Take in a form, or say False when one was taken in under its key; who sends it at the same moment waits here."""
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    taking = insert(SentForm).values(session_id=session_id, command_key=key, mark=mark, sent_at=now, location="")
    return session.execute(taking.on_conflict_do_nothing().returning(SentForm.command_key)).first() is not None


def keep_location(session: Session, *, session_id: str, key: str, location: str) -> None:
    """Remember where the answer to a form led."""
    taken = update(SentForm).where(SentForm.session_id == session_id, SentForm.command_key == key)
    session.execute(taken.values(location=location))


def list_sessions(session: Session, person_id: int, now: datetime) -> Sequence[WebSession]:
    """Return the open sessions of a person, the last used first."""
    open_ones = (WebSession.ended_at.is_(None), WebSession.seen_at > now - IDLE, WebSession.started_at > now - ABSOLUTE)
    wanted = select(WebSession).where(WebSession.person_id == person_id, *open_ones)
    return session.scalars(wanted.order_by(WebSession.seen_at.desc(), WebSession.id)).all()

"""Erasing a free text for good: the event that it stood beside stays, and the chain holds."""

from typing import Any

from sqlalchemy import Select, select

from engine import checks
from engine.commands import Command, finish, lock, same_as_before
from engine.db import Connection
from engine.errors import Forbidden, NotAllowed, NotFound
from engine.history import Event
from engine.models import note
from engine.people.queries import is_administrator
from engine.queries import get_event
from engine.text import N_

ERASED = "note_erased"


def find_text(db: Connection, process_id: int, seq: int) -> str | None:
    """Return the free text of an event, nothing when it was erased.

    :raises NotFound: if there is no such event, or no text belongs to it
    """
    event = get_event(db, process_id, seq)
    found = db.execute(_of(process_id, _note_of(event))).one()
    return None if found.text is None else str(found.text)


def erase(db: Connection, command: Command, seq: int, reason: str) -> Event:
    """Erase the free text of event *seq* with what committed to it; the history keeps that it was there, and why not.

    It is possible in every mode: what may not be kept may not be kept in an ended process either.

    :raises Forbidden: if the person is not an administrator
    :raises NotFound: if no text belongs to the event
    :raises NotAllowed: if it was erased already
    :raises BadInput: if no reason is given
    """
    change = lock(db, command)
    if first := same_as_before(change, ERASED, ["erase", seq]):
        return first
    if not is_administrator(db, command.actor):
        raise Forbidden(N_("Kun en administrator kan slette en tekst i historikken."))
    number = _note_of(get_event(db, command.process_id, seq))
    if db.execute(_of(command.process_id, number)).one().text is None:
        raise NotAllowed(N_("Teksten er allerede slettet."), page="historik")
    why = checks.why(change, reason)
    db.execute(note.update().where(note.c.id == number).values(text=None, salt=None))
    return finish(change, ERASED, {"erased": number, "of": seq, **why}, ["erase", seq])


def _note_of(event: Event) -> int:
    if not event.readable or "note" not in event.body:
        raise NotFound(N_("Der hører ingen tekst til hændelsen."))
    return int(event.body["note"]["id"])


def _of(process_id: int, number: int) -> Select[Any]:
    return select(note.c.text).where(note.c.process_id == process_id, note.c.id == number)

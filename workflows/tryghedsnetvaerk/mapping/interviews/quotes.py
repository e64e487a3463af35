"""Quotes: written, read by few until they are released, released one by one, and taken back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from engine import records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput, Forbidden, NotAllowed
from engine.people.queries import is_coordinator
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.interviews.models import Interview, Quote, Round, Theme
from workflows.tryghedsnetvaerk.mapping.interviews.queries import list_written_by
from workflows.tryghedsnetvaerk.network.surveyors import is_surveyor

CLOSED_IN = N_(
    "Citatet er ikke frigivet. Det kan kun læses af den, der skrev det ind, undersøgelsesmedarbejderne og tovholderen."
)

NOBODY_OF = N_("Ingen fra gruppen »{gruppe}« er talt med endnu. Skriv samtalen ind først, eller vælg en anden gruppe.")


def save_quote(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Quote:
    """Write a quote of which group it is.

    :raises BadInput: if nobody of the group was talked to
    :raises Forbidden: if it is not released and the person may not read it
    :raises NotAllowed: if it is released: what was released is exactly what stands there
    """
    if lock(session.connection(), command).repeated is None:
        _must_fit(session, values)
        if nr is not None and _must_read(session, command, nr).released_on:
            raise NotAllowed(N_("Citatet er frigivet. Tag det tilbage, før det ændres."), page=f"citater:{nr}")
    if nr is None:
        return records.add(session, command, Quote, values)
    return records.edit(session, command, Quote, nr, values, seen=seen)


def _must_fit(session: Session, values: Mapping[str, Any]) -> None:
    theme = session.get_one(Theme, values["theme_id"])
    if values["said_by"] not in session.get_one(Round, theme.round_id).listed:
        raise BadInput(N_("Gruppen »{gruppe}« står ikke på rundens liste."), page="#said_by", gruppe=values["said_by"])
    _must_be_heard(session, theme, values["said_by"])


def _must_be_heard(session: Session, theme: Theme, group: str) -> None:
    """Refuse words of a group that nobody talked to."""
    held = session.scalars(select(Interview).where(Interview.round_id == theme.round_id))
    if not any(one.took_part.get(group) for one in held):
        raise BadInput(NOBODY_OF, page="#said_by", gruppe=group)


def release(session: Session, command: Command, nr: int) -> Quote:
    """Let one quote leave the room, and the group with it where that is large enough.

    :raises Forbidden: if the person may not read it
    """
    if lock(session.connection(), command).repeated is None:
        _must_read(session, command, nr)
    return records.edit(session, command, Quote, nr, {"released_on": command.today}, verb="released")


def withdraw(session: Session, command: Command, nr: int) -> Quote:
    """Take a released quote back; it is in no report made from now on."""
    return records.edit(session, command, Quote, nr, {"released_on": None}, verb="withdrawn")


def _must_read(session: Session, command: Command, nr: int) -> Quote:
    """Return a quote to somebody who may read it: who wrote it in, and those who lead or do the interviews."""
    row = records.get(session, Quote, command.process_id, nr)
    network, actor = command.process_id, command.actor
    if row.released_on or row.id in list_written_by(session, network, actor, Quote):
        return row
    if is_coordinator(session, network, actor, command.today) or is_surveyor(session, network, actor, command.today):
        return row
    raise Forbidden(CLOSED_IN)

"""Papers attached to records: kept under a name nobody can guess, found, taken away."""

import secrets
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import undefer

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotFound
from engine.records import Record
from engine.text import N_
from workflows.tryghedsnetvaerk.network.files import Accepted
from workflows.tryghedsnetvaerk.network.models import Attachment

ADDED = "attachment_added"


class NotAttached(BadInput):
    """A paper is said to be made elsewhere, and its file is not there."""


def attach(session: Session, command: Command, row: Record, file: Accepted) -> Attachment:
    """Attach a file to a record of the network; the same press twice attaches it once.

    :raises NotAllowed: if the record was sent, released or agreed to: what was said yes to is exactly what was there
    """
    mark = sha256(file.data).hexdigest()
    about = records.name(row)
    change = records.begin(session, command, ADDED, about, of=about.partition(":")[0])
    if change.repeated:
        return records.repeated(session, change, Attachment, {"sha256": mark})
    row = records.get(session, type(row), command.process_id, row.nr)
    settled = change.workflow.settled
    if settled and (refusal := settled.why(session, change.state, row)):
        raise refusal
    kept = Attachment()
    kept.network_id, kept.nr = command.process_id, records.number(session, Attachment, command.process_id)
    kept.about, kept.code, kept.name = about, secrets.token_urlsafe(16), file.name
    kept.media_type, kept.size, kept.sha256, kept.data = file.media_type, len(file.data), mark, file.data
    session.add(kept)
    records.end(session, change, ADDED, kept, about, extra={"about": about})
    return kept


def list_attached(session: Session, row: Record) -> Sequence[Attachment]:
    """Return what is attached to one record, without what it holds."""
    of_row = select(Attachment).where(Attachment.network_id == row.network_id, Attachment.about == records.name(row))
    return session.scalars(of_row.order_by(Attachment.nr)).all()


def must_be_attached(session: Session, row: Record, otherwise: str) -> None:
    """Refuse to go on with a paper that was made elsewhere while its file is missing.

    :raises NotAttached: saying *otherwise*
    """
    if not list_attached(session, row):
        raise NotAttached(otherwise)


def get_attached(session: Session, network_id: int, code: str, *, whole: bool = False) -> Attachment:
    """Return one attached paper by its code, with what it holds when *whole*.

    :raises NotFound: if this network has none by that code
    """
    wanted = select(Attachment).where(Attachment.network_id == network_id, Attachment.code == code)
    found = session.scalar(wanted.options(undefer(Attachment.data)) if whole else wanted)
    if found is None:
        raise NotFound(N_("Bilaget findes ikke i dette netværk."))
    return found

"""Mail: rows written with the event that caused them, sent afterwards, each at a state people can see."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.engine import Row

from engine import installation
from engine.db import Connection
from engine.errors import BadInput, NotAllowed, NotFound, OnHold
from engine.models import outbox, process
from engine.state import PAUSED
from engine.text import N_

WAITING, SENDING, SENT, UNCERTAIN, FAILED, CANCELLED = "venter", "sender", "sendt", "usikker", "fejlet", "aflyst"
GRACE = timedelta(seconds=60)
LEASE = timedelta(seconds=120)
TRIES = 8
ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\x00-\x1f\x7f]+@[^\s@,;:<>()\[\]\"\x00-\x1f\x7f]+")

METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to be sent: *kind* decides whether it may be repeated when nobody knows whether it left.

    *about* names the record that it asks somebody about, such as ``approval:3``.
    """

    kind: str
    recipient: str
    subject: str
    body: str
    calendar: bytes | None = None
    about: str = ""


REPEATABLE = frozenset({"invitation", "reminder", "approval", "change", "cancellation"})


def must_be_one_address(text: str) -> None:
    """Refuse what is not exactly one mail address, so that no field can add a recipient or a header.

    :raises BadInput: if it is not
    """
    try:
        fits = Address(addr_spec=text).addr_spec == text and ADDRESS.fullmatch(text) is not None
    except (HeaderParseError, ValueError, IndexError):
        fits = False
    if not fits:
        raise BadInput(N_("{adresse} er ikke en mailadresse."), adresse=text)


HELD = select(process.c.id).where(process.c.id == bindparam("of"), process.c.mode == PAUSED)


def queue(
    db: Connection, process_id: int | None, seq: int, letters: list[Letter], now: datetime, *, may_wait: bool = False
) -> int:
    """Write *letters* to the outbox; they wait a minute, so that what caused them can be undone. Return how many.

    :raises BadInput: if an address is not one mail address
    :raises OnHold: if the process is paused, unless the letters *may_wait* until it is taken up again
    """
    if letters and not may_wait and db.execute(HELD, {"of": process_id}).first():
        raise OnHold
    rows = []
    for number, letter in enumerate(letters, 1):
        must_be_one_address(letter.recipient)
        rows.append(
            {
                "process_id": process_id,
                "event_seq": seq,
                "kind": letter.kind,
                "message_id": f"<{process_id or 0}.{seq}.{number}@tryghedsnet.invalid>",
                "recipient": letter.recipient,
                "subject": letter.subject,
                "body": letter.body,
                "calendar": letter.calendar,
                "created_at": now,
                "not_before": now + GRACE,
                "state": WAITING,
                "attempts": 0,
                "trouble": "",
                "about": letter.about,
            }
        )
    if rows:
        db.execute(insert(outbox), rows)
    return len(rows)


def list_newest(db: Connection, process_id: int, about: Collection[str]) -> dict[str, Row[Any]]:
    """Return the newest mail about each of some records that was not cancelled, by what it is about."""
    wanted = select(outbox).where(
        outbox.c.process_id == process_id, outbox.c.about.in_(about), outbox.c.state != CANCELLED
    )
    return {row.about: row for row in db.execute(wanted.order_by(outbox.c.id))}


def call_off(db: Connection, number: int) -> bool:
    """Cancel a mail that has not left, and say whether it could be: what a ticker is just sending cannot."""
    mine = outbox.c.id == number, outbox.c.state.in_((WAITING, FAILED, UNCERTAIN))
    return bool(db.execute(update(outbox).where(*mine).values(state=CANCELLED)).rowcount)


def claim(db: Connection, now: datetime) -> Row[Any] | None:
    """Take the mail that has waited longest, for as long as the lease lasts; nothing when none is ready.

    Mail of a paused process stays; mail whose lease ran out is repeated or parked as uncertain by its kind.
    """
    lost = outbox.c.state == SENDING, outbox.c.lease_until < now
    db.execute(update(outbox).where(*lost, outbox.c.kind.not_in(REPEATABLE)).values(state=UNCERTAIN))
    db.execute(update(outbox).where(*lost).values(state=WAITING))
    ready = (
        select(outbox)
        .join(process, process.c.id == outbox.c.process_id, isouter=True)
        .where(outbox.c.state == WAITING, outbox.c.not_before <= now)
        .where(or_(process.c.mode.is_(None), process.c.mode != PAUSED))
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=outbox)
    )
    row = db.execute(ready).one_or_none()
    if row is not None:
        taken = {"state": SENDING, "attempts": row.attempts + 1, "lease_until": now + LEASE}
        db.execute(update(outbox).where(outbox.c.id == row.id).values(taken))
    return row


DONE = update(outbox).where(outbox.c.id == bindparam("of"), outbox.c.state == SENDING)


def mark_sent(db: Connection, number: int, now: datetime) -> None:
    """Store that a mail left."""
    db.execute(DONE.values(state=SENT, sent_at=now, lease_until=None), {"of": number})


def mark_trouble(db: Connection, number: int, attempts: int, trouble: str, now: datetime) -> None:
    """Store that a mail could not be sent: it is tried again, ever more rarely, and at last given up."""
    later = now + timedelta(minutes=2**attempts)
    state = FAILED if attempts >= TRIES else WAITING
    db.execute(DONE.values(state=state, trouble=trouble, not_before=later, lease_until=None), {"of": number})


def retry(db: Connection, number: int, *, actor: int, now: datetime) -> None:
    """Let a failed or uncertain mail be sent once more, under its own Message-ID; the installation remembers who asked.

    :raises NotFound: if there is no such mail
    :raises NotAllowed: if it waits, is being sent, left or was cancelled
    """
    # A ticker leaves such mail alone, and of two who try it again the second waits here: no lock of the row is needed.
    installation.lock(db, now)
    row = db.execute(select(outbox.c.state).where(outbox.c.id == number)).one_or_none()
    if row is None:
        raise NotFound(N_("Mailen findes ikke."))
    if row.state not in (FAILED, UNCERTAIN):
        raise NotAllowed(N_("Kun en mail, der er fejlet eller usikker, kan sendes igen."))
    again = {"state": WAITING, "attempts": 0, "not_before": now, "lease_until": None, "trouble": ""}
    db.execute(update(outbox).where(outbox.c.id == number).values(again))
    installation.tell(db, "mail_retried", {"mail": number, "was": row.state}, actor=actor, now=now)


def park(db: Connection) -> int:
    """Hold back every mail that has not left: in a restored copy it may have left since. Return how many."""
    waiting = outbox.c.state.in_((WAITING, SENDING))
    return int(db.execute(update(outbox).where(waiting).values(state=UNCERTAIN, lease_until=None)).rowcount)


def message(row: Row[Any], sender: str, sender_name: str) -> EmailMessage:
    """Build the mail of an outbox row, with its fixed Message-ID."""
    mail = EmailMessage()
    mail["From"] = Address(display_name=sender_name, addr_spec=sender)
    mail["To"] = Address(addr_spec=row.recipient)
    mail["Subject"] = " ".join(row.subject.split())
    mail["Message-ID"] = row.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(row.body)
    if row.calendar:
        file, kind = bytes(row.calendar), {"charset": "utf-8"}
        if method := METHOD.search(file):
            kind["method"] = method[1].decode()  # calendars show an invitation only when the mail says it is one
        mail.add_attachment(file, maintype="text", subtype="calendar", filename="moede.ics", params=kind)
    return mail


Send = Callable[[EmailMessage], None]

"""What people do with the agreement: write it, replace it by a new version, and let that one take force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine import records
from engine.commands import Change, Command, lock
from engine.db import Session
from engine.errors import NotAllowed, Refused
from engine.machine import finding
from engine.text import N_
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, TEXTS, Agreement, Partner
from workflows.tryghedsnetvaerk.agreement.queries import STEP, list_asked, list_settled
from workflows.tryghedsnetvaerk.guards.agreement import concern_answered, partners_answered, parts_filled, two_joined

BEFORE_FORCE = (parts_filled, concern_answered, two_joined, partners_answered)
VERSIONED, REVISED = "agreement_versioned", "agreement_revised"
SETTLED = N_("Aftalen er indgået. Det, parterne har sagt ja til, ændres ikke: lav en ny version.")
DROPPED = N_("Denne version er afløst af en nyere og står, som parterne svarede på den. Ret i den nyeste.")
NEWER = N_("Der er allerede en nyere version.")


def save_agreement(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Agreement:
    """Write the agreement; a text that partners were asked about stays; what it is changed to is the next version.

    The date it takes force is changed without that, also once it was agreed.

    :raises NotAllowed: if there is an agreement already, or what was agreed or dropped would be changed
    """
    change = lock(session.connection(), command)
    if nr is None:
        last = records.number(session, Agreement, command.process_id) - 1
        if last and not change.repeated:
            raise NotAllowed(
                N_("Der er allerede en aftale. Ret i den, eller lav en ny version."), page=f"aftale:{last}"
            )
        return records.add(session, command, Agreement, values)
    if change.repeated:
        revised = change.repeated.body["kind"] == REVISED
        return _revise(session, command, nr, values) if revised else _edit(session, command, nr, values)
    row = records.get(session, Agreement, command.process_id, nr)
    records.must_be_fresh(row, seen)
    if row.dropped:
        raise _overtaken(session, command, DROPPED)
    if all(getattr(row, key) == value for key, value in values.items() if key != "in_force_on"):
        return _edit(session, command, nr, values)
    if nr in list_settled(session, command.process_id, change.state):
        raise NotAllowed(SETTLED, page=f"aftale:{nr}")
    if list_asked(session, row):
        return _revise(session, command, nr, values)
    return _edit(session, command, nr, {**values, "annex": ""})


def _overtaken(session: Session, command: Command, text: str) -> NotAllowed:
    """Return the refusal of what a later version has overtaken; it leads to that."""
    return NotAllowed(text, page=f"aftale:{records.number(session, Agreement, command.process_id) - 1}")


def _edit(session: Session, command: Command, nr: int, values: Mapping[str, Any]) -> Agreement:
    return records.edit(session, command, Agreement, nr, values)


def _revise(session: Session, command: Command, nr: int, values: Mapping[str, Any]) -> Agreement:
    """Make the changed text the next version; the answers stay with the one that they were given to."""
    asked = [nr, sorted((key, str(value)) for key, value in values.items())]
    change = records.begin(session, command, REVISED, asked)
    if change.repeated:
        return records.get(session, Agreement, command.process_id, change.repeated.body["nr"])
    older = records.get(session, Agreement, command.process_id, nr)
    if records.number(session, Agreement, command.process_id) != nr + 1:
        raise _overtaken(session, command, NEWER)
    row, also = succeed(session, change, older, values)
    records.end(session, change, REVISED, row, asked, extra={"also": [records.said(one) for one in also]})
    return row


def new_version(session: Session, command: Command, nr: int) -> Agreement:
    """Begin a new version with the text of an older one, and ask its partners anew.

    One that was agreed holds meanwhile; one that partners were only asked about is dropped.

    :raises NotAllowed: if nobody was asked about it yet, or a later version is begun already
    """
    change = records.begin(session, command, VERSIONED, nr)
    if change.repeated:
        return records.get(session, Agreement, command.process_id, change.repeated.body["nr"])
    older = records.get(session, Agreement, command.process_id, nr)
    if records.number(session, Agreement, command.process_id) != nr + 1:
        raise _overtaken(session, command, NEWER)
    if nr not in list_settled(session, command.process_id, change.state) and not list_asked(session, older):
        raise NotAllowed(N_("Aftalen er ikke indgået endnu. Ret i den i stedet."), page=f"aftale:{nr}:ret")
    row, also = succeed(session, change, older, {})
    records.end(session, change, VERSIONED, row, nr, extra={"also": [records.said(one) for one in also]})
    return row


def succeed(
    session: Session, change: Change, older: Agreement, values: Mapping[str, Any]
) -> tuple[Agreement, list[records.Record]]:
    """Write the version after *older*, and return it with what else changed; a draft is dropped for it.

    Its partners have not been asked about it yet.
    """
    drop = older.nr not in list_settled(session, older.network_id, change.state)
    carried = {"in_force_on": older.in_force_on, "ready_made": older.ready_made} if drop else {}
    row = Agreement(**{**{key: getattr(older, key) for key in TEXTS}, **carried, **values})
    row.network_id, row.nr = older.network_id, older.nr + 1
    session.add(row)
    also: list[records.Record] = list(_ask_anew(session, older, row.nr, everybody=drop))
    if drop:
        older.dropped, older.in_force_on, older.version = True, None, older.version + 1
        also.append(older)
    session.flush()
    return row, also


def _ask_anew(session: Session, older: Agreement, number: int, *, everybody: bool) -> list[Partner]:
    """Write the partners of *older* down as partners of the next version, who have not been asked about it yet.

    Who declined what was agreed is left in peace; who declined a draft may say something else to what it has become.
    """
    partners = records.list_all(session, Partner, older.network_id)
    first = records.number(session, Partner, older.network_id)
    staying = [
        one for one in partners
        if one.agreement_nr == older.nr and one.left_on is None and (everybody or one.answer != DECLINED)
    ]  # fmt: skip
    asked = [
        Partner(
            network_id=older.network_id, nr=first + offset, organisation_id=partner.organisation_id,
            contribution=partner.contribution, agreement_nr=number,
        )
        for offset, partner in enumerate(staying)
    ]  # fmt: skip
    session.add_all(asked)
    return asked


def put_in_force(session: Session, command: Command, nr: int, on: date) -> Agreement:
    """Let a new version take force on a day; until then the version before it holds.

    :raises NotAllowed: if it was agreed already
    :raises Refused: with everything that it still lacks
    """
    kind, asked = "agreement_in_force", [nr, on.isoformat()]
    change = records.begin(session, command, kind, asked)
    row = records.get(session, Agreement, command.process_id, nr)
    if change.repeated:
        return row
    if row.dropped:
        raise _overtaken(session, command, DROPPED)
    if row.in_force_on is not None:
        raise NotAllowed(N_("Denne version er allerede indgået."))
    found = [finding(demand, change.facts(STEP), change.state.aside) for demand in BEFORE_FORCE]
    if stopping := [one for one in found if one.stops]:
        raise Refused(stopping)
    row.in_force_on, row.version = on, row.version + 1
    records.end(session, change, kind, row, asked)
    return row

"""What people do with the agreement: write it, replace it by a new version, and let that one take force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine import records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import NotAllowed, Refused
from engine.machine import finding
from engine.text import N_
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, TEXTS, Agreement, Partner
from workflows.tryghedsnetvaerk.agreement.queries import STEP, list_settled
from workflows.tryghedsnetvaerk.guards.agreement import concern_answered, partners_answered, parts_filled, two_joined

BEFORE_FORCE = (parts_filled, concern_answered, two_joined, partners_answered)
SETTLED = N_("Aftalen er indgået. Det, parterne har sagt ja til, ændres ikke: lav en ny version.")


def save_agreement(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Agreement:
    """Write the agreement; of a version that was agreed only the date it takes force is changed.

    :raises NotAllowed: if there is an agreement already, or what was agreed would be changed
    """
    change = lock(session.connection(), command)
    rows = records.list_all(session, Agreement, command.process_id)
    if nr is None:
        if rows and not change.repeated:
            raise NotAllowed(
                N_("Der er allerede en aftale. Ret i den, eller lav en ny version."), page=f"aftale:{rows[-1].nr}"
            )
        return records.add(session, command, Agreement, values)
    row = records.get(session, Agreement, command.process_id, nr)
    other = any(getattr(row, key) != value for key, value in values.items() if key != "in_force_on")
    if other and not change.repeated and nr in list_settled(session, command.process_id, change.state):
        raise NotAllowed(SETTLED, page=f"aftale:{nr}")
    return records.edit(session, command, Agreement, nr, values, seen=seen)


def new_version(session: Session, command: Command, nr: int) -> Agreement:
    """Begin a new version with the text of the one that was agreed, which holds meanwhile, and ask its partners anew.

    :raises NotAllowed: if it was not agreed yet, or a later version is begun already
    """
    change = records.begin(session, command, "agreement_versioned", nr)
    if change.repeated:
        return records.get(session, Agreement, command.process_id, change.repeated.body["nr"])
    older = records.get(session, Agreement, command.process_id, nr)
    number = records.number(session, Agreement, command.process_id)
    if number != nr + 1:
        raise NotAllowed(N_("Der er allerede en nyere version."), page=f"aftale:{number - 1}")
    if nr not in list_settled(session, command.process_id, change.state):
        raise NotAllowed(N_("Aftalen er ikke indgået endnu. Ret i den i stedet."), page=f"aftale:{nr}:ret")
    row = Agreement(**{key: getattr(older, key) for key in TEXTS})
    row.network_id, row.nr = command.process_id, number
    session.add(row)
    asked = _ask_anew(session, command, older, number)
    session.flush()
    also = [records.said(partner) for partner in asked]
    records.end(session, change, "agreement_versioned", row, nr, extra={"also": also})
    return row


def _ask_anew(session: Session, command: Command, older: Agreement, number: int) -> list[Partner]:
    """Write the partners of *older* down as partners of the next version, who have not been asked about it yet."""
    partners = records.list_all(session, Partner, command.process_id)
    first = records.number(session, Partner, command.process_id)
    staying = [p for p in partners if p.agreement_nr == older.nr and p.answer != DECLINED and p.left_on is None]
    asked = [
        Partner(
            network_id=command.process_id, nr=first + offset, organisation_id=partner.organisation_id,
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
    if row.in_force_on is not None:
        raise NotAllowed(N_("Denne version er allerede indgået."))
    found = [finding(demand, change.facts(STEP), change.state.aside) for demand in BEFORE_FORCE]
    if stopping := [one for one in found if one.stops]:
        raise Refused(stopping)
    row.in_force_on, row.version = on, row.version + 1
    records.end(session, change, kind, row, asked)
    return row

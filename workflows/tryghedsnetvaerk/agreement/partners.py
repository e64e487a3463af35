"""What people do with the partners of an agreement: ask them, and write down what they answer and bring."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from engine import records
from engine.commands import Change, Command
from engine.db import Session
from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.agreement import annex
from workflows.tryghedsnetvaerk.agreement.models import JOINED, KEPT, Agreement, Partner
from workflows.tryghedsnetvaerk.agreement.queries import (
    has_answered,
    is_unasked,
    list_partners,
    list_settled,
    was_asked,
)

ASKED = "partners_asked"
UNWRITTEN = N_("Skriv aftalen, før parterne svarer på den.")
LEFT_BEHIND = N_("Version {nr} er afløst. Svarene på den bliver stående, som de blev givet.")
MOVED = N_("Svaret blev givet til version {nr} og kan ikke flyttes til en anden.")
PASSED = N_(
    "Fristen for version {nr} gik uden svar, og det gælder den version. Tilføj organisationen som part i den anden."
)
FIXED = N_("Det, parten har sagt ja til at bidrage med, ændres ikke. Lav en ny version af aftalen.")


def save_partner(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Partner:
    """Write a partner of one version of the agreement; each organisation is its partner once, until it leaves.

    What it answers, it answers to that version: from the first answer on the version keeps what it says. Whoever has
    the version's form open when a partner is asked about it sees that first.

    :raises BadInput: if the organisation is a partner of that version already, there is nothing to answer yet, or
        what was agreed would be changed
    """
    kind = "partner_added" if nr is None else "partner_changed"
    change = records.begin(session, command, kind, nr)
    if change.repeated and nr is None:
        return records.add(session, command, Partner, values)
    if change.repeated and nr is not None:
        return records.edit(session, command, Partner, nr, values)
    rows = records.list_all(session, Partner, command.process_id)
    row = _to_write(session, command, rows, nr, values, seen)
    agreement = _version(session, command, values.get("agreement_nr", row.agreement_nr))
    _must_fit(session, change, row, values, agreement)
    before = agreement is not None and was_asked(row, agreement)
    for key, value in values.items():
        setattr(row, key, value)
    if nr is None:
        session.add(row)
        rows.append(row)
    else:
        row.version += 1
    asked = [one for one in rows if agreement and one.agreement_nr == agreement.nr]
    changed = agreement and annex.keep(session, agreement, asked)
    if agreement and not changed and was_asked(row, agreement) != before:
        agreement.version, changed = agreement.version + 1, True
    extra = {"also": [records.said(agreement)]} if agreement and changed else None
    records.end(session, change, kind, row, nr, extra=extra)
    return row


def ask_again(session: Session, command: Command, nr: int, deadline: date) -> Agreement:
    """Write down that the partners of a version were asked about it today, and until when they may answer.

    :raises BadInput: if the deadline has passed, or all of them have been asked
    """
    asked = [nr, deadline.isoformat()]
    change = records.begin(session, command, ASKED, asked)
    row = records.get(session, Agreement, command.process_id, nr)
    if change.repeated:
        return row
    if deadline < command.today:
        raise BadInput(N_("Fristen kan ikke ligge før i dag."), page="#deadline")
    waiting = [one for one in list_partners(session, row) if is_unasked(one)]
    if not waiting:
        raise BadInput(N_("Alle parter er spurgt om denne version."), page="parter")
    for one in waiting:
        one.asked_on, one.deadline, one.version = command.today, deadline, one.version + 1
    row.version += 1
    session.flush()
    records.end(session, change, ASKED, row, asked, extra={"also": [records.said(one) for one in waiting]})
    return row


def _to_write(
    session: Session, command: Command, rows: Sequence[Partner], nr: int | None, values: Mapping[str, Any],
    seen: int | None,
) -> Partner:  # fmt: skip
    """Return the partner that is written, a fresh one of the newest version where none was said.

    :raises BadInput: if the organisation is another partner of the same version
    """
    if nr is None:
        newest = max((one.nr for one in records.list_all(session, Agreement, command.process_id)), default=1)
        row = Partner(agreement_nr=newest, answer="", contribution="", version=1)
        row.network_id, row.nr = command.process_id, records.number(session, Partner, command.process_id)
    else:
        row = records.get(session, Partner, command.process_id, nr)
        records.must_be_fresh(row, seen)
    whom = values.get("organisation_id", row.organisation_id), values.get("agreement_nr", row.agreement_nr)
    for other in rows:
        same = (other.organisation_id, other.agreement_nr) == whom
        if same and other.nr != nr and other.left_on is None and values.get("left_on") is None:
            raise BadInput(N_("Organisationen er der allerede som nummer {nr}. Ret i den."),
                               page=f"parter:{other.nr}:ret", nr=other.nr)  # fmt: skip
    return row


def _version(session: Session, command: Command, nr: int) -> Agreement | None:
    return next((one for one in records.list_all(session, Agreement, command.process_id) if one.nr == nr), None)


def _must_fit(
    session: Session, change: Change, row: Partner, values: Mapping[str, Any], agreement: Agreement | None
) -> None:
    if values.get("answer") and agreement is None:
        raise BadInput(UNWRITTEN, page="aftale")
    if agreement and agreement.dropped:
        raise BadInput(LEFT_BEHIND, page="#agreement_nr", nr=agreement.nr)
    moved = values.get("agreement_nr", row.agreement_nr) != row.agreement_nr
    if moved and has_answered(row, change.command.today):
        raise BadInput(MOVED if row.answer else PASSED, page="#agreement_nr", nr=row.agreement_nr)
    if row.answer != JOINED or row.agreement_nr not in list_settled(session, row.network_id, change.state):
        return
    if values.get("answer", JOINED) != JOINED or values.get("organisation_id", row.organisation_id) != (
        row.organisation_id
    ):
        raise BadInput(KEPT, page="#left_on")
    if values.get("contribution", row.contribution) != row.contribution:
        raise BadInput(FIXED, page=f"aftale:{row.agreement_nr}")

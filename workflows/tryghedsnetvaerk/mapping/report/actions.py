"""What people do with the report beside writing it: comment on a part, answer a comment, and take parts of a draft."""

from collections.abc import Mapping
from typing import Any

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed, NotFound
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.actions import save_report
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report
from workflows.tryghedsnetvaerk.mapping.report.models import Myth, ReportComment

NO_REPORT = N_("Der er ingen rapport at kommentere endnu. Begynd på rapporten først.")
DEALT_WITH = N_("Kommentaren er behandlet og kan ikke længere ændres.")
UNFOUNDED = N_("Vælg de tal, der svarer på myten, eller skriv selv, hvad tallene viser, og hvor de er fra.")
NO_OFFENCE = N_("Vælg, hvilken lovovertrædelse i opgørelsen der svarer på myten.")


def save_comment(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> ReportComment:
    """Write a comment on a part of the newest version, by whoever asks.

    :raises NotAllowed: if it was dealt with already, or there is no report
    """
    if nr is None:
        versions = records.list_all(session, Report, command.process_id)
        if not versions:
            raise NotAllowed(NO_REPORT, page="rapport")
        who = {"report_id": versions[-1].id, "person_id": command.actor, "said_on": command.today}
        return records.add(session, command, ReportComment, {**values, **who})
    if records.get(session, ReportComment, command.process_id, nr).resolved_on:
        raise NotAllowed(DEALT_WITH, page="kommentarer")
    return records.edit(session, command, ReportComment, nr, values, seen=seen)


def answer_comment(session: Session, command: Command, nr: int, answer: str, *, resolved: bool) -> ReportComment:
    """Answer a comment; it is dealt with when *resolved* says so."""
    told = {"answer": answer, "resolved_on": command.today if resolved else None}
    return records.edit(session, command, ReportComment, nr, told)


def take_parts(session: Session, command: Command, nr: int, parts: Mapping[str, str], *, seen: int | None) -> Report:
    """Put the parts of a draft that people chose into a version; the other parts stay as they are.

    :raises NotFound: if there is no such part
    """
    if set(parts) - set(PARTS):
        raise NotFound(N_("Rapporten har ikke den del."))
    return save_report(session, command, nr, dict(parts), seen=seen)


def save_myth(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Myth:
    """Write a myth with what answers it.

    :raises BadInput: if nothing answers it, or the figures have no such offence
    """
    chosen = values.get("crime_set_id")
    if chosen is None and not (values.get("fact") and values.get("source")):
        raise BadInput(UNFOUNDED, page="#figures")
    if chosen is not None:
        found = session.get(CrimeSet, chosen)
        offences = {name for name, _, _ in found.told} if found and found.network_id == command.process_id else set()
        if values.get("offence") not in offences:
            raise BadInput(NO_OFFENCE, page="#figures")
    if nr is None:
        return records.add(session, command, Myth, values)
    return records.edit(session, command, Myth, nr, values, seen=seen)

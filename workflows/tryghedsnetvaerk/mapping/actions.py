"""What people do in step 2: write report versions, and ask for approval."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from engine import checks, outbox, records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import Lacking, NotAllowed
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, PARTS, SENT, Report
from workflows.tryghedsnetvaerk.network import approvals
from workflows.tryghedsnetvaerk.network.attachments import must_be_attached
from workflows.tryghedsnetvaerk.network.models import REPORT

PART_NAMES = {
    "baggrund": N_("Indledning om baggrund og formål"),
    "resume": N_("Resumé af resultaterne"),
    "undersoegelser": N_("Præsentation af undersøgelserne"),
    "kriminalitet": N_("Kriminalitet i boligområdet"),
    "utryghed": N_("Utryghed i boligområdet"),
    "analyse": N_("Kriminaliteten og utrygheden analyseret"),
    "konklusion": N_("Konklusion"),
}
UNATTACHED = N_(
    "Rapporten er markeret som lavet et andet sted, men filen er ikke vedhæftet. Vedhæft den, eller fjern krydset."
)
NO_FIGURE = N_(
    "»{linje}« i delen »{delen}« bliver ikke til en figur. Slet den, eller skriv en af disse på en linje for sig: "
    "{figurer}."
)
NO_FIGURES = N_(
    "»{linje}« i delen »{delen}« bliver ikke til en figur: Der er ingen figurer endnu. Slet linjen. Skriv "
    "den igen, når der er tal at tegne."
)


def save_report(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Report:
    """Write a version of the report; a version that was sent is never changed, it gets a successor.

    :raises NotAllowed: if the version was sent
    """
    if nr is None:
        return records.add(session, command, Report, values)
    change = lock(session.connection(), command)
    if records.get(session, Report, command.process_id, nr).state != DRAFT and not change.repeated:
        raise NotAllowed(
            N_("Denne version er sendt til godkendelse og kan ikke ændres. Lav en ny version."), page=f"rapport:{nr}"
        )
    return records.edit(session, command, Report, nr, values, seen=seen)


def new_version(session: Session, command: Command, nr: int) -> Report:
    """Begin a new version with the text of an older one."""
    older = records.get(session, Report, command.process_id, nr)
    return records.add(session, command, Report, {part: getattr(older, part) for part in PARTS}, verb="versioned")


def what_rests(session: Session, report: Report, today: date, figures: Collection[str]) -> list[tuple[str, Sentence]]:
    """Return what keeps a version from being sent: parts that are not written, and a group in which nobody sits.

    So does a line that asks for a figure beside the *figures* that there are.
    """
    lacks = [
        (f"#{part}", sentence(N_("Rapporten mangler delen »{delen}«."), delen=(PART_NAMES[part],)))
        for part in unwritten(report)
    ]  # fmt: skip
    lacks += [(f"#{part}", said) for part, said in unplaced(report, figures)]
    if not approvals.list_sitting(session, report.network_id, today):
        lacks.append(("styregruppe", sentence(approvals.NOBODY_SITS)))
    return lacks


def unplaced(report: Report, figures: Collection[str]) -> list[tuple[str, Sentence]]:
    """Return what is to be mended, and in which part, where a line asks for none of the *figures* there are."""
    found = [(part, asked) for part in PARTS for asked in placing.unknown(getattr(report, part), figures)]
    there = ", ".join(map(placing.line, figures))
    text = NO_FIGURE if there else NO_FIGURES
    return [(part, sentence(text, linje=asked, delen=(PART_NAMES[part],), figurer=there)) for part, asked in found]


def figures_in(annex: str) -> Collection[str]:
    """Return the words of the figures that are kept with a version."""
    kept = json.loads(annex) if annex.startswith("{") else {}
    return tuple(kept.get("diagrams", ()))


def unwritten(report: Report) -> list[str]:
    """Return the parts that a version still lacks; one that was made elsewhere lacks none."""
    return [] if report.ready_made else [part for part in PARTS if not getattr(report, part).strip()]


def send_report(
    session: Session, command: Command, nr: int, *, object_by: date | None, wording: approvals.Wording, annex: str = ""
) -> Report:
    """Send a version to the steering group for approval; silence until *object_by* counts as a yes.

    *annex* is the figures and problems as they are now; they are kept with the version.

    :raises Lacking: if parts are empty or ask for a figure that is not there, the deadline is past, or nobody sits in
        the group, with all of it
    :raises NotAttached: if the report was made elsewhere and its file is not there
    :raises OnHold: if the network is paused
    """
    change = records.begin(session, command, "report_sent", nr)
    report = records.get(session, Report, command.process_id, nr)
    if change.repeated:
        return report
    checks.must_send(change)
    if report.state != DRAFT:
        raise NotAllowed(N_("Denne version er allerede sendt til godkendelse."), page=f"rapport:{nr}")
    if report.ready_made:
        must_be_attached(session, report, UNATTACHED)
    deadline = object_by or approvals.working_days(command.today, approvals.WORKING_DAYS)
    lacks = what_rests(session, report, command.today, figures_in(annex))
    if deadline <= command.today:
        lacks.append(("#object_by", sentence(N_("Fristen skal ligge efter i dag."))))
    if lacks:
        raise Lacking(lacks)
    report.state, report.sent_on, report.object_by = SENT, command.today, deadline
    report.annex, report.version = annex, report.version + 1
    asked, extra = approvals.ask(session, change, REPORT, report.id, report.version, deadline)
    event = records.end(session, change, "report_sent", report, nr, extra=extra)
    letters = approvals.letters(session, asked, wording)
    outbox.queue(session.connection(), command.process_id, event.seq, letters, command.now)
    return report

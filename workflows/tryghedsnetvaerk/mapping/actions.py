"""What people do in step 2: write figures and report versions, and ask for approval."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from engine import checks, outbox, records
from engine.clock import EARLIEST
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed
from engine.text import N_, sentence
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, PARTS, SENT, CrimeCount, CrimeSet, Report
from workflows.tryghedsnetvaerk.network import approvals
from workflows.tryghedsnetvaerk.network.attachments import must_be_attached
from workflows.tryghedsnetvaerk.network.models import REPORT

ABSENT = ".."  # how statistics say that a figure is missing
PART_NAMES = {
    "baggrund": N_("Indledning om baggrund og formål"),
    "resume": N_("Resumé af resultaterne"),
    "undersoegelser": N_("Præsentation af undersøgelserne"),
    "kriminalitet": N_("Kriminalitet i boligområdet"),
    "utryghed": N_("Utryghed i boligområdet"),
    "analyse": N_("Kriminaliteten og utrygheden analyseret"),
    "konklusion": N_("Konklusion"),
}
Count = tuple[str, str, int | None]
LONGEST, MOST_TEXT, MOST = 200, 200_000, 2**31 - 1  # of a cell or a title, of all the lines together, of one count
FIGURE = re.compile(r"[0-9]{1,15}")
TITLE, SOURCE = N_("Hvad viser tallene?"), N_("Kilde")
UNATTACHED = N_(
    "Rapporten er markeret som lavet et andet sted, men filen er ikke vedhæftet. Vedhæft den, eller fjern krydset."
)


def read_counts(pasted: str) -> list[Count]:
    """Read lines of *offence; period; count* as they are pasted from a spreadsheet; ``..`` is missing, not nought.

    :raises BadInput: naming the line and what was expected
    """
    counts: dict[tuple[str, str], int | None] = {}
    for number, line in enumerate(pasted.splitlines(), 1):
        read_line(counts, number, line)
    return [(offence, period, count) for (offence, period), count in counts.items()]


def read_line(counts: dict[tuple[str, str], int | None], number: int, line: str) -> None:
    """Read one line into *counts*; an empty one adds nothing.

    :raises BadInput: naming the line and what was expected
    """
    cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
    if not any(cells):
        return
    if len(cells) != 3 or not cells[0] or not cells[1]:
        raise BadInput(N_("Linje {linje} skal være: lovovertrædelse; periode; antal."), page="#counts", linje=number)
    offence, period, told = cells
    if max(len(offence), len(period)) > LONGEST:
        raise BadInput(
            N_("Linje {linje}: skriv højst {mest} tegn i hvert felt."), page="#counts", linje=number, mest=LONGEST
        )
    figure = told.replace(".", "").replace(" ", "")
    if told != ABSENT and not FIGURE.fullmatch(figure):
        raise BadInput(N_("Linje {linje}: »{tal}« er ikke et antal."), page="#counts", linje=number, tal=told[:20])
    if told != ABSENT and int(figure) > MOST:
        raise BadInput(N_("Linje {linje}: antallet må højst være {mest}."), page="#counts", linje=number, mest=MOST)
    if (offence, period) in counts:
        raise BadInput(N_("Linje {linje}: {hvad} står der allerede for {periode}."), page="#counts", linje=number,
                       hvad=offence, periode=period)  # fmt: skip
    counts[offence, period] = None if told == ABSENT else int(figure)


def write_counts(counts: Iterable[Count]) -> str:
    """Return counts as lines that *read_counts* reads."""
    return "\n".join(f"{offence}; {period}; {shown(count)}" for offence, period, count in counts)


def tabulate(counts: Sequence[CrimeCount]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return counts as a table: its periods, and each offence with a figure for every one of them."""
    told = {(one.offence, one.period): one.count for one in counts}
    periods, offences = sorted({one.period for one in counts}), sorted({one.offence for one in counts})
    return periods, [(offence, [shown(told.get((offence, period))) for period in periods]) for offence in offences]


def shown(count: int | None) -> str:
    """Return a figure as a table shows it; one that is missing is two dots."""
    return ABSENT if count is None else str(count)


def list_counts(session: Session, crime_set: CrimeSet) -> Sequence[CrimeCount]:
    """Return the counts of a set by offence and period."""
    wanted = select(CrimeCount).where(CrimeCount.crime_set_id == crime_set.id)
    return session.scalars(wanted.order_by(CrimeCount.offence, CrimeCount.period)).all()


def save_figures(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> CrimeSet:
    """Write a set of crime figures with its counts.

    :raises BadInput: if a line of the counts cannot be read, both figures and a reason are given, or something said
        about them cannot be
    """
    written = dict(values)
    _must_be_sayable(command.today, written)
    counts = read_counts(written.pop("counts", ""))
    if counts and written.get("unavailable"):
        raise BadInput(N_("Skriv enten tallene, eller hvorfor de ikke kan fås, ikke begge dele."), page="#unavailable")
    written["figures"] = sorted(counts)
    if nr is None:
        return records.add(session, command, CrimeSet, written)
    return records.edit(session, command, CrimeSet, nr, written, seen=seen)


def _must_be_sayable(today: date, written: Mapping[str, Any]) -> None:
    for name, label in (("title", TITLE), ("source", SOURCE)):
        if len(written.get(name) or "") > LONGEST:
            raise BadInput(N_("»{felt}« må højst fylde {mest} tegn."), page=f"#{name}", felt=label, mest=LONGEST)
    if "title" in written and not written["title"]:
        raise BadInput(N_("Udfyld feltet »{name}«."), page="#title", name=TITLE)
    if len(written.get("counts") or "") > MOST_TEXT:
        raise BadInput(N_("En opgørelse må højst fylde {mest} tegn. Del den i flere."), page="#counts", mest=MOST_TEXT)
    on = written.get("extracted_on")
    if on and on > today:
        raise BadInput(
            N_("Tallene kan ikke være trukket ud den {dato}: den dag er ikke kommet."), page="#extracted_on", dato=on
        )
    if on and on < EARLIEST:
        raise BadInput(
            N_("Tallene kan ikke være trukket ud den {dato}: det er for længe siden."), page="#extracted_on", dato=on
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


def send_report(
    session: Session, command: Command, nr: int, *, object_by: date | None, wording: approvals.Wording, annex: str = ""
) -> Report:
    """Send a version to the steering group for approval; silence until *object_by* counts as a yes.

    *annex* is the figures and problems as they are now; they are kept with the version.

    :raises Lacking: if parts are empty, the deadline is past, or nobody sits in the group, with all of it
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
    lacks = [] if report.ready_made else [
        (f"#{part}", sentence(N_("Rapporten mangler delen »{delen}«."), delen=(PART_NAMES[part],)))
        for part in PARTS if not getattr(report, part).strip()
    ]  # fmt: skip
    if deadline <= command.today:
        lacks.append(("#object_by", sentence(N_("Fristen skal ligge efter i dag."))))
    if not approvals.list_asked(session, command):
        lacks.append(("styregruppe", sentence(approvals.NOBODY_SITS)))
    if lacks:
        raise Lacking(lacks)
    report.state, report.sent_on, report.object_by = SENT, command.today, deadline
    report.annex, report.version = annex, report.version + 1
    asked, extra = approvals.ask(session, change, REPORT, report.id, report.version, deadline)
    event = records.end(session, change, "report_sent", report, nr, extra=extra)
    letters = approvals.letters(session, asked, wording)
    outbox.queue(session.connection(), command.process_id, event.seq, letters, command.now)
    return report

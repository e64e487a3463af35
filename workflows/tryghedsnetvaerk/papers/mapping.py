"""The report of crime and safety, one version of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from engine import records
from engine.db import Session
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import Ready, plain
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.actions import ABSENT, list_counts, tabulate
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, PARTS, CrimeSet, Problem, Report
from workflows.tryghedsnetvaerk.network.models import REPORT
from workflows.tryghedsnetvaerk.network.queries import is_approved
from workflows.tryghedsnetvaerk.papers.desk import Desk, under

PLACES = ("background", "summary", "studies", "crime", "insecurity", "analysis", "conclusion")
MISSING = N_("Ikke skrevet endnu.")
WIDEST = 6  # periods that fit beside each other on a page


def make_report(desk: Desk, report: Report) -> Paper:
    """Return a version as it was written, with how far its approval has come, and its figures and problems last.

    What people approve is exactly one version: once it is sent, figures and problems stand as they stood that day.
    """
    title = desk.say(N_("Kriminalitets- og tryghedsrapport for {omraade}"), omraade=desk.network.name)
    note = desk.say(N_("version {nr}"), nr=report.nr)
    marks = [_standing(desk, report)]
    annex = make_annex(desk.session, report.network_id, desk.say, desk.day) if report.state == DRAFT else report.annex
    if report.ready_made and not any(getattr(report, part).strip() for part in PARTS):
        told = desk.say(N_("Rapporten er lavet et andet sted og ligger som bilag til version {nr}."), nr=report.nr)
        return desk.paper("report", title, f"{told}\n\n{annex}", marks=marks, note=note)
    written = {place: under(getattr(report, part)) for place, part in zip(PLACES, PARTS, strict=True)}
    body = desk.filled("report", {place: text or Ready(f"*{desk.say(MISSING)}*") for place, text in written.items()})
    return desk.paper("report", title, f"{body}\n\n{annex}", marks=marks, note=note)


def make_annex(session: Session, network_id: int, say: Callable[..., str], day: Callable[[date | None], str]) -> str:
    """Return the recorded crime figures and the open problems as Markdown, a table each."""
    sets = records.list_all(session, CrimeSet, network_id)
    problems = [row for row in records.list_all(session, Problem, network_id) if row.closed_on is None]
    parts = [_figures(session, one, say, day) for one in sets]
    if parts:
        title = say(N_("Bilag: kriminalitetstal"))
        parts.insert(0, f"## {title}")
    if problems:
        head = say(N_("Hvad?")), say(N_("Hvorfor?")), say(N_("Hvad gør vi?"))
        rows = [(row.what, row.why, row.doing) for row in problems]
        title = say(N_("Bilag: problemer"))
        parts.append(f"## {title}\n\n{_table(head, rows)}")
    return "\n\n".join(parts)


def _figures(session: Session, one: CrimeSet, say: Callable[..., str], day: Callable[[date | None], str]) -> str:
    if one.unavailable:
        lacking = say(N_("Tallene kunne ikke fås: {hvorfor}"), hvorfor=one.unavailable)
        return f"### {plain(one.title)}\n\n{plain(lacking)}"
    counts = list_counts(session, one)
    periods, rows = tabulate(counts)
    if len(periods) > WIDEST:
        head: tuple[str, ...] = say(N_("Lovovertrædelse")), say(N_("Periode")), say(N_("Antal"))
        cells = [(offence, period, said) for offence, said_all in rows for period, said in
                 zip(periods, said_all, strict=True)]  # fmt: skip
        table = _table(head, cells)
    else:
        table = _table((say(N_("Lovovertrædelse")), *periods), [(offence, *said) for offence, said in rows])
    unknown = say(N_("ikke skrevet"))
    source = say(
        N_("Kilde: {kilde}. Udtrukket {dato}."), kilde=one.source or unknown, dato=day(one.extracted_on) or unknown
    )
    missing = say(N_("To prikker (..) betyder, at tallet mangler.")) if any(ABSENT in said for _, said in rows) else ""
    told = " ".join(filter(None, [source, one.definition, missing]))
    return "\n\n".join(filter(None, [f"### {plain(one.title)}", table if rows else "", plain(told)]))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(map(plain, cells)) for cells in (head, *rows)]
    return "\n".join(f"| {line} |" for line in (lines[0], " | ".join("---" for _ in head), *lines[1:]))


def _standing(desk: Desk, report: Report) -> str:
    version = desk.say(N_("Version {nr}"), nr=report.nr)
    if report.state == DRAFT:
        return f"{version} – {desk.say(N_('Kladde'))}"
    if is_approved(desk.session, REPORT, report.id):
        return f"{version} – {desk.say(N_('Godkendt'))}"
    sent = desk.say(N_("Sendt til godkendelse {dato}"), dato=desk.day(report.sent_on))
    return f"{version} – {sent}"

"""The report of crime and safety, one version of it."""

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import Ready
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, PARTS, Report
from workflows.tryghedsnetvaerk.network.models import REPORT
from workflows.tryghedsnetvaerk.network.queries import is_approved
from workflows.tryghedsnetvaerk.papers.desk import Desk, under

PLACES = ("background", "summary", "studies", "crime", "insecurity", "analysis", "conclusion")
MISSING = N_("Ikke skrevet endnu.")


def make_report(desk: Desk, report: Report) -> Paper:
    """Return a version as it was written, with how far its approval has come; nothing is taken from other records.

    What people approve is the exact text of one version, so figures that may change later are not put in.
    """
    title = desk.say(N_("Kriminalitets- og tryghedsrapport for {omraade}"), omraade=desk.network.name)
    note = desk.say(N_("version {nr}"), nr=report.nr)
    marks = [_standing(desk, report)]
    if report.ready_made and not any(getattr(report, part).strip() for part in PARTS):
        told = desk.say(N_("Rapporten er lavet et andet sted og ligger som bilag til version {nr}."), nr=report.nr)
        return desk.paper("report", title, told, marks=marks, note=note)
    written = {place: under(getattr(report, part)) for place, part in zip(PLACES, PARTS, strict=True)}
    body = desk.filled("report", {place: text or Ready(f"*{desk.say(MISSING)}*") for place, text in written.items()})
    return desk.paper("report", title, body, marks=marks, note=note)


def _standing(desk: Desk, report: Report) -> str:
    version = desk.say(N_("Version {nr}"), nr=report.nr)
    if report.state == DRAFT:
        return f"{version} – {desk.say(N_('Kladde'))}"
    if is_approved(desk.session, REPORT, report.id):
        return f"{version} – {desk.say(N_('Godkendt'))}"
    sent = desk.say(N_("Sendt til godkendelse {dato}"), dato=desk.day(report.sent_on))
    return f"{version} – {sent}"

"""The report of crime and safety, one version of it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from engine import records
from engine.db import Session
from engine.text import LOCALES, N_
from workflows.tryghedsnetvaerk.documents import charts, placing
from workflows.tryghedsnetvaerk.documents.fill import Ready
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.crime.periods import in_order
from workflows.tryghedsnetvaerk.mapping.crime.typed import newest, tabulate
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, MADE, PARTS, Problem, Report, Study
from workflows.tryghedsnetvaerk.mapping.report.answers import Rows
from workflows.tryghedsnetvaerk.mapping.report.charts import charts as drawn
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, evidence_in, list_rows
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.network.models import REPORT
from workflows.tryghedsnetvaerk.network.queries import list_approved
from workflows.tryghedsnetvaerk.papers.annexes import spelled, told_before, told_in
from workflows.tryghedsnetvaerk.papers.desk import Desk, under

PLACES = ("background", "summary", "studies", "crime", "insecurity", "analysis", "conclusion")
MISSING = N_("Ikke skrevet endnu.")
REPLACED = N_("Afløst af version {nr}")
ALWAYS = ("figures", "problems")


def make_report(desk: Desk, report: Report) -> Paper:
    """Return a version as it was written, with how far its approval has come, and its figures and problems last.

    What people approve is exactly one version: once it is sent, figures and problems stand as they stood that day.
    """
    title = desk.say(N_("Kriminalitets- og tryghedsrapport for {omraade}"), omraade=desk.network.name)
    note = desk.say(N_("version {nr}"), nr=report.nr)
    versions = records.list_all(desk.session, Report, report.network_id)
    approved = list_approved(desk.session, report.network_id)
    standing = _standing(desk, report, versions, approved)
    rows = list_rows(desk.session, report.network_id) if report.state == DRAFT else {}
    before = told_in(versions, approved, report.nr)
    kept = _annex(rows, before) if report.state == DRAFT else report.annex
    annex = spelled(desk, kept, before)
    if report.ready_made and not any(getattr(report, part).strip() for part in PARTS):
        told = desk.say(N_("Rapporten er lavet et andet sted og ligger som bilag til version {nr}."), nr=report.nr)
        return desk.paper("report", title, f"{told}\n\n{annex}", marks=[standing], note=note)
    diagrams = diagrams_of(desk, report, rows, before)
    written = {place: under(getattr(report, part)) for place, part in zip(PLACES, PARTS, strict=True)}
    body = desk.filled("report", {place: text or Ready(f"*{desk.say(MISSING)}*") for place, text in written.items()})
    made = desk.paper("report", title, f"{body}\n\n{annex}", note=note)  # how far it has come stands on its front
    return replace(made, diagrams=diagrams, facts=_facts(desk, report, kept, standing))


def _facts(desk: Desk, report: Report, annex: str, standing: str) -> tuple[tuple[str, str], ...]:
    """Return what the front of a report says about it."""
    found = json.loads(annex) if annex.startswith("{") else {}
    sources = [one["source"] or one["title"] for one in found.get("figures", ()) if not one["unavailable"]]
    told = (
        (N_("Område"), f"{desk.network.name}, {desk.network.kommune}"),
        (N_("Version"), standing),
        (N_("Dato"), desk.day(report.sent_on or desk.today)),
        (N_("Lavet af"), desk.say(N_("Tryghedsnetværkets styregruppe"))),
        (N_("Kriminalitetstal"), "; ".join(dict.fromkeys(sources))),
        (N_("Undersøgelser"), "; ".join(found.get("studies", ()))),
    )
    return tuple((desk.say(what), said) for what, said in told if said)


def diagrams_of(
    desk: Desk, report: Report, rows: Rows | None = None, before: Sequence[CrimeFound] | None = None
) -> Mapping[str, charts.Chart]:
    """Return the charts of a version: of today's evidence, or as they were when it was sent."""
    if report.state == DRAFT:
        if not any(placing.keys(getattr(report, part)) for part in PARTS):
            return {}  # nothing is gathered that nothing asks for
        known = rows or list_rows(desk.session, report.network_id)
        if before is None:
            before = told_before(desk.session, report.network_id, report.nr)
        return drawn(Speaker(desk.locale), replace(evidence_in(known, desk.locale), before=tuple(before)))
    return diagrams_kept(report, desk.locale)


def diagrams_kept(report: Report, locale: str) -> dict[str, charts.Chart]:
    """Return the charts of a version that was sent, in *locale* where they were kept in it, else in Danish."""
    kept = json.loads(report.annex) if report.annex.startswith("{") else {}
    told = kept.get("diagrams", {}) | kept.get("said", {}).get(locale, {})
    return {key: charts.read(one) for key, one in told.items()}


def kept_annex(session: Session, network_id: int) -> str:
    """Return the recorded crime figures and the open problems as they are kept with a version.

    They are in no language; its charts are kept in each.
    """
    return _annex(list_rows(session, network_id), told_before(session, network_id))


def _annex(rows: Rows, before: Sequence[CrimeFound]) -> str:
    figures = [_as_kept(one) for one in rows[CrimeSet]]
    open_now = [row for row in rows[Problem] if row.closed_on is None]
    problems = [[row.what, row.why, row.doing] for row in open_now]
    diagrams, *others = (_drawn_in(rows, before, locale) for locale in LOCALES)
    made = [one.title for one in rows[Study] if one.state == MADE and one.title]
    found = {"figures": figures, "problems": problems, "diagrams": diagrams, "studies": made,
             "said": dict(zip(LOCALES[1:], others, strict=True)) if diagrams else {}}  # fmt: skip
    return json.dumps({key: one for key, one in found.items() if one or key in ALWAYS}, ensure_ascii=False,
                      sort_keys=True) if any(found.values()) else ""  # fmt: skip


def _drawn_in(rows: Rows, before: Sequence[CrimeFound], locale: str) -> dict[str, Any]:
    found = drawn(Speaker(locale), replace(evidence_in(rows, locale), before=tuple(before)))
    return {key: charts.kept(one) for key, one in found.items()}


def _as_kept(one: CrimeSet) -> dict[str, Any]:
    periods, rows = tabulate(newest(one.told) if one.file_hash else one.told)
    whole = in_order({period for _, period, _ in one.told})
    on = one.extracted_on.isoformat() if one.extracted_on else ""
    return {
        "title": one.title, "source": one.source, "extracted_on": on, "definition": one.definition,
        "unavailable": one.unavailable, "periods": periods, "rows": rows, **({"area": one.area} if one.area else {}),
        **({"whole": [whole[0], whole[-1]]} if len(whole) > len(periods) else {}),
    }  # fmt: skip


def replaced_by(report: Report, versions: Sequence[Report], approved: Collection[tuple[str, int]]) -> int | None:
    """Return the version that stands instead of one that was sent; an approved one stands until another is approved."""
    mine = (REPORT, report.id) in approved
    later = [
        one.nr for one in versions
        if one.nr > report.nr and one.state != DRAFT and (not mine or (REPORT, one.id) in approved)
    ]  # fmt: skip
    return max(later) if later and report.state != DRAFT else None


def _standing(desk: Desk, report: Report, versions: Sequence[Report], approved: Collection[tuple[str, int]]) -> str:
    version = desk.say(N_("Version {nr}"), nr=report.nr)
    if report.state == DRAFT:
        return " – ".join((version, desk.say(N_("Kladde"))))
    if newer := replaced_by(report, versions, approved):
        return " – ".join((version, desk.say(REPLACED, nr=newer)))
    if (REPORT, report.id) in approved:
        return " – ".join((version, desk.say(N_("Godkendt"))))
    sent = desk.say(N_("Sendt til godkendelse {dato}"), dato=desk.day(report.sent_on))
    return f"{version} – {sent}"

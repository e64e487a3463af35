"""The annexes of a report: crime figures as they were kept, in tables that fit a page, and the problems."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from engine import records
from engine.db import Session
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.crime.analysis import CAVEAT
from workflows.tryghedsnetvaerk.mapping.crime.typed import ABSENT
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound
from workflows.tryghedsnetvaerk.mapping.report.openly import SUMMED, all_openly, said
from workflows.tryghedsnetvaerk.mapping.report.public import of_kept
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker, table
from workflows.tryghedsnetvaerk.network.models import REPORT
from workflows.tryghedsnetvaerk.network.queries import list_approved
from workflows.tryghedsnetvaerk.papers.desk import Desk

WIDEST = 6  # periods that fit beside each other on a page
MOST = 4  # offences that do
Rows = Sequence[tuple[str, Sequence[str]]]


def told_before(session: Session, network_id: int, until: int | None = None) -> list[CrimeFound]:
    """Return the figures that approved reports told everybody, the first first; *until* leaves out that and later."""
    return told_in(records.list_all(session, Report, network_id), list_approved(session, network_id), until)


def told_in(
    versions: Sequence[Report], approved: Collection[tuple[str, int]], until: int | None = None
) -> list[CrimeFound]:
    """Return the figures that those of some versions told that are approved; *until* leaves out that and later."""
    earlier = [one for one in versions if (REPORT, one.id) in approved and (until is None or one.nr < until)]
    return [one for report in earlier for one in found_in(report.annex)]


def found_in(annex: str) -> list[CrimeFound]:
    """Return the figures that were kept with a report; none of what was kept before it had a shape."""
    kept = json.loads(annex).get("figures", ()) if annex.startswith("{") else ()
    return [of_kept(nr, one) for nr, one in enumerate(kept)]


def spelled(desk: Desk, annex: str, before: Sequence[CrimeFound] = ()) -> str:
    """Return what was kept as Markdown, a table each, beside what was told *before*.

    What was kept before it had a shape stands as it was written.
    """
    if not annex.startswith("{"):
        return annex
    found = json.loads(annex)
    seen = all_openly(found_in(annex), before)
    parts = [_figures(desk, *each) for each in zip(found["figures"], seen, strict=True)]
    if parts:
        parts[:0] = ["## " + desk.say(N_("Bilag: kriminalitetstal")), desk.say(CAVEAT)]
    if found["problems"]:
        head = desk.say(N_("Hvad?")), desk.say(N_("Hvorfor?")), desk.say(N_("Hvad gør vi?"))
        parts += ["## " + desk.say(N_("Bilag: problemer")), table(head, found["problems"])]
    return "\n\n".join(parts)


def _figures(desk: Desk, one: Mapping[str, Any], found: CrimeFound) -> str:
    title = f"### {plain(one['title'])}"
    if one["unavailable"]:
        lacking = desk.say(N_("Tallene kunne ikke fås: {hvorfor}"), hvorfor=one["unavailable"])
        return f"{title}\n\n{plain(lacking)}"
    speaker = Speaker(desk.locale)
    rows = [
        (
            speaker.offence(line.label),
            [said(speaker, line, *each) for each in zip(line.periods, line.counts, strict=True)],
        )
        for line in found.lines
    ]
    told = tables(speaker, found.lines[0].periods, rows) if rows and found.lines[0].periods else ()
    summed = plain(speaker.say(SUMMED, mest=HIDDEN)) if found.summed else plain(cut(speaker, one))
    return "\n\n".join(filter(None, [title, summed, *told, plain(_origin(desk, one))]))


def cut(speaker: Speaker, one: Mapping[str, Any]) -> str:
    """Say which periods a table has, where the set goes further back; nothing where it has them all."""
    if "whole" not in one:
        return ""
    first, last, begins, ends = map(speaker.period, (one["periods"][0], one["periods"][-1], *one["whole"]))
    return speaker.say(
        N_("Tabellen viser de nyeste tal, {foerst} – {sidst}. Tallene går fra {begynder} til {slutter}."),
        foerst=first, sidst=last, begynder=begins, slutter=ends,
    )  # fmt: skip


def tables(speaker: Speaker, periods: Sequence[str], rows: Rows) -> Iterator[str]:
    """Give figures as tables that are as short as they can be and no wider than a page."""
    offence = speaker.say(N_("Lovovertrædelse"))
    if len(periods) <= WIDEST:
        yield table((offence, *map(speaker.period, periods)), [(what, *said) for what, said in rows])
        return
    quarters = [quarter for period in periods if (quarter := speaker.quarter(period))]
    if len(quarters) == len(periods):
        parts = sorted({part for _year, part in quarters})
        told = [one for what, said in rows for one in _years(what, dict(zip(quarters, said, strict=True)), parts)]
        yield table((offence, speaker.say(N_("År")), *parts), told)
        return
    for first in range(0, len(rows), MOST):
        some = rows[first : first + MOST]
        by_period = zip(map(speaker.period, periods), *(said for _what, said in some), strict=True)
        yield table((speaker.say(N_("Periode")), *(what for what, _said in some)), by_period)


def _years(what: str, told: Mapping[tuple[str, str], str], parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give a row for each year; the offence is named in the first."""
    for nr, year in enumerate(dict.fromkeys(year for year, _part in told)):
        yield ("" if nr else what, year, *(told.get((year, part), "") for part in parts))


def _origin(desk: Desk, one: Mapping[str, Any]) -> str:
    """Return where figures are from, what they count, and what two dots in them mean."""
    unknown = desk.say(N_("ikke skrevet"))
    on = desk.day(date.fromisoformat(one["extracted_on"])) if one["extracted_on"] else unknown
    source = desk.say(N_("Kilde: {kilde}. Udtrukket {dato}."), kilde=one["source"] or unknown, dato=on)
    dotted = any(ABSENT in said for _, said in one["rows"])
    missing = desk.say(N_("To prikker (..) betyder, at tallet mangler.")) if dotted else ""
    return " ".join(filter(None, [source, one["definition"], missing]))

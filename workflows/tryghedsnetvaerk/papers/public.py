"""Papers of the report for everybody: myths with the figures that answer them, and the report on one page."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from engine import records
from engine.errors import NotFound
from engine.text import N_
from workflows.tryghedsnetvaerk.documents import charts, placing
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.crime.models import PoliceEffort
from workflows.tryghedsnetvaerk.mapping.crime.queries import list_sets
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, PARTS, Report
from workflows.tryghedsnetvaerk.mapping.report import public, safety
from workflows.tryghedsnetvaerk.mapping.report.draft.crime import CONTROL
from workflows.tryghedsnetvaerk.mapping.report.evidence import (
    CrimeFound,
    CrimeLine,
    Effort,
    crime_in,
    efforts_in,
    gather_counted,
)
from workflows.tryghedsnetvaerk.mapping.report.jumping import Jumps, unanswered
from workflows.tryghedsnetvaerk.mapping.report.models import Myth
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker, listed, paragraphs
from workflows.tryghedsnetvaerk.mapping.report.veils import Veiled, veils
from workflows.tryghedsnetvaerk.network.models import REPORT
from workflows.tryghedsnetvaerk.network.queries import is_approved
from workflows.tryghedsnetvaerk.papers.annexes import found_in, told_before
from workflows.tryghedsnetvaerk.papers.desk import Desk
from workflows.tryghedsnetvaerk.papers.mapping import diagrams_kept

NOT_APPROVED = N_("Det korte resumé laves af den godkendte rapport, og denne version er ikke godkendt.")
CONDITIONS = "forhold-"  # begins the word that asks for what makes residents insecure, before the number of its study
MOST = 8  # problems on one page
Answer = tuple[CrimeFound | None, CrimeLine | None]


def make_facts_sheet(desk: Desk, row: Myth) -> Paper:
    """Return every myth of the network beside what the figures show, with source, caveat and a chart of the years."""
    speaker = Speaker(desk.locale)
    efforts = _efforts(desk)
    sets = {one.id: crime_in(one, efforts) for one in list_sets(desk.session, row.network_id)}
    myths = records.list_all(desk.session, Myth, row.network_id)
    before = told_before(desk.session, row.network_id)
    hidden = dict(zip(sets, veils([*before, *sets.values()])[len(before) :], strict=True))
    answers = {one.nr: _answer(one, sets) for one in myths}
    jumps = unanswered([line for _known, line in answers.values() if line], efforts)
    diagrams: dict[str, charts.Chart] = {}
    parts = []
    for one in myths:
        veil = hidden.get(one.crime_set_id or 0, frozenset())
        told, chart = _myth(speaker, one, answers[one.nr], desk.network.name, veil, jumps)
        parts.append(told)
        if chart is not None:
            diagrams[_key(one)] = chart
    title = desk.say(N_("Myter og tal om {omraade}"), omraade=desk.network.name)
    return replace(desk.paper("facts", title, paragraphs(*parts, plain(public.caveat(speaker)))), diagrams=diagrams)


def _efforts(desk: Desk) -> tuple[Effort, ...]:
    return efforts_in(records.list_all(desk.session, PoliceEffort, desk.network.network_id))


def _key(one: Myth) -> str:
    return f"myte-{one.nr}"


def _answer(one: Myth, sets: Mapping[int, CrimeFound]) -> Answer:
    """Return the set that answers a myth, and the offence in it."""
    known = sets.get(one.crime_set_id or 0)
    lines = known.lines if known else ()
    return known, next((line for line in lines if line.key == one.offence and line.last is not None), None)


def _myth(
    speaker: Speaker, one: Myth, answer: Answer, own: str, hidden: Veiled, jumps: Jumps
) -> tuple[str, charts.Chart | None]:
    """Return what is told of one myth, as Markdown, and its chart where its figures are of enough years."""
    known, line = answer
    source = speaker.say(N_("Kilde: {kilde}."), kilde=one.source) if one.source else ""
    figures, chart, notes = "", None, list[str]()
    if known is not None:
        source = public.source(speaker, known)
    if known is not None and line is not None:
        figures, source = public.told(speaker, line, hidden), f"{public.whose(speaker, known, own)} {source}"
        chart = public.drawn(speaker, line, hidden, source)
        notes = [*([speaker.say(CONTROL)] if line.control else []), *public.marked(speaker, known, line, jumps)]
    said = " ".join(filter(None, [figures, one.fact]))
    told = paragraphs(
        f"## {plain(speaker.quoted(one.claim))}", f"**{plain(said)}**" if said else "", *map(plain, notes),
        plain(one.caveat), placing.line(_key(one)) if chart else plain(source),
    )  # fmt: skip
    return told, chart


def _shown(report: Report, drawn: Collection[str]) -> list[str]:
    """Return what a report itself shows of the charts *drawn*, in its order; all of them when it shows none."""
    asked = [key for part in PARTS for key in placing.keys(getattr(report, part)) if key in drawn]
    return asked or sorted(drawn, key=lambda key: int(key.removeprefix(CONDITIONS)))


def make_public_summary(desk: Desk, report: Report) -> Paper:
    """Return an approved report on one page, from what was kept with it, without small numbers.

    :raises NotFound: if it is not approved
    """
    if report.state == DRAFT or not is_approved(desk.session, REPORT, report.id):
        raise NotFound(NOT_APPROVED)
    kept = json.loads(report.annex) if report.annex.startswith("{") else {}
    speaker = Speaker(desk.locale)
    drawn = {key: one for key, one in diagrams_kept(report, desk.locale).items() if key.startswith(CONDITIONS)}
    newest = {key: drawn[key] for key in _shown(report, drawn)[-1:]}
    efforts, before = _efforts(desk), told_before(desk.session, report.network_id, report.nr)
    found = [replace(one, efforts=efforts) for one in found_in(report.annex)]
    title = desk.say(N_("Kort om rapporten: tryghed og kriminalitet i {omraade}"), omraade=desk.network.name)
    body = paragraphs(
        _intro(desk, report), *_problems(desk, kept),
        *_figures(speaker, found, desk.network.name, before),
        _heading(desk.say(N_("Tryghed"))) if newest else "", *map(placing.line, newest),
        plain(public.caveat(speaker)),
    )  # fmt: skip
    return replace(desk.paper("summary", title, body), diagrams=newest)


def _intro(desk: Desk, report: Report) -> str:
    sent = desk.day(report.sent_on)
    return plain(
        desk.say(
            N_("Styregruppen har godkendt rapporten (version {nr}, sendt {dato}). Her er det vigtigste på én side."),
            nr=report.nr, dato=sent,
        )
    )  # fmt: skip


def _problems(desk: Desk, kept: Mapping[str, Any]) -> list[str]:
    told = [" – ".join(filter(None, [what, doing])) for what, _why, doing in kept.get("problems", ())][:MOST]
    heading = desk.say(N_("Det vil vi samarbejde om"))
    return [_heading(heading), listed(plain(one) for one in told)] if told else []


def _figures(speaker: Speaker, found: Sequence[CrimeFound], own: str, before: Sequence[CrimeFound]) -> list[str]:
    whose, *told = public.lines(speaker, found, own, before) or [""]
    if not told:
        return []
    *figures, source = told
    return [_heading(speaker.say(N_("Anmeldt kriminalitet"))), whose, listed(figures), source]


def _heading(said: str) -> str:
    return f"## {plain(said)}"


def spoken_figures(desk: Desk, language: str = "") -> str:
    """Return the figures of a message to the residents as Markdown: what is reported, and how safe they feel.

    They are in words, without small numbers, with their sources, in the *language* of the message, or in that of the
    paper.
    """
    speaker = Speaker(language or desk.locale)
    reported, surveys = gather_counted(desk.session, desk.network.network_id, speaker.locale)
    before = told_before(desk.session, desk.network.network_id)
    whose, *told = public.lines(speaker, reported, desk.network.name, before) or [""]
    crime = [whose, listed(told), plain(public.caveat(speaker))] if told else []
    felt = safety.lines(speaker, surveys)
    return paragraphs(*crime, *([listed(felt), plain(safety.caveat(speaker, surveys))] if felt else []))

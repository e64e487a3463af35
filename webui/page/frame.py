"""What every page of a network shares: the band, the bar of nine steps, and the names behind references."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from flask import g, render_template, request, url_for
from flask_login import current_user

import workflows
from engine import queries
from engine.actions import UNDO_WITHIN, UNDOABLE, mail_left
from engine.commands import Command
from engine.definition import Definition, Finding, Workflow
from engine.history import Event, stored_state
from engine.machine import findings, idle, opened_beside, right
from engine.people.queries import names as people_names
from engine.standing import said_again, step_standing
from engine.state import ENDED, PAUSED, PENDING, State
from engine.text import N_
from webui.page import addresses
from webui.page.bars import bar, over
from webui.saying.language import _, short_day, tell
from webui.saying.sentences import sentence_of
from webui.saying.words import named
from webui.visit import collecting, policy
from webui.visit.clock import now, today
from webui.visit.db import session
from workflows.tryghedsnetvaerk import names as method_names
from workflows.tryghedsnetvaerk.evaluation.actions import STEP as EVALUATION
from workflows.tryghedsnetvaerk.facts import Facts
from workflows.tryghedsnetvaerk.guards.network import began
from workflows.tryghedsnetvaerk.network.models import Network
from workflows.tryghedsnetvaerk.network.queries import get_with_process, list_approved
from workflows.tryghedsnetvaerk.process import YEAR

TABS = (
    ("overblik", N_("Overblik")),
    ("kortlaegning", N_("Kortlægning")),
    ("deltagere", N_("Deltagere")),
    ("moeder", N_("Møder")),
    ("aftale", N_("Aftale og materialer")),
    ("beboere", N_("Beboere")),
)
LEADS_TO = {"aftale": "aftalen"}
LINKS = (("dokumenter", N_("Dokumenter")), ("historik", N_("Historik")))


@dataclass
class Here:
    """The network of this page, as this person sees it today."""

    row: Any
    network: Network
    state: State
    workflow: Workflow
    known: dict[str, Any] = field(default_factory=dict)

    @property
    def definition(self) -> Definition:
        """The definition that the network stands on."""
        return self.workflow.definition

    @cached_property
    def facts(self) -> Facts:
        """Everything the demands are judged by, in one statement."""
        db = session().connection()
        loaded = self.workflow.load(db, (self.row.id,), None, today(), current_user.person_id, None)
        return loaded[self.row.id]

    @cached_property
    def approved(self) -> frozenset[tuple[str, int]]:
        """Every paper of the network that is approved."""
        return list_approved(session(), self.row.id)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names behind every reference that a reason mentions."""
        return resolve(reference for some in self.facts.who.values() for reference in some)

    @property
    def year_on(self) -> date | None:
        """The day the next evaluation is due, if it is known."""
        due = (on for said, kind, on in self.state.timers.values() if said == PENDING and kind == YEAR)
        return next(due, None)

    @property
    def beside(self) -> str:
        """The step that is open beside the one where the network stands; nothing when none is."""
        return opened_beside(self.definition, self.state.waiting) if self.state.mode != ENDED else ""

    @property
    def evaluating(self) -> bool:
        """Whether the year's evaluation is open, beside the current work or as where the network stands."""
        return self.state.mode != ENDED and EVALUATION in (self.beside, self.state.position)

    @property
    def paused(self) -> bool:
        """Whether the network is on hold, so that no mail leaves."""
        return self.state.mode == PAUSED

    @property
    def undated(self) -> bool:
        """Whether no evaluation will ever come: past step 6, and nothing says from when the years are counted."""
        past = self.definition.order[self.state.position] > self.definition.order["aftale"]
        counted = any(kind == YEAR for _said, kind, _on in self.state.timers.values())
        return past and not counted and self.state.mode != ENDED

    @property
    def held(self) -> bool:
        """Whether the evaluation should have begun, and waits because the network is on hold."""
        return self.paused and self.year_on is not None and self.year_on <= today()

    @cached_property
    def seq(self) -> int:
        """The number of the newest event, for forms that must not be stale."""
        return int(self.row.seq)

    def found(self, step: str) -> list[Finding]:
        """Hold every demand of a step against what is recorded."""
        return findings(self.definition, step, self.facts, self.state.aside, self.state.skipped)

    @cached_property
    def idle(self) -> frozenset[str]:
        """The demands that hold only because nothing of their task is recorded yet: nobody has met them."""
        each = ((step, self.found(step)) for step in self.definition.steps)
        return frozenset(key for step, judged in each for key in idle(self.definition, step, judged, self.facts))

    def code(self, step: str) -> str:
        """Return the status of a step: a closed one, the one the network stands in, or one to come."""
        order, state = self.definition.order, self.state
        if over(self.definition, state, step):
            return "ended"
        if step in (state.position, *state.reopened):
            return self._open_code(step)
        if step == self.beside or (step == EVALUATION and self.held):
            return self._code_beside()
        if order[step] < order[state.position]:
            if step == "praksis":
                return "active"
            return "before" if state.entered and order[step] < order[state.entered] and state.cycle == 1 else "done"
        return "prepare"

    def _open_code(self, step: str) -> str:
        if self.state.mode == PAUSED:
            return "paused"
        late = self.facts.dates.called_on if self.beside else self.row.overdue_on
        if step == self.state.position and late and late < today():
            return "overdue"
        return step_standing(self.definition, self.state, step, self.facts).status

    def _code_beside(self) -> str:
        late = self.facts.dates.decide_by
        return "paused" if self.state.mode == PAUSED else "overdue" if late and late < today() else "active"

    def may(self, task: str) -> bool:
        """Say whether this person may tick a task."""
        return not right(self.definition, (self.definition.tasks[task][1],), self.facts)

    @property
    def works(self) -> bool:
        """Whether this person may change anything in the network."""
        return collecting.works_here() and self.state.mode != ENDED


def here() -> Here:
    """Return the network of this page, looked up once a request."""
    if "here" not in g:
        db = session()
        row = get_with_process(db, policy.access().process_id, today())
        workflow = workflows.find(row.name, row.version)
        g.here = Here(row, row.Network, stored_state(row), workflow)
    found: Here = g.here
    return found


def find_newest() -> Event | None:
    """Return the newest event of the network of this page."""
    return next(iter(queries.list_events(session().connection(), here().row.id, limit=1)), None)


def undoable(last: Event | None) -> str:
    """Return what this person did last, when that is *last* and can still be undone; else nothing."""
    place = here()
    if (
        last is None
        or collecting.collects_only()
        or last.seq != place.seq
        or last.body.get("actor") != current_user.person_id
    ):
        return ""
    restored = last.body["kind"] in place.workflow.restores
    if last.body["kind"] not in UNDOABLE and not restored:
        return ""
    fresh = now() - datetime.fromisoformat(last.body["at"]) <= UNDO_WITHIN
    gone = restored and mail_left(session().connection(), place.row.id, last.seq)
    return sentence_of(last) if fresh and not gone else ""


def forget() -> None:
    """Look the network up anew, after it was changed in this request."""
    g.pop("here", None)


def command(key: str, *, on: Any = None, decision: int | None = None, seen: int = 0) -> Command:
    """Return what this person asks of the network of this page."""
    process_id = policy.access().process_id
    row = queries.get_process(session().connection(), process_id)
    return Command(
        workflow=workflows.find(row.name, row.version),
        process_id=process_id,
        actor=current_user.person_id,
        now=now(),
        key=key,
        on=on,
        decision=decision,
        seen=seen,
    )


def resolve(references: Iterable[str]) -> dict[str, str]:
    """Return what references such as ``person:7`` are called; each is looked up once a request."""
    known: dict[str, str] = g.setdefault("names", {})
    asked = set(references)
    if fresh := sorted(asked - known.keys()):
        known |= dict.fromkeys(fresh, "")
        known |= {**people_names(session(), fresh), **method_names.names(session(), fresh)}
    return {one: named(one, known[one]) for one in asked if known[one]}


def told(finding: Finding) -> dict[str, Any]:
    """Return a finding as the pages show it: met or not, why, who, since when, and where it is mended."""
    reason, place, slug = finding.reason, here(), policy.access().slug
    aside = finding.aside if finding.reason else None
    return {
        "key": finding.demand.key,
        "title": tell(finding.demand.title),
        "met": reason is None,
        "idle": finding.demand.key in place.idle,
        "firm": finding.demand.firm,
        "warning": finding.demand.warning,
        "aside": _("Fraveget til {dato}", dato=short_day(aside))
        if aside and aside.year < 9999
        else (_("Sprunget over") if aside else None),
        "sentence": tell(said.text, said.values) if (said := reason or began(finding.demand.key, place.facts)) else "",
        "who": [place.names[ref] for ref in reason.who if ref in place.names] if reason else [],
        "since": short_day(reason.since) if reason and reason.since else None,
        "mend_url": None if (url := addresses.of(finding.demand.page, slug)) == request.path else url,
        "mend_text": addresses.title(finding.demand.page),
    }


def said_of(row: Any) -> str:
    """Return the stored sentence of what stops a network first."""
    return tell(*said_again(row.said)) if row.said else ""


def shown(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as the pages show them; a warning is shown only while there is something to warn of."""
    return [told(finding) for finding in found if finding.reason or not finding.demand.warning]


def page(
    template: str, *, tab: str = "", crumb: str = "", parents: Iterable[tuple[str, str]] = (), **values: Any
) -> str:
    """Draw a page inside the network of the address."""
    place, slug, everything = here(), policy.access().slug, not collecting.collects_only()
    front = url_for("overview.show", slug=slug) if everything else addresses.of(collecting.FRONT, slug)
    trail = [(_(N_("Netværk")), addresses.networks()), (place.network.name, front if crumb else ""), *parents]
    return render_template(
        template,
        network={
            "name": place.network.name,
            "slug": slug,
            "kommune": place.network.kommune,
            "tovholder": place.row.tovholder or _("ingen"),
            "created": short_day(place.network.begun_on),
        },
        bar=bar(place.definition, place.state, place.code) if everything else None,
        subnav=_subnav(slug, tab) if everything else collecting.subnav(front),
        sees_everything=everything,
        crumbs=[*trail, (crumb, "")] if crumb else trail,
        works=place.works,
        here=place,
        **values,
    )


def _subnav(slug: str, tab: str) -> list[dict[str, Any]]:
    items = []
    for key, title in (*TABS, *LINKS):
        url = addresses.of(LEADS_TO.get(key, key), slug)
        items.append({"title": tell(title), "url": url, "active": key == tab, "current": request.path == url})
    return items

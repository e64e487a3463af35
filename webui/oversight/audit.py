"""Revision og tilsyn: what departs from the method first, then every network's events, and samples of them."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import workflows
from engine import chronicle, installation
from engine.chronicle import Asked
from engine.clock import COPENHAGEN
from engine.history import Event
from engine.people.queries import list_people
from engine.people.queries import names as people_names
from engine.state import SKIPPED, State
from engine.text import N_
from webui.nouns.mentions import Mentions
from webui.saying.fields import tidy
from webui.saying.language import _, moment, short_day, tell
from webui.saying.sentences import allowed_by, coordinators_in, coordinators_told, sentence_of, what_cannot_be_read
from webui.visit.clock import now, today
from webui.visit.db import reading
from webui.visit.forms import SEARCH, page_number
from workflows.tryghedsnetvaerk import oversight
from workflows.tryghedsnetvaerk.process import PROCESS

bp = Blueprint("audit", __name__, url_prefix="/revision")
ON_A_PAGE, SHOWN, DRAWN, LATE = 50, 100, 10, 14
STAMP = "%Y%m%dT%H%M%S"
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "fravigelser": (N_("Krav fraveget og opgaver sprunget over"),
                    ("demand_set_aside", "demand_reinstated", "task_skipped")),
    "trin": (N_("Trin lukket og genåbnet"), ("step_closed", "step_reopened")),
    "opgaver": (N_("Opgaver markeret og taget tilbage"), ("task_done", "task_reopened", "undone")),
    "forloeb": (N_("Oprettet, overtaget, i bero og afsluttet"),
                ("created", "taken_over", "paused", "resumed", "ended", "migrated")),
    "tovholdere": (N_("Tovholdere"), ("coordinator_appointed", "coordinator_dismissed", "handed_over")),
    "moeder": (N_("Møder og referater"),
               ("meeting_added", "meeting_changed", "meeting_called", "meeting_reminded", "meeting_held",
                "meeting_cancelled", "minutes_sent")),
    "godkendelser": (N_("Godkendelser"),
                     ("report_sent", "report_versioned", "approval_answered", "approval_noted", "approval_by_minutes")),
    "materialer": (N_("Materialer og nyhedsmails"),
                   ("material_released", "material_withdrawn", "material_left_out", "news_mail_sent")),
    "styregruppe": (N_("Styregruppens pladser"), ("seat_added", "seat_changed", "seat_ended", "seat_removed")),
    "oplysninger": (N_("Alle oplysninger skrevet ind, ændret og fjernet"), ("*_added", "*_changed", "*_removed")),
    "datoer": (N_("Datoer, der blev nået"), ("timer_fired",)),
    "slettet": (N_("Tekster, der er slettet"), ("note_erased",)),
    "anlaeg": (N_("Personer, organisationer og systemet"),
               ("person_added", "person_changed", "roles_changed", "organisation_added", "organisation_changed",
                installation.BEGUN, "restored", "mail_retried")),
}  # fmt: skip
UNREAD = dict.fromkeys(
    ("who", "record", "about", "reason", "entered", "happened", "late"), ""
)  # of one that cannot be read
ASIDE = ("demand_set_aside", "task_skipped")
REOPENED = ("step_reopened",)
BEGINNINGS = (installation.BEGUN, "created", "taken_over", "network_added")
HANDED = ("taken_over", "coordinator_appointed", "coordinator_dismissed", "handed_over", "migrated")


@dataclass(frozen=True)
class Called:
    """What stands behind the numbers in events: networks, people and organisations, and free texts."""

    networks: Mapping[int, tuple[str, str]]
    people: Mapping[str, str]
    notes: Mapping[int, str | None]
    mentions: Mentions


@bp.get("/")
def show() -> ResponseReturnValue:
    """Show every departure from the method, the worst first."""
    look = reading()
    db = look.connection()
    told = chronicle.list_events(db, Asked(kinds=(*ASIDE, *HANDED, *REOPENED), corrected=True), limit=SHOWN * 5)
    late = chronicle.list_late(db, Asked(but=BEGINNINGS), LATE, limit=SHOWN)
    begun = chronicle.list_late(db, Asked(kinds=BEGINNINGS), LATE, limit=SHOWN)
    same = oversight.list_own_approvals(look, SHOWN)
    called = _names_in([*told, *late, *begun], (f"person:{one.Approval.person_id}" for one in same))
    unread = {(one.process_id, one.seq): one for one in told if not one.readable}
    aside = _set_aside([one for one in told if one.body["kind"] in ASIDE], called)
    return render_template(
        "audit/show.html",
        unread=[_line(one, called) for one in unread.values()],
        aside=[one for one in aside if one["stands"]],
        before=[one for one in aside if not one["stands"]],
        late=[_line(one, called) for one in late],
        begun=[_line(one, called) for one in begun],
        days=LATE,
        handed=[_line(one, called) for one in told if one.body["kind"] in HANDED][:SHOWN],
        reopened=[_line(one, called) for one in told if one.body["kind"] in REOPENED or one.body.get("reopen")][:SHOWN],
        same=[_own_approval(one, called) for one in same],
        chains=len(called.networks),
        total=chronicle.count_events(db, Asked()),
        shown=SHOWN,
    )


def _set_aside(told: Sequence[Event], called: Called) -> list[dict[str, Any]]:
    """Return every demand that was set aside: passed and unmet, then in force, then those of the past."""
    look, workflow = reading(), workflows.find(PROCESS.name, PROCESS.version)
    passed = {(one.process_id, one.finding.demand.key) for one in oversight.list_passed(look, workflow, today())}
    states = oversight.list_states(look, (one.process_id for one in told)) if told else {}
    newest: set[tuple[int, str]] = set()
    rows = []
    for one in told:
        place = (one.process_id, one.body.get("demand") or one.body["task"])
        newer = place in newest
        newest.add(place)
        state = states.get(one.process_id)
        rows.append(_line(one, called) | _departure(one, state, newer=newer, unmet=place in passed))
    return sorted(rows, key=lambda row: row["order"])


def _departure(told: Event, state: State | None, *, newer: bool, unmet: bool) -> dict[str, Any]:
    body = told.body
    step = body["step"]
    if "task" in body:
        title, until, allowed = PROCESS.tasks[body["task"]][1].title if body["task"] in PROCESS.tasks else "", None, ""
        stands = not newer and state is not None and state.tasks.get(body["task"]) == SKIPPED
    else:
        title = PROCESS.demands[body["demand"]][2].title if body["demand"] in PROCESS.demands else body["demand"]
        until, allowed = date.fromisoformat(body["until"]), body["allowed"]
        stands = not newer and state is not None and body["demand"] in state.aside
    passed = until is not None and until < today()
    code, said, order = _how_it_stands(stands, passed, unmet and not newer)
    return {
        "title": tell(title), "task": "task" in body, "until": until, "allowed": allowed_by(allowed), "code": code,
        "state": said, "order": order, "stands": order < 2,
        "step": tell(PROCESS.steps[step].title) if step in PROCESS.steps else step,
        "step_nr": PROCESS.order.get(step, 1),
    }  # fmt: skip


def _how_it_stands(stands: bool, passed: bool, unmet: bool) -> tuple[str, str, int]:
    if stands and passed and unmet:
        return "overdue", _(N_("Datoen er passeret, kravet er ikke opfyldt")), 0
    if stands and not passed:
        return "waiting", _(N_("Gælder nu")), 1
    if stands:
        return "done", _(N_("Opfyldt, eller netværket er afsluttet")), 2
    return "ended", _(N_("Ophævet eller afløst")), 3


def _own_approval(one: Any, called: Called) -> dict[str, Any]:
    return {
        "network": one.name,
        "slug": one.slug,
        "who": called.people.get(f"person:{one.Approval.person_id}", ""),
        "what": _(N_("rapporten")) if one.Approval.about == "report" else _(N_("et referat")),
        "on": one.Approval.answered_on,
        "seq": one.prepared,
    }


@bp.get("/haendelser")
def list_events() -> ResponseReturnValue:
    """List the events of every network, narrowed by kind, person and days."""
    db, page = reading().connection(), page_number()
    kind, who = request.args.get("slags", ""), tidy(request.args.get("person", ""))[:SEARCH]
    since, until = _day("fra"), _day("til")
    asked = Asked(kinds=KINDS[kind][1] if kind in KINDS else (), actors=_people(who), since=since, until=until)
    total = chronicle.count_events(db, asked)
    told = chronicle.list_events(db, asked, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
    return render_template(
        "audit/events.html", lines=lines(told), total=total, page=page, pages=max(1, -(-total // ON_A_PAGE)),
        kinds=[(key, tell(title)) for key, (title, _kinds) in KINDS.items()], kind=kind, who=who,
        since=since.isoformat() if since else "", until=until.isoformat() if until else "",
    )  # fmt: skip


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _people(who: str) -> tuple[int, ...] | None:
    """Return the persons that are meant; nothing when nobody is asked for."""
    if not who:
        return None
    system = (0,) if who.casefold() in _(N_("Systemet")).casefold() else ()
    return (*system, *(person.id for person in list_people(reading(), search=who, limit=50)))


@bp.get("/udtraek")
def draw() -> ResponseReturnValue:
    """Draw ten events by chance; the seed in the address draws the same ten again."""
    asked = request.args.get("froe", "")
    until = _moment_of(asked)
    if until is None:
        seed = f"{now().astimezone(UTC).strftime(STAMP)}-{secrets.token_hex(4)}"
        return redirect(url_for(".draw", froe=seed), 303)
    told, total = chronicle.draw(reading().connection(), asked, until, DRAWN)
    return render_template("audit/draw.html", lines=lines(told), seed=asked, until=until, total=total)


def _moment_of(seed: str) -> datetime | None:
    """Return the moment a seed was made at; nothing when it is no seed."""
    stamp, _dash, rest = seed.partition("-")
    if not rest.isalnum() or len(seed) > 60:
        return None
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def lines(told: Sequence[Event]) -> list[dict[str, Any]]:
    """Return events as the lists show them: where, who, what, why, when it happened and when it was entered."""
    called = _names_in(told)
    return [_line(one, called) for one in told]


def _names_in(told: Sequence[Event], more: Iterable[str] = ()) -> Called:
    look = reading()
    references = {
        ref
        for one in told
        for ref in (f"person:{one.body.get('actor')}", str(one.body.get("record", "")), *coordinators_in(one))
    }
    notes = chronicle.find_notes(look.connection(), told)
    return Called(oversight.list_names(look), people_names(look, {*references, *more}), notes, Mentions(look, told))


def _line(told: Event, called: Called) -> dict[str, Any]:
    body = told.body
    slug, _name = called.networks.get(told.process_id, ("", ""))
    slug = "" if slug == installation.SLUG else slug
    place = {"network": network_called(called.networks, told.process_id), "slug": slug, "seq": told.seq}
    if not told.readable:
        return place | UNREAD | {"what": what_cannot_be_read(told.seq)}
    note, about = body.get("note"), called.mentions.of(told, slug)
    return place | {
        "record": about,
        "who": called.people.get(f"person:{body['actor']}", _(N_("Systemet"))),
        "what": sentence_of(told, called.networks.get(body.get("network", 0), ("", ""))[1]),
        "about": called.people.get(str(body.get("record", "")), "")
        or _taken_up_again(body)
        or coordinators_told(told, called.people),
        "reason": (called.notes.get(note["id"]) or _(N_("Teksten er slettet"))) if note else "",
        "entered": moment(datetime.fromisoformat(body["at"]).astimezone(COPENHAGEN)),
        "happened": short_day(date.fromisoformat(body["on"])),
        "late": chronicle.lateness(told),
    }


def _taken_up_again(body: Mapping[str, Any]) -> str:
    """Return which steps a correcting decision took up again."""
    steps = [tell(PROCESS.steps[key].title) for key in body.get("reopen", ()) if key in PROCESS.steps]
    return _(N_("genåbnede {trin}"), trin=", ".join(steps)) if steps else ""


def network_called(networks: Mapping[int, tuple[str, str]], process_id: int) -> str:
    """Return what the network of a chain is called, the installation and one that is gone among them."""
    slug, name = networks.get(process_id, ("", ""))
    if not slug:
        return _(N_("Netværk nr. {nr}, som ikke findes"), nr=process_id)
    return _(N_("Systemet")) if slug == installation.SLUG else name or slug

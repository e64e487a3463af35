"""The page of a meeting: its agenda with the running clock, who comes, what was decided; and moving its points."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from wtforms import IntegerField, StringField
from wtforms.validators import NumberRange

from engine import records
from engine.errors import BadInput, NotAllowed, NotFound, Stale
from engine.text import N_
from webui.nouns import asked
from webui.nouns.meetings.reminders import guests_of, last_reminded
from webui.page import calendars
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.saying.language import _, clock, locale, tell
from webui.saying.words import group_name, word
from webui.visit import conflicts, policy
from webui.visit.db import session
from webui.visit.forms import Form, Needed, choice, line
from workflows.tryghedsnetvaerk.documents import agenda, pipeline
from workflows.tryghedsnetvaerk.documents.agenda import LONGEST_POINT, MIDDLE_DOT, Kind, Point
from workflows.tryghedsnetvaerk.documents.headings import in_steps
from workflows.tryghedsnetvaerk.meetings import actions
from workflows.tryghedsnetvaerk.meetings.models import (
    CALLED,
    CANCELLED,
    DEVELOPMENT,
    DRAFT,
    HELD,
    WITHDRAWN,
    Meeting,
)
from workflows.tryghedsnetvaerk.network.models import MINUTES
from workflows.tryghedsnetvaerk.papers import proposals
from workflows.tryghedsnetvaerk.papers.desk import under
from workflows.tryghedsnetvaerk.papers.meetings import clocks, ends, points_of

bp = Blueprint("agendas", __name__, url_prefix="/netvaerk/<slug>/moeder/<int:nr>/punkter")
LOOKS = {Kind.ORIENTERING: "orientering", Kind.DROEFTELSE: "droeftelse", Kind.BESLUTNING: "beslutning"}
KINDS = [(Kind.ORIENTERING.value, N_("Orientering")), (Kind.DROEFTELSE.value, N_("Drøftelse")),
         (Kind.BESLUTNING.value, N_("Beslutning"))]  # fmt: skip
ANSWERS = (
    ("ja", N_("Deltager")),
    ("nej", N_("Deltager ikke")),
    ("ved_ikke", N_("Ved det ikke endnu")),
    ("", N_("Har ikke svaret")),
)
CAME = {True: N_("Var med"), False: N_("Var ikke med"), None: N_("Ikke skrevet ind")}
OWN = (("ja", N_("Ja")), ("nej", N_("Nej")), ("ved_ikke", N_("Ved ikke")))
TOLD_HERE = frozenset({"agenda", "kind", "on", "at", "minutes", "place", "together_with"})
ADD, CORRECT = N_("Tilføj et punkt"), N_("Ret punktet")
GONE = N_("Punktet findes ikke længere. Se dagsordenen, og prøv igen.")


class PointForm(Form):
    """A point of an agenda."""

    title = line(N_("Punkt"), needed=True, most=120)
    minutes = IntegerField(N_("Minutter"), [Needed(), NumberRange(1, LONGEST_POINT)], default=10)
    owner = line(N_("Hvem har punktet?"), needed=True, most=80, hint=N_("For eksempel Lokalpolitiet eller Alle"))
    kind = choice(N_("Slags"), KINDS, needed=True)
    goal = line(N_("Mål"), needed=True, hint=N_("Hvad skal deltagerne vide eller have besluttet bagefter?"))


class MoveForm(Form):
    """What is done with a point."""

    verb = StringField("", [Needed()])


@bp.get("/ny")
def ask(slug: str, nr: int) -> ResponseReturnValue:
    """Show the form for one more point."""
    form = PointForm(formdata=None, data={"version": _meeting(nr).version})
    return _form_page(nr, form, what=ADD)


@bp.post("/ny")
def add(slug: str, nr: int) -> ResponseReturnValue:
    """Add a point at the end of the agenda."""
    form = PointForm()

    def act() -> None:
        _write(nr, form, [*points_of(_meeting(nr)), _typed(form)])

    return _keep(nr, form, act, ADD, _(N_("Punktet er tilføjet.")))


@bp.get("/<int:point>/ret")
def edit(slug: str, nr: int, point: int) -> ResponseReturnValue:
    """Show the form of one point."""
    return _form_page(nr, _as_it_stands(nr, point), what=CORRECT)


@bp.post("/<int:point>/ret")
def rewrite(slug: str, nr: int, point: int) -> ResponseReturnValue:
    """Change one point where it stands."""
    form = PointForm()

    def act() -> None:
        points = _points(_meeting(nr), point)
        points[point - 1] = _typed(form)
        _write(nr, form, points)

    return _keep(nr, form, act, CORRECT, _(N_("Punktet er rettet.")), point)


def _keep(
    nr: int, form: PointForm, act: Callable[[], None], what: str, done: str, point: int = 0
) -> ResponseReturnValue:
    """Do what the form of a point asks, and return to the agenda; or show the form again with what keeps it."""
    show = partial(_form_page, nr, what=what)
    if not form.validate():
        return show(form), 422
    if refused := attempt(form, act, show, partial(_overtaken, nr, form, point)):
        return refused
    flash(done, "success")
    return _back(nr)


@bp.post("/<int:point>")
def change(slug: str, nr: int, point: int) -> ResponseReturnValue:
    """Move a point up or down, or take it out of an agenda that nobody was sent."""
    form = MoveForm()
    if not form.validate():
        raise BadInput(GONE)
    meeting, place = _meeting(nr), point - 1
    points = _points(meeting, point)
    if form.verb.data == "fjern" and meeting.state != DRAFT:
        raise NotAllowed(N_("Mødet er indkaldt med dette punkt. Ret punktet i stedet."), page=f"moeder:{nr}")
    moved = points.pop(place)
    if form.verb.data in ("op", "ned"):
        points.insert(max(0, place + (1 if form.verb.data == "ned" else -1)), moved)
    _write(nr, form, points)
    session().commit()
    return _back(nr)


def _as_it_stands(nr: int, point: int) -> PointForm:
    meeting = _meeting(nr)
    stored = _points(meeting, point)[point - 1]
    data = {"title": stored.title, "minutes": stored.minutes, "owner": stored.owner, "kind": stored.kind.value,
            "goal": stored.goal, "version": meeting.version}  # fmt: skip
    return PointForm(formdata=None, data=data)


def _points(meeting: Meeting, point: int) -> list[Point]:
    points = list(points_of(meeting))
    if not 1 <= point <= len(points):
        raise NotFound(GONE)
    return points


def _typed(form: PointForm) -> Point:
    try:
        return Point(
            title=form.title.data or "", minutes=form.minutes.data or 0, owner=form.owner.data or "",
            kind=Kind(form.kind.data), goal=form.goal.data or "",
        )  # fmt: skip
    except ValueError as error:
        raise BadInput(N_("Skriv titel, hvem og mål uden tegnet »{tegn}«."), page="#title", tegn=MIDDLE_DOT) from error


def _write(nr: int, form: Form, points: list[Point]) -> None:
    if not points:
        raise BadInput(N_("En dagsorden har mindst ét punkt."), page=f"moeder:{nr}")
    meeting = _meeting(nr)
    if meeting.state not in (DRAFT, CALLED):
        raise NotAllowed(N_("Dette kan ikke længere ændres."))
    spoken = "en" if f"\n{agenda.GOAL['en']}:" in meeting.agenda else "da"
    written = {"agenda": agenda.write(points, spoken)}
    actions.save_meeting(session(), command(form.command_key.data), nr, written, seen=form.version.data)


def _meeting(nr: int) -> Meeting:
    return records.get(session(), Meeting, policy.access().process_id, nr)


def _back(nr: int) -> ResponseReturnValue:
    return redirect(url_for("records.show", slug=policy.access().slug, noun="moeder", nr=nr, _anchor="dagsorden"), 303)


def _overtaken(nr: int, form: PointForm, point: int, error: Stale) -> dict[str, Any]:
    """Return what came first; to a point that is added nothing stands opposite."""
    meeting = _meeting(nr)
    now = _as_it_stands(nr, point) if point else Form(formdata=None, data={"version": meeting.version})
    url = url_for("records.show", slug=policy.access().slug, noun="moeder", nr=nr, _anchor="dagsorden")
    return conflicts.conflict(error, form, now, what=word("meeting", meeting.kind).lower(), url=url)


def _form_page(nr: int, form: Any, *, what: str, conflict: Any = None) -> str:
    meeting, slug = _meeting(nr), policy.access().slug
    title, back = word("meeting", meeting.kind), url_for("records.show", slug=slug, noun="moeder", nr=nr)
    parents = ((_(N_("Møder")), url_for("records.index", slug=slug, noun="moeder")), (title, back))
    return page(
        "records/form.html", tab="moeder", crumb=tell(what), parents=parents, form=form, noun=None,
        title=f"{tell(what)}: {title}", action=request.path, back=back, conflict=conflict,
        submit=tell(what),
    )  # fmt: skip


def shown(meeting: Meeting | None) -> dict[str, Any]:
    """Return what a meeting's page shows beside its fields: agenda, people, decisions, minutes, approvals.

    Without a meeting it is what their list shows: how many lie ahead.
    """
    if meeting is None:
        return {"above": "records/_plan.html", "ahead": sum(one.state != CANCELLED for one in calendars.planned())}
    slug, points = policy.access().slug, points_of(meeting)
    total = agenda.total(points)
    people = guests_of(meeting)
    held = meeting.state == HELD
    works = here().works
    return {
        "told": TOLD_HERE,
        "aside": "records/_meeting_aside.html",
        "draft": meeting.state == DRAFT,
        "points": [_point(number, point, hour) for number, (point, hour) in enumerate(
            zip(points, clocks(meeting, points, locale()), strict=True), 1)],
        "total": total,
        "over": max(0, total - meeting.minutes),
        "movable": works and meeting.state in (DRAFT, CALLED),
        "removable": works and meeting.state == DRAFT and len(points) > 1,
        "held": held,
        "proposals": _proposed(meeting),
        "ends": clock(ends(meeting)),
        "answers": _counted(people, held),
        "reminded": last_reminded(meeting) if meeting.state == CALLED else None,
        "own": _own_answer(meeting, people) if works else None,
        "people": [_person(one, meeting, works) for one in people],
        "decisions": [
            {"nr": one.nr, "text": one.text, "about": word("decision", one.about), "gone": one.about == WITHDRAWN}
            for one in (actions.list_decisions(session(), meeting) if held else ())
        ],
        "minutes": Markup(in_steps(pipeline.html(under(meeting.minutes_text)), 3)) if held else "",
        "approvals": asked.list_approvals_of(MINUTES, meeting.id) if held else [],
        "add_url": url_for("agendas.ask", slug=slug, nr=meeting.nr),
        "form": Form(formdata=None),
    }  # fmt: skip


def _proposed(meeting: Meeting) -> list[dict[str, str]]:
    """Return the residents' open proposals, for the meeting that takes them up."""
    if meeting.kind != DEVELOPMENT:
        return []
    address = partial(url_for, "records.show", slug=policy.access().slug, noun="spoergsmaal")
    return [
        {"text": one.question, "state": word("raised_status", one.status), "url": address(nr=one.nr)}
        for one in proposals.list_open(session(), meeting.network_id)
    ]


def _own_answer(meeting: Meeting, people: Sequence[Any]) -> dict[str, Any] | None:
    """Return what the asking person answered, when they are called to a meeting that is not held."""
    mine = next((one for one in people if one.person_id == current_user.person_id), None)
    if mine is None or meeting.state != CALLED:
        return None
    choices = [(said, tell(text), said == mine.answer) for said, text in OWN]
    return {"url": url_for("meetings.answer", slug=policy.access().slug, nr=meeting.nr), "choices": choices}


def _counted(people: Sequence[Any], held: bool) -> list[dict[str, Any]]:
    """Return how many said what; once the meeting is held, how many were there."""
    if held:
        return [{"label": tell(text), "value": sum(one.came is came for one in people)} for came, text in CAME.items()]
    return [{"label": tell(text), "value": sum(one.answer == said for one in people)} for said, text in ANSWERS]


def _point(number: int, point: Point, hour: str) -> dict[str, Any]:
    return {
        "nr": number, "time": hour, "minutes": point.minutes, "title": point.title, "who": point.owner,
        "goal": point.goal, "kind": LOOKS[point.kind],
    }  # fmt: skip


def answer_of(one: Any, meeting: Meeting) -> tuple[str, str]:
    """Return what somebody answered, or whether they were there once the meeting is held: its look, and the words."""
    if meeting.state == HELD:
        return {True: "done", False: "ended"}.get(one.came, "waiting"), tell(CAME[one.came])
    return {"ja": "done", "nej": "ended"}.get(one.answer, "waiting"), word("comes", one.answer)


def _person(one: Any, meeting: Meeting, works: bool) -> dict[str, Any]:
    slug = policy.access().slug
    letter = url_for("papers.paper", slug=slug, name="indkaldelse", nr=meeting.nr, ending="pdf", til=one.nr)
    edit = url_for("records.edit", slug=slug, noun="moededeltagere", nr=one.nr)
    code, answer = answer_of(one, meeting)
    return {
        "name": one.name, "group": group_name(one.group_name), "answer": answer, "code": code,
        "letter": letter, "unreached": meeting.state in (DRAFT, CALLED) and not one.mail,
        "edit": edit if works and meeting.state != HELD else "",
    }  # fmt: skip

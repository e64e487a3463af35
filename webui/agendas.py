"""The page of a meeting: its agenda with the running clock, who comes, what was decided; and moving its points."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from wtforms import IntegerField, StringField
from wtforms.validators import NumberRange

from engine import records
from engine.errors import BadInput, NotAllowed, NotFound
from engine.text import N_
from webui import policy
from webui.db import let_go, session
from webui.forms import Form, Needed, choice, line
from webui.frame import command, forget, here, page
from webui.language import _, clock, short_day, tell
from webui.nouns.reminders import guests_of, last_reminded
from webui.words import group_name, word
from workflows.tryghedsnetvaerk.documents import agenda, pipeline
from workflows.tryghedsnetvaerk.documents.agenda import LONGEST_POINT, MIDDLE_DOT, Kind, Point
from workflows.tryghedsnetvaerk.meetings import actions
from workflows.tryghedsnetvaerk.meetings.models import CALLED, DRAFT, HELD, WITHDRAWN, Meeting
from workflows.tryghedsnetvaerk.network.models import MINUTES, REMARK
from workflows.tryghedsnetvaerk.network.queries import list_approvals
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
OWN = (("ja", N_("Ja")), ("nej", N_("Nej")), ("ved_ikke", N_("Ved ikke")))
TOLD_HERE = frozenset({"agenda", "kind", "on", "at", "minutes", "place", "together_with"})
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
    return _form_page(nr, form)


@bp.post("/ny")
def add(slug: str, nr: int) -> ResponseReturnValue:
    """Add a point at the end of the agenda."""
    form = PointForm()
    if not form.validate():
        return _form_page(nr, form), 422
    try:
        _write(nr, form, [*points_of(_meeting(nr)), _typed(form)])
    except BadInput as error:
        form.form_errors.append(tell(error.text, error.values))
        return _form_page(nr, form), 422
    flash(_(N_("Punktet er tilføjet.")), "success")
    return _back(slug, nr)


@bp.post("/<int:point>")
def change(slug: str, nr: int, point: int) -> ResponseReturnValue:
    """Move a point up or down, or take it out."""
    form = MoveForm()
    if not form.validate():
        raise BadInput(GONE)
    points, place = list(points_of(_meeting(nr))), point - 1
    if not 0 <= place < len(points):
        raise NotFound(GONE)
    moved = points.pop(place)
    if form.verb.data in ("op", "ned"):
        points.insert(max(0, place + (1 if form.verb.data == "ned" else -1)), moved)
    _write(nr, form, points)
    return _back(slug, nr)


def _typed(form: PointForm) -> Point:
    try:
        return Point(
            title=form.title.data or "", minutes=form.minutes.data or 0, owner=form.owner.data or "",
            kind=Kind(form.kind.data), goal=form.goal.data or "",
        )  # fmt: skip
    except ValueError as error:
        raise BadInput(N_("Skriv titel, hvem og mål uden tegnet »{tegn}«."), tegn=MIDDLE_DOT) from error


def _write(nr: int, form: Form, points: list[Point]) -> None:
    if not points:
        raise BadInput(N_("En dagsorden har mindst ét punkt."))
    meeting = _meeting(nr)
    if meeting.state not in (DRAFT, CALLED):
        raise NotAllowed(N_("Dette kan ikke længere ændres."))
    spoken = "en" if f"\n{agenda.GOAL['en']}:" in meeting.agenda else "da"
    written = {"agenda": agenda.write(points, spoken)}
    actions.save_meeting(session(), command(form.command_key.data), nr, written, seen=form.version.data)
    session().commit()


def _meeting(nr: int) -> Meeting:
    return records.get(session(), Meeting, policy.access().process_id, nr)


def _back(slug: str, nr: int) -> ResponseReturnValue:
    return redirect(url_for("records.show", slug=slug, noun="moeder", nr=nr, _anchor="dagsorden"), 303)


def _form_page(nr: int, form: Any) -> str:
    let_go()
    forget()
    meeting, slug = _meeting(nr), policy.access().slug
    title, back = word("meeting", meeting.kind), url_for("records.show", slug=slug, noun="moeder", nr=nr)
    parents = ((_(N_("Møder")), url_for("records.index", slug=slug, noun="moeder")), (title, back))
    return page(
        "records/form.html", tab="moeder", crumb=_(N_("Tilføj et punkt")), parents=parents, form=form, noun=None,
        title=_(N_("Tilføj et punkt: {moede}"), moede=title), action=request.path, back=back, conflict=None,
        submit=_(N_("Tilføj punktet")),
    )  # fmt: skip


def shown(meeting: Meeting | None) -> dict[str, Any]:
    """Return what a meeting's page shows beside its fields: agenda, people, decisions, minutes, approvals."""
    if meeting is None:
        return {}
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
            zip(points, clocks(meeting, points), strict=True), 1)],
        "total": total,
        "over": max(0, total - meeting.minutes),
        "movable": works and meeting.state in (DRAFT, CALLED),
        "ends": clock(ends(meeting)),
        "answers": [{"label": tell(text), "value": sum(p.answer == said for p in people)} for said, text in ANSWERS],
        "reminded": last_reminded(meeting) if meeting.state == CALLED else None,
        "own": _own_answer(meeting, people) if works else None,
        "people": [_person(one, meeting, works) for one in people],
        "decisions": [
            {"nr": one.nr, "text": one.text, "about": word("decision", one.about), "gone": one.about == WITHDRAWN}
            for one in (actions.list_decisions(session(), meeting) if held else ())
        ],
        "minutes": Markup(pipeline.html(under(meeting.minutes_text))),
        "approvals": list_approvals_of(MINUTES, meeting.id) if held else [],
        "add_url": url_for("agendas.ask", slug=slug, nr=meeting.nr),
        "form": Form(formdata=None),
    }  # fmt: skip


def _own_answer(meeting: Meeting, people: Sequence[Any]) -> dict[str, Any] | None:
    """Return what the asking person answered, when they are called to a meeting that is not held."""
    mine = next((one for one in people if one.person_id == current_user.person_id), None)
    if mine is None or meeting.state != CALLED:
        return None
    choices = [(said, tell(text), said == mine.answer) for said, text in OWN]
    return {"url": url_for("meetings.answer", slug=policy.access().slug, nr=meeting.nr), "choices": choices}


def _point(number: int, point: Point, hour: str) -> dict[str, Any]:
    return {
        "nr": number, "time": hour, "minutes": point.minutes, "title": point.title, "who": point.owner,
        "goal": point.goal, "kind": LOOKS[point.kind],
    }  # fmt: skip


def _person(one: Any, meeting: Meeting, works: bool) -> dict[str, Any]:
    slug = policy.access().slug
    letter = url_for("papers.paper", slug=slug, name="indkaldelse", nr=meeting.nr, ending="pdf", til=one.nr)
    edit = url_for("records.edit", slug=slug, noun="moededeltagere", nr=one.nr)
    code = {"ja": "done", "nej": "ended"}.get(one.answer, "waiting")
    return {
        "name": one.name, "group": group_name(one.group_name), "answer": word("comes", one.answer), "code": code,
        "letter": letter, "edit": edit if works else "",
    }  # fmt: skip


def list_approvals_of(about: str, number: int) -> list[dict[str, Any]]:
    """Return who was asked to approve a paper, which version, since when, and what they answered."""
    return [
        {
            "who": name,
            "version": row.about_version,
            "asked": short_day(row.asked_on),
            "by": short_day(row.object_by),
            "answer": _("Svar ikke længere nødvendigt") if row.lapsed_on else word("approval", row.answer),
            "code": _standing(row),
            "answered": short_day(row.answered_on) if row.answered_on else "",
            "remark": row.remark,
            "decision": row.decision_nr,
            "url": _own(row),
        }
        for row, name in list_approvals(session(), about, number)
    ]


def _own(row: Any) -> str:
    """Return where the asking person answers, when it is they who were asked and have not said yes."""
    open_still = row.lapsed_on is None and row.answer in ("", REMARK)
    if row.person_id != current_user.person_id or not open_still:
        return ""
    return url_for("approvals.show", slug=policy.access().slug, nr=row.nr)


def _standing(row: Any) -> str:
    if row.lapsed_on:
        return "ended"
    return {"": "waiting", "bemaerkning": "active"}.get(row.answer, "done")


def approvals_shown(report: Any) -> dict[str, Any]:
    """Return what a report's page shows beside its seven parts."""
    return {"approvals": list_approvals_of("report", report.id)} if report is not None else {}

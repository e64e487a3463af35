"""One meeting: the way to it, and whether one comes."""

from functools import partial

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField

from engine.errors import BadInput, NotFound
from engine.text import N_
from webui.page import calendars
from webui.page.frame import command, here
from webui.papers.papers import TYPES, handed_out, spoken_here
from webui.saying.language import _, speaking
from webui.visit import policy
from webui.visit.clock import now
from webui.visit.db import session
from webui.visit.forms import Form, Needed
from workflows.tryghedsnetvaerk.meetings import calling
from workflows.tryghedsnetvaerk.meetings.models import CALLED, KINDS, NETWORK, STEERING
from workflows.tryghedsnetvaerk.meetings.queries import find_next_of

bp = Blueprint("meetings", __name__, url_prefix="/netvaerk/<slug>/moeder")
AGAIN = (STEERING, NETWORK)  # one that was held does not do for the next


@bp.get("/det/<any(" + ", ".join(KINDS) + "):kind>")
def find(slug: str, kind: str) -> ResponseReturnValue:
    """Lead to the meeting of a kind: to its minutes once its time has come, and to planning it when there is none."""
    meeting, works = find_next_of(session(), policy.access().process_id, kind, again=kind in AGAIN), here().works
    address = partial(url_for, slug=slug, noun="moeder")
    if meeting is None:
        return redirect(address("records.new", kind=kind) if works else address("records.index"), 303)
    if works and meeting.state == CALLED and meeting.starts_at and meeting.starts_at <= now():
        return redirect(address("verbs.ask", nr=meeting.nr, verb="holdt"), 303)
    return redirect(address("records.show", nr=meeting.nr), 303)


@bp.get("/moedeplan.ics")
def plan(slug: str) -> ResponseReturnValue:
    """Hand out every meeting that lies ahead in one calendar file."""
    with speaking(spoken_here()):
        body, title = calendars.plan(), _(N_("Mødeplan"))
    if body is None:
        raise NotFound(N_("Der ligger ingen møder forude."))
    return handed_out(body, TYPES["ics"], f"{slug}-moedeplan.ics", f"{title}.ics")


class AnswerForm(Form):
    """Whether one comes."""

    said = StringField("", [Needed()])


@bp.post("/<int:nr>/svar")
def answer(slug: str, nr: int) -> ResponseReturnValue:
    """Write down whether the asking person comes."""
    form = AnswerForm()
    if not form.validate():
        raise BadInput(N_("Vælg ja, nej eller ved ikke."))
    calling.answer_own(session(), command(form.command_key.data), nr, form.said.data or "")
    session().commit()
    flash(_(N_("Dit svar er gemt. Du kan ændre det, indtil mødet er holdt.")), "success")
    return redirect(url_for("records.show", slug=slug, noun="moeder", nr=nr), 303)

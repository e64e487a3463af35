"""Approving a paper: one page, two buttons."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from engine import records
from engine.errors import BadInput
from engine.text import N_
from webui import policy
from webui.db import let_go, session
from webui.forms import Form, choice, prose
from webui.frame import command, forget, here, page
from webui.language import _, tell
from webui.words import word
from workflows.tryghedsnetvaerk.documents import pipeline
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.approvals import answer
from workflows.tryghedsnetvaerk.network.models import Approval, Seat

bp = Blueprint("approvals", __name__, url_prefix="/netvaerk/<slug>/godkendelser/<int:nr>")


class AnswerForm(Form):
    """Yes, or a remark."""

    said = choice(
        N_("Dit svar"), [("godkendt", N_("Godkend")), ("bemaerkning", N_("Jeg har en bemærkning"))], needed=True
    )
    remark = prose(N_("Bemærkning"), rows=4)


@bp.get("/")
def show(slug: str, nr: int) -> ResponseReturnValue:
    """Show the paper and ask for the answer."""
    return _page(nr, AnswerForm(formdata=None))


@bp.post("/")
def give(slug: str, nr: int) -> ResponseReturnValue:
    """Write the answer."""
    form = AnswerForm()
    if not form.validate():
        return _page(nr, form), 422
    try:
        answer(session(), command(form.command_key.data), nr, form.said.data, form.remark.data or "")
        session().commit()
    except BadInput as error:
        let_go()
        forget()
        form.form_errors.append(tell(error.text, error.values))
        return _page(nr, form), 422
    flash(_(N_("Tak – det var alt.")), "success")
    return redirect(url_for("tasks.mine"), 303)


def _page(nr: int, form: Any) -> str:
    approval = records.get(session(), Approval, policy.access().process_id, nr)
    seat = session().get_one(Seat, approval.seat_id)
    asked = current_user.person_id in (approval.person_id, seat.deputy_id)
    if approval.about == "report":
        report = session().get_one(Report, approval.about_id)
        title = _(N_("Rapporten, version {nr}"), nr=report.nr)
        text = "\n\n".join(f"## {word('report_part', p)}\n\n{getattr(report, p)}" for p in PARTS if getattr(report, p))
    else:
        meeting = session().get_one(Meeting, approval.about_id)
        title = _(N_("Referat: {moede}"), moede=word("meeting", meeting.kind))
        text = meeting.minutes_text
    return page("approvals/show.html", tab="", crumb=title, title=title, approval=approval, form=form,
                text=Markup(pipeline.html(text)), may=asked and not approval.answer and not approval.lapsed_on,
                said=word("approval", approval.answer), works_here=here().works)  # fmt: skip

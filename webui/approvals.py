"""Approving a paper: one page, two buttons."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from engine import records
from engine.errors import BadInput
from engine.text import N_
from webui import attachments, papers, policy, remedies, tasks
from webui.clock import today
from webui.db import let_go, session
from webui.forms import Form, choice, prose
from webui.frame import command, forget, page
from webui.language import _, day, ngettext, tell
from webui.nouns.approving import paper_title
from webui.nouns.catalogue import NOUNS
from webui.words import word
from workflows.tryghedsnetvaerk.documents import pipeline
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.approvals import answer
from workflows.tryghedsnetvaerk.network.models import REMARK, REPORT, Approval, Seat

bp = Blueprint("approvals", __name__, url_prefix="/netvaerk/<slug>/godkendelser/<int:nr>")


class AnswerForm(Form):
    """Yes, or a remark; each has a button of its own."""

    remark = prose(N_("Bemærkning"), rows=4, hint=N_("Kun hvis du ikke kan godkende"))
    said = choice(N_("Dit svar"), [("godkendt", N_("Godkend")), ("bemaerkning", N_("Send bemærkningen"))], needed=True)


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
        remedies.say(form, error)
        return _page(nr, form), 422
    left = tasks.count_own()
    more = ngettext("Tak. Der er %(num)s opgave tilbage.", "Tak. Der er %(num)s opgaver tilbage.", left) % {"num": left}
    flash(more if left else _(N_("Tak – det var alt.")), "success")
    return redirect(url_for("tasks.mine"), 303)


def _page(nr: int, form: Any) -> str:
    approval = records.get(session(), Approval, policy.access().process_id, nr)
    seat = session().get_one(Seat, approval.seat_id)
    asked = current_user.person_id in (approval.person_id, seat.deputy_id)
    report = approval.about == REPORT
    row: Any = session().get_one(Report if report else Meeting, approval.about_id)
    name, noun = ("rapport", "rapport") if report else ("referat", "moeder")
    title = paper_title(approval.about, approval.about_id)
    if approval.answer == REMARK and form.remark.data is None:
        form.remark.data = approval.remark
    return page(
        "approvals/show.html", tab="", crumb=title, title=title, form=form,
        parents=((tell(NOUNS[noun].title), url_for("records.show", slug=policy.access().slug, noun=noun, nr=row.nr)),),
        standing=_(N_("Sendt til godkendelse {dato}"), dato=day(approval.asked_on)), silence=_silence(approval),
        mine=_mine(approval) if asked else "", said=word("approval", approval.answer),
        may=asked and approval.answer in ("", REMARK) and not approval.lapsed_on,
        text=Markup(pipeline.screen(papers.written(name, row), titled=False)),
        downloads=papers.downloads(policy.access().slug, name, row.nr),
        files=attachments.panel(NOUNS[noun], row)["files"],
    )  # fmt: skip


def _silence(approval: Approval) -> str:
    """Say until when one may answer, and what silence means."""
    by = day(approval.object_by)
    if approval.answer == REMARK:
        return _(N_("Du kan stadig ændre dit svar."))
    if approval.object_by < today():
        return _(N_("Fristen var {dato}."), dato=by)
    return _(N_("Svar senest {dato}. Hører vi ikke fra dig, regnes det som et ja."), dato=by)


def _mine(approval: Approval) -> str:
    """Say what was answered, when something was."""
    if approval.lapsed_on:
        return _(N_("Siden {dato} er der ikke længere brug for et svar."), dato=day(approval.lapsed_on))
    if not approval.answer:
        return ""
    answered = word("approval", approval.answer)
    return _(N_("Dit svar: {svar} ({dato})"), svar=answered, dato=day(approval.answered_on))

"""Approving a paper: one page, two buttons."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from engine import records
from engine.errors import NotAllowed, Stale
from engine.text import N_
from webui.nouns.approving import paper_title
from webui.nouns.catalogue import NOUNS
from webui.page.attempts import attempt
from webui.page.frame import command, page, resolve
from webui.papers import attachments, papers
from webui.person import tasks
from webui.saying.language import _, day, ngettext, tell
from webui.saying.words import word
from webui.visit import conflicts, policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, choice, prose
from webui.visit.forms import day as day_of
from workflows.tryghedsnetvaerk.documents import pipeline
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.approvals import ANSWERS_ALONE, answer, note_answer
from workflows.tryghedsnetvaerk.network.models import REMARK, REPORT, Approval, Seat

bp = Blueprint("approvals", __name__, url_prefix="/netvaerk/<slug>/godkendelser/<int:nr>")


class AnswerForm(Form):
    """Yes, or a remark; each has a button of its own."""

    remark = prose(N_("Bemærkning"), rows=4, hint=N_("Kun hvis du ikke kan godkende"))
    said = choice(N_("Dit svar"), [("godkendt", N_("Godkend")), ("bemaerkning", N_("Send bemærkningen"))], needed=True)


class NoteForm(Form):
    """What somebody answered who was asked in another way than by mail."""

    said = choice(
        N_("Hvad var svaret?"),
        [("", N_("Vælg et svar")), ("godkendt", N_("Godkendt")), ("bemaerkning", N_("Har en bemærkning"))],
        needed=True,
    )
    remark = prose(N_("Bemærkning"), rows=4, hint=N_("Kun hvis papiret ikke kan godkendes"))
    on = day_of(N_("Hvornår kom svaret?"), past=True, hint=N_("Står feltet tomt, er det i dag"))


@bp.get("/")
def show(slug: str, nr: int) -> ResponseReturnValue:
    """Show the paper and ask for the answer."""
    return _page(nr, AnswerForm(formdata=None, data={"version": _asked(nr).version}))


@bp.post("/")
def give(slug: str, nr: int) -> ResponseReturnValue:
    """Write the answer."""
    form = AnswerForm()
    if not form.validate():
        return _page(nr, form), 422
    asked = command(form.command_key.data)

    def act() -> None:
        answer(session(), asked, nr, form.said.data, form.remark.data or "", seen=form.version.data)

    if refused := attempt(form, act, partial(_page, nr), partial(_overtaken, nr, form)):
        return refused
    left = tasks.count_own(session())
    more = ngettext("Tak. Der er %(num)s opgave tilbage.", "Tak. Der er %(num)s opgaver tilbage.", left) % {"num": left}
    flash(more if left else _(N_("Tak – det var alt.")), "success")
    return redirect(url_for("tasks.mine"), 303)


@bp.get("/skriv-ind")
def ask(slug: str, nr: int) -> ResponseReturnValue:
    """Show the form for the answer of somebody who was not asked by mail."""
    approval = _asked(nr)
    if approval.by_mail:
        raise NotAllowed(ANSWERS_ALONE)
    return _note_page(nr, NoteForm(formdata=None, data={"version": approval.version}))


@bp.post("/skriv-ind")
def note(slug: str, nr: int) -> ResponseReturnValue:
    """Write the answer down of somebody who was not asked by mail."""
    form = NoteForm()
    if not form.validate():
        return _note_page(nr, form), 422
    asked = command(form.command_key.data, on=form.on.data)

    def act() -> None:
        note_answer(session(), asked, nr, form.said.data, form.remark.data or "", seen=form.version.data)

    if refused := attempt(form, act, partial(_note_page, nr), partial(_overtaken, nr, form)):
        return refused
    flash(_(N_("Svaret er skrevet ind.")), "success")
    return redirect(_paper_of(_asked(nr))[1], 303)


def _asked(nr: int) -> Approval:
    return records.get(session(), Approval, policy.access().process_id, nr)


def _overtaken(nr: int, form: Any, error: Stale) -> dict[str, Any]:
    """Return who answered meanwhile, and when; what was typed stays."""
    approval = _asked(nr)
    now = type(form)(formdata=None, data={"version": approval.version, "said": approval.answer,
                                          "remark": approval.remark})  # fmt: skip
    title = paper_title(approval.about, approval.about_id)
    found = conflicts.conflict(error, form, now, what=title, url=_paper_of(approval)[1])
    return found | {"told": [conflicts.sentence(error)]}


def _paper_of(approval: Approval) -> tuple[str, str]:
    """Return what lists papers of the kind that is asked about, and where this one stands with its answers."""
    model: Any = Report if approval.about == REPORT else Meeting
    noun = "rapport" if approval.about == REPORT else "moeder"
    number = session().get_one(model, approval.about_id).nr
    address = url_for("records.show", slug=policy.access().slug, noun=noun, nr=number, _anchor="godkendelser")
    return tell(NOUNS[noun].title), address


def _note_page(nr: int, form: Any, *, conflict: Any = None) -> str:
    approval = _asked(nr)
    title, back = paper_title(approval.about, approval.about_id), _paper_of(approval)[1]
    reference = f"person:{approval.person_id}"
    heading = _(N_("Skriv svaret ind fra {navn}"), navn=resolve([reference])[reference])
    return page(
        "records/form.html", tab="", crumb=heading, parents=((title, back),), form=form, noun=None,
        title=f"{heading}: {title}", action=request.path, back=back, conflict=conflict,
    )  # fmt: skip


def _page(nr: int, form: Any, *, conflict: Any = None) -> str:
    approval = _asked(nr)
    seat = session().get_one(Seat, approval.seat_id)
    asked = current_user.person_id in (approval.person_id, seat.deputy_id)
    report = approval.about == REPORT
    row: Any = session().get_one(Report if report else Meeting, approval.about_id)
    name, noun = ("rapport", "rapport") if report else ("referat", "moeder")
    title = paper_title(approval.about, approval.about_id)
    if approval.answer == REMARK and form.remark.data is None:
        form.remark.data = approval.remark
    return page(
        "approvals/show.html", tab="", crumb=title, title=title, form=form, conflict=conflict,
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
    if not approval.by_mail:
        return _(N_("Der er ikke sendt en mail om det. Kommer der ikke et svar, er det ikke et ja."))
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

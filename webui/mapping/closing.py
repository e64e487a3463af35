"""A survey closed for good: how many answered, and of how many who were asked, which nothing here counts."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.validators import NumberRange

from engine import records
from engine.errors import NotAllowed
from engine.text import N_
from webui.mapping.answer_files import parents_of
from webui.page.attempts import attempt
from webui.page.frame import command, page
from webui.saying.language import _
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Form, Needed
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.collecting import count_by_mode
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE
from workflows.tryghedsnetvaerk.mapping.survey.surveys import (
    MOST_PEOPLE,
    NOT_OPEN,
    OVER,
    close_survey,
    find_survey,
)

bp = Blueprint("closing", __name__, url_prefix="/netvaerk/<slug>/undersoegelser/<int:nr>/luk")


class ClosingForm(Form):
    """How many were asked: nothing here counts who got a link, or a card."""

    asked = IntegerField(
        N_("Hvor mange blev spurgt?"), [Needed(), NumberRange(1, MOST_PEOPLE)],
        description=N_("Dem, der fik et kort, linket, et skema eller et besøg. Svarprocenten regnes ud fra tallet."),
    )  # fmt: skip


@bp.get("")
def ask(slug: str, nr: int) -> ResponseReturnValue:
    """Show what closing means, and ask how many were asked."""
    return _closing_page(nr, ClosingForm(formdata=None))


@bp.post("")
def close(slug: str, nr: int) -> ResponseReturnValue:
    """Close a survey for good."""
    form = ClosingForm()

    def act() -> None:
        close_survey(session(), command(form.command_key.data or ""), nr, asked=form.asked.data)

    if not form.validate():
        return _closing_page(nr, form), 422
    if refused := attempt(form, act, lambda form, conflict=None: _closing_page(nr, form)):
        return refused
    study = _study(nr)
    some = _(N_("Undersøgelsen er lukket med {antal} svar."), antal=study.answered or 0)
    none = _(N_("Undersøgelsen er lukket. Ingen svarede, så den tæller ikke som lavet."))
    flash(some if study.answered else none, "success")
    return redirect(_back(nr), 303)


def _study(nr: int) -> Study:
    return records.get(session(), Study, policy.access().process_id, nr)


def _back(nr: int) -> str:
    return url_for("records.show", slug=policy.access().slug, noun="undersoegelser", nr=nr)


def _closing_page(nr: int, form: Any) -> str:
    study = _study(nr)
    row = find_survey(session(), study)
    if row is None or not row.opened_on or row.closed_on:
        raise NotAllowed(OVER if row and row.closed_on else NOT_OPEN, page=f"undersoegelser:{nr}")
    return page(
        "surveys/close.html", tab="kortlaegning", crumb=_(N_("Luk undersøgelsen")), parents=parents_of(study),
        form=form, action=request.path, cards=row.codes if row.access == BY_CODE else 0,
        answers=sum(count_by_mode(session(), row.id).values()), row=row,
        back=_back(nr),
    )  # fmt: skip

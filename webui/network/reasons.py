"""What needs a reason: reopening, skipping, pausing and ending."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from engine import actions, checks
from engine.text import N_
from webui.network.steps import KEYS, key_of, step_of, task_of
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.saying.language import _, tell
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Form, Needed, happened, prose
from workflows.tryghedsnetvaerk.process import PROCESS

bp = Blueprint("reasons", __name__, url_prefix="/netvaerk/<slug>")


class ReasonForm(Form):
    """Something that needs a reason."""

    reason = prose(
        N_("Begrundelse"),
        needed=True,
        rows=4,
        hint=N_("Skriv ingen navne på beboere. Begrundelsen gemmes i historikken."),
    )
    on = happened()


class EndForm(ReasonForm):
    """Ending a network for good."""

    sure = BooleanField(
        N_("Ja, netværket skal afsluttes for altid"),
        [Needed()],
        description=N_("Du kan fortryde i ti minutter. Derefter kan netværket kun læses."),
    )


@bp.get("/trin/<int:nr>/<any(genaabn):verb>")
@bp.get("/opgave/<task>/<any(fortryd, spring):verb>")
@bp.get("/<any(bero, genoptag, afslut):verb>")
def ask(slug: str, verb: str, nr: int = 0, task: str = "") -> ResponseReturnValue:
    """Ask for the reason of something that needs one, or say why it cannot be done."""
    _refuse_now(verb, nr, task)
    return _reason_page(verb, nr, task, _form_of(verb)(formdata=None, data={"version": here().seq}))


@bp.post("/trin/<int:nr>/<any(genaabn):verb>")
@bp.post("/opgave/<task>/<any(fortryd, spring):verb>")
@bp.post("/<any(bero, genoptag, afslut):verb>")
def give(slug: str, verb: str, nr: int = 0, task: str = "") -> ResponseReturnValue:
    """Do something with its reason."""
    form = _form_of(verb)()
    if not form.validate():
        return _reason_page(verb, nr, task, form), 422
    why, db = form.reason.data or "", session().connection()
    asked = command(form.command_key.data, on=form.on.data, seen=form.version.data or 0)
    acts: dict[str, Callable[[], Any]] = {
        "genaabn": lambda: actions.reopen(db, asked, key_of(nr), why),
        "fortryd": lambda: actions.untick(db, asked, task, why),
        "spring": lambda: actions.skip(db, asked, task, why),
        "bero": lambda: actions.pause(db, asked, why),
        "genoptag": lambda: actions.resume(db, asked, why),
        "afslut": lambda: actions.end(db, asked, why),
    }
    if refused := attempt(form, acts[verb], partial(_reason_page, verb, nr, task)):
        return refused
    flash(tell(DONE[verb]), "success")
    if verb in TURNED:
        return redirect(url_for("overview.show", slug=slug), 303)
    return redirect(url_for("steps.show", slug=slug, nr=nr or KEYS.index(step_of(task)) + 1), 303)


def _refuse_now(verb: str, nr: int, task: str) -> None:
    """Refuse what could only be refused, before its reason is written."""
    if verb == "genaabn":
        checks.reopening(here(), key_of(nr))
    elif verb not in TURNED:
        refuse = checks.skipping if verb == "spring" else checks.unticking
        refuse(here(), task_of(task).key)
    else:
        checks.turning(here(), TURNED[verb])


def _form_of(verb: str) -> type[ReasonForm]:
    return EndForm if verb == "afslut" else ReasonForm


ASKED = {
    "genaabn": N_("Genåbn trinnet"),
    "fortryd": N_("Tag markeringen tilbage"),
    "spring": N_("Spring opgaven over"),
    "bero": N_("Sæt netværket i bero"),
    "genoptag": N_("Genoptag netværket"),
    "afslut": N_("Afslut netværket"),
}
TURNED = {"bero": "paused", "genoptag": "resumed", "afslut": "ended"}
DONE = {
    "genaabn": N_("Trinnet er genåbnet. Arbejdet fortsætter imens."),
    "fortryd": N_("Markeringen er taget tilbage."),
    "spring": N_("Opgaven er sprunget over."),
    "bero": N_("Netværket er i bero. Der sendes ingen mails, og datoer venter."),
    "genoptag": N_("Netværket er i gang igen."),
    "afslut": N_("Netværket er afsluttet. Du kan fortryde det på overblikket i ti minutter."),
}


def _reason_page(verb: str, nr: int, task: str, form: Any, *, conflict: Any = None) -> str:
    slug = policy.access().slug
    parents: tuple[tuple[str, str], ...] = ()
    if nr:
        parents = ((_(N_("Trin {nr}"), nr=nr), url_for("steps.show", slug=slug, nr=nr)),)
        subject = tell(PROCESS.steps[key_of(nr)].title)
    elif task:
        number = KEYS.index(step_of(task)) + 1
        parents = ((_(N_("Trin {nr}"), nr=number), url_for("steps.show", slug=slug, nr=number)),)
        subject = tell(task_of(task).title)
    else:
        subject = here().network.name
    back = parents[0][1] if parents else url_for("overview.show", slug=slug)
    return page(
        "records/form.html",
        tab="overblik",
        crumb=tell(ASKED[verb]),
        parents=parents,
        form=form,
        noun=None,
        title=f"{tell(ASKED[verb])}: {subject}",
        action=request.path,
        back=back,
        conflict=conflict,
        submit=tell(ASKED[verb]),
    )

"""Erasing a text in a history: what may not be kept, by an administrator, with a reason and asked twice."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from engine import erasures
from engine.queries import get_event
from engine.text import N_
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.saying.language import _, upper_first
from webui.saying.sentences import sentence_of, when
from webui.visit import policy
from webui.visit.db import let_go, session
from webui.visit.forms import Form, Needed, prose

bp = Blueprint("erasures", __name__, url_prefix="/netvaerk/<slug>/historik/<int:nr>/slet")


class ErasureForm(Form):
    """Why a text is erased, and that it is for good."""

    reason = prose(
        N_("Hvorfor slettes teksten?"),
        needed=True,
        rows=3,
        hint=N_("Gentag ikke det, der skal slettes. Begrundelsen gemmes i historikken."),
    )
    sure = BooleanField(
        N_("Ja, teksten skal slettes for altid"),
        [Needed()],
        description=N_("Det kan ikke fortrydes. Hændelsen bliver stående, og historikken er stadig ubrudt."),
    )


@bp.get("")
def ask(slug: str, nr: int) -> ResponseReturnValue:
    """Show the text with its event, and ask why it is erased."""
    return _page(nr, ErasureForm(formdata=None, data={"version": here().seq}))


@bp.post("")
def erase(slug: str, nr: int) -> ResponseReturnValue:
    """Erase the text of one event."""
    form = ErasureForm()
    if not form.validate():
        return _page(nr, form), 422
    asked = command(form.command_key.data, seen=form.version.data or 0)

    def act() -> None:
        erasures.erase(session().connection(), asked, nr, form.reason.data or "")

    if refused := attempt(form, act, partial(_page, nr)):
        return refused
    flash(_(N_("Teksten er slettet. Det står i historikken, at den var der.")), "success")
    return redirect(url_for("history.show", slug=slug, foer=nr + 1, _anchor=f"nr-{nr}"), 303)


def _page(nr: int, form: Any, *, conflict: Any = None) -> str:
    let_go()
    db, place, slug = session().connection(), here(), policy.access().slug
    event, text = get_event(db, place.row.id, nr), erasures.find_text(db, place.row.id, nr)
    back = url_for("history.show", slug=slug, foer=nr + 1, _anchor=f"nr-{nr}")
    return page(
        "erasures/form.html",
        tab="historik",
        crumb=_(N_("Slet teksten")),
        parents=((_(N_("Historik")), url_for("history.show", slug=slug)),),
        title=_(N_("Slet teksten til hændelse {nr}"), nr=nr),
        what=upper_first(sentence_of(event)),
        when=when(event),
        text=text,
        form=form,
        action=request.path,
        back=back,
        read_only="",
        conflict=conflict,
    )

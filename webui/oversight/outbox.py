"""Udbakke: every mail the product has written, how far each got, and trying again what did not leave."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from engine import outbox, queries
from engine.errors import NotFound
from engine.text import N_
from webui.saying.language import _
from webui.saying.words import word
from webui.visit.clock import now, today
from webui.visit.db import reading, session
from webui.visit.forms import Form, page_number, pressed
from webui.visit.policy import NOT_HERE
from workflows.tryghedsnetvaerk import oversight

bp = Blueprint("outbox", __name__, url_prefix="/udbakke")
ON_A_PAGE = 50
STATES = (outbox.WAITING, outbox.SENDING, outbox.SENT, outbox.UNCERTAIN, outbox.FAILED, outbox.CANCELLED)
LOOKS = {outbox.SENT: "done", outbox.FAILED: "overdue", outbox.UNCERTAIN: "waiting", outbox.CANCELLED: "ended"}


@bp.get("/")
def index() -> ResponseReturnValue:
    """List the mails, newest first: all for an administrator, else those of one's own networks."""
    look, page = reading(), page_number()
    asked = request.args.get("tilstand", "")
    counts = queries.count_mail(look.connection(), _mine())
    state = asked if asked in STATES else None
    total = counts.get(state, 0) if state else sum(counts.values())
    rows = queries.list_mail(look.connection(), _mine(), state=state, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
    names = oversight.list_names(look, list({row.process_id for row in rows}))
    mails = [_line(row) | {"network": names.get(row.process_id, ("", ""))[1]} for row in rows]
    return render_template(
        "outbox/index.html", mails=mails, chips=_chips(state, counts), state=state or "",
        page=page, pages=max(1, -(-total // ON_A_PAGE)), unsure=_unsure(counts),
    )  # fmt: skip


@bp.get("/<int:nr>/")
def show(nr: int) -> ResponseReturnValue:
    """Show one mail as it is or was sent."""
    mail = _find(nr)
    again = current_user.administrator and mail.state in (outbox.FAILED, outbox.UNCERTAIN)
    return render_template("outbox/show.html", mail=_line(mail), row=mail, again=again, form=Form(formdata=None))


@bp.post("/<int:nr>/igen")
def retry(nr: int) -> ResponseReturnValue:
    """Let a mail that failed, or of which nobody knows whether it left, be sent once more."""
    _find(nr)
    pressed()
    outbox.retry(session().connection(), nr, actor=current_user.person_id, now=now())
    session().commit()
    flash(_(N_("Mailen bliver sendt igen om lidt.")), "success")
    return redirect(url_for(".show", nr=nr), 303)


def _mine() -> list[int] | None:
    """Return whose mails the person may read: nothing means everybody's."""
    if current_user.administrator:
        return None
    return list(oversight.list_coordinated(reading(), current_user.person_id, today()))


def _find(nr: int) -> Any:
    mail = queries.find_mail(reading().connection(), _mine(), nr)
    if mail is None:
        raise NotFound(NOT_HERE)
    return mail


def _line(row: Any) -> dict[str, Any]:
    return {
        "url": url_for(".show", nr=row.id),
        "subject": row.subject,
        "recipient": row.recipient,
        "slug": row.slug,
        "kind": word("mail_kind", row.kind),
        "state": word("mail_state", row.state),
        "look": LOOKS.get(row.state, "active"),
        "created": row.created_at,
        "sent": row.sent_at,
        "trouble": row.trouble,
        "attempts": row.attempts,
    }


def _chips(state: str | None, counts: dict[str, int]) -> list[dict[str, Any]]:
    every = {"text": _(N_("Alle")), "url": url_for(".index"), "current": state is None, "count": sum(counts.values())}
    return [every] + [
        {"text": word("mail_state", one), "url": url_for(".index", tilstand=one), "current": state == one,
         "count": counts[one]}
        for one in STATES if one in counts
    ]  # fmt: skip


def _unsure(counts: dict[str, int]) -> int:
    return counts.get(outbox.FAILED, 0) + counts.get(outbox.UNCERTAIN, 0)

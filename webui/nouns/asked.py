"""Who was asked to approve a paper, as its page shows it."""

from typing import Any

from flask import url_for
from flask_login import current_user

from engine.text import N_
from webui.page.frame import here
from webui.saying.language import _, short_day, tell
from webui.saying.words import word
from webui.visit import policy
from webui.visit.db import session
from workflows.tryghedsnetvaerk.network.models import REMARK
from workflows.tryghedsnetvaerk.network.queries import list_approvals


def list_approvals_of(about: str, number: int) -> list[dict[str, Any]]:
    """Return who was asked to approve a paper, which version, since when, and what they answered."""
    return [
        {
            "who": name,
            "version": row.about_version,
            "asked": short_day(row.asked_on),
            "by": short_day(row.object_by),
            "told": short_day(row.told_on) if row.told_on else "",
            "unasked": not row.by_mail and row.lapsed_on is None and row.answer in ("", REMARK),
            "note_url": _note(row),
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


def _note(row: Any) -> str:
    """Return where the tovholder writes the answer of somebody down who was not asked by mail."""
    open_still = row.lapsed_on is None and row.answer in ("", REMARK)
    if row.by_mail or not open_still or not policy.access().coordinator or not here().works:
        return ""
    return url_for("approvals.ask", slug=policy.access().slug, nr=row.nr)


def sent_round(text: str, about: str, number: int) -> str:
    """Return what is said when a paper was sent for approval, with whom the mail does not reach and what to do."""
    left = [name for row, name in list_approvals(session(), about, number) if not (row.by_mail or row.lapsed_on)]
    if not left:
        return text
    unasked = N_(
        "Ikke spurgt, for de har ingen mailadresse: {navne}. Spørg på en anden måde, og skriv svaret ind under "
        "Godkendelser."
    )
    return f"{text} {tell(unasked, {'navne': ', '.join(left)})}"


def _standing(row: Any) -> str:
    if row.lapsed_on:
        return "ended"
    return {"": "waiting", "bemaerkning": "active"}.get(row.answer, "done")


def approvals_shown(report: Any) -> dict[str, Any]:
    """Return what a report's page shows beside its seven parts."""
    return {"approvals": list_approvals_of("report", report.id)} if report is not None else {}

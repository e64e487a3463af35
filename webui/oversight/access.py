"""Adgange: who logged in and off and when, who was not let in, and who was turned away from what; newest first."""

import re
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.people.models import (
    ACTIVE,
    CHECKED,
    DENIED,
    EXPORT,
    LOGIN_FAILED,
    LOGIN_OK,
    LOGIN_THROTTLED,
    LOGOUT,
    PASSWORD,
    ROLES,
    AccessLog,
)
from engine.people.queries import list_access, names
from engine.text import N_
from webui.oversight import controls
from webui.saying.language import _, tell
from webui.saying.words import word
from webui.visit.db import reading
from webui.visit.policy import LARGEST

bp = Blueprint("access", __name__, url_prefix="/revision/adgange")
ON_A_PAGE = 50
KINDS = (LOGIN_OK, LOGIN_FAILED, LOGIN_THROTTLED, LOGOUT, DENIED, EXPORT, CHECKED, ROLES, PASSWORD, ACTIVE)
LOOKS = {LOGIN_FAILED: "waiting", LOGIN_THROTTLED: "overdue", DENIED: "waiting"}
BY_SYSTEM = (ROLES, PASSWORD, ACTIVE)
OF_PERSON = re.compile(r"(person:\d+) (\S+) (active|closed)")
SAID = {"administrator": N_("administrator"), "coordinator": N_("koordinator"), "auditor": N_("revisor"),
        "-": N_("ingen roller"), "active": N_("kan logge ind"), "closed": N_("kan ikke logge ind")}  # fmt: skip


@bp.get("")
def index() -> ResponseReturnValue:
    """List what happened at the door, narrowed by kind."""
    asked, before = request.args.get("slags", ""), _before()
    kind = asked if asked in KINDS else None
    found = list_access(reading(), kind=kind, before=before, limit=ON_A_PAGE + 1)
    shown, more = found[:ON_A_PAGE], len(found) > ON_A_PAGE
    about = {one.id: matched for one in shown if (matched := OF_PERSON.fullmatch(one.detail))}
    known = names(reading(), [matched[1] for matched in about.values()])
    return render_template(
        "access/index.html",
        rows=[_line(one, _about(about[one.id], known) if one.id in about else _detail(one)) for one in shown],
        chips=_chips(kind),
        older=url_for(".index", slags=kind, foer=shown[-1].id) if more else "",
        newest=url_for(".index", slags=kind) if before else "",
    )


def _before() -> int | None:
    asked = request.args.get("foer", type=int)
    return asked if asked is not None and 0 < asked <= LARGEST else None


def _detail(one: AccessLog) -> str:
    found = controls.found_in(one.detail) if one.kind == CHECKED else None
    return controls.sentence(found) if found else one.detail


def _line(one: AccessLog, detail: str) -> dict[str, Any]:
    return {
        "at": one.at,
        "who": one.person.name if one.person else _(N_("Systemet")) if one.kind in BY_SYSTEM else _(N_("Ukendt")),
        "what": word("access", one.kind),
        "look": LOOKS.get(one.kind, ""),
        "detail": detail,
        "address": one.address,
    }


def _about(matched: re.Match[str], known: dict[str, str]) -> str:
    """Return whose roles or access were changed, and what they are now."""
    held = ", ".join(tell(SAID.get(flag, flag)) for flag in matched[2].split(","))
    whose = known.get(matched[1], _(N_("Ukendt")))
    return f"{whose}: {held}, {tell(SAID[matched[3]])}"


def _chips(kind: str | None) -> list[dict[str, Any]]:
    every = {"text": _(N_("Alle")), "url": url_for(".index"), "current": kind is None}
    return [every] + [
        {"text": word("access", one), "url": url_for(".index", slags=one), "current": one == kind} for one in KINDS
    ]

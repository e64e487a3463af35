"""The main menu, and what the frame of every page says of the installation."""

from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_login import current_user

from engine.state import ENDED
from engine.text import N_
from webui.page import addresses
from webui.person.tasks import count_own
from webui.saying.language import _, tell
from webui.visit import policy
from webui.visit.db import reading

ITEMS = (
    ("networks.portfolio", N_("Netværk"), ("networks.", "guide.")),
    ("tasks.mine", N_("Mine opgaver"), ("tasks.",)),
    ("people.list_people", N_("Personer"), ("people.",)),
    ("outbox.index", N_("Udbakke"), ("outbox.",)),
    ("audit.show", N_("Revision og tilsyn"), ("audit.", "controls.", "extracts.", "access.")),
)
HELP = N_("Hjælp")


def init_app(app: Flask) -> None:
    """Give every page of *app* its menu."""
    app.context_processor(frame)


def frame() -> dict[str, Any]:
    """Return what base.html shows around every page."""
    return {
        "menu": _menu() if current_user and current_user.is_authenticated else [],
        "installation": {"name": current_app.config["NAME"], "support_mail": current_app.config["SUPPORT_MAIL"]},
        "demonstration": current_app.config["DEMONSTRATION"],
        "read_only": _what_may_be_done(),
    }


def _what_may_be_done() -> str:
    """Return what somebody may do who does not work on this page; nothing to whoever does."""
    if not policy.reads_only():
        return ""
    if not policy.oversees():
        return _(N_("Læseadgang: du kan se alt, men ikke ændre noget"))
    if "here" in g and g.here.state.mode == ENDED:
        return _(N_("Du er administrator: du kan se alt her og slette tekster i historikken, men ikke ændre andet"))
    return _(
        N_(
            "Du er administrator: du kan se alt her, overdrage netværket, flytte det til en ny version af metoden og "
            "slette tekster i historikken, men ikke ændre andet"
        )
    )


def _menu() -> list[dict[str, Any]]:
    here, inside = request.endpoint or "", "slug" in (request.view_args or {})
    items = [
        {
            "title": tell(title),
            "url": addresses.networks() if endpoint == "networks.portfolio" else url_for(endpoint),
            "active": here.startswith(prefixes) or (inside and endpoint == "networks.portfolio"),
            "current": here == endpoint,
            "count": count_own(reading()) if endpoint == "tasks.mine" else None,
        }
        for endpoint, title, prefixes in ITEMS
        if policy.may_read(endpoint)
    ]
    at_help = request.path == "/hjaelp"
    return [*items, {"title": tell(HELP), "url": "/hjaelp", "active": at_help, "current": at_help, "count": None}]

"""The desk that the papers of a request are written at."""

from flask import current_app, url_for

from engine.db import Session
from webui.page.frame import here
from webui.saying.language import clock, day, locale, moment
from webui.saying.words import word
from webui.visit.clock import now, today
from webui.visit.db import session
from workflows.tryghedsnetvaerk.network.models import Network
from workflows.tryghedsnetvaerk.papers.desk import Desk


def public(code: str) -> str:
    """Return the address of the public page of a notice, as it is printed."""
    return url_for("information.show", code=code, _external=True)


def desk() -> Desk:
    """Return the desk of this request: its network, its language, and whether this is a demonstration."""
    return desk_of(session(), here().network)


def desk_of(look: Session, network: Network) -> Desk:
    """Return the desk of a network, for a page that is not of its own."""
    return Desk(
        session=look, network=network, locale=locale(), now=now(), today=today(),
        demonstration=bool(current_app.config["DEMONSTRATION"]), word=word, day=day, moment=moment, clock=clock,
        public=public,
    )  # fmt: skip

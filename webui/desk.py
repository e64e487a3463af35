"""The desk that the papers of a request are written at."""

from flask import current_app

from webui.clock import now, today
from webui.db import session
from webui.frame import here
from webui.language import clock, day, locale, moment
from webui.words import word
from workflows.tryghedsnetvaerk.papers.desk import Desk


def desk() -> Desk:
    """Return the desk of this request: its network, its language, and whether this is a demonstration."""
    return Desk(
        session=session(), network=here().network, locale=locale(), now=now(), today=today(),
        demonstration=bool(current_app.config["DEMONSTRATION"]), word=word, day=day, moment=moment, clock=clock,
    )  # fmt: skip

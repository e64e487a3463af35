"""A form that comes twice counts once: the second time it is answered as the first, whatever has changed since.

Its key is taken in the transaction that does what it asks, so it is done and remembered together, or neither.
"""

import hmac
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from time import sleep
from typing import Any

from flask import Flask, Response, current_app, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from engine.db import TROUBLES, Session
from engine.errors import KeyReused, NotAllowed
from engine.people import sessions
from engine.people.models import SentForm
from engine.text import N_
from webui.saying.language import _
from webui.visit import db, errors
from webui.visit.clock import now

LONGEST_KEY = 64
WAITS, WAIT = 40, 0.05  # for the first answer, while it is on its way
HANDED_OUT = "#"  # stands for where a form led that was answered with a file: nobody can be sent there again
ONLY_ONCE = N_(
    "Filen blev hentet, da formularen blev sendt første gang. Åbn siden igen, og lav en ny, hvis den gik tabt."
)
USED = N_("Formularen er allerede brugt til noget andet. Åbn siden igen, og prøv igen.")
log = logging.getLogger(__name__)


class Again(Exception):
    """A form came that was taken in before."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it comes: whose, its key, and the mark of what it says."""

    session_id: str
    key: str
    mark: bytes


def init_app(app: Flask) -> None:
    """Ask before every form of *app* whether it was answered, and remember the answers."""
    app.before_request(answer_again)
    app.after_request(_remember)
    app.register_error_handler(Again, _wait_for_the_first)


def answer_again() -> ResponseReturnValue | None:
    """Answer a form that was answered before; one that is new is taken in as soon as it writes."""
    key = "" if request.method in db.SAFE else request.form.get("command_key", "")
    if not key or len(key) > LONGEST_KEY or not current_user.is_authenticated:
        return None
    g.sent = Sent(current_user.session_id, key, _mark())
    found = sessions.find_sent_form(db.reading(), g.sent.session_id, key)
    if found and found.location and found.mark == g.sent.mark:
        return _as_before(found)
    db.begin_writing_with(_take)
    return None


def _take(session: Session) -> None:
    sent: Sent = g.sent
    if sessions.take_form(session, session_id=sent.session_id, key=sent.key, mark=sent.mark, now=now()):
        g.taken = True
        return
    found = sessions.find_sent_form(session, sent.session_id, sent.key)
    if found is None or found.mark != sent.mark:
        raise KeyReused(USED)
    raise Again


def _wait_for_the_first(_again: Again) -> ResponseReturnValue:
    """Answer as the same form is being answered in another request, which may take a moment yet."""
    db.let_go()
    for _wait in range(WAITS):
        with db.db().read() as fresh:
            found = sessions.find_sent_form(fresh, g.sent.session_id, g.sent.key)
        if found and found.location:
            return _as_before(found)
        sleep(WAIT)
    return errors.refuse(KeyReused(USED))


def _as_before(found: SentForm) -> ResponseReturnValue:
    if found.location == HANDED_OUT:
        return errors.refuse(NotAllowed(ONLY_ONCE))
    flash(_(N_("Det er gjort. Formularen blev sendt mere end én gang, men tæller kun én gang.")), "success")
    return redirect(found.location, 303)


def _remember(response: Response) -> Response:
    """Remember where a form led that was done; one that was not done was not taken in either."""
    sent: Sent | None = g.pop("sent", None)
    location = _led_to(response)
    if sent is None or "taken" not in g or not location:
        return response
    db.let_go()
    try:
        with db.db().write() as short:
            sessions.keep_location(short, session_id=sent.session_id, key=sent.key, location=location)
            short.commit()
    except TROUBLES:
        # What was asked is done, and its key is taken: sent again it is refused, not done again.
        log.exception("an answer could not be remembered")
    return response


def _led_to(response: Response) -> str:
    """Return where a form led that was done; nothing when it was not."""
    if response.status_code == 303:
        return response.location or ""
    handed_out = response.headers.get("Content-Disposition", "").startswith("attachment")
    return HANDED_OUT if response.status_code == 200 and handed_out else ""


def _mark() -> bytes:
    """Return the mark of what is sent and where: nothing can be read out of it, and the key is not in the database."""
    said = [request.path, sorted(_said())]
    key = current_app.config["SECRET_KEY"]
    return hmac.digest(key if isinstance(key, bytes) else key.encode(), json.dumps(said).encode(), "sha256")


def _said() -> Iterator[tuple[str, ...]]:
    for name, value in request.form.items(multi=True):
        if name != "csrf_token":
            yield name, value
    for name, file in request.files.items(multi=True):
        yield name, file.filename or "", _hash(file.stream)


def _hash(stream: Any) -> str:
    found = sha256()
    while part := stream.read(1 << 16):
        found.update(part)
    stream.seek(0)
    return found.hexdigest()

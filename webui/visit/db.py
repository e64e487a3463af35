"""The database of a request: a session to read by, one to write by, and the door for what a visit leaves behind."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta

from flask import Flask, Response, current_app, g, request

from engine.db import TROUBLES, Database, Session
from engine.people import sessions
from webui.visit.clock import now

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOUCH_AFTER = timedelta(minutes=1)
log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Open the database of *app* unless it was given one, and close each request's sessions."""
    if "database" not in app.extensions:
        app.extensions["database"] = Database(app.config["DATABASE_URL"])
    app.teardown_appcontext(_close)


def db() -> Database:
    """Return the database of the app."""
    return current_app.extensions["database"]


def reading() -> Session:
    """Return this request's session to read by; it holds no lock and sees nothing written after its first look."""
    if "reading" not in g:
        g.reading = _stack().enter_context(db().read())
    return g.reading


def session() -> Session:
    """Return this request's session: to read by for GET, else to write by; undone at the end unless committed."""
    if request.method in SAFE or "let_go" in g:
        return reading()
    if "writing" not in g:
        g.writing_stack = ExitStack()
        g.writing = g.writing_stack.enter_context(db().write())
        if (first := g.get("first")) is not None:
            first(g.writing)
    return g.writing


def begin_writing_with(do: Callable[[Session], None]) -> None:
    """Have something done first in whatever this request writes."""
    g.first = do


def let_go() -> None:
    """Undo what was not committed and give the write lock back; from now on this request only reads."""
    g.let_go = True
    g.pop("writing", None)
    if (stack := g.pop("writing_stack", None)) is not None:
        stack.close()


def note_access(kind: str, detail: str = "") -> None:
    """Have a line written into the access log when the request is answered."""
    g.setdefault("access_lines", []).append((kind, detail))


def door(app: Flask) -> None:
    """After each request write when the person was last seen and what the access log should know, shortly, apart."""
    app.after_request(_through_the_door)


def _through_the_door(response: Response) -> Response:
    visit = g.get("visit")
    lines = g.pop("access_lines", [])
    stale = visit is not None and not visit.over and now() - visit.seen_at >= TOUCH_AFTER
    if not (stale or lines):
        return response
    let_go()
    try:
        with db().write() as short:
            if visit is not None and stale:
                sessions.touch_session(short, visit.session_id, now())
            for kind, detail in lines:
                person_id = visit.person_id if visit is not None else None
                sessions.log_access(short, kind=kind, now=now(), address=address(), person_id=person_id, detail=detail)
            short.commit()
    except TROUBLES:
        # A full disk must not close the pages that only read; the session then ends as if it had been idle.
        log.exception("the door could not write")
    return response


def address() -> str:
    """Return where the request comes from, as far as the one trusted proxy tells."""
    return request.remote_addr or ""


def _stack() -> ExitStack:
    if "stack" not in g:
        g.stack = ExitStack()
    return g.stack


def _close(_error: BaseException | None) -> None:
    let_go()
    g.pop("reading", None)
    if (stack := g.pop("stack", None)) is not None:
        stack.close()

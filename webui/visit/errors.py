"""Refusals become pages: the engine's and the web's own, each with its status and the way on."""

import logging
import secrets
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden as HTTPForbidden
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from engine.db import TROUBLES, trouble
from engine.errors import (
    BadInput,
    EngineError,
    Forbidden,
    KeyReused,
    Lacking,
    NoRoom,
    NotAllowed,
    NotFound,
    NotNow,
    OnHold,
    Refused,
    Stale,
    Unusable,
)
from engine.removals import Referred
from engine.text import N_
from webui.saying.fields import typed
from webui.saying.language import can_be_read, locale, tell
from webui.visit import conflicts, db
from webui.visit.remedies import way
from workflows.tryghedsnetvaerk.apart.standing import NotAnswered
from workflows.tryghedsnetvaerk.documents.fill import TemplateMismatch
from workflows.tryghedsnetvaerk.documents.pipeline import PaperFailed
from workflows.tryghedsnetvaerk.network.attachments import NotAttached

log = logging.getLogger(__name__)
PLAIN = "text/plain; charset=utf-8"
STATUS: dict[type[EngineError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Refused: 422,
    NotAllowed: 409,
    Stale: 409,
    OnHold: 409,
    Referred: 409,
    KeyReused: 409,
    BadInput: 422,
    Lacking: 422,
    NotAttached: 422,
    NoRoom: 507,
    NotNow: 503,
    Unusable: 503,
    PaperFailed: 422,
    TemplateMismatch: 500,
}


class CrossSite(HTTPForbidden):
    """A form came from another site's page."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an error page says when the refusal has no sentence of its own."""

    heading: str
    text: str


PAGES = {
    400: Page(
        N_("Det, du sendte, kan ikke læses"),
        N_("Noget i det, browseren sendte, kan ikke forstås. Gå tilbage, og prøv igen."),
    ),
    403: Page(N_("Det har du ikke adgang til"), N_("Spørg netværkets tovholder eller en administrator.")),
    404: Page(
        N_("Siden findes ikke"),
        N_("Adressen kan være skrevet forkert, eller du har ikke adgang til siden. Begynd fra forsiden."),
    ),
    405: Page(N_("Det kan siden ikke bruges til"), N_("Gå tilbage, og brug siden, som den er vist.")),
    409: Page(N_("Noget har ændret sig"), N_("Nogen nåede at ændre det samme. Hent siden igen.")),
    410: Page(N_("Linket er brugt eller udløbet"), N_("Bed den, der sendte linket, om et nyt.")),
    413: Page(
        N_("Filen er for stor"),
        N_(
            "En fil må højst fylde 10 MB. Gør den mindre: gem billeder i lavere opløsning, eller tag færre rækker "
            "med i et regneark."
        ),
    ),
    422: Page(
        N_("Det kan ikke lade sig gøre endnu"), N_("Noget af det, du skrev, kan ikke bruges. Gå tilbage, og ret det.")
    ),
    429: Page(N_("For mange forsøg"), N_("Vent et minut, og prøv igen.")),
    500: Page(
        N_("Noget gik galt hos os"),
        N_(
            "Det, du lavede, er ikke gemt. Prøv igen om lidt. Bliver det ved, så giv "
            "nummeret herunder til den, der driver serveren."
        ),
    ),
    503: Page(N_("Det kan ikke lade sig gøre lige nu"), N_("Prøv igen om lidt.")),
    507: Page(N_("Der er ikke plads på disken"), N_("Bed den, der driver serveren, om at skaffe plads.")),
}
NOT_NOW = Page(N_("Det kan ikke lade sig gøre"), N_("Gå tilbage, og se, hvordan det står nu."))
USED = Page(N_("Formularen er allerede sendt"), N_("Hent siden igen, og se, hvad der står nu."))
HEADINGS: dict[type[EngineError], Page] = {NotAllowed: NOT_NOW, OnHold: NOT_NOW, Referred: NOT_NOW, KeyReused: USED}
NOT_WORKED_OUT = N_(
    "Tallene kunne ikke regnes ud lige nu. Prøv igen om lidt. Bliver det ved, så sig det til den, der driver serveren."
)
TOO_LATE = Page(
    N_("Siden har været åben for længe"),
    N_(
        "Derfor kunne vi ikke tage imod det, du sendte. Gå tilbage, kopiér det, du "
        "har skrevet, hent siden igen, og send."
    ),
)
ELSEWHERE = Page(N_("Formularen kom fra en anden side"), N_("Åbn siden her i Tryghedsnet, og udfyld den igen."))


def init_app(app: Flask) -> None:
    """Answer every refusal with a page."""
    app.register_error_handler(EngineError, refuse)
    app.register_error_handler(CSRFError, lambda error: show(400, TOO_LATE))
    app.register_error_handler(CrossSite, lambda error: show(403, ELSEWHERE))
    # Such a request has no address of ours to build a page with.
    app.register_error_handler(SecurityError, lambda error: ("400 Bad Request\n", 400, {"Content-Type": PLAIN}))
    app.register_error_handler(NotAnswered, leave_uncounted)
    for kind in TROUBLES:
        app.register_error_handler(kind, give_up)
    app.register_error_handler(HTTPException, explain)
    app.register_error_handler(InternalServerError, break_down)


def refuse(error: EngineError) -> ResponseReturnValue:
    """Show why the engine said no; a refusal nobody foresaw goes on to the 500 page."""
    status = STATUS.get(type(error))
    if status is None:
        raise error
    if isinstance(error, Refused):
        db.let_go()
        return render_template("errors/refused.html", reasons=reasons(error), heading=PAGES[422].heading), 422
    if isinstance(error, PaperFailed | TemplateMismatch):
        log.error("a paper failed at %s: %s", request.path, getattr(error, "detail", "") or error)
    page = HEADINGS.get(type(error), PAGES[status])
    first = conflicts.sentence(error) if isinstance(error, Stale) else ""
    said = " ".join(filter(None, [tell(error.text, error.values), first]))
    return show(status, page, said=said, mended_on=error.page, typed=typed(),
                differences=error.values.get("differences", ()))  # fmt: skip


def leave_uncounted(error: NotAnswered) -> ResponseReturnValue:
    """Say that the process that counts did not answer, and give back what was typed."""
    log.error("nothing was worked out at %s: %s", request.path, error)
    body, status = show(503, PAGES[503], said=tell(NOT_WORKED_OUT), typed=typed())
    return body, status, {"Retry-After": "10"}


def give_up(error: Exception) -> ResponseReturnValue:
    """Say that the database is in trouble, and give back what was typed; a question it did not like is a 500."""
    said = trouble(error)
    if said is None:
        raise error
    log.error("the database is in trouble at %s", request.endpoint, exc_info=error)
    status = STATUS[type(said)]
    if not isinstance(said, NoRoom):
        g._login_user = AnonymousUserMixin()  # nothing more can be asked, not even who this is
    body, status = show(status, PAGES[status], said=tell(said.text), typed=typed())
    return body, status, {"Retry-After": "10"}


def explain(error: HTTPException) -> ResponseReturnValue:
    """Show one of the web's own refusals."""
    if error.code is None or error.code < 400:
        return error
    page = PAGES.get(error.code, PAGES[400])
    text, headers = "", dict(error.get_headers(request.environ) if error.code in (405, 429) else ())
    if error.description and error.description != type(error).description:
        text = tell(error.description)
    headers.pop("Content-Type", None)
    body, status = show(error.code, page, said=text)
    return body, status, headers


def show(status: int, page: Page, *, said: str = "", mended_on: str = "", **more: Any) -> tuple[str, int]:
    """Show an error page with the way to where it is mended, after the write lock is given back."""
    db.let_go()
    again = request.path if status == 409 and can_be_read() else None
    values = {"differences": (), "typed": {}, "again": again, "way": way(mended_on)} | more
    heading, text = tell(page.heading), said or tell(page.text)
    return render_template("errors/error.html", heading=heading, text=text, **values), status


def break_down(error: InternalServerError) -> ResponseReturnValue:
    """Show the page for what nobody foresaw: no detail, a number that the log has too."""
    db.let_go()
    if "_login_user" not in g:
        g._login_user = AnonymousUserMixin()  # the database may be what broke
    reference = secrets.token_hex(4).upper()
    log.error("unforeseen %s at %s", reference, request.endpoint, exc_info=error.original_exception or error)
    page = PAGES[500]
    return render_template("errors/500.html", page=page, reference=reference, locale=locale()), 500


def reasons(error: Refused) -> list[dict[str, Any]]:
    """Return every reason as the macro ``reqs`` shows it; ``app.extensions["tell_finding"]`` knows names and links."""
    told = current_app.extensions["tell_finding"]
    return [told(finding) for finding in error.findings if finding.reason is not None]

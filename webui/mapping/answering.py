"""The pages on which residents answer: by a link, one question a screen, without script or log.

Nothing here asks who somebody is: no session is read, no visit is noted, and pages are drawn outside the frame of the
house, which would. What is answered so far lies with whoever answers (see `answers`); only the last press writes, in
one transaction. A press leads on to a page with an address, so that back, forward and reload work as anywhere else; the
address tells which question is shown, never what was answered.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Flask, Response, current_app, make_response, request

from engine.db import TROUBLES
from webui.mapping.answers import SENT, STOPPED, Sheet, keep, kept, latest, opened
from webui.mapping.guesses import Guesses
from webui.mapping.screens import (
    BEGIN,
    FAULTS,
    SEND,
    STOP,
    WRONG,
    Place,
    accepted,
    first_page,
    here_of,
    not_here,
    over,
    refused,
    show,
    unfit,
    within,
)
from webui.visit import db
from webui.visit.clock import now, today
from webui.visit.settling import Settling
from workflows.tryghedsnetvaerk.mapping.survey import collecting, scales
from workflows.tryghedsnetvaerk.mapping.survey.codes import can_be, read
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Given, Outcome
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH
from workflows.tryghedsnetvaerk.mapping.survey.links import Open, find_open
from workflows.tryghedsnetvaerk.mapping.survey.models import HELPED, KIOSK, WEB

bp = Blueprint("answering", __name__, url_prefix="/svar/<link>")
log = logging.getLogger(__name__)
STEP = re.compile("-?[0-9]{1,3}")


def init_app(app: Flask) -> None:
    """Take forms without a token on these pages: nobody is logged in there, and each form is signed."""
    app.extensions.setdefault("guesses", Guesses())
    app.extensions.setdefault("settling", Settling(app.extensions["database"]))
    app.extensions["csrf"].exempt(bp)
    app.register_blueprint(bp)


@bp.get("", defaults={"way": ""})
@bp.get("/<any(hjulpet):way>")
def first(link: str, way: str) -> Response:
    """Show who asks, why, and that it is voluntary and anonymous; or why nothing can be answered."""
    found = _find(link, way)
    if found is None:
        return not_here()
    shown, mode = found
    if "side" in request.args:
        return _at(shown, mode)
    asked = request.args.get("sprog", "")
    sheet = Sheet(shown.survey.id, mode, asked if asked in shown.languages else accepted(shown.languages))
    if collecting.standing(shown.survey, today(), mode) is Outcome.LATE:
        return over(shown, sheet)
    response = first_page(shown, sheet)
    if mode != WEB or kept(shown.survey.id, mode) is None:
        keep(response, sheet, here_of(sheet))
    return response


@bp.post("", defaults={"way": ""})
@bp.post("/<any(hjulpet):way>")
def go(link: str, way: str) -> Response:
    """Go on with the form that came: to the next question, back, or to its end."""
    found = _find(link, way)
    if found is None:
        return not_here()
    shown, mode = found
    sheet = opened(request.form.get("ark", ""), shown.survey.id, mode)
    if sheet is None or sheet.language not in shown.languages:
        language = accepted(shown.languages) if sheet is None else DANISH
        return unfit(shown, Sheet(shown.survey.id, mode, language))
    kept_out = collecting.standing(shown.survey, today(), mode)
    if kept_out is not None:
        return refused(shown, sheet, kept_out)
    here = kept(shown.survey.id, mode)
    went = _ways().get(request.form.get("gaa", "").partition("-")[0], _onwards)(shown, latest(sheet, here))
    if isinstance(went, Response):
        return went
    response = _lead(went) if here else show(shown, went)
    if went.sheet.end == SENT:
        response.call_on_close(current_app.extensions["settling"].settle)
    return response


def _ways() -> dict[str, Callable[[Open, Sheet], Place | Response]]:
    return {
        "begynd": _begin, "videre": _onwards, "spring": _skip, "tilbage": _back, "ret": _mend, "send": _send,
        "stop": _ask_to_stop, "slut": _stop,
    }  # fmt: skip


def _at(shown: Open, mode: str) -> Response:
    """Show the page that was asked for of the form the browser keeps; without one, begin."""
    sheet = kept(shown.survey.id, mode)
    if sheet is None or sheet.language not in shown.languages:
        return _sent_to(here_of(Sheet(shown.survey.id, mode, DANISH)))
    kept_out = collecting.standing(shown.survey, today(), mode)
    if kept_out is not None and not sheet.end:
        return refused(shown, sheet, kept_out)
    fault = f"fejl.{request.args.get('fejl', '')}"
    return show(shown, Place(sheet, request.args["side"], fault if fault in FAULTS else ""))


def _lead(went: Place) -> Response:
    """Lead a browser that keeps the form on to a page with an address."""
    said = {"side": went.side} | ({"fejl": went.fault.removeprefix("fejl.")} if went.fault else {})
    response = _sent_to(here_of(went.sheet, **said))
    keep(response, went.sheet, here_of(went.sheet))
    return response


def _sent_to(address: str) -> Response:
    response = make_response("", 303)
    response.headers["Location"] = address
    return response


def _find(link: str, way: str) -> tuple[Open, str] | None:
    found = find_open(db.reading(), link, *((KIOSK,) if way else (WEB, KIOSK)))
    return (found[0], HELPED) if found and way else found


def _begin(shown: Open, sheet: Sheet) -> Place:
    if not collecting.needs_code(shown.survey, sheet.mode):
        return Place(sheet, "1")
    guesses: Guesses = current_app.extensions["guesses"]
    sheet = replace(sheet, code=read(request.form.get("kode", "")))
    if not can_be(sheet.code):  # no guess at anything, so that it does not lock others at the same address out
        return Place(sheet, BEGIN, "fejl.kode" if sheet.code else "fejl.ingen_kode")
    if guesses.are_too_many(db.address()):
        return Place(sheet, BEGIN, "fejl.for_mange")
    wrong = collecting.check_code(db.reading(), shown.survey, sheet.code)
    if wrong is Outcome.UNKNOWN:
        guesses.note(db.address())
    return Place(sheet, BEGIN, WRONG[wrong]) if wrong else Place(sheet, "1")


def _onwards(shown: Open, sheet: Sheet) -> Place | Response:
    nr = _number(shown)
    item, said = shown.paper.items[nr - 1], _said()
    if said is None:
        return Place(sheet, str(nr), "fejl.vaelg")
    if said not in dict(scales.answers(item)):
        return unfit(shown, sheet)
    return _after(shown, sheet.marked(item.id, said), nr)


def _skip(shown: Open, sheet: Sheet) -> Place:
    nr = _number(shown)
    return _after(shown, sheet.skipped(shown.paper.items[nr - 1].id), nr)


def _after(shown: Open, sheet: Sheet, nr: int) -> Place:
    return Place(sheet, str(nr + 1) if nr < len(shown.paper.items) else SEND)


def _back(shown: Open, sheet: Sheet) -> Place:
    if "nr" not in request.form:
        return Place(sheet, str(len(shown.paper.items)))
    nr, said = _number(shown), _said()
    item = shown.paper.items[nr - 1]
    noted = sheet.marked(item.id, said) if said in dict(scales.answers(item)) else sheet
    return Place(noted, str(nr - 1) if nr > 1 else BEGIN)


def _mend(shown: Open, sheet: Sheet) -> Place:
    asked = request.form.get("gaa", "").partition("-")[2]
    return Place(sheet, SEND if asked == SEND else str(within(shown, asked)))


def _ask_to_stop(shown: Open, sheet: Sheet) -> Place:
    return Place(sheet, f"{STOP}-{_number(shown) if 'nr' in request.form else SEND}")


def _stop(_: Open, sheet: Sheet) -> Place:
    return Place(sheet.ended(STOPPED), STOPPED)


def _send(shown: Open, sheet: Sheet) -> Place | Response:
    given = Given(mode=sheet.mode, language=sheet.language, marks=sheet.marks, form=sheet.form, code=sheet.code)
    try:
        outcome = collecting.take(db.session(), shown.survey.id, given, now())
        if outcome is Outcome.STORED:
            db.session().commit()
    except TROUBLES as error:
        log.error("an answer was not stored: %s", type(error).__name__)
        db.let_go()
        return Place(sheet, SEND, "fejl.net")
    db.let_go()
    if outcome is Outcome.EMPTY:
        return Place(sheet, "1", "fejl.vaelg")
    if outcome not in (Outcome.STORED, Outcome.AGAIN):
        return refused(shown, sheet, outcome)
    return Place(sheet.ended(SENT), SENT)


def _number(shown: Open) -> int:
    return within(shown, request.form.get("nr", ""))


def _said() -> int | None:
    text = request.form.get("svar", "")
    return int(text) if STEP.fullmatch(text) else None

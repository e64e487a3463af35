"""The pages on which residents answer: by a link, one question a screen, without cookie, script or log.

Nothing here asks who somebody is: no session is read, no visit is noted, and pages are drawn outside the frame of the
house, which would. What is answered so far travels in the page; only the last press writes, in one transaction.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Flask, Response, current_app, make_response, request, url_for

from engine.db import TROUBLES
from engine.text import N_, SOURCE, say
from webui.mapping.answers import Sheet, opened, sealed
from webui.mapping.guesses import Guesses
from webui.saying.language import upper_first
from webui.visit import db
from webui.visit.clock import now, today
from webui.visit.settling import Settling
from workflows.tryghedsnetvaerk.mapping.survey import collecting, scales
from workflows.tryghedsnetvaerk.mapping.survey.codes import read
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Given, Outcome
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH, SHIPPED
from workflows.tryghedsnetvaerk.mapping.survey.links import Open, find_open
from workflows.tryghedsnetvaerk.mapping.survey.models import HELPED, KIOSK, WEB
from workflows.tryghedsnetvaerk.mapping.survey.papers import apart, day, told_first
from workflows.tryghedsnetvaerk.mapping.survey.wording import direction, lead, page_text

bp = Blueprint("answering", __name__, url_prefix="/svar/<link>")
log = logging.getLogger(__name__)
INVENTED = N_("Demonstration – tal og personer er opdigtede")
SECONDS_EACH = 12
RESTARTS, LEFT_ALONE = 30, 240  # seconds until a kiosk begins again: after the thanks, and when nobody answers any more
WRONG = {Outcome.UNKNOWN: "fejl.kode", Outcome.SPENT: "fejl.brugt"}
STATUS = {Outcome.LATE: 410, Outcome.EARLY: 403, Outcome.SPENT: 409, Outcome.UNKNOWN: 422, Outcome.UNFIT: 422}


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
        return _not_here()
    shown, mode = found
    asked = request.args.get("sprog", "")
    language = asked if asked in shown.languages else _accepted(shown.languages)
    return _first(shown, Sheet(shown.survey.id, mode, language))


@bp.post("", defaults={"way": ""})
@bp.post("/<any(hjulpet):way>")
def go(link: str, way: str) -> Response:
    """Go on with the form that came: to the next question, back, or to its end."""
    found = _find(link, way)
    if found is None:
        return _not_here()
    shown, mode = found
    sheet = opened(request.form.get("ark", ""), shown.survey.id, mode)
    if sheet is None or sheet.language not in shown.languages:
        language = _accepted(shown.languages) if sheet is None else DANISH
        return _end(shown, Sheet(shown.survey.id, mode, language), "fejl.overskrift", "fejl.formular", 422)
    kept_out = collecting.standing(shown.survey, today(), mode)
    if kept_out is not None:
        return _refused(shown, sheet, kept_out)
    pressed = request.form.get("gaa", "videre")
    if pressed == "stop":
        return _end(shown, sheet, "side.stoppet", "", 200)
    return _ways().get(pressed.partition("-")[0], _onwards)(shown, sheet)


def _ways() -> dict[str, Callable[[Open, Sheet], Response]]:
    return {"begynd": _begin, "videre": _onwards, "spring": _skip, "tilbage": _back, "ret": _mend, "send": _send}


def _find(link: str, way: str) -> tuple[Open, str] | None:
    found = find_open(db.reading(), link, *((KIOSK,) if way else (WEB, KIOSK)))
    return (found[0], HELPED) if found and way else found


def _begin(shown: Open, sheet: Sheet) -> Response:
    if not collecting.needs_code(shown.survey, sheet.mode):
        return _question(shown, sheet, 1)
    guesses: Guesses = current_app.extensions["guesses"]
    sheet = replace(sheet, code=read(request.form.get("kode", "")))
    if guesses.are_too_many(db.address()):
        return _first(shown, sheet, "fejl.for_mange", 429)
    wrong = collecting.check_code(db.reading(), shown.survey, sheet.code)
    if wrong is Outcome.UNKNOWN:
        guesses.note(db.address())
    return _first(shown, sheet, WRONG[wrong], STATUS[wrong]) if wrong else _question(shown, sheet, 1)


def _onwards(shown: Open, sheet: Sheet) -> Response:
    nr = _number(shown)
    item, said = shown.paper.items[nr - 1], _said()
    if said is None:
        return _question(shown, sheet, nr, "fejl.vaelg", 422)
    if said not in dict(scales.answers(item)):
        return _end(shown, sheet, "fejl.overskrift", "fejl.formular", 422)
    return _question(shown, sheet.marked(item.id, said), nr + 1)


def _skip(shown: Open, sheet: Sheet) -> Response:
    nr = _number(shown)
    return _question(shown, sheet.skipped(shown.paper.items[nr - 1].id), nr + 1)


def _back(shown: Open, sheet: Sheet) -> Response:
    if "nr" not in request.form:
        return _question(shown, sheet, len(shown.paper.items))
    nr, said = _number(shown), _said()
    item = shown.paper.items[nr - 1]
    kept = sheet.marked(item.id, said) if said in dict(scales.answers(item)) else sheet
    return _question(shown, kept, nr - 1) if nr > 1 else _first(shown, kept)


def _mend(shown: Open, sheet: Sheet) -> Response:
    asked = request.form.get("gaa", "").partition("-")[2]
    return _question(shown, sheet, _within(shown, asked))


def _send(shown: Open, sheet: Sheet) -> Response:
    given = Given(mode=sheet.mode, language=sheet.language, marks=sheet.marks, form=sheet.form, code=sheet.code)
    try:
        outcome = collecting.take(db.session(), shown.survey.id, given, now())
        if outcome is Outcome.STORED:
            db.session().commit()
    except TROUBLES as error:
        log.error("an answer was not stored: %s", type(error).__name__)
        db.let_go()
        return _review(shown, sheet, "fejl.net", 503)
    db.let_go()
    if outcome is Outcome.EMPTY:
        return _question(shown, sheet, 1, "fejl.vaelg", 422)
    if outcome not in (Outcome.STORED, Outcome.AGAIN):
        return _refused(shown, sheet, outcome)
    kiosk = sheet.mode != WEB
    told = ("kiosk.tak" if kiosk else "side.tak"), ("" if kiosk else "side.tak_tekst")
    response = _end(shown, sheet, *told, 200)
    response.call_on_close(current_app.extensions["settling"].settle)
    return response


def _number(shown: Open) -> int:
    return _within(shown, request.form.get("nr", ""))


def _within(shown: Open, text: str) -> int:
    nr = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return min(max(nr, 1), len(shown.paper.items))


def _said() -> int | None:
    text = request.form.get("svar", "")
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 4 else None


def _accepted(languages: list[str]) -> str:
    return request.accept_languages.best_match(languages, DANISH) or DANISH


def _here(sheet: Sheet) -> str:
    way = "hjulpet" if sheet.mode == HELPED else ""
    return url_for("answering.first", link=(request.view_args or {})["link"], way=way)


def _first(shown: Open, sheet: Sheet, error: str = "", status: int = 200) -> Response:
    words, survey = shown.words(sheet.language), shown.survey
    kept_out = collecting.standing(survey, today(), sheet.mode)
    waits = _why_not(shown, sheet, kept_out) if kept_out else ""
    count = len(shown.paper.items)
    return _page(
        "first", shown, sheet, STATUS[kept_out] if kept_out else status,
        heading=_title(shown, sheet), survey=survey, told=told_first(shown, words), error=words(error) if error else "",
        waits=waits, languages=[(code, upper_first(name), direction(code)) for code, name in shown.names()],
        by_code=collecting.needs_code(survey, sheet.mode), code=sheet.code, count=count,
        minutes=max(1, round(count * SECONDS_EACH / 60)),
    )  # fmt: skip


def _question(shown: Open, sheet: Sheet, nr: int, error: str = "", status: int = 200) -> Response:
    count, words = len(shown.paper.items), shown.words(sheet.language)
    if nr > count:
        return _review(shown, sheet)
    item = shown.paper.items[nr - 1]
    question, title = f"punkt.{item.code}", _title(shown, sheet)
    return _page(
        "question", shown, sheet, status, heading=f"{words('side.fremskridt', nr=nr, antal=count)} – {title}",
        title=title, nr=nr, count=count, lead=lead(item), question=question, steps=scales.answers(item),
        chosen=sheet.marks.get(item.id), error=words(error) if error else "",
    )  # fmt: skip


def _review(shown: Open, sheet: Sheet, error: str = "", status: int = 200) -> Response:
    words = shown.words(sheet.language)
    answered = [
        (f"punkt.{item.code}", dict(scales.answers(item)).get(sheet.marks.get(item.id, 0), ""))
        for item in shown.paper.items
    ]
    return _page(
        "review", shown, sheet, status, heading=words("side.gennemse"), answered=answered,
        title=_title(shown, sheet), error=words(error) if error else "",
    )  # fmt: skip


def _title(shown: Open, sheet: Sheet) -> str:
    return shown.words(sheet.language)("side.titel", omraade=apart(shown.area))


def _refused(shown: Open, sheet: Sheet, outcome: Outcome) -> Response:
    return _end(shown, sheet, "fejl.overskrift", _why_not(shown, sheet, outcome), STATUS[outcome])


def _why_not(shown: Open, sheet: Sheet, outcome: Outcome) -> str:
    words, opens = shown.words(sheet.language), shown.survey.opens_on or today()
    if outcome is Outcome.EARLY:
        return words("fejl.ikke_aaben", dato=day(opens, sheet.language))
    return words({Outcome.LATE: "fejl.lukket", **WRONG}.get(outcome, "fejl.formular"))


def _end(shown: Open, sheet: Sheet, heading: str, text: str, status: int) -> Response:
    """Show a last page; *text* is a key, or what is said already."""
    words = shown.words(sheet.language)
    said = words(text) if text in words.danish else text
    onwards = "kiosk.naeste" if sheet.mode != WEB else "side.til_start" if status == 422 else ""
    response = _page("end", shown, sheet, status, heading=words(heading), text=said, error=status >= 400,
                     onwards=words(onwards) if onwards else "")  # fmt: skip
    if sheet.mode == KIOSK:
        response.headers["Refresh"] = f"{RESTARTS}; url={_here(sheet)}"
    return response


def _page(name: str, shown: Open, sheet: Sheet, status: int, **values: Any) -> Response:
    response = drawn(name, status, words=shown.words(sheet.language), here=_here(sheet), sealed=sealed(sheet), **values)
    if sheet.mode == KIOSK and name != "first":
        response.headers["Refresh"] = f"{LEFT_ALONE}; url={_here(sheet)}"
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


class Plain:
    """The shipped words of a language, where no questionnaire is known."""

    def __init__(self, language: str) -> None:
        self.language, self.direction = language, direction(language)

    def __call__(self, key: str) -> str:
        """Return the text of *key*."""
        return page_text(self.language, key)


def _not_here() -> Response:
    words = Plain(_accepted(list(SHIPPED)))
    return drawn("end", 404, words=words, heading=words("fejl.overskrift"), text=words("fejl.findes_ikke"),
                  error=True, onwards="", here="")  # fmt: skip


def drawn(name: str, status: int, **values: Any) -> Response:
    """Draw a page by itself: what Flask puts around every page asks who somebody is."""
    template = current_app.jinja_env.get_template(f"answering/{name}.html")
    demonstration = say(INVENTED, SOURCE) if current_app.config["DEMONSTRATION"] else ""
    response = make_response(template.render(demonstration=demonstration, **values), status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response

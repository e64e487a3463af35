"""Typing paper forms in: digits only, a form a screen, through a link that expires; as without a trace as answering."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, request, url_for

from engine.db import Session
from engine.text import LOCALES, N_, SOURCE
from webui.mapping.answers import Sheet, opened, sealed
from webui.mapping.screens import Plain, drawn
from webui.saying.language import _, tell, upper_first
from webui.visit import db
from webui.visit.clock import now, today
from workflows.tryghedsnetvaerk.documents import lost
from workflows.tryghedsnetvaerk.mapping.survey import collecting
from workflows.tryghedsnetvaerk.mapping.survey.codes import read
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Given, Outcome
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH
from workflows.tryghedsnetvaerk.mapping.survey.links import Open, find_open
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, PAPER
from workflows.tryghedsnetvaerk.mapping.survey.papers import numbered

bp = Blueprint("entering", __name__, url_prefix="/indtast/<link>")
SKIPPED = "0"
SAID: dict[Outcome, str] = {
    Outcome.SPENT: N_("Koden er allerede brugt. Kortet giver ikke ret til et skema mere."),
    Outcome.UNKNOWN: N_("Koden passer ikke. Se efter på kortet. Intet er gemt."),
    Outcome.NO_CARD: N_(
        "Skemaet er ikke gemt: der er tastet lige så mange skemaer ind, som der er afleveret kort. Notér først kortene."
    ),
    Outcome.EMPTY: N_("Der er ikke sat et eneste kryds. Skemaet er ikke gemt."),
    Outcome.UNFIT: N_("Skemaet passer ikke til undersøgelsen. Intet er gemt. Begynd forfra."),
    Outcome.EARLY: N_("Undersøgelsen er ikke åbnet endnu."),
    Outcome.LATE: N_("Der kan ikke tastes flere skemaer ind: undersøgelsen eller linket er udløbet."),
}
UNREAD = N_("Nogle felter mangler eller har et tal, som ikke står på skemaet. De er markeret. Intet er gemt endnu.")


class Spoken:
    """The language of the page itself, as the frame asks for it."""

    direction = "ltr"

    def __init__(self) -> None:
        self.language = g.locale


def init_app(app: Flask) -> None:
    """Take forms without a token on these pages: nobody is logged in there, and each form is signed."""
    app.extensions["csrf"].exempt(bp)
    app.register_blueprint(bp)


@bp.before_request
def speak() -> None:
    """Speak as the browser asks, so that nobody looks up who somebody is."""
    g.locale = request.accept_languages.best_match(LOCALES, SOURCE) or SOURCE


@bp.get("")
def show(link: str) -> Response:
    """Show an empty form."""
    found = find_open(db.reading(), link, PAPER)
    if found is None:
        return _not_here()
    return _page(found[0], Sheet(found[0].survey.id, PAPER, DANISH))


@bp.post("")
def keep(link: str) -> Response:
    """Store the form that was typed and show the next; what is wrong is marked, and nothing of it stored."""
    found = find_open(db.reading(), link, PAPER)
    if found is None:
        return _not_here()
    if "kort" in request.form:
        return _hand_in(found[0])
    shown, sheet = found[0], opened(request.form.get("ark", ""), found[0].survey.id, PAPER)
    if sheet is None:
        return _page(shown, Sheet(shown.survey.id, PAPER, DANISH), error=SAID[Outcome.UNFIT])
    chosen = request.form.get("sprog", DANISH)
    sheet = replace(sheet, language=chosen if chosen in shown.languages else DANISH)
    typed = {nr: request.form.get(f"s{nr}", "").strip() for nr in range(1, len(shown.paper.items) + 1)}
    marks, wrong = _read(shown, typed)
    if wrong:
        return _page(shown, sheet, typed=typed, wrong=wrong, error=UNREAD)
    return _store(shown, replace(sheet, marks=marks), typed)


def _hand_in(shown: Open) -> Response:
    """Note a card that was handed in, apart from every form."""
    sheet = opened(request.form.get("ark", ""), shown.survey.id, PAPER) or Sheet(shown.survey.id, PAPER, DANISH)
    outcome = collecting.hand_in(db.session(), shown.survey.id, read(request.form.get("kort", "")), now())
    spare, _typed = _written(shown, outcome)
    if outcome is not Outcome.STORED:
        return _page(shown, sheet, error=SAID[outcome], card=request.form.get("kort", ""))
    response = _page(shown, sheet, saved=_(N_("Kortet er noteret.")), spare=spare)
    response.call_on_close(current_app.extensions["settling"].settle)
    return response


def _store(shown: Open, sheet: Sheet, typed: dict[int, str]) -> Response:
    given = Given(mode=PAPER, language=sheet.language, marks=sheet.marks, form=sheet.form)
    outcome = collecting.take(db.session(), shown.survey.id, given, now())
    spare, typed_in = _written(shown, outcome)
    if outcome not in (Outcome.STORED, Outcome.AGAIN):
        return _page(shown, sheet, typed=typed, error=SAID[outcome])
    fresh = Sheet(sheet.survey_id, PAPER, sheet.language, count=sheet.count + 1)
    saved = _(N_("Skemaet er gemt. Der er nu tastet {antal} ind i alt."), antal=typed_in)
    response = _page(shown, fresh, saved=saved, spare=spare)
    response.call_on_close(current_app.extensions["settling"].settle)
    return response


def _written(shown: Open, outcome: Outcome) -> tuple[int, int]:
    """Write what was taken in; return how many cards there then are without a form, and how many forms in all."""
    if outcome is Outcome.STORED:
        db.session().commit()
    spare = _spare(db.session(), shown)
    typed_in = collecting.count_by_mode(db.session(), shown.survey.id).get(PAPER, 0)
    db.let_go()
    return spare, typed_in


def _spare(look: Session, shown: Open) -> int:
    return collecting.count_spare(look, shown.survey) if shown.survey.access == BY_CODE else 0


def _read(shown: Open, typed: dict[int, str]) -> tuple[dict[int, int], set[int]]:
    marks, wrong = dict[int, int](), set[int]()
    for nr, item in enumerate(shown.paper.items, 1):
        answers = {str(number): value for value, number in numbered(item).items()}
        if typed[nr] in answers:
            marks[item.id] = answers[typed[nr]]
        elif typed[nr] != SKIPPED:
            wrong.add(nr)
    return marks, wrong


def _page(
    shown: Open, sheet: Sheet, *, typed: dict[int, str] | None = None, wrong: set[int] | None = None, error: str = "",
    saved: str = "", card: str | None = None, spare: int | None = None,
) -> Response:  # fmt: skip
    kept_out = collecting.standing(shown.survey, today(), PAPER)
    begin = min(wrong) if wrong else 1
    fields = [
        {
            "nr": nr,
            "text": item.text,
            "value": (typed or {}).get(nr, ""),
            "wrong": nr in (wrong or ()),
            "first": nr == begin and card is None,
            "wide": len(str(max(numbered(item).values()))),
            "allowed": _allowed(sorted(numbered(item).values())),
        }
        for nr, item in enumerate(shown.paper.items, 1)
    ]
    values: dict[str, Any] = {
        "words": Spoken(), "here": url_for("entering.show", **(request.view_args or {})), "sealed": sealed(sheet),
        "heading": _(N_("Papirskemaer: {omraade}"), omraade=shown.area), "saved": saved, "fields": fields,
        "closed": tell(SAID[kept_out]) if kept_out else "", "error": tell(error) if error else "",
        "languages": [(code, upper_first(name)) for code, name in shown.names()], "language": sheet.language,
        "beside": _beside(shown), "by_code": shown.survey.access == BY_CODE, "card": card,
        "spare": _spare(db.reading(), shown) if spare is None else spare,
    }  # fmt: skip
    return drawn("entry", 410 if kept_out else 422 if error else 200, **values)


def _beside(shown: Open) -> str:
    """Say which numbers stand for the answers beside a scale, as the forms of this survey have them."""
    said = _(N_("8 er »Ved ikke«, og 9 er »Ønsker ikke at svare«."))
    if any(max(numbered(item).values()) > 9 for item in shown.paper.items):
        said += " " + _(N_("Hvor der er mange svar, er de 98 og 99."))
    return said


def _allowed(numbers: list[int]) -> str:
    *steps, unknown, unsaid = numbers
    return f"1–{steps[-1]}, {unknown}, {unsaid}, {SKIPPED}"


def _not_here() -> Response:
    """Say that the link leads nowhere, in the language that is asked for."""
    asked = request.args.get("sprog") or request.accept_languages.best_match(lost.SPOKEN)
    first, *more = (Plain(code) for code in lost.spoken(asked))
    return drawn(
        "end", 404, words=first, heading=lost.WORDS[first.language]["link"], error=True, onwards="", here="",
        text=lost.WORDS[first.language]["withdrawn"],
        also=[(one.language, one.direction, lost.WORDS[one.language]["withdrawn"]) for one in more],
    )  # fmt: skip

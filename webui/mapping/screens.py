"""What is seen while a survey is answered: first page, questions and end, each outside the frame of the house."""

from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, make_response, request, url_for

from webui.mapping.answers import STOPPED, Sheet, sealed
from webui.saying.language import upper_first
from webui.visit.clock import today
from workflows.tryghedsnetvaerk.documents.standing import invented_in
from workflows.tryghedsnetvaerk.mapping.survey import collecting, questions, scales
from workflows.tryghedsnetvaerk.mapping.survey import first_page as opening
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Outcome
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH, SHIPPED
from workflows.tryghedsnetvaerk.mapping.survey.links import Open
from workflows.tryghedsnetvaerk.mapping.survey.models import HELPED, KIOSK, WEB
from workflows.tryghedsnetvaerk.mapping.survey.papers import apart, day, told_first
from workflows.tryghedsnetvaerk.mapping.survey.wording import direction, lead, page_text

RESTARTS, LEFT_ALONE = 30, 240  # seconds until a kiosk begins again: after the thanks, and when nobody answers any more
WRONG = {Outcome.UNKNOWN: "fejl.kode", Outcome.SPENT: "fejl.brugt"}
STATUS = {Outcome.LATE: 410, Outcome.EARLY: 403, Outcome.SPENT: 409, Outcome.UNKNOWN: 422, Outcome.UNFIT: 422}
FAULTS = {
    "fejl.vaelg": 422,
    "fejl.ingen_kode": 422,
    "fejl.kode": 422,
    "fejl.brugt": 409,
    "fejl.for_mange": 429,
    "fejl.net": 503,
}
BEGIN, SEND, STOP = "begynd", "send", "stop"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in a form: at its beginning, a question's number, the end or the way out; and what is wrong."""

    sheet: Sheet
    side: str
    fault: str = ""


def show(shown: Open, went: Place) -> Response:
    """Show the page of a place; of a form that is over only how it ended."""
    sheet, fault = went.sheet, went.fault
    status = FAULTS.get(fault, 200)
    if sheet.end:
        return _over(shown, sheet)
    if went.side == BEGIN:
        return first_page(shown, sheet, fault, status)
    if went.side == SEND:
        return _review(shown, sheet, fault, status)
    if went.side.startswith(STOP):
        return _asked(shown, sheet, went.side.partition("-")[2])
    return _question(shown, sheet, within(shown, went.side), fault, status)


def within(shown: Open, text: str) -> int:
    """Return the number of a question that there is."""
    nr = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return min(max(nr, 1), len(shown.paper.items))


def here_of(sheet: Sheet, **said: Any) -> str:
    """Return the address of a form's pages, or of one of them."""
    way = "hjulpet" if sheet.mode == HELPED else ""
    return url_for("answering.first", link=(request.view_args or {})["link"], way=way, **said)


def first_page(shown: Open, sheet: Sheet, error: str = "", status: int = 200) -> Response:
    """Show the page on which a form begins."""
    words, survey = shown.words(sheet.language), shown.survey
    kept_out = collecting.standing(survey, today(), sheet.mode)
    waits = _why_not(shown, sheet, kept_out) if kept_out else ""
    count = len(shown.paper.items)
    return _page(
        "first", shown, sheet, STATUS[kept_out] if kept_out else status,
        heading=_title(shown, sheet), told=told_first(shown, words), error=words(error) if error else "",
        sender=opening.sender(words, survey).text, contact=opening.contact(words, survey).text, waits=waits,
        languages=_languages(shown),
        by_code=collecting.needs_code(survey, sheet.mode), code=sheet.code, count=count,
        minutes=questions.minutes(count),
    )  # fmt: skip


def _languages(shown: Open) -> list[tuple[str, str, str]]:
    return [(code, upper_first(name), direction(code)) for code, name in shown.names()]


def over(shown: Open, sheet: Sheet) -> Response:
    """Say calmly, in the language asked for, that a survey is closed: nobody did anything wrong."""
    words = shown.words(sheet.language)
    return _page("end", shown, sheet, 410, heading=_title(shown, sheet), text=words("fejl.lukket"), error=False,
                 onwards="", languages=_languages(shown))  # fmt: skip


def _question(shown: Open, sheet: Sheet, nr: int, error: str = "", status: int = 200) -> Response:
    count, words = len(shown.paper.items), shown.words(sheet.language)
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


def _asked(shown: Open, sheet: Sheet, back: str) -> Response:
    """Ask before what was answered is dropped."""
    heading = shown.words(sheet.language)("side.stop")
    return _page("stop", shown, sheet, 200, heading=heading, title=_title(shown, sheet), back=back)


def _over(shown: Open, sheet: Sheet) -> Response:
    if sheet.end == STOPPED:
        return _end(shown, sheet, "side.stoppet", "", 200)
    kiosk = sheet.mode != WEB
    return _end(shown, sheet, "kiosk.tak" if kiosk else "side.tak", "" if kiosk else "side.tak_tekst", 200)


def _title(shown: Open, sheet: Sheet) -> str:
    return shown.words(sheet.language)("side.titel", omraade=apart(shown.area))


def unfit(shown: Open, sheet: Sheet) -> Response:
    """Say that what came is no answer to this survey."""
    return _end(shown, sheet, "fejl.overskrift", "fejl.formular", 422)


def refused(shown: Open, sheet: Sheet, outcome: Outcome) -> Response:
    """Say why no answer is taken in."""
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
    onwards = "kiosk.naeste" if sheet.mode != WEB else "side.til_start" if status == 422 or sheet.end == STOPPED else ""
    response = _page("end", shown, sheet, status, heading=words(heading), text=said, error=status >= 400,
                     onwards=words(onwards) if onwards else "")  # fmt: skip
    if sheet.mode == KIOSK:
        response.headers["Refresh"] = f"{RESTARTS}; url={here_of(sheet)}"
    return response


def _page(name: str, shown: Open, sheet: Sheet, status: int, **values: Any) -> Response:
    response = drawn(
        name, status, words=shown.words(sheet.language), here=here_of(sheet), sealed=sealed(sheet), **values
    )
    if sheet.mode == KIOSK and name != "first":
        response.headers["Refresh"] = f"{LEFT_ALONE}; url={here_of(sheet)}"
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


class Plain:
    """The shipped words of a language, where no questionnaire is known."""

    def __init__(self, language: str) -> None:
        self.language, self.direction = language, direction(language)

    def __call__(self, key: str) -> str:
        """Return the text of *key*."""
        return page_text(self.language, key)


def accepted(languages: list[str]) -> str:
    """Return the language that the browser asks for, if it is one of these."""
    return request.accept_languages.best_match(languages, DANISH) or DANISH


def not_here() -> Response:
    """Say that there is no survey at this address, in every language that is shipped: nobody knows which is read."""
    words = Plain(accepted(list(SHIPPED)))
    also = [Plain(code) for code in SHIPPED if code != words.language]
    return drawn("end", 404, words=words, heading=words("fejl.overskrift"), text=words("fejl.findes_ikke"),
                  error=True, onwards="", here="",
                  also=[(one.language, one.direction, one("fejl.findes_ikke")) for one in also])  # fmt: skip


def drawn(name: str, status: int, **values: Any) -> Response:
    """Draw a page by itself: what Flask puts around every page asks who somebody is."""
    template = current_app.jinja_env.get_template(f"answering/{name}.html")
    invented = invented_in(values["words"].language) if current_app.config["DEMONSTRATION"] else None
    response = make_response(template.render(invented=invented, **values), status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response

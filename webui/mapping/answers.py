"""A form that is being answered: it lies signed with whoever answers, and nothing is stored here before it is sent.

It lies in the page, and in the one cookie of these pages, which is why each question has a page of its own that can be
left and come back to: back, forward and reload ask for it again, and it is drawn from the cookie. The cookie is told to
no other address than that of the survey's link, is gone an hour after the last press (at a kiosk when the next begins),
and holds no answer any more once they are sent or dropped, so that whoever takes the phone next cannot go back to them.
In the address they would stand in logs and in the phone's history; in pages kept by the browser they would stay there.
A browser that takes no cookie is led on by the page alone.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeSerializer

LONGEST = 20_000
COOKIE = "ark"
AN_HOUR = 3_600
SENT, STOPPED = "sendt", "stoppet"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form: of which survey, in which way and language, its own name, its code, and what is answered so far.

    *count* is how many were typed in before it; *end* says how it ended, when it did.
    """

    survey_id: int
    mode: str
    language: str
    form: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    code: str = ""
    marks: Mapping[int, int] = field(default_factory=dict)
    count: int = 0
    end: str = ""

    def marked(self, item: int, value: int) -> "Sheet":
        """Return it with one answer more."""
        return replace(self, marks={**self.marks, item: value})

    def skipped(self, item: int) -> "Sheet":
        """Return it without an answer to *item*."""
        return replace(self, marks={key: value for key, value in self.marks.items() if key != item})

    def ended(self, how: str) -> "Sheet":
        """Return what is left of it when it is over: another name, and nothing that was answered."""
        return Sheet(self.survey_id, self.mode, self.language, end=how)


def sealed(sheet: Sheet) -> str:
    """Return a form as it travels."""
    marks = {str(item): value for item, value in sheet.marks.items()}
    said = [sheet.survey_id, sheet.mode, sheet.language, sheet.form, sheet.code, marks, sheet.count, sheet.end]
    text = _seal().dumps(said)
    return text if isinstance(text, str) else text.decode()


def opened(text: str, survey_id: int, mode: str) -> Sheet | None:
    """Return a form that came back, or nothing when it is not one of this survey and way, or was changed."""
    try:
        said: Any = _seal().loads(text[:LONGEST])
    except BadData:
        return None
    of, way, language, form, code, marks, count, end = [*said, ""][:8]  # those of an earlier release have no end
    answered = {int(item): value for item, value in marks.items()}
    return Sheet(of, way, language, form, code, answered, count, end) if (of, way) == (survey_id, mode) else None


def kept(survey_id: int, mode: str) -> Sheet | None:
    """Return the form that the browser keeps, or nothing when it keeps none of this survey and way."""
    return opened(request.cookies.get(COOKIE, ""), survey_id, mode)


def latest(of_page: Sheet, of_browser: Sheet | None) -> Sheet:
    """Return a form as it was answered last: pages of it may be older than what the browser keeps."""
    return of_browser if of_browser and of_browser.form == of_page.form else of_page


def keep(response: Response, sheet: Sheet, path: str) -> None:
    """Let the browser keep a form for the pages under *path*."""
    response.set_cookie(
        COOKIE, sealed(sheet), max_age=AN_HOUR, path=path, httponly=True, samesite="Lax", secure=request.is_secure
    )


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="svar")

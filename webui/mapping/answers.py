"""A form that is being answered: all of it travels in the page, signed, and nothing is stored before it is sent."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form: of which survey, in which way and language, its own name, its code, and what is answered so far."""

    survey_id: int
    mode: str
    language: str
    form: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    code: str = ""
    marks: Mapping[int, int] = field(default_factory=dict)
    count: int = 0

    def marked(self, item: int, value: int) -> "Sheet":
        """Return it with one answer more."""
        return replace(self, marks={**self.marks, item: value})

    def skipped(self, item: int) -> "Sheet":
        """Return it without an answer to *item*."""
        return replace(self, marks={key: value for key, value in self.marks.items() if key != item})


def sealed(sheet: Sheet) -> str:
    """Return a form as it travels."""
    marks = {str(item): value for item, value in sheet.marks.items()}
    said = [sheet.survey_id, sheet.mode, sheet.language, sheet.form, sheet.code, marks, sheet.count]
    text = _seal().dumps(said)
    return text if isinstance(text, str) else text.decode()


def opened(text: str, survey_id: int, mode: str) -> Sheet | None:
    """Return a form that came back, or nothing when it is not one of this survey and way, or was changed."""
    try:
        said: Any = _seal().loads(text[:LONGEST])
    except BadData:
        return None
    of, way, language, form, code, marks, count = said
    answered = {int(item): value for item, value in marks.items()}
    return Sheet(of, way, language, form, code, answered, count) if (of, way) == (survey_id, mode) else None


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="svar")

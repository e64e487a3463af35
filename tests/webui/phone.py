"""Somebody who answers a survey on a phone, and what became of it."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from sqlalchemy import select, text

from engine.db import Database
from workflows.tryghedsnetvaerk.mapping.survey.models import Answer

LINK, KIOSK = "/svar/birkeparken-svar", "/svar/birkeparken-kiosk"


@dataclass
class Phone:
    """Somebody who answers: keeps what the page shows, and presses."""

    client: Any
    path: str = LINK
    page: Any = None
    sheet: str = ""
    cookies: list[str] = field(default_factory=list)

    def open(self, **query: str) -> "Phone":
        return self._shown(self.client.get(self.path, query_string=query, buffered=True))

    def press(self, what: str, **data: Any) -> "Phone":
        nr = re.search(r'name="nr" value="(\d+)"', self.page.text)
        sent = {"ark": self.sheet, "gaa": what, **({"nr": nr[1]} if nr else {}), **data}
        return self._shown(self.client.post(self.path, data=sent, buffered=True, follow_redirects=True))

    def go(self, side: str) -> "Phone":
        """Ask for a page again, as back, forward and reload do."""
        return self._shown(
            self.client.get(self.path, query_string={"side": side}, buffered=True, follow_redirects=True)
        )

    def answer(self, *values: int) -> "Phone":
        for value in values:
            self.press("videre", svar=value)
        return self

    def _shown(self, page: Any) -> "Phone":
        self.page = page
        self.cookies += [said for one in (*page.history, page) for said in one.headers.getlist("Set-Cookie")]
        found = re.search(r'name="ark" value="([^"]*)"', page.text)
        self.sheet = unescape(found[1]) if found else ""
        return self

    @property
    def said(self) -> str:
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.page.text)).split())


def stored(database: Database) -> list[tuple[str, dict[str, int]]]:
    """Return every answer: its mode, and its marks by the code of the item."""
    asked = text("SELECT m.answer_id, i.code, m.value FROM survey_mark m JOIN questionnaire_item i ON i.id = m.item_id")
    with database.read() as session:
        marks = list(session.execute(asked))
        answers = session.execute(select(Answer.id, Answer.mode)).all()
    return [(mode, {row.code: row.value for row in marks if row.answer_id == at}) for at, mode in answers]

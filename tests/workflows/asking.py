"""A survey that is open, made straight into the tables, and answers to it."""

import secrets
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import select

from engine import records
from engine.commands import Command
from engine.db import Database, Session
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import collecting
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Given, Outcome
from workflows.tryghedsnetvaerk.mapping.survey.models import WEB, Answer, Item, Questionnaire, Survey

CONDITIONS = ("koersel", "affald", "vold", "belysning")


def open_survey(session: Session, command: Command, **values: Any) -> Survey:
    """Write a study, a questionnaire of five questions and a survey that is open from the day of *command*."""
    study = records.add(session, command, Study, {"kind": QUANTITATIVE, "state": "planlagt"})
    fresh = {"key": secrets.token_hex(8)}
    paper = records.add(session, renewed(command, **fresh), Questionnaire, {"title": "Tryghed"})
    session.add_all(_items(paper))
    said = {
        "study_id": study.id, "questionnaire_id": paper.id, "languages": "da,en,ar,tr", "opened_on": command.today,
        "opens_on": command.today, "behind": "Boligforeningen", "contact": "Ali Yıldız, 00 11 22 33",
        "area_told": "Birkestien 1–60", "link": "birkeparken-svar", "kiosk_link": "birkeparken-kiosk",
        "entry_link": "birkeparken-ind", "entry_until": date(2026, 6, 1), **values,
    }  # fmt: skip
    return records.add(session, renewed(command, key=secrets.token_hex(8)), Survey, said)


def renewed(command: Command, **given: Any) -> Command:
    """Return the same person's next command."""
    return Command(workflow=command.workflow, process_id=command.process_id, actor=command.actor, now=command.now,
                   **given)  # fmt: skip


def _items(paper: Questionnaire) -> list[Item]:
    of: dict[str, Any] = {"questionnaire_id": paper.id, "network_id": paper.network_id}
    headline = Item(position=1, code="tryg", kind="hoved", bank="hoved", scale="tryghed", text="Er du tryg?", **of)
    conditions = [
        Item(position=at, code=code, kind="forhold", bank="ni", scale="tryghed", text=code.title(), **of)
        for at, code in enumerate(CONDITIONS, 2)
    ]
    return [headline, *conditions]


def given(items: list[int], chance: Random | None = None, **said: Any) -> Given:
    """Return an answer to every item, on a form of its own."""
    choose = (chance or Random()).randint
    marks = {item: choose(1, 5) for item in items}
    return Given(**{"mode": WEB, "language": "da", "marks": marks, "form": secrets.token_hex(16)} | said)


def items_of(session: Session, survey: Survey) -> list[int]:
    return [item.id for item in collecting.list_items(session, survey)]


def send(database: Database, survey_id: int, answer: Given, now: datetime, *, tidy: bool = True) -> Outcome:
    """Take in one answer as the page does: commit it, and do away with the order."""
    with database.write() as session:
        outcome = collecting.take(session, survey_id, answer, now)
        session.commit()
    if tidy:
        assert database.leave_no_order(*collecting.WRITTEN_ANEW)
    return outcome


def numbers(session: Session) -> set[int]:
    """Return the number of every answer there is."""
    return set(session.scalars(select(Answer.id)))

"""What the crime figures propose to ask about: the largest and the most rising offences of the area (row 51)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.db import Session
from engine.text import SOURCE
from workflows.tryghedsnetvaerk.mapping.crime import classification, notable
from workflows.tryghedsnetvaerk.mapping.crime.queries import figures_of, list_sets
from workflows.tryghedsnetvaerk.mapping.survey import bank, questions
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION

MOST = 8


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offence that stands out, and the question that asks about it: one of a bank, or one that names it.

    *asked* is the code of the question of the questionnaire that asks about it already.
    """

    code: str
    text: str
    newest: int
    before: int | None
    large: bool
    rises: bool
    question: str = ""
    asked: str = ""


def list_proposals(session: Session, network_id: int, asks: Sequence[dict[str, Any]]) -> list[Proposal]:
    """Return what the newest figures of the area propose beside, or among, what a questionnaire asks."""
    found: dict[str, Proposal] = {}
    for row in reversed(list_sets(session, network_id)):
        figures = None if row.unavailable else figures_of(row)
        if figures is not None:
            for one in notable.propose(figures):
                made = _proposed(one, asks)
                found.setdefault(made.text, made)
    return list(found.values())[:MOST]


def _proposed(one: notable.Notable, asks: Sequence[dict[str, Any]]) -> Proposal:
    text = classification.name_offence(one.code, SOURCE, one.text) if one.code else one.text
    nearest = bank.by_offence(one.code)[:1] if one.code else []
    question = nearest[0].code if nearest else ""
    about = {question, one.code} - {""}
    asked = next((item["code"] for item in asks if {item["code"], item["offence"]} & about or item["text"] == text), "")
    return Proposal(one.code, text, one.newest, one.before, one.large, one.rises, question, asked)


def question_of(one: Proposal) -> dict[str, Any]:
    """Return the question that a proposal puts into a questionnaire, with the figures as its reason."""
    note = f"{one.newest} anmeldelser" + (f", {one.before} året før" if one.before is not None else "")
    if one.question:
        return questions.from_bank(one.question, bank.FROM_CRIME, note)
    return questions.own(
        CONDITION, one.text, scale="tryghed", direction=1, provenance=bank.FROM_CRIME, provenance_note=note,
        offence=one.code if questions.is_offence(one.code) else "",
    )  # fmt: skip

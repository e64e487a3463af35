"""What is known of surveys that others made: their results by question, and what each can be compared with."""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import selectinload

from engine import records
from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.statistics.shares import BASE
from workflows.tryghedsnetvaerk.mapping.survey import bank
from workflows.tryghedsnetvaerk.mapping.survey.earlier import lines
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import (
    NO_QUESTION,
    Asked,
    People,
    same_people,
    same_question,
    unsaid,
)
from workflows.tryghedsnetvaerk.mapping.survey.earlier.entering import labels_of, standard
from workflows.tryghedsnetvaerk.mapping.survey.earlier.hiding import Figures, hidden
from workflows.tryghedsnetvaerk.mapping.survey.files.values import plain
from workflows.tryghedsnetvaerk.mapping.survey.models import EARLIER, Item, Questionnaire, Survey
from workflows.tryghedsnetvaerk.mapping.survey.scales import insecure_steps
from workflows.tryghedsnetvaerk.mapping.survey.surveys import get_paper

NEAR = 0.6  # how alike two wordings are for one to be shown as the nearest of those that cannot be compared


@dataclass(frozen=True, slots=True)
class Share:
    """How many of *base* gave one of the answers *steps*; *count* is worked out where only a per cent is known.

    *counted* says that it was not. Where it may not be shown it is *hidden*, and there is no number in it.
    """

    steps: frozenset[int]
    count: float
    base: int
    per_mille: float
    counted: bool
    hidden: bool = False

    def hide(self) -> "Share":
        """Return it without its number."""
        return replace(self, count=0.0, per_mille=0.0, hidden=True)

    @property
    def rated(self) -> bool:
        """Whether its per cent may be shown: it is not hidden, and enough people answered."""
        return not self.hidden and self.base >= BASE


@dataclass(frozen=True, slots=True)
class ItemResults:
    """One question of an earlier survey with its results; *insecure* where they tell how many were."""

    item: Item
    labels: tuple[str, ...]
    base: int
    shares: tuple[Share, ...]
    insecure: Share | None

    @property
    def why(self) -> str:
        """Why its results do not add up, where they do not."""
        return self.item.provenance_note


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a question can be held against: a question of the banks, or of a *study*; *reasons* keep it from that."""

    text: str
    study: Study | None
    reasons: tuple[str, ...]


def list_results(session: Session, survey: Survey) -> list[ItemResults]:
    """Return the questions of a survey that others made, in their order, with their results as they were typed."""
    paper = get_paper(session, survey) if survey.origin == EARLIER else None
    return _typed(survey, paper) if paper else []


def list_told(session: Session, survey: Survey) -> list[ItemResults]:
    """Return what *list_results* does, with what could point at few people hidden."""
    paper = get_paper(session, survey) if survey.origin == EARLIER else None
    return told_of(survey, paper) if paper else []


def told_of(survey: Survey, paper: Questionnaire) -> list[ItemResults]:
    """Return the questions of an earlier survey as they may be shown to anybody."""
    typed = _typed(survey, paper)
    hides = hidden([_figures(one) for one in typed])
    return [_told(one, hides.get(_named(one), set())) for one in typed]


def _figures(one: ItemResults) -> Figures:
    counts = {share.steps: share.count for share in (*one.shares, *([one.insecure] if one.insecure else []))}
    answers = frozenset(range(1, len(one.labels) + 1)).union(*counts)
    return Figures(_named(one), one.base, answers, counts, frozenset(insecure_steps(one.item)))


def _named(one: ItemResults) -> str:
    return str(one.item.position)


def _told(one: ItemResults, hides: Collection[frozenset[int]]) -> ItemResults:
    def shown(share: Share) -> Share:
        rated = share.counted or share.base >= BASE
        return share if rated and share.steps not in hides else share.hide()

    return replace(one, shares=tuple(map(shown, one.shares)), insecure=one.insecure and shown(one.insecure))


def _typed(survey: Survey, paper: Questionnaire) -> list[ItemResults]:
    told: dict[int, list[Share]] = {}
    for one in survey.results:
        steps = frozenset(int(step) for step in one.steps.split(","))
        count = float(one.count) if one.count is not None else (one.per_mille or 0) * one.base / lines.WHOLE
        told.setdefault(one.item_id, []).append(
            Share(steps, count, one.base, count * lines.WHOLE / one.base, one.count is not None)
        )
    return [_results(item, told.get(item.id, [])) for item in sorted(paper.items, key=lambda item: item.position)]


def _results(item: Item, shares: Sequence[Share]) -> ItemResults:
    ordered = tuple(sorted(shares, key=lambda share: (min(share.steps) < 0, sorted(map(abs, share.steps)))))
    base = ordered[0].base if ordered else 0
    return ItemResults(item, labels_of(item), base, ordered, find_share(ordered, insecure_steps(item)))


def find_share(shares: Sequence[Share], steps: Collection[int]) -> Share | None:
    """Return how many gave one of *steps*, where the results tell it: as one figure, or as a sum of some."""
    wanted = frozenset(steps)
    if not wanted:
        return None
    if whole := next((share for share in shares if share.steps == wanted), None):
        return whole
    parts, covered = list[Share](), frozenset[int]()
    for share in sorted(shares, key=lambda one: len(one.steps)):
        if share.steps <= wanted and not share.steps & covered:
            parts.append(share)
            covered |= share.steps
    if covered != wanted:
        return None
    return Share(wanted, sum(one.count for one in parts), parts[0].base, sum(one.per_mille for one in parts),
                 all(one.counted for one in parts))  # fmt: skip


def as_told(one: ItemResults) -> lines.Told:
    """Return results as they are typed, every answer on a line of its own."""
    beside = tuple(sorted({step for share in one.shares for step in share.steps if step < 0}, reverse=True))
    results = (
        lines.Result(tuple(sorted(share.steps)), round(share.count) if share.counted else None,
                     None if share.counted else round(share.per_mille))
        for share in one.shares
    )  # fmt: skip
    return lines.Told(one.labels, beside, tuple(results))


def people(survey: Survey) -> People:
    """Return whom a survey is about."""
    return People(survey.counted, survey.age_from, survey.area_told)


def compare(session: Session, survey: Survey) -> dict[int, list[Comparison]]:
    """Return by item what each question of an earlier survey can be compared with, and what keeps it from that.

    First the question of the banks that it is, or is nearest to; then the questions of the network's other surveys.
    """
    paper = get_paper(session, survey)
    rows = records.list_each(session, (Survey, Study, Questionnaire), survey.network_id)
    others = [one for one in rows[Survey] if one.id != survey.id and one.questionnaire_id]
    studies = {one.id: one for one in rows[Study]}
    asks = {one.id: [Asked(item.text, labels_of(item)) for item in one.items] for one in rows[Questionnaire]}
    found: dict[int, list[Comparison]] = {}
    for item in paper.items if paper else ():
        asked = Asked(item.text, labels_of(item))
        found[item.id] = [*_of_banks(asked, people(survey))]
        for other in others:
            if near := _nearest(asked, asks.get(other.questionnaire_id or 0, ())):
                reasons = (*same_question(asked, near), *same_people(people(survey), people(other)))
                found[item.id].append(Comparison(near.text, studies.get(other.study_id), reasons))
    return found


def _of_banks(asked: Asked, whom: People) -> list[Comparison]:
    near = _nearest(asked, [standard(one) for one in bank.ITEMS.values()])
    return [Comparison(near.text, None, (*same_question(asked, near), *unsaid(whom)))] if near else []


def _nearest(asked: Asked, others: Sequence[Asked]) -> Asked | None:
    """Return the question worded most like another; of two alike, the one with the same answers."""
    scored = [(_alike(asked.text, one.text), not same_question(asked, one), one) for one in others]
    best = max(scored, key=lambda told: told[:2], default=None)
    return best[2] if best and best[0] >= NEAR else None


def _alike(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, plain(one), plain(other), autojunk=False)
    most = matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR  # both are at least what it is
    return matcher.ratio() if most else 0.0


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier survey beside another: how many were insecure by item of the other, or why none is held against it."""

    study: Study
    survey: Survey
    insecure: Mapping[int, Share]
    reasons: tuple[str, ...]


def list_before(session: Session, survey: Survey) -> list[Before]:
    """Return what surveys that others made can say beside a *survey* of the same people: the same questions alone."""
    models: tuple[type[Any], ...] = (Survey, Study, Questionnaire)
    wanted = {model: model.network_id == survey.network_id for model in models}
    rows = records.find_each(session, wanted, (selectinload(Survey.results),))
    studies, papers = ({one.id: one for one in rows[model]} for model in (Study, Questionnaire))
    asked = {item.id: Asked(item.text, labels_of(item)) for item in papers[survey.questionnaire_id].items}
    found = []
    for other in (one for one in rows[Survey] if one.origin == EARLIER and one.questionnaire_id):
        told = [one for one in told_of(other, papers[other.questionnaire_id]) if one.insecure]
        same = {here: one.insecure for one in told for here, mine in asked.items()
                if one.insecure and not same_question(mine, Asked(one.item.text, one.labels))}  # fmt: skip
        reasons = (*same_people(people(survey), people(other)), *([] if same else [NO_QUESTION]))
        found.append(Before(studies[other.study_id], other, {} if reasons else same, reasons))
    return found

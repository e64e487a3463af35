"""Answers counted in the database: how many gave which answer to what, never one answer by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.survey import scales
from workflows.tryghedsnetvaerk.mapping.survey.collecting import count_by_mode
from workflows.tryghedsnetvaerk.mapping.survey.models import Item, Mark, Survey

Values = dict[int, int]  # how many gave each answer


@dataclass(frozen=True)
class Tally:
    """Everything that is counted of a survey's answers; questions are named by their number.

    *values* is each question by itself, *crossed* each question by one of background: its answer and that one's.
    *cells* is each question by sex and age. *sums* and *each* are what the index of the conditions is made from.
    """

    answers: int
    modes: Mapping[str, int]
    values: Mapping[int, Values]
    crossed: Mapping[tuple[int, int], Mapping[tuple[int, int], int]] = field(default_factory=dict)
    cells: Mapping[int, Mapping[tuple[int, int, int], int]] = field(default_factory=dict)
    sums: Mapping[tuple[int, int], int] = field(default_factory=dict)
    each: Sequence[Values] = ()


def count(
    session: Session, survey: Survey, background: Sequence[Item], conditions: Sequence[Item], cells: Sequence[Item] = ()
) -> Tally:
    """Count the answers of a survey: by each question of *background*, by the two of *cells* together if given."""
    modes, values = count_by_mode(session, survey.id), count_values(session, survey)
    crossed = {
        (item, one.id): told for one in background for item, told in _crossed(session, survey, one).items()
    }  # fmt: skip
    sums, each = _added_up(session, survey, conditions) if len(conditions) > 1 else ({}, [])
    celled = _celled(session, survey, *cells) if cells else {}
    return Tally(sum(modes.values()), modes, values, crossed, celled, sums, each)


def count_values(session: Session, survey: Survey) -> dict[int, Values]:
    """Return how many gave each answer to each question."""
    wanted = select(Mark.item_id, Mark.value, func.count()).where(Mark.survey_id == survey.id)
    found: dict[int, Values] = {}
    for item, value, number in session.execute(wanted.group_by(Mark.item_id, Mark.value)):
        found.setdefault(item, {})[value] = number
    return found


def _crossed(session: Session, survey: Survey, by: Item) -> dict[int, dict[tuple[int, int], int]]:
    """Return how many gave each answer to each question and one to *by*."""
    group = aliased(Mark)
    wanted = (
        select(Mark.item_id, Mark.value, group.value, func.count())
        .join(group, (group.answer_id == Mark.answer_id) & (group.item_id == by.id))
        .where(Mark.survey_id == survey.id)
        .group_by(Mark.item_id, Mark.value, group.value)
    )
    found: dict[int, dict[tuple[int, int], int]] = {}
    for item, value, of, number in session.execute(wanted):
        found.setdefault(item, {})[value, of] = number
    return found


def _celled(session: Session, survey: Survey, first: Item, second: Item) -> dict[int, dict[tuple[int, int, int], int]]:
    """Return how many gave each answer to each question, and one to each of two others."""
    one, other = aliased(Mark), aliased(Mark)
    wanted = (
        select(Mark.item_id, Mark.value, one.value, other.value, func.count())
        .join(one, (one.answer_id == Mark.answer_id) & (one.item_id == first.id))
        .join(other, (other.answer_id == Mark.answer_id) & (other.item_id == second.id))
        .where(Mark.survey_id == survey.id)
        .group_by(Mark.item_id, Mark.value, one.value, other.value)
    )
    found: dict[int, dict[tuple[int, int, int], int]] = {}
    for item, value, of, and_of, number in session.execute(wanted):
        found.setdefault(item, {})[value, of, and_of] = number
    return found


def _added_up(
    session: Session, survey: Survey, conditions: Sequence[Item]
) -> tuple[dict[tuple[int, int], int], list[Values]]:
    """Return what the index is made from: answers by how many conditions they tell and the sum of them, and so on."""
    far = case(
        *((Mark.item_id == one.id, len(scales.steps(one)) + 1 - Mark.value) for one in conditions if one.direction < 0),
        else_=Mark.value,
    ) if any(one.direction < 0 for one in conditions) else Mark.value  # fmt: skip
    asked = [one.id for one in conditions]
    each = (
        select(Mark.answer_id, func.count().label("told"), func.sum(far).label("far"))
        .where(Mark.survey_id == survey.id, Mark.item_id.in_(asked), Mark.value > 0)
        .group_by(Mark.answer_id)
        .subquery()
    )
    sums = select(each.c.told, each.c.far, func.count()).group_by(each.c.told, each.c.far)
    whole = (
        select(Mark.item_id, Mark.value, func.count())
        .join(each, (each.c.answer_id == Mark.answer_id) & (each.c.told == len(asked)))
        .where(Mark.survey_id == survey.id, Mark.item_id.in_(asked))
        .group_by(Mark.item_id, Mark.value)
    )
    found: dict[int, Values] = {item: {} for item in asked}
    for item, value, number in session.execute(whole):
        found[item][value] = number
    return {(told, int(summed)): number for told, summed, number in session.execute(sums)}, list(found.values())

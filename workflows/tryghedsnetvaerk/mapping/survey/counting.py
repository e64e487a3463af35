"""Answers counted in the database: how many gave which answer to what, never one answer by itself.

The marks of each answer are laid side by side, and those rows are grouped by all background there is: from these sums
every breakdown is added up. One more GROUP BY makes the index. A survey of many questions is counted some at a time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, case, func, literal, select

from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.survey import scales
from workflows.tryghedsnetvaerk.mapping.survey.collecting import count_by_mode, list_items
from workflows.tryghedsnetvaerk.mapping.survey.models import Answer, Item, Mark, Survey

Values = dict[int, int]  # how many gave each answer
QUESTIONS, GROUPS = 20, 1_000  # counted in one statement: questions, and groups that background makes


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
    modes, made = count_by_mode(session, survey.id), _Counted(cells)
    groups = {item.id for item in background}
    parts = _parts([item for item in list_items(session, survey) if item.id not in groups])
    for nth, by in enumerate(_together(background, cells)):
        for part, asked in enumerate(parts):
            rows = session.execute(_grouped(survey, by, asked)).all()
            made.ask(by, asked, rows, first=nth == 0)
            if part == 0:
                made.divide(by, rows)
    sums, each = _added_up(session, survey, conditions) if len(conditions) > 1 else ({}, [])
    return Tally(sum(modes.values()), modes, made.values, made.crossed, made.cells, sums, each)


def count_values(session: Session, survey: Survey) -> dict[int, Values]:
    """Return how many gave each answer to each question."""
    wanted = select(Mark.item_id, Mark.value, func.count()).where(Mark.survey_id == survey.id)
    found: dict[int, Values] = {}
    for item, value, number in session.execute(wanted.group_by(Mark.item_id, Mark.value)):
        found.setdefault(item, {})[value] = number
    return found


def _together(background: Sequence[Item], cells: Sequence[Item]) -> list[list[Item]]:
    """Return the questions of background in few sets that make no more than *GROUPS* each, the two of *cells* first."""
    sets = [list(cells)]
    for item in (one for one in background if one not in cells):
        if prod(len(scales.answers(one)) + 1 for one in (*sets[-1], item)) > GROUPS and sets[-1]:
            sets.append([])
        sets[-1].append(item)
    return sets


def _parts(asked: Sequence[Item]) -> list[Sequence[Item]]:
    return [asked[first : first + QUESTIONS] for first in range(0, len(asked), QUESTIONS)] or [[]]


def _beside(survey: Survey, items: Iterable[Item]) -> Subquery:
    """Return what each answer says to some questions, side by side; nothing where it skipped one."""
    said = [func.max(Mark.value).filter(Mark.item_id == item.id).label(f"of_{item.id}") for item in items]
    wanted = select(Answer.id, *said).join(Mark, Mark.answer_id == Answer.id)
    return wanted.where(Answer.survey_id == survey.id).group_by(Answer.id).subquery()


def _of(people: Subquery, item: Item) -> ColumnElement[int]:
    return people.c[f"of_{item.id}"]


def _grouped(survey: Survey, by: Sequence[Item], asked: Sequence[Item]) -> Select[*tuple[Any, ...]]:
    """Return, for every group that *by* makes together, its answers to *by*, its size, and how often each was given."""
    people = _beside(survey, (*by, *asked))
    groups = [_of(people, item) for item in by]
    numbers = [func.count().filter(_of(people, item) == answer) for item, answer in _answers(asked)]
    return select(*groups, func.count(), *numbers).group_by(*groups)


def _answers(asked: Iterable[Item]) -> Iterator[tuple[Item, int]]:
    return ((item, answer) for item in asked for answer, _key in scales.answers(item))


class _Counted:
    """What is added up from the groups of every statement; *cells* are the two questions looked at together."""

    def __init__(self, cells: Sequence[Item]) -> None:
        self._both = tuple(item.id for item in cells)
        self.values: dict[int, Values] = defaultdict(dict)
        self.crossed: dict[tuple[int, int], dict[tuple[int, int], int]] = defaultdict(dict)
        self.cells: dict[int, dict[tuple[int, int, int], int]] = defaultdict(dict)

    def divide(self, by: Sequence[Item], rows: Sequence[Row[Any]]) -> None:
        """Add how many there are in each group of background."""
        for row in rows:
            group, number = self._group(by, row), row[len(by)]
            for item, said in group.items():
                _add(self.values[item], said, number)
            if cell := self._cell(group):
                _add(self.cells[self._both[0]], (cell[0], *cell), number)

    def ask(self, by: Sequence[Item], asked: Sequence[Item], rows: Sequence[Row[Any]], *, first: bool) -> None:
        """Add how often each answer was given; by itself only the *first* time that the questions are asked about."""
        for row in rows:
            group = self._group(by, row)
            cell = self._cell(group)
            for (item, answer), number in zip(_answers(asked), row[len(by) + 1 :], strict=True):
                if first:
                    _add(self.values[item.id], answer, number)
                for one, said in group.items():
                    _add(self.crossed[item.id, one], (answer, said), number)
                if cell:
                    _add(self.cells[item.id], (answer, *cell), number)

    @staticmethod
    def _group(by: Sequence[Item], row: Row[Any]) -> dict[int, int]:
        return {item.id: said for item, said in zip(by, row, strict=False) if said is not None}

    def _cell(self, group: Mapping[int, int]) -> tuple[int, int] | None:
        if not self._both or not all(item in group for item in self._both):
            return None
        return group[self._both[0]], group[self._both[1]]


def _add(into: dict[Any, int], key: Any, number: int) -> None:
    if number:
        into[key] = into.get(key, 0) + number


def _added_up(
    session: Session, survey: Survey, conditions: Sequence[Item]
) -> tuple[dict[tuple[int, int], int], list[Values]]:
    """Return what the index is made from: answers by how many conditions they tell and the sum of them, and so on."""
    people = _beside(survey, conditions)
    told: ColumnElement[int] = literal(0)
    far: ColumnElement[int] = literal(0)
    for item in conditions:
        said = _of(people, item)
        told += case((said > 0, 1), else_=0)
        far += case((said > 0, said if item.direction > 0 else len(scales.steps(item)) + 1 - said), else_=0)
    steps = [(item, step) for item in conditions for step in scales.steps(item)]
    numbers = [func.count().filter(_of(people, item) == step) for item, step in steps]
    sums, each = dict[tuple[int, int], int](), {item.id: Values() for item in conditions}
    grouped = select(told.label("told"), far.label("far"), func.count(), *numbers).group_by("told", "far")
    for answered, summed, count, *given in session.execute(grouped):
        if answered:
            sums[answered, summed] = count
        if answered == len(conditions):
            for (item, step), number in zip(steps, given, strict=True):
                _add(each[item.id], step, number)
    return sums, list(each.values())

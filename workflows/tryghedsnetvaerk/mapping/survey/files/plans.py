"""Which question each column answers and what its values mean: proposed, changed by people, kept for the next round."""

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.survey.files.columns import CLOSED, MODE, WHOLE, Shape, spellings
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import Table
from workflows.tryghedsnetvaerk.mapping.survey.files.values import Meanings, Question, by_mode, plain

BY_MODE = "maade"  # what a column is for that says how each answer was given
BY_CODE, BY_TEXT, ALIKE = 3, 2, 1
LIKE, APART = 0.85, 0.05  # how alike a heading and a question must be, and how much less alike all others
LARGEST_PLAN = 200_000
UNREADABLE = N_(
    "Filen med kolonnerne kan ikke læses. Den skal være JSON, som »tryghed import survey --show-columns« skriver den."
)


@dataclass(frozen=True, slots=True)
class Use:
    """What a column is used for: a question by its code or how answers were given, and what each value means.

    A value that means nothing yet is not among *values*; one that counts as skipped is 0.
    """

    target: str = ""
    values: Mapping[str, int | str] = field(default_factory=dict)


Plan = Mapping[str, Use]  # by heading


def propose(table: Table, shape: Shape, questions: Sequence[Question]) -> dict[str, Use]:
    """Return the columns with what they are certainly for, and their values with what they certainly mean."""
    by_code = {question.code: question for question in questions}
    targets = match(table, shape, questions)
    plan = {}
    for column in shape.of_kind(CLOSED, MODE):
        heading = table.headings[column]
        target = BY_MODE if shape.kinds[column] == MODE else targets.get(column, "")
        values = distinct(table, column)
        plan[heading] = Use(target, meant(table, heading, target, values, by_code))
    return plan


def meant(
    table: Table, heading: str, target: str, values: Sequence[str], by_code: Mapping[str, Question]
) -> dict[str, int | str]:
    """Return what the *values* of a column certainly mean for what it is used for."""
    if target == BY_MODE:
        return {value: mode for value in values if (mode := by_mode(value))}
    question = by_code.get(target)
    if question is None:
        return {}
    coded = target.casefold() in spellings(heading)
    known = Meanings(question, table.labels.get(heading, {}), coded, values)
    proposed = {value: known.proposed(value) for value in values}
    return {value: step for value, step in proposed.items() if step is not None}


def distinct(table: Table, column: int) -> list[str]:
    """Return what stands in a column, each once: numbers by size, then words."""
    found = {value for value in table.values(column) if value}
    return sorted(found, key=_by_size)


def _by_size(value: str) -> tuple[bool, int, str]:
    number = int(value) if WHOLE.fullmatch(value) else 0
    return not WHOLE.fullmatch(value), number, value


def match(table: Table, shape: Shape, questions: Sequence[Question]) -> dict[int, str]:
    """Return which question each column certainly answers; where two columns claim one, or one claims two, neither."""
    claims: dict[int, tuple[int, str]] = {}
    for column in shape.of_kind(CLOSED):
        heading = table.headings[column]
        if found := _claim([heading, table.texts.get(heading, "")], questions):
            claims[column] = found
    strongest: dict[str, list[tuple[int, int]]] = {}
    for column, (strength, code) in claims.items():
        strongest.setdefault(code, []).append((strength, column))
    matched = {}
    for code, rivals in strongest.items():
        most = max(strength for strength, _column in rivals)
        best = [column for strength, column in rivals if strength == most]
        if len(best) == 1:
            matched[best[0]] = code
    return matched


def _claim(headings: Iterable[str], questions: Sequence[Question]) -> tuple[int, str] | None:
    names = {name for heading in headings for name in spellings(heading) if name}
    for strength, told in ((BY_CODE, _codes), (BY_TEXT, _texts)):
        found = [question.code for question in questions if names & told(question)]
        found = found or [one.code for one in questions if {plain(name) for name in names} & told(one)]
        if len(found) == 1:
            return strength, found[0]
        if found:
            return None
    return _nearest(names, questions)


def _codes(question: Question) -> set[str]:
    return {question.code.casefold()}


def _texts(question: Question) -> set[str]:
    return {plain(text) for text in question.texts}


def _nearest(names: Iterable[str], questions: Sequence[Question]) -> tuple[int, str] | None:
    """Return the one question that a heading is nearly worded as."""
    told = [plain(name) for name in names if len(name) > 8]
    nearness = {
        one.code: max((_alike(name, text) for name in told for text in _texts(one)), default=0.0) for one in questions
    }
    scored = sorted(((near, code) for code, near in nearness.items()), reverse=True)
    if not scored or scored[0][0] < LIKE or (len(scored) > 1 and scored[0][0] - scored[1][0] < APART):
        return None
    return ALIKE, scored[0][1]


def _alike(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE else 0.0


def written(plan: Plan) -> str:
    """Return a plan as a text that *read* reads."""
    told = {heading: {"question": use.target, "values": dict(use.values)} for heading, use in plan.items()}
    return json.dumps({"columns": told}, ensure_ascii=False, sort_keys=True)


def read(text: str) -> dict[str, Use]:
    """Read a plan that was written.

    :raises BadInput: if it is not one
    """
    if len(text) > LARGEST_PLAN:
        raise BadInput(UNREADABLE)
    try:
        told = json.loads(text)["columns"]
        return {str(heading): _use(use) for heading, use in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadInput(UNREADABLE) from None


def _use(told: Mapping[str, object]) -> Use:
    target, values = told["question"], told["values"]
    if not isinstance(target, str) or not isinstance(values, dict):
        raise TypeError
    if not all(isinstance(meant, int | str) and not isinstance(meant, bool) for meant in values.values()):
        raise TypeError
    return Use(target, values)

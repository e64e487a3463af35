"""The columns of a file of answers as a form: what each is for, and what each of its values means."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField, IntegerField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from engine.text import N_
from webui.saying.language import _
from webui.saying.words import choices
from webui.visit.forms import LARGEST, Form, choice
from workflows.tryghedsnetvaerk.mapping.survey.files import plans
from workflows.tryghedsnetvaerk.mapping.survey.files.packing import MOST_PACKED, Packed
from workflows.tryghedsnetvaerk.mapping.survey.files.plans import BY_MODE, Plan, Use
from workflows.tryghedsnetvaerk.mapping.survey.files.values import SKIPPED, Question
from workflows.tryghedsnetvaerk.mapping.survey.models import DONT_KNOW, MODES, NO_ANSWER

LONGEST = 40  # signs of a value that are shown
NUMBER = re.compile(r"-?[0-9]{1,4}")
UNSAID = ""


class ColumnsForm(Form):
    """What is carried along beside the columns themselves."""

    packed = HiddenField(validators=[Length(max=MOST_PACKED)])
    paper = IntegerField(widget=HiddenInput(), validators=[NumberRange(1, LARGEST)])
    population = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(1, 100_000)])
    age_from = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(0, 99)])
    counted = HiddenField()
    area_told = HiddenField(validators=[Length(max=200)])
    press = HiddenField()


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a column, how often it stands there, what it is called in the file, and the field for its meaning."""

    value: str
    count: int
    called: str
    field: Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how people find it, what it is used for, and its fields."""

    heading: str
    named: str
    use: Use
    target: Any
    was: Any
    values: Sequence[Value]

    @property
    def unsaid(self) -> int:
        """How many of its values still mean nothing."""
        return sum(one.value not in self.use.values for one in self.values)


def kept_or_proposed(packed: Packed, asked: Sequence[Question], kept: Plan) -> dict[str, Use]:
    """Return what the columns are certainly for, with what was said of them in an earlier round."""
    proposed = plans.propose(packed.table, packed.shape, asked)
    if not kept:
        return proposed
    codes = {question.code: question for question in asked}
    laid = {}
    for column, heading in enumerate(packed.table.headings):
        use = kept.get(heading)
        if use is None or not (use.target in codes or use.target == BY_MODE):
            laid[heading] = proposed[heading]
            continue
        values = plans.distinct(packed.table, column)
        meant = plans.meant(packed.table, heading, use.target, values, codes)
        laid[heading] = Use(use.target, meant | {one: use.values[one] for one in values if one in use.values})
    return laid


def columns_form(
    packed: Packed, asked: Sequence[Question], plan: Plan, spoken: Mapping[str, Sequence[str]]
) -> type[ColumnsForm]:
    """Return the form of a file's columns: a list of questions for each, and a list of answers for each value."""
    questions = [(UNSAID, _(N_("Bruges ikke"))), *((one.code, spoken[one.code][0]) for one in asked),
                 (BY_MODE, _(N_("Hvordan der blev svaret")))]  # fmt: skip
    fields: dict[str, Any] = {}
    for column, heading in enumerate(packed.table.headings):
        use = plan.get(heading, Use())
        fields[f"c{column}"] = choice(packed.table.named(column), questions)
        fields[f"was{column}"] = HiddenField()
        meanings = _meanings(use.target, spoken)
        for number, value in enumerate(plans.distinct(packed.table, column)):
            fields[f"meaning{column}_{number}"] = choice(value[:LONGEST], meanings) if meanings else HiddenField()
    return type("FileColumnsForm", (ColumnsForm,), fields)


def _meanings(target: str, spoken: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return what a value of a column may mean."""
    unsaid = (UNSAID, _(N_("Vælg, hvad det betyder")))
    if target == BY_MODE:
        return [unsaid, *choices("answer_mode", MODES)]
    if target not in spoken:
        return []
    steps = [(str(step), name) for step, name in enumerate(spoken[target]) if step]
    return [
        unsaid, *steps, (str(DONT_KNOW), _(N_("Ved ikke"))), (str(NO_ANSWER), _(N_("Ønsker ikke at svare"))),
        (str(SKIPPED), _(N_("Intet svar: sprunget over"))),
    ]  # fmt: skip


def plan_of(sent: Mapping[str, str], packed: Packed, asked: Sequence[Question]) -> dict[str, Use]:
    """Return what was said of the columns; where another question was chosen, its values are proposed anew."""
    codes = {question.code: question for question in asked}
    plan = {}
    for column, heading in enumerate(packed.table.headings):
        target = sent.get(f"c{column}", UNSAID)
        values = plans.distinct(packed.table, column)
        if target != sent.get(f"was{column}", UNSAID):
            meant = plans.meant(packed.table, heading, target, values, codes)
        else:
            said = {value: sent.get(f"meaning{column}_{number}", UNSAID) for number, value in enumerate(values)}
            meant = {value: _meaning(target, one) for value, one in said.items() if one != UNSAID}
        plan[heading] = Use(target, meant)
    return plan


def _meaning(target: str, said: str) -> int | str:
    return int(said) if target != BY_MODE and NUMBER.fullmatch(said) else said


def drawn(form: Any, packed: Packed, asked: Sequence[Question], plan: Plan) -> list[Column]:
    """Return the columns as the page shows them, and fill the form with what is said of each."""
    codes = {question.code for question in asked} | {BY_MODE}
    shown = []
    for column, heading in enumerate(packed.table.headings):
        use = plan.get(heading, Use())
        counts = Counter(packed.table.values(column))
        labels = packed.table.labels.get(heading, {})
        target, was = form[f"c{column}"], form[f"was{column}"]
        target.data = was.data = use.target
        values = []
        for number, value in enumerate(plans.distinct(packed.table, column) if use.target in codes else ()):
            field = form[f"meaning{column}_{number}"]
            field.data = str(use.values.get(value, UNSAID))
            values.append(Value(value[:LONGEST], counts[value], labels.get(value, ""), field))
        shown.append(Column(heading, packed.table.named(column), use, target, was, values))
    return shown

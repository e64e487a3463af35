"""The answers of a file, read by a plan: all of it, or every place where it cannot be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.survey.files.packing import Packed
from workflows.tryghedsnetvaerk.mapping.survey.files.plans import BY_MODE, Plan, Use
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import Row, Table
from workflows.tryghedsnetvaerk.mapping.survey.files.values import SKIPPED, Question
from workflows.tryghedsnetvaerk.mapping.survey.models import FILE, MODES

NO_COLUMN = N_("Kolonnen »{kolonne}« er ikke i filen.")
NO_QUESTION = N_("Kolonne {kolonne}: der er intet spørgsmål med koden »{kode}«.")
TWICE = N_("Kolonnerne {foerste} og {anden} er begge valgt til »{spoergsmaal}«. Vælg kun én.")
TWO_MODES = N_("Kolonnerne {foerste} og {anden} er begge valgt til at sige, hvordan der blev svaret. Vælg kun én.")
NOTHING_CHOSEN = N_("Ingen kolonne er valgt til et spørgsmål.")
NO_ANSWERS = N_("Der er ingen svar at læse ind: ingen række har et svar på de valgte spørgsmål.")
NOT_A_STEP = N_(
    "Række {raekke}, kolonne {kolonne}: »{vaerdi}« er ikke et af svarene på »{spoergsmaal}«. Vælg, hvad det betyder."
)
NOT_A_MODE = N_(
    "Række {raekke}, kolonne {kolonne}: »{vaerdi}« er ikke en kendt måde at svare på. Vælg, hvad det betyder."
)
BAD_STEP = N_("Kolonne {kolonne}: »{vaerdi}« kan ikke betyde svar {trin} på »{spoergsmaal}«.")
BAD_MODE = N_("Kolonne {kolonne}: »{vaerdi}« kan ikke betyde »{trin}«. Skriv en af måderne {maader}.")
AGAIN = N_(
    "Række {raekke}, kolonne {kolonne}: samme nummer som i række {foerste}. Det samme svar må kun stå én gang: slet "
    "den ene række."
)
MOST_LONG = 40


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """One answer of a file: how it was given, and by item what it says; its row is not kept."""

    mode: str
    marks: Mapping[int, int]


@dataclass(slots=True)
class Read:
    """What a file holds by a plan; with anything *wrong*, none of it may be stored."""

    answers: list[FileAnswer] = field(default_factory=list)
    unfinished: int = 0
    blank: int = 0
    wrong: list[BadInput] = field(default_factory=list)

    def counts(self) -> dict[int, Counter[int]]:
        """Return of each item how many gave each answer."""
        told: dict[int, Counter[int]] = {}
        for answer in self.answers:
            for item, value in answer.marks.items():
                told.setdefault(item, Counter())[value] += 1
        return told


@dataclass(frozen=True, slots=True)
class _Asked:
    """The columns that are used: each with its question, and the one that says how answers were given."""

    questions: Sequence[tuple[int, Question, Use]]
    mode: tuple[int, Use] | None


def read(packed: Packed, questions: Sequence[Question], plan: Plan) -> Read:
    """Read the answers of a file by a plan; what cannot be read is named by its row and column."""
    told, table = Read(unfinished=packed.unfinished), packed.table
    asked = _asked(table, questions, plan, told.wrong)
    told.wrong += [BadInput(AGAIN, raekke=row, foerste=first, kolonne=column) for row, first, column in packed.again]
    for row in table.rows:
        _read_row(table, row, asked, told)
    if not told.answers and not told.wrong:
        told.wrong.append(BadInput(NO_ANSWERS))
    return told


def _asked(table: Table, questions: Sequence[Question], plan: Plan, wrong: list[BadInput]) -> _Asked:
    by_code = {question.code: question for question in questions}
    columns = {heading: column for column, heading in reversed(list(enumerate(table.headings)))}
    used: list[tuple[int, Question, Use]] = []
    mode = None
    for heading, use in plan.items():
        column = columns.get(heading)
        if column is None:
            wrong.append(BadInput(NO_COLUMN, kolonne=heading[:MOST_LONG]))
        elif use.target == BY_MODE:
            wrong += _second(TWO_MODES, table, mode, column)
            wrong += _bad_modes(table.named(column), use)
            mode = mode or (column, use)
        elif use.target:
            question = by_code.get(use.target)
            if question is None:
                wrong.append(BadInput(NO_QUESTION, kolonne=table.named(column), kode=use.target[:MOST_LONG]))
                continue
            first = next((one for one in used if one[1] is question), None)
            wrong += _second(TWICE, table, first, column, spoergsmaal=question.texts[0])
            wrong += _bad_steps(table.named(column), question, use)
            used.append((column, question, use))
    if not used and not wrong:
        wrong.append(BadInput(NOTHING_CHOSEN))
    return _Asked(used, mode)


def _second(
    text: str, table: Table, first: tuple[int, Use] | tuple[int, Question, Use] | None, column: int, **values: str
) -> list[BadInput]:
    if first is None:
        return []
    return [BadInput(text, foerste=table.named(first[0]), anden=table.named(column), **values)]


def _bad_steps(column: str, question: Question, use: Use) -> list[BadInput]:
    return [
        BadInput(BAD_STEP, kolonne=column, vaerdi=value[:MOST_LONG], trin=meant, spoergsmaal=question.texts[0])
        for value, meant in use.values.items() if meant not in question.allowed and meant != SKIPPED
    ]  # fmt: skip


def _bad_modes(column: str, use: Use) -> list[BadInput]:
    return [
        BadInput(BAD_MODE, kolonne=column, vaerdi=value[:MOST_LONG], trin=meant, maader=", ".join(MODES))
        for value, meant in use.values.items() if meant not in MODES
    ]  # fmt: skip


def _read_row(table: Table, row: Row, asked: _Asked, told: Read) -> None:
    marks: dict[int, int] = {}
    before = len(told.wrong)
    for column, question, use in asked.questions:
        value = row.cells[column]
        meant = use.values.get(value) if value else SKIPPED
        if meant is None:
            told.wrong.append(
                BadInput(NOT_A_STEP, raekke=row.number, kolonne=table.named(column), vaerdi=value[:MOST_LONG],
                         spoergsmaal=question.texts[0])
            )  # fmt: skip
        elif meant != SKIPPED:
            marks[question.id] = int(meant)
    mode = _mode(table, row, asked.mode, told)
    if len(told.wrong) > before:
        return
    if marks:
        told.answers.append(FileAnswer(mode, marks))
    else:
        told.blank += 1


def _mode(table: Table, row: Row, by: tuple[int, Use] | None, told: Read) -> str:
    value = row.cells[by[0]] if by else ""
    if not by or not value:
        return FILE
    meant = by[1].values.get(value)
    if meant is None:
        told.wrong.append(BadInput(NOT_A_MODE, raekke=row.number, kolonne=table.named(by[0]), vaerdi=value[:MOST_LONG]))
    return str(meant or FILE)

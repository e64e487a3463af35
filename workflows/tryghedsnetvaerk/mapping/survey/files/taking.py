"""Storing the answers of a file: all of them at once, in no order, with nothing of the file but what was answered."""

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey.collecting import count_by_mode, list_items
from workflows.tryghedsnetvaerk.mapping.survey.counting import count_values
from workflows.tryghedsnetvaerk.mapping.survey.files.answers import FileAnswer
from workflows.tryghedsnetvaerk.mapping.survey.files.plans import LARGEST_PLAN, Plan, Use, read, written
from workflows.tryghedsnetvaerk.mapping.survey.files.values import Question
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    EARLIER,
    HERE,
    IMPORTED,
    Answer,
    Mark,
    Questionnaire,
    Survey,
)
from workflows.tryghedsnetvaerk.mapping.survey.questionnaires import list_translations
from workflows.tryghedsnetvaerk.mapping.survey.scales import answers
from workflows.tryghedsnetvaerk.mapping.survey.surveys import LEFT_OUT, MADE, find_survey, find_surveys, must_be_sayable
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words, known
from workflows.tryghedsnetvaerk.network.surveyors import STUDY

TAKEN = "survey_taken_in"
ANSWERS, MARKS = Answer.metadata.tables[Answer.__tablename__], Mark.metadata.tables[Mark.__tablename__]
AT_ONCE, HIGHEST = 5_000, 2**63 - 1
COUNTED = re.compile(r"\d{2,}")  # a number of years, not the code of an answer
FIXED = ("population", "counted", "age_from", "area_told")
NOT_HERE = N_("Svar fra en fil kan kun læses ind i en spørgeskemaundersøgelse, der ikke er valgt fra.")
SET_UP_HERE = N_(
    "Undersøgelsen er sat op, så beboerne svarer her. Skal svarene komme fra en fil, så fjern opsætningen først, eller "
    "tilføj en ny undersøgelse."
)
ASKED_HERE = N_("Beboerne svarer her på undersøgelsen. Tilføj en ny undersøgelse til svar fra en fil.")
HAS_ANSWERS = N_("Der er allerede svar eller resultater i undersøgelsen. Tilføj en ny undersøgelse til flere svar.")
TOO_MANY = N_("Der er {antal} svar i filen, men kun {befolkning}, der kan svare. Ret antallet, eller se filen efter.")
MORE_THAN_ASKED = N_(
    "Der er {antal} svar i filen, men kun {spurgt} er spurgt. Ret undersøgelsen, eller se filen efter."
)
SAME_ANSWERS = N_(
    "De samme svar er allerede læst ind i undersøgelsen »{undersoegelse}«. To opgørelser af de samme svar kunne "
    "tilsammen vise, hvad nogle få har svaret. Tag svarene ud dér først, hvis de skal læses ind igen."
)
SHARED = 2  # questions that two files both ask, before they are held against each other
NEEDED: Mapping[str, Sentence] = {
    "done_by": sentence(N_("Skriv, hvem der har lavet undersøgelsen: organisation og fag.")),
    "fieldwork_from": sentence(N_("Skriv, hvornår der blev spurgt første gang.")),
    "fieldwork_until": sentence(N_("Skriv, hvornår der blev spurgt sidste gang.")),
}


def questions_of(session: Session, paper: Questionnaire) -> tuple[Question, ...]:
    """Return the questions of a questionnaire with all that they and their answers are called, in every language."""
    translations = list_translations(session, paper)
    spoken = [Words(paper, translations, language) for language in known(translations)]

    def called(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for words in spoken if (text := words.find(key))))

    return tuple(
        Question(
            item.id, item.code, called(f"punkt.{item.code}"),
            tuple(called(key) for step, key in answers(item) if step > 0),
        )
        for item in paper.items
    )  # fmt: skip


def spoken(session: Session, paper: Questionnaire, language: str) -> dict[str, tuple[str, ...]]:
    """Return of each question by its code what it and its answers are called in one language, else in Danish."""
    words = Words(paper, list_translations(session, paper), language)
    return {
        item.code: (words(f"punkt.{item.code}"), *(words(key) for step, key in answers(item) if step > 0))
        for item in paper.items
    }


def rests(session: Session, study: Study) -> list[tuple[str, Sentence]]:
    """Return all that must be said of a study before answers are read in, with where it is said."""
    return [(f"undersoegelser:{study.nr}:ret", text) for name, text in NEEDED.items() if not getattr(study, name)]


def must_take(session: Session, study: Study) -> None:
    """Refuse a study that answers cannot be read into.

    :raises NotAllowed: if it is none of questionnaires, was left out, or has answers
    """
    if study.kind != QUANTITATIVE or study.state == LEFT_OUT:
        raise NotAllowed(NOT_HERE, page=f"undersoegelser:{study.nr}")
    if (row := find_survey(session, study)) is not None:
        raise NotAllowed(_why_not(row), page=f"undersoegelser:{study.nr}")


def _why_not(row: Survey) -> str:
    if row.origin != HERE:
        return HAS_ANSWERS
    return ASKED_HERE if row.opened_on else SET_UP_HERE


def take_in(
    session: Session, command: Command, study_nr: int, *, paper_nr: int, values: Mapping[str, Any],
    replies: Sequence[FileAnswer], plan: Plan,
) -> Survey:  # fmt: skip
    """Store the answers of a file as those of study *study_nr*, which is made then; the questionnaire is locked.

    :raises NotAllowed: if the study cannot take answers in
    :raises Lacking: if it is not said who made it and when
    :raises BadInput: if there are more answers than people
    """
    asked = [study_nr, paper_nr, len(replies)]
    change = records.begin(session, command, TAKEN, asked, of=STUDY)
    if change.repeated:
        return records.get(session, Survey, command.process_id, change.repeated.body["nr"])
    study = records.get(session, Study, command.process_id, study_nr)
    paper = records.get(session, Questionnaire, command.process_id, paper_nr)
    must_take(session, study)
    if missing := rests(session, study):
        raise Lacking(missing)
    must_be_sayable(session, command, values)
    _must_be_as_many(study, values.get("population"), len(replies))
    _must_be_new(session, study, paper, replies)
    row = Survey(
        study_id=study.id, network_id=command.process_id, nr=records.number(session, Survey, command.process_id),
        questionnaire_id=paper.id, origin=IMPORTED, opened_on=study.fieldwork_from, closed_on=study.fieldwork_until,
        columns=_kept(plan), **{name: values[name] for name in FIXED if values.get(name) is not None},
    )  # fmt: skip
    session.add(row)
    study.state, study.answered, study.version = MADE, len(replies), study.version + 1
    also: list[Any] = [study]
    if paper.locked_on is None:
        paper.locked_on, paper.version = command.today, paper.version + 1
        also.append(paper)
    session.flush()
    _store(session, row, replies)
    records.end(session, change, TAKEN, row, asked, extra={"also": [records.said(one) for one in also]})
    return row


def _must_be_as_many(study: Study, population: int | None, count: int) -> None:
    if population is not None and count > population:
        raise BadInput(TOO_MANY, page="#population", antal=count, befolkning=population)
    if study.asked is not None and count > study.asked:
        raise BadInput(MORE_THAN_ASKED, antal=count, spurgt=study.asked)


def _must_be_new(session: Session, study: Study, paper: Questionnaire, replies: Sequence[FileAnswer]) -> None:
    """Refuse answers that another file of the network brought: told twice, they give the hidden back."""
    mine = _counted(paper, replies)
    for other in find_surveys(session, study.network_id):
        if other.origin != IMPORTED or _size(session, other) != len(replies):
            continue
        codes = {item.id: item.code for item in list_items(session, other)}
        theirs = {codes[item]: told for item, told in count_values(session, other).items() if item in codes}
        shared = mine.keys() & theirs.keys()
        if len(shared) >= SHARED and all(mine[code] == theirs[code] for code in shared):
            title = session.get_one(Study, other.study_id).title
            raise NotAllowed(SAME_ANSWERS, undersoegelse=title)


def _counted(paper: Questionnaire, replies: Sequence[FileAnswer]) -> dict[str, dict[int, int]]:
    """Return by question how many gave each answer."""
    codes, found = {item.id: item.code for item in paper.items}, dict[str, dict[int, int]]()
    for one in replies:
        for item, value in one.marks.items():
            told = found.setdefault(codes[item], {})
            told[value] = told.get(value, 0) + 1
    return found


def _size(session: Session, survey: Survey) -> int:
    return sum(count_by_mode(session, survey.id).values())


def _kept(plan: Plan) -> str:
    """Return what of a plan is kept for the next round, unless headings make it larger than any is read again."""
    text = written(_lasting(plan))
    return text if len(text) <= LARGEST_PLAN else ""


def _lasting(plan: Plan) -> dict[str, Use]:
    """Return what of a plan is kept: what columns were for and what words meant, never a number that somebody gave."""
    return {
        heading: Use(use.target, {value: meant for value, meant in use.values.items() if not COUNTED.fullmatch(value)})
        for heading, use in plan.items() if use.target
    }  # fmt: skip


def _store(session: Session, row: Survey, replies: Sequence[FileAnswer]) -> None:
    """Write answers under numbers drawn at random, in the order of those numbers: none tells of its row in the file.

    They go to the tables themselves, for the write lock is held so long: 60,000 answers to eleven questions 3 s.
    """
    db, of = session.connection(), {"network_id": row.network_id, "survey_id": row.id}
    numbers: set[int] = set()
    while len(numbers) < len(replies):
        numbers.add(secrets.randbelow(HIGHEST) + 1)
    drawn = list(numbers)
    secrets.SystemRandom().shuffle(drawn)
    numbered = sorted(zip(drawn, replies, strict=True), key=lambda pair: pair[0])
    for some in _parts(numbered):
        db.execute(insert(ANSWERS), [{"id": number, "mode": one.mode, **of} for number, one in some])
        marks = [
            {"answer_id": number, "item_id": item, "value": value, **of}
            for number, one in some for item, value in sorted(one.marks.items())
        ]  # fmt: skip
        db.execute(insert(MARKS), marks)


def _parts(numbered: Sequence[tuple[int, FileAnswer]]) -> Iterator[Sequence[tuple[int, FileAnswer]]]:
    for start in range(0, len(numbered), AT_ONCE):
        yield numbered[start : start + AT_ONCE]


def kept_plans(session: Session, network_id: int) -> list[tuple[Survey, Plan]]:
    """Return what the columns of earlier files were used for, the newest first."""
    return [(row, read(row.columns)) for row in reversed(find_surveys(session, network_id)) if row.columns]


def list_papers(session: Session, network_id: int) -> Sequence[Questionnaire]:
    """Return the questionnaires that answers can be read in for, the newest first and those of others last."""
    others = {one.questionnaire_id for one in find_surveys(session, network_id) if one.origin == EARLIER}
    papers = [one for one in records.list_all(session, Questionnaire, network_id) if one.items]
    return sorted(papers, key=lambda one: (one.id in others, -one.nr))

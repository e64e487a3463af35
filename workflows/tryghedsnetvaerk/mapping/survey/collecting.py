"""Taking in answers: each once, whole or not at all, with nothing by which it could be led back to anybody.

Everything an answer writes is the answer with its marks, at numbers drawn at random, and the one row of its survey's
box. No event, no line in a log and no row that belongs to a visit is written with it. Afterwards the edge does away
with what a database keeps of its latest transactions (*Database.leave_no_order*).
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, insert, select

from engine.clock import today
from engine.db import Session
from engine.models import process
from engine.state import ENDED
from workflows.tryghedsnetvaerk.mapping.survey import box, scales
from workflows.tryghedsnetvaerk.mapping.survey.codes import count_spent, find_position, get_box
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    BY_CODE,
    HERE,
    PAPER,
    Answer,
    BallotBox,
    Item,
    Mark,
    Survey,
)

WRITTEN_ANEW = (BallotBox.__tablename__,)  # what tells of earlier answers until it is written anew
HIGHEST = 2**63 - 1


class Outcome(StrEnum):
    """What became of an answer; only one that is *STORED* was stored now."""

    STORED = "modtaget"
    AGAIN = "igen"  # the same form was stored before
    SPENT = "brugt"  # the code was used before, on another form
    UNKNOWN = "ukendt"
    EARLY = "ikke_aaben"
    LATE = "lukket"
    UNFIT = "passer_ikke"
    EMPTY = "tomt"
    NO_CARD = "intet_kort"  # as many forms on paper as cards were handed in with them


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer as it comes: how, in which language, what it says to which item, on which form, by which code."""

    mode: str
    language: str
    marks: Mapping[int, int]
    form: str
    code: str = ""


def take(session: Session, survey_id: int, given: Given, now: datetime) -> Outcome:
    """Take in one answer; whatever keeps it out is said, and nothing is written then."""
    row = _lock(session, survey_id)
    if row is None:
        return Outcome.LATE
    when = standing(row, today(now), given.mode)
    if when is not None:
        return when
    if not _fits(session, row, given):
        return Outcome.UNFIT
    if not given.marks:
        return Outcome.EMPTY
    held = get_box(session, row)
    refused = _spend(session, row, held, given)
    if refused is not None:
        return refused
    held.languages = box.counted(held.languages, given.language)
    number = secrets.randbelow(HIGHEST) + 1
    of = {"network_id": row.network_id, "survey_id": row.id}
    session.execute(insert(Answer), [{"id": number, "mode": given.mode, **of}])
    marks = [{"answer_id": number, "item_id": item, "value": value, **of} for item, value in given.marks.items()]
    session.execute(insert(Mark), sorted(marks, key=lambda mark: int(mark["item_id"])))
    session.flush()
    return Outcome.STORED


def hand_in(session: Session, survey_id: int, written: str, now: datetime) -> Outcome:
    """Spend the code of a card that was handed in beside a form on paper; it lets one form in, nobody can say which."""
    row = _lock(session, survey_id)
    if row is None or row.access != BY_CODE:
        return Outcome.LATE if row is None else Outcome.UNFIT
    when = standing(row, today(now), PAPER)
    position = find_position(session, row, written)
    if when is not None or position is None:
        return when or Outcome.UNKNOWN
    held = get_box(session, row)
    if box.is_spent(held.spent, position):
        return Outcome.SPENT
    held.spent = box.spend(held.spent, position)
    session.flush()
    return Outcome.STORED


def count_spare(session: Session, survey: Survey) -> int:
    """Return how many cards were handed in beside forms on paper that are not typed in yet.

    Every other answer has spent a code of its own, so they are the codes spent beyond the answers there are.
    """
    return max(0, count_spent(session, survey.id) - sum(count_by_mode(session, survey.id).values()))


def standing(survey: Survey, day: date, mode: str) -> Outcome | None:
    """Return why no answer is taken in on *day*; nothing when answers are. Paper may be typed in after the last day."""
    if survey.closed_on is not None or survey.origin != HERE:
        return Outcome.LATE
    if survey.opened_on is None or (survey.opens_on is not None and day < survey.opens_on):
        return Outcome.EARLY
    last = survey.entry_until if mode == PAPER else survey.closes_on
    return Outcome.LATE if last is not None and day > last else None


def needs_code(survey: Survey, mode: str) -> bool:
    """Say whether an answer must come with a code; one on paper comes without, and its card is handed in apart."""
    return survey.access == BY_CODE and mode != PAPER


def check_code(session: Session, survey: Survey, written: str) -> Outcome | None:
    """Return what is wrong with a code before anything is answered; nothing when it can be used."""
    position = find_position(session, survey, written)
    if position is None:
        return Outcome.UNKNOWN
    spent = session.scalar(select(BallotBox.spent).where(BallotBox.survey_id == survey.id))
    return Outcome.SPENT if spent and box.is_spent(spent, position) else None


def count_by_mode(session: Session, survey_id: int) -> dict[str, int]:
    """Return how many answers came in which way."""
    counted = select(Answer.mode, func.count()).where(Answer.survey_id == survey_id).group_by(Answer.mode)
    return {row.mode: row[1] for row in session.execute(counted)}


def count_by_language(session: Session, survey_id: int) -> dict[str, int]:
    """Return how many answered in which language: for the fieldwork, and never beside an answer."""
    held = session.get(BallotBox, survey_id)
    return box.tally(held.languages) if held else {}


def list_items(session: Session, survey: Survey) -> Sequence[Item]:
    """Return what a survey asks, in its order."""
    wanted = select(Item).where(Item.questionnaire_id == survey.questionnaire_id).order_by(Item.position)
    return session.scalars(wanted).all()


def _lock(session: Session, survey_id: int) -> Survey | None:
    """Lock the process of a survey, and read the survey as it then is; nothing when no answers can be written."""
    network = session.scalar(select(Survey.network_id).where(Survey.id == survey_id))
    locked = select(process.c.mode).where(process.c.id == network).with_for_update()
    if session.scalar(locked) in (None, ENDED):
        return None
    return session.get(Survey, survey_id, populate_existing=True)


def _fits(session: Session, row: Survey, given: Given) -> bool:
    if given.language not in row.languages.split(","):
        return False
    known = {item.id: {value for value, _ in scales.answers(item)} for item in list_items(session, row)}
    return all(value in known.get(item, ()) for item, value in given.marks.items())


def _spend(session: Session, row: Survey, held: BallotBox, given: Given) -> Outcome | None:
    mark = box.mark_of(f"{row.id}:{given.form}")
    if box.holds(held.taken, mark):
        return Outcome.AGAIN
    if given.mode == PAPER:
        if row.access == BY_CODE and not count_spare(session, row):
            return Outcome.NO_CARD
    elif given.code:
        position = find_position(session, row, given.code)
        if position is None:
            return Outcome.UNKNOWN
        if box.is_spent(held.spent, position):
            return Outcome.SPENT
        held.spent = box.spend(held.spent, position)
    elif needs_code(row, given.mode):
        return Outcome.UNKNOWN
    held.taken = box.put(held.taken, mark)
    return None

"""Taking out again what came from elsewhere, and a set-up that nobody could answer yet."""

from collections.abc import Sequence

from sqlalchemy import delete, exists, or_, select

from engine import records
from engine.checks import why
from engine.commands import Command, finish
from engine.db import Session
from engine.errors import NotAllowed
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    EARLIER,
    HERE,
    AccessCode,
    Answer,
    BallotBox,
    DoorCount,
    Mark,
    Questionnaire,
    Release,
    Survey,
    Translation,
)
from workflows.tryghedsnetvaerk.mapping.survey.surveys import PLANNED, find_survey, get_paper

WITHDRAWN = "survey_removed"
RELEASED = N_(
    "Resultaterne er frigivet, så svarene bliver, hvor de er. Ellers kunne man regne ud, hvem der svarede hvad."
)


def withdraw(session: Session, command: Command, study_nr: int, *, reason: str) -> Study:
    """Take out what came from elsewhere, as if it had never been there; the study waits to be made anew.

    The questionnaire of an earlier survey goes with it, unless it was used again. A survey that was set up here and
    never opened goes with its codes and counts of doors; its questionnaire stays.

    :raises NotAllowed: if nothing of the study came from elsewhere, and it was opened
    :raises BadInput: without a reason
    """
    change = records.begin(session, command, WITHDRAWN, study_nr)
    study = records.get(session, Study, command.process_id, study_nr)
    if change.repeated:
        return study
    row = must_be_removable(session, study)
    paper = get_paper(session, row) if row.origin == EARLIER else None
    told = {**_gone(row), **why(change, reason)}
    for table in (Mark, Answer, AccessCode, BallotBox):
        session.execute(delete(table).where(table.survey_id == row.id))
    also = [_gone(one) for one in _remove_doors(session, row)]
    records.spend(session, row)
    session.delete(row)
    study.state, study.answered, study.version = PLANNED, None, study.version + 1
    session.flush()
    also.append(records.said(study))
    if paper is not None and not _is_used(session, paper):
        also.append(_gone(paper))
        records.spend(session, paper)
        session.delete(paper)
        session.flush()
    finish(change, WITHDRAWN, told | {"also": also}, study_nr)
    return study


def _remove_doors(session: Session, row: Survey) -> Sequence[DoorCount]:
    doors = session.scalars(select(DoorCount).where(DoorCount.survey_id == row.id)).all()
    for one in doors:
        records.spend(session, one)
        session.delete(one)
    session.flush()
    return doors


def is_unopened(row: Survey | None) -> bool:
    """Say whether a survey was set up here and never opened."""
    return row is not None and row.origin == HERE and row.opened_on is None


def is_released(session: Session, row: Survey) -> bool:
    """Say whether what was answered has been told, so that the answers stay where they are."""
    return bool(session.scalar(select(exists().where(Release.survey_id == row.id))))


def must_be_removable(session: Session, study: Study) -> Survey:
    """Return the survey of a study whose answers or results came from elsewhere, or that never opened.

    :raises NotAllowed: if it opened here, or what was answered has been told
    """
    row = find_survey(session, study)
    if row is not None and is_unopened(row):
        return row
    if row is None or row.origin == HERE:
        raise NotAllowed(
            N_("Undersøgelsen har ingen svar fra en fil eller en rapport."), page=f"undersoegelser:{study.nr}"
        )
    if is_released(session, row):
        raise NotAllowed(RELEASED, page=f"undersoegelser:{study.nr}")
    return row


def _gone(row: records.Record) -> dict[str, object]:
    return {"record": records.name(row), "nr": row.nr, "record_version": row.version}


def _is_used(session: Session, paper: Questionnaire) -> bool:
    used = or_(
        exists().where(Survey.questionnaire_id == paper.id),
        exists().where(Translation.questionnaire_id == paper.id),
        exists().where(Questionnaire.network_id == paper.network_id, Questionnaire.follows_nr == paper.nr),
    )
    return bool(session.scalar(select(used)))

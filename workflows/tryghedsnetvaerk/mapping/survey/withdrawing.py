"""Taking out again what came from elsewhere: the answers of a file, or the results somebody typed."""

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
    Answer,
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

    The questionnaire of an earlier survey goes with it, unless it was used again.

    :raises NotAllowed: if nothing of the study came from elsewhere
    :raises BadInput: without a reason
    """
    change = records.begin(session, command, WITHDRAWN, study_nr)
    study = records.get(session, Study, command.process_id, study_nr)
    if change.repeated:
        return study
    row = must_be_from_elsewhere(session, study)
    paper = get_paper(session, row) if row.origin == EARLIER else None
    told = {**_gone(row), **why(change, reason)}
    session.execute(delete(Mark).where(Mark.survey_id == row.id))
    session.execute(delete(Answer).where(Answer.survey_id == row.id))
    records.spend(session, row)
    session.delete(row)
    study.state, study.answered, study.version = PLANNED, None, study.version + 1
    session.flush()
    also = [records.said(study)]
    if paper is not None and not _is_used(session, paper):
        also.append(_gone(paper))
        records.spend(session, paper)
        session.delete(paper)
        session.flush()
    finish(change, WITHDRAWN, told | {"also": also}, study_nr)
    return study


def must_be_from_elsewhere(session: Session, study: Study) -> Survey:
    """Return the survey of a study whose answers or results came from elsewhere.

    :raises NotAllowed: if nothing of it did, or what was answered has been told
    """
    row = find_survey(session, study)
    if row is None or row.origin == HERE:
        raise NotAllowed(N_("Undersøgelsen har ingen svar udefra."), page=f"undersoegelser:{study.nr}")
    if session.scalar(select(exists().where(Release.survey_id == row.id))):
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

"""Releasing what a survey showed: kept once for all as it was told, so that nothing told later gives more away."""

import json
from collections.abc import Mapping

from sqlalchemy import func, select

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed, Stale
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.models import EARLIER, Answer, Release, Survey
from workflows.tryghedsnetvaerk.mapping.survey.results import Cell, Results, read
from workflows.tryghedsnetvaerk.mapping.survey.surveys import MOST_PEOPLE, find_survey

RELEASED = "survey_released"
STILL_OPEN = N_("Undersøgelsen er ikke lukket. Resultaterne vises, når den er lukket.")


def find_release(session: Session, survey: Survey) -> Release | None:
    """Return what was released of a survey, if anything was."""
    wanted = select(Release).where(Release.survey_id == survey.id)
    return session.scalar(wanted.execution_options(populate_existing=True))


def find_results(session: Session, survey: Survey) -> Results | None:
    """Return the results of a survey as they were released; nothing while they are not."""
    row = find_release(session, survey)
    return read(row.told) if row else None


def people_of(row: Release | None) -> dict[Cell, int]:
    """Return the population by sex and age that a release is weighted to."""
    told = json.loads(row.people) if row else {}
    return {(int(sex), int(age)): number for key, number in told.items() for sex, age in [key.split("|")]}


def must_be_over(survey: Survey | None) -> Survey:
    """Return a survey whose answers are all in.

    :raises NotAllowed: if answers may still come, or nobody answers it here
    """
    if survey is None or survey.origin == EARLIER:
        raise NotAllowed(N_("Undersøgelsen er ikke lavet her, så der er ingen svar at gøre op."), page="undersoegelser")
    if survey.closed_on is None:
        raise NotAllowed(STILL_OPEN)
    return survey


def release(
    session: Session, command: Command, study_nr: int, results: Results, people: Mapping[Cell, int] | None = None
) -> Release:
    """Keep what a closed survey showed; the same answers weighted anew take its place.

    :raises NotAllowed: if the survey is not closed
    :raises BadInput: if a figure of the population cannot be
    :raises Stale: if the answers are others than those that were counted
    """
    asked = [study_nr, sorted((f"{sex}|{age}", number) for (sex, age), number in (people or {}).items())]
    change = records.begin(session, command, RELEASED, asked, of="study")
    survey = must_be_over(find_survey(session, records.get(session, Study, command.process_id, study_nr)))
    row = find_release(session, survey)
    if change.repeated and row is not None:
        return row
    _must_be_people(people or {})
    if results.answers != session.scalar(select(func.count()).where(Answer.survey_id == survey.id)):
        raise Stale(N_("Svarene er ændret, siden de blev gjort op. Prøv igen."), record=records.name(survey))
    if row is None:
        row = Release(survey_id=survey.id, network_id=command.process_id, version=0,
                      nr=records.number(session, Release, command.process_id))  # fmt: skip
        session.add(row)
    row.told, row.released_on, row.version = results.kept(), command.today, row.version + 1
    row.people = json.dumps({f"{sex}|{age}": number for (sex, age), number in (people or {}).items()}, sort_keys=True)
    records.end(session, change, RELEASED, row, asked)
    return row


def _must_be_people(people: Mapping[Cell, int]) -> None:
    if any(not 0 <= number <= MOST_PEOPLE for number in people.values()):
        raise BadInput(N_("Tallet skal være mellem {fra} og {til}."), page="#people", fra=0, til=MOST_PEOPLE)

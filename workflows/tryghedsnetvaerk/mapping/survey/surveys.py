"""Setting a survey up, opening it and closing it: what is fixed before anybody answers stays as it is."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.mapping import fieldwork
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import wording
from workflows.tryghedsnetvaerk.mapping.survey.first_page import own_texts
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    BY_CODE,
    BY_LINK,
    CONDITION,
    HERE,
    HOUSEHOLDS,
    PERSONS,
    Answer,
    Questionnaire,
    Survey,
)
from workflows.tryghedsnetvaerk.mapping.survey.questionnaires import list_translations

PLANNED, MADE, LEFT_OUT = "planlagt", "gennemfoert", "udeladt"
MOST_PEOPLE, OLDEST, LONGEST, LONGEST_PROSE = 100_000, 99, 200, 600
SHOWN = ("area_told", "behind", "contact", "purpose")  # on the first page, in every language
OF_STUDY = ("title", "done_by")
AFTER_OPENING = frozenset({"closes_on", "title"})  # all that may still be changed when it is open
OPEN = N_("Undersøgelsen er åbnet. Det, den er åbnet med, kan ikke ændres. Kun navnet og sidste dag kan.")
NOT_OPEN = N_("Undersøgelsen er ikke åben.")
OVER = N_("Undersøgelsen er lukket og kan ikke åbnes igen. Lav en ny undersøgelse, hvis I vil spørge igen.")
ASKED = N_("Skriv et tal fra {svar}, som har svaret, til {alle}, som kunne svare.")
NEEDED: Mapping[str, str] = {
    "done_by": N_("Skriv, hvem der laver undersøgelsen: organisation og fag."),
    "population": N_("Skriv, hvor mange der kan svare i alt."),
    "age_from": N_("Skriv, fra hvilken alder man kan svare."),
    "area_told": N_("Skriv, hvilket område det gælder: gader eller blokke."),
    "behind": N_("Skriv, hvem der står bag: det står på første side."),
    "contact": N_("Skriv, hvem beboerne kan spørge: det står på første side."),
    "questionnaire_id": N_("Vælg et spørgeskema."),
}


def find_survey(session: Session, study: Study) -> Survey | None:
    """Return the survey of a study, if it is set up."""
    wanted = select(Survey).where(Survey.study_id == study.id)
    return session.scalar(wanted.execution_options(populate_existing=True))


def find_surveys(session: Session, network_id: int) -> Sequence[Survey]:
    """Return every survey of a network."""
    return session.scalars(select(Survey).where(Survey.network_id == network_id).order_by(Survey.nr)).all()


def get_paper(session: Session, survey: Survey) -> Questionnaire | None:
    """Return the questionnaire of a survey with its questions, if one is chosen."""
    if not survey.questionnaire_id:
        return None
    return session.get(Questionnaire, survey.questionnaire_id, options=[joinedload(Questionnaire.items)])


def save_survey(
    session: Session, command: Command, study_nr: int, values: Mapping[str, Any], *, seen: int | None = None
) -> Survey:
    """Set up the survey of study *study_nr*, or change how it is set up; *title* and *done_by* are the study's.

    :raises NotAllowed: if it is closed, or open and what is changed was fixed when it opened
    :raises BadInput: if something said cannot be
    """
    kind = "survey_changed"
    change = records.begin(session, command, kind, study_nr, of=Survey.__tablename__)
    study = records.get(session, Study, command.process_id, study_nr)
    row = find_survey(session, study)
    if change.repeated and row is not None:
        return row
    if study.kind != QUANTITATIVE or study.state == LEFT_OUT or (row is not None and row.origin != HERE):
        raise NotAllowed(N_("Der er intet spørgeskema at sætte op for den undersøgelse."), page="undersoegelser")
    if row is not None:
        records.must_be_fresh(row, seen)
        _must_stay(row, study, values)
    elif study.state == MADE:
        raise NotAllowed(
            N_("Undersøgelsen er allerede lavet. Tilføj en ny undersøgelse, hvis I vil spørge igen."),
            page="undersoegelser",
        )
    must_be_sayable(session, command, {"opens_on": row.opens_on if row else None, **values})
    row = row or _begun(session, command, study)
    for name, value in values.items():
        setattr(study if name in OF_STUDY else row, name, value)
    row.version += 1
    study.version += 1
    session.flush()
    records.end(session, change, kind, row, study_nr, extra={"also": [records.said(study)]})
    return row


def _begun(session: Session, command: Command, study: Study) -> Survey:
    row = Survey(study_id=study.id, network_id=command.process_id, version=0,
                 nr=records.number(session, Survey, command.process_id))  # fmt: skip
    session.add(row)
    return row


def _must_stay(row: Survey, study: Study, values: Mapping[str, Any]) -> None:
    if row.closed_on:
        raise NotAllowed(OVER, page=f"undersoegelser:{study.nr}")
    if row.opened_on:
        now = {name: getattr(study if name in OF_STUDY else row, name) for name in values}
        if any(values[name] != now[name] for name in values if name not in AFTER_OPENING):
            raise NotAllowed(OPEN, page=f"undersoegelser:{study.nr}")


def must_be_sayable(session: Session, command: Command, values: Mapping[str, Any]) -> None:
    """Refuse a set-up that nobody can mean.

    :raises BadInput: at the field
    """
    _must_be_within(values, "population", 1, MOST_PEOPLE)
    _must_be_within(values, "age_from", 0, OLDEST)
    for name in ("title", "done_by", "area_told", "behind", "contact", "purpose"):
        most = LONGEST_PROSE if name == "purpose" else LONGEST
        if len(values.get(name) or "") > most:
            raise BadInput(N_("Skriv højst {mest} tegn."), page=f"#{name}", mest=most)
        if name in SHOWN and set("{}") & set(values.get(name) or ""):
            raise BadInput(N_("Teksten må ikke indeholde krøllede parenteser."), page=f"#{name}")
    if values.get("counted", PERSONS) not in (PERSONS, HOUSEHOLDS) or values.get("access", BY_LINK) not in (
        BY_LINK, BY_CODE
    ):  # fmt: skip
        raise BadInput(N_("Vælg en af mulighederne."), page="#counted")
    first, last = values.get("opens_on"), values.get("closes_on")
    if first and last and last < first:
        raise BadInput(N_("Sidste dag kan ikke ligge før første dag."), page="#closes_on")
    chosen = values.get("questionnaire_id")
    if chosen and session.scalar(select(Questionnaire.network_id).where(Questionnaire.id == chosen)) != (
        command.process_id
    ):
        raise BadInput(N_("Vælg et spørgeskema."), page="#questionnaire_id")


def _must_be_within(values: Mapping[str, Any], name: str, least: int, most: int) -> None:
    value = values.get(name)
    if value is not None and not least <= value <= most:
        raise BadInput(N_("Tallet skal være mellem {fra} og {til}."), page=f"#{name}", fra=least, til=most)


def lacks(session: Session, study: Study, row: Survey, today: date) -> list[tuple[str, Sentence]]:
    """Return all that must be settled before the survey can open, with where it is settled."""
    here = f"opsaetning:{study.nr}"
    told = {**{name: getattr(row, name) for name in NEEDED if name != "done_by"}, "done_by": study.done_by}
    found = [(here, sentence(text)) for name, text in NEEDED.items() if told[name] in (None, "")]
    paper = get_paper(session, row)
    if paper is not None and not any(item.kind == CONDITION for item in paper.items):
        found.append(
            (
                f"spoergeskemaer:{paper.nr}",
                sentence(
                    N_("Skemaet spørger ikke til noget endnu, der kan gøre beboere utrygge. Tilføj mindst ét forhold.")
                ),
            )
        )
    if row.closes_on and row.closes_on < today:
        found.append((here, sentence(N_("Sidste dag er allerede gået."))))
    return found


def offered(session: Session, row: Survey) -> list[str]:
    """Return the languages residents can answer in: those that are chosen, whole, not outdated, and read."""
    paper = get_paper(session, row)
    if paper is None:
        return [DANISH]
    return wording.offered(paper, list_translations(session, paper), row.languages.split(","), own_texts(row))


def open_survey(session: Session, command: Command, study_nr: int, *, reason: str = "") -> Survey:
    """Open a survey: from now on nothing it asks, and nobody it asks, is changed.

    It is offered in the languages that are ready; the questionnaire is locked.

    :raises Lacking: if something is not settled, with all of it
    :raises BadInput: if it begins before the residents were informed, and nobody says why
    :raises NotAllowed: if it is open or over
    """
    change = records.begin(session, command, "survey_opened", study_nr, of=Survey.__tablename__)
    study = records.get(session, Study, command.process_id, study_nr)
    row = find_survey(session, study)
    if row is None or row.origin != HERE:
        raise NotAllowed(N_("Undersøgelsen er ikke sat op endnu."), page=f"undersoegelser:{study_nr}")
    if change.repeated:
        return row
    if row.closed_on or row.opened_on:
        raise NotAllowed(OVER if row.closed_on else OPEN, page=f"undersoegelser:{study_nr}")
    if missing := lacks(session, study, row, command.today):
        raise Lacking(missing)
    begins = max(row.opens_on or command.today, command.today)
    fieldwork.must_say_why_early(session, command.process_id, begins, command.today, reason)
    paper = get_paper(session, row)
    row.languages = ",".join(offered(session, row))
    row.opened_on, row.early_reason = command.today, reason.strip()
    row.link = row.link or secrets.token_urlsafe(9)
    row.version += 1
    study.state, study.fieldwork_from, study.version = PLANNED, begins, study.version + 1
    study.early_reason = reason.strip()
    also: list[Any] = [study]
    if paper is not None and paper.locked_on is None:
        paper.locked_on, paper.version = command.today, paper.version + 1
        also.append(paper)
    session.flush()
    records.end(session, change, "survey_opened", row, study_nr, extra={"also": [records.said(one) for one in also]})
    return row


def offer_language(session: Session, command: Command, study_nr: int, language: str) -> Survey:
    """Let residents answer an open survey in one more language, once its texts are ready.

    :raises NotAllowed: if it is not open, or the language is not ready
    """
    change = records.begin(session, command, "survey_language", study_nr, of=Survey.__tablename__)
    study = records.get(session, Study, command.process_id, study_nr)
    row = find_survey(session, study)
    if row is not None and change.repeated:
        return row
    paper = get_paper(session, row) if row else None
    if row is None or paper is None or not row.opened_on or row.closed_on:
        raise NotAllowed(NOT_OPEN, page=f"undersoegelser:{study_nr}")
    if not wording.Words(paper, list_translations(session, paper), language, own_texts(row)).ready:
        raise NotAllowed(N_("Teksterne på det sprog er ikke klar endnu."), page=f"undersoegelser:{study_nr}")
    row.languages = ",".join(dict.fromkeys((*row.languages.split(","), language)))
    row.version += 1
    records.end(session, change, "survey_language", row, study_nr)
    return row


def _asked(row: Survey, answered: int, said: int | None) -> int | None:
    """Return how many were asked, as is said; where it is not said it is not known, however many codes there are."""
    cards = row.codes if row.access == BY_CODE and row.codes else None
    most = min(filter(None, (cards, row.population)), default=MOST_PEOPLE)
    if said is not None and not answered <= said <= max(most, answered):
        raise BadInput(ASKED, page="#asked", svar=answered, alle=max(most, answered))
    return said


def close_survey(session: Session, command: Command, study_nr: int, *, asked: int | None = None) -> Survey:
    """Close a survey for good: its study is made then, from when to when, and by how many answers.

    A survey that nobody answered is closed too, and is no study that was made. As many were *asked* as is said: some
    cards with codes are never handed out, and nobody counts who got an open link.

    :raises NotAllowed: if it is not open
    :raises BadInput: if fewer were asked than answered, or more than can answer
    """
    content = study_nr if asked is None else [study_nr, asked]
    change = records.begin(session, command, "survey_closed", content, of=Survey.__tablename__)
    study = records.get(session, Study, command.process_id, study_nr)
    row = find_survey(session, study)
    if row is not None and change.repeated:
        return row
    if row is None or row.opened_on is None or row.closed_on:
        raise NotAllowed(OVER if row and row.closed_on else NOT_OPEN, page=f"undersoegelser:{study_nr}")
    answered = session.scalar(select(func.count()).where(Answer.survey_id == row.id)) or 0
    study.answered, study.asked = answered, _asked(row, answered, asked)
    row.closed_on, row.version = command.today, row.version + 1
    study.fieldwork_until = command.today
    study.fieldwork_from = min(study.fieldwork_from or command.today, command.today)
    study.state = MADE if answered else PLANNED
    study.version += 1
    session.flush()
    records.end(session, change, "survey_closed", row, study_nr, extra={"also": [records.said(study)]})
    return row

"""What people do with interviews: begin and close a round, write who took part, code themes, keep proposals."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from engine import records, removals
from engine.commands import Change, Command, lock
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.documents.languages import DANISH, listed
from workflows.tryghedsnetvaerk.mapping import fieldwork
from workflows.tryghedsnetvaerk.mapping.interviews import grouping, guides
from workflows.tryghedsnetvaerk.mapping.interviews.models import (
    ALONE,
    CLOSED,
    NOT_YOURS,
    USED,
    Guide,
    Interview,
    Round,
    Theme,
    counted,
)
from workflows.tryghedsnetvaerk.mapping.interviews.queries import gather, list_written_by
from workflows.tryghedsnetvaerk.mapping.interviews.untranslated import guides_of, must_be_translated, translated
from workflows.tryghedsnetvaerk.mapping.models import MADE, PLANNED, QUALITATIVE, Study
from workflows.tryghedsnetvaerk.network.models import Network, ResidentQuestion

ROUND = Round.__tablename__
WHY = "early_reason"


def save_round(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Round:
    """Write a round; a new one begins with the method's guide in the area's languages, and with a study if it has none.

    :raises BadInput: if it would have no groups, or one that somebody was of would be gone
    """
    written = {**values, "groups": grouping.once_each(values["groups"])}
    if nr is not None:
        row = records.get(session, Round, command.process_id, nr)
        grouping.must_be_groups(written["groups"], row.listed)
        _must_keep(session, row, written["groups"])
        return records.edit(session, command, Round, nr, written, seen=seen)
    grouping.must_be_groups(written["groups"])
    if not written.get("study_id"):
        named = {"kind": QUALITATIVE, "state": PLANNED, "title": written["title"]}
        written["study_id"] = records.add(session, _also(command, "study"), Study, named).id
    row = records.add(session, command, Round, written)
    network = session.scalars(select(Network).where(Network.network_id == command.process_id)).one()
    for language in listed(f"{DANISH},{network.languages}"):
        if language in guides.WORDINGS:
            said = guides.wording(language)
            values = {"round_id": row.id, "language": language, "edition": 1, "intro": said.intro,
                      "opening": said.opening, "general": said.general}  # fmt: skip
            records.add(session, _also(command, language), Guide, values)
    return row


def remove_round(session: Session, command: Command, nr: int, *, reason: str) -> None:
    """Remove a round in which nothing stands, with the guides that it began with.

    :raises Referred: if somebody was talked to in it, or a theme or a proposal stands in it
    """
    if lock(session.connection(), command).repeated:
        return
    row = records.get(session, Round, command.process_id, nr)
    begun = select(Guide.nr).where(Guide.round_id == row.id, Guide.locked_on.is_(None)).order_by(Guide.nr)
    for number in session.scalars(begun).all():
        removals.remove(session, _also(command, f"guide:{number}"), Guide, number, reason=reason)
    removals.remove(session, command, Round, nr, reason=reason)


def _also(command: Command, what: str) -> Command:
    """Return the command of one more event of the same press."""
    return replace(command, key=f"{command.key}:{what}", seen=0)


def _must_keep(session: Session, row: Round, groups: str) -> None:
    names = {line.strip() for line in groups.splitlines()}
    found = gather(session, row)
    used = [name for one in found.interviews for name in one.took_part] + [one.said_by for one in found.quotes]
    if gone := next((name for name in used if name and name not in names), None):
        raise BadInput(
            N_("Gruppen »{gruppe}« er brugt i en samtale eller et citat og kan ikke fjernes. Ret dem først."),
            page="#groups", gruppe=gone,
        )  # fmt: skip


def save_guide(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Guide:
    """Write an edition of a guide.

    :raises NotAllowed: if it was used: it gets a new edition
    :raises Lacking: with each part that is not in its language
    """
    change = lock(session.connection(), command)
    row = None if nr is None else records.get(session, Guide, command.process_id, nr)
    if row and row.locked_on:
        raise NotAllowed(USED, page=f"samtaleguider:{nr}")
    if change.repeated is None:
        must_be_translated(session, row, values)
    if nr is None:
        edition = _next_edition(session, values["round_id"], values["language"])
        return records.add(session, command, Guide, {**values, "edition": edition})
    return records.edit(session, command, Guide, nr, values, seen=seen)


def new_edition(session: Session, command: Command, nr: int) -> Guide:
    """Begin a new edition of a guide with the texts of an older one."""
    older = records.get(session, Guide, command.process_id, nr)
    kept = {name: getattr(older, name) for name in ("round_id", "language", "intro", "opening", "general")}
    edition = _next_edition(session, older.round_id, older.language)
    return records.add(session, command, Guide, {**kept, "edition": edition})


def _next_edition(session: Session, round_id: int, language: str) -> int:
    mine = select(func.max(Guide.edition)).where(Guide.round_id == round_id, Guide.language == language)
    return (session.scalar(mine) or 0) + 1


def save_interview(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Interview:
    """Write an interview: when, by whom, in which language, and how many of each group; never who.

    :raises NotAllowed: if the round is closed, or somebody else held it
    :raises BadInput: if the numbers do not fit, or it was before the residents were informed and nobody says why
    """
    took_part, row = values["present"], session.get_one(Round, values["round_id"])
    written = {key: value for key, value in values.items() if key != WHY} | {"present": counted(took_part)}
    change = records.begin(session, command, f"interview_{'changed' if nr else 'added'}", nr, of="interview")
    if change.repeated:
        return records.repeated(session, change, Interview, written)
    for one in {row, *_before(session, command, nr)}:
        if one.closed_on:
            raise NotAllowed(CLOSED, page=f"samtalerunder:{one.nr}")
    _must_fit(values["kind"], took_part, row)
    _begin_study(session, command, row, values["on"], values.get(WHY) or "")
    if nr is not None:
        was = records.get(session, Interview, command.process_id, nr).on
        edited = records.edit(session, command, Interview, nr, written, seen=seen)
        _begin_later(session, command, row, was)
        return edited
    return _add_interview(session, command, change, row, written)


def _before(session: Session, command: Command, nr: int | None) -> list[Round]:
    """Return the round that an interview was of until now; whoever did not hold it may not know whom it was with."""
    if nr is None:
        return []
    row = records.get(session, Interview, command.process_id, nr)
    if row.id not in list_written_by(session, command.process_id, command.actor, Interview):
        raise NotAllowed(NOT_YOURS, page=f"samtaler:{nr}")
    return [session.get_one(Round, row.round_id)]


def _add_interview(
    session: Session, command: Command, change: Change, row: Round, written: Mapping[str, Any]
) -> Interview:
    """Write a new interview; the guide it was held by is from now on as it is."""
    editions = translated(guides_of(session, row.id))
    guide = editions.get(written["language"]) or editions.get(DANISH)
    also = []
    if guide and guide.locked_on is None:
        guide.locked_on, guide.version = command.today, guide.version + 1
        also = [records.said(guide)]
    values = {**written, "guide_id": guide.id if guide else None}
    return records.add(session, command, Interview, values, extra={"also": also} if also else None)


def _must_fit(kind: str, took_part: Mapping[str, int], row: Round) -> None:
    number = sum(took_part.values())
    if unknown := next((name for name in took_part if name not in row.listed), None):
        raise BadInput(N_("Gruppen »{gruppe}« står ikke på rundens liste."), page="#round_id", gruppe=unknown)
    if kind == ALONE and number != 1:
        raise BadInput(N_("I en individuel samtale er der én deltager. Skriv 1 ved gruppen."), page="#kind")
    if kind != ALONE and number < 2:
        raise BadInput(N_("I en gruppesamtale er der mindst to deltagere."), page="#kind")


def _begin_study(session: Session, command: Command, row: Round, on: date, reason: str) -> None:
    """Keep with the study that it is begun, and why residents were talked to before they were informed."""
    study = session.get_one(Study, row.study_id)
    told: dict[str, Any] = {}
    if not study.early_reason and fieldwork.began_early(session, command.process_id, on, command.today):
        fieldwork.must_say_why_early(session, command.process_id, on, command.today, reason)
        told[WHY] = reason
    if study.fieldwork_from is None or on < study.fieldwork_from:
        told["fieldwork_from"] = on
    if told:
        records.edit(session, _also(command, WHY), Study, study.nr, told)


def _first_day(session: Session, study_id: int) -> date | None:
    """Return the day somebody was first talked to for a study."""
    of_study = select(func.min(Interview.on)).join(Round, Round.id == Interview.round_id)
    return session.scalar(of_study.where(Round.study_id == study_id))


def _begin_later(session: Session, command: Command, row: Round, was: date) -> None:
    """Let a study begin on its first interview again, when the one it began with was moved or is gone."""
    study = session.get_one(Study, row.study_id)
    first = _first_day(session, study.id)
    if study.fieldwork_from == was and first != was:
        records.edit(session, _also(command, "begun"), Study, study.nr, {"fieldwork_from": first})


def remove_interview(session: Session, command: Command, nr: int, *, reason: str) -> None:
    """Remove an interview; its study begins with the first of those that are left."""
    if lock(session.connection(), command).repeated:
        return
    row = records.get(session, Interview, command.process_id, nr)
    of, was = session.get_one(Round, row.round_id), row.on
    removals.remove(session, command, Interview, nr, reason=reason)
    _begin_later(session, command, of, was)


def save_theme(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Theme:
    """Write a theme with the interviews it was heard in; where nothing is said of those, they stay as they were."""
    written = dict(values)
    if "interviews" in values:
        written["interviews"] = _interviews(session, command, values["round_id"], values["interviews"])
    if nr is None:
        return records.add(session, command, Theme, written)
    return records.edit(session, command, Theme, nr, written, seen=seen)


def _interviews(session: Session, command: Command, round_id: int, numbers: Iterable[int]) -> list[Interview]:
    of_round = (Interview.network_id == command.process_id, Interview.round_id == round_id)
    rows = session.scalars(select(Interview).where(*of_round, Interview.nr.in_(list(numbers))).order_by(Interview.nr))
    return list(rows)


def add_proposal(session: Session, command: Command, nr: int, *, text: str, problem_id: int | None) -> ResidentQuestion:
    """Write a proposal that residents made in a round's interviews, in the register of all that residents propose."""
    change = records.begin(session, command, "resident_question_added", None, of=ROUND)
    row = records.get(session, Round, command.process_id, nr)
    values = {"kind": "forslag", "question": text, "raised_on": _last_day(session, command, row),
              "problem_id": problem_id, "round_id": row.id}  # fmt: skip
    if change.repeated:
        return records.repeated(session, change, ResidentQuestion, values)
    kept = ResidentQuestion(network_id=command.process_id, **values)
    kept.nr = records.number(session, ResidentQuestion, command.process_id)
    session.add(kept)
    records.end(session, change, "resident_question_added", kept)
    return kept


def _last_day(session: Session, command: Command, row: Round) -> Any:
    days = gather(session, row).days
    return days[1] if days else command.today


def close_round(session: Session, command: Command, nr: int) -> Round:
    """Close a round: its study is made from the first day to the last, with how many were talked to.

    :raises Lacking: if nobody was talked to, or it is not said who made the study
    """
    change = records.begin(session, command, f"{ROUND}_closed", nr, of=ROUND)
    row = records.get(session, Round, command.process_id, nr)
    if change.repeated:
        return row
    study, rounds = (
        session.get_one(Study, row.study_id),
        session.scalars(select(Round).where(Round.study_id == row.study_id)).all(),
    )
    gathered = [gather(session, one) for one in rounds]
    days = [day for found in gathered for day in found.days or ()]
    lacks: list[tuple[str, Sentence]] = []
    if not gather(session, row).interviews:
        lacks.append((f"samtalerunder:{nr}", sentence(N_("Der er ingen samtaler i runden endnu."))))
    if not study.done_by:
        lacks.append((f"undersoegelser:{study.nr}", sentence(N_("Det står ikke, hvem der har lavet undersøgelsen."))))
    if lacks:
        raise Lacking(lacks)
    closed = records.edit(session, command, Round, nr, {"closed_on": command.today}, verb="closed")
    if all(one.closed_on for one in rounds):
        number = sum(found.participants for found in gathered)
        made = {"state": MADE, "fieldwork_from": min(days), "fieldwork_until": max(days), "answered": number}
        asked = {"asked": None} if study.asked is not None and study.asked < number else {}
        records.edit(session, _also(command, "study"), Study, study.nr, made | asked)
    return closed


def reopen_round(session: Session, command: Command, nr: int) -> Round:
    """Open a round again, so that interviews can be written; its study stays as it is until the round is closed."""
    return records.edit(session, command, Round, nr, {"closed_on": None}, verb="reopened")

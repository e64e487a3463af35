"""Writing questionnaires: questions out of the banks and of one's own, new versions, and what stays once it is used."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from engine import records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.survey import bank, questions
from workflows.tryghedsnetvaerk.mapping.survey.models import USED, Questionnaire, Translation

LONGEST = 120
TITLE = N_("Navn på skemaet")


def first_questions() -> list[dict[str, Any]]:
    """Return what a questionnaire begins with: the core, asked alike everywhere, and three questions of background."""
    core = [questions.from_bank(code, bank.FROM_STUDIES) for code in bank.CORE]
    return [*core, *(questions.from_bank(one.code, bank.FROM_STUDIES) for one in bank.BANKS[bank.OF_PERSONS])]


def save_questionnaire(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Questionnaire:
    """Write a questionnaire: its *title*, and its questions in order as *asks*; one that begins has the core.

    :raises NotAllowed: if it was used
    :raises BadInput: if it has no title, or a question cannot be asked so
    """
    change = lock(session.connection(), command)
    written = dict(values)
    if "title" in written:
        _must_be_titled(written)
    older = None if nr is None else records.get(session, Questionnaire, command.process_id, nr)
    if older is not None and older.locked_on and not change.repeated:
        raise NotAllowed(USED, page=f"spoergeskemaer:{nr}")
    if nr is None:
        written.setdefault("asks", first_questions())
    if "asks" in written:
        written["asks"] = _asked(session, older, written["asks"])
    if older is None or nr is None:
        return records.add(session, command, Questionnaire, written)
    extra = {} if change.repeated else _follow(session, older, written.get("asks"))
    return records.edit(session, command, Questionnaire, nr, written, seen=seen, extra=extra)


def _must_be_titled(written: dict[str, Any]) -> None:
    written["title"] = " ".join(str(written["title"] or "").split())
    if not written["title"]:
        raise BadInput(N_("Udfyld feltet »{name}«."), page="#title", name=TITLE)
    if len(written["title"]) > LONGEST:
        raise BadInput(N_("»{felt}« må højst fylde {mest} tegn."), page="#title", felt=TITLE, mest=LONGEST)


def _asked(session: Session, row: Questionnaire | None, asked: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    earlier = [one for older in list_earlier(session, row) for one in older.asks] if row else []
    found = questions.coded([{**one, "text": " ".join(one["text"].split())} for one in asked], earlier)
    questions.must_be_closed(found)
    return [{**one, "position": position} for position, one in enumerate(found, 1)]


def _follow(session: Session, row: Questionnaire, asked: Sequence[Mapping[str, Any]] | None) -> dict[str, Any]:
    """Let the translations of a question that got another code follow it; they are outdated then, not lost."""
    if asked is None:
        return {}
    codes = {one["code"] for one in asked}
    gone = [one for one in row.asks if one["code"] not in codes]
    before = {one["code"] for one in row.asks}
    moved = {
        old["code"]: one["code"]
        for old in gone
        for one in asked
        if one["code"] not in before and one["bank"] == old["bank"] == bank.OWN and one["position"] == old["position"]
    }
    return {"also": also} if moved and (also := _renamed(session, row, moved)) else {}


def _renamed(session: Session, row: Questionnaire, moved: Mapping[str, str]) -> list[dict[str, Any]]:
    told = []
    for one in list_translations(session, row):
        texts = json.loads(one.texts)
        named = {_key(key, moved): said for key, said in texts.items()}
        if named != texts:
            one.texts, one.version = json.dumps(named, ensure_ascii=False, sort_keys=True), one.version + 1
            told.append(one)
    session.flush()
    return [records.said(one) for one in told]


def _key(key: str, moved: Mapping[str, str]) -> str:
    family, _dot, rest = key.partition(".")
    code, dot, step = rest.partition(".")
    return f"{family}.{moved[code]}{dot}{step}" if family == "punkt" and code in moved else key


def new_version(session: Session, command: Command, nr: int) -> Questionnaire:
    """Begin a new version with the questions of an older one, and with its translations."""
    change = records.begin(session, command, "questionnaire_versioned", nr, of=Questionnaire.__tablename__)
    if change.repeated:
        return records.get(session, Questionnaire, command.process_id, change.repeated.body["nr"])
    older = records.get(session, Questionnaire, command.process_id, nr)
    row = Questionnaire(title=older.title, follows_nr=nr, network_id=command.process_id,
                        nr=records.number(session, Questionnaire, command.process_id))  # fmt: skip
    row.asks = older.asks
    session.add(row)
    session.flush()
    copies = [_copied(session, command, row, one) for one in list_translations(session, older)]
    extra = {"also": [records.said(one) for one in copies]} if copies else None
    records.end(session, change, "questionnaire_versioned", row, nr, extra=extra)
    return row


def _copied(session: Session, command: Command, row: Questionnaire, older: Translation) -> Translation:
    kept = ("language", "name", "texts", "translator", "second_reader", "read_on")
    copy = Translation(questionnaire_id=row.id, network_id=command.process_id,
                       nr=records.number(session, Translation, command.process_id),
                       **{name: getattr(older, name) for name in kept})  # fmt: skip
    session.add(copy)
    session.flush()
    return copy


def list_earlier(session: Session, row: Questionnaire) -> list[Questionnaire]:
    """Return the versions a questionnaire follows, the nearest first."""
    found, nr = list[Questionnaire](), row.follows_nr
    rows = {one.nr: one for one in records.list_all(session, Questionnaire, row.network_id)} if nr else {}
    while nr in rows and rows[nr] not in found:
        found.append(rows[nr])
        nr = rows[nr].follows_nr
    return found


def list_translations(session: Session, row: Questionnaire) -> Sequence[Translation]:
    """Return the translations of one version, by language."""
    wanted = select(Translation).where(Translation.questionnaire_id == row.id).order_by(Translation.language)
    return session.scalars(wanted.execution_options(populate_existing=True)).all()

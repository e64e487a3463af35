"""Typing in what an earlier survey found: whom it was about, and the results of each question as it was asked."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine import records
from engine.commands import Change, Command
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed, NotFound
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping import sensitive
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import bank, questions, scales
from workflows.tryghedsnetvaerk.mapping.survey.earlier import lines
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import Asked, same_answers, same_question
from workflows.tryghedsnetvaerk.mapping.survey.files.taking import FIXED, HAS_ANSWERS, NOT_HERE, rests
from workflows.tryghedsnetvaerk.mapping.survey.files.values import plain
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH, texts
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    BACKGROUND,
    CONDITION,
    EARLIER,
    KINDS,
    Item,
    Questionnaire,
    Survey,
    TypedResult,
)
from workflows.tryghedsnetvaerk.mapping.survey.surveys import LEFT_OUT, MADE, find_survey, get_paper, must_be_sayable
from workflows.tryghedsnetvaerk.network.surveyors import STUDY

SET, TYPED, TAKEN_OUT = "survey_changed", "survey_result_typed", "survey_result_removed"
FIRST, LAST, NEITHER = "foerste", "sidste", "ingen"  # which of the answers, as they were offered, is the most insecure
ENDS = (FIRST, LAST, NEITHER)
LONGEST, LONGEST_WHY, MOST_ITEMS = 300, 400, 80
TITLE = N_("Tidligere undersøgelse")
MORE_THAN_ANSWERED = N_(
    "Der har kun svaret {svar} på hele undersøgelsen, så {base} kan ikke have svaret på spørgsmålet."
)


def save_earlier(
    session: Session, command: Command, study_nr: int, values: Mapping[str, Any], *, seen: int | None = None
) -> Survey:
    """Say whom a survey that others made was about; its study counts as made.

    :raises NotAllowed: if the study is no survey, was left out, or has answers of its own
    :raises Lacking: if it is not said who made it and when
    :raises BadInput: if something said cannot be
    """
    change = records.begin(session, command, SET, study_nr, of=STUDY)
    study = records.get(session, Study, command.process_id, study_nr)
    row = find_survey(session, study)
    if change.repeated and row is not None:
        return row
    _must_be_earlier(study, row)
    if row is not None:
        records.must_be_fresh(row, seen)
    if missing := rests(session, study):
        raise Lacking(missing)
    must_be_sayable(session, command, values)
    also: list[Any] = [study]
    if row is None:
        paper = _begun(session, command, study)
        also.append(paper)
        row = Survey(study_id=study.id, network_id=command.process_id, version=0, origin=EARLIER,
                     nr=records.number(session, Survey, command.process_id), questionnaire_id=paper.id)  # fmt: skip
        session.add(row)
    for name in FIXED:
        if name in values:
            setattr(row, name, values[name])
    row.version += 1
    study.state, study.version = MADE, study.version + 1
    session.flush()
    records.end(session, change, SET, row, study_nr, extra={"also": [records.said(one) for one in also]})
    return row


def _must_be_earlier(study: Study, row: Survey | None) -> None:
    if study.kind != QUANTITATIVE or study.state == LEFT_OUT:
        raise NotAllowed(NOT_HERE, page=f"undersoegelser:{study.nr}")
    if row is not None and row.origin != EARLIER:
        raise NotAllowed(HAS_ANSWERS, page=f"undersoegelser:{study.nr}")


def _begun(session: Session, command: Command, study: Study) -> Questionnaire:
    """Begin the questionnaire that others used: it is as it was, so it is locked from the first day."""
    paper = Questionnaire(
        title=study.title or TITLE, locked_on=command.today, network_id=command.process_id,
        nr=records.number(session, Questionnaire, command.process_id),
    )  # fmt: skip
    session.add(paper)
    session.flush()
    return paper


def save_result(
    session: Session, command: Command, study_nr: int, position: int | None, said: Mapping[str, Any],
    *, seen: int | None = None,
) -> Survey:  # fmt: skip
    """Type in one question as it was asked, with its results; *position* says which one is typed anew.

    :raises BadInput: if a line cannot be read, or the results do not add up and nobody says why
    :raises NotFound: if there is no such question
    """
    change, study, row, paper = _opened(session, command, TYPED, [study_nr, position])
    if change.repeated:
        return row
    records.must_be_fresh(row, seen)
    text, told = _read(study, said)
    kept = None if position is None else _at(paper, position)
    if kept is None and len(paper.items) >= MOST_ITEMS:
        raise BadInput(N_("Der kan højst skrives {mest} spørgsmål ind."), page="#text", mest=MOST_ITEMS)
    asked = _asked(session, command, paper, kept, text, told, said)
    item = kept or Item(
        network_id=command.process_id, position=max((one.position for one in paper.items), default=0) + 1
    )
    for name, value in asked.items():
        setattr(item, name, value)
    if kept is None:
        paper.items.append(item)
    session.flush()
    row.results = [one for one in row.results if one.item_id != item.id]
    session.flush()
    step = _steps(item, told)
    row.results += [
        TypedResult(network_id=row.network_id, item_id=item.id, base=said["base"], count=one.count,
                    per_mille=one.per_mille, steps=",".join(str(n) for n in sorted(step[at] for at in one.steps)))
        for one in told.results
    ]  # fmt: skip
    _end(session, change, TYPED, row, paper, [study_nr, position])
    return row


def remove_result(session: Session, command: Command, study_nr: int, position: int) -> Survey:
    """Take one question and its results away again.

    :raises NotFound: if there is no such question
    """
    asked = [study_nr, position]
    change, _study, row, paper = _opened(session, command, TAKEN_OUT, asked)
    if change.repeated:
        return row
    item = _at(paper, position)
    row.results = [one for one in row.results if one.item_id != item.id]
    session.flush()
    paper.items.remove(item)
    _end(session, change, TAKEN_OUT, row, paper, asked)
    return row


def _opened(
    session: Session, command: Command, kind: str, asked: Sequence[int | None]
) -> tuple[Change, Study, Survey, Questionnaire]:
    change = records.begin(session, command, kind, list(asked), of=STUDY)
    study = records.get(session, Study, command.process_id, int(asked[0] or 0))
    row = find_survey(session, study)
    paper = get_paper(session, row) if row else None
    if row is None or paper is None or row.origin != EARLIER:
        raise NotAllowed(N_("Skriv først, hvem undersøgelsen handlede om."), page=f"undersoegelser:{study.nr}")
    return change, study, row, paper


def _end(
    session: Session, change: Change, kind: str, row: Survey, paper: Questionnaire, asked: Sequence[int | None]
) -> None:
    row.version, paper.version = row.version + 1, paper.version + 1
    session.flush()
    records.end(session, change, kind, row, list(asked), extra={"also": [records.said(paper)]})


def _at(paper: Questionnaire, position: int) -> Item:
    found = next((one for one in paper.items if one.position == position), None)
    if found is None:
        raise NotFound(N_("Det, du leder efter, findes ikke i dette netværk."))
    return found


def _read(study: Study, said: Mapping[str, Any]) -> tuple[str, lines.Told]:
    text = " ".join(str(said.get("text") or "").split())
    if not text or len(text) > LONGEST:
        raise BadInput(
            N_("Skriv spørgsmålet, som det blev stillet, med højst {mest} tegn."), page="#text", mest=LONGEST
        )
    if len(said.get("why") or "") > LONGEST_WHY:
        raise BadInput(N_("Skriv højst {mest} tegn."), page="#why", mest=LONGEST_WHY)
    base = said.get("base")
    if base and study.answered is not None and base > study.answered:
        raise BadInput(MORE_THAN_ANSWERED, page="#base", svar=study.answered, base=base)
    told = lines.read(said.get("lines") or "", base, said.get("why") or "")
    if word := sensitive.asked(text, "\n".join(told.labels), of_oneself=said.get("kind") == BACKGROUND):
        raise BadInput(N_("Svar om »{ord}« må ikke skrives ind. Sprog, oprindelse, religion, helbred og lignende er "
                          "beboernes egen sag."), page="#text", ord=word)  # fmt: skip
    return text, told


def _asked(
    session: Session, command: Command, paper: Questionnaire, kept: Item | None, text: str, told: lines.Told,
    said: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """Return what an item says of a question as it was asked: that of the banks, if it was asked word for word."""
    note = {"provenance": bank.FROM_STUDIES, "provenance_note": (said.get("why") or "").strip()}
    others = {one.code for one in paper.items if one is not kept}
    standard = find_standard(Asked(text, told.labels))
    if standard is not None and standard.code not in others:
        return questions.from_bank(standard.code, **_named(note)) | {"text": text}
    own = questions.own(
        _kind(said), text, scale=_scale(told.labels), direction=_direction(said, told.labels), **note,
        options="" if _scale(told.labels) else "\n".join(told.labels),
    )  # fmt: skip
    asked = [one for other in records.list_all(session, Questionnaire, command.process_id) for one in other.asks]
    same = next((one["code"] for one in asked if questions.alike(one, own) and one["code"] not in others), "")
    own["code"] = same or (questions.coded([own], asked)[0]["code"])
    return own


def _named(note: Mapping[str, str]) -> dict[str, str]:
    return {"provenance": note["provenance"], "note": note["provenance_note"]}


def _kind(said: Mapping[str, Any]) -> str:
    kind = said.get("kind")
    if kind not in KINDS:
        raise BadInput(N_("Vælg, hvad slags spørgsmål det er."), page="#kind")
    return str(kind)


def find_standard(asked: Asked) -> bank.BankItem | None:
    """Return the question of the banks that was asked word for word with the same answers, if it is one."""
    return next((one for one in bank.ITEMS.values() if not same_question(asked, standard(one))), None)


def standard(one: bank.BankItem) -> Asked:
    """Return a question of the banks as it is asked in Danish."""
    return Asked(one.text, labels_of(cast(scales.Closed, one)))


def labels_of(item: scales.Closed) -> tuple[str, ...]:
    """Return what the answers of an item are called in Danish, in their order."""
    if item.scale not in scales.SCALES:
        return tuple(scales.option_lines(item))
    return tuple(texts(DANISH)[key] for _step, key in scales.steps_said(item))


def _scale(labels: Sequence[str]) -> str:
    """Return the scale that has these answers, in its order or the other way round."""
    return next((key for key in scales.SCALES if same_answers(labels, _of_scale(key))), "")


def _of_scale(key: str) -> list[str]:
    return [texts(DANISH)[f"skala.{key}.{step}"] for step in range(1, scales.SCALES[key].steps + 1)]


def _direction(said: Mapping[str, Any], labels: Sequence[str]) -> int:
    end = said.get("end")
    if end not in ENDS or (said.get("kind") == CONDITION and end == NEITHER):
        raise BadInput(N_("Vælg, hvilket svar der er mest utrygt."), page="#end")
    if said.get("kind") == BACKGROUND or end == NEITHER:
        return scales.NEITHER
    towards = scales.INSECURE_LAST if end == LAST else scales.INSECURE_FIRST
    key = _scale(labels)
    turned = bool(key) and [plain(label) for label in labels] != [plain(label) for label in _of_scale(key)]
    return -towards if turned else towards


def _steps(item: Item, told: lines.Told) -> dict[int, int]:
    """Return for each answer as it was offered which step of the item it is."""
    known = {plain(label): step for step, label in enumerate(labels_of(item), 1)}
    return {at: known[plain(label)] for at, label in enumerate(told.labels, 1)} | {one: one for one in told.beside}

"""Writing a questionnaire in another language: text by text, or with a sheet that goes to the translator and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine import records
from engine.commands import Command, lock
from engine.cpr import holds_cpr
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH, SHIPPED
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire, Translation
from workflows.tryghedsnetvaerk.mapping.survey.questionnaires import list_translations
from workflows.tryghedsnetvaerk.mapping.survey.wording import (
    NOTHING,
    TAG,
    Words,
    mark,
    same_person,
    same_places,
)

LONGEST, LONGEST_NAME = 1_000, 120
UNREAD = N_("Skriv, hvem der har læst teksterne igennem, og hvornår, eller lad begge felter stå tomme.")
THEMSELVES = N_(
    "{navn} står både i »Oversat af« og i »Læst igennem af«. En anden end oversætteren skal læse teksterne igennem. "
    "Skriv en anden læser, eller lad læser og dag stå tomme, til teksterne er læst."
)
NOT_OURS = N_("Den danske tekst »{tekst}« findes ikke i skemaet, som det er nu. Hent arket igen.")
CPR = N_("Teksten ser ud til at indeholde et CPR-nummer. Skriv teksten uden det.")
PLACES = N_("Behold {pladser} i teksten.")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a translator's sheet: its number, the Danish text, and the text in the other language."""

    number: int
    danish: str
    text: str


@dataclass(slots=True)
class Read:
    """What a sheet holds: the texts by key, how many say something new, and what cannot be used, by row."""

    texts: dict[str, str] = field(default_factory=dict)
    changed: int = 0
    errors: list[tuple[int, Sentence]] = field(default_factory=list)


def must_be_a_language(language: str, name: str) -> None:
    """Refuse a code that no language can have, and a language without a name.

    :raises BadInput: saying which
    """
    if not TAG.fullmatch(language) or language == DANISH:
        raise BadInput(
            N_("Vi kender ikke sproget. Skriv dets navn, eller dets kode, for eksempel so, fa eller zh-Hant."),
            page="#other",
        )
    if not name.strip() and language not in SHIPPED:
        raise BadInput(N_("Skriv, hvad sproget kalder sig selv, for eksempel »Soomaali«."), page="#name")
    if len(name) > LONGEST_NAME:
        raise BadInput(N_("Skriv højst {mest} tegn."), page="#name", mest=LONGEST_NAME)


def save_translation(
    session: Session,
    command: Command,
    nr: int,
    language: str,
    values: Mapping[str, Any],
    *,
    seen: int | None = None,
    own: Mapping[str, str] = NOTHING,
) -> Translation:
    """Write texts of questionnaire *nr* in *language*: *texts* by key, *still* the keys whose text fits the new Danish.

    What is changed is unread until a *second_reader* and a day are named with it. An empty text falls back to the
    shipped one, or to none.

    :raises BadInput: if it is no language, a text lost a place or is too long, or nobody else is told to have read it
    :raises NotAllowed: if residents answer in that language now
    """
    change = lock(session.connection(), command)
    paper = records.get(session, Questionnaire, command.process_id, nr)
    row = next((one for one in list_translations(session, paper) if one.language == language), None)
    must_be_a_language(language, values.get("name") or (row.name if row else ""))
    words = Words(paper, [row] if row else [], language, own)
    texts = _merged(words, values.get("texts") or {}, frozenset(values.get("still") or ()))
    written = {name: values[name] for name in ("name", "translator", "second_reader", "read_on") if name in values}
    must_be_read(written)
    if row is None or texts != words.written:
        if paper.locked_on and words.ready and not change.repeated:
            raise NotAllowed(
                N_("Undersøgelsen er åbnet med disse tekster, så de kan ikke ændres."), page="spoergeskemaer"
            )
        if "second_reader" not in written:
            written |= {"second_reader": "", "read_on": None}
    must_be_another(written, row)
    written["texts"] = json.dumps(texts, ensure_ascii=False, sort_keys=True)
    if row is None:
        whose = {"questionnaire_id": paper.id, "language": language}
        return records.add(session, command, Translation, whose | written)
    return records.edit(session, command, Translation, row.nr, written, seen=seen)


def must_be_read(written: Mapping[str, Any]) -> None:
    """Refuse a second reader without a day, and a day without a reader.

    :raises BadInput: at the field that is empty
    """
    who, on = (written.get("second_reader") or "").strip(), written.get("read_on")
    if bool(who) != bool(on):
        raise BadInput(UNREAD, page="#read_on" if who else "#second_reader")
    if len(who) > LONGEST_NAME or len(written.get("translator") or "") > LONGEST_NAME:
        raise BadInput(N_("Skriv højst {mest} tegn."), page="#second_reader", mest=LONGEST_NAME)


def must_be_another(written: Mapping[str, Any], row: Translation | None) -> None:
    """Refuse a translator who read their own texts through.

    :raises BadInput: naming both fields
    """
    said = {name: written.get(name, getattr(row, name, "")) or "" for name in ("translator", "second_reader")}
    if same_person(said["translator"], said["second_reader"]):
        raise BadInput(THEMSELVES, page="#second_reader", navn=" ".join(said["second_reader"].split()))


def _merged(words: Words, said: Mapping[str, str], still: frozenset[str]) -> dict[str, dict[str, str]]:
    """Return the texts of a language with what was written now; what is as it was keeps the Danish it was made from."""
    kept: dict[str, dict[str, str]] = {key: dict(one) for key, one in words.written.items()}
    for key, written in said.items():
        if key not in words.danish:
            continue
        text, before = " ".join(written.split()), kept.get(key, {}).get("text", "")
        if text == before and key not in still:
            continue
        if not text or (not before and text == words.shipped(key)):
            kept.pop(key, None)
            continue
        must_fit(words.danish[key], text, f"#{key}")
        kept[key] = {"text": text, "of": mark(words.danish[key])}
    return kept


def must_fit(danish: str, text: str, page: str) -> None:
    """Refuse a text that is too long, or has other places than the Danish one.

    :raises BadInput: saying which
    """
    if problem := unfit(danish, text):
        raise BadInput(problem.text, page=page, **problem.values)


def unfit(danish: str, text: str) -> Sentence | None:
    """Return why a text cannot stand for the Danish one, if anything keeps it from that."""
    if len(text) > LONGEST:
        return sentence(N_("Skriv højst {mest} tegn."), mest=LONGEST)
    if not same_places(danish, text):
        places = ", ".join(part.split("}")[0] for part in danish.split("{")[1:])
        if not places:
            return sentence(N_("Teksten må ikke indeholde krøllede parenteser."))
        return sentence(PLACES, pladser=", ".join(f"{{{one}}}" for one in places.split(", ")))
    return None


def sheet(words: Words) -> list[tuple[str, str]]:
    """Return what goes to the translator: every Danish text once, and what stands for it now, if it is not outdated."""
    found: dict[str, str] = {}
    for key, danish in words.danish.items():
        text = "" if words.is_outdated(key) else words.find(key)
        found[danish] = found.get(danish) or text
    return list(found.items())


def read_sheet(words: Words, rows: Iterable[Sequence[str]]) -> Read:
    """Read a sheet that came back, after its heading: Danish in the first column, the other language in the second.

    Nothing is written; what cannot be used is told by row.
    """
    by_danish: dict[str, list[str]] = {}
    for key, danish in words.danish.items():
        by_danish.setdefault(mark(danish), []).append(key)
    found = Read()
    for number, cells in enumerate(rows, 2):
        one = Row(number, *(" ".join(str(cell).split()) for cell in (*cells, "", "")[:2]))
        if not one.danish and not one.text:
            continue
        _take(words, by_danish, one, found)
    return found


def _take(words: Words, by_danish: Mapping[str, Sequence[str]], one: Row, found: Read) -> None:
    keys = by_danish.get(mark(one.danish), ())
    if not keys:
        found.errors.append((one.number, sentence(NOT_OURS, tekst=one.danish[:80])))
    elif holds_cpr(one.text):
        found.errors.append((one.number, sentence(CPR)))
    elif one.text and (problem := unfit(words.danish[keys[0]], one.text)):
        found.errors.append((one.number, problem))
    elif one.text:
        found.changed += any(words.is_outdated(key) or words.find(key) != one.text for key in keys)
        found.texts |= dict.fromkeys(keys, one.text)


def save_sheet(
    session: Session,
    command: Command,
    nr: int,
    language: str,
    read: Read,
    values: Mapping[str, Any],
    *,
    seen: int | None = None,
    own: Mapping[str, str] = NOTHING,
) -> Translation:
    """Write what a sheet holds; its Danish is the Danish there is, so nothing in it is outdated.

    :raises BadInput: if a row of it cannot be used
    """
    if read.errors:
        number, problem = read.errors[0]
        raise BadInput(N_("Række {nr} i arket kan ikke bruges. Intet er gemt."), page="#file", nr=number,
                       hvorfor=problem.text)  # fmt: skip
    told = {**values, "texts": read.texts, "still": tuple(read.texts)}
    return save_translation(session, command, nr, language, told, seen=seen, own=own)

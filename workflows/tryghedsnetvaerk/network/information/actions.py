"""What people do with the texts to the residents: write them, release them, take them back, and put them up."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from engine import records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed
from engine.people.models import Person, sorting
from engine.queries import find_last_about
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.documents import limits, placing
from workflows.tryghedsnetvaerk.documents.languages import DANISH, own_name
from workflows.tryghedsnetvaerk.network.information.models import (
    DRAFT,
    KINDS,
    RELEASED,
    ResidentEdition,
    ResidentNotice,
    ResidentText,
)
from workflows.tryghedsnetvaerk.network.information.queries import (
    find_edition,
    is_changed,
    lacking_of,
    list_texts,
    released_in,
    said_by,
)
from workflows.tryghedsnetvaerk.network.information.untranslated import find_danish
from workflows.tryghedsnetvaerk.network.models import ResidentInformation

LANGUAGE = re.compile(r"[a-z]{2,3}")
GAP = re.compile(r"(?<!\[)\[([^\[\]\n]{1,80})\](?![(\]])")
THEMSELVES = N_(
    "{navn} har selv skrevet »Hvad netværket ikke er« her og kan ikke også stå i »Læst og bekræftet af«. En anden skal "
    "læse teksten. Skriv en anden læser, eller lad læser og dag stå tomme, til den er læst."
)
THERE = N_("Den tekst er der allerede. Ret i den.")


def save_notice(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> ResidentNotice:
    """Write what a set of texts is about; a new one gets an address that nobody can guess."""
    if nr is not None:
        return records.edit(session, command, ResidentNotice, nr, values, seen=seen)
    change = lock(session.connection(), command)
    if change.repeated is not None:
        return records.add(session, command, ResidentNotice, values)
    return records.add(session, command, ResidentNotice, {**values, "code": secrets.token_urlsafe(16)})


def close_notice(session: Session, command: Command, nr: int) -> ResidentNotice:
    """Take the public page down; the papers stay as they were put up."""
    return records.edit(session, command, ResidentNotice, nr, {"closed_on": command.today}, verb="closed")


def open_notice(session: Session, command: Command, nr: int) -> ResidentNotice:
    """Put the public page up again, at the address that is printed on the posters."""
    return records.edit(session, command, ResidentNotice, nr, {"closed_on": None}, verb="opened")


def save_text(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> ResidentText:
    """Write a text; there is one of each kind and language. What is released stays until it is released anew.

    :raises BadInput: if there is one already, its kind or language is none, or who wrote the standing text read it
    """
    change, written = lock(session.connection(), command), dict(values)
    before = records.get(session, ResidentText, command.process_id, nr) if nr is not None else None
    if change.repeated is None:
        _must_be_one(session, command, before, written)
        _must_be_read_by_another(session, command, before, written)
    if before is None:
        return records.add(session, command, ResidentText, written)
    if change.repeated is None and _limits_rewritten(before, written):
        written["limits_reader"], written["limits_read_on"] = "", None
    return records.edit(session, command, ResidentText, before.nr, written, seen=seen)


def _must_be_one(session: Session, command: Command, before: ResidentText | None, written: Mapping[str, Any]) -> None:
    """Refuse a second text of one kind and language, what is no language, and another one once it was released."""
    said = {key: written.get(key, getattr(before, key, None)) for key in ("notice_id", "kind", "language")}
    notice = session.get(ResidentNotice, said["notice_id"] or 0)
    if notice is None or notice.network_id != command.process_id:
        raise BadInput(N_("Vælg, hvad teksten hører til."), page="#notice_id")
    if said["kind"] not in KINDS or not LANGUAGE.fullmatch(said["language"] or ""):
        raise BadInput(N_("Vælg et sprog."), page="#language")
    if before is not None and before.released_on and any(getattr(before, key) != it for key, it in said.items()):
        raise BadInput(N_("Teksten har været frigivet. Begynd på en ny til et andet sprog."), page="#language")
    for other in list_texts(session, notice):
        if (other.kind, other.language) == (said["kind"], said["language"]) and other is not before:
            raise BadInput(THERE, page=f"sprogudgaver:{other.nr}:ret")


def _must_be_read_by_another(
    session: Session, command: Command, before: ResidentText | None, written: Mapping[str, Any]
) -> None:
    """Refuse whoever writes the standing text, or was the last to write here, as the one who read it."""
    reader = (written.get("limits_reader") or "").strip()
    if not reader or (before is not None and reader == before.limits_reader):
        return
    writer = command.actor
    if before is not None and written.get("limits", before.limits) == before.limits:
        found = (
            find_last_about(session.connection(), command.process_id, records.name(before), kind)
            for kind in ("resident_text_changed", "resident_text_added")
        )
        writer = next((one.body["actor"] for one in found if one), writer)
    person = session.get(Person, writer)
    if person is not None and sorting(person.name) in (sorting(reader), sorting(reader.partition(",")[0])):
        raise BadInput(THEMSELVES, page="#limits_reader", navn=" ".join(person.name.split()))


def _limits_rewritten(before: ResidentText, written: Mapping[str, Any]) -> bool:
    """Say whether the standing text was changed by somebody who did not have it read anew."""
    read = "limits_reader", "limits_read_on"
    same = all(written.get(key, getattr(before, key)) == getattr(before, key) for key in read)
    return written.get("limits", before.limits) != before.limits and same


def release_text(session: Session, command: Command, nr: int) -> ResidentText:
    """Release a text as it stands now; what is released is kept, and stands until it is released anew.

    :raises NotAllowed: if it is released and nothing was changed since
    :raises Lacking: with all that is missing, the standing text above all
    """
    change = records.begin(session, command, "resident_text_released", nr)
    row = records.get(session, ResidentText, command.process_id, nr)
    if change.repeated:
        return row
    if row.state == RELEASED and not is_changed(session, row):
        raise NotAllowed(N_("Teksten er frigivet, og intet er ændret siden."))
    notice = session.get_one(ResidentNotice, row.notice_id)
    if lacks := list_lacks(row, list_texts(session, notice)):
        raise Lacking(lacks)
    row.state, row.released_on, row.version = RELEASED, command.today, row.version + 1
    session.flush()
    edition = _kept(session, command, row)
    extra = {"edition": edition.number, "also": [records.said(edition)]}
    records.end(session, change, "resident_text_released", row, nr, extra=extra)
    return row


def list_lacks(row: ResidentText, texts: Sequence[ResidentText]) -> list[tuple[str, Sentence]]:
    """Return what keeps a text from being released beside the other *texts*, each with the field it is about."""
    lacks = []
    if not row.body.strip():
        lacks.append(("#body", sentence(N_("Der er ikke skrevet noget endnu."))))
    if gaps := GAP.findall(f"{row.title}\n{row.body}"):
        unfilled = N_("Udfyld det, der står i kantede parenteser, eller slet det: {hvad}.")
        lacks.append(("#body", sentence(unfilled, hvad=", ".join(dict.fromkeys(gaps)))))
    if marks := placing.unknown(f"{row.title}\n{row.body}"):
        figure = N_(
            "»{hvad}« bliver ikke til en figur i en tekst til beboerne. QR-koden kommer på af sig selv. Slet »{hvad}«."
        )
        lacks.append(("#body", sentence(figure, hvad=", ".join(marks))))
    if row.language != DANISH:
        lacks += [(f"#{field}", said) for field, said in find_danish(row, texts)]
    if row.language not in limits.SHIPPED:
        lacks += _limits_lack(row)
    return lacks


def _limits_lack(row: ResidentText) -> list[tuple[str, Sentence]]:
    """Return what a standing text that somebody wrote themselves lacks."""
    if not limits.is_whole(row.limits):
        without = N_("Teksten »Hvad netværket ikke er« mangler på {sprog}. Skriv overskriften og de fire punkter.")
        return [("#limits", sentence(without, sprog=own_name(row.language)))]
    if not limits.is_translated(row.limits):
        short = N_("»Hvad netværket ikke er« er ikke oversat: Skriv en overskrift og præcis fire punkter, hvert en hel "
                   "sætning på {sprog}, og ingen af dem ens eller på dansk.")  # fmt: skip
        return [("#limits", sentence(short, sprog=own_name(row.language)))]
    if not (row.limits_reader and row.limits_read_on):
        unread = N_("Ingen andre har læst »Hvad netværket ikke er«. Skriv, hvem der har, og hvornår.")
        return [("#limits_reader", sentence(unread))]
    return []


def _kept(session: Session, command: Command, row: ResidentText) -> ResidentEdition:
    """Keep what a text says now as its next edition, with the languages that were lacking that day."""
    last, edition = find_edition(session, row), ResidentEdition()
    notice = session.get_one(ResidentNotice, row.notice_id)
    edition.network_id, edition.nr = command.process_id, records.number(session, ResidentEdition, command.process_id)
    edition.text_id, edition.number = row.id, last.number + 1 if last else 1
    edition.released_on = command.today
    content = {**said_by(row), "lacking": lacking_of(session, notice, row.kind)}
    edition.content = json.dumps(content, ensure_ascii=False, sort_keys=True)
    session.add(edition)
    session.flush()
    return edition


def withdraw_text(session: Session, command: Command, nr: int) -> ResidentText:
    """Take a released text back to a draft: it is no longer on the public page."""
    return records.edit(session, command, ResidentText, nr, {"state": DRAFT}, verb="withdrawn")


def save_information(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> ResidentInformation:
    """Write down that residents were told, where and when; of released texts it is known that they say the limits.

    :raises BadInput: if nothing of the notice is released, or not in one of the languages
    """
    change, written = lock(session.connection(), command), dict(values)
    if written.get("notice_id") and change.repeated is None:
        _must_be_released(session, command, written)
        written["limits_told"] = True
    if nr is None:
        return records.add(session, command, ResidentInformation, written)
    return records.edit(session, command, ResidentInformation, nr, written, seen=seen)


def _must_be_released(session: Session, command: Command, written: Mapping[str, Any]) -> None:
    notice = session.get(ResidentNotice, written["notice_id"])
    if notice is None or notice.network_id != command.process_id:
        raise BadInput(N_("Vælg, hvad teksten hører til."), page="#notice_id")
    there = released_in(list_texts(session, notice))
    if not there:
        raise BadInput(N_("Der er ikke frigivet nogen tekst endnu. Frigiv den først."), page="#notice_id")
    for code in (written.get("languages") or "").split(","):
        if code and code not in there:
            unreleased = N_("Der er ikke frigivet nogen tekst på {sprog}. Fjern krydset, eller frigiv den først.")
            raise BadInput(unreleased, page="#languages", sprog=own_name(code))

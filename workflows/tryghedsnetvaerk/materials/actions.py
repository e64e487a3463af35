"""What people do in step 7: write the materials and release them."""

import re
from collections.abc import Mapping
from typing import Any

from engine import records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed, Refused
from engine.machine import finding
from engine.text import N_, sentence
from workflows.tryghedsnetvaerk.guards.materials import offices_agreed, persons_agreed
from workflows.tryghedsnetvaerk.materials.editions import content_of, dumps, find_newest, is_changed
from workflows.tryghedsnetvaerk.materials.models import (
    CARD,
    DRAFT,
    NOT_RELEVANT,
    OFFICE,
    OFFICIAL,
    OFFICIAL_NUMBERS,
    PERSON,
    RELEASED,
    CardLine,
    Edition,
    Material,
)
from workflows.tryghedsnetvaerk.network.attachments import must_be_attached

STEP = "kontaktmaterialer"
UNATTACHED = N_(
    "Materialet er markeret som lavet et andet sted, men filen er ikke vedhæftet. Vedhæft den, eller fjern krydset."
)
NUMBER = re.compile(r"\d(?:[ .-]?\d){4}")  # what could be somebody's telephone
BOTH = N_("Skriv både, hvem der sagde ja, og hvornår.")
ONLY_THEMSELVES = N_("En person skal selv have sagt ja til at stå på kortet.")
NOT_FOR_ALL = N_("For et kontor er det lederen eller et referat, der siger ja.")
NOT_OFFICIAL = N_(
    "Et officielt nummer er 112 eller 114 og intet andet. Er det et andet nummer, så vælg kontor eller person, "
    "og skriv, hvem der har sagt ja."
)
BEFORE_RELEASE = {CARD: (persons_agreed, offices_agreed)}


def release(session: Session, command: Command, nr: int, *, shown: str = "") -> Material:
    """Release a material as it stands now, or its next edition; the actioncard only when everybody on it has agreed.

    What is released is kept: later changes stand on paper only when it is released anew.

    *shown* is what a folder that nobody has written in shows; it is kept, and stays as it was released.

    :raises BadInput: if nothing is written, or what was made elsewhere is not attached
    :raises Refused: with everybody who has not
    """
    change = records.begin(session, command, "material_released", nr)
    material = records.get(session, Material, command.process_id, nr)
    if change.repeated:
        return material
    if material.state == RELEASED and not is_changed(session, material, command.today):
        raise NotAllowed(N_("Materialet er frigivet, og intet er ændret siden."))
    if material.ready_made:
        must_be_attached(session, material, UNATTACHED)
    if material.ready_made and not material.limits_in_paper and material.kind == "folder":
        raise Lacking(
            [("#limits_in_paper", sentence(N_("Bekræft, at teksten »Hvad netværket ikke er« står i folderen.")))]
        )
    if not material.ready_made and material.kind == "folder" and not material.body.strip():
        if not shown.strip():
            raise Lacking([("#body", sentence(N_("Der er ikke skrevet noget endnu.")))])
        material.body = shown
    facts = change.facts(STEP)
    found = [finding(demand, facts, change.state.aside) for demand in BEFORE_RELEASE.get(material.kind, ())]
    if stopping := [one for one in found if one.stops]:
        raise Refused(stopping)
    material.state, material.released_on, material.version = RELEASED, command.today, material.version + 1
    edition = _kept(session, command, material)
    extra = {"material": material.kind, "edition": edition.number, "also": [records.said(edition)]}
    records.end(session, change, "material_released", material, nr, extra=extra)
    return material


def _kept(session: Session, command: Command, material: Material) -> Edition:
    """Keep what the material says now as its next edition."""
    last, edition = find_newest(session, material), Edition()
    edition.network_id, edition.nr = command.process_id, records.number(session, Edition, command.process_id)
    edition.material_id, edition.number = material.id, last.number + 1 if last else 1
    edition.released_on = command.today
    edition.content = dumps(content_of(session, material, command.today))
    session.add(edition)
    session.flush()
    return edition


def save_material(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Material:
    """Write a material; there is one of each kind. What is released stays in force until it is released anew.

    :raises NotAllowed: if there is one of the kind, or a released one would become another
    """
    lock(session.connection(), command)
    every = records.list_all(session, Material, command.process_id)
    if other := next((one for one in every if one.kind == values["kind"] and one.nr != nr), None):
        raise NotAllowed(N_("I har allerede lavet det materiale. Ret i det."), page=f"materialer:{other.nr}")
    if nr is None:
        return records.add(session, command, Material, values)
    fixed = ("kind", "ready_made", "limits_in_paper")
    row = records.get(session, Material, command.process_id, nr)
    if row.state == RELEASED and any(values.get(key, getattr(row, key)) != getattr(row, key) for key in fixed):
        raise NotAllowed(
            N_("Tag først materialet tilbage som kladde, hvis det skal laves på en anden måde."),
            page=f"materialer:{nr}",
        )
    return records.edit(session, command, Material, nr, values, seen=seen)


def save_line(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> CardLine:
    """Write a line of the card; a person agrees only for themselves, and nobody but a leader for an office.

    :raises BadInput: if it says otherwise
    """
    if values["kind"] == PERSON and values["agreed_how"] not in ("", "selv"):
        raise BadInput(ONLY_THEMSELVES, page="#agreed_how")
    if values["kind"] == OFFICE and values["agreed_how"] == "selv":
        raise BadInput(NOT_FOR_ALL, page="#agreed_how")
    if values["kind"] == OFFICIAL and not is_official(values):
        raise BadInput(NOT_OFFICIAL, page="#phone")
    if values["kind"] != OFFICIAL and bool(values["agreed_how"]) != bool(values["agreed_on"]):
        raise BadInput(BOTH, page="#agreed_on")
    if nr is None:
        return records.add(session, command, CardLine, values)
    return records.edit(session, command, CardLine, nr, values, seen=seen)


def is_official(values: Mapping[str, Any]) -> bool:
    """Say whether a line stands for 112 or 114, and for nobody else's number or mail beside it."""
    beside = values.get("about") or "", values.get("who") or ""
    return values["phone"] in OFFICIAL_NUMBERS and not values.get("mail") and not any(map(NUMBER.search, beside))


def withdraw(session: Session, command: Command, nr: int) -> Material:
    """Take a released material back to a draft, so that it can be changed and released anew."""
    return records.edit(session, command, Material, nr, {"state": DRAFT, "released_on": None}, verb="withdrawn")


def leave_out(session: Session, command: Command, nr: int, reason: str) -> Material:
    """Mark a material as not relevant.

    :raises BadInput: without a reason
    """
    if not reason.strip():
        raise BadInput(N_("Skriv, hvorfor materialet ikke er relevant."), page="#reason")
    left_out = {"state": NOT_RELEVANT, "reason": reason.strip()}
    return records.edit(session, command, Material, nr, left_out, verb="left_out")

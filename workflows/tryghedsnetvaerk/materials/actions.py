"""What people do in step 7: write the materials and release them."""

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed, Refused
from engine.machine import finding
from engine.text import N_
from workflows.tryghedsnetvaerk import guards
from workflows.tryghedsnetvaerk.materials.models import CARD, DRAFT, NOT_RELEVANT, RELEASED, Material
from workflows.tryghedsnetvaerk.network.attachments import must_be_attached

STEP = "kontaktmaterialer"
UNATTACHED = N_(
    "Materialet er markeret som lavet et andet sted, men filen er ikke vedhæftet. Vedhæft den, eller fjern krydset."
)
BEFORE_RELEASE = {CARD: (guards.persons_agreed, guards.offices_agreed)}


def release(session: Session, command: Command, nr: int, *, shown: str = "") -> Material:
    """Release a material; the actioncard only when everybody on it has agreed.

    *shown* is what a folder that nobody has written in shows; it is kept, and stays as it was released.

    :raises BadInput: if nothing is written, or what was made elsewhere is not attached
    :raises Refused: with everybody who has not
    """
    change = records.begin(session, command, "material_released", nr)
    material = records.get(session, Material, command.process_id, nr)
    if change.repeated:
        return material
    if material.state == RELEASED:
        raise NotAllowed(N_("Materialet er allerede frigivet."))
    if material.ready_made:
        must_be_attached(session, material, UNATTACHED)
    if material.ready_made and not material.limits_in_paper and material.kind == "folder":
        raise BadInput(N_("Bekræft, at teksten »Hvad netværket ikke er« står i folderen."))
    if not material.ready_made and material.kind == "folder" and not material.body.strip():
        if not shown.strip():
            raise BadInput(N_("Der er ikke skrevet noget endnu."))
        material.body = shown
    facts = change.facts(STEP)
    found = [finding(demand, facts, change.state.aside) for demand in BEFORE_RELEASE.get(material.kind, ())]
    if stopping := [one for one in found if one.stops]:
        raise Refused(stopping)
    material.state, material.released_on, material.version = RELEASED, command.today, material.version + 1
    records.end(session, change, "material_released", material, nr, extra={"material": material.kind})
    return material


def withdraw(session: Session, command: Command, nr: int) -> Material:
    """Take a released material back to a draft, so that it can be changed and released anew."""
    return records.edit(session, command, Material, nr, {"state": DRAFT, "released_on": None}, verb="withdrawn")


def leave_out(session: Session, command: Command, nr: int, reason: str) -> Material:
    """Mark a material as not relevant.

    :raises BadInput: without a reason
    """
    if not reason.strip():
        raise BadInput(N_("Skriv, hvorfor materialet ikke er relevant."))
    left_out = {"state": NOT_RELEVANT, "reason": reason.strip()}
    return records.edit(session, command, Material, nr, left_out, verb="left_out")

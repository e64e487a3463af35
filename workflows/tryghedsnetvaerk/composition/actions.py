"""What people do in step 3: choose groups and write down what their leaders answer."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.mapping.models import Problem


def save_group(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> ProfessionalGroup:
    """Write a group with the problems it is near to.

    :raises BadInput: if a group is chosen away without a reason
    """
    written = dict(values)
    near = written.pop("problems", ())
    if written.get("choice") == "nej" and not written.get("reason"):
        raise BadInput(N_("Skriv, hvorfor gruppen ikke skal med."), page="#reason")
    wanted = select(Problem).where(Problem.network_id == command.process_id, Problem.nr.in_([int(n) for n in near]))
    written["problems"] = list(session.scalars(wanted.order_by(Problem.nr)))
    if nr is None:
        return records.add(session, command, ProfessionalGroup, written)
    return records.edit(session, command, ProfessionalGroup, nr, written, seen=seen)

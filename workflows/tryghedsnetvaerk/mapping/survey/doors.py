"""Doors that were rung, counted per block: for the fieldwork, and never an address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.models import DoorCount
from workflows.tryghedsnetvaerk.mapping.survey.surveys import find_survey

LONGEST, MOST = 40, 5_000
COUNTS = ("doors", "rung", "opened", "declined")
STREETS = "vej|gade|stræde|allé|alle|stien|sti|vænget|vænge|torv|plads|boulevard|parken|gården|haven"
ADDRESS = re.compile(rf"(?i)({STREETS})\s+\d|\d\s*\.?\s*(sal|etage)|\b(st|kl|\d+)\s*[.,]?\s*(tv|th|mf)\b")


@dataclass(frozen=True, slots=True)
class OfBlock:
    """How many doors of one block were rung in all, and what came of it; *doors* is how many it has."""

    block: str
    doors: int
    rung: int
    opened: int
    declined: int


def add_doors(session: Session, command: Command, study_nr: int, values: Mapping[str, Any]) -> DoorCount:
    """Write how many doors of one block were rung on one day; a count that is none was not said.

    :raises BadInput: at the field, if the block is an address or the numbers do not go together
    :raises NotAllowed: if there is no survey
    """
    row = find_survey(session, records.get(session, Study, command.process_id, study_nr))
    if row is None:
        raise NotAllowed(N_("Undersøgelsen er ikke sat op endnu."), page=f"undersoegelser:{study_nr}")
    said = {**values, "block": " ".join(str(values["block"] or "").split())}
    must_be_counts(said)
    said |= {name: at_least(said, name) for name in COUNTS}
    return records.add(session, command, DoorCount, {**said, "survey_id": row.id})


def must_be_counts(said: Mapping[str, Any]) -> None:
    """Refuse what is no count of a block's doors.

    :raises BadInput: at the field
    """
    if not said["block"] or len(said["block"]) > LONGEST:
        raise BadInput(N_("Skriv, hvilken blok eller opgang det er; højst {mest} tegn."), page="#block", mest=LONGEST)
    if ADDRESS.search(said["block"]):
        raise BadInput(
            N_("Skriv blokken, ikke en adresse: for eksempel »Blok 7« eller »Opgang C«."), page="#block"
        )  # fmt: skip
    for name in COUNTS:
        if not 0 <= (said[name] or 0) <= MOST:
            raise BadInput(N_("Tallet skal være mellem {fra} og {til}."), page=f"#{name}", fra=0, til=MOST)
    if _exceeds(said, "rung", "doors"):
        raise BadInput(N_("Der kan ikke være ringet på ved flere døre, end blokken har."), page="#rung")
    if _exceeds(said, "opened", "rung") or _exceeds(said, "declined", "opened"):
        raise BadInput(
            N_(
                "Der kan ikke være flere, der åbnede, end der blev ringet på, og ikke flere, der sagde nej, end der "
                "åbnede."
            ),
            page="#opened",
        )


def at_least(said: Mapping[str, Any], name: str) -> int:
    """Return a count of a block, or what it must be at least where it was not said: all that was rung, opened, refused.

    How many doors a block has is not derived: 0 stands for not said, and the most that any day says holds.
    """
    if said[name] is not None or name == "doors":
        return said[name] or 0
    return max((said[one] or 0 for one in COUNTS[COUNTS.index(name) + 1 :]), default=0)


def _exceeds(said: Mapping[str, Any], part: str, whole: str) -> bool:
    """Say whether more is said of a part than of its whole; of a whole that was not said, the next one is taken."""
    wholes = [said[one] for one in COUNTS[: COUNTS.index(whole) + 1] if said[one] is not None]
    return said[part] is not None and bool(wholes) and said[part] > wholes[-1]


def list_blocks(session: Session, survey_id: int) -> Sequence[OfBlock]:
    """Return the counts of each block, of all days together."""
    sums = [func.sum(getattr(DoorCount, name)).label(name) for name in COUNTS[1:]]
    wanted = (
        select(DoorCount.block, func.max(DoorCount.doors).label("doors"), *sums)
        .where(DoorCount.survey_id == survey_id)
        .group_by(DoorCount.block)
        .order_by(DoorCount.block)
    )
    return [OfBlock(*row) for row in session.execute(wanted)]

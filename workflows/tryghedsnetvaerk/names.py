"""What records are called, for references such as ``group:4`` and for lists that refer to them."""

from collections.abc import Iterable

from sqlalchemy import case, select

from engine.db import Session
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.mapping.models import QUALITATIVE, QUANTITATIVE, Problem, Study
from workflows.tryghedsnetvaerk.materials.models import CardLine

NAMED = {
    "group": (ProfessionalGroup.id, ProfessionalGroup.name),
    "problem": (Problem.id, Problem.what),
    "line": (CardLine.id, CardLine.who),
    **dict.fromkeys((QUANTITATIVE, QUALITATIVE), (Study.id, case((Study.title != "", Study.title), else_=Study.kind))),
}


def names(session: Session, references: Iterable[str]) -> dict[str, str]:
    """Return the name behind each reference of the method; others are left out."""
    wanted: dict[str, list[int]] = {}
    for reference in references:
        kind, _, number = reference.partition(":")
        if kind in NAMED and number.isdecimal():
            wanted.setdefault(kind, []).append(int(number))
    found = {}
    for kind, numbers in wanted.items():
        key, name = NAMED[kind]
        for row in session.execute(select(key, name).where(key.in_(numbers))):
            found[f"{kind}:{row[0]}"] = row[1]
    return found

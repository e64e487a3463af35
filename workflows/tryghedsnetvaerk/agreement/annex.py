"""What a version of the agreement says beside its own text: kept as it stood when the first partner answered it.

What each partner brings is kept with its answer; routes, anchor and names may change since without changing what was
answered.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from engine.db import Session
from engine.people.models import Organisation
from workflows.tryghedsnetvaerk.agreement.models import Agreement, Partner, Route
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.network.models import Network

Content = dict[str, Any]
SHARED = ("area", "anchor", "purpose", "routes")


def of_version(session: Session, agreement: Agreement) -> Content:
    """Return what a version says beside its text: as it was kept, or as it stands while nobody has answered."""
    return kept(agreement) or as_it_stands(session, agreement.network_id)


def kept(agreement: Agreement) -> Content:
    """Return what was kept with a version; nothing where nobody has answered."""
    found: Content = json.loads(agreement.annex) if agreement.annex else {}
    return found


def as_it_stands(session: Session, network_id: int) -> Content:
    """Return what an agreement that was written today would say beside its text, in no language."""
    wanted = (
        select(Network.name, Network.purpose, Organisation.name.label("anchor"), Problem.what, Route.receiver)
        .outerjoin(Organisation, Organisation.id == Network.anchor_id)
        .outerjoin(Route, Route.network_id == Network.network_id)
        .outerjoin(Problem, Problem.id == Route.problem_id)
        .where(Network.network_id == network_id)
        .order_by(Route.problem_id.is_(None), Route.nr)
    )
    rows = session.execute(wanted).all()
    return {
        "area": rows[0].name,
        "anchor": rows[0].anchor or "",
        "purpose": rows[0].purpose,
        "routes": [[row.what or "", row.receiver] for row in rows if row.receiver is not None],
        "partners": {},
    }


def changed_since(session: Session, agreement: Agreement) -> tuple[str, ...]:
    """Return what says something else now than when the first partner answered; the purpose only where it is used."""
    before = kept(agreement)
    if not before:
        return ()
    now = as_it_stands(session, agreement.network_id)
    return tuple(key for key in SHARED if before[key] != now[key] and not (key == "purpose" and agreement.purpose))


def keep(session: Session, agreement: Agreement, partners: Iterable[Partner]) -> bool:
    """Keep with a version what its *partners* answered to, and say whether that changed anything."""
    answered = [one for one in partners if one.answer]
    if not answered:
        made = ""
    else:
        content = of_version(session, agreement)
        before, names = content["partners"], _names(session, answered)
        content["partners"] = {str(one.nr): _entry(before.get(str(one.nr)), one, names) for one in answered}
        made = json.dumps(content, ensure_ascii=False, sort_keys=True)
    changed = made != agreement.annex
    if changed:
        agreement.annex, agreement.version = made, agreement.version + 1
    return changed


def _entry(before: Content | None, one: Partner, names: dict[int, str]) -> Content:
    same = before if before and before["organisation"] == one.organisation_id else None
    name = same["name"] if same else names[one.organisation_id]
    return {"organisation": one.organisation_id, "name": name, "contribution": one.contribution, "answer": one.answer}


def _names(session: Session, partners: Iterable[Partner]) -> dict[int, str]:
    wanted = select(Organisation.id, Organisation.name).where(
        Organisation.id.in_([p.organisation_id for p in partners])
    )
    return {row.id: row.name for row in session.execute(wanted)}

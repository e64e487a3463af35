"""Editions of the materials: what was released stands on paper until it is released anew, whatever is written since.

Who has left the network, or no longer agrees to stand on a paper, leaves it at once; nothing comes onto it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, select

from engine import records
from engine.db import Session
from engine.people import queries
from engine.people.models import NetworkRole, Organisation, Person
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup
from workflows.tryghedsnetvaerk.materials.models import (
    CARD,
    CONTACTS,
    FOLDER,
    OFFICE,
    OFFICIAL,
    OFFICIAL_NUMBERS,
    RELEASED,
    CardLine,
    Edition,
    Material,
)
from workflows.tryghedsnetvaerk.network.models import Network, Seat
from workflows.tryghedsnetvaerk.network.queries import get_network, sitting

Content = Mapping[str, Any]
PHONE = 3  # where a line holds a number: one that is taken back, or no longer agreed to, is not printed


def content_of(session: Session, material: Material, today: date) -> Content:
    """Return what a material says as it stands now, in no language; its lines begin with what they come from."""
    if material.ready_made:
        return {"ready_made": True}
    found: Content = json.loads(dumps(MAKERS[material.kind](session, material, today)))
    return found


def find_edition(session: Session, material: Material) -> Edition | None:
    """Return the edition in force of a material, if it is released."""
    if material.state != RELEASED:
        return None
    return find_newest(session, material)


def find_newest(session: Session, material: Material) -> Edition | None:
    """Return the last edition that was released of a material, whether it is in force or not."""
    wanted = select(Edition).where(Edition.material_id == material.id).order_by(Edition.number.desc())
    return session.scalars(wanted).first()


def in_force(session: Session, material: Material, today: date) -> Content:
    """Return what stands on the paper today: what was released, without whoever may no longer stand there."""
    now, edition = content_of(session, material, today), find_edition(session, material)
    if edition is None:
        return now
    released = _released(edition, material)
    if "lines" not in released:
        return released
    here = {line[0]: line for line in now.get("lines", ())}
    lines = ([*line[:PHONE], line[PHONE] if here[line[0]][PHONE] else "", *line[PHONE + 1 :]]
             for line in released["lines"] if line[0] in here)  # fmt: skip
    return {**released, "lines": list(lines)}


def is_changed(session: Session, material: Material, today: date) -> bool:
    """Say whether a released material says something else now than on the day it was released."""
    if material.state != RELEASED:
        return False
    edition = find_newest(session, material)
    return edition is None or _released(edition, material) != content_of(session, material, today)


def _released(edition: Edition, material: Material) -> Content:
    """Return what was released; a card that was released before its order was one gets it."""
    content: Content = json.loads(edition.content)
    if material.kind != CARD or "lines" not in content:
        return content
    return {**content, "lines": sorted(content["lines"], key=lambda line: _urgency(line[PHONE]))}


def dumps(content: Content) -> str:
    """Return what an edition says, as it is stored."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def may_stand(line: CardLine) -> bool:
    """Say whether a line may be printed: an official number, or one who has agreed; for an office its leader does."""
    if line.kind == OFFICIAL:
        return not line.left_off and line.phone in OFFICIAL_NUMBERS
    allowed = line.kind != OFFICE or line.agreed_how != "selv"
    return not line.left_off and allowed and bool(line.agreed_on and line.agreed_how)


def list_lines(session: Session, network_id: int) -> Sequence[CardLine]:
    """Return the lines that are meant for the card, in its order."""
    rows = records.list_all(session, CardLine, network_id)
    return sorted((row for row in rows if not row.left_off), key=place_on_card)


def place_on_card(line: CardLine) -> tuple[Any, ...]:
    """Return what the card is sorted by: 112, then 114, then what is about a problem, then the rest."""
    return _urgency(line.phone), line.problem_id is None, line.nr


def _urgency(phone: str) -> int:
    return OFFICIAL_NUMBERS.index(phone) if phone in OFFICIAL_NUMBERS else len(OFFICIAL_NUMBERS)


def _card(session: Session, material: Material, _today: date) -> Content:
    lines = (line for line in list_lines(session, material.network_id) if may_stand(line))
    return {"lines": [(records.name(one), one.about, one.who, one.phone, one.mail) for one in lines]}


def _contacts(session: Session, material: Material, today: date) -> Content:
    return {
        "lines": [*_seats(session, material.network_id, today), *_leaders(session, material.network_id)],
        "contact": tovholder(session, material.network_id, today)
        or secretariat(session, get_network(session, material.network_id)),
    }


def _seats(session: Session, network_id: int, today: date) -> Iterable[tuple[Any, ...]]:
    rows = session.execute(
        select(Seat, Person.name, Person.mail, Person.phone, Organisation.name.label("organisation"))
        .join(Person, Person.id == Seat.person_id)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .where(Seat.network_id == network_id, sitting(today))
        .order_by(Seat.chair.desc(), Seat.nr)
    )
    return (
        (
            f"{records.name(row.Seat)} person:{row.Seat.person_id}",
            row.name,
            row.organisation,
            row.phone if row.Seat.number_agreed_on else "",
            row.mail or "",
            row.Seat.chair,
        )
        for row in rows
    )


def _leaders(session: Session, network_id: int) -> Iterable[tuple[Any, ...]]:
    group = ProfessionalGroup
    number = case((group.number_agreed_on.is_not(None), group.leader_phone), else_="")  # nobody else can agree to it
    wanted = select(group.id, group.leader, group.name, number, group.leader_mail).where(
        group.network_id == network_id, group.choice.in_(CHOSEN), group.answer == "ja", group.leader != ""
    )
    rows = session.execute(wanted.order_by(group.nr))
    return ((f"{group.__tablename__}:{row.id} {row.leader}", *row[1:]) for row in rows)


def _folder(_session: Session, material: Material, _today: date) -> Content:
    return {"body": material.body}


def tovholder(session: Session, network_id: int, today: date) -> list[str]:
    """Return name and mail of who leads the network today."""
    in_office = queries.in_force(today)
    wanted = select(Person.name, Person.mail).join(NetworkRole, NetworkRole.person_id == Person.id)
    row = session.execute(
        wanted.where(NetworkRole.process_id == network_id, *in_office).order_by(NetworkRole.id)
    ).first()
    return [row.name, row.mail or ""] if row else []


def secretariat(session: Session, network: Network) -> list[str]:
    """Return the organisation that answers questions, with no person's number."""
    number = network.secretariat_id or network.initiator_id
    found = session.get(Organisation, number) if number else None
    return [found.name, found.phone or "", found.mail or ""] if found else []


MAKERS: Mapping[str, Callable[[Session, Material, date], Content]] = {
    CARD: _card,
    CONTACTS: _contacts,
    FOLDER: _folder,
}

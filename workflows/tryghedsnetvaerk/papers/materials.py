"""The three contact materials: folder, actioncard, contact list."""

from collections.abc import Sequence

from sqlalchemy import select

from engine import records
from engine.people.models import Organisation, Person
from engine.text import N_
from workflows.tryghedsnetvaerk.composition.catalogue import called
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup
from workflows.tryghedsnetvaerk.documents.fill import Value
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.materials.models import CARD, OFFICIAL, RELEASED, CardLine, Material
from workflows.tryghedsnetvaerk.network.models import Seat
from workflows.tryghedsnetvaerk.network.queries import sitting
from workflows.tryghedsnetvaerk.papers.desk import DRAFT, Desk, contact, from_the_top, named, secretariat, under
from workflows.tryghedsnetvaerk.papers.network import partners, why

FOR_PROFESSIONALS = N_("Til fagpersoner – må ikke lægges frem for beboere")


def make_folder(desk: Desk, folder: Material) -> Paper:
    """Return the folder for residents: no person's number stands in it."""
    return desk.paper("folder", _title(desk), _folder(desk, folder), marks=_marks(desk, folder))


def make_whole_folder(desk: Desk, folder: Material) -> Paper:
    """Return the folder for professionals: with the lines of the actioncard."""
    title = desk.say(N_("Tryghedsnetværket i {omraade} – for fagpersoner"), omraade=desk.network.name)
    card = f"## {desk.say(N_('Hvem kontakter man?'))}\n\n{_card(desk, _find(desk, CARD))}"
    marks = [desk.say(FOR_PROFESSIONALS), *_marks(desk, folder)]
    return desk.paper("folder", title, f"{_folder(desk, folder)}\n\n{card}", marks=marks)


def _title(desk: Desk) -> str:
    return desk.say(N_("Tryghedsnetværket i {omraade}"), omraade=desk.network.name)


def _folder(desk: Desk, folder: Material) -> str:
    return from_the_top(folder.body, _title(desk)) if folder.body.strip() else folder_to_start_from(desk)


def folder_to_start_from(desk: Desk) -> str:
    """Return the folder that the method's template and the network's records make, for people to go on from."""
    values: dict[str, Value] = {
        "background": why(desk),
        "purpose": under(desk.network.purpose),
        "emphasis": tuple(
            problem.what for problem in records.list_all(desk.session, Problem, desk.network.network_id)
            if problem.closed_on is None
        ),
        "not_concerned": "",
        "organisation": desk.say(
            N_("Bag netværket står {parter}. Det hører til hos {anker}."), parter=partners(desk),
            anker=named(desk, desk.network.anchor_id) or desk.say(N_("styregruppen")),
        ),
        "contact": secretariat(desk),
    }  # fmt: skip
    return desk.filled("folder", values)


def make_card(desk: Desk, card: Material) -> Paper:
    """Return the actioncard: 112 and 114 first, then everybody who has agreed to stand on it."""
    title = desk.say(N_("Hvem kontakter man i {omraade}?"), omraade=desk.network.name)
    missing = len(_all_lines(desk)) - len(lines_of(desk))
    short = desk.say(N_("Ikke med, fordi det ikke er aftalt endnu: {antal}"), antal=missing) if missing else ""
    marks = [" · ".join(filter(None, [*_marks(desk, card), short]))] if card.state != RELEASED else []
    return desk.paper("actioncard", title, _card(desk, card), marks=marks)


def _card(desk: Desk, card: Material | None) -> str:
    released = card.released_on if card else None
    values: dict[str, Value] = {
        "lines": tuple((line.about, line.who, line.phone, line.mail) for line in lines_of(desk)),
        "area": desk.network.name,
        "valid_from": desk.day(released or desk.today),
        "version": str(card.version if card else 1),
    }
    return desk.filled("actioncard", values)


def lines_of(desk: Desk) -> Sequence[CardLine]:
    """Return the lines that may be printed: official numbers, and those who have agreed."""
    return [line for line in _all_lines(desk) if line.kind == OFFICIAL or (line.agreed_on and line.agreed_how)]


def _all_lines(desk: Desk) -> Sequence[CardLine]:
    rows = records.list_all(desk.session, CardLine, desk.network.network_id)
    return sorted((row for row in rows if not row.left_off), key=lambda row: row.problem_id is None)


def make_contacts(desk: Desk, contacts: Material) -> Paper:
    """Return who takes part, with mail and, where they agreed, their own number, for those who take part."""
    values: dict[str, Value] = {
        "area": desk.network.name,
        "date": desk.day(desk.today),
        "lines": (*_seats(desk), *_leaders(desk)),
        "contact": contact(desk),
    }
    title = desk.say(N_("Telefon- og mailliste for tryghedsnetværket i {omraade}"), omraade=desk.network.name)
    return desk.paper("contacts", title, desk.filled("contacts", values), marks=_marks(desk, contacts))


def _seats(desk: Desk) -> Sequence[tuple[str, ...]]:
    rows = desk.session.execute(
        select(Seat, Person.name, Person.mail, Person.phone, Organisation.name.label("organisation"))
        .join(Person, Person.id == Seat.person_id)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .where(Seat.network_id == desk.network.network_id, sitting(desk.today))
        .order_by(Seat.chair.desc(), Seat.nr)
    )
    chair, member = desk.say(N_("styregruppen, formand")), desk.say(N_("styregruppen"))
    return [
        (
            row.name,
            f"{row.organisation} ({chair if row.Seat.chair else member})",
            _agreed(row.phone, row.Seat),
            row.mail or "",
        )
        for row in rows
    ]


def _leaders(desk: Desk) -> Sequence[tuple[str, ...]]:
    groups = records.list_all(desk.session, ProfessionalGroup, desk.network.network_id)
    return [
        (group.leader, called(group.name, desk.locale), _agreed(group.leader_phone, group), group.leader_mail)
        for group in groups
        if group.choice in CHOSEN and group.answer == "ja" and group.leader
    ]


def _agreed(number: str, row: Seat | ProfessionalGroup) -> str:
    """Return a person's own number when they agreed to stand with it; nobody else can."""
    return number if row.number_agreed_on else ""


def _find(desk: Desk, kind: str) -> Material | None:
    rows = records.list_all(desk.session, Material, desk.network.network_id)
    return next((row for row in rows if row.kind == kind), None)


def _marks(desk: Desk, material: Material) -> list[str]:
    return [] if material.state == RELEASED else [desk.say(DRAFT)]

"""The three contact materials: folder, actioncard, contact list; as they were released, or as the next draft."""

from collections.abc import Sequence
from typing import Any

from engine import records
from engine.text import LOCALES, N_, say
from workflows.tryghedsnetvaerk.composition.catalogue import called
from workflows.tryghedsnetvaerk.documents.fill import Value
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.materials.editions import (
    Content,
    content_of,
    find_edition,
    find_newest,
    in_force,
    list_lines,
    may_stand,
)
from workflows.tryghedsnetvaerk.materials.models import CARD, RELEASED, Material
from workflows.tryghedsnetvaerk.papers.desk import DRAFT, Desk, from_the_top, named, secretariat, under
from workflows.tryghedsnetvaerk.papers.network import partners, why

NAMED = N_("Tryghedsnetværket i {omraade}")
FOR_PROFESSIONALS = N_("Til fagpersoner – må ikke lægges frem for beboere")


def make_folder(desk: Desk, folder: Material, *, draft: bool = False) -> Paper:
    """Return the folder for residents: no person's number stands in it."""
    said = _said(desk, folder, draft)
    return desk.paper("folder", _title(desk), _folder(desk, said), marks=_marks(desk, folder, draft))


def make_whole_folder(desk: Desk, folder: Material, *, draft: bool = False) -> Paper:
    """Return the folder for professionals: with the lines of the actioncard."""
    title = desk.say(N_("Tryghedsnetværket i {omraade} – for fagpersoner"), omraade=desk.network.name)
    card = _find(desk, CARD)
    heading = desk.say(N_("Hvem kontakter man?"))
    lines = f"## {heading}\n\n{_card(desk, card, draft)}"
    unfinished = _marks(desk, folder, draft) or (_marks(desk, card, draft) if card else [])
    marks = [desk.say(FOR_PROFESSIONALS), *unfinished]
    return desk.paper("folder", title, f"{_folder(desk, _said(desk, folder, draft))}\n\n{lines}", marks=marks)


def _title(desk: Desk) -> str:
    return desk.say(NAMED, omraade=desk.network.name)


def _said(desk: Desk, material: Material, draft: bool) -> Content:
    made = content_of if draft else in_force
    return made(desk.session, material, desk.today)


def _folder(desk: Desk, said: Content) -> str:
    body = said.get("body", "")
    titles = [say(NAMED, locale, {"omraade": desk.network.name}) for locale in LOCALES]
    return from_the_top(body, titles) if body.strip() else folder_to_start_from(desk)


def folder_to_start_from(desk: Desk) -> str:
    """Return the folder that the method's template and the network's records make, for people to go on from."""
    return desk.filled("folder", folder_values(desk))


def folder_values(desk: Desk) -> dict[str, Value]:
    """Return what the network's records say in a folder; nothing where they say nothing."""
    return {
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


def make_card(desk: Desk, card: Material, *, draft: bool = False) -> Paper:
    """Return the actioncard: 112 and 114 first, then everybody who has agreed to stand on it."""
    title = desk.say(N_("Hvem kontakter man i {omraade}?"), omraade=desk.network.name)
    missing = sum(not may_stand(line) for line in list_lines(desk.session, desk.network.network_id))
    short = desk.say(N_("Ikke med, fordi det ikke er aftalt endnu: {antal}"), antal=missing) if missing else ""
    unfinished = _marks(desk, card, draft)
    marks = [" · ".join(filter(None, [*unfinished, short]))] if unfinished else []
    return desk.paper("actioncard", title, _card(desk, card, draft), marks=marks)


def _card(desk: Desk, card: Material | None, draft: bool) -> str:
    edition = find_edition(desk.session, card) if card and not draft else None
    last = find_newest(desk.session, card) if card else None
    values: dict[str, Value] = {
        "lines": tuple(tuple(line[1:]) for line in _lines(desk, card, draft)),
        "area": desk.network.name,
        "valid_from": desk.day(edition.released_on if edition else desk.today),
        "version": str(edition.number if edition else last.number + 1 if last else 1),
    }
    return desk.filled("actioncard", values)


def _lines(desk: Desk, card: Material | None, draft: bool) -> Sequence[Any]:
    if card is None:
        made = Material(kind=CARD, network_id=desk.network.network_id)
        return content_of(desk.session, made, desk.today)["lines"]  # type: ignore[no-any-return]  # as it is made
    return _said(desk, card, draft).get("lines", ())  # type: ignore[no-any-return]  # as it is made


def make_contacts(desk: Desk, contacts: Material, *, draft: bool = False) -> Paper:
    """Return who takes part, with mail and, where they agreed, their own number, for those who take part."""
    said, edition = _said(desk, contacts, draft), find_edition(desk.session, contacts)
    values: dict[str, Value] = {
        "area": desk.network.name,
        "date": desk.day(edition.released_on if edition and not draft else desk.today),
        "lines": tuple(_person(desk, *line[1:]) for line in said.get("lines", ())),
        "contact": _contact(desk, said),
    }
    title = desk.say(N_("Telefon- og mailliste for tryghedsnetværket i {omraade}"), omraade=desk.network.name)
    return desk.paper("contacts", title, desk.filled("contacts", values), marks=_marks(desk, contacts, draft))


def _person(desk: Desk, name: str, whence: str, phone: str, mail: str, chair: bool | None = None) -> tuple[str, ...]:
    if chair is None:  # the leader of a group of professionals
        return name, called(whence, desk.locale), phone, mail
    role = desk.say(N_("styregruppen, formand")) if chair else desk.say(N_("styregruppen"))
    return name, f"{whence} ({role})", phone, mail


def _contact(desk: Desk, said: Content) -> str:
    return ", ".join(filter(None, said.get("contact", ()))) or desk.say(N_("tryghedsnetværkets sekretariat"))


def _find(desk: Desk, kind: str) -> Material | None:
    rows = records.list_all(desk.session, Material, desk.network.network_id)
    return next((row for row in rows if row.kind == kind), None)


def _marks(desk: Desk, material: Material, draft: bool) -> list[str]:
    return [] if material.state == RELEASED and not draft else [desk.say(DRAFT)]

"""Step 1: the seats of the steering group, who sits on them and when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.people.queries import get_person
from engine.records import add, edit, get, list_all
from engine.text import N_
from webui.nouns.choosing import (
    NOT_LISTED,
    OF_NEW,
    ONE_OF_TWO,
    chosen_organisation,
    chosen_person,
    kind_of_new,
    name_of_new,
    organisation_rules,
    person_rules,
    persons,
)
from webui.nouns.seating import chosen_seat, shown
from webui.nouns.shape import Line, Noun, Verb, optional_id
from webui.page.frame import resolve
from webui.saying.language import _, short_day
from webui.saying.words import choices, word
from webui.visit.clock import today
from webui.visit.forms import Form, Rule, choice, day, in_order, line, mail, said_when, tick
from workflows.tryghedsnetvaerk.network.actions import end_seat
from workflows.tryghedsnetvaerk.network.models import Seat


class SeatForm(Form):
    """A seat in the steering group."""

    rules = (
        *person_rules(N_("Vælg, hvem der sidder på pladsen, eller skriv en ny person.")),
        *organisation_rules(N_("Vælg, hvilken organisation pladsen er for, eller skriv en ny.")),
        Rule(
            "deputy_id",
            lambda f: not f.deputy_id.data or f.deputy_id.data != f.person_id.data,
            N_("Suppleanten skal være en anden end den, der sidder på pladsen."),
        ),
        in_order("since", "until", N_("Pladsen kan ikke slutte, før den begyndte.")),
    )
    whens = said_when(
        person_id=ONE_OF_TWO,
        new_person=N_("kun hvis personen ikke står på listen"),
        organisation_id=ONE_OF_TWO,
        new_organisation=NOT_LISTED,
        new_kind=OF_NEW,
    )
    kind = choice(
        N_("Plads"), choices("seat"), needed=True,
        hint=N_("Boligforeningens bestyrelse er som regel afdelingsbestyrelsen."),
    )  # fmt: skip
    person_id = choice(N_("Hvem sidder på pladsen?"), (), coerce=optional_id)
    new_person = line(N_("Eller skriv en ny person"), most=120, autocomplete="off")
    new_mail = mail(N_("Den nye persons mail"), autocomplete="off")
    organisation_id = choice(N_("For hvilken organisation?"), (), coerce=optional_id)
    new_organisation = name_of_new()
    new_kind = kind_of_new()
    deputy_id = choice(N_("Suppleant"), (), coerce=optional_id)
    chair = tick(N_("Er formand"))
    since = day(N_("Sidder fra"), needed=True)
    until = day(N_("Sidder til og med"), hint=N_("Lad feltet stå tomt, så længe pladsen varer"))
    number_agreed_on = day(
        N_("Har selv sagt ja til at stå med sit nummer på telefon- og maillisten, den"),
        hint=N_("Uden et ja trykkes nummeret ikke."),
        past=True,
    )


def save_seat(session: Session, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Seat:
    """Write a seat, with a new person or organisation when one was written."""
    written = dict(values)
    written["organisation_id"] = chosen_organisation(written)
    written["person_id"] = chosen_person(written)
    must_work(session, written)
    must_be_alone(session, command, nr, written)
    if nr is not None and (before := get(session, Seat, command.process_id, nr)).person_id != written["person_id"]:
        written["number_agreed_on"] = fresh_yes(before, written)
    if nr is None:
        return add(session, command, Seat, written)
    return edit(session, command, Seat, nr, written, seen=seen)


def fresh_yes(before: Any, written: Mapping[str, Any]) -> date | None:
    """Return the day of a yes that is not the one of somebody who stood here before."""
    said: date | None = written.get("number_agreed_on")
    return None if said == before.number_agreed_on else said


def must_work(session: Session, written: Mapping[str, Any]) -> None:
    """Refuse an auditor, who changes nothing, on the seat or as its suppleant."""
    for field in ("person_id", "deputy_id"):
        person = get_person(session, written[field]) if written[field] else None
        if person and person.only_reads:
            raise BadInput(
                N_("{navn} er revisor og ændrer intet. Vælg en anden, eller bed en administrator fjerne rollen først."),
                page=f"#{field}",
                navn=person.name,
            )


def must_be_alone(session: Session, command: Command, nr: int | None, written: Mapping[str, Any]) -> None:
    """Refuse a second chair at the same time, and a person who sits there already."""
    since, until = written["since"], written["until"] or date.max
    for other in list_all(session, Seat, command.process_id):
        if other.nr == nr or other.since > until or (other.until or date.max) < since:
            continue
        if other.person_id == written["person_id"]:
            raise BadInput(
                N_("Personen sidder allerede i styregruppen på plads nummer {nr}."),
                page=f"styregruppe:{other.nr}",
                nr=other.nr,
            )
        if other.chair and written["chair"]:
            raise BadInput(
                N_("Der er allerede en formand på plads nummer {nr}. Tag hvervet fra den plads først."),
                page=f"styregruppe:{other.nr}:ret",
                nr=other.nr,
            )


def seat_names(row: Seat) -> tuple[str, ...]:
    """Return whom a seat mentions."""
    return f"person:{row.person_id}", f"organisation:{row.organisation_id}", f"person:{row.deputy_id}"


def seat_line(row: Seat) -> Line:
    """Say a seat in its list."""
    names = resolve(seat_names(row))
    over = row.until is not None and row.until < today()
    sub = " · ".join(filter(None, [
        word("seat", row.kind), names.get(f"organisation:{row.organisation_id}"),
        _("Suppleant: {navn}", navn=names[f"person:{row.deputy_id}"]) if row.deputy_id else "",
        _("Fra {dato}", dato=short_day(row.since)),
        _("til {dato}", dato=short_day(row.until)) if row.until else "",
    ]))  # fmt: skip
    state = _("Sluttet") if over else _("Formand") if row.chair else ""
    return Line(names[f"person:{row.person_id}"], sub, state, "ended" if over else "active" if row.chair else "")


class EndSeatForm(Form):
    """When a seat ends."""

    until = day(N_("Sidste dag på pladsen"), needed=True)


NOUNS = (
    Noun(
        key="styregruppe", model=Seat, form=SeatForm, title=N_("Styregruppen"), one=N_("Plads"),
        new=N_("Tilføj en plads"), nothing=N_("Ingen sidder i styregruppen endnu."), task="styregruppe",
        tab="deltagere", line=seat_line, mentions=seat_names, prepare=persons,
        start=chosen_seat, save=save_seat, instead=N_("Afslut pladsen i stedet."),
        extra="records/_seats.html", more=shown,
        verbs=(
            Verb(key="slut", text=N_("Afslut pladsen"), form=EndSeatForm, done=N_("Pladsen er afsluttet."),
                 when=lambda row: row.until is None,
                 act=lambda session, command, row, said: end_seat(session, command, row.nr, until=said["until"])),
        ),
    ),
)  # fmt: skip

"""Choosing somebody known from a list, or writing in somebody new beside it: the one or the other, and whole."""

from collections.abc import Callable
from typing import Any

from flask_login import current_user
from wtforms import SelectField, StringField

from engine.people import actions as people
from engine.people.models import KINDS
from engine.people.queries import list_organisations, list_people
from engine.text import N_
from webui.saying.language import tell
from webui.visit.clock import now
from webui.visit.db import session
from webui.visit.forms import Rule, choice, line, options

NOBODY = (("", N_("Ingen valgt")),)
ONE_OF_TWO = N_("vælg en, eller skriv en ny")
NOT_LISTED = N_("kun hvis organisationen ikke står på listen")
OF_NEW = N_("skal vælges, når I skriver en ny")
NEITHER = N_("Vælg en organisation, eller skriv en ny.")


def organisations(form: Any, _here: Any) -> None:
    """Fill the choices of organisations."""
    form.organisation_id.choices = options([*nobody(), *((str(o.id), o.name) for o in list_organisations(session()))])


def persons(form: Any, here: Any) -> None:
    """Fill the choices of persons, and of organisations."""
    organisations(form, here)
    rows = [(str(p.id), f"{p.name} ({p.organisation.name})" if p.organisation else p.name)
            for p in list_people(session(), active=True)]  # fmt: skip
    form.person_id.choices = options([*nobody(), *rows])
    form.deputy_id.choices = options([*nobody(), *rows])


def nobody() -> list[tuple[str, str]]:
    """Return the choice of nobody."""
    return [(value, tell(text)) for value, text in NOBODY]


def name_of_new() -> StringField:
    """Return the field for the name of an organisation that is not on the list."""
    return line(N_("Eller skriv en ny organisation"), most=120)


def kind_of_new() -> SelectField:
    """Return the field for the kind of an organisation that is not on the list."""
    kinds = [("", N_("Ingen ny")), *((str(kind), title) for kind, title in KINDS.items())]
    return choice(N_("Hvilken slags er den nye organisation?"), kinds)


def organisation_rules(neither: str = NEITHER, *, without: Callable[[Any], bool] = lambda f: False) -> tuple[Rule, ...]:
    """Return the rules of a form that asks for an organisation: one, and of a new one its name and its kind.

    *neither* is what is said when there is none, and *without* says when there need be none.
    """
    return (
        Rule(
            "organisation_id",
            lambda f: bool(f.organisation_id.data or f.new_organisation.data) or without(f),
            neither,
        ),
        Rule(
            "new_organisation",
            lambda f: not (f.organisation_id.data and f.new_organisation.data),
            N_(
                "Der er både valgt en organisation på listen og skrevet en ny. Vælg »Ingen valgt« på listen, eller "
                "slet det, der står om den nye."
            ),
        ),
        Rule(
            "new_organisation",
            lambda f: bool(f.new_organisation.data) or not f.new_kind.data,
            N_("Skriv, hvad den nye organisation hedder, eller vælg »Ingen ny«, hvor der spørges om dens slags."),
        ),
        Rule(
            "new_kind",
            lambda f: bool(f.new_kind.data) or not f.new_organisation.data,
            N_("Vælg, hvilken slags den nye organisation er."),
        ),
    )


def person_rules(neither: str) -> tuple[Rule, ...]:
    """Return the rules of a form that asks for a person: one, and of a new one the name."""
    return (
        Rule("person_id", lambda f: bool(f.person_id.data or f.new_person.data), neither),
        Rule(
            "new_person",
            lambda f: not (f.person_id.data and f.new_person.data),
            N_(
                "Der er både valgt en person på listen og skrevet en ny. Vælg »Ingen valgt« på listen, eller slet "
                "det, der står om den nye."
            ),
        ),
        Rule(
            "new_person",
            lambda f: bool(f.new_person.data) or not f.new_mail.data,
            N_("Skriv, hvad den nye person hedder, eller slet mailadressen."),
        ),
    )


def chosen_organisation(values: dict[str, Any]) -> int | None:
    """Return the organisation chosen, or the new one that was written instead."""
    name, kind = values.pop("new_organisation", ""), values.pop("new_kind", "")
    if not name:
        return values.get("organisation_id")
    made = people.add_organisation(session(), actor=current_user.person_id, now=now(), name=name, kind=kind)
    return made.id


def chosen_person(values: dict[str, Any]) -> int | None:
    """Return the person chosen, or the new one that was written instead, from the organisation chosen."""
    name, mail = values.pop("new_person", ""), values.pop("new_mail", "")
    if not name:
        return values.get("person_id")
    made = people.add_person(
        session(), actor=current_user.person_id, now=now(), name=name, mail=mail,
        organisation_id=values.get("organisation_id"),
    )  # fmt: skip
    return made.id

"""Step 1: need, stakeholders, steering group, residents."""

from collections.abc import Mapping
from typing import Any

from flask_login import current_user

from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.people import actions as people
from engine.people.models import KINDS
from engine.people.queries import list_organisations, list_people
from engine.records import add, edit
from engine.text import N_
from webui.clock import now, today
from webui.db import session
from webui.forms import Form, choice, day, line, mail, options, prose, tick
from webui.frame import resolve
from webui.language import _, short_day, tell
from webui.nouns.shape import Line, Noun, Ticks, Verb, optional_id
from webui.words import choices, word
from workflows.tryghedsnetvaerk.network.actions import end_seat
from workflows.tryghedsnetvaerk.network.models import (
    Need,
    ResidentDiscussion,
    ResidentInformation,
    Seat,
    Stakeholder,
)

NOBODY = (("", N_("Ingen valgt")),)


def organisations(form: Any, _here: Any) -> None:
    """Fill the choices of organisations."""
    form.organisation_id.choices = options([*_none(), *((str(o.id), o.name) for o in list_organisations(session()))])


def persons(form: Any, here: Any) -> None:
    """Fill the choices of persons, and of organisations."""
    organisations(form, here)
    rows = [(str(p.id), f"{p.name} ({p.organisation.name})" if p.organisation else p.name)
            for p in list_people(session(), active=True)]  # fmt: skip
    form.person_id.choices = options([*_none(), *rows])
    form.deputy_id.choices = options([*_none(), *rows])


def _none() -> list[tuple[str, str]]:
    return [(value, tell(text)) for value, text in NOBODY]


def chosen_organisation(values: dict[str, Any]) -> int | None:
    """Return the organisation chosen, or the new one that was written instead."""
    name, kind = values.pop("new_organisation", ""), values.pop("new_kind", "") or "andet"
    if not name:
        return values.get("organisation_id")
    made = people.add_organisation(session(), actor=current_user.person_id, now=now(), name=name, kind=kind)
    return made.id


class NeedForm(Form):
    """A need and its grounds."""

    rise = tick(N_("Den registrerede kriminalitet er steget"))
    insecurity = tick(N_("Beboere har tydeligt sagt, at de er utrygge"))
    found_by = choice(N_("Hvem har set behovet?"), choices("found_by"), needed=True)
    found_on = day(N_("Hvornår?"), needed=True)
    grounds = prose(N_("Hvad bygger det på?"), needed=True,
                    hint=N_("For eksempel tal, en periode og en kilde. Skriv ikke om enkeltpersoner."))  # fmt: skip


def need_line(row: Need) -> Line:
    """Say a need in its list."""
    return Line(word("found_by", row.found_by), row.grounds[:160], short_day(row.found_on))


class StakeholderForm(Form):
    """Somebody asked to take part."""

    kind = choice(N_("Hvem er det?"), choices("stakeholder"), needed=True)
    organisation_id = choice(N_("Organisation"), (), coerce=optional_id)
    new_organisation = line(N_("Eller skriv en ny organisation"), most=120)
    new_kind = choice(
        N_("Hvilken slags er den nye organisation?"), [("", N_("Ingen ny")), *((str(k), t) for k, t in KINDS.items())]
    )
    contact = line(N_("Kontaktperson"), hint=N_("Navn og funktion"))
    contacted_on = day(N_("Kontaktet første gang"))
    contacted_again_on = day(N_("Kontaktet anden gang"), hint=N_("Svarer de ikke, så kontakt dem en gang til."))
    contacted_by = line(N_("Kontaktet af"))
    answer = choice(N_("Svar"), choices("answer"))
    answered_on = day(N_("Svaret den"))
    conditions = prose(N_("Betingelser eller begrundelse"), rows=3)


def save_stakeholder(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None
) -> Stakeholder:
    """Write a stakeholder, with a new organisation when one was written."""
    written = dict(values)
    if written["answer"] == "intet_svar" and not (written["contacted_on"] and written["contacted_again_on"]):
        raise BadInput(N_("»Intet svar« kræver datoerne for to henvendelser."))
    if written["answer"] == "findes_ikke":
        written.pop("new_organisation"), written.pop("new_kind")
        written["organisation_id"] = None
    else:
        written["organisation_id"] = chosen_organisation(written)
        if written["organisation_id"] is None:
            raise BadInput(N_("Vælg en organisation, eller skriv en ny."))
    if nr is None:
        return add(session, command, Stakeholder, written)
    return edit(session, command, Stakeholder, nr, written, seen=seen)


def stakeholder_line(row: Stakeholder) -> Line:
    """Say a stakeholder in its list."""
    reference = f"organisation:{row.organisation_id}"
    name = resolve([reference]).get(reference) or word("stakeholder", row.kind)
    sub = " · ".join(filter(None, [
        word("stakeholder", row.kind), row.contact,
        _("Kontaktet {dato}", dato=short_day(row.contacted_on)) if row.contacted_on else _("Ikke kontaktet"),
    ]))  # fmt: skip
    code = "done" if row.answer else "waiting" if row.contacted_on else ""
    return Line(name, sub, word("answer", row.answer), code)


class SeatForm(Form):
    """A seat in the steering group."""

    kind = choice(N_("Plads"), choices("seat"), needed=True)
    person_id = choice(N_("Hvem sidder på pladsen?"), (), coerce=optional_id)
    new_person = line(N_("Eller skriv en ny person"), most=120, autocomplete="off")
    new_mail = mail(N_("Den nye persons mail"), autocomplete="off")
    organisation_id = choice(N_("For hvilken organisation?"), (), coerce=optional_id)
    new_organisation = line(N_("Eller skriv en ny organisation"), most=120)
    new_kind = choice(
        N_("Hvilken slags er den nye organisation?"), [("", N_("Ingen ny")), *((str(k), t) for k, t in KINDS.items())]
    )
    deputy_id = choice(N_("Suppleant"), (), coerce=optional_id)
    chair = tick(N_("Er formand"))
    since = day(N_("Sidder fra"), needed=True)
    until = day(N_("Sidder til og med"), hint=N_("Lad feltet stå tomt, så længe pladsen varer"))


def save_seat(session: Session, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Seat:
    """Write a seat, with a new person or organisation when one was written."""
    written = dict(values)
    written["organisation_id"] = chosen_organisation(written)
    name, address = written.pop("new_person"), written.pop("new_mail")
    if name:
        made = people.add_person(
            session, actor=current_user.person_id, now=now(), name=name, mail=address,
            organisation_id=written["organisation_id"],
        )  # fmt: skip
        written["person_id"] = made.id
    if written["person_id"] is None:
        raise BadInput(N_("Vælg, hvem der sidder på pladsen, eller skriv en ny person."))
    if written["organisation_id"] is None:
        raise BadInput(N_("Vælg, hvilken organisation pladsen er for, eller skriv en ny."))
    if written["until"] and written["until"] < written["since"]:
        raise BadInput(N_("Pladsen kan ikke slutte, før den begyndte."))
    if written["deputy_id"] == written["person_id"]:
        raise BadInput(N_("Suppleanten skal være en anden end den, der sidder på pladsen."))
    if nr is None:
        return add(session, command, Seat, written)
    return edit(session, command, Seat, nr, written, seen=seen)


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


class InformationForm(Form):
    """A message to the residents."""

    channel = choice(N_("Hvor fik beboerne det at vide?"), choices("channel"), needed=True)
    informed_on = day(N_("Dato"), needed=True)
    text = prose(
        N_("Hvad stod der?"),
        needed=True,
        rows=8,
        hint=N_("Når I henter eller viser opslaget herfra, kommer teksten »Hvad netværket ikke er« altid med."),
    )
    languages = Ticks(N_("Sprog"), choices=choices("language"), default=["da"])
    limits_told = tick(N_("Teksten »Hvad netværket ikke er« er med i det, beboerne fik"))  # fmt: skip


def information_line(row: ResidentInformation) -> Line:
    """Say a message in its list."""
    languages = ", ".join(word("language", code) for code in row.languages.split(",") if code)
    return Line(word("channel", row.channel), f"{row.text[:120]} · {languages}", short_day(row.informed_on))


class DiscussionForm(Form):
    """An occasion to discuss."""

    what = line(N_("Hvad er anledningen?"), needed=True, hint=N_("For eksempel afdelingsmøde eller sommerfest"))
    on = day(N_("Dato"), needed=True)
    state = choice(N_("Er det indkaldt eller holdt?"), choices("talk"), needed=True)
    together_with = line(N_("I forbindelse med"))
    outcome = prose(N_("Hvad kom der ud af det?"), hint=N_("I almindelige vendinger, uden navne"))


def discussion_line(row: ResidentDiscussion) -> Line:
    """Say a discussion in its list."""
    code = "done" if row.state == "holdt" else "waiting"
    return Line(
        row.what, row.outcome[:160] or row.together_with, f"{word('talk', row.state)} {short_day(row.on)}", code
    )


NOUNS = (
    Noun(
        key="behov", model=Need, form=NeedForm, title=N_("Behovet"), one=N_("Behov"), new=N_("Beskriv et behov"),
        nothing=N_("Der er ikke beskrevet noget behov endnu."), task="interesse", tab="overblik", line=need_line,
        start=lambda: {"found_on": today()},
    ),
    Noun(
        key="interessenter", model=Stakeholder, form=StakeholderForm, title=N_("Interessenter"),
        one=N_("Interessent"), new=N_("Tilføj en interessent"),
        nothing=N_("Ingen er spurgt endnu. Begynd med kommunen og boligforeningen."), task="interesse",
        tab="deltagere", line=stakeholder_line,
        mentions=lambda row: (f"organisation:{row.organisation_id}",), prepare=organisations, save=save_stakeholder,
    ),
    Noun(
        key="styregruppe", model=Seat, form=SeatForm, title=N_("Styregruppen"), one=N_("Plads"),
        new=N_("Tilføj en plads"), nothing=N_("Ingen sidder i styregruppen endnu."), task="styregruppe",
        tab="deltagere", line=seat_line, mentions=seat_names, prepare=persons,
        start=lambda: {"since": today()}, save=save_seat,
        verbs=(
            Verb(key="slut", text=N_("Afslut pladsen"), form=EndSeatForm, done=N_("Pladsen er afsluttet."),
                 when=lambda row: row.until is None,
                 act=lambda session, command, row, said: end_seat(session, command, row.nr, until=said["until"])),
        ),
    ),
    Noun(
        key="beboere", model=ResidentInformation, form=InformationForm, title=N_("Information til beboerne"),
        one=N_("Besked"), new=N_("Skriv en besked ind"), nothing=N_("Beboerne har ikke fået besked endnu."),
        task="kommunikation", tab="beboere", line=information_line,
        start=lambda: {"informed_on": today(), "languages": "da"},
        papers=lambda row: (("opslag", "pdf", N_("Opslag som PDF")), ("opslag", "docx", N_("Opslag som Word"))),
    ),
    Noun(
        key="droeftelser", model=ResidentDiscussion, form=DiscussionForm, title=N_("Drøftelser med beboerne"),
        one=N_("Drøftelse"), new=N_("Tilføj en drøftelse"), nothing=N_("Der er ikke sat en dato endnu."),
        task="kommunikation", tab="beboere", line=discussion_line,
    ),
)  # fmt: skip

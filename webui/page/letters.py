"""The mails that actions send: who gets them and what they say."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import current_app
from flask_login import current_user

from engine import records
from engine.outbox import Letter
from engine.people.models import Person
from engine.people.queries import find_person_by_mail, list_coordinators
from engine.text import N_, SOURCE
from webui.page.calendars import ics
from webui.page.frame import here
from webui.saying.language import _, locale, moment, short_day, speaking, tell
from webui.saying.words import word
from webui.visit.clock import today
from webui.visit.db import session
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup
from workflows.tryghedsnetvaerk.documents.limits import spelled_out as limits
from workflows.tryghedsnetvaerk.documents.unmarked import unmarked
from workflows.tryghedsnetvaerk.meetings.actions import list_decisions
from workflows.tryghedsnetvaerk.meetings.calling import Invitation
from workflows.tryghedsnetvaerk.meetings.models import (
    CONCLUSION,
    DEVELOPMENT,
    INITIAL,
    NETWORK,
    ORIENTATION,
    STEERING,
    WITHDRAWN,
    Meeting,
    Participant,
)
from workflows.tryghedsnetvaerk.network.approvals import Wording
from workflows.tryghedsnetvaerk.network.models import Stakeholder
from workflows.tryghedsnetvaerk.network.queries import list_sitting
from workflows.tryghedsnetvaerk.papers.meetings import spelled_out

Body = Callable[[Meeting, Mapping[str, str]], str]  # what a letter about a meeting says, with what is named in it
WITH_GROUPS = (ORIENTATION, DEVELOPMENT, CONCLUSION, NETWORK)


def asking_for_approval(what: Callable[[], str]) -> Wording:
    """Return what the mail says that asks the steering group to approve something, in each one's language."""
    name = here().network.name

    def wording(spoken: str, object_by: date) -> tuple[str, str]:
        with speaking(spoken):
            subject = _(N_("{navn}: vil du godkende {hvad}?"), navn=name, hvad=what())
            body = _(
                N_(
                    "Styregruppen for {navn} bliver bedt om at godkende {hvad}.\n\nLog ind, og tryk på Godkend. Har du "
                    "en bemærkning, så skriv den, og tryk på Send bemærkningen. Hører vi ikke fra dig senest {frist}, "
                    "regnes det som et ja."
                ),
                navn=name,
                hvad=what(),
                frist=object_by,
            )
        return subject, body

    return wording


def telling_minutes(meeting: Meeting) -> Wording:
    """Return what the mail says that gives the minutes to those who are not asked to approve them."""
    name, (host, mail), written = here().network.name, _host(), unmarked(meeting.minutes_text)
    decided = [one for one in list_decisions(session(), meeting) if one.about != WITHDRAWN]

    def wording(spoken: str, object_by: date) -> tuple[str, str]:
        with speaking(spoken):
            told = written or _(N_("Referatet er en fil. Sig til, hvis du vil have den."))
            numbered = (_(N_("Beslutning {nr}: {tekst}"), nr=one.nr, tekst=one.text) for one in decided)
            kind = word("meeting", meeting.kind).lower()
            body = _(
                N_(
                    "Her er referatet af {moede} i tryghedsnetværket {omraade}.\n\n{referat}\n\n"
                    "Har du en bemærkning, så skriv den til {vaert}, {mail}, senest {frist}.\n"
                ),
                moede=kind,
                omraade=name,
                referat="\n".join([told, *(["", *numbered] if decided else [])]),
                vaert=host,
                mail=mail,
                frist=object_by,
            )
            return _(N_("Referat af {moede} i {omraade}"), moede=kind, omraade=name), body

    return wording


def invitation() -> Invitation:
    """Return the maker of the letter to one person called to a meeting, in their language, with a calendar file."""
    return _letters(
        "invitation", N_("{moede} i {omraade}: {tid}"), _called(N_("Du er indkaldt til {moede} i {omraade}."))
    )


def reminder() -> Invitation:
    """Return the maker of the letter to one person who has not said whether they come."""
    subject = N_("Kommer du? {moede} i {omraade}: {tid}")
    return _letters("reminder", subject, _called(N_("Vi har ikke hørt, om du kommer til {moede} i {omraade}.")))


def change() -> Invitation:
    """Return the maker of the letter that tells one person called to a meeting of another time or place."""
    subject = N_("Ændret: {moede} i {omraade}: {tid}")
    first = N_("Tid eller sted er ændret for {moede} i {omraade}. Sådan er det nu:")
    return _letters("change", subject, _called(first))


def cancellation() -> Invitation:
    """Return the maker of the letter that tells one person called to a meeting that it is cancelled."""
    return _letters("cancellation", N_("Aflyst: {moede} i {omraade}: {tid}"), _cancelled)


def _letters(kind: str, subject: str, body: Body) -> Invitation:
    area, (host, mail) = here().network.name, _host()

    def letter(meeting: Meeting, person: Participant) -> Letter:
        known = find_person_by_mail(session(), person.mail)
        with speaking(known.locale if known else SOURCE):
            called, when = word("meeting", meeting.kind), moment(meeting.starts_at)
            named = {"navn": person.name, "moede": called, "omraade": area, "tid": when, "vaert": host, "mail": mail}
            file = ics(meeting, host=(host, mail), guest=(person.name, person.mail))
            text, title = body(meeting, named), tell(subject, named)
            return Letter(kind=kind, recipient=person.mail, subject=title, body=text, calendar=file)

    return letter


def _called(first: str) -> Body:
    """Return what writes the letter to those who are to come, with what it begins by."""

    def body(meeting: Meeting, named: Mapping[str, str]) -> str:
        return _(
            N_(
                "Kære {navn}\n\n{foerst}\n\nTid: {tid}\nSted: {sted}\n\nSkriv til {vaert}, {mail}, om du "
                "kommer.\n\nDagsorden\n\n{dagsorden}\n\n{graenser}\n"
            ),
            foerst=tell(first, {**named, "moede": named["moede"].lower()}),
            sted=meeting.place,
            dagsorden=spelled_out(meeting, locale()),
            graenser=limits(locale()),
            **named,
        )

    return body


def _cancelled(_meeting: Meeting, named: Mapping[str, str]) -> str:
    return _(
        N_(
            "Kære {navn}\n\n{moede} i {omraade}, {tid}, er aflyst.\n\n"
            "Skriv til {vaert}, {mail}, hvis du vil vide mere.\n"
        ),
        **named,
    )


def _host() -> tuple[str, str]:
    """Return who answers about a meeting: the tovholder, or whoever presses when there is none with a mail address."""
    leading = list_coordinators(session(), here().row.id, today())
    found = next((one for one in leading if one.mail), None)
    return (found.name, found.mail or "") if found else (current_user.name, current_user.mail)


def people_for(meeting: Meeting) -> Sequence[dict[str, Any]]:
    """Return who a meeting of its kind is called with: the steering group, stakeholders, or the groups' leaders."""
    place, people = here(), []
    for row in list_sitting(session(), place.row.id, today()):
        people.append({"person_id": row.Seat.person_id, "name": row.name, "mail": row.mail or "", "group_name": ""})
    if meeting.kind in WITH_GROUPS:
        for group in records.list_all(session(), ProfessionalGroup, place.row.id):
            if group.choice in CHOSEN and group.answer != "nej" and group.leader:
                people.append({"name": group.leader, "mail": group.leader_mail, "group_name": group.name})
    if meeting.kind in (INITIAL, STEERING) and not people:
        for one in records.list_all(session(), Stakeholder, place.row.id):
            if one.contact and one.answer != "nej":
                people.append({"name": one.contact, "mail": "", "group_name": ""})
    return people


def handing_over() -> Callable[[Person], Letter]:
    """Return the maker of the letter to whoever becomes tovholder, in their language."""
    name, giver = here().network.name, current_user.name

    def letter(person: Person) -> Letter:
        with speaking(person.locale):
            body = _(
                N_(
                    "Kære {person}\n\n{giver} har gjort dig til tovholder for tryghedsnetværket {navn}.\n\n"
                    "Log ind, og åbn netværket. Dér står det næste, der skal ske, og begrundelsen står i historikken. "
                    "Er det en fejl, kan du overdrage netværket tilbage på siden Tovholder.\n"
                ),
                person=person.name,
                giver=giver,
                navn=name,
            )
            subject = _(N_("Du er nu tovholder for {navn}"), navn=name)
        return Letter(kind="notice", recipient=person.mail or "", subject=subject, body=body)

    return letter


def appointing(until: date | None) -> Callable[[Person], Letter]:
    """Return the maker of the letter to whoever becomes undersøgelsesmedarbejder, in their language."""
    name, giver = here().network.name, current_user.name

    def letter(person: Person) -> Letter:
        with speaking(person.locale):
            ends = _(N_(" Rollen slutter {dato}."), dato=short_day(until)) if until else ""
            body = _(
                N_(
                    "Kære {person}\n\n{giver} har gjort dig til undersøgelsesmedarbejder i tryghedsnetværket {navn}."
                    "{slut}\n\nLog ind, så åbner netværkets undersøgelser sig. Dem og samtalerne kan du arbejde med; "
                    "resten af netværket kan du ikke se.\n"
                ),
                person=person.name,
                giver=giver,
                navn=name,
                slut=ends,
            )
            subject = _(N_("Du er nu undersøgelsesmedarbejder i {navn}"), navn=name)
        return Letter(kind="notice", recipient=person.mail or "", subject=subject, body=body)

    return letter


def sent(text: str) -> str:
    """Return what is said when mail was written; in a demonstration it goes nowhere, and that is said too."""
    if not current_app.config["DEMONSTRATION"]:
        return text
    kept = _(N_("Det er en demonstration: mailen bliver i Udbakken og sendes ikke."))
    return f"{text} {kept}"

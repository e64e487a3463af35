"""The mails that actions send: who gets them and what they say."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import current_app
from flask_login import current_user

from engine import records
from engine.outbox import Letter
from engine.people.models import Person
from engine.text import N_
from webui.clock import now, today
from webui.db import session
from webui.frame import here
from webui.language import _, locale, moment, speaking, tell
from webui.words import word
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup
from workflows.tryghedsnetvaerk.documents import calendar
from workflows.tryghedsnetvaerk.documents.limits import with_limits
from workflows.tryghedsnetvaerk.meetings.models import (
    CONCLUSION,
    DEVELOPMENT,
    INITIAL,
    NETWORK,
    ORIENTATION,
    STEERING,
    Meeting,
    Participant,
)
from workflows.tryghedsnetvaerk.network.models import Stakeholder
from workflows.tryghedsnetvaerk.network.queries import list_sitting

WITH_GROUPS = (ORIENTATION, DEVELOPMENT, CONCLUSION, NETWORK)


def asking_for_approval(what: str) -> dict[str, str]:
    """Return subject and body of the mail that asks the steering group to approve something."""
    name = here().network.name
    return {
        "subject": _(N_("{navn}: vil du godkende {hvad}?"), navn=name, hvad=tell(what)),
        "body": _(
            N_(
                "Styregruppen for {navn} bliver bedt om at godkende {hvad}.\n\nLog ind, og tryk på Godkend eller "
                "Jeg har en bemærkning. Hører vi ikke fra dig inden fristen, regnes det som et ja."
            ),
            navn=name,
            hvad=tell(what),
        ),
    }


def invitation() -> Callable[[Meeting, Participant], Letter]:
    """Return the maker of the letter to one person called to a meeting, with a calendar file."""
    place = here()

    def letter(meeting: Meeting, person: Participant) -> Letter:
        kind = word("meeting", meeting.kind)
        body = _(
            N_(
                "Kære {navn}\n\nDu er indkaldt til {moede} i tryghedsnetværket {omraade}.\n\nTid: {tid}\n"
                "Sted: {sted}\n\nDagsorden:\n\n{dagsorden}\n"
            ),
            navn=person.name,
            moede=kind.lower(),
            omraade=place.network.name,
            tid=moment(meeting.starts_at),
            sted=meeting.place,
            dagsorden=meeting.agenda,
        )
        return Letter(
            kind="invitation",
            recipient=person.mail,
            subject=_(
                N_("{moede} i {omraade}: {tid}"), moede=kind, omraade=place.network.name, tid=moment(meeting.starts_at)
            ),
            body=with_limits(body, locale()),
            calendar=ics(meeting),
        )

    return letter


def ics(meeting: Meeting) -> bytes | None:
    """Return the calendar file of a meeting that has a time."""
    place = here()
    if meeting.starts_at is None:
        return None
    title = f"{word('meeting', meeting.kind)}, {place.network.name}"
    uid = f"{place.row.slug}-{meeting.nr}@tryghedsnet"
    return calendar.ics(
        uid, meeting.sequence, title, meeting.starts_at, meeting.minutes, meeting.place, meeting.agenda, now=now()
    )


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


def sent(text: str) -> str:
    """Return what is said when mail was written; in a demonstration it goes nowhere, and that is said too."""
    if not current_app.config["DEMONSTRATION"]:
        return text
    return f"{text} {_(N_('Det er en demonstration: mailen bliver i Udbakken og sendes ikke.'))}"

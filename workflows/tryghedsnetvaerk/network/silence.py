"""Silence: a yes from whoever was asked, and had the time to object that their mail gave them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from sqlalchemy import select

from engine import clock, outbox, records, timers
from engine.commands import Command
from engine.db import Session
from engine.outbox import Letter
from engine.people.models import Person
from engine.queries import find_setting
from engine.state import PENDING
from engine.text import N_, SOURCE, say
from workflows.tryghedsnetvaerk.network.approvals import (
    OBJECTION,
    count_working_days,
    list_left,
    over_at,
    working_days,
)
from workflows.tryghedsnetvaerk.network.models import DEMONSTRATION, SILENT, Approval

Mails = Mapping[str, Any]
AGAIN = N_(
    "Du bliver bedt om at godkende det, der står i emnet. Den første mail om det blev ikke sendt i tide, så du har "
    "fået en ny frist.\n\nLog ind, og tryk på Godkend. Har du en bemærkning, så skriv den, og tryk på Send "
    "bemærkningen. Hører vi ikke fra dig senest {frist}, regnes det som et ja."
)


def expire(session: Session, command: Command, key: str) -> None:
    """Let the silence of everybody who did not object in time count as a yes (the alarm of the deadline).

    Whoever's mail left late gets as many working days from then; whoever's did not leave is asked anew. Nothing is said
    by the silence of somebody who was not asked by mail: their answer is asked for in another way and written down.
    """
    _, about, number = key.split("-")
    left = list_left(session, command.process_id, about, int(number))
    due = [one for one in left if one.by_mail and over_at(one.object_by) <= command.now]
    mails = _mails(session, command.process_id, due)
    moved = [approval for approval in due if _give_time(command, approval, mails)]
    for approval in due:
        if approval not in moved:
            approval.answer, approval.answered_on = SILENT, command.today
        approval.version += 1
    session.flush()
    extra: dict[str, Any] = {"about": about, "also": [records.said(approval) for approval in due]}
    if moved:
        extra["moved"] = len(moved)
    if waiting := [one.object_by for one in left if one.by_mail and not one.answer]:
        extra["timers"] = {key: (PENDING, OBJECTION, min(waiting).isoformat(), over_at(min(waiting)))}
    event = timers.fire(session.connection(), command, key, extra)
    letters = _asked_anew(session, moved, mails)
    outbox.queue(session.connection(), command.process_id, event.seq, letters, command.now)


def _mails(session: Session, network_id: int, asked: Sequence[Approval]) -> Mails:
    """Return the newest mail to each who was asked; none in a demonstration, whose mail is only shown."""
    if find_setting(session.connection(), DEMONSTRATION) is not None:
        return {}
    return outbox.list_newest(session.connection(), network_id, [records.name(approval) for approval in asked])


def _give_time(command: Command, approval: Approval, mails: Mails) -> bool:
    """Count the deadline from the day the mail left, from today while it has not, and say whether that moves it.

    Of what was asked before mails said what they ask, no mail is known.
    """
    mail, told = mails.get(records.name(approval)), approval.told_on or approval.asked_on
    if mail is None:
        return False
    left = max(told, clock.today(mail.sent_at)) if mail.state == outbox.SENT else None
    owed = max(1, count_working_days(told, approval.object_by))
    until = working_days(left or command.today, owed)
    if left == told or over_at(until) <= command.now:
        return False
    approval.told_on, approval.object_by = left or command.today, until
    return True


def _asked_anew(session: Session, moved: Sequence[Approval], mails: Mails) -> list[Letter]:
    """Return a mail in the place of each that has not left and can be called off."""
    letters, of_moved = [], Person.id.in_([approval.person_id for approval in moved])
    people = {one.id: one for one in session.scalars(select(Person).where(of_moved))} if moved else {}
    for approval in moved:
        mail, person = mails[records.name(approval)], people[approval.person_id]
        if person.mail and mail.state != outbox.SENT and outbox.call_off(session.connection(), mail.id):
            body = say(AGAIN, person.locale, {"frist": _long(approval.object_by, person.locale)})
            about = records.name(approval)
            letters.append(Letter(kind="approval", recipient=person.mail, subject=mail.subject, body=body, about=about))
    return letters


def _long(day: date, spoken: str) -> str:
    return format_date(day, "long", locale="da_DK" if spoken == SOURCE else "en_GB")

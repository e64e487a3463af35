"""Approving at a meeting: a decision in its minutes that says which version of which paper, and pointing at it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.text import N_
from webui.nouns.shape import Verb
from webui.page.frame import here
from webui.saying.language import _, excerpt, short_day, tell
from webui.saying.words import word
from webui.visit.db import session
from webui.visit.forms import Form, choice, options
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.meetings.approving import (
    SAID_OF,
    approve_in_minutes,
    list_approving,
    list_waiting_papers,
)
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.models import MINUTES, REPORT

HINT = N_("Beslutninger om netop denne version, fra møder holdt samme dag, som den blev sendt, eller senere.")
NONE_YET = N_(
    "Intet referat siger endnu, at netop denne version er godkendt. Åbn mødet, der godkendte den, og sæt kryds ved den "
    "under »Skriv referat«. Mødet skal være holdt samme dag, som den blev sendt, eller senere."
)


class MinutesDecisionForm(Form):
    """Which decision in minutes says yes."""

    decision = choice(N_("Hvilken beslutning?"), (), needed=True, hint=HINT)


def verb(about: str, key: str, text: str, when: Callable[[Any], bool]) -> Verb:
    """Return what lets a decision in minutes approve a paper."""

    def prepare(form: Any, row: Any) -> None:
        found = list_approving(session(), here().row.id, about, row.id)
        form.decision.choices = options(
            (str(one.Decision.nr), f"{one.Decision.nr}. {excerpt(one.Decision.text, 120)} "
             f"({word('meeting', one.kind).lower()}, {short_day(one.held_on)})") for one in found
        )  # fmt: skip
        if not found:
            form.decision.description = tell(NONE_YET)

    def act(db: Session, command: Command, row: Any, said: Mapping[str, Any]) -> None:
        approve_in_minutes(db, command, about, row.id, int(said["decision"]))

    return Verb(
        key=key, text=text, form=MinutesDecisionForm, prepare=prepare, act=act, when=when,
        done=N_("Godkendelsen er skrevet ind."),
    )  # fmt: skip


def ask_what_was_approved(form: Any, meeting: Meeting) -> None:
    """Let the minutes of a meeting say which waiting papers it approved; nothing is asked when none waits."""
    form.approved.choices = options((key, title) for key, (title, _sent) in _waiting(meeting).items())
    if not form.approved.choices:
        del form.approved


def decisions_on_papers(meeting: Meeting, ticked: str, held_on: date) -> list[tuple[str, str, int]]:
    """Return the decisions that minutes hold when these papers are ticked.

    :raises BadInput: if a paper was sent only after the meeting
    """
    waiting, written = _waiting(meeting), []
    for key in filter(None, ticked.split(",")):
        title, sent_on = waiting[key]
        if held_on < sent_on:
            raise BadInput(N_("{hvad} blev først sendt {dato}, så mødet kan ikke have godkendt det."), page="#approved",
                           hvad=title, dato=sent_on)  # fmt: skip
        about, _sep, number = key.partition("-")
        written.append((SAID_OF[about], _(N_("{hvad} er godkendt."), hvad=title), int(number)))
    return written


def _waiting(meeting: Meeting) -> dict[str, tuple[str, date]]:
    """Return what else than these minutes waits for approval: what it is called, and when it was sent."""
    found = {}
    for row in list_waiting_papers(session(), meeting.network_id):
        if (row.about, row.about_id) != (MINUTES, meeting.id):
            found[f"{row.about}-{row.about_id}"] = (paper_title(row.about, row.about_id), row.asked_on)
    return found


def paper_title(about: str, number: int) -> str:
    """Return what a paper that is to be approved is called, with its version or its date."""
    if about == REPORT:
        return _(N_("Rapporten, version {nr}"), nr=session().get_one(Report, number).nr)
    held = session().get_one(Meeting, number)
    return _(N_("Referatet af {moede} {dato}"), moede=word("meeting", held.kind).lower(), dato=short_day(held.held_on))

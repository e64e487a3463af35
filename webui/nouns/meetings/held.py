"""What stands of a meeting as held, put right: the day it was held, and that it was not held after all."""

from typing import Any

from engine.text import N_
from webui.nouns.shape import Verb
from webui.page.frame import here
from webui.saying.language import _
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, day, prose
from workflows.tryghedsnetvaerk.meetings import actions
from workflows.tryghedsnetvaerk.meetings.models import HELD, WITHDRAWN, Meeting
from workflows.tryghedsnetvaerk.meetings.resting import what_rests


class HeldOnForm(Form):
    """The day a meeting was really held."""

    held_on = day(N_("Holdt den"), needed=True)
    reason = prose(N_("Hvorfor rettes datoen?"), needed=True, rows=3, hint=N_("Gemmes i historikken"))


class NotHeldForm(Form):
    """Why a meeting stood as held that was not."""

    reason = prose(N_("Hvorfor skal det rettes?"), needed=True, rows=3,
                   hint=N_("Uden navne på beboere. Begrundelsen gemmes i historikken."))  # fmt: skip


def prepare_correcting(form: Any, row: Meeting) -> None:
    """Show the day that stands."""
    if not form.is_submitted():
        form.held_on.data = row.held_on


def what_follows(row: Meeting) -> str:
    """Say how a meeting stands that was not held after all, and what falls with it."""
    said = [_(N_("Mødet står igen som indkaldt.")) if row.called_on else _(N_("Mødet står igen som en kladde."))]
    if gone := [one.nr for one in actions.list_decisions(session(), row) if one.about != WITHDRAWN]:
        said.append(_(N_("Disse beslutninger trækkes tilbage: {numre}."), numre=", ".join(map(str, gone))))
    said.append(_(N_("Kræver et åbent trin, at mødet er holdt, så mangler det igen.")))
    if row.minutes_text:
        said.append(_(N_("Det, der er skrevet i referatet, gemmes til den dag, mødet bliver holdt.")))
    return " ".join(said)


VERBS = (
    Verb(
        key="ret-dato",
        text=N_("Ret den dag, mødet blev holdt"),
        form=HeldOnForm,
        prepare=prepare_correcting,
        done=N_("Datoen er rettet. Begrundelsen står i historikken."),
        when=lambda row: bool(row.minutes_sent_on),
        act=lambda session, command, row, said: actions.correct_date(session, command, row.nr, **said),
    ),
    Verb(
        key="ikke-holdt",
        text=N_("Skriv ind, at mødet ikke blev holdt"),
        form=NotHeldForm,
        follows=what_follows,
        rests=lambda row: what_rests(session(), here().definition, here().state, row, today()),
        done=N_("Det er skrevet ind, at mødet ikke blev holdt. Begrundelsen står i historikken."),
        when=lambda row: row.state == HELD,
        act=lambda session, command, row, said: actions.unhold(session, command, row.nr, said["reason"]),
    ),
)

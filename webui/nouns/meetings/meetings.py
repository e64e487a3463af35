"""Meetings: planned, called, cancelled; and who is called to them."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from flask import request
from wtforms import IntegerField, TimeField
from wtforms.validators import NumberRange, Optional

from engine import clock
from engine.commands import Command
from engine.records import list_all
from engine.text import N_, SOURCE
from webui.nouns.meetings import agendas, minutes, reminders, timely
from webui.nouns.meetings.which import meeting_of, meeting_title
from webui.nouns.shape import Line, Noun, Verb
from webui.page.letters import cancellation, change, invitation, people_for
from webui.saying.language import _, moment
from webui.saying.words import choices, group_name, word
from webui.visit.clock import now, today
from webui.visit.db import session
from webui.visit.forms import Form, Rule, choice, day, group, line, mail, options, prose, said_when
from workflows.tryghedsnetvaerk.documents import agenda, texts
from workflows.tryghedsnetvaerk.meetings import actions, calling, participants
from workflows.tryghedsnetvaerk.meetings.models import (
    CALLED,
    CANCELLED,
    DEVELOPMENT,
    DRAFT,
    HELD,
    KINDS,
    Meeting,
    Participant,
)
from workflows.tryghedsnetvaerk.meetings.queries import find_arrival
from workflows.tryghedsnetvaerk.papers import proposals

NINE = time(9)
AGENDA_LANGUAGES = (("da", N_("Dansk")), ("en", N_("Engelsk")))
MEETINGS = ("indledende", "moedeplan", "orienteringsmoede", "udviklingsmoede", "aftalemoede", "netvaerksmoede")

SHORTEST, LONGEST = 10, 600


class MeetingForm(Form):
    """A meeting's kind, time, place and agenda."""

    rules = (
        Rule(
            "on", lambda f: bool(f.on.data or not f.at.data), N_("Skriv også datoen, eller lad klokkeslættet stå tomt.")
        ),
    )
    whens = said_when(on=N_("skal udfyldes, når klokkeslættet er skrevet"))
    kind = choice(N_("Hvilket møde?"), choices("meeting"), needed=True)
    on = day(N_("Dato"))
    at = TimeField(N_("Klokken"), [Optional()], description=N_("Står feltet tomt, begynder mødet kl. 9.00."))
    minutes = IntegerField(
        N_("Varighed i minutter"),
        [Optional(), NumberRange(SHORTEST, LONGEST)],
        description=N_("Står feltet tomt, varer mødet så længe som punkterne på dagsordenen."),
    )
    place = line(N_("Sted"))
    together_with = line(N_("I forbindelse med"), hint=N_("For eksempel et afdelingsmøde"))
    agenda = prose(
        N_("Dagsorden"),
        rows=18,
        most=20_000,
        hint=N_(
            "Står feltet tomt, bruges metodens dagsorden. Et punkt er tre linjer: »## Titel«, så "
            "»20 min · Hvem · orientering« (eller drøftelse eller beslutning), så »Mål: …«."
        ),
    )
    agenda_language = choice(
        N_("Metodens dagsorden på"), AGENDA_LANGUAGES, hint=N_("Bruges kun, når feltet Dagsorden står tomt.")
    )


def chosen_kind() -> Mapping[str, Any]:
    """Return the kind that the link chose to the form of a new meeting."""
    return {"kind": kind} if (kind := request.args.get("kind")) in KINDS else {}


def when_it_is(row: Meeting) -> tuple[Any, ...]:
    """Return what meetings are listed by: those to come, the next first, then the others, the newest first."""
    if row.state in (DRAFT, CALLED):
        return 0, row.starts_at is None, row.starts_at.timestamp() if row.starts_at else 0, row.nr
    on = row.held_on or (clock.today(row.starts_at) if row.starts_at else date.min)
    return 1, False, -on.toordinal(), -row.nr


def meeting_values(row: Meeting) -> Mapping[str, Any]:
    """Return a meeting's day and hour as people say them."""
    local = row.starts_at.astimezone(clock.COPENHAGEN) if row.starts_at else None
    return {"on": local.date() if local else None, "at": local.time() if local else None}


def save_meeting(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a meeting; without an agenda it gets the method's.

    :raises BadInput: if the agenda cannot be read
    """
    written = dict(values)
    on, at, spoken = (written.pop(name, None) for name in ("on", "at", "agenda_language"))
    written["starts_at"] = clock.moment(on, at or NINE) if on else None
    written["agenda"] = written["agenda"] or _to_begin_with(command.process_id, written["kind"], spoken or SOURCE)
    points = agenda.parse(written["agenda"])
    written["minutes"] = written["minutes"] or min(max(agenda.total(points), SHORTEST), LONGEST)
    return actions.save_meeting(session, command, nr, written, seen=seen, notice=change())


def _to_begin_with(network: int, kind: str, spoken: str) -> str:
    """Return the method's agenda; that of the udviklingsmøde takes up what residents have proposed."""
    points = texts.template(f"agenda_{kind}", spoken)
    proposed = kind == DEVELOPMENT and proposals.list_open(session(), network)
    return proposals.with_point(points, spoken) if proposed else points


def meeting_line(row: Meeting) -> Line:
    """Say a meeting in its list."""
    code = {DRAFT: "ready", CALLED: "active", HELD: "done", CANCELLED: "ended"}[row.state]
    if row.state == CALLED and row.starts_at and clock.today(row.starts_at) < today():
        code = "overdue"
    when = moment(row.starts_at) if row.starts_at else _("Ingen dato endnu")
    if row.held_on:
        when = _(N_("Holdt {dato}"), dato=row.held_on)
    return Line(
        word("meeting", row.kind), " · ".join(filter(None, [when, row.place])), word("meeting_state", row.state), code
    )


class ParticipantForm(Form):
    """Somebody who should come."""

    meeting = choice(N_("Til hvilket møde?"), (), needed=True)
    name = line(N_("Navn"), needed=True, most=120, autocomplete="off")
    mail = mail(N_("Mail"), autocomplete="off")
    group_name = group(N_("Faggruppe eller organisation"))
    answer = choice(N_("Svar"), choices("comes"), hint=N_("Skriv også svar, I har fået på anden måde"))


def meetings_of(form: Any, here: Any) -> None:
    """Fill the choices of meetings; one whose minutes were sent is only shown where it was chosen before."""
    form.meeting.choices = options(
        [
            (str(m.nr), f"{word('meeting', m.kind)} {moment(m.starts_at)}")
            for m in list_all(session(), Meeting, here.row.id)
            if m.state in (DRAFT, CALLED, HELD) and (not m.minutes_sent_on or form.meeting.data == str(m.nr))
        ]
    )


def save_participant(
    session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None
) -> Any:
    """Write a participant."""
    written = dict(values)
    return participants.save_participant(session, command, nr, int(written.pop("meeting")), written, seen=seen)


def participant_line(row: Participant) -> Line:
    """Say a participant in the list."""
    code, answer = agendas.answer_of(row, meeting_of(row))
    sub = " · ".join(filter(None, [meeting_title(row), group_name(row.group_name)]))
    return Line(row.name, sub, answer, code)


class CalledBeforeForm(Form):
    """When a meeting was called that was held before the network came into the system."""

    called_on = day(N_("Indkaldt den"), needed=True, hint=N_("Ingen får en mail. Bagefter kan I skrive referatet."))


def has_passed(row: Meeting) -> bool:
    """Say whether the time of a meeting has come."""
    return row.starts_at is not None and row.starts_at <= now()


def is_from_before(row: Meeting) -> bool:
    """Say whether a meeting that nobody was called to here took place before its network came into the system."""
    if row.called_on or not (row.state == HELD or (row.state == DRAFT and has_passed(row))):
        return False
    took_place, arrived = calling.day_of(row), find_arrival(session().connection(), row.network_id)
    return took_place is not None and arrived is not None and took_place < arrived


CALLED_BEFORE = Verb(
    key="indkaldt-foer",
    text=N_("Skriv ind, hvornår mødet blev indkaldt"),
    form=CalledBeforeForm,
    done=N_("Det er skrevet ind, at mødet blev indkaldt. Ingen har fået en mail."),
    when=is_from_before,
    act=lambda session, command, row, said: calling.call_before(session, command, row.nr, said["called_on"]),
)

NOUNS = (
    Noun(
        key="moeder",
        model=Meeting,
        form=MeetingForm,
        title=N_("Møder"),
        one=N_("Møde"),
        new=N_("Planlæg et møde"),
        nothing=N_("Der er ingen møder endnu."),
        task="moeder",
        tab="moeder",
        line=meeting_line,
        demands=MEETINGS,
        start=chosen_kind,
        guided=timely.due_meeting,
        asking=timely.steps_now,
        unasked=timely.which_comes_next,
        order=when_it_is,
        lands=True,
        values=meeting_values,
        save=save_meeting,
        removable=False,
        editable=lambda row: row.state in (DRAFT, CALLED),
        extra="records/_meeting.html",
        more=agendas.shown,
        papers=lambda row: (
            ("dagsorden", "pdf", N_("Dagsorden som PDF")),
            ("dagsorden", "docx", N_("Dagsorden som Word")),
            ("indkaldelse", "pdf", N_("Indkaldelse som PDF")),
            ("indkaldelse", "docx", N_("Indkaldelse som Word")),
            *((("moede", "ics", N_("Føj til kalender")),) if row.starts_at else ()),
            *(
                (("referat", "pdf", N_("Referat som PDF")), ("referat", "docx", N_("Referat som Word")))
                if row.state == HELD
                else ()
            ),
        ),
        verbs=(
            Verb(
                key="indkald",
                text=N_("Indkald"),
                kind="primary",
                done=N_("Mødet er indkaldt."),
                mails=True,
                when=lambda row: row.state == DRAFT and not has_passed(row),
                confirm=N_("Alle, der skal med, får en mail om lidt. Du kan fortryde i et minut."),
                act=lambda session, command, row, said: calling.call(
                    session, command, row.nr, invitation=invitation(), people=people_for(row)
                ),
            ),
            CALLED_BEFORE,
            reminders.VERB,
            *minutes.VERBS,
            Verb(
                key="aflys",
                text=N_("Aflys mødet"),
                kind="warning",
                done=N_("Mødet er aflyst."),
                when=lambda row: row.state in (DRAFT, CALLED),
                confirm=N_("Et aflyst møde kan ikke indkaldes igen. I kan planlægge et nyt."),
                act=lambda session, command, row, said: calling.cancel(session, command, row.nr, notice=cancellation()),
            ),
        ),
    ),
    Noun(
        key="moededeltagere",
        model=Participant,
        form=ParticipantForm,
        title=N_("Mødedeltagere"),
        one=N_("Mødedeltager"),
        new=N_("Tilføj en deltager"),
        nothing=N_("Ingen er indkaldt endnu."),
        task="moeder",
        tab="moeder",
        line=participant_line,
        prepare=meetings_of,
        save=save_participant,
        demands=("moededeltagere",),
        more=lambda row: {"meeting": meeting_of(row)} if row else {},
        editable=lambda row: not meeting_of(row).minutes_sent_on,
        values=lambda row: {"meeting": str(meeting_of(row).nr)},
    ),
    minutes.DECISIONS,
)

"""The papers of a meeting: agenda, invitation, minutes."""

from collections.abc import Sequence
from datetime import datetime, time

from engine import clock, records
from engine.errors import NotFound
from engine.text import N_, SOURCE
from workflows.tryghedsnetvaerk.composition.catalogue import called
from workflows.tryghedsnetvaerk.documents import agenda
from workflows.tryghedsnetvaerk.documents.agenda import Point
from workflows.tryghedsnetvaerk.documents.fill import Value, plain
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.documents.unmarked import unmarked
from workflows.tryghedsnetvaerk.meetings.actions import list_decisions
from workflows.tryghedsnetvaerk.meetings.models import (
    CANCELLED,
    DEVELOPMENT,
    DRAFT,
    HELD,
    ORIENTATION,
    RESIDENTS,
    WITHDRAWN,
    Decision,
    Meeting,
    Participant,
)
from workflows.tryghedsnetvaerk.meetings.queries import list_participants
from workflows.tryghedsnetvaerk.network.models import MINUTES
from workflows.tryghedsnetvaerk.network.queries import is_approved
from workflows.tryghedsnetvaerk.papers import proposals
from workflows.tryghedsnetvaerk.papers.desk import Desk, answer_by, contact, named, secretariat, under
from workflows.tryghedsnetvaerk.papers.network import partners, why

NOBODY_TOLD = N_("Kladde – ingen har fået besked")
CALLED_OFF = N_("Mødet er aflyst")
LATER = N_("Aftales senere")
TOTAL = N_("I alt {antal} minutter.")


def points_of(meeting: Meeting) -> Sequence[Point]:
    """Return the points of a meeting's agenda; one that cannot be read has none, and is shown as it was written."""
    try:
        return agenda.parse(meeting.agenda)
    except agenda.AgendaUnreadable:
        return ()


def clocks(meeting: Meeting, points: Sequence[Point], locale: str) -> list[str]:
    """Return when each point begins, as 13.10 or 13:10; without a date the meeting begins at nought."""
    start = meeting.starts_at.astimezone(clock.COPENHAGEN).time() if meeting.starts_at else time(0)
    hours = agenda.clock(points, start)
    return [f"{hour.hour}.{hour.minute:02}" if locale == SOURCE else f"{hour:%H:%M}" for hour in hours]


def spelled_out(meeting: Meeting, locale: str) -> str:
    """Return the agenda as a mail shows it; one that cannot be read stands as it was written, without its marks."""
    points = points_of(meeting)
    return agenda.spelled_out(points, clocks(meeting, points, locale), locale) if points else unmarked(meeting.agenda)


def ends(meeting: Meeting) -> datetime | None:
    """Return when the meeting is over."""
    return clock.later(meeting.starts_at, meeting.minutes) if meeting.starts_at else None


def make_agenda(desk: Desk, meeting: Meeting) -> Paper:
    """Return the agenda with its running clock and its sum."""
    points = points_of(meeting)
    blocks = [
        _block(desk, point, f"{hour} ")
        for hour, point in zip(clocks(meeting, points, desk.locale), points, strict=True)
    ]
    head = "\n".join(f"**{label}** {plain(said)}" for label, said in _when_and_where(desk, meeting) if said)
    total = f"**{plain(_sum(desk, meeting, points))}**" if points else ""
    proposed = proposals.block(desk) if meeting.kind == DEVELOPMENT else ""
    body = "\n\n".join([head, *(blocks or [meeting.agenda]), total, proposed])
    title = ": ".join((desk.say(N_("Dagsorden")), desk.word("meeting", meeting.kind)))
    return desk.paper("agenda", title, body, marks=_marks(desk, meeting))


def spelled_points(desk: Desk, points: Sequence[Point]) -> str:
    """Return an agenda for no meeting yet: its points and their sum, with gaps for when and where."""
    gaps = ((N_("Tid:"), N_("[dag, dato og klokkeslæt]")), (N_("Sted:"), N_("[sted]")))
    head = "\n".join(f"**{desk.say(label)}** {desk.say(gap)}" for label, gap in gaps)
    total = plain(desk.say(TOTAL, antal=agenda.total(points)))
    return "\n\n".join([head, *(_block(desk, point) for point in points), f"**{total}**"])


def _block(desk: Desk, point: Point, hour: str = "") -> str:
    return f"## {hour}{plain(point.title)}\n\n{plain(_facts(desk, point))}\n{_goal(desk, point)}"


def _facts(desk: Desk, point: Point) -> str:
    minutes = desk.say(N_("{antal} min."), antal=point.minutes)
    return f"{minutes} · {point.owner} · {agenda.KINDS[desk.locale][point.kind]}"


def _goal(desk: Desk, point: Point) -> str:
    goal = desk.say(N_("Mål:"))
    return f"**{goal}** {plain(point.goal)}"


def _sum(desk: Desk, meeting: Meeting, points: Sequence[Point]) -> str:
    total = agenda.total(points)
    over = total - meeting.minutes
    said = [desk.say(TOTAL, antal=total)]
    if over > 0:
        said.append(desk.say(N_("Det er {antal} minutter mere, end mødet varer."), antal=over))
    return " ".join(said)


def _when_and_where(desk: Desk, meeting: Meeting) -> Sequence[tuple[str, str]]:
    return (
        (desk.say(N_("Tid:")), _time(desk, meeting)),
        (desk.say(N_("Sted:")), meeting.place or desk.say(LATER)),
        (desk.say(N_("I forbindelse med:")), meeting.together_with),
    )


def _time(desk: Desk, meeting: Meeting) -> str:
    return f"{desk.moment(meeting.starts_at)}–{desk.clock(ends(meeting))}" if meeting.starts_at else desk.say(LATER)


def _marks(desk: Desk, meeting: Meeting) -> list[str]:
    mark = {DRAFT: NOBODY_TOLD, CANCELLED: CALLED_OFF}.get(meeting.state)
    return [desk.say(mark)] if mark else []


def make_invitation(desk: Desk, meeting: Meeting, to: int | None = None) -> Paper:
    """Return the invitation to a meeting, to everybody or to the participant with the number *to*.

    :raises NotFound: if nobody with that number is called to this meeting
    """
    person = _called(desk, meeting, to) if to else None
    if meeting.kind == RESIDENTS:
        return _poster(desk, meeting)
    body = _letter(desk, meeting, person) if meeting.kind == ORIENTATION else _call(desk, meeting, person)
    kind = "invitation" if meeting.kind == ORIENTATION else "invitation_meeting"
    title = desk.say(N_("Indkaldelse: {moede}"), moede=desk.word("meeting", meeting.kind))
    return desk.paper(kind, title, body, marks=_marks(desk, meeting))


def _called(desk: Desk, meeting: Meeting, nr: int) -> Participant:
    person = records.get(desk.session, Participant, desk.network.network_id, nr)
    if person.meeting_id != meeting.id:
        raise NotFound(N_("Det, du leder efter, findes ikke i dette netværk."))
    return person


def _poster(desk: Desk, meeting: Meeting) -> Paper:
    values: dict[str, Value] = {
        "area": desk.network.name,
        "partners": partners(desk),
        "time": _time(desk, meeting),
        "place": meeting.place or desk.say(LATER),
        "occasion": meeting.together_with,
        "contact": secretariat(desk),
    }
    title = desk.say(N_("Kom til {moede}"), moede=desk.word("meeting", meeting.kind).lower())
    return desk.paper("resident_poster", title, desk.filled("resident_poster", values), marks=_marks(desk, meeting))


def _letter(desk: Desk, meeting: Meeting, person: Participant | None) -> str:
    sender = named(desk, desk.network.secretariat_id or desk.network.initiator_id) or desk.say(N_("Styregruppen"))
    on = clock.today(meeting.starts_at) if meeting.starts_at else None
    begun = meeting.called_on or desk.today
    who = desk.say(N_("jer, der arbejder i {omraade}"), omraade=desk.network.name)
    values: dict[str, Value] = {
        "sender": sender,
        "date": desk.day(begun),
        "reference": f"{desk.network.name} {meeting.nr}",
        "leader": person.name if person else desk.say(N_("ledere og fagpersoner")),
        "organisation": (called(person.group_name, desk.locale) if person else "") or who,
        "area": desk.network.name,
        "meeting": desk.word("meeting", meeting.kind).lower(),
        "time": _time(desk, meeting),
        "place": meeting.place or desk.say(LATER),
        "reply_by": desk.day(answer_by(on, begun)) if on else desk.say(N_("en uge før mødet")),
        "reply_to": contact(desk),
        "reason": why(desk),
        "contact": contact(desk),
    }
    return desk.filled("invitation", values)


def _call(desk: Desk, meeting: Meeting, person: Participant | None) -> str:
    points = points_of(meeting)
    rows = tuple(
        (hour, point.title, point.owner, desk.say(N_("{antal} min."), antal=point.minutes))
        for hour, point in zip(clocks(meeting, points, desk.locale), points, strict=True)
    )
    values: dict[str, Value] = {
        "date": desk.day(meeting.called_on or desk.today),
        "recipient": person.name if person else desk.say(N_("alle")),
        "meeting": desk.word("meeting", meeting.kind).lower(),
        "area": desk.network.name,
        "time": _time(desk, meeting),
        "place": meeting.place or desk.say(LATER),
        "occasion": meeting.together_with,
        "agenda": rows,
        "contact": contact(desk),
        "sender": named(desk, desk.network.secretariat_id or desk.network.initiator_id) or desk.say(N_("Styregruppen")),
    }
    return desk.filled("invitation_meeting", values)


def make_minutes(desk: Desk, meeting: Meeting) -> Paper:
    """Return the minutes with their numbered decisions and who was there."""
    people = list_participants(desk.session, meeting)
    came = [p for p in people if p.came or (p.came is None and p.answer == "ja")]
    stayed = [p for p in people if p.came is False or (p.came is None and p.answer == "nej")]
    held = desk.day(meeting.held_on) if meeting.held_on else _time(desk, meeting)
    values: dict[str, Value] = {
        "meeting": f"{desk.word('meeting', meeting.kind)}, {desk.network.name}",
        "time": held,
        "place": meeting.place or desk.say(N_("sted ikke noteret")),
        "writer": "",
        "present": tuple(_person(desk, p) for p in came),
        "absent": tuple(_person(desk, p) for p in stayed),
        "points": under(meeting.minutes_text),
        "experience": "",
        "decisions": tuple(_decision(desk, one) for one in list_decisions(desk.session, meeting)),
        "tasks": (),
        "next_meeting": _next(desk, meeting),
    }
    title = ": ".join((desk.say(N_("Referat")), desk.word("meeting", meeting.kind)))
    return desk.paper("minutes", title, desk.filled("minutes", values), marks=[_standing(desk, meeting)])


def _decision(desk: Desk, one: Decision) -> str:
    if one.about == WITHDRAWN:
        return desk.say(N_("Beslutning {nr} er trukket tilbage."), nr=one.nr)
    return desk.say(N_("Beslutning {nr}: {tekst}"), nr=one.nr, tekst=one.text)


def _person(desk: Desk, one: Participant) -> str:
    return ", ".join(filter(None, [one.name, called(one.group_name, desk.locale)]))


def _standing(desk: Desk, meeting: Meeting) -> str:
    if meeting.state != HELD or not meeting.minutes_sent_on:
        return desk.say(N_("Kladde – referatet er ikke sendt ud"))
    if is_approved(desk.session, MINUTES, meeting.id):
        return desk.say(N_("Godkendt"))
    sent = desk.say(N_("Sendt ud {dato}."), dato=desk.day(meeting.minutes_sent_on))
    by = desk.say(N_("Bemærkninger senest {dato}."), dato=desk.day(meeting.object_by)) if meeting.object_by else ""
    return f"{sent} {by}".strip()


def _next(desk: Desk, meeting: Meeting) -> str:
    after = meeting.starts_at or desk.now
    coming = [
        one
        for one in records.list_all(desk.session, Meeting, desk.network.network_id)
        if one.starts_at and one.starts_at > after and one.state != CANCELLED and one.id != meeting.id
    ]
    first = min(coming, key=lambda one: one.starts_at or after, default=None)
    if first is None:
        return desk.say(N_("ikke aftalt endnu"))
    return f"{desk.word('meeting', first.kind)}, {desk.moment(first.starts_at)}"

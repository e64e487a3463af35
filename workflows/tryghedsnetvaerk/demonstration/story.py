"""One network as it is lived: a clock that goes forward from the past, and the actions people take by it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from engine import clock, outbox, records, timers
from engine.actions import close, tick
from engine.commands import Command
from engine.db import Session
from engine.definition import Workflow
from engine.history import Event
from engine.outbox import Letter
from workflows import find
from workflows.tryghedsnetvaerk.demonstration.cast import Cast
from workflows.tryghedsnetvaerk.documents.limits import spelled_out as limits
from workflows.tryghedsnetvaerk.meetings.models import Meeting, Participant
from workflows.tryghedsnetvaerk.network.approvals import LAST_MINUTE, OBJECTION, working_days
from workflows.tryghedsnetvaerk.papers.meetings import spelled_out
from workflows.tryghedsnetvaerk.process import NINE, PROCESS

BETWEEN = timedelta(minutes=4)
DAY = timedelta(days=1)


@dataclass
class Story:
    """A network under way, on *version* of the method; *filled* is the moment that its days are counted back from."""

    session: Session
    cast: Cast
    filled: datetime
    version: int = PROCESS.version
    now: datetime = field(init=False)
    name: str = ""
    network: int = 0
    keys: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.now = self.filled - timedelta(days=5 * 365)

    @property
    def workflow(self) -> Workflow:
        """The version that the network began on."""
        return find(PROCESS.name, self.version)

    @property
    def today(self) -> date:
        """The day the story has come to."""
        return clock.today(self.now)

    def day(self, days: int) -> date:
        """Return the working day *days* days ago, or ahead when negative; one that is none gives way."""
        day = clock.today(self.filled) - timedelta(days=days)
        if days <= 0:
            return working_days(day - DAY, 1)
        while working_days(day - DAY, 1) != day:
            day -= DAY
        return day

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """Return the moment of a local hour on that day."""
        return clock.moment(self.day(days), time(hour, minute))

    def on(self, days: int, hour: int = 9, minute: int = 12) -> date:
        """Let time pass until that day, with every timer that falls due meanwhile; return the day."""
        self.until(self.at(days, hour, minute))
        return self.today

    def until(self, moment: datetime) -> None:
        """Let time pass until *moment*, firing this network's timers as they fall due."""
        others: list[tuple[int, str]] = []
        while self.network and (due := timers.next_due(self.session.connection(), moment, others)):
            if due.process_id != self.network:
                others.append((due.process_id, due.key))
                continue
            hour = clock.moment(due.on, LAST_MINUTE if due.kind == OBJECTION else NINE)
            timers.ring(self.session, find, due, max(self.now, min(moment, hour)))
        self.now = max(self.now + BETWEEN, moment)

    def command(self, who: str, **given: Any) -> Command:
        """Make the command of the person called *who*, a few minutes after the one before."""
        self.now += BETWEEN
        actor = self.cast.people[who]
        key = f"demo-{self.network}-{next(self.keys)}"
        return Command(workflow=self.workflow, process_id=self.network, actor=actor, now=self.now, key=key, **given)

    def write(
        self, action: Callable[..., Any], *args: Any, who: str = "mette", on: date | None = None, **named: Any
    ) -> Any:
        """Take one of the method's actions; *on* is the day it happened when that is not the day it is entered."""
        return action(self.session, self.command(who, on=on), *args, **named)

    def press(
        self, action: Callable[..., Event], *args: Any, who: str = "mette", on: date | None = None,
        decision: int | None = None, **named: Any,
    ) -> Event:  # fmt: skip
        """Press one of the engine's buttons."""
        return action(self.session.connection(), self.command(who, on=on, decision=decision), *args, **named)

    def close(self, step: str, who: str, **named: Any) -> Event:
        """Close a step."""
        return self.press(close, step, who=who, **named)

    def tick(self, *tasks: str, who: str = "mette", **named: Any) -> None:
        """Tick tasks."""
        for task in tasks:
            self.press(tick, task, who=who, **named)

    def add(self, model: type[Any], **values: Any) -> Any:
        """Write a record."""
        return self.write(records.add, model, values)

    def write_late(self, model: type[Any], happened: date, **values: Any) -> Any:
        """Write a record of what *happened* on an earlier day."""
        return self.write(records.add, model, values, on=happened)

    def edit(self, row: Any, **values: Any) -> Any:
        """Change a record."""
        return self.write(records.edit, type(row), row.nr, values)

    def all(self, model: type[Any], **having: Any) -> list[Any]:
        """Return the network's records of one kind whose columns are so."""
        rows = records.list_all(self.session, model, self.network)
        return [row for row in rows if all(getattr(row, key) == value for key, value in having.items())]

    def bounce(self, trouble: str) -> None:
        """Let the mail that has waited longest fail for good, so that there is one to look at."""
        self.now += timedelta(hours=6)
        db = self.session.connection()
        row = outbox.claim(db, self.now)
        assert row is not None
        outbox.mark_trouble(db, row.id, outbox.TRIES, trouble, self.now)

    def invitation(self, meeting: Meeting, person: Participant) -> Letter:
        """Return the letter that calls one person to a meeting."""
        assert meeting.starts_at is not None
        when = meeting.starts_at.astimezone(clock.COPENHAGEN)
        title = f"{MEETINGS[meeting.kind]} i {self.name}"
        what = f"{MEETINGS[meeting.kind].lower()} i tryghedsnetværket {self.name}"
        agenda = f"{spelled_out(meeting, 'da')}\n\n{limits('da')}"
        body = f"Kære {person.name}\n\nDu er indkaldt til {what}."
        body += f"\n\nTid: {when:%d.%m.%Y kl. %H.%M}\nSted: {meeting.place}\n\nDagsorden:\n\n{agenda}\n"
        return Letter(kind="invitation", recipient=person.mail, subject=title, body=body)


MEETINGS = {
    "indledende": "Indledende møde",
    "styregruppe": "Styregruppemøde",
    "orientering": "Orienteringsmøde",
    "udvikling": "Udviklingsmøde",
    "aftale": "Aftalemøde",
    "netvaerk": "Netværksmøde",
    "beboer": "Beboermøde",
}

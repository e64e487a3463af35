"""The metronome: fires due timers, sends waiting mail, works out each morning how all stands; commits; the one door to
APScheduler."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.engine import Row

from engine import daybreak, outbox, timers
from engine.clock import today
from engine.commands import Command
from engine.db import Database
from engine.definition import Workflow
from engine.models import installation
from engine.queries import find_setting

log = structlog.get_logger()
BEAT = 5
AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Post:
    """Where mail is handed in: an address such as ``smtp+starttls://name:word@host:587`` and who it is from."""

    url: str
    sender: str
    name: str

    def send(self, row: object) -> None:
        """Hand in one mail, within ten seconds."""
        address = urlsplit(self.url)
        with smtplib.SMTP(address.hostname or "localhost", address.port or 25, timeout=10) as server:
            if address.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if address.username:
                server.login(unquote(address.username), unquote(address.password or ""))
            server.send_message(outbox.message(row, self.sender, self.name))  # type: ignore[arg-type]


class Ticker:
    """Beats every few seconds; any number of tickers may run beside each other."""

    def __init__(self, database: Database, find: Callable[[str, int], Workflow], post: Post | None) -> None:
        self.database, self.find, self.post = database, find, post
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._stopping = Event()

    def start(self) -> None:
        """Begin to beat, the first time at once."""
        self._scheduler.add_job(
            self.beat,
            "interval",
            seconds=BEAT,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Stop beating, after what is under way; mail that has not begun to leave waits for the next start."""
        self._stopping.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def beat(self) -> None:
        """Do everything that is due now; what goes wrong is logged, and the next beat tries again."""
        now = datetime.now(UTC)
        for duty in (self.ring, self.rise, self.deliver, self.sign):
            try:
                duty(now)
            except Exception:
                log.exception("a beat went wrong", duty=duty.__name__)

    def ring(self, now: datetime) -> int:
        """Fire the due timers, each in a transaction of its own; one that cannot holds up no other. Return how many."""
        rung, failed = 0, list[tuple[int, str]]()
        for _ in range(AT_MOST):
            with self.database.write() as session:
                due = timers.next_due(session.connection(), now, failed)
                if due is None:
                    break
                try:
                    rung += timers.ring(session, self.find, due, now)
                    session.commit()
                except Exception:
                    log.exception("a timer could not fire", process=due.process_id, timer=due.key)
                    failed.append((due.process_id, due.key))
        return rung

    def deliver(self, now: datetime) -> int:
        """Send the waiting mail; claim, send and mark are three transactions. Return how many left."""
        sent, began = 0, monotonic()
        for _ in range(AT_MOST if self.post else 0):
            if self._stopping.is_set():
                break
            # A slow server must not eat the leases of the mails behind: each is claimed when its turn comes.
            moment = now + timedelta(seconds=monotonic() - began)
            with self.database.write() as session:
                row = outbox.claim(session.connection(), moment)
                session.commit()
            if row is None or self.post is None:
                break
            sent += self._deliver_one(row, moment)
        return sent

    def _deliver_one(self, row: object, now: datetime) -> int:
        trouble = ""
        try:
            assert self.post is not None
            self.post.send(row)
        except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: a mail that cannot be built
            trouble = f"{type(error).__name__}: {error}"
        with self.database.write() as session:
            db = session.connection()
            if trouble:
                outbox.mark_trouble(db, row.id, row.attempts + 1, trouble, now)  # type: ignore[attr-defined]
            else:
                outbox.mark_sent(db, row.id, now)  # type: ignore[attr-defined]
            session.commit()
        return 0 if trouble else 1

    def rise(self, now: datetime) -> int:
        """Once a local day end what the last one ended, and store anew how each process stands that the day changed.

        Return how many stand otherwise.
        """
        day, changed = today(now), list[tuple[Row[Any], dict[str, Any]]]()
        with self.database.read() as session:
            db = session.connection()
            if find_setting(db, daybreak.RISEN) == day.isoformat():
                return 0
            ended = [one for some in daybreak.portions(db) for one in daybreak.ended(db, self.find, some, now)]
        for command in ended:
            self._end(command)
        with self.database.read() as session:
            db = session.connection()
            for portion in daybreak.portions(db):
                changed += daybreak.otherwise(db, self.find, portion, day)
        for row, fresh in changed:
            with self.database.write() as session:
                daybreak.stand_anew(session.connection(), row, fresh)
                session.commit()
        self._set(daybreak.RISEN, day.isoformat())
        return len(changed)

    def _end(self, command: Command) -> None:
        """Let what is over end in one process, in a transaction of its own; one that cannot holds up no other."""
        assert command.workflow.overnight is not None
        with self.database.write() as session:
            try:
                command.workflow.overnight.act(session, command)
                session.commit()
            except Exception:
                log.exception("what is over could not end", process=command.process_id)

    def sign(self, now: datetime) -> None:
        """Write when this ticker last beat, for the status page."""
        self._set("ticker", now.isoformat())

    def _set(self, key: str, value: str) -> None:
        with self.database.write() as session:
            db = session.connection()
            if db.execute(installation.update().where(installation.c.key == key).values(value=value)).rowcount == 0:
                db.execute(installation.insert().values(key=key, value=value))
            session.commit()

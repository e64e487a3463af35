"""The world of the access matrix: two networks with everything in the first, and a browser for each who asks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from werkzeug.routing import Rule

from engine import outbox, queries
from engine.db import Database
from engine.people import actions as people
from engine.people import sessions
from engine.people.models import NetworkRole
from tests.workflows import deeds as d
from tests.workflows.cases import at_step, meet_all
from tests.workflows.surveying import asks, begun, dogs
from tests.workflows.world import make_world, seat
from workflows.tryghedsnetvaerk.documents import texts
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import accept
from workflows.tryghedsnetvaerk.network.models import Attachment, Need, Seat
from workflows.tryghedsnetvaerk.network.queries import SURVEYOR

OWN, OTHER = "birkeparken", "egelunden"
# Who asks, in the order of the table's columns.
ACTORS = ("anonymous", "stranger", "member", "deputy", "coordinator", "other_coordinator", "auditor", "administrator",
          "surveyor")  # fmt: skip
# What is behind each: names of the world, and those that are entered beside it.
NAMES = {
    "stranger": "nabo",
    "member": "medlem",
    "deputy": "suppleant",
    "coordinator": "tovholder",
    "other_coordinator": "nabotovholder",
    "auditor": "revisor",
    "administrator": "bestyrer",
    "surveyor": "indsamler",
}
EXTRA: dict[str, dict[str, Any]] = {
    "nabo": {},
    "nabotovholder": {"coordinator": True},
    "bestyrer": {"administrator": True},
    "indsamler": {},
}
VISITS = ("access_log", "web_session", "sent_form", "throttle")


@dataclass
class Seen:
    """What the paths of the table are filled with."""

    people: dict[str, int]
    attachment: str
    foreign_attachment: str
    mail: int
    foreign_mail: int


def furnish(database: Database, now: datetime) -> Seen:
    """Write both networks; in Birkeparken everything of the first two steps is recorded, and nothing is closed."""
    with database.write() as session:
        world = make_world(session, now)
        for name, more in EXTRA.items():
            person = people.add_person(session, actor=None, now=now, name=name, mail=f"{name}@example.dk", **more)
            world.people[name] = person.id
        tovholder = people.queries.get_person(session, world.people["tovholder"])
        people.change_person(session, tovholder.id, version=1, actor=None, now=now, coordinator=True)
        at_step(world, "igangsaettelse", "Egelunden")
        values = {"kind": "anden", "organisation_id": world.organisations["politi"], "since": world.today}
        world.add(Seat, person_id=world.people["nabo"], **values)
        foreign = _attach(world)
        _mail(world)
        people.queries.list_network_roles(session, world.network)[0].person_id = world.people["nabotovholder"]
        at_step(world, "igangsaettelse")
        given = {"person_id": world.people["indsamler"], "since": world.today, "until": None}
        session.add(NetworkRole(process_id=world.network, role=SURVEYOR, **given))
        seat(world, "medlem", chair=True, deputy_id=world.people["suppleant"])
        meet_all(world, "igangsaettelse")
        meet_all(world, "kortlaegning")
        world.edit(world.all(Meeting)[0], agenda=texts.template("agenda_indledende", "da"))
        asks(world, begun(world), dogs())
        own = _attach(world)
        _mail(world)
        session.commit()
        mails = {row.slug: row.id for row in queries.list_mail(session.connection(), None) if row.subject == "Hej"}
    return Seen(world.people, own, foreign, mails[OWN], mails[OTHER])


def _attach(world: Any) -> str:
    d.need(world)
    world.write(attach, world.all(Need)[0], accept("papir.txt", b"Dagsorden"))
    return str(world.session.scalar(select(Attachment.code).where(Attachment.network_id == world.network)))


def _mail(world: Any) -> None:
    letter = outbox.Letter(kind="invitation", recipient="bo@example.dk", subject="Hej", body="Kom")
    outbox.queue(world.session.connection(), world.network, 999, [letter], world.now)


@dataclass
class Visitor:
    """A browser of one who asks, with the token that forms carry."""

    client: FlaskClient
    csrf: str = ""

    def ask(self, method: str, path: str, data: Any = None, *, token: bool = True) -> Any:
        """Ask for *path*; a form carries its token unless told otherwise."""
        if method == "GET":
            return self.client.get(path, buffered=True)
        return self.client.post(path, data={**({"csrf_token": self.csrf} if token else {}), **(data or {})})


@dataclass
class Arena:
    """A copy of the furnished database with an app on it and browsers that are already logged in."""

    database: Database
    app: Flask
    seen: Seen
    now: datetime
    password_hash: str
    known: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, actor: str) -> Visitor:
        """Return the browser of one who asks."""
        if actor not in self.known:
            self.known[actor] = self._enter(NAMES.get(actor, ""))
        return self.known[actor]

    def _enter(self, name: str) -> Visitor:
        visitor = Visitor(self.app.test_client())
        if name:
            visitor.client.set_cookie(self.app.config["LOGIN_COOKIE_NAME"], self._token(name))
        text = visitor.client.get("/min-side/" if name else "/log-ind").get_data(as_text=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)
        assert found
        visitor.csrf = unescape(found[1])
        return visitor

    def _token(self, name: str) -> str:
        """Open a session without the work of hashing a password."""
        number, now, mail = self.seen.people[name], self.now, f"{name}@example.dk"
        with self.database.write() as session:
            people.set_password(session, number, password_hash=self.password_hash, actor=None, now=now)
            known = sessions.Known(number, self.password_hash)
            token = sessions.open_session(session, known=known, mail=mail, address="x", now=now)
            session.commit()
        assert token
        return token


def dump(database: Database, *beside: str) -> dict[str, list[Any]]:
    """Return every row of every table but those that only remember visits, and what else is named."""
    with database.read() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        kept = [name for name in tables if name not in (*VISITS, *beside)]
        return {name: list(session.execute(text(f'SELECT * FROM "{name}"'))) for name in kept}


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Give every method and rule of the app, nouns and other choices left as one word."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            yield method, plain(rule)


def plain(rule: Rule) -> str:
    """Return a rule without the list of what may stand in it, for lists that grow."""
    return re.sub(r"<any\([^)]*\):(noun|kind|which)>", r"<\1>", rule.rule)

"""The world of the access matrix: two networks with everything in the first, and a browser for each who asks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import MetaData, select
from werkzeug.routing import Rule

from engine import outbox, queries
from engine.db import Database
from engine.people import actions as people
from engine.people import sessions
from tests.workflows import deeds as d
from tests.workflows.cases import at_step, meet_all
from tests.workflows.world import make_world, seat
from workflows.tryghedsnetvaerk.meetings import models as meetings
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import accept
from workflows.tryghedsnetvaerk.network.models import Attachment, Need

OWN, OTHER = "birkeparken", "egelunden"
# Who asks, in the order of the table's columns.
ACTORS = ("anonymous", "stranger", "member", "deputy", "coordinator", "other_coordinator", "auditor", "administrator")
# What is behind each: names of the world, and those that are entered beside it.
NAMES = {
    "stranger": "fremmed", "member": "medlem", "deputy": "suppleant", "coordinator": "tovholder",
    "other_coordinator": "formand", "auditor": "revisor", "administrator": "bestyrer",
}  # fmt: skip
FORGET = {"web_session", "access_log", "throttle"}


@dataclass
class Seen:
    """What the paths of the table are filled with."""

    people: dict[str, int]
    organisation: int
    attachment: str
    foreign_attachment: str
    mail: int
    foreign_mail: int


def furnish(database: Database, now: datetime) -> Seen:
    """Write both networks; Birkeparken stands in step 3 with steps 1 to 3 recorded and a material of later ones."""
    with database.write() as session:
        world = make_world(session, now)
        boss = people.add_person(session, actor=None, now=now, name="Bestyrer", mail="bestyrer@example.dk",
                                 administrator=True)  # fmt: skip
        world.people["bestyrer"] = boss.id
        for who in ("tovholder", "formand"):
            row = people.queries.get_person(session, world.people[who])
            people.change_person(session, row.id, version=row.version, actor=None, now=now, coordinator=True)
        at_step(world, "igangsaettelse", "Egelunden")
        seat(world, "fremmed")
        foreign = _attach(world)
        _mail(world)
        _hand_to(world, "formand")
        at_step(world, "igangsaettelse")
        seat(world, "medlem", chair=True, deputy_id=world.people["suppleant"])
        meet_all(world, "igangsaettelse")
        meet_all(world, "kortlaegning")
        if not world.all(Meeting, kind=meetings.ORIENTATION):
            d.meeting(world, meetings.ORIENTATION)
        own = _attach(world)
        _mail(world)
        session.commit()
        mails = {row.slug: row.id for row in queries.list_mail(session.connection(), None) if row.subject == "Hej"}
        return Seen(
            world.people, world.organisations["politi"], own, foreign, mails[OWN], mails[OTHER],
        )  # fmt: skip


def _hand_to(world: Any, who: str) -> None:
    """Let somebody else than the beginner coordinate the network."""
    role = people.queries.list_network_roles(world.session, world.network)[0]
    role.person_id = world.people[who]
    world.session.flush()


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


def visitors(app: Flask, database: Database, seen: Seen, now: datetime, password_hash: str) -> dict[str, Visitor]:
    """Return a browser for each who asks, logged in without the work of hashing."""
    tokens = {}
    with database.write() as session:
        for actor, name in NAMES.items():
            number = seen.people[name]
            people.set_password(session, number, password_hash=password_hash, actor=None, now=now)
            known = sessions.Known(number, password_hash)
            tokens[actor] = sessions.open_session(session, known=known, mail=f"{name}@example.dk", address="x", now=now)
        session.commit()
    return {actor: _visitor(app, tokens.get(actor)) for actor in ACTORS}


def _visitor(app: Flask, token: str | None) -> Visitor:
    visitor = Visitor(app.test_client())
    if token:
        visitor.client.set_cookie(app.config["LOGIN_COOKIE_NAME"], token)
    text = visitor.client.get("/min-side/" if token else "/log-ind").get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)
    assert found
    visitor.csrf = unescape(found[1])
    return visitor


def dump(database: Database) -> dict[str, list[Any]]:
    """Return every row of every table but those that only remember visits."""
    tables, found = MetaData(), {}
    with database.read() as session:
        db = session.connection()
        tables.reflect(db)
        for name, table in tables.tables.items():
            if name not in FORGET:
                found[name] = sorted(map(repr, db.execute(table.select())))
    return found


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Give every method and rule of the app, nouns and other choices left as one word."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            yield method, plain(rule)


def plain(rule: Rule) -> str:
    """Return a rule without the list of what may stand in it, for lists that grow."""
    return re.sub(r"<any\([^)]*\):noun>", "<noun>", rule.rule)


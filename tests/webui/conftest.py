"""What tests of pages stand on: an app with a clock that can be turned, people in it, and browsers that log in."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from html import unescape
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from engine import records
from engine.db import Database
from engine.people import actions, passwords
from tests.conftest import NOW
from tests.webui import small
from tests.webui.crawl import Walk, walk
from tests.webui.matrix import dump
from tests.webui.phone import LINK, Phone
from tests.webui.running import Running
from tests.webui.shell import Shell
from tests.workflows.asking import open_survey
from webui import create_app
from workflows.tryghedsnetvaerk.demonstration import cast
from workflows.tryghedsnetvaerk.network.models import Network

PASSWORD = "hest batteri klammer"
PEOPLE: dict[str, dict[str, Any]] = {
    "admin": {"name": "Anna Admin", "administrator": True},
    "mette": {"name": "Mette Holm", "coordinator": True},
    "karin": {"name": "Karin Bech"},
    "rita": {"name": "Rita Revisor", "auditor": True},
}


class Compiled(BytecodeCache):
    """Templates, compiled once in a run though each test makes an app of its own."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


class Address(Rule):
    """An address, compiled once in a run: that is nearly all that making an app costs."""

    kept: ClassVar[dict[tuple[Any, ...], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = self.rule, tuple(self._trace), tuple((self.defaults or {}).items()), append_unknown
        if key not in self.kept:
            self.kept[key] = super()._compile_builder(append_unknown)
        return self.kept[key]


# How many pages of a kind are walked through: who collects surveys sees few kinds, and every state of a survey.
PAGES = {"undersoegelse": 10}
Flask.jinja_options = {"bytecode_cache": Compiled()}
Flask.url_rule_class = Address


@dataclass
class Clock:
    """A clock that tests turn."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Browser:
    """A browser that fills in forms as they are shown."""

    client: FlaskClient
    tokens: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, buffered=True, **more)

    def form(self, path: str, action: str | None = None) -> dict[str, str]:
        """Return the hidden fields of the form that *path* shows for *action*."""
        return self.hidden(self.client.get(path).get_data(as_text=True), action or path)

    @staticmethod
    def hidden(text: str, action: str) -> dict[str, str]:
        """Return the hidden fields of the form for *action* on a page, and what is chosen in it."""
        start = text.index(f'action="{action}"')
        shown = text[start : text.index("</form>", start)]
        hidden = (tag for tag in re.findall(r"<input[^>]*>", shown) if 'type="hidden"' in tag)
        pairs = (dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in hidden)
        lists = re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', shown, re.S)
        chosen = {
            name: one[1] for name, inside in lists if (one := re.search(r'<option selected value="([^"]*)"', inside))
        }
        return {pair["name"]: unescape(pair.get("value", "")) for pair in pairs} | chosen

    def send(self, path: str, data: dict[str, Any], *, shown_on: str | None = None, **more: Any) -> Any:
        """Send a form with its hidden fields as the page shows them."""
        return self.client.post(path, data=self.form(shown_on or path, path) | data, **more)

    def log_in(self, who: str, password: str = PASSWORD, at: str = "nordby.example", **more: Any) -> Any:
        return self.send("/log-ind", {"mail": f"{who}@{at}", "password": password}, **more)


@pytest.fixture(scope="session")
def password_hash() -> str:
    return passwords.hash_password(PASSWORD)


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def people(database: Database, now: datetime, password_hash: str) -> dict[str, int]:
    """Everybody in PEOPLE by first name, with their numbers."""
    found = {}
    with database.write() as session:
        for who, said in PEOPLE.items():
            person = actions.add_person(session, actor=None, now=now, mail=f"{who}@nordby.example", **said)
            actions.set_password(session, person.id, password_hash=password_hash, actor=None, now=now)
            found[who] = person.id
        session.commit()
    return found


@pytest.fixture
def begin(database: Database, people: dict[str, int], now: datetime) -> Callable[..., int]:
    """Return a maker of networks that Mette coordinates, with the records in them; it returns their numbers."""

    def make(name: str, *written: tuple[type, dict[str, Any]], at: str = "", chair: str = "", member: str = "") -> int:
        with database.write() as session:
            number = small.network(session, people["mette"], name, now, at=at)
            for who in filter(None, (chair, member)):
                small.seat(session, number, people[who], now, chair=who == chair)
            for model, values in written:
                records.add(session, small.ask(number, people["mette"], now), model, values)
            session.commit()
        return number

    return make


@pytest.fixture
def make_app(database: Database, clock: Clock, tmp_path: Path) -> Callable[..., Flask]:
    def make(**settings: Any) -> Flask:
        return create_app({"DATA": tmp_path, "TESTING": False, **settings}, database=database, clock=clock)

    return make


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def browse(app: Flask, people: dict[str, int]) -> Callable[..., Browser]:
    """Return a maker of browsers; a name logs in."""

    def make(who: str | None = None) -> Browser:
        browser = Browser(app.test_client())
        if who is not None:
            assert browser.log_in(who).status_code == 303
        return browser

    return make


@pytest.fixture
def mette(begin: Callable[..., int], browse: Callable[..., Browser], database: Database) -> Browser:
    """Mette's browser on a network in whose area four languages are spoken, with one notice begun."""
    begin("Birken")
    with database.write() as session:
        session.query(Network).one().languages = "da,en,ar,so"
        session.commit()
    browser = browse("mette")
    assert browser.send("/netvaerk/birken/tekster/ny", {"subject": "Netværket begynder"}).status_code == 303
    return browser


@pytest.fixture
def survey(database: Database, people: dict[str, int], begin: Callable[..., int], now: Any) -> Callable[..., int]:
    """Return a maker of a network with an open survey; it returns the survey's number."""

    def make(**values: Any) -> int:
        number = begin("birkeparken")
        with database.write() as session:
            row = open_survey(session, small.ask(number, people["mette"], now), **values)
            session.commit()
            return row.id

    return make


@pytest.fixture
def phone(app: Flask) -> Callable[..., Phone]:
    return lambda path=LINK: Phone(app.test_client(), path)


@pytest.fixture
def demo(demonstration: Database, clock: Clock, tmp_path: Path) -> Flask:
    """The app on a copy of the demonstration."""
    return create_app({"DATA": tmp_path}, database=demonstration, clock=clock)


@pytest.fixture
def look(demo: Flask) -> Callable[[str], Browser]:
    """Return a maker of browsers on the demonstration, each logged in to one of its accounts."""

    def make(who: str) -> Browser:
        browser = Browser(demo.test_client())
        assert browser.log_in(who, cast.PASSWORD, at="demo.dk").status_code == 303
        return browser

    return make


@pytest.fixture(scope="session")
def walked(filled_template: Path, once_in_a_run: Callable[..., Walk]) -> Callable[..., Walk]:
    """Return what walks through the demonstration as somebody, three pages of each kind; once in a run for each."""

    def make(who: str, start: str = "/") -> Walk:
        return once_in_a_run(f"walk-{who}{start.replace('/', '-')}", partial(_walk, filled_template, who, start))

    return make


def _walk(filled: Path, who: str, start: str, folder: Path) -> Walk:
    database = Database(f"sqlite:///{shutil.copy(filled, folder / 'demonstration.db')}")
    before = dump(database)
    browser = Browser(create_app({"DATA": folder}, database=database, clock=lambda: NOW).test_client())
    if who:
        assert browser.log_in(who, cast.PASSWORD, at="demo.dk").status_code == 303
    seen = walk(browser.client.application, browser.client, start, enough=PAGES.get(who, 3))
    after = dump(database)
    database.close()
    return Walk(seen, [table for table, rows in after.items() if rows != before[table]])


@pytest.fixture
def tryghed(tmp_path: Path) -> Shell:
    """The command line, on an empty folder."""
    return Shell(tmp_path)


@pytest.fixture
def data(filled_template: Path, tmp_path: Path) -> Path:
    """That folder, with the demonstration in it."""
    shutil.copy(filled_template, tmp_path / "tryghed.db")
    return tmp_path


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Return a starter of processes on a data folder of the test."""
    running: list[Running] = []

    def begin(*words: str, **environ: str) -> Running:
        log = tmp_path / f"{len(running)}.log"
        running.append(Running([*words, "--data", str(tmp_path / "data")], environ, log))
        return running[-1]

    yield begin
    for one in running:
        if one.child.poll() is None:
            one.child.kill()
        one.child.wait()

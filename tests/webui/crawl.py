"""Walks through every page that somebody can reach by following links, and counts what each asks the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
DOWNLOADS = ("papers.", "attachments.", "history.export")
KINDS = ("noun", "verb", "tab", "name", "ending", "form", "task")


@dataclass(frozen=True, slots=True)
class Seen:
    """One page as it was answered."""

    url: str
    endpoint: str
    kind: tuple[Any, ...]
    status: int
    queries: int
    found_on: str


@dataclass
class Counter:
    """Counts the statements that an engine is sent."""

    told: list[str] = field(default_factory=list)

    def __call__(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.told.append(statement)


@contextmanager
def counted(*engines: Engine) -> Iterator[Counter]:
    counter = Counter()
    for engine in engines:
        event.listen(engine, "before_cursor_execute", counter)
    yield counter
    for engine in engines:
        event.remove(engine, "before_cursor_execute", counter)


def walk(app: Flask, client: FlaskClient, start: str = "/") -> list[Seen]:
    """Follow every link from *start*; of files to download only one of each kind is fetched."""
    database, waiting, met, kinds = app.extensions["database"], [(start, "")], {start}, set[Any]()
    seen = []
    with counted(database.reading, database.writing) as counter:
        while waiting:
            url, found_on = waiting.pop(0)
            endpoint, kind = kind_of(app, url)
            if endpoint.startswith(DOWNLOADS) and kind in kinds:
                continue
            kinds.add(kind)
            before = len(counter.told)
            answer = client.get(url, buffered=True)
            seen.append(Seen(url, endpoint, kind, answer.status_code, len(counter.told) - before, found_on))
            if answer.mimetype == "text/html":
                fresh = [link for link in links(url, answer.get_data(as_text=True)) if link not in met]
                met.update(fresh)
                waiting += [(link, url) for link in dict.fromkeys(fresh)]
    return seen


def links(url: str, text: str) -> list[str]:
    """Return the addresses of our own that a page links to, without their fragments."""
    found = (urlsplit(urljoin(url, unescape(link))) for link in LINK.findall(text))
    return [part._replace(fragment="").geturl() for part in found if part.scheme == "" and part.path.startswith("/")]


def kind_of(app: Flask, url: str) -> tuple[str, tuple[Any, ...]]:
    """Return which endpoint answers an address, and what makes its page one of a kind."""
    path = urlsplit(url).path
    endpoint, values = app.url_map.bind("localhost").match(path)
    of_step = ("nr",) if endpoint == "steps.show" else ()
    return endpoint, (endpoint, *(values.get(key) for key in (*KINDS, *of_step) if key in values))

"""Walks through every page that somebody can reach by following links, and counts what each asks the database."""

import re
from collections import Counter as Counts
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

NAMED = "class", "type", "role"
VOID = "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"
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
    size: int
    queries: int
    writes: int
    found_on: str
    parts: frozenset[str] = frozenset()
    """What it is made of: each kind of element within the kind that it stands in."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Every page that somebody reaches, and the tables that came to say something else by its being shown."""

    seen: list[Seen]
    changed: list[str]


@contextmanager
def told(*engines: Engine) -> Iterator[list[str]]:
    """Gather the statements that engines are sent."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield statements
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def walk(app: Flask, client: FlaskClient, start: str = "/", enough: int = 10) -> list[Seen]:
    """Follow the links from *start*, to at most *enough* pages of a kind and one file."""
    database, waiting, met, kinds = app.extensions["database"], [(start, "")], {start}, Counts[Any]()
    seen = []
    with told(database.reading) as asked, told(database.writing) as written:
        while waiting:
            url, found_on = waiting.pop(0)
            endpoint, kind = kind_of(app, url)
            kinds[kind] += 1
            if kinds[kind] > (1 if endpoint.startswith(DOWNLOADS) else enough):
                continue
            before = len(asked), len(written)
            answer = client.get(url, buffered=True)
            html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            queries, writes = len(asked) - before[0], len(written) - before[1]
            seen.append(
                Seen(
                    url, endpoint, kind, answer.status_code, len(html), queries + writes, writes, found_on, parts(html)
                )
            )
            found = [answer.location] if answer.status_code == 303 else links(url, html)
            fresh = [link for link in found if link not in met]
            met.update(fresh)
            waiting += [(link, url) for link in dict.fromkeys(fresh)]
    return seen


class Parts(HTMLParser):
    """Gathers what a page is made of: each kind of element within the kind that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it by its name, class, type and role."""
        kind = " ".join([tag, *(value or "" for name, value in sorted(attrs) if name in NAMED)])
        self.found.add(f"{self.open[-1][1] if self.open else ''} > {kind}")
        if tag not in VOID:
            self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        """Close it, and what was left open in it."""
        if any(tag == name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass


def parts(html: str) -> frozenset[str]:
    """Return what a page is made of."""
    gathered = Parts()
    gathered.feed(html)
    return frozenset(gathered.found)


def links(url: str, text: str) -> list[str]:
    """Return where a page leads among our own: without fragments, and not to itself in another language."""
    found = (urlsplit(urljoin(url, unescape(link))) for link in LINK.findall(text))
    ours = (part for part in found if part.scheme == "" and part.path.startswith("/") and "lang=" not in part.query)
    return [part._replace(fragment="").geturl() for part in ours]


def kind_of(app: Flask, url: str) -> tuple[str, tuple[Any, ...]]:
    """Return which endpoint answers an address, and what makes its page one of a kind."""
    path = urlsplit(url).path
    endpoint, values = app.url_map.bind("localhost").match(path)
    of_step = ("nr",) if endpoint == "steps.show" else ()
    return endpoint, (endpoint, *(values.get(key) for key in (*KINDS, *of_step) if key in values))

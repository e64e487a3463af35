"""How many queries each page of the demonstration makes: every link followed, as every demonstration account."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from bench.measure import counted
from engine.db import Database
from webui import create_app

ACCOUNTS = ("koordinator@demo.dk", "styregruppe@demo.dk", "revisor@demo.dk", "admin@demo.dk")
PASSWORD = "tryghedsnetvaerk-demo"
HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
HIDDEN = re.compile(r'<input[^>]*name="csrf_token"[^>]*value="([^"]+)"')
ALIKE = 12  # pages of one kind that are enough to see whether their number of queries grows


@dataclass
class Visit:
    """What was seen: the most queries of each kind of page, with the address, and what was never reached."""

    queries: dict[str, tuple[int, str]] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    @property
    def most(self) -> tuple[int, str]:
        """The page that makes most queries."""
        return max(self.queries.values())


def visit(data: Path) -> Visit:
    """Follow every link of the demonstration in *data*, in this process, and count."""
    database = Database(f"sqlite:///{data.absolute() / 'tryghed.db'}")
    app = create_app({"DATA": data, "DATABASE_URL": str(database.url)}, database=database)
    seen = Visit()
    with counted(database.reading) as read, counted(database.writing) as written:

        def count() -> int:
            asked = len(read) + len(written)
            read.clear()
            written.clear()
            return asked

        for account in ACCOUNTS:
            _walk(app, account, seen, count)
    database.close()
    getting = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    seen.unseen = getting - set(seen.queries) - {"static"}
    return seen


def _walk(app: Flask, account: str, seen: Visit, count: Callable[[], int]) -> None:
    client = app.test_client()
    count()
    token = unescape(HIDDEN.findall(client.get("/log-ind").text)[0])
    seen.queries["auth.log_in"] = (count(), "/log-ind")
    answer = client.post("/log-ind", data={"mail": account, "password": PASSWORD, "csrf_token": token})
    assert answer.status_code in (302, 303), f"{account} cannot log in"
    todo, met, of_kind = deque(["/", "/status"]), {"/", "/status"}, dict[str, int]()
    seen.addresses[account] = []
    while todo:
        address = todo.popleft()
        kind = _kind(app, address)
        if kind is None or of_kind.get(kind, 0) >= ALIKE:
            continue
        of_kind[kind] = of_kind.get(kind, 0) + 1
        count()
        page = client.get(address, buffered=True)
        seen.queries[kind] = max(seen.queries.get(kind, (0, "")), (count(), address))
        if page.status_code >= 400:
            seen.wrong.append(f"{page.status_code} {address}")
        seen.addresses[account].append(address)
        for link in _links(page, address):
            if link not in met:
                met.add(link)
                todo.append(link)


def _kind(app: Flask, address: str) -> str | None:
    found = urlsplit(address)
    adapter = app.url_map.bind("localhost")
    if not adapter.test(found.path, "GET"):
        return None
    endpoint, _ = adapter.match(found.path, "GET")
    return None if endpoint == "static" else str(endpoint)


def _links(page: TestResponse, address: str) -> Iterator[str]:
    if page.status_code in (301, 302, 303, 308):
        links = [page.headers["Location"]]
    elif page.mimetype == "text/html":
        links = [unescape(link) for link in HREF.findall(page.text)]
    else:
        return
    for link in links:
        whole, _ = urldefrag(urljoin(address, link))
        if not urlsplit(whole).netloc:
            yield whole

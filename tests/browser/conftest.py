"""What tests in a browser stand on: a real Chromium, a real server of the app, and people who visit it."""

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from tests.browser.visitor import PASSWORD, Visitor
from tests.webui.conftest import clock, demo, look, make_app, password_hash, people, walked  # noqa: F401 - fixtures

pytest.register_assert_rewrite("tests.browser.story")
HERE = Path(__file__).parent
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, NARROW, DESK = (390, 844), (320, 640), (1280, 900)


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """A Chromium: the one that ``CHROMIUM`` or this machine names."""
    named = (
        os.environ.get("CHROMIUM")
        or subprocess.run(
            ["sh", str(HERE / "find-chromium")], check=True, capture_output=True, text=True
        ).stdout.strip()
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that looks for what keeps people out."""
    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")


@pytest.fixture
def serve() -> Iterator[Callable[[Flask], str]]:
    """Return a server of apps; it returns the address."""
    servers = []

    def start(app: Flask) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def app(demo: Flask) -> Flask:  # noqa: F811
    """What is visited: the demonstration, where a file of tests does not say otherwise."""
    return demo


@pytest.fixture
def address(serve: Callable[[Flask], str], app: Flask) -> str:
    return serve(app)


@pytest.fixture
def visit(chrome: Browser, address: str) -> Iterator[Callable[..., Visitor]]:
    """Return a maker of visitors, each with a browser window of their own."""
    contexts = []

    def make(mail: str = "", password: str = PASSWORD, size: tuple[int, int] = DESK, **settings: Any) -> Visitor:
        context = chrome.new_context(
            base_url=address, locale="da-DK", viewport={"width": size[0], "height": size[1]}, **settings
        )
        contexts.append(context)
        return Visitor(context.new_page(), mail, password)

    yield make
    for context in contexts:
        context.close()

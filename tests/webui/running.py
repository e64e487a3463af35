"""The real processes of the command line, started beside the tests."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import OpenerDirector, Request, build_opener

from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class Running:
    """One process of the command line."""

    def __init__(self, words: list[str], environ: dict[str, str], log: Path) -> None:
        self.log, self.port = log, 0
        if words[0] in ("run", "web") and "--port" not in words:
            self.port = free_port()
            words = [*words, "--port", str(self.port)]
        around = {key: value for key, value in os.environ.items() if not key.startswith("TRYGHED_")}
        with log.open("wb") as told:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "webui.cli", *words],
                cwd=ROOT, env=around | {"PYTHONPATH": str(ROOT), "TRYGHED_LOCALE": "da"} | environ,
                stdout=told, stderr=subprocess.STDOUT,
            )  # fmt: skip

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def get(self, path: str, browser: OpenerDirector | None = None, **headers: str) -> tuple[int, str, Any]:
        asked = Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with (browser or build_opener()).open(asked, timeout=20) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except HTTPError as error:
            with error:
                return error.code, error.read().decode(), error.headers

    def wait(self, done: Callable[[], bool]) -> "Running":
        until = time.monotonic() + 60
        while not done():
            assert self.child.poll() is None, self.said
            assert time.monotonic() < until, self.said
            time.sleep(0.05)
        return self

    def wait_for(self, words: str) -> "Running":
        """Wait until it says so."""
        return self.wait(lambda: words in self.said)

    def up(self) -> "Running":
        """Wait until all is well."""
        return self.wait(lambda: "svarer på" in self.said and self.get("/status")[0] == 200)

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.child.send_signal(number)
        return self.child.wait(timeout=30)


def logged_in(running: Running, browser: OpenerDirector) -> str:
    """Log in as the coordinator of the demonstration; return the page one lands on."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', running.get("/log-ind", browser)[1])
    assert token
    sent = {"csrf_token": token[1], "mail": "koordinator@demo.dk", "password": PASSWORD}
    with browser.open(f"http://127.0.0.1:{running.port}/log-ind", urlencode(sent).encode()) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def data_of(running: Running) -> Path:
    return running.log.with_name("data")

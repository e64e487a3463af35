"""``tryghed run --demo`` from the outside: how soon it answers, and what it takes of memory once all is shown."""

import contextlib
import http.cookiejar
import importlib.util
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from bench.measure import Line

SOONEST = 2.0
MOST_MEMORY = 200
MOST_QUERIES = 15
TIMES = 3
PATIENCE = 120


@contextlib.contextmanager
def served(data: Path) -> Iterator[tuple[str, int, float]]:
    """Run the product on *data*; give its address, its process and how long the first answer took."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "webui.cli", "run", "--demo", "--port", str(port), "--data", str(data)]
    begun = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/log-ind", running, begun)
        yield address, running.pid, time.perf_counter() - begun
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=30)


def _wait(address: str, running: subprocess.Popen[bytes], begun: float) -> None:
    while time.perf_counter() - begun < PATIENCE:
        if running.poll() is not None:
            raise RuntimeError(f"tryghed run left with {running.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                answer.read()
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise RuntimeError("tryghed run does not answer")


def _memory(pid: int, what: str) -> float:
    said = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(re.findall(rf"{what}:\s+(\d+) kB", said)[0]) / 1024


def _log_in(address: str, account: str) -> urllib.request.OpenerDirector:
    from bench.pages import HIDDEN, PASSWORD  # noqa: PLC0415 - the pages are imported only once they are there

    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    with browser.open(f"{address}/log-ind") as page:
        token = unescape(HIDDEN.findall(page.read().decode())[0])
    said = urllib.parse.urlencode({"mail": account, "password": PASSWORD, "csrf_token": token})
    browser.open(f"{address}/log-ind", said.encode()).read()
    return browser


def _show_all(address: str, account: str, paths: list[str]) -> None:
    browser = _log_in(address, account)
    for path in paths:
        # What answers with a refusal has been visited too.
        with (
            contextlib.suppress(urllib.error.HTTPError),
            browser.open(address + urllib.parse.quote(path, "/?&=%+")) as page,
        ):
            page.read()


def measure() -> Iterator[Line]:
    """Start on an empty folder, start again on a filled one, count each page's queries, and visit them all."""
    if importlib.util.find_spec("webui.cli") is None:
        yield Line("start, memory and queries of pages", None, told="left out: there is no `tryghed` yet")
        return
    from bench import pages  # noqa: PLC0415 - see above

    folder = Path(tempfile.mkdtemp(prefix="tryghed-bench-"))
    try:
        with served(folder / "data") as (address, _, empty):
            begun = time.perf_counter() - empty
            _log_in(address, "koordinator@demo.dk")
            told = f"{time.perf_counter() - begun:.1f} s until somebody has logged in and the demonstration is there"
        yield Line("tryghed run --demo on an empty folder, first answer after", empty, SOONEST, True, "s", told)
        starts = []
        for _ in range(TIMES):
            with served(folder / "data") as (_, _, taken):
                starts.append(taken)
        told = f"best of {TIMES}, on a folder that holds the demonstration"
        yield Line("tryghed run --demo, first answer after", min(starts), SOONEST, True, "s", told)
        seen = pages.visit(folder / "data")
        most, where = seen.most
        told = f"{where}; {len(seen.queries)} kinds of page"
        yield Line("most queries of a page", most, MOST_QUERIES, True, "", told)
        if seen.unseen or seen.wrong:
            told = ", ".join(sorted(seen.unseen) + seen.wrong)
            yield Line("pages not reached or refused", len(seen.unseen) + len(seen.wrong), unit="", told=told)
        with served(folder / "data") as (address, pid, _):
            before = _memory(pid, "VmRSS")
            for account, paths in seen.addresses.items():
                _show_all(address, account, paths)
            visited = sum(len(paths) for paths in seen.addresses.values())
            told = f"{before:.0f} MiB before; peak {_memory(pid, 'VmHWM'):.0f} MiB; {visited} pages visited"
            yield Line("memory after every page", _memory(pid, "VmRSS"), MOST_MEMORY, True, "MiB", told)
    finally:
        shutil.rmtree(folder, ignore_errors=True)

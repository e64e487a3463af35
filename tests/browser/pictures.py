"""Takes the README's pictures of the demonstration: ``python -m tests.browser.pictures``, or ``make pictures``."""

import os
import subprocess
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

import workflows
from engine.db import Database
from engine.scheduler import Ticker
from tests.browser.conftest import ARGUMENTS
from webui import create_app
from webui.commands import demonstration
from workflows import migrations
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD

HERE = Path(__file__).parent
ALBUM = HERE.parent.parent / "pictures"
PAGES = {"portfolio": "/", "network": "/netvaerk/birkeparken/"}


def main() -> None:
    """Fill a demonstration in a folder that goes again, serve it, and take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/pictures.db")
        migrations.upgrade(database.writing)
        demonstration.fill(database, datetime.now(UTC))
        Ticker(database, workflows.find, None).ring(datetime.now(UTC))
        server = make_server("127.0.0.1", 0, create_app({"DATA": Path(folder)}, database=database), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        take(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        database.close()


def take(address: str) -> None:
    """Log in as the coordinator of the demonstration and take a picture of each page."""
    find = ["sh", str(HERE / "find-chromium")]
    named = (
        os.environ.get("CHROMIUM") or subprocess.run(find, check=True, capture_output=True, text=True).stdout.strip()
    )
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=named, args=ARGUMENTS)
        page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK").new_page()
        page.goto(f"{address}/log-ind")
        page.fill("#mail", "koordinator@demo.dk")
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        ALBUM.mkdir(exist_ok=True)
        for name, path in PAGES.items():
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=ALBUM / f"{name}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main()

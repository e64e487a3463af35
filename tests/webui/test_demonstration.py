"""The demonstration in the browser: anybody can log in and see what it is, and nobody else's machine can."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from engine.db import Database
from tests.webui.conftest import Browser, Clock
from webui import create_app
from webui.cli import main
from webui.commands.demonstration import fill
from workflows.tryghedsnetvaerk.demonstration.cast import ACCOUNTS, PASSWORD

BAND = "Demonstration – tal og personer er opdigtede"


@pytest.fixture
def demonstration(database: Database, clock: Clock, tmp_path: Path) -> Flask:
    fill(database, clock())
    return create_app({"DATA": tmp_path, "TESTING": False}, database=database, clock=clock)


@pytest.mark.parametrize("mail", [mail for mail, _ in ACCOUNTS.values()])
def test_every_account_logs_in_and_sees_that_it_is_a_demonstration(demonstration, mail):
    browser = Browser(demonstration.test_client())

    page = browser.get("/log-ind").text
    assert BAND in page
    assert f"<code>{mail}</code>" in page
    assert browser.send("/log-ind", {"mail": mail, "password": PASSWORD}).status_code == 303
    assert BAND in browser.get("/", follow_redirects=True).text


def test_the_coordinator_follows_all_ten_networks(demonstration):
    browser = Browser(demonstration.test_client())
    browser.send("/log-ind", {"mail": "koordinator@demo.dk", "password": PASSWORD})

    page = browser.get("/").text

    assert all(name in page for name in ("Gadehavegård", "Rosenvang", "Kirsebærgården", "Engdraget"))


def test_a_real_installation_says_nothing_of_a_demonstration(make_app):
    page = Browser(make_app().test_client()).get("/log-ind").text

    assert BAND not in page
    assert PASSWORD not in page


def test_the_demonstration_is_shown_to_this_machine_only(sqlite_template, tmp_path, clock, monkeypatch):
    shutil.copy(sqlite_template, tmp_path / "tryghed.db")
    database = Database(f"sqlite:///{tmp_path}/tryghed.db")
    fill(database, clock())
    database.close()
    monkeypatch.setenv("TRYGHED_BEHIND_PROXY", "1")

    said = CliRunner().invoke(main, ["run", "--host", "0.0.0.0", "--port", "8963", "--data", str(tmp_path)])

    assert said.exit_code == 1
    assert "kun på denne maskine" in said.output

"""The demonstration in the browser: anybody can log in and see what it is, and nobody else's machine can."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.webui.conftest import Browser
from webui.cli import main
from workflows.tryghedsnetvaerk.demonstration.cast import ACCOUNTS, PASSWORD
from workflows.tryghedsnetvaerk.documents.standing import DEMONSTRATION
from workflows.tryghedsnetvaerk.mapping.survey.models import Survey

BAND = "Demonstration – tal og personer er opdigtede"


@pytest.mark.parametrize("mail", [mail for mail, _ in ACCOUNTS.values()])
def test_every_account_logs_in_and_sees_that_it_is_a_demonstration(demo, mail):
    browser = Browser(demo.test_client())

    page = browser.get("/log-ind").text
    assert BAND in page
    assert f"<code>{mail}</code>" in page
    assert browser.send("/log-ind", {"mail": mail, "password": PASSWORD}).status_code == 303
    assert BAND in browser.get("/", follow_redirects=True).text


def test_the_coordinator_follows_all_ten_networks(look):
    page = look("koordinator").get("/").text

    assert all(name in page for name in ("Gadehavegård", "Rosenvang", "Kirsebærgården", "Engdraget"))


@pytest.mark.parametrize(("language", "said"), [("da", BAND), ("ar", DEMONSTRATION["ar"])])
def test_whoever_answers_reads_it_in_the_language_of_the_page(demo, demonstration, language, said):
    with demonstration.read() as session:
        link = session.scalars(select(Survey.link).where(Survey.link.is_not(None))).first()

    page = demo.test_client().get(f"/svar/{link}?sprog={language}").text

    assert f'<aside class="demo">{said}</aside>' in page


def test_a_real_installation_says_nothing_of_a_demonstration(make_app):
    page = Browser(make_app().test_client()).get("/log-ind").text

    assert BAND not in page
    assert PASSWORD not in page


def test_the_demonstration_is_shown_to_this_machine_only(data, monkeypatch):
    monkeypatch.setenv("TRYGHED_BEHIND_PROXY", "1")

    said = CliRunner().invoke(main, ["run", "--host", "0.0.0.0", "--port", "8963", "--data", str(data)])

    assert said.exit_code == 1
    assert "kun på denne maskine" in said.output

"""The texts that belong to no network: the accessibility statement says whom to write to."""

from html import unescape

import pytest

from engine.people.actions import change_person
from engine.people.queries import get_person
from tests.webui.conftest import Browser

PATH = "/tilgaengelighed"
SETTING = "TRYGHED_SUPPORT_MAIL"


@pytest.mark.parametrize("who", ["", "karin"])
def test_the_address_that_is_set_is_where_to_write(make_app, people, who):
    browser = Browser(make_app(SUPPORT_MAIL="hjaelp@nordby.example").test_client())
    if who:
        browser.log_in(who)

    statement = browser.get(PATH).text.split("<footer")[0]

    assert '<a href="mailto:hjaelp@nordby.example">' in statement
    assert "Anna Admin" not in statement


@pytest.mark.parametrize(("who", "told"), [("karin", False), ("admin", True)])
def test_without_one_the_administrators_are_named(browse, who, told):
    statement = browse(who).get(PATH).text

    assert 'Anna Admin: <a href="mailto:admin@nordby.example">' in statement
    assert (SETTING in statement) is told
    assert "Mette Holm:" not in statement


def test_a_stranger_is_told_where_names_stand_and_no_name(browse, people):
    statement = unescape(browse().get(PATH).text)

    assert "Skriv til den, der har givet dig adgang" in statement
    assert "Anna Admin" not in statement


def test_who_cannot_log_in_is_not_written_to(browse, database, people, now):
    karin = browse("karin")
    with database.write() as session:
        for who, said in (("mette", {"administrator": True}), ("admin", {"active": False})):
            row = get_person(session, people[who])
            change_person(session, row.id, version=row.version, actor=people["admin"], now=now, **said)
        session.commit()

    statement = karin.get(PATH).text

    assert ("Mette Holm:" in statement, "Anna Admin" in statement) == (True, False)

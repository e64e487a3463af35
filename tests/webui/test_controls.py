"""Kontrol af historikken: run by a press, remembered with who pressed, and no page that reads every table."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.event import listen

from engine import records
from engine.people.models import CHECKED
from engine.people.queries import list_access
from engine.records import Record
from tests.webui.small import ask, network, seat
from webui.oversight import controls
from webui.oversight.controls import Found, found_in, joined
from workflows.tryghedsnetvaerk.network.models import Need

PATH = "/revision/kontrol"


@pytest.fixture
def birk(database, people, now):
    """A network with a need and a seat, and one beside it."""
    with database.write() as session:
        number = network(session, people["mette"], "Birk", now)
        network(session, people["mette"], "Eg", now)
        seat(session, number, people["karin"], now, chair=True)
        values = {"found_by": "politi", "found_on": now.date(), "grounds": "Tal"}
        records.add(session, ask(number, people["mette"], now), Need, values)
        session.commit()
    return number


def press(browser, **data):
    answer = browser.send(PATH, data)
    assert answer.status_code == 200
    return answer.text


def break_with(database, statement):
    with database.write() as session:
        session.execute(text(statement))
        session.commit()


def asked(database, act):
    seen = []
    listen(database.reading, "before_cursor_execute", lambda *said: seen.append(said[2]))
    act()
    return list(seen)


def test_before_anybody_pressed_it_says_so_and_checks_nothing(browse, birk, database):
    browser = browse("rita")
    break_with(database, "UPDATE process SET head = zeroblob(32) WHERE slug = 'birk'")

    shown = browser.get(PATH).text

    assert "Historikken er ikke kontrolleret her endnu" in shown
    assert "ubrudt" not in shown


def test_a_press_checks_every_chain_and_the_page_remembers_who_and_what(browse, birk, database):
    browser = browse("rita")

    assert "Historikken er ubrudt" in press(browser)

    shown = browser.get(PATH).text
    assert "Den seneste kontrol fandt ingen fejl" in shown
    assert re.search(r"Rita Revisor kontrollerede 2\. marts 2026 kl\. 13\.00\. Historik 1 til 3 af 3, \d+ hænd", shown)
    assert "Kontrollerede historikken" in browse("admin").get("/revision/adgange").text


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE process SET head = zeroblob(32) WHERE slug = '_anlaeg'", "Den nyeste hændelse mangler"),
        ("UPDATE need SET grounds = 'Andet'", "siger noget andet end det, hændelsen skrev ind"),
        ("DELETE FROM need", "er væk"),
        ("UPDATE person SET name = 'En anden' WHERE name LIKE 'Karin%'", "siger noget andet"),
        ("UPDATE process SET cycle = 4 WHERE slug = 'birk'", "står anderledes, end historikken siger"),
        ("DELETE FROM network_role", "til tovholder, men rollen er væk"),
    ],
)
def test_what_does_not_hold_is_found_by_a_press_and_told_of_afterwards(browse, birk, database, statement, said):
    browser = browse("rita")
    press(browser)
    break_with(database, statement)

    found = press(browser)

    assert "Historikken passer ikke" in found
    assert said in found
    shown = browser.get(PATH).text
    assert "Den seneste kontrol fandt fejl" in shown
    assert "Den seneste kontrol fandt ingen fejl" not in shown


def test_the_network_with_the_fault_is_named_and_led_to(browse, birk, database):
    browser = browse("rita")
    break_with(database, "UPDATE process SET cycle = 4 WHERE slug = 'birk'")
    press(browser)

    assert '<a href="/netvaerk/birk/historik/">Birk</a>' in browser.get(PATH).text


def test_looking_reads_no_record_and_a_press_reads_every_table(browse, birk, database):
    browser, tables = browse("rita"), [model.__tablename__ for model in Record.__subclasses__()]
    token = browser.form(PATH)

    looked = asked(database, lambda: browser.get(PATH))
    pressed = "\n".join(asked(database, lambda: browser.client.post(PATH, data=token)))

    assert len(looked) <= 15
    assert [name for name in tables if f"FROM {name}" not in pressed] == []


def test_many_histories_are_checked_a_portion_at_a_time(browse, birk, database, monkeypatch):
    monkeypatch.setattr(controls, "CHAINS_AT_A_TIME", 2)
    break_with(database, "UPDATE process SET cycle = 4 WHERE slug = 'birk'")
    browser = browse("rita")

    first = press(browser)
    assert "Historik 1 til 2 af 3" in first
    assert "Kontrollér de næste" in first
    assert "Den seneste kontrol fandt fejl" in browser.get(PATH).text
    second = press(browser, side=2)

    assert "Kontrollér de næste" not in second
    shown = browser.get(PATH).text
    assert "Historik 1 til 3 af 3" in shown
    assert "Den seneste kontrol fandt fejl" in shown  # the last portion was whole, the control was not


def test_one_that_did_not_reach_the_end_says_so(browse, birk, monkeypatch):
    monkeypatch.setattr(controls, "CHAINS_AT_A_TIME", 2)
    browser = browse("rita")
    press(browser)

    shown = browser.get(PATH).text

    assert "Den seneste kontrol er ikke nået til ende" in shown
    assert 'name="side" value="2"' in shown


@pytest.mark.parametrize("side", ["0", "-1", "x", "9" * 30])
def test_a_portion_that_is_none_is_refused_and_not_remembered(browse, birk, database, side):
    assert browse("rita").send(PATH, {"side": side}).status_code == 422

    with database.read() as session:
        assert list_access(session, kind=CHECKED) == []


def test_what_was_found_is_read_as_it_was_written():
    found = Found(1, 200, 412, 9000, 3, (7, 9))

    assert found_in(str(found)) == found
    assert found_in(str(joined(found, Found(201, 400, 412, 10, 0, ())))) == Found(1, 400, 412, 9010, 3, (7, 9))
    assert found_in("noget andet") is None

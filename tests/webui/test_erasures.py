"""Erasing a text in the history: an administrator, a reason and a tick; the chain holds, and every page says so."""

import pytest

from engine import actions, commitments, erasures
from engine.errors import BadInput, Forbidden, NotAllowed, NotFound
from engine.queries import list_events, list_notes
from engine.verification import verify
from tests.webui import small
from webui.network.history import define

HERE = "/netvaerk/birken"
SAID = "Sommerferie hos fru Hansen på 2. sal"
WHY = "Der stod et navn på en beboer"


@pytest.fixture
def paused(database, people, now):
    """A network that was put on hold with a text that may not be kept; the number of that event."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now)
        small.seat(session, number, people["karin"], now, chair=True)
        told = actions.pause(session.connection(), small.ask(number, people["mette"], now), SAID)
        session.commit()
    return number, told.seq


@pytest.fixture
def path(paused):
    return f"{HERE}/historik/{paused[1]}/slet"


def erase(database, people, paused, now, who="admin", reason=WHY, **given):
    with database.write() as session:
        done = erasures.erase(session.connection(), small.ask(paused[0], people[who], now, **given), paused[1], reason)
        session.commit()
    return done


def test_the_text_goes_and_the_chain_holds(database, people, paused, now):
    event = erase(database, people, paused, now)

    with database.read() as session:
        db = session.connection()
        texts = list_notes(db, paused[0]).values()
        assert SAID not in texts
        assert WHY in texts
        assert verify(db, define, paused[0]) == []
        [told] = commitments.list_erased(db, [paused[0]])
    assert (told.seq, told.by, event.body["of"]) == (paused[1], event.seq, paused[1])
    assert SAID not in str(event.body)


def test_the_same_press_again_is_harmless_and_another_finds_it_gone(database, people, paused, now):
    first = erase(database, people, paused, now, key="once")

    assert erase(database, people, paused, now, key="once").seq == first.seq
    with pytest.raises(NotAllowed, match="allerede slettet"):
        erase(database, people, paused, now)


@pytest.mark.parametrize("who", ["mette", "karin", "rita"])
def test_nobody_but_an_administrator_erases(database, people, paused, now, who):
    with pytest.raises(Forbidden, match="administrator"):
        erase(database, people, paused, now, who=who)


def test_without_a_reason_nothing_goes(database, people, paused, now):
    with pytest.raises(BadInput):
        erase(database, people, paused, now, reason=" ")


def test_an_event_without_a_text_has_nothing_to_erase(database, people, paused, now):
    with pytest.raises(NotFound):
        erase(database, people, (paused[0], 1), now)


def test_also_in_a_network_that_ended(database, people, paused, now):
    with database.write() as session:
        actions.end(session.connection(), small.ask(paused[0], people["mette"], now), "Slut")
        session.commit()

    assert erase(database, people, paused, now).body["kind"] == "note_erased"


def test_a_text_that_comes_back_is_found(database, people, paused, now):
    event = erase(database, people, paused, now)
    with database.write() as session:
        session.connection().exec_driver_sql(f"UPDATE note SET text = 'x' WHERE id = {event.body['erased']}")
        session.commit()

    with database.read() as session:
        [fault] = verify(session.connection(), define, paused[0])
    assert fault.seq == paused[1]


def test_only_an_administrator_is_offered_it(browse, paused, path):
    link = f'<a href="{path}">Slet teksten'

    assert link in browse("admin").get(f"{HERE}/historik/").text
    for who in ("mette", "karin", "rita"):
        browser = browse(who)
        assert link not in browser.get(f"{HERE}/historik/").text
        assert browser.get(path).status_code == 403


@pytest.mark.parametrize(("typed", "field"), [({"sure": "y"}, "reason"), ({"reason": WHY}, "sure")])
def test_it_is_asked_twice_and_why(browse, database, paused, path, typed, field):
    answer = browse("admin").send(path, typed)

    assert answer.status_code == 422
    said = (
        "Udfyld feltet »Hvorfor slettes teksten?«." if field == "reason" else "Sæt kryds ved »Ja, teksten skal slettes"
    )
    assert f'<a href="#{field}">{said}' in answer.text
    assert "Læseadgang" not in answer.text
    assert SAID in answer.text
    with database.read() as session:
        assert SAID in list_notes(session.connection(), paused[0]).values()


def test_afterwards_every_page_says_that_it_was_erased(browse, database, paused, path):
    admin = browse("admin")
    assert SAID in admin.get(path).text

    assert admin.send(path, {"reason": WHY, "sure": "y"}).status_code == 303

    shown = admin.get(f"{HERE}/historik/").text
    assert SAID not in shown
    assert "Teksten er slettet" in shown
    assert WHY in shown
    assert f"slettede teksten til hændelse {paused[1]}" in shown
    assert "Historikken er ubrudt" in shown
    assert "<form" not in admin.get(path).text.partition("<main")[2].partition("</main>")[0]
    for page in (f"{HERE}/historik/csv", "/revision/haendelser", "/revision/"):
        assert SAID not in admin.get(page).text
    with database.read() as session:
        assert list_events(session.connection(), paused[0], kinds=("note_erased",))

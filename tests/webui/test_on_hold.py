"""The pages of a network on hold: what sends mail is not offered, and refused with the way on."""

import pytest

from engine import actions, records
from engine.outbox import WAITING
from engine.queries import list_mail
from tests.webui.small import ask, network
from workflows.tryghedsnetvaerk.practice.models import NewsMail

NEWS = "/netvaerk/birk/nyhedsmails/1/"
AGAIN = 'href="/netvaerk/birk/genoptag"'


@pytest.fixture
def running(database, people, now):
    """A network with a news mail that was not sent."""
    with database.write() as session:
        number = network(session, people["mette"], "birk", now)
        records.add(session, ask(number, people["mette"], now), NewsMail, {"subject": "Nyt", "body": "Nyt"})
        session.commit()
    return number


@pytest.fixture
def pause(running, database, people, now):
    """What puts that network on hold."""

    def put_on_hold():
        with database.write() as session:
            actions.pause(session.connection(), ask(running, people["mette"], now), "Ferie")
            session.commit()

    return put_on_hold


@pytest.fixture
def birk(running, pause):
    """The network, on hold."""
    pause()
    return running


def test_what_would_send_mail_is_not_offered_but_said_to_wait(browse, birk):
    page = browse("mette").get(NEWS).text

    assert f"{NEWS}send" not in page
    assert "Netværket er i bero, og der sendes ingen mails. Det venter: Send." in page
    assert AGAIN in page


def test_a_press_from_a_page_drawn_before_is_refused_with_a_link_to_taking_it_up_again(browse, running, pause):
    mette = browse("mette")
    drawn = mette.form(NEWS, f"{NEWS}send")
    pause()

    answer = mette.client.post(f"{NEWS}send", data=drawn)

    assert answer.status_code == 409
    assert "Netværket er i bero, og der sendes ingen mails. Genoptag netværket først." in answer.text
    assert f'<a class="button button-primary" {AGAIN}>Genoptag netværket</a>' in answer.text


def test_a_form_that_sends_mail_is_not_shown(browse, birk):
    answer = browse("mette").get("/netvaerk/birk/nyhedsmails/1/send")

    assert (answer.status_code, AGAIN in answer.text) == (409, True)


def test_a_network_on_hold_is_handed_over_and_it_is_said_that_the_mail_waits(browse, birk, people, database):
    mette = browse("mette")

    answer = mette.send("/netvaerk/birk/tovholder/", {"to": str(people["karin"]), "reason": "Jeg går på orlov"})

    assert "mailen til den nye sendes, når I genoptager det" in mette.get(answer.location).text
    with database.read() as session:
        assert [mail.state for mail in list_mail(session.connection(), [birk])] == [WAITING]

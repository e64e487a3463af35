"""A meeting that was not held after all: said on its page with a reason, or why it must stay as held."""

import pytest

from engine import records
from tests.webui.test_minutes import HOLD, SHOWN, decided, hold, send_round
from workflows.tryghedsnetvaerk.meetings.models import DRAFT, HELD, Meeting

UNHOLD = f"{SHOWN}ikke-holdt"
WHY = {"reason": "Skrevet på det forkerte møde"}


@pytest.fixture
def network(begin, now):
    """A network of Mette's with an initial meeting."""
    return begin("birken", (Meeting, {"kind": "indledende", "starts_at": now, "place": "Skolen"}))


@pytest.fixture
def mette(browse, network):
    return browse("mette")


def meeting(database, network):
    with database.read() as session:
        return records.list_all(session, Meeting, network)[0]


def test_the_way_is_on_the_page_and_its_form_says_what_follows(mette):
    assert UNHOLD not in mette.get(SHOWN).text
    hold(mette, yes_or_no="ja", others="Vi mødes igen")

    page = mette.get(SHOWN).text
    assert f'href="{UNHOLD}"' in page

    form = mette.get(UNHOLD).text
    assert "Disse beslutninger trækkes tilbage: 1, 2." in form
    assert "Det, der er skrevet i referatet, gemmes" in form


def test_it_is_done_with_a_reason_and_the_step_lacks_the_meeting_again(mette, database, network):
    hold(mette, yes_or_no="ja")
    assert mette.send(UNHOLD, {"reason": ""}).status_code == 422

    assert mette.send(UNHOLD, WHY).status_code == 303

    page = mette.get(SHOWN).text
    assert meeting(database, network).state == DRAFT
    assert "Holdt 27. februar 2026" not in page
    assert "Vi talte." not in page
    assert "Vi talte." in mette.get(HOLD).text
    assert decided(database, network) == [(1, "trukket", "Ja til samarbejdet")]
    assert "Det indledende møde er ikke indkaldt." in mette.get("/netvaerk/birken/trin/1/").text
    history = mette.get("/netvaerk/birken/historik/").text
    assert "skrev ind, at indledende møde ikke blev holdt" in history
    assert "Skrevet på det forkerte møde" in history


def test_what_rests_on_it_is_said_before_anything_is_typed(mette, database, network):
    hold(mette)
    send_round(mette)

    page = mette.get(UNHOLD).text

    assert "Referatet er sendt ud 2. marts 2026 og kan ikke kaldes tilbage, så mødet bliver stående" in page
    assert f'href="{SHOWN}ret-dato"' in page
    assert 'name="reason"' not in page
    assert f'href="{SHOWN}">Tilbage</a>' in page


def test_what_came_to_rest_on_it_meanwhile_is_said_and_what_was_typed_is_kept(mette, database, network):
    hold(mette)
    form = mette.form(UNHOLD)
    send_round(mette)

    answer = mette.client.post(UNHOLD, data=form | WHY | {"version": meeting(database, network).version})

    assert answer.status_code == 422
    assert "Referatet er sendt ud" in answer.text
    assert f'href="{SHOWN}ret-dato"' in answer.text
    assert "Skrevet på det forkerte møde" in answer.text
    assert meeting(database, network).state == HELD


@pytest.mark.parametrize("name", ["karin", "rita"])
def test_who_cannot_write_minutes_cannot_take_them_back(mette, browse, name):
    hold(mette)

    assert browse(name).get(UNHOLD).status_code in (403, 404)

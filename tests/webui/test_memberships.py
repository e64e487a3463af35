"""Where a person sits or is tovholder: on their page what the one who looks may see, on one's own all of it."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from engine import clock
from engine.people.queries import find_person_by_mail, list_people
from tests.webui.small import ask, network, seat
from workflows.tryghedsnetvaerk import oversight
from workflows.tryghedsnetvaerk.network.actions import end_seat


@pytest.fixture
def places(database, people, now):
    """Mette leads both networks; Karin chairs Birken, and sat in Eg until a week ago."""
    with database.write() as session:
        birken, eg = (network(session, people["mette"], name, now - timedelta(days=100)) for name in ("Birken", "Eg"))
        begun = now - timedelta(days=90)
        seat(session, birken, people["karin"], begun, chair=True, kind="bestyrelse")
        seat(session, eg, people["karin"], begun)
        over = ask(eg, people["mette"], now - timedelta(days=8))
        end_seat(session, over, 1, until=now.date() - timedelta(days=7))
        session.commit()


def rows(text):
    """Return the table of networks of a page, row by row, as words."""
    heading = text.index("netværk</h2>") if "Mine netværk</h2>" in text else text.index(">Netværk</h2>")
    shown = unescape(text[heading:].split("<h2")[0].split("</main>")[0])
    return [row.split("</tr>")[0] for row in shown.split("<tr>")[2:]]


@pytest.mark.parametrize("who", ["mette", "rita", "admin"])
def test_a_persons_page_names_their_networks_with_role_and_days(browse, places, people, who):
    birken, eg = rows(browse(who).get(f"/personer/{people['karin']}/").text)

    chair = "Formand: Boligforeningens bestyrelse"
    assert all(said in birken for said in ('href="/netvaerk/birken/"', chair, "Siden "))
    assert all(said in eg for said in ('href="/netvaerk/eg/"', "Medlem: Anden plads", " til 23. feb. 2026"))


def test_a_network_that_one_may_not_read_is_not_named(browse, places, people):
    [led] = rows(browse("karin").get(f"/personer/{people['mette']}/").text)

    assert all(said in led for said in ('href="/netvaerk/birken/"', "Tovholder", "Siden "))


def test_whoever_is_in_none_that_one_may_see_is_said_to_be(browse, places, people):
    text = browse("mette").get(f"/personer/{people['rita']}/").text

    assert "Personen er ikke i noget netværk, som du kan se." in text


def test_ones_own_page_names_what_is_over_and_leads_only_where_one_may_go(browse, places):
    karin = browse("karin")

    birken, eg = rows(karin.get("/min-side/").text)

    assert 'href="/netvaerk/birken/"' in birken
    assert ("Eg" in eg, "<a" in eg) == (True, False)
    assert karin.get("/netvaerk/eg/").status_code == 404


def test_a_member_sees_who_is_in_their_networks_and_nobody_else(look, demonstration):
    member, coordinator = look("styregruppe"), look("koordinator")
    with demonstration.read() as session:
        me = find_person_by_mail(session, "styregruppe@demo.dk")
        around = oversight.list_around(session, me.id, clock.today(datetime.now(UTC)))
        people = list_people(session)
    strangers = [one for one in people if one.id not in around]
    shown, everybody = member.get("/personer/").text, coordinator.get("/personer/").text

    assert me.id in around
    assert len(around) > 2
    assert strangers
    for one in people:
        assert (f'"/personer/{one.id}/"' in shown) == (one.id in around)
        assert f'"/personer/{one.id}/"' in everybody
    assert not [one.mail for one in strangers if one.mail and one.mail in shown]
    assert member.get(f"/personer/{strangers[0].id}/").status_code == 404
    assert strangers[0].name not in member.get(f"/organisationer/{strangers[0].organisation_id}/").text
    assert "Ingen personer passer" in member.get(f"/personer/?q={strangers[0].mail}").text
    assert look("revisor").get(f"/personer/{strangers[0].id}/").status_code == 200

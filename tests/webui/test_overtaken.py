"""Whoever presses on an old page is told who did what and when since, and nothing is done."""

from datetime import timedelta

import pytest

from engine import records
from engine.queries import get_process
from tests.webui import small
from tests.webui.test_papers import words
from tests.webui.test_stale import hidden_of
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation
from workflows.tryghedsnetvaerk.mapping.actions import save_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.materials.models import Material
from workflows.tryghedsnetvaerk.network.models import ResidentDiscussion, ResidentInformation
from workflows.tryghedsnetvaerk.practice.models import NewsMail

NET = "/netvaerk/birken"
STEP, CLOSE, TICK = f"{NET}/trin/1/", f"{NET}/trin/1/luk", f"{NET}/opgave/kommunikation/udfoert"
FIRST = "Mette Holm skrev et behov ind 2. marts 2026 kl. 13.12."


@pytest.fixture
def network(database, people, now):
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now)
        small.seat(session, number, people["karin"], now, chair=True)
        told = {"channel": "opgange", "informed_on": now.date(), "text": "Kom", "limits_told": True}
        records.add(session, small.ask(number, people["mette"], now), ResidentInformation, told)
        talk = {"what": "Sommerfest", "on": now.date(), "state": "indkaldt"}
        records.add(session, small.ask(number, people["mette"], now), ResidentDiscussion, talk)
        session.commit()
    return number


@pytest.fixture
def overtake(browse, clock, network):
    """Return what lets Mette come first, twelve minutes after Karin's page was drawn; and Karin's browser."""

    def first():
        clock.at += timedelta(minutes=12)
        need = {"other": "y", "found_by": "politi", "found_on": "2026-03-01", "grounds": "Tal"}
        assert browse("mette").send(f"{NET}/behov/ny", need).status_code == 303

    return browse("karin"), first


def seq_of(database, network):
    with database.read() as session:
        return get_process(session.connection(), network).seq


@pytest.mark.parametrize(("act", "typed"), [(CLOSE, {"on": ""}), (CLOSE, {"on": "2026-03-01"}), (TICK, {})])
def test_a_step_is_not_closed_nor_a_task_ticked_from_an_old_page(overtake, database, network, act, typed):
    karin, first = overtake
    old = karin.form(STEP, act)
    first()
    seq = seq_of(database, network)

    answer = karin.client.post(act, data=old | typed)

    assert (answer.status_code, seq_of(database, network)) == (409, seq)
    said = words(answer.text)
    assert "Der er sket noget i netværket imens" in said
    assert FIRST in said
    assert ("står stadig i felterne" in said) == bool(typed.get("on"))
    assert ('value="2026-03-01"' in answer.text) == bool(typed.get("on"))
    assert "<h1>Igangsættelse af samarbejde</h1>" in answer.text


def test_the_next_press_is_of_what_is_shown_now(overtake, browse, database, network):
    karin, first = overtake
    old = karin.form(STEP, CLOSE)
    first()
    answer = karin.client.post(CLOSE, data=old | {"on": "2026-03-01"})
    shown = answer.text[answer.text.index(f'action="{CLOSE}"') :]
    seen = shown.split('name="seen"')[1].split('value="')[1].split('"')[0]

    again = karin.client.post(CLOSE, data=hidden_of(answer, CLOSE) | {"seen": seen, "on": "2026-03-01"})

    assert again.status_code == 422  # refused for what the step lacks, no longer for the old page
    assert "Trinnet kan ikke lukkes endnu" in again.text


def test_undoing_from_an_old_page_says_all_that_came_since(overtake, browse, database, network):
    karin, first = overtake
    assert karin.send(TICK, {}, shown_on=STEP).status_code == 303
    old = karin.form(STEP, f"{NET}/fortryd")
    first()
    seq = seq_of(database, network)

    answer = karin.client.post(f"{NET}/fortryd", data=old)

    assert (answer.status_code, seq_of(database, network)) == (409, seq)
    assert FIRST in words(answer.text)


def test_a_network_is_not_handed_over_from_an_old_page(overtake, browse, database, network):
    _karin, first = overtake
    mette = browse("mette")
    old = mette.form(f"{NET}/tovholder/")
    first()
    seq = seq_of(database, network)

    answer = mette.client.post(f"{NET}/tovholder/", data=old | {"to": "", "leaving": [], "reason": "Ferie"})

    assert (answer.status_code, seq_of(database, network)) == (409, seq)
    assert FIRST in words(answer.text)
    assert "Ferie</textarea>" in answer.text


def test_the_year_is_not_concluded_from_an_old_page(browse, database, people, now, clock):
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="evaluering")
        small.seat(session, number, people["karin"], now, chair=True)
        save_evaluation(session, small.ask(number, people["mette"], now), None, {"findings": "Roligt"})
        session.commit()
    karin, mette = browse("karin"), browse("mette")
    old = karin.form(f"{NET}/trin/9/", f"{NET}/trin/9/luk")
    clock.at += timedelta(minutes=12)
    mette.send(f"{NET}/evaluering/1/ret", {"mode": "", "outcome": "fortsaet", "grounds": "Det virker"})

    answer = karin.client.post(f"{NET}/trin/9/luk", data=old)

    assert answer.status_code == 409
    assert "Mette Holm ændrede evalueringen 2. marts 2026 kl. 13.12." in words(answer.text)


DONE = {
    "materialer/1": (Material, {"kind": "folder", "body": "Om netværket"}, "frigiv", {"kind": "folder", "body": "Nyt"}),
    "nyhedsmails/1": (NewsMail, {"subject": "Nyt", "body": "Lyset"}, "send", {"subject": "Nyt", "body": "Andet"}),
}


@pytest.mark.parametrize("place", DONE)
def test_what_was_changed_meanwhile_is_not_released_or_sent(browse, begin, database, clock, place):
    model, values, verb, changed = DONE[place]
    number = begin("Birken", (model, values), at="praksis", chair="karin", member="mette")
    karin, shown = browse("karin"), f"{NET}/{place}/"
    old = karin.form(shown, f"{shown}{verb}")
    clock.at += timedelta(minutes=12)
    assert browse("mette").send(f"{shown}ret", changed).status_code == 303
    seq = seq_of(database, number)

    answer = karin.client.post(f"{shown}{verb}", data=old)

    assert (answer.status_code, seq_of(database, number)) == (409, seq)
    assert "Mette Holm ændrede" in words(answer.text)
    assert "2. marts 2026 kl. 13.12." in words(answer.text)


LINE = {"about": "Støj", "kind": "kontor", "who": "Ejendomskontoret", "phone": "00 11 22 33", "problem_id": "",
        "agreed_how": "leder", "agreed_on": "2026-03-01"}  # fmt: skip


@pytest.mark.parametrize("released", [False, True])
def test_a_line_that_came_since_the_page_is_not_released_unseen(browse, begin, database, clock, released):
    number = begin("Birken", (Material, {"kind": "actioncard"}), at="praksis", chair="karin", member="mette")
    karin, mette, shown = browse("karin"), browse("mette"), f"{NET}/materialer/1/"
    verb = f"{shown}frigiv"
    if released:
        assert karin.send(verb, {}, shown_on=shown).status_code == 303
        assert mette.send(f"{NET}/actioncard/ny", LINE | {"about": "Lys"}).status_code == 303
        verb = f"{shown}frigiv-igen"
    old = karin.form(shown, verb)
    clock.at += timedelta(minutes=12)
    assert mette.send(f"{NET}/actioncard/ny", LINE).status_code == 303
    seq = seq_of(database, number)

    answer = karin.client.post(verb, data=old)

    assert (answer.status_code, seq_of(database, number)) == (409, seq)
    assert "Mette Holm skrev en linje på actioncardet ind 2. marts 2026 kl. 13.12." in words(answer.text)
    again = karin.client.post(verb, data=hidden_of(answer, verb))
    assert again.status_code == 303
    assert karin.client.post(verb, data=old).status_code == 409


def test_a_report_is_not_sent_nor_approved_from_an_old_page(browse, database, people, network, now, clock):
    with database.write() as session:
        small.seat(session, network, people["mette"], now, deputy_id=people["karin"])
        save_report(session, small.ask(network, people["mette"], now), None, dict.fromkeys(PARTS, "Stien."))
        session.commit()
    karin, mette, send = browse("karin"), browse("mette"), f"{NET}/rapport/1/send"
    old = karin.form(send)
    clock.at += timedelta(minutes=12)
    assert mette.send(send, {"object_by": ""}).status_code == 303

    answer = karin.client.post(send, data=old | {"object_by": ""})
    assert answer.status_code == 409
    assert "Mette Holm ændrede Version 1 2. marts 2026 kl. 13.12." in words(answer.text)

    mine = f"{NET}/godkendelser/2/"  # Mette's seat, for which Karin is the suppleant
    old = karin.form(mine)
    assert mette.send(mine, {"said": "godkendt"}).status_code == 303
    answer = karin.client.post(mine, data=old | {"said": "bemaerkning", "remark": "Tallene er gamle"})
    assert answer.status_code == 409
    assert "Mette Holm svarede på en godkendelse: godkendt 2. marts 2026 kl. 13.12." in words(answer.text)

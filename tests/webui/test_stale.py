"""Nobody's work is lost: an old page is refused with who changed what and when, and keeps what was typed."""

from datetime import timedelta

import pytest

from engine import records
from tests.webui import small
from workflows.tryghedsnetvaerk.agreement.models import Partner, Route
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.models import Need, Network, Seat

NET = "/netvaerk/birken"
AGENDA = "## Velkomst\n20 min · Politiet · orientering\nMål: Alle ved, hvorfor vi er her\n"


@pytest.fixture
def network(begin, now):
    return begin(
        "Birken",
        (Need, {"found_by": "politi", "found_on": now.date(), "grounds": "Tal"}),
        (Meeting, {"kind": "styregruppe", "starts_at": now - timedelta(days=1), "agenda": AGENDA, "place": "Her"}),
        (Problem, {"what": "Lys"}),
        chair="karin",
    )


@pytest.fixture
def mette(browse, network):
    return browse("mette")


@pytest.fixture
def karin(browse, network):
    return browse("karin")


def found(database, network, model):
    with database.read() as session:
        return records.list_all(session, model, network)


def test_minutes_written_meanwhile_are_not_overwritten(mette, karin, clock, database, network):
    page = f"{NET}/moeder/1/holdt"
    typed = {"held_on": "2026-03-01", "others": ""}
    old = karin.form(page)
    clock.at += timedelta(minutes=12)
    assert mette.send(page, typed | {"minutes_text": "Mettes referat"}).status_code == 303

    answer = karin.client.post(page, data=old | typed | {"minutes_text": "Karins referat"})

    assert answer.status_code == 409
    assert "Mette Holm ændrede Styregruppemøde 2. marts 2026 kl. 13.12." in answer.text
    assert "Karins referat</textarea>" in answer.text
    assert "Mettes referat" in answer.text
    assert found(database, network, Meeting)[0].minutes_text == "Mettes referat"
    again = karin.client.post(page, data=hidden_of(answer, page) | typed | {"minutes_text": "Begge referater"})
    assert again.status_code == 303


def hidden_of(answer, page):
    shown = answer.text[answer.text.index(f'action="{page}"') :]
    names = ("csrf_token", "command_key", "version")
    return {name: shown.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in names}


def test_the_same_press_twice_is_no_conflict(mette):
    page = f"{NET}/moeder/1/holdt"
    form = mette.form(page) | {"held_on": "2026-03-01", "others": "", "minutes_text": "Referat"}
    assert [mette.client.post(page, data=form).status_code for _ in range(2)] == [303, 303]


def test_a_seat_is_not_ended_from_an_old_page(mette, karin, database, network):
    page, edit = f"{NET}/styregruppe/1/slut", f"{NET}/styregruppe/1/ret"
    old = karin.form(page)
    [seat] = found(database, network, Seat)
    values = {"kind": "lokalpoliti", "person_id": str(seat.person_id), "organisation_id": str(seat.organisation_id)}
    assert mette.send(edit, values | {"since": "2026-03-01"}).status_code == 303

    answer = karin.client.post(page, data=old | {"until": "2026-03-02"})

    assert (answer.status_code, found(database, network, Seat)[0].until) == (409, None)
    assert "Mette Holm ændrede" in answer.text
    assert 'value="2026-03-02"' in answer.text


def test_a_button_alone_says_so_on_the_page_of_the_record(mette, karin, database, network):
    shown = f"{NET}/moeder/1/"
    old = karin.form(shown, f"{shown}aflys")
    mette.send(f"{shown}ret", {"kind": "styregruppe", "minutes": "60", "place": "Et andet sted", "agenda": AGENDA})

    answer = karin.client.post(f"{shown}aflys", data=old)

    assert answer.status_code == 409
    assert "Derfor er der ikke gjort noget." in answer.text
    assert found(database, network, Meeting)[0].state == "kladde"


def test_what_was_just_rewritten_is_not_removed(mette, karin, database, network):
    page = f"{NET}/behov/1/fjern"
    old = karin.form(page)
    values = {"other": "y", "found_by": "politi", "found_on": "2026-03-01", "grounds": "Nye tal"}
    assert mette.send(f"{NET}/behov/1/ret", values).status_code == 303

    answer = karin.client.post(page, data=old | {"reason": "Skrevet to gange"})

    assert answer.status_code == 409
    assert "Skrevet to gange</textarea>" in answer.text
    assert found(database, network, Need)[0].grounds == "Nye tal"


@pytest.mark.parametrize("verb", ["ret", "fjern"])
def test_what_somebody_removed_meanwhile_says_who_and_when(mette, karin, clock, verb):
    page = f"{NET}/behov/1/{verb}"
    typed = {
        "other": "y",
        "found_by": "politi",
        "found_on": "2026-03-01",
        "grounds": "Karins tal",
        "reason": "Karins grund",
    }
    old = karin.form(page)
    clock.at += timedelta(minutes=12)
    assert mette.send(f"{NET}/behov/1/fjern", {"reason": "Skrevet to gange"}).status_code == 303
    told = {name: said for name, said in typed.items() if (name == "reason") == (verb == "fjern")}

    answer = karin.client.post(page, data=old | told)

    assert answer.status_code == 409
    assert "Det er fjernet, siden du åbnede siden." in answer.text
    assert "Mette Holm fjernede et behov, nr. 1 2. marts 2026 kl. 13.12." in answer.text
    assert "<dd>Karins " in answer.text
    assert karin.get(page).status_code == 404


def test_a_page_about_what_was_removed_never_becomes_one_about_another(mette, karin, database, network):
    old = karin.form(f"{NET}/problemer/1/ret")
    assert mette.send(f"{NET}/problemer/1/fjern", {"reason": "Skrevet to gange"}).status_code == 303
    assert mette.send(f"{NET}/problemer/ny", {"what": "Åbne kældre"}).status_code == 303

    answer = karin.client.post(f"{NET}/problemer/1/ret", data=old | {"what": "Mørk sti"})

    assert answer.status_code == 409
    assert [(one.nr, one.what) for one in found(database, network, Problem)] == [(2, "Åbne kældre")]


def test_a_removal_asks_why_and_tells_it(mette, database, network):
    page = f"{NET}/behov/1/fjern"
    assert "Udfyld feltet »Hvorfor skal det fjernes?«." in mette.send(page, {}).text
    form = mette.form(page) | {"reason": "Skrevet to gange"}

    assert [mette.client.post(page, data=form).status_code for _ in range(2)] == [303, 303]
    assert not found(database, network, Need)
    history = mette.get(f"{NET}/historik/").text
    assert "fjernede et behov, nr. 1" in history
    assert "Skrevet to gange" in history


def test_what_others_refer_to_says_who_and_where(mette, database, people, network, now):
    with database.write() as session:
        values = {"problem_id": 1, "receiver": "Driften", "channel": "ring"}
        records.add(session, small.ask(network, people["mette"], now), Route, values)
        session.commit()

    shown = mette.get(f"{NET}/problemer/1/").text
    assert "noget andet henviser til det. Skriv i stedet, hvornår det er løst." in shown
    assert f'href="{NET}/kontaktveje/1/">Kontaktvej: ' in shown
    assert f"{NET}/problemer/1/fjern" not in shown
    token = mette.form(f"{NET}/problemer/ny")
    answer = mette.client.post(f"{NET}/problemer/1/fjern", data=token | {"version": "1", "reason": "Løst"})
    assert answer.status_code == 409
    assert found(database, network, Problem)


def test_what_is_formal_says_what_to_do_instead(mette, database, people, network, now):
    with database.write() as session:
        organisation = found(database, network, Seat)[0].organisation_id
        values = {"organisation_id": organisation, "answer": "tilsluttet"}
        records.add(session, small.ask(network, people["mette"], now), Partner, values)
        session.commit()

    shown = mette.get(f"{NET}/parter/1/").text
    assert "Parten har sagt ja til aftalen og bliver stående." in shown
    assert mette.get(f"{NET}/parter/1/fjern").status_code == 200
    assert "Hvorfor skal det fjernes?" not in mette.get(f"{NET}/parter/1/fjern").text


def test_the_networks_own_form_says_who_what_and_when(mette, clock, database, network, people, now):
    page = f"{NET}/oplysninger"
    old = mette.form(page)
    [seat] = found(database, network, Seat)
    said = {"name": "Birken", "kommune": "Nordby"}
    assert mette.send(page, said | {"initiator_id": str(seat.organisation_id)}).status_code == 303

    answer = mette.client.post(page, data=old | said | {"kommune": "Sønderby"})

    assert answer.status_code == 409
    assert "Mette Holm ændrede netværkets oplysninger 2. marts 2026 kl. 13.00." in answer.text
    assert "<dt>Initiativtager</dt>" in answer.text
    assert "<dt>Kommune</dt>" in answer.text
    assert "initiator_id</dt>" not in answer.text
    assert 'value="Sønderby"' in answer.text
    assert found(database, network, Network)[0].kommune == "Nordby"


def test_an_agenda_point_from_an_old_page_says_who_and_when(mette, karin):
    page = f"{NET}/moeder/1/punkter/ny"
    point = {"minutes": "10", "owner": "Alle", "kind": "drøftelse", "goal": "Vi ved det"}
    old = karin.form(page)
    assert mette.send(page, point | {"title": "Mettes punkt"}).status_code == 303

    answer = karin.client.post(page, data=old | point | {"title": "Karins punkt"})

    assert answer.status_code == 409
    assert "Mette Holm ændrede styregruppemøde" in answer.text
    assert 'value="Karins punkt"' in answer.text


def test_moving_a_point_of_an_agenda_that_changed_says_who_did_what(mette, karin):
    shown, act = f"{NET}/moeder/1/", f"{NET}/moeder/1/punkter/1"
    point = {"title": "Nyt", "minutes": "10", "owner": "Alle", "kind": "drøftelse", "goal": "Vi ved det"}
    old = karin.form(shown, act)
    mette.send(f"{NET}/moeder/1/punkter/ny", point)

    answer = karin.client.post(act, data=old | {"verb": "ned"})

    assert answer.status_code == 409
    assert "<h1>Noget har ændret sig</h1>" in answer.text
    assert "Mette Holm ændrede et møde 2. marts 2026" in answer.text


def test_a_key_used_for_something_else_lists_what_was_typed_by_its_labels(mette):
    page = f"{NET}/beboere/ny"
    typed = {"channel": "opgange", "informed_on": "2026-03-01", "text": "Kom til møde", "languages": ["da"]}
    form = mette.form(page)
    assert mette.client.post(page, data=form | typed).status_code == 303

    answer = mette.client.post(page, data=form | typed | {"text": "Noget andet"})

    assert answer.status_code == 409
    assert "Formularen er allerede sendt" in answer.text
    assert "<dt>Sprog</dt><dd>Dansk</dd>" in answer.text
    assert "<dd>Opslag i opgangene</dd>" in answer.text
    assert "<dd>Noget andet</dd>" in answer.text
    assert "<dt>channel</dt>" not in answer.text


def test_what_is_no_conflict_is_not_called_one(mette):
    mette.send(f"{NET}/moeder/1/holdt", {"held_on": "2026-03-01", "minutes_text": "Referat", "others": ""})

    answer = mette.get(f"{NET}/moeder/1/ret")

    assert answer.status_code == 409
    assert "Dette kan ikke længere ændres." in answer.text
    assert "Noget har ændret sig" not in answer.text
    assert "Det kan ikke lade sig gøre" in answer.text

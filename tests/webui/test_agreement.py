"""The agreement on its pages: one version in force, the next beside it, and who is asked to join."""

import re
from datetime import timedelta

import pytest

from engine import records
from engine.people.actions import add_organisation
from tests.webui import small
from tests.webui.test_papers import words
from workflows.tryghedsnetvaerk.agreement.models import PARTS, Agreement, Partner
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import accept

BIRKEN = "/netvaerk/birken"


def network_at(step, database, people, now, **more):
    """A network of Mette's with an agreement and three partners: joined, silent past the deadline, asked."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at=step)
        said = dict.fromkeys(PARTS, "Aftalt") | {"in_force_on": now.date()} | more
        records.add(session, small.ask(number, people["mette"], now), Agreement, said)
        past, ahead = now.date() - timedelta(days=1), now.date() + timedelta(days=9)
        for name, values in (
            ("Nord", {"answer": "tilsluttet", "answered_on": now.date()}), ("Syd", {"deadline": past}),
            ("Vest", {"deadline": ahead}),
        ):  # fmt: skip
            one = add_organisation(session, actor=None, now=now, name=name, kind="andet")
            told = {"organisation_id": one.id, **values}
            records.add(session, small.ask(number, people["mette"], now), Partner, told)
        session.commit()
    return number


@pytest.fixture
def agreed(database, people, now):
    return network_at("kontaktmaterialer", database, people, now)


def test_what_was_agreed_gets_a_new_version_beside_it(browse, agreed, now):
    mette = browse("mette")
    assert f"{BIRKEN}/aftale/1/ret" not in mette.get(f"{BIRKEN}/aftale/1/").text

    begun = mette.send(f"{BIRKEN}/aftale/1/ny-version", {}, shown_on=f"{BIRKEN}/aftale/1/")

    assert begun.headers["Location"] == f"{BIRKEN}/aftale/2/"
    told = {**dict.fromkeys(PARTS, "Aftalt"), "content": "Vi mødes også om sommeren."}
    assert mette.send(f"{BIRKEN}/aftale/2/ret", told).status_code == 303
    assert "om sommeren" not in mette.get(f"{BIRKEN}/papir/aftale/1.html").text
    draft = words(mette.get(f"{BIRKEN}/papir/aftale/2.html").text)
    assert "om sommeren" in draft
    assert "Kladde – aftalen er ikke indgået" in draft
    refused = mette.send(f"{BIRKEN}/aftale/2/i-kraft", {"on": now.date()})
    assert refused.status_code == 422
    assert "Organisationer, der har tilsluttet sig aftalen: 0." in refused.text


def test_a_first_agreement_is_begun_without_its_date(browse, begin):
    begin("Birken")
    mette = browse("mette")

    begun = mette.send(f"{BIRKEN}/aftale/ny", {"purpose": "At hjælpe hinanden"})

    assert begun.status_code == 303
    assert "Samarbejdsaftalen, version 1« er gemt." in mette.get(begun.headers["Location"]).text


def test_the_page_of_a_new_version_has_one_thing_to_do_first(browse, agreed):
    mette = browse("mette")
    mette.send(f"{BIRKEN}/aftale/1/ny-version", {}, shown_on=f"{BIRKEN}/aftale/1/")

    page = mette.get(f"{BIRKEN}/aftale/2/").text

    assert re.findall(r'class="button button-primary"[^>]*>([^<]+)<', page) == ["Spørg parterne igen"]
    assert f'<a class="button button-secondary" href="{BIRKEN}/aftale/2/i-kraft">Lad den træde i kraft</a>' in page


def test_only_the_date_of_what_was_agreed_is_changed(browse, agreed, now):
    mette = browse("mette")

    assert mette.send(f"{BIRKEN}/aftale/1/dato", {"on": now.date() - timedelta(days=30)}).status_code == 303

    assert "Gælder fra 31. jan. 2026" in words(mette.get(f"{BIRKEN}/aftale/").text)


def test_a_paper_of_an_open_step_is_a_draft_whatever_its_date(browse, database, people, now):
    network_at("aftale", database, people, now)

    said = words(browse("mette").get(f"{BIRKEN}/papir/aftale/1.html").text)

    assert "Kladde – aftalen er ikke indgået" in said
    assert "når aftalen er indgået" in said


def test_who_was_silent_past_the_deadline_has_nothing_to_sign(browse, agreed):
    said = words(browse("mette").get(f"{BIRKEN}/papir/aftale/1.html").text)

    assert "Syd svarede ikke inden fristen Vest" in said
    assert said.count("." * 36) == 2


@pytest.mark.parametrize(
    ("step", "printed"), [("aftale", ["En lokalbetjent", "Et lokale"]), ("kontaktmaterialer", ["En lokalbetjent"])]
)
def test_only_what_is_promised_is_printed_as_brought(browse, database, people, now, step, printed):
    number, told = network_at(step, database, people, now), ("En lokalbetjent", "Nøgler", "Et lokale")
    with database.write() as session:
        for nr, brings in enumerate(told, start=1):
            records.edit(session, small.ask(number, people["mette"], now), Partner, nr, {"contribution": brings})
        session.commit()

    paper = browse("mette").get(f"{BIRKEN}/papir/aftale/1.html").text

    assert [brings for brings in told if brings in paper] == printed


def test_groups_that_said_yes_are_offered_as_partners(browse, agreed, database, people, now):
    with database.write() as session:
        for name, answer in (("Postbude", "ja"), ("Vicevaerter", "nej")):
            told = {"name": name, "sector": "privat", "choice": "ja", "answer": answer}
            records.add(session, small.ask(agreed, people["mette"], now), ProfessionalGroup, told)
        session.commit()
    mette = browse("mette")
    page = mette.get(f"{BIRKEN}/parter/ny").text
    assert "Faggruppe: Postbude" in page
    assert "Vicevaerter" not in page

    assert mette.send(f"{BIRKEN}/parter/ny", {"organisation_id": "-1"}).status_code == 303

    assert "Postbude" in mette.get(f"{BIRKEN}/parter/").text
    assert "Faggruppe: Postbude" not in mette.get(f"{BIRKEN}/parter/ny").text


def test_a_paper_that_was_answered_keeps_its_routes_and_says_what_is_new(browse, database, people, now):
    network_at("aftale", database, people, now)
    mette = browse("mette")
    sent = {"organisation_id": "3", "answer": "tilsluttet", "asked_on": now.date(), "answered_on": now.date()}
    assert mette.send(f"{BIRKEN}/parter/3/ret", sent | {"contribution": "Et lokale"}).status_code == 303

    new = {"receiver": "Ejendomskontoret", "channel": "ring", "problem_id": ""}
    assert mette.send(f"{BIRKEN}/kontaktveje/ny", new).status_code == 303

    paper = words(mette.get(f"{BIRKEN}/papir/aftale/1.html").text)
    assert "Vest Et lokale" in paper
    assert "Ejendomskontoret" not in paper
    assert "Ændret, siden parterne svarede: kontaktvejene" in mette.get(f"{BIRKEN}/aftale/1/").text


def test_before_a_text_is_changed_the_form_says_how_many_are_asked_again(browse, database, people, now):
    network_at("aftale", database, people, now)
    mette = browse("mette")

    form = words(mette.get(f"{BIRKEN}/aftale/1/ret").text)
    assert "2 parter har svaret på denne version eller ladet fristen gå" in form
    assert "gemmes den som version 2. Svarene bliver stående ved version 1, og 3 parter skal spørges igen." in form
    told = {**dict.fromkeys(PARTS, "Aftalt"), "content": "Rettet", "in_force_on": now.date()}
    changed = mette.send(f"{BIRKEN}/aftale/1/ret", told)

    assert changed.headers["Location"] == f"{BIRKEN}/aftale/2/"
    before = words(mette.get(f"{BIRKEN}/aftale/1/").text)
    assert "Svar på denne version" in before
    assert "Syd Svarede ikke inden fristen" in before
    assert "Se version 2" in before
    assert mette.get(f"{BIRKEN}/aftale/1/ret").status_code == 409
    partners = words(mette.get(f"{BIRKEN}/parter/").text)
    assert "Svar på version 1: Tilsluttet" in partners
    assert "Hvilken version af aftalen? Version 1" in words(mette.get(f"{BIRKEN}/parter/1/").text)
    assert "Ikke indgået – afløst af en nyere version" in words(mette.get(f"{BIRKEN}/papir/aftale/1.html").text)


def test_a_deadline_alone_makes_a_changed_text_a_new_version(browse, database, people, now):
    number = network_at("aftale", database, people, now)
    with database.write() as session:
        for nr in (1, 2):
            partner = {"answer": "", "answered_on": None, "deadline": None}
            records.edit(session, small.ask(number, people["mette"], now), Partner, nr, partner)
        session.commit()
    mette = browse("mette")

    form = words(mette.get(f"{BIRKEN}/aftale/1/ret").text)
    assert "1 part har en frist for at svare på denne version" in form
    assert "gemmes den som version 2, og 3 parter skal spørges igen." in form
    told = {**dict.fromkeys(PARTS, "Aftalt"), "content": "Rettet", "in_force_on": now.date()}
    changed = mette.send(f"{BIRKEN}/aftale/1/ret", told)

    assert changed.headers["Location"] == f"{BIRKEN}/aftale/2/"


def test_partners_are_asked_again_by_one_press(browse, database, people, now):
    network_at("aftale", database, people, now)
    mette = browse("mette")
    assert "Spørg parterne igen" not in mette.get(f"{BIRKEN}/aftale/1/").text
    mette.send(f"{BIRKEN}/aftale/1/ret", {**dict.fromkeys(PARTS, "Aftalt"), "content": "Rettet"})
    assert "Spørg parterne igen" in mette.get(f"{BIRKEN}/aftale/2/").text
    assert 'value="2026-03-16"' in mette.get(f"{BIRKEN}/aftale/2/spoerg-igen").text
    led = f'href="{BIRKEN}/aftale/2/spoerg-igen">Spørg parterne igen</a>'
    assert led in mette.get(f"{BIRKEN}/parter/").text

    refused = mette.send(f"{BIRKEN}/aftale/2/spoerg-igen", {"deadline": now.date() - timedelta(days=1)})
    asked = mette.send(f"{BIRKEN}/aftale/2/spoerg-igen", {"deadline": now.date() + timedelta(days=14)})

    assert "Fristen kan ikke ligge før i dag." in refused.text
    assert asked.status_code == 303
    assert words(mette.get(f"{BIRKEN}/parter/").text).count("Frist 16. mar. 2026") == 3
    assert "Spørg parterne igen" not in mette.get(f"{BIRKEN}/aftale/2/").text
    assert led not in mette.get(f"{BIRKEN}/parter/").text
    assert "Skriv svaret ind fra Nord" in mette.get(f"{BIRKEN}/parter/").text


def test_a_new_route_comes_into_an_answered_agreement_by_a_new_version(browse, database, people, now):
    network_at("aftale", database, people, now)
    mette = browse("mette")
    values = {"organisation_id": "3", "answer": "tilsluttet", "asked_on": now.date(), "answered_on": now.date()}
    mette.send(f"{BIRKEN}/parter/3/ret", values)
    assert "Lav en ny version" not in mette.get(f"{BIRKEN}/aftale/1/").text.partition("Det kan du gøre")[2]
    mette.send(f"{BIRKEN}/kontaktveje/ny", {"receiver": "Ejendomskontoret", "channel": "ring", "problem_id": ""})

    page = words(mette.get(f"{BIRKEN}/aftale/1/").text)
    assert "Svarene bliver stående ved version 1, og 3 parter skal spørges igen." in page
    begun = mette.send(f"{BIRKEN}/aftale/1/ny-version", {}, shown_on=f"{BIRKEN}/aftale/1/")

    assert begun.headers["Location"] == f"{BIRKEN}/aftale/2/"
    assert "Version 2 er begyndt. Spørg parterne igen." in mette.get(f"{BIRKEN}/aftale/2/").text
    assert "Ejendomskontoret" in words(mette.get(f"{BIRKEN}/papir/aftale/2.html").text)


def signed(database, people, number, now):
    """Attach the file that the partners of the first version have signed, and return its code."""
    with database.write() as session:
        row = records.get(session, Agreement, number, 1)
        file = attach(session, small.ask(number, people["mette"], now), row, accept("aftale.txt", b"Underskrevet"))
        session.commit()
        return file.code


def test_a_signed_file_that_was_answered_is_only_swapped_in_a_new_version(browse, database, people, now):
    number = network_at("aftale", database, people, now, ready_made=True)
    code = signed(database, people, number, now)
    mette = browse("mette")
    mette.send(f"{BIRKEN}/parter/1/ret", {"organisation_id": "1", "answer": "tilsluttet", "answered_on": now.date()})

    page = mette.get(f"{BIRKEN}/aftale/1/").text
    assert "Parter har svaret på den fil, der er vedhæftet." in page
    assert 'enctype="multipart/form-data"' not in page
    assert "Lav en ny version" in page
    asking = f"{BIRKEN}/bilag/{code}/fjern"
    assert "begynder en ny version af aftalen, og parterne skal spørges igen" in mette.get(asking).text
    mette.send(asking, {"reason": "Den forkerte fil"})

    assert "Se version 2" in mette.get(f"{BIRKEN}/aftale/1/").text
    fresh = mette.get(f"{BIRKEN}/aftale/2/").text
    assert "men filen er ikke vedhæftet endnu" in fresh
    assert "Spørg parterne igen" in fresh
    assert 'enctype="multipart/form-data"' in fresh


def test_a_press_on_an_overtaken_page_shows_the_answers_as_they_are(browse, database, people, now):
    network_at("aftale", database, people, now)
    mette, path = browse("mette"), f"{BIRKEN}/aftale/1"
    mette.send(f"{BIRKEN}/kontaktveje/ny", {"receiver": "Ejendomskontoret", "channel": "ring", "problem_id": ""})
    mette.send(f"{BIRKEN}/parter/1/ret", {"organisation_id": "1", "answer": "tilsluttet", "answered_on": now.date()})
    mette.send(f"{BIRKEN}/kontaktveje/ny", {"receiver": "Politiet", "channel": "ring", "problem_id": ""})
    seen = mette.form(f"{path}/", f"{path}/ny-version")
    mette.send(f"{BIRKEN}/parter/2/ret", {"organisation_id": "2", "answer": "nej", "answered_on": now.date()})

    late = mette.client.post(f"{path}/ny-version", data=seen)

    assert late.status_code == 409
    assert "Syd Nej tak" in words(late.text)


def test_a_partner_is_changed_in_the_version_it_is_of(browse, agreed):
    mette = browse("mette")
    mette.send(f"{BIRKEN}/aftale/1/ny-version", {}, shown_on=f"{BIRKEN}/aftale/1/")

    form = mette.get(f"{BIRKEN}/parter/3/ret").text

    assert re.search(r'<option selected value="1">Version 1</option>', form)

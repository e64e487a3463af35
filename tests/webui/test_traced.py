"""What may point at somebody is warned of where it is typed; a tick with a reason lets it stand, and is remembered."""

import pytest
from sqlalchemy import text
from wtforms import StringField, TextAreaField

from engine.people.models import Organisation
from webui.nouns.catalogue import NOUNS
from workflows.tryghedsnetvaerk.network.models import ResidentQuestion

PAGE = "/netvaerk/birken/spoergsmaal/ny"
EDIT = "/netvaerk/birken/spoergsmaal/1/ret"


@pytest.fixture
def typed(now):
    return {"kind": "spoergsmaal", "question": "Hvem bor på Birkestien 7?", "status": "modtaget",
            "raised_on": now.date().isoformat()}  # fmt: skip


@pytest.fixture
def mette(begin, browse):
    begin("Birken")
    return browse("mette")


def test_an_address_is_warned_of_at_its_field_and_nothing_is_saved(mette, typed, database):
    answer = mette.send(PAGE, typed)

    assert (answer.status_code, "Det ligner en adresse." in answer.text) == (422, True)
    assert 'Hvorfor skal det stå? <span class="optional">(skal udfyldes, når det skal stå)</span>' in answer.text
    assert 'href="#question"' in answer.text
    assert "traces_reason" not in mette.get(PAGE).text
    with database.read() as session:
        assert session.query(ResidentQuestion).count() == 0


def test_a_tick_alone_does_not_let_it_stand(mette, typed):
    answer = mette.send(PAGE, typed | {"traces_kept": "y"})

    assert (answer.status_code, "Skriv, hvorfor det skal stå." in answer.text) == (422, True)


def test_with_a_reason_it_stands_and_the_history_says_why_but_not_what(mette, typed, database):
    said = typed | {"traces_kept": "y", "traces_reason": "Det er ejendomskontorets adresse."}

    assert mette.send(PAGE, said).status_code == 303

    page = mette.get("/netvaerk/birken/historik/").text
    assert "lod en adresse stå i et spørgsmål fra beboerne med en begrundelse" in page
    assert "Det er ejendomskontorets adresse." in page
    with database.read() as session:
        body = session.scalar(text("SELECT body FROM event WHERE body LIKE '%traces_kept%'"))
    assert "Birkestien" not in body
    assert "ejendomskontor" not in body


def test_what_stands_already_is_not_asked_about_again(mette, typed):
    mette.send(PAGE, typed | {"traces_kept": "y", "traces_reason": "Ejendomskontoret."})

    assert mette.send(EDIT, typed | {"kind": "misforstaaelse"}).status_code == 303
    assert mette.send(EDIT, typed | {"question": "Ring til 20 12 34 56?"}).status_code == 422


def test_whoever_mends_the_text_needs_no_reason(mette, typed):
    said = typed | {"question": "Hvem bor der?", "traces_kept": "y", "traces_reason": ""}

    assert mette.send(PAGE, said).status_code == 303
    assert "lod en" not in mette.get("/netvaerk/birken/historik/").text


def test_a_cpr_number_is_refused_whatever_is_ticked(mette, typed):
    said = typed | {"question": "Er det 010190-1234?", "traces_kept": "y", "traces_reason": "Fordi."}

    answer = mette.send(PAGE, said)

    assert (answer.status_code, "CPR-nummer" in answer.text) == (422, True)


ROOMS = ("behov", "interessenter", "tekster", "sprogudgaver", "beboere", "droeftelser", "spoergsmaal", "undersoegelser",
         "samtalerunder", "samtaleguider", "samtaler", "temaer", "citater", "spoergeskemaer", "rapport", "problemer",
         "kommentarer", "myter")  # fmt: skip
OF_PEOPLE_AT_WORK = {"contact", "contacted_by", "limits_reader", "new_organisation", "traces_reason"}


@pytest.mark.parametrize("noun", ROOMS)
def test_every_free_text_of_the_mapping_is_looked_through(noun, app):
    with app.test_request_context():
        for form in (NOUNS[noun].form, *(verb.form for verb in NOUNS[noun].verbs if verb.form)):
            texts = {field.name for field in form(meta={"csrf": False}) if type(field) in (StringField, TextAreaField)}
            assert texts - OF_PEOPLE_AT_WORK <= set(getattr(form, "watched", ())), form


def test_what_the_house_puts_into_a_text_itself_is_not_asked_about(mette, now, database):
    told = {"kind": "opslag", "language": "da", "notice_id": "1", "title": "Kom"}
    mette.send("/netvaerk/birken/tekster/ny", {"subject": "Netværket begynder"})
    with database.write() as session:
        office = Organisation(name="Kontoret", kind="boligorganisation", phone="33 44 55 66", changed_at=now)
        session.add(office)
        session.flush()
        session.execute(text("UPDATE network SET secretariat_id = :office"), {"office": office.id})
        session.commit()

    own = mette.send("/netvaerk/birken/sprogudgaver/ny", told | {"body": "Ring til Bo på 22 44 55 66"})
    asked = mette.send("/netvaerk/birken/sprogudgaver/ny", told | {"body": "Ring til os på 33 44 55 66"})

    assert (own.status_code, "Det ligner et telefonnummer." in own.text) == (422, True)
    assert asked.status_code == 303

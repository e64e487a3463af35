"""What the residents are told in their languages: drafted, released with the standing text, and read by anybody."""

import re

import pytest

from engine import records
from engine.people.actions import add_organisation
from tests.webui import small
from tests.webui.conftest import Browser
from workflows.tryghedsnetvaerk.meetings.models import Decision, Meeting
from workflows.tryghedsnetvaerk.network.information.models import ResidentEdition, ResidentNotice, ResidentText
from workflows.tryghedsnetvaerk.network.models import Network, ResidentInformation, Stakeholder

BASE = "/netvaerk/birken"
TEXTS = f"{BASE}/sprogudgaver"
LIMITS = "Waxa aanu ahayn\nMaaha booliska\nMaaha ilaalo\nMaaha kormeer\nShaqadaada ayaa hormarta"


def text_of(language: str, **more: str) -> dict[str, str]:
    title, body = ("Kom til møde", "Kom og hør.") if language == "da" else (f"{language}: titel", f"{language}: tekst")
    told = {"notice_id": "1", "kind": "opslag", "language": language, "title": title, "body": body}
    return {"limits": "", "limits_reader": "", "limits_read_on": ""} | told | more


@pytest.fixture
def client(app):
    """A browser of nobody."""
    return app.test_client()


def released(mette: Browser, language: str, nr: int, **more: str) -> None:
    assert mette.send(f"{TEXTS}/ny", text_of(language, **more)).status_code == 303
    answer = mette.send(f"{TEXTS}/{nr}/frigiv", {}, shown_on=f"{TEXTS}/{nr}/")
    assert answer.status_code == 303, answer.text


def code_of(database) -> str:
    with database.read() as session:
        return session.query(ResidentNotice).one().code


@pytest.mark.parametrize(("kind", "language", "begins"), [
    ("opslag", "da", "Kom og hør om det"), ("web", "en", "What does it mean for you?"), ("opslag", "ar", "تعالوا"),
    ("artikel", "tr", "güvenlik ağı"),
])  # fmt: skip
def test_a_text_begins_with_the_template_of_its_kind_and_language(mette, database, kind, language, begins):
    with database.write() as session:
        session.query(Network).one().languages = "da,en,ar,tr,so"
        session.commit()

    page = mette.get(f"{TEXTS}/ny?besked=1&slags={kind}&sprog={language}").text

    assert begins in page
    assert "Birken" in page


def test_what_stands_in_brackets_keeps_a_text_from_being_released(mette):
    mette.send(f"{TEXTS}/ny", text_of("da", body="Kom [dag og tid] til [sted]."))

    answer = mette.send(f"{TEXTS}/1/frigiv", {}, shown_on=f"{TEXTS}/1/")

    assert (answer.status_code, "dag og tid, sted" in answer.text) == (422, True)


def test_a_line_that_asks_for_a_figure_keeps_a_text_from_being_released(mette):
    mette.send(f"{TEXTS}/ny", text_of("da", body="Kom og hør.\r\n\r\n[[diagram: tal-1]]"))

    answer = mette.send(f"{TEXTS}/1/frigiv", {}, shown_on=f"{TEXTS}/1/")

    assert (answer.status_code, "»[[diagram: tal-1]]« bliver ikke til en figur" in answer.text) == (422, True)


def test_no_text_is_released_without_what_the_network_is_not(mette):
    mette.send(f"{TEXTS}/ny", text_of("so"))
    page = mette.send(f"{TEXTS}/1/frigiv", {}, shown_on=f"{TEXTS}/1/")
    assert (page.status_code, "»Hvad netværket ikke er« mangler på Soomaali" in page.text) == (422, True)

    mette.send(f"{TEXTS}/1/ret", text_of("so", limits=LIMITS))
    page = mette.send(f"{TEXTS}/1/frigiv", {}, shown_on=f"{TEXTS}/1/")
    assert (page.status_code, "Ingen andre har læst" in page.text) == (422, True)

    read = {"limits_reader": "Ifrah Warsame, tolk", "limits_read_on": "2026-03-01"}
    mette.send(f"{TEXTS}/1/ret", text_of("so", limits=LIMITS, **read))
    assert mette.send(f"{TEXTS}/1/frigiv", {}, shown_on=f"{TEXTS}/1/").status_code == 303


def test_a_standing_text_that_is_rewritten_is_read_anew(mette, database):
    read = {"limits_reader": "Ifrah Warsame, tolk", "limits_read_on": "2026-03-01"}
    released(mette, "so", 1, limits=LIMITS, **read)

    mette.send(f"{TEXTS}/1/ret", text_of("so", limits=f"{LIMITS}!", **read))

    with database.read() as session:
        assert session.query(ResidentText).one().limits_reader == ""
    page = mette.send(f"{TEXTS}/1/frigiv-igen", {}, shown_on=f"{TEXTS}/1/")
    assert page.status_code == 422


def test_danish_alone_is_warned_of_and_every_text_says_which_languages_are_lacking(mette):
    mette.send(f"{TEXTS}/ny", text_of("da"))
    assert (
        "Teksten findes kun på dansk. I området tales også: Engelsk, Arabisk, Somali." in mette.get(f"{TEXTS}/1/").text
    )
    answer = mette.send(f"{TEXTS}/1/frigiv", {}, shown_on=f"{TEXTS}/1/", follow_redirects=True)
    assert "Mangler på: Engelsk, Arabisk, Somali." in answer.text

    released(mette, "ar", 2)

    assert "Mangler på: Engelsk, Somali" in mette.get(f"{TEXTS}/1/").text
    assert "Opslag mangler på: Engelsk, Somali" in mette.get(f"{BASE}/tekster/1/").text
    paper = mette.get(f"{BASE}/papir/beboertekst/1.html").text
    assert "Findes også på:</strong> العربية" in paper
    assert "Findes endnu ikke på:</strong> English · Soomaali" in paper


def test_anybody_reads_what_is_released_in_any_of_its_languages(mette, client, database):
    released(mette, "da", 1)
    released(mette, "ar", 2, title="تعالوا")
    mette.send(f"{TEXTS}/ny", text_of("en", title="Draft"))
    code = code_of(database)

    danish, arabic = (client.get(f"/information/{code}{more}") for more in ("", "/ar"))

    assert '<html lang="da" dir="ltr">' in danish.text
    assert "Ikke politiets forlængede arm" in danish.text
    assert f'href="/information/{code}/ar" lang="ar"' in danish.text
    assert '<html lang="ar" dir="rtl">' in arabic.text
    assert "ليست امتدادًا للشرطة" in arabic.text
    assert danish.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in danish.headers
    assert client.get(f"/information/{code}", headers={"Accept-Language": "ar"}).text == arabic.text
    assert client.get(f"/information/{code}/en").status_code == 404
    assert client.get("/information/gaet").status_code == 404


def test_what_is_taken_back_or_down_is_no_longer_read(mette, client, database):
    released(mette, "da", 1)
    code = code_of(database)
    mette.send(f"{BASE}/tekster/1/luk", {}, shown_on=f"{BASE}/tekster/1/")
    assert client.get(f"/information/{code}").status_code == 404
    mette.send(f"{BASE}/tekster/1/aabn", {}, shown_on=f"{BASE}/tekster/1/")
    assert client.get(f"/information/{code}").status_code == 200

    mette.send(f"{TEXTS}/1/kladde", {}, shown_on=f"{TEXTS}/1/")

    assert client.get(f"/information/{code}").status_code == 404


def test_what_was_released_stands_until_it_is_released_anew(mette, client, database):
    released(mette, "da", 1)
    code = code_of(database)
    mette.send(f"{TEXTS}/1/ret", text_of("da", body="Kom klokken syv."))

    assert "klokken syv" not in client.get(f"/information/{code}").text
    assert "Ændret siden frigivelsen" in mette.get(f"{TEXTS}/1/").text
    mette.send(f"{TEXTS}/1/frigiv-igen", {}, shown_on=f"{TEXTS}/1/")

    assert "klokken syv" in client.get(f"/information/{code}").text
    with database.read() as session:
        assert session.query(ResidentEdition).count() == 2


def test_there_is_one_text_of_each_kind_and_language_and_a_released_one_stays(mette):
    released(mette, "da", 1)

    twice = mette.send(f"{TEXTS}/ny", text_of("da"))
    moved = mette.send(f"{TEXTS}/1/ret", text_of("en"))

    assert (twice.status_code, "er der allerede" in twice.text) == (422, True)
    assert (moved.status_code, "har været frigivet" in moved.text) == (422, True)
    assert 'href="/netvaerk/birken/sprogudgaver/1/fjern"' not in mette.get(f"{TEXTS}/1/").text


def test_released_texts_are_what_a_channel_carried(mette, database):
    told = {"channel": "andet", "own_channel": "Facebook", "informed_on": "2026-03-01", "notice_id": "1",
            "languages": ["da", "ar"]}  # fmt: skip
    page = f"{BASE}/beboere/ny"
    assert "ikke frigivet nogen tekst endnu" in mette.send(page, told).text
    released(mette, "da", 1)
    assert "ikke frigivet nogen tekst på العربية" in mette.send(page, told).text
    released(mette, "ar", 2)

    assert mette.send(page, told).status_code == 303

    with database.read() as session:
        row = session.query(ResidentInformation).one()
    assert (row.limits_told, row.notice_id, row.text) == (True, 1, "")
    listed = mette.get(f"{BASE}/beboere/").text
    assert re.search(r"<h3>Facebook</h3>\s*<p class=\"sub\">1\. mar", listed)
    assert listed.count("Ikke brugt endnu") == 5


def test_a_poster_is_one_page_with_a_code_and_in_the_language_of_its_text(mette):
    released(mette, "ar", 1, title="تعالوا", body="**متى:** غدًا")

    made = mette.get(f"{BASE}/papir/beboertekst/1.pdf")
    shown = mette.get(f"{BASE}/papir/beboertekst/1.html").text

    assert made.data.count(b"/Type/Page/") + made.data.count(b"/Type /Page\n") <= 1
    assert 'lang="ar" dir="rtl"' in shown
    assert "/information/" in shown
    assert "<svg" in shown


def test_other_languages_are_put_on_the_list_by_name(mette, database):
    form = {"name": "Birken", "kommune": "Nordby", "languages": ["da"], "other_languages": "tamil, Tigrinya"}

    assert mette.send(f"{BASE}/oplysninger", form).status_code == 303

    with database.read() as session:
        assert session.query(Network).one().languages == "da,ta,ti"
    assert "Tamil" in mette.get(f"{BASE}/oplysninger").text
    refused = mette.send(f"{BASE}/oplysninger", form | {"other_languages": "klingonsk"})
    assert (refused.status_code, "hedder »klingonsk«" in refused.text) == (422, True)


def test_what_no_letters_can_print_is_said_before_the_poster_is_made(mette, database):
    with database.write() as session:
        session.query(Network).one().languages = "da,zh,ti"
        session.commit()
    for nr, (language, said) in enumerate((("zh", "安全"), ("ti", "ሰላም")), 1):
        assert mette.send(f"{TEXTS}/ny", text_of(language, body=said, limits=LIMITS)).status_code == 303, nr

    lacking, there = (mette.get(f"{TEXTS}/{nr}/").text for nr in (1, 2))

    assert "Kan ikke laves som PDF" in lacking
    assert f"{BASE}/papir/beboertekst/1.pdf" not in lacking
    assert f"{BASE}/papir/beboertekst/1.docx" in lacking
    assert "Kan ikke laves som PDF" not in there
    assert mette.get(f"{BASE}/papir/beboertekst/2.pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize(("subject", "language", "headed"), [
    ("Tryghedsnetværket begynder", "da", "Tryghedsnetværket begynder"),
    ("Tryghedsnetværket begynder", "en", "The safety network is starting"),
    ("Beboermøde om lys", "en", "Come to a residents’ meeting"),
    ("Svar på jeres forslag", "da", "Svar på jeres forslag"),
    ("Svar på jeres forslag", "ar", "أخبار شبكة الأمان في Birken"),
])  # fmt: skip
def test_a_poster_is_headed_by_what_it_is_about(mette, subject, language, headed):
    mette.send(f"{BASE}/tekster/ny", {"subject": subject})

    page = mette.get(f"{TEXTS}/ny?besked=2&slags=opslag&sprog={language}").text

    assert f'value="{headed}"' in page


def test_a_page_is_taken_down_only_when_something_is_on_it(mette):
    assert "Tag siden på nettet ned" not in mette.get(f"{BASE}/tekster/1/").text

    released(mette, "da", 1)

    assert "Tag siden på nettet ned" in mette.get(f"{BASE}/tekster/1/").text


def test_who_said_yes_on_conditions_begins_nothing_until_a_meeting_has_decided(mette, people, database, now):
    draft = f"{TEXTS}/ny?besked=1&slags=opslag&sprog=da"
    with database.write() as session:
        network = session.query(Network).one()
        other = add_organisation(session, actor=None, now=now, name="Nordby Kommune", kind="kommune")
        housing = add_organisation(session, actor=None, now=now, name="Østvang", kind="boligorganisation")
        network.initiator_id = housing.id
        said = {"kind": "kommune", "organisation_id": other.id, "answer": "betinget", "conditions": "Ikke om aftenen"}
        records.add(session, small.ask(network.network_id, people["mette"], now), Stakeholder, said)
        name, number = other.name, network.network_id
        session.commit()
    assert "Østvang begynder et samarbejde" in mette.get(draft).text
    assert "Boligforeningen tog selv initiativet." in mette.get(f"{BASE}/interessenter/").text

    with database.write() as session:
        asked = small.ask(number, people["mette"], now)
        held = {"kind": "indledende", "state": "holdt", "held_on": now.date()}
        meeting = records.add(session, asked, Meeting, held)
        records.add(
            session,
            small.ask(number, people["mette"], now),
            Decision,
            {"meeting_id": meeting.id, "about": "ja", "text": "Ja."},
        )
        session.commit()

    assert f"Østvang og {name} begynder et samarbejde" in mette.get(draft).text


def test_step_one_leads_to_the_texts_and_once_to_what_several_demands_lack(mette):
    page = mette.get(f"{BASE}/trin/1/").text

    assert f'href="{BASE}/tekster/"' in page
    assert page.count(">Gå til styregruppen<") == 1
    refused = mette.send(f"{BASE}/trin/1/luk", {}, shown_on=f"{BASE}/trin/1/").text
    alert = refused[refused.index('role="alert"') : refused.index('class="method"')]
    assert alert.count(">Gå til styregruppen<") == 2  # a chair and two people: every reason of a refusal has its way

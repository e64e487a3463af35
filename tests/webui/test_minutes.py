"""Minutes: what was decided keeps its number and is corrected or withdrawn; saving again adds and moves nothing."""

from datetime import timedelta
from io import BytesIO

import pytest

from engine import records
from engine.commitments import check
from tests.webui import small
from workflows.tryghedsnetvaerk.meetings.models import Decision, Meeting, Participant
from workflows.tryghedsnetvaerk.network.models import Approval

SHOWN = "/netvaerk/birken/moeder/1/"
HOLD = f"{SHOWN}holdt"
MINUTES = {"held_on": "2026-02-27", "minutes_text": "Vi talte.", "others": ""}


@pytest.fixture
def network(begin, now):
    """A network of Mette's with an initial meeting a week ahead."""
    values = {"kind": "indledende", "starts_at": now + timedelta(days=7), "place": "Skolen"}
    return begin("birken", (Meeting, values))


@pytest.fixture
def mette(browse, network):
    return browse("mette")


def hold(browser, **more):
    assert browser.send(HOLD, MINUTES | more).status_code == 303


def send_round(browser):
    """Write somebody in who was there, and send the minutes round."""
    assert browser.send("/netvaerk/birken/moededeltagere/ny", {"meeting": "1", "name": "Ida"}).status_code == 303
    assert browser.send(f"{SHOWN}send-referat", {"object_by": ""}).status_code == 303


def decided(database, network):
    with database.read() as session:
        return [(one.nr, one.about, one.text) for one in records.list_all(session, Decision, network)]


def test_each_line_of_other_decisions_is_a_decision_of_its_own(mette, database, network):
    hold(mette, yes_or_no="ja", others="Styregruppen nedsættes\nVi mødes igen")

    assert decided(database, network) == [
        (1, "ja", "Ja til samarbejdet"), (2, "andet", "Styregruppen nedsættes"), (3, "andet", "Vi mødes igen"),
    ]  # fmt: skip


def test_saving_minutes_again_adds_no_decision_and_asks_for_none_that_stands(mette, database, network):
    hold(mette, yes_or_no="ja", others="Vi mødes igen")

    assert 'name="yes_or_no"' not in mette.get(HOLD).text
    hold(mette, minutes_text="Vi talte længe.")

    assert len(decided(database, network)) == 2


def test_the_day_it_was_held_stays_and_is_shown(mette):
    hold(mette)

    assert 'value="2026-02-27"' in mette.get(HOLD).text
    assert "Holdt 27. februar 2026" in mette.get(SHOWN).text


def test_a_decision_is_corrected_with_a_reason_and_keeps_its_number(mette, database, network):
    hold(mette, yes_or_no="ja")
    path = "/netvaerk/birken/beslutninger/1/rettelse"

    assert mette.send(path, {"about": "nej", "text": "Nej til samarbejdet", "reason": ""}).status_code == 422
    told = {"about": "nej", "text": "Nej til samarbejdet", "reason": "Skrevet forkert"}
    assert mette.send(path, told).status_code == 303

    assert decided(database, network) == [(1, "nej", "Nej til samarbejdet")]
    history = mette.get("/netvaerk/birken/historik/").text
    assert "rettede beslutning 1" in history
    assert "Skrevet forkert" in history
    with database.read() as session:
        assert check(session.connection(), [network]) == []


def test_what_a_decision_may_be_about_is_said_in_the_readers_language(mette):
    hold(mette, yes_or_no="ja")

    for path in ("/netvaerk/birken/beslutninger/ny", "/netvaerk/birken/beslutninger/1/rettelse"):
        page = mette.get(f"{path}?lang=en").text
        assert ">Yes to the cooperation</option>" in page
        assert ">Ja til samarbejdet</option>" not in page


def test_decisions_and_participants_name_the_day_of_their_meeting(mette):
    hold(mette, yes_or_no="ja")
    assert mette.send("/netvaerk/birken/moededeltagere/ny", {"meeting": "1", "name": "Ida"}).status_code == 303

    for noun in ("beslutninger", "moededeltagere"):
        assert "Indledende møde, 27. feb. 2026" in mette.get(f"/netvaerk/birken/{noun}/").text


def test_whoever_was_there_has_not_left_a_meeting_unanswered(mette):
    assert mette.send("/netvaerk/birken/moededeltagere/ny", {"meeting": "1", "name": "Ida"}).status_code == 303
    assert "Har ikke svaret" in mette.get("/netvaerk/birken/moededeltagere/").text

    hold(mette, came=["1"])

    for path in ("/netvaerk/birken/moededeltagere/", "/netvaerk/birken/moededeltagere/1/"):
        assert "Var med" in mette.get(path).text
    assert "Har ikke svaret" not in mette.get("/netvaerk/birken/moededeltagere/").text


def test_whoever_no_mail_reaches_is_to_be_given_the_letter(mette):
    ida, karin = {"meeting": "1", "name": "Ida"}, {"meeting": "1", "name": "Karin", "mail": "karin@kommune.example"}
    for one in (ida, karin):
        assert mette.send("/netvaerk/birken/moededeltagere/ny", one).status_code == 303
    assert mette.get(SHOWN).text.count("Har ingen mailadresse: giv dem brevet.") == 1

    hold(mette)

    assert "giv dem brevet" not in mette.get(SHOWN).text


def test_the_deed_that_comes_next_stands_first(mette):
    hold(mette, yes_or_no="ja")

    page = mette.get(SHOWN).text
    assert page.index("Send referatet ud</a>") < page.index("Skriv referat</a>")


def test_nobody_is_added_to_a_meeting_whose_minutes_are_sent(mette):
    hold(mette)
    assert "Tilføj en deltager" in mette.get(SHOWN).text
    send_round(mette)

    assert "Tilføj en deltager" not in mette.get(SHOWN).text


def test_a_withdrawn_decision_decides_nothing_and_its_number_is_not_used_again(mette, database, network):
    hold(mette, yes_or_no="ja")

    answer = mette.send("/netvaerk/birken/beslutninger/1/traek-tilbage", {"reason": "Det blev ikke besluttet"})
    new = {"meeting": "1", "about": "andet", "text": "Vi venter"}
    assert mette.send("/netvaerk/birken/beslutninger/ny", new).status_code == 303

    assert answer.status_code == 303
    assert decided(database, network) == [(1, "trukket", "Ja til samarbejdet"), (2, "andet", "Vi venter")]
    assert "men beslutningen er ikke skrevet ned" in mette.get("/netvaerk/birken/trin/1/").text
    assert "Beslutning 1 er trukket tilbage." in mette.get("/netvaerk/birken/papir/referat/1.html").text


def test_a_withdrawn_decision_is_not_changed_again(mette):
    hold(mette, yes_or_no="ja")
    path = "/netvaerk/birken/beslutninger/1/traek-tilbage"
    form = mette.form(path)
    mette.send(path, {"reason": "Forkert"})

    answer = mette.client.post(path, data=form | {"reason": "Igen", "command_key": "another"})

    assert answer.status_code == 409


def test_minutes_that_were_sent_get_no_more_decisions(mette, database, network):
    hold(mette, others="Lys på stien")
    form = mette.form("/netvaerk/birken/beslutninger/ny")
    send_round(mette)

    told = form | {"meeting": "1", "about": "andet", "text": "Mere lys"}
    answer = mette.client.post("/netvaerk/birken/beslutninger/ny", data=told)

    assert answer.status_code == 409
    assert len(decided(database, network)) == 1


def test_a_date_is_corrected_with_a_reason_also_after_the_minutes_were_sent(mette, database, network):
    hold(mette)
    send_round(mette)

    told = {"held_on": "2026-02-26", "reason": "Skrevet forkert af"}
    assert mette.send(f"{SHOWN}ret-dato", told | {"held_on": "2026-04-01"}).status_code == 422
    assert mette.send(f"{SHOWN}ret-dato", told | {"reason": ""}).status_code == 422
    assert mette.send(f"{SHOWN}ret-dato", told).status_code == 303

    assert "Holdt 26. februar 2026" in mette.get(SHOWN).text
    assert "rettede datoen for indledende møde" in mette.get("/netvaerk/birken/historik/").text
    with database.read() as session:
        assert check(session.connection(), [network]) == []


def test_who_was_there_is_written_with_the_minutes_and_printed_in_them(mette, database, network, people, now):
    with database.write() as session:
        for name in ("Karin Bech", "Per Lund"):
            values = {"meeting_id": 1, "name": name, "answer": "ja"}
            records.add(session, small.ask(network, people["mette"], now), Participant, values)
        session.commit()

    hold(mette, came=["2"])

    page, paper = mette.get(SHOWN).text, mette.get("/netvaerk/birken/papir/referat/1.html").text
    assert "Hvem var med?" in page
    assert "Var ikke med" in page
    assert paper.index("Per Lund") < paper.index("Karin Bech")
    hold(mette, came=["1", "2"])
    with database.read() as session:
        assert [one.came for one in records.list_all(session, Participant, network)] == [True, True]
        assert check(session.connection(), [network]) == []


def test_minutes_are_sent_with_a_deadline_that_is_still_ahead(mette, database, people, network, now):
    with database.write() as session:
        small.seat(session, network, people["karin"], now)
        session.commit()
    hold(mette, minutes_text="")
    both = mette.send(f"{SHOWN}send-referat", {"object_by": "2026-03-02"}).text
    assert "Der er ikke skrevet et referat." in both
    hold(mette)

    answers = [mette.send(f"{SHOWN}send-referat", {"object_by": day}) for day in ("2026-03-01", "2026-03-02")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(f'href="{SHOWN}send-referat#object_by"' in text for text in (both, *(one.text for one in answers)))
    assert all("Fristen skal ligge efter i dag." in text for text in (both, *(one.text for one in answers)))
    with database.read() as session:
        assert not records.list_all(session, Meeting, network)[0].minutes_sent_on
    assert mette.send(f"{SHOWN}send-referat", {"object_by": "2026-03-03"}).status_code == 303
    with database.read() as session:
        assert len(records.list_all(session, Approval, network)) == 1


def test_who_was_called_stays_once_the_minutes_are_sent(mette, database, network):
    hold(mette)
    send_round(mette)
    path, fresh = "/netvaerk/birken/moededeltagere/1/", "/netvaerk/birken/moededeltagere/ny"

    page = mette.get(path).text
    assert "Referatet er sendt ud, og deltagerne bliver stående, som de står i det." in page
    assert f"{path}ret" not in page
    assert mette.get(f"{path}ret").status_code == 409
    assert "Indledende møde 9. marts 2026" in page
    assert "Indledende møde" not in mette.get(fresh).text
    assert mette.send(fresh, {"meeting": "1", "name": "Ole"}).status_code == 409
    with database.read() as session:
        assert [one.name for one in records.list_all(session, Participant, network)] == ["Ida"]


def test_the_day_of_a_meeting_still_ahead_is_written_by_whoever_says_it_was_held(mette):
    page = mette.get(HOLD).text
    field = page[page.index('for="held_on"') :].partition("</div>")[0]

    assert "Mødet er planlagt til" in field
    assert 'value=""' in field


def test_a_file_that_the_browser_does_not_keep_is_asked_for_again(mette, network):
    given = {"file": (BytesIO(b"a;b"), "tal.csv")}
    page = mette.send(f"{SHOWN}bilag", given, shown_on=SHOWN)

    assert page.status_code == 422
    assert "Browseren har ikke beholdt filen. Vælg den igen." in page.text

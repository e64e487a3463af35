"""The page of a meeting, and the method's list of groups: what is shown, and what one press does."""

import pytest

from engine import records
from tests.webui import small
from tests.workflows.world import worded
from workflows.tryghedsnetvaerk.composition.actions import save_group
from workflows.tryghedsnetvaerk.composition.catalogue import CATALOGUE
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.documents import agenda
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Problem
from workflows.tryghedsnetvaerk.meetings.calling import cancel
from workflows.tryghedsnetvaerk.meetings.models import Meeting, Participant
from workflows.tryghedsnetvaerk.network.approvals import answer

POINTS = (
    "## Velkomst\n10 min · Formanden · orientering\nMål: Alle kender alle.\n\n"
    "## Lys på stien\n30 min · Alle · drøftelse\nMål: Der er et forslag.\n\n"
    "## Valg\n15 min · Alle · beslutning\nMål: Der er en formand.\n"
)
SHOWN = "/netvaerk/birken/moeder/1/"


@pytest.fixture
def network(begin, now):
    """A network of Mette's with a meeting of 45 minutes and 55 minutes of points."""
    values = {"kind": "styregruppe", "agenda": POINTS, "minutes": 45, "starts_at": now, "place": "Beboerhuset"}
    return begin("Birken", (Meeting, values))


@pytest.fixture
def mette(browse, network):
    return browse("mette")


def titles(database, network):
    with database.read() as session:
        [meeting] = records.list_all(session, Meeting, network)
        return [point.title for point in agenda.parse(meeting.agenda)]


def test_the_agenda_runs_with_the_clock_and_says_when_it_is_too_long(mette):
    page = mette.get(SHOWN).text

    assert all(hour in page for hour in ("13.00", "13.10", "13.40"))
    assert 'class="over"' in page
    assert "10 min. for meget" in page
    assert "Kladde – ingen har fået besked" in page


@pytest.mark.parametrize(
    ("point", "verb", "order"),
    [
        (1, "ned", ["Lys på stien", "Velkomst", "Valg"]),
        (3, "op", ["Velkomst", "Valg", "Lys på stien"]),
        (1, "op", ["Velkomst", "Lys på stien", "Valg"]),
        (2, "fjern", ["Velkomst", "Valg"]),
    ],
)
def test_a_point_is_moved_or_taken_out_by_one_press(mette, database, network, point, verb, order):
    path = f"/netvaerk/birken/moeder/1/punkter/{point}"

    assert mette.send(path, {"verb": verb}, shown_on=SHOWN).status_code == 303
    assert titles(database, network) == order


def test_moving_a_point_from_an_old_page_is_refused(mette, database, network):
    path = "/netvaerk/birken/moeder/1/punkter/1"
    old = mette.form(SHOWN, path)
    mette.send(path, {"verb": "ned"}, shown_on=SHOWN)

    answer = mette.client.post(path, data=old | {"verb": "ned", "command_key": "another"})

    assert answer.status_code == 409
    assert titles(database, network)[0] == "Lys på stien"


def test_a_point_is_added_by_a_form_and_stands_last(mette, database, network):
    path = "/netvaerk/birken/moeder/1/punkter/ny"
    point = {
        "title": "Næste gang",
        "minutes": "5",
        "owner": "Formanden",
        "kind": "orientering",
        "goal": "Datoen er kendt.",
    }

    assert mette.send(path, point).status_code == 303
    assert titles(database, network)[-1] == "Næste gang"


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"minutes": "0"}, {"minutes": "x"}, {"owner": "A · B"}, {"kind": "x"}]
)
def test_a_point_that_cannot_be_read_back_is_refused_with_what_was_typed(mette, database, network, wrong):
    point = {"title": "Mere", "minutes": "5", "owner": "Alle", "kind": "orientering", "goal": "Talt om."} | wrong

    answer = mette.send("/netvaerk/birken/moeder/1/punkter/ny", point)

    assert answer.status_code == 422
    assert 'value="Mere"' in answer.text or "title" in wrong
    assert len(titles(database, network)) == 3


def test_one_point_is_corrected_where_it_stands(mette, database, network):
    path = "/netvaerk/birken/moeder/1/punkter/2/ret"
    assert 'value="Lys på stien"' in mette.get(path).text
    point = {"title": "Lys ved blok 7", "minutes": "20", "owner": "Alle", "kind": "drøftelse", "goal": "Et forslag."}

    assert mette.send(path, point).status_code == 303
    assert titles(database, network) == ["Velkomst", "Lys ved blok 7", "Valg"]


def test_taking_a_point_out_is_asked_first_and_not_offered_once_people_are_called(mette, database, network):
    page = mette.get(SHOWN).text
    assert "Ja, fjern Velkomst" in page
    hidden = mette.form(SHOWN, "/netvaerk/birken/moeder/1/punkter/1")
    with database.write() as session:
        [meeting] = records.list_all(session, Meeting, network)
        meeting.state = "indkaldt"
        session.commit()

    assert "fjern Velkomst" not in mette.get(SHOWN).text
    answer = mette.client.post("/netvaerk/birken/moeder/1/punkter/1", data=hidden | {"verb": "fjern"})
    assert answer.status_code == 409
    assert len(titles(database, network)) == 3


ARRANGED = ("Flyt ned", "Ja, fjern Velkomst", "Tilføj et punkt", "Tilføj en deltager", "Skriv svar ind", "Aflys mødet")


@pytest.mark.parametrize("seat", ["person_id", "deputy_id"])
def test_who_sits_and_their_suppleant_arrange_a_meeting_as_the_tovholder_does(
    browse, database, network, people, now, seat
):
    with database.write() as session:
        who = {"person_id": people["admin"], seat: people["karin"]}
        small.seat(session, network, who.pop("person_id"), now, **who)
        add = {"meeting_id": 1, "name": "Bo", "mail": "bo@nordby.example"}
        records.add(session, small.ask(network, people["mette"], now), Participant, add)
        session.commit()
    karin = browse("karin")

    page = karin.get(SHOWN).text

    assert [word for word in ARRANGED if word not in page] == []
    point = {"title": "Mere", "minutes": "5", "owner": "Alle", "kind": "orientering", "goal": "Talt om."}
    assert karin.send("/netvaerk/birken/moeder/1/punkter/ny", point).status_code == 303
    came = {"meeting": "1", "name": "Bo", "answer": "ja"}
    assert karin.send("/netvaerk/birken/moededeltagere/1/ret", came).status_code == 303
    assert karin.send("/netvaerk/birken/moeder/1/aflys", {}, shown_on=SHOWN).status_code == 303


def test_who_only_reads_arranges_nothing(browse, database, network):
    rita = browse("rita")

    page = rita.get(SHOWN).text

    assert "Velkomst" in page
    assert [word for word in ARRANGED if word in page] == []
    assert rita.get("/netvaerk/birken/moeder/1/punkter/ny").status_code == 403


def test_a_point_that_is_not_there_is_not_found(mette):
    hidden = mette.form(SHOWN, "/netvaerk/birken/moeder/1/punkter/1")

    assert mette.client.post("/netvaerk/birken/moeder/1/punkter/9", data=hidden | {"verb": "op"}).status_code == 404


def test_a_cancelled_meeting_is_not_rearranged(mette, database, network, people, now):
    hidden = mette.form(SHOWN, "/netvaerk/birken/moeder/1/punkter/1")
    with database.write() as session:
        cancel(session, small.ask(network, people["mette"], now), 1)
        session.commit()

    answer = mette.client.post("/netvaerk/birken/moeder/1/punkter/1", data=hidden | {"verb": "ned"})

    assert answer.status_code == 409
    assert "Flyt ned" not in mette.get(SHOWN).text


def test_a_group_of_the_methods_list_is_added_by_one_press(mette, database, network):
    shown = "/netvaerk/birken/faggrupper/"
    assert "18 af 18 på listen" in mette.get(shown).text

    answer = mette.send("/netvaerk/birken/faggrupper/katalog/", {"name": "Postbude"}, shown_on=shown)

    page = mette.get(shown).text
    with database.read() as session:
        [group] = records.list_all(session, ProfessionalGroup, network)
        assert (group.name, group.sector, group.choice) == ("Postbude", dict(CATALOGUE)["Postbude"], "")
    assert answer.status_code == 303
    assert "17 af 18 på listen" in page


def test_a_group_of_the_methods_list_is_said_in_the_readers_language_and_stored_in_danish(mette, database, network):
    english = "/netvaerk/birken/faggrupper/?lang=en"
    mette.send("/netvaerk/birken/faggrupper/katalog/", {"name": "Postbude"}, shown_on=english)

    page = mette.get(english).text

    with database.read() as session:
        assert [group.name for group in records.list_all(session, ProfessionalGroup, network)] == ["Postbude"]
    assert "Postal workers" in page
    assert "Caretakers" in page
    assert ">Postbude<" not in page
    assert "Postbude" in mette.get("/netvaerk/birken/faggrupper/?lang=da").text


def test_a_group_that_is_not_on_the_list_is_refused(mette, database, network):
    answer = mette.send(
        "/netvaerk/birken/faggrupper/katalog/", {"name": "Spioner"}, shown_on="/netvaerk/birken/faggrupper/"
    )

    assert answer.status_code == 422


def test_the_matrix_shows_who_is_near_what_and_what_nobody_is_near(mette, database, network, people, now):
    with database.write() as session:
        for what in ("Mørk sti", "Støj ved torvet"):
            records.add(session, small.ask(network, people["mette"], now), Problem, {"what": what})
        told = {"name": "Postbude", "sector": "privat", "choice": "ja", "reason": "Kommer overalt", "problems": [1]}
        save_group(session, small.ask(network, people["mette"], now), None, told)
        session.commit()

    page = mette.get("/netvaerk/birken/faggrupper/").text

    matrix, alone = page[page.index('id="matrix"') :].split('id="uden"')
    assert matrix.count("✓") == 1
    assert matrix.count("Ikke tæt på") == 1
    assert "Støj ved torvet" in alone
    assert "Mørk sti" not in alone
    assert "1 gruppe skal med" in page


def test_a_report_shows_who_has_answered_and_leads_the_asked_to_their_answer(browse, database, network, people, now):
    with database.write() as session:
        for who in ("karin", "mette"):
            small.seat(session, network, people[who], now)
        report = save_report(session, small.ask(network, people["mette"], now), None, dict.fromkeys(PARTS, "Tekst"))
        asked = small.ask(network, people["mette"], now)
        send_report(session, asked, report.nr, object_by=None, wording=worded)
        answer(session, small.ask(network, people["mette"], now), 2, "bemaerkning", "Kortet mangler")
        session.commit()

    page = browse("karin").get("/netvaerk/birken/rapport/1/").text

    table = page[page.index('id="godkendelser"') :]
    assert table.count("Har ikke svaret") == 1
    assert "Kortet mangler" in table
    assert 'href="/netvaerk/birken/godkendelser/1/"' in table
    assert 'href="/netvaerk/birken/godkendelser/2/"' not in table


@pytest.mark.parametrize(("chosen", "goal"), [({}, "Mål:"), ({"agenda_language": "da"}, "Mål:"),
                                              ({"agenda_language": "en"}, "Goal:")])  # fmt: skip
def test_the_methods_agenda_is_danish_for_every_planner_unless_another_is_chosen(
    mette, database, network, chosen, goal
):
    mette.get("/?lang=en")

    answer = mette.send("/netvaerk/birken/moeder/ny", {"kind": "orientering", "minutes": "60", "agenda": "", **chosen})

    assert answer.status_code == 303, answer.text
    with database.read() as session:
        assert f"\n{goal}" in records.get(session, Meeting, network, 2).agenda


@pytest.mark.parametrize(("typed", "lasts"), [({"agenda": POINTS}, 55), ({"agenda": ""}, 150)])
def test_a_meeting_without_a_length_lasts_as_long_as_its_points(mette, database, network, typed, lasts):
    said = {
        "kind": "udvikling",
        "on": "2026-04-01",
        "at": "13:00",
        "minutes": "",
        "place": "Salen",
        "together_with": "",
    }
    assert mette.send("/netvaerk/birken/moeder/ny", said | typed).status_code == 303

    with database.read() as session:
        assert [one.minutes for one in records.list_all(session, Meeting, network) if one.nr == 2] == [lasts]

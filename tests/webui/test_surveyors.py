"""Undersøgelsesmedarbejdere: giving the role, and what somebody who has it sees and is refused."""

from datetime import timedelta

import pytest

from workflows.tryghedsnetvaerk.mapping.models import Problem, Study

PATH = "/netvaerk/birk/undersoegelsesmedarbejdere/"
SURVEYS = "/netvaerk/birk/undersoegelser/"
STUDY = {"kind": "kvalitativ", "state": "planlagt"}


@pytest.fixture
def birk(begin):
    return begin("birk", (Study, STUDY), (Problem, {"what": "Mørkt ved blok 7"}))


def give(browser, number, **more):
    return browser.send(PATH, {"person_id": str(number), "since": "2026-03-02", "until": "", **more})


@pytest.fixture
def karin(browse, birk, people):
    """Karin, who collects the surveys of birk."""
    assert give(browse("mette"), people["karin"]).status_code == 303
    return browse("karin")


def test_somebody_lands_on_the_surveys_of_their_network_and_sees_only_those(karin):
    answer = karin.get("/")
    assert (answer.status_code, answer.location) == (303, SURVEYS)

    page = karin.get(SURVEYS).text

    assert f'href="{SURVEYS}1/"' in page
    assert not any(link in page for link in ("/opgaver", "/personer/", "/netvaerk/birk/historik/", "/moeder/", "/trin/",
                                             "/problemer/", "/rapport/", 'href="/netvaerk/birk/"'))  # fmt: skip


@pytest.mark.parametrize("path", ["", "historik/", "problemer/", "problemer/1/", "styregruppe/", "trin/1/", "rapport/",
                                  "dokumenter/", "undersoegelsesmedarbejdere/", "tovholder/"])  # fmt: skip
def test_the_rest_of_the_network_is_refused_with_a_clear_sentence(karin, path):
    answer = karin.get(f"/netvaerk/birk/{path}")

    assert answer.status_code == 403
    assert "Som undersøgelsesmedarbejder kan du åbne netværkets undersøgelser" in answer.text


@pytest.mark.parametrize("path", ["/personer/", "/organisationer/", "/opgaver", "/revision/", "/udbakke/"])
def test_so_is_what_is_of_no_network(karin, path):
    answer = karin.get(path)

    assert answer.status_code == 403
    assert "Som undersøgelsesmedarbejder kan du åbne de undersøgelser" in answer.text


def test_they_write_a_study_and_nobody_lets_them_remove_it(karin):
    shown = karin.get(f"{SURVEYS}1/").text
    assert "Ret</a>" in shown
    assert not any(said in shown for said in ("Fjern", "Se historikken"))

    form = {"kind": "kvalitativ", "state": "planlagt", "title": "Samtaler i maj"}
    assert karin.send(f"{SURVEYS}1/ret", form).status_code == 303
    assert "Samtaler i maj" in karin.get(SURVEYS).text


def test_leaving_a_study_out_is_for_those_who_lead(karin):
    answer = karin.send(
        f"{SURVEYS}1/ret", {"kind": "kvalitativ", "state": "udeladt", "left_out_reason": "Vi har ikke tid"}
    )

    assert answer.status_code == 422
    assert "Kun tovholderen og styregruppen kan vælge en undersøgelse fra" in answer.text


def test_the_role_is_ended_and_access_with_it_and_the_history_tells(karin, browse, people, clock):
    clock.at += timedelta(days=1)
    mette, karin = browse("mette"), browse("karin")
    assert "Karin Bech" in mette.get(PATH).text

    answer = mette.send(f"{PATH}{people['karin']}/afslut", {"reason": "Samtalerne er holdt"})

    assert answer.status_code == 303
    assert karin.get(SURVEYS).status_code == 404
    assert "Du er ikke undersøgelsesmedarbejder i noget netværk i dag" in karin.get("/").text
    history = mette.get("/netvaerk/birk/historik/").text
    assert "Ny undersøgelsesmedarbejder: Karin Bech." in history
    assert "Ikke længere undersøgelsesmedarbejder: Karin Bech. · »Samtalerne er holdt«" in history


def test_with_two_networks_the_front_page_names_both(karin, begin, browse, people):
    begin("elm")
    browse("mette").send(
        "/netvaerk/elm/undersoegelsesmedarbejdere/",
        {"person_id": str(people["karin"]), "since": "2026-03-02", "until": "2026-04-02"},
    )

    page = karin.get("/").text

    assert all(f"/netvaerk/{slug}/undersoegelser/" in page for slug in ("birk", "elm"))


def test_an_auditor_is_not_made_one(browse, birk, people):
    assert "Rita Revisor" not in browse("mette").get(PATH).text
    assert give(browse("mette"), people["rita"]).status_code == 422

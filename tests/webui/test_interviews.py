"""Interviews in the browser: a round, its guide, who took part, themes, quotes one by one, and the papers."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.network.models import ResidentInformation

NET = "/netvaerk/birk"
ROUND = f"{NET}/samtalerunder/1/"
TOLD = {"channel": "opgange", "informed_on": None, "text": "Velkommen"}


@pytest.fixture
def mette(begin, browse, now):
    """Mette, who leads a network with a problem and a planned study, and has begun a round of interviews there."""
    study = {"kind": "kvalitativ", "state": "planlagt", "title": "Samtaler", "done_by": "Kommunen"}
    begin("birk", (ResidentInformation, TOLD | {"informed_on": now.date()}), (Study, study),
          (Problem, {"what": "Mørk sti"}))  # fmt: skip
    browser = browse("mette")
    answer = browser.send(f"{NET}/samtalerunder/ny", {"title": "Foråret", "study_id": "1", "groups": "Unge\nÆldre"})
    assert answer.location == ROUND
    return browser


def talk(browser, *numbers, kind="gruppe", **more):
    given = {"round_id": "1", "kind": kind, "on": "2026-03-02", "interviewer": "Kommunen, MH", "language": "da"}
    told = {f"present-{place}": number for place, number in enumerate(numbers)}
    return browser.send(f"{NET}/samtaler/ny", given | told | more)


def code(browser, **more):
    given = {"round_id": "1", "title": "Mørkt på stien", "polarity": "utryg", "why": "Lamperne er slukket",
             "exemplary": "Mange går her", "problem_id": "1"}  # fmt: skip
    said = {key: value for key, value in (given | more).items() if value is not None}
    return browser.send(f"{NET}/temaer/ny", said)


def test_a_round_gathers_everything_in_one_place(mette):
    assert talk(mette, "5", "").status_code == 303
    assert talk(mette, "", "6").status_code == 303
    assert code(mette, interviews=["1"]).status_code == 303
    assert code(mette, title="Naboer, der hilser", polarity="tryg", interviews=["1", "2"]).status_code == 303
    quote = {"theme_id": "1", "said_by": "Unge", "text": "Jeg går en omvej"}
    assert mette.send(f"{NET}/citater/ny", quote).status_code == 303

    page = mette.get(ROUND).text

    for said in ("Dansk, udgave 1", "Unge 5", "Alle grupper på listen er talt med", "Det skaber tryghed",
                 "Det skaber utryghed", "Mørkt på stien", "Naboer, der hilser", "Hørt i samtaler: 2", "Mørk sti",
                 "Citater: 1, frigivet: 0", "højst 12 måneder derefter"):  # fmt: skip
        assert said in page
    quotes = mette.get(f"{NET}/citater/").text
    assert "Jeg går en omvej" in quotes
    assert "Ikke frigivet" in quotes
    papers = mette.get(f"{NET}/papir/samtaler/1.html").text
    assert "Et typisk eksempel, fordi: Mange går her" in papers
    assert "Jeg går en omvej" not in papers


def test_the_study_leads_to_its_rounds_and_a_new_one_begins_with_it(mette):
    page = mette.get(f"{NET}/undersoegelser/1/").text

    assert f'href="{ROUND}"' in page
    form = mette.get(f"{NET}/samtalerunder/ny?undersoegelse=1").text
    assert '<option selected value="1">Samtaler</option>' in form
    assert "Familier med børn" in form


def test_whoever_did_not_hold_an_interview_sees_nobody_in_it(mette, browse, people):
    talk(mette, "5", "")
    talk(mette, "", "1", kind="individuelt", language="tr")
    code(mette, interviews=["1", "2"])
    mette.send(f"{NET}/citater/ny", {"theme_id": "1", "said_by": "Ældre", "text": "Jeg går en omvej"})
    mette.send(f"{NET}/undersoegelsesmedarbejdere/", {"person_id": str(people["karin"]), "since": "2026-03-02"})
    karin = browse("karin")

    for path in (ROUND, f"{NET}/samtaler/", f"{NET}/samtaler/2/", f"{NET}/temaer/", f"{NET}/temaer/1/",
                 f"{NET}/temaer/1/ret", f"{NET}/citater/", f"{NET}/citater/1/"):  # fmt: skip
        page = karin.get(path).text
        for told in ("Ældre 1", "Unge 5", "Individuel samtale", "samtaler: 2"):
            assert told not in page, (path, told)
    assert "Samtale 2, marts 2026" in karin.get(f"{NET}/samtaler/2/").text
    assert "Ældre" not in karin.get(f"{NET}/samtaler/2/").text
    assert "Ældre" not in karin.get(f"{NET}/citater/1/").text
    assert karin.get(f"{NET}/samtaler/2/ret").status_code == 409
    assert "Ældre 1" in mette.get(ROUND).text
    changed = {"round_id": "1", "title": "Mørke", "polarity": "utryg"}
    assert karin.send(f"{NET}/temaer/1/ret", changed).status_code == 303
    assert mette.get(f"{NET}/temaer/1/ret").text.count(" checked ") == 2
    assert "samtaler: 2" not in mette.get(f"{NET}/papir/samtaler/1.html").text


def test_why_an_interview_came_first_is_asked_in_its_own_form(begin, browse, now):
    begin("birk", (ResidentInformation, TOLD | {"informed_on": now.date()}))
    mette = browse("mette")
    mette.send(f"{NET}/samtalerunder/ny", {"title": "Foråret", "study_id": "", "groups": "Unge\nÆldre"})
    assert 'name="early_reason"' not in mette.get(f"{NET}/samtaler/ny").text
    early = {"on": "2026-01-05", "interviewer": "Kommunen, PQR"}

    answer = talk(mette, "5", "", **early)

    assert answer.status_code == 422
    assert 'name="early_reason"' in answer.text
    assert "Kommunen, PQR" in answer.text
    assert talk(mette, "5", "", early_reason="Mødet blev flyttet", **early).status_code == 303
    for path in ("undersoegelser/1/", "undersoegelser/", "samtalerunder/1/", "trin/2/"):
        assert "før beboerne var informeret" in mette.get(f"{NET}/{path}").text, path
    assert "»Foråret« begyndte, før beboerne var informeret" in mette.get(f"{NET}/samtalerunder/1/").text
    step = mette.get(f"{NET}/trin/2/").text
    of = {
        key: step[step.index(f'id="task-{key}"') :].partition("</section>")[0] for key in ("kvantitativ", "kvalitativ")
    }
    assert "begyndte, før beboerne" not in of["kvantitativ"]
    assert of["kvalitativ"].count("Undersøgelsen begyndte, før beboerne var informeret.") == 1
    assert "Foråret" in of["kvalitativ"]
    assert "Mødet blev flyttet" in mette.get(f"{NET}/undersoegelser/1/").text


def test_the_guide_in_one_more_language_begins_with_one_that_is_lacking(mette):
    page = mette.get(f"{NET}/samtaleguider/ny").text

    assert '<option selected value="da">' not in page
    assert '<option value="da">' not in page


def test_a_theme_says_nothing_of_safety_before_somebody_chose(mette):
    assert "polarity" not in mette.form(f"{NET}/temaer/ny")  # nothing is chosen

    answer = code(mette, polarity="")

    assert answer.status_code == 422
    assert "Udfyld feltet »Skaber det tryghed eller utryghed?«." in answer.text
    assert "Mørkt på stien" not in mette.get(f"{NET}/temaer/").text


def test_whoever_held_the_talks_is_told_what_others_are_not(mette, browse, people):
    mette.send(f"{NET}/undersoegelsesmedarbejdere/", {"person_id": str(people["karin"]), "since": "2026-03-02"})
    talk(mette, "7", "")
    talk(mette, "", "2")

    mine, others = mette.get(ROUND).text, browse("karin").get(ROUND).text

    assert "Unge 7, Ældre 2" in mine
    assert "Andre ser ikke antallet for: Unge, Ældre." in mine
    assert "Antal vises ikke" not in mine
    assert "Antal vises ikke: Unge, Ældre." in others
    assert "Unge 7" not in others


def test_a_quote_is_released_with_what_it_will_say_and_a_tick(mette):
    talk(mette, "5", "")
    talk(mette, "", "6")
    code(mette, interviews=["1"])
    mette.send(f"{NET}/citater/ny", {"theme_id": "1", "said_by": "Unge", "text": "Jeg går en omvej"})
    path = f"{NET}/citater/1/frigiv"
    assert "sagt af: Unge" in mette.get(path).text

    assert "Bekræft, at ingen kan genkendes" in mette.send(path, {}).text
    assert mette.send(path, {"unknown": "y"}).status_code == 303

    assert "»Jeg går en omvej« – Unge" in mette.get(f"{NET}/papir/samtaler/1.html").text


def test_the_guide_is_shown_with_what_leads_and_printed(mette):
    path = f"{NET}/samtaleguider/1/"
    assert "Hvordan bruger du boligområdet?" in mette.get(path).text

    said = {"round_id": "1", "language": "da", "intro": "Hej", "opening": "Hvornår er du utryg?",
            "general": "Er du enig i, at torvet er slemt?\n- Hvorfor?"}  # fmt: skip
    assert mette.send(f"{path}ret", said).status_code == 303

    page = mette.get(path).text
    assert "Linje 1 siger »utryg«" in page
    assert "peger på et bestemt svar: »Er du enig«" in page
    assert mette.get(f"{NET}/papir/samtaleguide/1.pdf").data.startswith(b"%PDF")
    assert mette.get(f"{NET}/papir/samtaleguide/1.docx").status_code == 200


def test_a_guide_ends_each_page_in_its_own_language(mette):
    said = {"round_id": "1", "language": "tr", "intro": "Merhaba", "opening": "Nasıl?", "general": "Ne?"}
    assert mette.send(f"{NET}/samtaleguider/ny", said).status_code == 303

    with ZipFile(BytesIO(mette.get(f"{NET}/papir/samtaleguide/2.docx").data)) as parts:
        foot = re.sub("<[^>]+>", "", parts.read("word/footer92.xml").decode())
    assert foot.startswith("birk güvenlik ağı · baskı 1 · ")
    assert "tarihinde yazdırıldı" in foot
    assert "udskrevet" not in foot


@pytest.mark.parametrize(
    ("noun", "way"),
    [
        ("samtaler", "samtalerunder"),
        ("temaer", "samtalerunder"),
        ("samtaleguider", "samtalerunder"),
        ("citater", "temaer"),
    ],
)
def test_what_belongs_to_something_leads_there_first(begin, browse, noun, way):
    begin("elm")

    answer = browse("mette").get(f"/netvaerk/elm/{noun}/ny")

    assert answer.status_code == 409
    assert f'href="/netvaerk/elm/{way}/"' in answer.text


@pytest.mark.parametrize(
    ("numbers", "more", "said"),
    [
        (("2", "1"), {"kind": "individuelt"}, "én deltager"),
        (("x", "1"), {}, "Skriv et helt tal"),
        (("-1", "3"), {}, "mellem 0 og 500"),
        (("", ""), {}, "mindst to deltagere"),
        (("1", "1", "1"), {}, "Siden sendte et felt, som Tryghedsnet ikke kender"),
    ],
)
def test_numbers_that_do_not_fit_are_said_and_nothing_is_kept(mette, numbers, more, said):
    answer = talk(mette, *numbers, **more)

    assert (answer.status_code, said in answer.text) == (422, True)
    assert "Der er ingen samtaler endnu" in mette.get(f"{NET}/samtaler/").text


def test_what_may_point_at_somebody_in_a_quote_is_warned_of(mette):
    talk(mette, "5", "")
    code(mette, interviews=["1"])
    quote = {"theme_id": "1", "said_by": "Unge", "text": "Jeg bor på Birkestien 7"}

    answer = mette.send(f"{NET}/citater/ny", quote)

    assert answer.status_code == 422
    assert "Det ligner en adresse" in answer.text


def test_a_closed_round_stands_as_a_made_study_and_its_proposals_with_the_others(mette):
    talk(mette, "5", "")
    path = f"{ROUND}forslag"
    assert mette.send(path, {"text": "Klip buskene", "problem_id": "1"}).status_code == 303

    assert mette.send(f"{ROUND}luk", {}, shown_on=ROUND).status_code == 303

    assert "Klip buskene" in mette.get(f"{NET}/spoergsmaal/").text
    study = mette.get(f"{NET}/undersoegelser/1/").text
    assert "Lavet" in study
    assert "2. marts 2026" in study


def test_somebody_who_collects_surveys_has_all_of_it_but_the_release(mette, browse, people):
    mette.send(f"{NET}/undersoegelsesmedarbejdere/", {"person_id": str(people["karin"]), "since": "2026-03-02"})
    karin = browse("karin")

    assert talk(karin, "5", "").status_code == 303
    assert "Mørk sti" not in karin.get(f"{NET}/temaer/ny").text
    assert code(karin, interviews=["1"], problem_id=None).status_code == 303
    karin.send(f"{NET}/citater/ny", {"theme_id": "1", "said_by": "Unge", "text": "Jeg går en omvej"})

    assert "Frigiv citatet" not in karin.get(f"{NET}/citater/1/").text
    assert "Luk runden" in karin.get(ROUND).text
    assert karin.get(f"{NET}/papir/samtaleguide/1.pdf").status_code == 200
    assert karin.get(f"{NET}/papir/opslag/1.pdf").status_code == 403


def test_a_round_begun_by_mistake_is_removed_while_nothing_stands_in_it(mette):
    assert "Hvorfor skal det fjernes?" in mette.get(f"{ROUND}fjern").text
    assert mette.send(f"{ROUND}fjern", {"reason": "Begyndt to gange"}).status_code == 303
    assert mette.get(ROUND).status_code == 404


def test_a_round_with_a_talk_says_what_to_remove_first(mette):
    talk(mette, "5", "")

    page = mette.get(ROUND).text

    assert "Fjern først det, der står i runden." in page
    assert f'href="{NET}/samtaler/1/"' in page


def test_what_was_not_released_is_deleted_with_one_press_once_the_round_is_closed(mette):
    talk(mette, "5", "")
    code(mette, interviews=["1"])
    mette.send(f"{NET}/citater/ny", {"theme_id": "1", "said_by": "Unge", "text": "Jeg går en omvej"})
    assert "Slet det, der ikke skal gemmes" not in mette.get(ROUND).text
    mette.send(f"{ROUND}luk", {}, shown_on=ROUND)

    assert "Slet det, der ikke skal gemmes" in mette.get(ROUND).text
    assert mette.send(f"{ROUND}slet", {}, shown_on=ROUND).status_code == 303

    assert "Jeg går en omvej" not in mette.get(f"{NET}/citater/").text
    assert "Slet det, der ikke skal gemmes" not in mette.get(ROUND).text

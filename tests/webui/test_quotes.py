"""A quote that is not released: who reads it, on every page of it, and what the others see."""

import re
from io import BytesIO

import pytest

from tests.webui.test_interviews import NET, TOLD, code, talk
from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.network.models import ResidentInformation

SAID = "Jeg venter med at vaske, til min nabo også skal"
QUOTE = f"{NET}/citater/1/"


@pytest.fixture
def mette(begin, browse, now):
    """Mette, who leads a network where Karin sits in the steering group, with a quote that is not released."""
    study = {"kind": "kvalitativ", "state": "planlagt", "title": "Samtaler", "done_by": "Kommunen"}
    begin("birk", (ResidentInformation, TOLD | {"informed_on": now.date()}), (Study, study),
          (Problem, {"what": "Mørk sti"}), member="karin")  # fmt: skip
    browser = browse("mette")
    browser.send(f"{NET}/samtalerunder/ny", {"title": "Foråret", "study_id": "1", "groups": "Unge\nÆldre"})
    talk(browser, "5", "")
    code(browser, interviews=["1"])
    browser.send(f"{NET}/citater/ny", {"theme_id": "1", "said_by": "Unge", "text": SAID})
    return browser


@pytest.mark.parametrize("who", ["karin", "rita", "admin"])
def test_a_quote_that_is_not_released_is_closed_to_the_others(mette, browse, who):
    other = browse(who)

    for path in (f"{NET}/citater/", QUOTE, f"{QUOTE}frigiv", f"{QUOTE}ret", f"{NET}/temaer/1/",
                 f"{NET}/samtalerunder/1/", f"{NET}/rapport/sammenhold", f"{NET}/papir/samtaler/1.html",
                 f"{NET}/historik/"):  # fmt: skip
        assert "Jeg venter" not in other.get(path).text, path
    assert "Ikke frigivet endnu: 1." in other.get(f"{NET}/citater/").text
    assert "Unge" not in other.get(QUOTE).text
    assert SAID in mette.get(QUOTE).text


def test_nobody_releases_or_changes_what_they_may_not_read(mette, browse):
    karin, hidden = browse("karin"), mette.form(f"{QUOTE}frigiv")
    changed = mette.form(f"{QUOTE}ret") | {"theme_id": "1", "said_by": "Unge", "text": "Noget andet"}

    for path, told in ((f"{QUOTE}frigiv", hidden | {"unknown": "y"}), (f"{QUOTE}frigiv", hidden),
                       (f"{QUOTE}ret", changed | {"version": "9"}), (f"{QUOTE}ret", changed)):  # fmt: skip
        token = karin.form(f"{NET}/citater/ny")["csrf_token"]
        answer = karin.client.post(path, data=told | {"csrf_token": token})
        assert answer.status_code in (403, 422), path
        assert "Jeg venter" not in answer.text
    assert "Ikke frigivet" in mette.get(QUOTE).text


def test_whoever_wrote_a_quote_in_reads_it(mette, browse):
    karin = browse("karin")
    karin.send(f"{NET}/citater/ny", {"theme_id": "1", "said_by": "Unge", "text": "Torvet er tomt"})

    assert "Torvet er tomt" in karin.get(f"{NET}/citater/2/").text
    assert karin.send(f"{NET}/citater/2/frigiv", {"unknown": "y"}).status_code == 303
    assert "Torvet er tomt" in karin.get(f"{NET}/papir/samtaler/1.html").text


def test_a_released_quote_is_everybodys(mette, browse):
    mette.send(f"{QUOTE}frigiv", {"unknown": "y"})

    assert SAID in browse("karin").get(QUOTE).text


def put(browser, path):
    """Attach a file to what a page shows; return the answer and the address of the file, if it is shown."""
    answer = browser.send(f"{path}bilag", {"file": (BytesIO(b"Noter"), "noter.txt"), "impersonal": "y"}, shown_on=path)
    return answer, next(iter(re.findall(rf'href="({NET}/bilag/[^"/]+)"', browser.get(path).text)), "")


@pytest.mark.parametrize("path", [QUOTE, f"{NET}/samtaler/1/"])
@pytest.mark.parametrize("who", ["karin", "rita", "admin"])
def test_a_file_of_what_is_not_released_is_closed_to_the_others(mette, browse, who, path):
    other = browse(who)
    _answer, file = put(mette, path)
    assert mette.get(file).status_code == 200

    assert other.get(file).status_code == 403
    assert other.get(f"{file}/fjern").status_code == 403
    for page in (path, f"{NET}/dokumenter/"):
        assert "noter.txt" not in other.get(page).text, page
    assert "noter.txt" in mette.get(f"{NET}/dokumenter/").text


def test_nobody_attaches_to_a_quote_they_may_not_read(mette, browse):
    karin = browse("karin")
    token = karin.form(f"{NET}/citater/ny")
    told = {"csrf_token": token["csrf_token"], "command_key": "karin-1", "impersonal": "y"}

    answer = karin.client.post(f"{QUOTE}bilag", data=told | {"file": (BytesIO(b"Noter"), "noter.txt")})

    assert answer.status_code == 403
    assert "noter.txt" not in mette.get(QUOTE).text


def test_a_file_of_a_released_quote_is_everybodys_until_it_is_taken_back(mette, browse):
    _answer, file = put(mette, QUOTE)
    karin = browse("karin")
    mette.send(f"{QUOTE}frigiv", {"unknown": "y"})
    assert karin.get(file).status_code == 200

    mette.send(f"{QUOTE}traek-tilbage", {}, shown_on=QUOTE)

    assert karin.get(file).status_code == 403


def test_whoever_collects_fetches_the_file_of_a_quote(mette, browse, people):
    mette.send(f"{NET}/undersoegelsesmedarbejdere/", {"person_id": str(people["karin"]), "since": "2026-03-02"})
    _answer, file = put(mette, QUOTE)

    assert browse("karin").get(file).status_code == 200

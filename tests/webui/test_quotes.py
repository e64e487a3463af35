"""A quote that is not released: who reads it, on every page of it, and what the others see."""

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

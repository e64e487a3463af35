"""Documents to start from: every task has its own, it can be made, and it is found at the task."""

import re

import pytest

from tests.webui import small
from tests.webui.conftest import Browser
from tests.webui.test_papers import LIMITS, docx_words, pdf_words, words
from workflows.tryghedsnetvaerk.documents import texts
from workflows.tryghedsnetvaerk.documents.fill import places
from workflows.tryghedsnetvaerk.documents.pipeline import DEMONSTRATION
from workflows.tryghedsnetvaerk.papers.starters import STARTERS, of_task
from workflows.tryghedsnetvaerk.process import PROCESS

BASE = "/netvaerk/gadehavegaard"
LIMITED = {"henvendelse", "hjemmeside", "opslag", "avis", "invitation", "aftale", "folder", "beboernyt"}
TOLD = {"area", "kommune", "sender", "date", "contact", "reply_to"}
TOLD_IN = {"invitation": {"meeting"}, "folder": {"background", "organisation"}, "groups": {"lines", "problems"},
           "evaluation": {"set_aside"}, "terms": {"seats", "sitting"}}  # fmt: skip


@pytest.fixture
def reader(look) -> Browser:
    return look("revisor")


@pytest.mark.parametrize("task", PROCESS.tasks)
def test_every_task_shows_what_to_start_from(reader, task):
    step = PROCESS.tasks[task][0].key
    page = reader.get(f"{BASE}/trin/{PROCESS.order[step]}/").text
    panel = page[page.index(f'id="task-{task}"') :].partition("</section>")[0]

    assert of_task(task)
    for key in of_task(task):
        assert [f"{BASE}/skabelon/{key}.{ending}" in panel for ending in ("html", "docx", "pdf")] == [True] * 3


@pytest.mark.slow
@pytest.mark.parametrize("key", STARTERS)
@pytest.mark.parametrize("locale", ["da", "en"])
def test_it_is_made_in_both_languages(reader, key, locale):
    path = f"{BASE}/skabelon/{key}"
    shown, pdf = (reader.get(f"{path}.{ending}?sprog={locale}") for ending in ("html", "pdf"))
    made = [words(shown.text), pdf_words(pdf)]
    if locale == "da":
        made.append(docx_words(reader.get(f"{path}.docx")))

    assert (shown.status_code, pdf.status_code) == (200, 200)
    for text in made:
        assert text.count(LIMITS[locale]) == (key in LIMITED)
        assert not re.search(r"\{\{|\}\}|\bNone\b", text)
    assert all(DEMONSTRATION[locale] in text for text in made[:2])


def test_in_a_network_that_has_told_nothing_every_gap_says_what_to_write(browse, people, database, now):
    with database.write() as session:
        small.network(session, people["mette"], "Birken", now)
        session.commit()
    mette = browse("mette")

    for key in STARTERS:
        page = mette.get(f"/netvaerk/birken/skabelon/{key}.html")
        paper = page.text[page.text.index("<article") : page.text.index("</article>")]
        assert page.status_code == 200
        assert not re.search(r":</strong>\s*<(br|/p)|</thead>\s*(</table>|<tbody>\s*</tbody>)|</h2>\s*<h2>", paper), key


def test_what_is_not_told_has_a_hint_in_both_languages():
    for one in STARTERS.values():
        needed = places(texts.template(one.template, "da"))
        danish, english = (texts.hints(one.template, locale) for locale in ("da", "en"))
        assert danish.keys() == english.keys() <= needed
        assert needed <= {*danish, *TOLD, *TOLD_IN.get(one.template, ())}, one.template
        assert all([*danish.values(), *english.values()])


def test_every_shipped_template_is_something_to_start_from():
    assert set(texts.NAMES) - {one.template for one in STARTERS.values()} == {"invitation_meeting"}


def test_what_is_not_there_is_not_found(reader):
    assert reader.get(f"{BASE}/skabelon/noget.pdf").status_code == 404
    assert reader.get(f"{BASE}/skabelon/behov.exe").status_code == 404


def test_they_are_all_under_documents(reader):
    page = reader.get(f"{BASE}/dokumenter/").text

    assert all(f"{BASE}/skabelon/{key}.docx" in page for key in STARTERS)


def test_the_steering_groups_paper_names_its_chair_its_lead_and_everybody_who_sits(look):
    page = look("koordinator").get("/netvaerk/birkeparken/skabelon/styregruppe.html").text

    assert re.search(r"Formand:</strong> Karin Bech, Nordby Kommune", page)
    assert re.search(r"Tovholder:</strong> Mette Holm", page)
    assert "Anden plads</td>" in page
    assert "Nadia Petersen, Nordby Kommune" in page

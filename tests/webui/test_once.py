"""A form that comes twice counts once: the second time it is answered as the first, and nothing more is done."""

from io import BytesIO

import pytest
from sqlalchemy import func, select, update

from engine.models import event, outbox, process
from engine.people.models import Organisation, SentForm
from tests.engine.play import together
from tests.webui.conftest import PASSWORD
from tests.webui.matrix import dump
from tests.webui.survey_story import STORY as SURVEYED
from webui.visit import once
from workflows.tryghedsnetvaerk.network.models import Approval, Attachment
from workflows.tryghedsnetvaerk.process import PROCESS

NET = "/netvaerk/birken"
AGENDA = "## Velkomst\n20 min · Politiet · orientering\nMål: Alle ved, hvorfor\n"
ASIDE = {"reason": "Aftalt", "allowed": "chair", "until": "2026-05-01"}
FILE = (b"Dagsorden", "papir.txt")
# Where nothing is written by the form itself: coming in and going out, the pages of a draft, and a look at the history.
WRITES_NOTHING = {"auth.log_in_now", "auth.log_out", "guide.keep", "controls.run", "answer_files.look",
                  "crime_files.look", "people_files.look", "sheets.look"}  # fmt: skip
# Residents answer without an account, so nothing of theirs is kept beside the answer: an answer carries the number of
# its form and is known again by it (test_answering.py, test_entering.py). Codes are handed out as a file, once and
# never again: a second sending is refused, and makes none (test_fieldwork.py).
BY_ITSELF = {"answering.go", "entering.keep", "fieldwork.make_codes"}
WITH_REASON = select(func.max(event.c.seq)).where(event.c.body.contains('"kind":"step_reopened"'))
ASIDE_ABLE = [one.key for one in PROCESS.steps["kortlaegning"].demands if not (one.firm or one.warning)]
# Who sends which form, with what, and where it is shown, if not on its own page; each finds what others have done.
STORY = (
    ("mette", "/netvaerk/nyt/tjek/", {}, ""),
    ("mette", f"{NET}/oplysninger", {"name": "Birken", "kommune": "Sønderby", "area": "Vest for banen"}, ""),
    ("admin", "/organisationer/ny", {"name": "Boligen", "kind": "boligorganisation"}, ""),
    ("admin", "/organisationer/1/", {"name": "Boligen i Nordby", "kind": "boligorganisation"}, ""),
    ("admin", "/personer/ny", {"name": "Bo", "locale": "da", "organisation_id": "0", "active": "y"}, ""),
    ("admin", "/personer/3/", {"name": "Karin B", "mail": "karin@nordby.example", "locale": "da",
                               "organisation_id": "1", "active": "y"}, ""),
    ("mette", "/min-side/", {"name": "Mette H", "locale": "da"}, ""),
    ("mette", "/min-side/log-af-andre", {}, "/min-side/"),
    ("mette", "/min-side/adgangskode", {"old_password": PASSWORD, "new_password": f"{PASSWORD} to"}, "/min-side/"),
    ("mette", f"{NET}/interessenter/ny", {"kind": "kommune", "new_organisation": "Nordby", "new_kind": "kommune"}, ""),
    ("mette", f"{NET}/styregruppe/ny", {"kind": "anden", "new_person": "Ib", "new_organisation": "Klubben",
                                        "new_kind": "forening", "since": "2026-03-01"}, ""),
    ("mette", f"{NET}/styregruppe/ny", {"kind": "anden", "person_id": "3", "organisation_id": "1", "chair": "y",
                                        "since": "2026-03-01"}, ""),
    ("mette", f"{NET}/parter/ny", {"new_organisation": "Skolen", "new_kind": "kommune"}, ""),
    ("mette", f"{NET}/materialer/ny", {"kind": "folder", "body": "Hej"}, ""),
    ("mette", f"{NET}/faggrupper/katalog/", {}, f"{NET}/faggrupper/"),
    ("mette", f"{NET}/problemer/ny", {"what": "Lys"}, ""),
    ("mette", f"{NET}/problemer/1/ret", {"what": "Lys ved blok 7"}, ""),
    ("mette", f"{NET}/problemer/1/bilag", {"impersonal": "y", "file": FILE}, f"{NET}/problemer/1/"),
    ("mette", f"{NET}/bilag/<code>/fjern", {"reason": "Forkert"}, ""),
    ("mette", f"{NET}/problemer/1/fjern", {"reason": "Løst"}, ""),
    ("mette", f"{NET}/moeder/ny", {"kind": "indledende", "on": "2026-04-01", "minutes": "60", "place": "Her",
                                   "agenda": AGENDA}, ""),
    ("mette", f"{NET}/moededeltagere/ny", {"meeting": "1", "name": "Mette", "mail": "mette@nordby.example"}, ""),
    ("mette", f"{NET}/moeder/1/punkter/ny", {"title": "Nyt", "minutes": "10", "owner": "Alle", "kind": "drøftelse",
                                             "goal": "Vi ved det"}, ""),
    ("mette", f"{NET}/moeder/1/punkter/1/ret", {"title": "Ny", "minutes": "15", "owner": "Alle", "kind": "drøftelse",
                                                "goal": "Vi ved det"}, ""),
    ("mette", f"{NET}/moeder/1/punkter/1", {"verb": "ned"}, f"{NET}/moeder/1/"),
    ("mette", f"{NET}/moeder/1/indkald", {}, f"{NET}/moeder/1/"),
    ("mette", f"{NET}/fortryd", {}, f"{NET}/moeder/1/"),
    ("mette", f"{NET}/moeder/1/indkald", {}, f"{NET}/moeder/1/"),
    ("karin", f"{NET}/moeder/1/svar", {"said": "ja"}, f"{NET}/moeder/1/"),
    ("mette", f"{NET}/moeder/1/holdt", {"held_on": "2026-03-02", "minutes_text": "Vi talte", "yes_or_no": "ja",
                                        "others": "Næste møde i maj"}, ""),
    ("mette", f"{NET}/moeder/1/send-referat", {}, ""),
    ("karin", f"{NET}/godkendelser/<approval>/", {"said": "godkendt"}, ""),
    ("mette", f"{NET}/godkendelser/<unasked>/skriv-ind", {"said": "godkendt"}, ""),
    *(("karin", f"{NET}/krav/{demand}/fravig", ASIDE, "") for demand in ASIDE_ABLE),
    ("karin", f"{NET}/krav/{ASIDE_ABLE[0]}/ophaev", {}, f"{NET}/trin/2/"),
    ("karin", f"{NET}/krav/{ASIDE_ABLE[0]}/fravig", ASIDE, ""),
    ("karin", f"{NET}/opgave/kriminalitetsstatistik/udfoert", {}, f"{NET}/trin/2/"),
    ("karin", f"{NET}/trin/2/luk", {}, f"{NET}/trin/2/"),
    ("karin", f"{NET}/trin/2/genaabn", {"reason": "Nye tal"}, ""),
    ("admin", f"{NET}/historik/<reason>/slet", {"reason": "Et navn", "sure": "y"}, ""),
    ("admin", "/udbakke/<failed>/igen", {}, "/udbakke/<failed>/"),
    ("admin", "/personer/3/adgangskode", {"new_password": "ny hest batteri"}, "/personer/3/"),
    *SURVEYED,
    ("admin", f"{NET}/metode/", {"reason": "Ny version"}, ""),
    ("mette", f"{NET}/tovholder/", {"to": "1", "leaving": "2", "reason": "Barsel"}, ""),
)  # fmt: skip


@pytest.fixture
def visitors(browse):
    """Everybody who sends something, logged in; Mette twice, and with a network begun on four pages."""
    browse("mette")
    found = {who: browse(who) for who in ("admin", "mette", "karin")}
    begun = {"begun_on": "2026-01-05", "at": "kortlaegning", "vouched": "Politiet"}
    draft = ({"name": "Birken", "kommune": "Nordby"}, {"new_organisation": "Politiet", "new_kind": "politi"}, {}, begun)
    for nr, typed in enumerate(draft, 1):
        assert found["mette"].send(f"/netvaerk/nyt/{nr}/", typed).status_code == 303
    return found


def numbers(database):
    """Return what stands in addresses and is only known when it comes to it."""
    with database.read() as session:
        karin = select(Approval.nr).where(Approval.person_id == 3)
        codes = session.scalars(select(Attachment.code)).all()
        unasked = session.scalar(select(Approval.nr).where(~Approval.by_mail)) or 0
        return {"<approval>": session.scalar(karin) or 0, "<unasked>": unasked, "<code>": codes[-1] if codes else "",
                "<failed>": session.scalar(select(outbox.c.id)) or 0,
                "<reason>": session.scalar(WITH_REASON) or 0}  # fmt: skip


def files_anew(typed):
    return {name: (BytesIO(said[0]), said[1]) if name == "file" else said for name, said in typed.items()}


def test_every_form_sent_twice_is_answered_twice_and_done_once(visitors, database, app):
    answered, sent = {}, set()
    for who, page, typed, shown_on in STORY:
        if "<failed>" in page:
            fail_every_mail(database)
        if page.endswith("/metode/"):
            stand_on_the_first_version(database)
        for name, number in numbers(database).items():
            page = page.replace(name, str(number))
            shown_on = shown_on.replace(name, str(number)) if isinstance(shown_on, str) else shown_on
        browser = visitors[who]
        form = shown(browser, page, shown_on) | typed
        first = browser.client.post(page, data=files_anew(form))
        assert first.status_code == 303, (page, first.text)
        done = dump(database)

        again = browser.client.post(page, data=files_anew(form))

        answered[page] = (first.status_code, first.location) == (again.status_code, again.location) and first.location
        assert dump(database) == done, page
        sent.add(app.url_map.bind("localhost").match(page.partition("?")[0], method="POST")[0])
    assert [page for page, same in answered.items() if not same] == []
    forms = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    assert forms - sent == WRITES_NOTHING | BY_ITSELF


def shown(browser, page, shown_on):
    """Return the fields of a form as it is shown on a page, or on the one that looks a file through."""
    if isinstance(shown_on, str):
        return browser.form(shown_on or page, page)
    looked, typed = shown_on
    answer = browser.send(looked, files_anew(typed))
    assert answer.status_code == 200, (looked, answer.text)
    return browser.hidden(answer.text, page)


def fail_every_mail(database):
    with database.write() as session:
        session.execute(update(outbox).values(state="fejlet"))
        session.commit()


def stand_on_the_first_version(database):
    with database.write() as session:
        session.execute(update(process).where(process.c.name == PROCESS.name).values(version=1))
        session.commit()


ADDED = {"name": "Klubben", "kind": "forening"}


def organisations(database):
    with database.read() as session:
        return list(session.scalars(select(Organisation.name)))


def test_a_form_sent_twice_at_the_same_moment_is_done_once(browse, database):
    admin = browse("admin")
    form, answers = admin.form("/organisationer/ny") | ADDED, []

    together(*[lambda: answers.append(admin.client.post("/organisationer/ny", data=form))] * 2)

    assert [(one.status_code, one.location) for one in answers] == [(303, "/organisationer/1/")] * 2
    assert organisations(database) == ["Klubben"]


def test_a_used_form_with_something_else_in_it_is_refused_with_what_was_typed(browse, database):
    admin = browse("admin")
    form = admin.form("/organisationer/ny") | ADDED
    admin.client.post("/organisationer/ny", data=form)

    answer = admin.client.post("/organisationer/ny", data=form | {"name": "Skolen"})

    assert answer.status_code == 409
    assert "Formularen er allerede sendt" in answer.text
    assert "<dd>Skolen</dd>" in answer.text
    assert organisations(database) == ["Klubben"]


def test_a_form_that_was_refused_is_sent_again_when_it_is_mended(browse, database):
    admin = browse("admin")
    admin.send("/organisationer/ny", ADDED)
    form = admin.form("/organisationer/ny") | ADDED
    assert admin.client.post("/organisationer/ny", data=form).status_code == 422

    assert admin.client.post("/organisationer/ny", data=form | {"name": "Skolen"}).status_code == 303
    assert organisations(database) == ["Klubben", "Skolen"]


def test_an_answer_that_could_not_be_remembered_does_nothing_twice(browse, database, monkeypatch):
    monkeypatch.setattr(once, "WAITS", 2)
    admin = browse("admin")
    form = admin.form("/organisationer/ny") | ADDED
    admin.client.post("/organisationer/ny", data=form)
    with database.write() as session:
        session.execute(update(SentForm).values(location=""))
        session.commit()

    assert admin.client.post("/organisationer/ny", data=form).status_code == 409
    assert organisations(database) == ["Klubben"]

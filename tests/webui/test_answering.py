"""The pages on which residents answer: in any language, by phone, without a trace but the answer."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select, text

from engine.db import Database
from engine.models import Base
from tests.webui import small
from tests.webui.phone import KIOSK, LINK, Phone, stored
from webui.mapping.answers import COOKIE, Sheet, opened, sealed
from workflows.tryghedsnetvaerk.mapping.survey import codes, collecting, questions
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, Mark, Survey

WEIGHT = 60_000


def test_one_answers_by_a_link_one_question_a_screen(survey, phone, database):
    survey()
    one = phone().open()
    assert "Boligforeningen" in one.said
    assert "frivilligt" in one.said
    assert "anonymt" in one.said
    assert "kan det ikke trækkes tilbage" in one.said
    assert "Ali Yıldız" in one.said

    one.press("begynd")
    assert "1 af 5" in one.said
    one.answer(2, 5).press("spring").answer(-1, 3)
    assert one.said.count("Ret") == 5
    assert stored(database) == []
    one.press("send")

    assert one.page.status_code == 200
    assert "Tak for dit svar" in one.said
    assert stored(database) == [("web", {"tryg": 2, "koersel": 5, "vold": -1, "belysning": 3})]


def test_one_goes_back_and_changes_an_answer(survey, phone, database):
    survey()
    one = phone().open().press("begynd").answer(1, 2)
    one.press("tilbage", svar=4)
    assert re.search(r'value="2" checked', one.page.text)
    one.press("tilbage").press("videre", svar=5).answer(2, 4, 1, 1)
    one.press("ret-5").press("videre", svar=2).press("send")

    ((_, marks),) = stored(database)
    assert marks == {"tryg": 5, "koersel": 2, "affald": 4, "vold": 1, "belysning": 2}


def test_going_on_without_an_answer_is_asked_about(survey, phone):
    survey()
    one = phone().open().press("begynd").press("videre")

    assert one.page.status_code == 422
    assert "Spring over" in one.said
    assert "1 af 5" in one.said


def test_an_answer_sent_again_is_thanked_for_and_counts_once(survey, phone, database):
    survey()
    one = phone().open().press("begynd").answer(1, 1, 1, 1, 1)
    kept, page = one.sheet, one.page
    for _ in range(3):
        one.sheet, one.page = kept, page
        assert one.press("send").page.status_code == 200
        assert "Tak for dit svar" in one.said

    assert len(stored(database)) == 1


@pytest.mark.parametrize(
    ("language", "direction", "word"), [("ar", "rtl", "ابدأ"), ("tr", "ltr", "Başla"), ("en", "ltr", "Start")]
)
def test_every_page_is_in_the_language_that_was_chosen(survey, phone, database, language, direction, word):
    number = survey()
    one = phone().open(sprog=language)
    assert f'<html lang="{language}" dir="{direction}">' in one.page.text
    assert word in one.said
    for name in ("Dansk".lower(), "English", "العربية", "Türkçe"):
        assert name.lower() in one.said.lower()

    one.press("begynd").answer(1, 1, 1, 1, 1)
    assert f'<html lang="{language}" dir="{direction}">' in one.page.text
    one.press("send")

    assert f'lang="{language}"' in one.page.text
    with database.read() as session:
        assert collecting.count_by_language(session, number)[language] == 1


def test_the_browser_says_which_language_is_met_first(survey, phone):
    survey()
    one = phone()
    one.page = one.client.get(LINK, headers={"Accept-Language": "ar, da;q=0.5"})

    assert '<html lang="ar" dir="rtl">' in one.page.text


def test_a_code_is_asked_for_and_used_once(survey, phone, database, people, now):
    number = survey(access=BY_CODE)
    with database.write() as session:
        row = session.get_one(Survey, number)
        (code,) = codes.make_codes(session, small.ask(row.network_id, people["mette"], now), 1, 1)
        session.commit()
    one = phone().open()
    assert "Din kode" in one.said

    assert one.press("begynd", kode="ABC DEF GHJ").page.status_code == 422
    assert "Koden passer ikke" in one.said
    one.press("begynd", kode=codes.spelled(code).lower()).answer(1, 1, 1, 1, 1).press("send")
    assert "Tak for dit svar" in one.said
    assert phone().open().press("begynd", kode=code).page.status_code == 409

    assert len(stored(database)) == 1


def test_who_tries_many_codes_waits_and_nothing_of_it_is_stored(survey, phone, database):
    survey(access=BY_CODE)
    before = everything(database)
    one = phone().open()
    tried = [one.press("begynd", kode="ABC DEF GHJ").page.status_code for _ in range(14)]

    assert tried == [422] * 12 + [429] * 2
    assert everything(database) == before


def test_what_cannot_be_a_code_is_no_guess(survey, phone):
    survey(access=BY_CODE)
    one = phone().open()
    for said in ["", "abc", "ABC DEF GH0"] * 5:
        assert one.press("begynd", kode=said).page.status_code == 422

    assert "Skriv koden, der står på kortet" in one.press("begynd", kode=" ").said
    assert one.press("begynd", kode="ABC DEF GHJ").page.status_code == 422


def test_a_wrong_code_is_told_beside_its_field(survey, phone):
    survey(access=BY_CODE)
    page = phone().open().press("begynd", kode="ABC DEF GHJ").page

    assert page.request.full_path.endswith("?side=begynd&fejl=kode")
    assert page.text.index("<form") < page.text.index("Koden passer ikke") < page.text.index('id="kode"')
    assert "autofocus" in page.text


@pytest.mark.parametrize(("language", "between"), [("da", " og "), ("en", " and "), ("ar", " و")])
def test_who_is_behind_is_named_as_the_language_names_several(survey, phone, language, between):
    survey(behind="Nordby Kommune\nØstvang", contact="Lis, 00 41 20 15", languages="da,en,ar")
    page = phone().open(sprog=language).page.text

    assert f"<p><bdi>Nordby Kommune{between}Østvang</bdi></p>" in page
    assert "Lis, 00\u00a041\u00a020\u00a015" in page


def everything(database: Database) -> dict[str, int]:
    """Return how many rows each table has."""
    with database.read() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def test_an_answer_writes_the_answer_and_its_box_and_nothing_else(survey, browse, database, clock):
    survey()
    helper = browse("mette")  # somebody who is logged in on the phone that is lent
    before = everything(database)
    clock.at = clock.at.replace(hour=16)
    Phone(helper.client).open().press("begynd").answer(1, 2, 3, 4, 5).press("send")

    after = everything(database)
    changed = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert changed == {"survey_answer": 1, "survey_mark": 5, "survey_box": 1}
    with database.read() as session:
        seen = session.scalar(text("SELECT max(seen_at) FROM web_session"))
    assert not str(seen).startswith("2026-03-02 16")


def test_one_goes_back_forward_and_reloads_as_on_any_page(survey, phone, database):
    survey()
    one = phone().open().press("begynd").answer(2, 4)
    assert one.page.request.query_string == b"side=3"
    assert re.search(r'value="2" checked', one.go("1").page.text)
    assert re.search(r'value="4" checked', one.go("2").page.text)
    assert "5 af 5" in one.go("3").answer(3, 3).said
    one.answer(3)
    kept, page = one.sheet, one.page
    one.press("send")
    assert "Tak for dit svar" in one.said
    for side in ("send", "1", "sendt"):  # back to what was answered, and forward again
        assert "Tak for dit svar" in one.go(side).said
    one.sheet, one.page = kept, page
    assert "Tak for dit svar" in one.press("send").said

    assert stored(database) == [("web", {"tryg": 2, "koersel": 4, "affald": 3, "vold": 3, "belysning": 3})]
    assert "Begynd" in one.open().said  # somebody else in the home


def test_an_older_page_loses_nothing_that_was_answered_after_it(survey, phone, database):
    survey()
    one = phone().open().press("begynd")
    old, page = one.sheet, one.page
    one.answer(1, 2, 3)
    one.sheet, one.page = old, page
    one.press("videre", svar=5).go("send").press("send")

    assert stored(database) == [("web", {"tryg": 5, "koersel": 2, "affald": 3})]


def test_a_browser_without_cookies_is_led_on_by_the_page(survey, phone, database):
    survey()
    one = phone()
    one.client = one.client.application.test_client(use_cookies=False)
    one.open().press("begynd").answer(1, 2, 3, 4, 5).press("send")

    assert "Tak for dit svar" in one.said
    assert len(stored(database)) == 1
    assert "Begynd" in one.go("2").said


def test_no_page_needs_a_script_or_any_cookie_but_one(survey, phone):
    number = survey()
    one = phone().open(sprog="en").press("begynd")
    pages = [one.page, one.answer(1, 1, 1, 1, 1).page, one.press("send").page]

    assert {said.partition("=")[0] for said in one.cookies} == {COOKIE}
    for said in one.cookies:
        assert "HttpOnly" in said
        assert f"Path={LINK};" in said
        assert "Max-Age=3600" in said
    assert one.cookies[-1] != one.cookies[-2]
    left = Sheet.__dataclass_fields__.keys() - {"survey_id", "mode", "language", "form", "end"}
    with one.client.application.app_context():
        last = opened(one.cookies[-1].partition("=")[2].partition(";")[0], number, "web")
    assert last
    assert not any(getattr(last, name) for name in left)
    assert not [page for page in pages if "<script" in page.text]
    for page in pages:
        assert page.headers["Cache-Control"] == "no-store"
        assert "noindex" in page.headers["X-Robots-Tag"]
        assert page.headers["Referrer-Policy"] == "same-origin"


def test_the_longest_questionnaire_fits_in_the_cookie(app):
    marks = {1_000_000 + nr: -2 for nr in range(questions.MOST_ITEMS)}
    with app.app_context():
        assert len(sealed(Sheet(1_000_000, "hjulpet", "zh-Hant-TW", code="A" * 18, marks=marks))) < 3_900


def test_a_whole_page_weighs_less_than_sixty_kilobytes(survey, phone):
    survey()
    one = phone().open(sprog="ar")
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', one.page.text)
    style = sum(len(one.client.get(unescape(sheet), buffered=True).data) for sheet in sheets)
    pages = [one.page, one.press("begynd").page, one.answer(1, 1, 1, 1, 1).page]

    assert len(re.findall(r"(?:src|href)=\"/static", one.page.text)) == 1
    assert max(len(page.data) for page in pages) + style < WEIGHT


def test_a_kiosk_begins_again_and_counts_as_one(survey, phone, database):
    survey()
    one = phone(KIOSK).open().press("begynd").answer(1, 1)
    assert "1 af 5" in one.open().press("begynd").said  # who comes next begins anew, also when the one before left
    assert "checked" not in one.page.text
    one.answer(1, 1, 1, 1, 1).press("send")

    assert one.page.headers["Refresh"] == f"30; url={KIOSK}"
    assert f'href="{KIOSK}"' in one.page.text
    assert "Næste person" in one.said
    phone(f"{KIOSK}/hjulpet").open().press("begynd").answer(2, 2, 2, 2, 2).press("send")
    assert sorted(mode for mode, _ in stored(database)) == ["hjulpet", "kiosk"]


def test_the_log_of_pages_is_empty_when_the_page_has_left(survey, phone, database):
    survey()
    phone().open().press("begynd").answer(1, 1, 1, 1, 1).press("send").page.close()

    assert database.file
    log = database.file.with_name(f"{database.file.name}-wal")
    assert not log.exists() or log.stat().st_size == 0
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Mark)) == 5

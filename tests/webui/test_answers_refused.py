"""What is sent that cannot be an answer gets a friendly page in its language, and nothing of it is stored."""

from typing import Any

import pytest
from sqlalchemy import text

from tests.webui.phone import KIOSK, stored
from workflows.tryghedsnetvaerk.mapping.survey.models import Survey

BAD: dict[str, dict[str, Any]] = {
    "no form": {"ark": ""},
    "another's form": {"ark": "WzEsIndlYiIsImRhIiwieCIsIiIse30sMF0.c2VhbA"},
    "a step that is none": {"svar": "6"},
    "a step beside the scale": {"svar": "-3"},
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_a_forged_form_is_told_so_kindly_and_nothing_is_stored(survey, phone, database, data):
    survey()
    one = phone().open().press("begynd").press("videre", **data)

    assert one.page.status_code == 422
    assert "Intet er gemt" in one.said
    assert stored(database) == []


def test_a_form_cannot_be_changed_on_its_way(survey, phone, database):
    survey()
    one = phone().open().press("begynd").answer(1, 1, 1, 1, 1)
    body, seal = one.sheet.rsplit(".", 1)
    one.sheet = f"{body[:-2]}{'A' if body[-2] != 'A' else 'B'}{body[-1]}.{seal}"

    assert one.press("send").page.status_code == 422
    assert stored(database) == []


@pytest.mark.parametrize(
    ("values", "status", "said"),
    [
        ({"closed_on": "today"}, 410, "Undersøgelsen er lukket"),
        ({"opened_on": None}, 403, "ikke åbnet endnu"),
    ],
)
def test_before_and_after_a_friendly_page_says_so(survey, phone, now, values, status, said):
    survey(**{key: now.date() if value else None for key, value in values.items()})
    one = phone().open()

    assert one.page.status_code == status
    assert said in one.said
    assert 'name="gaa"' not in one.page.text


def test_a_form_that_comes_after_closing_is_not_stored(survey, phone, database, now):
    number = survey()
    one = phone().open(sprog="en").press("begynd").answer(1, 1, 1, 1, 1)
    with database.write() as session:
        session.get_one(Survey, number).closed_on = now.date()
        session.commit()
    one.press("send")

    assert one.page.status_code == 410
    assert '<html lang="en"' in one.page.text
    assert stored(database) == []


@pytest.mark.parametrize("path", ["/svar/nothing", "/svar/birkeparken-ind", "/svar/birkeparken-svar/hjulpet"])
def test_a_link_that_leads_nowhere_is_told_so(survey, phone, path):
    survey()
    one = phone(path).open()

    assert one.page.status_code == 404
    assert "Siden findes ikke" in one.said


def test_a_sheet_of_one_way_is_no_sheet_of_another(survey, phone, database):
    survey()
    one = phone().open().press("begynd").answer(1, 1, 1, 1, 1)
    one.path = KIOSK

    assert one.press("send").page.status_code == 422
    assert stored(database) == []


def test_nothing_answered_is_nothing_to_send(survey, phone, database):
    survey()
    one = phone().open().press("begynd")
    for _ in range(5):
        one.press("spring")
    one.press("send")

    assert one.page.status_code == 422
    assert stored(database) == []


def test_whoever_stops_leaves_nothing(survey, phone, database):
    survey()
    one = phone().open().press("begynd").answer(1, 1).press("stop")
    assert "slettet og ikke sendt" in one.said
    one.press("ret-3")
    assert "3 af 5" in one.said
    one.press("stop").press("slut")

    assert "Intet er gemt" in one.said
    assert "Intet er gemt" in one.go("2").said
    assert stored(database) == []


def test_a_database_in_trouble_asks_to_press_again(survey, phone, database, monkeypatch, caplog):
    survey()
    one = phone().open().press("begynd").answer(1, 1, 1, 1, 1)
    with database.write() as session:
        session.execute(text("ALTER TABLE survey_mark RENAME TO gone"))
        session.commit()
    one.press("send")
    assert one.page.status_code == 503
    assert "tryk igen" in one.said
    assert "birkeparken" not in caplog.text

    with database.write() as session:
        session.execute(text("ALTER TABLE gone RENAME TO survey_mark"))
        session.commit()
    one.press("send")
    assert "Tak" in one.said
    assert len(stored(database)) == 1


@pytest.mark.parametrize("said", ["--3", "³", "3.0", "", "9" * 20])
def test_a_step_that_is_no_number_is_no_fault_of_ours(survey, phone, database, said):
    survey()

    assert phone().open().press("begynd").press("videre", svar=said).page.status_code == 422
    assert stored(database) == []


def test_a_closed_survey_says_so_and_asks_for_nothing(survey, phone, now):
    survey(closed_on=now.date(), languages="da,ar")
    one = phone().open(sprog="ar")

    assert one.page.status_code == 410
    assert "تم إغلاق الاستبيان" in one.said
    assert 'class="error"' not in one.page.text
    assert "sprog=da" in one.page.text
    assert "side.frivilligt" not in one.page.text
    assert "Testvej" not in one.said


def test_a_wrong_address_is_told_so_in_every_language_that_is_shipped(survey, phone):
    survey()
    said = phone("/svar/nothing").open().said

    assert "Siden findes ikke" in said
    assert "This page does not exist" in said
    assert "الصفحة غير موجودة" in said

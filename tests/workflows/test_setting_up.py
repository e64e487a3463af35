"""Before the first answer: what a questionnaire may ask, how it is put into other words, and what opening fixes."""

from datetime import date, timedelta

import pytest

from engine import commitments, records
from engine.errors import BadInput, Lacking, NotAllowed
from engine.removals import remove
from tests.workflows import deeds
from tests.workflows.surveying import asks, begun, dogs, opened, set_up
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.report.responding import response_of
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.survey import bank, codes, doors, questionnaires, questions, surveys
from workflows.tryghedsnetvaerk.mapping.survey.models import Answer, Questionnaire
from workflows.tryghedsnetvaerk.mapping.survey.withdrawing import withdraw


@pytest.fixture
def setting(world: World) -> World:
    world.begin()
    return world


def test_a_questionnaire_begins_with_the_core_and_the_background(setting: World):
    row = begun(setting)

    assert [item.code for item in row.items] == [*bank.CORE, "koen", "alder", "botid"]
    assert not commitments.check(setting.session.connection(), [setting.network])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"scale": ""}, "faste svar"),
        ({"scale": "ja_nej"}, "det sidste svar er det mest utrygge"),
        ({"scale": "", "options": "Ja\nNej"}, "det sidste svar er det mest utrygge"),
        ({"direction": 0}, "utryg"),
        ({"text": ""}, "én linje"),
        ({"text": "x" * 201}, "én linje"),
        ({"text": "Folk med en anden religion"}, "religion"),
        ({"kind": "baggrund", "text": "Hvilket sprog taler I?", "scale": "", "options": "Dansk\nAndet",
          "direction": 0}, "sprog"),
        ({"provenance": ""}, "hvorfor"),
        ({"provenance_note": ""}, "få ord"),
        ({"bank": "ni", "code": "vold"}, "der allerede|ens hver gang"),
        ({"bank": "ni", "code": "findes_ikke"}, "findes ikke"),
        ({"kind": "aabent"}, "hvad slags"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_or_may_not_be_asked_is_refused(setting: World, said: dict, why: str):
    row = begun(setting)

    with pytest.raises(BadInput, match=why):
        asks(setting, row, {**dogs(), **said})


def test_a_bank_question_is_asked_as_it_stands(setting: World):
    row = begun(setting)
    changed = [{**one, "text": "Er du glad?"} if one["code"] == "tryg" else one for one in row.asks]

    with pytest.raises(BadInput, match="ens hver gang"):
        setting.write(questionnaires.save_questionnaire, row.nr, {"asks": changed})


@pytest.mark.parametrize("again", ["Løse hunde", " løse  HUNDE. "])
def test_the_same_question_is_not_asked_twice(setting: World, again: str):
    row = asks(setting, begun(setting), dogs())

    with pytest.raises(BadInput, match="er der allerede"):
        asks(setting, row, dogs(again))
    assert asks(setting, row, dogs("Løse hunde på stierne"))


def test_a_new_version_tells_what_can_be_compared(setting: World):
    first = asks(setting, begun(setting), dogs())
    first_asks = first.asks
    opened(setting)

    second = setting.write(questionnaires.new_version, first.nr)
    changed = [{**one, "text": "Hunde uden snor"} if one["code"] == "egen_1" else one for one in second.asks[1:]]
    second = setting.write(questionnaires.save_questionnaire, second.nr, {"asks": changed})

    told = questions.compared(first_asks, second.asks)
    assert told["new"] == ["egen_2"]
    assert told["gone"] == ["tryg", "egen_1"]
    assert "vold" in told["same"]


def test_what_was_used_is_neither_changed_nor_removed(setting: World):
    row = begun(setting)
    opened(setting)

    with pytest.raises(NotAllowed, match="brugt"):
        setting.write(questionnaires.save_questionnaire, row.nr, {"title": "Andet"})
    with pytest.raises(NotAllowed, match="brugt"):
        setting.write(remove, Questionnaire, row.nr, reason="Fejl")


def test_opening_says_everything_that_is_missing_at_once(setting: World):
    study = setting.add(Study, kind=QUANTITATIVE, state="planlagt")
    setting.write(surveys.save_survey, study.nr, {"languages": "da"})

    with pytest.raises(Lacking) as refused:
        setting.write(surveys.open_survey, study.nr, reason="x")

    assert len(refused.value.reasons) == len(surveys.NEEDED)


def test_opening_before_residents_are_informed_asks_why(setting: World):
    study, _row = set_up(setting)

    with pytest.raises(BadInput, match="informeret"):
        setting.write(surveys.open_survey, study.nr)
    row = setting.write(surveys.open_survey, study.nr, reason="Afdelingsmødet er først i maj")

    assert row.early_reason
    assert setting.findings("kortlaegning")["informeret_foerst"].reason


def test_opening_for_a_day_to_come_asks_why_all_the_same(setting: World):
    study, _row = set_up(setting, opens_on=setting.today + timedelta(days=3))

    with pytest.raises(BadInput, match="informeret"):
        setting.write(surveys.open_survey, study.nr)

    assert setting.write(surveys.open_survey, study.nr, reason="Afdelingsmødet er først i maj").early_reason


def test_opening_after_they_are_informed_asks_nothing(setting: World):
    deeds.informed(setting)
    study, _row = set_up(setting)

    row = setting.write(surveys.open_survey, study.nr)

    assert (row.opened_on, row.early_reason) == (setting.today, "")
    assert row.link


def test_an_open_survey_stays_as_it_is_but_for_its_last_day(setting: World):
    study, _row = opened(setting)

    for said in ({"population": 900}, {"contact": "En anden"}, {"access": "koder"}, {"done_by": "Andre"}):
        with pytest.raises(NotAllowed, match="åbnet"):
            setting.write(surveys.save_survey, study.nr, said)
    last = setting.today + timedelta(days=20)
    assert setting.write(surveys.save_survey, study.nr, {"closes_on": last, "population": 980}).closes_on == last


def test_closing_makes_the_study_and_cannot_be_undone(setting: World):
    study, row = opened(setting)
    setting.session.add(Answer(id=7, network_id=setting.network, survey_id=row.id, mode="web"))
    setting.later(days=14)
    for asked in (0, 981):
        with pytest.raises(BadInput, match="Skriv et tal fra 1"):
            setting.write(surveys.close_survey, study.nr, asked=asked)

    setting.write(surveys.close_survey, study.nr, asked=400)

    study = records.get(setting.session, Study, setting.network, study.nr)
    assert (study.state, study.answered, study.asked) == ("gennemfoert", 1, 400)
    assert study.fieldwork_until == setting.today > study.fieldwork_from
    for again in (surveys.close_survey, surveys.open_survey):
        with pytest.raises(NotAllowed, match="lukket"):
            setting.write(again, study.nr)
    assert not commitments.check(setting.session.connection(), [setting.network])


def test_how_many_were_asked_through_an_open_link_is_never_guessed(setting: World):
    study, _row = opened(setting)
    setting.write(surveys.close_survey, study.nr)

    assert records.get(setting.session, Study, setting.network, study.nr).asked is None


def test_as_many_were_asked_as_somebody_wrote_and_not_as_there_are_codes(setting: World):
    study, row = opened(setting, access="koder")
    setting.session.add(Answer(id=7, network_id=setting.network, survey_id=row.id, mode="web"))
    setting.write(codes.make_codes, study.nr, 10)
    with pytest.raises(BadInput, match="til 10"):
        setting.write(surveys.close_survey, study.nr, asked=11)
    setting.write(surveys.close_survey, study.nr, asked=8)

    study = records.get(setting.session, Study, setting.network, study.nr)
    assert response_of(study, row).said(Speaker()) == (
        "1 af de 8, der blev spurgt, har svaret (12 %). Målgruppen er 980 personer."
    )
    study.asked = None
    assert response_of(study, row).said(Speaker()) == "1 af målgruppens 980 personer har svaret (under 1 %)."


def test_a_survey_nobody_answered_is_no_study_that_was_made(setting: World):
    study, _row = opened(setting)
    setting.write(surveys.close_survey, study.nr)

    assert records.get(setting.session, Study, setting.network, study.nr).state == "planlagt"


@pytest.mark.parametrize(
    "said", [{"population": 0}, {"population": 10**6}, {"age_from": 200}, {"counted": "hunde"}, {"access": "alle"},
             {"purpose": "x" * 601}, {"purpose": "{0}"}, {"opens_on": date(2026, 5, 2), "closes_on": date(2026, 5, 1)},
             {"questionnaire_id": 10**6}, {"done_by": "x" * 300}],
)  # fmt: skip
def test_what_nobody_can_mean_is_refused(setting: World, said: dict):
    with pytest.raises(BadInput):
        set_up(setting, **said)


def test_a_survey_lives_its_whole_life_on_both_databases(any_world: World):
    any_world.begin()
    first = asks(any_world, begun(any_world), dogs())
    study, row = opened(any_world)
    any_world.write(surveys.close_survey, study.nr)
    second = any_world.write(questionnaires.new_version, first.nr)

    assert [item.code for item in second.items] == [item.code for item in first.items]
    assert (row.closed_on, second.locked_on) == (any_world.today, None)
    assert not commitments.check(any_world.session.connection(), [any_world.network])


def test_a_set_up_that_never_opened_is_removed_with_all_that_hangs_on_it(setting: World):
    study, row = set_up(setting, access="koder")
    setting.write(codes.make_codes, study.nr, 16)
    setting.write(
        doors.add_doors,
        study.nr,
        {"block": "Blok 1", "on": setting.today, "doors": 9, "rung": 5, "opened": 2, "declined": 0},
    )

    setting.write(withdraw, study.nr, reason="Det var et andet område")

    assert surveys.find_survey(setting.session, study) is None
    assert not commitments.check(setting.session.connection(), [setting.network])
    assert study.state == "planlagt"
    again = setting.write(surveys.save_survey, study.nr, {"population": 100})
    assert again.nr > row.nr


def test_what_was_opened_is_never_removed(setting: World):
    study, _row = set_up(setting)
    setting.write(surveys.open_survey, study.nr, reason="Afdelingsmødet er først i maj")

    with pytest.raises(NotAllowed):
        setting.write(withdraw, study.nr, reason="Fortrudt")

"""What a closed survey showed: counted in the database, hidden where it points at few, kept as it was told."""

import json
from collections import Counter

import pytest
from sqlalchemy import select

from engine import commitments
from engine.errors import BadInput, NotAllowed, Stale
from tests.workflows.surveying import opened
from tests.workflows.tallied import answer, closed
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.statistics.attack import exposed
from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import Hidden
from workflows.tryghedsnetvaerk.mapping.survey import counting, releasing, results, scales, shown
from workflows.tryghedsnetvaerk.mapping.survey.collecting import list_items
from workflows.tryghedsnetvaerk.mapping.survey.models import Mark, Release

PEOPLE = {(sex, age): number for sex in (1, 2) for age, number in enumerate((150, 120, 100, 70, 50), 1)}


@pytest.fixture
def setting(world: World) -> World:
    world.begin()
    return world


def one_by_one(world, survey):
    """Every answer by itself, as nobody but a test reads them."""
    codes = {item.id: item.code for item in list_items(world.session, survey)}
    told = {}
    for mark in world.session.scalars(select(Mark).where(Mark.survey_id == survey.id)):
        told.setdefault(mark.answer_id, {})[codes[mark.item_id]] = mark.value
    return list(told.values())


def tallied(world, survey):
    items = list_items(world.session, survey)
    background = [item for item in items if item.kind == "baggrund"]
    return items, counting.count(world.session, survey, background, results.scaled(items), results.celled(items))


def test_the_database_counts_as_one_would_by_hand(any_world: World):
    any_world.begin()
    _study, survey = closed(any_world, 60)
    answers = one_by_one(any_world, survey)
    items, tally = tallied(any_world, survey)
    of = {item.code: item for item in items}
    conditions = [item.code for item in items if item.kind == "forhold"]

    assert tally.values[of["vold"].id] == Counter(one["vold"] for one in answers if "vold" in one)
    assert tally.crossed[of["vold"].id, of["koen"].id] == Counter(
        (one["vold"], one["koen"]) for one in answers if "vold" in one and "koen" in one
    )
    assert tally.cells[of["vold"].id] == Counter(
        (one["vold"], one["koen"], one["alder"]) for one in answers if {"vold", "koen", "alder"} <= one.keys()
    )
    told = [[one[code] for code in conditions if one.get(code, 0) > 0] for one in answers]
    assert tally.sums == Counter((len(one), sum(one)) for one in told if one)
    whole = [one for one in told if len(one) == len(conditions)]
    assert list(tally.each) == [Counter(column) for column in zip(*whole, strict=True)]


def test_a_survey_of_many_questions_is_counted_some_at_a_time(setting: World, monkeypatch: pytest.MonkeyPatch):
    _study, survey = closed(setting, 60)
    _items, at_once = tallied(setting, survey)
    monkeypatch.setattr(counting, "QUESTIONS", 4)
    monkeypatch.setattr(counting, "GROUPS", 50)

    assert tallied(setting, survey)[1] == at_once


def test_a_scale_the_other_way_round_is_turned_in_the_index(setting: World):
    _study, survey = closed(setting, 40)
    items = results.scaled(list_items(setting.session, survey))
    before = counting.count(setting.session, survey, [], items).sums
    items[0].direction = -1

    after = counting.count(setting.session, survey, [], items).sums

    assert before != after
    assert sum(before.values()) == sum(after.values())


def test_every_number_adds_up_and_nobody_can_be_found(setting: World):
    _study, survey = closed(setting, 90)
    items, tally = tallied(setting, survey)

    made = shown.numbers(tally, items)
    told = results.compute(setting.session, survey)

    assert all(made.counts[one.total] == sum(made.counts[key] for key in one.parts) for one in made.sums)
    assert not exposed(made.counts, made.sums, made.counts.keys() - told.counts, made.silent)
    assert not any(0 < number < 5 for number in told.counts.values())
    assert all(made.counts[key] == number for key, number in told.counts.items())
    assert not made.silent & told.counts.keys()
    assert set(told.percent) <= told.counts.keys()


def test_results_tell_shares_ranking_and_index_and_are_kept(setting: World):
    study, survey = closed(setting, 240)
    told = results.compute(setting.session, survey)

    row = setting.write(releasing.release, study.nr, told)
    kept = releasing.find_results(setting.session, survey)

    assert kept == told
    assert (kept.answers, kept.population, sum(kept.modes.values())) == (240, 980, 240)
    percent, low, high = kept.percent["vold:utryg"]
    assert low < percent < high
    assert percent == pytest.approx(100 * kept.counts["vold:utryg"] / kept.counts["vold:base"], abs=0.01)
    assert kept.index["holds"]
    assert kept.index["items"] == 9
    assert len(kept.ranking) == 9
    assert row.nr == 1
    assert not commitments.check(setting.session.connection(), [setting.network])


def test_weighting_says_what_it_costs_and_tells_no_hidden_share(setting: World):
    _study, survey = closed(setting, 240)

    told = results.compute(setting.session, survey, PEOPLE)

    assert told.weighting.effect > 1
    assert told.weighting.outside
    assert told.weighting.effective == pytest.approx(240 / told.weighting.effect, rel=0.01)  # of all, as intervals are
    assert told.weighted
    assert told.weighted.keys() <= told.counts.keys()
    plain = results.compute(setting.session, survey)
    assert plain.counts == told.counts
    assert plain.weighting is None


def test_releasing_anew_takes_the_place_of_the_first(setting: World):
    study, survey = closed(setting, 400)
    setting.write(releasing.release, study.nr, results.compute(setting.session, survey))

    row = setting.write(releasing.release, study.nr, results.compute(setting.session, survey, PEOPLE), PEOPLE)

    assert (row.version, len(setting.all(Release))) == (2, 1)
    assert releasing.people_of(row) == PEOPLE


def test_what_was_told_and_what_was_hidden_stays_so(setting: World):
    """Were another number hidden in its place, whoever kept the first table would have both."""
    study, survey = closed(setting, 240)
    row = setting.write(releasing.release, study.nr, results.compute(setting.session, survey))
    first = json.loads(row.told)
    of_an_earlier_edition = {**first, "small": [], "further": ["tryg=1"]}
    del of_an_earlier_edition["counts"]["tryg=1"]
    row.told = json.dumps(of_an_earlier_edition)
    setting.session.flush()

    anew = results.compute(setting.session, survey, PEOPLE)

    assert anew.counts == of_an_earlier_edition["counts"]
    assert "tryg=1" not in anew.counts


def test_nothing_but_how_many_answered_is_told_where_nobody_can_be_hidden(
    setting: World, monkeypatch: pytest.MonkeyPatch
):
    _study, survey = closed(setting, 60)
    monkeypatch.setattr(shown, "hide", lambda *_said, **_told: Hidden(frozenset(), frozenset({"tryg=1"})))

    assert results.compute(setting.session, survey).counts == {"n": 60}


def test_nothing_is_released_before_the_survey_is_closed(setting: World):
    study, survey = opened(setting)
    answer(setting.session, survey, 9)

    with pytest.raises(NotAllowed, match="ikke lukket"):
        setting.write(releasing.release, study.nr, results.compute(setting.session, survey))


def test_a_count_that_is_not_of_these_answers_is_refused(setting: World):
    study, survey = closed(setting, 9)
    told = results.compute(setting.session, survey)
    of_more = results.read(json.dumps({**json.loads(told.kept()), "answers": 10}))

    with pytest.raises(Stale):
        setting.write(releasing.release, study.nr, of_more)
    with pytest.raises(BadInput):
        setting.write(releasing.release, study.nr, told, {(1, 1): -1})


def test_a_survey_that_few_answered_tells_only_that(setting: World):
    _study, survey = closed(setting, 9)

    told = results.compute(setting.session, survey)

    assert told.counts == {"n": 9}
    assert (told.percent, told.ranking, told.index["mean"]) == ({}, (), None)


def test_everybody_answered_has_no_interval(setting: World):
    _study, survey = closed(setting, 400, population=400)

    told = results.compute(setting.session, survey)

    assert told.everybody
    whole = [item.code for item in list_items(setting.session, survey) if told.counts.get(f"{item.code}:base") == 400]
    assert all(told.percent[f"{code}:utryg"][1] is None for code in whole if f"{code}:utryg" in told.percent)


def test_more_answers_than_people_are_reckoned_without_the_population(setting: World):
    _study, survey = closed(setting, 400, population=40)

    told = results.compute(setting.session, survey)

    assert not told.everybody
    assert told.percent["tryg:utryg"][1] is not None


def test_steps_are_told_in_whole_by_the_scale(setting: World):
    _study, survey = closed(setting, 100)
    items, tally = tallied(setting, survey)
    made = shown.numbers(tally, items)

    for item in items:
        answers = [shown.value(item, one) for one, _key in scales.answers(item)]
        if item.kind != "baggrund":
            assert sum(made.counts[key] for key in answers) + made.counts[shown.value(item, 0)] == 100


def test_weighted_shares_and_the_index_give_no_hidden_number_away(setting: World):
    _study, survey = closed(setting, 240)

    told = results.compute(setting.session, survey, PEOPLE)

    assert told.index["mean"] == round(told.index["mean"])
    assert all(one == round(one) for three in told.weighted.values() for one in three)
    assert told.weighed[0].shares.keys() == {key.partition(":")[0] for key in told.weighted}


def test_answers_weighted_anew_are_judged_beside_what_was_told(setting: World):
    study, survey = closed(setting, 240)
    setting.write(releasing.release, study.nr, results.compute(setting.session, survey, PEOPLE), PEOPLE)
    other = {cell: number + 40 * cell[0] for cell, number in PEOPLE.items()}

    anew = results.compute(setting.session, survey, other)

    assert len(anew.weighed) == 2
    assert anew.weighed[0] == releasing.find_results(setting.session, survey).weighed[0]
    assert results.read(anew.kept()) == anew
    again = results.compute(setting.session, survey, PEOPLE)
    assert len(again.weighed) == 1

"""An attacker who holds everything that a network has released finds nobody who is hidden."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import select

from engine.db import Database
from tests.workflows.tallied import closed
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.report.evidence import gather
from workflows.tryghedsnetvaerk.mapping.report.waves import changed
from workflows.tryghedsnetvaerk.mapping.statistics import attack, index
from workflows.tryghedsnetvaerk.mapping.survey import releasing, results, shown
from workflows.tryghedsnetvaerk.mapping.survey.collecting import list_items
from workflows.tryghedsnetvaerk.mapping.survey.counting import Tally, count
from workflows.tryghedsnetvaerk.mapping.survey.guarding import Guard, Weighed
from workflows.tryghedsnetvaerk.mapping.survey.models import Item, Release, Survey

PEOPLE = {(sex, age): number for sex in (1, 2) for age, number in enumerate((150, 120, 100, 70, 50), 1)}
SEX = Item(id=1, code="koen", kind="baggrund", scale="", options="Kvinde\nMand\nAndet", direction=0)
AGE = Item(id=2, code="alder", kind="baggrund", scale="", options="Under 50\n50 og over", direction=0)
FEAR = Item(id=3, code="vold", kind="forhold", scale="ja_nej", options="", direction=1)
ITEMS = [SEX, AGE, FEAR]


def asked(chance):
    """A few people with a sex, an age and an answer."""
    return [
        (chance.choices((1, 2, 3), (5, 5, 1))[0], chance.choice((1, 2)), chance.choice((1, 2)))
        for _ in range(chance.randint(10, 24))
    ]


def counted(people):
    sexes, ages, answers = zip(*people, strict=True)
    crossed = {(3, 1): Counter(zip(answers, sexes, strict=True)), (3, 2): Counter(zip(answers, ages, strict=True))}
    cells = {1: Counter((sex, sex, age) for sex, age, _ in people), 3: Counter((x, sex, age) for sex, age, x in people)}
    values = {1: Counter(sexes), 2: Counter(ages), 3: Counter(answers)}
    return Tally(len(people), {"web": len(people)}, values, crossed, cells)


def weighed(people, weights):
    each = [(weights.get(f"{sex}|{age}", 1.0), answer == 2) for sex, age, answer in people]
    share = sum(weight for weight, insecure in each if insecure) / sum(weight for weight, _ in each)
    return Weighed(weights, {"vold": round(100 * share)})


@pytest.fixture
def setting(world: World) -> World:
    world.begin()
    return world


def test_a_weighted_share_that_would_give_the_size_of_a_group_away_is_not_told():
    found, kept = Counter(), 0
    for seed in range(9, 17):
        chance = Random(seed)
        people = asked(chance)
        tally = counted(people)
        made = shown.numbers(tally, ITEMS)
        guard = Guard(made, made.hidden(), tally, ITEMS, [SEX, AGE])
        told = weighed(
            people, {f"{sex}|{age}": chance.choice((0.4, 0.7, 1.3, 2.5)) for sex in (1, 2) for age in (1, 2)}
        )

        exposed = guard.found([told])

        assert guard.shares(told) == (set() if exposed else {"vold"})
        assert not guard.found()
        found.update({str(key).partition("=")[0] for key in exposed if ":" not in str(key)})
        kept += not exposed
    assert found["koen"]
    assert kept


def test_nobody_is_found_from_everything_that_two_rounds_released(setting: World):
    rounds = [closed(setting, people) for people in (240, 220)]
    for study, survey in rounds:
        told = results.compute(setting.session, survey, PEOPLE)
        setting.write(releasing.release, study.nr, told, PEOPLE)

    evidence = gather(setting.session, setting.network)

    for (_study, survey), found in zip(rounds, evidence.surveys, strict=True):
        told = releasing.find_results(setting.session, survey)
        for item in found.items:
            assert_shown(told, item.share, item.code)
        first = next(item.code for item in found.items if item.kind == "hoved")
        for one in found.divided:
            for step, (_name, share, _hidden) in enumerate(one.groups[:-1], 1):
                assert_shown(told, share, first, f"{one.code}={step}")
        assert not everything(setting, survey, told)
    waves = changed(evidence.surveys)
    told_of = [{item.text: item.share for item in one.items if item.told} for one in evidence.surveys]
    assert waves.items
    for one in waves.items:  # worked out from what both rounds show, and from nothing else
        assert (one.before, one.after) == (told_of[0][one.text], told_of[1][one.text])


def test_of_a_small_survey_no_index_nor_design_effect_is_told_where_something_of_it_is_hidden(setting: World):
    _study, survey = closed(setting, 60)
    told = results.compute(setting.session, survey, PEOPLE)

    codes = {item.code for item in results.scaled(list_items(setting.session, survey))}
    assert any(f"{code}={step}" not in told.counts for code in codes for step in range(1, 6))
    assert told.index is None
    assert told.weighting is None or told.weighting.effect is told.weighting.effective is None


def test_in_a_larger_survey_one_answer_more_or_less_leaves_the_index_as_it_is_told(setting: World):
    _study, survey = closed(setting, 240)
    items = list_items(setting.session, survey)
    tally = count(setting.session, survey, [], results.scaled(items), [])

    def told(sums, each):
        found = index.index(sums, each)
        return round(found.alpha, 2), round(found.mean), round(found.low), round(found.high)

    seen = set()
    for (answered, summed), step in ((key, step) for key in sorted(tally.sums) for step in (1, -1)):
        if answered == len(tally.each) and answered < summed + step < 5 * answered and len(seen) < 6:
            other = Counter(tally.sums) + Counter({(answered, summed + step): 1}) - Counter({(answered, summed): 1})
            was = next(one for one in (2, 3) if tally.each[0].get(one))
            first = Counter(tally.each[0]) + Counter({was + step: 1}) - Counter({was: 1})
            seen.add((answered, summed, step, told(other, [first, *tally.each[1:]]) == told(tally.sums, tally.each)))
    assert any(same for *_one, same in seen)


def test_nobody_is_found_in_what_the_demonstration_tells(demonstration: Database):
    """One person who is unsafe, the only one of a gender, was two subtractions away when few were marked apart."""
    with demonstration.read() as session:
        rows = session.scalars(select(Release)).all()
        for row in rows:
            survey, told = session.get_one(Survey, row.survey_id), results.read(row.told)
            items = list_items(session, survey)
            background = [item for item in items if item.kind == "baggrund"]
            made = shown.numbers(count(session, survey, background, results.scaled(items)), items)
            hidden = made.counts.keys() - told.counts - made.silent
            assert {key for key, number in made.counts.items() if 0 < number < 5} - made.silent <= hidden
            assert not attack.exposed(made.counts, made.sums, hidden, made.silent), row.survey_id
    assert rows


def assert_shown(told, share, code, group=""):
    if share.percent is not None:
        keys = [shown.part(Item(code=code), which, group) for which in ("utryg", "base")]
        assert [share.count, share.base] == [told.counts[key] for key in keys]


def everything(setting, survey, told):
    """What can be found from all numbers of a survey, the sizes of its groups, its index and its weighted shares."""
    items = list_items(setting.session, survey)
    background = [item for item in items if item.kind == "baggrund"]
    cells, conditions = results.celled(items), results.scaled(items)
    tally = count(setting.session, survey, background, conditions, cells)
    made = shown.numbers(tally, items)
    guard = Guard(made, made.hidden(), tally, items, cells)
    assert told.weighed
    rows = guard.index(told.index["mean"], conditions) if told.index else []
    return guard.found(told.weighed, rows)

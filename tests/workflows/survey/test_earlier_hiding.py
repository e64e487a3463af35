"""What others found is shown without cells of few people, and without what gives them back."""

import pytest

from tests.workflows.survey.test_earlier_surveys import LIGHT, begun, study, typed  # noqa: F401 - the fixture
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.report import evidence
from workflows.tryghedsnetvaerk.mapping.survey import existing
from workflows.tryghedsnetvaerk.mapping.survey.earlier.hiding import Figures, hidden

FIVE = frozenset(range(1, 6))
FOUR_AND_FIVE = frozenset({4, 5})


def figures(base: int, insecure: frozenset[int] = FOUR_AND_FIVE, answers=FIVE, **counts: float) -> Figures:
    """Name counts by their answers: _45 is the fourth and the fifth together."""
    told = {frozenset(map(int, name[1:])): count for name, count in counts.items()}
    return Figures("1", base, answers, told, insecure)


def hides(one: Figures) -> set[str]:
    return {"".join(map(str, sorted(steps))) for steps in hidden([one])["1"]}


def test_a_cell_of_few_takes_another_with_it():
    found = hides(figures(240, _1=60, _2=80, _3=50, _4=47, _5=3, _45=50))

    assert len(found) == 2
    assert "5" in found


@pytest.mark.parametrize(
    ("one", "small"),
    [
        (figures(40, _1=10, _2=12, _3=16, _4=0.05 * 40, _5=0), "4"),  # 5 per cent of 40
        (figures(1000, _1=400, _2=300, _3=296.5, _4=2.5, _5=1), "45"),  # 0.25 and 0.1 per cent
        (figures(30, _1=10, _2=10, _3=9.7, _4=0.3, _5=0), "4"),  # a per cent that is not even one person
    ],
)
def test_a_per_cent_of_few_is_as_hidden_as_their_number(one: Figures, small: str):
    found = hides(one)

    assert set(small) <= found
    assert len(found) > 1


def test_what_a_merged_answer_leaves_over_is_judged_with_it():
    assert hides(figures(200, _12345=200, _1234=198)) == {"1234"}
    assert hides(figures(200, _45=198)) == {"45"}
    assert hides(figures(200, _4=60, _45=62)) in ({"4"}, {"45"})


def test_nothing_is_hidden_where_nobody_is_pointed_at():
    assert hides(figures(240, _1=60, _2=70, _3=30, _4=50, _5=30, _45=80)) == set()
    assert hides(figures(240, _1=110, _2=70, _3=60, _4=0, _5=0)) == set()


def test_answers_that_may_be_given_together_are_judged_one_by_one():
    assert hides(figures(100, frozenset(), _1=80, _2=70, _3=3, _4=97, _5=50)) == {"3", "4"}


def test_of_fewer_than_ten_answers_no_figure_is_told():
    assert hides(figures(9, _1=5, _2=4)) == {"1", "2"}


def test_a_merged_answer_that_lies_partly_in_another_is_not_told():
    assert hides(figures(100, frozenset(), _123=50, _345=53)) == {"345"}


FEW = "Meget tryg; 150\nTryg; 50\nHverken tryg eller utryg; 37\nUtryg; 2\nMeget utryg; 1"


def test_the_form_keeps_what_was_typed_and_nobody_else_sees_it(world: World, study: Study):  # noqa: F811 - the fixture
    begun(world, study)
    row = typed(world, study, lines=FEW)

    [kept], [told] = existing.list_results(world.session, row), existing.list_told(world.session, row)
    assert [share.count for share in kept.shares] == [150, 50, 37, 2, 1]
    assert not {2, 1, 3} & {share.count for share in told.shares}
    assert (told.insecure.hidden, told.insecure.count, told.insecure.per_mille) == (True, 0, 0)
    assert sum(share.hidden for share in told.shares) > 2


def test_the_report_tells_nothing_of_few_in_what_others_found(world: World, study: Study):  # noqa: F811 - the fixture
    begun(world, study)
    typed(world, study, lines=FEW)

    [survey] = evidence.gather(world.session, world.network).surveys
    [item] = survey.items
    assert (item.told, item.hidden, item.steps) == (False, True, ())
    assert (item.share.count, item.share.percent, item.share.proportion, item.share.low) == (0, None, 0.0, None)


def test_answers_told_by_themselves_and_merged_are_counted_once_in_the_report(world: World, study: Study):  # noqa: F811
    begun(world, study)
    typed(world, study, lines=f"{LIGHT['lines']}\nUtryg + Meget utryg; 80")

    [survey] = evidence.gather(world.session, world.network).surveys
    assert (survey.items[0].share.count, survey.items[0].share.base) == (80, 240)

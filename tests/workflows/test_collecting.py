"""Answers are taken in once, whole or not at all, whatever is sent."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from engine.errors import BadInput, NotAllowed
from engine.models import event
from tests.workflows.asking import given, items_of, open_survey
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.survey import box, codes, collecting
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Given, Outcome
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, KIOSK, PAPER, Answer, BallotBox, Mark, Survey


def survey_of(world: World, **values: Any) -> tuple[Survey, list[int]]:
    world.begin()
    row = world.write(open_survey, **values)
    return row, items_of(world.session, row)


def take(world: World, row: Survey, answer: Given) -> Outcome:
    return collecting.take(world.session, row.id, answer, world.now)


def stored(world: World) -> tuple[int, int]:
    return tuple(world.session.scalar(select(func.count()).select_from(model)) for model in (Answer, Mark))


def test_an_answer_keeps_its_mode_and_its_marks(any_world: World):
    world, (row, items) = any_world, survey_of(any_world)
    said = given(items, mode=KIOSK, language="ar")

    assert take(world, row, said) is Outcome.STORED

    kept = world.session.scalars(select(Answer)).one()
    assert (kept.mode, kept.survey_id) == (KIOSK, row.id)
    marks = world.session.execute(select(Mark.item_id, Mark.value).where(Mark.answer_id == kept.id))
    assert dict(tuple(mark) for mark in marks) == said.marks
    assert collecting.count_by_language(world.session, row.id) == {"ar": 1, "da": 0, "en": 0, "tr": 0}
    assert collecting.count_by_mode(world.session, row.id) == {KIOSK: 1}


def test_the_same_form_counts_once(any_world: World):
    world, (row, items) = any_world, survey_of(any_world)
    said = given(items)

    assert [take(world, row, said) for _ in range(3)] == [Outcome.STORED, Outcome.AGAIN, Outcome.AGAIN]

    assert stored(world) == (1, 5)


def test_a_code_counts_once_however_it_is_written(any_world: World):
    world, (row, items) = any_world, survey_of(any_world, access=BY_CODE)
    first, other = world.write(codes.make_codes, row.nr, 2)

    assert take(world, row, given(items, code=codes.spelled(first).lower())) is Outcome.STORED
    assert take(world, row, given(items, code=first)) is Outcome.SPENT
    assert take(world, row, given(items, code="ABC DEF GHJ")) is Outcome.UNKNOWN
    assert take(world, row, given(items)) is Outcome.UNKNOWN
    assert stored(world) == (1, 5)
    assert collecting.check_code(world.session, row, first) is Outcome.SPENT
    assert collecting.check_code(world.session, row, other) is None


def test_each_card_that_is_handed_in_lets_one_paper_in_and_no_code_stands_with_it(any_world: World):
    world, (row, items) = any_world, survey_of(any_world, access=BY_CODE)
    first, other = world.write(codes.make_codes, row.nr, 2)

    def hand_in(code: str) -> Outcome:
        return collecting.hand_in(world.session, row.id, code, world.now)

    assert take(world, row, given(items, mode=PAPER, code=first)) is Outcome.NO_CARD
    assert hand_in(codes.spelled(first).lower()) is Outcome.STORED
    assert (hand_in(first), hand_in("ABC DEF GHJ")) == (Outcome.SPENT, Outcome.UNKNOWN)
    assert take(world, row, given(items, code=first)) is Outcome.SPENT
    assert take(world, row, given(items, code=other)) is Outcome.STORED
    assert take(world, row, given(items, mode=PAPER)) is Outcome.STORED
    assert take(world, row, given(items, mode=PAPER)) is Outcome.NO_CARD
    assert stored(world) == (2, 10)


def test_nothing_is_stored_of_what_does_not_fit(world: World):
    row, items = survey_of(world)
    alien = max(items) + 1
    for marks in ({items[0]: 6}, {items[0]: 0}, {alien: 1}, {items[0]: 1, alien: 1}):
        assert take(world, row, replace(given(items), marks=marks)) is Outcome.UNFIT
    assert take(world, row, given(items, language="sv")) is Outcome.UNFIT
    assert take(world, row, replace(given(items), marks={})) is Outcome.EMPTY
    assert take(world, row, replace(given(items), marks={items[0]: -1, items[1]: -2})) is Outcome.STORED

    assert stored(world) == (1, 2)


@pytest.mark.parametrize(
    ("values", "web", "paper"),
    [
        ({}, Outcome.STORED, Outcome.STORED),
        ({"opened_on": None}, Outcome.EARLY, Outcome.EARLY),
        ({"opens_on": timedelta(1)}, Outcome.EARLY, Outcome.EARLY),
        ({"closes_on": timedelta(0)}, Outcome.STORED, Outcome.STORED),
        ({"closes_on": timedelta(-1)}, Outcome.LATE, Outcome.STORED),
        ({"closes_on": timedelta(-9), "entry_until": timedelta(-1)}, Outcome.LATE, Outcome.LATE),
        ({"closed_on": timedelta(0)}, Outcome.LATE, Outcome.LATE),
    ],
)
def test_answers_come_in_between_opening_and_closing(world: World, values: dict[str, Any], web: str, paper: str):
    on = {key: span if span is None else world.today + span for key, span in values.items()}
    row, items = survey_of(world, **on)

    assert take(world, row, given(items)) is web
    assert take(world, row, given(items, mode=PAPER)) is paper


def test_an_ended_network_takes_in_nothing(world: World):
    row, items = survey_of(world)
    world.press(world_end)

    assert take(world, row, given(items)) is Outcome.LATE


def world_end(db: Any, command: Any) -> None:
    from engine import actions  # noqa: PLC0415

    actions.end(db, command, reason="Netværket er lagt sammen med et andet")


def test_the_history_hears_of_codes_and_of_no_answer(world: World):
    row, items = survey_of(world, access=BY_CODE)
    made = world.write(codes.make_codes, row.nr, 8)
    count = select(func.count()).select_from(event)
    before = world.session.scalar(count)

    take(world, row, given(items, code=made[0]))

    assert world.session.scalar(count) == before
    bodies = " ".join(world.session.scalars(select(event.c.body)))
    assert '"made":8' in bodies
    assert not [code for code in made if code in bodies]


def test_codes_are_made_within_bounds_and_only_where_they_are_used(world: World):
    row, _ = survey_of(world, access=BY_CODE)
    for count in (0, codes.MOST_AT_ONCE + 1):
        with pytest.raises(BadInput):
            world.write(codes.make_codes, row.nr, count)
    first = world.write(codes.make_codes, row.nr, 5)
    more = world.write(codes.make_codes, row.nr, 9)

    assert row.codes == 14
    assert len({codes.find_position(world.session, row, code) for code in first + more}) == 14
    row.access = "aabent"
    with pytest.raises(NotAllowed):
        world.write(codes.make_codes, row.nr, 1)


def test_a_code_has_no_sign_that_is_read_as_another(world: World):
    row, _ = survey_of(world, access=BY_CODE)
    signs = set("".join(world.write(codes.make_codes, row.nr, 200)))

    assert not signs & set("01OIL")
    assert len(signs) == len(codes.SIGNS)


def test_the_place_of_a_code_does_not_tell_where_it_was_printed(world: World):
    row, _ = survey_of(world, access=BY_CODE)
    made = world.write(codes.make_codes, row.nr, 100)

    places = [codes.find_position(world.session, row, code) for code in made]
    assert sorted(places) == list(range(100))
    assert sum(place == at for at, place in enumerate(places)) < 10


def test_a_box_stays_as_wide_as_it_was():
    chance, held = Random(7), box.begun(200, ["da", "ar"])
    widths = {tuple(map(len, held))}
    for position in chance.sample(range(200), 200):
        taken = box.put(held.taken, box.mark_of(str(position)))
        held = box.Held(box.spend(held.spent, position), taken, box.counted(held.languages, "ar"))
        widths.add(tuple(map(len, held)))

    assert len(widths) == 1
    assert held.spent == b"\xff" * 25
    assert all(box.holds(held.taken, box.mark_of(str(at))) for at in range(200))
    assert not box.holds(held.taken, box.mark_of("200"))
    assert box.tally(held.languages) == {"ar": 200, "da": 0}


def test_what_a_box_holds_does_not_tell_in_which_order_it_came():
    filled = set()
    for seed in range(3):
        held = box.begun(600, ["da"])
        for at in Random(seed).sample(range(600), 600):
            held = held._replace(spent=box.spend(held.spent, at), taken=box.put(held.taken, box.mark_of(str(at))))
        filled.add(held)

    assert len(filled) == 1


def test_the_box_of_one_survey_is_not_that_of_another(world: World):
    row, items = survey_of(world)
    other = world.write(open_survey, link="b", kiosk_link="c", entry_link="d")
    said = given(items)

    assert take(world, row, said) is Outcome.STORED
    assert take(world, other, replace(said, marks={items_of(world.session, other)[0]: 1})) is Outcome.STORED
    assert len(world.session.scalars(select(BallotBox)).all()) == 2

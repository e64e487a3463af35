from datetime import date, timedelta

import pytest

from engine import actions
from engine.errors import BadInput, KeyReused, NotAllowed, NotFound, Refused, Stale
from engine.state import ENDED, OPEN, PAUSED, RUNNING
from tests.engine.buttons import BUTTONS, at
from tests.engine.play import DEPUTY, MEMBER, STRANGER, Play
from tests.engine.toy import ALL_MET


@pytest.mark.parametrize("button", BUTTONS)
def test_the_same_press_again_answers_as_the_first_time_and_appends_nothing(any_play: Play, button: str):
    prepare, (action, *args), _ = BUTTONS[button]
    prepare(any_play)
    first = any_play.press(action, *args, given={"key": "once"})

    again = any_play.press(action, *args, given={"key": "once"})

    assert (again.seq, again.body["kind"]) == (first.seq, first.body["kind"])
    assert len(any_play.events) == first.seq


@pytest.mark.parametrize("button", BUTTONS)
def test_the_same_key_with_other_content_is_refused(play: Play, button: str):
    prepare, (action, *args), (other, *others) = BUTTONS[button]
    prepare(play)
    play.press(action, *args, given={"key": "once"})

    with pytest.raises(KeyReused, match="allerede brugt"):
        play.press(other, *others, given={"key": "once"})


def test_the_same_key_may_be_used_in_another_process(play: Play):
    at("plan")(play)
    play.press(actions.tick, "skriv", given={"key": "once"})
    play.start("en-anden")
    at("plan")(play)

    assert play.press(actions.tick, "skriv", given={"key": "once"}).seq == 2


def test_a_page_drawn_before_the_newest_event_is_stale(play: Play):
    at("plan")(play)
    play.press(actions.tick, "skriv", given={"seen": 1})

    with pytest.raises(Stale) as stale:
        play.press(actions.tick, "vaelg", given={"seen": 1})

    assert stale.value.seq == 2


def test_a_repeated_press_is_answered_even_from_a_stale_page(play: Play):
    at("plan")(play)
    play.press(actions.tick, "skriv", given={"seen": 1, "key": "once"})

    assert play.press(actions.tick, "skriv", given={"seen": 1, "key": "once"}).seq == 2


def test_what_happened_happened_neither_tomorrow_nor_in_a_year_mistyped(play: Play):
    at("plan")(play)

    for on in (play.now.date() + timedelta(days=1), date(26, 3, 1)):
        with pytest.raises(BadInput, match="fremtiden eller for langt tilbage"):
            play.press(actions.tick, "skriv", given={"on": on})


def test_an_event_says_when_it_happened_and_when_it_was_entered(play: Play):
    at("plan")(play)

    told = play.press(actions.tick, "skriv", given={"on": date(2026, 2, 1)}).body

    assert (told["on"], told["at"]) == ("2026-02-01", "2026-03-02T12:00:00+00:00")


def test_the_day_of_an_event_is_the_day_in_copenhagen(play: Play):
    at("plan")(play)
    play.now = play.now.replace(hour=23, minute=30)

    assert play.press(actions.tick, "skriv").body["on"] == "2026-03-03"


def test_the_time_of_entry_never_runs_backwards(play: Play):
    at("plan")(play)
    play.later(hours=-5)

    play.press(actions.tick, "skriv")

    assert play.events[1].body["at"] == play.events[0].body["at"]
    assert play.faults() == []


def test_an_unknown_process_is_not_found(play: Play):
    play.process = 99

    with pytest.raises(NotFound, match="findes ikke"):
        play.press(actions.tick, "skriv")


@pytest.mark.parametrize("button", [key for key in BUTTONS if key != "undo"])
def test_somebody_who_is_nothing_in_the_process_is_refused_with_a_sentence(play: Play, button: str):
    prepare, (action, *args), _ = BUTTONS[button]
    prepare(play)
    count = len(play.events)

    with pytest.raises(Refused, match="mangler"):
        play.press(action, *args, who=STRANGER)

    assert len(play.events) == count


def test_a_deputy_ticks_activities_and_no_decisions(play: Play):
    at("aftal")(play)
    play.press(actions.reopen, "plan", "Nyt", who=DEPUTY)
    play.press(actions.tick, "skriv", who=DEPUTY)

    with pytest.raises(Refused, match="maa_beslutte"):
        play.press(actions.tick, "enig", who=DEPUTY)


def test_closing_a_step_ticks_what_is_left_and_needs_the_right_to_it(play: Play):
    at("aftal")(play)

    with pytest.raises(Refused, match="maa_beslutte"):
        play.press(actions.close, "aftal", who=DEPUTY)

    assert play.press(actions.close, "aftal", who=MEMBER).body["tasks"] == ["enig"]


def test_a_refusal_says_every_reason_at_once(play: Play):
    play.reach("aftal")
    play.facts(agreed=False, left=2)

    with pytest.raises(Refused) as refused:
        play.press(actions.close, "aftal", who=STRANGER)

    assert [f.demand.key for f in refused.value.findings] == ["aftalt", "ingen_mangler", "maa_beslutte"]


@pytest.mark.parametrize("button", ["tick", "skip", "close"])
def test_nothing_is_done_while_paused(play: Play, button: str):
    prepare, (action, *args), _ = BUTTONS[button]
    prepare(play)
    play.press(actions.pause, "Ferie")

    with pytest.raises(NotAllowed, match="i bero"):
        play.press(action, *args)


@pytest.mark.parametrize("button", [key for key in BUTTONS if key not in ("undo", "untick", "reinstate", "resume")])
def test_nothing_is_done_once_ended(play: Play, button: str):
    prepare, (action, *args), _ = BUTTONS[button]
    prepare(play)
    play.press(actions.end, "Færdig")

    with pytest.raises(NotAllowed, match=r"afsluttet|ikke i gang"):
        play.press(action, *args)


def test_a_process_is_paused_resumed_and_ended(play: Play):
    modes = [play.press(action, "Fordi") and play.state.mode for action in (actions.pause, actions.resume, actions.end)]

    assert modes == [PAUSED, RUNNING, ENDED]


@pytest.mark.parametrize("button", ["untick", "skip", "reopen", "pause", "resume", "end"])
def test_a_departure_needs_a_reason(play: Play, button: str):
    prepare, (action, *args), _ = BUTTONS[button]
    prepare(play)

    with pytest.raises(BadInput, match="begrundelse"):
        play.press(action, *args[:-1], "   ")


def test_a_skipped_task_sets_its_demands_aside(play: Play):
    play.facts(planned=True, extra=False)
    with pytest.raises(Refused, match="ekstra"):
        play.press(actions.close, "plan")

    play.press(actions.skip, "vaelg", "Ikke her")

    assert play.press(actions.close, "plan").body["aside"] == ["ekstra"]


def test_a_reopened_step_is_worked_on_beside_the_position_and_closed_again(play: Play):
    at("goer")(play)
    play.press(actions.reopen, "plan", "Nyt")
    assert (play.state.position, play.state.reopened, play.state.tasks.get("skriv", OPEN)) == ("goer", {"plan"}, OPEN)
    play.facts(planned=False)
    with pytest.raises(Refused, match="planlagt"):
        play.press(actions.close, "plan")

    play.facts(planned=True)
    play.press(actions.close, "plan")

    assert (play.state.position, play.state.reopened) == ("goer", frozenset())


def test_a_next_cycle_may_reopen_only_what_is_closed(play: Play):
    at("maal")(play)

    with pytest.raises(NotAllowed, match="lukket trin"):
        play.press(actions.close, "maal", reopen=["maal"])


def test_a_process_taken_over_stands_at_its_step(play: Play):
    play.process = play.press(actions.take_over, "andetsteds", "aftal", "Formanden")

    assert (play.state.position, play.state.entered, play.kinds) == ("aftal", "aftal", ["taken_over"])
    assert play.faults() == []


def test_a_process_is_not_taken_over_at_an_unknown_step(play: Play):
    with pytest.raises(BadInput, match="Trinnet"):
        play.press(actions.take_over, "andetsteds", "maanen", "Formanden")


def test_all_facts_met_lead_through_every_step(any_play: Play):
    any_play.facts(**ALL_MET)
    any_play.reach("maal")
    any_play.press(actions.close, "maal")

    assert (any_play.state.position, any_play.state.cycle) == ("goer", 2)

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from engine import actions
from engine.errors import BadInput, KeyReused, NotAllowed, NotFound, Refused, Stale
from engine.models import outbox
from engine.state import ENDED, OPEN, PAUSED, RUNNING
from tests.engine.play import DEPUTY, MEMBER, STRANGER, Play
from tests.engine.toy import ALL_MET

LATER = date(2026, 6, 1)
Press = Callable[[Play, dict[str, Any]], Any]


def at(step: str) -> Callable[[Play], None]:
    return lambda play: play.reach(step)


def with_plan_aside(play: Play) -> None:
    play.press(actions.set_aside, "planlagt", reason="Nej", allowed="chair", until=LATER)


def with_task_done(play: Play) -> None:
    at("plan")(play)
    play.press(actions.tick, "skriv")


def paused(play: Play) -> None:
    play.press(actions.pause, "Ferie")


# Each button: what comes before, the press, and the same press with other content.
BUTTONS: dict[str, tuple[Callable[[Play], None], Any, Any]] = {
    "tick": (at("plan"), (actions.tick, "skriv"), (actions.tick, "vaelg")),
    "untick": (with_task_done, (actions.untick, "skriv", "Fejl"), (actions.untick, "vaelg", "Fejl")),
    "skip": (at("plan"), (actions.skip, "vaelg", "Nej"), (actions.skip, "skriv", "Nej")),
    "close": (at("plan"), (actions.close, "plan"), (actions.close, "aftal")),
    "reopen": (at("goer"), (actions.reopen, "plan", "Nyt"), (actions.reopen, "aftal", "Nyt")),
    "reinstate": (with_plan_aside, (actions.reinstate, "planlagt"), (actions.reinstate, "ekstra")),
    "pause": (at("plan"), (actions.pause, "Ferie"), (actions.end, "Færdig")),
    "resume": (paused, (actions.resume, "Tilbage"), (actions.end, "Færdig")),
    "end": (at("plan"), (actions.end, "Færdig"), (actions.pause, "Ferie")),
    "undo": (with_task_done, (actions.undo,), (actions.tick, "skriv")),
}


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


def test_what_happened_cannot_have_happened_tomorrow(play: Play):
    at("plan")(play)

    with pytest.raises(BadInput, match="fremtiden"):
        play.press(actions.tick, "skriv", given={"on": play.now.date() + timedelta(days=1)})


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


ODD: dict[str, tuple[Callable[[Play], None], Any, str]] = {
    "a task of a later step": (at("plan"), (actions.tick, "enig"), "i sin tur"),
    "a task of a closed step": (at("aftal"), (actions.tick, "skriv"), "Genåbn"),
    "a running task": (at("goer"), (actions.tick, "loeb"), "løbende"),
    "a task done before": (with_task_done, (actions.tick, "skriv"), "allerede"),
    "a task never done": (at("plan"), (actions.untick, "skriv", "Fejl"), "ikke markeret"),
    "a task that must be done": (at("plan"), (actions.skip, "skriv", "Nej"), "springes over"),
    "a step ahead": (at("plan"), (actions.close, "aftal"), "i sin tur"),
    "a step that goes on": (at("goer"), (actions.close, "goer"), "af sig selv"),
    "reopening what is open": (at("plan"), (actions.reopen, "plan", "Nyt"), "lukket trin"),
    "reopening what is ahead": (at("plan"), (actions.reopen, "aftal", "Nyt"), "lukket trin"),
    "reopening what goes on": (at("maal"), (actions.reopen, "goer", "Nyt"), "løbende"),
    "reinstating what holds": (at("plan"), (actions.reinstate, "planlagt"), "ikke fraveget"),
    "resuming what runs": (at("plan"), (actions.resume, "Nu"), "ikke i bero"),
    "pausing twice": (paused, (actions.pause, "Mere"), "ikke i gang"),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(play: Play, odd: str):
    prepare, (action, *args), sentence = ODD[odd]
    prepare(play)
    before = play.row

    with pytest.raises(NotAllowed, match=sentence):
        play.press(action, *args)

    assert play.row == before


@pytest.mark.parametrize(
    ("action", "args"), [(actions.tick, ("x",)), (actions.close, ("x",)), (actions.skip, ("x", "y"))]
)
def test_what_is_not_in_the_definition_is_bad_input(play: Play, action: Any, args: Any):
    with pytest.raises(BadInput, match="findes ikke"):
        play.press(action, *args)


@pytest.mark.parametrize(
    ("demand", "until", "allowed", "refusal"),
    [
        ("aftalt", LATER, "chair", NotAllowed),
        ("findes_ikke", LATER, "chair", BadInput),
        ("planlagt", date(2026, 3, 1), "chair", BadInput),
        ("planlagt", LATER, "", BadInput),
    ],
)
def test_a_demand_is_set_aside_only_with_somebody_who_allowed_it_and_a_date_ahead(
    play, demand, until, allowed, refusal
):
    with pytest.raises(refusal):
        play.press(actions.set_aside, demand, reason="Nej", allowed=allowed, until=until)


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


# -- undoing ---------------------------------------------------------------------------------------------------


UNDOABLE = ["tick", "skip", "close", "reopen", "pause", "end"]


@pytest.mark.parametrize("button", UNDOABLE)
def test_the_newest_event_can_be_undone(any_play: Play, button: str):
    prepare, (action, *args), _ = BUTTONS[button]
    prepare(any_play)
    before = any_play.state
    any_play.press(action, *args)

    any_play.press(actions.undo)

    assert {**vars_of(any_play.state), "timers": None} == {**vars_of(before), "timers": None}
    assert any_play.faults() == []


def vars_of(state: Any) -> dict[str, Any]:
    return {name: getattr(state, name) for name in state.__slots__}


@pytest.mark.parametrize(
    ("who", "span", "sentence"),
    [(DEPUTY, {"minutes": 1}, "Kun den"), (MEMBER, {"minutes": 10, "seconds": 1}, "ti minutter")],
)
def test_undoing_is_for_the_same_person_within_ten_minutes(play: Play, who: int, span: dict[str, int], sentence: str):
    with_task_done(play)
    play.later(**span)

    with pytest.raises(NotAllowed, match=sentence):
        play.press(actions.undo, who=who)


def test_what_was_undone_cannot_be_undone_again(play: Play):
    with_task_done(play)
    play.press(actions.undo)

    with pytest.raises(NotAllowed, match="kan ikke fortrydes"):
        play.press(actions.undo)


def test_the_first_event_cannot_be_undone(play: Play):
    with pytest.raises(NotAllowed, match="kan ikke fortrydes"):
        play.press(actions.undo)


@pytest.mark.parametrize(("state", "allowed"), [("venter", True), ("sender", False), ("sendt", False)])
def test_what_sent_a_mail_can_be_undone_only_while_the_mail_is_here(play: Play, state: str, allowed: bool):
    with_task_done(play)
    mail(play, state)

    if not allowed:
        with pytest.raises(NotAllowed, match="allerede sendt"):
            play.press(actions.undo)
    else:
        play.press(actions.undo)
        assert mail_states(play) == ["aflyst"]


def mail(play: Play, state: str) -> None:
    with play.database.write() as session:
        session.execute(insert(outbox).values(
            process_id=play.process, event_seq=play.row.seq, kind="news", message_id="<1@x>", recipient="en@example.dk",
            subject="Nyt", body="Nyt", created_at=play.now, not_before=play.now, state=state, attempts=0, trouble="",
        ))  # fmt: skip
        session.commit()


def mail_states(play: Play) -> list[str]:
    with play.database.read() as session:
        return list(session.execute(outbox.select().with_only_columns(outbox.c.state)).scalars())


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

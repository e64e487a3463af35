"""Random commands, legal and not: what is stored is what the history tells, and nothing illegal is ever let through."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from engine import actions, history, timers, verification
from engine.db import Database
from engine.errors import EngineError
from engine.queries import get_process
from engine.standing import standing
from engine.state import DONE, ENDED, PAUSED, RUNNING, SKIPPED, State
from tests.engine.play import DEPUTY, MEMBER, STRANGER, Play
from tests.engine.toy import TOY, Facts

STEPS, TASKS, DEMANDS = tuple(TOY.steps), tuple(TOY.tasks), tuple(TOY.demands)
WHO = ["formand", "suppleant", "tovholder", "fremmed"]
CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
people = st.sampled_from([MEMBER, MEMBER, MEMBER, DEPUTY, STRANGER])


def unmet(facts: Facts, step: str, state: State, today: date, only: str = "") -> bool:
    """Say in plain words whether something of a toy's step is missing."""
    missing = {"planlagt": not facts.planned, "ekstra": not facts.extra, "aftalt": not facts.agreed,
               "ingen_mangler": facts.left > 0, "maalt": not facts.measured}  # fmt: skip
    asked = {"plan": {"skriv": ["planlagt"], "vaelg": ["ekstra"]}, "aftal": {"enig": ["aftalt", "ingen_mangler"]},
             "goer": {}, "maal": {"tael": ["maalt"]}}[step]  # fmt: skip
    return any(
        missing[key] and state.aside.get(key, date.min) < today and (only or state.tasks.get(task) != SKIPPED)
        for task, keys in asked.items()
        if only in ("", task)
        for key in keys
    )


class Toy(RuleBasedStateMachine):
    """Everybody presses every button of the toy in any order."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.play = Play(database, Play.began)
        self.session = database.write()
        self.db = self.session.__enter__().connection()
        self.fresh = self.pressed = True

    @initialize(step=st.sampled_from(STEPS))
    def begin(self, step: str) -> None:
        begun = self.play.command()
        if step == STEPS[0]:
            self.play.process = actions.start(self.db, begun, "proeve")
        else:
            self.play.process = actions.take_over(self.db, begun, "proeve", step, "Formanden")

    def teardown(self) -> None:
        self.session.__exit__(None, None, None)

    @property
    def row(self) -> Any:
        return get_process(self.db, self.play.process)

    @property
    def state(self) -> State:
        return history.stored_state(self.row)

    @property
    def facts(self) -> Facts:
        return self.play.hand.facts.get(self.play.process, Facts())

    @property
    def today(self) -> date:
        return self.play.command().today

    def press(self, action: Any, *args: Any, who: int = MEMBER, legal: bool | None = None, **named: Any) -> bool:
        """Press a button; return whether it was let through, and insist on it where *legal* says so."""
        before, refusal, self.pressed = self.row, "", True
        try:
            action(self.db, self.play.command(who), *args, **named)
        except EngineError as refused:
            refusal = str(refused) or "without a word"
        assert legal in (None, not refusal), (action, args, refusal)
        assert refusal != "without a word"
        assert self.row == before if refusal else self.row.seq == before.seq + 1
        self.fresh = self.fresh or not refusal
        return not refusal

    def open(self, step: str) -> bool:
        return self.state.mode == RUNNING and step in (self.state.position, *self.state.reopened)

    @rule(name=st.sampled_from(["planned", "agreed", "extra", "measured"]), holds=st.booleans())
    def know(self, name: str, holds: bool) -> None:
        self.play.facts(**{name: holds})
        self.fresh = False

    @rule(count=st.sampled_from([0, 0, 1, 2]))
    def lack(self, count: int) -> None:
        self.play.facts(left=count)
        self.fresh = False

    @rule()
    def know_all(self) -> None:
        self.play.facts(planned=True, agreed=True, extra=True, measured=True, left=0)
        self.fresh = False

    @rule(days=st.sampled_from([0, 1, 20, 200]))
    def wait(self, days: int) -> None:
        self.play.later(days=days, minutes=1)
        self.fresh = False

    @rule(task=st.sampled_from(TASKS), who=people)
    def tick(self, task: str, who: int) -> None:
        step, found = TOY.tasks[task]
        right = who == MEMBER or (who == DEPUTY and found.kind != "beslutning")
        done = self.state.tasks.get(task) == DONE or found.running
        met = not unmet(self.facts, step.key, self.state, self.today, task)
        self.press(actions.tick, task, who=who, legal=self.open(step.key) and right and met and not done)

    @rule(step=st.sampled_from(STEPS), who=people, reopen=st.lists(st.sampled_from(STEPS), max_size=2, unique=True))
    def close(self, step: str, who: int, reopen: list[str]) -> None:
        state = self.state
        ways = step != "goer" or step in state.reopened
        rest = {task.kind for task in TOY.steps[step].tasks if task.key not in state.tasks}
        right = who == MEMBER or (who == DEPUTY and "beslutning" not in rest)
        again = step != "maal" or set(reopen) <= {"plan", "aftal"}
        met = not unmet(self.facts, step, state, self.today)
        legal = self.open(step) and ways and right and again and met
        self.press(actions.close, step, who=who, reopen=reopen, legal=legal)

    @rule()
    def close_here(self) -> None:
        self.close(self.state.position, MEMBER, [])

    @rule(task=st.sampled_from(TASKS), who=people)
    def untick(self, task: str, who: int) -> None:
        legal = self.open(TOY.tasks[task][0].key) and task in self.state.tasks and who != STRANGER
        self.press(actions.untick, task, "Fejl", who=who, legal=legal)

    @rule(task=st.sampled_from(TASKS))
    def skip(self, task: str) -> None:
        self.press(actions.skip, task, "Ikke her", legal=self.open("plan") and task == "vaelg")

    @rule(step=st.sampled_from(STEPS), who=people)
    def reopen(self, step: str, who: int) -> None:
        state = self.state
        closed = STEPS.index(step) < STEPS.index(state.position) and step != "goer" and step not in state.reopened
        self.press(actions.reopen, step, "Nyt", who=who, legal=closed and state.mode == RUNNING and who != STRANGER)

    @rule(demand=st.sampled_from(DEMANDS), days=st.integers(-1, 30))
    def set_aside(self, demand: str, days: int) -> None:
        until = self.today + timedelta(days=days)
        legal = self.state.mode == RUNNING and demand != "aftalt" and days >= 0
        self.press(actions.set_aside, demand, reason="Nej", allowed="chair", until=until, legal=legal)

    @rule(demand=st.sampled_from(DEMANDS))
    def reinstate(self, demand: str) -> None:
        self.press(actions.reinstate, demand, legal=self.state.mode == RUNNING and demand in self.state.aside)

    @rule(who=people)
    def pause(self, who: int) -> None:
        self.press(actions.pause, "Ferie", who=who, legal=self.state.mode == RUNNING and who != STRANGER)

    @rule()
    def resume(self) -> None:
        self.press(actions.resume, "Tilbage", legal=self.state.mode == PAUSED)

    @rule(sure=st.integers(0, 9))
    def end(self, sure: int) -> None:
        if sure == 0:
            self.press(actions.end, "Slut", legal=self.state.mode != ENDED)

    @rule(who=people)
    def undo(self, who: int) -> None:
        last = list(history.events(self.db, self.play.process))[-1].body
        late = self.play.now - self.play.began > timedelta(0) and last["at"] < (
            self.play.now - actions.UNDO_WITHIN).isoformat()  # fmt: skip
        legal = last["kind"] in actions.UNDOABLE and last["actor"] == who and who != STRANGER and not late
        self.press(actions.undo, self.play.define, who=who, legal=legal)

    @rule()
    def ring(self) -> None:
        if self.state.mode != RUNNING:
            assert timers.next_due(self.db, self.play.now) is None
        while due := timers.next_due(self.db, self.play.now):
            assert timers.ring(self.ringing, self.play.find, due, self.play.now)
            self.fresh = self.pressed = True

    @property
    def ringing(self) -> Any:
        return type("Ringing", (), {"connection": lambda _: self.db})()

    @invariant()
    def the_chain_holds_and_its_replay_is_the_state(self) -> None:
        if self.pressed:  # since it was last looked at; facts and the clock are no part of what is stored
            assert verification.verify(self.db, self.play.define, self.play.process) == []
        self.pressed = False

    @invariant()
    def how_it_stands_is_stored_as_it_is(self) -> None:
        if self.fresh:
            facts = self.play.hand.load(self.db, (self.play.process,), None, self.today, MEMBER, None)
            row = self.row
            stands = standing(TOY, history.stored_state(row), facts[self.play.process])
            assert stands == {key: getattr(row, key) for key in stands}

    @invariant()
    def a_timer_is_pending_only_where_the_definition_wants_it(self) -> None:
        state = self.state
        due = TOY.deadlines(None, state, None) if state.mode != ENDED else {}
        assert {key for key, (said, *_) in state.timers.items() if said == "venter"} <= set(due)


def test_the_toy_withstands_everybody(database: Database):
    quick = settings(max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=CALM)
    run_state_machine_as_test(lambda: Toy(database), settings=quick)


@pytest.mark.slow
def test_the_toy_withstands_everybody_for_long(database: Database):
    long = settings(max_examples=150, stateful_step_count=60, deadline=None, suppress_health_check=CALM)
    run_state_machine_as_test(lambda: Toy(database), settings=long)


@pytest.mark.slow
def test_the_toy_withstands_everybody_on_postgresql(postgres: Database):
    short = settings(max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=CALM)
    run_state_machine_as_test(lambda: Toy(postgres), settings=short)

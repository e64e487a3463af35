"""A network of the method under random work: deeds are done and steps closed in any order, by anybody."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine import actions, commitments, verification
from engine.db import Database
from engine.errors import EngineError
from engine.standing import standing
from engine.state import PAUSED, RUNNING
from tests.engine.play import DEPUTY, MEMBER, STRANGER, Play
from tests.engine.ringing import ring_one
from tests.engine.toy import TOY
from tests.workflows.cases import MEET, PROCESS, at_step
from tests.workflows.world import World, make_world

STEPS, TASKS, DEMANDS = tuple(TOY.steps), tuple(TOY.tasks), tuple(TOY.demands)
WHO = ["formand", "suppleant", "tovholder", "fremmed"]
CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
people = st.sampled_from([MEMBER, MEMBER, MEMBER, DEPUTY, STRANGER])


class Method(RuleBasedStateMachine):
    """One network of the method: deeds are done and steps are closed in any order."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.session = database.write()
        self.world = World(self.session.__enter__(), Play.began)
        self.changed = True

    def teardown(self) -> None:
        self.session.__exit__(None, None, None)

    @initialize(step=st.sampled_from(tuple(PROCESS.steps)))
    def begin(self, step: str) -> None:
        self.world = at_step(make_world(self.world.session, Play.began), step)

    def trying(self, deed: Any, *args: Any, **named: Any) -> bool:
        try:
            with self.world.session.begin_nested():
                deed(*args, **named)
        except EngineError:
            return False  # and what it wrote is taken back
        self.changed = True
        return True

    @rule(key=st.sampled_from(tuple(MEET)))
    def meet(self, key: str) -> None:
        self.trying(MEET[key], self.world)

    @precondition(lambda self: self.world.network)
    @rule()
    def meet_what_is_missing_here(self) -> None:
        for key in [key for key, found in self.world.findings(self.world.state.position).items() if found.stops]:
            self.trying(MEET[key], self.world)

    @rule(
        step=st.sampled_from(tuple(PROCESS.steps)),
        who=st.sampled_from(["formand", "suppleant", "tovholder", "fremmed"]),
    )
    def close(self, step: str, who: str) -> None:
        state = self.world.state
        stopping = [key for key, found in self.world.findings(step).items() if found.stops]
        if self.trying(self.world.close, step, who):
            assert not stopping
            assert who != "fremmed"
            assert step in (state.position, *state.reopened)
            assert state.mode == RUNNING

    @rule(step=st.sampled_from(tuple(PROCESS.steps)))
    def reopen(self, step: str) -> None:
        self.trying(self.world.press, actions.reopen, step, "Nyt")

    @rule(key=st.sampled_from(tuple(PROCESS.demands)), days=st.integers(0, 30))
    def set_aside(self, key: str, days: int) -> None:
        until = self.world.today + timedelta(days=days)
        accepted = self.trying(self.world.press, actions.set_aside, key, reason="Nej", allowed="chair", until=until)
        assert not (accepted and PROCESS.demands[key][2].firm)

    @rule(action=st.sampled_from([actions.pause, actions.resume, actions.resume]))
    def turn(self, action: Any) -> None:
        self.trying(self.world.press, action, "Fordi")

    @rule(days=st.sampled_from([1, 30, 370]))
    def wait_and_ring(self, days: int) -> None:
        self.world.later(days=days)
        self.changed = True
        while ring_one(self.world.session, lambda *_: self.world.workflow, self.world.now):
            pass
        self.world.press(actions.resume if self.world.state.mode == PAUSED else actions.pause, "Fordi")

    @invariant()
    def what_is_stored_is_what_the_history_tells(self) -> None:
        if self.world.network and self.changed:
            db = self.world.session.connection()
            assert verification.verify(db, lambda *_: PROCESS, self.world.network) == []
            assert commitments.check(db, [self.world.network]) == []
            self.changed = False

    @invariant()
    def how_it_stands_is_stored_as_it_is(self) -> None:
        if self.world.network:
            state, row = self.world.state, self.world.row
            stands = standing(PROCESS, state, self.world.facts(state.position, *state.reopened))
            assert stands == {key: getattr(row, key) for key in stands}


def test_the_method_withstands_random_work(database: Database):
    quick = settings(max_examples=4, stateful_step_count=15, deadline=None, suppress_health_check=CALM)
    run_state_machine_as_test(lambda: Method(database), settings=quick)


@pytest.mark.slow
def test_the_method_withstands_random_work_for_long(database: Database):
    long = settings(max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=CALM)
    run_state_machine_as_test(lambda: Method(database), settings=long)

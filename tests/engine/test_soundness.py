from dataclasses import dataclass, replace

import pytest

from engine.definition import Move
from engine.errors import InvalidDefinition
from engine.soundness import must_be_sound, prove
from tests.engine import toy
from tests.engine.toy import TOY, changed, demand, step, task
from workflows import ALL

METHOD = ALL["tryghedsnetvaerk", 1].definition


@dataclass(frozen=True, slots=True, kw_only=True)
class More(toy.Facts):
    unused: bool = False


def with_demands(key: str, *demands):
    """The step *key* of the toy with more demands on its first task."""
    old = TOY.steps[key]
    first = replace(old.tasks[0], demands=old.tasks[0].demands + demands)
    return changed(**{key: replace(old, tasks=(first, *old.tasks[1:]))})


FAULTS = {
    "an unreachable step": (
        changed(aftal=replace(toy.AGREE, moves=(Move(trigger="begynd", to="maal"),)), maal=replace(
            toy.MEASURE, moves=(Move(trigger="igen", to="aftal", next_cycle=True),))),
        "goer: the step cannot be reached",
    ),
    "contradicting demands": (
        with_demands("plan", demand("ikke_planlagt", lambda f: not f.planned)),
        "plan: its demands cannot all be met at once",
    ),
    "a demand nowhere decisive": (
        with_demands("plan", demand("det_samme", lambda f: f.planned)),
        "plan: the demand det_samme is nowhere decisive",
    ),
    "a demand that always holds": (
        with_demands("plan", demand("altid", lambda f: f.left >= 0)),
        "plan: the demand altid is nowhere decisive",
    ),
    "a fact that nothing reads": (changed(facts=More), "the fact unused is read by nothing"),
    "a dead move": (
        changed(plan=replace(toy.PLAN, moves=(*toy.PLAN.moves, Move(
            trigger="aldrig", to="maal", when=lambda f: f.left > 2)))),
        "plan: the move aldrig can never be taken",
    ),
    "no next cycle": (
        changed(maal=replace(toy.MEASURE, moves=(Move(trigger="igen", to="goer"),))),
        "goer: the next yearly cycle cannot be reached",
    ),
    "a trap": (
        changed(plan=replace(toy.PLAN, moves=(*toy.PLAN.moves, Move(trigger="faelde", to="maal"))), maal=step(
            "maal", toy.MEASURE.tasks)),
        "maal: the next yearly cycle cannot be reached",
    ),
}  # fmt: skip
BROKEN = {
    "a demand's key twice": (with_demands("aftal", toy.planned), "planlagt: two demands have this key"),
    "a key with a capital": (changed(plan=step("plan", (task("Skriv"),), *toy.PLAN.moves)), "Skriv: not a key"),
    "a trigger that is no key": (
        changed(plan=replace(toy.PLAN, moves=(Move(trigger="os.getcwd", to="aftal"),))), "os.getcwd: not a key"),
    "a way to nowhere": (
        changed(plan=replace(toy.PLAN, moves=(Move(trigger="videre", to="maanen"),))), "maanen, which is no step"),
}  # fmt: skip


def test_the_method_is_sound_in_few_evaluations():
    proof = prove(METHOD)

    assert proof.faults == ()
    assert proof.states >= 3 * len(METHOD.steps)
    assert proof.evaluations < 5000


def test_the_toy_is_sound():
    assert prove(TOY).faults == ()


@pytest.mark.parametrize("planted", FAULTS)
def test_a_planted_fault_is_found(planted: str):
    definition, fault = FAULTS[planted]

    assert fault in prove(definition).faults


@pytest.mark.parametrize("planted", FAULTS)
def test_an_unsound_definition_is_refused(planted: str):
    definition, fault = FAULTS[planted]

    with pytest.raises(InvalidDefinition) as refused:
        must_be_sound(definition)

    assert fault in str(refused.value)


@pytest.mark.parametrize("planted", BROKEN)
def test_a_broken_shape_is_refused_before_it_is_walked(planted: str):
    definition, fault = BROKEN[planted]

    with pytest.raises(InvalidDefinition) as refused:
        prove(definition)

    assert fault in str(refused.value)


@pytest.mark.parametrize("key", METHOD.steps)
def test_a_demand_contradicting_any_step_of_the_method_is_found(key: str):
    old = METHOD.steps[key]
    never = demand("aldrig", lambda f: False)
    tasks = (replace(old.tasks[0], demands=(*old.tasks[0].demands, never)), *old.tasks[1:])
    phases = tuple(
        replace(phase, steps=tuple(replace(old, tasks=tasks) if one.key == key else one for one in phase.steps))
        for phase in METHOD.phases
    )

    definition = changed_phases(phases)

    assert f"{key}: its demands cannot all be met at once" in prove(definition).faults


def changed_phases(phases):
    said = {name: getattr(METHOD, name) for name in type(METHOD).__dataclass_fields__}
    return type(METHOD)(**said | {"phases": phases})

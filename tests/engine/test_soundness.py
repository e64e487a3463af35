from dataclasses import dataclass, replace

import pytest

from engine.definition import Move
from engine.errors import InvalidDefinition
from engine.soundness import must_be_sound, prove
from tests.engine import toy
from tests.engine.toy import TOY, changed, demand, step, task
from workflows import newest

METHOD = newest("tryghedsnetvaerk").definition


@dataclass(frozen=True, slots=True, kw_only=True)
class More(toy.Facts):
    unused: bool = False


def with_demands(key: str, *demands):
    """The step *key* of the toy with more demands on its first task."""
    old = TOY.steps[key]
    first = replace(old.tasks[0], demands=old.tasks[0].demands + demands)
    return changed(**{key: replace(old, tasks=(first, *old.tasks[1:]))})


def phased(*phases):
    """The toy with these phases."""
    said = {name: getattr(TOY, name) for name in type(TOY).__dataclass_fields__}
    return type(TOY)(**said | {"phases": phases})


FAULTS = {
    "an unreachable step": (
        changed(aftal=replace(toy.AGREE, moves=(Move(trigger="begynd", to="maal"),)), maal=replace(
            toy.MEASURE, moves=(Move(trigger="igen", to="aftal", next_cycle=True),))),
        "goer: trinnet kan ikke nås",
    ),
    "contradicting demands": (
        with_demands("plan", demand("ikke_planlagt", lambda f: not f.planned)),
        "plan: kravene kan ikke være opfyldt på samme tid",
    ),
    "a demand nowhere decisive": (
        with_demands("plan", demand("det_samme", lambda f: f.planned)),
        "plan: kravet det_samme afgør aldrig noget alene",
    ),
    "a demand that always holds": (
        with_demands("plan", demand("altid", lambda f: f.left >= 0)),
        "plan: kravet altid afgør aldrig noget alene",
    ),
    "a fact that nothing reads": (changed(facts=More), "oplysningen unused læses ikke af noget krav"),
    "a dead move": (
        changed(plan=replace(toy.PLAN, moves=(*toy.PLAN.moves, Move(
            trigger="aldrig", to="maal", when=lambda f: f.left > 2)))),
        "plan: vejen aldrig kan aldrig tages",
    ),
    "no next cycle": (
        changed(maal=replace(toy.MEASURE, moves=(Move(trigger="igen", to="goer"),))),
        "goer: det næste år kan ikke nås",
    ),
    "a trap": (
        changed(plan=replace(toy.PLAN, moves=(*toy.PLAN.moves, Move(trigger="faelde", to="maal"))), maal=step(
            "maal", toy.MEASURE.tasks)),
        "maal: det næste år kan ikke nås",
    ),
}  # fmt: skip
PHASE = TOY.phases[0]
BROKEN = {
    "a task's key twice": (
        changed(plan=step("plan", (*toy.PLAN.tasks, task("skriv")), *toy.PLAN.moves)),
        "skriv: to opgaver har denne nøgle"),
    "a task's key twice, in two steps": (
        changed(aftal=step("aftal", (*toy.AGREE.tasks, task("skriv")), *toy.AGREE.moves)),
        "skriv: to opgaver har denne nøgle"),
    "a step's key twice": (phased(replace(PHASE, steps=(*PHASE.steps, toy.PLAN))), "plan: to trin har denne nøgle"),
    "a phase's key twice": (
        phased(PHASE, replace(PHASE, steps=(step("ekstra", ()),))), "alt: to faser har denne nøgle"),
    "a task without a title": (
        changed(plan=step("plan", (replace(toy.PLAN.tasks[0], title=" "),), *toy.PLAN.moves)), "skriv: titlen er tom"),
    "a step without a title": (changed(plan=replace(toy.PLAN, title="")), "plan: titlen er tom"),
    "a demand without a title": (with_demands("aftal", replace(toy.extra, key="ny", title="")), "ny: titlen er tom"),
    "a phase without a title": (phased(replace(PHASE, title="")), "alt: titlen er tom"),
    "a demand's key twice": (with_demands("aftal", toy.planned), "planlagt: to krav har denne nøgle"),
    "a key with a capital": (changed(plan=step("plan", (task("Skriv"),), *toy.PLAN.moves)), "Skriv: en nøgle skrives"),
    "a trigger that is no key": (
        changed(plan=replace(toy.PLAN, moves=(Move(trigger="os.getcwd", to="aftal"),))), "os.getcwd: en nøgle skrives"),
    "a task after a later one": (
        changed(plan=step("plan", (task("foerst", after=("skriv",)), *toy.PLAN.tasks), *toy.PLAN.moves)),
        "foerst: kommer efter skriv"),
    "a task after itself": (
        changed(plan=step("plan", (*toy.PLAN.tasks, task("sidst", after=("sidst",))), *toy.PLAN.moves)),
        "sidst: kommer efter sidst"),
    "a task after one of another step": (
        changed(aftal=step("aftal", (replace(toy.AGREE.tasks[0], after=("skriv",)),), *toy.AGREE.moves)),
        "enig: kommer efter skriv"),
    "a task after one that goes on for good": (
        changed(goer=step("goer", (*toy.DO.tasks, task("sidst", after=("loeb",))), *toy.DO.moves)),
        "sidst: kommer efter loeb"),
    "a way to nowhere": (
        changed(plan=replace(toy.PLAN, moves=(Move(trigger="videre", to="maanen"),))), "maanen, som ikke er et trin"),
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

    assert fault in map(str, prove(definition).faults)


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

    said = {name: getattr(METHOD, name) for name in type(METHOD).__dataclass_fields__}
    definition = type(METHOD)(**said | {"phases": phases})

    assert f"{key}: kravene kan ikke være opfyldt på samme tid" in map(str, prove(definition).faults)

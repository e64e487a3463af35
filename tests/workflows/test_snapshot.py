"""What guards may know is the same however it is asked for: one network or many, one step or all."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from sqlalchemy import event

from engine.soundness import reads, samples
from engine.standing import standing
from tests.workflows import deeds
from tests.workflows.cases import LACK, MEET, PROCESS, at_step, meet_all
from tests.workflows.world import METHOD, World, seat
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation
from workflows.tryghedsnetvaerk.facts import Facts
from workflows.tryghedsnetvaerk.network.models import Stakeholder
from workflows.tryghedsnetvaerk.snapshot import groups_of, read
from workflows.tryghedsnetvaerk.sums import GROUPS

DOMAIN = samples(Facts)
DATES = ("today", "next_on", "next_kind", "overdue_on", "in_force_on")


@cache
def read_by(step: str) -> frozenset[str]:
    """Return every fact that closing *step* can look at: its demands, its ways out, and the rights to tick."""
    checks = [demand.check for demand in (*PROCESS.steps[step].demands, *PROCESS.rights.values())]
    ways = [move.when for move in PROCESS.steps[step].moves if move.when]
    return frozenset().union(*(reads(check, DOMAIN) for check in (*checks, *ways)))


def told(facts: Facts, names: frozenset[str]) -> dict[str, Any]:
    """Return what *facts* say of *names*, with who and since when."""
    about = {f"{key}.{name}": said[name] for key in ("who", "since")
             for said in (getattr(facts, key),) for name in names & set(said)}  # fmt: skip
    return {name: getattr(facts, name) for name in sorted(names)} | about


def richly(world: World, name: str, lacking: str = "") -> int:
    """A network with something in every table, but *lacking* unmet; return its number."""
    world.begin(name, at="praksis")
    deeds.held("orientering", world=world)
    for step in PROCESS.steps:
        meet_all(world, step, lacking)
    if not world.all(deeds.Problem):
        deeds.problem(world)
    return world.network


def load(world: World, *ids: int, steps: frozenset[str] | None = None, decision: int | None = None) -> Any:
    actor = world.people["formand"]
    return METHOD.load(world.session.connection(), ids, steps, world.today, actor, decision)


SITUATIONS = ["", *LACK]


@pytest.mark.parametrize("lacking", ["", "parter_svar", "ingen_nej", "grupper_svar", "kort_personer"])
def test_what_a_step_reads_is_loaded_with_it(any_world: World, lacking: str):
    network = richly(any_world, "Net", lacking)
    decision = any_world.all(deeds.meetings.Decision)[0].nr
    whole = load(any_world, network, decision=decision)[network]

    for step in PROCESS.steps:
        alone = load(any_world, network, steps=frozenset({step}), decision=decision)[network]
        names = read_by(step)

        assert told(alone, names) == told(whole, names)
        assert [getattr(alone.dates, key) for key in DATES] == [getattr(whole.dates, key) for key in DATES]


def column_values(column: Any) -> list[Any]:
    """Return values that a column of sums may have."""
    kinds = {date: [date(2020, 1, 1), date(2026, 3, 1)], datetime: [datetime(2026, 1, 1, tzinfo=UTC)],
             str: ["kommune", "boligorganisation", "politi", "aftale,praksis"]}  # fmt: skip
    try:
        return kinds.get(getattr(column.type, "impl", column.type).python_type, [1, 2, 3, 6])
    except NotImplementedError:
        return [1, 2, 3, 6]


@pytest.mark.parametrize("step", PROCESS.steps)
def test_no_column_that_is_left_out_of_a_step_could_change_what_the_step_reads(step: str):
    names, today = read_by(step), date(2026, 3, 2)
    nothing: dict[str, Any] = {column.name: None for group in GROUPS.values() for column in group.columns}
    left_out = set(GROUPS) - set(groups_of(frozenset({step}), True))
    for column in [column for name in sorted(left_out) for column in GROUPS[name].columns]:
        for value in column_values(column):
            with suppress(ValueError):  # a rank that does not go so high
                facts = read(nothing | {column.name: value}, today)
                assert told(facts, names) == told(read(nothing, today), names), (column.name, value)


def held_early(kind: str) -> Callable[[World], Any]:
    day = {"held_on": date(2026, 2, 1)}
    return lambda world: world.edit(world.all(deeds.meetings.Meeting, kind=kind)[0], **day)


# What no demand of the step lacks by itself.
MORE: dict[str, Callable[[World], Any]] = {
    "kortlaegning": lambda world: (
        world.edit(world.all(deeds.Approval)[0], answer="bemaerkning"),
        world.edit(world.all(deeds.Approval)[1], answer="", by_mail=False),
        world.edit(world.all(deeds.Study)[0], fieldwork_until=None),
    ),
    "fastlaeggelse": held_early("udvikling"),
    "aftale": lambda world: (
        held_early("aftale")(world),
        world.edit(world.all(Agreement)[0], ready_made=True),
        world.edit(world.all(deeds.Partner)[0], answer=""),
    ),
    "evaluering": lambda world: world.edit(world.all(Evaluation)[0], outcome="korriger", reopen="aftale"),
}


@pytest.mark.parametrize("step", PROCESS.steps)
def test_every_fact_that_a_step_reads_is_seen_other_than_empty(world: World, step: str):
    blank = Facts()
    seen: dict[str, set[Any]] = {name: {getattr(blank, name)} for name in read_by(step)}
    for number, lacking in enumerate(("", *(demand.key for demand in PROCESS.steps[step].demands))):
        meet_all(at_step(world, step, f"Net {number}"), step, lacking)
        note(world, step, seen)
    MORE.get(step, lambda world: None)(world)
    note(world, step, seen)

    assert {name for name, values in seen.items() if len(values) < 2} == {"decision_pointed"}


def note(world: World, step: str, seen: dict[str, set[Any]]) -> None:
    """Write down what the facts of a step say, and hold them against those of all steps."""
    alone = load(world, world.network, steps=frozenset({step}))[world.network]
    whole = load(world, world.network)[world.network]
    for name, values in seen.items():
        assert getattr(alone, name) == getattr(whole, name), name
        values.add(getattr(whole, name))


def test_many_networks_are_loaded_as_each_alone(any_world: World):
    world = any_world
    ids = [richly(world, f"Net {number}", lacking) for number, lacking in enumerate(SITUATIONS[:4])]
    world.begin("Tomt")
    ids.append(world.network)

    together = load(world, *ids)

    assert together == {number: load(world, number)[number] for number in ids}
    assert load(world, *ids, decision=1) == {number: load(world, number, decision=1)[number] for number in ids}


def test_any_number_of_networks_takes_the_same_number_of_statements(world: World):
    ids = [richly(world, f"Net {number}") for number in range(3)]

    assert statements(world, ids[:2]) == statements(world, ids) <= len(GROUPS)


def test_one_network_takes_one_statement(world: World):
    network = richly(world, "Net")

    assert statements(world, [network]) == 1


def statements(world: World, ids: list[int]) -> int:
    sent: list[str] = []
    engine = world.session.connection().engine

    def count(*told: Any) -> None:
        sent.append(told[2])

    event.listen(engine, "before_cursor_execute", count)
    load(world, *ids)
    event.remove(engine, "before_cursor_execute", count)
    return len(sent)


def test_a_network_with_nothing_in_it_has_nothing_but_what_is_missing(world: World):
    world.begin()
    facts = world.facts()
    given = {"actor", "initiator", "decisions_missing", "parts_missing", "lacking", "dates"}

    assert {
        field.name for field in fields(Facts) if getattr(facts, field.name) != getattr(Facts(), field.name)
    } == given


def test_another_networks_records_are_none_of_ours(any_world: World):
    world = any_world
    world.begin("Vores")
    ours, before = world.network, world.facts()
    richly(world, "Deres")
    world.network = ours

    assert world.facts() == before


def test_who_and_since_when_are_said_once_and_in_order(world: World):
    world.begin()
    for kind in ("kommune", "boligforening", "boligforening"):
        day = world.today - timedelta(days=len(world.all(Stakeholder)))
        world.add(Stakeholder, kind=kind, contacted_on=day, organisation_id=world.organisations["bolig"])

    facts = world.facts("igangsaettelse")

    assert facts.who["housing"] == (f"organisation:{world.organisations['bolig']}",)
    assert facts.since["housing"] == world.today - timedelta(days=2)


@pytest.mark.parametrize("step", PROCESS.steps)
def test_what_is_stored_of_how_a_network_stands_is_what_fresh_facts_say(any_world: World, step: str):
    at_step(any_world, step)
    for demand in PROCESS.steps[step].demands:
        MEET[demand.key](any_world)
        fresh = standing(PROCESS, any_world.state, any_world.facts())
        assert fresh == {name: getattr(any_world.row, name) for name in fresh}


def test_a_new_network_is_ready_to_begin_and_active_once_something_is_written(world: World):
    world.begin()
    assert world.row.status == "ready"

    deeds.need(world)

    assert world.row.status == "active"


def test_a_network_waits_when_all_that_is_missing_waits_for_others(world: World):
    at_step(world, "sammensaetning")
    meet_all(world, "sammensaetning", lacking="grupper_svar")
    assert world.row.status == "active"  # nobody has said yes yet: more can be asked

    deeds.group(world)
    seat(world, "fremmed")
    world.add(deeds.ProfessionalGroup, name="Vagtværnet", sector="offentlig", choice="ja", reason="Om natten",
              leader="Bo", contacted_on=world.today, answer="ja")  # fmt: skip

    assert (world.row.status, world.row.reason, world.row.unmet) == ("waiting", "grupper_svar", 1)

"""Two hands at once, on PostgreSQL: no step is ever closed over a demand that somebody just broke."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from time import sleep
from typing import Any

import pytest

from engine import actions, history, records, verification
from engine.db import Database
from engine.errors import NotAllowed, OnHold, Refused, Stale
from engine.removals import remove
from tests.workflows.cases import PROCESS, at_step, meet_all
from tests.workflows.world import World, attached, make_world, worded
from workflows.tryghedsnetvaerk.agreement.models import Agreement, Partner
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation, Measure
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report, Study
from workflows.tryghedsnetvaerk.materials.actions import withdraw
from workflows.tryghedsnetvaerk.materials.models import CardLine, Material
from workflows.tryghedsnetvaerk.meetings.actions import hold, save_meeting, send_minutes, unhold
from workflows.tryghedsnetvaerk.meetings.models import DRAFT, HELD, Decision, Meeting
from workflows.tryghedsnetvaerk.network.models import (
    REMARK,
    Approval,
    Need,
    ResidentDiscussion,
    ResidentInformation,
    Seat,
    Stakeholder,
)

pytestmark = pytest.mark.slow
Deed = Callable[[World], Any]


def edited(model: type[Any], **values: Any) -> Deed:
    return lambda world: world.edit(world.all(model)[0], **values)


def removed(model: type[Any]) -> Deed:
    return lambda world: [world.write(remove, model, row.nr, reason="Skrevet to gange") for row in world.all(model)]


def seats_ended(world: World) -> None:
    for row in world.all(Seat):
        world.edit(row, until=world.today - timedelta(days=1))


BREAKS: dict[str, tuple[str, Deed]] = {
    "need": ("igangsaettelse", edited(Need, grounds="")),
    "stakeholder": ("igangsaettelse", edited(Stakeholder, answer="")),
    "seat": ("igangsaettelse", seats_ended),
    "information": ("igangsaettelse", removed(ResidentInformation)),
    "discussion": ("igangsaettelse", removed(ResidentDiscussion)),
    "decision": ("igangsaettelse", edited(Decision, about="andet")),
    "held": ("igangsaettelse", lambda w: w.write(unhold, w.all(Meeting, state=HELD)[0].nr, "Ikke holdt")),
    "figures": ("kortlaegning", lambda world: world.write(save_figures, world.all(CrimeSet)[0].nr, {"source": ""})),
    "study": ("kortlaegning", edited(Study, state="planlagt")),
    "approval": ("kortlaegning", edited(Approval, answer=REMARK)),
    "report": ("kortlaegning", lambda world: [row.id for row in world.all(Report)] and removed(Approval)(world)),
    "group": ("sammensaetning", edited(ProfessionalGroup, answer="")),
    "meeting": ("droeftelse", edited(Meeting, state=DRAFT)),
    "agreement": ("aftale", edited(Agreement, purpose="")),
    "partner": ("aftale", edited(Partner, answer="")),
    "material": ("kontaktmaterialer", lambda world: world.write(withdraw, world.all(Material)[0].nr)),
    "card line": ("kontaktmaterialer", lambda world: world.add(CardLine, about="Sti", who="Ida", kind="person")),
    "evaluation": ("evaluering", edited(Evaluation, findings="")),
    "measure": ("evaluering", removed(Measure)),
}


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def ready(database: Database, now: datetime, step: str) -> World:
    """A committed network whose *step* only waits to be closed."""
    with database.write() as session:
        world = at_step(make_world(session, now), step)
        meet_all(world, step)
        session.commit()
    return world


def alone(database: Database, world: World, deed: Deed) -> Any:
    """Do *deed* in a transaction of its own."""
    with database.write() as session:
        done = deed(replace(world, session=session))
        session.commit()
    return done


def closing(step: str, **given: Any) -> Deed:
    def deed(world: World) -> Any:
        if step == "igangsaettelse":
            given["decision"] = world.all(Decision)[0].nr
        return world.close(step, "tovholder" if step == "igangsaettelse" else "formand", given=given)

    return deed


@pytest.mark.parametrize("record", BREAKS)
def test_a_step_is_not_closed_over_a_record_that_is_just_being_broken(postgres, pool, now, record: str):
    step, breaking = BREAKS[record]
    world = ready(postgres, now, step)
    with postgres.write() as session:
        breaking(replace(world, session=session))
        closed = pool.submit(alone, postgres, world, closing(step))
        sleep(0.15)
        assert not closed.done()

        session.commit()

        with pytest.raises(Refused):
            closed.result(10)


def test_a_record_waits_for_the_step_that_is_just_being_closed(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")
    with postgres.write() as session:
        closed = closing("sammensaetning")(replace(world, session=session))
        edit = pool.submit(alone, postgres, world, BREAKS["group"][1])
        sleep(0.15)
        assert not edit.done()
        session.commit()

    assert edit.result(10).version == 2
    assert last(postgres, world) == closed.seq + 1


def last(database: Database, world: World) -> int:
    with database.read() as session:
        seq: int = replace(world, session=session).row.seq
        return seq


def at_once(pool: ThreadPoolExecutor, database: Database, world: World, deed: Callable[[World], Any]) -> list[Any]:
    """Let four clients do the same at the same moment; return what each got, a refusal as itself."""
    barrier = Barrier(4)

    def client() -> Any:
        barrier.wait()
        try:
            return alone(database, world, deed)
        except (NotAllowed, Stale) as refusal:
            return refusal

    return [one.result(20) for one in [pool.submit(client) for _ in range(4)]]


def test_a_step_closed_by_four_clients_at_once_is_closed_once(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")
    before = last(postgres, world)

    got = at_once(pool, postgres, world, closing("sammensaetning"))

    assert sum(isinstance(one, NotAllowed) for one in got) == 3
    assert last(postgres, world) == before + 1


def test_one_press_sent_four_times_at_once_answers_four_times_the_same(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")

    got = at_once(pool, postgres, world, closing("sammensaetning", key="once"))

    assert [one.seq for one in got] == [last(postgres, world)] * 4


def test_one_record_sent_four_times_at_once_is_written_once(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")
    told = {"rise": True, "found_by": "politi", "found_on": now.date(), "grounds": "Indbrud"}

    got = at_once(pool, postgres, world, lambda w: w.write(records.add, Need, told, given={"key": "once"}))

    assert [one.nr for one in got] == [1] * 4


def test_two_who_write_the_same_form_do_not_overwrite_each_other(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")

    def rename(w: World) -> Any:
        row = w.all(ProfessionalGroup)[0]
        return w.write(records.edit, ProfessionalGroup, row.nr, {"name": "Postbude"}, seen=1)

    got = at_once(pool, postgres, world, rename)

    assert sum(isinstance(one, Stale) for one in got) == 3


def test_what_was_read_before_the_lock_is_read_anew_under_it(postgres, pool, now):
    world = ready(postgres, now, "droeftelse")
    draft = alone(postgres, world, lambda w: w.write(save_meeting, None, {"kind": "netvaerk"}))
    with postgres.write() as session:
        mine = replace(world, session=session)
        mine.all(Meeting)
        alone(postgres, world, lambda w: w.write(hold, draft.nr, held_on=w.today, minutes="Ja", decisions=()))

        with pytest.raises(NotAllowed, match="Mødet er holdt"):
            mine.write(save_meeting, draft.nr, {"place": "Et andet sted"})


def test_minutes_are_sent_once(postgres, pool, now):
    world = ready(postgres, now, "droeftelse")
    nr = alone(postgres, world, lambda w: w.write(save_meeting, None, {"kind": "netvaerk"})).nr
    alone(postgres, world, lambda w: w.write(hold, nr, held_on=w.today, minutes="Ja", decisions=()))

    def send(w: World) -> Any:
        return w.write(send_minutes, nr, object_by=None, wording=worded, telling=worded)

    assert sum(isinstance(one, NotAllowed) for one in at_once(pool, postgres, world, send)) == 3


def test_no_file_slips_into_a_report_that_is_just_being_sent(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")
    row = alone(postgres, world, lambda w: w.write(save_report, None, {"ready_made": True}))
    alone(postgres, world, lambda w: attached(w, row))
    with postgres.write() as session:
        replace(world, session=session).write(send_report, row.nr, object_by=None, wording=worded)
        late = pool.submit(alone, postgres, world, lambda w: attached(w, row))
        sleep(0.15)
        assert not late.done()

        session.commit()

        with pytest.raises(NotAllowed, match="Rapporten er sendt"):
            late.result(10)


def test_a_report_is_not_sent_into_a_pause_that_just_begins(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")
    row = alone(postgres, world, lambda w: w.write(save_report, None, dict.fromkeys(PARTS, "Tekst")))
    with postgres.write() as session:
        replace(world, session=session).press(actions.pause, "Ferie")
        sent = pool.submit(
            alone, postgres, world, lambda w: w.write(send_report, row.nr, object_by=None, wording=worded)
        )
        sleep(0.15)
        assert not sent.done()

        session.commit()

        with pytest.raises(OnHold):
            sent.result(10)


def test_an_evaluation_is_not_changed_while_it_is_just_being_decided(postgres, pool, now):
    world = ready(postgres, now, "evaluering")
    with postgres.write() as session:
        closing("evaluering")(replace(world, session=session))
        late = pool.submit(alone, postgres, world, lambda w: w.write(save_evaluation, 1, {"grounds": "Noget andet"}))
        sleep(0.15)
        assert not late.done()

        session.commit()

        with pytest.raises(NotAllowed, match="afsluttet med sin beslutning"):
            late.result(10)


def test_whatever_the_order_the_chain_holds(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")
    jobs = [closing("sammensaetning"), BREAKS["group"][1], edited(ProfessionalGroup, name="Postbude")] * 3

    def client(deed: Deed) -> None:
        try:
            alone(postgres, world, deed)
        except (NotAllowed, Refused, Stale):
            return

    list(pool.map(client, jobs))

    with postgres.read() as session:
        assert verification.verify(session.connection(), lambda *_: PROCESS, world.network) == []
        told = [event.body["kind"] for event in history.events(session.connection(), world.network)]
    closed = told.index("step_closed") if "step_closed" in told else len(told)
    assert told.count("step_closed") <= 1
    assert "professional_group_changed" in told[closed:] or "step_closed" not in told


def test_a_pause_waits_for_the_press_before_it(postgres, pool, now):
    world = ready(postgres, now, "sammensaetning")
    with postgres.write() as session:
        closing("sammensaetning")(replace(world, session=session))
        paused = pool.submit(alone, postgres, world, lambda w: w.press(actions.pause, "Ferie"))
        sleep(0.15)
        assert not paused.done()
        session.commit()

    assert paused.result(10).body["kind"] == "paused"

"""Who is made tovholder, taken away or given other dates behind the product's back is named, on either database."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, event, insert, select, text, update

from engine.models import process
from engine.outbox import Letter
from engine.people.models import COORDINATOR, Credential, NetworkRole
from workflows.tryghedsnetvaerk.network import tenure
from workflows.tryghedsnetvaerk.network.coordinators import change_coordinators

LED = NetworkRole.__table__


@pytest.fixture(params=["", "kortlaegning"], ids=["begun", "taken-over"])
def led(any_world, request):
    """A network that began a month ago, in a world in which everybody can log in."""
    any_world.begin(at=request.param)
    for number in any_world.people.values():
        any_world.session.add(Credential(person_id=number, password_hash="x", changed_at=any_world.now))
    any_world.later(days=30)
    return any_world


def hand(world, to, *leaving, who="tovholder"):
    number, gone = world.people[to] if to else None, {world.people[one] for one in leaving}

    def letter(person):
        return Letter(kind="notice", recipient=person.mail, subject="Tovholder", body="Kære")

    told = {"to": number, "leaving": gone, "reason": "Orlov", "letter": letter}
    return change_coordinators(world.session, world.command(who), **told).seq


def behind(world, statement):
    world.session.flush()
    world.session.connection().execute(statement)


def found(world):
    db = world.session.connection()
    return [(one.process_id, one.seq, str(one.text)) for one in tenure.check(db, [world.network])]


def test_nothing_is_said_of_whoever_began_and_of_a_network_handed_over_and_back(led):
    assert found(led) == []

    for to, leaving, who in (
        ("medlem", ["tovholder"], "tovholder"),
        ("tovholder", ["medlem"], "medlem"),  # the same day: the first never came to be in force
        ("medlem", [], "tovholder"),
        (None, ["tovholder"], "medlem"),
    ):
        hand(led, to, *leaving, who=who)
        assert found(led) == []
    led.later(days=3)
    hand(led, "tovholder", "medlem", who="medlem")

    assert found(led) == []
    assert len(led.session.execute(select(LED)).all()) == 3


def test_another_person_in_the_place_of_the_one_who_was_appointed_is_named(led):
    seq, was, other = hand(led, "medlem", "tovholder"), led.people["medlem"], led.people["revisor"]

    behind(led, update(LED).where(LED.c.person_id == was).values(person_id=other))

    assert found(led) == [
        (led.network, seq, f"Hændelsen gjorde person {was} til tovholder, men rollen er væk."),
        (led.network, 0, f"Person {other} står med rollen koordinator ({led.today} –), "
                         "men ingen hændelse fortæller om det."),
    ]  # fmt: skip


@pytest.mark.parametrize("column", ["since", "until"])
def test_other_dates_are_named_with_those_that_the_history_tells(led, column):
    began, yesterday = led.today - timedelta(days=30), led.today - timedelta(days=1)
    hand(led, "medlem", "tovholder")
    was, other = led.people["tovholder"], led.today + timedelta(days=-3 if column == "since" else 400)

    behind(led, update(LED).where(LED.c.person_id == was).values({column: other}))

    dates = {"since": began, "until": yesterday, column: other}
    assert found(led) == [
        (led.network, 1, f"Person {was} står som tovholder på andre datoer ({dates['since']} – {dates['until']}), "
                         f"end historikken siger ({began} – {yesterday})."),
    ]  # fmt: skip


def test_whoever_stopped_and_is_let_go_on_is_named(led):
    hand(led, "medlem", "tovholder")

    behind(led, update(LED).values(until=None))

    [(_, _, said)] = found(led)
    assert f"Person {led.people['tovholder']} står som tovholder på andre datoer" in said


def test_one_put_in_is_named(led):
    row = {"process_id": led.network, "person_id": led.people["medlem"], "role": COORDINATOR, "since": led.today}

    behind(led, insert(LED).values(row))

    said = f"Person {led.people['medlem']} står med rollen koordinator ({led.today} –), men ingen hændelse fortæller"
    assert [(number, seq, text.startswith(said)) for number, seq, text in found(led)] == [(led.network, 0, True)]


def test_one_taken_away_is_named(led):
    behind(led, delete(LED))

    said = f"Hændelsen gjorde person {led.people['tovholder']} til tovholder, men rollen er væk."
    assert found(led) == [(led.network, 1, said)]


def test_another_role_is_named(led):
    behind(led, update(LED).values(role="hest"))

    assert len(found(led)) == 2


def test_what_a_column_cannot_hold_is_named(world):
    world.begin()
    behind(world, text("UPDATE network_role SET since = 'i går', until = x'ff00'"))

    [(_, seq, said)] = found(world)
    assert (seq, "(i går – " in said) == (1, True)


def test_nothing_is_said_of_the_demonstration_and_many_networks_ask_no_more_than_one(any_demonstration):
    with any_demonstration.read() as session:
        db, asked = session.connection(), list[str]()
        ids = db.execute(select(process.c.id)).scalars().all()
        event.listen(db, "before_cursor_execute", lambda *said: asked.append(said[2]))

        assert tenure.check(db, ids) == []
        assert len(asked) == 3
        tenure.check(db, ids[:1])

    assert len(asked) == 6

"""The demonstration: it tells what it promises, holds against its history, and fills nothing but an empty database."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from engine import queries, timers
from engine.db import Database
from engine.errors import Unusable
from engine.installation import BEGUN
from engine.models import event, installation, outbox, process
from engine.people import actions as people
from engine.people.models import Person
from engine.scheduler import Ticker
from engine.state import ENDED, PAUSED
from webui.commands import caretaker
from webui.commands.demonstration import fill, is_marked
from workflows import find
from workflows.tryghedsnetvaerk.demonstration.cast import ACCOUNTS
from workflows.tryghedsnetvaerk.demonstration.fill import MARK, STORIES
from workflows.tryghedsnetvaerk.duties import count_own, list_approvals_for
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.models import Network, ResidentDiscussion, Stakeholder
from workflows.tryghedsnetvaerk.process import PROCESS


def rows(database: Database) -> dict[str, object]:
    with database.read() as session:
        return {row.slug: row for row in queries.list_processes(session.connection())}


def own_of_everybody(database: Database, now: datetime) -> list[tuple[int, list[str]]]:
    """Return what waits for each person."""
    with database.read() as session:
        people = session.scalars(select(Person.id).order_by(Person.id)).all()
        counted = [count_own(session, person, now, now.date()) for person in people]
        return [(number, sorted(row.slug for row in aside)) for number, aside in counted]


def test_every_chain_holds_and_every_state_is_its_replay(demonstration):
    checked, faults, _ = caretaker.verify(demonstration, None)

    assert checked > len(STORIES)
    assert not faults


def test_every_network_stands_as_its_records_say(demonstration, filled):
    assert not caretaker.check(demonstration, filled)


def test_every_promised_network_is_there_gadehavegaard_first(demonstration):
    with demonstration.read() as session:
        names = list(session.scalars(select(Network.name).order_by(Network.network_id)))

    assert names == [name for name, _ in STORIES]
    assert names[0] == "Gadehavegård"
    assert len(names) == 10


def test_networks_are_entered_the_day_they_began_but_for_the_one_older_than_the_installation(demonstration):
    with demonstration.read() as session:
        told = [json.loads(body) for body in session.scalars(select(event.c.body).order_by(event.c.seq))]
        begun = [one for one in told if one["kind"] == BEGUN]
        late = [one for one in begun if datetime.fromisoformat(one["at"]).date().isoformat() != one["on"]]

    assert len(begun) == len(STORIES)
    assert len(late) == 1


@pytest.mark.parametrize(
    ("slug", "position", "status"),
    [
        ("gadehavegaard", "praksis", "active"),
        ("lindevaenget", "kortlaegning", "active"),
        ("birkeparken", "kortlaegning", "waiting"),
        ("kirsebaergaarden", "igangsaettelse", "waiting"),
        ("soevangen", "droeftelse", "active"),
        ("engdraget", "fastlaeggelse", "paused"),
        ("ellehaven", "kontaktmaterialer", "active"),
        ("havnekvarteret", "praksis", "active"),
        ("moellebakken", "praksis", "waiting"),
        ("rosenvang", "praksis", "ended"),
    ],
)
def test_each_network_stands_where_its_story_leaves_it(demonstration, slug, position, status):
    row = rows(demonstration)[slug]

    assert (row.position, row.status) == (position, status)


def test_it_teaches_what_can_happen_to_a_network(demonstration):
    found = rows(demonstration)

    assert found["engdraget"].mode == PAUSED
    assert found["rosenvang"].mode == ENDED
    assert found["ellehaven"].entered == "kontaktmaterialer"
    assert found["moellebakken"].reopened == "sammensaetning"
    assert found["moellebakken"].cycle == 2
    assert "grupper_svar" in found["engdraget"].aside


def test_networks_stand_on_the_newest_version_but_for_one_that_can_be_moved_there(demonstration):
    stands = {slug: row.version for slug, row in rows(demonstration).items() if row.name == PROCESS.name}

    assert stands == dict.fromkeys(stands, PROCESS.version) | {"moellebakken": 1}


def test_something_was_entered_later_than_it_happened(demonstration):
    with demonstration.read() as session:
        late = [row for row in session.scalars(select(ResidentDiscussion)) if row.what.startswith("Beboeraften")]
        told = queries.find_last_about(session.connection(), late[0].network_id, f"resident_discussion:{late[0].id}")

    assert (datetime.fromisoformat(told.body["at"]).date() - datetime.fromisoformat(told.body["on"]).date()).days >= 25


def test_a_kommune_is_waited_for_since_six_weeks(demonstration, filled):
    with demonstration.read() as session:
        silent = session.scalars(select(Stakeholder).where(Stakeholder.answer == "")).one()

    assert silent.kind == "kommune"
    assert 42 <= (filled.date() - silent.contacted_on).days <= 47


def test_a_meeting_is_called_for_in_nine_days(demonstration, filled):
    with demonstration.read() as session:
        starts = session.scalars(
            select(Meeting.starts_at).where(Meeting.state == "indkaldt", Meeting.kind == "orientering")
        )

        assert [(moment.date() - filled.date()).days for moment in starts] == [9]


def test_the_first_year_fires_at_the_first_beat(demonstration, filled):
    with demonstration.read() as session:
        due = timers.next_due(session.connection(), filled)
    assert due.key == "aar-1"

    rung = Ticker(demonstration, find, None).ring(filled)

    after = rows(demonstration)["gadehavegaard"]
    assert rung == 1
    assert (after.position, after.unmet, after.reason) == ("evaluering", 2, "afgjort")
    assert not caretaker.verify(demonstration, "gadehavegaard")[1]


def test_the_steering_account_has_a_report_to_approve(demonstration):
    with demonstration.read() as session:
        person = session.scalars(select(Person).where(Person.mail == "styregruppe@demo.dk")).one()
        waiting = list_approvals_for(session, person.id)

    assert [(duty.slug, duty.about) for duty in waiting] == [("birkeparken", "report")]


def test_nothing_happened_after_it_was_filled(demonstration, filled):
    with demonstration.read() as session:
        assert session.scalar(select(func.max(process.c.changed_at))) < filled
        assert session.scalar(select(func.min(event.c.seq))) == 1


def test_no_mail_has_left(demonstration, filled):
    ticker = Ticker(demonstration, find, None)

    ticker.deliver(filled)

    with demonstration.read() as session:
        states = list(session.scalars(select(outbox.c.state)))
    assert set(states) == {"venter", "fejlet"}
    assert states.count("fejlet") == 1


def test_every_account_is_somebody_who_is_there(demonstration):
    with demonstration.read() as session:
        able = set(session.scalars(select(Person.mail).where(Person.mail.endswith("@demo.dk"))))

    assert able == {mail for mail, _ in ACCOUNTS.values()}


def test_a_second_start_changes_nothing(demonstration, filled):
    before = rows(demonstration)

    fill(demonstration, filled)

    assert rows(demonstration) == before


def test_a_database_in_use_is_never_made_a_demonstration(database, now):
    with database.write() as session:
        people.add_person(session, actor=None, now=now, name="Ida Rigtig", mail="ida@nordby.example")
        session.commit()

    with pytest.raises(Unusable, match="bruges allerede"):
        fill(database, now)

    assert not is_marked(database)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_a_filling_that_breaks_off_leaves_the_database_empty(database, now, monkeypatch):
    def breaks_off(_story: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("workflows.tryghedsnetvaerk.demonstration.fill.STORIES", (("x", breaks_off),))

    with pytest.raises(RuntimeError):
        fill(database, now)

    assert not is_marked(database)
    assert not rows(database)


def test_the_mark_says_when_it_was_filled(demonstration, filled):
    with demonstration.read() as session:
        said = session.scalar(select(installation.c.value).where(installation.c.key == MARK))

    assert datetime.fromisoformat(said) == filled


@pytest.mark.slow
@pytest.mark.parametrize(
    "day",
    [
        datetime(2027, 1, 1, 0, 5, tzinfo=UTC),
        datetime(2027, 3, 28, 22, 30, tzinfo=UTC),
        datetime(2028, 2, 29, 12, tzinfo=UTC),
        datetime(2028, 4, 20, 6, tzinfo=UTC),
        datetime(2029, 12, 27, 4, tzinfo=UTC),
    ],
    ids=["new year", "clocks change", "leap day", "after easter", "christmas"],
)
def test_it_can_be_filled_on_any_day(database, day):
    fill(database, day)

    assert not caretaker.verify(database, None)[1]
    assert not caretaker.check(database, day)
    assert Ticker(database, find, None).ring(day) == 1


@pytest.mark.slow
def test_it_fills_postgresql_as_well(postgres, demonstration, filled):
    fill(postgres, filled)

    assert own_of_everybody(postgres, filled) == own_of_everybody(demonstration, filled)
    assert is_marked(postgres)
    assert not caretaker.verify(postgres, None)[1]
    assert not caretaker.check(postgres, filled)


def test_the_outbox_begins_with_the_newest_mail(demonstration):
    with demonstration.read() as session:
        written = [mail.created_at for mail in queries.list_mail(session.connection(), None, limit=10_000)]

    assert len({one.date() for one in written}) > 10
    assert written == sorted(written, reverse=True)

"""Coming in, staying and going out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from engine.db import Database
from engine.errors import NotAllowed
from engine.people import actions, queries, sessions
from engine.people.models import LOGIN_FAILED, LOGIN_OK, LOGIN_THROTTLED, LOGOUT, Throttle, WebSession

MAIL, HERE, THERE = "mette@nordby.example", "192.0.2.1", "192.0.2.2"


def test_the_sixth_try_in_a_minute_waits_whichever_worker_is_asked(any_database, now):
    other = Database(any_database.url)
    waits = [_try(worker, now) for _ in range(3) for worker in (any_database, other)]
    other.close()

    assert waits[:5] == [0] * 5
    assert 0 < waits[5] <= 60


def test_many_tries_at_once_are_all_counted(any_database, now):
    other = Database(any_database.url)
    with ThreadPoolExecutor(8) as crowd:
        waits = list(crowd.map(lambda nr: _try((any_database, other)[nr % 2], now), range(16)))
    other.close()

    assert sum(wait == 0 for wait in waits) == 5


def test_the_attacker_does_not_lock_the_owner_out(any_database, now):
    for _ in range(30):
        _try(any_database, now, address=THERE)

    assert _try(any_database, now, address=THERE) > 0
    assert _try(any_database, now, address=HERE) == 0


def test_one_address_tries_twenty_times_over_all_accounts(any_database, now):
    waits = [_try(any_database, now, mail=f"{n}@nordby.example") for n in range(21)]

    assert [wait == 0 for wait in waits] == [True] * 20 + [False]


def test_another_spelling_of_the_mail_is_the_same_account(any_database, now):
    waits = [_try(any_database, now, mail=mail) for mail in (MAIL, MAIL.upper(), f" {MAIL}") for _ in range(2)]

    assert waits[5] > 0


def test_after_a_minute_it_may_be_tried_again(any_database, now):
    for _ in range(7):
        _try(any_database, now)

    assert _try(any_database, now + timedelta(seconds=59)) > 0
    assert _try(any_database, now + timedelta(seconds=60)) == 0


def test_coming_in_forgives_the_tries_before(any_database, session, now, mette):
    session.commit()
    for _ in range(5):
        _try(any_database, now)
    with any_database.write() as opening:
        _enter(opening, now)
        opening.commit()

    assert _try(any_database, now) == 0


def test_the_counter_keeps_no_address_and_forgets(any_database, session, now):
    session.rollback()
    _try(any_database, now)
    _try(any_database, now + timedelta(hours=2), mail="other@nordby.example")

    with any_database.read() as looking:
        keys = [row.key for row in looking.query(Throttle)]
    assert len(keys) == 2
    assert not any(HERE in key or "@" in key for key in keys)


def test_the_token_itself_is_not_stored(session, now, mette):
    token = _enter(session, now)

    assert session.get(WebSession, token) is None
    assert session.get(WebSession, sessions.fingerprint(token)).person_id == mette.id
    assert len(token) >= 43


def test_every_log_in_makes_a_new_token(session, now, mette):
    assert _enter(session, now) != _enter(session, now)


def test_a_session_ends_after_half_an_hour_idle(session, now, mette):
    token = _enter(session, now)

    assert sessions.find_session(session, token, now + timedelta(minutes=29, seconds=59))
    assert sessions.find_session(session, token, now + timedelta(minutes=30)) is None


def test_a_used_session_goes_on_for_ten_hours_and_no_longer(session, now, mette):
    token, at = _enter(session, now), now
    while at < now + timedelta(hours=10):
        assert sessions.find_session(session, token, at)
        sessions.touch_session(session, sessions.fingerprint(token), at)
        at += timedelta(minutes=20)

    assert sessions.find_session(session, token, now + timedelta(hours=10)) is None


def test_a_touch_neither_wakes_the_dead_nor_turns_time_back(session, now, mette):
    token = _enter(session, now)
    sessions.touch_session(session, sessions.fingerprint(token), now - timedelta(hours=1))
    assert sessions.find_session(session, token, now + timedelta(minutes=29))

    sessions.log_out(session, token, now=now, address=HERE)
    sessions.touch_session(session, sessions.fingerprint(token), now + timedelta(minutes=1))
    assert sessions.find_session(session, token, now) is None


def test_ending_all_sessions_may_spare_one(session, now, mette):
    first, second = _enter(session, now), _enter(session, now)

    assert sessions.end_all_sessions(session, mette.id, now=now, but=sessions.fingerprint(second)) == 1
    assert sessions.find_session(session, first, now) is None
    assert sessions.find_session(session, second, now)
    assert len(sessions.list_sessions(session, mette.id, now)) == 1


def test_a_new_password_ends_every_session(session, now, mette, admin, password_hash):
    token = _enter(session, now)

    actions.set_password(session, mette.id, password_hash=password_hash, actor=admin.id, now=now)

    assert sessions.find_session(session, token, now) is None


def test_a_password_changed_while_hashing_lets_nobody_in(session, now, mette, admin):
    known = sessions.find_password(session, MAIL)
    actions.set_password(session, mette.id, password_hash="another", actor=admin.id, now=now)

    assert sessions.open_session(session, known=known, mail=MAIL, address=HERE, now=now) is None


def test_a_better_hash_is_kept_at_log_in(session, now, mette):
    known = sessions.find_password(session, MAIL)

    assert sessions.open_session(session, known=known, mail=MAIL, address=HERE, now=now, rehashed="better")
    assert sessions.find_password(session, MAIL).password_hash == "better"


def test_what_happens_at_the_door_is_written_down(session, now, mette):
    for _ in range(6):
        sessions.count_attempt(session, mail=MAIL, address=HERE, now=now)
    sessions.refuse_login(session, mail=MAIL, address=HERE, now=now)
    sessions.refuse_login(session, mail="my password typed in the wrong field", address=HERE, now=now)
    sessions.log_out(session, _enter(session, now), now=now, address=HERE)

    lines = queries.list_access(session, since=now)
    kinds = [LOGOUT, LOGIN_OK, LOGIN_FAILED, LOGIN_FAILED, LOGIN_THROTTLED]
    assert [line.kind for line in lines][:5] == kinds
    assert [line.person_id for line in lines][:5] == [mette.id, mette.id, None, mette.id, mette.id]
    assert not any("password" in line.detail for line in lines[:5])


@pytest.mark.parametrize("token", ["", "x", "æ" * 5000])
def test_a_token_nobody_got_opens_nothing(session, now, mette, token):
    assert sessions.find_session(session, token, now) is None


def _try(database, now, mail=MAIL, address=HERE):
    with database.write() as counting:
        wait = sessions.count_attempt(counting, mail=mail, address=address, now=now)
        counting.commit()
    return wait


def _enter(session, now):
    return sessions.open_session(session, known=sessions.find_password(session, MAIL), mail=MAIL, address=HERE, now=now)


def test_the_session_of_a_closed_person_opens_nothing_even_if_nobody_ended_it(session, now, mette, password_hash):
    known = sessions.Known(mette.id, password_hash)
    token = sessions.open_session(session, known=known, mail=MAIL, address=HERE, now=now)
    assert sessions.find_session(session, token, now) is not None

    mette.active = False
    session.flush()

    assert sessions.find_session(session, token, now) is None


@pytest.mark.slow
def test_a_log_in_by_the_old_password_waits_for_the_new_one_and_is_refused(postgres, now, password_hash):
    with postgres.write() as session:
        person = actions.add_person(session, actor=None, now=now, name="Bo", mail="bo@nordby.example")
        actions.set_password(session, person.id, password_hash=password_hash, actor=None, now=now)
        session.commit()
        number = person.id

    def enter():
        with postgres.write() as session:
            known = sessions.Known(number, password_hash)
            token = sessions.open_session(session, known=known, mail="bo@nordby.example", address=HERE, now=now)
            session.commit()
        return token

    with postgres.write() as changing, ThreadPoolExecutor(1) as door:
        actions.set_password(changing, number, password_hash="another", actor=None, now=now)
        late = door.submit(enter)
        with pytest.raises(TimeoutError):
            late.result(timeout=0.5)
        changing.commit()
        assert late.result(timeout=30) is None


@pytest.mark.slow
def test_of_two_administrators_who_leave_at_once_one_stays(postgres, now):
    with postgres.write() as session:
        both = [
            actions.add_person(session, actor=None, now=now, name=name, administrator=True) for name in ("Bo", "Åse")
        ]
        session.commit()
        numbers = [person.id for person in both]

    def leave(number):
        with postgres.write() as session:
            try:
                actions.change_person(session, number, version=1, actor=number, now=now, administrator=False)
            except NotAllowed:
                return "stays"
            session.commit()
        return "left"

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(leave, numbers)) == ["left", "stays"]

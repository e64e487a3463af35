"""Mail, handed to a real SMTP server: repeated, parked or held back, and never to two addresses at once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from engine import actions, outbox
from engine.db import Database
from engine.errors import BadInput
from engine.outbox import LEASE, TRIES, Letter, claim, mark_sent, queue
from engine.scheduler import Post, Ticker
from tests.engine.play import Play, make_play, together

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
READY = NOW + timedelta(minutes=2)


class Sink:
    """A mail server's inside: keeps what it is handed, and answers as it is told to."""

    def __init__(self, port: int) -> None:
        self.port, self.mails = port, list[Any]()
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            self.mails.append(envelope)
        return self.answer


@pytest.fixture
def sink() -> Iterator[Sink]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    sink = Sink(port)
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    yield sink
    controller.stop()


def ticker(play: Play, sink: Any) -> Ticker:
    post = Post(f"smtp://127.0.0.1:{sink.port}", "net@example.dk", "Tryghedsnet Vestkær")
    return Ticker(play.database, play.find, post)


def letter(kind: str = "invitation", recipient: str = "ida@example.dk", **more: Any) -> Letter:
    return Letter(kind=kind, recipient=recipient, subject="Møde på torsdag", body="Kære Ida\nKom til mødet.", **more)


def write(play: Play, *letters: Letter) -> None:
    with play.database.write() as session:
        queue(session.connection(), play.process, play.row.seq, list(letters), NOW)
        session.commit()


def states(play: Play) -> list[tuple[str, int]]:
    with play.database.read() as session:
        rows = session.execute(select(outbox.outbox.c.state, outbox.outbox.c.attempts).order_by(outbox.outbox.c.id))
        return [(row.state, row.attempts) for row in rows]


def take(play: Play, now: datetime) -> Any:
    with play.database.write() as session:
        row = claim(session.connection(), now)
        session.commit()
    return row


def test_a_mail_arrives_as_it_was_written(any_play: Play, sink: Sink):
    write(any_play, letter(calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))

    assert ticker(any_play, sink).deliver(READY) == 1

    (mail,) = sink.mails
    assert (mail.mail_from, mail.rcpt_tos) == ("net@example.dk", ["ida@example.dk"])
    assert b"Auto-Submitted: auto-generated" in mail.content
    assert b"text/calendar" in mail.content
    assert states(any_play) == [("sendt", 1)]


def test_a_mail_waits_a_minute_so_that_its_cause_can_be_undone(play: Play, sink: Sink):
    write(play, letter())

    assert ticker(play, sink).deliver(NOW + timedelta(seconds=59)) == 0
    assert ticker(play, sink).deliver(NOW + timedelta(seconds=60)) == 1


def test_a_mail_is_sent_once_whoever_ticks(any_play: Play, sink: Sink):
    write(any_play, *[letter(recipient=f"nr{number}@example.dk") for number in range(6)])

    together(*[lambda: ticker(any_play, sink).deliver(READY)] * 3)

    assert sorted(mail.rcpt_tos[0] for mail in sink.mails) == [f"nr{number}@example.dk" for number in range(6)]


def test_what_one_ticker_is_about_to_take_another_passes_over(postgres: Database):
    play = make_play(postgres)
    write(play, letter(), letter(recipient="bo@example.dk"))

    with play.database.write() as one, play.database.writing.connect() as two:
        two.exec_driver_sql("SET lock_timeout = '5s'")
        first, second = claim(one.connection(), READY), claim(two, READY)

    assert [row.recipient for row in (first, second) if row] == ["ida@example.dk", "bo@example.dk"]


def test_a_mail_that_is_refused_is_tried_ever_more_rarely_and_given_up(play: Play, sink: Sink):
    sink.answer = "451 Try again later"
    write(play, letter())
    moments = [READY]
    for attempt in range(1, TRIES):
        assert ticker(play, sink).deliver(moments[-1]) == 0
        assert ticker(play, sink).deliver(moments[-1] + timedelta(minutes=2**attempt, seconds=-5)) == 0
        assert states(play) == [("venter", attempt)]
        moments.append(moments[-1] + timedelta(minutes=2**attempt, seconds=5))

    ticker(play, sink).deliver(moments[-1])

    assert states(play) == [("fejlet", TRIES)]


def test_a_server_that_is_away_keeps_the_mail_here_and_says_why(play: Play, sink: Sink):
    write(play, letter())
    sink.port = 9

    ticker(play, sink).deliver(READY)

    with play.database.read() as session:
        row = session.execute(select(outbox.outbox)).one()
    assert (row.state, row.lease_until) == ("venter", None)
    assert "ConnectionRefusedError" in row.trouble


def test_a_mail_that_cannot_be_built_holds_up_no_other(play: Play, sink: Sink):
    write(play, letter(), letter(recipient="per@example.dk"))
    with play.database.write() as session:
        session.execute(outbox.outbox.update().where(outbox.outbox.c.id == 1).values(recipient="to, mange@example.dk"))
        session.commit()

    assert ticker(play, sink).deliver(READY) == 1
    assert states(play) == [("venter", 1), ("sendt", 1)]


@pytest.mark.parametrize(("kind", "after"), [("invitation", "sender"), ("news", "usikker"), ("minutes", "usikker")])
def test_a_mail_whose_sender_died_is_repeated_or_parked_by_its_kind(any_play: Play, kind: str, after: str):
    write(any_play, letter(kind))
    assert take(any_play, READY) is not None
    assert take(any_play, READY + LEASE) is None

    again = take(any_play, READY + LEASE + timedelta(seconds=1))

    assert states(any_play)[0][0] == after
    assert (again is not None) is (after == "sender")


def test_a_repeated_mail_keeps_its_message_id(play: Play, sink: Sink):
    write(play, letter())
    first = take(play, READY)
    ticker(play, sink).deliver(READY + 2 * LEASE)

    assert first.message_id.encode() in sink.mails[0].content


def test_a_late_success_of_a_repeated_mail_is_not_overwritten(play: Play):
    write(play, letter())
    row = take(play, READY)
    with play.database.write() as session:
        mark_sent(session.connection(), row.id, READY)
        outbox.mark_trouble(session.connection(), row.id, 1, "timeout", READY)
        session.commit()

    assert states(play) == [("sendt", 1)]


def test_the_mail_of_a_paused_process_stays_and_leaves_when_it_is_resumed(any_play: Play, sink: Sink):
    write(any_play, letter())
    any_play.press(actions.pause, "Ferie")
    assert ticker(any_play, sink).deliver(READY) == 0

    any_play.press(actions.resume, "Tilbage")

    assert ticker(any_play, sink).deliver(READY) == 1


def test_without_a_mail_server_nothing_is_claimed(play: Play):
    write(play, letter())

    assert Ticker(play.database, play.find, None).deliver(READY) == 0
    assert states(play) == [("venter", 0)]


def test_mail_of_the_installation_itself_leaves_too(play: Play, sink: Sink):
    with play.database.write() as session:
        queue(session.connection(), None, 1, [letter()], NOW)
        session.commit()

    assert ticker(play, sink).deliver(READY) == 1


BAD = [
    "", " ", "ida", "@example.dk", "ida@", "ida@example.dk, per@example.dk", "ida@example.dk per@example.dk",
    "ida@example.dk\r\nBcc: per@example.dk", "ida@example.dk\nper@example.dk", "ida@example.dk\0", "<ida@example.dk>",
    "Ida <ida@example.dk>", "ida@example.dk;per@example.dk", '"ida"', "ida@@example.dk", "ida@example.dk,",
    "gruppe: ida@example.dk;", "(kommentar)", "ida@exam ple.dk",
]  # fmt: skip


@pytest.mark.parametrize("recipient", BAD)
def test_what_is_not_exactly_one_address_is_refused(play: Play, recipient: str):
    with pytest.raises(BadInput, match="mailadresse"):
        write(play, letter(recipient=recipient))

    assert states(play) == []


@given(recipient=st.text(max_size=40))
def test_no_text_at_all_makes_more_than_one_address_or_another_error(recipient: str):
    try:
        outbox.must_be_one_address(recipient)
    except BadInput:
        return
    assert recipient.count("@") >= 1
    assert not set(recipient) & set("\r\n\0,;<>")


@pytest.mark.parametrize("subject", ["Nyt\r\nBcc: per@example.dk", "Nyt\nBcc: per@example.dk", "Nyt\x0bBcc"])
def test_a_subject_of_several_lines_becomes_one(play: Play, sink: Sink, subject: str):
    write(play, Letter(kind="news", recipient="ida@example.dk", subject=subject, body="Nyt"))

    assert ticker(play, sink).deliver(READY) == 1
    assert (sink.mails[0].rcpt_tos, b"\nBcc:" in sink.mails[0].content) == (["ida@example.dk"], False)


def test_a_display_name_cannot_add_a_sender(play: Play, sink: Sink):
    write(play, letter())
    post = Post(f"smtp://127.0.0.1:{sink.port}", "net@example.dk", 'Net", x <y@example.dk>')

    Ticker(play.database, play.find, post).deliver(READY)

    assert sink.mails[0].mail_from == "net@example.dk"

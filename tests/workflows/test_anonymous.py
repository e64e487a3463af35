"""Whoever holds the whole database cannot tell which answer came with which code.

Two hundred codes are used in the order they were printed in, the worst there is. Then every order that can be read off
answers is laid beside every order that can be read off codes, and everything on the disk is searched for how the box
was before. What the attacker must not manage, he does manage as soon as a leak is planted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import func, select, text

from engine.db import Database
from engine.models import Base
from tests.workflows.asking import given, items_of, numbers, open_survey, send
from tests.workflows.attacker import Pages, match, read_cluster, read_files
from tests.workflows.world import make_world
from workflows.tryghedsnetvaerk.mapping.survey import box, codes
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Outcome
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, AccessCode, BallotBox, Survey

COUNT, FEW = 200, 60
OF_ANSWERS = ("survey_answer", "survey_mark")
WRITTEN = {"survey_answer", "ix_survey_answer_survey_id", "survey_mark", "ix_survey_mark_survey_id_item_id_value",
           "survey_box"}  # fmt: skip


@dataclass
class Vote:
    """A survey whose codes were all used, and what only its makers know: which answer came with which code."""

    survey: int
    cards: list[str]
    places: dict[str, int]
    truth: dict[int, int] = field(default_factory=dict)
    was: list[bytes] = field(default_factory=list)


@pytest.fixture
def prepare(now: datetime) -> Callable[[Database], Vote]:
    def begin(database: Database, count: int = COUNT) -> Vote:
        with database.write() as session:
            world = make_world(session, now)
            world.begin()
            row = world.write(open_survey, access=BY_CODE)
            cards = world.write(codes.make_codes, row.nr, count)
            places = {card: codes.find_position(session, row, card) or 0 for card in cards}
            session.commit()
            return Vote(row.id, cards, places)

    return begin


def hold(database: Database, vote: Vote, now: datetime, *, tidy: bool = True,
         plant: Callable[[Any, int], None] | None = None) -> None:  # fmt: skip
    """Use every code, in the order the cards were printed."""
    with database.read() as session:
        items, known = items_of(session, session.get_one(Survey, vote.survey)), numbers(session)
    for card in vote.cards:
        assert send(database, vote.survey, given(items, code=card, form=card), now, tidy=tidy) is Outcome.STORED
        with database.read() as session:
            (new,) = numbers(session) - known
            vote.was.append(session.scalars(select(BallotBox.spent)).one())
        known.add(new)
        vote.truth[new] = vote.places[card]
        if plant:
            with database.write() as session:
                plant(session, vote.places[card])
                session.commit()


def orders_in_sqlite(database: Database, vote: Vote) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return everything that answers, and everything that codes can be sorted by: number, index, page and cell."""
    assert database.file
    pages, roots = Pages(database.file.read_bytes()), roots_of(database)
    with database.read() as session:
        answers = sorted(numbers(session))
        marks = list(session.execute(text("SELECT answer_id, item_id FROM survey_mark ORDER BY 1, 2")))
        places = list(session.scalars(select(AccessCode.position).order_by(text("rowid"))))
        digests = dict(iter(session.execute(select(AccessCode.position, AccessCode.digest))))
    first = {one.answer_id: at for at, one in reversed(list(enumerate(marks)))}
    lying = {name: pages.rows(roots[name]) for name in (*OF_ANSWERS, "ix_survey_answer_survey_id")}
    of_answers = {
        "number": {one: one for one in answers},
        "cell": dict(zip(answers, lying["survey_answer"], strict=True)),
        "index cell": dict(zip(answers, lying["ix_survey_answer_survey_id"], strict=True)),
        "mark cell": {one: lying["survey_mark"][first[one]] for one in answers},
    }
    of_codes = {
        "place": {place: place for place in places},
        "digest": digests,
        "cell": dict(zip(places, pages.rows(roots["survey_code"]), strict=True)),
    }
    return of_answers, of_codes


def roots_of(database: Database) -> dict[str, int]:
    with database.read() as session:
        return dict(iter(session.execute(text("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0"))))


def orders_in_postgres(database: Database, _: Vote) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return everything that answers, and everything that codes can be sorted by: number, place and transaction."""
    system = "xmin::text::bigint, (ctid::text::point)[0] * 1000 + (ctid::text::point)[1]"
    with database.read() as session:
        answers = list(session.execute(text(f"SELECT id, {system} FROM survey_answer")))
        marks = list(session.execute(text(f"SELECT answer_id, {system} FROM survey_mark ORDER BY item_id DESC")))
        kept = list(session.execute(text(f"SELECT position, digest, {system} FROM survey_code")))
    of_answers = {
        "number": {one[0]: one[0] for one in answers},
        "transaction": {one[0]: one[1] for one in answers},
        "row": {one[0]: one[2] for one in answers},
        "mark's transaction": {one[0]: one[1] for one in marks},
        "mark's row": {one[0]: one[2] for one in marks},
    }
    of_codes = {
        "place": {one[0]: one[0] for one in kept},
        "digest": {one[0]: one[1] for one in kept},
        "transaction": {one[0]: (one[2], one[3]) for one in kept},
        "row": {one[0]: one[3] for one in kept},
    }
    return of_answers, of_codes


def betrayed(vote: Vote, orders: tuple[Mapping[str, Any], Mapping[str, Any]]) -> list[str]:
    """Return every pair of traces that matches answers to codes better than chance."""
    of_answers, of_codes = orders
    tried = [(one, other) for one in of_answers for other in of_codes]
    found = {pair: match(of_answers[pair[0]], of_codes[pair[1]], vote.truth) for pair in tried}
    return [f"{pair}: {said}" for pair, said in found.items() if said.beats_chance(len(vote.truth), len(tried))]


def copies(vote: Vote, bytes_on_disk: bytes) -> int:
    """Return how many earlier states of the box can still be read: two that follow each other name a code.

    The very first and last, a bit among noughts or ones, are found in any empty page.
    """
    return sum(was in bytes_on_disk for was in vote.was[8:-8])


def test_sqlite_does_not_tell_which_answer_came_with_which_code(
    database: Database, prepare: Callable[..., Vote], now: datetime
):
    vote = prepare(database)
    database.leave_no_order()
    assert database.file
    before = Pages(database.file.read_bytes())

    hold(database, vote, now)

    of_answers, of_codes = orders_in_sqlite(database, vote)
    assert betrayed(vote, (of_answers, of_codes)) == []
    assert copies(vote, read_files(database.file)) == 0
    assert Pages(database.file.read_bytes()).changed(before, roots_of(database)) == WRITTEN
    # Had the codes lain as they were printed, the cells of the answers would have told.
    printed = {vote.places[card]: at for at, card in enumerate(vote.cards)}
    assert betrayed(vote, (of_answers, {"printed": printed}))


@pytest.mark.slow
def test_postgresql_does_not_tell_which_answer_came_with_which_code(
    postgres: Database, prepare: Callable[..., Vote], now: datetime
):
    vote = prepare(postgres)
    with postgres.read() as session:
        before = session.scalar(select(func.txid_current_snapshot()))
    hold(postgres, vote, now)

    assert betrayed(vote, orders_in_postgres(postgres, vote)) == []
    assert written_since(postgres, int(str(before).split(":")[0])) == {*OF_ANSWERS, "survey_box"}
    assert copies(vote, read_cluster(uri(postgres))) == 0


def written_since(database: Database, transaction: int) -> set[str]:
    """Return the tables with a row that was written in a later transaction."""
    asked = "SELECT count(*) FROM {} WHERE xmin::text::bigint >= %s"
    with psycopg.connect(uri(database)) as connection:
        return {
            table
            for table in Base.metadata.tables
            if connection.execute(asked.format(f'"{table}"'), [transaction]).fetchone() != (0,)
        }


def uri(database: Database) -> str:
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


def test_the_pages_of_the_codes_are_the_same_in_whatever_order_they_were_used(
    database: Database, prepare: Callable[..., Vote], now: datetime, tmp_path: Path
):
    vote = prepare(database, FEW)
    database.leave_no_order()
    assert database.file
    other = Database(f"sqlite:///{tmp_path}/other.db")
    (tmp_path / "other.db").write_bytes(database.file.read_bytes())
    turned = Vote(vote.survey, vote.cards[::-1], vote.places)

    for one, held in ((database, vote), (other, turned)):
        hold(one, held, now)
    other.close()

    roots, found = roots_of(database), [Pages(path.read_bytes()) for path in (database.file, tmp_path / "other.db")]
    for table in ("survey_code", "uq_survey_code_survey_id_digest", "survey", "process", "survey_box"):
        assert len({b"".join(pages.page(at) for at in pages.of(roots.get(table, 0) or 2)) for pages in found}) == 1


def test_a_log_that_is_not_emptied_tells(database: Database, prepare: Callable[..., Vote], now: datetime):
    vote = prepare(database, FEW)
    hold(database, vote, now, tidy=False)

    assert database.file
    assert copies(vote, read_files(database.file)) > FEW / 2


def test_a_code_that_is_moved_when_it_is_used_tells(database: Database, prepare: Callable[..., Vote], now: datetime):
    vote, turn = prepare(database, FEW), iter(range(10**6, 2 * 10**6))

    def move(session: Any, place: int) -> None:
        where = AccessCode.__table__.c.position == place
        session.execute(AccessCode.__table__.update().where(where).values(position=next(turn)))
        vote.truth |= {answer: 10**6 + at for at, answer in enumerate(vote.truth)}

    hold(database, vote, now, plant=move)

    assert betrayed(vote, orders_in_sqlite(database, vote))


@pytest.mark.slow
def test_rows_that_postgresql_has_not_written_anew_tell(
    postgres: Database, prepare: Callable[..., Vote], now: datetime
):
    vote = prepare(postgres, FEW)
    hold(postgres, vote, now, tidy=False)

    assert copies(vote, read_cluster(uri(postgres))) > 0


def test_a_full_room_for_forms_leaves_no_copy_behind(database: Database, now: datetime):
    """The box grows when the room for forms is full: its old place must not stay readable."""
    with database.write() as session:
        world = make_world(session, now)
        world.begin()
        row = world.write(open_survey)
        items = items_of(session, row)
        session.commit()
    was = []
    for _ in range(box.ROOM + 3):
        send(database, row.id, given(items), now, tidy=False)
        with database.read() as session:
            was.append(session.scalars(select(BallotBox.languages)).one().encode())
    database.leave_no_order()

    assert database.file
    assert sum(one in read_files(database.file) for one in was[:-1]) == 0

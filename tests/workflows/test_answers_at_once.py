"""Many press Send at the same moment: each is stored that should be, and none twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from sqlalchemy import func, select

from engine.db import Database
from tests.workflows.asking import given, items_of, open_survey, send
from tests.workflows.world import make_world
from workflows.tryghedsnetvaerk.mapping.survey import codes, collecting
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Given, Outcome
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, Answer, Mark

HANDS = 8


def test_one_code_lets_one_in_however_many_press_at_once(any_database: Database, now: datetime):
    with any_database.write() as session:
        world = make_world(session, now)
        world.begin()
        row = world.write(open_survey, access=BY_CODE)
        items, made = items_of(session, row), world.write(codes.make_codes, row.nr, 4)
        session.commit()
    ready = Barrier(HANDS)
    answers = [given(items, code=made[at % 4], language=("da", "ar")[at % 2]) for at in range(HANDS)]

    def press(answer: Given) -> Outcome:
        ready.wait()
        return send(any_database, row.id, answer, now, tidy=False)

    with ThreadPoolExecutor(HANDS) as pool:
        said = Counter(pool.map(press, answers))

    assert said == {Outcome.STORED: 4, Outcome.SPENT: 4}
    with any_database.read() as session:
        assert session.scalar(select(func.count()).select_from(Answer)) == 4
        assert session.scalar(select(func.count()).select_from(Mark)) == 4 * len(items)
        assert codes.count_spent(session, row.id) == 4
        assert sum(collecting.count_by_language(session, row.id).values()) == 4

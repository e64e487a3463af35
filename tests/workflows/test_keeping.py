"""What goes again: a round begun by mistake, and what was said, a year after the report it was said for."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import clock, commitments, removals
from engine.errors import NotAllowed
from tests.workflows.talking import talks_kept
from tests.workflows.test_interviews import begin, talk, told
from tests.workflows.world import attached, steering_group
from workflows.tryghedsnetvaerk.mapping.interviews import actions, keeping
from workflows.tryghedsnetvaerk.mapping.interviews.models import Guide, Quote, Round, Theme
from workflows.tryghedsnetvaerk.network.models import Attachment


def test_what_was_said_goes_a_year_after_the_report_and_the_themes_stay(any_world):
    area = any_world
    area.begin()
    steering_group(area)
    talks_kept(area, area.today - timedelta(days=400))
    row = area.all(Round)[0]
    kept = keeping.find_kept(area.session, row)

    assert (kept.something, kept.until) == (True, clock.months(area.today - timedelta(days=400), 12))
    area.write(keeping.clear, row.nr)

    assert keeping.find_kept(area.session, row).something is False
    assert not area.all(Quote)
    assert area.all(Theme)
    assert not commitments.check(area.session.connection(), [area.network])
    with pytest.raises(NotAllowed):
        area.write(keeping.clear, row.nr)


def test_the_file_of_a_quote_goes_with_it_and_keeps_a_round_from_being_cleared(any_world):
    area = any_world
    area.begin()
    steering_group(area)
    talks_kept(area, area.today - timedelta(days=400))
    row, theme = area.all(Round)[0], area.all(Theme)[0]
    released = area.add(Quote, theme_id=theme.id, said_by="Unge", text="Torvet er tomt", released_on=area.today)
    for one in area.all(Quote):
        attached(area, one)
    area.write(keeping.clear, row.nr)

    assert area.all(Quote) == [released]
    assert not area.all(Attachment)
    assert keeping.find_kept(area.session, row).something is False

    attached(area, released)
    assert keeping.find_kept(area.session, row).something is True
    assert area.findings("praksis")["samtaler_slettet"].reason


def test_a_round_in_which_nothing_stands_goes_with_its_guides(any_world):
    area = told(any_world)
    row = begin(area)

    area.write(actions.remove_round, row.nr, reason="Begyndt ved en fejl")

    assert not area.session.scalars(select(Round)).all()
    assert not area.session.scalars(select(Guide)).all()
    assert not commitments.check(area.session.connection(), [area.network])


def test_a_round_with_a_talk_stays_with_its_guides(world):
    area = told(world)
    row = begin(area)
    talk(area, row, unge=5)

    with pytest.raises(removals.Referred):
        area.write(actions.remove_round, row.nr, reason="Væk")

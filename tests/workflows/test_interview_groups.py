"""Interviews: groups that may be named, words of those who were talked to, and what is begun before it is told of."""

from datetime import timedelta

import pytest

from engine.errors import BadInput
from tests.webui.crawl import told as statements_to
from tests.workflows.test_interviews import begin, quote, talk, theme, told
from workflows.tryghedsnetvaerk.mapping import sensitive
from workflows.tryghedsnetvaerk.mapping.interviews import actions, quotes
from workflows.tryghedsnetvaerk.mapping.interviews.queries import gather, list_findings
from workflows.tryghedsnetvaerk.mapping.models import Study


@pytest.fixture
def area(world):
    return told(world)


def test_an_early_interview_is_flagged_while_the_round_is_open(area):
    row = begin(area)
    assert not area.findings("kortlaegning")["informeret_foerst"].reason

    first = talk(area, row, back=40, unge=4, early_reason="Beboermødet blev flyttet")
    talk(area, row, back=20, unge=4)

    assert area.findings("kortlaegning")["informeret_foerst"].reason
    area.write(actions.remove_interview, first.nr, reason="Skrevet to gange")
    assert area.all(Study)[0].fieldwork_from == area.today - timedelta(days=20)
    assert not area.findings("kortlaegning")["informeret_foerst"].reason


@pytest.mark.parametrize(
    "group", ["Syrere", "Muslimer", "Psykisk syge", "Romaer", "Flygtninge", "Kræftsyge", "Somali women",
                                   "Refugees", "Christians", "People with cancer", "Homoseksuelle",
                                   "Tidligere straffede"])  # fmt: skip
def test_no_group_is_of_an_origin_a_faith_or_an_illness(area, group):
    with pytest.raises(BadInput, match="oprindelse, tro, sygdom eller lignende"):
        begin(area, groups=f"Unge\n{group}")


@pytest.mark.parametrize("group", ["Unge", "Enlige forældre", "Tyrkisktalende mødre", "Sygeplejersker", "Nye beboere",
                                   "Beboere, der er flyttet under genhusningen", "Arabic-speaking men"])  # fmt: skip
def test_other_groups_are_let_be(group):
    assert not sensitive.named(group)


def test_a_group_is_one_however_it_is_written(area):
    assert begin(area, groups="Unge\n unge\nÆldre\nUNGE").listed == ("Unge", "Ældre")


def test_nobody_is_quoted_of_a_group_that_was_not_talked_to(area):
    row = begin(area)
    dark = theme(area, row, talk(area, row, unge=5))

    with pytest.raises(BadInput, match="Ingen fra gruppen »Ældre«"):
        quote(area, dark, said_by="Ældre")


def test_a_group_that_is_quoted_on_a_theme_told_of_it(area):
    row = begin(area)
    young, old = talk(area, row, unge=5), talk(area, row, aeldre=6)
    dark = theme(area, row, young)
    said = quote(area, dark, said_by="Ældre")
    assert gather(area.session, row).table([dark]) == [(1, [True, False])]

    area.write(quotes.release, said.nr)

    assert gather(area.session, row).table([dark]) == [(1, [True, True])]
    assert old.took_part == {"Ældre": 6}
    assert list_findings(area.session, area.network)[0].themes[0].groups == ("Unge", "Ældre")


def test_whether_a_quote_is_released_is_asked_once_the_network_is_locked(area):
    row = begin(area)
    said = quote(area, theme(area, row, talk(area, row, unge=5)))
    values = {"theme_id": said.theme_id, "said_by": "Unge", "text": "Jeg tager bussen"}

    with statements_to(area.session.get_bind()) as statements:
        area.write(quotes.save_quote, said.nr, values)

    locked = next(at for at, one in enumerate(statements) if "AS repeated" in one)
    assert locked < min(at for at, one in enumerate(statements) if "FROM interview_quote" in one)

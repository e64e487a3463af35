"""What partners answered stays as they answered it: routes, anchor, and what each of them brings."""

import pytest

from engine import records
from engine.errors import BadInput
from engine.people.models import Organisation
from tests.workflows import answering as asked
from tests.workflows import deeds as d
from tests.workflows.answering import agreement, answer, said, whole
from tests.workflows.cases import at_step, meet_all
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.agreement import annex
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, Agreement, Partner, Route
from workflows.tryghedsnetvaerk.agreement.partners import save_partner
from workflows.tryghedsnetvaerk.network.models import Network


@pytest.fixture
def written(any_world: World) -> World:
    """A network at step 6 whose agreement is written, with one route; nobody has answered."""
    return asked.written(any_world)


def test_routes_and_anchor_stay_as_they_were_when_the_first_partner_answered(written: World):
    answer(written, "politi")
    [network] = written.all(Network)
    written.add(Route, problem_id=written.all(d.Problem)[0].id, receiver="Politiet", channel="ring")
    written.edit(network, anchor_id=written.organisations["bolig"])

    found = annex.of_version(written.session, agreement(written))

    assert (found["routes"], found["anchor"]) == ([["", "Ejendomskontoret"]], "")
    assert annex.changed_since(written.session, agreement(written)) == ("anchor", "routes")
    assert whole(written)


def test_until_somebody_answers_it_says_what_stands_today(written: World):
    written.write(save_partner, None, said(written, "politi"))
    written.add(Route, problem_id=written.all(d.Problem)[0].id, receiver="Politiet", channel="ring")

    assert len(annex.of_version(written.session, agreement(written))["routes"]) == 2
    assert annex.changed_since(written.session, agreement(written)) == ()
    assert "annex" not in records.content(agreement(written))


def test_what_each_partner_brings_stays_with_its_answer(written: World):
    first = answer(written, "politi", contribution="Tal hvert halve år")
    other = answer(written, "bolig", contribution="Et lokale")
    meet_all(written, "aftale")
    written.close("aftale", "formand")
    written.session.get_one(Organisation, first.organisation_id).name = "Et andet navn"

    with pytest.raises(BadInput, match="ændres ikke"):
        answer(written, "politi", nr=first.nr, contribution="Ingenting")
    with pytest.raises(BadInput, match="bliver stående"):
        answer(written, "bolig", DECLINED, nr=other.nr, contribution="Et lokale")
    answer(written, "kommune", contribution="Lys")

    kept = annex.kept(agreement(written))["partners"].values()
    assert [one["contribution"] for one in kept] == ["Tal hvert halve år", "Et lokale", "Lys"]
    assert "Et andet navn" not in [one["name"] for one in kept]
    assert whole(written)


def test_a_partner_that_has_joined_may_still_leave(written: World):
    first = answer(written, "politi")
    answer(written, "bolig")
    meet_all(written, "aftale")
    written.close("aftale", "formand")

    assert answer(written, "politi", nr=first.nr, left_on=written.today).left_on == written.today


def test_a_mistaken_answer_is_taken_back_and_nothing_is_kept(written: World):
    first = answer(written, "politi")
    before = agreement(written).version

    written.write(save_partner, first.nr, said(written, "politi", answer="", answered_on=None))

    assert (agreement(written).annex, agreement(written).version) == ("", before + 1)
    assert whole(written)


def test_nobody_answers_an_agreement_that_is_not_written(any_world: World):
    world = at_step(any_world, "aftale")

    with pytest.raises(BadInput, match="Skriv aftalen"):
        answer(world, "politi")
    assert world.write(save_partner, None, said(world, "politi")).agreement_nr == 1


def test_an_answer_stays_with_the_version_it_was_given_to(written: World):
    first = answer(written, "politi")
    written.add(Agreement, content="En anden")

    with pytest.raises(BadInput, match="version 1"):
        answer(written, "politi", nr=first.nr, agreement_nr=2)
    assert [row.agreement_nr for row in written.all(Partner)] == [1]


def test_silence_stays_with_the_version_whose_deadline_passed(written: World):
    written.write(save_partner, None, said(written, "politi", deadline=written.today))
    written.add(Agreement, content="En anden")
    written.later(days=1)
    told = {"organisation_id": written.organisations["politi"], "agreement_nr": 2}

    with pytest.raises(BadInput, match="Fristen for version 1 gik uden svar"):
        written.write(save_partner, 1, told)
    assert written.write(save_partner, None, told).nr == 2

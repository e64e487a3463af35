"""A survey that others made counts: whom it was about, its results as typed, and what it can be compared with."""

import pytest

from engine import commitments, records
from engine.errors import BadInput, Lacking, NotAllowed, Refused, Stale
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import existing, questionnaires, surveys
from workflows.tryghedsnetvaerk.mapping.survey.earlier import comparing, entering
from workflows.tryghedsnetvaerk.mapping.survey.models import EARLIER, Questionnaire, Survey, TypedResult
from workflows.tryghedsnetvaerk.mapping.survey.withdrawing import withdraw

PEOPLE = {"population": 2241, "counted": "personer", "age_from": 18, "area_told": "Hele boligområdet"}
SAFE = "Meget tryg; 60\nTryg; 70\nHverken tryg eller utryg; 30\nUtryg; 50\nMeget utryg; 30\nVed ikke"
LIGHT = {"text": "Dårlig belysning", "lines": SAFE, "base": 240, "kind": "forhold", "end": "sidste", "why": ""}
OWN = {
    "text": "Hvor ofte er du utryg på parkeringspladsen?", "base": 200, "kind": "forhold", "end": "foerste", "why": "",
    "lines": "Hver dag\nHver uge\nSjældnere; 40 %\nAldrig; 22 %\nHver dag + Hver uge; 38 %",
}  # fmt: skip


@pytest.fixture
def study(world: World) -> Study:
    world.begin()
    days = dict.fromkeys(("fieldwork_from", "fieldwork_until"), world.today)
    return world.add(
        Study, kind=QUANTITATIVE, state="planlagt", title="Naboskab 2025", done_by="Et bureau", asked=500, answered=240,
        **days,
    )  # fmt: skip


def begun(world: World, study: Study, **more) -> Survey:
    return world.write(entering.save_earlier, study.nr, {**PEOPLE, **more})


def typed(world: World, study: Study, position=None, **said) -> Survey:
    row = surveys.find_survey(world.session, study)
    return world.write(entering.save_result, study.nr, position, {**LIGHT, **said}, seen=row.version)


def sound(world: World) -> bool:
    world.session.expire_all()
    return not commitments.check(world.session.connection(), [world.network])


def test_it_counts_as_a_study_that_was_made(world: World, study: Study):
    row = begun(world, study)

    assert (row.origin, row.population, study.state) == (EARLIER, 2241, "gennemfoert")
    assert world.all(Questionnaire)[0].locked_on == world.today
    assert world.facts("kortlaegning").survey.name == "MADE"
    assert sound(world)


def test_who_made_it_and_when_is_said_first(world: World, study: Study):
    bare = world.add(Study, kind=QUANTITATIVE, state="planlagt")

    with pytest.raises(Lacking, match="hvem der har lavet"):
        begun(world, bare)


def test_results_are_kept_by_question_and_committed_to(world: World, study: Study):
    begun(world, study)
    typed(world, study)
    row = typed(world, study, **OWN)

    light, parking = existing.list_results(world.session, row)
    assert (light.item.code, light.item.scale, light.base) == ("belysning", "tryghed", 240)
    assert (light.insecure.count, light.insecure.per_mille) == (80, pytest.approx(1000 / 3))
    assert (parking.item.direction, parking.labels[0]) == (-1, "Hver dag")
    assert (parking.insecure.count, parking.insecure.base) == (76, 200)
    assert [sorted(share.steps) for share in parking.shares] == [[1, 2], [3], [4]]
    assert sound(world)


def test_a_changed_result_shows_in_the_history(world: World, study: Study):
    begun(world, study)
    typed(world, study)
    world.session.query(TypedResult).first().count = 1
    world.session.flush()

    assert not sound(world)


def test_answers_in_the_other_order_are_the_same_steps(world: World, study: Study):
    begun(world, study)
    row = typed(world, study, lines="\n".join(SAFE.splitlines()[4::-1]), end="foerste")

    (light,) = existing.list_results(world.session, row)
    assert light.item.code == "belysning"
    assert light.insecure.count == 80


def test_a_result_is_typed_anew_and_taken_away(world: World, study: Study):
    begun(world, study)
    typed(world, study)
    row = typed(world, study, 1, lines="Meget tryg; 1\nUtryg; 2")
    assert [(one.labels, len(one.shares)) for one in existing.list_results(world.session, row)] == [
        (("Meget tryg", "Utryg"), 2)
    ]

    row = world.write(entering.remove_result, study.nr, 1)

    assert existing.list_results(world.session, row) == []
    assert sound(world)


def test_what_it_can_be_compared_with_is_said(world: World, study: Study):
    world.write(questionnaires.save_questionnaire, None, {"title": "Tryghed 2026"})
    later = world.add(Study, kind=QUANTITATIVE, state="planlagt", title="Vores egen", done_by="Os")
    paper = world.all(Questionnaire)[0]
    world.write(surveys.save_survey, later.nr, {**PEOPLE, "age_from": 15, "questionnaire_id": paper.id})
    begun(world, study)
    typed(world, study)
    row = typed(world, study, text="Er du tryg ved at bo i dit område?", kind="hoved", end="sidste")

    light, safe = existing.compare(world.session, row).values()

    assert [(one.study and one.study.title, one.reasons) for one in light] == [
        (None, ()), ("Vores egen", (comparing.AGE,)),
    ]  # fmt: skip
    assert [one.reasons for one in safe] == [(comparing.WORDING,), (comparing.WORDING, comparing.AGE)]


@pytest.mark.parametrize(
    ("said", "shares", "reasons"),
    [({}, [80 / 240], ()), ({"age_from": 15}, [], (comparing.AGE,)), ({"area_told": "Blok 7"}, [], (comparing.AREA,))],
)
def test_it_stands_beside_a_survey_of_the_same_people(world: World, study: Study, said, shares, reasons):
    world.write(questionnaires.save_questionnaire, None, {"title": "Tryghed 2026"})
    later = world.add(Study, kind=QUANTITATIVE, state="planlagt", title="Vores egen", done_by="Os")
    paper = world.all(Questionnaire)[0]
    mine = world.write(surveys.save_survey, later.nr, {**PEOPLE, "questionnaire_id": paper.id, **said})
    begun(world, study)
    typed(world, study)
    typed(world, study, text="Er du tryg ved at bo i dit område?", kind="hoved", end="sidste")

    [found] = existing.list_before(world.session, mine)

    assert (found.study, found.reasons) == (study, reasons)
    assert [share.count / share.base for share in found.insecure.values()] == shares


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ({"text": ""}, "#text"),
        ({"text": "x" * 301}, "#text"),
        ({"text": "Hvilken religion har du?"}, "#text"),
        ({"base": 241}, "#base"),
        ({"base": None}, "#base"),
        ({"lines": "Tryg; mange"}, "#lines"),
        ({"text": "Noget andet", "end": "ingen"}, "#end"),
        ({"text": "Noget andet", "kind": ""}, "#kind"),
        ({"why": "x" * 401}, "#why"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world: World, study: Study, said, page):
    begun(world, study)

    with pytest.raises(BadInput) as error:
        typed(world, study, **said)
    assert error.value.page == page


def test_nobody_writes_over_another(world: World, study: Study):
    begun(world, study)
    typed(world, study)

    with pytest.raises(Stale):
        world.write(entering.save_result, study.nr, None, OWN, seen=1)
    with pytest.raises(Stale):
        world.write(entering.save_earlier, study.nr, PEOPLE, seen=1)


def test_a_survey_of_our_own_is_not_typed_in(world: World, study: Study):
    world.write(questionnaires.save_questionnaire, None, {"title": "Tryghed 2026"})
    later = world.add(Study, kind=QUANTITATIVE, state="planlagt", done_by="Os")
    world.write(surveys.save_survey, later.nr, {"population": 10})

    with pytest.raises(NotAllowed, match="allerede svar"):
        begun(world, later)
    with pytest.raises(NotAllowed, match="Skriv først"):
        typed(world, later)
    with pytest.raises(Refused):
        world.write(entering.save_earlier, study.nr, PEOPLE, who="fremmed")


def test_the_same_press_types_once(world: World, study: Study):
    begun(world, study)
    again = world.command()
    for _ in range(2):
        entering.save_result(world.session, again, study.nr, None, LIGHT, seen=1)

    assert len(records.get(world.session, Questionnaire, world.network, 1).items) == 1


def test_typed_results_are_taken_out_again(world: World, study: Study):
    begun(world, study)
    typed(world, study)

    world.write(withdraw, study.nr, reason="De hørte til et andet område")

    assert world.all(Survey) == world.all(Questionnaire) == []
    assert study.state == "planlagt"
    assert sound(world)


def test_a_questionnaire_that_was_used_again_stays(world: World, study: Study):
    begun(world, study)
    typed(world, study)
    world.write(questionnaires.new_version, 1)

    world.write(withdraw, study.nr, reason="De hørte til et andet område")

    assert [one.nr for one in world.all(Questionnaire)] == [1, 2]
    assert sound(world)

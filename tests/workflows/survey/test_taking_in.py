"""Answers of a file as they are stored: all or none, in no order, with nothing of the file but what was answered."""

import json
from collections import Counter

import pytest
from sqlalchemy import select

from engine import commitments
from engine.errors import BadInput, Lacking, NotAllowed, Refused
from engine.people.models import NetworkRole
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import questionnaires, surveys
from workflows.tryghedsnetvaerk.mapping.survey.files import answers, packing, plans, tables, taking
from workflows.tryghedsnetvaerk.mapping.survey.models import FILE, PAPER, Answer, Mark, Questionnaire, Survey
from workflows.tryghedsnetvaerk.mapping.survey.releasing import release
from workflows.tryghedsnetvaerk.mapping.survey.results import compute
from workflows.tryghedsnetvaerk.mapping.survey.withdrawing import withdraw
from workflows.tryghedsnetvaerk.network.queries import SURVEYOR

MADE = {"done_by": "Kommunen", "fieldwork_from": "2026-01-05", "fieldwork_until": "2026-01-30"}
PEOPLE = {"population": 300, "counted": "personer", "age_from": 15, "area_told": "Blok 1 til 9"}
STEPS = ["Meget tryg", "Tryg", "Hverken tryg eller utryg", "Utryg", "Meget utryg", "Ved ikke", "Ønsker ikke at svare"]
ROWS = [["id", "utryg", "belysning", "alder", "mode"]] + [
    [str(number), STEPS[number % 7], STEPS[number % 5], str(20 + number % 60), ("web", "papir")[number % 2]]
    for number in range(1, 201)
]


@pytest.fixture
def study(world: World) -> Study:
    world.begin()
    world.write(questionnaires.save_questionnaire, None, {"title": "Tryghed 2026"})
    days = dict.fromkeys(("fieldwork_from", "fieldwork_until"), world.today)
    return world.add(Study, kind=QUANTITATIVE, state="planlagt", title="Tryghed", done_by="Kommunen", **days)


def found(world: World, rows=ROWS):
    asked = taking.questions_of(world.session, world.all(Questionnaire)[0])
    told = packing.clean("svar.csv", tables.table([("", rows)]))
    plan = plans.propose(told.table, told.shape, asked)
    return answers.read(told, asked, plan), plan


def take(world: World, study: Study, rows=ROWS, values=PEOPLE, **more) -> Survey:
    read, plan = found(world, rows)
    assert not read.wrong
    row: Survey = world.write(
        taking.take_in, study.nr, paper_nr=1, values=values, replies=read.answers, plan=plan, **more
    )  # fmt: skip
    return row


def test_every_answer_of_a_file_is_stored_and_counts(world: World, study: Study):
    row = take(world, study)

    marks = world.session.execute(select(Mark.item_id, Mark.value).where(Mark.survey_id == row.id)).all()
    modes = Counter(world.session.scalars(select(Answer.mode).where(Answer.survey_id == row.id)))
    assert len(marks) == 600
    assert modes == {"web": 100, PAPER: 100}
    assert (study.state, study.answered) == ("gennemfoert", 200)
    assert (row.origin, row.population, row.closed_on) == ("fil", 300, world.today)
    assert world.all(Questionnaire)[0].locked_on == world.today
    assert not commitments.check(world.session.connection(), [world.network])


def test_the_order_of_the_rows_is_not_kept(world: World, study: Study):
    row = take(world, study, [["utryg"], *[[STEPS[number // 100]] for number in range(200)]])

    stored = world.session.scalars(select(Mark.value).where(Mark.survey_id == row.id).order_by(Mark.answer_id)).all()
    assert 60 < sum(value == 2 for value in stored[100:]) + sum(value == 1 for value in stored[:100]) < 140


def test_answers_are_read_in_once(world: World, study: Study):
    again = world.command()
    read, plan = found(world)
    given = {"paper_nr": 1, "values": PEOPLE, "replies": read.answers, "plan": plan}
    first = taking.take_in(world.session, again, study.nr, **given)

    assert taking.take_in(world.session, again, study.nr, **given) is first
    with pytest.raises(NotAllowed, match="allerede svar"):
        world.write(taking.take_in, study.nr, **given)
    assert len(world.session.scalars(select(Answer.id)).all()) == 200


@pytest.mark.parametrize("columns", [(0, 1, 2, 3, 4), (0, 1, 2)])
def test_the_same_answers_are_not_read_in_as_two_surveys(world: World, study: Study, columns):
    take(world, study)
    days = dict.fromkeys(("fieldwork_from", "fieldwork_until"), world.today)
    again = world.add(Study, kind=QUANTITATIVE, state="planlagt", title="En gang til", done_by="Kommunen", **days)

    with pytest.raises(NotAllowed, match="allerede læst ind i undersøgelsen »Tryghed«"):
        take(world, again, [[row[at] for at in columns] for row in (ROWS[0], *reversed(ROWS[1:]))])
    assert again.state == "planlagt"
    take(world, again, [ROWS[0], *([row[0], STEPS[int(row[0]) % 3], *row[2:]] for row in ROWS[1:])])
    assert again.state == "gennemfoert"


def test_what_columns_were_used_for_is_kept_without_anybodys_age(world: World, study: Study):
    row = take(world, study)

    kept = json.loads(row.columns)["columns"]
    assert kept["utryg"]["values"]["Tryg"] == 2
    assert kept["alder"] == {"question": "alder", "values": {}}
    assert taking.kept_plans(world.session, world.network)[0][0] is row


def test_who_made_it_and_when_is_said_first(world: World, study: Study):
    bare = world.add(Study, kind=QUANTITATIVE, state="planlagt")

    with pytest.raises(Lacking) as error:
        take(world, bare)
    assert [page for page, _text in error.value.reasons] == ["undersoegelser:2:ret"] * 3


@pytest.mark.parametrize(("values", "said"), [({"population": 199}, "kun 199"), ({"population": 0}, "mellem 1"),
                                              ({"area_told": "x" * 300}, "højst 200 tegn")])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_stored(world: World, study: Study, values, said):
    with pytest.raises(BadInput, match=said):
        take(world, study, values={**PEOPLE, **values})
    world.session.rollback()

    assert world.session.scalars(select(Survey.id)).all() == []


def test_a_stranger_reads_nothing_in(world: World, study: Study):
    with pytest.raises(Refused):
        take(world, study, who="fremmed")


def test_interviews_take_no_answers_in(world: World, study: Study):
    talks = world.add(Study, kind="kvalitativ", state="planlagt")

    with pytest.raises(NotAllowed, match="spørgeskemaundersøgelse"):
        take(world, talks)


def test_answers_are_taken_out_again_with_a_reason(world: World, study: Study):
    take(world, study)

    world.write(withdraw, study.nr, reason="Det var den forkerte fil")

    assert surveys.find_survey(world.session, study) is None
    assert world.session.scalars(select(Answer.id)).all() == []
    assert (study.state, study.answered) == ("planlagt", None)
    assert not commitments.check(world.session.connection(), [world.network])
    assert take(world, study, [["utryg"], ["Tryg"]]).nr == 2
    assert {one.mode for one in world.session.scalars(select(Answer))} == {FILE}


def test_what_they_showed_is_counted_and_then_they_stay(world: World, study: Study):
    row = take(world, study)
    results = compute(world.session, row)
    world.write(release, study.nr, results)

    assert results.answers == 200
    with pytest.raises(NotAllowed, match="frigivet"):
        world.write(withdraw, study.nr, reason="Det var den forkerte fil")


def test_whoever_collects_surveys_reads_them_in_on_either_database(any_world: World):
    world = any_world
    world.begin()
    world.write(questionnaires.save_questionnaire, None, {"title": "Tryghed 2026"})
    days = dict.fromkeys(("fieldwork_from", "fieldwork_until"), world.today)
    study = world.add(Study, kind=QUANTITATIVE, state="planlagt", done_by="Kommunen", **days)
    collects = {"process_id": world.network, "person_id": world.people["fremmed"], "role": SURVEYOR}
    world.session.add(NetworkRole(since=world.today, **collects))

    take(world, study, who="fremmed")

    assert len(world.session.scalars(select(Answer.id)).all()) == 200
    with pytest.raises(Refused):
        world.write(withdraw, study.nr, reason="Den forkerte fil", who="fremmed")
    world.write(withdraw, study.nr, reason="Den forkerte fil")
    assert world.session.scalars(select(Mark.value)).all() == []

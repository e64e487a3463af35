"""No record, note, person or organisation can say a CPR number, whoever writes it and from wherever."""

import pytest
from sqlalchemy import String

from engine import actions, records
from engine.errors import BadInput
from engine.models import Base
from engine.people.actions import add_organisation, add_person
from engine.people.fields import LONGEST
from engine.records import Record
from tests.workflows.world import World
from workflows.migrations.tables import load
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.network.models import Need

load()
CPR = "Ida 010170-1234"
RECORDS = sorted(
    (mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)),
    key=lambda one: one.__name__,
)
TEXTS = [
    pytest.param(model, column.key, id=f"{model.__tablename__}.{column.key}")
    for model in RECORDS
    for column in model.__mapper__.column_attrs
    if isinstance(column.columns[0].type, String) and column.key not in model.MADE
]


@pytest.mark.parametrize(("model", "column"), TEXTS)
def test_no_text_of_any_record_may_hold_one(model, column):
    row = model(id=1, nr=1, version=1, salt=b"x" * 32)
    assert records.said(row)["record"]
    setattr(row, column, CPR)

    with pytest.raises(BadInput, match="CPR"):
        records.said(row)


def test_a_record_with_one_is_neither_added_nor_changed(world: World):
    world.begin()
    values = {"found_by": "politi", "found_on": world.today, "grounds": CPR}
    with pytest.raises(BadInput, match="CPR"), world.session.begin_nested():
        world.write(records.add, Need, values)

    need = world.add(Need, **{**values, "grounds": "Tal"})
    with pytest.raises(BadInput, match="CPR"), world.session.begin_nested():
        world.edit(need, grounds=CPR)
    assert [one.grounds for one in world.all(Need)] == ["Tal"]


def test_no_figure_is_named_by_one(world: World):
    world.begin()
    with pytest.raises(BadInput, match="CPR"), world.session.begin_nested():
        world.write(save_figures, None, {"title": "Tal", "counts": f"{CPR}; 2024; 7"})
    assert not world.all(CrimeSet)


@pytest.mark.parametrize("verb", [actions.pause, actions.end])
def test_no_reason_may_hold_one(world: World, verb):
    world.begin()
    with pytest.raises(BadInput, match="CPR"):
        world.press(verb, CPR)


@pytest.mark.parametrize("field", LONGEST)
def test_no_person_may_be_said_by_one(world: World, field):
    said = {"name": "Ida", field: "0101701234@example.dk" if field == "mail" else CPR}
    with pytest.raises(BadInput, match="CPR"):
        add_person(world.session, actor=None, now=world.now, **said)


def test_no_organisation_may_be_called_by_one(world: World):
    with pytest.raises(BadInput, match="CPR"):
        add_organisation(world.session, actor=None, now=world.now, name=CPR, kind="andet")

"""Texts to the residents on either database: what anybody reads is what was last released, and the history holds."""

import pytest

from engine import commitments
from engine.errors import BadInput, Lacking, NotAllowed, NotFound
from engine.kept import let_stand
from engine.people.models import Person
from tests.workflows import deeds
from tests.workflows.cases import at_step
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.network.information import actions, queries
from workflows.tryghedsnetvaerk.network.models import Need, Network

TEXT = {
    "kind": "web",
    "title": "Nyt",
    "body": "Vi begynder.",
    "limits": "",
    "limits_reader": "",
    "limits_read_on": None,
}


@pytest.fixture
def told(any_world: World) -> World:
    """A network in whose area three languages are spoken, with one notice begun."""
    world = at_step(any_world, "igangsaettelse")
    world.edit(world.all(Network)[0], languages="da,ar,so")
    world.write(actions.save_notice, None, {"subject": "Vi begynder"})
    return world


def notice(world: World):
    return world.all(queries.ResidentNotice)[0]


def written(world: World, language: str, **more):
    return world.write(actions.save_text, None, TEXT | {"notice_id": notice(world).id, "language": language} | more)


def test_what_is_read_is_the_last_edition_of_the_best_kind_in_each_language(told: World):
    poster, web = written(told, "da", kind="opslag"), written(told, "da")
    arabic = written(told, "ar", title="أخبار", body="نبدأ.")
    for row in (poster, web, arabic):
        told.write(actions.release_text, row.nr)
    told.write(actions.save_text, web.nr, {"body": "Vi er i gang."})
    told.write(actions.release_text, web.nr)
    told.write(actions.save_text, arabic.nr, {"body": "Ikke frigivet endnu."})

    issued = queries.list_issued(told.session, notice(told))

    assert {code: one.content["body"] for code, one in issued.items()} == {"da": "Vi er i gang.", "ar": "نبدأ."}
    assert (issued["da"].edition.number, issued["da"].text.kind) == (2, "web")
    assert issued["da"].content["lacking"] == ["so"]
    assert queries.lacking_of(told.session, notice(told), "web") == ("so",)
    assert queries.lacking_of(told.session, notice(told), "opslag") == ("ar", "so")
    assert commitments.check(told.session.connection(), [told.network]) == []


def test_the_address_leads_nowhere_while_the_page_is_down(told: World):
    code = notice(told).code
    assert len(code) > 20
    told.write(actions.close_notice, 1)

    with pytest.raises(NotFound):
        queries.get_open(told.session, code)
    told.write(actions.open_notice, 1)
    assert queries.get_open(told.session, code).nr == 1


def test_the_same_press_releases_once_and_another_one_finds_nothing_new(told: World):
    row = written(told, "da")
    told.write(actions.release_text, row.nr)

    with pytest.raises(NotAllowed, match="intet er ændret"):
        told.write(actions.release_text, row.nr)


def test_nothing_is_released_without_the_standing_text_in_its_language(told: World):
    row = written(told, "so", title="War", body="Waan bilaabaynaa.")

    with pytest.raises(Lacking) as refused:
        told.write(actions.release_text, row.nr)

    assert [page for page, _said in refused.value.reasons] == ["#limits"]


def test_who_wrote_the_standing_text_is_not_the_one_who_read_it(told: World):
    writer = told.session.get_one(Person, told.people["tovholder"])
    limits = {"limits": "Maaha\nMaaha booliska\nMaaha ilaalo\nMaaha kormeer\nShaqada"}
    themselves = {"limits_reader": f"{writer.name.upper()}, koordinator", "limits_read_on": told.today}

    with pytest.raises(BadInput, match="»Læst og bekræftet af«"):
        written(told, "so", **limits, **themselves)
    row = written(told, "so", **limits)
    with pytest.raises(BadInput, match="»Læst og bekræftet af«"):  # nor in a second step
        told.write(actions.save_text, row.nr, themselves)
    read = told.write(actions.save_text, row.nr, themselves | {"limits_reader": "Ifrah Warsame, tolk"})
    assert read.limits_reader == "Ifrah Warsame, tolk"


@pytest.mark.parametrize("more", [{"kind": "sang"}, {"language": "DA!"}, {"notice_id": 99}])
def test_a_text_is_of_a_known_kind_in_a_language_of_this_network(told: World, more):
    with pytest.raises(BadInput):
        written(told, **({"language": "da"} | more))


def test_what_was_let_stand_is_committed_to_with_its_reason(told: World):
    deeds.need(told)
    row = told.all(Need)[0]

    told.write(lambda session, command: let_stand(session, command, row, ["adresse"], "Det er kontorets."))

    assert commitments.check(told.session.connection(), [told.network]) == []
    with pytest.raises(BadInput, match="begrundelse"):
        told.write(lambda session, command: let_stand(session, command, row, ["adresse"], " "))

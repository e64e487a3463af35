"""Interviews: rounds with their guide, who took part as numbers, themes, quotes one by one, proposals, and closing."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from engine import removals
from engine.errors import BadInput, Lacking, NotAllowed, Refused
from engine.people.models import Credential
from tests.workflows.test_surveyors import appoint
from workflows.tryghedsnetvaerk.mapping.interviews import actions, guides, quotes
from workflows.tryghedsnetvaerk.mapping.interviews.models import Guide, Interview, Quote, Round
from workflows.tryghedsnetvaerk.mapping.interviews.queries import gather, list_findings
from workflows.tryghedsnetvaerk.mapping.interviews.showing import cover, tabulate
from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.network.actions import change_network
from workflows.tryghedsnetvaerk.network.models import ResidentInformation, ResidentQuestion

GROUPS = "Unge\nÆldre\nFamilier med børn"


@pytest.fixture
def area(world):
    return told(world)


@pytest.fixture
def any_area(any_world):
    return told(any_world)


def told(world):
    """Begin a network whose residents are told, and whose languages are Danish, Arabic and Somali."""
    world.begin()
    world.add(ResidentInformation, channel="opgange", informed_on=world.today - timedelta(days=30), text="Velkommen")
    world.write(change_network, {"languages": "da,ar,so"}, seen=1)
    return world


def begin(world, **values):
    return world.write(actions.save_round, None, {"study_id": None, "title": "Foråret", "groups": GROUPS, **values})


def talk(world, row, *, back=1, kind="gruppe", language="da", who="tovholder", early_reason="", **present):
    names = {"unge": "Unge", "aeldre": "Ældre", "familier": "Familier med børn"}
    values = {"round_id": row.id, "kind": kind, "on": world.today - timedelta(days=back), "interviewer": "Kommunen, MH",
              "language": language, "early_reason": early_reason,
              "present": {names[key]: number for key, number in present.items()}}  # fmt: skip
    return world.write(actions.save_interview, None, values, who=who)


def theme(world, row, *heard, title="Mørkt på stien", polarity="utryg", **more):
    values = {"round_id": row.id, "title": title, "polarity": polarity, "interviews": [one.nr for one in heard]}
    return world.write(actions.save_theme, None, values | more)


def quote(world, of, said_by="Unge", text="Jeg går en omvej, når det er mørkt"):
    return world.write(quotes.save_quote, None, {"theme_id": of.id, "said_by": said_by, "text": text})


def test_a_round_begins_with_its_study_and_the_methods_guide_in_the_areas_languages(area):
    begin(area)

    made = area.all(Study)[0]
    assert (made.kind, made.state, made.title) == ("kvalitativ", "planlagt", "Foråret")
    assert [(one.language, one.edition) for one in area.all(Guide)] == [("da", 1), ("ar", 1)]
    da = area.all(Guide)[0]
    first, *_rest = guides.questions(da.opening)
    assert first.text == "Hvordan bruger du boligområdet?"
    assert guides.questions(da.general)[-1].follow_ups == ("Hvorfor er det et problem?", "Hvad kan der gøres ved det?")


def test_the_same_press_twice_begins_one_round(area):
    values = {"study_id": None, "title": "Foråret", "groups": GROUPS}

    first = area.write(actions.save_round, None, values, given={"key": "a"})

    assert area.write(actions.save_round, None, values, given={"key": "a"}).nr == first.nr
    assert (len(area.all(Round)), len(area.all(Guide)), len(area.all(Study))) == (1, 2, 1)


def test_a_guide_that_was_used_stays_and_gets_a_new_edition(area):
    row = begin(area)
    guide = area.all(Guide)[0]
    area.write(actions.save_guide, guide.nr, {"intro": "Hej"})
    talk(area, row, unge=3)

    with pytest.raises(NotAllowed, match="ny udgave"):
        area.write(actions.save_guide, guide.nr, {"intro": "Goddag"})
    with pytest.raises(NotAllowed, match="ny udgave"):
        area.write(removals.remove, Guide, guide.nr, reason="Væk")
    newer = area.write(actions.new_edition, guide.nr)

    assert (newer.edition, newer.intro, newer.locked_on) == (2, "Hej", None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "individuelt", "unge": 2}, "én deltager"),
        ({"kind": "gruppe", "unge": 1}, "mindst to"),
        ({"kind": "gruppe"}, "mindst to"),
        ({"back": 40, "unge": 4}, "før beboerne er informeret"),
    ],
)
def test_an_interview_that_cannot_be_is_refused(area, given, said):
    row = begin(area)

    with pytest.raises(BadInput, match=said):
        talk(area, row, **given)


def test_groups_that_somebody_is_of_stay_on_the_list(area):
    row = begin(area)
    talk(area, row, unge=3)

    with pytest.raises(BadInput, match="Unge"):
        area.write(actions.save_round, row.nr, {"title": "Foråret", "groups": "Ældre"})
    with pytest.raises(BadInput, match="mindst én gruppe"):
        area.write(actions.save_round, row.nr, {"title": "Foråret", "groups": " \n "})
    area.write(actions.save_round, row.nr, {"title": "Foråret", "groups": "Unge\nNye beboere"})


def test_small_groups_are_hidden_and_never_one_alone():
    talked = [{"Unge": 6}, {"Ældre": 5}, {"Familier": 3}]

    found = cover(("Unge", "Ældre", "Familier", "Nye"), talked)

    assert (found.shown, found.hidden, found.untouched) == (("Unge",), ("Ældre", "Familier"), ("Nye",))
    # heard in an interview with a hidden group is not counted: one heard in all would tell what each of them said
    assert tabulate(found, [[talked[0], talked[2]], [talked[1]], talked]) == [(1, [True]), (0, [False]), (1, [True])]
    assert cover(("a", "b"), [{"a": 5}, {"b": 5}]).hidden == ()
    assert cover(("a", "b", "c"), [{"a": 1}, {"b": 2}, {"c": 9}]).shown == ("c",)
    assert cover(("a",), []).shown == ()
    # twelve people of four groups, two of which are five or more, can only be 5, 5, 1 and 1: so one more is hidden
    assert cover(tuple("abcd"), [{"a": 5}, {"b": 5}, {"c": 1}, {"d": 1}]).shown == ("b",)
    assert cover(tuple("abcd"), [{"a": 5}, {"b": 6}, {"c": 1}, {"d": 1}]).shown == ("a", "b")


def test_only_whoever_wrote_an_interview_changes_it(any_area):
    any_area.session.add(Credential(person_id=any_area.people["fremmed"], password_hash="x", changed_at=any_area.now))
    appoint(any_area)
    row = begin(any_area)
    held = talk(any_area, row, unge=5, who="fremmed")
    values = {"round_id": row.id, "kind": "gruppe", "on": held.on, "interviewer": "Kommunen", "language": "da",
              "present": {"Unge": 6}}  # fmt: skip

    with pytest.raises(NotAllowed, match="Kun den, der skrev samtalen ind"):
        any_area.write(actions.save_interview, held.nr, values)
    any_area.write(actions.save_interview, held.nr, values, who="fremmed")

    assert held.took_part == {"Unge": 6}


def test_a_theme_keeps_its_interviews_where_nothing_is_said_of_them(area):
    row = begin(area)
    one = theme(area, row, talk(area, row, unge=5))

    area.write(actions.save_theme, one.nr, {"round_id": row.id, "title": "Mørkt", "polarity": "utryg"})

    assert (one.title, len(one.interviews)) == ("Mørkt", 1)


def test_why_residents_were_asked_early_is_kept_with_the_study(area):
    row = begin(area)

    talk(area, row, back=40, unge=4, early_reason="Beboermødet blev flyttet")
    talk(area, row, back=39, unge=4)

    assert area.all(Study)[0].early_reason == "Beboermødet blev flyttet"
    assert len(area.all(Interview)) == 2


def test_only_released_quotes_leave_and_say_only_a_large_group(any_area):
    row = begin(any_area)
    young, old, few = talk(any_area, row, unge=5), talk(any_area, row, aeldre=6), talk(any_area, row, familier=2)
    dark = theme(any_area, row, young, old, exemplary="Mange går her hver dag", why="Lamperne er slukket")
    kept, of_young, of_few = quote(any_area, dark), quote(any_area, dark), quote(any_area, dark, "Familier med børn")

    for one in (of_young, of_few):
        any_area.write(quotes.release, one.nr)

    found = list_findings(any_area.session, any_area.network)[0]
    heard = found.themes[0]
    # one group alone would be hidden, so the smallest of the large ones is hidden with it
    assert (found.shown, heard.groups, heard.interviews) == (("Ældre",), ("Ældre",), 1)
    assert [one.group for one in heard.quotes] == ["", ""]
    assert kept.released_on is None
    any_area.write(removals.remove, type(few), few.nr, reason="Talt dobbelt")
    assert [one.group for one in list_findings(any_area.session, any_area.network)[0].themes[0].quotes] == ["Unge", ""]


def test_a_released_quote_is_as_it_was_until_it_is_taken_back(area):
    row = begin(area)
    one = quote(area, theme(area, row, talk(area, row, unge=5)))
    area.write(quotes.release, one.nr)

    with pytest.raises(NotAllowed, match="Tag det tilbage"):
        area.write(quotes.save_quote, one.nr, {"theme_id": one.theme_id, "said_by": "Unge", "text": "Noget andet"})
    with pytest.raises(NotAllowed, match="Tag det tilbage"):
        area.write(removals.remove, Quote, one.nr, reason="Væk")
    area.write(quotes.withdraw, one.nr)
    area.write(removals.remove, Quote, one.nr, reason="Væk")

    assert list_findings(area.session, area.network)[0].themes[0].quotes == ()


def test_a_proposal_stands_in_the_register_of_all_proposals(area):
    row, problem = begin(area), area.add(Problem, what="Mørk sti")
    talk(area, row, unge=5)

    area.write(actions.add_proposal, row.nr, text="Klip buskene", problem_id=problem.id)

    found = area.all(ResidentQuestion)[0]
    assert (found.kind, found.question, found.problem_id, found.status) == (
        "forslag", "Klip buskene", problem.id, "modtaget",
    )  # fmt: skip
    assert gather(area.session, row).proposals == [found]


def test_closing_the_last_round_makes_the_study(any_area):
    first = begin(any_area)
    with pytest.raises(Lacking, match="ingen samtaler"):
        any_area.write(actions.close_round, first.nr)
    talk(any_area, first, unge=5, back=9)
    second = begin(any_area, title="Efteråret", study_id=first.study_id)
    talk(any_area, second, aeldre=1, kind="individuelt", back=2)
    with pytest.raises(Lacking, match="hvem der har lavet"):
        any_area.write(actions.close_round, first.nr)
    any_area.edit(any_area.all(Study)[0], done_by="Høje-Taastrup Kommune, antropolog")

    any_area.write(actions.close_round, first.nr)
    assert any_area.all(Study)[0].state == "planlagt"
    any_area.write(actions.close_round, second.nr)

    study = any_area.all(Study)[0]
    day = any_area.today - timedelta(days=9), any_area.today - timedelta(days=2)
    assert (study.state, study.fieldwork_from, study.fieldwork_until, study.answered) == ("gennemfoert", *day, 6)
    with pytest.raises(NotAllowed, match="Genåbn"):
        talk(any_area, first, unge=3)
    with pytest.raises(NotAllowed, match="Genåbn"):
        any_area.write(removals.remove, Interview, 1, reason="Talt dobbelt")
    any_area.write(actions.reopen_round, first.nr)
    talk(any_area, first, unge=3)


def test_whoever_collects_surveys_writes_interviews_and_releases_nothing(area):
    area.session.add(Credential(person_id=area.people["fremmed"], password_hash="x", changed_at=area.now))
    appoint(area)
    row = begin(area)
    held = talk(area, row, unge=5, who="fremmed")
    one = quote(area, theme(area, row, held))

    with pytest.raises(Refused):
        area.write(quotes.release, one.nr, who="fremmed")
    area.write(actions.add_proposal, row.nr, text="Mere lys", problem_id=None, who="fremmed")


def test_a_study_without_rounds_can_be_removed_and_one_with_them_not(area):
    row = begin(area)
    other = area.add(Study, kind="kvalitativ", state="planlagt")

    with pytest.raises(removals.Referred) as refused:
        area.write(removals.remove, Study, 1, reason="Væk")
    area.write(removals.remove, Study, other.nr, reason="Væk")

    assert refused.value.by == [row]


def test_a_round_is_read_in_as_many_questions_however_large_it_is(area):
    def asked(row):
        said = []
        connection = area.session.connection()
        area.session.expire_all()
        event.listen(connection, "before_cursor_execute", note := lambda *told: said.append(told[2]))
        gather(area.session, row).table(gather(area.session, row).themes)
        list_findings(area.session, area.network)
        event.remove(connection, "before_cursor_execute", note)
        return len(said)

    row = begin(area)
    for number in range(2):
        theme(area, row, talk(area, row, unge=5), title=f"Tema {number}")
    area.session.flush()
    few = asked(row)
    for number in range(6):
        quote(area, theme(area, row, talk(area, row, aeldre=5), title=f"Andet {number}"))

    assert asked(row) == few

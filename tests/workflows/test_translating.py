"""A questionnaire in other words: text by text, by a sheet, read by two, and outdated when the Danish changes."""

import json

import pytest

from engine import commitments
from engine.errors import BadInput, NotAllowed
from tests.workflows.surveying import asks, begun, dogs, opened, set_up
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.survey import questionnaires, surveys, translating
from workflows.tryghedsnetvaerk.mapping.survey.models import Translation
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words


@pytest.fixture
def setting(world: World) -> World:
    world.begin()
    return world


def test_a_changed_danish_text_makes_its_translation_outdated_and_unoffered(setting: World):
    row = asks(setting, begun(setting), dogs())
    told = {"texts": {"punkt.egen_1": "Başıboş köpekler"}, "second_reader": "A. Y.", "read_on": setting.today}
    setting.write(translating.save_translation, row.nr, "tr", told)
    _study, survey = set_up(setting)
    assert surveys.offered(setting.session, survey) == ["da", "tr"]

    changed = [{**one, "text": "Løse hunde på stierne"} if one["code"] == "egen_1" else one for one in row.asks]
    row = setting.write(questionnaires.save_questionnaire, row.nr, {"asks": changed})

    words = Words(row, setting.all(Translation), "tr")
    assert words.outdated == ["punkt.egen_1"]
    assert surveys.offered(setting.session, survey) == ["da"]
    still = {"texts": {"punkt.egen_1": "Başıboş köpekler"}, "still": ["punkt.egen_1"]}
    setting.write(translating.save_translation, row.nr, "tr", still)
    assert Words(row, setting.all(Translation), "tr").outdated == []
    assert surveys.offered(setting.session, survey) == ["da"]  # nobody has read it since


def test_a_new_version_keeps_its_translations_and_marks_what_changed(setting: World):
    first = asks(setting, begun(setting), dogs())
    setting.write(translating.save_translation, first.nr, "en", {"texts": {"punkt.egen_1": "Loose dogs"}})
    opened(setting)

    second = setting.write(questionnaires.new_version, first.nr)
    changed = [{**one, "text": "Hunde uden snor"} if one["code"] == "egen_1" else one for one in second.asks]
    second = setting.write(questionnaires.save_questionnaire, second.nr, {"asks": changed})

    words = Words(second, questionnaires.list_translations(setting.session, second), "en")
    assert words.outdated == ["punkt.egen_2"]
    assert not commitments.check(setting.session.connection(), [setting.network])


@pytest.mark.parametrize("text", ["{nr}", "{nr} of {antal} {x}", "x" * 1001])
def test_a_translation_keeps_the_places_of_its_text(setting: World, text: str):
    row = begun(setting)

    with pytest.raises(BadInput):
        setting.write(translating.save_translation, row.nr, "en", {"texts": {"side.fremskridt": text}})


@pytest.mark.parametrize(("language", "name"), [("Somali", "Soomaali"), ("so", ""), ("da", "Dansk"), ("x y", "X")])
def test_a_language_has_a_code_and_a_name(setting: World, language: str, name: str):
    row = begun(setting)

    with pytest.raises(BadInput):
        setting.write(translating.save_translation, row.nr, language, {"name": name})


def test_half_a_reading_is_refused(setting: World):
    row = begun(setting)

    with pytest.raises(BadInput, match="begge"):
        setting.write(translating.save_translation, row.nr, "tr", {"second_reader": "A. Y."})


@pytest.mark.parametrize("reader", ["Amina Warsame", " amina   WARSAME "])
def test_a_translator_is_not_their_own_second_reader(setting: World, reader: str):
    row = asks(setting, begun(setting), dogs())
    told = {"texts": {"punkt.egen_1": "Başıboş köpekler"}, "translator": "Amina Warsame"}
    read = {"second_reader": reader, "read_on": setting.today}

    with pytest.raises(BadInput, match="både i »Oversat af« og i »Læst igennem af«"):
        setting.write(translating.save_translation, row.nr, "tr", told | read)
    other = read | {"second_reader": "I. J."}
    setting.write(translating.save_translation, row.nr, "tr", told | other)
    assert Words(row, setting.all(Translation), "tr").ready
    with pytest.raises(BadInput, match="både i »Oversat af« og i »Læst igennem af«"):  # the other half is named later
        setting.write(translating.save_translation, row.nr, "tr", {"translator": "i. j."})


def test_what_the_translator_read_before_is_not_ready_until_another_reads_it(setting: World):
    row = asks(setting, begun(setting), dogs())
    told = {"texts": {"punkt.egen_1": "Başıboş köpekler"}, "second_reader": "A. Y.", "read_on": setting.today}
    kept = setting.write(translating.save_translation, row.nr, "tr", told)
    kept.translator = "a. y."  # as it could be written before

    assert not Words(row, [kept], "tr").ready
    again = {"translator": "A. Y.", "second_reader": "I. J.", "read_on": setting.today}
    kept = setting.write(translating.save_translation, row.nr, "tr", again)
    assert Words(row, [kept], "tr").ready


def test_a_sheet_goes_out_and_comes_back_with_every_text(setting: World):
    row = begun(setting)
    words = Words(row, [], "so")
    out = translating.sheet(words)
    assert all(not text for _danish, text in out)

    back = translating.read_sheet(
        words, [(danish, danish.replace("e", "a")) for danish, _text in out if "{" not in danish]
    )
    told = {"name": "Soomaali", "second_reader": "I. W.", "read_on": setting.today}
    setting.write(translating.save_sheet, row.nr, "so", back, told)

    left = Words(row, setting.all(Translation), "so").missing
    assert left
    assert all("{" in Words(row, [], "so").danish[key] for key in left)


def test_a_sheet_with_a_wrong_row_says_which_and_nothing_is_kept(setting: World):
    row = begun(setting)
    words = Words(row, [], "so")

    back = translating.read_sheet(
        words, [("Vold", "Rabshad"), ("Noget helt andet", "x"), ("{nr} af {antal}", "{nr}"), ()]
    )

    assert [number for number, _why in back.errors] == [3, 4]
    with pytest.raises(BadInput, match="Række 3"):
        setting.write(translating.save_sheet, row.nr, "so", back, {"name": "Soomaali"})
    assert not setting.all(Translation)


def test_only_what_is_ready_is_offered_and_a_late_language_is_added(setting: World):
    row = asks(setting, begun(setting), dogs())
    for language, text in (("en", "Loose dogs"), ("ar", "كلاب طليقة")):
        told = {"texts": {"punkt.egen_1": text}, "second_reader": "H. A.", "read_on": setting.today}
        setting.write(translating.save_translation, row.nr, language, told)
    study, survey = opened(setting)
    assert survey.languages == "da,en,ar"

    with pytest.raises(NotAllowed, match="klar"):
        setting.write(surveys.offer_language, study.nr, "tr")
    told = {"texts": {"punkt.egen_1": "Başıboş köpekler"}, "second_reader": "A. Y.", "read_on": setting.today}
    setting.write(translating.save_translation, row.nr, "tr", told)
    assert setting.write(surveys.offer_language, study.nr, "tr").languages == "da,en,ar,tr"
    with pytest.raises(NotAllowed, match="ændres"):
        setting.write(translating.save_translation, row.nr, "tr", {"texts": {"punkt.egen_1": "Köpekler"}})


def test_texts_are_kept_with_the_danish_they_were_made_from(setting: World):
    row = begun(setting)
    setting.write(translating.save_translation, row.nr, "en", {"texts": {"side.tak": "Thanks!", "side.naeste": "Next"}})

    kept = json.loads(setting.all(Translation)[0].texts)
    assert list(kept) == ["side.tak"]  # the other is what is shipped

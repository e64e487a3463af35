"""Files of answers: what their columns are for, what may not come in, and what their values mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from tests.workflows.survey.files import LIME, QUESTIONS, XACT, seen
from workflows.tryghedsnetvaerk.mapping.survey.files import personal, plans
from workflows.tryghedsnetvaerk.mapping.survey.files.answers import read
from workflows.tryghedsnetvaerk.mapping.survey.files.columns import LIMESURVEY, SURVEYXACT, shape
from workflows.tryghedsnetvaerk.mapping.survey.files.packing import pack, unpack
from workflows.tryghedsnetvaerk.mapping.survey.files.plans import BY_MODE, Use
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import letters, table
from workflows.tryghedsnetvaerk.mapping.survey.models import DONT_KNOW, FILE, NO_ANSWER, PAPER


def refused(*rows):
    told = table([("", rows)])
    return personal.find(told, shape(told))


def test_limesurvey_is_known_and_its_own_columns_are_left_out():
    told, _plan = seen(LIME)

    assert told.shape.tool == LIMESURVEY
    assert told.dropped == (*(one.strip("\ufeff") for one in LIME[0][:8]), "groupTime12")
    assert told.written == ("K (forhold[other])",)
    assert told.table.headings == ("utryg", "forhold[belysning]", "alder")


def test_limesurvey_is_read_without_those_who_never_sent_it():
    told, plan = seen(LIME)

    found = read(told, QUESTIONS, plan)

    assert not found.wrong
    assert (len(found.answers), found.unfinished, found.blank) == (2, 1, 1)
    assert [answer.marks for answer in found.answers] == [{11: 1, 12: 4, 13: 2}, {11: DONT_KNOW, 12: 4, 13: 5}]
    assert {answer.mode for answer in found.answers} == {FILE}


def test_limesurvey_with_whole_questions_as_headings():
    heading = "Hvor tryg er du, når det gælder:\n <b>[Dårlig  belysning]</b>"
    told, plan = seen([
        ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", heading,
         "Er du utryg ved at bo i dit boligområde? ", ""],
        ["1", "2026-03-02 10:11:12", "2", "da", "123456789", "2026-03-02 10:00:00", "Tryg", "Meget utryg", ""],
    ])  # fmt: skip

    assert told.shape.tool == LIMESURVEY
    assert [use.target for use in plan.values()] == ["belysning", "utryg"]
    assert read(told, QUESTIONS, plan).answers[0].marks == {12: 2, 11: 5}


def test_surveyxact_says_itself_what_its_codes_are_called():
    told, plan = seen(XACT)

    found = read(told, QUESTIONS, plan)

    assert told.shape.tool == SURVEYXACT
    assert (len(found.answers), found.unfinished) == (2, 1)
    assert [answer.marks for answer in found.answers] == [{11: 5, 12: DONT_KNOW}, {11: 1, 12: 4}]


def test_a_mail_in_surveyxacts_own_column_is_refused():
    sheets = [*XACT[:2], ("Dataset", [row if number != 1 else [*row[:3], "nogen@eksempel.dk", *row[4:]]
                                      for number, row in enumerate(XACT[2][1])])]  # fmt: skip
    with pytest.raises(BadInput, match="Kolonne D \\(email\\) ser ud til at indeholde mailadresser"):
        seen(sheets)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Navn", personal.NAMES),
        ("firstname", personal.NAMES),
        ("Q7[Street]", personal.ADDRESSES),
        ("Adresse [Vej]", personal.ADDRESSES),
        ("husNummer", personal.ADDRESSES),
        ("Postal code", personal.POSTAL),
        ("Hvad er dit postnummer?", personal.POSTAL),
        ("Må vi ringe? Skriv dit telefonnummer her, så ringer vi", personal.PHONES),
        ("E-mail", personal.MAILS),
        ("Please write your full name in the field below", personal.NAMES),
        ("Fødselsdato", personal.BORN),
        ("cpr-nr", personal.CPR),
    ],
)
def test_a_heading_that_asks_who_somebody_is_is_refused(heading, kind):
    assert [one.kind for one in refused(["utryg", heading], ["Tryg", "1"])] == [kind]


@pytest.mark.parametrize(
    "heading",
    ["Hvor tryg er du ved at gå på gaden efter mørkets frembrud?", "Uro på gaden", "Kørsel i gaderne",
     "Støjgener fra naboer",
     "Do you feel safe in the streets near your home at night?", "gadebelysning", "s_1", "Q1[SQ001]", "alder"],
)  # fmt: skip
def test_a_question_may_speak_of_streets(heading):
    assert refused(["utryg", heading], ["Tryg", "1"]) == []


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["Birkestien 14, 2. tv"], personal.ADDRESSES),
        (["Gl. Kongevej 7B"], personal.ADDRESSES),
        (["2630 Taastrup"], personal.ADDRESSES),
        (["Blok 7, 2. th"], personal.ADDRESSES),
        (["lejlighed 14"], personal.ADDRESSES),
        (["14 Oak Street"], personal.ADDRESSES),
        (["AB 12 345"], personal.PLATES),
        (["20.30.40.50"], personal.PHONES),
        (["2630", "2620"], personal.POSTAL),
        (["ring til mig på 20 30 40 50"], personal.PHONES),
        (["+90 532 123 45 67"], personal.PHONES),
        (["skriv til mig@eksempel.dk"], personal.MAILS),
        (["010203-1234"], personal.CPR),
        (["192.168.0.14"], personal.NETWORK),
        (["Mette Holm", "Ali Yıldız", "Ifrah Warsame"], personal.NAMES),
    ],
)
def test_values_that_tell_who_somebody_is_are_refused(values, kind):
    found = refused(["utryg", "hvad"], *[["Tryg", value] for value in values])

    assert [(one.column, one.kind) for one in found] == [("B (hvad)", kind)]


def test_the_row_where_it_stands_is_named_and_what_stands_there_is_not():
    with pytest.raises(BadInput) as told:
        seen([["utryg", "hvad"], ["1", "Uro"], ["2", "010203-1234"], ["1", "010203-1234"]])

    assert "Kolonne B (hvad) ser ud til at indeholde CPR-numre, første gang i række 3." in str(told.value)
    assert "0102" not in str(told.value)


@pytest.mark.parametrize(
    "values", [["1956", "1987"], ["Meget Tryg", "Meget Utryg"] * 9, ["Blok 7", "Blok 9"], ["44", "7"]]
)
def test_values_that_tell_nobody_are_not_refused(values):
    assert refused(["utryg", "hvad"], *[["Tryg", value] for value in values]) == []


def test_what_stands_in_an_empty_column_is_nobody():
    assert refused(["utryg", "Navn"], ["Tryg", ""]) == []


def test_numbers_are_our_steps_only_under_our_own_code():
    told, plan = seen([["utryg", "Dårlig belysning"], ["1", "1"], ["-2", "5"]])

    assert plan["utryg"].values == {"1": 1, "-2": NO_ANSWER}
    assert plan["Dårlig belysning"] == Use("belysning", {})
    assert len(read(told, QUESTIONS, plan).wrong) == 2


def test_a_number_beyond_the_scale_is_listed_by_row_and_column():
    told, plan = seen([["utryg"], ["1"], [], ["6"]])

    assert [str(wrong) for wrong in read(told, QUESTIONS, plan).wrong] == [
        "Række 4, kolonne A (utryg): »6« er ikke et af svarene på »Er du utryg ved at bo i dit boligområde?«. "
        "Vælg, hvad det betyder."
    ]


def test_nothing_is_guessed_of_a_value_that_may_mean_two_things():
    _told, plan = seen([["utryg"], ["Intet svar"], ["-oth-"], ["N/A"], ["Tryg"]])

    assert plan["utryg"].values == {"Tryg": 2}


def test_what_is_said_to_be_no_answer_is_skipped():
    told, plan = seen([["utryg", "belysning"], ["Intet svar", "Tryg"]])
    plan = {**plan, "utryg": Use("utryg", {"Intet svar": 0})}

    assert read(told, QUESTIONS, plan).answers[0].marks == {12: 2}


def test_two_columns_for_one_question_are_both_asked_about():
    told, plan = seen([["Dårlig belysning ", "dårlig belysning"], ["Tryg", "Utryg"]])

    assert {use.target for use in plan.values()} == {""}
    both = dict.fromkeys(plan, Use("belysning", {"Tryg": 2, "Utryg": 4}))
    assert "begge valgt" in str(read(told, QUESTIONS, both).wrong[0])


def test_how_an_answer_was_given_is_kept_when_the_file_says_it():
    told, plan = seen([["utryg", "Svarmåde"], ["Tryg", "papir"], ["Tryg", ""], ["Tryg", "brevdue"]])

    found = read(told, QUESTIONS, plan)

    assert plan["Svarmåde"] == Use(BY_MODE, {"papir": PAPER})
    assert [answer.mode for answer in found.answers] == [PAPER, FILE]
    assert "Række 4" in str(found.wrong[0])


def test_ages_fall_in_the_groups_that_are_asked_for():
    _told, plan = seen([["alder"], *[[str(age)] for age in (17, 29, 30, 74, 75, 101)]])

    assert plan["alder"].values == {"17": 1, "29": 1, "30": 2, "74": 4, "75": 5, "101": 5}


def test_a_row_that_stands_twice_is_named():
    rows = [*LIME, LIME[1]]
    told, plan = seen(rows)

    assert "Række 6, kolonne A (id): samme nummer som i række 2." in str(read(told, QUESTIONS, plan).wrong[0])


def test_a_formula_is_refused_by_row_and_column():
    with pytest.raises(BadInput, match="Række 2, kolonne B \\(x\\): der står en formel"):
        table([("", [["utryg", "x"], ["Tryg", "=HYPERLINK(1)"]])])


@pytest.mark.parametrize("rows", [[], [[]], [["utryg"]], [["", ""], ["", " "]]])
def test_a_file_without_answers_is_refused(rows):
    with pytest.raises(BadInput, match="ingen svar i filen"):
        table([("", rows)])


def test_a_plan_is_kept_as_it_was():
    _told, plan = seen(LIME)

    assert plans.read(plans.written(plan)) == plan


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"columns": []}', '{"columns": {"a": {"question": 1, "values": {}}}}', "[" * 90_000,
     '{"columns": {"a": {"question": "x", "values": {"a": null}}}}'],
)  # fmt: skip
def test_what_is_no_plan_is_refused(text):
    with pytest.raises(BadInput):
        plans.read(text)


def test_columns_have_the_letters_a_spreadsheet_shows():
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


TELLING = ["", "Tryg", " Utryg", "1", "2.0", "-oth-", "Ved ikke", "44", "2026-03-02 10:00", "=1+1", "n@e.dk"]
CELLS = st.one_of(st.sampled_from(TELLING), st.text(max_size=12))
NAMED = ["id", "submitdate", "lastpage", "utryg", "forhold[belysning]", "alder", "mode", "", "s_1", "a. b [c]"]
HEADINGS = st.one_of(st.sampled_from(NAMED), st.text(max_size=20))


@settings(max_examples=150, deadline=None)
@given(st.lists(HEADINGS, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=6))
def test_every_file_is_read_or_refused_by_row_and_column(headings, rows):
    try:
        told, plan = seen([headings, *rows])
    except BadInput:
        return

    found = read(told, QUESTIONS, plan)

    assert unpack(pack(told)) == told
    assert len(found.answers) + found.blank <= len(told.table.rows)
    assert all(
        value in {q.id: q for q in QUESTIONS}[item].allowed
        for one in found.answers
        for item, value in one.marks.items()
    )
    by_row = [wrong for wrong in found.wrong if "intet af svarene" in wrong.text]
    assert all(f"Række {wrong.values['raekke']}, kolonne " in str(wrong) for wrong in by_row)


def test_a_question_may_end_in_time():
    _told, plan = seen([["sometime", "Q1Time", "groupTime4", "Question time: utryg"], ["Tryg", "3.1", "9", "1.2"]])

    assert list(plan) == ["sometime"]


def test_a_row_that_was_cut_off_is_no_empty_answer():
    rows = (("id", "Q1", "Q2", "Q3"), ("1", "2", "", ""), ("2", "3"))

    with pytest.raises(BadInput) as refused:
        table([("ark", rows)])

    assert (refused.value.values["raekke"], refused.value.values["kolonne"]) == (3, "B (Q1)")

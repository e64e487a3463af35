from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.tryghedsnetvaerk.documents.agenda import AgendaUnreadable, Kind, Point, clock, parse, total, write
from workflows.tryghedsnetvaerk.documents.texts import AGENDAS, template

METHOD = {
    "orientering": (
        "Baggrunden for mødet og formålet med tryghedsnetværket",
        "Kriminalitets- og utryghedsproblemer i boligområdet",
        "Drøftelse af baggrund og formål med tryghedsnetværket",
        "Samarbejdsmuligheder",
    ),
    "udvikling": (
        "Fagpersonernes beretninger om deres arbejde",
        "Politiet fortæller om kriminalpræventiv opmærksomhed",
        "Hvordan kan der samarbejdes i praksis og om hvad?",
        "Tryghedsvandring",
    ),
    "aftale": (
        "Formålet med samarbejdet aftales endeligt",
        "Aftaler om samarbejdsformen indgås",
        "Beslutning om organisatorisk forankring tages",
    ),
}

line = st.text(st.characters(exclude_characters="\r\n"), min_size=1).filter(lambda text: text == text.strip())
points = st.builds(
    Point,
    title=line,
    minutes=st.integers(1, 600),
    owner=line.filter(lambda text: "·" not in text),
    kind=st.sampled_from(Kind),
    goal=line,
)


@pytest.mark.parametrize("meeting", METHOD)
def test_the_methods_points_stand_in_its_order(meeting):
    agenda = parse(template(f"agenda_{meeting}", "da"))

    assert tuple(point.title for point in agenda) == METHOD[meeting]


@pytest.mark.parametrize("name", AGENDAS)
def test_each_agenda_is_the_same_meeting_in_both_languages(name):
    danish, english = (parse(template(name, locale)) for locale in ("da", "en"))

    assert [(point.minutes, point.kind) for point in danish] == [(point.minutes, point.kind) for point in english]
    assert {point.goal.split(",")[0] for point in danish} == {"Deltagerne ved"}
    assert {point.goal.split(" know")[0] for point in english} == {"Participants"}
    assert write(danish, "da") == template(name, "da")
    assert write(english, "en") == template(name, "en")


@given(st.lists(points, min_size=1, max_size=4), st.sampled_from(["da", "en"]))
def test_what_is_written_is_read_back(agenda, locale):
    assert parse(write(agenda, locale)) == tuple(agenda)


@given(st.text() | st.text(alphabet="# \n\rMål:5·min orientering"))
def test_any_text_is_read_or_refused(text):
    with suppress(AgendaUnreadable):
        agenda = parse(text)
        assert parse(write(agenda)) == agenda


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("", 1, "ingen punkter"),
        ("Hej", 1, "ingen punkter"),
        ("##\n5 min · A · orientering\nMål: x", 1, "mangler en titel"),
        ("## A\n\nfem minutter", 3, "minutter, hvem og slags"),
        ("## A\n0 min · A · orientering\nMål: x", 2, "mellem 1 og 600"),
        ("## A\n5 min ·  · orientering\nMål: x", 2, "hvem der har punktet"),
        ("## A\n5 min · A · hygge\nMål: x", 2, "beslutning som slags"),
        ("## A\n5 min · A · drøftelse\n## B", 3, "Skriv målet"),
        ("## A\n5 min · A · drøftelse", 2, "Skriv målet"),
        ("## A\n5 min · A · drøftelse\nMål: x\nog mere", 4, "tre linjer"),
    ],
)
def test_a_bad_line_is_named_with_what_was_expected(text, number, words):
    with pytest.raises(AgendaUnreadable, match=words) as refusal:
        parse(text)

    assert refusal.value.line == number


def test_the_clock_runs_through_the_points():
    agenda = parse(template("agenda_aftale", "da"))

    assert clock(agenda, time(16, 45)) == [time(16, 45), time(17, 15), time(17, 55)]
    assert total(agenda) == 90


def test_the_clock_passes_midnight():
    agenda = [Point("Sent", 30, "Alle", Kind.DROEFTELSE, "Mål")] * 2

    assert clock(agenda, time(23, 45)) == [time(23, 45), time(0, 15)]

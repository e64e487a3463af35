"""Gadehavegård's two rounds of the questionnaire, with invented answers: the same ones each time it is filled."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files

from sqlalchemy import insert

from workflows.tryghedsnetvaerk.demonstration import surveys as told
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey import (
    bank,
    questionnaires,
    questions,
    releasing,
    results,
    scales,
    surveys,
)
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    DONT_KNOW,
    NO_ANSWER,
    PAPER,
    WEB,
    Answer,
    Item,
    Mark,
    Questionnaire,
    Survey,
)

WHO, DONE_BY = "samira", "Analysehuset Tryghedsmåling"
AFTER_DARK = "moerke"
HIGHEST = 2**62
# How many of a hundred give each step; a second round leans a little to the calm side where something was done.
CALM, EVEN, UNEASY = (28, 36, 20, 11, 5), (18, 30, 24, 19, 9), (10, 24, 22, 28, 16)
ASKED: Mapping[str, Sequence[int]] = {
    "tryg": (20, 36, 16, 20, 8), "utryg": (18, 34, 18, 22, 8), "et_eller_flere": (64, 36), "koersel": EVEN,
    "naboer": CALM, "unge": UNEASY, "affald": EVEN, "graffiti": CALM, "haervaerk": EVEN, "trusler": CALM,
    "vold": CALM, "belysning": UNEASY, "koen": (54, 45, 1), "alder": (14, 24, 28, 24, 10), "botid": (10, 26, 24, 40),
}  # fmt: skip
MENDED = {"belysning": EVEN, "unge": EVEN, "tryg": (24, 40, 15, 15, 6), "utryg": (22, 38, 17, 17, 6)}


def first_round(story: Story) -> None:
    """Write the questionnaire, ask 1.200, and close with 240 answers, 120 of them unsafe after dark."""
    story.on(577)
    paper = told.questionnaire(story, "Tryghed i Gadehavegård", who=WHO)
    dark = questions.from_bank(AFTER_DARK, bank.FROM_STUDIES)
    asks = [*paper.asks[:3], dark, *paper.asks[3:]]
    paper = story.write(questionnaires.save_questionnaire, paper.nr, {"asks": asks}, who=WHO)
    _round(story, paper, "første gang", (575, 547), 1200, 240, 120)


def second_round(story: Story) -> None:
    """Ask the same again of the 1.080 who live there now; 220 answer, and 90 are unsafe after dark."""
    _round(story, story.all(Questionnaire)[0], "anden gang", (80, 52), 1080, 220, 90)


def _round(
    story: Story, paper: Questionnaire, which: str, days: tuple[int, int], population: int, count: int, unsafe: int
) -> None:
    first, last = days
    story.on(first)
    study = story.add(
        Study, kind="kvantitativ", state="planlagt", title=f"Tryghed i Gadehavegård, {which}", done_by=DONE_BY,
        left_out_reason="",
    )  # fmt: skip
    survey = told.opened(
        story, study, paper, who=WHO, languages="da,en,ar,tr", population=population,
        area_told="Gadehavegårdsvej, alle blokke", behind="Høje-Taastrup Kommune og boligforeningen",
        contact="Samira Haddad, Høje-Taastrup Kommune", closes_on=story.day(last),
    )  # fmt: skip
    story.on(last)
    _answered(story, survey, paper.items, count, unsafe)
    story.write(surveys.close_survey, study.nr, who=WHO)
    story.write(releasing.release, study.nr, worked_out(survey.nr), who=WHO)


def worked_out(nr: int) -> results.Results:
    """Return what the answers of a round showed: it was worked out when the demonstration was made, and lies with it.

    So nobody waits for a demonstration to begin; a test works it out anew.
    """
    kept = files("workflows.tryghedsnetvaerk.demonstration.gadehavegaard").joinpath(f"resultater_{nr}.json")
    return results.read(kept.read_text("utf-8"))


def _answered(story: Story, survey: Survey, items: Sequence[Item], count: int, unsafe: int) -> None:
    """Put the answers where answers lie, at numbers that tell nothing."""
    of = {"network_id": survey.network_id, "survey_id": survey.id}
    wave = f"{survey.nr}"
    numbers = sorted(_drawn(f"{wave}-{nr}", HIGHEST) + 1 for nr in range(count))
    modes = [PAPER if _drawn(f"{wave}-maade-{nr}", 3) == 0 else WEB for nr in range(count)]
    rows = [{"id": number, "mode": mode, **of} for number, mode in zip(numbers, modes, strict=True)]
    marks = [
        {"answer_id": number, "item_id": item.id, "value": value, **of}
        for nr, number in enumerate(numbers)
        for item in items
        if (value := _value(item, wave, nr, unsafe))
    ]
    story.session.execute(insert(Answer), rows)
    story.session.execute(insert(Mark), marks)


def _value(item: Item, wave: str, nr: int, unsafe: int) -> int:
    """Return what one answers to one question; 0 is skipped."""
    word = f"{wave}-{item.code}-{nr}"
    if item.code == AFTER_DARK:
        return (4 if nr % 3 else 5) if nr < unsafe else (1, 2, 2, 3)[nr % 4]
    beside = _drawn(f"{word}-ved-siden", 40)
    if beside < 3:
        return (0, NO_ANSWER, DONT_KNOW)[beside]
    weights = (MENDED if wave != "1" else {}).get(item.code) or ASKED[item.code]
    at = _drawn(word, sum(weights))
    return next(step for step in scales.steps(item) if at < sum(weights[:step]))


def _drawn(word: str, below: int) -> int:
    return int.from_bytes(sha256(word.encode()).digest()[:8]) % below

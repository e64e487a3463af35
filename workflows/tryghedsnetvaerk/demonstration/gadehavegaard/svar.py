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
from workflows.tryghedsnetvaerk.mapping.survey.earlier.entering import save_earlier, save_result
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
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import accept

WHO, DONE_BY = "samira", "Analysehuset Tryghedsmåling"
AFTER_DARK, SEX, AGE = "moerke", "koen", "alder"
HIGHEST = 2**62
# How many of a hundred give each step; a second round leans a little to the calm side where something was done.
CALM, EVEN, UNEASY = (28, 36, 20, 11, 5), (18, 30, 24, 19, 9), (10, 24, 22, 28, 16)
ASKED: Mapping[str, Sequence[int]] = {
    "tryg": (20, 36, 16, 20, 8), "utryg": (18, 34, 18, 22, 8), "et_eller_flere": (64, 36), "koersel": EVEN,
    "naboer": CALM, "unge": UNEASY, "affald": EVEN, "graffiti": CALM, "haervaerk": EVEN, "trusler": CALM,
    "vold": CALM, "belysning": UNEASY, "egen_1": (14, 26, 20, 25, 15), "botid": (10, 26, 24, 40),
}  # fmt: skip
MENDED = {"belysning": EVEN, "unge": EVEN, "egen_1": (20, 32, 20, 19, 9), "tryg": (24, 40, 15, 15, 6),
          "utryg": (22, 38, 17, 17, 6)}  # fmt: skip
# Of a hundred who are insecure after dark, and of a hundred others: women and the old are more often, the young answer
# seldom. How much of each answer goes by how insecure somebody is in all, in hundredths.
INSECURE = {SEX: (62, 37, 1), AGE: (9, 18, 26, 31, 16)}
OTHERS = {SEX: (46, 53, 1), AGE: (13, 23, 28, 26, 10)}
OF_ONE_MIND = 55
# Who lives there: women and men of each age.
FIRST_YEAR = ((118, 150, 164, 112, 62), (128, 156, 160, 100, 50))
SECOND_YEAR = ((104, 134, 148, 102, 58), (114, 140, 144, 92, 44))
EARLIER = (
    ("Hvor tryg føler du dig ved at færdes i dit boligområde efter mørkets frembrud?", "hoved", 318,
     "Meget tryg; 52\nTryg; 96\nHverken tryg eller utryg; 45\nUtryg; 86\nMeget utryg; 39"),
    ("Dårlig belysning", "forhold", 311, "Meget tryg\nTryg\nHverken tryg eller utryg; 25 %\nUtryg\nMeget utryg\n"
     "Meget tryg + Tryg; 40 %\nUtryg + Meget utryg; 35 %"),
    ("Hærværk", "forhold", 309, "Meget tryg\nTryg\nHverken tryg eller utryg; 27 %\nUtryg\nMeget utryg\n"
     "Meget tryg + Tryg; 47 %\nUtryg + Meget utryg; 26 %"),
)  # fmt: skip


def first_round(story: Story) -> None:
    """Write the questionnaire, ask 1.200, and close with 240 answers, 120 of them unsafe after dark."""
    story.on(577)
    paper = told.questionnaire(story, "Tryghed i Gadehavegård", told.OPEN_DOORS, who=WHO)
    dark = questions.from_bank(AFTER_DARK, bank.FROM_STUDIES)
    asks = [*paper.asks[:3], dark, *paper.asks[3:]]
    paper = story.write(questionnaires.save_questionnaire, paper.nr, {"asks": asks}, who=WHO)
    for language in ("en", "ar", "tr"):
        told.translated(story, paper, language, who=WHO)
    _round(story, paper, 1, (575, 547), FIRST_YEAR, 240, 120)


def second_round(story: Story) -> None:
    """Ask the same again of the 1.080 who live there now; 220 answer, and 90 are unsafe after dark."""
    _round(story, story.all(Questionnaire)[0], 2, (80, 52), SECOND_YEAR, 220, 90)


def earlier(story: Story) -> None:
    """Type in what the boligforening was told by a survey of three years before, with the report it stood in."""
    began, ended = story.day(575 + 3 * 365), story.day(575 + 3 * 365 - 30)
    study = story.add(
        Study, kind="kvantitativ", state="planlagt", title=f"Beboermåling {began.year}", done_by="Et analysebureau for "
        "Boligforeningen Østvang", fieldwork_from=began, fieldwork_until=ended, asked=1240, answered=318,
        left_out_reason="",
        summary="125 af 318 (39 procent) følte sig utrygge efter mørkets frembrud.",
    )  # fmt: skip
    asked = {"population": 1240, "counted": "personer", "age_from": 15, "area_told": "Gadehavegårdsvej, alle blokke"}
    seen = story.write(save_earlier, study.nr, asked, who=WHO).version
    for text, kind, base, lines in EARLIER:
        said = {"text": text, "kind": kind, "base": base, "lines": lines, "end": "sidste", "why": ""}
        seen = story.write(save_result, study.nr, None, said, seen=seen, who=WHO).version
    table = "Spørgsmål;Utrygge;Svar\r\nEfter mørkets frembrud;125;318\r\nDårlig belysning;35 %;311\r\n"
    story.write(attach, study, accept(f"Beboermåling {began.year} - tabeller.csv", table.encode("utf-8-sig")), who=WHO)


def _round(
    story: Story, paper: Questionnaire, wave: int, days: tuple[int, int], people: Sequence[Sequence[int]], count: int,
    unsafe: int,
) -> None:  # fmt: skip
    first, last = days
    story.on(first)
    which = ("første gang", "anden gang")[wave - 1]
    study = story.add(
        Study, kind="kvantitativ", state="planlagt", title=f"Tryghed i Gadehavegård, {which}", done_by=DONE_BY,
        left_out_reason="",
    )  # fmt: skip
    survey = told.opened(
        story, study, paper, who=WHO, languages="da,en,ar,tr", population=sum(map(sum, people)),
        area_told="Gadehavegårdsvej, alle blokke", behind="Høje-Taastrup Kommune\nBoligforeningen Østvang",
        contact="Samira Haddad, Høje-Taastrup Kommune", closes_on=story.day(last),
    )  # fmt: skip
    story.on(last)
    _answered(story, survey, paper.items, wave, count, unsafe)
    story.write(surveys.close_survey, study.nr, who=WHO, asked=survey.population)
    lived = {(sex, age): number for sex, ages in enumerate(people, 1) for age, number in enumerate(ages, 1)}
    story.write(releasing.release, study.nr, worked_out(wave), lived, who=WHO)


def worked_out(nr: int) -> results.Results:
    """Return what the answers of a round showed: it was worked out when the demonstration was made, and lies with it.

    So nobody waits for a demonstration to begin; a test works it out anew.
    """
    kept = files("workflows.tryghedsnetvaerk.demonstration.gadehavegaard").joinpath(f"resultater_{nr}.json")
    return results.read(kept.read_text("utf-8"))


def _answered(story: Story, survey: Survey, items: Sequence[Item], nr_of_wave: int, count: int, unsafe: int) -> None:
    """Put the answers where answers lie, at numbers that tell nothing."""
    of = {"network_id": survey.network_id, "survey_id": survey.id}
    wave = f"{nr_of_wave}"
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
    """Return what one answers to one question; 0 is skipped.

    Who is insecure in one thing is so more often in another: part of each answer goes by how insecure somebody is.
    """
    word = f"{wave}-{item.code}-{nr}"
    if item.code == AFTER_DARK:
        return (4 if nr % 3 else 5) if nr < unsafe else (1, 2, 2, 3)[nr % 4]
    beside = _drawn(f"{word}-ved-siden", 40)
    if beside < 3:
        return (0, NO_ANSWER, DONT_KNOW)[beside]
    weights = (INSECURE if nr < unsafe else OTHERS).get(item.code) or _asked(item, wave)
    place = _drawn(word, 1000)
    if item.direction and _drawn(f"{word}-sind", 100) < OF_ONE_MIND:
        place = _mind(wave, nr, unsafe) if item.direction > 0 else 999 - _mind(wave, nr, unsafe)
    at = place * sum(weights) // 1000
    return next(step for step in scales.steps(item) if at < sum(weights[:step]))


def _asked(item: Item, wave: str) -> Sequence[int]:
    return (MENDED if wave != "1" else {}).get(item.code) or ASKED[item.code]


def _mind(wave: str, nr: int, unsafe: int) -> int:
    """Return how insecure somebody is in all, in thousandths: mostly so that it fits what they say of the dark."""
    fits = _drawn(f"{wave}-passer-{nr}", 10) < 8
    return _drawn(f"{wave}-sind-{nr}", 500) + 500 * (fits == (nr < unsafe))


def _drawn(word: str, below: int) -> int:
    return int.from_bytes(sha256(word.encode()).digest()[:8]) % below

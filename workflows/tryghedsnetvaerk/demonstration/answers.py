"""Invented answers to a survey, the same each time the demonstration is filled: nobody gave them."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey import collecting, doors, links, scales
from workflows.tryghedsnetvaerk.mapping.survey.collecting import Given, Outcome
from workflows.tryghedsnetvaerk.mapping.survey.models import DONT_KNOW, HELPED, NO_ANSWER, PAPER, WEB, Item
from workflows.tryghedsnetvaerk.mapping.survey.surveys import find_survey

SPOKEN = ("da", "da", "da", "da", "da", "da", "da", "en", "ar", "ar")
CALM, UNEASY, EVEN = (30, 38, 16, 11, 5), (8, 20, 22, 32, 18), (24, 28, 24, 16, 8)
WEIGHTS: Mapping[str, Sequence[int]] = {
    "tryg": (22, 34, 18, 18, 8), "utryg": (20, 32, 20, 20, 8), "vold": CALM, "trusler": CALM, "graffiti": CALM,
    "belysning": UNEASY, "koersel": UNEASY, "unge": (12, 22, 26, 26, 14),
}  # fmt: skip
BLOCKS = (("Blok 1", 96, 90, 41, 9), ("Blok 2", 96, 84, 38, 11), ("Blok 3", 112, 58, 24, 6))


def answered(story: Story, study: Study, *, web: int, paper: int, helped: int, who: str) -> None:
    """Let that many answer, in each way; the links for it are made first, and doors are counted."""
    story.write(links.make_link, study.nr, links.AT_THE_KIOSK, who=who)
    story.write(links.make_link, study.nr, links.BY_HAND, until=story.day(-21), who=who)
    row = find_survey(story.session, study)
    assert row is not None
    items, languages = collecting.list_items(story.session, row), row.languages.split(",")
    modes = [WEB] * web + [PAPER] * paper + [HELPED] * helped
    for nr, mode in enumerate(modes):
        spoken = SPOKEN[_drawn(f"sprog-{nr}") % len(SPOKEN)]
        marks = {item.id: value for item in items if (value := _value(item, nr))}
        language = spoken if spoken in languages else "da"
        given = Given(mode=mode, language=language, marks=marks, form=f"demo-{nr}")
        assert collecting.take(story.session, row.id, given, story.now) is Outcome.STORED
    for block, count, rung, opened, declined in BLOCKS:
        said = {"block": block, "on": story.today, "doors": count, "rung": rung, "opened": opened, "declined": declined}
        story.write(doors.add_doors, study.nr, said, who=who)


def _value(item: Item, nr: int) -> int:
    """Return what one answers to one question; 0 is skipped."""
    steps, chance = scales.steps(item), _drawn(f"{item.code}-{nr}")
    beside = {0: 0, 1: NO_ANSWER, 2: DONT_KNOW, 3: DONT_KNOW, 4: DONT_KNOW}
    if chance % 50 in beside:
        return beside[chance % 50]
    weights = WEIGHTS.get(item.code, EVEN)[: len(steps)] if len(steps) <= len(EVEN) else (1,) * len(steps)
    at = chance // 50 % sum(weights)
    return next(step for step in steps if at < sum(weights[:step]))


def _drawn(word: str) -> int:
    return int.from_bytes(sha256(word.encode()).digest()[:6])

"""What one survey can be compared with: the same wording, the same answers, and the same people asked; else why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.survey.files.values import plain

WORDING = N_("Ordlyden er en anden.")
ANSWERS = N_("Svarmulighederne er andre.")
COUNTED = N_("Den ene tæller personer, den anden husstande.")
AGE = N_("Der er spurgt fra en anden alder.")
AREA = N_("Området er beskrevet anderledes.")
NO_QUESTION = N_("Ingen af spørgsmålene er stillet på samme måde.")
UNSAID_AGE = N_("Der står ikke, fra hvilken alder der er spurgt.")
UNSAID_AREA = N_("Der står ikke, hvilket område der er spurgt i.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: its words, and the answers it offered in their order."""

    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Whom a survey is about: whether persons or households are counted, from which age, in which area."""

    counted: str
    age_from: int | None
    area: str


def same_question(one: Asked, other: Asked) -> list[str]:
    """Return why two questions cannot be compared; nothing when they can."""
    return [
        *([] if plain(one.text).rstrip("?: ") == plain(other.text).rstrip("?: ") else [WORDING]),
        *([] if same_answers(one.labels, other.labels) else [ANSWERS]),
    ]


def same_answers(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two questions offer the same answers in the same order, or quite the other way round."""
    first, second = [plain(label) for label in one], [plain(label) for label in other]
    return first in (second, second[::-1])


def unsaid(one: People) -> list[str]:
    """Return what is not said of whom a survey is about, without which it is compared with nothing."""
    return [*([UNSAID_AGE] if one.age_from is None else []), *([] if one.area.strip() else [UNSAID_AREA])]


def same_people(one: People, other: People) -> list[str]:
    """Return why two surveys are not about the same people; nothing when they are."""
    reasons = [] if one.counted == other.counted else [COUNTED]
    if one.age_from is None or other.age_from is None:
        reasons.append(UNSAID_AGE)
    elif one.age_from != other.age_from:
        reasons.append(AGE)
    if not one.area.strip() or not other.area.strip():
        reasons.append(UNSAID_AREA)
    elif plain(one.area) != plain(other.area):
        reasons.append(AREA)
    return reasons

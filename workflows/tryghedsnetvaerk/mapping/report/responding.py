"""How many of whom answered a survey: one rate, said alike beside every figure of it.

It is of those who were asked only where somebody wrote how many they were; else of everybody who could answer. How many
codes were made says nothing of how many were asked.
"""

from dataclasses import dataclass

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.survey.models import HOUSEHOLDS, PERSONS, Survey

OF_ASKED = N_("{svar} af de {alle}, der blev spurgt, har svaret ({andel}).")
OF_ALL = {
    PERSONS: N_("{svar} af målgruppens {alle} personer har svaret ({andel})."),
    HOUSEHOLDS: N_("{svar} af målgruppens {alle} husstande har svaret ({andel})."),
}
ALONE = N_("{antal} har svaret.")
BESIDE = {
    PERSONS: N_("Målgruppen er {alle} personer."),
    HOUSEHOLDS: N_("Målgruppen er {alle} husstande."),
}
EVERYBODY = N_("Alle i målgruppen blev spurgt.")
SHORT_ASKED, SHORT_ALL = N_("{svar} af {alle} spurgte ({andel})"), N_("{svar} af {alle} i målgruppen ({andel})")
RATE_ASKED, RATE_ALL = (
    N_("{andel} af dem, der blev spurgt, har svaret."),
    N_("{andel} af målgruppen har svaret."),
)


@dataclass(frozen=True, slots=True)
class Response:
    """How many answered, of how many who were asked, and of how many who could."""

    answered: int | None
    asked: int | None = None
    population: int | None = None
    counted: str = PERSONS

    @property
    def of_asked(self) -> bool:
        """Whether it is known how many were asked."""
        return bool(self.asked and self.asked >= (self.answered or 0))

    @property
    def base(self) -> int | None:
        """How many the rate is of; nothing where no rate can be given."""
        of = self.asked if self.of_asked else self.population
        return of if of and self.answered is not None else None

    @property
    def percent(self) -> float | None:
        """The rate in per cent, with a decimal."""
        return round(100 * (self.answered or 0) / self.base, 1) if self.base else None

    def said(self, speaker: Speaker) -> str:
        """Say it in whole sentences."""
        if self.answered is None:
            return ""
        if not self.base:
            return speaker.say(ALONE, antal=speaker.number(self.answered))
        rate = speaker.say(OF_ASKED if self.of_asked else OF_ALL[self.counted], **self._values(speaker))
        if not self.of_asked or not self.population:
            return rate
        all_asked = self.asked == self.population
        beside = EVERYBODY if all_asked else BESIDE[self.counted]
        return f"{rate} {speaker.say(beside, alle=speaker.number(self.population))}"

    def short(self, speaker: Speaker) -> str:
        """Say it as a table has room for it."""
        if self.answered is None:
            return ""
        if not self.base:
            return speaker.number(self.answered)
        return speaker.say(SHORT_ASKED if self.of_asked else SHORT_ALL, **self._values(speaker))

    def rate(self, speaker: Speaker) -> str:
        """Say the rate alone; nothing where there is none."""
        if not self.base:
            return ""
        return speaker.say(RATE_ASKED if self.of_asked else RATE_ALL, andel=self._values(speaker)["andel"])

    def _values(self, speaker: Speaker) -> dict[str, str]:
        answered, base = self.answered or 0, self.base or 1
        return {"svar": speaker.number(answered), "alle": speaker.number(base), "andel": speaker.rate(answered, base)}


def response_of(study: Study, survey: Survey | None = None) -> Response:
    """Return how many of whom answered a study, by its survey where it has one."""
    if survey is None:
        return Response(study.answered, study.asked)
    return Response(study.answered, study.asked, survey.population, survey.counted)

"""The banks of questions that are shipped: the method's own, word for word, and a few from studies like it.

The wordings lie with the languages, by the key ``punkt.<code>``; here is what each question is. No question asks for
language, origin, religion or health, and none may.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH, texts
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, CONDITION, HEADLINE
from workflows.tryghedsnetvaerk.mapping.survey.scales import INSECURE_FIRST, INSECURE_LAST, NEITHER

HEADLINES, NINE, SIX, SIMILAR, OF_PERSONS, OWN = "hoved", "ni", "seks", "lignende", "baggrund", "egen"
FROM_CRIME, FROM_STUDIES, FROM_ELSEWHERE = "kriminalitetstal", "lignende", "andet"


@dataclass(frozen=True, slots=True)
class BankItem:
    """A question of a bank: its lasting code, what kind it is, how it is answered, and what it is held against.

    *offence* is the code of reported crime that it can be laid beside. *sensitive* ones name people, and are worded so
    that nobody is named by an illness. *steps* counts the answers it names itself.
    """

    code: str
    kind: str
    bank: str
    scale: str = "tryghed"
    direction: int = INSECURE_LAST
    offence: str = ""
    sensitive: bool = False
    steps: int = 0

    @property
    def text(self) -> str:
        """The Danish wording."""
        return texts(DANISH)[f"punkt.{self.code}"]

    @property
    def options(self) -> str:
        """The answers it names itself, one a line."""
        return "\n".join(texts(DANISH)[f"punkt.{self.code}.{step}"] for step in range(1, self.steps + 1))


def _condition(code: str, bank: str, offence: str = "", *, sensitive: bool = False) -> BankItem:
    return BankItem(code, CONDITION, bank, offence=offence, sensitive=sensitive)


LIGHT = _condition("belysning", NINE)  # among the nine and the six alike: it is asked once
BANKS: Mapping[str, tuple[BankItem, ...]] = {
    # The first two ask for the same from either side. That is on purpose: how one asks colours the answer, so both are
    # asked, and the two are never compared with each other (row 54).
    HEADLINES: (
        BankItem("tryg", HEADLINE, HEADLINES),
        BankItem("utryg", HEADLINE, HEADLINES),
        BankItem("et_eller_flere", HEADLINE, HEADLINES, scale="ja_nej", direction=INSECURE_FIRST),
    ),
    NINE: (
        _condition("koersel", NINE),
        _condition("naboer", NINE),
        _condition("unge", NINE),
        _condition("affald", NINE),
        _condition("graffiti", NINE),
        _condition("haervaerk", NINE, "1390"),
        _condition("trusler", NINE, "1292"),
        _condition("vold", NINE, "12"),
        LIGHT,
    ),
    SIX: (
        _condition("unge_adfaerd", SIX),
        _condition("afvigende_adfaerd", SIX, sensitive=True),
        _condition("fulde", SIX, sensitive=True),
        _condition("mislighold", SIX),
        _condition("oversigt", SIX),
        LIGHT,
    ),
    SIMILAR: (
        BankItem("moerke", HEADLINE, SIMILAR),
        BankItem("grundlaeggende", HEADLINE, SIMILAR, scale="enighed", direction=INSECURE_FIRST),
        BankItem("undgaar", HEADLINE, SIMILAR, scale="hyppighed"),
    ),
    OF_PERSONS: (
        BankItem("koen", BACKGROUND, OF_PERSONS, scale="", direction=NEITHER, steps=3),
        BankItem("alder", BACKGROUND, OF_PERSONS, scale="", direction=NEITHER, steps=5),
        BankItem("botid", BACKGROUND, OF_PERSONS, scale="", direction=NEITHER, steps=4),
    ),
}
ITEMS: Mapping[str, BankItem] = {one.code: one for bank in BANKS.values() for one in bank}
PRIMARY = ("tryg", "moerke")  # what is asked first of all: how safe people live here, and how safe it is after dark
CORE = tuple(one.code for one in (*BANKS[HEADLINES], *BANKS[NINE]))  # what is asked alike in every round


def by_offence(code: str) -> list[BankItem]:
    """Return the questions that a code of reported crime can be laid beside: those whose own code is nearest above."""
    above = [one for one in ITEMS.values() if one.offence and code.startswith(one.offence)]
    nearest = max((len(one.offence) for one in above), default=0)
    return [one for one in above if len(one.offence) == nearest]

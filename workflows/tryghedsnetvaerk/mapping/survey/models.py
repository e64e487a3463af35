"""The tables of a survey: questionnaires and their languages, how answers are collected, and the answers.

An answer can be led back to nobody, by the tables themselves: it has no token, person, address, moment or language, and
its number is drawn at random. That a code was spent is one bit of one row (*BallotBox.spent*), written anew each time
together with everything else that is counted while answers come in: no row tells by its place, its number or its
transaction when a code was used or which answer came with it. The history never hears of a single answer.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from engine.models import Base, Id
from engine.records import Record
from engine.text import N_

HEADLINE, CONDITION, BACKGROUND = "hoved", "forhold", "baggrund"
KINDS = (HEADLINE, CONDITION, BACKGROUND)
BANKS = ("hoved", "ni", "seks", "lignende", "baggrund", "egen")
PROVENANCES = ("kriminalitetstal", "lignende", "andet")  # of the method (checklist row 51)
DONT_KNOW, NO_ANSWER = -1, -2  # a question that was skipped has no mark at all
WEB, KIOSK, PAPER, HELPED, FILE = "web", "kiosk", "papir", "hjulpet", "fil"
MODES = (WEB, KIOSK, PAPER, HELPED, FILE)
BY_CODE, BY_LINK = "koder", "aabent"
PERSONS, HOUSEHOLDS = "personer", "husstande"
HERE, IMPORTED, EARLIER = "her", "fil", "tidligere"
USED = N_("Skemaet er brugt i en undersøgelse og kan ikke fjernes eller ændres. Lav en ny version i stedet.")


class Questionnaire(Record, Base):
    """One version of a questionnaire; once it is used nothing of it changes, it gets a successor."""

    __tablename__ = "questionnaire"

    title: Mapped[str]
    follows_nr: Mapped[int | None]
    locked_on: Mapped[date | None]

    items: Mapped[list["Item"]] = relationship(
        cascade="all, delete-orphan", order_by="Item.position", lazy="selectin"
    )  # fmt: skip

    @property
    def asks(self) -> list[dict[str, Any]]:
        """The questions in order, as what each says; its place is its position."""
        return [item.told() for item in self.items]

    @asks.setter
    def asks(self, told: Sequence[Mapping[str, Any]]) -> None:
        kept = {item.code: item for item in self.items}
        self.items = [kept.get(one["code"]) or Item(network_id=self.network_id) for one in told]
        for position, (item, one) in enumerate(zip(self.items, told, strict=True), 1):
            for name in Item.SAID:
                setattr(item, name, position if name == "position" else one[name])

    def stays(self) -> str:
        """Return why it can never be removed: what was asked is told with what was answered."""
        return USED if self.locked_on else ""

    def more(self) -> dict[str, Any]:
        """Return what the history commits to beside the columns."""
        return {"items": self.asks}


class Item(Base):
    """A closed question of one version, at its place; *code* is the same in every version that asks it alike.

    *scale* names its answers, or they are the lines of *options*. *direction* is 1 when the last step of its scale is
    the most insecure one, -1 when the first is, 0 where neither is (rows 50 to 55).
    """

    __tablename__ = "questionnaire_item"
    __table_args__ = (UniqueConstraint("questionnaire_id", "code"),)
    SAID: ClassVar = (
        "position", "code", "kind", "bank", "text", "scale", "options", "direction", "provenance", "provenance_note",
        "offence", "sensitive",
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    network_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"), index=True)
    questionnaire_id: Mapped[int] = mapped_column(Id, ForeignKey("questionnaire.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    kind: Mapped[str]
    bank: Mapped[str]
    text: Mapped[str]
    scale: Mapped[str] = mapped_column(default="")
    options: Mapped[str] = mapped_column(default="")
    direction: Mapped[int] = mapped_column(default=0)
    provenance: Mapped[str] = mapped_column(default="")
    provenance_note: Mapped[str] = mapped_column(default="")
    offence: Mapped[str] = mapped_column(default="")
    sensitive: Mapped[bool] = mapped_column(default=False)

    def told(self) -> dict[str, Any]:
        """Return what the item says, as JSON can carry it."""
        return {name: getattr(self, name) for name in self.SAID}


class Translation(Record, Base):
    """A version's texts in one language, by key, each with a mark of the Danish text it was made from.

    *texts* is JSON: key to ``{"text": …, "of": mark of the Danish text}``. It is used once a second reader is named.
    *name* is what the language calls itself.
    """

    __tablename__ = "survey_translation"
    LATER: ClassVar = {"name": ""}

    questionnaire_id: Mapped[int] = mapped_column(Id, ForeignKey("questionnaire.id"), index=True)
    language: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    texts: Mapped[str] = mapped_column(default="{}")
    translator: Mapped[str] = mapped_column(default="")
    second_reader: Mapped[str] = mapped_column(default="")
    read_on: Mapped[date | None]


class Survey(Record, Base):
    """One collection of answers to one version: whom it is about, how it is answered, from when to when.

    *population*, *counted*, *age_from* and *area_told* are fixed before it opens. *origin* says whether answers are
    given here, come from a file, or are results of a survey that somebody else made earlier. *columns* is JSON: what
    the columns of its file were used for, to be used again in the next round.
    """

    __tablename__ = "survey"
    MADE = frozenset({"link", "kiosk_link", "entry_link"})
    LATER: ClassVar = {"columns": ""}

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - declared on the class
        return (UniqueConstraint("network_id", "nr"), UniqueConstraint("study_id"))

    study_id: Mapped[int] = mapped_column(Id, ForeignKey("study.id"))
    questionnaire_id: Mapped[int | None] = mapped_column(Id, ForeignKey("questionnaire.id"), index=True)
    origin: Mapped[str] = mapped_column(default=HERE)
    population: Mapped[int | None]
    counted: Mapped[str] = mapped_column(default=PERSONS)
    age_from: Mapped[int | None]
    area_told: Mapped[str] = mapped_column(default="")
    behind: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="da")
    access: Mapped[str] = mapped_column(default=BY_LINK)
    codes: Mapped[int] = mapped_column(default=0)
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    early_reason: Mapped[str] = mapped_column(default="")
    link: Mapped[str | None] = mapped_column(unique=True)
    kiosk_link: Mapped[str | None] = mapped_column(unique=True)
    entry_link: Mapped[str | None] = mapped_column(unique=True)
    entry_until: Mapped[date | None]
    columns: Mapped[str] = mapped_column(default="")

    results: Mapped[list["TypedResult"]] = relationship(cascade="all, delete-orphan")

    def more(self) -> dict[str, Any]:
        """Return what the history commits to beside the columns: the results that were typed."""
        if self.origin != EARLIER:
            return {}
        told = sorted((one.item_id, one.steps, one.base, one.count, one.per_mille) for one in self.results)
        return {"results": [list(one) for one in told]}


class BallotBox(Base):
    """Everything that is counted while a survey is open, in the one row that every answer writes anew.

    *spent* has a bit for each code, and *taken* marks of the forms that an open link let in, sorted, so that one sent
    again is known. *languages* is JSON, language to count: it is for the fieldwork, never for results.
    """

    __tablename__ = "survey_box"

    survey_id: Mapped[int] = mapped_column(Id, ForeignKey("survey.id"), primary_key=True, autoincrement=False)
    network_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"))
    spent: Mapped[bytes] = mapped_column(default=b"")
    taken: Mapped[bytes] = mapped_column(default=b"")
    languages: Mapped[str] = mapped_column(default="{}")


class AccessCode(Base):
    """A code that lets one answer in, by its hash; the row is written once and never touched again."""

    __tablename__ = "survey_code"

    survey_id: Mapped[int] = mapped_column(Id, ForeignKey("survey.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    network_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"))
    digest: Mapped[bytes]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - declared on the class
        return (UniqueConstraint("survey_id", "digest"),)


class Answer(Base):
    """One answered questionnaire: a random number, and how it was given; nothing else."""

    __tablename__ = "survey_answer"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    network_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"))
    survey_id: Mapped[int] = mapped_column(Id, ForeignKey("survey.id"), index=True)
    mode: Mapped[str]


class Mark(Base):
    """What one answer says to one item: a step of its scale from 1, *DONT_KNOW* or *NO_ANSWER*."""

    __tablename__ = "survey_mark"
    __table_args__ = (
        Index("ix_survey_mark_survey_id_item_id_value", "survey_id", "item_id", "value"),
        {"sqlite_with_rowid": False},
    )

    answer_id: Mapped[int] = mapped_column(
        Id, ForeignKey("survey_answer.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    item_id: Mapped[int] = mapped_column(
        Id, ForeignKey("questionnaire_item.id"), primary_key=True, autoincrement=False
    )  # fmt: skip
    network_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"))
    survey_id: Mapped[int] = mapped_column(Id, ForeignKey("survey.id"))
    value: Mapped[int] = mapped_column(SmallInteger)


class DoorCount(Record, Base):
    """How many doors of one block were rung, opened and not: plain counts for the fieldwork, never an address."""

    __tablename__ = "survey_doors"

    survey_id: Mapped[int] = mapped_column(Id, ForeignKey("survey.id"), index=True)
    block: Mapped[str]
    on: Mapped[date]
    doors: Mapped[int] = mapped_column(default=0)
    rung: Mapped[int] = mapped_column(default=0)
    opened: Mapped[int] = mapped_column(default=0)
    declined: Mapped[int] = mapped_column(default=0)


class TypedResult(Base):
    """A result of a survey that others made, as their paper gives it: how many, or which per cent, of how many.

    *steps* names the answers it covers, such as ``4`` or ``4,5`` where a bureau has merged them.
    """

    __tablename__ = "survey_result"
    __table_args__ = (UniqueConstraint("survey_id", "item_id", "steps"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    network_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"), index=True)
    survey_id: Mapped[int] = mapped_column(Id, ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("questionnaire_item.id"))
    steps: Mapped[str]
    base: Mapped[int]
    count: Mapped[int | None]
    per_mille: Mapped[int | None]


class Release(Record, Base):
    """What was told of a survey's answers, and what was hidden: nothing told later may give the hidden away.

    *told* is JSON as `results` keeps it. *people* is the population by sex and age that it was weighted to, if it was.
    """

    __tablename__ = "survey_release"
    MADE = frozenset({"told"})

    survey_id: Mapped[int] = mapped_column(Id, ForeignKey("survey.id"), index=True)
    released_on: Mapped[date]
    people: Mapped[str] = mapped_column(default="{}")
    told: Mapped[str] = mapped_column(default="{}")

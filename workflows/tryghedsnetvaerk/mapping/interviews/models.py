"""The tables of the interviews: rounds, guides, interviews, themes and quotes; nobody who was talked to is in them.

An interview is a day, a language and how many of each group took part: no name, no address, no notes. A quote says
which group it is from and nothing of which interview; it stays in the room until it is released, one by one.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Column, ForeignKey, Table, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models import Base, Id
from engine.records import Record
from engine.text import N_

ALONE, TOGETHER = "individuelt", "gruppe"
KINDS = (ALONE, TOGETHER)
SAFE, UNSAFE = "tryg", "utryg"
PARTS = ("intro", "opening", "general")
CLOSED = N_("Runden er lukket, så dens samtaler bliver, som de er. Genåbn den først.")
USED = N_("Guiden er brugt i en samtale og kan ikke ændres eller fjernes. Lav en ny udgave i stedet.")
NOT_YOURS = N_(
    "Kun den, der skrev samtalen ind, kan rette den, for andre må ikke se, hvem den var med. "
    "Fjern den, og skriv den ind igen."
)
RELEASED = N_("Citatet er frigivet. Tag det tilbage, før det fjernes.")


class Round(Record, Base):
    """A round of interviews of a study: which groups of residents are to be talked to, a line each (rows 56 and 57)."""

    __tablename__ = "interview_round"

    study_id: Mapped[int] = mapped_column(Id, ForeignKey("study.id"), index=True)
    title: Mapped[str]
    groups: Mapped[str]
    closed_on: Mapped[date | None]

    @property
    def listed(self) -> tuple[str, ...]:
        """The groups, each once, in order."""
        return tuple(dict.fromkeys(name.strip() for name in self.groups.splitlines() if name.strip()))


class Guide(Record, Base):
    """One edition of the interview guide in one language; once it is used nothing of it changes (rows 63 to 65).

    *intro* is read aloud first, then come the open questions, then the general ones; a line that begins with a dash
    follows up on the question above it.
    """

    __tablename__ = "interview_guide"

    round_id: Mapped[int] = mapped_column(Id, ForeignKey("interview_round.id"), index=True)
    language: Mapped[str]
    edition: Mapped[int]
    intro: Mapped[str]
    opening: Mapped[str]
    general: Mapped[str]
    locked_on: Mapped[date | None]

    def stays(self) -> str:
        """Return why it can never be removed: what was asked is told with what was answered."""
        return USED if self.locked_on else ""


class Interview(Record, Base):
    """One interview: alone or together, when, by whom, in which language, and how many of each group (row 57)."""

    __tablename__ = "interview"

    round_id: Mapped[int] = mapped_column(Id, ForeignKey("interview_round.id"), index=True)
    guide_id: Mapped[int | None] = mapped_column(Id, ForeignKey("interview_guide.id"), index=True)
    kind: Mapped[str]
    on: Mapped[date]
    interviewer: Mapped[str]
    language: Mapped[str]
    present: Mapped[str]

    @property
    def took_part(self) -> dict[str, int]:
        """How many of each group took part."""
        return {name: int(number) for name, number in json.loads(self.present).items()}

    @property
    def participants(self) -> int:
        """How many took part in all."""
        return sum(self.took_part.values())


def counted(took_part: Mapping[str, int]) -> str:
    """Return how many of each group took part as an interview keeps it; a group that nobody was of is left out."""
    return json.dumps({name: number for name, number in took_part.items() if number}, ensure_ascii=False)


def _network(context: Any) -> Any:
    theme = context.get_current_parameters()["theme_id"]
    return context.connection.execute(select(Theme.network_id).where(Theme.id == theme)).scalar_one()


heard = Table(
    "interview_theme_heard",
    Base.metadata,
    Column("theme_id", Id, ForeignKey("interview_theme.id", ondelete="CASCADE"), primary_key=True),
    Column("interview_id", Id, ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    Column("network_id", Id, ForeignKey("process.id"), nullable=False, index=True, default=_network),
)


class Theme(Record, Base):
    """What several residents told of: does it make safe or unsafe, why, of what it is an example (rows 58, 59, 61).

    In how many interviews it was heard is counted from *interviews*, never typed.
    """

    __tablename__ = "interview_theme"

    round_id: Mapped[int] = mapped_column(Id, ForeignKey("interview_round.id"), index=True)
    title: Mapped[str]
    polarity: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    exemplary: Mapped[str] = mapped_column(default="")
    problem_id: Mapped[int | None] = mapped_column(Id, ForeignKey("problem.id"), index=True)

    interviews: Mapped[list[Interview]] = relationship(secondary=heard, order_by=Interview.nr, lazy="selectin")

    def more(self) -> dict[str, Any]:
        """Return what the history commits to beside the columns."""
        return {"interviews": [interview.nr for interview in self.interviews]}


class Quote(Record, Base):
    """Words of somebody, changed so that nobody can be known again: of which group, and the day they were released."""

    __tablename__ = "interview_quote"

    theme_id: Mapped[int] = mapped_column(Id, ForeignKey("interview_theme.id"), index=True)
    said_by: Mapped[str]
    text: Mapped[str]
    released_on: Mapped[date | None]

    def stays(self) -> str:
        """Return why it cannot be removed while it is released."""
        return RELEASED if self.released_on else ""

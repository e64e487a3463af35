"""The tables of step 6: the agreement, its partners, and the routes."""

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base, Id
from engine.records import Record
from engine.text import N_

JOINED, DECLINED = "tilsluttet", "nej"
IN_PAPER = ("purpose", "content", "anchoring")
PARTS = (*IN_PAPER, "how_often", "place", "convener")
TEXTS = (*PARTS, "concern_answer")
KEPT = N_("Parten har sagt ja til aftalen og bliver stående. Er den trådt ud, så skriv datoen for det.")
CHANNELS = ("ring", "sms", "mail")


class Agreement(Record, Base):
    """One version of the agreement: six parts, the answered concern, the date it takes force (rows 93, 102 to 104).

    *annex* keeps its routes, its anchor and what each partner brings as they were when its partners answered; it is
    *dropped* when its text was changed after that, before it was agreed.
    """

    __tablename__ = "agreement"
    LATER: ClassVar = {"annex": "", "dropped": False}

    purpose: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    anchoring: Mapped[str] = mapped_column(default="")
    how_often: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    convener: Mapped[str] = mapped_column(default="")
    ready_made: Mapped[bool] = mapped_column(default=False)
    concern_answer: Mapped[str] = mapped_column(default="")
    in_force_on: Mapped[date | None]
    annex: Mapped[str] = mapped_column(default="")
    dropped: Mapped[bool] = mapped_column(default=False)


class Partner(Record, Base):
    """An organisation asked to join one version of the agreement, and what it brings (rows 9, 100 and 101)."""

    __tablename__ = "partner"
    LATER: ClassVar = {"agreement_nr": 1}

    organisation_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    contribution: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date | None]
    deadline: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    left_on: Mapped[date | None]

    def stays(self) -> str:
        """Return why a partner that has joined stays."""
        return KEPT if self.answer == JOINED else ""

    agreement_nr: Mapped[int] = mapped_column(default=1)


class Route(Record, Base):
    """Whom to contact about a problem, how, and what they need to know (rows 89 to 91)."""

    __tablename__ = "route"

    problem_id: Mapped[int | None] = mapped_column(Id, ForeignKey("problem.id"), index=True)
    receiver: Mapped[str]
    channel: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(default="")

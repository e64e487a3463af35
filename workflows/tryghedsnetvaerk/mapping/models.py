"""The tables of step 2: studies, report and problems; the figures have a room of their own."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base
from engine.records import Record

QUANTITATIVE, QUALITATIVE = "kvantitativ", "kvalitativ"
PLANNED, MADE, LEFT_OUT = ("planlagt", "gennemfoert", "udeladt")
DRAFT, SENT = "kladde", "sendt"
PARTS = ("baggrund", "resume", "undersoegelser", "kriminalitet", "utryghed", "analyse", "konklusion")


class Study(Record, Base):
    """A survey or a round of interviews: planned, made, or left out with a reason (rows 45, 46, 56).

    *early_reason* says why it began before the residents were informed (row 35).
    """

    __tablename__ = "study"
    LATER: ClassVar = {"early_reason": ""}

    kind: Mapped[str]
    state: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    left_out_reason: Mapped[str] = mapped_column(default="")
    done_by: Mapped[str] = mapped_column(default="")
    fieldwork_from: Mapped[date | None]
    fieldwork_until: Mapped[date | None]
    asked: Mapped[int | None]
    answered: Mapped[int | None]
    summary: Mapped[str] = mapped_column(default="")
    early_reason: Mapped[str] = mapped_column(default="")


class Report(Record, Base):
    """One version of the report, in its seven parts or as a ready-made paper (row 68).

    *annex* keeps the figures and problems as they were when the version was sent: that is what is approved.
    """

    __tablename__ = "report"
    LATER: ClassVar = {"annex": ""}

    state: Mapped[str] = mapped_column(default=DRAFT)
    ready_made: Mapped[bool] = mapped_column(default=False)
    baggrund: Mapped[str] = mapped_column(default="")
    resume: Mapped[str] = mapped_column(default="")
    undersoegelser: Mapped[str] = mapped_column(default="")
    kriminalitet: Mapped[str] = mapped_column(default="")
    utryghed: Mapped[str] = mapped_column(default="")
    analyse: Mapped[str] = mapped_column(default="")
    konklusion: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date | None]
    object_by: Mapped[date | None]
    annex: Mapped[str] = mapped_column(default="")


class Problem(Record, Base):
    """A problem that the report names: what, why, and what we do (rows 15 and 67).

    *offences*, *items* and *themes* name what in the figures, the survey and the interviews is about it, a line each;
    *mismatch* says why crime and insecurity do not follow each other here, where they do not (rows 42 and 66).
    """

    __tablename__ = "problem"
    LATER: ClassVar = {"offences": "", "items": "", "themes": "", "mismatch": ""}

    what: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    doing: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    offences: Mapped[str] = mapped_column(default="")
    items: Mapped[str] = mapped_column(default="")
    themes: Mapped[str] = mapped_column(default="")
    mismatch: Mapped[str] = mapped_column(default="")

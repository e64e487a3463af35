"""The tables of step 9."""

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base, Id
from engine.records import Record

CONTINUE, SCALE_DOWN, CORRECT = "fortsaet", "nedskaler", "korriger"
OUTCOMES = (CONTINUE, SCALE_DOWN, CORRECT)
CRIME, SAFETY, INTERVIEWS, PROCESS = "kriminalitet", "tryghed", "interviews", "proces"
MEASURES = (CRIME, SAFETY, INTERVIEWS, PROCESS)
MODES = ("gentag", "stikproever")


class Evaluation(Record, Base):
    """The evaluation of one year (rows 122 to 131)."""

    __tablename__ = "evaluation"

    cycle: Mapped[int]
    opened_on: Mapped[date | None]
    decide_by: Mapped[date | None]
    mode: Mapped[str] = mapped_column(default="")
    findings: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    grounds: Mapped[str] = mapped_column(default="")
    stops: Mapped[str] = mapped_column(default="")
    reopen: Mapped[str] = mapped_column(default="")


class Measure(Record, Base):
    """One measurement of an evaluation: before and after, with its base, and the problem it is about (row 67)."""

    __tablename__ = "measure"
    LATER: ClassVar = {"problem_id": None}

    evaluation_id: Mapped[int] = mapped_column(Id, ForeignKey("evaluation.id"), index=True)
    kind: Mapped[str]
    what: Mapped[str]
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    problem_id: Mapped[int | None] = mapped_column(Id, ForeignKey("problem.id"), index=True)

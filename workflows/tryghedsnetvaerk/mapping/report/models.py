"""The tables of the report: what is said about its parts, and myths with the figures that answer them."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base, Id
from engine.records import Record


class ReportComment(Record, Base):
    """What one person in the work says about one part of one version; it stands until it is dealt with (row 68)."""

    __tablename__ = "report_comment"

    report_id: Mapped[int] = mapped_column(Id, ForeignKey("report.id"), index=True)
    part: Mapped[str]
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"), index=True)
    said_on: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    resolved_on: Mapped[date | None]


class Myth(Record, Base):
    """What people say in the area, and the figures that answer it, with source and caveat (row 95).

    *offence* names one offence of a set of figures; its counts are then read from the set, and never typed.
    """

    __tablename__ = "myth"

    claim: Mapped[str]
    crime_set_id: Mapped[int | None] = mapped_column(Id, ForeignKey("crime_set.id"), index=True)
    offence: Mapped[str] = mapped_column(default="")
    fact: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    caveat: Mapped[str] = mapped_column(default="")

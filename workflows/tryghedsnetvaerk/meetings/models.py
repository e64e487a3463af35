"""The tables of meetings."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base, Id
from engine.records import Record

INITIAL, STEERING, ORIENTATION = "indledende", "styregruppe", "orientering"
DEVELOPMENT, CONCLUSION, NETWORK, RESIDENTS = "udvikling", "aftale", "netvaerk", "beboer"
KINDS = (INITIAL, STEERING, ORIENTATION, DEVELOPMENT, CONCLUSION, NETWORK, RESIDENTS)
DRAFT, CALLED, HELD, CANCELLED = "kladde", "indkaldt", "holdt", "aflyst"
PURPOSE, FORM, ANCHOR = "formaal", "form", "forankring"
THREE = (PURPOSE, FORM, ANCHOR)
YES, NO, OTHER = "ja", "nej", "andet"
OF_REPORT, OF_MINUTES = "rapport", "referat"
ABOUT = (YES, NO, *THREE, OF_REPORT, OF_MINUTES, "actioncard", "fravigelse", OTHER)
WITHDRAWN = "trukket"  # what a decision is about that decides nothing any more; its number stays taken

ANSWERS = ("ja", "nej", "ved_ikke")


class Meeting(Record, Base):
    """A meeting: a draft until it is called, then held, with minutes that are sent and approved."""

    __tablename__ = "meeting"

    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=DRAFT)
    title: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime | None]
    minutes: Mapped[int] = mapped_column(default=120)
    place: Mapped[str] = mapped_column(default="")
    together_with: Mapped[str] = mapped_column(default="")
    agenda: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int] = mapped_column(default=0)
    called_on: Mapped[date | None]
    held_on: Mapped[date | None]
    minutes_text: Mapped[str] = mapped_column(default="")
    minutes_attached: Mapped[bool] = mapped_column(default=False)
    minutes_sent_on: Mapped[date | None]
    object_by: Mapped[date | None]


class Decision(Record, Base):
    """A numbered decision in a meeting's minutes; *paper_id* is the report version or the minutes that it approves."""

    __tablename__ = "decision"
    LATER: ClassVar = {"paper_id": None}

    meeting_id: Mapped[int] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    about: Mapped[str]
    text: Mapped[str]
    paper_id: Mapped[int | None] = mapped_column(Id)


class Participant(Record, Base):
    """Somebody called to a meeting, with their answer."""

    __tablename__ = "participant"

    meeting_id: Mapped[int] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    name: Mapped[str]
    mail: Mapped[str] = mapped_column(default="")
    group_name: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    came: Mapped[bool | None]

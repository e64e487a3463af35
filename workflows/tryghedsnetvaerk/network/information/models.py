"""The tables of the texts to the residents: what they are about, each language of each kind, and what was released."""

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base, Id
from engine.records import Record
from engine.text import N_

POSTER, WEB, ARTICLE = "opslag", "web", "artikel"
KINDS = (POSTER, WEB, ARTICLE)
DRAFT, RELEASED = "kladde", "frigivet"
STAYS = N_("Teksten har været frigivet og bliver stående. Tag den tilbage som kladde, hvis den ikke skal gælde mere.")


class ResidentNotice(Record, Base):
    """One thing the residents are told: its texts, and the address where anybody reads them (rows 36 and 38)."""

    __tablename__ = "resident_notice"
    MADE: ClassVar = frozenset({"code"})

    subject: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    closed_on: Mapped[date | None]


class ResidentText(Record, Base):
    """One text of a notice: a kind in a language, a draft or released (rows 34, 36, 38 and 39).

    *limits* is what the network is not, typed in a language that ships no such text, and who read it after the writer.
    """

    __tablename__ = "resident_text"

    notice_id: Mapped[int] = mapped_column(Id, ForeignKey("resident_notice.id"), index=True)
    kind: Mapped[str]
    language: Mapped[str]
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    limits: Mapped[str] = mapped_column(default="")
    limits_reader: Mapped[str] = mapped_column(default="")
    limits_read_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default=DRAFT)
    released_on: Mapped[date | None]

    def stays(self) -> str:
        """Return why a text that was released once is not removed."""
        return STAYS if self.released_on else ""


class ResidentEdition(Record, Base):
    """What a text said on the day it was released; it is on paper and on the web until the next edition."""

    __tablename__ = "resident_edition"

    text_id: Mapped[int] = mapped_column(Id, ForeignKey("resident_text.id"), index=True)
    number: Mapped[int]
    released_on: Mapped[date]
    content: Mapped[str]

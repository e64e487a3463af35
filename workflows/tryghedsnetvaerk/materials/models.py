"""The tables of step 7."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base, Id
from engine.records import Record

FOLDER, CARD, CONTACTS = "folder", "actioncard", "kontaktliste"
MATERIALS = (FOLDER, CARD, CONTACTS)
DRAFT, RELEASED, NOT_RELEVANT = "kladde", "frigivet", "ikke_relevant"
PERSON, OFFICE, OFFICIAL = "person", "kontor", "officielt"
OFFICIAL_NUMBERS = ("112", "114")  # the only ones that need nobody's consent


class Material(Record, Base):
    """One of the three contact materials: a draft, released, or not relevant with a reason (rows 107 and 108)."""

    __tablename__ = "material"

    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=DRAFT)
    body: Mapped[str] = mapped_column(default="")
    ready_made: Mapped[bool] = mapped_column(default=False)
    limits_in_paper: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    released_on: Mapped[date | None]


class Edition(Record, Base):
    """What a material said on the day it was released; it stands on paper until the next edition."""

    __tablename__ = "edition"

    material_id: Mapped[int] = mapped_column(Id, ForeignKey("material.id"), index=True)
    number: Mapped[int]
    released_on: Mapped[date]
    content: Mapped[str]


class CardLine(Record, Base):
    """A line on the actioncard: what it is about, who to contact, and how they agreed to stand there (row 113)."""

    __tablename__ = "card_line"

    problem_id: Mapped[int | None] = mapped_column(Id, ForeignKey("problem.id"), index=True)
    about: Mapped[str]
    who: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    agreed_on: Mapped[date | None]
    agreed_how: Mapped[str] = mapped_column(default="")
    left_off: Mapped[bool] = mapped_column(default=False)

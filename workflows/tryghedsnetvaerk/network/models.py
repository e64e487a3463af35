"""The tables of the network itself and of step 1."""

from datetime import date
from hashlib import sha256
from typing import ClassVar

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base, Id
from engine.records import Record

REASONS = ("stigning", "utryghed", "andet")
FOUND_BY = ("politi", "kommune", "boligforening", "andet")
ANSWERS = ("interesseret", "betinget", "nej", "intet_svar", "findes_ikke")
SEATS = ("lokalpoliti", "boligsocial", "ejendomskontor", "bestyrelse", "anden")
RECOMMENDED = SEATS[:3]
BOARD = "bestyrelse"
CHANNELS = ("hjemmeside", "opgange", "beboerhus", "lokalavis", "orienteringsmoede", "andet")
PROPOSAL = "forslag"
RECEIVED, DONE, IMPOSSIBLE = "modtaget", "gennemfoert", "ikke_muligt"
STATUSES = (RECEIVED, "undersoeges", "gennemfoeres", DONE, IMPOSSIBLE)
SETTLED = (DONE, IMPOSSIBLE)
DEMONSTRATION = "demonstration"  # the setting that marks an installation whose mail stays in the outbox
REPORT, MINUTES = "report", "minutes"
APPROVED, REMARK, SILENT, BY_MINUTES = "godkendt", "bemaerkning", "tavs", "referat"


class Network(Record, Base):
    """One tryghedsnetværk: its area, and the three organisations it is begun, looked after and anchored by."""

    __tablename__ = "network"

    name: Mapped[str]
    kommune: Mapped[str]
    area: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="da")
    begun_on: Mapped[date]
    initiator_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    secretariat_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    anchor_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))


class Need(Record, Base):
    """A need for the network: what was seen, by whom, why this area, on what evidence (checklist rows 14, 23, 24)."""

    __tablename__ = "need"
    LATER: ClassVar = {"other": False, "area_because": "", "figures": "", "period": "", "source": ""}

    rise: Mapped[bool] = mapped_column(default=False)
    insecurity: Mapped[bool] = mapped_column(default=False)
    found_by: Mapped[str]
    found_on: Mapped[date]
    grounds: Mapped[str]
    other: Mapped[bool] = mapped_column(default=False)
    area_because: Mapped[str] = mapped_column(default="")
    figures: Mapped[str] = mapped_column(default="")
    period: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class Stakeholder(Record, Base):
    """Somebody asked to take part: contacted when, by whom, what they answered and bring (rows 9, 25 and 26)."""

    __tablename__ = "stakeholder"
    LATER: ClassVar = {"contribution": ""}

    kind: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    contact: Mapped[str] = mapped_column(default="")
    contacted_on: Mapped[date | None]
    contacted_again_on: Mapped[date | None]
    contacted_by: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    conditions: Mapped[str] = mapped_column(default="")
    contribution: Mapped[str] = mapped_column(default="")


class Seat(Record, Base):
    """A seat in the steering group, held by a person from and to a date, with a suppleant (rows 27 to 31).

    The person's number is printed only from the day they themselves agreed to it.
    """

    __tablename__ = "seat"
    LATER: ClassVar = {"number_agreed_on": None}

    kind: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"), index=True)
    chair: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    until: Mapped[date | None]
    number_agreed_on: Mapped[date | None]


class Approval(Record, Base):
    """One sitting member's answer to being asked to approve one paper; it lapses when the seat ends.

    A paper is approved when somebody was asked and nobody is left who has not said yes: by answering, by a decision
    in minutes, or by not objecting within the deadline. The deadline is counted from *told_on* when the mail that asked
    left later than the paper was sent. Whoever is not asked *by_mail* has none: their silence says nothing.
    """

    __tablename__ = "approval"
    LATER: ClassVar = {"told_on": None, "by_mail": True}

    about: Mapped[str]
    about_id: Mapped[int] = mapped_column(Id, index=True)
    about_version: Mapped[int]
    seat_id: Mapped[int] = mapped_column(Id, ForeignKey("seat.id"), index=True)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"), index=True)
    asked_on: Mapped[date]
    object_by: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    decision_nr: Mapped[int | None]
    remark: Mapped[str] = mapped_column(default="")
    lapsed_on: Mapped[date | None]
    told_on: Mapped[date | None]
    by_mail: Mapped[bool] = mapped_column(default=True)


class ResidentInformation(Record, Base):
    """A message to the residents: by which channel, when, saying what (rows 34, 36 and 39).

    It says what a *notice* says in its released texts, or what is written here; *own_channel* names another channel.
    """

    __tablename__ = "resident_information"
    LATER: ClassVar = {"notice_id": None, "own_channel": ""}

    channel: Mapped[str]
    informed_on: Mapped[date]
    text: Mapped[str]
    languages: Mapped[str] = mapped_column(default="da")
    limits_told: Mapped[bool] = mapped_column(default=False)
    notice_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resident_notice.id"), index=True)
    own_channel: Mapped[str] = mapped_column(default="")


class ResidentDiscussion(Record, Base):
    """An occasion for the residents to discuss the network: called with a date, or held (rows 34 and 37)."""

    __tablename__ = "resident_discussion"

    what: Mapped[str]
    on: Mapped[date]
    state: Mapped[str]
    together_with: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")


class ResidentQuestion(Record, Base):
    """What residents asked, misunderstood or proposed, and what became of it (rows 12, 35, 60); never who it was.

    It came up at a *discussion*, in a *round* of interviews, or on another way; a proposal may be about a problem of
    the report.
    """

    __tablename__ = "resident_question"
    LATER: ClassVar = {
        "status": RECEIVED,
        "status_why": "",
        "discussion_id": None,
        "problem_id": None,
        "round_id": None,
    }

    kind: Mapped[str]
    question: Mapped[str]
    raised_on: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(default=RECEIVED)
    status_why: Mapped[str] = mapped_column(default="")
    discussion_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resident_discussion.id"), index=True)
    problem_id: Mapped[int | None] = mapped_column(Id, ForeignKey("problem.id"), index=True)
    round_id: Mapped[int | None] = mapped_column(Id, ForeignKey("interview_round.id"), index=True)


class Attachment(Record, Base):
    """A paper attached to a record, kept whole; what people named it is shown, never used as a path."""

    __tablename__ = "attachment"
    MADE = frozenset({"code", "sha256"})

    about: Mapped[str] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    def whole(self) -> bool:
        """Say whether the paper is the one that was attached."""
        return (len(self.data), sha256(self.data).hexdigest()) == (self.size, self.sha256)

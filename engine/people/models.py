"""The tables of persons and organisations, of logging in, and of who did what to the door."""

import secrets
import unicodedata
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from engine.models import Base, Id
from engine.text import N_


class Kind(StrEnum):
    """What sort of organisation it is."""

    POLITI = "politi"
    KOMMUNE = "kommune"
    BOLIGORGANISATION = "boligorganisation"
    BEBOERDEMOKRATI = "beboerdemokrati"
    FORENING = "forening"
    PRIVAT = "privat"
    ANDET = "andet"


KINDS: dict[Kind, str] = {
    Kind.POLITI: N_("Politi"),
    Kind.KOMMUNE: N_("Kommune"),
    Kind.BOLIGORGANISATION: N_("Boligorganisation"),
    Kind.BEBOERDEMOKRATI: N_("Beboerdemokrati"),
    Kind.FORENING: N_("Forening"),
    Kind.PRIVAT: N_("Privat virksomhed"),
    Kind.ANDET: N_("Andet"),
}
LOGIN_OK, LOGIN_FAILED, LOGIN_THROTTLED, LOGOUT = "login_ok", "login_failed", "login_throttled", "logout"
DENIED, EXPORT, ROLES, PASSWORD, ACTIVE = "denied", "export", "roles", "password", "active"
CHECKED = "checked"  # somebody had the histories checked
COORDINATOR = "koordinator"
LAST_LETTERS = str.maketrans({"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc"})


def sorting(name: str) -> str:
    """Return what *name* is sorted and compared by: æ, ø, å last on either database, capitals and spaces apart."""
    words = unicodedata.normalize("NFKC", name).casefold().split()
    return " ".join("å" + word[2:] if word.startswith("aa") else word for word in words).translate(LAST_LETTERS)


class Organisation(Base):
    """An organisation, entered once; it sits in many networks."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("name <> ''", name="named"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str]
    sorted_as: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    mail: Mapped[str | None]
    phone: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    # No foreign key: person points here already, and a circle of tables cannot be made in one order.
    changed_by: Mapped[int | None] = mapped_column(Id)
    version: Mapped[int] = mapped_column()
    salt: Mapped[bytes] = mapped_column(default=lambda: secrets.token_bytes(32))

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own form

    @validates("name")
    def _sort(self, _: str, name: str) -> str:
        self.sorted_as = sorting(name)
        return name


class Person(Base):
    """A person, entered once; administrator, koordinator and revisor are what a person is to the installation."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("name <> ''", name="named"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str]
    sorted_as: Mapped[str] = mapped_column(index=True)
    mail: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"), index=True)
    administrator: Mapped[bool] = mapped_column(default=False)
    coordinator: Mapped[bool] = mapped_column(default=False)
    auditor: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    locale: Mapped[str] = mapped_column(default="da")
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()
    salt: Mapped[bytes] = mapped_column(default=lambda: secrets.token_bytes(32))

    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[organisation_id], lazy="joined")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own form

    @validates("name")
    def _sort(self, _: str, name: str) -> str:
        self.sorted_as = sorting(name)
        return name

    @property
    def has_role(self) -> bool:
        """Whether the person is anything to the installation as a whole."""
        return self.administrator or self.coordinator or self.auditor

    @property
    def only_reads(self) -> bool:
        """Whether the person is an auditor and nothing else to the installation."""
        return self.auditor and not (self.administrator or self.coordinator)


class Credential(Base):
    """What a person proves who they are with: the hash of a password."""

    __tablename__ = "credential"

    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    password_hash: Mapped[str]
    changed_at: Mapped[datetime]


class WebSession(Base):
    """One log-in on one browser; the id is the SHA-256 of the token, so the table opens no door to its reader."""

    __tablename__ = "web_session"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class SentForm(Base):
    """A form that was taken in, by its key in the browser session that sent it, and where its answer led.

    *mark* is what was sent, hashed with a key that is not in the database.
    """

    __tablename__ = "sent_form"

    session_id: Mapped[str] = mapped_column(ForeignKey("web_session.id", ondelete="CASCADE"), primary_key=True)
    command_key: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[bytes]
    sent_at: Mapped[datetime] = mapped_column(index=True)
    location: Mapped[str] = mapped_column(default="")


class Throttle(Base):
    """How often something was tried since the window began; the key is a hash, so no address is kept here."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    count: Mapped[int]


class AccessLog(Base):
    """What happened at the door: who came in, who did not, who was turned away from what."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_kind_at", "kind", "at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    detail: Mapped[str]
    address: Mapped[str]

    person: Mapped[Person | None] = relationship(lazy="joined")


class NetworkRole(Base):
    """What a person is to a network from a day to a day, both included: its coordinator, or a role of its method."""

    __tablename__ = "network_role"
    __table_args__ = (Index("ix_network_role_process_id_person_id", "process_id", "person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    process_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"))
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"), index=True)
    role: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

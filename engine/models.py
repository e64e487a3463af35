"""The tables of any process, and the base that every table stands on."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
Id = BigInteger().with_variant(Integer, "sqlite")


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite hands back naive ones, so the zone is put on again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone, and store it as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """Return what makes a moment what *dialect* stores; on SQLite the text that SQLAlchemy writes."""
        if dialect.name != "sqlite":
            return super().bind_processor(dialect)

        def written(value: datetime | None) -> str | None:
            moment = self.process_bind_param(value, dialect)
            return None if moment is None else moment.replace(tzinfo=None).isoformat(" ", "microseconds")

        return written

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table, with named constraints so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UTCDateTime, str: Text, bytes: LargeBinary}  # noqa: RUF012


# The heart is Core tables, not mapped classes: one durable step is four statements, and the mapper would cost
# three times what they do (see bench/).
process = Table(
    "process",
    Base.metadata,
    Column("id", Id, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("position", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("cycle", Integer, nullable=False),
    Column("entered", Text, nullable=False),
    Column("tasks", Text, nullable=False),
    Column("reopened", Text, nullable=False),
    Column("aside", Text, nullable=False),
    Column("waiting", Text, nullable=False),
    Column("timers", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("changed_at", UTCDateTime, nullable=False),
    Column("status", Text, nullable=False),
    Column("unmet", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("said", Text, nullable=False, default=""),
    Column("next_on", Date),
    Column("next_kind", Text, nullable=False),
    Column("overdue_on", Date),
    Index("ix_process_status", "status"),
    Index("ix_process_next_on", "next_on"),
)

event = Table(
    "event",
    Base.metadata,
    Column("process_id", Id, ForeignKey("process.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("command_key", Text, nullable=False),
    UniqueConstraint("process_id", "command_key"),
    sqlite_with_rowid=False,
)

note = Table(
    "note",
    Base.metadata,
    Column("id", Id, primary_key=True),
    Column("process_id", Id, ForeignKey("process.id"), nullable=False, index=True),
    Column("text", Text),
    Column("salt", LargeBinary),
)

spent_number = Table(
    "spent_number",
    Base.metadata,
    Column("process_id", Id, ForeignKey("process.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("highest", Integer, nullable=False),
)

timer = Table(
    "timer",
    Base.metadata,
    Column("process_id", Id, ForeignKey("process.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("due", UTCDateTime, nullable=False),
    Column("on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Index("ix_timer_state_due", "state", "due"),
)

outbox = Table(
    "outbox",
    Base.metadata,
    Column("id", Id, primary_key=True),
    Column("process_id", Id, ForeignKey("process.id"), index=True),
    Column("event_seq", Integer),
    Column("kind", Text, nullable=False),
    Column("message_id", Text, nullable=False, unique=True),
    Column("recipient", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("calendar", LargeBinary),
    Column("created_at", UTCDateTime, nullable=False),
    Column("not_before", UTCDateTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UTCDateTime),
    Column("sent_at", UTCDateTime),
    Column("trouble", Text, nullable=False),
    Column("about", Text, nullable=False, default=""),
    Index("ix_outbox_state_not_before", "state", "not_before"),
)

installation = Table(
    "installation",
    Base.metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

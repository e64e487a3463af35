"""The tables of the crime figures: sets with their origin, how many live where, and what the police gave priority."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

import orjson
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models import Base, Id
from engine.records import Record
from workflows.tryghedsnetvaerk.mapping.crime.parts import Series

EFFORT, NO_EFFORT = "saerlig_indsats", "ikke_indsats"


class CrimeSet(Record, Base):
    """A set of crime figures with its source, or why figures could not be had (row 47).

    Figures that people typed are counts; those of a file are series over *periods*, and *known* says how many of them
    are told. *area* is the code of the area that stands for the network in it, or nothing for the housing area itself.
    """

    __tablename__ = "crime_set"
    LATER: ClassVar = {
        "table_code": "", "shape": "", "file_name": "", "file_hash": "", "area": "", "periods": "", "known": 0,
    }  # fmt: skip
    MADE = frozenset({"file_hash"})

    title: Mapped[str]
    unavailable: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    extracted_on: Mapped[date | None]
    definition: Mapped[str] = mapped_column(default="")
    police_priority: Mapped[str] = mapped_column(default="")
    table_code: Mapped[str] = mapped_column(default="")
    shape: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    file_hash: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    periods: Mapped[str] = mapped_column(default="")
    known: Mapped[int] = mapped_column(default=0)

    counts: Mapped[list["CrimeCount"]] = relationship(cascade="all, delete-orphan")
    series: Mapped[list["CrimeSeries"]] = relationship(cascade="all, delete-orphan", order_by="CrimeSeries.place")

    @property
    def figures(self) -> list[tuple[str, str, int | None]]:
        """The counts as offence, period and count, in order."""
        return sorted((one.offence, one.period, one.count) for one in self.counts)

    @figures.setter
    def figures(self, told: Sequence[tuple[str, str, int | None]]) -> None:
        kept = {(one.offence, one.period): one for one in self.counts}
        self.counts = [
            kept.get((offence, period)) or CrimeCount(network_id=self.network_id, offence=offence, period=period)
            for offence, period, _ in told
        ]
        for one, (_, _, count) in zip(self.counts, told, strict=True):
            one.count = count

    @property
    def imported(self) -> tuple[Series, ...]:
        """The series of a file, in its order."""
        return tuple(one.said for one in self.series)

    @imported.setter
    def imported(self, read: Sequence[Series]) -> None:
        self.known = sum(count is not None for one in read for count in one.counts)
        self.series = [
            CrimeSeries(
                network_id=self.network_id, place=place, area=one.area, offence=one.offence, text=one.text,
                part=one.part, counts=orjson.dumps(one.counts).decode(),
            )
            for place, one in enumerate(read)
        ]  # fmt: skip

    @property
    def told(self) -> list[tuple[str, str, int | None]]:
        """What is told of the network's own area, typed or read: offence, period and count."""
        periods = self.periods.split(",")
        own = [one.said for one in self.series if one.area == self.area and not one.part]
        read = [(one.text, *pair) for one in own for pair in zip(periods, one.counts, strict=True)]
        return self.figures + read

    @property
    def has_figures(self) -> bool:
        """Whether there is a figure in it; one that is missing is none."""
        return bool(self.known) or any(one.count is not None for one in self.counts)

    def more(self) -> dict[str, Any]:
        """Return what the history commits to beside the columns."""
        series = [[one.area, one.offence, one.text, one.part, one.counts] for one in self.series]
        return {"figures": self.figures} | ({"series": series} if series else {})


class CrimeCount(Base):
    """How many reports of one offence in one period; a figure that is missing is nothing, never a nought."""

    __tablename__ = "crime_count"
    __table_args__ = (UniqueConstraint("crime_set_id", "offence", "period"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    network_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"), index=True)
    crime_set_id: Mapped[int] = mapped_column(Id, ForeignKey("crime_set.id", ondelete="CASCADE"), index=True)
    offence: Mapped[str]
    period: Mapped[str]
    count: Mapped[int | None]


class CrimeSeries(Base):
    """The counts of one offence in one area for each period of its set, as they were read from a file.

    *area* and *offence* are codes of the classification; without one it is the housing area, or what *text* says.
    """

    __tablename__ = "crime_series"
    __table_args__ = (UniqueConstraint("crime_set_id", "area", "offence", "text", "part"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    network_id: Mapped[int] = mapped_column(Id, ForeignKey("process.id"), index=True)
    crime_set_id: Mapped[int] = mapped_column(Id, ForeignKey("crime_set.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    area: Mapped[str] = mapped_column(default="")
    offence: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    part: Mapped[str] = mapped_column(default="")
    counts: Mapped[str]

    @property
    def said(self) -> Series:
        """The series as it was read."""
        return Series(self.area, self.offence, self.text, self.part, tuple(orjson.loads(self.counts)))


class Population(Record, Base):
    """How many live in an area, period by period, with where the figures are from; rates are counted with them.

    *area* is a code of the classification, or nothing for the housing area; *figures* has a line for each period.
    """

    __tablename__ = "population"
    MADE = frozenset({"file_hash"})

    area: Mapped[str] = mapped_column(default="")
    figures: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    extracted_on: Mapped[date | None]
    file_name: Mapped[str] = mapped_column(default="")
    file_hash: Mapped[str] = mapped_column(default="")


class PoliceEffort(Record, Base):
    """A spell in which the figures follow the police's effort, or a jump that people say was none (row 48)."""

    __tablename__ = "police_effort"

    verdict: Mapped[str] = mapped_column(default=EFFORT)
    first: Mapped[str]
    last: Mapped[str] = mapped_column(default="")
    offence: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")

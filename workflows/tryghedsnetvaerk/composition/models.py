"""The tables of step 3."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Table, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models import Base, Id
from engine.records import Record
from workflows.tryghedsnetvaerk.mapping.models import Problem

SECTORS = ("offentlig", "privat", "frivillig")
CHOICES = ("ja", "tvivl", "nej")
CHOSEN = CHOICES[:2]


def _network(context: Any) -> Any:
    group = context.get_current_parameters()["group_id"]
    wanted = select(ProfessionalGroup.network_id).where(ProfessionalGroup.id == group)
    return context.connection.execute(wanted).scalar_one()


near = Table(
    "group_problem",
    Base.metadata,
    Column("group_id", Id, ForeignKey("professional_group.id", ondelete="CASCADE"), primary_key=True),
    Column("problem_id", Id, ForeignKey("problem.id", ondelete="CASCADE"), primary_key=True),
    Column("network_id", Id, ForeignKey("process.id"), nullable=False, index=True, default=_network),
)


class ProfessionalGroup(Record, Base):
    """A group of professionals: chosen, in doubt or not, why, and what its leader answered (rows 69 to 75)."""

    __tablename__ = "professional_group"
    LATER: ClassVar = {"number_agreed_on": None}

    name: Mapped[str]
    sector: Mapped[str]
    choice: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    regular_contact: Mapped[bool] = mapped_column(default=False)
    leader: Mapped[str] = mapped_column(default="")
    leader_mail: Mapped[str] = mapped_column(default="")
    leader_phone: Mapped[str] = mapped_column(default="")
    contacted_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    reservation: Mapped[str] = mapped_column(default="")
    number_agreed_on: Mapped[date | None]

    problems: Mapped[list[Problem]] = relationship(secondary=near, order_by=Problem.nr, lazy="selectin")

    def more(self) -> dict[str, Any]:
        """Return what the history commits to beside the columns."""
        return {"problems": [problem.nr for problem in self.problems]}

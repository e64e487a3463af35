"""The tables of step 8."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from engine.models import Base
from engine.records import Record
from engine.text import N_

DRAFT, SENT = "kladde", "sendt"
KEPT = N_("Nyhedsmailen er sendt og bliver stående, som modtagerne fik den. Send en ny, hvis noget skal rettes.")


class NewsMail(Record, Base):
    """A news mail to everybody in the network (rows 115 and 116)."""

    __tablename__ = "news_mail"

    subject: Mapped[str]
    body: Mapped[str]
    state: Mapped[str] = mapped_column(default=DRAFT)
    sent_on: Mapped[date | None]
    recipients: Mapped[int] = mapped_column(default=0)

    def stays(self) -> str:
        """Return why a mail that was sent stays."""
        return KEPT if self.state == SENT else ""

"""How long what was said in interviews may lie here: until the report is approved, and at most a year after that.

What lies here is the quotes that were not released, and the papers attached to a round, its interviews, its themes and
its quotes, also to those that were released.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import String, and_, case, cast, exists, func, literal, or_, select

from engine import clock, records, removals
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import NotAllowed
from engine.records import Record
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.interviews.models import Interview, Quote, Round, Theme
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.network.models import REMARK, REPORT, Approval, Attachment

MONTHS = 12
WHY = N_("Det skal ikke gemmes længere end 12 måneder efter, at rapporten er godkendt.")
NOTHING = N_("Der er ikke noget at slette: Alle citater er frigivet, og der er ingen bilag.")

A = Approval
_left = func.sum(case((A.answer.in_(("", REMARK)), 1), else_=0))
_approved_on = (
    select(case((_left == 0, func.max(A.answered_on))))
    .where(A.about == REPORT, A.about_id == Report.id, A.lapsed_on.is_(None))
    .correlate(Report)
    .scalar_subquery()
)
# The first report that was approved after the round was closed is the one that it was held for.
report_on = (
    select(func.min(_approved_on))
    .where(Report.network_id == Round.network_id, _approved_on >= Round.closed_on)
    .correlate(Round)
    .scalar_subquery()
)
_of_round = (
    (Attachment.about == literal(f"{Round.__tablename__}:").concat(cast(Round.id, String))),
    *(
        exists().where(
            one.round_id == Round.id,
            Attachment.about == literal(f"{one.__tablename__}:").concat(cast(one.id, String)),
        )
        for one in (Interview, Theme)
    ),
    exists().where(
        Theme.round_id == Round.id,
        Quote.theme_id == Theme.id,
        Attachment.about == literal(f"{Quote.__tablename__}:").concat(cast(Quote.id, String)),
    ),
)
_attached = and_(Attachment.network_id == Round.network_id, or_(*_of_round))
_unreleased = and_(Theme.round_id == Round.id, Quote.theme_id == Theme.id, Quote.released_on.is_(None))
holds = or_(exists().where(_unreleased), exists().where(_attached))


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether something of a round lies here that goes some day, and on which day at the latest, once it is known."""

    something: bool
    until: date | None


def find_kept(session: Session, round_: Round) -> Kept:
    """Return what of a round lies here, and until when it may."""
    found = session.execute(select(holds, report_on).where(Round.id == round_.id)).one()
    return Kept(bool(found[0]), clock.months(found[1], MONTHS) if found[1] else None)


def clear(session: Session, command: Command, nr: int) -> Round:
    """Delete what of a round may not lie here for ever: unreleased quotes and attached papers; the themes stay.

    :raises NotAllowed: if there is nothing to delete
    """
    row = records.get(session, Round, command.process_id, nr)
    if lock(session.connection(), command).repeated:
        return row
    rounds = select(Round.id).where(Round.id == row.id)
    quotes = select(Quote).join(Theme, Theme.id == Quote.theme_id).join(Round, Round.id == Theme.round_id)
    papers = select(Attachment).join(Round, _attached)
    found: list[Record] = [
        *session.scalars(quotes.where(Round.id.in_(rounds), Quote.released_on.is_(None)).order_by(Quote.nr)).all(),
        *session.scalars(papers.where(Round.id.in_(rounds)).order_by(Attachment.nr)).all(),
    ]
    if not found:
        raise NotAllowed(NOTHING)
    for number, one in enumerate(found):
        key = command.key if not number else f"{command.key}:{number}"
        removals.remove(session, replace(command, key=key, seen=0), type(one), one.nr, reason=WHY)
    return row

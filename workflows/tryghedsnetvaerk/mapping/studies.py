"""Studies: which of them are the network's own, and writing one down."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, or_, select

from engine import records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput
from engine.machine import right_to_act
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping import fieldwork
from workflows.tryghedsnetvaerk.mapping.interviews.models import Round
from workflows.tryghedsnetvaerk.mapping.models import LEFT_OUT, Study
from workflows.tryghedsnetvaerk.mapping.survey.models import EARLIER, HERE, Survey
from workflows.tryghedsnetvaerk.network.models import Network

_of_others = exists().where(Survey.study_id == Study.id, Survey.origin == EARLIER).correlate(Study)
_held_here = or_(
    exists().where(Survey.study_id == Study.id, Survey.origin == HERE).correlate(Study),
    exists().where(Round.study_id == Study.id).correlate(Study),
)
_begun = select(Network.begun_on).where(Network.network_id == Study.network_id).correlate(Study).scalar_subquery()
# What others asked, and what was asked before there was a network, is not the network's fieldwork (row 35).
ours = and_(Study.state != LEFT_OUT, ~_of_others, or_(Study.fieldwork_from >= _begun, _held_here))


def save_study(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Study:
    """Write a study.

    :raises BadInput: if it is the network's own and began before the residents were informed, and nobody says why; or
        if it is left out by somebody who only collects it
    """
    change = lock(session.connection(), command)
    if values.get("state") == LEFT_OUT and right_to_act(change.definition, change.facts()):
        raise BadInput(N_("Kun tovholderen og styregruppen kan vælge en undersøgelse fra."), page="#state")
    if change.repeated is None and values.get("state") != LEFT_OUT:
        reason, begun = values.get("early_reason") or "", values.get("fieldwork_from")
        early = fieldwork.began_early(session, command.process_id, begun, command.today)
        if early and _is_ours(session, command.process_id, nr, begun):
            fieldwork.must_say_why_early(session, command.process_id, begun, command.today, reason)
    if nr is None:
        return records.add(session, command, Study, values)
    return records.edit(session, command, Study, nr, values, seen=seen)


def _is_ours(session: Session, network_id: int, nr: int | None, begun: date | None) -> bool:
    """Say whether a study that is written as begun on a day is the network's own."""
    known = select(_of_others, _held_here).where(Study.network_id == network_id, Study.nr == nr)
    of_others, held_here = session.execute(known).one_or_none() or (False, False)
    since = session.scalars(select(Network.begun_on).where(Network.network_id == network_id)).one()
    return not of_others and (held_here or (begun is not None and begun >= since))

"""What each table tells of a network, as sums that a single statement can gather; here those of steps 6 to 9."""

from collections.abc import Mapping
from functools import cache, reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from engine.models import event, process
from workflows.tryghedsnetvaerk.agreement.models import IN_PAPER, JOINED, PARTS, Agreement, Partner
from workflows.tryghedsnetvaerk.early_sums import EARLY
from workflows.tryghedsnetvaerk.evaluation.models import CRIME, OUTCOMES, SAFETY, Evaluation, Measure
from workflows.tryghedsnetvaerk.mapping.interviews import keeping
from workflows.tryghedsnetvaerk.mapping.interviews.models import Round
from workflows.tryghedsnetvaerk.materials import models as materials
from workflows.tryghedsnetvaerk.meetings.models import THREE
from workflows.tryghedsnetvaerk.network.models import Attachment
from workflows.tryghedsnetvaerk.practice.models import SENT as MAIL_SENT
from workflows.tryghedsnetvaerk.practice.models import NewsMail
from workflows.tryghedsnetvaerk.tallies import TODAY, Group, among, best, day_told, filled, first, last, n, who

L = materials.CardLine
later = aliased(Agreement)
newest = ~exists().where(later.network_id == Agreement.network_id, later.nr > Agreement.nr)
highest = select(func.max(Agreement.nr)).where(Agreement.network_id == Partner.network_id).scalar_subquery()
of_newest = (Partner.agreement_nr == func.coalesce(highest, 1), Partner.left_on.is_(None))
silent = and_(~filled(Partner.answer), Partner.deadline >= TODAY)
undated = and_(~filled(Partner.answer), Partner.deadline.is_(None))
person_open = and_(
    L.kind == materials.PERSON, L.left_off.is_(False), or_(L.agreed_on.is_(None), L.agreed_how != "selv")
)
unofficial = and_(L.kind == materials.OFFICIAL, L.phone.not_in(materials.OFFICIAL_NUMBERS))
nobody_said = or_(L.agreed_on.is_(None), L.agreed_how == "selv")  # it is an office's leader who says it, or the minutes
office_open = and_(or_(and_(L.kind == materials.OFFICE, nobody_said), unofficial), L.left_off.is_(False))
of_evaluation = Evaluation.id == Measure.evaluation_id
this_year = and_(process.c.id == Evaluation.network_id, process.c.cycle == Evaluation.cycle)
attached = exists().where(
    Attachment.network_id == Agreement.network_id,
    Attachment.about == literal(f"{Agreement.__tablename__}:").concat(cast(Agreement.id, String)),
)
unattached = and_(Agreement.ready_made, ~attached.correlate(Agreement))
# A network whose agreement says no day counts from the day step 6 was first closed, as its years do, or from the day it
# came. Its history is looked through only then: its events stand in order, and an undoing right after what it undoes.
dated = exists().where(Agreement.network_id == process.c.id, Agreement.in_force_on.is_not(None))
AFTER_6 = ("kontaktmaterialer", "praksis", "evaluering")
E, following = event.alias("told"), event.alias("following")
undone = exists().where(
    following.c.process_id == E.c.process_id,
    following.c.seq == E.c.seq + 1,
    following.c.body.like('%"kind":"undone"%'),
)
closing = and_(E.c.body.like('%"kind":"step_closed"%"step":"aftale"%'), ~undone)
begun = (
    select(func.min(E.c.seq))
    .where(E.c.process_id == process.c.id, or_(and_(among(process.c.entered, AFTER_6), E.c.seq == 1), closing))
    .correlate(process)
    .scalar_subquery()
)
counted_from = select(day_told(event.c.body)).where(event.c.process_id == process.c.id, event.c.seq == begun)


def written(part: str) -> Any:
    """Say whether a part of the agreement is written, here or in the signed paper that is attached."""
    here = filled(getattr(Agreement, part))
    return or_(here, Agreement.ready_made) if part in IN_PAPER else here


parts_lacking = reduce(add, (case((written(part), ""), else_=f"{part},") for part in PARTS))


GROUPS: Mapping[str, Group] = {
    group.name: group
    for group in (
        *EARLY,
        Group(
            "agreement",
            (
                func.max(parts_lacking).label("parts_lacking"),
                n(unattached, "agreement_unattached"),
                n(filled(Agreement.concern_answer), "concern"),
                n(Agreement.in_force_on.is_not(None), "in_force"),
            ),
            Agreement.network_id,
            where=(newest,),
        ),
        Group("first_agreement", (func.min(Agreement.in_force_on).label("in_force_on"),), Agreement.network_id),
        Group(
            "partner",
            (
                func.count(case((Partner.answer == JOINED, Partner.organisation_id)).distinct()).label(
                    "partners_joined"
                ),
                n(silent, "partners_silent"),
                who(silent, "organisation", Partner.organisation_id, "partners_silent_who"),
                first(silent, Partner.asked_on, "partners_silent_since"),
                n(undated, "partners_undated"),
                who(undated, "organisation", Partner.organisation_id, "partners_undated_who"),
                first(undated, Partner.asked_on, "partners_undated_since"),
            ),
            Partner.network_id,
            where=of_newest,
        ),
        Group(
            "material",
            (
                *(
                    best(
                        (
                            (and_(materials.Material.kind == kind, materials.Material.state == materials.RELEASED), 1),
                            (
                                and_(
                                    materials.Material.kind == kind,
                                    materials.Material.state == materials.NOT_RELEVANT,
                                    filled(materials.Material.reason),
                                ),
                                2,
                            ),
                        ),
                        kind,
                    )
                    for kind in materials.MATERIALS
                ),
                n(
                    and_(
                        materials.Material.kind == materials.FOLDER,
                        materials.Material.state == materials.RELEASED,
                        materials.Material.ready_made,
                        ~materials.Material.limits_in_paper,
                    ),
                    "folder_without_limits",
                ),
            ),
            materials.Material.network_id,
        ),
        Group(
            "card_line",
            (
                who(person_open, "line", L.id, "card_persons_unagreed_who"),
                who(office_open, "line", L.id, "card_offices_unagreed_who"),
                who(L.left_off, "line", L.id, "card_left_off_who"),
            ),
            L.network_id,
        ),
        Group(
            "undated",
            (func.min(counted_from.correlate(process).scalar_subquery()).label("counted_from"),),
            process.c.id,
            where=(among(process.c.position, AFTER_6), ~dated),
        ),
        Group(
            "talks",
            (func.min(keeping.report_on).label("talks_kept_long_since"),),
            Round.network_id,
            where=(keeping.holds,),
        ),
        Group("news", (last(NewsMail.state == MAIL_SENT, NewsMail.sent_on, "news_on"),), NewsMail.network_id),
        Group(
            "evaluation",
            (
                n(filled(Evaluation.findings), "findings"),
                best(((Evaluation.outcome == key, rank) for rank, key in enumerate(OUTCOMES, 1)), "outcome"),
                n(filled(Evaluation.grounds), "grounds"),
                func.max(Evaluation.reopen).label("reopen"),
            ),
            Evaluation.network_id,
            Evaluation.__table__.join(process, this_year),
        ),
        Group(
            "deadline",
            (func.min(Evaluation.decide_by).label("decide_by"),),
            Evaluation.network_id,
            Evaluation.__table__.join(process, this_year),
        ),
        Group(
            "measure",
            (
                func.count().label("measures"),
                n(Measure.kind == CRIME, "crime_measures"),
                n(Measure.kind == SAFETY, "safety_measures"),
            ),
            Measure.network_id,
            Measure.__table__.join(Evaluation.__table__, of_evaluation).join(process, this_year),
        ),
    )
}


def lacking(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return which parts of the agreement and which of its meeting's decisions the sums say are not there."""
    parts, taken = row.get("parts_lacking"), (row.get("three") or "").split(",")
    return {
        "decisions_missing": tuple(about for about in THREE if about not in taken),
        "parts_missing": PARTS if parts is None else tuple(part for part in PARTS if part in parts.split(",")),
    }


@cache
def part_of(name: str) -> ColumnElement[Any]:
    """Return what one group tells of one network, as a column of the statements that need it."""
    return GROUPS[name].of_one()

"""What the tables of steps 1 to 5 tell of a network: who sits and who was asked, what was measured, what met."""

from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, case, cast, exists, func, literal, or_, select

from engine.people.models import COORDINATOR, NetworkRole, Organisation
from workflows.tryghedsnetvaerk.agreement.models import Route
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup, near
from workflows.tryghedsnetvaerk.mapping import models as mapping
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeCount, CrimeSet
from workflows.tryghedsnetvaerk.mapping.studies import ours
from workflows.tryghedsnetvaerk.meetings import models as meetings
from workflows.tryghedsnetvaerk.meetings.in_order import THREE_MEETINGS
from workflows.tryghedsnetvaerk.network import models as network
from workflows.tryghedsnetvaerk.tallies import (
    ACTOR,
    DECISION,
    TODAY,
    Group,
    among,
    best,
    dated,
    day_written,
    filled,
    first,
    last,
    n,
    who,
)

A, R = network.Approval, network.ResidentDiscussion
S, T, I = network.Seat, network.Stakeholder, network.ResidentInformation  # noqa: E741 - a row is one line
M, D, G = meetings.Meeting, meetings.Decision, ProfessionalGroup
talked = and_(R.state == "holdt", R.on <= TODAY)
sitting = (S.since <= TODAY, or_(S.until.is_(None), S.until >= TODAY))
planned = among(M.state, (meetings.CALLED, meetings.DRAFT))
coordinates = (NetworkRole.person_id == ACTOR, NetworkRole.role == COORDINATOR, NetworkRole.since <= TODAY,
               or_(NetworkRole.until.is_(None), NetworkRole.until >= TODAY))  # fmt: skip
verdicts = (last(D.about == meetings.YES, D.nr, "last_yes"), last(D.about == meetings.NO, D.nr, "last_no"),
            first(D.about == meetings.YES, M.held_on, "yes_on"))  # fmt: skip
ahead = and_(M.starts_at >= bindparam("midnight"), planned)
settled = or_(
    among(T.answer, ("interesseret", "betinget", "nej", "findes_ikke")),
    and_(T.answer == "intet_svar", T.contacted_on.is_not(None), T.contacted_again_on.is_not(None)),
)
pillar = among(T.kind, ("kommune", "boligforening"))


def approved(about: str, number: Any) -> ColumnElement[bool]:
    """Say whether a paper is approved: somebody said yes, and nobody who was asked is left."""
    left = case((A.answer.in_(("", network.REMARK)), 2), else_=1)
    asked = select(func.max(left)).where(A.about == about, A.about_id == number, A.lapsed_on.is_(None))
    return asked.scalar_subquery() == 1


# The three meetings are told one by one, for it is one and the same that is called, held and written up; see in_order.
of_three = (among(M.kind, THREE_MEETINGS.values()), M.state != meetings.CANCELLED)
one_by_one = (
    M.kind, day_written(M.called_on), day_written(case((M.state == meetings.HELD, M.held_on))),
    day_written(M.minutes_sent_on),
    case((approved(network.MINUTES, M.id), "ja"), else_=""),
)  # fmt: skip
taken = func.aggregate_strings(reduce(lambda told, one: told.concat(",").concat(one), one_by_one), ";")
taken_at_a_meeting = D.__table__.join(M.__table__, and_(M.network_id == D.network_id, M.id == D.meeting_id))


def _stakeholders(kind: str) -> list[ColumnElement[Any]]:
    waiting = and_(T.kind == kind, ~settled, T.contacted_on.is_not(None))
    return [
        n(T.kind == kind, f"{kind}_rows"),
        n(and_(T.kind == kind, ~settled), f"{kind}_open"),
        n(and_(T.kind == kind, ~settled, T.contacted_on.is_(None)), f"{kind}_uncontacted"),
        who(waiting, "organisation", T.organisation_id, f"{kind}_who"),
        first(waiting, T.contacted_on, f"{kind}_since"),
    ]


C, P, X = CrimeSet, mapping.Problem, mapping.Study
counted = or_(C.known > 0, exists().where(CrimeCount.crime_set_id == C.id, CrimeCount.count.is_not(None)))
papered = exists().where(
    network.Attachment.network_id == C.network_id,
    network.Attachment.about == literal(f"{C.__tablename__}:").concat(cast(C.id, String)),
)
made = and_(X.state == "gennemfoert", or_(X.fieldwork_until.is_(None), X.fieldwork_until <= TODAY))
open_problem = P.closed_on.is_(None)
# The network is named too, though the problem alone would do: it is what the rows are found by.
has_group = exists().where(
    near.c.network_id == P.network_id,
    near.c.problem_id == P.id,
    G.network_id == P.network_id,
    near.c.group_id == G.id,
    G.choice.in_(CHOSEN),
)
has_route = exists().where(Route.network_id == P.network_id, Route.problem_id == P.id)
chosen = G.choice.in_(CHOSEN)
no_leader = and_(chosen, or_(~filled(G.leader), G.contacted_on.is_(None)))
no_answer = and_(chosen, or_(~filled(G.answer), and_(G.answer == "intet_svar", G.reminded_on.is_(None))))
waiting_approval = and_(A.about == network.REPORT, A.answer == "", A.lapsed_on.is_(None))
unasked = and_(waiting_approval, ~A.by_mail)
remark = and_(A.about == network.REPORT, A.answer == network.REMARK, A.lapsed_on.is_(None))

EARLY = (
    Group(
        "seat",
        (
            func.count(S.person_id.distinct()).label("sitting"),
            n(S.person_id == ACTOR, "actor_member"),
            n(S.deputy_id == ACTOR, "actor_deputy"),
        ),
        S.network_id,
        where=sitting,
    ),
    Group(
        "seats",
        (
            func.count(S.organisation_id.distinct()).label("organisations"),
            n(S.chair, "chairs"),
            dated(S.person_id.is_not(None), literal("person"), S.person_id, S.since, "seated"),
            *(n(S.kind == kind, f"seat_{kind}") for kind in (*network.RECOMMENDED, network.BOARD)),
        ),
        S.network_id,
        where=sitting,
    ),
    Group(
        "role",
        (func.count().label("actor_coordinator"),),
        NetworkRole.process_id,
        where=coordinates,
    ),
    Group("need", (n(filled(network.Need.grounds), "needs"),), network.Need.network_id),
    Group(
        "initiator",
        (func.max(Organisation.kind).label("initiator"),),
        network.Network.network_id,
        network.Network.__table__.join(Organisation.__table__, Organisation.id == network.Network.initiator_id),
    ),
    Group(
        "stakeholder",
        (
            *_stakeholders("kommune"),
            *_stakeholders("boligforening"),
            *_stakeholders("politi"),
            n(and_(pillar, T.answer == "nej"), "refused"),
            n(and_(pillar, T.answer != "findes_ikke"), "pillars"),
            n(T.answer == "intet_svar", "never_answered"),
            who(T.answer == "intet_svar", "organisation", T.organisation_id, "never_answered_who"),
        ),
        T.network_id,
    ),
    Group(
        "meeting",
        (
            first(M.starts_at >= bindparam("midnight"), M.starts_at, "next_meeting"),
            first(M.state == meetings.CALLED, M.starts_at, "oldest_called"),
        ),
        M.network_id,
        where=(planned,),
    ),
    Group("plan", (func.count().label("plan"),), M.network_id, where=(M.kind == meetings.STEERING, ahead)),
    Group(
        "network_meetings",
        (
            func.max(M.held_on).label("met_on"),
            first(and_(M.kind == meetings.NETWORK, ahead), M.starts_at, "next_network"),
        ),
        M.network_id,
        where=(among(M.kind, (meetings.NETWORK, meetings.CONCLUSION)),),
    ),
    Group(
        "initial",
        (
            func.count(M.called_on).label("initial_called"),
            n(M.state == meetings.HELD, "initial_holds"),
            func.min(M.called_on).label("initial_since"),
        ),
        M.network_id,
        where=(M.kind == meetings.INITIAL, M.state != meetings.CANCELLED),
    ),
    Group(
        "three_meetings",
        (
            taken.label("meetings_taken"),
            *(
                first(and_(M.kind == kind, M.state == meetings.CALLED), M.starts_at, f"{fact}_awaited_since")
                for fact, kind in THREE_MEETINGS.items()
            ),
        ),
        M.network_id,
        where=of_three,
    ),
    Group(
        "pointed",
        (func.count().label("pointed"),),
        D.network_id,
        where=(D.nr == DECISION, D.about != meetings.WITHDRAWN),
    ),
    Group(
        "verdict",
        verdicts,
        D.network_id,
        taken_at_a_meeting,
        where=(M.kind == meetings.INITIAL,),
    ),
    Group(
        "three_decisions",
        (func.aggregate_strings(D.about, ",").label("three"),),
        D.network_id,
        taken_at_a_meeting,
        where=(M.kind == meetings.CONCLUSION, among(D.about, meetings.THREE)),
    ),
    Group(
        "information",
        (
            func.count().label("informed"),
            n(I.limits_told, "limits_told"),
            func.min(I.informed_on).label("informed_first"),
            func.max(I.informed_on).label("informed_last"),
        ),
        I.network_id,
        where=(I.informed_on <= TODAY,),
    ),
    Group(
        "discussion",
        (best(((and_(talked, filled(R.outcome)), 3), (talked, 2), (R.state != "", 1)), "discussion"),),
        R.network_id,
    ),
    Group(
        "crime_set",
        (
            best(((filled(C.unavailable), 2), (or_(counted, papered), 3), (C.id.is_not(None), 1)), "figures"),
            n(and_(~filled(C.unavailable), or_(~filled(C.source), C.extracted_on.is_(None))), "unsourced"),
        ),
        C.network_id,
    ),
    Group(
        "study",
        (
            *(
                best(
                    (
                        (and_(X.kind == kind, made), 3),
                        (and_(X.kind == kind, X.state == "udeladt", filled(X.left_out_reason)), 2),
                        (X.kind == kind, 1),
                    ),
                    name,
                )
                for name, kind in (("survey", mapping.QUANTITATIVE), ("interviews", mapping.QUALITATIVE))
            ),
            n(and_(X.state == "gennemfoert", ~filled(X.done_by)), "studies_without_doer"),
            last(and_(X.kind == mapping.QUANTITATIVE, made), X.fieldwork_until, "surveyed_on"),
            dated(and_(ours, X.fieldwork_from <= TODAY), X.kind, X.id, X.fieldwork_from, "studies_begun"),
        ),
        X.network_id,
    ),
    Group(
        "report",
        (
            best(
                (
                    (approved(network.REPORT, mapping.Report.id), 3),
                    (mapping.Report.state == mapping.SENT, 2),
                    (mapping.Report.state == mapping.DRAFT, 1),
                ),
                "report",
            ),
        ),
        mapping.Report.network_id,
    ),
    Group(
        "approval",
        (
            n(waiting_approval, "approvals_missing"),
            who(waiting_approval, "person", A.person_id, "approvals_missing_who"),
            first(waiting_approval, A.asked_on, "approvals_missing_since"),
            n(unasked, "approvals_unasked"),
            who(unasked, "person", A.person_id, "approvals_unasked_who"),
            n(remark, "remarks"),
            first(remark, A.answered_on, "remarks_since"),
        ),
        A.network_id,
    ),
    Group(
        "group",
        (
            n(chosen, "groups"),
            n(and_(chosen, G.answer == "ja"), "groups_yes"),
            who(and_(chosen, ~filled(G.reason)), "group", G.id, "groups_without_reason_who"),
            who(no_leader, "group", G.id, "groups_without_leader_who"),
            who(no_answer, "group", G.id, "groups_unanswered_who"),
            first(no_answer, G.contacted_on, "groups_unanswered_since"),
        ),
        G.network_id,
    ),
    *(
        Group(name, (who(~has_it, "problem", P.id, f"{name}_who"),), P.network_id, where=(open_problem,))
        for name, has_it in (("problems_without_group", has_group), ("problems_without_route", has_route))
    ),
)

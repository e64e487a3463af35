"""What each table tells of a network, as sums that a single statement can gather."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from engine.models import process
from engine.people.models import NetworkRole, Organisation
from workflows.tryghedsnetvaerk.agreement.models import IN_PAPER, JOINED, PARTS, Agreement, Partner, Route
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup, near
from workflows.tryghedsnetvaerk.evaluation.models import CRIME, OUTCOMES, SAFETY, Evaluation, Measure
from workflows.tryghedsnetvaerk.mapping import models as mapping
from workflows.tryghedsnetvaerk.materials import models as materials
from workflows.tryghedsnetvaerk.meetings import models as meetings
from workflows.tryghedsnetvaerk.network import models as network
from workflows.tryghedsnetvaerk.practice.models import SENT as MAIL_SENT
from workflows.tryghedsnetvaerk.practice.models import NewsMail

TODAY: BindParameter[Any] = bindparam("today")
ACTOR: BindParameter[Any] = bindparam("actor")
DECISION: BindParameter[Any] = bindparam("decision")


@dataclass(frozen=True, slots=True)
class Group:
    """What one table tells: a select of sums over the rows of a network, and the column that names the network."""

    name: str
    columns: tuple[ColumnElement[Any], ...]
    network: Any
    source: Any = None
    where: tuple[Any, ...] = ()

    def of_one(self) -> Select[Any]:
        """Select the sums of the network given by ``:network``; always one row."""
        return self._select(*self.columns).where(self.network == bindparam("network"))

    def of_many(self) -> Select[Any]:
        """Select the sums of the networks given by ``:networks``, one row each."""
        chosen = self.network.in_(bindparam("networks", expanding=True))
        return self._select(self.network.label("network_id"), *self.columns).where(chosen).group_by(self.network)

    def _select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        chosen = select(*columns) if self.source is None else select(*columns).select_from(self.source)
        return chosen.where(*self.where)


def n(condition: Any, name: str) -> ColumnElement[Any]:
    """Count the rows where *condition* holds."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(name)


def best(pairs: Iterable[tuple[Any, int]], name: str) -> ColumnElement[Any]:
    """Return the highest rank that a row reaches; the first condition that holds gives a row its rank."""
    return func.coalesce(func.max(case(*pairs, else_=0)), 0).label(name)


def who(condition: Any, kind: str, key: Any, name: str) -> ColumnElement[Any]:
    """List references such as ``person:7`` of the rows where *condition* holds."""
    return func.aggregate_strings(case((condition, literal(f"{kind}:") + cast(key, Text))), ",").label(name)


def first(condition: Any, value: Any, name: str) -> ColumnElement[Any]:
    """Return the least *value* of the rows where *condition* holds."""
    return func.min(case((condition, value))).label(name)


def last(condition: Any, value: Any, name: str) -> ColumnElement[Any]:
    """Return the greatest *value* of the rows where *condition* holds."""
    return func.max(case((condition, value))).label(name)


def filled(column: Any) -> Any:
    """Say whether a text is written."""
    return column != ""


def among(column: Any, values: Iterable[str]) -> ColumnElement[bool]:
    """Say whether a text is one of *values*; for more than two, SQLite would build a table anew each time it is asked."""
    return or_(*(column == value for value in values))


A = network.Approval
S, T, I = network.Seat, network.Stakeholder, network.ResidentInformation  # noqa: E741 - a row is one line
M, D, G = meetings.Meeting, meetings.Decision, ProfessionalGroup
settled = or_(
    among(T.answer, ("interesseret", "betinget", "nej", "findes_ikke")),
    and_(T.answer == "intet_svar", T.contacted_on.is_not(None), T.contacted_again_on.is_not(None)),
)
THREE_MEETINGS = {
    "orientation": meetings.ORIENTATION,
    "development": meetings.DEVELOPMENT,
    "conclusion": meetings.CONCLUSION,
}


def written(part: str) -> Any:
    """Say whether a part of the agreement is written, here or in the signed paper that is attached."""
    here = filled(getattr(Agreement, part))
    return or_(here, Agreement.ready_made) if part in IN_PAPER else here


def approved(about: str, number: Any) -> ColumnElement[bool]:
    """Say whether a paper is approved: somebody said yes, and nobody who was asked is left."""
    mine = and_(A.about == about, A.about_id == number, A.lapsed_on.is_(None))
    left = exists().where(mine, A.answer.in_(("", network.REMARK)))
    return and_(exists().where(mine), ~left)


def _meeting(fact: str, kind: str) -> list[ColumnElement[Any]]:
    mine = and_(M.kind == kind, M.state != meetings.CANCELLED)
    return [
        n(and_(mine, M.called_on.is_not(None)), f"{fact}_called"),
        n(and_(mine, M.state == meetings.HELD), f"{fact}_holds"),
        n(and_(mine, M.minutes_sent_on.is_not(None)), f"{fact}_sent"),
        n(and_(mine, approved(network.MINUTES, M.id)), f"{fact}_approved"),
        first(mine, M.called_on, f"{fact}_since"),
        first(mine, M.held_on, f"{fact}_held"),
    ]


def _stakeholders(kind: str) -> list[ColumnElement[Any]]:
    waiting = and_(T.kind == kind, ~settled, T.contacted_on.is_not(None))
    return [
        n(T.kind == kind, f"{kind}_rows"),
        n(and_(T.kind == kind, ~settled), f"{kind}_open"),
        n(and_(T.kind == kind, ~settled, T.contacted_on.is_(None)), f"{kind}_uncontacted"),
        who(waiting, "organisation", T.organisation_id, f"{kind}_who"),
        first(waiting, T.contacted_on, f"{kind}_since"),
    ]


P, L, X = mapping.Problem, materials.CardLine, mapping.Study
open_problem = P.closed_on.is_(None)
# The network is named too, though the problem alone would do: it is what the rows are found by.
has_group = exists().where(
    near.c.network_id == P.network_id, near.c.problem_id == P.id, near.c.group_id == G.id, G.choice.in_(CHOSEN)
)
has_route = exists().where(Route.network_id == P.network_id, Route.problem_id == P.id)
chosen = G.choice.in_(CHOSEN)
no_leader = and_(chosen, or_(~filled(G.leader), G.contacted_on.is_(None)))
no_answer = and_(chosen, or_(~filled(G.answer), and_(G.answer == "intet_svar", G.reminded_on.is_(None))))
waiting_approval = and_(A.about == network.REPORT, A.answer.in_(("", network.REMARK)), A.lapsed_on.is_(None))


joined = and_(Partner.answer == JOINED, Partner.left_on.is_(None))
silent = and_(
    ~filled(Partner.answer), Partner.left_on.is_(None), or_(Partner.deadline.is_(None), Partner.deadline >= TODAY)
)
person_open = and_(
    L.kind == materials.PERSON, L.left_off.is_(False), or_(L.agreed_on.is_(None), L.agreed_how != "selv")
)
office_open = and_(L.kind == materials.OFFICE, L.left_off.is_(False), L.agreed_on.is_(None))
of_evaluation = Evaluation.id == Measure.evaluation_id
this_year = and_(process.c.id == Evaluation.network_id, process.c.cycle == Evaluation.cycle)

GROUPS: Mapping[str, Group] = {
    group.name: group
    for group in (
        Group(
            "seat",
            (
                func.count(S.person_id.distinct()).label("sitting"),
                func.count(S.organisation_id.distinct()).label("organisations"),
                n(S.chair, "chairs"),
                func.count(case((among(S.kind, network.RECOMMENDED), S.kind)).distinct()).label("recommended"),
                n(S.kind == network.BOARD, "board"),
                n(S.person_id == ACTOR, "actor_member"),
                n(S.deputy_id == ACTOR, "actor_deputy"),
            ),
            S.network_id,
            where=(S.since <= TODAY, or_(S.until.is_(None), S.until >= TODAY)),
        ),
        Group(
            "role",
            (func.count().label("actor_coordinator"),),
            NetworkRole.process_id,
            where=(
                NetworkRole.person_id == ACTOR,
                NetworkRole.since <= TODAY,
                or_(NetworkRole.until.is_(None), NetworkRole.until >= TODAY),
            ),
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
                n(and_(T.kind.in_(("kommune", "boligforening")), T.answer == "nej"), "refused"),
                n(T.answer == "nej", "all_refused"),
                n(T.answer != "findes_ikke", "stakeholders"),
                n(T.answer == "intet_svar", "never_answered"),
                who(T.answer == "intet_svar", "organisation", T.organisation_id, "never_answered_who"),
            ),
            T.network_id,
        ),
        Group(
            "meeting",
            (
                *_meeting("initial", meetings.INITIAL),
                *(column for fact, kind in THREE_MEETINGS.items() for column in _meeting(fact, kind)),
                n(and_(M.kind == meetings.STEERING, M.starts_at.is_not(None), M.state != meetings.CANCELLED), "plan"),
                last(M.kind.in_((meetings.NETWORK, meetings.CONCLUSION)), M.held_on, "met_on"),
                first(
                    and_(M.state.in_((meetings.CALLED, meetings.DRAFT)), M.starts_at >= bindparam("midnight")),
                    M.starts_at,
                    "next_meeting",
                ),
                first(M.state == meetings.CALLED, M.starts_at, "oldest_called"),
            ),
            M.network_id,
        ),
        Group(
            "decision",
            (
                n(D.nr == DECISION, "pointed"),
                last(and_(M.kind == meetings.INITIAL, D.about == meetings.YES), D.nr, "last_yes"),
                last(and_(M.kind == meetings.INITIAL, D.about == meetings.NO), D.nr, "last_no"),
                func.count(
                    case((and_(M.kind == meetings.CONCLUSION, among(D.about, meetings.THREE)), D.about)).distinct()
                ).label("three"),
            ),
            D.network_id,
            D.__table__.join(M.__table__, M.id == D.meeting_id),
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
        ),
        Group(
            "discussion",
            (
                best(
                    ((network.ResidentDiscussion.state == "holdt", 2), (network.ResidentDiscussion.state != "", 1)),
                    "discussion",
                ),
            ),
            network.ResidentDiscussion.network_id,
        ),
        Group(
            "crime_set",
            (
                func.count().label("crime_sets"),
                n(
                    and_(
                        ~filled(mapping.CrimeSet.unavailable),
                        or_(~filled(mapping.CrimeSet.source), mapping.CrimeSet.extracted_on.is_(None)),
                    ),
                    "unsourced",
                ),
                n(~filled(mapping.CrimeSet.unavailable), "real_sets"),
            ),
            mapping.CrimeSet.network_id,
        ),
        Group(
            "study",
            (
                *(
                    best(
                        (
                            (and_(X.kind == kind, X.state == "gennemfoert"), 3),
                            (and_(X.kind == kind, X.state == "udeladt", filled(X.left_out_reason)), 2),
                            (X.kind == kind, 1),
                        ),
                        name,
                    )
                    for name, kind in (("survey", mapping.QUANTITATIVE), ("interviews", mapping.QUALITATIVE))
                ),
                n(and_(X.state == "gennemfoert", ~filled(X.done_by)), "studies_without_doer"),
                last(X.state == "gennemfoert", X.fieldwork_until, "studied_on"),
                first(X.state != "udeladt", X.fieldwork_from, "fieldwork_on"),
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
            ),
            A.network_id,
        ),
        Group(
            "group",
            (
                n(chosen, "groups"),
                n(and_(chosen, ~filled(G.reason)), "groups_without_reason"),
                n(no_leader, "groups_without_leader"),
                n(no_answer, "groups_unanswered"),
                n(and_(chosen, G.answer == "ja"), "groups_yes"),
                who(and_(chosen, ~filled(G.reason)), "group", G.id, "groups_without_reason_who"),
                who(no_leader, "group", G.id, "groups_without_leader_who"),
                who(no_answer, "group", G.id, "groups_unanswered_who"),
                first(no_answer, G.contacted_on, "groups_unanswered_since"),
            ),
            G.network_id,
        ),
        Group(
            "problem",
            (
                n(~has_group, "problems_without_group"),
                who(~has_group, "problem", P.id, "problems_without_group_who"),
                n(~has_route, "problems_without_route"),
                who(~has_route, "problem", P.id, "problems_without_route_who"),
            ),
            P.network_id,
            where=(open_problem,),
        ),
        Group(
            "agreement",
            (
                func.max(
                    sum((case((written(part), 1), else_=0) for part in PARTS), start=literal(0))
                ).label("parts"),
                n(filled(Agreement.concern_answer), "concern"),
                func.max(Agreement.in_force_on).label("in_force_on"),
            ),
            Agreement.network_id,
        ),
        Group(
            "partner",
            (
                func.count(case((joined, Partner.organisation_id)).distinct()).label("partners_joined"),
                n(silent, "partners_silent"),
                who(silent, "organisation", Partner.organisation_id, "partners_silent_who"),
                first(silent, Partner.asked_on, "partners_silent_since"),
            ),
            Partner.network_id,
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
                n(person_open, "card_persons_unagreed"),
                who(person_open, "line", L.id, "card_persons_unagreed_who"),
                n(office_open, "card_offices_unagreed"),
                who(office_open, "line", L.id, "card_offices_unagreed_who"),
                n(L.left_off, "card_left_off"),
                who(L.left_off, "line", L.id, "card_left_off_who"),
            ),
            L.network_id,
        ),
        Group("news", (last(NewsMail.state == MAIL_SENT, NewsMail.sent_on, "news_on"),), NewsMail.network_id),
        Group(
            "evaluation",
            (
                n(filled(Evaluation.findings), "findings"),
                best(((Evaluation.outcome == key, rank) for rank, key in enumerate(OUTCOMES, 1)), "outcome"),
                n(filled(Evaluation.grounds), "grounds"),
                func.max(Evaluation.reopen).label("reopen"),
                func.min(Evaluation.decide_by).label("decide_by"),
            ),
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

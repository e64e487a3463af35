"""The agreement as partners sign it."""

from engine import records
from engine.people.queries import names as people_names
from engine.queries import get_state
from engine.text import N_
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, JOINED, Agreement, Partner, Route
from workflows.tryghedsnetvaerk.agreement.queries import COMING, DRAFT, REPLACED, list_standing
from workflows.tryghedsnetvaerk.documents.fill import Value
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.papers.desk import Desk, named, under

SIGNATURE = "." * 36
NOT_YET = N_("ikke aftalt endnu")
SILENT = N_("svarede ikke inden fristen")
MARKS = {
    DRAFT: N_("Kladde – aftalen er ikke indgået"),
    COMING: N_("Indgået – gælder fra {dato}"),
    REPLACED: N_("Erstattet af en nyere version"),
}


def make_agreement(desk: Desk, agreement: Agreement) -> Paper:
    """Return a version of the agreement with its partners, what each brings, and room to sign."""
    state = get_state(desk.session.connection(), agreement.network_id)
    stands = list_standing(desk.session, agreement.network_id, state, desk.today)[agreement.nr]
    partners = [
        partner
        for partner in records.list_all(desk.session, Partner, desk.network.network_id)
        if partner.answer != DECLINED and partner.left_on is None and partner.agreement_nr == agreement.nr
    ]
    names = people_names(desk.session, [f"organisation:{partner.organisation_id}" for partner in partners])
    named_partners = [(names[f"organisation:{partner.organisation_id}"], partner) for partner in partners]
    values: dict[str, Value] = {
        "area": desk.network.name,
        "in_force": _in_force(desk, agreement, stands),
        "purpose": under(agreement.purpose or desk.network.purpose),
        "content": under(agreement.content),
        "routes": _routes(desk),
        "anchor": named(desk, desk.network.anchor_id) or desk.say(NOT_YET),
        "anchoring": under(agreement.anchoring),
        "how_often": agreement.how_often,
        "where": agreement.place,
        "convener": agreement.convener,
        "concern": under(agreement.concern_answer),
        "contributions": tuple((name, p.contribution) for name, p in named_partners if p.contribution),
        "accessions": tuple((name, *_accession(desk, partner)) for name, partner in named_partners),
    }
    title = desk.say(N_("Samarbejdsaftale for tryghedsnetværket i {omraade}"), omraade=desk.network.name)
    marks = [desk.say(MARKS[stands], dato=desk.day(agreement.in_force_on))] if stands in MARKS else []
    note = desk.say(N_("version {nr}"), nr=agreement.nr)
    return desk.paper("agreement", title, desk.filled("agreement", values), marks=marks, note=note)


def _in_force(desk: Desk, agreement: Agreement, stands: str) -> str:
    if agreement.in_force_on is None:
        return desk.say(NOT_YET)
    day = desk.day(agreement.in_force_on)
    return desk.say(N_("{dato}, når aftalen er indgået"), dato=day) if stands == DRAFT else day


def _accession(desk: Desk, partner: Partner) -> tuple[str, str]:
    """Return when a partner joined and where it signs; who was silent past the deadline has nothing to sign."""
    if partner.answer == JOINED:
        return desk.day(partner.answered_on), SIGNATURE
    if partner.deadline and partner.deadline < desk.today:
        return desk.say(SILENT), ""
    return "", SIGNATURE


def _routes(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """Return whom one contacts about which problem; numbers belong on the actioncard."""
    network = desk.network.network_id
    problems = {problem.id: problem.what for problem in records.list_all(desk.session, Problem, network)}
    others = desk.say(N_("Alle andre henvendelser"))
    rows = records.list_all(desk.session, Route, network)
    rows.sort(key=lambda row: row.problem_id is None)
    return tuple((problems.get(row.problem_id or 0, others), row.receiver) for row in rows)

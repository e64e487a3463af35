"""The agreement as partners sign it."""

from engine import records
from engine.people.queries import names as people_names
from engine.text import N_
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, JOINED, Agreement, Partner, Route
from workflows.tryghedsnetvaerk.documents.fill import Value
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.papers.desk import Desk, named, under

SIGNATURE = "." * 36
NOT_YET = N_("ikke aftalt endnu")


def make_agreement(desk: Desk, agreement: Agreement) -> Paper:
    """Return the agreement with its partners, what each brings, and room to sign."""
    partners = [
        partner
        for partner in records.list_all(desk.session, Partner, desk.network.network_id)
        if partner.answer != DECLINED and partner.left_on is None
    ]
    names = people_names(desk.session, [f"organisation:{partner.organisation_id}" for partner in partners])
    named_partners = [(names[f"organisation:{partner.organisation_id}"], partner) for partner in partners]
    values: dict[str, Value] = {
        "area": desk.network.name,
        "in_force": desk.day(agreement.in_force_on) if agreement.in_force_on else desk.say(NOT_YET),
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
        "accessions": tuple(
            (name, desk.day(p.answered_on) if p.answer == JOINED else "", SIGNATURE) for name, p in named_partners
        ),
    }
    title = desk.say(N_("Samarbejdsaftale for tryghedsnetværket i {omraade}"), omraade=desk.network.name)
    marks = [] if agreement.in_force_on else [desk.say(N_("Kladde – aftalen er ikke trådt i kraft"))]
    return desk.paper("agreement", title, desk.filled("agreement", values), marks=marks)


def _routes(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """Return whom one contacts about which problem; numbers belong on the actioncard."""
    network = desk.network.network_id
    problems = {problem.id: problem.what for problem in records.list_all(desk.session, Problem, network)}
    others = desk.say(N_("Alle andre henvendelser"))
    rows = records.list_all(desk.session, Route, network)
    rows.sort(key=lambda row: row.problem_id is None)
    return tuple((problems.get(row.problem_id or 0, others), row.receiver) for row in rows)

"""The agreement as partners sign it."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine import records
from engine.people.queries import names as people_names
from engine.queries import get_state
from engine.text import N_
from workflows.tryghedsnetvaerk.agreement import annex
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, JOINED, Agreement, Partner
from workflows.tryghedsnetvaerk.agreement.queries import COMING, DRAFT, DROPPED, REPLACED, is_silent, list_standing
from workflows.tryghedsnetvaerk.documents.fill import Value
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.papers.desk import Desk, under

SIGNATURE = "." * 36
NOT_YET = N_("ikke aftalt endnu")
SILENT = N_("svarede ikke inden fristen")
MARKS = {
    DRAFT: N_("Kladde – aftalen er ikke indgået"),
    COMING: N_("Indgået – gælder fra {dato}"),
    REPLACED: N_("Erstattet af en nyere version"),
    DROPPED: N_("Ikke indgået – afløst af en nyere version"),
}


def make_agreement(desk: Desk, agreement: Agreement) -> Paper:
    """Return a version of the agreement with its partners, what each brings, and room to sign."""
    state = get_state(desk.session.connection(), agreement.network_id)
    stands = list_standing(desk.session, agreement.network_id, state, desk.today)[agreement.nr]
    said = annex.of_version(desk.session, agreement)
    partners = [
        partner
        for partner in records.list_all(desk.session, Partner, desk.network.network_id)
        if partner.answer != DECLINED and partner.left_on is None and partner.agreement_nr == agreement.nr
    ]
    brought = _brought(desk, partners, said["partners"])
    values: dict[str, Value] = {
        "area": said["area"],
        "in_force": _in_force(desk, agreement, stands),
        "purpose": under(agreement.purpose or said["purpose"]),
        "content": under(agreement.content),
        "routes": tuple((what or desk.say(N_("Alle andre henvendelser")), whom) for what, whom in said["routes"]),
        "anchor": said["anchor"] or desk.say(NOT_YET),
        "anchoring": under(agreement.anchoring),
        "how_often": agreement.how_often,
        "where": agreement.place,
        "convener": agreement.convener,
        "concern": under(agreement.concern_answer),
        "contributions": tuple(
            one for one, partner in zip(brought, partners, strict=True) if one[1] and _stands(desk, partner, stands)
        ),
        "accessions": tuple(
            (name, *_accession(desk, partner)) for (name, _), partner in zip(brought, partners, strict=True)
        ),
    }
    title = desk.say(N_("Samarbejdsaftale for tryghedsnetværket i {omraade}"), omraade=said["area"])
    marks = [desk.say(MARKS[stands], dato=desk.day(agreement.in_force_on))] if stands in MARKS else []
    note = desk.say(N_("version {nr}"), nr=agreement.nr)
    return desk.paper("agreement", title, desk.filled("agreement", values), marks=marks, note=note)


def _in_force(desk: Desk, agreement: Agreement, stands: str) -> str:
    if agreement.in_force_on is None:
        return desk.say(NOT_YET)
    day = desk.day(agreement.in_force_on)
    return desk.say(N_("{dato}, når aftalen er indgået"), dato=day) if stands == DRAFT else day


def _stands(desk: Desk, partner: Partner, stands: str) -> bool:
    """Say whether what a partner brings is promised, or proposed in a draft that it can still answer."""
    return partner.answer == JOINED or (stands == DRAFT and not is_silent(partner, desk.today))


def _accession(desk: Desk, partner: Partner) -> tuple[str, str]:
    """Return when a partner joined and where it signs; who was silent past the deadline has nothing to sign."""
    if partner.answer == JOINED:
        return desk.day(partner.answered_on), SIGNATURE
    if is_silent(partner, desk.today):
        return desk.say(SILENT), ""
    return "", SIGNATURE


def _brought(desk: Desk, partners: Sequence[Partner], kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return name and contribution of each partner: as they were kept with its answer, else as they stand."""
    names = people_names(desk.session, [f"organisation:{partner.organisation_id}" for partner in partners])
    return [
        (kept[str(one.nr)]["name"], kept[str(one.nr)]["contribution"])
        if str(one.nr) in kept
        else (names[f"organisation:{one.organisation_id}"], one.contribution)
        for one in partners
    ]

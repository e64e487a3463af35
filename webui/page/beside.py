"""The year's evaluation beside the current work: what the pages of the network and of its steps say of it."""

from datetime import date
from typing import Any

from flask import url_for

from engine import records
from engine.text import N_
from webui.page.frame import Here, told
from webui.saying.language import _
from webui.visit import policy
from webui.visit.db import session
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.agreement.queries import list_settled
from workflows.tryghedsnetvaerk.evaluation.actions import STEP as EVALUATION


def waits(due: date | None) -> str:
    """Say that the evaluation should have begun, and waits because the network is on hold."""
    return _(N_("Evalueringen skulle være begyndt {dato}. Den venter, til netværket er i gang igen."), dato=due)


def hint(place: Here) -> str:
    """Say that the evaluation is open beside the step where the network stands, and when it can be closed."""
    number = place.definition.order[place.state.position]
    return _(N_("Åben ved siden af trin {nr}. Den kan lukkes, når trin {nr} er lukket."), nr=number)


def link(place: Here) -> tuple[str, str, bool]:
    """Return the way to the evaluation."""
    return _(N_("Gå til evalueringen")), _url(place, EVALUATION), False


def undated(place: Here) -> dict[str, Any] | None:
    """Return the warning that no evaluation is planned, with the way to where the date is written."""
    if not place.undated:
        return None
    slug = policy.access().slug
    newest = max(records.list_all(session(), Agreement, place.row.id), key=lambda row: row.nr, default=None)
    if newest is None:
        url = url_for("records.new", slug=slug, noun="aftale")
    else:
        # What was agreed keeps its text: only its date is written, in a form of its own.
        if newest.nr in list_settled(session(), place.row.id, place.state):
            url = url_for("verbs.ask", slug=slug, noun="aftale", nr=newest.nr, verb="dato")
        else:
            url = url_for("records.edit" if newest.nr == 1 else "records.show", slug=slug, noun="aftale", nr=newest.nr)
    text = _(
        N_("Evalueringen kommer et år efter den dag, aftalen trådte i kraft. Datoen mangler, så ingen får besked.")
    )
    return {"heading": _(N_("Der er ikke planlagt nogen evaluering")), "text": text,
            "actions": [(_(N_("Skriv aftalens dato")), url, True)] if place.works else []}  # fmt: skip


def notice(place: Here, step: str) -> dict[str, Any] | None:
    """Return what the page of *step* says of the evaluation; nothing where there is nothing to say."""
    if place.undated and step in (EVALUATION, "praksis", place.state.position):
        return undated(place)
    if place.held:
        if step not in (EVALUATION, place.state.position):
            return None
        url = url_for("reasons.ask", slug=policy.access().slug, verb="genoptag")
        again = [(_(N_("Genoptag netværket")), url, True)] if place.works else []
        return {"heading": _(N_("Evalueringen venter")), "text": waits(place.year_on), "actions": again}
    if not place.evaluating:
        return None
    if step == place.beside:
        return {"heading": _(N_("Evalueringen er åben")), "text": hint(place), "actions": _ways(place)}
    if step == EVALUATION or step not in (place.state.position, "praksis"):
        return None
    text = _(N_("Skriv målinger, resultater og beslutning ind, mens arbejdet her går videre."))
    return {"heading": _(N_("Årets evaluering er åben")), "text": text, "actions": [link(place)]}


def _ways(place: Here) -> list[tuple[str, str, bool]]:
    """Return the way to what the evaluation lacks, and to the step that is closed first."""
    missing = [told(finding) for finding in place.found(EVALUATION) if finding.stops]
    number = place.definition.order[place.state.position]
    first = [(missing[0]["mend_text"], missing[0]["mend_url"], True)] if missing else []
    return [*first, (_(N_("Gå til trin {nr}"), nr=number), _url(place, place.state.position), not first)]


def _url(place: Here, step: str) -> str:
    return url_for("steps.show", slug=policy.access().slug, nr=place.definition.order[step])

"""The one next thing of a network: what stops its step, the press that closes it, or what practice comes to next."""

from typing import Any

from flask import url_for
from flask_login import current_user

from engine.state import RUNNING
from engine.text import N_
from webui.page import addresses, beside, halted
from webui.page.frame import Here, told
from webui.saying.language import _, tell
from webui.visit import policy

AGAIN = {
    "moeder": (N_("Næste netværksmøde: {dato}"), "netvaerksmoede"),
    "nyhedsmails": (N_("Næste nyhedsmail: {dato}"), "nyhedsmails"),
    "beboere": (N_("Næste information til beboerne: {dato}"), "beboere"),
}


def next_thing(place: Here) -> dict[str, Any]:
    """Return the one next thing: the first demand that is ours to meet, else the press that closes the step."""
    slug = policy.access().slug
    if place.state.mode != RUNNING:
        return halted.box(place)
    open_too = [beside.link(place)] if place.beside else []
    order = sorted([place.state.position, *place.state.reopened], key=lambda step: place.definition.order[step])
    for step in order:
        nr = place.definition.order[step]
        stopping = [finding for finding in place.found(step) if finding.stops]
        found = [told(finding) for finding in stopping]
        url = url_for("steps.show", slug=slug, nr=nr)
        if found:
            reason = stopping[0].reason
            yours = reason is not None and f"person:{current_user.person_id}" in reason.who
            title = _(N_("Trin {nr}: {titel}"), nr=nr, titel=tell(place.definition.steps[step].title))
            too = _(N_("Det er også dit svar, der mangler."))
            return {
                "heading": found[0]["sentence"],
                "text": f"{title}. {too}" if yours else title,
                "actions": [
                    (found[0]["mend_text"], found[0]["mend_url"], True),
                    (_(N_("Se trinnet")), url, False),
                    *open_too,
                ],
            }
        if not all(task.running for task in place.definition.steps[step].tasks):
            return {
                "heading": _(N_("Luk trin {nr}: {titel}"), nr=nr, titel=tell(place.definition.steps[step].title)),
                "text": _(N_("Alle krav er opfyldt.")),
                "actions": [(_(N_("Gå til trinnet")), url, True), *open_too],
            }
    return _of_practice(place)


def _of_practice(place: Here) -> dict[str, Any]:
    """Return what practice warns of first; else the meeting that is not planned, or what it comes to next."""
    going, slug = _(N_("Samarbejdet er i gang.")), policy.access().slug
    if warnings := [told(finding) for finding in place.found("praksis") if finding.reason]:
        first = warnings[0]
        return {"heading": first["sentence"], "text": going, "actions": [(first["mend_text"], first["mend_url"], True)]}
    dates = place.facts.dates
    text = " ".join(filter(None, [going, _next_year(place)]))
    if dates.network_on is None:
        if met := dates.latest.get("moeder"):
            text = " ".join([_(N_("Det seneste møde var {dato}."), dato=met), text])
        plan = _(N_("Planlæg et netværksmøde")), addresses.of("netvaerksmoede", slug), True
        heading = _(N_("Næste netværksmøde er ikke planlagt"))
        return {"heading": heading, "text": text, "actions": [plan] if place.works else []}
    task, on = min(((task, on) for task in AGAIN if (on := dates.again(task))), key=lambda one: one[1])
    said, page = AGAIN[task]
    way = addresses.title(page), addresses.of(page, slug), True
    return {"heading": tell(said, {"dato": on}), "text": text, "actions": [way]}


def _next_year(place: Here) -> str:
    """Say when the next evaluation comes, and what it is counted from where the agreement has no date."""
    if place.year_on is None:
        return ""
    if place.facts.dates.in_force_on is None:
        return _(
            N_("Næste evaluering: {dato}. Den regnes fra den dag, trin 6 blev lukket, for aftalen har ingen dato."),
            dato=place.year_on,
        )
    return _(N_("Næste evaluering: {dato}."), dato=place.year_on)

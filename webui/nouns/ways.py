"""The way to where a refusal is mended: the address behind the page that it names."""

from flask import url_for

from engine import records
from engine.text import N_
from webui.nouns.catalogue import NOUNS
from webui.nouns.shape import Noun
from webui.page import addresses
from webui.saying.language import _, tell
from webui.visit import policy
from webui.visit.db import session
from webui.visit.remedies import Way
from workflows.tryghedsnetvaerk.process import PROCESS

OF_NETWORK = {"trin": N_("Gå til trin {nr}"), "genaabn": N_("Genåbn trin {nr}")}


def find_way(page: str) -> Way | None:
    """Return the way to a page that a refusal names; nothing when it names none, or a field."""
    key, _sep, rest = page.partition(":")
    number, _sep, doing = rest.partition(":")
    if not key or key.startswith("#"):
        return None
    if key == "person":
        return _(N_("Gå til personen")), url_for("people.show_person", nr=int(number))
    slug = policy.access().slug
    if key == "genoptag":
        return _(N_("Genoptag netværket")), url_for("reasons.ask", slug=slug, verb=key)
    if key in OF_NETWORK:
        nr = PROCESS.order[number]
        again = url_for("reasons.ask", slug=slug, nr=nr, verb=key) if key == "genaabn" else ""
        return tell(OF_NETWORK[key], {"nr": nr}), again or url_for("steps.show", slug=slug, nr=nr)
    if key == "opsaetning":
        return _(N_("Ret opsætningen")), url_for("surveys.ask", slug=slug, nr=int(number))
    if not number:
        return addresses.title(key), addresses.of(key, slug)
    return _to_record(NOUNS[key], int(number), doing)


def _to_record(kind: Noun, nr: int, doing: str) -> Way:
    """Return the way to one record, and to what is done with it there when it can be done."""
    slug, row = policy.access().slug, records.get(session(), kind.model, policy.access().process_id, nr)
    said = {"hvad": tell(kind.one).lower(), "nr": nr}
    if doing == "ret" and kind.editable(row):
        return _(N_("Ret {hvad} {nr}"), **said), url_for("records.edit", slug=slug, noun=kind.key, nr=nr)
    if verb := next((one for one in kind.verbs if one.key == doing and one.when(row)), None):
        return tell(verb.text), url_for("verbs.ask", slug=slug, noun=kind.key, nr=nr, verb=verb.key)
    return _(N_("Åbn {hvad} {nr}"), **said), url_for("records.show", slug=slug, noun=kind.key, nr=nr)

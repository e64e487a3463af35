"""Step 6, Indgåelse af samarbejdsaftale: its parts, its partners, the day it takes force and its routes."""

from engine.definition import Demand, Reason
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Facts
from workflows.tryghedsnetvaerk.guards.shapes import OTHERS, at_least_two, demand, none_left, still_lacking

PARTS = {
    "purpose": N_("formål"),
    "content": N_("indhold og form"),
    "anchoring": N_("organisatorisk forankring"),
    "how_often": N_("hvor ofte I mødes"),
    "place": N_("hvor I mødes"),
    "convener": N_("hvem der indkalder"),
}


def _parts_filled(facts: Facts) -> Reason | None:
    if facts.agreement_unattached:
        return Reason(
            N_(
                "Aftalen er markeret som underskrevet på papir, men filen er ikke vedhæftet. "
                "Vedhæft den, eller fjern krydset."
            )
        )
    text = N_("Aftalen mangler {antal} af sine seks dele: {dele}.")
    return still_lacking(facts, "parts_missing", text, PARTS)


parts_filled = Demand(
    "aftale_dele",
    N_("Aftalens seks dele er skrevet: formål, indhold, forankring, hvor ofte, hvor og hvem der indkalder"),
    "aftale",
    _parts_filled,
)
concern_answered = demand(
    "bekymring_besvaret",
    N_("Der er svar på, hvad samarbejdet betyder for fagpersonernes forhold til beboerne"), "aftale",
    N_("Der mangler svar på, hvad samarbejdet betyder for fagpersonernes forhold til beboerne."),
    lambda f: f.concern_answered,
)  # fmt: skip
two_joined = at_least_two(
    "to_tilsluttet", N_("Mindst to organisationer har tilsluttet sig"), "parter", "partners_joined",
    N_("Organisationer, der har tilsluttet sig aftalen: {antal}. Der skal være mindst to."),
)  # fmt: skip


def _partners_answered(facts: Facts) -> Reason | None:
    if facts.partners_undated:
        undated = N_("Parter, der ikke har svaret og ikke har fået en frist: {antal}. Skriv en frist for svar.")
        asked = facts.who.get("partners_undated", ()), facts.since.get("partners_undated")
        return Reason(undated, {"antal": facts.partners_undated}, *asked)
    if not facts.partners_silent:
        return None
    silent = N_("Parter, der ikke har svaret, og som stadig har frist: {antal}.")
    found = facts.who.get("partners_silent", ()), facts.since.get("partners_silent")
    return Reason(silent, {"antal": facts.partners_silent}, *found, OTHERS)


partners_answered = Demand(
    "parter_svar", N_("Hver part har svaret, eller fristen er gået"), "parter", _partners_answered
)
force_dated = demand(
    "ikraft", N_("Aftalen har en dato, den gælder fra"), "aftale",
    N_("Aftalen mangler den dato, den gælder fra."), lambda f: f.in_force,
)  # fmt: skip
problems_have_routes = none_left(
    "problemer_veje", N_("Hvert problem har en kontaktvej"), "kontaktveje", "problems_without_route",
    N_("Problemer uden en kontaktvej: {antal}."), warning=True,
)  # fmt: skip

"""Step 7, Kontaktmaterialer: the folder, the actioncard and the contact list."""

from engine.definition import Demand
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Material
from workflows.tryghedsnetvaerk.guards.shapes import OTHERS, demand, none_left


def released(fact: str, key: str, title: str, otherwise: str) -> Demand:
    """Make the demand that one material is released, or not relevant with a reason."""
    return demand(key, title, "materialer", otherwise, lambda f: getattr(f, fact) is not Material.NONE)


folder_settled = released(
    "folder", "folder_klar", N_("Folderen er frigivet eller ikke relevant"), N_("Folderen er ikke frigivet.")
)
folder_limits = demand(
    "folder_graenser", N_("Folderen siger, hvad netværket ikke er"), "materialer",
    N_("Folderen mangler teksten »Hvad netværket ikke er«."), lambda f: not f.folder_without_limits, firm=True,
)  # fmt: skip
card_settled = released(
    "card", "kort_klar", N_("Actioncardet er frigivet eller ikke relevant"), N_("Actioncardet er ikke frigivet.")
)
persons_agreed = none_left(
    "kort_personer", N_("Alle personer på kortet har selv sagt ja"), "actioncard", "card_persons_unagreed",
    N_("Personer på actioncardet, der ikke selv har sagt ja: {antal}."), waits=OTHERS, firm=True,
)  # fmt: skip
offices_agreed = none_left(
    "kort_kontorer", N_("Alle kontorer på kortet er aftalt"), "actioncard", "card_offices_unagreed",
    N_("Kontorer på actioncardet, der ikke er aftalt med lederen eller i et referat: {antal}."), waits=OTHERS,
)  # fmt: skip
nobody_left_off = none_left(
    "kort_udeladt", N_("Ingen er udeladt af kortet"), "actioncard", "card_left_off",
    N_("Udeladt af actioncardet: {antal}."), warning=True,
)  # fmt: skip
list_settled = released(
    "contact_list", "liste_klar", N_("Telefon- og maillisten er frigivet eller ikke relevant"),
    N_("Telefon- og maillisten er ikke frigivet."),
)  # fmt: skip

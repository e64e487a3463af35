"""Step 3, Sammensætning: the groups of professionals."""

from engine.text import N_
from workflows.tryghedsnetvaerk.guards.shapes import OTHERS, demand, none_left

groups_chosen = demand(
    "grupper", N_("Faggrupperne er valgt"), "faggrupper", N_("Ingen faggrupper er valgt."), lambda f: f.groups > 0
)
groups_reasoned = none_left(
    "grupper_begrundet", N_("Hver valgt faggruppe har en begrundelse"), "faggrupper", "groups_without_reason",
    N_("Valgte faggrupper uden en begrundelse: {antal}."),
)  # fmt: skip
leaders_contacted = none_left(
    "ledere", N_("En leder eller kontaktperson er kontaktet for hver gruppe"), "faggrupper", "groups_without_leader",
    N_("Faggrupper uden en kontaktet leder, ejer eller kontaktperson: {antal}."),
)  # fmt: skip
groups_answered = none_left(
    "grupper_svar", N_("Hver valgt faggruppe har svaret"), "faggrupper", "groups_unanswered",
    N_("Faggrupper, der ikke har svaret eller mangler datoen for påmindelsen: {antal}."), waits=OTHERS,
)  # fmt: skip
one_group_joins = demand(
    "en_gruppe_ja", N_("Mindst én faggruppe har sagt ja"), "faggrupper",
    N_("Ingen faggruppe har sagt ja."), lambda f: f.groups_yes > 0,
)  # fmt: skip
problems_have_groups = none_left(
    "problemer_grupper", N_("Hvert problem har en faggruppe tæt på"), "faggrupper", "problems_without_group",
    N_("Problemer uden en faggruppe tæt på: {antal}."), warning=True,
)  # fmt: skip

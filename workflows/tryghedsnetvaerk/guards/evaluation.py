"""Step 9, Evaluering: findings, measures, the decision and its grounds."""

from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Outcome
from workflows.tryghedsnetvaerk.guards.shapes import demand

findings_written = demand(
    "resultater", N_("Evalueringens resultater er skrevet"), "evaluering",
    N_("Evalueringens resultater er ikke skrevet."), lambda f: f.findings,
)  # fmt: skip
measured = demand(
    "maalt", N_("Der er mindst én måling"), "maalinger", N_("Der er ingen målinger."), lambda f: f.measures > 0
)
outcome_decided = demand(
    "afgjort", N_("Det er besluttet at fortsætte, nedskalere eller korrigere"), "evaluering",
    N_("Beslutningen er ikke taget: fortsæt, nedskalér eller korrigér."),
    lambda f: f.outcome is not Outcome.NONE,
)  # fmt: skip
grounds_given = demand(
    "begrundet", N_("Beslutningen er begrundet"), "evaluering",
    N_("Beslutningen er ikke begrundet."), lambda f: f.grounds,
)  # fmt: skip
steps_named = demand(
    "trin_udpeget", N_("Skal der korrigeres, er det valgt, hvilke trin der tages op igen"), "evaluering",
    N_("Beslutningen er at korrigere, men der er ikke valgt, hvilke trin der tages op igen."),
    lambda f: f.outcome is not Outcome.CORRECT or f.steps_to_reopen > 0,
)  # fmt: skip
crime_measured = demand(
    "kriminalitet_maalt", N_("Kriminaliteten er målt"), "maalinger",
    N_("Udviklingen i kriminaliteten er ikke målt."), lambda f: f.crime_measured, warning=True,
)  # fmt: skip
safety_measured = demand(
    "tryghed_maalt", N_("Trygheden er målt"), "maalinger",
    N_("Udviklingen i trygheden er ikke målt."), lambda f: f.safety_measured, warning=True,
)  # fmt: skip
baseline_there = demand(
    "udgangspunkt", N_("Der er et udgangspunkt at sammenligne med"), "kortlaegning",
    N_("Der er intet udgangspunkt fra kortlægningen. Der måles for første gang."), lambda f: f.baseline, warning=True,
)  # fmt: skip

"""Who may tick, and who may decide."""

from engine.definition import Demand, Reason
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Actor, Facts

POINT = N_("Kun styregruppen kan markere en beslutning som udført. "
           "Tovholderen kan gøre det ved at vælge en beslutning i et referat.")  # fmt: skip


def _may_tick(facts: Facts) -> Reason | None:
    if facts.actor is not Actor.NOBODY:
        return None
    return Reason(N_("Kun styregruppen, suppleanterne og tovholderen kan ændre noget i dette netværk."))


def _may_decide(facts: Facts) -> Reason | None:
    if facts.actor is Actor.MEMBER or (facts.actor is Actor.COORDINATOR and facts.decision_pointed):
        return None
    if facts.actor is Actor.COORDINATOR:
        return Reason(POINT)
    if facts.sitting == 0:
        return Reason(N_("Ingen sidder i styregruppen i dag."))
    return Reason(N_("Kun styregruppen kan markere en beslutning som udført."))


MAY_TICK = Demand("ret_aktivitet", N_("Du kan markere aktiviteter som udført"), "styregruppe", _may_tick, firm=True)
MAY_DECIDE = Demand(
    "ret_beslutning", N_("Du kan markere beslutninger som udført"), "styregruppe", _may_decide, firm=True
)

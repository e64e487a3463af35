"""Steps 4, 5 and 6: the three meetings, each called, held in its order and its minutes sent."""

from collections.abc import Callable
from typing import NamedTuple

from engine.definition import Demand, Reason, Waits
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Facts
from workflows.tryghedsnetvaerk.guards.shapes import OTHERS, demand, still_lacking


class Meeting(NamedTuple):
    """How the demands of one meeting speak of it: what is met, and what is said while it is not."""

    called: str
    not_called: str
    uncalled: str
    held: str
    not_held: str
    awaited: str
    sent: str
    not_sent: str
    approved: str
    not_approved: str
    too_early: str = ""


ORIENTATION = Meeting(
    called=N_("Orienteringsmødet er indkaldt"),
    not_called=N_("Orienteringsmødet er ikke indkaldt. Tryk på Indkald, når dagsordenen er klar."),
    uncalled=N_("Orienteringsmødet er holdt uden at være indkaldt. Indkald til et nyt, eller fravig kravet."),
    held=N_("Orienteringsmødet er holdt"),
    not_held=N_("Orienteringsmødet er ikke holdt."),
    awaited=N_("Orienteringsmødet er indkaldt til {dato} og er ikke holdt endnu."),
    sent=N_("Referatet af orienteringsmødet er sendt ud"),
    not_sent=N_("Referatet af orienteringsmødet er ikke sendt ud."),
    approved=N_("Referatet af orienteringsmødet er godkendt"),
    not_approved=N_("Referatet af orienteringsmødet er ikke godkendt endnu."),
)
DEVELOPMENT = Meeting(
    called=N_("Udviklingsmødet er indkaldt"),
    not_called=N_("Udviklingsmødet er ikke indkaldt. Tryk på Indkald, når dagsordenen er klar."),
    uncalled=N_("Udviklingsmødet er holdt uden at være indkaldt. Indkald til et nyt, eller fravig kravet."),
    held=N_("Udviklingsmødet er holdt efter orienteringsmødet"),
    not_held=N_("Udviklingsmødet er ikke holdt."),
    awaited=N_("Udviklingsmødet er indkaldt til {dato} og er ikke holdt endnu."),
    sent=N_("Referatet af udviklingsmødet er sendt ud"),
    not_sent=N_("Referatet af udviklingsmødet er ikke sendt ud."),
    approved=N_("Referatet af udviklingsmødet er godkendt"),
    not_approved=N_("Referatet af udviklingsmødet er ikke godkendt endnu."),
    too_early=N_(
        "Udviklingsmødet blev holdt {dato}, før orienteringsmødet {foer}. Er en dato forkert, så ret den. "
        "Ellers hold et nyt udviklingsmøde."
    ),
)
CONCLUSION = Meeting(
    called=N_("Aftalemødet er indkaldt"),
    not_called=N_("Aftalemødet er ikke indkaldt. Tryk på Indkald, når dagsordenen er klar."),
    uncalled=N_("Aftalemødet er holdt uden at være indkaldt. Indkald til et nyt, eller fravig kravet."),
    held=N_("Aftalemødet er holdt efter udviklingsmødet"),
    not_held=N_("Aftalemødet er ikke holdt."),
    awaited=N_("Aftalemødet er indkaldt til {dato} og er ikke holdt endnu."),
    sent=N_("Referatet af aftalemødet er sendt ud"),
    not_sent=N_("Referatet af aftalemødet er ikke sendt ud."),
    approved=N_("Referatet af aftalemødet er godkendt"),
    not_approved=N_("Referatet af aftalemødet er ikke godkendt endnu."),
    too_early=N_(
        "Aftalemødet blev holdt {dato}, før udviklingsmødet {foer}. Er en dato forkert, så ret den. "
        "Ellers hold et nyt aftalemøde."
    ),
)


def _called(said: Meeting, fact: str) -> Callable[[Facts], Reason | None]:
    def check(facts: Facts) -> Reason | None:
        if getattr(facts, f"{fact}_called"):
            return None
        return Reason(said.uncalled if getattr(facts, f"{fact}_held") else said.not_called)

    return check


def _held(said: Meeting, fact: str, before: str | None) -> Callable[[Facts], Reason | None]:
    def check(facts: Facts) -> Reason | None:
        if not getattr(facts, f"{fact}_held"):
            called, on = getattr(facts, f"{fact}_called"), facts.since.get(f"{fact}_awaited")
            waits, since = OTHERS if called else Waits.US, facts.since.get(fact)
            if called and on:
                return Reason(said.awaited, {"dato": on}, since=since, waits_for=waits)
            return Reason(said.not_held, since=since, waits_for=waits)
        if before and getattr(facts, f"{fact}_early"):
            on, earlier = facts.since.get(f"{fact}_held"), facts.since.get(f"{before}_held")
            return Reason(said.too_early, {"dato": on, "foer": earlier})
        return None

    return check


def meeting(said: Meeting, fact: str, key: str, page: str, before: str | None = None) -> tuple[Demand, ...]:
    """Make the demands of one meeting: formally called, held in its order, minutes sent; approved is a warning."""
    return (
        Demand(f"{key}_indkaldt", said.called, page, _called(said, fact)),
        Demand(f"{key}_holdt", said.held, page, _held(said, fact, before)),
        demand(f"{key}_referat", said.sent, page, said.not_sent, lambda f: getattr(f, f"{fact}_sent")),
        demand(f"{key}_godkendt", said.approved, page, said.not_approved,
               lambda f: getattr(f, f"{fact}_approved"), warning=True),
    )  # fmt: skip


orientation_demands = meeting(ORIENTATION, "orientation", "orientering", "orienteringsmoede")
development_demands = meeting(DEVELOPMENT, "development", "udvikling", "udviklingsmoede", "orientation")
conclusion_demands = meeting(CONCLUSION, "conclusion", "aftalemoede", "aftalemoede", "development")
DECISIONS = {"formaal": N_("formålet"), "form": N_("samarbejdsformen"), "forankring": N_("forankringen")}


def _three_decided(facts: Facts) -> Reason | None:
    text = N_("Aftalemødet mangler {antal} af sine tre beslutninger: {dele}.")
    return still_lacking(facts, "decisions_missing", text, DECISIONS)


three_decisions = Demand(
    "tre_beslutninger", N_("Aftalemødets tre beslutninger er skrevet ned"), "aftalemoede", _three_decided
)

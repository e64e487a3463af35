"""The shapes that demands come in: a sentence, and what of the facts it is judged by."""

from collections.abc import Callable, Mapping

from engine.definition import Demand, Reason, Waits
from workflows.tryghedsnetvaerk.facts import Facts

OTHERS = Waits.OTHERS


def demand(
    key: str,
    title: str,
    page: str,
    otherwise: str,
    holds: Callable[[Facts], bool],
    *,
    firm: bool = False,
    warning: bool = False,
    begins: Callable[[Facts], bool] | None = None,
) -> Demand:
    """Make a demand that gives the sentence *otherwise* unless it *holds*."""

    def check(facts: Facts) -> Reason | None:
        return None if holds(facts) else Reason(otherwise)

    return Demand(key, title, page, check, firm=firm, warning=warning, begins=begins)


def none_left(
    key: str, title: str, page: str, fact: str, otherwise: str, *, waits: Waits = Waits.US, firm: bool = False,
    warning: bool = False, begins: Callable[[Facts], bool] | None = None,
) -> Demand:  # fmt: skip
    """Make a demand that the count *fact* is 0; the sentence says how many, who and since when."""

    def check(facts: Facts) -> Reason | None:
        left: int = getattr(facts, fact)
        if left == 0:
            return None
        return Reason(otherwise, {"antal": left}, facts.who.get(fact, ()), facts.since.get(fact), waits)

    return Demand(key, title, page, check, firm=firm, warning=warning, begins=begins)


def at_least_two(key: str, title: str, page: str, fact: str, otherwise: str) -> Demand:
    """Make a demand that the count *fact* is 2 or more; the sentence says how many there are."""

    def check(facts: Facts) -> Reason | None:
        found: int = getattr(facts, fact)
        return None if found >= 2 else Reason(otherwise, {"antal": found})

    return Demand(key, title, page, check)


def still_lacking(facts: Facts, fact: str, otherwise: str, names: Mapping[str, str]) -> Reason | None:
    """Return the reason that says how many things the count *fact* lacks, and names them."""
    left: int = getattr(facts, fact)
    named = tuple(names[key] for key in facts.lacking.get(fact, ()))
    return Reason(otherwise, {"antal": left, "dele": named}) if left else None

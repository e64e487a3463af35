"""Which orientation, development and conclusion meeting counts: one and the same is called, held in its order and its
minutes sent."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from workflows.tryghedsnetvaerk.meetings.models import CONCLUSION, DEVELOPMENT, ORIENTATION

THREE_MEETINGS = {"orientation": ORIENTATION, "development": DEVELOPMENT, "conclusion": CONCLUSION}


class Taken(NamedTuple):
    """What was done about one meeting, by the days as they are written; *early* if the one before it was held later."""

    held: str = ""
    called: str = ""
    sent: str = ""
    approved: str = ""
    early: bool = False


class Counting(NamedTuple):
    """What is told of the meetings that count: what was done about each, and since when."""

    facts: dict[str, bool]
    since: dict[str, date]


@lru_cache(maxsize=1024)
def that_count(listed: str) -> Counting:
    """Return what is told of the meeting of each kind that counts.

    *listed* holds of each meeting its kind, the days it was called, held and its minutes sent, and whether these are
    approved; with commas between, and semicolons between the meetings.
    """
    told = [one.split(",") for one in listed.split(";")] if listed else []
    facts, since, before = dict[str, bool](), dict[str, date](), ""
    for fact, kind in THREE_MEETINGS.items():
        one = _furthest([Taken(held, called, sent, approved, "" < held < before)
                         for of, called, held, sent, approved in told if of == kind])  # fmt: skip
        facts[f"{fact}_called"], facts[f"{fact}_held"] = bool(one.called), bool(one.held)
        facts[f"{fact}_sent"], facts[f"{fact}_approved"] = bool(one.sent), bool(one.approved)
        if kind != ORIENTATION:
            facts[f"{fact}_early"] = one.early
        since |= {key: date.fromisoformat(day) for key, day in ((fact, one.called), (f"{fact}_held", one.held)) if day}
        before = one.held
    return Counting(facts, since)


def _furthest(mine: list[Taken]) -> Taken:
    """Return the meeting that has come furthest, the first held of several; one held too early hardly counts."""
    mine.sort()
    return max(mine, key=_done, default=Taken())


def _done(one: Taken) -> tuple[float, bool]:
    done = bool(one.called) + bool(one.held) + bool(one.sent)
    return 0.5 if one.early else done, bool(one.called)

"""What came before what it comes after: first the yes, then the group (row 33); first the message, then fieldwork."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1024)
def that_came_early(listed: str, day: date | None) -> Mapping[str, date]:
    """Return what came before *day*, each with the first time it did; nothing while there is no such day.

    *listed* holds references, each with its day after an at sign, and commas between them.
    """
    found: dict[str, date] = {}
    for one in listed.split(",") if listed and day else ():
        who, _, said = one.partition("@")
        since = date.fromisoformat(said)
        if day and since < day:
            found[who] = min(since, found.get(who, since))
    return found

"""Who sat in the steering group before the initial meeting said yes: first the yes, then the group (row 33)."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1024)
def that_sat_early(listed: str, agreed: date | None) -> Mapping[str, date]:
    """Return who sits since before *agreed*, each with the first day; nobody while no meeting has said yes.

    *listed* holds whom each seat refers to and its first day, with an at sign between, and commas between the seats.
    """
    found: dict[str, date] = {}
    for one in listed.split(",") if listed and agreed else ():
        who, _, said = one.partition("@")
        since = date.fromisoformat(said)
        if agreed and since < agreed:
            found[who] = min(since, found.get(who, since))
    return found

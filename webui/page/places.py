"""What is missing, by the place where it is mended: one link for everything that is mended in one place."""

from collections.abc import Iterable
from typing import Any


def by_place(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what findings tell: first what is missing, in a sentence each, that of one place together with one link
    after it; then the rest as it stood."""
    lines = [_shortly(one) for one in told]
    places: dict[Any, list[dict[str, Any]]] = {}
    for one in lines:
        if not one["met"]:
            places.setdefault(one["mend_url"], []).append(one)
    missing = [one | {"mend_url": None} if one is not some[-1] else one for some in places.values() for one in some]
    return [*missing, *(one for one in lines if one["met"])]


def _shortly(one: dict[str, Any]) -> dict[str, Any]:
    """Say of what is missing only the sentence that says so; its *name* is what it is called when it is there."""
    if one["met"] or one["aside"] or not one["sentence"]:
        return one | {"name": one["title"]}
    return one | {"name": one["title"], "title": one["sentence"], "sentence": ""}

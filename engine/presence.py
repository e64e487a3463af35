"""Whether every network that was begun is still there, and no event and no network that nobody began."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import func, select

from engine.db import Connection
from engine.history import AT_A_TIME, read, stored
from engine.installation import BEGUN, SLUG
from engine.models import event, process
from engine.text import N_, sentence
from engine.verification import Fault, list_chains


def check(db: Connection) -> list[Fault]:
    """Hold the networks there are against those that the installation's chain tells were begun, in four questions.

    A network from before that was told of is not looked for: when it is gone with all its events, only a checkpoint
    kept elsewhere shows that.
    """
    slugs = {row.id: row.slug for row in list_chains(db)}
    own = next((number for number, slug in slugs.items() if slug == SLUG), 0)
    begun = {body["network"]: body for body in _begun(db, own)}
    faults = [
        Fault(own, SLUG, body["seq"], sentence(N_("Netværket {navn} blev begyndt her, men er væk."), navn=body["slug"]))
        for number, body in begun.items()
        if number not in slugs
    ]
    return [*faults, *_untold(db, slugs, own, begun), *_strays(db, begun)]


def _begun(db: Connection, own: int) -> Iterator[Mapping[str, Any]]:
    told = event.c.body.contains(f'"kind":"{BEGUN}"', autoescape=True)
    for row in db.execute(stored(db).where(event.c.process_id == own, told)):
        body = read(row).body
        if {"network", "slug"} <= body.keys():
            yield body


def _untold(
    db: Connection, slugs: Mapping[int, str], own: int, begun: Mapping[int, Mapping[str, Any]]
) -> Iterator[Fault]:
    """Find the networks that say where their beginning is told of, or must, and are not told of there."""
    first = stored(db).where(event.c.seq == 1, event.c.process_id != own).execution_options(yield_per=AT_A_TIME)
    for one in map(read, db.execute(first)):
        if one.process_id not in slugs or not one.readable:
            continue
        told, said = begun.get(one.process_id, {}).get("seq"), one.body.get("begun")
        if said != told or (said is None and begun and one.process_id > min(begun)):
            text = N_("Systemets egen historik fortæller ikke, at netværket blev begyndt.")
            yield Fault(one.process_id, slugs[one.process_id], 1, sentence(text))


def _strays(db: Connection, begun: Mapping[int, Mapping[str, Any]]) -> Iterator[Fault]:
    """Find the events of processes that have no row."""
    first, count = func.min(event.c.seq).label("first"), func.count().label("count")
    wanted = select(event.c.process_id, first, count).join(process, isouter=True).where(process.c.id.is_(None))
    for row in db.execute(wanted.group_by(event.c.process_id).order_by(event.c.process_id)):
        slug = begun.get(row.process_id, {}).get("slug", f"nr. {row.process_id}")
        text = N_("{antal} hændelser fra denne og frem hører til et netværk, der ikke findes.")
        yield Fault(row.process_id, slug, row.first, sentence(text, antal=row.count))

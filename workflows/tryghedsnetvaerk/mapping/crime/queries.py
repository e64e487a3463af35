"""Reading crime figures as they are kept."""

from collections.abc import Sequence

from sqlalchemy import select

from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.crime import classification, periods
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeCount, CrimeSet, PoliceEffort, Population
from workflows.tryghedsnetvaerk.mapping.crime.parts import Series
from workflows.tryghedsnetvaerk.mapping.crime.typed import read_people
from workflows.tryghedsnetvaerk.network.models import Network


def find_kommune(session: Session, network_id: int) -> str:
    """Return the municipality of a network, as it is written there."""
    return session.scalar(select(Network.kommune).where(Network.network_id == network_id)) or ""


def list_counts(session: Session, crime_set: CrimeSet) -> Sequence[CrimeCount]:
    """Return the counts of a set by offence and period."""
    wanted = select(CrimeCount).where(CrimeCount.crime_set_id == crime_set.id)
    return session.scalars(wanted.order_by(CrimeCount.offence, CrimeCount.period)).all()


def figures_of(row: CrimeSet) -> Figures | None:
    """Return the figures of a set, typed or read; nothing when its periods are no periods of one kind."""
    if row.file_hash:
        return Figures(row.title, row.table_code, tuple(row.periods.split(",")), row.area, row.imported)
    read_as = {period: periods.read(period) for _, period, _ in row.figures}
    found = periods.in_order(set(read_as.values()))
    if not found or "" in found or len({periods.kind(one) for one in found}) > 1 or len(found) != len(read_as):
        return None
    told: dict[str, dict[str, int | None]] = {}
    for offence, period, count in row.figures:
        told.setdefault(offence, {})[read_as[period]] = count
    codes = {name: classification.offence(name) for name in told}
    twice = {code for code in codes.values() if list(codes.values()).count(code) > 1}
    series = [
        Series("", "" if codes[name] in twice else codes[name], name, "", tuple(counts.get(one) for one in found))
        for name, counts in told.items()
    ]
    return Figures(row.title, row.table_code, tuple(found), "", tuple(series))


def list_people(session: Session, network_id: int) -> dict[str, dict[str, int]]:
    """Return how many live in each area that is told, period by period."""
    rows = session.scalars(select(Population).where(Population.network_id == network_id).order_by(Population.nr))
    people: dict[str, dict[str, int]] = {}
    for row in rows:
        people.setdefault(row.area, {}).update(read_people(row.figures))
    return people


def list_efforts(session: Session, network_id: int) -> Sequence[PoliceEffort]:
    """Return the spells that people have told of, in time."""
    rows = session.scalars(select(PoliceEffort).where(PoliceEffort.network_id == network_id)).all()
    return sorted(rows, key=lambda row: (periods.begins(row.first), row.nr))

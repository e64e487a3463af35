"""Reading crime figures as they are kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from engine.db import Session
from engine.records import find_each
from workflows.tryghedsnetvaerk.mapping.crime import classification, periods
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet, PoliceEffort, Population
from workflows.tryghedsnetvaerk.mapping.crime.parts import Series
from workflows.tryghedsnetvaerk.mapping.crime.typed import read_people
from workflows.tryghedsnetvaerk.network.models import Network

WITH_FIGURES = (selectinload(CrimeSet.counts), selectinload(CrimeSet.series))  # however many sets, asked for together


def find_kommune(session: Session, network_id: int) -> str:
    """Return the municipality of a network, as it is written there."""
    return session.scalar(select(Network.kommune).where(Network.network_id == network_id)) or ""


def list_sets(session: Session, network_id: int) -> Sequence[CrimeSet]:
    """Return every set of a network with its figures, in three questions."""
    wanted = select(CrimeSet).where(CrimeSet.network_id == network_id).order_by(CrimeSet.nr)
    return session.scalars(wanted.options(*WITH_FIGURES)).all()


def find_twins(session: Session, row: CrimeSet) -> Sequence[CrimeSet]:
    """Return the sets of a network that were read before this one, of the same area and out of the very same file."""
    same = (CrimeSet.network_id == row.network_id, CrimeSet.file_hash == row.file_hash, CrimeSet.area == row.area)
    wanted = select(CrimeSet).where(*same, CrimeSet.nr < row.nr).order_by(CrimeSet.nr)
    return session.scalars(wanted.options(selectinload(CrimeSet.series))).all()


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
        Series(row.area, "" if codes[name] in twice else codes[name], name, "", tuple(counts.get(one) for one in found))
        for name, counts in told.items()
    ]
    return Figures(row.title, row.table_code, tuple(found), row.area, tuple(series))


@dataclass(frozen=True, slots=True)
class Known:
    """Every set of a network with its figures, how many live in each area period by period, and spells in time."""

    sets: Sequence[CrimeSet]
    people: Mapping[str, Mapping[str, int]]
    efforts: Sequence[PoliceEffort]


def gather(session: Session, network_id: int) -> Known:
    """Return what a network knows of crime, in three questions however many sets."""
    kinds: tuple[type[Any], ...] = (CrimeSet, Population, PoliceEffort)
    wanted = {model: model.network_id == network_id for model in kinds}
    rows = find_each(session, wanted, WITH_FIGURES)
    return Known(rows[CrimeSet], people_in(rows[Population]), in_time(rows[PoliceEffort]))


def people_in(rows: Iterable[Population]) -> dict[str, dict[str, int]]:
    """Return how many live in each area, period by period."""
    people: dict[str, dict[str, int]] = {}
    for row in rows:
        people.setdefault(row.area, {}).update(read_people(row.figures))
    return people


def in_time(rows: Iterable[PoliceEffort]) -> Sequence[PoliceEffort]:
    """Return the spells that people have told of, the first first."""
    return sorted(rows, key=lambda row: (periods.begins(row.first), row.nr))

"""What a closed survey showed: counted, made sure of, hidden where it points at few, and kept as it was released."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.statistics import index, shares, weights
from workflows.tryghedsnetvaerk.mapping.statistics.attack import FEW, Within
from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import Hidden
from workflows.tryghedsnetvaerk.mapping.survey import scales
from workflows.tryghedsnetvaerk.mapping.survey.collecting import list_items
from workflows.tryghedsnetvaerk.mapping.survey.counting import Tally, count
from workflows.tryghedsnetvaerk.mapping.survey.guarding import Guard, Weighed
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, CONDITION, Item, Release, Survey
from workflows.tryghedsnetvaerk.mapping.survey.shown import ALL, PARTS, groups, numbers, part, value

LOUD = 100  # answers: of fewer, alpha, intervals and design effect move with each that is hidden, and are not told
LEAST = 10  # answers: of fewer nothing is told but how many they are
SEX, AGE = "koen", "alder"
SEXES = (1, 2)  # those that population figures are made by
Told = tuple[float, float | None, float | None]  # per cent, and the interval where there is one
Cell = tuple[int, int]  # a sex and an age group


@dataclass(frozen=True)
class Weighting:
    """How answers were weighted by sex and age, and what it cost; nothing of it when they could not be.

    *effect* is the design effect of all answers, and *effective* how many without weights would be as sure; nothing
    where they could tell how large a hidden group is.
    """

    effect: float | None
    effective: float | None
    merged: tuple[tuple[str, str], ...]
    trimmed: tuple[str, ...]
    outside: bool


@dataclass(frozen=True)
class Results:
    """Everything that may be told of a survey; what may not is in it nowhere.

    *counts* and *percent* go by the names of `shown`; what is not in *counts* is hidden, and nothing says why.
    *weighted* are the insecure shares when the answers weigh as the population; *weighed* all that were ever told,
    since nothing that is told later may give away more together with them.
    """

    answers: int
    population: int | None
    modes: Mapping[str, int]
    counts: Mapping[str, int]
    percent: Mapping[str, Told]
    everybody: bool
    ranking: tuple[tuple[str, int, int, int], ...]
    index: Mapping[str, Any] | None
    weighting: Weighting | None
    weighted: Mapping[str, Told]
    weighed: tuple[Weighed, ...] = ()

    def kept(self) -> str:
        """Return the results as they are kept."""
        return json.dumps(asdict(self), separators=(",", ":"), sort_keys=True)

    def count(self, key: str) -> int | None:
        """Return a number, if it may be told."""
        return self.counts.get(key)

    def indexed(self) -> tuple[int, bool]:
        """Return how many answers the index is of, and whether that is all that may be said: so many, or a few more."""
        least = self.answers - FEW.stop + 1
        base = (self.index or {}).get("base")
        return (least, True) if base is None or base >= least else (base, False)


def read(kept: str) -> Results:
    """Return the results that were kept."""
    told = json.loads(kept)
    return Results(
        **{name: told[name] for name in ("answers", "population", "modes", "counts", "everybody", "index")},
        percent={key: tuple(one) for key, one in told["percent"].items()},
        ranking=tuple(tuple(one) for one in told["ranking"]),
        weighting=_weighting(told["weighting"]),
        weighted={key: tuple(one) for key, one in told["weighted"].items()},
        weighed=tuple(Weighed(**one) for one in told.get("weighed", ())),
    )  # fmt: skip


def _weighting(told: Mapping[str, Any] | None) -> Weighting | None:
    if told is None:
        return None
    merged = tuple((one, other) for one, other in told["merged"])
    return Weighting(told["effect"], told["effective"], merged, tuple(told["trimmed"]), told["outside"])


def compute(session: Session, survey: Survey, people: Mapping[Cell, int] | None = None) -> Results:
    """Count the answers of a survey and work out all that may be told of them.

    *people* is the population by sex and age. Everything is counted in the database; no answer is read by itself.
    """
    items, last = list_items(session, survey), _last(session, survey)
    before = last.weighed if last else ()
    conditions, cells = scaled(items), [] if people is None and not before else celled(items)
    background = [item for item in items if item.kind == BACKGROUND]
    tally = count(session, survey, background, conditions, cells)
    made = numbers(tally, items if tally.answers >= LEAST else ())
    hidden = made.as_told(last.counts) if last else made.hidden()
    shown = {key: number for key, number in made.counts.items() if hidden.shows(key) and key not in made.silent}
    population = survey.population if (survey.population or 0) >= tally.answers else None
    told = _shares(items, shown, population)
    guard = Guard(made, hidden, tally, items, cells)
    mean, beside = _index(tally, conditions, guard)
    over = None if people is None or not cells else _over(tally, hidden, cells, people)
    weighted = _weighted(tally, items, cells, over[1], population, hidden) if over else {}
    if over:
        weighted, before = _guarded(guard, over[1], weighted, before, beside)
    return Results(
        answers=tally.answers, population=survey.population, modes=dict(tally.modes), counts=shown,
        percent={key: _told(one) for key, one in told.items() if one.percent is not None},
        everybody=population == tally.answers,
        ranking=_ranked(items, told), index=mean,
        weighting=over[0] if over else None, weighted=weighted, weighed=before,
    )  # fmt: skip


def scaled(items: Sequence[Item]) -> list[Item]:
    """Return the conditions that one index can be made of: all on the same number of steps in order."""
    return [item for item in items if item.kind == CONDITION and item.direction and item.scale in scales.OF_CONDITIONS]


def celled(items: Sequence[Item]) -> list[Item]:
    """Return the questions of sex and age, if both are asked."""
    found = [item for code in (SEX, AGE) for item in items if item.code == code]
    return found if len(found) == 2 else []


def cells(age: Item) -> list[Cell]:
    """Return the groups that population figures are given for."""
    return [(sex, step) for sex in SEXES for step in scales.steps(age)]


def _told(one: shares.Share) -> Told:
    low, high = (None if bound is None else round(bound, 2) for bound in (one.low, one.high))
    return round(one.percent or 0.0, 2), low, high


def _shares(items: Sequence[Item], shown: Mapping[str, int], population: int | None) -> dict[str, shares.Share]:
    """Return the share that every number which is shown is of its base, if that is shown too."""
    asked = dict[str, tuple[int, int, int | None]]()
    background = [item for item in items if item.kind == BACKGROUND]
    for item in items:
        if item.kind == BACKGROUND:
            asked |= _of(shown, dict.fromkeys(groups(item), ALL), population)
            continue
        base = part(item, "base")
        keys = [*(value(item, step) for step in scales.steps(item)), *(part(item, which) for which in PARTS)]
        asked |= _of(shown, dict.fromkeys(keys, base), population)
        for name in (name for by in background for name in groups(by)):
            asked |= _of(shown, {part(item, which, name): part(item, "base", name) for which in PARTS}, None)
    return dict(zip(asked, shares.share.each(*zip(*asked.values(), strict=True)), strict=True)) if asked else {}


def _of(
    shown: Mapping[str, int], bases: Mapping[str, str], population: int | None
) -> dict[str, tuple[int, int, int | None]]:
    """Return what a share is asked of: how many, of how many, in which population."""
    return {
        key: (shown[key], shown[base], population) for key, base in bases.items() if key in shown and shown.get(base)
    }


def _ranked(items: Sequence[Item], told: Mapping[str, shares.Share]) -> tuple[tuple[str, int, int, int], ...]:
    conditions = [(item.code, part(item, "utryg")) for item in items if item.kind == CONDITION]
    ranked = shares.ranking([(code, told[key]) for code, key in conditions if key in told])
    return tuple((one.key, one.place, one.first, one.last) for one in ranked)


def _last(session: Session, survey: Survey) -> Results | None:
    """Return what was told of the same answers before."""
    told = session.scalar(select(Release.told).where(Release.survey_id == survey.id))
    return read(told) if told else None


def _guarded(
    guard: Guard,
    each: Mapping[Cell, float],
    weighted: Mapping[str, Told],
    before: tuple[Weighed, ...],
    beside: Sequence[Within],
) -> tuple[dict[str, Told], tuple[Weighed, ...]]:
    """Return the weighted shares that nobody can be found by, and all that are told with them."""
    weighs = {f"{sex}|{age}": weight for (sex, age), weight in each.items()}
    asked = {key.partition(":")[0]: round(one[0]) for key, one in weighted.items()}
    kept = guard.shares(Weighed(weighs, asked), before, beside)
    told = Weighed(weighs, {code: share for code, share in asked.items() if code in kept})
    shown = {key: one for key, one in weighted.items() if key.partition(":")[0] in kept}
    return shown, before if told in before else (*before, told)


def _index(tally: Tally, conditions: Sequence[Item], guard: Guard) -> tuple[dict[str, Any] | None, Sequence[Within]]:
    """Return the index as it may be told, and what its mean says of the numbers it is made from."""
    if len(conditions) < 2 or len({len(scales.steps(item)) for item in conditions}) != 1:
        return None, ()
    steps = [value(item, step) for item in conditions for step in scales.steps(item)]
    if tally.answers < LOUD and not all(guard.hidden.shows(key) for key in steps):
        return None, ()
    found = index.index(tally.sums, tally.each, len(scales.steps(conditions[0])))
    rows = guard.index(round(found.mean), conditions) if found.mean is not None else []
    if rows is None:
        return None, ()
    # No more digits than are told: others would say how a hidden sum is divided.
    told = {key: None if one is None else round(one, 2 if key == "alpha" else 0) for key, one in asdict(found).items()}
    if tally.answers - found.base < FEW.stop:
        told["base"] = None  # it would say that so few left the conditions out, or, being told, that nobody did
    return {**told, "holds": found.holds, "items": len(conditions)}, rows


def _over(
    tally: Tally, hidden: Hidden, of: Sequence[Item], people: Mapping[Cell, int]
) -> tuple[Weighting | None, Mapping[Cell, float]] | None:
    """Return the weights of every sex and age; nothing when the answers cannot be weighted."""
    sex, age = of
    by_cell = {(one, step): number for (value_, one, step), number in tally.cells.get(sex.id, {}).items() if value_ > 0}
    known = cells(age)
    answered = {cell: by_cell.get(cell, 0) for cell in known}
    steps = scales.steps(age)
    near = {(one, step): tuple((one, other) for other in _nearest(step, steps)) for one, step in known}
    found = weights.weights(answered, {cell: people.get(cell, 0) for cell in known}, near)
    if found is None:
        return None
    named = {cell: f"{cell[0]}|{cell[1]}" for cell in known}
    outside = tally.answers - sum(answered.values())
    every: dict[Any, tuple[int, int]] = {cell: (0, number) for cell, number in answered.items() if number}
    # Of all answers, as the intervals are: one without sex or age counts as one.
    _share, effective = weights.weighted({**every, "": (0, outside)}, {**found.of, "": 1.0})
    silent = tally.answers < LOUD and not all(hidden.shows(key) for item in of for key in groups(item))
    told = Weighting(
        None if silent else round(tally.answers / effective, 2), None if silent else round(effective),
        tuple((named[one], named[other]) for one, other in found.merged.items()),
        tuple(named[one] for one in found.trimmed), outside > 0,
    )  # fmt: skip
    return told, found.of


def _nearest(step: int, steps: Sequence[int]) -> list[int]:
    """Return the other age groups, the nearest first."""
    return sorted((other for other in steps if other != step), key=lambda other: abs(other - step))


def _weighted(
    tally: Tally,
    items: Sequence[Item],
    of: Sequence[Item],
    each: Mapping[Cell, float],
    population: int | None,
    hidden: Hidden,
) -> dict[str, Told]:
    """Return the insecure shares that may be told, weighted; who told neither sex nor age counts as one."""
    asked = dict[str, tuple[int, int, float, float]]()
    for item in items:
        keys = part(item, "utryg"), part(item, "base")
        if item.kind == BACKGROUND or not item.direction or not all(hidden.shows(key) for key in keys):
            continue
        insecure, by_cell = scales.insecure_steps(item), dict[Cell | str, tuple[int, int]]()
        for (answer, sex, age), number in tally.cells.get(item.id, {}).items():
            cell: Cell | str = (sex, age) if (sex, age) in each else ""
            count_, base = by_cell.get(cell, (0, 0))
            if answer > 0:
                by_cell[cell] = (count_ + number * (answer in insecure), base + number)
        values = tally.values.get(item.id, {})
        sums = [sum(values.get(step, 0) for step in steps) for steps in (insecure, scales.steps(item))]
        rest = [whole - sum(pair[at] for cell, pair in by_cell.items() if cell) for at, whole in enumerate(sums)]
        by_cell[""] = (rest[0], rest[1])
        asked[keys[0]] = (sums[0], sums[1], *weights.weighted(by_cell, {**each, "": 1.0}))
    counts, bases, proportions, effectives = zip(*asked.values(), strict=True) if asked else ((), (), (), ())
    found = shares.share.each(counts, bases, [population] * len(asked), proportion=proportions, effective=effectives)
    return {key: _whole(one) for key, one in zip(asked, found, strict=True) if one.percent is not None}


def _whole(one: shares.Share) -> Told:
    """Return a share in whole per cent: more digits would say how what is hidden is divided."""
    low, high = (None if bound is None else float(round(bound)) for bound in (one.low, one.high))
    return float(round(one.percent or 0)), low, high

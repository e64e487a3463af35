"""Prove a definition sound by walking a finite picture of it.

A state of the picture is (step, skipped tasks of that step, mode, first or later cycle, whether a timer's move waits).
Facts are sampled: booleans and enumerations whole, counts 0, 1 and 2. A demand is asked only about the facts that a
recording stand-in saw it read, and demands that share facts are tried together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import combinations, product
from typing import Any, NamedTuple, get_type_hints

from engine.definition import KEY, Definition, Demand, Move, Reason, Step
from engine.errors import InvalidDefinition
from engine.state import ENDED, PAUSED, RUNNING
from engine.text import N_, Sentence, sentence

Check = Callable[[Any], object]


class Spot(NamedTuple):
    """One state of the picture."""

    step: str
    skipped: frozenset[str]
    mode: str
    later: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found wrong (nothing: the definition is sound), and how much was walked."""

    faults: tuple[Sentence, ...]
    states: int
    evaluations: int


def samples(facts: type[Any]) -> dict[str, tuple[Any, ...]]:
    """Return for each fact the values worth trying; what stands beside the facts is left out."""
    hints = get_type_hints(facts)
    return {
        field.name: (False, True)
        if hints[field.name] is bool
        else tuple(field.metadata.get("samples") or hints[field.name])
        for field in fields(facts)
        if not field.metadata.get("beside")
    }


class _Spy:
    """Stands in for facts and records which were read."""

    who: Mapping[str, Any] = {}
    since: Mapping[str, Any] = {}
    lacking: Mapping[str, Any] = {}

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values, self._read = values, set[str]()

    def __getattr__(self, name: str) -> Any:
        self._read.add(name)
        return self._values[name]


def reads(check: Check, domain: Mapping[str, tuple[Any, ...]]) -> frozenset[str]:
    """Return every fact that *check* can look at, found by widening until nothing new is read."""
    known: set[str] = set()
    while True:
        seen: set[str] = set()
        for values in _worlds(sorted(known), domain):
            spy = _Spy({name: tried[0] for name, tried in domain.items()} | values)
            check(spy)
            seen |= spy._read
        if seen <= known:
            return frozenset(known)
        known |= seen


def _worlds(names: Iterable[str], domain: Mapping[str, tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    chosen = list(names)
    for values in product(*(domain[name] for name in chosen)):
        yield dict(zip(chosen, values, strict=True))


class _Walk:
    """One proof in the making."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.domain = samples(definition.facts)
        self.evaluations = 0
        self.faults: list[Sentence] = []
        self.read = cache(lambda check: reads(check, self.domain))
        self.satisfiable = cache(self._satisfiable)
        self.arcs: dict[Spot, set[Spot]] = {}
        self.taken: set[tuple[str, str]] = set()

    def together(self, checks: Iterable[Check]) -> list[tuple[frozenset[str], list[Check]]]:
        """Group checks that share facts."""
        groups: list[tuple[frozenset[str], list[Check]]] = []
        for check in checks:
            names, members, rest = self.read(check), [check], []
            for other, those in groups:
                if other & names:
                    names, members = other | names, those + members
                else:
                    rest.append((other, those))
            groups = [*rest, (names, members)]
        return groups

    def _satisfiable(self, demands: tuple[Demand, ...], when: Check | None) -> bool:
        """Say whether all *demands* can be met at once while *when* holds."""
        wanted: list[Check] = [demand.check for demand in demands if not demand.warning]
        fits: Check | None = (lambda facts: None if when(facts) else Reason("")) if when else None
        return all(
            any(self._silent(members, world) for world in _worlds(sorted(names), self.domain))
            for names, members in self.together([*wanted, fits] if fits else wanted)
        )

    def _silent(self, checks: list[Check], world: Mapping[str, Any]) -> bool:
        self.evaluations += len(checks)
        return all(check(_Spy(world)) is None for check in checks)

    def decisive(self, step: Step) -> None:
        """Find demands of *step* that are never the only one to speak."""
        for names, members in self.together([demand.check for demand in step.demands]):
            alone = set[int]()
            for world in _worlds(sorted(names), self.domain):
                self.evaluations += len(members)
                speaking = [check for check in members if check(_Spy(world)) is not None]
                if len(speaking) == 1:
                    alone.add(id(speaking[0]))
            for demand in step.demands:
                if demand.check in members and id(demand.check) not in alone:
                    text = N_("{trin}: kravet {krav} afgør aldrig noget alene")
                    self.faults.append(sentence(text, trin=step.key, krav=demand.key))

    def nexts(self, spot: Spot) -> set[Spot]:
        """Return where one legal command or timer leads from *spot*."""
        if spot.mode == ENDED:
            return set()
        if spot.mode == PAUSED:
            return {spot._replace(mode=RUNNING), spot._replace(mode=ENDED)}
        step = self.definition.steps[spot.step]
        optional = [task.key for task in step.tasks if not task.required and not task.running]
        found = {spot._replace(mode=PAUSED), spot._replace(mode=ENDED)}
        for count in range(1, len(optional) + 1):
            found |= {spot._replace(skipped=frozenset(some)) for some in combinations(optional, count)}
        for move in step.moves:
            found |= set(self._closing(spot, step, move))
        return found | set(self._ringing(spot))

    def _closing(self, spot: Spot, step: Step, move: Move) -> Iterator[Spot]:
        if move.timer:
            return
        demands = tuple(d for task in step.tasks if task.key not in spot.skipped for d in task.demands)
        if self.satisfiable(demands, move.when):
            self.taken.add((step.key, move.trigger))
            to, waiting = self._further(move.to, spot.waiting)
            yield Spot(to, frozenset(), RUNNING, spot.later or move.next_cycle, waiting)

    def _further(self, step: str, waiting: bool) -> tuple[str, bool]:
        for move in self.definition.steps[step].moves:
            if waiting and move.timer:
                self.taken.add((step, move.trigger))
                return move.to, False
        return step, waiting

    def _ringing(self, spot: Spot) -> Iterator[Spot]:
        for step, move in self.definition.moves():
            if move.timer and spot.step == step.key:
                self.taken.add((step.key, move.trigger))
                yield spot._replace(step=move.to, skipped=frozenset())
            elif move.timer and spot.step in move.early:
                yield spot._replace(waiting=True)

    def walk(self, start: str) -> set[Spot]:
        """Visit every state that can be reached from an entry at *start*."""
        todo, seen = [Spot(start, frozenset(), RUNNING, False, False)], set[Spot]()
        while todo:
            spot = todo.pop()
            if spot in seen:
                continue
            seen.add(spot)
            if spot not in self.arcs:
                self.arcs[spot] = self.nexts(spot)
            todo += self.arcs[spot]
        return seen

    def reaching(self, goal: set[Spot]) -> set[Spot]:
        """Return the states from which *goal* can be reached without ending or skipping."""
        back: dict[Spot, set[Spot]] = {}
        for spot, nexts in self.arcs.items():
            for after in nexts:
                if after.mode != ENDED and not after.skipped - spot.skipped:
                    back.setdefault(after, set()).add(spot)
        done, todo = set(goal), list(goal)
        while todo:
            for spot in back.get(todo.pop(), ()):
                if spot not in done:
                    done.add(spot)
                    todo.append(spot)
        return done


def prove(definition: Definition) -> Proof:
    """Return what is wrong with *definition*, looked at from its start and from every step it may be taken over at."""
    walk = _Walk(definition)
    _names(walk)
    seen = walk.walk(definition.start)
    for step in definition.steps.values():
        if not any(spot.step == step.key for spot in seen):
            walk.faults.append(sentence(N_("{trin}: trinnet kan ikke nås"), trin=step.key))
        if not walk.satisfiable(step.demands, None):
            walk.faults.append(sentence(N_("{trin}: kravene kan ikke være opfyldt på samme tid"), trin=step.key))
        walk.decisive(step)
    for step in definition.steps.values():
        seen |= walk.walk(step.key)
    _next_cycle(walk, seen)
    for step, move in definition.moves():
        if (step.key, move.trigger) not in walk.taken:
            text = N_("{trin}: vejen {vej} kan aldrig tages")
            walk.faults.append(sentence(text, trin=step.key, vej=move.trigger))
    _unread(walk)
    return Proof(tuple(walk.faults), len(seen), walk.evaluations)


def _names(walk: _Walk) -> None:
    definition = walk.definition
    steps = [step for phase in definition.phases for step in phase.steps]
    tasks = [task for step in steps for task in step.tasks]
    demands = [demand for step in steps for demand in step.demands]
    kinds: tuple[tuple[str, Sequence[Any]], ...] = (
        (N_("{noegle}: to faser har denne nøgle"), definition.phases),
        (N_("{noegle}: to trin har denne nøgle"), steps),
        (N_("{noegle}: to opgaver har denne nøgle"), tasks),
        (N_("{noegle}: to krav har denne nøgle"), demands),
    )
    for text, some in kinds:
        keys = [one.key for one in some]
        walk.faults += [sentence(text, noegle=key) for key in sorted(set(keys)) if keys.count(key) > 1]
        walk.faults += [
            sentence(N_("{noegle}: titlen er tom"), noegle=one.key) for one in some if not one.title.strip()
        ]
    named = [one.key for _, some in kinds[1:] for one in some] + [move.trigger for _, move in definition.moves()]
    text = N_("{noegle}: en nøgle skrives med små bogstaver, tal og _")
    walk.faults += [sentence(text, noegle=key) for key in named if not KEY.fullmatch(key)]
    text = N_("{trin}: vejen {vej} fører til {maal}, som ikke er et trin")
    lost = [(step.key, move) for step, move in definition.moves() if move.to not in definition.steps]
    walk.faults += [sentence(text, trin=key, vej=move.trigger, maal=move.to) for key, move in lost]
    walk.faults += _out_of_order(steps)
    if walk.faults:
        raise _unsound(definition, walk.faults)


def _out_of_order(steps: Iterable[Step]) -> Iterator[Sentence]:
    text = N_("{opgave}: kommer efter {anden}, som ikke er en tidligere opgave i trinnet")
    for step in steps:
        for number, task in enumerate(step.tasks):
            earlier = {one.key for one in step.tasks[:number] if not one.running}
            yield from (sentence(text, opgave=task.key, anden=one) for one in task.after if one not in earlier)


def _next_cycle(walk: _Walk, seen: set[Spot]) -> None:
    live = {spot for spot in seen if spot.mode != ENDED}
    goal = {spot for spot in live if spot.later and not spot.skipped and spot.mode == RUNNING}
    stuck = {spot.step for spot in live - walk.reaching(goal)}
    text = N_("{trin}: det næste år kan ikke nås")
    walk.faults += [sentence(text, trin=step) for step in walk.definition.steps if step in stuck]


def _unread(walk: _Walk) -> None:
    checks = [d.check for step in walk.definition.steps.values() for d in step.demands]
    checks += [demand.check for demand in walk.definition.rights.values()]
    read: set[str] = set()
    for check in checks:
        read |= walk.read(check)
    for _, move in walk.definition.moves():
        read |= walk.read(move.when) if move.when else set()
    text = N_("oplysningen {navn} læses ikke af noget krav")
    walk.faults += [sentence(text, navn=name) for name in walk.domain if name not in read]


def must_be_sound(definition: Definition) -> None:
    """Refuse an unsound definition.

    :raises InvalidDefinition: with every fault
    """
    if faults := prove(definition).faults:
        raise _unsound(definition, faults)


def _unsound(definition: Definition, faults: Iterable[Sentence]) -> InvalidDefinition:
    said = "; ".join(map(str, faults))
    return InvalidDefinition(N_("Processen {navn} hænger ikke sammen: {fejl}"), navn=definition.name, fejl=said)

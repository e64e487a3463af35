"""Makes Facts of what a statement told of a network."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from engine import clock
from workflows.tryghedsnetvaerk.facts import (
    Actor,
    Asked,
    Facts,
    Figures,
    First,
    Material,
    NetworkDates,
    Outcome,
    Paper,
    Study,
    Talk,
)
from workflows.tryghedsnetvaerk.mapping.interviews import keeping
from workflows.tryghedsnetvaerk.materials import models as materials
from workflows.tryghedsnetvaerk.meetings.in_order import that_count
from workflows.tryghedsnetvaerk.network.in_order import that_came_early
from workflows.tryghedsnetvaerk.network.models import BOARD, RECOMMENDED
from workflows.tryghedsnetvaerk.sums import GROUPS, lacking
from workflows.tryghedsnetvaerk.tallies import Pack, Row, pack_of, unpacked

Pairs = tuple[tuple[str, str], ...]


class AskedFor(NamedTuple):
    """What there is to read in a row: sums alone and in packs, parts, and who and since when, each with its fact."""

    alone: tuple[str, ...]
    packs: tuple[Pack, ...]
    parts: tuple[Callable[[Row, date], dict[str, Any]], ...]
    who: Pairs
    since: Pairs


def read(row: Row, today: date) -> Facts:
    """Make facts of what the statement told; what was not asked for stays at nothing."""
    told, asked = dict(BLANK), _asked_for(tuple(row))
    row = unpacked(row, asked.alone, asked.packs)
    for part in asked.parts:
        told |= part(row, today)
    told |= {"dates": _dates(row, today), "who": _who(row, asked.who), "since": _since(row, asked.since)}
    return Facts.told(told)


EMPTY = ("police_seat_empty", "social_seat_empty", "office_seat_empty", "board_empty")
SEATS = dict(zip(EMPTY, (*RECOMMENDED, BOARD), strict=True))


def _actor(row: Row, today: date) -> dict[str, Any]:
    steps = (("actor_member", Actor.MEMBER), ("actor_coordinator", Actor.COORDINATOR), ("actor_deputy", Actor.DEPUTY))
    return {
        "actor": next((actor for key, actor in steps if row.get(key)), Actor.NOBODY),
        "decision_pointed": bool(row.get("pointed")),
        "sitting": row.get("sitting") or 0,
        "organisations": row.get("organisations") or 0,
        "chair": bool(row.get("chairs")),
        **{fact: not row.get(f"seat_{kind}") for fact, kind in SEATS.items()},
    }


HOUSING = ("boligorganisation", "beboerdemokrati")


def _asked(row: Row, kind: str, initiates: bool) -> Asked:
    rows, left = row.get(f"{kind}_rows") or 0, row.get(f"{kind}_open") or 0
    if (rows or initiates) and not left:
        return Asked.SETTLED
    return Asked.WAITING if rows and not row.get(f"{kind}_uncontacted") else Asked.NOT_CONTACTED


def _start(row: Row, today: date) -> dict[str, Any]:
    initiator, refused = row.get("initiator"), row.get("refused") or 0
    kommune = _asked(row, "kommune", initiator == "kommune")
    housing = _asked(row, "boligforening", initiator in HOUSING)
    all_said = kommune is Asked.SETTLED and housing is Asked.SETTLED and initiator not in ("kommune", *HOUSING)
    return {
        "need": bool(row.get("needs")),
        "initiator": initiator or "",
        "kommune": kommune,
        "housing": housing,
        "police": _asked(row, "politi", initiator == "politi"),
        "some_said_no": bool(refused),
        "all_said_no": all_said and 0 < refused == row.get("pillars"),
        "never_answered": row.get("never_answered") or 0,
        "first_meeting": _first_meeting(row),
        "seated_early": len(_early(row).get("seated_early", ())),
        "meeting_plan": bool(row.get("plan")),
        "discussion": Talk(row.get("discussion") or 0),
    }


def _early(row: Row) -> dict[str, Mapping[str, date]]:
    """Return who sat before the yes, and which fieldwork began before the message to the residents."""
    sat = that_came_early(row.get("seated") or "", row.get("yes_on"))
    begun = that_came_early(row.get("studies_begun") or "", row.get("informed_first") or date.max)
    return {fact: early for fact, early in (("seated_early", sat), ("fieldwork_early", begun)) if early}


def _informed(row: Row, today: date) -> dict[str, Any]:
    return {"informed": bool(row.get("informed")), "limits_told": bool(row.get("limits_told"))}


def _first_meeting(row: Row) -> First:
    if not row.get("initial_holds"):
        return First.CALLED if row.get("initial_called") else First.NONE
    yes, no = row.get("last_yes") or 0, row.get("last_no") or 0
    return First.UNDECIDED if yes == no else First.YES if yes > no else First.NO


def _mapping(row: Row, today: date) -> dict[str, Any]:
    surveyed = row.get("surveyed_on")
    survey = Study(row.get("survey") or 0)
    return {
        "figures": Figures(row.get("figures") or 0),
        "figures_unsourced": bool(row.get("unsourced")),
        "survey": survey,
        "survey_undated": survey is Study.MADE and surveyed is None,
        "interviews": Study(row.get("interviews") or 0),
        "studies_without_doer": row.get("studies_without_doer") or 0,
        "survey_old": surveyed is not None and surveyed < clock.months(today, -24),
        "fieldwork_early": "fieldwork_early" in _early(row),
        "report": Paper(row.get("report") or 0),
        "approvals_missing": row.get("approvals_missing") or 0,
        "approvals_unasked": row.get("approvals_unasked") or 0,
        "remarks": row.get("remarks") or 0,
    }


def _named_in(row: Row, fact: str) -> int:
    """Return how many records are named for *fact*; each has a number, so none is missing in the list."""
    listed = row.get(f"{fact}_who")
    return listed.count(",") + 1 if listed else 0


def _composition(row: Row, today: date) -> dict[str, Any]:
    named = ("groups_without_reason", "groups_without_leader", "groups_unanswered", "problems_without_group")
    return {key: row.get(key) or 0 for key in ("groups", "groups_yes")} | {key: _named_in(row, key) for key in named}


def _meetings(row: Row, today: date) -> dict[str, Any]:
    return that_count(row.get("meetings_taken") or "").facts


def _agreement(row: Row, today: date) -> dict[str, Any]:
    missing = lacking(row)
    return {
        **{fact: len(left) for fact, left in missing.items()},
        "lacking": missing,
        "agreement_unattached": bool(row.get("agreement_unattached")),
        "concern_answered": bool(row.get("concern")),
        "partners_joined": row.get("partners_joined") or 0,
        "partners_silent": row.get("partners_silent") or 0,
        "partners_undated": row.get("partners_undated") or 0,
        "in_force": bool(row.get("in_force")),
        "problems_without_route": _named_in(row, "problems_without_route"),
    }


def _materials(row: Row, today: date) -> dict[str, Any]:
    card = Material(row.get(materials.CARD) or 0)
    on_card = card is not Material.NOT_RELEVANT
    return {
        "folder": Material(row.get(materials.FOLDER) or 0),
        "folder_without_limits": bool(row.get("folder_without_limits")),
        "card": card,
        "contact_list": Material(row.get(materials.CONTACTS) or 0),
        **{
            key: _named_in(row, key) if on_card else 0
            for key in ("card_persons_unagreed", "card_offices_unagreed", "card_left_off")
        },
    }


def _practice(row: Row, today: date) -> dict[str, Any]:
    start, told_on = row.get("in_force_on") or _day_told(row.get("counted_from")), row.get("talks_kept_long_since")

    def ago(latest: date | None, months: int) -> bool:
        since = max((day for day in (latest, start) if day), default=None)
        return since is not None and since < clock.months(today, -months)

    return {
        "meeting_long_ago": ago(row.get("met_on"), 9),
        "informed_long_ago": ago(row.get("informed_last"), 12),
        "news_long_ago": ago(row.get("news_on"), 6),
        "talks_kept_long": told_on is not None and told_on < clock.months(today, -keeping.MONTHS),
    }


def _day_told(said: str | None) -> date | None:
    """Return the day that an event tells, unless it was tampered with."""
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def _evaluation(row: Row, today: date) -> dict[str, Any]:
    reopened = [step for step in (row.get("reopen") or "").split(",") if step]
    studied = Study.MADE in (row.get("survey"), row.get("interviews"))
    return {
        "findings": bool(row.get("findings")),
        "measures": row.get("measures") or 0,
        "outcome": Outcome(row.get("outcome") or 0),
        "grounds": bool(row.get("grounds")),
        "steps_to_reopen": len(reopened),
        "crime_measured": bool(row.get("crime_measures")),
        "safety_measured": bool(row.get("safety_measures")),
        "baseline": studied or row.get("figures") == Figures.THERE,
    }


LATEST = {"nyhedsmails": "news_on", "moeder": "met_on", "beboere": "informed_last"}


def _dates(row: Row, today: date) -> NetworkDates:
    upcoming, called = _day(row.get("next_meeting")), _day(row.get("oldest_called"))
    return NetworkDates(
        today=today,
        next_on=upcoming,
        next_kind="moede" if upcoming else "",
        overdue_on=min((day for day in (called, row.get("decide_by")) if day), default=None),
        in_force_on=row.get("in_force_on"),
        network_on=_day(row.get("next_network")),
        called_on=called,
        decide_by=row.get("decide_by"),
        latest={task: row[key] for task, key in LATEST.items() if row.get(key)},
    )


def _day(moment: datetime | None) -> date | None:
    return clock.today(moment) if moment else None


RENAMED = {"boligforening": "housing", "politi": "police", "initial": "first_meeting"}


def _named(ending: str) -> Pairs:
    """Return every column of the sums with this *ending*, beside the fact that it is about."""
    keys = (column.name for group in GROUPS.values() for column in group.columns if column.name.endswith(ending))
    return tuple((key, RENAMED.get(key.removesuffix(ending), key.removesuffix(ending))) for key in keys)


WHO, SINCE = _named("_who"), _named("_since")


def _who(row: Row, named: Pairs) -> dict[str, tuple[str, ...]]:
    told = {fact: _once(value) for key, fact in named if (value := row[key])}
    return told | {fact: _once(",".join(early)) for fact, early in _early(row).items()}


def _once(listed: str) -> tuple[str, ...]:
    """Return each reference once and in order: neither database promises one."""
    return tuple(sorted(set(listed.split(",")), key=lambda reference: (len(reference), reference)))


def _since(row: Row, named: Pairs) -> dict[str, date]:
    said = ((fact, row[key]) for key, fact in named)
    told = {fact: clock.today(on) if isinstance(on, datetime) else on for fact, on in said if on}
    told |= that_count(row.get("meetings_taken") or "").since
    return told | {fact: min(early.values()) for fact, early in _early(row).items()}


# Each part with a column of every group it is made of, so that what was not asked for costs nothing.
READ: Mapping[Callable[[Row, date], dict[str, Any]], tuple[str, ...]] = {
    _actor: ("sitting",),
    _start: ("needs", "pillars", "initial_holds", "plan", "discussion"),
    _informed: ("informed",),
    _mapping: ("figures", "survey", "report", "approvals_missing"),
    _composition: ("groups", "problems_without_group_who"),
    _meetings: ("meetings_taken",),
    _agreement: ("parts_lacking",),
    _materials: (materials.FOLDER, "card_persons_unagreed_who"),
    _practice: ("news_on",),
    _evaluation: ("findings",),
}


SUMS = frozenset(column.name for group in GROUPS.values() for column in group.columns)


@lru_cache(maxsize=256)
def _asked_for(columns: tuple[str, ...]) -> AskedFor:
    packs = tuple(pack_of(group) for group in GROUPS.values() if group.packed in columns)
    alone = tuple(name for name in columns if name in SUMS)
    there = frozenset(alone).union(*(pack.names for pack in packs))
    parts = tuple(part for part, told_by in READ.items() if there.intersection(told_by))
    who, since = (tuple(pair for pair in pairs if pair[0] in there) for pairs in (WHO, SINCE))
    return AskedFor(alone, packs, parts, who, since)


BLANK = {fact: value for part in READ for fact, value in part({}, date.min).items()}

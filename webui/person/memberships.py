"""Where a person sits in a steering group or is tovholder, as far as whoever looks may see it."""

from datetime import date
from typing import Any

from flask_login import current_user

from engine.people.models import COORDINATOR
from engine.text import N_
from webui.saying.language import _, short_day, tell
from webui.saying.words import word
from webui.visit.clock import today
from webui.visit.db import reading
from workflows.tryghedsnetvaerk import oversight
from workflows.tryghedsnetvaerk.network.queries import SURVEYOR

ROLES = {COORDINATOR: N_("Tovholder"), SURVEYOR: N_("Undersøgelsesmedarbejder")}


def memberships(person_id: int) -> list[dict[str, str]]:
    """Return the networks of a person with role and days; one's own are all told of, and those one may read lead on."""
    look, own = reading(), person_id == current_user.person_id
    roles = oversight.list_roles(look, person_id, current_user, today())
    seats = oversight.list_seats(look, person_id, current_user, today())
    told = [(row, tell(ROLES.get(row.role, ROLES[COORDINATOR])), row.since, row.until) for row in roles]
    told += [(row, _as(row.Seat, person_id), row.Seat.since, row.Seat.until) for row in seats]
    return [
        {"network": row.name, "slug": row.slug if row.readable else "", "role": role, "days": _days(since, until)}
        for row, role, since, until in told
        if row.readable or own
    ]


def _as(seat: Any, person_id: int) -> str:
    holds = N_("Formand") if seat.chair else N_("Medlem")
    return f"{tell(holds if seat.person_id == person_id else N_('Suppleant'))}: {word('seat', seat.kind)}"


def _days(since: date, until: date | None) -> str:
    if until:
        return _(N_("{fra} til {til}"), fra=short_day(since), til=short_day(until))
    if since > today():
        return _(N_("Fra {dato}"), dato=short_day(since))
    return _(N_("Siden {dato}"), dato=short_day(since))

"""Kontrol af historikken: every chain and record checked when somebody asks, and who asked last and what was found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.validators import NumberRange
from wtforms.widgets import HiddenInput

from engine import commitments, presence
from engine.people.models import CHECKED, AccessLog
from engine.people.queries import list_access
from engine.text import N_
from engine.verification import Fault, list_chains, walk
from webui.network.history import define
from webui.oversight.audit import network_called
from webui.saying.language import _, tell
from webui.visit.clock import now
from webui.visit.db import let_go, note_access, reading
from webui.visit.errors import PAGES, show
from webui.visit.forms import Form
from workflows.tryghedsnetvaerk import oversight
from workflows.tryghedsnetvaerk.network import tenure

bp = Blueprint("controls", __name__, url_prefix="/revision/kontrol")
CHAINS_AT_A_TIME, SHOWN, NAMED = 200, 50, 20
FOUND = re.compile(r"(\d+)-(\d+)/(\d+) events=(\d+) faults=(\d+) in=((?:\d+,?)*)")


@dataclass(frozen=True, slots=True)
class Found:
    """What one press found: histories *first* to *last* of *total*, their events, and the faults in some of them."""

    first: int
    last: int
    total: int
    events: int
    faults: int
    broken: tuple[int, ...]

    def __str__(self) -> str:
        named = ",".join(map(str, self.broken[:NAMED]))
        return f"{self.first}-{self.last}/{self.total} events={self.events} faults={self.faults} in={named}"


class PortionForm(Form):
    """Which portion of the histories to check."""

    side = IntegerField("", [NumberRange(1, 100_000)], default=1, widget=HiddenInput())


@bp.get("")
def show_last() -> ResponseReturnValue:
    """Tell when the histories were checked last, and what was found then; nothing is checked by looking."""
    lines = list_access(reading(), kind=CHECKED, limit=SHOWN)
    runs = _runs(lines, oversight.list_names(reading()))
    return render_template("audit/check.html", form=PortionForm(formdata=None), runs=runs, faults=None)


@bp.post("")
def run() -> ResponseReturnValue:
    """Check the histories and all that they tell of, as many at a time as one can wait for."""
    form = PortionForm()
    let_go()  # nobody waits while it is read
    if not form.validate():
        return show(422, PAGES[422])
    db, side = reading().connection(), form.side.data or 1
    rows, names = list_chains(db), oversight.list_names(reading())
    start = (side - 1) * CHAINS_AT_A_TIME
    chosen = rows[start : start + CHAINS_AT_A_TIME]
    faults = _faults(db, [row.id for row in chosen], side == 1)
    first, last = min(start + 1, len(rows)), min(start + len(chosen), len(rows))
    broken = tuple(sorted({one.process_id for one in faults}))
    found = Found(first, last, len(rows), sum(row.seq for row in chosen), len(faults), broken)
    note_access(CHECKED, str(found))
    return render_template(
        "audit/check.html", form=PortionForm(formdata=None), faults=[_told(one, names) for one in faults], found=found,
        at=now(), more=_next(found),
    )  # fmt: skip


def _faults(db: Any, ids: list[int], whole: bool) -> list[Fault]:
    faults = presence.check(db) if whole else []
    faults += [fault for found in walk(db, define, ids) for fault in found]
    broken = {fault.process_id for fault in faults}
    sound = [number for number in ids if number not in broken]
    return faults + commitments.check(db, sound) + tenure.check(db, sound)


def _told(one: Fault, names: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    slug = names.get(one.process_id, ("", ""))[0]
    return {"network": network_called(names, one.process_id), "slug": slug, "seq": one.seq,
            "text": tell(one.text.text, one.text.values)}  # fmt: skip


def found_in(detail: str) -> Found | None:
    """Return what a line of the access log says was found; nothing when it says something else."""
    if (matched := FOUND.fullmatch(detail)) is None:
        return None
    first, last, total, events, faults = (int(one) for one in matched.groups()[:5])
    broken = tuple(int(one) for one in matched[6].split(",") if one)
    return Found(first, last, total, events, faults, broken)


def sentence(found: Found) -> str:
    """Say what was checked, and how much of it does not hold."""
    values = {"foerste": found.first, "sidste": found.last, "alle": found.total, "haendelser": found.events,
              "antal": found.faults}  # fmt: skip
    if found.faults:
        return _(N_("Historik {foerste} til {sidste} af {alle}, {haendelser} hændelser: {antal} fejl"), **values)
    return _(N_("Historik {foerste} til {sidste} af {alle}, {haendelser} hændelser: ingen fejl"), **values)


def _runs(lines: Sequence[AccessLog], names: Mapping[int, tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the controls, the newest first; one that was made a portion at a time is one from its first portion on."""
    runs = list[dict[str, Any]]()
    for line in reversed(lines):
        found = found_in(line.detail)
        if found is None:
            continue
        before = runs.pop() if runs and runs[-1]["found"].last + 1 == found.first else None
        found = joined(before["found"], found) if before else found
        broken = [(network_called(names, number), names.get(number, ("", ""))[0]) for number in found.broken]
        runs.append({"at": line.at, "who": line.person.name if line.person else _(N_("Ukendt")), "found": found,
                     "said": sentence(found), "broken": broken, "next": _next(found)})  # fmt: skip
    return runs[::-1]


def _next(found: Found) -> int | None:
    """Return the portion that comes next; nothing when all is checked."""
    return found.last // CHAINS_AT_A_TIME + 1 if found.last < found.total else None


def joined(one: Found, two: Found) -> Found:
    """Return what two portions found together, the second following upon the first."""
    broken = tuple(sorted({*one.broken, *two.broken}))
    return Found(one.first, two.last, two.total, one.events + two.events, one.faults + two.faults, broken)

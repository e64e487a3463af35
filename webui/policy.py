"""Who may open which page: the whole table in one place; a page that is not in it opens for nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from engine.db import Session
from engine.errors import Forbidden, NotFound
from engine.people.models import DENIED
from engine.text import N_
from webui import db
from webui.auth import User
from webui.clock import today

LARGEST = 2**63 - 1
NOT_HERE = N_("Siden findes ikke, eller du har ikke adgang til den.")
READS_ONLY = N_("Du har læseadgang: du kan se alt, men ikke ændre noget.")
OVERSEES = N_("Du er administrator, men ikke med i netværket, så det her kan du ikke ændre.")


class Who(StrEnum):
    """What somebody must be; the last three are about the network in the address."""

    ANYONE = "anyone"
    LOGGED_IN = "logged_in"
    ADMINISTRATOR = "administrator"
    KOORDINATOR = "koordinator"
    AUDITOR = "auditor"
    READER = "reader"
    WORKER = "worker"
    COORDINATOR_OF_NETWORK = "coordinator_of_network"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may read a page and who may send its form; one of the named is enough.

    An auditor who is nothing else sends nothing, except where ``ANYONE`` or ``AUDITOR`` may; an administrator who is
    nothing in a network sends there only what ``ADMINISTRATOR`` may.
    """

    read: frozenset[Who]
    write: frozenset[Who]


class Access(Protocol):
    """What a person is to one network today."""

    process_id: int
    slug: str
    reader: bool
    worker: bool
    coordinator: bool
    member: bool
    read_only: bool


FindAccess = Callable[[Session, str, User, date], Access | None]


def rule(*read: Who, write: tuple[Who, ...] | None = None) -> Rule:
    """Return the rule for a page; who may read may also send unless *write* says who may."""
    return Rule(frozenset(read), frozenset(read if write is None else write))


ANYONE, LOGGED_IN = rule(Who.ANYONE), rule(Who.LOGGED_IN)
ADMINISTRATOR = rule(Who.ADMINISTRATOR)
REGISTRARS = rule(Who.ADMINISTRATOR, Who.KOORDINATOR)
READER = rule(Who.READER)
WORKER = rule(Who.READER, write=(Who.WORKER,))
WORKER_ONLY = rule(Who.WORKER)
COORDINATOR = rule(Who.READER, write=(Who.COORDINATOR_OF_NETWORK,))
OWN = rule(Who.LOGGED_IN, write=(Who.LOGGED_IN, Who.AUDITOR))
OVERSEERS = rule(Who.ADMINISTRATOR, Who.AUDITOR)
LEADERS = rule(Who.COORDINATOR_OF_NETWORK, Who.ADMINISTRATOR)

POLICY: dict[str, Rule] = {
    "static": ANYONE,
    "auth.log_in": ANYONE,
    "auth.log_in_now": ANYONE,
    "auth.log_out": ANYONE,
    "pages.text": ANYONE,
    "pages.status": ANYONE,
    "networks.portfolio": LOGGED_IN,
    "guide.show": rule(Who.KOORDINATOR),
    "guide.keep": rule(Who.KOORDINATOR),
    "guide.check": rule(Who.KOORDINATOR),
    "guide.create": rule(Who.KOORDINATOR),
    "overview.show": READER,
    "overview.section": READER,
    "networks.details": rule(Who.COORDINATOR_OF_NETWORK),
    "networks.change": COORDINATOR,
    "coordinators.ask": LEADERS,
    "coordinators.change": LEADERS,
    "steps.show": READER,
    "steps.close": WORKER,
    "steps.tick": WORKER,
    "reasons.ask": WORKER_ONLY,
    "reasons.give": WORKER,
    "departures.ask": WORKER_ONLY,
    "departures.set_aside": WORKER,
    "steps.reinstate": WORKER,
    "steps.undo": WORKER,
    "records.index": READER,
    "records.show": READER,
    "records.new": WORKER_ONLY,
    "records.add": WORKER,
    "records.edit": WORKER_ONLY,
    "records.change": WORKER,
    "verbs.ask_removal": WORKER_ONLY,
    "verbs.remove": WORKER,
    "verbs.ask": WORKER_ONLY,
    "verbs.act": WORKER,
    "approvals.show": READER,
    "approvals.give": WORKER,
    "approvals.ask": rule(Who.COORDINATOR_OF_NETWORK),
    "approvals.note": COORDINATOR,
    "meetings.plan": READER,
    "papers.paper": READER,
    "papers.start": READER,
    "documents.index": READER,
    "attachments.add": WORKER,
    "attachments.fetch": READER,
    "attachments.ask_removal": WORKER_ONLY,
    "attachments.remove": WORKER,
    "meetings.find": READER,
    "meetings.answer": WORKER,
    "agendas.ask": WORKER_ONLY,
    "agendas.edit": WORKER_ONLY,
    "agendas.rewrite": WORKER,
    "agendas.add": WORKER,
    "agendas.change": WORKER,
    "groups.add": WORKER,
    "history.show": READER,
    "history.export": READER,
    "erasures.ask": ADMINISTRATOR,
    "erasures.erase": ADMINISTRATOR,
    "tasks.mine": LOGGED_IN,
    "account.show": OWN,
    "account.change": OWN,
    "account.change_password": OWN,
    "account.log_off_elsewhere": OWN,
    "outbox.index": REGISTRARS,
    "outbox.show": REGISTRARS,
    "outbox.retry": ADMINISTRATOR,
    "audit.show": OVERSEERS,
    "audit.list_events": OVERSEERS,
    "audit.draw": OVERSEERS,
    "controls.show_last": OVERSEERS,
    "controls.run": OVERSEERS,
    "access.index": OVERSEERS,
    "extracts.events": OVERSEERS,
    "extracts.guide": OVERSEERS,
    "people.list_people": LOGGED_IN,
    "people.show_person": LOGGED_IN,
    "people.new_person": REGISTRARS,
    "people.add_person": REGISTRARS,
    "people.change_person": REGISTRARS,
    "people.set_password": ADMINISTRATOR,
    "people.list_organisations": LOGGED_IN,
    "people.show_organisation": LOGGED_IN,
    "people.new_organisation": REGISTRARS,
    "people.add_organisation": REGISTRARS,
    "people.change_organisation": REGISTRARS,
}


def init_app(app: Flask) -> None:
    """Ask the table before every page of *app*; ``app.extensions["find_access"]`` looks networks up."""
    app.before_request(enforce)


def missing(app: Flask) -> list[str]:
    """Return the pages of *app* that the table does not know."""
    return sorted({found.endpoint for found in app.url_map.iter_rules()} - POLICY.keys())


def access() -> Access:
    """Return what the person is to the network of this page.

    :raises NotFound: if the page is not a network's
    """
    if "access" not in g:
        raise NotFound(NOT_HERE)
    return g.access


def reads_only() -> bool:
    """Say whether this page is shown to somebody who does not work on it."""
    if not current_user.is_authenticated:
        return False
    found: Access | None = g.get("access")
    return current_user.only_reads if found is None else _reads_only_here(found)


def oversees() -> bool:
    """Say whether this page is of a network that an administrator does not work in."""
    return bool("access" in g and current_user.administrator and reads_only())


def may_read(endpoint: str) -> bool:
    """Say whether the person may open a page that is no network's, so that no link leads to a refusal."""
    return bool(POLICY[endpoint].read & _is(None, reading=True))


def enforce() -> ResponseReturnValue | None:
    """Let the request through, send a stranger to log in, or refuse.

    :raises NotFound: for a network that is not there or not the person's to see
    :raises Forbidden: for what the person may see but not do
    """
    if request.endpoint is None:
        return None
    if request.endpoint not in POLICY:
        raise RuntimeError(f"{request.endpoint} is not in the policy table")
    if any(isinstance(value, int) and value > LARGEST for value in (request.view_args or {}).values()):
        raise NotFound(NOT_HERE)
    found = POLICY[request.endpoint]
    asked = found.read if request.method in db.SAFE else found.write
    if Who.ANYONE in asked:
        return None
    if not current_user.is_authenticated:
        return _to_log_in()
    here = _look_up((request.view_args or {}).get("slug"))
    _decide(asked, here)
    return None


def _to_log_in() -> ResponseReturnValue:
    back = request.full_path.rstrip("?") if request.method in db.SAFE else None
    return redirect(url_for("auth.log_in", next=back if back != "/" else None), 303)


def _look_up(slug: str | None) -> Access | None:
    if slug is None:
        return None
    found = current_app.extensions["find_access"](db.reading(), slug, current_user, today())
    if found is None or not (found.reader or current_user.auditor):
        db.note_access(DENIED, f"{request.method} {request.path}")
        raise NotFound(NOT_HERE)
    g.access = found
    return found


def _decide(asked: frozenset[Who], here: Access | None) -> None:
    reading = request.method in db.SAFE
    only_reads = current_user.only_reads if here is None else _reads_only_here(here)
    sends = Who.AUDITOR in asked or (Who.ADMINISTRATOR in asked and current_user.administrator)
    if not reading and only_reads and not sends:
        db.note_access(DENIED, f"{request.method} {request.path}")
        raise Forbidden(OVERSEES if oversees() else READS_ONLY)
    if not asked & _is(here, reading):
        db.note_access(DENIED, f"{request.method} {request.path}")
        raise Forbidden(N_("Det har du ikke adgang til. Spørg netværkets tovholder eller en administrator."))


def _reads_only_here(here: Access) -> bool:
    return here.read_only or current_user.only_reads


def _is(here: Access | None, reading: bool) -> set[Who]:
    """Return everything the person is, in general and to this network."""
    said = {
        Who.LOGGED_IN: True,
        Who.ADMINISTRATOR: current_user.administrator,
        Who.KOORDINATOR: current_user.coordinator,
        Who.AUDITOR: current_user.auditor,
    }
    if here is not None:
        said |= {
            Who.READER: here.reader or (current_user.auditor and reading),
            Who.WORKER: here.worker and not here.read_only,
            Who.COORDINATOR_OF_NETWORK: here.coordinator and not here.read_only,
        }
    return {who for who, holds in said.items() if holds}

"""Moving a process from the version of its definition that it stands on to a newer one."""

from collections.abc import Mapping

from engine import checks
from engine.commands import SYSTEM, Command, finish, lock, same_as_before
from engine.db import Connection
from engine.definition import Definition
from engine.errors import BadInput, Forbidden, NotAllowed
from engine.history import Event
from engine.people.queries import is_administrator
from engine.state import ENDED, Stands
from engine.text import N_


def migrate(db: Connection, command: Command, steps: Mapping[str, str], reason: str) -> Event:
    """Move the process to the version of the command's definition; *steps* maps old step keys to new ones.

    :raises Forbidden: if the person is not an administrator; the command line is
    :raises NotAllowed: if the process has ended, or stands on this version or a newer one already
    :raises BadInput: if a step of the process is not mapped
    """
    change = lock(db, command, moves=True)
    if first := same_as_before(change, "migrated", ["migrate", dict(steps)]):
        return first
    _must_administer(db, command)
    state, definition = change.state, change.definition
    must_be_older(change, definition)
    if missing := sorted({state.position, *state.reopened} - set(steps)):
        raise BadInput(N_("Disse trin er ikke ført over i den nye version: {trin}"), trin=", ".join(missing))
    if not set(steps.values()) <= set(definition.steps):
        raise BadInput(N_("Trinnet findes ikke."))
    payload = {
        "version": definition.version,
        "to": steps[state.position],
        "reopened": sorted(steps[step] for step in state.reopened),
        "tasks": {key: said for key, said in sorted(state.tasks.items()) if key in definition.tasks},
        "aside": {key: day.isoformat() for key, day in sorted(state.aside.items()) if key in definition.demands},
        "steps": dict(sorted(steps.items())),
    }
    return finish(change, "migrated", payload | checks.why(change, reason), ["migrate", dict(steps)])


def must_be_older(at: Stands, newer: Definition) -> None:
    """Refuse to move what has ended, or stands on *newer* or a version after it already."""
    if at.state.mode == ENDED:
        raise NotAllowed(N_("Netværket er afsluttet. Der kan ikke ændres mere."), page="overblik")
    if at.state.version >= newer.version:
        raise NotAllowed(N_("Netværket følger allerede den nyeste version af metoden."), page="overblik")


def _must_administer(db: Connection, command: Command) -> None:
    if command.actor != SYSTEM and not is_administrator(db, command.actor):
        raise Forbidden(N_("Kun en administrator kan flytte et netværk til en ny version af metoden."))

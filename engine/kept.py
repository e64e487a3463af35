"""What may point at somebody and stands all the same: who let it stand and why; never the words themselves."""

from collections.abc import Iterable
from dataclasses import replace

from engine import records
from engine.checks import why
from engine.commands import Command
from engine.db import Session
from engine.records import Record

KEPT = "traces_kept"


def let_stand(session: Session, command: Command, row: Record, found: Iterable[str], reason: str) -> None:
    """Say in the history that a record holds what looks like a trace of somebody, and why it may.

    It is an event of its own, after the one that wrote the record, with a key made of the same press.

    :raises BadInput: without a reason
    """
    kinds = [str(kind) for kind in found]
    asked = replace(command, key=f"{command.key}:traces", seen=0)
    about = records.name(row)
    change = records.begin(session, asked, KEPT, about, of=about.partition(":")[0])
    if not change.repeated:
        records.end(session, change, KEPT, row, about, extra={"traces": kinds, **why(change, reason)})

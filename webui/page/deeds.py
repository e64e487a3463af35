"""What happened, with who did it and when, as it stands beside what it is about."""

from collections.abc import Sequence

from engine.history import Event
from engine.text import N_
from webui.page.frame import resolve
from webui.saying.language import _
from webui.saying.sentences import sentence_of, when


def lines(told: Sequence[Event]) -> list[dict[str, str]]:
    """Return who did what, and when it was entered and, where that was another day, when it happened."""
    by = {one.seq: f"person:{one.body['actor']}" for one in told}
    known, system = resolve(by.values()), _(N_("Systemet"))
    return [{"what": f"{known.get(by[one.seq], system)} {sentence_of(one)}", "when": when(one)} for one in told]

"""Forms whose free texts are looked through for what may point at somebody: it is warned of, and may stand with a why.

A form says by *watched* which of its fields are looked through; what stood in them before is not asked about again.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from engine.commands import Command
from engine.db import Session
from engine.kept import let_stand
from engine.records import Record
from engine.text import N_
from webui.saying.language import locale, tell
from webui.visit.forms import Form, line, tick
from workflows.tryghedsnetvaerk.documents.languages import either
from workflows.tryghedsnetvaerk.documents.traces import CALLED, Trace, list_traces

SEEN = N_(
    "»{felt}«: Det ligner {spor}. Skriv om steder og tidspunkter i almindelige vendinger, eller sæt nederst kryds ved, "
    "at det skal stå, og skriv hvorfor."
)


class Traced(Form):
    """A form that warns of what may point at somebody; a tick with a reason lets it stand."""

    watched: ClassVar[Sequence[str]] = ()
    traces_kept = tick(N_("Det skal stå, som det er skrevet"))
    traces_reason = line(N_("Hvorfor skal det stå?"), hint=N_("Begrundelsen gemmes i historikken, ikke det, der står."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before: Any = None
        self.traces: tuple[Trace, ...] = ()
        self.known: Callable[[], Sequence[str]] = tuple
        """What everybody may know, such as an office's address: it is not looked through."""
        self.traces_reason.flags.when = tell(N_("skal udfyldes, når det skal stå"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the form as any other, and then what stands in its free texts."""
        right = super().validate(extra_validators)
        found = {name: kinds for name in self.watched if name in self and (kinds := self._traces_in(name))}
        self.traces = tuple(dict.fromkeys(kind for kinds in found.values() for kind in kinds))
        if not found:
            return right
        if self.traces_kept.data and self.traces_reason.data:
            return right
        for name, kinds in found.items():
            said = tell(
                SEEN, {"felt": self[name].label.text, "spor": either((tell(CALLED[kind]) for kind in kinds), locale())}
            )
            self[name].errors = [*self[name].errors, said]
        if self.traces_kept.data:
            self.traces_reason.errors = [tell(N_("Skriv, hvorfor det skal stå."))]
        return False

    def _traces_in(self, name: str) -> tuple[Trace, ...]:
        text = self[name].data or ""
        stood = set((getattr(self.before, name, None) or "").splitlines())
        text = "\n".join(line for line in text.splitlines() if line not in stood)
        for words in filter(None, self.known()):
            text = text.replace(words, " – ")
        return list_traces(text)


def compare(form: Form, row: Any) -> None:
    """Tell a form what stands in the record that it changes: only what is new is looked through."""
    if isinstance(form, Traced):
        form.before = row


def keep(session: Session, command: Command, form: Form, row: Any) -> None:
    """Write down that a form's traces were let stand, and why, when there were any."""
    if isinstance(form, Traced) and form.traces and isinstance(row, Record):
        let_stand(session, command, row, form.traces, form.traces_reason.data or "")

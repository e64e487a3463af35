"""Every refusal of the engine; each is a sentence for people, with its values apart.

EngineError
├── NotFound            there is no such thing, or it is not yours to see
├── Forbidden           you may not do this
├── Refused             demands are not met: carries every reason
├── NotAllowed          the process does not stand where this could be done
│   └── OnHold          the process is paused, and this would send mail
├── Stale               somebody else changed it first
├── KeyReused           the same command key came with other content
├── BadInput            what was given cannot be used
│   └── Lacking         several things are missing: carries every one
├── InvalidDefinition   a process definition is broken; raised when it is loaded
└── Unusable            the installation cannot run: database, folder, port
    ├── NoRoom          the disk is full
    └── NotNow          the database is busy or does not answer
"""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.definition import Finding
from engine.text import N_, Sentence, say


class EngineError(Exception):
    """A refusal: a sentence marked for translation and the values of its places.

    *page* is where it is mended, as demands name it: a key that the web maps to an address. It may go on with a number
    and with what is done there, such as ``moeder:3:holdt``; ``#on`` is a field of the form that was sent.
    """

    def __init__(self, text: str, *, page: str = "", **values: Any) -> None:
        super().__init__(text)
        self.text, self.page = text, page
        self.values: Mapping[str, Any] = values

    def __str__(self) -> str:
        return say(self.text, "da", self.values)


class NotFound(EngineError):
    """There is no such thing, or it belongs to somebody else."""


class Forbidden(EngineError):
    """The person may not do this."""


class Refused(EngineError):
    """Demands are not met; *findings* holds every one of them with its reason."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(N_("Der mangler noget, før dette kan lade sig gøre."))
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return " ".join(say(f.reason.text, "da", f.reason.values) for f in self.findings if f.reason)


class NotAllowed(EngineError):
    """The process does not stand where this could be done."""


class OnHold(NotAllowed):
    """The process is paused, so no mail leaves: what would send one waits until it is taken up again."""

    def __init__(self) -> None:
        super().__init__(
            N_("Netværket er i bero, og der sendes ingen mails. Genoptag netværket først."), page="genoptag"
        )


class Stale(EngineError):
    """Somebody else changed the record first; *seq* is the event that did."""

    def __init__(self, text: str, *, seq: int | None = None, **values: Any) -> None:
        super().__init__(text, **values)
        self.seq = seq


class KeyReused(EngineError):
    """A command key was used before, for something else."""


class BadInput(EngineError):
    """What was given cannot be used."""


class Lacking(BadInput):
    """Something is missing or wrong; *reasons* holds each with where it is mended: a page, or ``#`` and a field."""

    def __init__(self, reasons: Sequence[tuple[str, Sentence]]) -> None:
        (page, first), *_ = reasons
        super().__init__(first.text, page=page, **first.values)
        self.reasons = tuple(reasons)


class InvalidDefinition(EngineError):
    """A process definition is broken."""


class Unusable(EngineError):
    """The installation cannot run as it stands."""


class NoRoom(Unusable):
    """There is no room on the disk: what was to be written was not."""


class NotNow(Unusable):
    """The database is busy or does not answer: what was to be written was not, and may be tried again."""

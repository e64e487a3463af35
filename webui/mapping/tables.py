"""A table read in from a file: it is chosen, what was read is seen through, and only then it is stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from engine.errors import BadInput
from engine.text import N_
from webui.page.frame import page
from webui.saying.language import _, locale, number, tell
from webui.visit import policy, remedies
from webui.visit.forms import Form
from workflows.tryghedsnetvaerk.mapping.crime import packing
from workflows.tryghedsnetvaerk.mapping.crime.faults import Fault, Unreadable
from workflows.tryghedsnetvaerk.mapping.crime.grids import LARGEST
from workflows.tryghedsnetvaerk.mapping.crime.parts import Reading
from workflows.tryghedsnetvaerk.network.files import shown_name

Answer = str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """The two pages of one kind of table: what they are called, where they stand, and what their buttons say."""

    noun: str
    heading: str
    listed: str
    verb: str
    folded: str
    """The field of many choices that is folded away."""

    def seen(
        self, form: Any, read: Callable[[str, bytes], Reading], show: Callable[[Reading, str], str], *templates: Any
    ) -> Answer:
        """Read the file that was chosen, and show it; or say everything that is wrong with it. Nothing is stored."""
        if not form.validate():
            return self.file_page(form, *templates), 422
        given = form.file.data
        try:
            name, data = shown_name(given.filename or "") or "fil", given.stream.read(LARGEST + 1)
            given.close()
            reading = read(name, data)
            return show(reading, packing.pack(reading, *_sealed()))
        except Unreadable as error:
            return self.file_page(form, *templates, faults=error.faults, found=error.found), 422
        except BadInput as error:
            remedies.say(form, error)
            return self.file_page(form, *templates), 422

    def file_page(self, form: Form, *templates: Any, faults: Sequence[Fault] = (), found: int = 0) -> str:
        """Show the form for a file, with everything that was wrong with the last one, and *templates* to fill in."""
        slug = policy.access().slug
        return page(
            "crime_files/file.html", **self._named(), form=form, templates=templates,
            faults=[fault.said(locale()) for fault in faults], found=found, more=max(0, found - len(faults)),
            action=url_for(".look", slug=slug), back=url_for("records.index", slug=slug, noun=self.noun),
        )  # fmt: skip

    def take_page(
        self, reading: Reading, form: Any, facts: Sequence[tuple[str, str]], conflict: Any = None
    ) -> str:  # fmt: skip
        """Show what was read, and the form for what people say of it."""
        slug = policy.access().slug
        beside = ((_(N_("Tal")), number(reading.known)), (_(N_("Manglende tal")), number(reading.missing)))
        told = [(_(N_("Fil")), reading.file), *facts, *beside, (_(N_("Filens fingeraftryk (SHA-256)")), reading.digest)]
        return page(
            "crime_files/take.html", **self._named(), form=form, conflict=conflict, rows=reading.first,
            folded=(self.folded,), verb=tell(self.verb), notes=[tell(note.text, note.values) for note in reading.notes],
            facts=[{"label": label, "value": value} for label, value in told if value],
            action=url_for(".take", slug=slug), back=url_for(".ask", slug=slug),
        )  # fmt: skip

    def _named(self) -> dict[str, Any]:
        slug = policy.access().slug
        parents = ((tell(self.listed), url_for("records.index", slug=slug, noun=self.noun)),)
        return {"tab": "kortlaegning", "crumb": tell(self.heading), "parents": parents, "title": tell(self.heading)}


def carried(packed: str) -> Reading:
    """Return what a page carried, as it was read and of the same network."""
    return packing.unpack(packed, *_sealed())


def _sealed() -> tuple[str, int]:
    return current_app.config["SECRET_KEY"], policy.access().process_id

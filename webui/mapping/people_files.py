"""How many live where, read in from a file of StatBank's: it is chosen, seen through, and only then stored."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Length

from engine.errors import BadInput
from engine.text import N_
from webui.nouns.shape import Ticks
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.saying.language import _, locale, number, tell
from webui.visit import policy, remedies
from webui.visit.db import let_go, session
from webui.visit.forms import Form, Needed, day, line, options
from workflows.tryghedsnetvaerk.mapping.crime import classification, packing
from workflows.tryghedsnetvaerk.mapping.crime.actions import EXTRACTED, SOURCE, import_people
from workflows.tryghedsnetvaerk.mapping.crime.faults import Fault, Unreadable
from workflows.tryghedsnetvaerk.mapping.crime.grids import LARGEST
from workflows.tryghedsnetvaerk.mapping.crime.parts import SHAPES, Reading, listed
from workflows.tryghedsnetvaerk.mapping.crime.people import read_people
from workflows.tryghedsnetvaerk.mapping.crime.typed import LONGEST
from workflows.tryghedsnetvaerk.network.files import shown_name

HEADING = N_("Læs befolkningstal ind fra en fil")
PUBLISHED = N_("Danmarks Statistik, {tabel}")
NAMES = 12  # areas that are named in the preview
bp = Blueprint("people_files", __name__, url_prefix="/netvaerk/<slug>/befolkningstal")


class FileForm(Form):
    """A file of how many live where."""

    file = FileField(
        N_("Fil med befolkningstal"), [Needed()],
        description=N_(
            "CSV eller XLSX, højst 10 MB: tabel FOLK1A fra Statistikbanken, som den hentes, med »I alt« for køn, alder "
            "og civilstand."
        ),
    )  # fmt: skip


class TakeForm(Form):
    """What people say of the numbers that were read."""

    packed = HiddenField(validators=[Length(max=packing.MOST_PACKED + packing.SEAL)])
    areas = Ticks(N_("Områder, der gemmes"),
                  description=N_("Netværkets kommune, og dem, I sammenligner med."))  # fmt: skip
    source = line(SOURCE, needed=True, most=LONGEST)
    extracted_on = day(EXTRACTED, needed=True, past=True)


@bp.get("/fil")
def ask(slug: str) -> ResponseReturnValue:
    """Show the form for a file."""
    return _file_page(FileForm(formdata=None))


@bp.post("/fil")
def look(slug: str) -> ResponseReturnValue:
    """Read a file and show what it says, or everything that is wrong with it; nothing is stored."""
    let_go()
    form = FileForm()
    if not form.validate():
        return _file_page(form), 422
    given = form.file.data
    try:
        name, data = shown_name(given.filename or "") or "fil", given.stream.read(LARGEST + 1)
        given.close()
        reading = read_people(name, data)
        carried = packing.pack(reading, *_sealed())
    except Unreadable as error:
        return _file_page(form, error.faults, error.found), 422
    except BadInput as error:
        remedies.say(form, error)
        return _file_page(form), 422
    source = tell(PUBLISHED, {"tabel": reading.table}) if reading.table else ""
    told = {"packed": carried, "areas": _default(reading), "source": source}
    return _take_page(reading, _prepared(TakeForm(formdata=None, data=told), reading))


@bp.post("/fil/laes")
def take(slug: str) -> ResponseReturnValue:
    """Store exactly what was shown, of the areas that people chose."""
    drawn = TakeForm()
    reading = packing.unpack(drawn.packed.data or "", *_sealed())
    form = _prepared(drawn, reading)
    if not form.validate():
        return _take_page(reading, form), 422
    saved = list[Any]()

    def act() -> None:
        said = {"source": form.source.data, "extracted_on": form.extracted_on.data}
        asked = command(form.command_key.data or "")
        saved.extend(import_people(session(), asked, reading, said, form.areas.data or ()))

    if refused := attempt(form, act, lambda form, conflict=None: _take_page(reading, form, conflict)):
        return refused
    flash(_(N_("Befolkningstal læst ind for {antal} områder."), antal=len(saved)), "success")
    return redirect(url_for("records.index", slug=slug, noun="befolkningstal"), 303)


def _sealed() -> tuple[str, int]:
    return current_app.config["SECRET_KEY"], policy.access().process_id


def _default(reading: Reading) -> list[str]:
    own = classification.area(here().network.kommune)
    return [one for one in reading.areas if one in (own, classification.COUNTRY) or len(reading.areas) == 1]


def _prepared(form: TakeForm, reading: Reading) -> TakeForm:
    form.areas.choices = options((one, classification.name_area(one, locale())) for one in reading.areas)
    return form


def _parents() -> tuple[tuple[str, str], ...]:
    slug = policy.access().slug
    return ((_(N_("Befolkningstal")), url_for("records.index", slug=slug, noun="befolkningstal")),)


def _file_page(form: FileForm, faults: Sequence[Fault] = (), found: int = 0) -> str:
    slug = policy.access().slug
    return page(
        "crime_files/file.html", tab="kortlaegning", crumb=tell(HEADING), parents=_parents(), title=tell(HEADING),
        form=form, faults=[fault.said(locale()) for fault in faults], found=found, more=max(0, found - len(faults)),
        action=url_for(".look", slug=slug), back=url_for("records.index", slug=slug, noun="befolkningstal"),
        templates=[],
    )  # fmt: skip


def _take_page(reading: Reading, form: Any, conflict: Any = None) -> str:
    slug = policy.access().slug
    return page(
        "crime_files/take.html", tab="kortlaegning", crumb=tell(HEADING), parents=_parents(), title=tell(HEADING),
        form=form, conflict=conflict, facts=_facts(reading), rows=reading.first, folded=("areas",),
        notes=[tell(note.text, note.values) for note in reading.notes], verb=_(N_("Læs befolkningstallene ind")),
        action=url_for(".take", slug=slug), back=url_for(".ask", slug=slug),
    )  # fmt: skip


def _facts(reading: Reading) -> list[dict[str, str]]:
    areas = [classification.name_area(one, locale()) for one in reading.areas]
    told = [
        (_(N_("Fil")), reading.file), (_(N_("Form")), tell(SHAPES[reading.shape])), (_(N_("Tabel")), reading.table),
        (_(N_("Tegnsæt")), reading.encoding), (_(N_("Områder")), f"{number(len(areas))}: {listed(areas, NAMES)}"),
        (_(N_("Perioder")), f"{number(len(reading.periods))}: {reading.periods[0]}–{reading.periods[-1]}"),
        (_(N_("Tal")), number(reading.known)), (_(N_("Manglende tal")), number(reading.missing)),
        ("SHA-256", reading.digest),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in told if value]

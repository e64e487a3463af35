"""How many live where, read in from a file of StatBank's: it is chosen, seen through, and only then stored."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Length

from engine.text import N_
from webui.mapping import tables
from webui.nouns.shape import Ticks
from webui.page.attempts import attempt
from webui.page.frame import command, here
from webui.saying.language import _, locale, number, tell
from webui.saying.periods import between
from webui.visit.db import let_go, session
from webui.visit.forms import Form, Needed, day, line, options
from workflows.tryghedsnetvaerk.mapping.crime import classification, packing
from workflows.tryghedsnetvaerk.mapping.crime.actions import EXTRACTED, SOURCE, import_people
from workflows.tryghedsnetvaerk.mapping.crime.parts import SHAPES, Reading, listed
from workflows.tryghedsnetvaerk.mapping.crime.people import read_people
from workflows.tryghedsnetvaerk.mapping.crime.typed import LONGEST

TABLE = tables.Table(
    noun="befolkningstal", heading=N_("Læs befolkningstal ind fra en fil"), listed=N_("Befolkningstal"),
    verb=N_("Læs befolkningstallene ind"), folded="areas",
)  # fmt: skip
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
    return TABLE.file_page(FileForm(formdata=None))


@bp.post("/fil")
def look(slug: str) -> ResponseReturnValue:
    """Read a file and show what it says, or everything that is wrong with it; nothing is stored."""
    let_go()
    return TABLE.seen(FileForm(), read_people, _shown)


@bp.post("/fil/laes")
def take(slug: str) -> ResponseReturnValue:
    """Store exactly what was shown, of the areas that people chose."""
    drawn = TakeForm()
    reading = tables.carried(drawn.packed.data or "")
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


def _shown(reading: Reading, packed: str) -> str:
    source = tell(PUBLISHED, {"tabel": reading.table}) if reading.table else ""
    told = {"packed": packed, "areas": _default(reading), "source": source}
    return _take_page(reading, _prepared(TakeForm(formdata=None, data=told), reading))


def _default(reading: Reading) -> list[str]:
    own = classification.area(here().network.kommune)
    return [one for one in reading.areas if one in (own, classification.COUNTRY) or len(reading.areas) == 1]


def _prepared(form: TakeForm, reading: Reading) -> TakeForm:
    form.areas.choices = options((one, classification.name_area(one, locale())) for one in reading.areas)
    return form


def _take_page(reading: Reading, form: Any, conflict: Any = None) -> str:
    areas = [classification.name_area(one, locale()) for one in reading.areas]
    facts = [
        (_(N_("Opbygning")), tell(SHAPES[reading.shape])), (_(N_("Tabel")), reading.table),
        (_(N_("Tegnsæt")), reading.encoding), (_(N_("Områder")), f"{number(len(areas))}: {listed(areas, NAMES)}"),
        (_(N_("Perioder")), f"{number(len(reading.periods))}: {between(reading.periods[0], reading.periods[-1])}"),
    ]  # fmt: skip
    return TABLE.take_page(reading, form, facts, conflict)

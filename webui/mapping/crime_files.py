"""Crime figures read in from a file: it is chosen, what was read is seen through, and only then it is stored."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Length

from engine.text import N_
from webui.mapping import tables
from webui.nouns.shape import Ticks
from webui.page import traced
from webui.page.attempts import attempt
from webui.page.frame import command, here
from webui.page.traced import Traced
from webui.papers.papers import handed_out
from webui.saying.language import _, locale, number, tell
from webui.saying.periods import between
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import let_go, session
from webui.visit.forms import Form, Needed, choice, day, line, options, prose
from workflows.tryghedsnetvaerk.mapping.crime import classification, origin, packing
from workflows.tryghedsnetvaerk.mapping.crime import template as police_template
from workflows.tryghedsnetvaerk.mapping.crime.actions import EXTRACTED, SOURCE, TITLE, import_figures
from workflows.tryghedsnetvaerk.mapping.crime.ended import must_be_over
from workflows.tryghedsnetvaerk.mapping.crime.parts import SHAPES, Reading, listed
from workflows.tryghedsnetvaerk.mapping.crime.reading import asked_for, read
from workflows.tryghedsnetvaerk.mapping.crime.typed import LONGEST

TABLE = tables.Table(
    noun="kriminalitetstal", heading=N_("Læs kriminalitetstal ind fra en fil"), listed=N_("Kriminalitetstal"),
    verb=N_("Læs tallene ind"), folded="references",
)  # fmt: skip
LONGEST_PERIOD = 20
NAMES = 12  # areas and offences that are named in the preview
bp = Blueprint("crime_files", __name__, url_prefix="/netvaerk/<slug>/kriminalitetstal")


class FileForm(Form):
    """A file of crime figures."""

    file = FileField(
        N_("Fil med tal"), [Needed()],
        description=N_(
            "CSV eller XLSX, højst 10 MB: fra Statistikbanken, som den hentes, eller politiets udtræk efter "
            "skabelonen. Der må kun stå antal, aldrig sager, personer eller adresser."
        ),
    )  # fmt: skip
    first = line(N_("Første periode, I har bedt om"), most=LONGEST_PERIOD,
                 hint=N_("For eksempel 2019K1. Statistikbanken udelader rækker med 0; de udfyldes kun fra første til "
                         "sidste periode. Står feltet tomt, bruges filens egne perioder."))  # fmt: skip
    last = line(N_("Sidste periode, I har bedt om"), most=LONGEST_PERIOD)


class TakeForm(Traced):
    """What people say of the figures that were read."""

    watched = ("definition",)

    packed = HiddenField(validators=[Length(max=packing.MOST_PACKED + packing.SEAL)])
    title = line(TITLE, needed=True, most=LONGEST)
    offence = choice(N_("Hvilken lovovertrædelse handler filen om?"), [], needed=True)
    area = choice(N_("Hvilket af filens områder står for netværkets?"), [])
    references = Ticks(N_("Områder at sammenligne med"), description=N_("De gemmes i samme opgørelse."))
    source = line(SOURCE, needed=True, most=LONGEST, hint=N_("For eksempel Danmarks Statistik eller politiets udtræk"))
    table_code = line(N_("Tabel"), hint=N_("For eksempel STRAF11. Tal fra forskellige tabeller sammenlignes aldrig."))
    extracted_on = day(EXTRACTED, needed=True, past=True)
    definition = prose(N_("Hvordan er området og perioden afgrænset?"), rows=3)


@bp.get("/fil")
def ask(slug: str) -> ResponseReturnValue:
    """Show the form for a file."""
    return TABLE.file_page(FileForm(formdata=None), *_templates())


@bp.post("/fil")
def look(slug: str) -> ResponseReturnValue:
    """Read a file and show what it says, or everything that is wrong with it; nothing is stored."""
    let_go()
    form = FileForm()

    def asked(name: str, data: bytes) -> Reading:
        reading = read(name, data, asked_for(first=form.first.data or "", last=form.last.data or ""))
        must_be_over(reading, today())
        return reading

    return TABLE.seen(form, asked, _shown, *_templates())


@bp.post("/fil/laes")
def take(slug: str) -> ResponseReturnValue:
    """Store exactly what was shown, with what people say of it."""
    drawn = TakeForm()
    reading = tables.carried(drawn.packed.data or "")
    form = _prepared(drawn, reading)
    if not form.validate():
        return _take_page(reading, form), 422
    saved = list[Any]()

    def act() -> None:
        asked = command(form.command_key.data or "")
        saved.append(import_figures(session(), asked, *_said(form, reading)))
        traced.keep(session(), asked, form, saved[0])

    def show(form: Form, conflict: Any = None) -> str:
        return _take_page(reading, form, conflict)

    if refused := attempt(form, act, show):
        return refused
    flash(_(N_("Tal læst ind: {antal}."), antal=saved[0].known), "success")
    return redirect(url_for("records.show", slug=slug, noun="kriminalitetstal", nr=saved[0].nr), 303)


@bp.get("/skabelon.<any(xlsx, csv):ending>")
def template(slug: str, ending: str) -> ResponseReturnValue:
    """Hand out the template that the police are asked to fill in."""
    made, media_type = police_template.make(ending)
    name = f"skabelon-politiets-tal.{ending}"
    return handed_out(made, media_type, name, name)


def _said(form: Any, reading: Reading) -> tuple[Reading, dict[str, Any]]:
    """Return the part of the reading that is kept, and what is said of it."""
    if "offence" in form:
        code = form.offence.data
        reading = reading.about(code, classification.offences()[code].da)
    names = ("title", "source", "table_code", "extracted_on", "definition")
    said = {name: form[name].data or ("" if name != "extracted_on" else None) for name in names}
    return reading.within([form.area.data or "", *form.references.data]), said | {"area": form.area.data or ""}


def _prepared(form: TakeForm, reading: Reading) -> TakeForm:
    named = [(one, classification.name_area(one, locale(), _(N_("Boligområdet")))) for one in reading.areas]
    form.area.choices = options([("", _(N_("Vælg et område"))), *named] if "" not in reading.areas else named)
    form.references.choices = options([one for one in named if one[0]])
    every = [(code, classification.name_offence(code, locale()))
             for code in classification.in_order(classification.offences())]  # fmt: skip
    form.offence.choices = options([("", _(N_("Vælg en lovovertrædelse"))), *every])
    if not reading.needs_offence:
        del form.offence
    if len(named) == 1:
        del form.references.choices[:]
    return form


def _called(area: str | None) -> str:
    own = _(N_("boligområdet"))
    named = own if area is None else classification.name_area(area, locale(), own)
    return _(N_("Anmeldte forbrydelser i {omraade}"), omraade=named)


def _shown(reading: Reading, packed: str) -> str:
    area = origin.default_area(reading, here().network.kommune)
    if area is None and len(reading.areas) == 1:
        area = reading.areas[0]
    told = {
        "packed": packed, "area": area, "references": origin.default_references(reading, area or ""),
        "table_code": origin.default_table(reading), "title": _called(area),
    }  # fmt: skip
    return _take_page(reading, _prepared(TakeForm(formdata=None, data=told), reading))


def _templates() -> list[tuple[str, str, str]]:
    return [
        (_(N_("Skabelon til politiets tal ({slags})"), slags=ending.upper()),
         url_for(".template", slug=policy.access().slug, ending=ending), "file-excel")
        for ending in ("xlsx", "csv")
    ]  # fmt: skip


def _take_page(reading: Reading, form: Any, conflict: Any = None) -> str:
    own = _(N_("Boligområdet"))
    areas = [classification.name_area(one, locale(), own) for one in reading.areas]
    offences = [classification.name_offence(code, locale(), text) for code, text in reading.offences if code or text]
    facts = [
        (_(N_("Opbygning")), tell(SHAPES[reading.shape])), (_(N_("Tegnsæt")), reading.encoding),
        (_(N_("Områder")), f"{number(len(areas))}: {listed(areas, NAMES)}"),
        (_(N_("Lovovertrædelser")), f"{number(len(offences))}: {listed(offences, NAMES)}" if offences
         else _(N_("Filen nævner ingen"))),
        (_(N_("Perioder")), f"{number(len(reading.periods))}: {between(reading.periods[0], reading.periods[-1])}"),
    ]  # fmt: skip
    return TABLE.take_page(reading, form, facts, conflict)

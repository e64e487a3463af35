"""The sheet of a language: handed out to the translator, looked at when it comes back, and kept."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from engine.errors import BadInput
from engine.text import N_
from webui.mapping.questionnaires import get_paper
from webui.mapping.translations import ReadForm, get_words, name_of, own_of, parents_of, read_now, reading
from webui.page import traced
from webui.page.attempts import attempt
from webui.page.frame import command, page
from webui.papers.papers import handed_out
from webui.saying.language import _, tell
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Needed
from workflows.tryghedsnetvaerk.documents.sheets import writing
from workflows.tryghedsnetvaerk.mapping.survey import sheets, translating
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words

bp = Blueprint("sheets", __name__, url_prefix="/netvaerk/<slug>/spoergeskemaer/<int:nr>/sprog/<string:language>")
FORMATS = {"csv": writing.CSV_TYPE, "xlsx": writing.XLSX_TYPE}
LARGEST_TEXT = 200_000


class SheetForm(ReadForm):
    """A sheet that came back."""

    file = FileField(N_("Arket fra oversætteren"), [Needed()],
                     description=N_("CSV eller XLSX med to kolonner: den danske tekst og oversættelsen"))  # fmt: skip


class TextForm(ReadForm):
    """A sheet that was looked at, to be kept."""

    watched = ("sheet",)
    sheet = TextAreaField(N_("Teksterne i arket"), validators=[Length(max=LARGEST_TEXT)], widget=HiddenInput())


@bp.get("/ark.<any(csv, xlsx):ending>")
def fetch(slug: str, nr: int, language: str, ending: str) -> ResponseReturnValue:
    """Hand out the two-column sheet for the translator."""
    words = get_words(nr, language)
    name = name_of(words)
    header, rows = ("Dansk", name), translating.sheet(words)
    data = writing.write_csv(header, rows) if ending == "csv" else writing.write_xlsx(name, header, rows)
    return handed_out(
        data, FORMATS[ending], f"{slug}-skema-{nr}-{language}.{ending}", f"Skema {nr} {language}.{ending}"
    )


@bp.get("/ark")
def ask(slug: str, nr: int, language: str) -> ResponseReturnValue:
    """Show the form for a sheet that came back."""
    words = get_words(nr, language)
    return _sheet_page(nr, words, SheetForm(formdata=None, data=read_now(words)))


@bp.post("/ark")
def look(slug: str, nr: int, language: str) -> ResponseReturnValue:
    """Show what a sheet would change, and what in it cannot be used; nothing is kept yet."""
    words, form = get_words(nr, language), SheetForm()
    if not form.validate():
        return _sheet_page(nr, words, form), 422
    try:
        rows = sheets.rows(form.file.data.stream.read(sheets.LARGEST + 1))
    except BadInput as error:
        form.file.errors = [f"{form.file.data.filename}: {tell(error.text, error.values)}"]
        return _sheet_page(nr, words, form), 422
    read = translating.read_sheet(words, rows)
    told = {name: form[name].data for name in ("translator", "second_reader", "read_on")}
    kept = TextForm(
        formdata=None, data={**told, "sheet": _packed(read.texts), "version": words.row.version if words.row else 0}
    )
    return _sheet_page(nr, words, kept, read=read, file=form.file.data.filename), 422 if read.errors else 200


@bp.post("/ark/gem")
def keep(slug: str, nr: int, language: str) -> ResponseReturnValue:
    """Keep a sheet that was looked at."""
    words, form = get_words(nr, language), TextForm()
    form.before = SimpleNamespace(sheet=_packed({key: words.find(key) for key in words.danish}))

    def show(form: Any, conflict: Any = None) -> str:
        return _sheet_page(nr, get_words(nr, language), form, read=_unpacked(words, form), conflict=conflict)

    if not form.validate():
        return show(form), 422

    def act() -> None:
        asked, read = command(form.command_key.data), _unpacked(words, form)
        told = reading(form, words.row)
        row = translating.save_sheet(session(), asked, nr, language, read, told, seen=form.version.data or None,
                                     own=own_of(get_paper(nr)))  # fmt: skip
        traced.keep(session(), asked, form, row)

    if refused := attempt(form, act, show):
        return refused
    flash(_(N_("Teksterne fra arket er gemt.")), "success")
    return redirect(url_for("translations.index", slug=slug, nr=nr), 303)


def _packed(texts: Mapping[str, str]) -> str:
    return "\n".join(f"{key}\t{text}" for key, text in texts.items())


def _unpacked(words: Words, form: TextForm) -> translating.Read:
    """Return what a sheet held when it was looked at."""
    lines = (line.partition("\t") for line in (form.sheet.data or "").split("\n"))
    texts = {key: text for key, _tab, text in lines if key in words.danish and text}
    changed = sum(words.is_outdated(key) or words.find(key) != text for key, text in texts.items())
    return translating.Read(texts, changed)


def _sheet_page(nr: int, words: Words, form: Any, *, read: Any = None, conflict: Any = None, file: str = "") -> str:
    slug, of, name = policy.access().slug, words.language, name_of(words)
    back = url_for("translations.index", slug=slug, nr=nr)
    keeps = read is not None and not read.errors
    changes = [
        (words.danish[key], text)
        for key, text in (read.texts if read else {}).items()
        if words.is_outdated(key) or words.find(key) != text
    ]
    return page(
        "surveys/sheet.html", tab="kortlaegning", crumb=_(N_("Ark fra oversætteren")),
        parents=(*parents_of(get_paper(nr)), (_(N_("Sprog")), back)), form=form, conflict=conflict, back=back,
        name=name, words=words, read=read, changes=changes,
        errors=[(file, number, "A" if why.text == translating.NOT_OURS else "B", tell(why.text, why.values))
                for number, why in (read.errors if read else ())],
        action=url_for(".keep" if keeps else ".look", slug=slug, nr=nr, language=of),
        again=url_for(".ask", slug=slug, nr=nr, language=of),
        files=[(text, url_for(".fetch", slug=slug, nr=nr, language=of, ending=ending), icon)
               for text, ending, icon in (("Excel", "xlsx", "file-excel"), ("CSV", "csv", "download"))],
    )  # fmt: skip

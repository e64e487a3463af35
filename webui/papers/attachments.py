"""Papers attached to a record: put there, listed, fetched as files, taken away."""

from pathlib import PurePosixPath
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import BooleanField
from wtforms.validators import InputRequired, StopValidation

from engine import records, removals
from engine.errors import BadInput, Forbidden
from engine.text import N_
from webui.nouns import shape
from webui.nouns.catalogue import NOUNS
from webui.nouns.mapping import held
from webui.nouns.shape import RemovalForm
from webui.page.frame import command, forget, here, page
from webui.papers.papers import handed_out
from webui.saying.language import _, number, tell
from webui.visit import collecting, policy
from webui.visit.db import let_go, session
from webui.visit.forms import Form, Needed
from workflows.tryghedsnetvaerk import settled
from workflows.tryghedsnetvaerk.network.attachments import attach, get_attached, list_attached
from workflows.tryghedsnetvaerk.network.files import LARGEST, accept
from workflows.tryghedsnetvaerk.network.models import Attachment

CLOSED_IN = N_(
    "Bilag til en samtale kan kun ses af den, der skrev samtalen ind, undersøgelsesmedarbejderne og tovholderen. Bilag "
    "til et citat, der ikke er frigivet, kan kun ses af den, der skrev citatet ind, undersøgelsesmedarbejderne og "
    "tovholderen."
)
AGAIN = N_("Browseren har ikke beholdt filen. Vælg den igen.")
bp = Blueprint("attachments", __name__, url_prefix="/netvaerk/<slug>")
OF_RECORD = "/<any(" + ", ".join(NOUNS) + "):noun>/<int:nr>/bilag"
MADE_ELSEWHERE = ("ready_made", "minutes_attached")
ICONS = {".pdf": "file-pdf", ".docx": "file-word", ".odt": "file-word", ".xlsx": "file-excel", ".ods": "file-excel"}


class Confirmed(InputRequired):
    """Ask for a tick by what it confirms."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse a box that is not ticked."""
        if not field.data:
            raise StopValidation(tell(N_("Bekræft, at filen ikke indeholder oplysninger om enkeltpersoner.")))


class AttachmentForm(Form):
    """A file, and that it is about nobody."""

    file = FileField(
        N_("Fil"),
        [Needed()],
        description=N_(
            "PDF, Word, Excel, OpenDocument, PNG, JPG, CSV eller TXT, højst 10 MB. "
            "Hvor, hvornår og med hvad et billede er taget, fjernes, også fra billeder i Word, Excel og OpenDocument; "
            "dér fjernes også, hvem der har lavet filen. En PDF gemmes præcis, som den er, med alt, hvad der er skjult "
            "i den. Ordene i filen gennemses for CPR-numre, men ikke i billeder, "
            "indscannede sider og filer med adgangskode."
        ),
    )
    impersonal = BooleanField(N_("Indeholder ikke oplysninger om enkeltpersoner"), [Confirmed()])


@bp.post(OF_RECORD)
def add(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Attach a file to a record; it is read and cleaned before anything is locked."""
    form = AttachmentForm()
    if not form.validate():
        if form.file.data and not form.file.errors:
            form.file.errors = [tell(AGAIN)]
        return _form_page(noun, nr, form), 422
    given = form.file.data
    try:
        file = accept(given.filename or "", given.stream.read(LARGEST + 1))
    except BadInput as error:
        form.file.errors = [tell(error.text, error.values)]
        return _form_page(noun, nr, form), 422
    asked = command(form.command_key.data)
    row = records.get(session(), NOUNS[noun].model, asked.process_id, nr)
    _must_fetch(records.name(row))
    attach(session(), asked, row, file)
    session().commit()
    flash(_(N_("{navn} er vedhæftet."), navn=file.name), "success")
    return redirect(url_for("records.show", slug=slug, noun=noun, nr=nr), 303)


@bp.get("/bilag/<code>")
def fetch(slug: str, code: str) -> ResponseReturnValue:
    """Hand out an attached file, to be kept and never shown by the browser."""
    found = get_attached(session(), policy.access().process_id, code, whole=True)
    _must_reach(found)
    ending = PurePosixPath(found.name).suffix
    return handed_out(found.data, found.media_type, f"{slug}-bilag-{found.nr}{ending}", found.name)


@bp.get("/bilag/<code>/fjern")
def ask_removal(slug: str, code: str) -> ResponseReturnValue:
    """Ask why an attached file is taken away."""
    _must_reach(get_attached(session(), policy.access().process_id, code))
    return _removal_page(code, RemovalForm(formdata=None))


@bp.post("/bilag/<code>/fjern")
def remove(slug: str, code: str) -> ResponseReturnValue:
    """Take an attached file away; the history keeps that it was there. It is always possible: it may name somebody."""
    form = RemovalForm()
    asked = command(form.command_key.data)
    found = get_attached(session(), asked.process_id, code)
    _must_reach(found)
    if not form.validate():
        return _removal_page(code, form), 422
    name, back = found.name, _home(found)
    removals.remove(
        session(), asked, Attachment, found.nr, reason=form.reason.data or "", of=found.about.partition(":")[0]
    )
    session().commit()
    flash(_(N_("{navn} er fjernet. Det står i historikken, at den var der."), navn=name), "success")
    return redirect(back, 303)


def _removal_page(code: str, form: Any) -> str:
    let_go()
    forget()
    slug = policy.access().slug
    found = get_attached(session(), policy.access().process_id, code)
    title = _(N_("Fjern: {navn}"), navn=found.name)
    return page(
        "records/form.html", tab="dokumenter", crumb=title, form=form, title=title, noun=None, conflict=None,
        follows=tell(settled.falls(session(), here().state, found)),
        action=url_for(".remove", slug=slug, code=code), back=_home(found), submit=_(N_("Fjern")),
    )  # fmt: skip


def _home(found: Attachment) -> str:
    owner = _owners({found.about}).get(found.about, {})
    return owner.get("about_url") or url_for("documents.index", slug=policy.access().slug)


def panel(kind: Any, row: Any) -> dict[str, Any]:
    """Return what the record's page shows of its attachments, with the form for one more."""
    slug = policy.access().slug
    reached = held.may_fetch(records.name(row))
    files = [_line(one) for one in list_attached(session(), row)] if reached else []
    stays = settled.why(session(), here().state, row)
    return {
        "files": files,
        "closed": "" if reached else tell(CLOSED_IN),
        "stays": tell(stays.text) if stays and here().works else "",
        "lacking": not files and any(getattr(row, made, False) for made in MADE_ELSEWHERE),
        "form": AttachmentForm(formdata=None),
        "action": url_for("attachments.add", slug=slug, noun=kind.key, nr=row.nr),
        "open": here().works and reached and not stays,
    }


def shelf() -> list[dict[str, Any]]:
    """Return every attachment of the network that the person may have with what it belongs to, for the documents."""
    kept = [one for one in records.list_all(session(), Attachment, here().row.id) if held.may_fetch(one.about)]
    owners = _owners({one.about for one in kept})
    return [{**_line(one), **owners.get(one.about, {"about": "", "about_url": ""})} for one in kept]


def _owners(names: set[str]) -> dict[str, dict[str, str]]:
    """Return what records such as ``meeting:3`` are called and where they are; those that were removed are left out."""
    found = {}
    for kind in NOUNS.values():
        table = kind.model.__tablename__  # type: ignore[attr-defined]  # given by the mapper
        if not any(name.startswith(f"{table}:") for name in names):
            continue
        rows = [row for row in records.list_all(session(), kind.model, here().row.id) if records.name(row) in names]
        for row, line in zip(rows, shape.lines((kind, rows))[0], strict=True):
            url = url_for("records.show", slug=policy.access().slug, noun=kind.key, nr=row.nr)
            found[records.name(row)] = {"about": f"{tell(kind.one)}: {line.title}", "about_url": url}
    return found


def _line(one: Attachment) -> dict[str, Any]:
    slug = policy.access().slug
    ending = PurePosixPath(one.name).suffix.lower()
    return {
        "name": one.name,
        "size": _size(one.size),
        "icon": ICONS.get(ending, "file"),
        "url": url_for("attachments.fetch", slug=slug, code=one.code),
        "remove_url": url_for("attachments.remove", slug=slug, code=one.code),
        "code": one.code,
    }


def _size(size: int) -> str:
    return f"{number(size / 1024 / 1024, 1)} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} kB"


def _must_reach(found: Attachment) -> None:
    """Refuse whoever sees only surveys a file of something else."""
    table = found.about.partition(":")[0]
    of = (kind.key for kind in NOUNS.values() if kind.model.__tablename__ == table)  # type: ignore[attr-defined]  # mapped
    collecting.must_reach(next(of, ""))
    _must_fetch(found.about)


def _must_fetch(about: str) -> None:
    """Refuse whoever may not read what a file is attached to."""
    if not held.may_fetch(about):
        raise Forbidden(CLOSED_IN)


def _form_page(noun: str, nr: int, form: Any) -> str:
    let_go()
    forget()
    kind, slug = NOUNS[noun], policy.access().slug
    row = records.get(session(), kind.model, policy.access().process_id, nr)
    back = url_for("records.show", slug=slug, noun=noun, nr=nr)
    parents = ((tell(kind.title), url_for("records.index", slug=slug, noun=noun)), (kind.line(row).title, back))
    return page(
        "attachments/form.html", tab=kind.tab, crumb=_(N_("Vedhæft en fil")), parents=parents, form=form, back=back,
        action=url_for(".add", slug=slug, noun=noun, nr=nr),
    )  # fmt: skip

"""The pages of every record of a network: its list, one of them, and its form."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from engine import records
from engine.commands import lock
from engine.errors import NotAllowed, NotFound, Stale
from engine.queries import find_last_about
from engine.records import Record
from engine.removals import Referred, find_hindrance
from engine.text import N_
from webui.nouns import mending, reading, shape
from webui.nouns.catalogue import NOUNS, SECTIONS
from webui.nouns.mapping import study_answers, surveying
from webui.nouns.shape import Noun, Verb
from webui.page import deeds, traced
from webui.page.attempts import attempt
from webui.page.frame import command, here, page, resolve, undoable
from webui.papers import attachments, papers
from webui.saying.language import _, tell
from webui.visit import collecting, conflicts, policy
from webui.visit.db import session
from webui.visit.forms import Form
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.models import HERE, Survey
from workflows.tryghedsnetvaerk.network.models import MINUTES, REPORT, Approval

ASKED_ABOUT = {
    REPORT: (N_("Spørgsmål om at godkende rapporten"), "rapport"),
    MINUTES: (N_("Spørgsmål om at godkende et referat"), "moeder"),
}
MOST_NAMED = 6  # of the records that keep another from being removed
bp = Blueprint("records", __name__, url_prefix="/netvaerk/<slug>/<any(" + ", ".join(NOUNS) + "):noun>")


@bp.get("/")
def index(slug: str, noun: str) -> ResponseReturnValue:
    """Show what the method asks for here, what is missing, the next action, and then the list."""
    kind = NOUNS[noun]
    rows = sorted(records.list_all(session(), kind.model, here().row.id), key=kind.order or (lambda row: row.nr))
    lines = list(zip(rows, shape.lines((kind, rows))[0], strict=True))
    asked, more = reading.head(kind), kind.more(None) if kind.more else {}
    return page(
        "records/index.html",
        tab=kind.tab,
        crumb=tell(kind.title),
        noun=kind,
        lines=lines,
        siblings=_siblings(kind, slug),
        more=more,
        next_thing=mending.next_thing(kind, slug, lines, asked["demands"], more.get("waiting", {})),
        **asked,
    )


@bp.get("/ny")
def new(slug: str, noun: str) -> ResponseReturnValue:
    """Show the form for a new record."""
    kind = NOUNS[noun]
    for row in records.list_all(session(), kind.model, here().row.id) if kind.only else ():
        if kind.only and kind.only(row):
            return redirect(url_for(".edit" if kind.editable(row) else ".show", slug=slug, noun=noun, nr=row.nr), 303)
    form = kind.form(formdata=None, data=dict(kind.start()) if kind.start else {})
    return _form_page(kind, reading.prepared(kind, form), None)


@bp.post("/ny")
def add(slug: str, noun: str) -> ResponseReturnValue:
    """Write a new record."""
    return _save(NOUNS[noun], slug, None)


@bp.get("/<int:nr>/")
def show(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Show one record with what can be done with it."""
    kind = NOUNS[noun]
    return show_page(kind, records.get(session(), kind.model, here().row.id, nr))


@bp.get("/<int:nr>/ret")
def edit(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Show the form of one record."""
    kind = NOUNS[noun]
    row = records.get(session(), kind.model, here().row.id, nr)
    if not kind.editable(row):
        raise NotAllowed(N_("Dette kan ikke længere ændres."))
    return _form_page(kind, reading.filled(kind, row), row)


@bp.post("/<int:nr>/ret")
def change(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Change one record."""
    return _save(NOUNS[noun], slug, nr)


def _save(kind: Noun, slug: str, nr: int | None) -> ResponseReturnValue:
    form = reading.prepared(kind, kind.form())

    def show_form(form: Any, conflict: Any = None) -> str:
        return _form_page(kind, form, None if nr is None else row_of(kind, nr), conflict)

    if nr is not None:
        traced.compare(form, row_of(kind, nr))
    if not form.validate():
        return show_form(form), 422
    asked, saved = command(form.command_key.data), list[Any]()

    def act() -> None:
        lock(session().connection(), asked)
        saved.append(shape.save(kind, session(), asked, nr, shape.said(form), form.version.data if nr else None))
        traced.keep(session(), asked, form, saved[0])

    if refused := attempt(form, act, show_form, partial(_conflict, kind, form, nr) if nr else None):
        return refused
    row = saved[0]
    flash(_(N_("»{navn}« er gemt."), navn=kind.line(row).title), "success")
    for warning in kind.warns(row):
        flash(warning, "warning")
    shown = url_for(".show", slug=slug, noun=kind.key, nr=row.nr)
    listed = kind.returns() or url_for(".index", slug=slug, noun=kind.key)
    return redirect(shown if nr or kind.lands else listed, 303)


def row_of(kind: Noun, nr: int) -> Any:
    """Return one record of the network of this page.

    :raises NotFound: if there is none
    :raises Stale: if it was removed while a form about it was open
    """
    try:
        return records.get(session(), kind.model, policy.access().process_id, nr)
    except NotFound:
        removal = conflicts.find_removal(kind.model, nr) if request.method == "POST" else None
        if removal is None:
            raise
        raise Stale(N_("Det er fjernet, siden du åbnede siden."), seq=removal.seq) from None


def _conflict(kind: Noun, form: Any, nr: int, error: Stale) -> dict[str, Any]:
    row = row_of(kind, nr)
    url = url_for(".show", slug=policy.access().slug, noun=kind.key, nr=nr)
    return conflicts.conflict(error, form, reading.filled(kind, row), what=kind.line(row).title, url=url)


def _siblings(kind: Noun, slug: str) -> list[dict[str, Any]]:
    """Return the lists that lie beside this one, as links."""
    return [
        {"text": tell(NOUNS[key].title), "url": url_for(".index", slug=slug, noun=key), "current": key == kind.key}
        for key in SECTIONS.get(kind.tab, ())
        if collecting.reaches(key)
    ]


def _form_page(kind: Noun, form: Any, row: Any, conflict: Any = None) -> str:
    slug = policy.access().slug
    title = crumb = tell(kind.new)
    back = url_for(".index", slug=slug, noun=kind.key)
    parents: tuple[tuple[str, str], ...] = ((tell(kind.title), back),)
    action = request.full_path if kind.returns() else url_for(".add", slug=slug, noun=kind.key)
    back = kind.returns() or back
    if row is not None:
        crumb, called = _("Ret"), kind.line(row).title
        title, back = f"{crumb}: {called}", url_for(".show", slug=slug, noun=kind.key, nr=row.nr)
        action = url_for(".change", slug=slug, noun=kind.key, nr=row.nr)
        parents = (*parents, (called, back))
    return page(
        "records/form.html",
        tab=kind.tab,
        crumb=crumb,
        parents=parents,
        noun=kind,
        form=form,
        title=title,
        action=action,
        back=back,
        conflict=conflict,
        costs=kind.costs(row) if row is not None else None,
    )


def show_page(
    kind: Noun, row: Any, *, form: Any = None, missing: Any = (), mend: Any = (), conflict: Any = None
) -> str:
    """Draw the page of one record: what it says, what stands in the way, and what can be done with it."""
    place, slug = here(), policy.access().slug
    line = kind.line(row)
    verbs = sorted((v for v in kind.verbs if place.works and v.when(row)), key=lambda verb: verb.kind != "primary")
    last = find_last_about(session().connection(), place.row.id, records.name(row))
    more = kind.more(row) if kind.more else {}
    attached = attachments.panel(kind, row)
    told = {*more.get("told", ()), *kind.without(row), *(() if attached["files"] else kind.of_file)}
    return page(
        "records/show.html",
        tab=kind.tab,
        crumb=line.title,
        parents=((tell(kind.title), url_for("records.index", slug=slug, noun=kind.key)),),
        noun=kind,
        row=row,
        removal=removal_of(kind, row) if place.works else None,
        editable=place.works and kind.editable(row),
        conflict=conflict,
        line=line,
        verbs=_one_first([verb for verb in verbs if not (verb.mails and place.paused)]),
        held=", ".join(tell(verb.text) for verb in verbs if verb.mails and place.paused),
        answers=[one for one in reading.answers(kind, row) if one["name"] not in told],
        more=more,
        attached=attached,
        form=form,
        missing=missing,
        mend=mend,
        papers=papers.links(kind, row),
        last=deeds.lines([last])[0] if last else None,
        undo=undoable(last),
        new_key=Form(formdata=None),
    )


def _one_first(verbs: Sequence[Verb]) -> list[Verb]:
    """Let what comes first alone be the primary thing to do."""
    first = next((verb for verb in verbs if verb.kind == "primary"), None)
    return [replace(verb, kind="secondary") if verb.kind == "primary" and verb is not first else verb for verb in verbs]


def removal_of(kind: Noun, row: Any) -> dict[str, Any] | None:
    """Return whether a record may be removed and, if something keeps it, what does and what to do instead."""
    if not (kind.removable and collecting.may_remove(kind.key)):
        return None
    hindrance = find_hindrance(session(), row, here().workflow, here().state)
    if hindrance is None:
        return {"may": True}
    if isinstance(hindrance, Referred) and all(kind.falls(one) for one in hindrance.by):
        return {"may": True}
    if not isinstance(hindrance, Referred):
        return {"may": False, "text": tell(hindrance.text), "links": []}
    text = _(N_("Det kan ikke fjernes, fordi noget andet henviser til det."))
    instead = " ".join(filter(None, [text, tell(kind.instead)]))
    asked = [one for one in hindrance.by if isinstance(one, Approval)][-1:]
    others = [one for one in hindrance.by if not isinstance(one, Approval) and not kind.falls(one)]
    ways = [surveying.way_out(row, one) for one in others if isinstance(row, Study) and is_set_up(one)]
    others = [one for one in others if not (ways and is_set_up(one))]
    links = [] if collecting.collects_only() else [*ways, *where_each((*others[:MOST_NAMED], *asked))]
    return {"may": False, "text": instead, "links": links}


def is_set_up(row: Any) -> bool:
    """Say whether a record is how a survey is asked here: it stands on its study's own page."""
    return isinstance(row, Survey) and row.origin == HERE


def where_each(rows: Sequence[Record]) -> list[tuple[str, str]]:
    """Return what each of some records is called, and where it is shown; what they mention is looked up together."""
    kinds = {kind.model: kind for kind in NOUNS.values()}
    resolve(told for row in rows if type(row) in kinds for told in kinds[type(row)].mentions(row))
    return [where(row) for row in rows]


def where(row: Record) -> tuple[str, str]:
    """Return what a record is called, and where it is shown; a question of approval is shown with its paper."""
    slug = policy.access().slug
    if isinstance(row, Approval):
        text, noun = ASKED_ABOUT[row.about]
        return tell(text), url_for("records.index", slug=slug, noun=noun)
    if place := surveying.place_of(row):
        return place
    if isinstance(row, Survey):
        return _(N_("Undersøgelsens svar")), study_answers.where(row)
    kind = next(one for one in NOUNS.values() if one.model is type(row))
    text = f"{tell(kind.one)}: {shape.lines((kind, [row]))[0][0].title}"
    return text, url_for("records.show", slug=slug, noun=kind.key, nr=row.nr)

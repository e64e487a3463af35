"""The pages of every record of a network: its list, one of them, its form, and what can be done with it."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from engine import records
from engine.commands import lock
from engine.errors import BadInput, EngineError, Lacking, NotAllowed, NotFound, Refused, Stale
from engine.queries import find_last_about
from engine.records import Record
from engine.text import N_
from webui import attachments, papers, policy
from webui.db import let_go, session
from webui.forms import Form, pressed
from webui.frame import command, forget, here, page, resolve, told, undoable
from webui.language import _, moment, tell
from webui.letters import sent
from webui.nouns import mending, reading, shape
from webui.nouns.catalogue import NOUNS, SECTIONS
from webui.nouns.shape import Noun, Verb
from webui.sentences import sentence_of
from workflows.tryghedsnetvaerk.network.attachments import NotAttached

bp = Blueprint("records", __name__, url_prefix="/netvaerk/<slug>/<any(" + ", ".join(NOUNS) + "):noun>")


@bp.get("/")
def index(slug: str, noun: str) -> ResponseReturnValue:
    """Show what the method asks for here, what is missing, the next action, and then the list."""
    kind = NOUNS[noun]
    rows = sorted(records.list_all(session(), kind.model, here().row.id), key=kind.order or (lambda row: row.nr))
    lines = list(zip(rows, shape.lines((kind, rows))[0], strict=True))
    asked = reading.head(kind)
    return page(
        "records/index.html",
        tab=kind.tab,
        crumb=tell(kind.title),
        noun=kind,
        lines=lines,
        siblings=_siblings(kind, slug),
        more=kind.more(None) if kind.more else {},
        next_thing=mending.next_thing(kind, slug, lines, asked["demands"]),
        **asked,
    )


@bp.get("/ny")
def new(slug: str, noun: str) -> ResponseReturnValue:
    """Show the form for a new record."""
    kind = NOUNS[noun]
    for row in records.list_all(session(), kind.model, here().row.id):
        if kind.only(row):
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
    return _show(kind, records.get(session(), kind.model, here().row.id, nr))


@bp.get("/<int:nr>/ret")
def edit(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Show the form of one record."""
    kind = NOUNS[noun]
    row = records.get(session(), kind.model, here().row.id, nr)
    if not kind.editable(row):
        raise NotAllowed(N_("Dette kan ikke længere ændres."))
    data = {**{key: getattr(row, key) for key in records.content(row) if hasattr(row, key)}, "version": row.version}
    form = kind.form(formdata=None, data={**data, **(kind.values(row) if kind.values else {})})
    return _form_page(kind, reading.prepared(kind, form), row)


@bp.post("/<int:nr>/ret")
def change(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Change one record."""
    return _save(NOUNS[noun], slug, nr)


@bp.post("/<int:nr>/fjern")
def remove(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Remove one record; the history keeps that it was there."""
    kind = NOUNS[noun]
    if not kind.removable:
        raise NotAllowed(N_("Dette kan ikke fjernes."))
    form = pressed()
    row = records.get(session(), kind.model, policy.access().process_id, nr)
    title = kind.line(row).title
    records.remove(session(), command(form.command_key.data), kind.model, nr)
    session().commit()
    flash(_(N_("{navn} er fjernet. Det står i historikken, at den var der."), navn=title), "success")
    return redirect(url_for(".index", slug=slug, noun=noun), 303)


@bp.get("/<int:nr>/<verb>")
def ask(slug: str, noun: str, nr: int, verb: str) -> ResponseReturnValue:
    """Show the form of something done with a record."""
    kind, row, found = _verb(noun, nr, verb)
    if found.form is None:
        return redirect(url_for(".show", slug=slug, noun=noun, nr=nr), 303)
    form = found.form(formdata=None, data={"version": row.version})
    return _verb_page(kind, row, found, form)


@bp.post("/<int:nr>/<verb>")
def act(slug: str, noun: str, nr: int, verb: str) -> ResponseReturnValue:
    """Do something with a record."""
    kind, row, found = _verb(noun, nr, verb)
    form = (found.form or Form)()
    if found.prepare:
        found.prepare(form, row)
    if not form.validate():
        return _verb_page(kind, row, found, form, 422) if found.form else _refused(kind, row, form)
    asked = command(form.command_key.data)
    try:
        lock(session().connection(), asked)
        result = found.act(session(), asked, row, shape.said(form))
        session().commit()
    except (BadInput, Refused) as error:
        return _again(kind, nr, found, form, error)
    done = found.answer(result)
    flash(sent(done) if found.mails else done, "success")
    return redirect(url_for(".show", slug=slug, noun=noun, nr=result.nr if found.leads_on else nr), 303)


def _again(kind: Noun, nr: int, verb: Verb, form: Any, error: EngineError) -> ResponseReturnValue:
    let_go()
    forget()
    row = records.get(session(), kind.model, policy.access().process_id, nr)
    if isinstance(error, Refused):
        missing = [told(finding) for finding in error.findings]
        return _show(kind, row, missing=missing), 422
    if isinstance(error, NotAttached):
        where = url_for(".show", slug=policy.access().slug, noun=kind.key, nr=nr, _anchor="bilag")
        return _show(kind, row, form=form, mend=[(tell(error.text), where)]), 422
    if isinstance(error, Lacking):
        where = url_for(".edit", slug=policy.access().slug, noun=kind.key, nr=nr)
        return _show(kind, row, form=form, mend=[(tell(text), f"{where}#{field}") for field, text in error.fields]), 422
    form.form_errors.append(tell(error.text, error.values))
    return _verb_page(kind, row, verb, form, 422) if verb.form else _refused(kind, row, form)


def _refused(kind: Noun, row: Record, form: Any) -> ResponseReturnValue:
    return _show(kind, row, form=form), 422


def _verb(noun: str, nr: int, verb: str) -> tuple[Noun, Any, Verb]:
    kind = NOUNS[noun]
    row = records.get(session(), kind.model, policy.access().process_id, nr)
    found = next((one for one in kind.verbs if one.key == verb), None)
    if found is None:
        raise NotFound(N_("Siden findes ikke, eller du har ikke adgang til den."))
    return kind, row, found


def _save(kind: Noun, slug: str, nr: int | None) -> ResponseReturnValue:
    form = reading.prepared(kind, kind.form())
    if not form.validate():
        return _form_page(kind, form, None if nr is None else _row(kind, nr), 422)
    asked = command(form.command_key.data)
    try:
        lock(session().connection(), asked)
        row = shape.save(kind, session(), asked, nr, shape.said(form), form.version.data if nr else None)
        session().commit()
    except BadInput as error:
        let_go()
        forget()
        form.form_errors.append(tell(error.text, error.values))
        return _form_page(kind, form, None if nr is None else _row(kind, nr), 422)
    except Stale as error:
        let_go()
        forget()
        return _form_page(kind, form, _row(kind, nr or 0), 409, conflict=_conflict(kind, form, error, nr or 0))
    flash(_(N_("{hvad} er gemt: {navn}"), hvad=tell(kind.one), navn=kind.line(row).title), "success")
    shown = url_for(".show", slug=slug, noun=kind.key, nr=row.nr)
    return redirect(shown if nr or kind.lands else url_for(".index", slug=slug, noun=kind.key), 303)


def _row(kind: Noun, nr: int) -> Any:
    return records.get(session(), kind.model, policy.access().process_id, nr)


def _conflict(kind: Noun, form: Any, error: Stale, nr: int) -> dict[str, Any]:
    """Say who changed the record meanwhile, when, and which of the typed fields differ."""
    row = _row(kind, nr)
    last = find_last_about(session().connection(), here().row.id, records.name(row))
    fields = []
    for one in form:
        if one.name not in shape.HIDDEN and hasattr(row, one.name) and getattr(row, one.name) != one.data:
            fields.append({"label": one.label.text, "yours": one.data, "theirs": getattr(row, one.name)})
    form.version.data = row.version
    form.version.raw_data = None
    who = resolve([f"person:{last.body['actor']}"]) if last else {}
    return {
        "who": next(iter(who.values()), _("Systemet")),
        "what": kind.line(row).title,
        "when": moment(_at(last)) if last else "",
        "url": url_for(".show", slug=policy.access().slug, noun=kind.key, nr=nr),
        "fields": fields,
    }


def _at(event: Any) -> Any:
    return datetime.fromisoformat(event.body["at"])


def _siblings(kind: Noun, slug: str) -> list[dict[str, Any]]:
    """Return the lists that lie beside this one, as links."""
    return [
        {"text": tell(NOUNS[key].title), "url": url_for(".index", slug=slug, noun=key), "current": key == kind.key}
        for key in SECTIONS.get(kind.tab, ())
    ]


def _form_page(kind: Noun, form: Any, row: Any, status: int = 200, conflict: Any = None) -> ResponseReturnValue:
    title = tell(kind.new) if row is None else kind.line(row).title
    slug = policy.access().slug
    parents = ((tell(kind.title), url_for(".index", slug=slug, noun=kind.key)),)
    action = (
        url_for(".add", slug=slug, noun=kind.key)
        if row is None
        else url_for(".change", slug=slug, noun=kind.key, nr=row.nr)
    )
    back = parents[0][1] if row is None else url_for(".show", slug=slug, noun=kind.key, nr=row.nr)
    return page(
        "records/form.html",
        tab=kind.tab,
        crumb=title,
        parents=parents,
        noun=kind,
        form=form,
        title=title,
        action=action,
        back=back,
        conflict=conflict,
    ), status


def _verb_page(kind: Noun, row: Any, verb: Verb, form: Any, status: int = 200) -> ResponseReturnValue:
    if verb.prepare and not form.is_submitted():
        verb.prepare(form, row)
    slug, title = policy.access().slug, kind.line(row).title
    show_url = url_for(".show", slug=slug, noun=kind.key, nr=row.nr)
    parents = ((tell(kind.title), url_for(".index", slug=slug, noun=kind.key)), (title, show_url))
    action = url_for(".act", slug=slug, noun=kind.key, nr=row.nr, verb=verb.key)
    return page(
        "records/form.html",
        tab=kind.tab,
        crumb=tell(verb.text),
        parents=parents,
        noun=kind,
        form=form,
        title=f"{tell(verb.text)}: {title}",
        action=action,
        back=show_url,
        conflict=None,
        submit=tell(verb.text),
    ), status


def _show(kind: Noun, row: Any, *, form: Any = None, missing: Any = (), mend: Any = ()) -> str:
    place, slug = here(), policy.access().slug
    line = kind.line(row)
    verbs = [verb for verb in kind.verbs if place.works and verb.when(row)]
    last = find_last_about(session().connection(), place.row.id, records.name(row))
    more = kind.more(row) if kind.more else {}
    return page(
        "records/show.html",
        tab=kind.tab,
        crumb=line.title,
        parents=((tell(kind.title), url_for(".index", slug=slug, noun=kind.key)),),
        noun=kind,
        row=row,
        line=line,
        verbs=verbs,
        answers=[one for one in reading.answers(kind, row) if one["name"] not in more.get("told", ())],
        more=more,
        attached=attachments.panel(kind, row),
        form=form,
        missing=missing,
        mend=mend,
        papers=papers.links(kind, row),
        last=last,
        undo=undoable(last),
        last_sentence=sentence_of(last) if last else "",
        new_key=Form(formdata=None),
    )

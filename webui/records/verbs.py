"""What is done with one record beside changing it: the verbs of its noun, and removing it."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from engine import records, removals
from engine.commands import Command, lock
from engine.errors import BadInput, EngineError, Lacking, NotAllowed, NotFound, OnHold, Refused, Stale
from engine.records import Record
from engine.text import N_
from webui.nouns.catalogue import NOUNS
from webui.nouns.shape import Noun, RemovalForm, Verb, said
from webui.page import traced
from webui.page.frame import command, forget, here, page, told
from webui.page.letters import sent
from webui.records.pages import removal_of, row_of, show_page
from webui.saying.language import _, tell
from webui.visit import conflicts, policy, remedies
from webui.visit.db import let_go, session
from webui.visit.forms import Form
from workflows.tryghedsnetvaerk.network.attachments import NotAttached

bp = Blueprint("verbs", __name__, url_prefix="/netvaerk/<slug>/<any(" + ", ".join(NOUNS) + "):noun>/<int:nr>")


REMOVAL = Verb(
    key="fjern", text=N_("Fjern"), form=RemovalForm, kind="warning", done="",
    act=lambda session, command, row, said: removals.remove(session, command, type(row), row.nr, reason=said["reason"]),
)  # fmt: skip


def _removal(kind: Noun) -> Verb:
    """Return how a record of a kind is taken away: by itself, or with what goes with it."""
    take_away = kind.remove
    if take_away is None:
        return REMOVAL
    return replace(REMOVAL, act=lambda session, command, row, said: take_away(session, command, row.nr, said["reason"]))


@bp.get("/fjern")
def ask_removal(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Ask why a record is removed, or say what keeps it."""
    kind = NOUNS[noun]
    row = row_of(kind, nr)
    found = removal_of(kind, row)
    if not (found and found["may"]):
        return show_page(kind, row)
    return _form_page(kind, row, REMOVAL, RemovalForm(formdata=None, data={"version": row.version}))


@bp.post("/fjern")
def remove(slug: str, noun: str, nr: int) -> ResponseReturnValue:
    """Remove one record; the history keeps that it was there, and why it went."""
    kind, form = NOUNS[noun], RemovalForm()
    asked = command(form.command_key.data)
    if not kind.removable:
        raise NotAllowed(N_("Dette kan ikke fjernes."))
    home = redirect(url_for("records.index", slug=slug, noun=noun), 303)
    if lock(session().connection(), asked).repeated:
        return home
    row = row_of(kind, nr)
    if not form.validate():
        return _form_page(kind, row, REMOVAL, form, 422)
    title = kind.line(row).title
    try:
        _do(kind, _removal(kind), asked, nr, form)
    except removals.Referred:
        let_go()
        forget()
        return show_page(kind, row_of(kind, nr)), 409
    except (BadInput, Refused, Stale) as error:
        return _again(kind, nr, REMOVAL, form, error)
    flash(_(N_("{navn} er fjernet. Det står i historikken, at den var der."), navn=title), "success")
    return home


@bp.get("/<verb>")
def ask(slug: str, noun: str, nr: int, verb: str) -> ResponseReturnValue:
    """Show the form of something done with a record, or say why it cannot be done."""
    kind, row, found = _verb(noun, nr, verb)
    if found.mails and here().paused:
        raise OnHold
    if found.form is None:
        return redirect(url_for("records.show", slug=slug, noun=noun, nr=nr), 303)
    found.refuse(row)
    if resting := found.rests(row):
        mend = [(tell(said.text, said.values), _where(page, kind, nr, found)) for page, said in resting]
        return _form_page(kind, row, found, None, mend=mend)
    return _form_page(kind, row, found, found.form(formdata=None, data={"version": row.version}))


@bp.post("/<verb>")
def act(slug: str, noun: str, nr: int, verb: str) -> ResponseReturnValue:
    """Do something with a record."""
    kind, row, found = _verb(noun, nr, verb)
    form = (found.form or Form)()
    traced.compare(form, row)
    if found.prepare:
        found.prepare(form, row)
    if not form.validate():
        return _form_page(kind, row, found, form, 422) if found.form else (show_page(kind, row, form=form), 422)
    try:
        seen = form.version.data or 0 if found.whole else 0
        result = _do(kind, found, command(form.command_key.data, seen=seen), nr, form)
    except (BadInput, Refused, Stale) as error:
        return _again(kind, nr, found, form, error)
    done = found.answer(result)
    flash(sent(done) if found.mails else done, "success")
    there = result.nr if found.leads_on else nr
    return redirect(url_for("records.show", slug=slug, noun=noun, nr=there), 303)


def _do(kind: Noun, verb: Verb, asked: Command, nr: int, form: Any) -> Any:
    """Do it with the record as it is once the network is locked; never from a page that somebody has overtaken."""
    change = lock(session().connection(), asked)
    row = row_of(kind, nr)
    if change.repeated is None and not verb.whole:
        records.must_be_fresh(row, form.version.data)
    result = verb.act(session(), asked, row, said(form))
    traced.keep(session(), asked, form, result)
    session().commit()
    return result


def _again(kind: Noun, nr: int, verb: Verb, form: Any, error: EngineError) -> ResponseReturnValue:
    let_go()
    forget()
    row, slug = row_of(kind, nr), policy.access().slug
    if isinstance(error, Stale):
        return _overtaken(kind, row, verb, form, error), 409
    if isinstance(error, Refused):
        return show_page(kind, row, missing=[told(finding) for finding in error.findings]), 422
    if isinstance(error, NotAttached):
        where = url_for("records.show", slug=slug, noun=kind.key, nr=nr, _anchor="bilag")
        return show_page(kind, row, form=form, mend=[(tell(error.text), where)]), 422
    if isinstance(error, Lacking) and "reason" not in form:
        mend = [(said, _where(page, kind, nr, verb)) for page, said in remedies.reasons(error)]
        return show_page(kind, row, form=form, mend=mend), 422
    remedies.say(form, error)
    return _form_page(kind, row, verb, form, 422) if verb.form else (show_page(kind, row, form=form), 422)


def _where(page: str, kind: Noun, nr: int, verb: Verb) -> str:
    """Return where something missing is mended: the page that is named, or a field of this form or of the record."""
    if found := remedies.way(page):
        return found[1]
    slug = policy.access().slug
    if verb.form is not None and hasattr(verb.form, page[1:]):
        return url_for(".ask", slug=slug, noun=kind.key, nr=nr, verb=verb.key) + page
    return url_for("records.edit", slug=slug, noun=kind.key, nr=nr) + page


def _overtaken(kind: Noun, row: Any, verb: Verb, form: Any, error: Stale) -> str:
    """Show what was typed, or the record, under who changed it and when; the next press is of what is shown now."""
    slug = policy.access().slug
    now = type(form)(formdata=None, data={"version": row.version})
    if verb.prepare:
        verb.prepare(now, row)
    url = url_for("records.show", slug=slug, noun=kind.key, nr=row.nr)
    found = (
        conflicts.of_network(form, url_for("history.show", slug=slug))
        if verb.whole
        else conflicts.conflict(error, form, now, what=kind.line(row).title, url=url)
    )
    if verb.form is None:
        return show_page(kind, row, conflict=found | {"kept": False})
    return _form_page(kind, row, verb, form, conflict=found)[0]


def _verb(noun: str, nr: int, verb: str) -> tuple[Noun, Any, Verb]:
    kind = NOUNS[noun]
    row = row_of(kind, nr)
    found = next((one for one in kind.verbs if one.key == verb), None)
    if found is None:
        raise NotFound(N_("Siden findes ikke, eller du har ikke adgang til den."))
    return kind, row, found


def _form_page(
    kind: Noun, row: Record, verb: Verb, form: Any, status: int = 200, conflict: Any = None, mend: Any = ()
) -> tuple[str, int]:
    """Draw the form of something done with a record, or without one what keeps it from being done."""
    if form and verb.prepare and not form.is_submitted():
        verb.prepare(form, row)
    slug, title = policy.access().slug, kind.line(row).title
    shown = url_for("records.show", slug=slug, noun=kind.key, nr=row.nr)
    parents = ((tell(kind.title), url_for("records.index", slug=slug, noun=kind.key)), (title, shown))
    return page(
        "records/form.html",
        tab=kind.tab,
        crumb=tell(verb.text),
        parents=parents,
        noun=kind,
        form=form,
        title=f"{tell(verb.text)}: {title}",
        action=url_for(".ask", slug=slug, noun=kind.key, nr=row.nr, verb=verb.key),
        back=shown,
        conflict=conflict,
        follows=verb.follows(row) if form else "",
        mend=mend,
        submit=tell(verb.text),
    ), status

"""Pages about persons and organisations: find, show, enter and change them."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import PasswordField
from wtforms.widgets import PasswordInput

from engine.errors import BadInput, Forbidden, NotFound
from engine.people import actions, passwords, queries
from engine.people.models import KINDS, Organisation, Person
from engine.text import N_
from webui.person.memberships import memberships
from webui.saying.language import _, ngettext, tell
from webui.visit import policy, remedies
from webui.visit.clock import now, today
from webui.visit.db import let_go, reading, session
from webui.visit.forms import Form, Needed, choice, line, mail, options, page_number, search_words, tick
from workflows.tryghedsnetvaerk import oversight

bp = Blueprint("people", __name__)
ON_A_PAGE = 50
ROLES = (("administrator", N_("Administrator")), ("coordinator", N_("Koordinator")), ("auditor", N_("Revisor")))


class PersonForm(Form):
    """A person as a coordinator may enter one."""

    name = line(N_("Navn"), needed=True, most=120, autocomplete="off")
    title = line(N_("Titel eller funktion"), most=120, hint=N_("For eksempel driftsleder eller SSP-konsulent"))
    organisation_id = choice(N_("Organisation"), (), coerce=lambda said: int(said or 0))
    mail = mail(N_("Mailadresse"), hint=N_("Arbejdsmail. Den bruges også til at logge ind med."), autocomplete="off")
    phone = line(N_("Telefon"), most=40, hint=N_("Arbejdstelefon"), autocomplete="off")
    locale = choice(N_("Sprog"), [("da", "Dansk"), ("en", "English")], needed=True)


class AdministratorPersonForm(PersonForm):
    """A person as an administrator may enter one: with roles and access."""

    administrator = tick(N_("Administrator"), hint=N_("Kan give adgang og roller"))
    coordinator = tick(N_("Koordinator"), hint=N_("Kan oprette netværk og være tovholder"))
    auditor = tick(N_("Revisor"), hint=N_("Kan se alt og ændrer intet"))
    active = tick(
        N_("Kan logge ind"), hint=N_("Uden kryds kan personen ikke logge ind. Navnet bliver stående i netværkene.")
    )


class OrganisationForm(Form):
    """An organisation."""

    name = line(N_("Navn"), needed=True, most=120, autocomplete="off")
    kind = choice(
        N_("Slags"), [("", N_("Ikke valgt")), *((str(one), title) for one, title in KINDS.items())], needed=True
    )
    mail = mail(N_("Mailadresse"), autocomplete="off")
    phone = line(N_("Telefon"), most=40, autocomplete="off")


class PasswordForm(Form):
    """A new password for somebody."""

    new_password = PasswordField(
        N_("Ny adgangskode"),
        validators=[Needed()],
        widget=PasswordInput(),
        render_kw={"autocomplete": "new-password"},
        description=N_("Mindst 12 tegn. Fire tilfældige ord er let at huske og svært at gætte."),
    )


@bp.get("/personer/")
def list_people() -> ResponseReturnValue:
    """List the persons that a search finds."""
    words, page, among = search_words(), page_number(), _around()
    total = queries.count_people(session(), search=words, among=among)
    people = queries.list_people(session(), search=words, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE, among=among)
    found = ngettext("%(count)s person", "%(count)s personer", total) % {"count": total}
    return render_template(
        "people/list_people.html", people=people, found=found, words=words, page=page, pages=_pages(total),
        everybody=among is None,
    )  # fmt: skip


@bp.get("/personer/ny")
def new_person() -> ResponseReturnValue:
    """Show the form for a new person."""
    form = _person_form(formdata=None, data={"active": True, "organisation_id": request.args.get("organisation", 0)})
    return _person_page(form, None)


@bp.post("/personer/ny")
def add_person() -> ResponseReturnValue:
    """Enter a person."""
    form = _person_form()
    if not form.validate():
        return _person_page(form, None, 422)
    try:
        person = actions.add_person(session(), actor=current_user.person_id, now=now(), **_person_said(form))
    except BadInput as error:
        return _person_page(_blamed(form, error), None, 422)
    session().commit()
    flash(_(N_("{name} er skrevet ind."), name=person.name), "success")
    return redirect(url_for(".show_person", nr=person.id), 303)


@bp.get("/personer/<int:nr>/")
def show_person(nr: int) -> ResponseReturnValue:
    """Show a person: as a form to those who may change it, else as text."""
    if (among := _around()) is not None and nr not in among:
        raise NotFound(policy.NOT_HERE)
    person = queries.get_person(session(), nr)
    if not _may_write():
        told = {"roles": _roles(person), "memberships": memberships(nr)}
        return render_template("people/show_person.html", person=person, **told)
    return _person_page(_person_form(formdata=None, obj=person), person)


@bp.post("/personer/<int:nr>/")
def change_person(nr: int) -> ResponseReturnValue:
    """Change a person."""
    person = queries.get_person(reading(), nr)
    form = _person_form()
    if not form.validate():
        return _person_page(form, person, 422)
    said = _person_said(form)
    try:
        _must_not_work(nr, said)
        changed = actions.change_person(
            session(), nr, version=form.version.data or 0, actor=current_user.person_id, now=now(), **said
        )
    except (BadInput, Forbidden) as error:
        return _person_page(_blamed(form, error), person, 422 if isinstance(error, BadInput) else 403)
    session().commit()
    flash(_(N_("{name} er gemt."), name=changed.name), "success")
    return redirect(url_for(".show_person", nr=nr), 303)


def _must_not_work(nr: int, said: dict[str, Any]) -> None:
    """Refuse that somebody who works in a network becomes an auditor and nothing else: an auditor changes nothing."""
    if not said.get("auditor") or said.get("administrator") or said.get("coordinator"):
        return
    if works := oversight.list_work(reading(), nr, today()):
        raise BadInput(
            N_("Personen er tovholder eller sidder i styregruppen i {netvaerk}. En revisor ændrer intet: overdrag "
               "netværket, eller afslut pladsen først."),
            page="#auditor",
            netvaerk=", ".join(works),
        )  # fmt: skip


@bp.post("/personer/<int:nr>/adgangskode")
def set_password(nr: int) -> ResponseReturnValue:
    """Give a person a password, and end the sessions they have."""
    person = queries.get_person(reading(), nr)
    form = PasswordForm()
    if not form.validate():
        return _person_page(_person_form(formdata=None, obj=person), person, 422, form)
    try:
        # Hashed before the write transaction begins: it is slow on purpose.
        hashed = passwords.hash_password(form.new_password.data or "", about=(person.name, person.mail))
        but = current_user.session_id if nr == current_user.person_id else None
        actions.set_password(session(), nr, password_hash=hashed, actor=current_user.person_id, now=now(), but=but)
    except BadInput as error:
        return _person_page(_person_form(formdata=None, obj=person), person, 422, _blamed(form, error))
    session().commit()
    flash(_(N_("{name} har fået en ny adgangskode."), name=person.name), "success")
    return redirect(url_for(".show_person", nr=nr), 303)


@bp.get("/organisationer/")
def list_organisations() -> ResponseReturnValue:
    """List the organisations that a search finds."""
    words, page = search_words(), page_number()
    total = queries.count_organisations(session(), search=words)
    rows = queries.list_organisations(session(), search=words, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
    found = ngettext("%(count)s organisation", "%(count)s organisationer", total) % {"count": total}
    return render_template(
        "people/list_organisations.html",
        organisations=rows,
        found=found,
        words=words,
        page=page,
        pages=_pages(total),
        kinds=KINDS,
    )


@bp.get("/organisationer/ny")
def new_organisation() -> ResponseReturnValue:
    """Show the form for a new organisation."""
    return _organisation_page(OrganisationForm(formdata=None), None)


@bp.post("/organisationer/ny")
def add_organisation() -> ResponseReturnValue:
    """Enter an organisation."""
    form = OrganisationForm()
    if not form.validate():
        return _organisation_page(form, None, 422)
    try:
        row = actions.add_organisation(
            session(), actor=current_user.person_id, now=now(), **form.said("name", "kind", "mail", "phone")
        )
    except BadInput as error:
        return _organisation_page(_blamed(form, error), None, 422)
    session().commit()
    flash(_(N_("{name} er skrevet ind."), name=row.name), "success")
    return redirect(url_for(".show_organisation", nr=row.id), 303)


@bp.get("/organisationer/<int:nr>/")
def show_organisation(nr: int) -> ResponseReturnValue:
    """Show an organisation and who is from it."""
    row = queries.get_organisation(session(), nr)
    if not _may_write():
        members = queries.list_members(session(), nr, _around())
        return render_template("people/show_organisation.html", organisation=row, members=members, kinds=KINDS)
    return _organisation_page(OrganisationForm(formdata=None, obj=row), row)


@bp.post("/organisationer/<int:nr>/")
def change_organisation(nr: int) -> ResponseReturnValue:
    """Change an organisation."""
    row = queries.get_organisation(reading(), nr)
    form = OrganisationForm()
    if not form.validate():
        return _organisation_page(form, row, 422)
    said = form.said("name", "kind", "mail", "phone")
    try:
        changed = actions.change_organisation(
            session(), nr, version=form.version.data or 0, actor=current_user.person_id, now=now(), **said
        )
    except BadInput as error:
        return _organisation_page(_blamed(form, error), row, 422)
    session().commit()
    flash(_(N_("{name} er gemt."), name=changed.name), "success")
    return redirect(url_for(".show_organisation", nr=nr), 303)


def _person_form(**given: Any) -> PersonForm:
    form = AdministratorPersonForm(**given) if current_user.administrator else PersonForm(**given)
    found = ((row.id, row.name) for row in queries.list_organisations(reading()))
    form.organisation_id.choices = options([(0, _(N_("Ingen"))), *found])
    return form


def _person_said(form: PersonForm) -> dict[str, Any]:
    flags = ("administrator", "coordinator", "auditor", "active")
    return form.said("name", "title", "organisation_id", "mail", "phone", "locale", *flags)


def _person_page(form: Form, person: Person | None, status: int = 200, password: Form | None = None) -> Any:
    if password is None and person is not None and current_user.administrator:
        password = PasswordForm(formdata=None)
    told = memberships(person.id) if person else ()
    return render_template(
        "people/person_form.html", form=form, person=person, password=password, memberships=told
    ), status


def _organisation_page(form: Form, row: Organisation | None, status: int = 200) -> Any:
    members: Sequence[Person] = queries.list_members(reading(), row.id) if row else ()
    return render_template("people/organisation_form.html", form=form, organisation=row, members=members), status


def _blamed(form: Form, error: BadInput | Forbidden) -> Any:
    """Give the write lock back and put the engine's sentence where the form's own stand."""
    let_go()
    remedies.say(form, error)
    return form


def _around() -> frozenset[int] | None:
    """Return those whose mail and telephone this person may see; nothing when it is everybody's.

    Whoever enters people, or oversees them, needs everybody; a member of a steering group those of their networks.
    """
    if _may_write() or current_user.auditor:
        return None
    return oversight.list_around(session(), current_user.person_id, today())


def _may_write() -> bool:
    return current_user.administrator or current_user.coordinator


def _roles(person: Person) -> list[str]:
    return [tell(title) for flag, title in ROLES if getattr(person, flag)]


def _pages(total: int) -> int:
    return max(1, -(-total // ON_A_PAGE))

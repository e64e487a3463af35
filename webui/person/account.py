"""One's own page: name, language and password, where one is logged in, and which seats one holds."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import PasswordField
from wtforms.validators import Length
from wtforms.widgets import PasswordInput

from engine.errors import BadInput
from engine.people import actions, passwords, queries, sessions
from engine.people.models import LOGOUT
from engine.text import N_
from webui.person.memberships import memberships
from webui.saying.language import COOKIE, _
from webui.visit import db, remedies
from webui.visit.auth import TOO_MANY
from webui.visit.clock import now
from webui.visit.db import let_go, reading, session
from webui.visit.forms import Form, Needed, choice, line, pressed

bp = Blueprint("account", __name__, url_prefix="/min-side")
SPOKEN = (("da", "Dansk"), ("en", "English"))


class OwnForm(Form):
    """What people may change of themselves."""

    name = line(N_("Navn"), needed=True, most=120, autocomplete="name")
    locale = choice(N_("Sprog"), SPOKEN, needed=True, hint=N_("Sider og mails til dig er på dette sprog"))


def _password(label: str, autocomplete: str, hint: str = "") -> PasswordField:
    checks, keys = [Needed(), Length(max=passwords.LONGEST)], {"autocomplete": autocomplete}
    return PasswordField(label, checks, widget=PasswordInput(), description=hint, render_kw=keys)


class OwnPasswordForm(Form):
    """The old password, and the new one."""

    old_password = _password(N_("Nuværende adgangskode"), "current-password")
    new_password = _password(
        N_("Ny adgangskode"),
        "new-password",
        N_("Mindst 12 tegn. Fire tilfældige ord er let at huske og svært at gætte."),
    )


@bp.get("/")
def show() -> ResponseReturnValue:
    """Show one's own page."""
    return _page()


@bp.post("/")
def change() -> ResponseReturnValue:
    """Change one's own name and language."""
    form, me = OwnForm(), current_user.person_id
    if not form.validate():
        return _page(own=form), 422
    try:
        said = form.said("name", "locale")
        actions.change_person(session(), me, version=form.version.data or 0, actor=me, now=now(), **said)
        session().commit()
    except BadInput as error:
        return _page(own=_blamed(form, error)), 422
    flash(_(N_("Dine oplysninger er gemt.")), "success")
    answer = redirect(url_for(".show"), 303)
    answer.delete_cookie(COOKIE, path="/")  # from now on what the person chose here counts in this browser too
    return answer


@bp.post("/adgangskode")
def change_password() -> ResponseReturnValue:
    """Change one's own password: the old one is asked for, and every other session ends."""
    form, me = OwnPasswordForm(), current_user.person_id
    if not form.validate():
        return _page(password=form), 422
    try:
        # Both hashed and looked at before the write transaction begins: it is slow on purpose.
        _must_know(form.old_password.data or "")
        about = (current_user.name, current_user.mail)
        hashed = passwords.hash_password(form.new_password.data or "", about=about)
        keep = current_user.session_id
        actions.set_password(session(), me, password_hash=hashed, actor=me, now=now(), but=keep)
        session().commit()
    except BadInput as error:
        return _page(password=_blamed(form, error)), 422
    flash(_(N_("Din adgangskode er skiftet, og du er logget af alle andre steder.")), "success")
    return redirect(url_for(".show"), 303)


@bp.post("/log-af-andre")
def log_off_elsewhere() -> ResponseReturnValue:
    """End every session of one's own but this."""
    pressed()
    ended = sessions.end_all_sessions(session(), current_user.person_id, now=now(), but=current_user.session_id)
    session().commit()
    if ended:
        db.note_access(LOGOUT, "elsewhere")
    flash(_(N_("Du er logget af alle andre steder.")), "success")
    return redirect(url_for(".show"), 303)


def _must_know(password: str) -> None:
    """Refuse who does not know the present password; tries are counted as those at the door.

    :raises BadInput: with the sentence that says why
    """
    mail = current_user.mail
    with db.db().write() as counting:
        wait = sessions.count_attempt(counting, mail=mail, address=db.address(), now=now())
        counting.commit()
    if wait:
        raise BadInput(TOO_MANY, seconds=wait)
    known = sessions.find_password(reading(), mail)
    if not passwords.matches(known.password_hash, password):
        raise BadInput(N_("Den nuværende adgangskode er ikke rigtig."))


def _blamed(form: Form, error: BadInput) -> Form:
    let_go()
    remedies.say(form, error)
    return form


def _page(own: Form | None = None, password: Form | None = None) -> str:
    look, me = reading(), current_user.person_id
    person = queries.get_person(look, me)
    visits = [
        {"started": one.started_at, "seen": one.seen_at, "this": one.id == current_user.session_id}
        for one in sessions.list_sessions(look, me, now())
    ]
    return render_template(
        "account/show.html",
        own=own or OwnForm(formdata=None, obj=person),
        password=password or OwnPasswordForm(formdata=None),
        person=person,
        visits=visits,
        memberships=memberships(me),
        form=Form(formdata=None),
    )

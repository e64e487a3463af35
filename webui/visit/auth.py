"""Who is asking: sessions kept on the server behind one cookie, coming in and going out."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField, PasswordField
from wtforms.validators import Length
from wtforms.widgets import PasswordInput

from engine.people import passwords, sessions
from engine.people.models import Person, WebSession
from engine.text import N_
from webui.saying.language import tell
from webui.visit import db
from webui.visit.clock import now
from webui.visit.errors import CrossSite
from webui.visit.forms import Form, Needed, mail
from workflows.tryghedsnetvaerk.demonstration import cast

bp = Blueprint("auth", __name__)
WRONG = N_("Mailadressen eller adgangskoden er forkert.")
TOO_MANY = N_("For mange forsøg. Prøv igen om {seconds} sek.")


@dataclass(eq=False)
class User(UserMixin):
    """The person behind the cookie, as the pages know them; changes nothing in the database."""

    person_id: int
    name: str
    mail: str
    title: str
    unit: str
    administrator: bool
    coordinator: bool
    auditor: bool
    locale: str
    session_id: str
    seen_at: datetime
    over: bool = False

    @property
    def only_reads(self) -> bool:
        """Whether the person is an auditor and nothing else to the installation."""
        return self.auditor and not (self.administrator or self.coordinator)

    @property
    def id(self) -> int:
        """The number of the person, as the person's own row calls it."""
        return self.person_id

    def get_id(self) -> str:
        """Return the name Flask-Login knows the person by."""
        return str(self.person_id)


class LoginForm(Form):
    """Mail address and password; the page to go on to travels along."""

    mail = mail(N_("Mailadresse"), needed=True, autocomplete="username")
    password = PasswordField(
        N_("Adgangskode"),
        validators=[Needed(), Length(max=passwords.LONGEST)],
        widget=PasswordInput(),
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField(validators=[Length(max=2000)])


def init_app(app: Flask) -> None:
    """Guard every form of *app* and let it know who is asking."""
    app.before_request(refuse_cross_site)
    CSRFProtect(app)
    manager = LoginManager(app)
    manager.session_protection = None  # the session lies on the server; Flask-Login's own would write to the cookie
    manager.request_loader(lambda _request: load_user())
    app.register_blueprint(bp)


def refuse_cross_site() -> None:
    """Refuse a form that another site's page sent here, before its body is read."""
    if request.method not in db.SAFE and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise CrossSite


def load_user() -> User | None:
    """Return who the cookie belongs to, or nothing when its session is over."""
    token = request.cookies.get(current_app.config["LOGIN_COOKIE_NAME"], "")
    found = sessions.find_session(db.reading(), token, now()) if token else None
    if found is None:
        return None
    g.visit = _user(found, found.person)
    return g.visit


def _user(visit: WebSession, person: Person) -> User:
    return User(
        person_id=person.id,
        name=person.name,
        mail=person.mail or "",
        title=person.title,
        unit=person.organisation.name if person.organisation else "",
        administrator=person.administrator,
        coordinator=person.coordinator,
        auditor=person.auditor,
        locale=person.locale,
        session_id=visit.id,
        seen_at=visit.seen_at,
    )


def local_path(target: str | None) -> str:
    """Return *target* when it is a path on this site, however it is spelled; else the front page."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return "/"
    if any(ord(sign) <= 0x20 or ord(sign) == 0x7F for sign in target):
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    own = {url_for("auth.log_in"), url_for("auth.log_out")}
    return "/" if parts.scheme or parts.netloc or parts.path in own else target


def enter(mail_address: str, password: str) -> tuple[str | None, str]:
    """Try to log in; return a new token, or nothing and the sentence that says why not.

    The try is counted and kept before the password is looked at, and no transaction is open while it is hashed.
    """
    where = db.address()
    with db.db().write() as counting:
        wait = sessions.count_attempt(counting, mail=mail_address, address=where, now=now())
        counting.commit()
    if wait:
        return None, tell(TOO_MANY, {"seconds": wait})
    with db.db().read() as looking:
        known = sessions.find_password(looking, mail_address)
    right = passwords.matches(known.password_hash, password)
    fresh = passwords.rehash(password) if right and passwords.outdated(known.password_hash or "") else None
    with db.db().write() as opening:
        opened = None
        if right:
            opened = sessions.open_session(
                opening, known=known, mail=mail_address, address=where, now=now(), rehashed=fresh
            )
        if opened is None:
            sessions.refuse_login(opening, mail=mail_address, address=where, now=now())
        opening.commit()
    return opened, "" if opened else tell(WRONG)


def leave() -> None:
    """End the session of the cookie that came with this request, if there is one."""
    token = request.cookies.get(current_app.config["LOGIN_COOKIE_NAME"], "")
    if token:
        with db.db().write() as ending:
            sessions.log_out(ending, token, now=now(), address=db.address())
            ending.commit()
    if (visit := g.get("visit")) is not None:
        visit.over = True
    g._login_user = AnonymousUserMixin()


@bp.get("/log-ind")
def log_in() -> ResponseReturnValue:
    """Show the form to log in by."""
    target = local_path(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(target)
    return _page(LoginForm(formdata=None, next=target))


@bp.post("/log-ind")
def log_in_now() -> ResponseReturnValue:
    """Log in, and go on to the page that was asked for."""
    form = LoginForm()
    if not form.validate():
        return _page(form), 422
    token, why_not = enter(form.mail.data, form.password.data)
    if token is None:
        form.form_errors.append(why_not)
        return _page(form), 429 if why_not != tell(WRONG) else 422
    leave()  # a cookie that was here before, whoever put it, opens nothing any more
    session.clear()
    response = redirect(local_path(form.next.data), 303)
    set_cookie(response, token)
    return response


@bp.post("/log-ud")
def log_out() -> ResponseReturnValue:
    """Log out; the token is dead on the server, not only forgotten by the browser."""
    leave()
    session.clear()
    response = redirect(url_for("auth.log_in"), 303)
    set_cookie(response, "")
    return response


def _page(form: LoginForm) -> str:
    shown = current_app.config["DEMONSTRATION"]
    logins = [(at, tell(what)) for at, what in cast.LOGINS.items()] if shown else []
    return render_template("auth/log_in.html", form=form, logins=logins, password=cast.PASSWORD)


def set_cookie(response: BaseResponse, token: str) -> None:
    """Give the browser its token, or take it away."""
    config = current_app.config
    marks = {"path": "/", "secure": config["SESSION_COOKIE_SECURE"], "httponly": True, "samesite": "Lax"}
    if token:
        response.set_cookie(config["LOGIN_COOKIE_NAME"], token, **marks)
    else:
        response.delete_cookie(config["LOGIN_COOKIE_NAME"], **marks)

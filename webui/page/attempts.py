"""Doing what a form about a network asks; what keeps it from being done is said on the form's own page."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from engine.errors import BadInput, Refused, Stale
from webui.page.frame import forget
from webui.visit import conflicts, policy, remedies
from webui.visit.db import let_go, session
from webui.visit.forms import Form


def attempt(
    form: Form,
    act: Callable[[], object],
    show: Callable[..., str],
    overtaken: Callable[[Stale], dict[str, Any]] | None = None,
    lacking: Callable[[Refused], str] | None = None,
) -> ResponseReturnValue | None:
    """Do *act* and commit it; nothing is returned when it is done, else the page of *form* with all that was typed.

    *show* draws the page of a form, with a ``conflict`` when somebody came first. *overtaken* says what that is; else
    it is all that happened in the network since the form was drawn. *lacking* draws what demands say; else they are
    said on a page of their own.
    """
    try:
        act()
        session().commit()
        forget()
    except BadInput as error:
        let_go()
        forget()
        remedies.say(form, error)
        return show(form), 422
    except Refused as error:
        if lacking is None:
            raise
        let_go()
        forget()
        return lacking(error), 422
    except Stale as error:
        let_go()
        forget()
        conflict = overtaken(error) if overtaken else _of_network(form)
        return show(form, conflict=conflict), 409
    return None


def _of_network(form: Form) -> dict[str, Any]:
    return conflicts.of_network(form, url_for("history.show", slug=policy.access().slug))

"""The pages that belong to no network: help, about, privacy, accessibility, status."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from engine.people.queries import list_administrators
from engine.queries import find_setting
from webui.visit.clock import now
from webui.visit.db import reading

bp = Blueprint("pages", __name__)
QUIET = timedelta(seconds=60)


@bp.get("/<any(hjaelp, om, privatliv, tilgaengelighed):name>")
def text(name: str) -> ResponseReturnValue:
    """Show one of the standing texts; who runs the installation is named to those who have access to it."""
    named = name == "tilgaengelighed" and current_user.is_authenticated and not current_app.config["SUPPORT_MAIL"]
    return render_template(f"pages/{name}.html", administrators=list_administrators(reading()) if named else ())


@bp.get("/status")
def status() -> ResponseReturnValue:
    """Say whether database and ticker are well."""
    said: dict[str, Any] = {"database": True, "ticker": False}
    try:
        beat = find_setting(reading().connection(), "ticker")
    except Exception:
        return jsonify({"database": False, "ticker": False}), 503
    said["ticker"] = beat is not None and now() - datetime.fromisoformat(beat) < QUIET
    return jsonify(said), 200 if said["ticker"] else 503

"""What those who oversee take with them: every event as a file, and one page that says how to read it."""

from flask import Blueprint, Response, render_template, stream_with_context
from flask.typing import ResponseReturnValue

from engine.people.models import EXPORT
from webui.page import event_files
from webui.visit.db import note_access, reading

bp = Blueprint("extracts", __name__, url_prefix="/revision")


@bp.get("/haendelser.<any(csv, jsonl):form>")
def events(form: str) -> ResponseReturnValue:
    """Hand out every event of every network; it is written down who took them."""
    note_access(EXPORT, f"revision.{form}")
    lines = event_files.write(reading(), form)
    answer = Response(stream_with_context(lines), content_type=event_files.KINDS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="haendelser.{form}"'
    return answer


@bp.get("/laesevejledning")
def guide() -> ResponseReturnValue:
    """Show what each column means, on one page."""
    return render_template("audit/guide.html", columns=event_files.COLUMNS)

"""The tab with documents: every paper that can be made, every file that is attached, every one to start from."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from engine.text import N_
from webui.page.frame import page
from webui.papers import attachments, papers
from webui.saying.language import _, tell
from workflows.tryghedsnetvaerk.process import PROCESS

bp = Blueprint("documents", __name__, url_prefix="/netvaerk/<slug>/dokumenter")


@bp.get("/")
def index(slug: str) -> ResponseReturnValue:
    """List the papers of the network by what they are made from, its attachments, and what to start from."""
    parts, shelf = papers.shelf(request.args.get("part", ""))
    return page(
        "papers/shelf.html",
        tab="dokumenter",
        crumb=_(N_("Dokumenter")),
        parts=parts,
        shelf=shelf,
        starts=[(tell(task.title), papers.to_start_from(key)) for key, (_step, task) in PROCESS.tasks.items()],
        files=attachments.shelf(),
    )

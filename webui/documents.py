"""The tab with documents: every paper that can be made, and every file that is attached."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from engine.text import N_
from webui import attachments, papers
from webui.frame import page
from webui.language import _

bp = Blueprint("documents", __name__, url_prefix="/netvaerk/<slug>/dokumenter")


@bp.get("/")
def index(slug: str) -> ResponseReturnValue:
    """List the papers of the network by what they are made from, and its attachments."""
    return page(
        "papers/shelf.html",
        tab="dokumenter",
        crumb=_(N_("Dokumenter")),
        shelf=papers.shelf(),
        files=attachments.shelf(),
    )

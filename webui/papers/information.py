"""The public page of a notice: what the residents are told, in each language, for anybody with the address.

It asks for no log-in, sets no cookie, and search engines are told to leave it alone.
"""

from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, make_response, render_template, request
from markupsafe import Markup

from engine.errors import NotFound
from webui.page.desk import desk_of
from webui.visit.db import reading
from workflows.tryghedsnetvaerk.documents import lost, notices, pipeline
from workflows.tryghedsnetvaerk.documents.languages import DANISH, direction, own_name
from workflows.tryghedsnetvaerk.network.information.queries import Issued, get_open, list_issued
from workflows.tryghedsnetvaerk.network.queries import get_network
from workflows.tryghedsnetvaerk.papers.residents import make_text

bp = Blueprint("information", __name__, url_prefix="/information")


@bp.get("/<code>/<language>")
@bp.get("/<code>")
def show(code: str, language: str = "") -> Response:
    """Show a released text in the language asked for, with links to the others."""
    look = reading()
    notice = get_open(look, code)
    issued = list_issued(look, notice)
    chosen = issued.get(language or _fitting(issued))
    if chosen is None:
        return _lost("language" if issued else "page", code, issued)
    paper = make_text(desk_of(look, get_network(look, notice.network_id)), chosen.text, scanned=True)
    answer = make_response(
        render_template(
            "information/show.html",
            title=paper.title,
            language=paper.locale,
            direction=direction(paper.locale),
            text=Markup(pipeline.screen(paper)),
            choose=notices.word("also", paper.locale),
            others=_named(one for one in issued if one != paper.locale),
            code=code,
        )
    )
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@bp.errorhandler(NotFound)
def lose(_error: NotFound) -> Response:
    """Say that there is no text at an address."""
    return _lost("page", str((request.view_args or {}).get("code", "")))


def _lost(heading: str, code: str, issued: Iterable[str] = ()) -> Response:
    """Say in the language that was asked for what is not there, and lead to the languages that are."""
    asked = (request.view_args or {}).get("language") or request.accept_languages.best_match(lost.SPOKEN)
    spoken = lost.spoken(asked)
    page = render_template(
        "information/lost.html", title=lost.WORDS[spoken[0]][heading], language=spoken[0],
        direction=direction(spoken[0]), tongues=[(one, direction(one), lost.WORDS[one]) for one in spoken],
        heading=heading, others=_named(issued), code=code,
    )  # fmt: skip
    return make_response(page, 404, {"X-Robots-Tag": "noindex, nofollow"})


def _named(languages: Iterable[str]) -> list[tuple[str, str, str]]:
    return [(one, own_name(one), direction(one)) for one in languages]


def _fitting(issued: Mapping[str, Issued]) -> str:
    """Return the language that a browser asks for; else Danish, else the first there is."""
    first = DANISH if DANISH in issued else next(iter(issued), "")
    return request.accept_languages.best_match(list(issued), first) or first

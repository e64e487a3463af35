"""The papers of a network: on the screen, as Word, as PDF, and as a calendar file."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from engine import records
from engine.errors import NotFound
from engine.people.models import EXPORT
from engine.text import LOCALES, N_, SOURCE
from webui.nouns import shape
from webui.nouns.catalogue import NOUNS
from webui.nouns.shape import Noun
from webui.page.calendars import ics
from webui.page.desk import desk
from webui.page.frame import TABS, here, page
from webui.saying.language import _, speaking, tell
from webui.saying.words import word
from webui.visit import collecting, policy
from webui.visit.db import note_access, session
from webui.visit.forms import number_asked
from workflows.tryghedsnetvaerk.documents import pipeline
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.papers import catalogue, starters
from workflows.tryghedsnetvaerk.process import PROCESS

bp = Blueprint("papers", __name__, url_prefix="/netvaerk/<slug>")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"pdf": "application/pdf", "docx": DOCX, "ics": "text/calendar; charset=utf-8"}
ICONS = {"html": "visibility", "pdf": "file-pdf", "docx": "file-word", "ics": "calendar-month"}
FILES = (("Word", "docx"), ("PDF", "pdf"))
IN = {"da": N_("Vis dokumentet på dansk"), "en": N_("Vis dokumentet på engelsk")}
CALENDAR = "moede"
PERSONAL = tuple(
    f"{name}{of}" for name in ("kontaktliste", "actioncard", "fagfolder") for of in ("", catalogue.NEXT)
)  # who takes them out is noted
SANDBOX = "default-src 'none'; sandbox"


def written(name: str, row: Any, to: int | None = None, spoken: str = SOURCE) -> pipeline.Paper:
    """Return the paper *name* of a record in the language *spoken*: Danish, as the network is, unless somebody asks.

    What people have written stands in it as they wrote it, so headings in the reader's language would not fit.
    """
    with speaking(spoken):
        return catalogue.write(desk(), name, row, to)


def spoken_here() -> str:
    """Return the language that a paper is asked for in."""
    asked = request.args.get("sprog", SOURCE)
    return asked if asked in LOCALES else SOURCE


@bp.get("/papir/<name>/<int:nr>.<any(pdf, docx, ics, html):ending>")
def paper(slug: str, name: str, nr: int, ending: str) -> ResponseReturnValue:
    """Hand out one paper, or show it."""
    if (name == CALENDAR) != (ending == "ics"):
        raise NotFound(catalogue.MISSING)
    if name == CALENDAR:
        collecting.must_reach("moeder")
        return _calendar(slug, nr)
    to, spoken = number_asked("til"), spoken_here()
    sheet, row = catalogue.find(desk(), name, nr)
    collecting.must_reach(sheet.noun)
    made = written(name, row, to, spoken)
    if name.removesuffix(catalogue.NEXT) in PERSONAL:
        note_access(EXPORT, f"{slug}/{name}/{nr}.{ending}")
    if ending == "html":
        return _on_screen(slug, name, row, made, to, spoken)
    body = pipeline.pdf(made) if ending == "pdf" else pipeline.word(made)
    return handed_out(body, TYPES[ending], f"{slug}-{name}-{nr}.{ending}", f"{made.title}.{ending}")


@bp.get("/skabelon/<key>.<any(pdf, docx, html):ending>")
def start(slug: str, key: str, ending: str) -> ResponseReturnValue:
    """Hand out a document to start from, or show it."""
    one, spoken = starters.find_starter(key), spoken_here()
    with speaking(spoken):
        made = starters.make_starter(desk(), key)
    if ending != "html":
        body = pipeline.pdf(made) if ending == "pdf" else pipeline.word(made)
        return handed_out(body, TYPES[ending], f"{slug}-{key}.{ending}", f"{made.title}.{ending}")
    step = PROCESS.tasks[one.task][0].key
    back = url_for("steps.show", slug=slug, nr=PROCESS.order[step], _anchor=f"task-{one.task}")
    return page(
        "papers/show.html", tab="dokumenter", crumb=tell(one.title), title=made.title,
        parents=((_(N_("Dokumenter")), url_for("documents.index", slug=slug)),),
        back=back, back_text=_(N_("Tilbage til opgaven")), text=Markup(pipeline.screen(made, titled=False)),
        downloads=_files(lambda kind: _start_url(slug, key, kind, spoken)), spoken=spoken,
        others=[(tell(IN[code]), _start_url(slug, key, "html", code)) for code in LOCALES if code != spoken],
    )  # fmt: skip


def to_start_from(task: str) -> list[dict[str, Any]]:
    """Return the documents to start from that belong to a task: where each is shown, and its files."""
    slug = policy.access().slug
    return [
        {
            "title": tell(one.title),
            "url": _start_url(slug, key, "html"),
            "files": [(name, _start_url(slug, key, kind), ICONS[kind]) for name, kind in FILES],
        }
        for key, one in starters.of_task(task).items()
    ]


def _start_url(slug: str, key: str, ending: str, spoken: str = SOURCE) -> str:
    asked = None if spoken == SOURCE else spoken
    return url_for("papers.start", slug=slug, key=key, ending=ending, sprog=asked)


def _calendar(slug: str, nr: int) -> ResponseReturnValue:
    meeting = records.get(session(), Meeting, policy.access().process_id, nr)
    with speaking(spoken_here()):
        body, kind = ics(meeting), word("meeting", meeting.kind)
    if body is None:
        raise NotFound(N_("Mødet har ingen dato endnu."))
    return handed_out(body, TYPES["ics"], f"{slug}-{CALENDAR}-{nr}.ics", f"{kind}.ics")


def _on_screen(
    slug: str, name: str, row: Any, made: pipeline.Paper, to: int | None, spoken: str
) -> ResponseReturnValue:
    sheet = catalogue.PAPERS[name]
    noun = NOUNS[sheet.noun]
    back = url_for("records.show", slug=slug, noun=noun.key, nr=row.nr)
    return page(
        "papers/show.html", tab=noun.tab, crumb=tell(sheet.title), title=made.title, back=back,
        parents=((tell(noun.title), url_for("records.index", slug=slug, noun=noun.key)), (noun.line(row).title, back)),
        text=Markup(pipeline.screen(made, titled=False)),
        downloads=downloads(slug, name, row.nr, to, spoken), spoken=made.locale,
        back_text=_(N_("Tilbage til det, dokumentet er lavet af")),
        others=[] if sheet.one_language else [
            (tell(IN[code]), _url(slug, name, row.nr, "html", to, code)) for code in LOCALES if code != spoken],
    )  # fmt: skip


def downloads(slug: str, name: str, nr: int, to: int | None = None, spoken: str = SOURCE) -> list[tuple[str, str, str]]:
    """Return a paper as PDF and as Word, as the macro ``downloads`` shows them."""
    return _files(lambda ending: _url(slug, name, nr, ending, to, spoken))


def _files(url: Callable[[str], str]) -> list[tuple[str, str, str]]:
    return [(_(N_("Hent som {slags}"), slags=kind), url(ending), ICONS[ending]) for kind, ending in FILES]


def _url(slug: str, name: str, nr: int, ending: str, to: int | None = None, spoken: str = SOURCE) -> str:
    asked = None if spoken == SOURCE else spoken
    return url_for("papers.paper", slug=slug, name=name, nr=nr, ending=ending, til=to, sprog=asked)


def handed_out(body: bytes, media_type: str, plain_name: str, name: str) -> Response:
    """Return a file to be kept, never shown: *plain_name* for browsers that read only ASCII, *name* for the others."""
    answer = Response(body, content_type=media_type)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain_name).strip("-.") or "fil"
    stem, dot, ending = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]+', " ", name).split()).rpartition(".")
    said = quote(f"{stem.strip()}{dot}{ending}", safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{said}"
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


def links(kind: Noun, row: Any) -> list[tuple[str, str, str]]:
    """Return every paper of a record as the macro ``downloads`` shows them, each first as it looks on the screen."""
    slug, shown, found = policy.access().slug, set[str](), []
    for name, ending, text in kind.papers(row) if kind.papers else ():
        if name in catalogue.PAPERS and name not in shown:
            on_screen = _(N_("{papir} på skærmen"), papir=tell(catalogue.PAPERS[name].title))
            found.append((on_screen, _url(slug, name, row.nr, "html"), ICONS["html"]))
        shown.add(name)
        found.append((tell(text), _url(slug, name, row.nr, ending), ICONS[ending]))
    return found


def shelf(chosen: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the parts of the method that papers can be made for, as chips, and the papers of the one *chosen*.

    Where that has none, it is the first that has some.
    """
    slug, kinds = policy.access().slug, [kind for kind in NOUNS.values() if kind.papers]
    counted = records.count_each(session(), [kind.model for kind in kinds], here().row.id)
    sums = {tab: sum(counted[kind.model] for kind in kinds if kind.tab == tab) for tab, _title in TABS}
    open_at = chosen if sums.get(chosen) else next((tab for tab, many in sums.items() if many), "")
    chips = [
        {"text": tell(title), "url": url_for("documents.index", slug=slug, part=tab),
         "current": tab == open_at, "count": sums[tab]}
        for tab, title in TABS if sums[tab]
    ]  # fmt: skip
    return chips, [_of_kind(slug, kind) for kind in kinds if kind.tab == open_at and counted[kind.model]]


def _of_kind(slug: str, kind: Noun) -> dict[str, Any]:
    rows = records.list_all(session(), kind.model, here().row.id)
    told = [
        {
            "title": title,
            "sub": sub,
            "url": url_for("records.show", slug=slug, noun=kind.key, nr=row.nr),
            "links": links(kind, row),
        }
        for row, (title, sub) in zip(rows, _called(kind, rows), strict=True)
    ]
    return {"title": tell(kind.title), "rows": told}


def _called(kind: Noun, rows: list[Any]) -> list[tuple[str, str]]:
    """Return what records are called on the shelf; whether a version is approved is not asked for each."""
    if kind.model is Report:
        return [(_(N_("Version {nr}"), nr=row.nr), "") for row in rows]
    meetings = kind.model is Meeting
    return [(line.title, line.sub if meetings else "") for line in shape.lines((kind, rows))[0]]

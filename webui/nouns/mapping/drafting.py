"""The report beside its evidence: the draft to take parts from, problems beside figures, and versions side by side."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import Any, cast

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms import HiddenField

from engine import records
from engine.errors import NotAllowed, NotFound
from engine.text import N_
from webui.page.attempts import attempt
from webui.page.desk import desk
from webui.page.frame import command, here, page
from webui.saying.language import _, locale, tell
from webui.visit import conflicts, policy
from webui.visit.db import session
from webui.visit.forms import Form, number_asked, tick
from workflows.tryghedsnetvaerk.documents import pipeline, placing
from workflows.tryghedsnetvaerk.documents.unmarked import unmarked
from workflows.tryghedsnetvaerk.mapping import actions
from workflows.tryghedsnetvaerk.mapping.actions import PART_NAMES
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, PARTS, Report
from workflows.tryghedsnetvaerk.mapping.report import matrix
from workflows.tryghedsnetvaerk.mapping.report.actions import take_parts
from workflows.tryghedsnetvaerk.mapping.report.answered import named
from workflows.tryghedsnetvaerk.mapping.report.charts import called, charts
from workflows.tryghedsnetvaerk.mapping.report.comparison import compare, sides
from workflows.tryghedsnetvaerk.mapping.report.draft.writing import draft
from workflows.tryghedsnetvaerk.mapping.report.evidence import Evidence, gather
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.papers.annexes import told_before
from workflows.tryghedsnetvaerk.papers.desk import under
from workflows.tryghedsnetvaerk.papers.mapping import diagrams_of

bp = Blueprint("drafting", __name__, url_prefix="/netvaerk/<slug>/rapport")
TAKE = N_("Sæt udkastet ind i denne del")
REPLACE = N_("Erstat det, I har skrevet, med udkastet")
OTHERWISE = N_("Det, udkastet er lavet af, er ændret, siden du åbnede siden. Her er det nye udkast.")
NOT_NOW = N_("Denne version er sendt og kan ikke ændres. Lav en ny version først.")


class DraftForm(Form):
    """Which parts of the draft are taken; *mark* says which draft was read."""

    mark = HiddenField()


for part in PARTS:
    setattr(DraftForm, part, tick(TAKE))


@bp.get("/<int:nr>/udkast")
def ask(slug: str, nr: int) -> ResponseReturnValue:
    """Show the draft beside what is written, part by part."""
    report = _changeable(nr)
    found = _found()
    told = _draft(found)
    wanted = {part: bool(told[part]) and not getattr(report, part).strip() for part in PARTS}
    form = DraftForm(formdata=None, data={"version": report.version, "mark": _mark(told), **wanted})
    return _draft_page(nr, form, found=found)


@bp.post("/<int:nr>/udkast")
def take(slug: str, nr: int) -> ResponseReturnValue:
    """Put the chosen parts of the draft into the version."""
    form = DraftForm()
    if not form.validate():
        return _draft_page(nr, form), 422
    told = _draft(_found())
    if form.mark.data != _mark(told):
        form.mark.data = _mark(told)
        form.form_errors = [*form.form_errors, tell(OTHERWISE)]
        return _draft_page(nr, form), 409
    chosen = {part: told[part] for part in PARTS if form[part].data and told[part]}
    asked = command(form.command_key.data)

    def act() -> None:
        take_parts(session(), asked, nr, chosen, seen=form.version.data)

    if chosen and (refused := attempt(form, act, partial(_draft_page, nr), partial(_overtaken, nr, form))):
        return refused
    flash(_(N_("Udkastet er sat ind i {antal} dele. Læs dem, og ret dem til."), antal=len(chosen)), "success")
    return redirect(url_for("records.show", slug=slug, noun="rapport", nr=nr), 303)


@bp.get("/sammenhold")
def beside(slug: str) -> ResponseReturnValue:
    """Show every problem beside crime figures, answers and themes."""
    found = gather(session(), policy.access().process_id, locale())
    title = _(N_("Problemer ved siden af det, vi ved"))
    nothing = (tell(matrix.NOT_COUNTED), tell(matrix.NOT_ASKED), tell(matrix.NOT_TOLD))
    return page("reports/matrix.html", tab="kortlaegning", crumb=title, parents=(_listed(slug),), title=title,
                rows=matrix.rows(Speaker(locale()), found), nothing=nothing, waiting=_waiting(found))  # fmt: skip


@bp.get("/<int:nr>/forskelle")
def changes(slug: str, nr: int) -> ResponseReturnValue:
    """Show a version beside another, part by part, with what came and what went."""
    newer, others = _report(nr), [one.nr for one in versions() if one.nr != nr]
    if not others:
        raise NotFound(N_("Der er kun én version af rapporten, så der er ikke noget at sammenligne med."))
    chosen = number_asked("med")
    other = chosen if chosen in others else max([one for one in others if one < nr] or others)
    first, last = sorted((_report(other), newer), key=lambda one: one.nr)
    title = _(N_("Version {foerst} og {sidst} ved siden af hinanden"), foerst=first.nr, sidst=last.nr)
    return page(
        "reports/changes.html", tab="kortlaegning", crumb=title, parents=(_listed(slug), _shown(slug, nr)), title=title,
        first=first.nr, last=last.nr, parts=_changes(first, last),
        others=[(one, url_for(".changes", slug=slug, nr=nr, med=one)) for one in others if one != other],
    )  # fmt: skip


def _changes(first: Report, last: Report) -> list[dict[str, Any]]:
    """Return each part of two versions side by side, a chart by its title."""
    old, new = (diagrams_of(desk(), one) for one in (first, last))
    told = _as_read(first, {**new, **old}), _as_read(last, {**old, **new})
    return [
        _changed(part, told[0][part], told[1][part]) | {"marks": getattr(first, part) != getattr(last, part)}
        for part in PARTS
    ]


def _as_read(report: Report, diagrams: Mapping[str, Any]) -> dict[str, str]:
    """Return each part as it is read: without the signs that mark headings, tables and bold words."""
    return {part: unmarked(placing.titled(text, diagrams, locale())) for part, text in _written(report).items()}


def _changed(part: str, before: str, after: str) -> dict[str, Any]:
    left, right = sides(compare(before, after)) if before != after else ([], [])
    return {"key": part, "title": tell(PART_NAMES[part]), "left": left, "right": right, "same": before == after}


def parts_shown(report: Report) -> dict[str, Any]:
    """Return what a version's page shows of its parts: as they look with their charts, with the ways on from here."""
    slug, drawn = policy.access().slug, diagrams_of(desk(), report)
    several = len(versions()) > 1
    open_draft = report.state == DRAFT and here().works
    return {
        "told": PARTS,
        "below": "reports/_parts.html",
        "parts": [
            _part(report, part, drawn, after)
            for part, after in zip(PARTS, _numbered(_written(report), drawn), strict=True)
        ],
        "draft_url": url_for("drafting.ask", slug=slug, nr=report.nr) if open_draft else "",
        "matrix_url": url_for("drafting.beside", slug=slug),
        "changes_url": url_for("drafting.changes", slug=slug, nr=report.nr) if several else "",
    }


def _numbered(texts: Mapping[str, str], drawn: Mapping[str, Any]) -> list[int]:
    """Return how many figures stand before each part, so that they are numbered through as in the paper."""
    return [0, *accumulate(placing.count(texts[part], drawn) for part in PARTS)][: len(PARTS)]


def _part(report: Report, part: str, drawn: Mapping[str, Any], after: int) -> dict[str, Any]:
    text = getattr(report, part)
    html = Markup(pipeline.fragment(under(text), drawn, locale(), part, after=after)) if text.strip() else Markup("")
    return {
        "key": part,
        "title": tell(PART_NAMES[part]),
        "html": html,
        "wide": _is_wide(html),
        "comment_url": url_for(
            "records.new", slug=policy.access().slug, noun="kommentarer", part=part, version=report.nr
        ),
    }


def _found() -> Evidence:
    number = policy.access().process_id
    return replace(gather(session(), number), before=tuple(told_before(session(), number)))


def _is_wide(html: str) -> bool:
    """Say whether a part has a table, which on a phone is moved sideways."""
    return "<table" in html


def drawings() -> list[tuple[str, str]]:
    """Return the line that asks for each figure there can be, and its title."""
    return [(placing.line(key), title) for key, title in called(Speaker(locale()), _found()).items()]


def figures_for(report: Report) -> Collection[str]:
    """Return the words of the figures that a version can have; nothing is gathered where nothing asks for one."""
    if not any(placing.unknown(getattr(report, part)) for part in PARTS):
        return ()
    return tuple(charts(Speaker(locale()), _found()))


def unplaced(report: Report) -> list[str]:
    """Say of a version that was kept which lines ask for a figure that is not there."""
    return [tell(said.text, said.values) for _part, said in actions.unplaced(report, figures_for(report))]


def _draft(found: Evidence) -> Mapping[str, str]:
    """Return the draft in the language of the network's papers."""
    return draft(Speaker(), here().network, found)


def _waiting(found: Evidence) -> list[tuple[str, str]]:
    """Return the surveys whose answers nobody has worked out, each with where that is done."""
    slug, speaker = policy.access().slug, Speaker(locale())
    return [(named(speaker, one.title), url_for("results.show", slug=slug, nr=one.study_nr)) for one in found.waiting]


def _written(report: Report) -> dict[str, str]:
    return {part: getattr(report, part) for part in PARTS}


def _mark(told: Mapping[str, str]) -> str:
    return hashlib.sha256("\0".join(told[part] for part in PARTS).encode()).hexdigest()[:16]


def versions() -> Sequence[Report]:
    """Return every version of the report, asked for once however many are shown."""
    if "report_versions" not in g:
        g.report_versions = records.list_all(session(), Report, policy.access().process_id)
    return cast("Sequence[Report]", g.report_versions)


def _report(nr: int) -> Report:
    return records.get(session(), Report, policy.access().process_id, nr)


def _changeable(nr: int) -> Report:
    report = _report(nr)
    if report.state != DRAFT:
        raise NotAllowed(NOT_NOW, page=f"rapport:{nr}")
    return report


def _overtaken(nr: int, form: Form, error: Any) -> dict[str, Any]:
    url = url_for("records.show", slug=policy.access().slug, noun="rapport", nr=nr)
    now = DraftForm(formdata=None, data={"version": _report(nr).version})
    return conflicts.conflict(error, form, now, what=_(N_("Version {nr}"), nr=nr), url=url) | {"fields": []}


def _listed(slug: str) -> tuple[str, str]:
    return _(N_("Kriminalitets- og tryghedsrapporten")), url_for("records.index", slug=slug, noun="rapport")


def _shown(slug: str, nr: int) -> tuple[str, str]:
    return _(N_("Version {nr}"), nr=nr), url_for("records.show", slug=slug, noun="rapport", nr=nr)


def _draft_page(nr: int, form: Any, *, conflict: Any = None, found: Evidence | None = None) -> str:
    slug, report, found = policy.access().slug, _changeable(nr), found or _found()
    told, drawn = _draft(found), charts(Speaker(), found)
    for name in PARTS:
        if getattr(report, name).strip():
            form[name].label.text = tell(REPLACE)
    title = _(N_("Udkast fra data"))
    mine, new = (_numbered(texts, drawn) for texts in (_written(report), told))
    shown = [
        {
            "title": tell(PART_NAMES[name]), "field": form[name], "mine": written, "draft": drafted,
            "wide": (_is_wide(written), _is_wide(drafted)),
        }
        for name, before, beside in zip(PARTS, mine, new, strict=True)
        for written, drafted in [(
            Markup(pipeline.fragment(under(getattr(report, name)), drawn, "da", f"mit-{name}", after=before)),
            Markup(pipeline.fragment(under(told[name]), drawn, "da", f"nyt-{name}", after=beside)),
        )]
    ]  # fmt: skip
    return page(
        "reports/draft.html", tab="kortlaegning", crumb=title, parents=(_listed(slug), _shown(slug, nr)), title=title,
        form=form, parts=shown, action=request.path, back=_shown(slug, nr)[1], conflict=conflict,
        waiting=_waiting(found),
    )  # fmt: skip

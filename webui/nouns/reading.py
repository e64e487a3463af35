"""What the pages of a noun say before anybody writes: what is asked for here, and what a record holds."""

from typing import Any

from markupsafe import Markup
from wtforms import SelectField

from engine import records
from webui.nouns.shape import Noun
from webui.page.frame import here, shown
from webui.saying.fields import HIDDEN, GroupName, shown_value
from webui.saying.language import locale
from webui.saying.words import group_name
from workflows.tryghedsnetvaerk.documents import pipeline, texts
from workflows.tryghedsnetvaerk.documents.headings import in_steps
from workflows.tryghedsnetvaerk.papers.desk import under


def prepared(kind: Noun, form: Any) -> Any:
    """Return a form with the choices that this network gives it."""
    if kind.prepare:
        kind.prepare(form, here())
    return form


def filled(kind: Noun, row: Any) -> Any:
    """Return the form of one record as it stands."""
    data = {key: getattr(row, key) for key in (*records.content(row), *row.LATER) if hasattr(row, key)}
    values = kind.values(row) if kind.values else {}
    return prepared(kind, kind.form(formdata=None, data={**data, "version": row.version, **values}))


def head(kind: Noun) -> dict[str, Any]:
    """Return what the method asks for on this page, and every demand that is served here."""
    place = here()
    asking = kind.asking() if kind.asking else place.definition.steps
    steps = [step for step in place.definition.steps if step in asking]
    demands = shown(f for step in steps for f in place.found(step) if f.demand.page in kind.pages)
    task = kind.guided() if kind.guided else kind.task
    summary, rest = texts.summary(task, locale()), texts.guidance(task, locale())
    return {
        "demands": demands,
        "unasked": "" if demands else kind.unasked(),
        "summary": summary,
        "guidance": Markup(pipeline.html(rest.removeprefix(summary).strip())),
    }


def answers(kind: Noun, row: Any) -> list[dict[str, Any]]:
    """Return what a record says, field by field, as its form asks for it."""
    form = filled(kind, row)
    data = {**records.content(row), **(kind.values(row) if kind.values else {})}
    return [
        {"name": one.name, "label": one.label.text, "value": _said(one)}
        for one in form
        if one.name not in HIDDEN and not one.name.startswith("new_") and (one.name in data or _stands(row, one))
    ]


def _stands(row: Any, field: Any) -> bool:
    """Say whether something is chosen that the history leaves out, since nothing else was ever said."""
    return field.name in row.LATER and isinstance(field, SelectField) and bool(row.LATER[field.name])


def _said(field: Any) -> Any:
    if field.type == "TextAreaField" and field.data:
        return Markup(in_steps(pipeline.html(under(field.data))))
    return group_name(field.data or "") if isinstance(field, GroupName) else shown_value(field)

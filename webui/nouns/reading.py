"""What the pages of a noun say before anybody writes: what is asked for here, and what a record holds."""

from typing import Any

from markupsafe import Markup

from engine import records
from webui.frame import here, shown
from webui.language import _, locale, tell
from webui.nouns import shape
from webui.nouns.shape import Noun
from workflows.tryghedsnetvaerk.documents import pipeline, texts
from workflows.tryghedsnetvaerk.papers.desk import under


def prepared(kind: Noun, form: Any) -> Any:
    """Return a form with the choices that this network gives it."""
    if kind.prepare:
        kind.prepare(form, here())
    return form


def head(kind: Noun) -> dict[str, Any]:
    """Return what the method asks for on this page, and every demand that is served here."""
    place = here()
    found = [
        finding for step in place.definition.steps for finding in place.found(step) if finding.demand.page in kind.pages
    ]
    task = kind.guided() if kind.guided else kind.task
    summary, rest = texts.summary(task, locale()), texts.guidance(task, locale())
    return {
        "demands": shown(found),
        "summary": summary,
        "guidance": Markup(pipeline.html(rest.removeprefix(summary).strip())),
    }


def answers(kind: Noun, row: Any) -> list[dict[str, Any]]:
    """Return what a record says, field by field, as its form asks for it."""
    data = {key: getattr(row, key) for key in records.content(row) if hasattr(row, key)}
    if kind.values:
        data |= kind.values(row)
    form = prepared(kind, kind.form(formdata=None, data=data))
    return [
        {"name": one.name, "label": one.label.text, "value": _said(one)}
        for one in form
        if one.name not in shape.HIDDEN and not one.name.startswith("new_") and one.name in data
    ]


def _said(field: Any) -> Any:
    data = field.data
    if field.type == "BooleanField":
        return _("Ja") if data else _("Nej")
    if field.type == "Ticks":
        return ", ".join(one.label or "" for one in field.choices if one.value in (data or ()))
    if field.type == "SelectField":
        return next((one.label for one in field.choices if one.value == str(data or "") and one.value), "")
    if field.type == "TextAreaField" and data:
        return Markup(pipeline.html(under(data)))
    return tell("{x}", {"x": data}) if data not in (None, "") else ""

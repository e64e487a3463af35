"""What was measured about one problem, for its page."""

from typing import Any

from flask import url_for

from webui.saying.language import _
from webui.saying.words import word
from webui.visit import policy
from webui.visit.db import session
from workflows.tryghedsnetvaerk.evaluation.models import Measure
from workflows.tryghedsnetvaerk.evaluation.queries import list_measures_of
from workflows.tryghedsnetvaerk.mapping.models import Problem


def before_and_now(row: Measure) -> str:
    """Return what a measurement showed: before and now, or now alone."""
    return f"{row.before} → {row.after}" if row.before else row.after


def shown(problem: Problem | None) -> dict[str, Any]:
    """Return what the page of a problem shows: each measurement of it, by the year of its evaluation."""
    rows = list_measures_of(session(), problem.id) if problem is not None else ()
    slug = policy.access().slug
    measures = [
        {
            "text": one.Measure.what,
            "url": url_for("records.show", slug=slug, noun="maalinger", nr=one.Measure.nr),
            "sub": " · ".join([word("measure", one.Measure.kind), _("{nr}. års evaluering", nr=one.cycle)]),
            "change": before_and_now(one.Measure),
        }
        for one in rows
    ]
    return {"below": "records/_measures.html", "measures": measures} if measures else {}

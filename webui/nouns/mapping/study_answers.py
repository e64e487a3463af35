"""What the page of a study shows of its answers: where they came from, and how they are had."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from engine.text import N_
from webui.page.frame import here
from webui.saying.language import _, tell
from webui.visit import collecting, policy
from webui.visit.db import session
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey.models import EARLIER, IMPORTED, Survey
from workflows.tryghedsnetvaerk.mapping.survey.surveys import LEFT_OUT
from workflows.tryghedsnetvaerk.mapping.survey.withdrawing import RELEASED, is_released


def shown(row: Study | None, survey: Survey | None) -> Mapping[str, Any]:
    """Return what stands beside a study that asks by a questionnaire: what can be done about its answers."""
    if row is None or row.kind != QUANTITATIVE or row.state == LEFT_OUT:
        return {}
    slug = policy.access().slug
    file = url_for("answer_files.ask", slug=slug, nr=row.nr)
    results = url_for("earlier.show", slug=slug, nr=row.nr)
    if survey is None:
        ways = [(_(N_("Læs svar ind fra en fil")), file), (_(N_("Skriv resultater ind, som andre har lavet")), results)]
        return {"aside": "answer_files/_aside.html", "ways": ways, "from": ""}
    away = (_(N_("Tag svarene ud igen")), url_for("answer_files.ask_withdrawal", slug=slug, nr=row.nr))
    removes = here().works and not collecting.collects_only()
    seen = (_(N_("Se resultaterne")), url_for("results.show", slug=slug, nr=row.nr))
    if survey.origin == IMPORTED:
        told = _(N_("Svarene er læst ind fra en fil: {antal}."), antal=row.answered or 0)
        if is_released(session(), survey):
            removes, told = False, f"{told} {tell(RELEASED)}"
        return {"aside": "answer_files/_aside.html", "ways": [seen, *([away] if removes else [])], "from": told,
                "reads": True}  # fmt: skip
    if survey.closed_on:
        told = _(N_("Undersøgelsen er lukket med {antal} svar."), antal=row.answered or 0)
        return {"aside": "answer_files/_aside.html", "ways": [seen], "from": told, "reads": True}
    if survey.origin == EARLIER:
        told = _(N_("Resultaterne er skrevet ind efter en rapport."))
        ways = [(_(N_("Se resultaterne")), results), *([away] if removes else [])]
        return {"aside": "answer_files/_aside.html", "ways": ways, "from": told, "reads": True}
    return {}


def where(survey: Survey) -> str:
    """Return where answers or results from elsewhere are taken out again; where they are told, once they cannot be."""
    study = session().get_one(Study, survey.study_id)
    if is_released(session(), survey):
        return url_for("results.show", slug=policy.access().slug, nr=study.nr)
    return url_for("answer_files.ask_withdrawal", slug=policy.access().slug, nr=study.nr)

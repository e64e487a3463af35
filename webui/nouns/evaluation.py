"""Step 9: the evaluation and its measures."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from engine.commands import Command
from engine.errors import BadInput
from engine.records import list_all
from engine.state import ENDED
from engine.text import N_
from webui.nouns.agreement import must_be_ours
from webui.nouns.mapping.measured import before_and_now
from webui.nouns.shape import Line, Noun, Ticks, optional_id
from webui.page.frame import here, resolve, told
from webui.saying.language import _, excerpt, short_day, tell
from webui.saying.words import choices, word
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Form, Rule, choice, line, options, prose, said_when
from workflows.tryghedsnetvaerk.evaluation import actions
from workflows.tryghedsnetvaerk.evaluation.models import CORRECT, Evaluation, Measure
from workflows.tryghedsnetvaerk.mapping.models import Problem

LAST = 7
FIELDS = {"resultater": "findings", "afgjort": "outcome", "begrundet": "grounds", "trin_udpeget": "reopen-0"}


class EvaluationForm(Form):
    """The year's evaluation."""

    rules = (
        Rule(
            "reopen",
            lambda f: f.outcome.data == CORRECT or not f.reopen.data,
            N_("I kan kun tage trin op igen, når beslutningen er at korrigere."),
        ),
    )
    whens = said_when(
        findings=N_("senest når trin 9 lukkes"),
        outcome=N_("senest når trin 9 lukkes"),
        grounds=N_("senest når trin 9 lukkes"),
        stops=N_("kun når I nedskalerer"),
        reopen=N_("kun når I korrigerer"),
    )
    mode = choice(N_("Hvordan måler I?"), choices("mode"))
    findings = prose(
        N_("Hvad viser det?"),
        rows=8,
        hint=N_("Mange forhold kan spille ind. Skriv, hvad I ser, ikke hvad der er årsagen."),
    )
    outcome = choice(N_("Beslutning"), choices("outcome"))
    grounds = prose(N_("Begrundelse"), rows=4)
    stops = prose(N_("Hvad holder I op med?"), rows=3)
    reopen = Ticks(N_("Hvilke trin tager I op igen?"), choices=[], description=N_("Vælg mindst ét, når I korrigerer."))


def steps(form: Any, here: Any) -> None:
    """Fill the choices of steps that may be taken up again."""
    form.reopen.choices = options(
        [
            (key, f"{number}. {tell(step.title)}")
            for number, (key, step) in enumerate(here.definition.steps.items(), 1)
            if number <= LAST
        ]
    )


def save_evaluation(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write the evaluation."""
    if values["outcome"] != CORRECT and values["reopen"]:
        raise BadInput(N_("I kan kun tage trin op igen, når beslutningen er at korrigere."), page="#reopen")
    return actions.save_evaluation(session, command, nr, values, seen=seen)


def evaluation_line(row: Evaluation) -> Line:
    """Say an evaluation in its list."""
    opened = _("Åbnet {dato}", dato=short_day(row.opened_on)) if row.opened_on else _("Forberedes")
    return Line(
        _("{nr}. års evaluering", nr=row.cycle),
        " · ".join(filter(None, [opened, excerpt(row.findings)])),
        word("outcome", row.outcome),
        "done" if row.outcome else "active",
    )


def what_is_missing(row: Evaluation | None) -> Mapping[str, Any]:
    """Return what this year's evaluation lacks before it can be closed, each with the way to where it is written."""
    place = here()
    if row is None or row.cycle != place.state.cycle or place.state.mode == ENDED:
        return {}
    form = url_for("records.edit", slug=policy.access().slug, noun="evaluering", nr=row.nr) if place.works else ""
    return {"lacking": [_with_its_field(told(one), form) for one in place.found(actions.STEP) if one.stops]}


def _with_its_field(said: Mapping[str, Any], form: str) -> Mapping[str, Any]:
    if said["key"] not in FIELDS:
        return said
    url = f"{form}#{FIELDS[said['key']]}" if form else None
    return {**said, "mend_url": url, "mend_text": _(N_("Ret evalueringen"))}


class MeasureForm(Form):
    """A measurement."""

    kind = choice(N_("Hvad måles?"), choices("measure"), needed=True)
    problem_id = choice(N_("Hvilket problem handler den om?"), (), coerce=optional_id)
    what = line(N_("Måling"), needed=True, hint=N_("For eksempel hvor mange der er utrygge"))
    before = line(N_("Før"), hint=N_("Skriv, hvor mange ud af hvor mange, for eksempel 120 af 240"))
    after = line(N_("Nu"), needed=True, hint=N_("Skriv, hvor mange ud af hvor mange, for eksempel 90 af 220"))
    source = line(N_("Kilde"))


def about_problems(form: Any, here: Any) -> None:
    """Fill the choices of problems."""
    rows = [(str(one.id), one.what) for one in list_all(session(), Problem, here.row.id)]
    form.problem_id.choices = options([("", _("Intet bestemt problem")), *rows])


def save_measure(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a measurement."""
    must_be_ours(session, command.process_id, values["problem_id"])
    return actions.save_measure(session, command, nr, values, seen=seen)


def is_of_now(row: Measure) -> bool:
    """Say whether a measurement is of an evaluation that is not closed; looked up once for this page."""
    known, name = here().known, f"closed:{row.evaluation_id}"
    if name not in known:
        known[name] = actions.is_closed(session(), here().state, row.evaluation_id)
    return not known[name]


def measure_line(row: Measure) -> Line:
    """Say a measurement in its list."""
    reference = f"problem:{row.problem_id}"
    sub = " · ".join(filter(None, [word("measure", row.kind), resolve([reference]).get(reference), row.source]))
    return Line(row.what, sub, before_and_now(row), "before")


NOUNS = (
    Noun(
        key="evaluering",
        model=Evaluation,
        form=EvaluationForm,
        title=N_("Evalueringer"),
        one=N_("Evaluering"),
        new=N_("Begynd på årets evaluering"),
        nothing=N_("Der er ingen evaluering endnu. Den åbner et år efter aftalen."),
        task="vurdering",
        tab="overblik",
        line=evaluation_line,
        prepare=steps,
        save=save_evaluation,
        removable=False,
        editable=lambda row: row.cycle >= here().state.cycle,
        only=lambda row: row.cycle == here().state.cycle,
        extra="records/_lacking.html",
        more=what_is_missing,
        papers=lambda row: (("evaluering", "pdf", N_("Som PDF")), ("evaluering", "docx", N_("Som Word"))),
    ),
    Noun(
        key="maalinger",
        model=Measure,
        form=MeasureForm,
        title=N_("Målinger"),
        one=N_("Måling"),
        new=N_("Tilføj en måling"),
        nothing=N_("Der er ingen målinger endnu."),
        task="vurdering",
        tab="overblik",
        line=measure_line,
        mentions=lambda row: (f"problem:{row.problem_id}",),
        prepare=about_problems,
        save=save_measure,
        editable=is_of_now,
    ),
)

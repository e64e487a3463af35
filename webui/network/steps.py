"""A step: its tasks and demands, and everything one may do to it; and what one may do to the network as a whole."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from engine import actions
from engine.commands import Command
from engine.db import Connection
from engine.errors import NotFound, Refused
from engine.machine import right
from engine.state import ENDED, RUNNING
from engine.text import N_
from webui.network import early, pointing, step_events
from webui.network.history import define
from webui.nouns.catalogue import NOUNS
from webui.page import addresses, deeds, halted
from webui.page.attempts import attempt
from webui.page.frame import command, here, page, shown, told, undoable
from webui.page.places import by_place
from webui.papers import papers
from webui.saying.language import _, locale, tell
from webui.saying.words import word
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Form, choice, happened, pressed
from workflows.tryghedsnetvaerk.documents import pipeline, texts
from workflows.tryghedsnetvaerk.evaluation.actions import STEP as EVALUATION
from workflows.tryghedsnetvaerk.evaluation.actions import conclude, find_current
from workflows.tryghedsnetvaerk.meetings.queries import list_grounds
from workflows.tryghedsnetvaerk.process import PROCESS

bp = Blueprint("steps", __name__, url_prefix="/netvaerk/<slug>")
KEYS = tuple(PROCESS.steps)
CLOSING, TICKING = N_("Trinnet kan ikke lukkes endnu"), N_("Opgaven kan ikke markeres som udført endnu")
NOTHING_REFUSED: Mapping[str, Any] = {"missing": (), "unchosen": {}, "refused": ""}
TYPED = ("on", "decision", "trigger")
Act = Callable[[Connection, Command], Any]


class TickForm(Form):
    """A tick: when it happened, and for a coordinator which decision it rests on."""

    on = happened()
    decision = IntegerField(N_("Beslutning nummer"), [Optional(), NumberRange(1, 1_000_000)])
    trigger = choice(
        N_("Hvordan går I videre?"),
        [("", ""), ("fortsaet", N_("Fortsæt")), ("nedskaler", N_("Nedskalér")), ("korriger", N_("Korrigér"))],
    )
    seen = IntegerField("", [Optional()], default=0)


@bp.get("/trin/<int:nr>/")
def show(slug: str, nr: int) -> ResponseReturnValue:
    """Show a step: what the method asks, its tasks with their demands, and what can be done."""
    return _page(key_of(nr))


@bp.post("/trin/<int:nr>/luk")
def close(slug: str, nr: int) -> ResponseReturnValue:
    """Close a step."""
    key, form = key_of(nr), TickForm()

    def act(db: Connection, asked: Command) -> Any:
        if key == EVALUATION:
            return conclude(session(), asked, form.trigger.data or "")
        return actions.close(db, asked, key)

    title = tell(PROCESS.steps[key].title)
    return _do(key, form, act, _(N_("Trin {nr}, {titel}, er lukket."), nr=nr, titel=title))


@bp.post("/opgave/<task>/udfoert")
def tick(slug: str, task: str) -> ResponseReturnValue:
    """Mark a task as done."""
    form, title = TickForm(), tell(task_of(task).title)
    return _do(
        step_of(task),
        form,
        lambda db, asked: actions.tick(db, asked, task),
        _(N_("»{titel}« er markeret som udført."), titel=title),
        TICKING,
        f"d-{task}",
    )


@bp.post("/krav/<demand>/ophaev")
def reinstate(slug: str, demand: str) -> ResponseReturnValue:
    """Let a demand hold again."""
    return _do(
        step_of_demand(demand),
        pressed(),
        lambda db, asked: actions.reinstate(db, asked, demand),
        _(N_("Kravet gælder igen.")),
    )


@bp.post("/fortryd")
def undo(slug: str) -> ResponseReturnValue:
    """Take back the newest event."""
    form = pressed()
    asked = command(form.command_key.data, seen=form.version.data or 0)
    undone = actions.undo(session().connection(), asked, define, session())
    session().commit()
    flash(_(N_("Det er fortrudt.")), "success")
    about = str(undone.body.get("record", "")).partition(":")[0]
    if found := next((one for one in NOUNS.values() if str(getattr(one.model, "__tablename__", "")) == about), None):
        return redirect(url_for("records.show", slug=slug, noun=found.key, nr=undone.body["nr"]), 303)
    return redirect(url_for("overview.show", slug=slug), 303)


def _do(
    key: str, form: Any, act: Act, done: str, heading: str = CLOSING, field: str = "decision"
) -> ResponseReturnValue:
    if not form.validate():
        return _page(key, form=form), 422
    on = form.on.data if "on" in form else None
    decision = form.decision.data if "decision" in form else None
    if "seen" in form:
        form.version.data = form.seen.data

    def press() -> None:
        seen = form.version.data or 0
        act(session().connection(), command(form.command_key.data, on=on, decision=decision or None, seen=seen))

    def lacking(error: Refused) -> str:
        return _page(key, form=form, refusal=_refusal(error, heading, field))

    if refused := attempt(form, press, partial(_again, key), lacking=lacking):
        return refused
    flash(done, "success")
    return redirect(url_for(".show", slug=policy.access().slug, nr=KEYS.index(key) + 1), 303)


def _again(key: str, form: Any, conflict: Any = None) -> str:
    """Show the step as it is now, under who did what and when since; what was typed to close it stays."""
    typed = [form[name].data for name in TYPED if name in form]
    if conflict and not any(typed):
        return _page(key, conflict=conflict | {"kept": False})
    return _page(key, form=form, conflict=conflict)


def key_of(nr: int) -> str:
    if not 1 <= nr <= len(KEYS):
        raise NotFound(N_("Trinnet findes ikke."))
    return KEYS[nr - 1]


def task_of(task: str) -> Any:
    if task not in here().definition.tasks:
        raise NotFound(N_("Opgaven findes ikke."))
    return here().definition.tasks[task][1]


def step_of(task: str) -> str:
    task_of(task)
    return here().definition.tasks[task][0].key


def step_of_demand(demand: str) -> str:
    if demand not in here().definition.demands:
        raise NotFound(N_("Kravet findes ikke."))
    return here().definition.demands[demand][0].key


def _page(key: str, *, form: Any = None, conflict: Any = None, refusal: Mapping[str, Any] = NOTHING_REFUSED) -> str:
    place = here()
    step, code = place.definition.steps[key], place.code(key)
    open_now = key in (place.state.position, *place.state.reopened) and place.state.mode == RUNNING
    events = step_events.list_told(key)
    whys = step_events.whys(events)
    tasks = [_task_row(key, task, whys) for task in step.tasks]
    rest = tuple(task for task in step.tasks if task.key not in place.state.tasks and not task.running)
    return page(
        "steps/show.html",
        tab="overblik",
        crumb=_(N_("Trin {nr}"), nr=place.definition.order[key]),
        step=step,
        nr=place.definition.order[key],
        code=code,
        tasks=tasks,
        open_now=open_now,
        form=form or TickForm(formdata=None),
        conflict=conflict,
        **refusal,
        running=all(task.running for task in step.tasks),
        summary=texts.summary(key, locale()),
        guidance=_prose(key),
        stopping=[told(f) for f in place.found(key) if f.stops],
        decisions=list_grounds(session(), place.row.id),
        needs_decision=bool(right(place.definition, rest, place.facts)),
        barred=_barred(rest),
        reopenable=code in ("done", "before"),
        undo=undoable(events[0] if events else None),
        onward=_onward(key),
        history=deeds.lines(events[:5]),
        evaluation=_evaluation(key),
        notices=halted.notices(place, key),
        workable=open_now or (key == place.beside and place.state.mode == RUNNING),
    )


def _refusal(error: Refused, heading: str, field: str) -> dict[str, Any]:
    """Return what a press lacks, and what is said at the field it lacks."""
    missing = [pointing.told_with(field, finding) for finding in error.findings]
    unchosen = {one["mend_url"][1:]: one["sentence"] for one in missing if one["mend_url"] == f"#{field}"}
    return {"missing": missing, "unchosen": unchosen, "refused": tell(heading)}


def _evaluation(key: str) -> dict[str, Any] | None:
    if key != EVALUATION:
        return None
    current = find_current(session(), here().row.id)
    outcome = current.outcome if current else ""
    aside = any(found.demand.key == "afgjort" and found.aside for found in here().found(key))
    return {"word": word("outcome", outcome) if outcome else "", "choose": not outcome and aside}


def _prose(key: str) -> Markup:
    rest = texts.guidance(key, locale()).removeprefix(texts.summary(key, locale())).strip()
    return Markup(pipeline.html(rest))


def _task_row(key: str, task: Any, whys: Mapping[str, str]) -> dict[str, Any]:
    place, slug = here(), policy.access().slug
    found = shown(early.of_task(place.found(key), task.key))
    said = place.state.tasks.get(task.key, "")
    closed = (
        place.definition.order[key] < place.definition.order[place.state.position] and key not in place.state.reopened
    )
    return {
        "key": task.key,
        "title": tell(task.title),
        "kind": word("task_kind", task.kind),
        "done_when": tell(task.done_when),
        "demands": by_place(one | {"why": whys.get(one["key"], "") if one["aside"] else ""} for one in found),
        "why": whys.get(task.key, "") if said == "sprunget" else "",
        "done": said == "udfoert" or (closed and not task.running),
        "skipped": said == "sprunget",
        "running": task.running,
        "optional": not task.required and not task.running,
        "may": place.may(task.key),
        "barred": _barred((task,)),
        "decision": task.kind == "beslutning",
        "waits_for": _waits_for(key, task),
        "dates": _running_dates(task.key) if task.running else "",
        "guidance": Markup(pipeline.html(texts.guidance(task.key, locale()))),
        "starts": papers.to_start_from(task.key),
        "written_at": addresses.of("tekster", slug) if task.key == "kommunikation" else "",
        "url": url_for(".tick", slug=slug, task=task.key),
    }


def _waits_for(key: str, task: Any) -> str:
    """Return the earlier tasks that lack something, so that *task* is not ticked yet; nothing when none does."""
    place = here()
    lacking = {finding.task for finding in place.found(key) if finding.stops}
    return ", ".join(tell(place.definition.tasks[one][1].title) for one in task.after if one in lacking)


def _onward(key: str) -> tuple[str, str] | None:
    """Return the way from a closed step to the one where the network stands now."""
    place = here()
    nr, last = place.definition.order[place.state.position], place.definition.order[key]
    if nr <= last or place.state.mode == ENDED:
        return None
    text = _(N_("Gå til trin {nr}: {titel}"), nr=nr, titel=tell(place.definition.steps[place.state.position].title))
    return text, url_for(".show", slug=policy.access().slug, nr=nr)


def _barred(tasks: tuple[Any, ...]) -> dict[str, Any] | None:
    """Return why this person can never tick *tasks*; a tovholder can, by pointing at a decision."""
    found = right(here().definition, tasks, here().facts)
    return None if not found or policy.access().coordinator else told(found[0])


def _running_dates(task: str) -> str:
    """Say when a running task was last done and when it is next."""
    dates = here().facts.dates
    last = dates.latest.get(task)
    said = _(N_("Sidst {dato}."), dato=last) if last else _(N_("Ikke gjort endnu."))
    if coming := dates.again(task):
        late, soon = N_("Skulle være gjort igen {dato}."), N_("Næste gang {dato}.")
        said += " " + tell(late if coming < dates.today else soon, {"dato": coming})
    return said

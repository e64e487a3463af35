"""Step 1: what residents ask, misunderstand and propose, and what is answered."""

from functools import partial
from typing import Any

from flask import url_for

from engine.records import list_all
from engine.text import N_
from webui.nouns.shape import Line, Noun, optional_id
from webui.page.frame import here, resolve
from webui.page.traced import Traced
from webui.saying.language import _, excerpt, short_day
from webui.saying.words import choices, word
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Rule, choice, day, in_order, line, options, prose, said_when
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.network.models import (
    DONE,
    IMPOSSIBLE,
    RECEIVED,
    SETTLED,
    ResidentDiscussion,
    ResidentQuestion,
)

LOOKS = {"undersoeges": "active", "gennemfoeres": "active", DONE: "done", IMPOSSIBLE: "ended"}


class QuestionForm(Traced):
    """What somebody asked, and the answer."""

    watched = ("question", "answer", "status_why")

    rules = (
        Rule("answer", lambda f: bool(f.answer.data) or not f.answered_on.data, N_("Skriv, hvad I svarede.")),
        Rule("answered_on", lambda f: bool(f.answered_on.data) or not f.answer.data, N_("Skriv, hvornår I svarede.")),
        Rule(
            "status_why",
            lambda f: f.status.data != IMPOSSIBLE or bool(f.status_why.data),
            N_("Skriv, hvorfor det ikke er muligt. Beboerne skal kunne få det at vide."),
        ),
        Rule(
            "answer",
            lambda f: f.status.data != DONE or bool(f.answer.data),
            N_("Skriv, hvad I svarede, når det er gennemført. Beboerne skal kunne få det at vide."),
        ),
        in_order("raised_on", "answered_on", N_("Svaret kan ikke være givet, før spørgsmålet kom.")),
    )
    whens = said_when(
        answer=N_("når I har svaret, og når det er gennemført"),
        answered_on=N_("når I har svaret"),
        status_why=N_("skal udfyldes, når det ikke er muligt"),
    )
    kind = choice(N_("Hvad er det?"), choices("raised"), needed=True)
    question = line(N_("Hvad bliver der spurgt om eller sagt?"), needed=True,
                    hint=N_("Uden navne. Skriv, hvad det handler om, ikke hvem der sagde det."))  # fmt: skip
    raised_on = day(N_("Hvornår kom det?"), past=True, needed=True)
    discussion_id = choice(N_("Kom det frem ved en drøftelse?"), (), coerce=optional_id)
    problem_id = choice(N_("Hvilket problem handler det om?"), (), coerce=optional_id)
    status = choice(N_("Hvor langt er det?"), choices("raised_status"), needed=True)
    status_why = prose(N_("Hvorfor?"), rows=3)
    answer = prose(N_("Svar"), hint=N_("Det, I svarede, i almindelige vendinger og uden navne"))
    answered_on = day(N_("Besvaret den"), past=True)


def of_this_network(form: Any, here: Any) -> None:
    """Fill the choices of discussions and of problems."""
    talks = [(str(one.id), f"{one.what}, {short_day(one.on)}")
             for one in list_all(session(), ResidentDiscussion, here.row.id)]  # fmt: skip
    problems = [(str(one.id), one.what) for one in list_all(session(), Problem, here.row.id)]
    form.discussion_id.choices = options([("", _(N_("Nej, på en anden måde"))), *talks])
    form.problem_id.choices = options([("", _(N_("Ikke noget bestemt problem"))), *problems])


def question_line(row: ResidentQuestion) -> Line:
    """Say a question in its list: whether it is answered, and what became of it."""
    problem = resolve([f"problem:{row.problem_id}"]).get(f"problem:{row.problem_id}", "") if row.problem_id else ""
    told = excerpt(row.status_why or row.answer, 160)
    sub = " · ".join(filter(None, [word("raised", row.kind), short_day(row.raised_on), problem, told]))
    status = word("raised_status", row.status)
    if row.answered_on is None:
        return Line(row.question, sub, _("Mangler svar · {status}", status=status), "waiting")
    if row.status == RECEIVED:
        answered = _("Besvaret {dato} · {status}", dato=short_day(row.answered_on), status=status)
        return Line(row.question, sub, answered, "done")
    return Line(row.question, sub, status, LOOKS[row.status])


def as_they_wait(row: ResidentQuestion) -> tuple[Any, ...]:
    """Return what questions are listed by: those that wait for an answer, what is under way, then the others."""
    if row.answered_on is None:
        return 0, row.raised_on.toordinal(), row.nr
    if row.status not in (RECEIVED, *SETTLED):
        return 1, row.raised_on.toordinal(), row.nr
    return 2, -row.raised_on.toordinal(), -row.nr


def unanswered(row: Any) -> dict[str, Any]:
    """Return what residents still wait to have answered, for the lists of what they were told and talked about."""
    if row is not None:
        return {}
    rows = list_all(session(), ResidentQuestion, here().row.id)
    address = partial(url_for, slug=policy.access().slug, noun="spoergsmaal")
    waiting = [one for one in sorted(rows, key=as_they_wait) if one.answered_on is None]
    return {
        "total": len(rows),
        "url": address("records.index"),
        "open": [
            {"text": one.question, "url": address("records.show", nr=one.nr), "line": question_line(one)}
            for one in waiting
        ],
        "waiting": {
            "heading": _(N_("Mangler svar: {antal}"), antal=len(waiting)),
            "actions": [(_(N_("Skriv svaret ind")), address("records.edit", nr=waiting[0].nr), True)],
        }
        if waiting
        else {},
    }


NOUNS = (
    Noun(
        key="spoergsmaal",
        model=ResidentQuestion,
        form=QuestionForm,
        title=N_("Spørgsmål, misforståelser og forslag"),
        one=N_("Spørgsmål"),
        new=N_("Skriv et spørgsmål ind"),
        nothing=N_("Der er ikke skrevet spørgsmål, misforståelser eller forslag ind endnu."),
        task="kommunikation",
        tab="beboere",
        line=question_line,
        order=as_they_wait,
        prepare=of_this_network,
        mentions=lambda row: (f"problem:{row.problem_id}",) if row.problem_id else (),
        start=lambda: {"raised_on": today(), "status": RECEIVED},
    ),
)

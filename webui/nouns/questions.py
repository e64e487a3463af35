"""Step 1: what residents ask, misunderstand and propose, and what is answered."""

from functools import partial
from typing import Any

from flask import url_for

from engine.records import list_all
from engine.text import N_
from webui import policy
from webui.clock import today
from webui.db import session
from webui.forms import Form, Rule, choice, day, in_order, line, prose, said_when
from webui.frame import here
from webui.language import _, excerpt, short_day
from webui.nouns.shape import Line, Noun
from webui.words import choices, word
from workflows.tryghedsnetvaerk.network.models import ResidentQuestion


class QuestionForm(Form):
    """What somebody asked, and the answer."""

    rules = (
        Rule("answer", lambda f: bool(f.answer.data) or not f.answered_on.data, N_("Skriv, hvad I svarede.")),
        Rule("answered_on", lambda f: bool(f.answered_on.data) or not f.answer.data, N_("Skriv, hvornår I svarede.")),
        in_order("raised_on", "answered_on", N_("Svaret kan ikke være givet, før spørgsmålet kom.")),
    )
    whens = said_when(answer=N_("når I har svaret"), answered_on=N_("når I har svaret"))
    kind = choice(N_("Hvad er det?"), choices("raised"), needed=True)
    question = line(N_("Hvad bliver der spurgt om eller sagt?"), needed=True,
                    hint=N_("Uden navne. Skriv, hvad det handler om, ikke hvem der sagde det."))  # fmt: skip
    raised_on = day(N_("Hvornår kom det?"), past=True, needed=True)
    answer = prose(N_("Svar"), hint=N_("Det, I svarede, i almindelige vendinger og uden navne"))
    answered_on = day(N_("Besvaret den"), past=True)


def question_line(row: ResidentQuestion) -> Line:
    """Say a question in its list."""
    sub = " · ".join(filter(None, [word("raised", row.kind), short_day(row.raised_on), excerpt(row.answer, 160)]))
    if row.answered_on is None:
        return Line(row.question, sub, _("Mangler svar"), "waiting")
    return Line(row.question, sub, _("Besvaret {dato}", dato=short_day(row.answered_on)), "done")


def as_they_wait(row: ResidentQuestion) -> tuple[Any, ...]:
    """Return what questions are listed by: those that wait for an answer, the oldest first, then the others."""
    if row.answered_on is None:
        return 0, row.raised_on.toordinal(), row.nr
    return 1, -row.raised_on.toordinal(), -row.nr


def unanswered(row: Any) -> dict[str, Any]:
    """Return what residents still wait to have answered, for the lists of what they were told and talked about."""
    if row is not None:
        return {}
    rows = list_all(session(), ResidentQuestion, here().row.id)
    address = partial(url_for, slug=policy.access().slug, noun="spoergsmaal")
    return {
        "total": len(rows),
        "url": address("records.index"),
        "open": [
            {"text": one.question, "url": address("records.show", nr=one.nr), "line": question_line(one)}
            for one in sorted(rows, key=as_they_wait)
            if one.answered_on is None
        ],
    }


NOUNS = (
    Noun(
        key="spoergsmaal",
        model=ResidentQuestion,
        form=QuestionForm,
        title=N_("Spørgsmål og misforståelser"),
        one=N_("Spørgsmål"),
        new=N_("Skriv et spørgsmål ind"),
        nothing=N_("Der er ikke skrevet spørgsmål, misforståelser eller forslag ind endnu."),
        task="kommunikation",
        tab="beboere",
        line=question_line,
        order=as_they_wait,
        start=lambda: {"raised_on": today()},
    ),
)

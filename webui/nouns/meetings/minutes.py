"""The minutes of a meeting: that it was held, what was decided, and sending them round."""

from collections.abc import Mapping
from typing import Any

from engine import clock
from engine.commands import Command
from engine.text import N_
from webui.nouns import approving, asked
from webui.nouns.mapping.report import DeadlineForm
from webui.nouns.meetings import held
from webui.nouns.meetings.reminders import guests_of
from webui.nouns.meetings.which import meeting_of, meeting_title
from webui.nouns.shape import Line, Noun, Ticks, Verb
from webui.page.frame import here
from webui.page.letters import asking_for_approval, telling_minutes
from webui.page.traced import Traced
from webui.saying.language import _
from webui.saying.words import choices, word
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, choice, day, options, prose, tick
from workflows.tryghedsnetvaerk.meetings import actions, decisions
from workflows.tryghedsnetvaerk.meetings.models import (
    CALLED,
    CONCLUSION,
    DRAFT,
    HELD,
    INITIAL,
    NO,
    OF_MINUTES,
    OF_REPORT,
    OTHER,
    THREE,
    WITHDRAWN,
    YES,
    Decision,
    Meeting,
)
from workflows.tryghedsnetvaerk.meetings.queries import list_held
from workflows.tryghedsnetvaerk.network.models import MINUTES
from workflows.tryghedsnetvaerk.network.queries import is_approved

ASKED = dict(zip(("purpose", "form_decided", "anchor"), THREE, strict=True))


class HoldForm(Traced):
    """That a meeting was held, with minutes and decisions."""

    watched = ("minutes_text",)

    held_on = day(N_("Holdt den"), past=True, needed=True)
    minutes_text = prose(
        N_("Referat"),
        rows=12,
        most=60_000,
        hint=N_(
            "Enkeltpersoner drøftes ikke her – brug SSP/PSP. Har I skrevet referatet i Word, "
            "så vedhæft det, og skriv det vigtigste her."
        ),
    )
    came = Ticks(N_("Hvem var med?"))
    attached = tick(N_("Referatet er skrevet et andet sted og vedhæftes"))
    yes_or_no = choice(
        N_("Blev samarbejdet besluttet?"), [("", N_("Ikke på dette møde")), *choices("decision", (YES, NO))]
    )
    purpose = prose(N_("Beslutning om formålet"), rows=2)
    form_decided = prose(N_("Beslutning om samarbejdsformen"), rows=2)
    anchor = prose(N_("Beslutning om forankringen"), rows=2)
    approved = Ticks(N_("Hvad godkendte mødet?"))
    others = prose(N_("Andre beslutninger"), rows=4, hint=N_("En på hver linje. Hver får et nummer."))


def prepare_holding(form: Any, row: Meeting) -> None:
    """Ask only for the decisions that a meeting of this kind takes and that do not stand yet."""
    standing = {one.about for one in actions.list_decisions(session(), row)}
    if row.kind != INITIAL or standing & {YES, NO}:
        del form.yes_or_no
    for name, about in ASKED.items():
        if row.kind != CONCLUSION or about in standing:
            del form[name]
    approving.ask_what_was_approved(form, row)
    _ask_who_came(form, row)
    if standing:
        form.others.label.text = _(N_("Flere beslutninger"))
        form.others.description = _(
            N_("En på hver linje. De beslutninger, der allerede står i referatet, rettes hver for sig på mødets side.")
        )
    planned = clock.today(row.starts_at) if row.starts_at else today()
    if ahead := row.held_on is None and planned > today():
        form.held_on.description = _(N_("Mødet er planlagt til {dato}. Skriv dagen, når det er holdt."), dato=planned)
    if not form.is_submitted():
        form.held_on.data = None if ahead else row.held_on or planned
        form.minutes_text.data, form.attached.data = row.minutes_text, row.minutes_attached


def _ask_who_came(form: Any, row: Meeting) -> None:
    people = guests_of(row)
    form.came.choices = options((str(one.nr), one.name) for one in people)
    if not people:
        del form.came
    elif not form.is_submitted():
        written = any(one.came is not None for one in people)
        form.came.data = [str(one.nr) for one in people if (one.came if written else one.answer == "ja")]


def hold(session: Any, command: Command, row: Meeting, said: Mapping[str, Any]) -> Any:
    """Write down that the meeting was held."""
    taken: list[Any] = [*approving.decisions_on_papers(row, said.get("approved", ""), said["held_on"])]
    if answer := said.get("yes_or_no"):
        taken.append((answer, word("decision", answer)))
    taken += [(about, said[name]) for name, about in ASKED.items() if said.get(name)]
    taken += [(OTHER, text.strip()) for text in said["others"].splitlines() if text.strip()]
    return actions.hold(
        session,
        command,
        row.nr,
        held_on=said["held_on"],
        minutes=said["minutes_text"],
        decisions=taken,
        attached=said["attached"],
        came={int(nr) for nr in said["came"].split(",") if nr} if "came" in said else None,
    )


def send(session: Any, command: Command, row: Meeting, said: Mapping[str, Any]) -> Any:
    """Send the minutes round."""
    wording = asking_for_approval(lambda: _(N_("referatet af {moede}"), moede=word("meeting", row.kind).lower()))
    return actions.send_minutes(
        session, command, row.nr, object_by=said["object_by"], wording=wording, telling=telling_minutes(row)
    )


VERBS = (
    Verb(
        key="holdt",
        text=N_("Skriv referat"),
        form=HoldForm,
        prepare=prepare_holding,
        done=N_("Referatet er gemt."),
        act=hold,
        refuse=actions.must_be_holdable,
        when=lambda row: row.state in (DRAFT, CALLED, HELD) and not row.minutes_sent_on,
    ),
    Verb(
        key="send-referat",
        text=N_("Send referatet ud"),
        form=DeadlineForm,
        kind="primary",
        done=lambda row: asked.sent_round(_(N_("Referatet er sendt ud.")), MINUTES, row.id),
        mails=True,
        when=lambda row: row.state == HELD and not row.minutes_sent_on,
        act=send,
    ),
    *held.VERBS,
    approving.verb(
        MINUTES,
        "godkendt",
        N_("Skriv ind, at et møde har godkendt referatet"),
        lambda row: bool(row.minutes_sent_on) and not is_approved(session(), MINUTES, row.id),
    ),
)


class DecisionForm(Form):
    """One more decision of a meeting that was held."""

    meeting = choice(N_("Fra hvilket møde?"), (), needed=True)
    about = choice(N_("Hvad handler den om?"), (), needed=True)
    text = prose(N_("Beslutning"), needed=True, rows=3)


class CorrectionForm(Form):
    """A decision as it should have been written."""

    about = choice(N_("Hvad handler den om?"), (), needed=True)
    text = prose(N_("Beslutning"), needed=True, rows=3)
    reason = prose(N_("Hvorfor rettes den?"), needed=True, rows=3, hint=N_("Gemmes i historikken"))


class WithdrawalForm(Form):
    """Why a decision is taken out of the minutes."""

    reason = prose(N_("Hvorfor trækkes den tilbage?"), needed=True, rows=3, hint=N_("Gemmes i historikken"))


def _abouts(row: Decision | None = None) -> Any:
    """Return what a decision may be about; that a paper was approved is said where the minutes are written."""
    if row and row.about in (OF_REPORT, OF_MINUTES):
        return options([(row.about, word("decision", row.about))])
    return options(
        (about, word("decision", about))
        for about, _text in choices("decision")
        if about not in (WITHDRAWN, OF_REPORT, OF_MINUTES)
    )


def prepare_decision(form: Any, _here: Any) -> None:
    """Fill the choices of meetings that were held and of what a decision may be about."""
    held = list_held(session(), here().row.id)
    form.meeting.choices = options((str(one.nr), title_of(one)) for one in held)
    form.about.choices = _abouts()


def title_of(meeting: Meeting) -> str:
    """Return what a meeting that was held is called among others, with its date."""
    return _(N_("{moede} {dato}"), moede=word("meeting", meeting.kind), dato=meeting.held_on or "")


def prepare_correction(form: Any, row: Decision) -> None:
    """Show a decision as it stands."""
    form.about.choices = _abouts(row)
    if not form.is_submitted():
        form.about.data, form.text.data = row.about, row.text


def save_decision(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write one more decision of a meeting."""
    return decisions.decide(session, command, int(values["meeting"]), values["about"], values["text"])


def decision_line(row: Decision) -> Line:
    """Say a decision in the list."""
    title = _(N_("Beslutning {nr}: {tekst}"), nr=row.nr, tekst=row.text)
    return Line(title, meeting_title(row), word("decision", row.about), "ended" if row.about == WITHDRAWN else "")


DECISIONS = Noun(
    key="beslutninger",
    model=Decision,
    form=DecisionForm,
    title=N_("Beslutninger"),
    one=N_("Beslutning"),
    new=N_("Skriv en beslutning"),
    nothing=N_("Der er ingen beslutninger endnu."),
    task="moeder",
    tab="moeder",
    line=decision_line,
    prepare=prepare_decision,
    save=save_decision,
    editable=lambda row: False,
    removable=False,
    values=lambda row: {"meeting": str(meeting_of(row).nr)},
    verbs=(
        Verb(
            key="rettelse",
            text=N_("Ret beslutningen"),
            form=CorrectionForm,
            prepare=prepare_correction,
            done=N_("Beslutningen er rettet. Begrundelsen står i historikken."),
            when=lambda row: row.about != WITHDRAWN,
            act=lambda session, command, row, said: decisions.correct(session, command, row.nr, **said),
        ),
        Verb(
            key="traek-tilbage",
            text=N_("Træk beslutningen tilbage"),
            form=WithdrawalForm,
            kind="warning",
            done=N_("Beslutningen er trukket tilbage. Dens nummer bruges ikke igen."),
            when=lambda row: row.about != WITHDRAWN,
            act=lambda session, command, row, said: decisions.withdraw(session, command, row.nr, said["reason"]),
        ),
    ),
)

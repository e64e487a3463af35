"""Step 2: figures, studies, report, problems."""

from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from engine.text import N_
from webui import asked, measured
from webui.clock import today
from webui.db import session
from webui.forms import Form, Rule, choice, day, in_order, line, prose, said_when, tick
from webui.frame import here
from webui.language import _, excerpt, short_day
from webui.letters import asking_for_approval
from webui.nouns import approving
from webui.nouns.shape import Line, Noun, Verb
from webui.traced import Traced
from webui.words import choices, word
from workflows.tryghedsnetvaerk.mapping import actions, fieldwork
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, PARTS, CrimeSet, Problem, Report, Study
from workflows.tryghedsnetvaerk.network.models import REPORT
from workflows.tryghedsnetvaerk.papers.mapping import kept_annex


class FiguresForm(Form):
    """A set of crime figures, or why there are none."""

    rules = (
        Rule(
            "unavailable",
            lambda f: not (f.counts.data and f.unavailable.data),
            N_("Skriv enten tallene, eller hvorfor de ikke kan fås, ikke begge dele."),
        ),
    )
    whens = said_when(
        source=N_("senest når trin 2 lukkes"),
        extracted_on=N_("senest når trin 2 lukkes"),
        counts=N_("eller vedhæft filen bagefter; kan I ikke få dem, så skriv nederst hvorfor"),
        unavailable=N_("kun uden tal"),
    )
    title = line(actions.TITLE, needed=True, most=actions.LONGEST)
    source = line(actions.SOURCE, most=actions.LONGEST, hint=N_("For eksempel politiets udtræk for området"))
    extracted_on = day(N_("Udtrukket den"), past=True)
    definition = prose(N_("Hvordan er området og perioden afgrænset?"), rows=3)
    counts = prose(
        N_("Tallene"),
        rows=10,
        most=actions.MOST_TEXT,
        hint=N_(
            "En linje for hver: lovovertrædelse; periode; antal. Du kan kopiere fra et regneark. "
            "To prikker (..) betyder, at tallet mangler."
        ),
    )
    police_priority = prose(N_("Perioder, hvor politiet har gjort en særlig indsats"), rows=2)
    unavailable = prose(N_("Kan I ikke få tallene? Skriv hvorfor"), rows=2)  # fmt: skip


def figures_line(row: CrimeSet) -> Line:
    """Say a set of figures in its list."""
    if row.unavailable:
        return Line(row.title, excerpt(row.unavailable, 160), _("Kunne ikke fås"), "before")
    sub = " · ".join(filter(None, [row.source, short_day(row.extracted_on)]))
    return Line(row.title, sub or _("Mangler kilde og udtræksdato"), "", "")


def figures_values(row: CrimeSet) -> Mapping[str, Any]:
    """Return a set with its counts as lines."""
    return {"counts": actions.write_counts(row.figures)}


def figures_shown(row: CrimeSet | None) -> Mapping[str, Any]:
    """Return what the page of a set shows: its counts by offence and period."""
    if row is None or row.unavailable:
        return {}
    periods, rows = actions.tabulate(actions.list_counts(session(), row))
    return {"told": {"counts"}, "periods": periods, "rows": rows,
            "missing": any(actions.ABSENT in said for _offence, said in rows)}  # fmt: skip


class StudyForm(Traced):
    """A survey or a round of interviews."""

    watched = ("summary",)

    rules = (
        Rule(
            "left_out_reason",
            lambda f: f.state.data != "udeladt" or bool(f.left_out_reason.data),
            N_("Skriv, hvorfor undersøgelsen er valgt fra."),
        ),
        Rule(
            "answered",
            lambda f: f.asked.data is None or (f.answered.data or 0) <= f.asked.data,
            N_("Der kan ikke svare flere, end der er spurgt."),
        ),
        Rule(
            "fieldwork_from",
            lambda f: f.state.data != "gennemfoert" or bool(f.fieldwork_from.data),
            N_("Skriv, hvornår der blev spurgt første gang."),
        ),
        Rule(
            "fieldwork_until",
            lambda f: f.state.data != "gennemfoert" or bool(f.fieldwork_until.data),
            N_("Skriv, hvornår der blev spurgt sidste gang."),
        ),
        Rule(
            "fieldwork_until",
            lambda f: f.state.data != "gennemfoert" or (f.fieldwork_until.data or today()) <= today(),
            N_("Den sidste dag er ikke kommet, så undersøgelsen er ikke lavet endnu."),
        ),
        in_order("fieldwork_from", "fieldwork_until", N_("Sidste dag kan ikke ligge før første dag.")),
    )
    whens = said_when(
        fieldwork_from=N_("skal udfyldes, når undersøgelsen er lavet"),
        fieldwork_until=N_("skal udfyldes, når undersøgelsen er lavet"),
        done_by=N_("skal udfyldes, når undersøgelsen er lavet"),
        early_reason=N_("skal udfyldes, når der spørges, før beboerne er informeret"),
        left_out_reason=N_("skal udfyldes, når undersøgelsen er valgt fra"),
    )
    kind = choice(N_("Hvilken undersøgelse?"), choices("study"), needed=True)
    state = choice(N_("Hvor langt er undersøgelsen?"), choices("study_state"), needed=True)
    title = line(N_("Navn"))
    done_by = line(
        N_("Hvem har lavet den?"), hint=N_("Skriv organisation og fag. Metoden anbefaler, at fagfolk laver den.")
    )
    fieldwork_from = day(N_("Der blev spurgt fra"))
    fieldwork_until = day(N_("Der blev spurgt til og med"))
    asked = IntegerField(N_("Hvor mange blev spurgt?"), [Optional(), NumberRange(0, 1_000_000)])
    answered = IntegerField(N_("Hvor mange svarede?"), [Optional(), NumberRange(0, 1_000_000)])
    early_reason = prose(N_("Hvorfor begynder I, før beboerne er informeret?"), rows=3)
    summary = prose(N_("Det vigtigste"), hint=N_("Uden navne og adresser"))
    left_out_reason = prose(N_("Valgt fra, fordi"), rows=3)


def study_line(row: Study) -> Line:
    """Say a study in its list."""
    counted = _("{svar} af {spurgt} svarede", svar=row.answered, spurgt=row.asked) if row.asked and row.answered else ""
    sub = " · ".join(filter(None, [row.title, row.done_by, counted, excerpt(row.left_out_reason, 120)]))
    code = {"gennemfoert": "done", "udeladt": "before", "planlagt": "active"}[row.state]
    return Line(word("study", row.kind), sub, word("study_state", row.state), code)


class ReportForm(Form):
    """The report in its seven parts."""

    whens = dict.fromkeys(PARTS, N_("senest når rapporten sendes til godkendelse"))
    ready_made = tick(N_("Rapporten er lavet et andet sted og vedhæftes"),
                      hint=N_("Så behøver I ikke at skrive de syv dele her."))  # fmt: skip
    baggrund = prose(N_("Indledning om baggrund og formål"), most=60_000)
    resume = prose(N_("Resumé af resultaterne"), most=60_000)
    undersoegelser = prose(N_("Præsentation af undersøgelserne"), most=60_000)
    kriminalitet = prose(N_("Kriminalitet i boligområdet"), most=60_000)
    utryghed = prose(N_("Utryghed i boligområdet"), most=60_000)
    analyse = prose(N_("Kriminaliteten og utrygheden analyseret"), most=60_000)
    konklusion = prose(N_("Konklusion"), most=60_000)


def report_line(row: Report) -> Line:
    """Say a version in its list."""
    filled = sum(bool(getattr(row, part).strip()) for part in PARTS)
    sub = _("Vedhæftet rapport") if row.ready_made else _("{antal} af 7 dele er skrevet", antal=filled)
    if (REPORT, row.id) in here().approved:
        return Line(_("Version {nr}", nr=row.nr), sub, word("paper_state", "godkendt"), "done")
    return Line(_("Version {nr}", nr=row.nr), sub, word("paper_state", row.state),
                "waiting" if row.state != DRAFT else "active")  # fmt: skip


class DeadlineForm(Form):
    """Until when silence is not yet a yes."""

    object_by = day(N_("Frist for bemærkninger"),
                    hint=N_("Står feltet tomt, er fristen ti arbejdsdage. Den, der ikke har svaret inden fristen, "
                            "har godkendt."))  # fmt: skip


class ProblemForm(Traced):
    """A problem."""

    watched = ("what", "why", "doing", "place")

    what = line(N_("Hvad?"), needed=True, hint=N_("Problemet med få ord, for eksempel »Dårlig belysning ved blok 7«"))
    why = prose(N_("Hvorfor?"), rows=4)
    doing = prose(N_("Hvad gør vi?"), rows=4)
    place = line(N_("Hvor?"))
    closed_on = day(N_("Løst den"), past=True)


def problem_line(row: Problem) -> Line:
    """Say a problem in its list."""
    sub = " · ".join(filter(None, [row.place, excerpt(row.why), excerpt(row.doing)]))
    return Line(row.what, sub, _("Løst") if row.closed_on else "", "done" if row.closed_on else "")


NOUNS = (
    Noun(
        key="kriminalitetstal", model=CrimeSet, form=FiguresForm, title=N_("Kriminalitetstal"), one=N_("Opgørelse"),
        new=N_("Skriv tal ind"), nothing=N_("Der er ingen kriminalitetstal endnu."), task="kriminalitetsstatistik",
        tab="kortlaegning", line=figures_line, values=figures_values, extra="records/_counts.html", more=figures_shown,
        save=lambda session, command, nr, values, seen: actions.save_figures(session, command, nr, values, seen=seen),
    ),
    Noun(
        key="undersoegelser", model=Study, form=StudyForm, title=N_("Undersøgelser"), one=N_("Undersøgelse"),
        new=N_("Tilføj en undersøgelse"), nothing=N_("Der er ingen undersøgelser endnu."), task="kvantitativ",
        tab="kortlaegning", line=study_line,
        save=lambda session, command, nr, values, seen: fieldwork.save_study(session, command, nr, values, seen=seen),
    ),
    Noun(
        key="rapport", model=Report, form=ReportForm, title=N_("Kriminalitets- og tryghedsrapporten"),
        one=N_("Version"), new=N_("Begynd på rapporten"), nothing=N_("Der er ingen rapport endnu."), task="rapport",
        tab="kortlaegning", line=report_line, editable=lambda row: row.state == DRAFT, removable=False,
        only=lambda row: row.state == DRAFT,
        save=lambda session, command, nr, values, seen: actions.save_report(session, command, nr, values, seen=seen),
        extra="records/_approvals.html", more=asked.approvals_shown,
        papers=lambda row: (("rapport", "pdf", N_("Rapporten som PDF")), ("rapport", "docx", N_("Rapporten som Word"))),
        verbs=(
            Verb(key="send", text=N_("Send til godkendelse"), form=DeadlineForm, kind="primary",
                 mails=True, when=lambda row: row.state == DRAFT,
                 done=lambda row: asked.sent_round(_(N_("Rapporten er sendt til styregruppen.")), REPORT, row.id),
                 act=lambda session, command, row, said: actions.send_report(
                     session, command, row.nr, object_by=said["object_by"], annex=kept_annex(session, row.network_id),
                     wording=asking_for_approval(lambda: _(N_("rapporten"))))),
            approving.verb(REPORT, "referat", N_("Skriv ind, at et møde har godkendt rapporten"),
                           lambda row: row.state != DRAFT and (REPORT, row.id) not in here().approved),
            Verb(key="ny-version", text=N_("Lav en ny version"), done=N_("En ny version er begyndt."), leads_on=True,
                 when=lambda row: row.state != DRAFT,
                 act=lambda session, command, row, said: actions.new_version(session, command, row.nr)),
        ),
    ),
    Noun(
        key="problemer", model=Problem, form=ProblemForm, title=N_("Problemer"), one=N_("Problem"),
        new=N_("Tilføj et problem"), nothing=N_("Der er ingen problemer endnu. De kommer fra rapporten."),
        task="rapport", tab="kortlaegning", line=problem_line, demands=("problemer",),
        instead=N_("Skriv i stedet, hvornår det er løst."),
        more=measured.shown,
        columns=((N_("Hvad?"), "what"), (N_("Hvorfor?"), "why"), (N_("Hvad gør vi?"), "doing")),
    ),
)  # fmt: skip

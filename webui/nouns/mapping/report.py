"""Step 2: the report and its versions, what is said about it, the problems it names, and myths with their figures."""

from collections.abc import Mapping
from typing import Any

from flask import request, url_for
from flask_login import current_user

from engine.commands import Command
from engine.db import Session
from engine.text import N_
from webui.nouns import approving, asked
from webui.nouns.mapping import drafting, measured
from webui.nouns.shape import Line, Lines, Noun, Verb
from webui.page.frame import here, resolve
from webui.page.letters import asking_for_approval
from webui.page.traced import Traced
from webui.saying.language import _, excerpt, quoted, short_day, tell
from webui.saying.words import word
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, choice, day, line, number_asked, options, prose, tick
from workflows.tryghedsnetvaerk.mapping import actions
from workflows.tryghedsnetvaerk.mapping.actions import PART_NAMES
from workflows.tryghedsnetvaerk.mapping.crime.queries import list_sets
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, PARTS, Problem, Report
from workflows.tryghedsnetvaerk.mapping.report import actions as report_actions
from workflows.tryghedsnetvaerk.mapping.report.models import Myth, ReportComment
from workflows.tryghedsnetvaerk.mapping.report.naming import list_named
from workflows.tryghedsnetvaerk.network.models import REPORT
from workflows.tryghedsnetvaerk.papers.mapping import REPLACED, kept_annex, replaced_by


class ReportForm(Traced):
    """The report in its seven parts."""

    watched = PARTS

    lead = N_("Delene kan skrives ud fra jeres tal: gem først, og vælg »Lav udkast fra data« på versionens side. "
              "Den side viser også delene, som de ser ud, når de er gemt.")  # fmt: skip
    signs = N_("I teksten gør ### en linje til en overskrift, - et punkt og ** fed skrift; | deler en tabel i "
               "kolonner, og en omvendt skråstreg før et tegn viser tegnet, som det er. En linje med [[diagram: …]] er "
               "en figur: flyt linjen, eller slet den.")  # fmt: skip
    whens = dict.fromkeys(PARTS, N_("senest når rapporten sendes til godkendelse"))
    ready_made = tick(N_("Rapporten er lavet et andet sted og vedhæftes"),
                      hint=N_("Så behøver I ikke at skrive de syv dele her."))  # fmt: skip
    baggrund = prose(N_("Indledning om baggrund og formål"), most=60_000, rows=14)
    resume = prose(N_("Resumé af resultaterne"), most=60_000, rows=14)
    undersoegelser = prose(N_("Præsentation af undersøgelserne"), most=60_000, rows=14)
    kriminalitet = prose(N_("Kriminalitet i boligområdet"), most=60_000, rows=14)
    utryghed = prose(N_("Utryghed i boligområdet"), most=60_000, rows=14)
    analyse = prose(N_("Kriminaliteten og utrygheden analyseret"), most=60_000, rows=14)
    konklusion = prose(N_("Konklusion"), most=60_000, rows=14)

    @staticmethod
    def drawings() -> list[tuple[str, str]]:
        """Return the lines that ask for a figure, each with its title."""
        return drafting.drawings()


def report_line(row: Report) -> Line:
    """Say a version in its list."""
    filled = sum(bool(getattr(row, part).strip()) for part in PARTS)
    sub = _("Vedhæftet rapport") if row.ready_made else _("{antal} af 7 dele er skrevet", antal=filled)
    if row.state != DRAFT and (newer := replaced_by(row, drafting.versions(), here().approved)):
        return Line(_("Version {nr}", nr=row.nr), sub, tell(REPLACED, {"nr": newer}), "before")
    if (REPORT, row.id) in here().approved:
        return Line(_("Version {nr}", nr=row.nr), sub, word("paper_state", "godkendt"), "done")
    return Line(_("Version {nr}", nr=row.nr), sub, word("paper_state", row.state),
                "waiting" if row.state != DRAFT else "active")  # fmt: skip


def report_shown(row: Report | None) -> Mapping[str, Any]:
    """Return what the page of a version shows: its parts as they look, and who is asked about it."""
    return {**drafting.parts_shown(row), **asked.approvals_shown(row)} if row is not None else {}


def report_papers(row: Report) -> tuple[tuple[str, str, str], ...]:
    """Return the papers of a version; one that is approved can be handed out on one page too."""
    short = (
        ("kort-om-rapporten", "pdf", N_("Kort om rapporten som PDF")),
        ("kort-om-rapporten", "docx", N_("Kort om rapporten som Word")),
    )
    whole = (("rapport", "pdf", N_("Rapporten som PDF")), ("rapport", "docx", N_("Rapporten som Word")))
    return whole + (short if (REPORT, row.id) in here().approved else ())


def in_the_way(row: Report) -> str:
    """Say before a version is sent what would refuse it."""
    found = actions.what_rests(session(), row, today(), drafting.figures_for(row))
    return " ".join(tell(said.text, said.values) for _page, said in found)


class DeadlineForm(Form):
    """Until when silence is not yet a yes."""

    object_by = day(N_("Frist for bemærkninger"),
                    hint=N_("Står feltet tomt, er fristen ti arbejdsdage. Den, der ikke har svaret inden fristen, "
                            "har godkendt."))  # fmt: skip


class ProblemForm(Traced):
    """A problem."""

    watched = ("what", "why", "doing", "place", "mismatch")

    what = line(N_("Hvad?"), needed=True, hint=N_("Problemet med få ord, for eksempel »Dårlig belysning ved blok 7«"))
    why = prose(N_("Hvorfor?"), rows=4)
    doing = prose(N_("Hvad gør vi?"), rows=4)
    place = line(N_("Hvor?"))
    closed_on = day(N_("Løst den"), past=True)
    offences = Lines(N_("Hvilke kriminalitetstal hører til?"))
    items = Lines(N_("Hvilke spørgsmål i spørgeskemaet hører til?"))
    themes = Lines(N_("Hvilke temaer fra samtalerne hører til?"))
    mismatch = prose(
        N_("Følges kriminalitet og utryghed ikke ad her? Skriv, hvordan det kan forstås"),
        rows=3,
        hint=N_("For eksempel: meget omtalt, men sjældent anmeldt. Skriv ikke, at det ene skyldes det andet."),
    )


def evidence_beside(form: Any, place: Any) -> None:
    """Offer what the network has found; what it has nothing of is not asked about."""
    for name, found in list_named(session(), place.row.id).items():
        if found:
            form[name].choices = options(found)
        else:
            del form[name]


def problem_line(row: Problem) -> Line:
    """Say a problem in its list."""
    sub = " · ".join(filter(None, [row.place, excerpt(row.why), excerpt(row.doing)]))
    return Line(row.what, sub, _("Løst") if row.closed_on else "", "done" if row.closed_on else "")


class CommentForm(Traced):
    """What somebody says about a part of the report."""

    watched = ("text",)

    part = choice(N_("Hvilken del?"), PART_NAMES.items(), needed=True)
    text = prose(N_("Din kommentar"), needed=True, hint=N_("Uden navne på beboere"))


def part_asked(form: Any, _place: Any) -> None:
    """Let a link say which part the comment is about."""
    if not form.part.data and request.args.get("part") in PARTS:
        form.part.data = request.args["part"]


def part_read() -> str:
    """Return the part of the version that a comment is written from, when a link says which."""
    version, part = number_asked("version"), request.args.get("part")
    if version is None or part not in PARTS:
        return ""
    return url_for("records.show", slug=policy.access().slug, noun="rapport", nr=version, _anchor=part)


class ReplyForm(Traced):
    """What is answered, and whether that settles it."""

    watched = ("answer",)

    answer = prose(N_("Svar"), needed=True, rows=4)
    resolved = tick(N_("Kommentaren er behandlet"))


def reply_so_far(form: Any, row: ReportComment) -> None:
    """Begin with the answer that was given before."""
    form.answer.data = form.answer.data or row.answer


def comment_line(row: ReportComment) -> Line:
    """Say a comment in its list."""
    who = f"person:{row.person_id}"
    sub = " · ".join([tell(PART_NAMES[row.part]), resolve([who])[who], short_day(row.said_on)])
    if row.resolved_on:
        return Line(excerpt(row.text), sub, _("Behandlet {dato}", dato=short_day(row.resolved_on)), "done")
    return Line(excerpt(row.text), sub, _("Besvaret") if row.answer else _("Mangler svar"), "waiting")


def as_they_stand(row: ReportComment) -> tuple[Any, ...]:
    """Return what comments are listed by: those that stand open first, in the order of the report."""
    return row.resolved_on is not None, PARTS.index(row.part), row.nr


def comment_shown(row: ReportComment | None) -> Mapping[str, Any]:
    """Return what the page of a comment shows: what was answered."""
    return {"below": "records/_reply.html", "reply": row.answer} if row is not None and row.answer else {}


def facts_shown(row: Myth | None) -> Mapping[str, Any]:
    """Return that the list of myths leads to the sheet of all of them; so does the page of each by itself."""
    return {"sheet": True} if row is None else {}


class MythForm(Traced):
    """A myth, and the figures that answer it."""

    watched = ("claim", "fact", "source", "caveat")

    claim = line(
        N_("Hvad bliver der sagt?"), needed=True, hint=N_("Uden navne, for eksempel »Her er indbrud hele tiden«")
    )
    figures = choice(N_("Hvilke tal svarer på det?"), ())
    fact = prose(
        N_("Hvad viser tallene?"),
        rows=3,
        hint=N_("Med få ord. Vælger I tal ovenfor, sættes antallene selv ind, og små tal vises ikke."),
    )
    source = line(N_("Kilde"), hint=N_("Kun hvis tallene ikke er valgt ovenfor"))
    caveat = prose(N_("Hvad skal man vide om tallene?"), rows=2)


def figures_to_choose(form: Any, place: Any) -> None:
    """Offer every offence of every set of figures."""
    found = [
        (f"{one.id}|{offence}", f"{offence} ({one.title})")
        for one in list_sets(session(), place.row.id)
        for offence in sorted({name for name, _, _ in one.told})
    ]
    form.figures.choices = options([("", N_("Ingen, jeg skriver selv")), *found])


def myth_values(row: Myth) -> Mapping[str, Any]:
    """Return a myth with the figures it points at as its form names them."""
    return {"figures": f"{row.crime_set_id}|{row.offence}" if row.crime_set_id else ""}


def save_myth(session: Session, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Myth:
    """Write a myth."""
    written = dict(values)
    chosen, _sep, offence = (written.pop("figures") or "").partition("|")
    written |= {"crime_set_id": int(chosen) if chosen else None, "offence": offence}
    return report_actions.save_myth(session, command, nr, written, seen=seen)


def myth_line(row: Myth) -> Line:
    """Say a myth in its list."""
    return Line(quoted(row.claim), " · ".join(filter(None, [row.offence, excerpt(row.fact, 160), row.source])))


NOUNS = (
    Noun(
        key="rapport", model=Report, form=ReportForm, title=N_("Kriminalitets- og tryghedsrapporten"),
        one=N_("Version"), new=N_("Begynd på rapporten"), nothing=N_("Der er ingen rapport endnu."), task="rapport",
        tab="kortlaegning", line=report_line, editable=lambda row: row.state == DRAFT, removable=False,
        only=lambda row: row.state == DRAFT,
        save=lambda session, command, nr, values, seen: actions.save_report(session, command, nr, values, seen=seen),
        extra="records/_approvals.html", more=report_shown,
        papers=report_papers, warns=drafting.unplaced,
        verbs=(
            Verb(key="send", text=N_("Send til godkendelse"), form=DeadlineForm, kind="primary",
                 mails=True, when=lambda row: row.state == DRAFT,
                 follows=in_the_way,
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
        more=measured.shown, prepare=evidence_beside,
        columns=((N_("Hvad?"), "what"), (N_("Hvorfor?"), "why"), (N_("Hvad gør vi?"), "doing")),
    ),
    Noun(
        key="kommentarer", model=ReportComment, form=CommentForm, title=N_("Kommentarer til rapporten"),
        one=N_("Kommentar"), new=N_("Skriv en kommentar"), nothing=N_("Ingen har skrevet kommentarer endnu."),
        task="rapport", tab="kortlaegning", line=comment_line, prepare=part_asked, order=as_they_stand,
        returns=part_read,
        mentions=lambda row: [f"person:{row.person_id}"], more=comment_shown,
        editable=lambda row: row.resolved_on is None and row.person_id == current_user.person_id,
        save=lambda session, command, nr, values, seen: report_actions.save_comment(
            session, command, nr, values, seen=seen),
        verbs=(
            Verb(key="svar", text=N_("Svar på kommentaren"), form=ReplyForm, kind="primary",
                 when=lambda row: row.resolved_on is None, done=N_("Svaret er gemt."), prepare=reply_so_far,
                 act=lambda session, command, row, said: report_actions.answer_comment(
                     session, command, row.nr, said["answer"], resolved=bool(said["resolved"]))),
        ),
    ),
    Noun(
        key="myter", model=Myth, form=MythForm, title=N_("Myter og tal"), one=N_("Myte"), new=N_("Skriv en myte ind"),
        nothing=N_("Der er ikke skrevet myter ind endnu."), task="rapport", tab="kortlaegning", line=myth_line,
        prepare=figures_to_choose, values=myth_values, save=save_myth, extra="records/_facts.html", more=facts_shown,
        papers=lambda row: (("myter-og-tal", "pdf", N_("Alle myter som PDF")),
                            ("myter-og-tal", "docx", N_("Alle myter som Word"))),
    ),
)  # fmt: skip

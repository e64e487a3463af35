"""Answers read in from a file: it is chosen, its columns are seen through, and only then anything is stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from engine import records
from engine.db import Session
from engine.errors import BadInput
from engine.text import N_
from webui.mapping.answer_columns import Column, columns_form, drawn, kept_or_proposed, plan_of
from webui.nouns.shape import RemovalForm
from webui.page import addresses
from webui.page.attempts import attempt
from webui.page.frame import command, page
from webui.papers.attachments import AGAIN
from webui.saying.language import _, locale, tell
from webui.saying.words import choices, word
from webui.visit import policy, remedies
from webui.visit.db import let_go, reading, session
from webui.visit.forms import Form, Needed, choice, line, options, said_when
from workflows.tryghedsnetvaerk.documents.sheets.reading import LARGEST
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.files import answers, packing, taking
from workflows.tryghedsnetvaerk.mapping.survey.files.opening import open_file
from workflows.tryghedsnetvaerk.mapping.survey.files.packing import Packed
from workflows.tryghedsnetvaerk.mapping.survey.files.values import Question
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire
from workflows.tryghedsnetvaerk.mapping.survey.surveys import find_survey
from workflows.tryghedsnetvaerk.mapping.survey.withdrawing import is_unopened, must_be_removable
from workflows.tryghedsnetvaerk.mapping.survey.withdrawing import withdraw as withdraw_all
from workflows.tryghedsnetvaerk.network.files import shown_name

SHOWN = 40  # wrong rows that are named on the page; the rest are counted
TITLE = N_("Læs svar ind fra en fil")
READ, LOOK = "laes", "vis"
bp = Blueprint("answer_files", __name__, url_prefix="/netvaerk/<slug>/undersoegelser/<int:nr>/svarfil")


class PeopleForm(Form):
    """Whom a survey is about."""

    whens = said_when(area_told=N_("skal udfyldes, når svarene skal kunne sammenlignes med andres"))
    counted = choice(N_("Hvad tælles?"), choices("counted"), needed=True)
    population = IntegerField(
        N_("Hvor mange kan svare i alt?"), [Optional(), NumberRange(1, 100_000)],
        description=N_("Alle i området, der er gamle nok, eller alle husstande. Så kan svarprocenten regnes ud."),
    )  # fmt: skip
    age_from = IntegerField(N_("Fra hvilken alder?"), [Optional(), NumberRange(0, 99)])
    area_told = line(N_("Hvilket område?"), hint=N_("Gader eller blokke, som de blev beskrevet for beboerne"))


class FileForm(PeopleForm):
    """A file of answers, and what it answers."""

    paper = choice(N_("Hvilket spørgeskema er der svaret på?"), (), needed=True, coerce=int)
    file = FileField(
        N_("Fil med svar"), [Needed()],
        description=N_(
            "CSV eller XLSX, højst 10 MB, for eksempel fra LimeSurvey eller SurveyXact. Én række for hvert svar. "
            "Slet først kolonner med navne, adresser, telefonnumre og mailadresser. Fritekst læses ikke ind."
        ),
    )  # fmt: skip
    kept = choice(N_("Brug kolonnerne fra en tidligere fil"), (), coerce=int)


class WithdrawalForm(RemovalForm):
    """Why answers are taken out again."""


@bp.get("")
def ask(slug: str, nr: int) -> ResponseReturnValue:
    """Show the form for a file, or what must be said first."""
    study = _study(nr)
    taking.must_take(session(), study)
    mend = [(tell(text.text, text.values), url_for("records.edit", slug=slug, noun="undersoegelser", nr=nr))
            for _page, text in taking.rests(session(), study)]  # fmt: skip
    form = _prepared(FileForm(formdata=None))
    if not form.paper.choices:
        text = _(N_("Lav først et skema med de spørgsmål, der er svaret på."))
        mend.append((text, addresses.of("spoergeskemaer", slug)))
    return _file_page(study, None if mend else form, mend)


@bp.post("")
def look(slug: str, nr: int) -> ResponseReturnValue:
    """Read a file, and show its columns with what they are certainly for; nothing is stored."""
    let_go()
    form, study = _prepared(FileForm()), _study(nr)
    right = form.validate()
    packed = _opened(form)
    if packed is None or not right:
        _say_again(form)
        return _file_page(study, form, ()), 422
    paper = _paper(session(), form.paper.data)
    asked, spoken = taking.questions_of(session(), paper), taking.spoken(session(), paper, locale())
    plan = kept_or_proposed(packed, asked, _kept(form.kept.data if form.kept else None))
    try:
        carried = packing.pack(packed)
    except BadInput as error:
        remedies.say(form, error)
        return _file_page(study, form, ()), 422
    told = columns_form(packed, asked, plan, spoken)(formdata=None, data={"packed": carried, **_fixed(form)})
    return _columns_page(study, packed, asked, told, drawn(told, packed, asked, plan), spoken)


@bp.post("/kolonner")
def take(slug: str, nr: int) -> ResponseReturnValue:
    """Read the answers in by what people said of the columns, or show what that comes to."""
    packed = packing.unpack(request.form.get("packed", ""))
    presses = request.form.get("press") == READ
    paper = _paper(reading(), _number(request.form.get("paper", "")))  # nothing is locked while it is read
    asked, spoken = taking.questions_of(reading(), paper), taking.spoken(reading(), paper, locale())
    plan = plan_of(request.form, packed, asked)
    form = columns_form(packed, asked, plan, spoken)()
    columns = drawn(form, packed, asked, plan)
    found = answers.read(packed, asked, plan)
    if not form.validate() or found.wrong or not presses:
        let_go()
        return _columns_page(_study(nr), packed, asked, form, columns, spoken), 422 if presses else 200

    def act() -> None:
        taking.take_in(
            session(), command(form.command_key.data or ""), nr, paper_nr=paper.nr, values=_values(form),
            replies=found.answers, plan=plan,
        )  # fmt: skip

    def show(form: Form, conflict: Any = None) -> str:
        return _columns_page(_study(nr), packed, asked, form, columns, spoken, conflict)

    if refused := attempt(form, act, show):
        return refused
    flash(_(N_("Svar læst ind: {antal}."), antal=len(found.answers)), "success")
    return redirect(url_for("records.show", slug=slug, noun="undersoegelser", nr=nr), 303)


@bp.get("/fjern")
def ask_withdrawal(slug: str, nr: int) -> ResponseReturnValue:
    """Ask why answers or results are taken out again."""
    must_be_removable(session(), _study(nr))
    return _withdrawal_page(nr, WithdrawalForm(formdata=None))


@bp.post("/fjern")
def withdraw(slug: str, nr: int) -> ResponseReturnValue:
    """Take answers or results out again."""
    form = WithdrawalForm()
    if not form.validate():
        return _withdrawal_page(nr, form), 422

    def act() -> None:
        withdraw_all(session(), command(form.command_key.data or ""), nr, reason=form.reason.data or "")

    def show(form: Form, conflict: Any = None) -> str:
        return _withdrawal_page(nr, form, conflict)

    if refused := attempt(form, act, show):
        return refused
    flash(_(N_("Det er fjernet. Det står i historikken, at det var der.")), "success")
    return redirect(url_for("records.show", slug=slug, noun="undersoegelser", nr=nr), 303)


def _study(nr: int) -> Study:
    return records.get(session(), Study, policy.access().process_id, nr)


def _number(said: str) -> int:
    """Return a number that a page carried; nought, which no record has, when it is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _paper(of: Session, nr: int) -> Questionnaire:
    return records.get(of, Questionnaire, policy.access().process_id, nr)


def _opened(form: FileForm) -> Packed | None:
    """Read the chosen file without what may not come in; what is wrong with it is said at its field."""
    given = form.file.data
    if not given:
        return None
    name = shown_name(given.filename or "")
    try:
        data = given.stream.read(LARGEST + 1)
        given.close()
        return packing.clean(name, open_file(name, data))
    except BadInput as error:
        form.file.errors = [_named(name, said) for _page, said in remedies.reasons(error)]
        return None


def _named(name: str, said: str) -> str:
    """Return what is wrong with the name of the file that it is wrong in."""
    return f"{name}: {said}" if name else said


def _say_again(form: FileForm) -> None:
    """Say that a file must be chosen again: no browser keeps one."""
    if form.file.data and not form.file.errors:
        form.file.errors = [tell(AGAIN)]


def _prepared(form: FileForm) -> FileForm:
    process = policy.access().process_id
    papers = taking.list_papers(session(), process)
    form.paper.choices = options((one.nr, one.title) for one in papers)
    kept = taking.kept_plans(session(), process)
    studies = {one.id: one for one in records.list_all(session(), Study, process)}
    named = [(row.nr, studies[row.study_id].title or _(N_("Undersøgelse {nr}"), nr=row.nr)) for row, _plan in kept]
    form.kept.choices = options([(0, _(N_("Nej, foreslå ud fra filen"))), *named])
    if not kept:
        del form.kept
    return form


def _kept(nr: int | None) -> Any:
    found = (plan for row, plan in taking.kept_plans(session(), policy.access().process_id) if row.nr == nr)
    return next(found, {})


def _fixed(form: FileForm) -> dict[str, Any]:
    return {"paper": form.paper.data, **{name: form[name].data for name in taking.FIXED}}


def _values(form: Any) -> Mapping[str, Any]:
    return {name: form[name].data for name in taking.FIXED}


def _file_page(study: Study, form: FileForm | None, mend: Sequence[tuple[str, str]]) -> str:
    slug = policy.access().slug
    back = url_for("records.show", slug=slug, noun="undersoegelser", nr=study.nr)
    return page(
        "answer_files/file.html", tab="kortlaegning", crumb=tell(TITLE), parents=parents_of(study), form=form,
        mend=mend,
        action=url_for(".look", slug=slug, nr=study.nr), back=back, title=tell(TITLE),
    )  # fmt: skip


def parents_of(study: Study) -> tuple[tuple[str, str], ...]:
    """Return the way to the page of a study."""
    slug = policy.access().slug
    return (
        (_(N_("Undersøgelser")), url_for("records.index", slug=slug, noun="undersoegelser")),
        (study.title or word("study", study.kind),
         url_for("records.show", slug=slug, noun="undersoegelser", nr=study.nr)),
    )  # fmt: skip


def _columns_page(
    study: Study, packed: Packed, asked: Sequence[Question], form: Any, columns: Sequence[Column],
    spoken: Mapping[str, Sequence[str]], conflict: Any = None,
) -> str:  # fmt: skip
    slug = policy.access().slug
    found = answers.read(packed, asked, {one.heading: one.use for one in columns})
    return page(
        "answer_files/columns.html", tab="kortlaegning", crumb=tell(TITLE), parents=parents_of(study), form=form,
        columns=columns, packed=packed, title=tell(TITLE), conflict=conflict,
        tool=word("survey_tool", packed.shape.tool),
        wrong=[_named(packed.name, tell(one.text, one.values)) for one in found.wrong[:SHOWN]],
        more_wrong=max(0, len(found.wrong) - SHOWN),
        count=len(found.answers), blank=found.blank, results=_results(asked, found, spoken),
        action=url_for(".take", slug=slug, nr=study.nr), back=url_for(".ask", slug=slug, nr=study.nr),
    )  # fmt: skip


def _results(
    asked: Sequence[Question], found: answers.Read, spoken: Mapping[str, Sequence[str]]
) -> list[tuple[str, list[tuple[str, int]], int]]:
    """Return what would be stored: of each question how many gave each answer, and how many gave none."""
    counts = found.counts()
    beside = {-1: _(N_("Ved ikke")), -2: _(N_("Ønsker ikke at svare"))}
    told = []
    for question in asked:
        if question.id in counts:
            of, (text, *steps) = counts[question.id], spoken[question.code]
            names = dict(enumerate(steps, 1)) | beside
            told.append((text, [(name, of[step]) for step, name in names.items()], len(found.answers) - of.total()))
    return told


def _withdrawal_page(nr: int, form: Any, conflict: Any = None) -> str:
    study, slug = _study(nr), policy.access().slug
    back = url_for("records.show", slug=slug, noun="undersoegelser", nr=nr)
    title = _(N_("Tag svarene ud igen"))
    follows = _(N_("Alle undersøgelsens svar og resultater slettes. Undersøgelsen er derefter kun planlagt."))
    if is_unopened(find_survey(session(), study)):
        title = _(N_("Fjern opsætningen"))
        follows = _(N_("Undersøgelsen er derefter kun planlagt. Koder og tal fra dørene slettes. Skemaet bliver."))
    return page(
        "records/form.html", tab="kortlaegning", crumb=title, parents=parents_of(study), form=form, title=title,
        noun=None, conflict=conflict, follows=follows,
        action=url_for(".withdraw", slug=slug, nr=nr), back=back, submit=title,
    )  # fmt: skip

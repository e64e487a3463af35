"""The questions of a questionnaire: out of the banks or one's own, moved about; and how residents see them."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField

from engine import records
from engine.errors import BadInput, NotAllowed, NotFound
from engine.text import N_
from webui.mapping.bank_form import BANK_FIELDS, OTHER_REASON, WHY, BankForm, list_proposed, placed, with_banks
from webui.nouns.mapping.surveying import LEADS
from webui.nouns.shape import said
from webui.page import traced
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.page.traced import Traced
from webui.saying.language import _, tell
from webui.saying.words import WORDS
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Form, Needed, choice, line, prose
from workflows.tryghedsnetvaerk.mapping.interviews.linting import leading_words
from workflows.tryghedsnetvaerk.mapping.survey import (
    bank,
    first_page,
    proposals,
    questionnaires,
    questions,
    scales,
    surveys,
    wording,
)
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, USED, Item, Questionnaire

bp = Blueprint("questionnaires", __name__, url_prefix="/netvaerk/<slug>/spoergeskemaer/<int:nr>")
CHOOSE, WORD, CORRECT = N_("Tilføj fra spørgsmålsbankerne"), N_("Skriv et eget spørgsmål"), N_("Ret spørgsmålet")
GONE = N_("Spørgsmålet er ikke i skemaet længere. Se skemaet, og prøv igen.")


class QuestionForm(Traced):
    """A question of one's own."""

    watched = ("text", "options", "provenance_note")
    whens = OTHER_REASON

    kind = choice(
        N_("Hvad slags spørgsmål er det?"),
        list(WORDS["question"].items()),
        needed=True,
        hint=N_("Et forhold er noget i området, der kan gøre beboere utrygge, for eksempel »Løse hunde på stierne«."),
    )
    text = line(
        N_("Spørgsmålet eller forholdet"),
        needed=True,
        most=questions.LONGEST,
        hint=N_("Kort og uden ord, der peger på et bestemt svar"),
    )
    scale = choice(N_("Hvordan svares der?"), [*WORDS["scale"].items()])
    options = prose(
        N_("Egne svar, ét på hver linje"),
        rows=4,
        hint=N_("Kun hvis I har valgt egne svar. »Ved ikke« og »Ønsker ikke at svare« kommer af sig selv."),
    )
    direction = choice(N_("Hvilket svar er mest utrygt?"), list(WORDS["direction"].items()), needed=True)
    provenance = choice(WHY, [("", N_("Vælg")), *WORDS["provenance"].items()], needed=True)
    provenance_note = line(N_("Hvis andet: hvorfor?"))
    offence = line(
        N_("Gerningskode, hvis der er en"),
        most=20,
        hint=N_(
            "Danmarks Statistiks nummer for lovovertrædelsen, for eksempel 1390 for hærværk. Så kan svarene "
            "stilles ved siden af kriminalitetstallene."
        ),
    )


class MoveForm(Form):
    """What is done with a question."""

    verb = StringField("", [Needed()])


def get_paper(nr: int) -> Questionnaire:
    """Return a questionnaire of the network of this page."""
    return records.get(session(), Questionnaire, policy.access().process_id, nr)


@bp.get("/bank")
def choose(slug: str, nr: int) -> ResponseReturnValue:
    """Show the banks, with what is not in the questionnaire yet."""
    paper = _changeable(nr)
    form = BankForm(formdata=None, data={"version": paper.version, "provenance": bank.FROM_STUDIES})
    return _form_page(nr, with_banks(form, paper), what=CHOOSE)


@bp.post("/bank")
def add(slug: str, nr: int) -> ResponseReturnValue:
    """Put the chosen questions into the questionnaire: headlines first, background last."""
    paper = _changeable(nr)
    form = with_banks(BankForm(), paper)

    def act() -> None:
        codes = [code for _bank, name in BANK_FIELDS if name in form for code in form[name].data]
        taken = [one for one in list_proposed(paper) if "proposed" in form and one.text in (form.proposed.data or ())]
        if not codes and not taken:
            raise BadInput(N_("Vælg mindst ét spørgsmål."), page="spoergeskemaer")
        why, note = form.provenance.data, form.provenance_note.data or ""
        if why == bank.FROM_ELSEWHERE and not note:
            raise BadInput(N_("Skriv med få ord, hvorfor spørgsmålet er med."), page="#provenance_note")
        new = [proposals.question_of(one) for one in taken]
        there = {one["code"] for one in new}
        new += [questions.from_bank(code, why, note) for code in codes if code not in there]
        _write(form, nr, placed(paper.asks, new))

    return _keep(nr, form, act, CHOOSE, _(N_("Spørgsmålene er tilføjet.")))


@bp.get("/spoergsmaal/ny")
def word_own(slug: str, nr: int) -> ResponseReturnValue:
    """Show the form for a question of one's own."""
    form = QuestionForm(formdata=None, data={"version": _changeable(nr).version, "kind": "forhold", "direction": "1",
                                             "scale": "tryghed"})  # fmt: skip
    return _form_page(nr, form, what=WORD)


@bp.post("/spoergsmaal/ny")
def add_own(slug: str, nr: int) -> ResponseReturnValue:
    """Put a question of one's own into the questionnaire."""
    paper, form = _changeable(nr), QuestionForm()

    def act() -> None:
        _write(form, nr, placed(paper.asks, [_typed(form)]))

    return _warned(form, _keep(nr, form, act, WORD, _(N_("Spørgsmålet er tilføjet."))))


@bp.get("/spoergsmaal/<item>/ret")
def edit(slug: str, nr: int, item: str) -> ResponseReturnValue:
    """Show the form of a question of one's own."""
    paper = _changeable(nr)
    own = _own(paper, item)
    told = {**own.told(), "direction": str(own.direction), "version": paper.version}
    return _form_page(nr, QuestionForm(formdata=None, data=told), what=CORRECT)


@bp.post("/spoergsmaal/<item>/ret")
def rewrite(slug: str, nr: int, item: str) -> ResponseReturnValue:
    """Change a question of one's own where it stands."""
    paper, form = _changeable(nr), QuestionForm()
    traced.compare(form, _own(paper, item))

    def act() -> None:
        _write(form, nr, [{**one, **_typed(form), "code": item} if one["code"] == item else one for one in paper.asks])

    return _warned(form, _keep(nr, form, act, CORRECT, _(N_("Spørgsmålet er rettet."))))


@bp.post("/spoergsmaal/<item>")
def change(slug: str, nr: int, item: str) -> ResponseReturnValue:
    """Move a question up or down, or take it out."""
    paper, form = _changeable(nr), MoveForm()
    if not form.validate():
        raise BadInput(GONE)
    asked = paper.asks
    at = next((index for index, one in enumerate(asked) if one["code"] == item), None)
    if at is None:
        raise NotFound(GONE)
    moved = asked.pop(at)
    if form.verb.data in ("op", "ned"):
        asked.insert(max(0, at + (1 if form.verb.data == "ned" else -1)), moved)
    _write(form, nr, asked)
    session().commit()
    return _back(nr)


@bp.get("/vis/<string:language>")
def preview(slug: str, nr: int, language: str) -> ResponseReturnValue:
    """Show a questionnaire as residents see it, in one language."""
    paper = get_paper(nr)
    kept = questionnaires.list_translations(session(), paper)
    if language not in wording.known(kept):
        raise NotFound(N_("Skemaet findes ikke på det sprog."))
    survey = next((one for one in reversed(surveys.find_surveys(session(), paper.network_id))
                   if one.questionnaire_id == paper.id), None)  # fmt: skip
    own = first_page.own_texts(survey)
    words = wording.Words(paper, kept, language, own)
    back = url_for("records.show", slug=slug, noun="spoergeskemaer", nr=nr)
    return page(
        "surveys/preview.html",
        tab="kortlaegning",
        crumb=_(N_("Som beboerne ser det")),
        parents=((_(N_("Spørgeskemaer")), url_for("records.index", slug=slug, noun="spoergeskemaer")),
                 (paper.title, back)),
        paper=paper,
        words=words,
        asked=[asked_as(words, item) for item in paper.items],
        tongues=[{"text": wording.own_name(code, kept), "url": url_for(".preview", slug=slug, nr=nr, language=code),
                  "current": code == language} for code in wording.known(kept)],
        fallen=bool(words.missing or words.outdated),
        minutes=questions.minutes(len(paper.items)),
        place=(first_page.area(words, survey) if survey else "") or here().network.name,
        behind=first_page.sender(words, survey) if survey else None,
        contact=first_page.contact(words, survey) if survey else None,
    )  # fmt: skip


def asked_as(words: wording.Words, item: Item) -> dict[str, Any]:
    """Return a question as it is asked in a language, each text with the language it is in."""
    before = wording.lead(item)
    answers = [words.said(key) for _value, key in scales.answers(item)]
    text = words.said(f"punkt.{item.code}")
    return {
        "nr": item.position,
        "lead": words.said(before) if before else None,
        "text": text,
        "answers": answers,
    }


def _changeable(nr: int) -> Questionnaire:
    paper = get_paper(nr)
    if paper.locked_on:
        raise NotAllowed(USED, page=f"spoergeskemaer:{nr}")
    return paper


def _own(paper: Questionnaire, code: str) -> Item:
    found = next((item for item in paper.items if item.code == code), None)
    if found is None:
        raise NotFound(GONE)
    if found.bank != bank.OWN:
        raise NotAllowed(N_("Spørgsmålet er fra en spørgsmålsbank og stilles ens hver gang."))
    return found


def _typed(form: QuestionForm) -> dict[str, Any]:
    told = {name: value for name, value in said(form).items() if name in Item.SAID}
    kind, direction = told.pop("kind"), int(told.pop("direction") or 0)
    if kind == BACKGROUND:
        direction = scales.NEITHER
    return questions.own(kind, told.pop("text"), direction=direction, **told)


def _write(form: Form, nr: int, asked: list[dict[str, Any]]) -> None:
    asking = command(form.command_key.data)
    row = questionnaires.save_questionnaire(session(), asking, nr, {"asks": asked}, seen=form.version.data)
    traced.keep(session(), asking, form, row)


def _keep(nr: int, form: Form, act: Any, what: str, done: str) -> ResponseReturnValue:
    show = partial(_form_page, nr, what=what)
    if not form.validate():
        return show(form), 422
    if refused := attempt(form, act, show):
        return refused
    flash(done, "success")
    return _back(nr)


def _warned(form: QuestionForm, kept: ResponseReturnValue) -> ResponseReturnValue:
    """Say that a question that was kept leads; it may be asked all the same."""
    words = leading_words(form.text.data or "")
    if words and not isinstance(kept, tuple):
        flash(tell(LEADS, {"ord": words}), "warning")
    return kept


def _back(nr: int) -> ResponseReturnValue:
    slug = policy.access().slug
    return redirect(url_for("records.show", slug=slug, noun="spoergeskemaer", nr=nr, _anchor="spoergsmaal"), 303)


def _form_page(nr: int, form: Any, *, what: str, conflict: Any = None) -> str:
    paper, slug = get_paper(nr), policy.access().slug
    back = url_for("records.show", slug=slug, noun="spoergeskemaer", nr=nr)
    parents = ((_(N_("Spørgeskemaer")), url_for("records.index", slug=slug, noun="spoergeskemaer")),
               (paper.title, back))  # fmt: skip
    return page(
        "records/form.html", tab="kortlaegning", crumb=tell(what), parents=parents, form=form, noun=None,
        title=tell(what), action=request.path, back=back, conflict=conflict, submit=_(N_("Gem")),
    )  # fmt: skip

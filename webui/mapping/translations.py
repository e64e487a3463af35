"""A questionnaire in other languages: how far each is, and its texts beside the Danish."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length, Optional

from engine.errors import BadInput, NotFound
from engine.text import N_
from webui.mapping.questionnaires import get_paper
from webui.nouns.mapping import surveying
from webui.page import traced
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.page.traced import Traced
from webui.saying.language import _, locale, tell
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Form, choice, day, line, options, said_when
from workflows.tryghedsnetvaerk.documents import languages
from workflows.tryghedsnetvaerk.documents.sheets import writing
from workflows.tryghedsnetvaerk.mapping.survey import first_page, questionnaires, surveys, translating, wording
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH, SHIPPED
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire, Translation
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words

bp = Blueprint("translations", __name__, url_prefix="/netvaerk/<slug>/spoergeskemaer/<int:nr>/sprog")
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "spoergsmaal": (N_("Spørgsmålene"), ("punkt.", "indledning.")),
    "egne": (N_("Afsender og område"), (wording.OWN_TEXTS,)),
    "svar": (N_("Svarene"), ("skala.",)),
    "sider": (N_("Sidernes egne ord"), ("side.", "fejl.", "kiosk.")),
    "papir": (N_("Papir og kort"), ("papir.", "kort.")),
}
OTHER = "andet"
NO_LANGUAGE = N_("Skemaet findes ikke på det sprog.")
FORMATS = {"csv": writing.CSV_TYPE, "xlsx": writing.XLSX_TYPE}
LARGEST_TEXT = 200_000


class LanguageForm(Form):
    """A language that is not shipped."""

    language = choice(N_("Hvilket sprog?"), (), needed=True)
    other = line(
        N_("Hvis et andet: hvilket?"),
        most=40,
        hint=N_("Sprogets danske eller engelske navn, eller det, det kalder sig selv. Skrives det med flere alfabeter, "
                "kan sprogets kode og alfabetets skrives, for eksempel uz-Latn."),
    )  # fmt: skip
    name = line(N_("Hvad sproget kalder sig selv"), most=translating.LONGEST_NAME,
                hint=N_("Står feltet tomt, bruger vi det, vi kender."))  # fmt: skip


class ReadForm(Traced):
    """Who translated, and who read it through."""

    whens = said_when(
        second_reader=N_("skal udfyldes, før sproget tilbydes"),
        read_on=N_("skal udfyldes, når nogen har læst igennem"),
    )
    translator = line(N_("Oversat af"), most=translating.LONGEST_NAME, hint=N_("Navn eller bureau"))
    second_reader = line(
        N_("Læst igennem af"),
        most=translating.LONGEST_NAME,
        hint=N_("En anden end oversætteren. Først da tilbydes sproget beboerne."),
    )
    read_on = day(N_("Læst igennem den"), past=True)


@bp.get("/")
def index(slug: str, nr: int) -> ResponseReturnValue:
    """Show how far the questionnaire is in each language."""
    return _index_page(nr, _with_languages(LanguageForm(formdata=None), nr))


@bp.post("/")
def add(slug: str, nr: int) -> ResponseReturnValue:
    """Begin a language that is not there."""
    form = _with_languages(LanguageForm(), nr)
    if not form.validate():
        return _index_page(nr, form), 422

    def act() -> None:
        language = _chosen(form)
        if any(one.language == language for one in kept_of(get_paper(nr))) or language in SHIPPED:
            raise BadInput(N_("Sproget er der allerede."), page="#language")
        name = form.name.data or (wording.own_name(language) if wording.is_known(language) else "")
        told = {"name": name}
        translating.save_translation(session(), command(form.command_key.data), nr, language, told)

    if refused := attempt(form, act, lambda form, conflict=None: _index_page(nr, form)):
        return refused
    flash(_(N_("Sproget er tilføjet. Nu kan teksterne skrives ind eller sendes til en oversætter.")), "success")
    return redirect(url_for(".edit", slug=slug, nr=nr, language=_chosen(form)), 303)


def _chosen(form: Any) -> str:
    """Return the code of the language that was chosen or named."""
    if form.language.data != OTHER:
        return str(form.language.data)
    named = (form.other.data or "").strip()
    if not named:
        raise BadInput(N_("Skriv, hvilket sprog det er."), page="#other")
    return languages.find(named) or named


def _with_languages(form: Any, nr: int) -> Any:
    """Give a form the languages that are not there: those of the area first, then those most spoken in such areas."""
    there = wording.known(kept_of(get_paper(nr)))
    found = [code for code in (*_wished(there), *languages.COMMON) if code not in there]
    named = [(code, f"{languages.called(code, locale())} ({wording.own_name(code)})") for code in dict.fromkeys(found)]
    form.language.choices = options([*named, (OTHER, _(N_("Et andet sprog")))])
    return form


def _wished(there: Sequence[str]) -> list[str]:
    return [code for code in here().network.languages.split(",") if code and code not in there]


@bp.get("/<string:language>/")
def edit(slug: str, nr: int, language: str) -> ResponseReturnValue:
    """Show the texts of one language beside the Danish."""
    part = _part()
    words = get_words(nr, language)
    return _edit_page(nr, words, part, _texts_form(words, part)(formdata=None, data=_stand(words, part)))


@bp.post("/<string:language>/")
def change(slug: str, nr: int, language: str) -> ResponseReturnValue:
    """Write texts of one language."""
    part, words = _part(), get_words(nr, language)
    form = _texts_form(words, part)()
    form.before = SimpleNamespace(**_stand(words, part))

    def show(form: Any, conflict: Any = None) -> str:
        return _edit_page(nr, get_words(nr, language), part, form, conflict)

    if not form.validate():
        return show(form), 422

    def act() -> None:
        keys = _keys(words, part)
        told = {
            "texts": {key: form[key].data or "" for key in keys},
            "still": [key for key in keys if f"still.{key}" in form and form[f"still.{key}"].data],
            **reading(form, words.row),
        }
        asked = command(form.command_key.data)
        row = translating.save_translation(session(), asked, nr, language, told, seen=form.version.data or None,
                                           own=own_of(get_paper(nr)))  # fmt: skip
        traced.keep(session(), asked, form, row)

    if refused := attempt(form, act, show):
        return refused
    flash(_(N_("Teksterne er gemt.")), "success")
    return redirect(url_for(".edit", slug=slug, nr=nr, language=language, afsnit=part), 303)


def kept_of(paper: Questionnaire) -> Sequence[Translation]:
    return questionnaires.list_translations(session(), paper)


def own_of(paper: Questionnaire) -> dict[str, str]:
    """Return the own texts of the newest survey that asks a questionnaire: its purpose, its area, who is behind it."""
    mine = [one for one in surveys.find_surveys(session(), paper.network_id) if one.questionnaire_id == paper.id]
    return first_page.own_texts(mine[-1] if mine else None)


def get_words(nr: int, language: str) -> Words:
    paper = get_paper(nr)
    kept = kept_of(paper)
    if language == DANISH or language not in wording.known(kept):
        raise NotFound(NO_LANGUAGE)
    return Words(paper, kept, language, own_of(paper))


def _part() -> str:
    asked = request.args.get("afsnit", "")
    return asked if asked in PARTS else "spoergsmaal"


def _keys(words: Words, part: str) -> list[str]:
    return [key for key in words.danish if key.startswith(PARTS[part][1])]


def _texts_form(words: Words, part: str) -> type[ReadForm]:
    """Return a form with a field for every text of one part, and a tick for each that is outdated."""
    fields: dict[str, Any] = {}
    for key in _keys(words, part):
        rows = 1 + max(len(words.danish[key]), len(words.find(key))) // 48
        look = {"lang": words.language, "dir": words.direction, "rows": rows}
        old = N_("Den danske tekst er ændret. Ret oversættelsen, eller sæt kryds, hvis den stadig passer.")
        fields[key] = TextAreaField(words.danish[key], [Optional(), Length(max=translating.LONGEST)], render_kw=look,
                                    description=old if words.is_outdated(key) else "")  # fmt: skip
        if words.is_outdated(key):
            fields[f"still.{key}"] = BooleanField(N_("Oversættelsen passer stadig"))
    watched = [key for key in _keys(words, part) if key not in (first_page.AREA, first_page.CONTACT)]
    made: type[ReadForm] = type("TextsForm", (ReadForm,), {**fields, "watched": watched})
    return made


def _stand(words: Words, part: str) -> dict[str, Any]:
    texts = {key: words.find(key) for key in _keys(words, part)}
    return {**texts, **read_now(words), "version": words.row.version if words.row else 0}


def read_now(words: Words) -> dict[str, Any]:
    row = words.row
    return {name: getattr(row, name) for name in ("translator", "second_reader", "read_on")} if row else {}


def reading(form: ReadForm, row: Any) -> dict[str, Any]:
    """Return who translated and who read; a reading that only stands there from before is no reading of what is new."""
    told: dict[str, Any] = {"translator": form.translator.data or ""}
    who, on = form.second_reader.data or "", form.read_on.data
    if row is None or (who, on) != (row.second_reader, row.read_on):
        told |= {"second_reader": who, "read_on": on}
    return told


def parents_of(paper: Questionnaire) -> tuple[tuple[str, str], ...]:
    slug = policy.access().slug
    return ((_(N_("Spørgeskemaer")), url_for("records.index", slug=slug, noun="spoergeskemaer")),
            (paper.title, url_for("records.show", slug=slug, noun="spoergeskemaer", nr=paper.nr)))  # fmt: skip


def _index_page(nr: int, form: Any) -> str:
    paper = get_paper(nr)
    kept, own = kept_of(paper), own_of(paper)
    wished = [languages.called(code, locale()) for code in _wished(wording.known(kept))]
    return page(
        "surveys/languages.html", tab="kortlaegning", crumb=_(N_("Sprog")), parents=parents_of(paper), paper=paper,
        languages=[surveying.language(paper, kept, code, own) for code in wording.known(kept)
                   if code != DANISH],
        form=form, wished=wished, action=url_for(".index", slug=policy.access().slug, nr=nr),
    )  # fmt: skip


def _edit_page(nr: int, words: Words, part: str, form: Any, conflict: Any = None) -> str:
    slug, name = policy.access().slug, name_of(words)
    back, of = url_for(".index", slug=slug, nr=nr), words.language
    parts = [
        {
            "text": tell(text),
            "url": url_for(".edit", slug=slug, nr=nr, language=of, afsnit=key),
            "current": key == part,
            "count": _left(words, key) or None,
        }
        for key, (text, _stems) in PARTS.items()
        if _keys(words, key)
    ]
    paper = get_paper(nr)
    return page(
        "surveys/texts.html", tab="kortlaegning", crumb=name,
        parents=(*parents_of(paper), (_(N_("Sprog")), back)), locked=bool(paper.locked_on and words.ready),
        paper_url=url_for("records.show", slug=slug, noun="spoergeskemaer", nr=nr),
        form=form, conflict=conflict, back=back, words=words, keys=_keys(words, part), parts=parts, name=name,
        action=url_for(".change", slug=slug, nr=nr, language=of, afsnit=part),
    )  # fmt: skip


def name_of(words: Words) -> str:
    """Return what the language of some texts calls itself."""
    return wording.own_name(words.language, [words.row] if words.row else [])


def _left(words: Words, part: str) -> int:
    return sum(key in words.missing or key in words.outdated for key in _keys(words, part))

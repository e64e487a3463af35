"""Step 2: interviews. Rounds with their guides, who took part, the themes, the quotes and what residents propose."""

from collections.abc import Mapping
from typing import Any

from flask import request

from engine.db import Session
from engine.errors import BadInput, Forbidden
from engine.records import list_all
from engine.text import N_
from webui.nouns.mapping import guiding, held, kept, talks
from webui.nouns.mapping.interview_forms import (
    GuideForm,
    InterviewForm,
    ProposalForm,
    QuoteForm,
    ReleaseForm,
    RoundForm,
    ThemeForm,
)
from webui.nouns.shape import Line, Noun, Verb
from webui.page.frame import here
from webui.saying.language import _, excerpt, locale, short_day, tell
from webui.saying.words import word
from webui.visit import collecting
from webui.visit.db import session
from webui.visit.forms import options
from workflows.tryghedsnetvaerk.documents.languages import COMMON, called, listed
from workflows.tryghedsnetvaerk.mapping.interviews import actions, keeping, quotes
from workflows.tryghedsnetvaerk.mapping.interviews.models import Guide, Interview, Quote, Round, Theme
from workflows.tryghedsnetvaerk.mapping.interviews.quotes import CLOSED_IN
from workflows.tryghedsnetvaerk.mapping.models import Problem


def _languages(form: Any) -> None:
    codes = dict.fromkeys([*listed(here().network.languages), *COMMON])
    form.language.choices = options([(code, called(code, locale())) for code in codes])


def _problems(form: Any, _row: Any = None) -> None:
    if collecting.collects_only():
        del form.problem_id  # the register of problems is not theirs to see
        return
    rows = [(str(one.id), one.what) for one in list_all(session(), Problem, here().row.id)]
    form.problem_id.choices = options([("", _(N_("Ikke noget bestemt problem"))), *rows])


def studies(form: Any, place: Any) -> None:
    """Fill the choices of studies; the page of a round says its own itself."""
    if request.endpoint == "records.show":
        form.study_id.choices = options([(str(form.study_id.data), "")])
        return
    rows = [(str(one.id), one.title or word("study", one.kind)) for one in talks.studies()]
    form.study_id.choices = options([("", _(N_("En ny undersøgelse"))), *rows])


def guide_choices(form: Any, place: Any) -> None:
    """Fill the choices of rounds and languages."""
    chosen = talks.offer_rounds(form)
    _languages(form)
    if chosen and not form.version.data:  # one more edition is made of the newest one of its language
        there = {one.language for one in list_all(session(), Guide, place.row.id) if one.round_id == chosen.id}
        form.language.choices = [one for one in form.language.choices if one.value not in there]


def interview_choices(form: Any, place: Any) -> None:
    """Fill the choices of rounds and languages, with a number to write for each group of the round."""
    chosen = talks.offer_rounds(form)
    _languages(form)
    names = chosen.listed if chosen else ()
    while len(form.present) < len(names):
        form.present.append_entry()
    while len(form.present) > len(names):
        form.present.pop_entry()
    for entry, name in zip(form.present, names, strict=True):
        entry.label.text = name
    if not ("early_reason" in request.form or (chosen and talks.is_early(chosen, form.on.data))):
        del form.early_reason


def theme_choices(form: Any, place: Any) -> None:
    """Fill the choices of rounds, of their interviews, and of problems."""
    chosen = talks.offer_rounds(form)
    _problems(form)
    if chosen and form.version.data and not held.some_of(chosen.id):
        del form.interviews  # what stands there would tell which groups said it
        return
    rows = [one for one in held.interviews() if chosen and one.round_id == chosen.id]
    form.interviews.choices = options([(str(one.nr), held.choice(one)) for one in sorted(rows, key=lambda r: r.on)])


def quote_choices(form: Any, place: Any) -> None:
    """Fill the choices of themes and of groups."""
    every = {one.id: one for one in held.rounds()}
    themes = talks.themes()
    form.theme_id.choices = options([(str(one.id), one.title) for one in themes])
    names = dict.fromkeys(name for one in themes for name in every[one.round_id].listed)
    form.said_by.choices = options([("", _(N_("Vælg"))), *((name, name) for name in names)])


def interview_values(row: Interview) -> Mapping[str, Any]:
    """Return how many of each group took part, in the order of the round's groups."""
    found = next(one for one in held.rounds() if one.id == row.round_id)
    return {"present": [row.took_part.get(name) for name in found.listed]}


def save_interview(session: Session, command: Any, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write an interview."""
    names = session.get_one(Round, values["round_id"]).listed
    numbers = [number or 0 for number in values["present"]]
    if len(names) != len(numbers):
        raise BadInput(N_("Rundens grupper er ændret, siden du åbnede siden. Åbn den igen."), page="#round_id")
    written = {**values, "present": dict(zip(names, numbers, strict=True))}
    return actions.save_interview(session, command, nr, written, seen=seen)


def save_theme(session: Session, command: Any, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a theme."""
    written = dict(values)
    if "interviews" in values:
        written["interviews"] = [int(number) for number in values["interviews"].split(",") if number]
    return actions.save_theme(session, command, nr, written, seen=seen)


def round_line(row: Round) -> Line:
    """Say a round in its list."""
    if row.closed_on:
        return Line(row.title, ", ".join(row.listed), _("Lukket {dato}", dato=short_day(row.closed_on)), "done")
    return Line(row.title, ", ".join(row.listed), _("I gang"), "active")


def theme_line(row: Theme) -> Line:
    """Say a theme in its list."""
    sub = " · ".join(filter(None, [held.heard_of(row), excerpt(row.why, 120)]))
    return Line(row.title, sub, word("polarity", row.polarity))


def quote_line(row: Quote) -> Line:
    """Say a quote in its list."""
    said = _("Frigivet {dato}", dato=short_day(row.released_on)) if row.released_on else _("Ikke frigivet")
    if not held.may_read(row):
        return Line(_("Citat {nr}", nr=row.nr), "", said, "prepare")
    return Line(excerpt(row.text, 120), _said_by(row), said, "done" if row.released_on else "prepare")


def quote_of_round(row: Quote | None) -> Mapping[str, Any]:
    """Return the way back to the round of a quote; for the list, how many are not yet released."""
    if row is None:
        return {"unreleased": quotes_unreleased(), **_begin_first()}
    found = next((one for one in talks.themes() if one.id == row.theme_id), None)
    if found is None:
        return {}
    if not held.may_read(row):
        return {**talks.of_round(found), "told": {"text", "said_by"}, "closed_in": tell(CLOSED_IN)}
    shown = {} if _may_name(row, found) else {"few": True}
    return {**talks.of_round(found), "told": () if not shown else {"said_by"}, **shown}


def _begin_first() -> dict[str, tuple[str, str]]:
    """Return what is begun before a quote can be written: a round, then a theme."""
    if talks.themes():
        return {}
    return held.begin_first() or {"begin_first": (_("Tilføj et tema"), talks.address("new", "temaer"))}


def _may_name(row: Quote, theme: Theme) -> bool:
    """Say whether the group of a quote may be told to the person: it is large, or they talked to it themselves."""
    return bool(held.covered(theme.round_id).called(row.said_by)) or held.some_of(theme.round_id)


def quote_is_editable(row: Quote) -> bool:
    """Say whether a quote can be changed by the person: its form tells which group it is from."""
    theme = next(one for one in talks.themes() if one.id == row.theme_id)
    return row.released_on is None and held.may_read(row) and _may_name(row, theme)


def _said_by(row: Quote) -> str:
    return held.said_by(held.covered(talks.theme_of(row).round_id), row)


def must_read(row: Quote) -> None:
    """Refuse whoever may not read a quote what is done with it by reading it.

    :raises Forbidden: with the sentence
    """
    if not held.may_read(row):
        raise Forbidden(CLOSED_IN)


def quotes_unreleased() -> int:
    """Return how many quotes of the network are not yet released."""
    return sum(one.released_on is None for one in list_all(session(), Quote, here().row.id))


def who_is_told(row: Quote) -> str:
    """Say how a quote will stand where it is shown, to those who may read it."""
    if not held.may_read(row):
        return tell(CLOSED_IN)
    return _(N_("Citatet kommer til at stå sådan: »{citat}«, sagt af: {hvem}."), citat=row.text, hvem=_said_by(row))


NOUNS = (
    Noun(
        key="samtalerunder", model=Round, form=RoundForm, title=N_("Samtaler"), one=N_("Runde af samtaler"),
        new=N_("Begynd en runde af samtaler"), nothing=N_("Der er ingen samtaler endnu."), task="kvalitativ",
        tab="kortlaegning", line=round_line, prepare=studies, lands=True, more=talks.round_shown,
        extra="records/_round.html", start=talks.round_begins,
        remove=lambda session, command, nr, reason: actions.remove_round(session, command, nr, reason=reason),
        falls=lambda row: isinstance(row, Guide) and row.locked_on is None,
        instead=N_("Fjern først det, der står i runden."),
        save=lambda session, command, nr, values, seen: actions.save_round(session, command, nr, values, seen=seen),
        papers=lambda row: (("samtaler", "pdf", N_("Det, der kom frem, som PDF")),
                            ("samtaler", "docx", N_("Det, der kom frem, som Word"))),
        verbs=(
            Verb(key="forslag", text=N_("Skriv et forslag ind"), form=ProposalForm, prepare=_problems,
                 done=N_("Forslaget står nu blandt beboernes spørgsmål og forslag."),
                 act=lambda session, command, row, said: actions.add_proposal(
                     session, command, row.nr, text=said["text"], problem_id=said.get("problem_id"))),
            Verb(key="luk", text=N_("Luk runden"), done=N_("Runden er lukket."), when=lambda row: not row.closed_on,
                 confirm=N_("Runden lukkes, og undersøgelsen står som lavet med datoer og antal fra samtalerne. "
                            "Temaer og citater kan stadig skrives."),
                 act=lambda session, command, row, said: actions.close_round(session, command, row.nr)),
            Verb(key="slet", text=N_("Slet det, der ikke skal gemmes"), when=kept.has_to_clear,
                 done=N_("Det er slettet. Historikken siger, at det var der, men ikke, hvad der stod."),
                 confirm=N_("Disse slettes for altid: citater, der ikke er frigivet, og alle bilag – til runden og til "
                            "dens samtaler, temaer og citater. Selve samtalerne, temaerne og de frigivne citater "
                            "bliver stående."),
                 act=lambda session, command, row, said: keeping.clear(session, command, row.nr)),
            Verb(key="genaabn", text=N_("Genåbn runden"), done=N_("Runden er åben igen."),
                 when=lambda row: bool(row.closed_on),
                 act=lambda session, command, row, said: actions.reopen_round(session, command, row.nr)),
        ),
    ),
    Noun(
        key="samtaleguider", model=Guide, form=GuideForm, title=N_("Samtaleguider"), one=N_("Samtaleguide"),
        new=N_("Skriv guiden på et sprog til"), nothing=N_("Der er ingen guider endnu."), task="kvalitativ",
        tab="kortlaegning", line=guiding.guide_line, prepare=guide_choices, lands=True, more=guiding.guide_shown,
        extra="records/_guide.html", editable=lambda row: row.locked_on is None, start=guiding.guide_begins,
        save=lambda session, command, nr, values, seen: actions.save_guide(session, command, nr, values, seen=seen),
        papers=lambda row: (("samtaleguide", "pdf", N_("Guiden som PDF")),
                            ("samtaleguide", "docx", N_("Guiden som Word"))),
        verbs=(
            Verb(key="ny-udgave", text=N_("Lav en ny udgave"), done=N_("En ny udgave er begyndt."), leads_on=True,
                 when=lambda row: row.locked_on is not None,
                 act=lambda session, command, row, said: actions.new_edition(session, command, row.nr)),
        ),
    ),
    Noun(
        key="samtaler", model=Interview, form=InterviewForm, title=N_("Samtaler, en for en"), one=N_("Samtale"),
        new=N_("Skriv en samtale ind"), nothing=N_("Der er ingen samtaler endnu."), task="kvalitativ",
        tab="kortlaegning", line=held.line, prepare=interview_choices, values=interview_values,
        save=save_interview, more=talks.interview_shown, extra="records/_of_round.html", lands=True,
        start=talks.interview_begins, editable=talks.is_open,
        remove=lambda session, command, nr, reason: actions.remove_interview(session, command, nr, reason=reason),
    ),
    Noun(
        key="temaer", model=Theme, form=ThemeForm, title=N_("Temaer"), one=N_("Tema"), new=N_("Tilføj et tema"),
        nothing=N_("Der er ingen temaer endnu."), task="kvalitativ", tab="kortlaegning", line=theme_line,
        prepare=theme_choices, save=save_theme, start=talks.theme_begins,
        more=talks.theme_shown, extra="records/_theme.html", lands=True,
        values=lambda row: {"interviews": ",".join(str(one.nr) for one in row.interviews)},
    ),
    Noun(
        key="citater", model=Quote, form=QuoteForm, title=N_("Citater"), one=N_("Citat"), new=N_("Tilføj et citat"),
        nothing=N_("Der er ingen citater endnu."), task="kvalitativ", tab="kortlaegning", line=quote_line,
        prepare=quote_choices, start=talks.quote_begins,
        editable=quote_is_editable, more=quote_of_round,
        extra="records/_of_round.html", lands=True, instead=N_("Tag det tilbage først."),
        save=lambda session, command, nr, values, seen: quotes.save_quote(session, command, nr, values, seen=seen),
        verbs=(
            Verb(key="frigiv", text=N_("Frigiv citatet"), form=ReleaseForm, kind="primary", follows=who_is_told,
                 refuse=must_read,
                 done=N_("Citatet er frigivet."),
                 when=lambda row: row.released_on is None and not collecting.collects_only() and held.may_read(row),
                 act=lambda session, command, row, said: quotes.release(session, command, row.nr)),
            Verb(key="traek-tilbage", text=N_("Tag citatet tilbage"), done=N_("Citatet er taget tilbage."),
                 when=lambda row: row.released_on is not None and not collecting.collects_only(),
                 act=lambda session, command, row, said: quotes.withdraw(session, command, row.nr)),
        ),
    ),
)  # fmt: skip

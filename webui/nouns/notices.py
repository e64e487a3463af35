"""Step 1: the texts to the residents, in every language of the area: written from a template, released, read by all."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request, url_for
from markupsafe import Markup

from engine.text import N_
from webui.nouns.issued import editions, list_changed, list_notices, notice_of, spoken, texts_of
from webui.nouns.shape import Line, Noun, Verb
from webui.page.desk import desk, public
from webui.page.traced import Traced
from webui.saying.language import _, short_day, tell
from webui.saying.words import choices, language_inside, language_name, word
from webui.visit import policy
from webui.visit.forms import Rule, choice, day, line, number_asked, options, prose, said_when
from workflows.tryghedsnetvaerk.documents import letters, limits, pipeline
from workflows.tryghedsnetvaerk.documents import notices as documents
from workflows.tryghedsnetvaerk.documents.languages import direction, lacking
from workflows.tryghedsnetvaerk.network.information import actions, queries
from workflows.tryghedsnetvaerk.network.information.models import (
    DRAFT,
    KINDS,
    POSTER,
    RELEASED,
    ResidentNotice,
    ResidentText,
)
from workflows.tryghedsnetvaerk.papers import residents

OWN_LIMITS = ("limits", "limits_reader", "limits_read_on")  # asked for only where the house has no standing text
BEGINS = N_("Tryghedsnetværket begynder")


class NoticeForm(Traced):
    """What a set of texts is about."""

    watched = ("subject",)

    subject = line(
        N_("Hvad handler det om?"), needed=True, most=120,
        hint=N_("For eksempel »Tryghedsnetværket begynder« eller »Svar på beboernes forslag«"),
    )  # fmt: skip


def either_way(field: Any) -> Any:
    """Return a field whose text begins at the side that its language begins at."""
    field.kwargs["render_kw"] = {**(field.kwargs.get("render_kw") or {}), "dir": "auto"}
    return field


class TextForm(Traced):
    """One text in one language."""

    watched = ("title", "body", "limits")
    rules = (
        Rule("limits_reader", lambda f: bool(f.limits_reader.data) or not f.limits_read_on.data,
             N_("Skriv, hvem der har læst teksten.")),
        Rule("limits_read_on", lambda f: bool(f.limits_read_on.data) or not f.limits_reader.data,
             N_("Skriv, hvornår teksten blev læst.")),
    )  # fmt: skip

    whens = said_when(
        limits=N_("skal udfyldes på andre sprog end dansk, engelsk, arabisk og tyrkisk"),
        limits_reader=N_("skal udfyldes, når I selv har skrevet »Hvad netværket ikke er«"),
        limits_read_on=N_("skal udfyldes, når nogen har læst den"),
    )
    notice_id = choice(N_("Hvad hører teksten til?"), (), needed=True, coerce=int)
    kind = choice(N_("Hvilken slags tekst?"), choices("notice_kind"), needed=True)
    language = choice(N_("Sprog"), (), needed=True)
    title = either_way(line(N_("Overskrift"), needed=True))
    body = either_way(prose(N_("Teksten"), needed=True, rows=16, most=20_000, hint=N_(
        "Udfyld det, der står i [kantede parenteser], eller slet det. Tegnene ** og ## er til fede ord og "
        "overskrifter; lad dem stå. Teksten »Hvad netværket ikke er« sættes ind af sig selv og kan ikke tages ud."
    )))  # fmt: skip
    limits = either_way(prose(N_("»Hvad netværket ikke er« på dette sprog"), rows=6, hint=N_(
        "Kun på sprog, som Tryghedsnet ikke har teksten på: først overskriften, så de fire punkter, hver på sin linje: "
        "ikke politiets forlængede arm, ikke et vagtværn, ikke social kontrol, eget arbejde kommer først."
    )))  # fmt: skip
    limits_reader = line(N_("Læst og bekræftet af"), hint=N_(
        "En anden end den, der skrev, og som kan begge sprog. Læseren bekræfter, at hvert af de fire punkter siger det "
        "samme som det danske. Navn og funktion."
    ))  # fmt: skip
    limits_read_on = day(N_("Bekræftet den"), past=True)


def of_area(form: Any, _here: Any) -> None:
    """Fill the choices of notices and of the area's languages, and say what stands in a text by itself."""
    form.known = lambda: residents.known_words(desk())
    if form.drawn and form.language.data in limits.SHIPPED:
        for name in OWN_LIMITS:
            del form[name]
    if form.drawn and form.language.data and form.language.data not in documents.SPOKEN:
        form.body.description = _("Skriv teksten på {sprog} ud fra den danske. Tegnene ** og ## er til fede ord og "
                                  "overskrifter.", sprog=language_inside(form.language.data))  # fmt: skip
    form.notice_id.choices = options([(str(one.id), one.subject) for one in list_notices()])
    codes = dict.fromkeys([*spoken(), form.language.data or "da"])
    form.language.choices = options([(code, language_name(code)) for code in codes])


def begun() -> Mapping[str, Any]:
    """Return what a new text begins with: the notice, kind and language asked for, and the draft of its template."""
    rows = list_notices()
    wanted = number_asked("besked")
    notice = next((one for one in rows if one.nr == wanted), rows[-1] if rows else None)
    asked, language = request.args.get("slags", ""), request.args.get("sprog", "")
    kind, language = asked if asked in KINDS else POSTER, language if language in spoken() else "da"
    subject, later = notice.subject if notice else "", bool(notice and notice is not rows[0])
    title, body = residents.begin_text(desk(), kind, language, subject=subject, later=later)
    return {"notice_id": notice.id if notice else None, "kind": kind, "language": language, "title": title,
            "body": body}  # fmt: skip


def notice_line(row: ResidentNotice) -> Line:
    """Say a notice in its list: in which languages it is released, and which are lacking."""
    texts = texts_of(row.id)
    there = queries.released_in(texts)
    missing = _lacking_by_kind(texts)
    said = [_("Frigivet på: {sprog}", sprog=_named(there)) if there else _("Intet er frigivet endnu"), *missing]
    state = _("Taget ned") if row.closed_on else _("Alle sprog") if there and not missing else ""
    code = "ended" if row.closed_on else "done" if there and not missing else "active"
    return Line(row.subject, " · ".join(said), state or _("I gang"), code)


def _named(codes: Sequence[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


def _lacking_by_kind(texts: Sequence[ResidentText]) -> list[str]:
    """Say of each kind of text that is released in which of the area's languages it is not."""
    return [
        _("{slags} mangler på: {sprog}", slags=word("notice_kind", kind), sprog=_named(missing))
        for kind in KINDS
        if (there := queries.released_in(texts, kind)) and (missing := lacking(spoken(), there))
    ]


def notice_shown(row: ResidentNotice | None) -> Mapping[str, Any]:
    """Return what the page of a notice shows: each kind in each language, what is lacking, and its address."""
    if row is None:
        return {}
    slug, texts, area = policy.access().slug, texts_of(row.id), spoken()
    there = queries.released_in(texts)
    codes = dict.fromkeys([*area, *(one.language for one in texts)])
    known = {(one.kind, one.language): one for one in texts}
    return {
        "kinds": [word("notice_kind", kind) for kind in KINDS],
        "languages": [
            {"name": language_name(code), "cells": [_cell(slug, row, known.get((kind, code)), kind, code)
                                                       for kind in KINDS]} for code in codes
        ],
        "lacking": _lacking_by_kind(texts) if there else [_("Mangler på: {sprog}", sprog=_named(area))],
        "danish_only": there == ("da",) and len(area) < 2,
        "address": public(row.code) if there and row.closed_on is None else "",
        "edit_url": url_for("networks.details", slug=slug, _anchor="languages") if policy.access().coordinator else "",
        "told": {"closed_on"},
    }  # fmt: skip


def _cell(slug: str, notice: ResidentNotice, text: ResidentText | None, kind: str, code: str) -> dict[str, Any]:
    name = f"{word('notice_kind', kind)}, {language_inside(code)}"
    if text is None:
        url = url_for("records.new", slug=slug, noun="sprogudgaver", besked=notice.nr, slags=kind, sprog=code)
        return {"url": url, "text": _("Skriv"), "about": name, "code": "", "new": True}
    changed = text.id in list_changed()
    state = _("Ændret siden") if changed else word("notice_state", text.state)
    look = "waiting" if changed else "done" if text.state == RELEASED else "active"
    url = url_for("records.show", slug=slug, noun="sprogudgaver", nr=text.nr)
    return {"url": url, "text": state, "about": name, "code": look, "new": False}


def text_line(row: ResidentText) -> Line:
    """Say a text in its list."""
    name = f"{word('notice_kind', row.kind)}, {language_inside(row.language)}"
    looks = {RELEASED: "done", DRAFT: "active"}
    return Line(name, row.title, word("notice_state", row.state), looks[row.state])


def text_shown(row: ResidentText | None) -> Mapping[str, Any]:
    """Return what the page of a text shows: its edition, which languages are lacking, and how its body reads."""
    if row is None:
        return {}
    notice, texts = notice_of(row), texts_of(row.notice_id)
    edition, changed = editions().get(row.id), row.id in list_changed()
    hidden = set(OWN_LIMITS) if row.language in limits.SHIPPED else set()
    return {
        "number": edition.number if edition else 0,
        "on": short_day(edition.released_on) if edition else "",
        "changed": changed,
        "lacking": _named(lacking(spoken(), queries.released_in(texts, row.kind))),
        "reached": _reached(row, notice, texts),
        "shipped": row.language in limits.SHIPPED,
        "unprinted": " ".join(_unprinted(row)[:12]),
        "notice": (notice.subject, url_for("records.show", slug=policy.access().slug, noun="tekster", nr=notice.nr)),
        "preview": _preview(residents.say_text(desk(), row, None if changed else edition, notice, texts)),
        "told": {"notice_id", "title", "body", *hidden},
    }


def _reached(row: ResidentText, notice: ResidentNotice, texts: Sequence[ResidentText]) -> str:
    """Return the languages without a text of this kind that its code or its address leads to."""
    there = queries.reached_from(texts, row.kind, closed=notice.closed_on is not None)
    return _named(lacking(there, (*queries.released_in(texts, row.kind), row.language)))


def _preview(paper: pipeline.Paper) -> dict[str, str]:
    """Return a text as a page shows it below its own heading."""
    text = Markup(pipeline.screen(paper, titled=False))
    return {"language": paper.locale, "direction": direction(paper.locale), "title": paper.title, "text": text}


def asks_first(row: ResidentText) -> str:
    """Return the warning that comes before a release: that only Danish exists, or which languages are lacking."""
    texts, area = [one for one in texts_of(row.notice_id) if one.kind == row.kind], spoken()
    there = {one.language for one in texts if one.state == RELEASED} | {row.language}
    missing = lacking(area, there)
    if {one.language for one in texts} <= {"da"}:
        return _("Teksten findes kun på dansk. I området tales også: {sprog}. Vil I frigive den alligevel?",
                 sprog=_named(missing)) if missing else _(
                     "Teksten findes kun på dansk. Er I sikre på, at alle i området kan læse den?")  # fmt: skip
    return _("Den er endnu ikke frigivet på: {sprog}. Vil I frigive den alligevel?", sprog=_named(missing)) if (
        missing) else ""  # fmt: skip


def text_papers(row: ResidentText) -> Sequence[tuple[str, str, str]]:
    """Return a text as papers: as it was released, and the draft of the next edition where there is one."""
    if _unprinted(row):
        return [("beboertekst", "docx", N_("Teksten som Word"))]
    found = [("beboertekst", "pdf", N_("Teksten som PDF")), ("beboertekst", "docx", N_("Teksten som Word"))]
    if row.id in list_changed():
        found.append(("beboertekst-kladde", "pdf", N_("Næste udgave som PDF")))
    return found


def _unprinted(row: ResidentText) -> str:
    """Return the signs of a text that no PDF of ours can have."""
    return letters.lacking(row.title + row.body + row.limits)


def released(row: ResidentText) -> str:
    """Say that a text is released, and which languages are lacking still."""
    missing = lacking(spoken(), queries.released_in(texts_of(row.notice_id), row.kind))
    return _("Teksten er frigivet. Mangler på: {sprog}.", sprog=_named(missing)) if missing else _(
        "Teksten er frigivet.")  # fmt: skip


def _release(session: Any, command: Any, row: Any, said: Any) -> Any:
    return actions.release_text(session, command, row.nr)


def _to_release(row: ResidentText) -> bool:
    return row.id in list_changed()


NOUNS = (
    Noun(
        key="tekster", model=ResidentNotice, form=NoticeForm, title=N_("Tekster til beboerne"),
        one=N_("Beboerinformation"), new=N_("Begynd på en beboerinformation"), lands=True,
        nothing=N_("Der er ikke skrevet noget til beboerne endnu. Begynd med at fortælle, at netværket begynder."),
        task="kommunikation", tab="beboere", instead=N_("Fjern først de tekster, der hører til."),
        line=notice_line, start=lambda: {"subject": tell(BEGINS)},
        save=lambda session, command, nr, values, seen: actions.save_notice(session, command, nr, values, seen=seen),
        extra="records/_notice.html", more=notice_shown,
        verbs=(
            Verb(key="luk", text=N_("Tag siden på nettet ned"), done=N_("Siden på nettet er taget ned."),
                 when=lambda row: row.closed_on is None and bool(queries.released_in(texts_of(row.id))),
                 confirm=N_("Koden på opslagene fører så ingen steder hen. Vil I tage siden ned?"),
                 act=lambda session, command, row, said: actions.close_notice(session, command, row.nr)),
            Verb(key="aabn", text=N_("Vis siden på nettet igen"), done=N_("Siden på nettet vises igen."),
                 when=lambda row: row.closed_on is not None,
                 act=lambda session, command, row, said: actions.open_notice(session, command, row.nr)),
        ),
    ),
    Noun(
        key="sprogudgaver", model=ResidentText, form=TextForm, title=N_("Tekster på hvert sprog"),
        one=N_("Tekst til beboerne"), new=N_("Skriv en tekst"), lands=True,
        nothing=N_("Der er ingen tekster endnu."), task="kommunikation", tab="beboere", line=text_line,
        prepare=of_area, start=begun, extra="records/_text.html", more=text_shown, papers=text_papers,
        save=lambda session, command, nr, values, seen: actions.save_text(session, command, nr, values, seen=seen),
        verbs=(
            Verb(key="frigiv", text=N_("Frigiv"), kind="primary", confirm=asks_first, done=released, act=_release,
                 when=lambda row: row.state == DRAFT),
            Verb(key="frigiv-igen", text=N_("Frigiv den nye udgave"), kind="primary", confirm=asks_first,
                 done=released, act=_release, when=_to_release),
            Verb(key="kladde", text=N_("Tag tilbage som kladde"), done=N_("Teksten er en kladde igen."),
                 when=lambda row: row.state == RELEASED,
                 act=lambda session, command, row, said: actions.withdraw_text(session, command, row.nr)),
        ),
    ),
)  # fmt: skip

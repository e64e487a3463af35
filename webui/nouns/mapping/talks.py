"""What the pages of interviews show: a whole round in one place, a guide with what leads in it, and whose they are."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from flask import url_for

from engine.errors import NotAllowed
from engine.records import list_all
from engine.text import N_
from webui.nouns.mapping import held, kept
from webui.page.frame import here
from webui.saying.language import _, locale, short_day, tell
from webui.saying.words import word
from webui.visit import collecting, policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import number_asked, options
from workflows.tryghedsnetvaerk.documents.languages import DANISH, called, listed
from workflows.tryghedsnetvaerk.mapping import fieldwork
from workflows.tryghedsnetvaerk.mapping.interviews import guides
from workflows.tryghedsnetvaerk.mapping.interviews.linting import find_leading
from workflows.tryghedsnetvaerk.mapping.interviews.models import (
    SAFE,
    UNSAFE,
    Interview,
    Quote,
    Round,
    Theme,
)
from workflows.tryghedsnetvaerk.mapping.interviews.queries import (
    Gathered,
    gather,
    list_studies,
    newest,
)
from workflows.tryghedsnetvaerk.mapping.interviews.untranslated import translated
from workflows.tryghedsnetvaerk.mapping.models import LEFT_OUT, QUALITATIVE, Study

GUIDE_PAPER = "samtaleguide"


def address(endpoint: str, noun: str, **values: Any) -> str:
    """Return where a page of a kind of record of this network is."""
    return url_for(f"records.{endpoint}", slug=policy.access().slug, noun=noun, **values)


def studies() -> Sequence[Study]:
    """Return the studies that a round can belong to; looked up once in a session."""
    return held.once("studies_of_talks", lambda: list_studies(session(), here().row.id))


def themes() -> Sequence[Theme]:
    """Return the themes of the network of this page; looked up once in a session."""
    return held.once("themes_of_talks", lambda: list_all(session(), Theme, here().row.id))


def theme_of(quote: Quote) -> Theme:
    """Return the theme of a quote: that of this page, or among all the themes of the network."""
    shown = held.once("theme_of_page", lambda: None)
    among = [shown] if shown and shown.id == quote.theme_id else themes()
    return next(one for one in among if one.id == quote.theme_id)


def chosen_round(form: Any = None) -> Round | None:
    """Return the round that a form is about: the one it says, the one its link chose, else the newest."""
    every, asked = held.rounds(), number_asked("runde")
    said = form.round_id.data if form is not None and "round_id" in form else None
    found = (one for one in every if (one.id == said if said else one.nr == asked))
    return next(found, None) or next(iter(every), None)


def offer_rounds(form: Any) -> Round | None:
    """Fill the choices of rounds, and return the one that the form is about."""
    chosen = chosen_round(form)
    form.round_id.choices = options([(str(one.id), one.title) for one in held.rounds()])
    if chosen and not form.round_id.data:
        form.round_id.data = chosen.id
    return chosen


def round_shown(row: Round | None) -> Mapping[str, Any]:
    """Return what the page of a round shows: guides, interviews, themes, quotes and proposals, and the groups."""
    if row is None:
        return {}
    found = gather(session(), row)
    new, exact = partial(address, "new", runde=row.nr), all(map(held.is_mine, found.interviews))
    return {
        "told": {"study_id", "groups", "title"},
        "counts": _counts(found),
        "kept": kept.told(row),
        "early": held.begun_early(found.study),
        "early_reason": found.study.early_reason,
        "study": (found.study.title or word("study", "kvalitativ"),
                  address("show", "undersoegelser", nr=found.study.nr)),
        "guides": _guides(found),
        "lacking": _lacking(found),
        "interviews": [(held.line(one), address("show", "samtaler", nr=one.nr)) for one in found.interviews],
        "sizes": held.sizes(found.covered, exact),
        "exact": exact,
        "covered": found.covered,
        "themes": {polarity: _themes(found, polarity) for polarity in (SAFE, UNSAFE)},
        "proposals": [_proposal(one) for one in found.proposals],
        "table": _table(found),
        "open": row.closed_on is None,
        "quotes_url": address("index", "citater"),
        "new": {noun: new(noun) for noun in ("samtaler", "temaer", "samtaleguider")},
    }  # fmt: skip


def _counts(found: Gathered) -> list[tuple[str, str]]:
    days = found.days
    told = [
        (_("Samtaler"), str(len(found.interviews))),
        (_("Deltagere"), str(found.participants)),
        (_("Sprog"), ", ".join(word("language", code) for code in found.languages) or "–"),
    ]
    if days:
        span = short_day(days[0]) if days[0] == days[1] else _("{fra} til {til}", fra=short_day(days[0]),
                                                              til=short_day(days[1]))  # fmt: skip
        told.append((_("Hvornår"), span))
    return told


def _guides(found: Gathered) -> list[dict[str, Any]]:
    slug = policy.access().slug
    return [
        {
            "text": _("{sprog}, udgave {nr}", sprog=called(code, locale()), nr=one.edition),
            "url": address("show", "samtaleguider", nr=one.nr),
            "leads": len(find_leading(one.intro, one.opening, one.general)),
            "used": one.locked_on is not None,
            "files": [
                (
                    f"{called(code, locale())} ({kind})",
                    url_for("papers.paper", slug=slug, name=GUIDE_PAPER, nr=one.nr, ending=ending),
                    icon,
                )
                for kind, ending, icon in (("PDF", "pdf", "file-pdf"), ("Word", "docx", "file-word"))
            ],
        }
        for code, one in sorted(newest(found.guides).items(), key=lambda item: item[0] != "da")
    ]


def _lacking(found: Gathered) -> str:
    """Return the languages of the area in which there is no guide, or only one that is not translated."""
    there = translated(found.guides)
    return ", ".join(called(code, locale()) for code in listed(here().network.languages) if code not in there)


def _themes(found: Gathered, polarity: str) -> list[dict[str, Any]]:
    ordered, registered = _ordered(found.themes, polarity), not collecting.collects_only()
    return [
        {"title": one.title, "url": address("show", "temaer", nr=one.nr), "why": one.why, "exemplary": one.exemplary,
         "heard": held.heard(n, found.covered), "problem": found.beside[one.id][0] if registered else "",
         "quotes": found.beside[one.id][1], "released": found.beside[one.id][2]}
        for one, (n, _marks) in zip(ordered, found.table(ordered), strict=True)
    ]  # fmt: skip


def _ordered(themes: Sequence[Theme], polarity: str) -> list[Theme]:
    mine = [one for one in themes if one.polarity == polarity]
    return sorted(mine, key=lambda one: (-len(one.interviews), one.nr))


def theme_shown(row: Theme | None) -> Mapping[str, Any]:
    """Return what the page of a theme shows: the way to its round, to the quotes, and to one more."""
    if row is None:
        return held.begin_first()
    held.once("theme_of_page", lambda: row)
    new = address("new", "citater", tema=row.nr) if collecting.works_here() else ""
    told = {"round_id"} if held.some_of(row.round_id) else {"round_id", "interviews"}
    return {**of_round(row), "told": told, "heard": held.heard_of(row), "quotes_url": address("index", "citater"),
            "new_quote": new}  # fmt: skip


def _proposal(one: Any) -> dict[str, Any]:
    reached = collecting.reaches("spoergsmaal")
    return {"text": one.question, "state": word("raised_status", one.status) if reached else "",
            "url": address("show", "spoergsmaal", nr=one.nr) if reached else ""}  # fmt: skip


def _table(found: Gathered) -> list[dict[str, Any]]:
    themes = [*_ordered(found.themes, SAFE), *_ordered(found.themes, UNSAFE)]
    rows = zip(themes, found.table(themes), strict=True)
    return [
        {"title": one.title, "polarity": word("polarity", one.polarity), "number": held.number(n, found.covered, one),
         "marks": marks}
        for one, (n, marks) in rows
    ]  # fmt: skip


def of_round(row: Any) -> Mapping[str, Any]:
    """Return the way back to the round that a record belongs to."""
    found = next((one for one in held.rounds() if row is not None and one.id == row.round_id), None)
    if found is None:
        return {}
    return {"told": {"round_id"}, "of_round": (found.title, address("show", "samtalerunder", nr=found.nr))}


def must_have_begun() -> Round:
    """Return the round that a new record will belong to.

    :raises NotAllowed: if there is none yet
    """
    chosen = chosen_round()
    if chosen is None:
        raise NotAllowed(N_("Begynd en runde af samtaler først."), page="samtalerunder")
    return chosen


def interview_begins() -> Mapping[str, Any]:
    """Return what the form of a new interview begins with."""
    must_have_begun()
    return {"on": today(), "language": DANISH}


def theme_begins() -> Mapping[str, Any]:
    """Return what the form of a new theme begins with: nothing, once there is a round."""
    must_have_begun()
    return {}


def quote_begins() -> Mapping[str, Any]:
    """Return what the form of a new quote begins with: nothing, once there is a theme.

    :raises NotAllowed: if there is none yet
    """
    if not themes():
        raise NotAllowed(N_("Skriv et tema ind først. Et citat hører til et tema."), page="temaer")
    asked = number_asked("tema")
    return {"theme_id": next((one.id for one in themes() if one.nr == asked), None)}


def interview_shown(row: Interview | None) -> Mapping[str, Any]:
    """Return what the page of an interview shows: how many of each group took part, and its round."""
    if row is None:
        return held.begin_first()
    if not held.is_mine(row):
        return {**of_round(row), "told": {"round_id", "present", "kind", "on", "language"}, "few": True}
    return {**of_round(row), "told": {"round_id", "present"}, "took_part": list(row.took_part.items())}


def study_shown(row: Study | None) -> Mapping[str, Any]:
    """Return the rounds of a study of interviews, with the way to one more."""
    if row is None or row.kind != QUALITATIVE or row.state == LEFT_OUT:
        return {}
    mine = [one for one in held.rounds() if one.study_id == row.id]
    told = [(one.title, address("show", "samtalerunder", nr=one.nr), one.closed_on is not None) for one in mine[::-1]]
    return {"rounds": told, "new_round": address("new", "samtalerunder", undersoegelse=row.nr)}


def round_begins() -> Mapping[str, Any]:
    """Return what the form of a new round begins with: the groups to think of, and the study that the link chose."""
    asked = number_asked("undersoegelse")
    found = next((one for one in studies() if one.nr == asked), None)
    groups = "\n".join(tell(name) for name in guides.GROUPS)
    return {"groups": groups, "study_id": found.id if found else None, "title": found.title if found else ""}


def is_open(row: Interview) -> bool:
    """Say whether an interview can be changed: its round is not closed, and one held it oneself."""
    return held.is_mine(row) and any(one.id == row.round_id and one.closed_on is None for one in held.rounds())


def is_early(row: Round, on: date | None) -> bool:
    """Say whether somebody must say why an interview on a day was before the residents were informed."""
    study = next((one for one in studies() if one.id == row.study_id), None)
    return not (study and study.early_reason) and fieldwork.began_early(session(), here().row.id, on, today())


def gathered(row: Round) -> Gathered:
    """Return everything of a round."""
    return gather(session(), row)

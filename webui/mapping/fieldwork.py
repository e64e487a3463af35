"""Fieldwork: how many have answered and in which way, the links, codes and papers they answer by, and doors rung."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from engine import records
from engine.db import Session
from engine.errors import NotAllowed, NotFound
from engine.text import N_
from webui.nouns.shape import said
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.papers.papers import TYPES, handed_out
from webui.saying.language import _, locale, number, tell, upper_first
from webui.visit import policy
from webui.visit.clock import now, today
from webui.visit.db import reading, session
from webui.visit.forms import Form, day, line, pressed
from workflows.tryghedsnetvaerk.documents import qr
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.report.responding import response_of
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.survey import codes, collecting, doors, links, papers, surveys, wording
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, HERE, MODES, Survey

bp = Blueprint("fieldwork", __name__, url_prefix="/netvaerk/<slug>/undersoegelser/<int:nr>/indsamling")
WAYS = {"web": N_("På nettet"), "kiosk": N_("På en fælles skærm"), "hjulpet": N_("Med hjælp"),
        "papir": N_("På papir"), "fil": N_("Fra en fil")}  # fmt: skip
LINKS: dict[str, tuple[str, str]] = {
    links.ON_THE_WEB: (N_("Beboernes link"), N_("Til plakater, kort og beskeder. Beboerne svarer på deres telefon.")),
    links.AT_THE_KIOSK: (
        N_("Link til en fælles skærm"),
        N_("Til en tablet på kontoret eller i caféen. Siden begynder forfra efter hvert svar."),
    ),
    links.BY_HAND: (
        N_("Link til indtastning af papirskemaer"),
        N_("Til den, der taster skemaerne ind. Det kræver ikke at kunne logge ind."),
    ),
}
HELPS = N_("Med hjælp"), N_("Samme skærm, når nogen læser op eller trykker for beboeren. Svarene tælles for sig.")

FEW = 5
MOST_DOORS, LONGEST_BLOCK = doors.MOST, doors.LONGEST


class EntryForm(Form):
    """Until when paper forms can be typed in."""

    until = day(N_("Til og med hvilken dag kan der tastes ind?"), needed=True)


class CodesForm(Form):
    """How many codes."""

    count = IntegerField(N_("Hvor mange koder?"), [InputRequired(), NumberRange(1, codes.MOST_AT_ONCE)],
                         description=N_("Otte kort på hvert ark. Lav lidt flere, end I skal bruge."))  # fmt: skip


class DoorsForm(Form):
    """Doors of one block that were rung on one day."""

    block = line(
        N_("Blok eller opgang"), needed=True, most=doors.LONGEST, hint=N_("For eksempel »Blok 7«. Ingen adresser")
    )
    on = day(N_("Hvornår?"), needed=True, past=True)
    doors = IntegerField(N_("Hvor mange døre har blokken?"), [Optional(), NumberRange(0, MOST_DOORS)])
    rung = IntegerField(N_("Hvor mange blev der ringet på?"), [Optional(), NumberRange(0, MOST_DOORS)])
    opened = IntegerField(N_("Hvor mange åbnede?"), [Optional(), NumberRange(0, MOST_DOORS)])
    declined = IntegerField(N_("Hvor mange af dem sagde nej?"), [Optional(), NumberRange(0, MOST_DOORS)])


@bp.get("")
def show(slug: str, nr: int) -> ResponseReturnValue:
    """Show how far the fieldwork is, and what it is done with."""
    return _page(nr)


@bp.post("/link/<any(web, kiosk, papir):which>")
def make_link(slug: str, nr: int, which: str) -> ResponseReturnValue:
    """Make a link, or a new one instead of the old."""
    form: Any = EntryForm() if which == links.BY_HAND else pressed()
    if which == links.BY_HAND and not form.validate():
        return _page(nr, entry=form), 422
    until: date | None = form.until.data if which == links.BY_HAND else None

    def act() -> None:
        links.make_link(session(), command(form.command_key.data), nr, which, until)

    if refused := attempt(form, act, lambda form, conflict=None: _page(nr, entry=form)):
        return refused
    flash(_(N_("Linket er lavet. Et gammelt link virker ikke mere.")), "success")
    return _back(nr)


@bp.post("/link/<any(web, kiosk, papir):which>/traek-tilbage")
def withdraw_link(slug: str, nr: int, which: str) -> ResponseReturnValue:
    """Let a link lead nowhere any more."""
    form = pressed()
    links.withdraw_link(session(), command(form.command_key.data), nr, which)
    session().commit()
    flash(_(N_("Linket er trukket tilbage og virker ikke mere.")), "success")
    return _back(nr)


@bp.post("/koder")
def make_codes(slug: str, nr: int) -> ResponseReturnValue:
    """Make codes and hand out the cards they stand on; it is the only time they can be read."""
    form: Any = CodesForm()
    if not form.validate():
        return _page(nr, codes_form=form), 422
    shown, made = _open(nr), codes.draw(form.count.data)
    body = papers.cards(shown, _address(shown.survey.link), made)  # before anything is locked, and before they hold

    def act() -> None:
        codes.keep_codes(session(), command(form.command_key.data), nr, made)

    if refused := attempt(form, act, lambda form, conflict=None: _page(nr, codes_form=form)):
        return refused
    return _file(body, f"{slug}-koder-{now():%Y%m%d%H%M}.pdf", _(N_("Kort med koder.pdf")))


@bp.post("/doere")
def add_doors(slug: str, nr: int) -> ResponseReturnValue:
    """Write how many doors were rung in a block."""
    form = DoorsForm()
    if not form.validate():
        return _page(nr, doors_form=form), 422

    def act() -> None:
        told = said(form)
        values = {name: told[name] for name in ("block", "on", *doors.COUNTS)}
        doors.add_doors(session(), command(form.command_key.data), nr, values)

    if refused := attempt(form, act, lambda form, conflict=None: _page(nr, doors_form=form)):
        return refused
    flash(_(N_("Dørene er talt med.")), "success")
    return _back(nr)


@bp.get("/skema/<language>.pdf")
def form_on_paper(slug: str, nr: int, language: str) -> ResponseReturnValue:
    """Hand out the questionnaire on paper in one of its languages."""
    shown = _open(nr)
    if language not in shown.languages:
        raise NotFound(N_("Undersøgelsen findes ikke på det sprog."))
    body = papers.form(shown, language, current_app.config["DEMONSTRATION"])
    return _file(body, f"{slug}-skema-{nr}-{language}.pdf", f"{shown.paper.title} ({language}).pdf")


def _file(body: bytes, plain: str, name: str) -> Response:
    return handed_out(body, TYPES["pdf"], plain, name)


def _survey(look: Session, nr: int) -> tuple[Study, Survey]:
    study = records.get(look, Study, policy.access().process_id, nr)
    row = surveys.find_survey(look, study)
    if row is None or row.origin != HERE or row.opened_on is None:
        raise NotAllowed(N_("Undersøgelsen er ikke åbnet endnu."), page=f"undersoegelser:{nr}")
    return study, row


def _open(nr: int) -> links.Open:
    """Return the survey as it is read by, so that nothing is locked while papers are made."""
    shown = links.show(reading(), _survey(reading(), nr)[1])
    if shown is None or shown.survey.link is None:
        raise NotAllowed(N_("Undersøgelsen har intet link til beboerne. Lav et først."), page="undersoegelser")
    return shown


def _back(nr: int) -> ResponseReturnValue:
    return redirect(url_for(".show", slug=policy.access().slug, nr=nr), 303)


def _address(link: str | None, endpoint: str = "answering.first", way: str = "") -> str:
    more = {"way": way} if endpoint == "answering.first" else {}
    return url_for(endpoint, link=link, _external=True, **more) if link else ""


def _page(nr: int, *, entry: Any = None, codes_form: Any = None, doors_form: Any = None) -> str:
    study, row = _survey(session(), nr)
    slug, shown = policy.access().slug, links.show(session(), row, here().network.name)
    by_mode = collecting.count_by_mode(session(), row.id)
    total = sum(by_mode.values())
    works = here().works
    title = study.title or _(N_("Spørgeskema"))
    return page(
        "fieldwork/show.html", tab="kortlaegning", crumb=_(N_("Indsamling af svar")), study=study, survey=row, at=now(),
        parents=((_(N_("Undersøgelser")), url_for("records.index", slug=slug, noun="undersoegelser")),
                 (title, url_for("records.show", slug=slug, noun="undersoegelser", nr=nr))),
        may=works and row.closed_on is None, total=total, ways=_ways(by_mode, row.closed_on is not None),
        state=_state(row),
        response=_response(study, row, total), languages=_languages(shown, row),
        links=_links(row, nr) if works else [], entry=entry or EntryForm(formdata=None),
        codes_form=codes_form or CodesForm(formdata=None), by_code=row.access == BY_CODE,
        doors_form=doors_form or DoorsForm(formdata=None, data={"on": today()}),
        spent=codes.count_spent(session(), row.id),
        blocks=doors.list_blocks(session(), row.id), form=entry or codes_form or doors_form,
        papers=[(upper_first(name), code) for code, name in shown.names()] if shown else [],
    )  # fmt: skip


def _response(study: Study, row: Survey, total: int) -> str:
    """Say how many answered, of those whom results and report take too; before it is closed, of those counted now."""
    found = response_of(study, row)
    return (found if row.closed_on else replace(found, answered=total)).said(Speaker(locale()))


def _state(row: Survey) -> tuple[str, str]:
    if row.closed_on:
        return "done", _(N_("Lukket"))
    waits = collecting.standing(row, today(), "web")
    if waits is None:
        return "active", _(N_("Åben"))
    if waits is collecting.Outcome.EARLY:
        return "prepare", _(N_("Åbner {dato}"), dato=row.opens_on)
    return "waiting", _(N_("Sidste dag er gået"))


def _ways(by_mode: dict[str, int], over: bool) -> Sequence[tuple[str, str]]:
    told = [(tell(WAYS[mode]), by_mode.get(mode, 0)) for mode in MODES if mode in by_mode or mode != "fil"]
    return _told(told) if over else [(name, number(count)) for name, count in told]


def _languages(shown: links.Open | None, row: Survey) -> Sequence[tuple[str, str]]:
    counted = collecting.count_by_language(session(), row.id)
    known = shown.translations if shown else ()
    called = {code: wording.own_name(code, known) for code in counted}  # type: ignore[arg-type]  # rows
    told = [(upper_first(called[code]), count) for code, count in sorted(counted.items(), key=lambda one: -one[1])]
    return _told(told) if row.closed_on else [(name, number(count)) for name, count in told]


def _told(counts: Sequence[tuple[str, int]]) -> list[tuple[str, str]]:
    """Return counts of a known total in words: none of under five, and so many others that none of those is found."""
    small = [at for at, (_name, count) in enumerate(counts) if 0 < count < FEW]
    others = sorted((count, at) for at, (_name, count) in enumerate(counts) if count >= FEW)
    hidden = set(small)
    if small and (len(small) == 1 or sum(counts[at][1] for at in small) - len(small) + 1 < FEW):
        hidden |= {others[0][1]} if others else set(range(len(counts)))
    return [(name, _(N_("vises ikke")) if at in hidden else number(count)) for at, (name, count) in enumerate(counts)]


def _links(row: Survey, nr: int) -> list[dict[str, Any]]:
    found = []
    for which, (title, text) in LINKS.items():
        endpoint = "entering.show" if which == links.BY_HAND else "answering.first"
        address = _address(getattr(row, links.COLUMNS[which]), endpoint)
        found.append(_shown(which, title, text, address))
        if which == links.AT_THE_KIOSK and address:
            found.append(_shown("", *HELPS, _address(row.kiosk_link, way="hjulpet")))
    return found


def _shown(which: str, title: str, text: str, address: str) -> dict[str, Any]:
    picture = Markup(qr.svg(address, tell(title))) if address else ""
    return {"which": which, "title": tell(title), "text": tell(text), "address": address, "qr": picture}

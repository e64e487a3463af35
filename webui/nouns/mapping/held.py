"""What the pages of interviews tell of whom one talked to: all of it to whoever held the interview, little to others.

Group, language, day and number together point at one resident, so that others see the month and who asked, no more.
"""

from collections.abc import Callable
from typing import Any, cast

from babel import dates
from flask import g, url_for
from flask_login import current_user

from engine.records import list_all
from webui.nouns.shape import Line
from webui.page.frame import here
from webui.saying.language import _, locale, short_day
from webui.saying.words import word
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from workflows.tryghedsnetvaerk.mapping.interviews.models import Interview, Quote, Round, Theme
from workflows.tryghedsnetvaerk.mapping.interviews.queries import list_written_by
from workflows.tryghedsnetvaerk.mapping.interviews.showing import FEWEST, Cover, cover, tabulate
from workflows.tryghedsnetvaerk.mapping.models import Study


def is_mine(row: Interview) -> bool:
    """Say whether the person held an interview: they wrote it in."""
    return row.id in once("held", lambda: _written(Interview))


def _written(model: type[Interview] | type[Quote]) -> frozenset[int]:
    return list_written_by(session(), here().row.id, current_user.person_id, model)


def may_read(row: Quote) -> bool:
    """Say whether the person may read a quote: once it is released all may, until then those of the interviews."""
    found = policy.access()
    return (
        row.released_on is not None
        or found.coordinator
        or found.surveyor
        or row.id in once("quotes_written", lambda: _written(Quote))
    )


def may_fetch(about: str) -> bool:
    """Say whether the person may have the files of what *about* names.

    Those of an interview, and of a quote that is not released, are for whoever wrote it in and those of the interviews;
    also when it is gone and they are left.
    """
    table, _colon, number = about.partition(":")
    if table == Quote.__tablename__ and (quote := _quotes().get(int(number))):
        return may_read(quote)
    if table not in (Quote.__tablename__, Interview.__tablename__):
        return True
    found, mine = policy.access(), once("held", lambda: _written(Interview))
    return found.coordinator or found.surveyor or (table == Interview.__tablename__ and int(number) in mine)


def _quotes() -> dict[int, Quote]:
    rows = once("quotes", lambda: {one.id: one for one in list_all(session(), Quote, here().row.id)})
    return cast(dict[int, Quote], rows)


def some_of(round_id: int | None) -> bool:
    """Say whether the person held an interview of a round, so that they know whom it talked to."""
    return any(one.round_id == round_id and is_mine(one) for one in interviews())


def interviews() -> list[Interview]:
    """Return every interview of the network of this page, asked for once a page."""
    return cast(list[Interview], once("interviews", lambda: list_all(session(), Interview, here().row.id)))


def rounds() -> list[Round]:
    """Return the rounds of the network of this page, the newest first; looked up once in a session."""
    return cast(list[Round], once("rounds", lambda: list_all(session(), Round, here().row.id)[::-1]))


def covered(round_id: int | None) -> Cover:
    """Return how the groups of a round are covered."""
    listed = next((one.listed for one in rounds() if one.id == round_id), ())
    return cover(listed, [one.took_part for one in interviews() if one.round_id == round_id])


def line(row: Interview) -> Line:
    """Say an interview in a list."""
    if not is_mine(row):
        return Line(called(row), row.interviewer)
    sub = " · ".join([took_part(row), word("language", row.language), row.interviewer])
    return Line(f"{word('interview', row.kind)}, {short_day(row.on)}", sub)


def choice(row: Interview) -> str:
    """Say an interview where it is ticked as one that a theme was heard in."""
    return f"{short_day(row.on)}: {took_part(row)}" if is_mine(row) else called(row)


def called(row: Interview) -> str:
    """Return what an interview is called to those who did not hold it: its number and the month."""
    month = dates.format_date(row.on, "MMMM yyyy", locale=locale())
    return _("Samtale {nr}, {maaned}", nr=row.nr, maaned=month)


def took_part(row: Interview) -> str:
    """Say how many of each group took part."""
    return ", ".join(f"{name} {number}" for name, number in row.took_part.items())


def sizes(found: Cover, exact: bool) -> list[str]:
    """Say how many of each group were talked to: as numbers where they are known already, else at least five."""
    if exact:
        return [f"{name} {number}" for name, number in found.sizes.items() if number]
    return [_("{gruppe} (mindst {antal})", gruppe=name, antal=FEWEST) for name in found.shown]


def heard(number: int, found: Cover) -> str:
    """Say in how many interviews a theme was heard; nothing where that could tell of a hidden group."""
    if not found.hidden:
        return _("Hørt i samtaler: {antal}", antal=number)
    return _("Hørt i samtaler: mindst {antal}", antal=number) if number else ""


def number(of: int, found: Cover, row: Theme) -> str:
    """Say the same in a table: nothing heard is a dash, and what only hidden groups said is not shown."""
    if not row.interviews:
        return "–"
    if not found.hidden:
        return str(of)
    return _("mindst {antal}", antal=of) if of else _("Vises ikke")


def heard_of(row: Theme) -> str:
    """Say in how many interviews one theme was heard."""
    found = covered(row.round_id)
    if not row.interviews:
        return _("Endnu ikke knyttet til en samtale")
    return heard(tabulate(found, [[one.took_part for one in row.interviews]])[0][0], found)


def said_by(found: Cover, one: Quote) -> str:
    """Return whom a quote is said to be from: the group where it is large enough, else a resident."""
    return found.called(one.said_by) or _("en beboer")


def begin_first() -> dict[str, tuple[str, str]]:
    """Return what is begun before anything is written in a round: the round, while there is none."""
    if rounds():
        return {}
    url = url_for("records.new", slug=policy.access().slug, noun="samtalerunder")
    return {"begin_first": (_("Begynd en runde af samtaler"), url)}


def begun_early(row: Study) -> bool:
    """Say whether a study of the network's own began before the residents were informed."""
    if row.fieldwork_from is None or row.fieldwork_from > today():
        return False
    return f"{row.kind}:{row.id}" in here().facts.who.get("fieldwork_early", ())


def once(name: str, look: Callable[[], Any]) -> Any:
    """Return what was looked up before in this request, as long as it was in the same session."""
    asked = session()
    if name not in g or g.get(name)[0] is not asked:
        setattr(g, name, (asked, look()))
    return g.get(name)[1]

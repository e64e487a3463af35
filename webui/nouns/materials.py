"""Step 7: folder, actioncard, contact list, and the lines of the card."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, url_for

from engine.commands import Command
from engine.records import list_all
from engine.text import N_, SOURCE
from webui.nouns.agreement import must_be_ours, problems
from webui.nouns.shape import Line, Noun, Verb, optional_id
from webui.page.desk import desk
from webui.page.frame import here
from webui.saying.language import _, short_day, speaking
from webui.saying.words import choices, word
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, Rule, choice, day, line, mail, prose, said_when, tick
from workflows.tryghedsnetvaerk.materials import actions, editions
from workflows.tryghedsnetvaerk.materials.models import (
    CARD,
    DRAFT,
    FOLDER,
    OFFICE,
    OFFICIAL,
    PERSON,
    RELEASED,
    CardLine,
    Material,
)
from workflows.tryghedsnetvaerk.papers.catalogue import NEXT
from workflows.tryghedsnetvaerk.papers.materials import folder_to_start_from


class MaterialForm(Form):
    """A material."""

    kind = choice(N_("Hvilket materiale?"), choices("material"), needed=True)
    body = prose(
        N_("Tekst"),
        rows=12,
        most=30_000,
        hint=N_("Kun til folderen. Kortet og listen laves af det, I har skrevet ind."),
    )
    ready_made = tick(N_("Materialet er lavet et andet sted og vedhæftes"))
    limits_in_paper = tick(N_("Teksten »Hvad netværket ikke er« står i den vedhæftede fil"))  # fmt: skip


def material_values(row: Material) -> Mapping[str, Any]:
    """Return the text of a folder: what was written, or the text to start from."""
    return {"body": folder_text(row)} if row.kind == FOLDER and not row.ready_made else {}


def folder_text(row: Material) -> str:
    """Return what a folder shows."""
    if row.kind != FOLDER or row.body.strip():
        return row.body
    with speaking(SOURCE):
        return folder_to_start_from(desk())


def release(session: Any, command: Command, row: Material, _said: Mapping[str, Any]) -> Any:
    """Release a material, or its next edition."""
    return actions.release(session, command, row.nr, shown=folder_text(row))


def material_line(row: Material) -> Line:
    """Say a material in its list."""
    sub = row.reason or (_("Vedhæftet") if row.ready_made else "")
    on = f" {short_day(row.released_on)}" if row.released_on else ""
    code = {"frigivet": "done", "ikke_relevant": "before", "kladde": "active"}[row.state]
    return Line(word("material", row.kind), sub, word("material_state", row.state) + on, code)


def material_papers(row: Material) -> Sequence[tuple[str, str, str]]:
    """Return the papers of a material; the folder has one for residents and one for professionals."""
    if row.ready_made:
        return ()
    found = [(row.kind, "pdf", N_("Som PDF")), (row.kind, "docx", N_("Som Word"))]
    if row.kind == FOLDER:
        found.append(("fagfolder", "pdf", N_("Til fagpersoner som PDF")))
        found.append(("fagfolder", "docx", N_("Til fagpersoner som Word")))
    return found


def released(row: Material | None) -> dict[str, Any]:
    """Return which edition of a material is in force, and whether something was changed since."""
    if row is None or row.state != RELEASED:
        return {}
    edition, slug = editions.find_newest(session(), row), policy.access().slug
    return {
        "number": edition.number if edition else 0,
        "on": edition.released_on if edition else row.released_on,
        "changed": is_changed(row),
        "draft_url": url_for("papers.paper", slug=slug, name=f"{row.kind}{NEXT}", nr=row.nr, ending="html"),
    }


def is_changed(row: Material) -> bool:
    """Say whether a released material says something else now; each is held against its edition once a request."""
    known: dict[int, bool] = g.setdefault("changed", {})
    if row.id not in known:
        known[row.id] = editions.is_changed(session(), row, today())
    return known[row.id]


def of_card(row: CardLine | None) -> dict[str, Any]:
    """Return for the list of lines which edition of the card is in force, and where it is released anew."""
    cards = [one for one in list_all(session(), Material, here().row.id) if one.kind == CARD]
    if row is not None or not cards or not (found := released(cards[0])):
        return {}
    return found | {"url": url_for("records.show", slug=policy.access().slug, noun="materialer", nr=cards[0].nr)}


class NotRelevantForm(Form):
    """Why a material is not relevant."""

    reason = prose(N_("Ikke relevant, fordi"), needed=True, rows=3)


class CardLineForm(Form):
    """A line of the card."""

    rules = (
        Rule("phone", lambda f: f.kind.data != OFFICIAL or actions.is_official(f.said("about", "who", "phone", "mail")),
             actions.NOT_OFFICIAL),
        Rule("agreed_how", lambda f: f.kind.data == OFFICIAL or not f.agreed_on.data or bool(f.agreed_how.data),
             actions.BOTH),
        Rule("agreed_how", lambda f: f.kind.data != PERSON or f.agreed_how.data in ("", None, "selv"),
             actions.ONLY_THEMSELVES),
        Rule("agreed_how", lambda f: f.kind.data != OFFICE or f.agreed_how.data != "selv", actions.NOT_FOR_ALL),
        Rule("agreed_on", lambda f: f.kind.data == OFFICIAL or not f.agreed_how.data or bool(f.agreed_on.data),
             actions.BOTH),
    )  # fmt: skip
    whens = said_when(
        phone=N_("skal udfyldes ved et officielt nummer"),
        agreed_how=N_("ikke ved et officielt nummer"),
        agreed_on=N_("skal udfyldes, når nogen har sagt ja"),
    )
    problem_id = choice(N_("Hvilket problem?"), (), coerce=optional_id)
    about = line(N_("Hvad handler det om?"), needed=True, hint=N_("Som det skal stå på kortet"))
    kind = choice(N_("Hvem er det?"), choices("line"), needed=True)
    who = line(N_("Navn på personen eller kontoret"), needed=True)
    phone = line(N_("Telefon"), most=40, autocomplete="off", hint=N_("For et officielt nummer: 112 eller 114"))
    mail = mail(N_("Mail"), autocomplete="off")
    agreed_how = choice(
        N_("Er det aftalt?"),
        choices("agreed_how"),
        hint=N_("En person skal selv have sagt ja. For et kontor kan lederen sige ja, eller det kan stå i et referat."),
    )
    agreed_on = day(N_("Aftalt den"), past=True)
    left_off = tick(N_("Udelad linjen af kortet"), hint=N_("Så kan kortet frigives uden den."))  # fmt: skip


def save_line(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a line."""
    must_be_ours(session, command.process_id, values["problem_id"])
    return actions.save_line(session, command, nr, values, seen=seen)


def card_line(row: CardLine) -> Line:
    """Say a line in its list."""
    sub = " · ".join(filter(None, [row.who, row.phone, row.mail]))
    if row.left_off:
        return Line(row.about, sub, _("Udeladt"), "ended")
    if editions.may_stand(row):
        return Line(row.about, sub, word("line", row.kind) if row.kind == OFFICIAL else _("Aftalt"), "done")
    return Line(row.about, sub, _("Ikke aftalt"), "waiting")


NOUNS = (
    Noun(
        key="materialer", model=Material, form=MaterialForm, title=N_("Kontaktmaterialer"), one=N_("Materiale"),
        new=N_("Begynd på et materiale"), nothing=N_("Der er ingen materialer endnu."), task="folder", tab="aftale",
        line=material_line, values=material_values, removable=False, papers=material_papers,
        extra="records/_released.html", more=released, of_file=("limits_in_paper",),
        without=lambda row: () if row.kind == FOLDER else ("body",),
        editable=lambda row: row.state != RELEASED or not row.ready_made,
        save=lambda session, command, nr, values, seen: actions.save_material(session, command, nr, values, seen=seen),
        verbs=(
            Verb(key="frigiv", text=N_("Frigiv"), kind="primary", whole=True, done=N_("Materialet er frigivet."),
                 when=lambda row: row.state != RELEASED, act=release),
            Verb(key="frigiv-igen", text=N_("Frigiv den nye udgave"), kind="primary", whole=True,
                 done=N_("Den nye udgave er frigivet."), when=lambda row: row.state == RELEASED and is_changed(row),
                 act=release),
            Verb(key="ikke-relevant", text=N_("Markér som ikke relevant"), form=NotRelevantForm,
                 done=N_("Materialet er markeret som ikke relevant."), when=lambda row: row.state == DRAFT,
                 act=lambda session, command, row, said: actions.leave_out(session, command, row.nr, said["reason"])),
            Verb(key="kladde", text=N_("Tag tilbage som kladde"), done=N_("Materialet er en kladde igen."),
                 when=lambda row: row.state != DRAFT,
                 act=lambda session, command, row, said: actions.withdraw(session, command, row.nr)),
        ),
    ),
    Noun(
        key="actioncard", model=CardLine, form=CardLineForm, title=N_("Linjerne på actioncardet"), one=N_("Linje"),
        new=N_("Tilføj en linje"), nothing=N_("Der er ingen linjer endnu. 112 og 114 står der altid."),
        task="actioncard", tab="aftale", line=card_line, prepare=problems, save=save_line,
        extra="records/_released.html", more=of_card, order=editions.place_on_card,
    ),
)  # fmt: skip

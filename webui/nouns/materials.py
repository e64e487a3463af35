"""Step 7: folder, actioncard, contact list, and the lines of the card."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.commands import Command
from engine.errors import BadInput, NotAllowed
from engine.records import add, edit, list_all
from engine.text import N_, SOURCE
from webui.desk import desk
from webui.forms import Form, choice, day, line, mail, prose, tick
from webui.language import _, short_day, speaking
from webui.nouns.agreement import must_be_ours, problems
from webui.nouns.shape import Line, Noun, Verb, optional_id
from webui.words import choices, word
from workflows.tryghedsnetvaerk.materials import actions
from workflows.tryghedsnetvaerk.materials.models import DRAFT, FOLDER, OFFICIAL, PERSON, RELEASED, CardLine, Material
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


def save_material(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a material; there is one of each kind."""
    others = [m for m in list_all(session, Material, command.process_id) if m.kind == values["kind"] and m.nr != nr]
    if others:
        raise NotAllowed(N_("I har allerede lavet det materiale. Ret i det."))
    if nr is None:
        return add(session, command, Material, values)
    return edit(session, command, Material, nr, values, seen=seen)


def material_line(row: Material) -> Line:
    """Say a material in its list."""
    sub = row.reason or (_("Vedhæftet") if row.ready_made else "")
    on = f" {short_day(row.released_on)}" if row.released_on else ""
    code = {"frigivet": "done", "ikke_relevant": "before", "kladde": "active"}[row.state]
    return Line(word("material", row.kind), sub, word("material_state", row.state) + on, code)


def material_papers(row: Material) -> Sequence[tuple[str, str, str]]:
    """Return the papers of a material; the folder has one for residents and one for professionals."""
    found = [(row.kind, "pdf", N_("Som PDF")), (row.kind, "docx", N_("Som Word"))]
    if row.kind == FOLDER:
        found.append(("fagfolder", "pdf", N_("Til fagpersoner som PDF")))
        found.append(("fagfolder", "docx", N_("Til fagpersoner som Word")))
    return found


class NotRelevantForm(Form):
    """Why a material is not relevant."""

    reason = prose(N_("Ikke relevant, fordi"), needed=True, rows=3)


class CardLineForm(Form):
    """A line of the card."""

    problem_id = choice(N_("Hvilket problem?"), (), coerce=optional_id)
    about = line(N_("Hvad handler det om?"), needed=True, hint=N_("Som det skal stå på kortet"))
    kind = choice(N_("Hvem er det?"), choices("line"), needed=True)
    who = line(N_("Navn på personen eller kontoret"), needed=True)
    phone = line(N_("Telefon"), most=40, autocomplete="off")
    mail = mail(N_("Mail"), autocomplete="off")
    agreed_how = choice(
        N_("Er det aftalt?"),
        choices("agreed_how"),
        hint=N_("En person skal selv have sagt ja. For et kontor kan lederen sige ja, eller det kan stå i et referat."),
    )
    agreed_on = day(N_("Aftalt den"), past=True)
    left_off = tick(N_("Udelad linjen af kortet"), hint=N_("Så kan kortet frigives uden den."))  # fmt: skip


def save_line(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a line; a person can only agree for themselves."""
    must_be_ours(session, command.process_id, values["problem_id"])
    if values["kind"] == PERSON and values["agreed_how"] not in ("", "selv"):
        raise BadInput(N_("En person skal selv have sagt ja til at stå på kortet."))
    if bool(values["agreed_how"]) != bool(values["agreed_on"]) and values["kind"] != OFFICIAL:
        raise BadInput(N_("Skriv både, hvem der sagde ja, og hvornår."))
    return (
        add(session, command, CardLine, values)
        if nr is None
        else edit(session, command, CardLine, nr, values, seen=seen)
    )


def card_line(row: CardLine) -> Line:
    """Say a line in its list."""
    sub = " · ".join(filter(None, [row.who, row.phone, row.mail]))
    if row.left_off:
        return Line(row.about, sub, _("Udeladt"), "ended")
    if row.kind == OFFICIAL or row.agreed_on:
        return Line(row.about, sub, word("line", row.kind) if row.kind == OFFICIAL else _("Aftalt"), "done")
    return Line(row.about, sub, _("Ikke aftalt"), "waiting")


NOUNS = (
    Noun(
        key="materialer", model=Material, form=MaterialForm, title=N_("Kontaktmaterialer"), one=N_("Materiale"),
        new=N_("Begynd på et materiale"), nothing=N_("Der er ingen materialer endnu."), task="folder", tab="aftale",
        line=material_line, values=material_values, save=save_material,
        editable=lambda row: row.state != RELEASED, removable=False,
        papers=material_papers,
        verbs=(
            Verb(key="frigiv", text=N_("Frigiv"), kind="primary", done=N_("Materialet er frigivet."),
                 when=lambda row: row.state != RELEASED,
                 act=lambda session, command, row, said: actions.release(
                     session, command, row.nr, shown=folder_text(row))),
            Verb(key="ikke-relevant", text=N_("Ikke relevant"), form=NotRelevantForm,
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
    ),
)  # fmt: skip

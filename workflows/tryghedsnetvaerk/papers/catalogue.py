"""Every paper by its name in the address: which record it is made from, and how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from engine import records
from engine.errors import NotFound
from engine.records import Record
from engine.text import N_
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation
from workflows.tryghedsnetvaerk.mapping.interviews.models import Guide, Round
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.mapping.report.models import Myth
from workflows.tryghedsnetvaerk.materials.models import CARD, CONTACTS, FOLDER, Material
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.information.models import ResidentText
from workflows.tryghedsnetvaerk.network.models import ResidentInformation
from workflows.tryghedsnetvaerk.papers import (
    agreement,
    evaluation,
    interviews,
    mapping,
    materials,
    meetings,
    public,
    residents,
)
from workflows.tryghedsnetvaerk.papers.desk import Desk

INVITATION = "indkaldelse"
MISSING = N_("Dokumentet findes ikke i dette netværk.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper: what it is called, the record it is made from (of *kind*, where that matters), and how.

    One of *one_language* is in the language of its record, whoever asks.
    """

    title: str
    model: type[Record]
    make: Callable[[Desk, Any], Paper]
    noun: str
    kind: str = ""
    one_language: bool = False


NEXT = "-kladde"  # what would be released, beside the edition in force
DRAFTS: tuple[tuple[str, str, Callable[..., Paper], str], ...] = (
    ("folder", N_("Næste udgave af folderen til beboerne"), materials.make_folder, FOLDER),
    ("fagfolder", N_("Næste udgave af folderen til fagpersoner"), materials.make_whole_folder, FOLDER),
    ("actioncard", N_("Næste udgave af actioncardet"), materials.make_card, CARD),
    ("kontaktliste", N_("Næste udgave af telefon- og maillisten"), materials.make_contacts, CONTACTS),
)
PAPERS: Mapping[str, Sheet] = {
    "opslag": Sheet(N_("Opslag til beboerne"), ResidentInformation, residents.make_message, "beboere"),
    "beboertekst": Sheet(
        N_("Tekst til beboerne"), ResidentText, residents.make_text, "sprogudgaver", one_language=True
    ),
    f"beboertekst{NEXT}": Sheet(
        N_("Næste udgave af teksten til beboerne"),
        ResidentText,
        partial(residents.make_text, draft=True),
        "sprogudgaver",
        one_language=True,
    ),
    "samtaleguide": Sheet(N_("Samtaleguide"), Guide, interviews.make_guide, "samtaleguider", one_language=True),
    "samtaler": Sheet(N_("Samtaler med beboere"), Round, interviews.make_findings, "samtalerunder"),
    "rapport": Sheet(N_("Kriminalitets- og tryghedsrapport"), Report, mapping.make_report, "rapport"),
    "kort-om-rapporten": Sheet(N_("Kort om rapporten, uden små tal"), Report, public.make_public_summary, "rapport"),
    "myter-og-tal": Sheet(N_("Myter og tal"), Myth, public.make_facts_sheet, "myter"),
    "dagsorden": Sheet(N_("Dagsorden"), Meeting, meetings.make_agenda, "moeder"),
    INVITATION: Sheet(N_("Indkaldelse"), Meeting, meetings.make_invitation, "moeder"),
    "referat": Sheet(N_("Referat"), Meeting, meetings.make_minutes, "moeder"),
    "aftale": Sheet(N_("Samarbejdsaftale"), Agreement, agreement.make_agreement, "aftale"),
    "folder": Sheet(N_("Folder til beboerne"), Material, materials.make_folder, "materialer", FOLDER),
    "fagfolder": Sheet(N_("Folder til fagpersoner"), Material, materials.make_whole_folder, "materialer", FOLDER),
    "actioncard": Sheet(N_("Actioncard"), Material, materials.make_card, "materialer", CARD),
    "kontaktliste": Sheet(N_("Telefon- og mailliste"), Material, materials.make_contacts, "materialer", CONTACTS),
    **{
        f"{name}{NEXT}": Sheet(title, Material, partial(make, draft=True), "materialer", kind)
        for name, title, make, kind in DRAFTS
    },
    "evaluering": Sheet(N_("Evaluering"), Evaluation, evaluation.make_evaluation, "evaluering"),
}


def find(desk: Desk, name: str, nr: int) -> tuple[Sheet, Any]:
    """Return the kind of paper *name* with its record.

    :raises NotFound: if there is no such paper, or the network has no such record
    """
    sheet = PAPERS.get(name)
    if sheet is None:
        raise NotFound(MISSING)
    row: Any = records.get(desk.session, sheet.model, desk.network.network_id, nr)
    if sheet.kind and row.kind != sheet.kind:
        raise NotFound(MISSING)
    return sheet, row


def make(desk: Desk, name: str, nr: int, to: int | None = None) -> Paper:
    """Return the paper *name* of the record *nr*; an invitation may be addressed *to* one participant.

    :raises NotFound: if there is none
    """
    return write(desk, name, find(desk, name, nr)[1], to)


def write(desk: Desk, name: str, row: Any, to: int | None = None) -> Paper:
    """Return the paper *name* of a record."""
    return meetings.make_invitation(desk, row, to) if name == INVITATION else PAPERS[name].make(desk, row)

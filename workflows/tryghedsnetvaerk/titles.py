"""What the records that events tell of are called today, whatever their kind, in two questions at most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, Text, case, cast, literal, null, select, union_all

from engine.db import Session
from engine.models import UTCDateTime
from engine.people.models import Organisation, Person
from workflows.tryghedsnetvaerk.agreement.models import Agreement, Partner, Route
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation, Measure
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet, PoliceEffort, Population
from workflows.tryghedsnetvaerk.mapping.interviews.models import Guide, Interview, Quote, Round, Theme
from workflows.tryghedsnetvaerk.mapping.models import Problem, Report, Study
from workflows.tryghedsnetvaerk.mapping.report.models import Myth, ReportComment
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire
from workflows.tryghedsnetvaerk.materials.models import CardLine, Material
from workflows.tryghedsnetvaerk.meetings.models import Decision, Meeting, Participant
from workflows.tryghedsnetvaerk.network.information.models import ResidentNotice, ResidentText
from workflows.tryghedsnetvaerk.network.models import (
    MINUTES,
    Approval,
    Attachment,
    Need,
    Network,
    ResidentDiscussion,
    ResidentInformation,
    ResidentQuestion,
    Seat,
    Stakeholder,
)
from workflows.tryghedsnetvaerk.practice.models import NewsMail


@dataclass(frozen=True, slots=True)
class Title:
    """What a record is called: *text* as people wrote it, *code* a word of the method, *at* when a meeting begins.

    *paper* refers to the paper that an approval is about, and *version* says which version of it.
    """

    kind: str
    nr: int
    text: str
    code: str
    at: datetime | None
    paper: str
    version: int | None


def _name(table: Any, key: Any) -> Any:
    return select(table.name).where(table.id == key).scalar_subquery()


PAPER = case((Approval.about == MINUTES, "meeting"), else_=Approval.about)
# What stands in each kind's title: text, code, beginning, paper, version; the rest is nothing.
SAYS: Mapping[Any, Mapping[str, Any]] = {
    Network: {"text": Network.name},
    Need: {"code": Need.found_by},
    Stakeholder: {"text": _name(Organisation, Stakeholder.organisation_id), "code": Stakeholder.kind},
    Seat: {"text": _name(Person, Seat.person_id)},
    Approval: {"paper": PAPER.concat(":").concat(cast(Approval.about_id, String)), "version": Approval.about_version},
    ResidentNotice: {"text": ResidentNotice.subject},
    ResidentText: {"text": ResidentText.title},
    ResidentInformation: {"code": ResidentInformation.channel},
    ResidentDiscussion: {"text": ResidentDiscussion.what},
    ResidentQuestion: {"text": ResidentQuestion.question, "code": ResidentQuestion.kind},
    Attachment: {"text": Attachment.name, "code": Attachment.code},
    CrimeSet: {"text": CrimeSet.title},
    Population: {"text": Population.area},
    PoliceEffort: {"text": PoliceEffort.first},
    Study: {"text": Study.title, "code": Study.kind},
    Round: {"text": Round.title},
    Guide: {"text": Guide.language},
    Interview: {},
    Theme: {"text": Theme.title},
    Quote: {},
    Questionnaire: {"text": Questionnaire.title},
    Report: {},
    Problem: {"text": Problem.what},
    ReportComment: {"text": ReportComment.text, "code": ReportComment.part},
    Myth: {"text": Myth.claim},
    ProfessionalGroup: {"text": ProfessionalGroup.name},
    Meeting: {"text": Meeting.title, "code": Meeting.kind, "at": Meeting.starts_at},
    Decision: {"text": Decision.text},
    Participant: {"text": Participant.name},
    Agreement: {},
    Partner: {"text": _name(Organisation, Partner.organisation_id)},
    Route: {"text": Route.receiver},
    Material: {"code": Material.kind},
    CardLine: {"text": CardLine.about},
    NewsMail: {"text": NewsMail.subject},
    Evaluation: {},
    Measure: {"text": Measure.what},
}
KINDS: Mapping[str, Any] = {model.__tablename__: model for model in SAYS}
COLUMNS: Mapping[str, Any] = {"text": Text, "code": Text, "at": UTCDateTime, "paper": Text, "version": Integer}


def list_titles(session: Session, references: Iterable[str]) -> dict[str, Title]:
    """Return what each record behind references such as ``need:3`` is called; what is gone is left out.

    The papers that approvals are about are returned too.
    """
    found = _asked(session, references)
    return found | _asked(session, {title.paper for title in found.values() if title.paper} - found.keys())


def _asked(session: Session, references: Iterable[str]) -> dict[str, Title]:
    wanted: dict[str, set[int]] = {}
    for reference in references:
        kind, _, number = reference.partition(":")
        if kind in KINDS and number.isdecimal() and len(number) < 16:
            wanted.setdefault(kind, set()).add(int(number))
    if not wanted:
        return {}
    rows = session.execute(union_all(*(_titles(kind, numbers) for kind, numbers in sorted(wanted.items()))))
    return {
        f"{row.kind}:{row.id}": Title(row.kind, row.nr, row.text or "", row.code or "", row.at, row.paper or "",
                                      row.version)
        for row in rows
    }  # fmt: skip


def _titles(kind: str, numbers: Iterable[int]) -> Select[Any]:
    model = KINDS[kind]
    said: list[ColumnElement[Any]] = [
        (SAYS[model][name] if name in SAYS[model] else cast(null(), of)).label(name) for name, of in COLUMNS.items()
    ]
    place = (literal(kind, Text).label("kind"), model.id.label("id"), model.nr.label("nr"))
    return select(*place, *said).where(model.id.in_(sorted(numbers)))

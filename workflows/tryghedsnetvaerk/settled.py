"""What stays as it is once it was sent, agreed, released or decided, and what falls when its file is taken away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine import records
from engine.commands import Change
from engine.db import Session
from engine.errors import NotAllowed
from engine.records import Record
from engine.state import State
from engine.text import N_
from workflows.tryghedsnetvaerk.agreement.actions import succeed
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.agreement.queries import list_asked, list_settled
from workflows.tryghedsnetvaerk.evaluation.actions import DECIDED, is_closed
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation, Measure
from workflows.tryghedsnetvaerk.mapping.interviews.models import CLOSED, Interview, Round
from workflows.tryghedsnetvaerk.mapping.models import SENT, Report
from workflows.tryghedsnetvaerk.materials.models import DRAFT as NOT_OUT
from workflows.tryghedsnetvaerk.materials.models import RELEASED, Material
from workflows.tryghedsnetvaerk.meetings.models import Meeting, Participant
from workflows.tryghedsnetvaerk.meetings.participants import STAYS
from workflows.tryghedsnetvaerk.network import approvals
from workflows.tryghedsnetvaerk.network.attachments import list_attached
from workflows.tryghedsnetvaerk.network.information.models import RELEASED as ISSUED
from workflows.tryghedsnetvaerk.network.information.models import ResidentText
from workflows.tryghedsnetvaerk.network.models import MINUTES, REPORT, Attachment


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a record of one kind is settled, why it then stays, where one goes on, and what falls when its file goes."""

    settled: Callable[[Session, State, Any], bool]
    why: str
    page: str
    falls: str = ""
    rests: Callable[[Any], bool] = lambda row: True
    undo: Callable[[Session, Change, Any], Mapping[str, Any]] = lambda session, change, row: {}


def why(session: Session, state: State, row: Record) -> NotAllowed | None:
    """Return the refusal to attach anything to a record that stays as it is, or to remove it."""
    rule = _rule(session, state, row)
    return NotAllowed(rule.why, page=rule.page.format(nr=row.nr)) if rule else None


def _rule(session: Session, state: State, row: Record) -> Rule | None:
    """Return the first rule by which a record stays as it is."""
    return next((rule for rule in RULES.get(type(row), ()) if rule.settled(session, state, row)), None)


def falls(session: Session, state: State, row: Attachment) -> str:
    """Return what falls when a file is taken away; nothing when nothing stands on it."""
    found = _standing_on(session, state, row)
    return found[0].falls if found else ""


def undo(session: Session, change: Change, row: Record) -> Mapping[str, Any]:
    """Take back what stood on a file that is taken away, and return what the event says of it."""
    found = _standing_on(session, change.state, row)
    return found[0].undo(session, change, found[1]) if found else {}


def _standing_on(session: Session, state: State, row: Record) -> tuple[Rule, Record] | None:
    """Return the settled record that a file is attached to, with its rule."""
    table, _, number = row.about.partition(":") if isinstance(row, Attachment) else ("", "", "")
    model = next((one for one in RULES if one.__tablename__ == table), None)  # type: ignore[attr-defined]  # mapped
    owner = session.get(model, int(number), populate_existing=True) if model else None
    rule = _rule(session, state, owner) if owner else None
    return (rule, owner) if owner and rule and rule.rests(owner) else None


def _ask_no_more(session: Session, change: Change, report: Report) -> Mapping[str, Any]:
    return approvals.withdraw(session, change, REPORT, report.id)


def _call_back(session: Session, change: Change, meeting: Meeting) -> Mapping[str, Any]:
    """Let minutes be unsent: they are sent, and approved, anew."""
    told = approvals.withdraw(session, change, MINUTES, meeting.id)
    meeting.minutes_sent_on, meeting.object_by, meeting.version = None, None, meeting.version + 1
    session.flush()
    return {**told, "also": [*told["also"], records.said(meeting)]}


def _take_back(session: Session, change: Change, material: Material) -> Mapping[str, Any]:
    """Let a released material that was made elsewhere be a draft."""
    material.state, material.released_on, material.version = NOT_OUT, None, material.version + 1
    session.flush()
    return {"also": [records.said(material)]}


def _minutes_are_sent(session: Session, participant: Participant) -> bool:
    meeting = session.get(Meeting, participant.meeting_id or 0)
    return meeting is not None and meeting.minutes_sent_on is not None


def _round_is_closed(session: Session, interview: Interview) -> bool:
    held_in = session.get(Round, interview.round_id or 0)
    return held_in is not None and held_in.closed_on is not None


def _answered(session: Session, agreement: Agreement) -> bool:
    """Say whether partners have answered a draft that is signed on paper, by the file that is attached to it."""
    return agreement.ready_made and bool(agreement.annex) and bool(list_attached(session, agreement))


def _put_to_partners(session: Session, agreement: Agreement) -> bool:
    """Say whether partners were asked about the file of a draft that is signed on paper; silence counts for it too."""
    asked = agreement.ready_made and list_asked(session, agreement)
    return bool(asked and list_attached(session, agreement))


def _next_version(session: Session, change: Change, agreement: Agreement) -> Mapping[str, Any]:
    """Begin the version that gets another file; the answers stay with the one that they were given to."""
    row, also = succeed(session, change, agreement, {})
    return {"also": [records.said(one) for one in (row, *also)]}


RULES: Mapping[type[Record], tuple[Rule, ...]] = {
    Report: (
        Rule(
            settled=lambda session, state, row: row.state == SENT,
            why=N_(
                "Rapporten er sendt til godkendelse, og et ja gælder præcis det, der blev sendt. Lav en ny version."
            ),
            page="rapport:{nr}",
            falls=N_(
                "Rapporten er sendt til godkendelse. Fjerner I filen, bortfalder svarene, og en ny version skal sendes."
            ),
            undo=_ask_no_more,
        ),
    ),
    Interview: (
        Rule(
            settled=lambda session, state, row: _round_is_closed(session, row),
            why=CLOSED,
            page="samtaler:{nr}",
        ),
    ),
    ResidentText: (
        Rule(
            settled=lambda session, state, row: row.state == ISSUED,
            why=N_("Teksten er frigivet. Tag den tilbage som kladde, før I vedhæfter filer."),
            page="sprogudgaver:{nr}",
            rests=lambda row: False,
        ),
    ),
    Meeting: (
        Rule(
            settled=lambda session, state, row: row.minutes_sent_on is not None,
            why=N_(
                "Referatet er sendt ud, og et ja gælder præcis det, der blev sendt. Vedhæft filen til referatet af det "
                "næste møde."
            ),
            page="moeder",
            falls=N_("Referatet er sendt ud. Fjerner I filen, bortfalder svarene, og referatet skal sendes ud igen."),
            undo=_call_back,
        ),
    ),
    Participant: (
        Rule(
            settled=lambda session, state, row: _minutes_are_sent(session, row),
            why=STAYS,
            page="moeder",
        ),
    ),
    Agreement: (
        Rule(
            settled=lambda session, state, row: row.dropped,
            why=N_("Denne version er afløst af en nyere og står, som parterne svarede på den."),
            page="aftale:{nr}",
            falls=N_("Parterne har svaret på denne fil. Fjerner I den, kan ingen længere se, hvad de svarede på."),
            rests=lambda row: row.ready_made,
        ),
        Rule(
            settled=lambda session, state, row: row.nr in list_settled(session, row.network_id, state),
            why=N_("Aftalen er indgået, og parterne har sagt ja til præcis det, der står i den. Lav en ny version."),
            page="aftale:{nr}",
            falls=N_("Aftalen er indgået. Fjerner I filen, kan den kun erstattes i en ny version af aftalen."),
        ),
        Rule(
            settled=lambda session, state, row: _answered(session, row),
            why=N_("Parter har svaret på den fil, der er vedhæftet. Skal aftalen have en anden, så lav en ny version."),
            page="aftale:{nr}",
            falls=N_(
                "Parter har svaret på denne fil. Fjerner I den, begynder en ny version af aftalen, og parterne skal "
                "spørges igen."
            ),
            undo=_next_version,
        ),
        Rule(
            settled=lambda session, state, row: _put_to_partners(session, row),
            why=N_(
                "Parter har fået en frist for at svare på den fil, der er vedhæftet. Skal aftalen have en anden, så "
                "lav en ny version."
            ),
            page="aftale:{nr}",
            falls=N_(
                "Parter har fået en frist for at svare på denne fil. Fjerner I den, begynder en ny version af aftalen, "
                "og parterne skal spørges igen."
            ),
            undo=_next_version,
        ),
    ),
    Material: (
        Rule(
            settled=lambda session, state, row: row.state == RELEASED,
            why=N_("Materialet er frigivet. Tag det tilbage som kladde, før I vedhæfter flere filer."),
            page="materialer:{nr}",
            falls=N_("Materialet er frigivet. Fjerner I filen, bliver det en kladde og skal frigives igen."),
            rests=lambda row: row.ready_made,
            undo=_take_back,
        ),
    ),
    Evaluation: (
        Rule(
            settled=lambda session, state, row: is_closed(session, state, row.id),
            why=DECIDED,
            page="evaluering",
        ),
    ),
    Measure: (
        Rule(
            settled=lambda session, state, row: is_closed(session, state, row.evaluation_id),
            why=DECIDED,
            page="evaluering",
        ),
    ),
}

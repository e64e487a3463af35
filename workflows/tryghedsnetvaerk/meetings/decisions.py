"""What people do with the numbered decisions of minutes: write one more, correct one, withdraw one."""

from engine import checks, records
from engine.commands import Change, Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.text import N_
from workflows.tryghedsnetvaerk.meetings.models import ABOUT, HELD, NO, WITHDRAWN, Decision, Meeting
from workflows.tryghedsnetvaerk.meetings.resting import aside_by, list_approving_anything, list_presses


def decide(session: Session, command: Command, meeting_nr: int, about: str, text: str) -> Decision:
    """Write one more decision of a meeting that was held and whose minutes are not sent.

    :raises NotAllowed: if the meeting was not held, or its minutes were sent
    """
    change = records.begin(session, command, "decision_added")
    meeting = records.get(session, Meeting, command.process_id, meeting_nr)
    if not change.repeated:
        if meeting.state != HELD:
            raise NotAllowed(
                N_("Mødet er ikke holdt, så det har ingen beslutninger."), page=f"moeder:{meeting_nr}:holdt"
            )
        if meeting.minutes_sent_on:
            raise NotAllowed(
                N_("Referatet er sendt ud. Skriv beslutningen i referatet af det næste møde."), page="moeder"
            )
        _must_be_about(about)
    return records.add(session, command, Decision, {"meeting_id": meeting.id, "about": about, "text": text})


def correct(session: Session, command: Command, nr: int, *, about: str, text: str, reason: str) -> Decision:
    """Correct what a decision says; its number stays, and the reason stands in the history.

    :raises NotAllowed: if it was withdrawn
    :raises BadInput: if no reason is given
    """
    _must_be_about(about)
    return _rewrite(session, command, nr, "decision_corrected", {"about": about, "text": text}, reason)


def withdraw(session: Session, command: Command, nr: int, reason: str) -> Decision:
    """Withdraw a decision: it decides nothing any more, and its number is never used again.

    :raises NotAllowed: if it was withdrawn, a paper was approved by it, or a demand is set aside by it today
    :raises BadInput: if no reason is given
    """
    return _rewrite(session, command, nr, "decision_withdrawn", {"about": WITHDRAWN}, reason)


def _rewrite(session: Session, command: Command, nr: int, kind: str, values: dict[str, str], reason: str) -> Decision:
    change = records.begin(session, command, kind, nr)
    decision = records.get(session, Decision, command.process_id, nr)
    if change.repeated:
        return records.repeated(session, change, Decision, values)
    if decision.about == WITHDRAWN:
        raise NotAllowed(N_("Beslutningen er trukket tilbage."))
    if values["about"] != decision.about and list_approving_anything(session, decision.network_id, [nr]):
        raise NotAllowed(N_("Et dokument er godkendt ved denne beslutning. Derfor kan den ikke trækkes tilbage."))
    if values["about"] in (WITHDRAWN, NO) and (resting := _set_aside_by(change, nr)):
        text = N_("Et krav er fraveget ved denne beslutning: {dele}. Lad først kravet gælde igen på trinnets side.")
        first = next(key for key, (_, _, found) in change.definition.demands.items() if found.title == resting[0])
        raise NotAllowed(text, page=f"trin:{change.definition.demands[first][0].key}", dele=resting)
    for key, value in values.items():
        setattr(decision, key, value)
    decision.version += 1
    records.end(session, change, kind, decision, nr, extra=checks.why(change, reason))
    return decision


def _must_be_about(about: str) -> None:
    if about not in ABOUT:
        raise BadInput(N_("Vælg, hvad beslutningen handler om."), page="#about")


def _set_aside_by(change: Change, nr: int) -> tuple[str, ...]:
    """Return the titles of the demands that are set aside today because a numbered decision allows it."""
    told = list_presses(change.db, change.command.process_id) if change.state.aside else ()
    demands = change.definition.demands
    return tuple(
        demands[key][2].title for key in aside_by(change.definition, change.state, told, nr, change.command.today)
    )

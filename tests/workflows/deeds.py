"""What people do in a network, through the real actions; a deed whose part is done already does nothing."""

from datetime import timedelta
from typing import Any

from tests.workflows.world import World, seat, with_file, worded
from workflows.tryghedsnetvaerk.agreement.models import JOINED, Agreement, Partner
from workflows.tryghedsnetvaerk.agreement.models import PARTS as SIX_PARTS
from workflows.tryghedsnetvaerk.composition.actions import save_group
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.evaluation.actions import find_current, save_evaluation, save_measure
from workflows.tryghedsnetvaerk.evaluation.models import Measure
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.models import PARTS, QUALITATIVE, Problem, Report, Study
from workflows.tryghedsnetvaerk.materials.actions import leave_out, release
from workflows.tryghedsnetvaerk.materials.models import CARD, CONTACTS, FOLDER, CardLine, Material
from workflows.tryghedsnetvaerk.meetings import models as meetings
from workflows.tryghedsnetvaerk.meetings.actions import hold, save_meeting, send_minutes
from workflows.tryghedsnetvaerk.meetings.calling import call
from workflows.tryghedsnetvaerk.network.approvals import answer
from workflows.tryghedsnetvaerk.network.models import (
    Approval,
    Need,
    ResidentDiscussion,
    ResidentInformation,
    Seat,
    Stakeholder,
)

# -- 1 -----------------------------------------------------------------------------------------------------------


def need(world: World) -> None:
    if not world.all(Need):
        world.add(Need, rise=True, found_by="politi", found_on=world.today, grounds="Indbrud i Blok 7")


def stakeholder(kind: str, said: str = "interesseret", *, world: World) -> None:
    if not world.all(Stakeholder, kind=kind):
        asked = {"contacted_on": world.today, "contacted_again_on": world.today}
        world.add(Stakeholder, kind=kind, answer=said, **asked)


def somebody_willing(world: World) -> None:
    rows = world.all(Stakeholder)
    if rows and all(row.answer == "nej" for row in rows):
        world.edit(rows[0], answer="interesseret")


def held(kind: str, decisions: tuple[tuple[str, str], ...] = (), *, world: World) -> None:
    """Hold the meeting of a kind, the one that people are called to first, unless one was held and none is called."""
    rows = world.all(meetings.Meeting, kind=kind)
    waiting = [row for row in rows if row.state == meetings.CALLED]
    if not waiting and any(row.state == meetings.HELD for row in rows):
        return
    nr = (waiting or rows or [meeting(world, kind)])[0].nr
    world.write(hold, nr, held_on=world.today, minutes="Vi talte.", decisions=decisions)


def meeting(world: World, kind: str) -> Any:
    starts = world.now + timedelta(days=14)
    return world.write(
        save_meeting, None, {"kind": kind, "starts_at": starts, "place": "Beboerhuset", "agenda": "1. Valg"}
    )


def called(kind: str, *, world: World) -> None:
    if not any(row.called_on for row in world.all(meetings.Meeting, kind=kind)):
        world.write(call, meeting(world, kind).nr, invitation=lambda *_: None, people=[{"name": "Ida", "mail": ""}])


def meeting_planned(kind: str, *, world: World) -> None:
    if not world.all(meetings.Meeting, kind=kind):
        meeting(world, kind)


def minutes_sent(kind: str, *, world: World) -> None:
    for row in world.all(meetings.Meeting, kind=kind, state=meetings.HELD, minutes_sent_on=None):
        world.write(send_minutes, row.nr, object_by=None, wording=worded, telling=worded)


def minutes_approved(kind: str, *, world: World) -> None:
    numbers = [row.id for row in world.all(meetings.Meeting, kind=kind)]
    say_yes(world, "minutes", numbers)


def say_yes(world: World, about: str, numbers: list[int]) -> None:
    names = {number: name for name, number in world.people.items()}
    for approval in world.all(Approval, about=about, answer="", lapsed_on=None):
        if approval.about_id in numbers:
            world.write(answer, approval.nr, "godkendt", who=names[approval.person_id])


def chair(world: World) -> None:
    rows = world.all(Seat)
    if not rows:
        seat(world, "formand", chair=True, kind="lokalpoliti")
    elif not any(row.chair for row in rows):
        world.edit(rows[0], chair=True)


def two_people(world: World, *, same_organisation: bool = False) -> None:
    sitting = {row.person_id for row in world.all(Seat)}
    more = {"organisation_id": world.organisations["kommune"]} if same_organisation else {}
    for person, kind in (("formand", "lokalpoliti"), ("medlem", "ejendomskontor")):
        if world.people[person] not in sitting and len(world.all(Seat)) < 2:
            seat(world, person, kind=kind, **more)


def filled(kind: str, person: str, *, world: World) -> None:
    if not world.all(Seat, kind=kind):
        seat(world, person, kind=kind)


def informed(world: World, *, limits: bool = True) -> None:
    if not world.all(ResidentInformation) or (limits and not world.all(ResidentInformation, limits_told=True)):
        world.add(
            ResidentInformation, channel="opgange", informed_on=world.today, text="Nyt netværk", limits_told=limits
        )


def discussion(world: World, *, state: str = "holdt") -> None:
    if not world.all(ResidentDiscussion):
        outcome = "Mere lys" if state == "holdt" else ""
        world.add(ResidentDiscussion, what="Afdelingsmøde", on=world.today, state=state, outcome=outcome)


# -- 2 -----------------------------------------------------------------------------------------------------------


def figures(world: World, *, source: str = "Politiet") -> None:
    if not world.all(CrimeSet):
        told = {"title": "2025", "source": source, "extracted_on": world.today, "counts": "Indbrud; 2025; 12"}
        world.write(save_figures, None, told)


def sourced(world: World) -> None:
    for row in world.all(CrimeSet, source=""):
        world.write(save_figures, row.nr, {"source": "Politiet", "counts": "Indbrud; 2025; 12"})


def study(kind: str, state: str = "gennemfoert", done_by: str = "Kommunen", *, world: World, **more: Any) -> None:
    if not world.all(Study, kind=kind):
        said = {"left_out_reason": "For få husstande"} if state == "udeladt" else {"fieldwork_until": world.today}
        world.add(Study, kind=kind, state=state, done_by=done_by, **said | more)


def one_made(world: World) -> None:
    rows = world.all(Study)
    if not rows:
        study(QUALITATIVE, world=world)
    elif all(row.state != "gennemfoert" for row in rows):
        world.edit(rows[-1], state="gennemfoert", done_by="Vestkær Kommune")


def doers(world: World) -> None:
    for row in world.all(Study, state="gennemfoert", done_by=""):
        world.edit(row, done_by="Vestkær Kommune")


def report_sent(world: World, *, again: bool = False) -> None:
    if again or not world.all(Report):
        written = world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))
        world.write(send_report, written.nr, object_by=None, wording=worded)


def report(world: World) -> None:
    report_sent(world)
    say_yes(world, "report", [row.id for row in world.all(Report)])


# -- 3 -----------------------------------------------------------------------------------------------------------


def group(world: World, **otherwise: Any) -> None:
    if world.all(ProfessionalGroup):
        return
    told = {"name": "Postbude", "sector": "privat", "choice": "ja", "reason": "Kommer i hver opgang", "leader": "Ida",
            "contacted_on": world.today, "answer": "ja", "problems": []}  # fmt: skip
    world.write(save_group, None, told | otherwise)


def group_mended(field: str, value: str, *, world: World) -> None:
    for row in world.all(ProfessionalGroup):
        if getattr(row, field) in ("", "nej"):
            world.edit(row, **{field: value})


def group_answers(world: World) -> None:
    for row in world.all(ProfessionalGroup, answer=""):
        world.edit(row, answer="ja", answered_on=world.today)


def problem(world: World, **more: Any) -> Any:
    return world.add(Problem, what="Mørk sti", **more)


# -- 6 -----------------------------------------------------------------------------------------------------------
THREE = tuple((about, "Besluttet") for about in meetings.THREE)


def three_decisions(world: World) -> None:
    numbers = {row.id for row in world.all(meetings.Meeting, kind=meetings.CONCLUSION)}
    if {row.about for row in world.all(meetings.Decision) if row.meeting_id in numbers} >= set(meetings.THREE):
        return
    open_ones = [row for row in world.all(meetings.Meeting, kind=meetings.CONCLUSION) if not row.minutes_sent_on]
    again = open_ones or [meeting(world, meetings.CONCLUSION)]
    world.write(hold, again[0].nr, held_on=world.today, minutes="Vi blev enige.", decisions=THREE)


def agreement(world: World, **values: Any) -> None:
    rows = world.all(Agreement)
    if not rows:
        world.add(Agreement, **values)
    elif any(not getattr(rows[0], key) for key in values):
        world.edit(rows[0], **values)


def parts(world: World) -> None:
    agreement(world, **dict.fromkeys(SIX_PARTS, "Aftalt"))


def in_force(world: World) -> None:
    agreement(world, in_force_on=world.today)


def partners(world: World, *, silent: bool = False) -> None:
    if not world.all(Partner):
        for name in ("politi", "bolig"):
            world.add(Partner, organisation_id=world.organisations[name], asked_on=world.today, answer=JOINED)
        if silent:
            told = {"asked_on": world.today, "deadline": world.today + timedelta(days=14)}
            world.add(Partner, organisation_id=world.organisations["kommune"], **told)


def partners_answer(world: World) -> None:
    for row in world.all(Partner, answer=""):
        world.edit(row, answer="nej", answered_on=world.today)


# -- 7 -----------------------------------------------------------------------------------------------------------


def material(kind: str, *, world: World, **more: Any) -> None:
    if not world.all(Material, kind=kind):
        world.write(release, with_file(world, world.add(Material, kind=kind, body="Tekst", **more)).nr)


def folder_without_limits(world: World) -> None:
    material(FOLDER, world=world, ready_made=True, limits_in_paper=True)
    world.edit(world.all(Material, kind=FOLDER)[0], limits_in_paper=False)


def folder_limits(world: World) -> None:
    for row in world.all(Material, kind=FOLDER, limits_in_paper=False, ready_made=True):
        world.edit(row, limits_in_paper=True)


def card_with(kind: str, *, world: World, **more: Any) -> None:
    material(CARD, world=world)
    if not world.all(CardLine):
        world.add(CardLine, about="Mørk sti", who="Ida", kind=kind, **more)


def line_agreed(kind: str, how: str, *, world: World) -> None:
    for row in world.all(CardLine, kind=kind, agreed_on=None):
        world.edit(row, agreed_on=world.today, agreed_how=how)


def contact_list(world: World) -> None:
    if not world.all(Material, kind=CONTACTS):
        world.write(leave_out, world.add(Material, kind=CONTACTS).nr, "Alle kender hinanden")


# -- 9 -----------------------------------------------------------------------------------------------------------


def evaluation(world: World, **values: Any) -> None:
    current = find_current(world.session, world.network)
    if current is None:
        world.write(save_evaluation, None, values)
    elif any(not getattr(current, key) for key in values):
        world.write(save_evaluation, current.nr, values)


def measured(world: World, kinds: tuple[str, ...] = ("kriminalitet", "tryghed")) -> None:
    evaluation(world)
    current = find_current(world.session, world.network)
    assert current
    for kind in kinds:
        if not world.all(Measure, evaluation_id=current.id, kind=kind):
            world.write(save_measure, None, {"kind": kind, "what": "Indbrud", "before": "12", "after": "9"})


def steps_named(world: World) -> None:
    current = find_current(world.session, world.network)
    if current and current.outcome == "korriger":
        evaluation(world, reopen="sammensaetning")

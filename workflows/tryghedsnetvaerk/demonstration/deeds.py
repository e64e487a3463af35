"""What happens in every network of the demonstration: it is begun, meetings are called and held, papers approved."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from workflows.tryghedsnetvaerk.agreement.models import JOINED, Agreement
from workflows.tryghedsnetvaerk.agreement.partners import save_partner
from workflows.tryghedsnetvaerk.composition.actions import save_group
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup
from workflows.tryghedsnetvaerk.demonstration.cast import local_part
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.documents import agenda, texts
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import Problem, Report
from workflows.tryghedsnetvaerk.materials.actions import release
from workflows.tryghedsnetvaerk.materials.models import Material
from workflows.tryghedsnetvaerk.meetings.actions import answer as answer_call
from workflows.tryghedsnetvaerk.meetings.actions import hold, save_meeting, send_minutes
from workflows.tryghedsnetvaerk.meetings.calling import call
from workflows.tryghedsnetvaerk.meetings.models import Meeting, Participant
from workflows.tryghedsnetvaerk.network import approvals
from workflows.tryghedsnetvaerk.network.actions import create_network
from workflows.tryghedsnetvaerk.network.models import APPROVED, MINUTES, REMARK, REPORT, Approval, Seat
from workflows.tryghedsnetvaerk.network.queries import list_sitting
from workflows.tryghedsnetvaerk.papers.mapping import kept_annex
from workflows.tryghedsnetvaerk.practice.actions import send_news
from workflows.tryghedsnetvaerk.practice.models import NewsMail


def begin(
    story: Story, name: str, kommune: str, parties: tuple[str, str, str], *, at: str = "", vouched: str = "",
    on: date | None = None, **said: str,
) -> None:  # fmt: skip
    """Create the network; *parties* are who begins it, looks after it and anchors it."""
    numbers = [story.cast.organisations[key] for key in parties]
    values = {"name": name, "kommune": kommune, **said} | dict(
        zip(("initiator_id", "secretariat_id", "anchor_id"), numbers, strict=True)
    )
    story.name = name
    story.network = story.write(create_network, values, at=at, vouched=vouched, on=on)


def seat(story: Story, kind: str, who: str, *, chair: bool = False, deputy: str = "", since: date | None = None) -> Any:
    """Give somebody a seat in the steering group for their own organisation."""
    people = story.cast.people
    return story.add(
        Seat, kind=kind, person_id=people[who], organisation_id=story.cast.homes[who], chair=chair,
        deputy_id=people[deputy] if deputy else None, since=since or story.today, until=None,
        number_agreed_on=since or story.today,
    )  # fmt: skip


def called(
    story: Story, kind: str, days: int, place: str, *, notice: int = 21, hour: int = 16, people: Sequence[str] = (),
    together: str = "",
) -> Meeting:  # fmt: skip
    """Plan a meeting *days* days ago (ahead when negative), as long as its agenda, and call it *notice* days before."""
    story.on(days + notice)
    points = texts.template(f"agenda_{kind}", "da")
    told = {
        "kind": kind, "starts_at": story.at(days, hour), "minutes": agenda.total(agenda.parse(points)), "place": place,
        "together_with": together, "agenda": points,
    }  # fmt: skip
    row: Meeting = story.write(save_meeting, None, told)
    named = [_named(story, key) for key in people]
    return story.write(call, row.nr, invitation=story.invitation, people=named or everybody(story, kind))  # type: ignore[no-any-return]


def _named(story: Story, key: str) -> dict[str, Any]:
    cast = story.cast
    return {"person_id": cast.people[key], "name": cast.names[key], "mail": cast.mails[key], "group_name": ""}


def everybody(story: Story, kind: str) -> list[dict[str, Any]]:
    """Return the steering group, and beside it the leaders of the groups when the meeting is one of the network."""
    sitting = list_sitting(story.session, story.network, story.today)
    people = [
        {"person_id": row.Seat.person_id, "name": row.name, "mail": row.mail or "", "group_name": row.organisation}
        for row in sitting
    ]
    if kind in ("styregruppe", "indledende", "beboer"):
        return people
    groups = [g for g in story.all(ProfessionalGroup) if g.choice in CHOSEN and g.answer == "ja" and g.leader]
    return people + [{"name": g.leader, "mail": g.leader_mail, "group_name": g.name} for g in groups]


def answers(story: Story, meeting: Meeting, no: Sequence[str] = (), silent: Sequence[str] = ()) -> None:
    """Let everybody who was called answer: yes, but for those named."""
    for one in story.all(Participant, meeting_id=meeting.id):
        if one.name not in silent:
            story.write(answer_call, one.nr, "nej" if one.name in no else "ja")


def held(
    story: Story, meeting: Meeting, days: int, minutes: str, decisions: Sequence[tuple[str, str]] = (), *,
    sent: int = 2, yes: Iterable[str] = (), entered: int | None = None,
) -> None:  # fmt: skip
    """Hold a meeting *days* days ago, send its minutes *sent* days later; those named in *yes* approve them.

    *entered* is how many days ago it was written down, when that was not the same evening.
    """
    day = story.day(days)
    story.on(days if entered is None else entered, 18, 40)
    late = None if entered is None else day
    called = story.all(Participant, meeting_id=meeting.id)
    came = {one.nr for one in called if one.answer == "ja" or not any(other.answer for other in called)}
    story.write(hold, meeting.nr, held_on=day, minutes=minutes, decisions=decisions, came=came, on=late)
    after = (days if entered is None else entered) - sent
    story.on(after)
    subject, told = f"{story.name}: referat til godkendelse", f"{story.name}: referat"
    body = (
        "Referatet ligger i Tryghedsnet. Godkend det, eller skriv en bemærkning. Hører vi ikke fra dig, er det et ja."
    )
    story.write(
        send_minutes, meeting.nr, object_by=None, wording=lambda *_: (subject, body), telling=lambda *_: (told, minutes)
    )
    if yes:
        story.on(after - 2, 12)
        approve(story, MINUTES, meeting.id, yes)


def approve(story: Story, about: str, number: int, who: Iterable[str]) -> None:
    """Let the people named approve a paper that waits for them."""
    names = {story.cast.people[key]: key for key in who}
    for one in story.all(Approval, about=about, about_id=number, answer="", lapsed_on=None):
        if one.person_id in names:
            story.write(approvals.answer, one.nr, APPROVED, who=names[one.person_id])


def remark(story: Story, about: str, number: int, who: str, text: str) -> None:
    """Let somebody answer with a remark."""
    for one in story.all(Approval, about=about, about_id=number, answer="", lapsed_on=None):
        if one.person_id == story.cast.people[who]:
            story.write(approvals.answer, one.nr, REMARK, text, who=who)


def report(story: Story, parts: Mapping[str, str], nr: int | None = None) -> Report:
    """Write a version of the report, or change the draft *nr*, and send it to the steering group."""
    row: Report = story.write(save_report, nr, dict(parts))
    subject = f"{story.name}: vil du godkende rapporten?"
    body = (
        "Styregruppen bliver bedt om at godkende rapporten. Hører vi ikke fra dig inden fristen, regnes det som et ja."
    )
    annex = kept_annex(story.session, story.network)
    story.write(send_report, row.nr, object_by=None, wording=lambda *_: (subject, body), annex=annex)
    return row


def approve_report(story: Story, row: Report, who: Iterable[str]) -> None:
    """Let the people named approve a version of the report."""
    approve(story, REPORT, row.id, who)


def problems(story: Story, told: Sequence[tuple[str, str, str, str]]) -> None:
    """Write down problems: what, why, what we do, and where."""
    for what, why, doing, place in told:
        story.add(Problem, what=what, why=why, doing=doing, place=place)


def group(story: Story, name: str, sector: str, reason: str, *, near: str = "", choice: str = "ja", **said: Any) -> Any:
    """Choose a group of professionals, or not; *near* is the numbers of the problems it is near to."""
    told = {"name": name, "sector": sector, "choice": choice, "reason": reason, "problems": near.split(), **said}
    return story.write(save_group, None, told)


def led(story: Story, name: str, post: str, days: int, answer: str = "ja", after: int = 6) -> dict[str, Any]:
    """Return who leads a group and where they work, contacted *days* days ago, and what they answered later."""
    answered = (
        {"answer": answer, "answered_on": story.day(days - after), "number_agreed_on": story.day(days - after)}
        if answer
        else {}
    )
    number = f"00 95 {len(name):02} {len(post):02}"
    return {"leader": name, "leader_mail": f"{local_part(name)}@{post}.example", "leader_phone": number,
            "contacted_on": story.day(days), **answered}  # fmt: skip


def partners(
    story: Story, told: Sequence[tuple[str, str]], *, asked: int, deadline: int, silent: Sequence[str] = ()
) -> None:
    """Ask organisations to join the agreement, *asked* days ago; all join by their answer but the *silent*."""
    for key, contribution in told:
        joins = key not in silent
        said = {
            "organisation_id": story.cast.organisations[key], "contribution": contribution,
            "asked_on": story.day(asked), "deadline": story.day(deadline), "answer": JOINED if joins else "",
            "answered_on": story.day(deadline + 2) if joins else None,
        }  # fmt: skip
        story.write(save_partner, None, said)


def agreement(story: Story, in_force_on: date, **parts: str) -> Agreement:
    """Write the agreement with all its parts."""
    return story.add(Agreement, in_force_on=in_force_on, **parts)  # type: ignore[no-any-return]


def materials(story: Story, folder: str, who: str = "mette") -> None:
    """Write and release the three materials."""
    for kind, body in (("folder", folder), ("actioncard", ""), ("kontaktliste", "")):
        row = story.add(Material, kind=kind, body=body)
        story.write(release, row.nr, who=who)


def news(story: Story, subject: str, body: str) -> None:
    """Write a news mail and send it to the steering group and the groups' leaders."""
    row = story.add(NewsMail, subject=subject, body=body)
    addresses = sorted({one["mail"] for one in everybody(story, "netvaerk") if one["mail"]})
    story.write(send_news, row.nr, addresses)

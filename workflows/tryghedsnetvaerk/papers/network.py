"""What residents get: notices, and what every paper says of the network's reason and partners."""

from engine import records
from engine.people.queries import names as people_names
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.languages import joined
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.meetings.queries import is_decided
from workflows.tryghedsnetvaerk.network.models import Need, ResidentInformation, Stakeholder
from workflows.tryghedsnetvaerk.network.queries import list_coordinators, list_sitting
from workflows.tryghedsnetvaerk.network.seats import RESPONSIBILITIES
from workflows.tryghedsnetvaerk.papers.desk import Desk, secretariat, under

KINDS = {"hjemmeside": "resident_web", "lokalavis": "resident_article"}
WILLING, ON_CONDITIONS = "interesseret", "betinget"


def make_notice(desk: Desk, row: ResidentInformation) -> Paper:
    """Return a message to the residents as it is put up, posted or printed; it ends with whom to ask."""
    asked = desk.say(N_("Spørgsmål og forslag: {kontakt}."), kontakt=secretariat(desk))
    title = desk.say(N_("Nyt om tryghedsnetværket i {omraade}"), omraade=desk.network.name)
    return desk.paper(KINDS.get(row.channel, "resident_poster"), title, f"{under(row.text)}\n\n{asked}")


def why(desk: Desk, *, known_only: bool = False) -> str:
    """Return in one sentence why the network was begun; with *known_only* nothing where no need is written down."""
    needs = records.list_all(desk.session, Need, desk.network.network_id)
    if known_only and not needs:
        return ""
    rise, unsafe = any(need.rise for need in needs), any(need.insecurity for need in needs)
    area = desk.network.name
    if rise and unsafe:
        return desk.say(N_("I {omraade} er kriminaliteten steget, og nogle føler sig utrygge."), omraade=area)
    if rise:
        return desk.say(N_("I {omraade} er kriminaliteten steget."), omraade=area)
    if unsafe:
        return desk.say(N_("I {omraade} er der nogen, der føler sig utrygge."), omraade=area)
    return desk.say(N_("Flere, der arbejder i {omraade}, vil gerne gøre hverdagen tryggere sammen."), omraade=area)


def partners(desk: Desk, language: str = "") -> str:
    """Return who stands behind the network, in the paper's *language* or another: who began it and who said yes.

    Whoever said yes on conditions is not spoken for until a first meeting has decided that the network begins.
    """
    rows = records.list_all(desk.session, Stakeholder, desk.network.network_id)
    decided = any(row.answer == ON_CONDITIONS for row in rows) and is_decided(desk.session, desk.network.network_id)
    willing = (WILLING, ON_CONDITIONS) if decided else (WILLING,)
    numbers = [desk.network.initiator_id, *(row.organisation_id for row in rows if row.answer in willing)]
    wanted = [f"organisation:{number}" for number in numbers if number]
    names = people_names(desk.session, wanted)
    return joined((names[one] for one in wanted), language or desk.locale) or desk.say(N_("Parterne i området"))


def seats(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """Return each recommended seat with what it is responsible for."""
    return tuple((desk.word("seat", kind), desk.say(said)) for kind, said in RESPONSIBILITIES.items())


def chair(desk: Desk) -> str:
    """Return who chairs the steering group today."""
    held = list_sitting(desk.session, desk.network.network_id, desk.today)
    return next((f"{one.name}, {one.organisation}" for one in held if one.Seat.chair), "")


def lead(desk: Desk) -> str:
    """Return the network's tovholder."""
    return list_coordinators(desk.session, [desk.network.network_id], desk.today).get(desk.network.network_id, "")


def seated(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """Return who sits in the group today; on an empty recommended seat, that the name is still to be written."""
    held = list_sitting(desk.session, desk.network.network_id, desk.today)
    deputies = people_names(desk.session, [f"person:{one.Seat.deputy_id}" for one in held if one.Seat.deputy_id])
    rows: list[tuple[str, ...]] = []
    for kind in dict.fromkeys([*RESPONSIBILITIES, *(one.Seat.kind for one in held)]):
        rows += [
            (desk.word("seat", kind), f"{one.name}, {one.organisation}",
             deputies.get(f"person:{one.Seat.deputy_id}", ""), desk.day(one.Seat.since))
            for one in held if one.Seat.kind == kind
        ] or [(desk.word("seat", kind), desk.say(N_("[navn og organisation]")), "", "")]  # fmt: skip
    return tuple(rows)

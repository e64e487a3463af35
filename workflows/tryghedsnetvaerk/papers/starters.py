"""Documents to start from: each task has its own, with what the network has told already and gaps for the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from engine import records
from engine.errors import NotFound
from engine.text import N_
from workflows.tryghedsnetvaerk.composition.catalogue import CATALOGUE, called
from workflows.tryghedsnetvaerk.documents import agenda, texts
from workflows.tryghedsnetvaerk.documents.fill import Ready, Value, fill, places
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.meetings.models import CANCELLED, ORIENTATION, STEERING
from workflows.tryghedsnetvaerk.meetings.queries import list_ahead
from workflows.tryghedsnetvaerk.papers import evaluation, materials, proposals, public
from workflows.tryghedsnetvaerk.papers.catalogue import MISSING
from workflows.tryghedsnetvaerk.papers.desk import Desk, named, secretariat, under
from workflows.tryghedsnetvaerk.papers.meetings import ends, spelled_points
from workflows.tryghedsnetvaerk.papers.network import chair, lead, partners, seated, seats, why


@dataclass(frozen=True, slots=True)
class Starter:
    """One document to start from: the task it is for, its name in a list, its template, and its title on paper."""

    task: str
    title: str
    template: str
    headed: str = ""


NEWS = N_("Nyt om tryghedsnetværket i {omraade}")
STARTERS: Mapping[str, Starter] = {
    "behov": Starter("interesse", N_("Notat om behovet"), "need"),
    "henvendelse": Starter("interesse", N_("Brev til de nærmeste parter"), "invitation_interest",
                           N_("Vil I være med til et tryghedsnetværk i {omraade}?")),
    "dagsorden-indledende": Starter("styregruppe", N_("Dagsorden til det indledende møde"), "agenda_indledende"),
    "styregruppe": Starter("styregruppe", N_("Sådan arbejder styregruppen"), "terms"),
    "dagsorden-styregruppe": Starter("styregruppe", N_("Dagsorden til et styregruppemøde"), "agenda_styregruppe"),
    "hjemmeside": Starter("kommunikation", N_("Tekst til hjemmesiden"), "resident_web", NEWS),
    "opslag": Starter("kommunikation", N_("Opslag om et møde for beboerne"), "resident_poster",
                      N_("Kom til beboermøde")),
    "avis": Starter("kommunikation", N_("Tekst til lokalavisen"), "resident_article", NEWS),
    "dagsorden-beboer": Starter("kommunikation", N_("Dagsorden til et beboermøde"), "agenda_beboer"),
    "tal": Starter("kriminalitetsstatistik", N_("Bestilling af tal og skema til dem"), "figures"),
    "spoergeskema": Starter("kvantitativ", N_("Spørgeskema om tryghed"), "survey"),
    "samtaler": Starter("kvalitativ", N_("Guide til samtaler med beboere"), "interviews"),
    "rapport": Starter("rapport", N_("Rapport i syv dele"), "report",
                       N_("Kriminalitets- og tryghedsrapport for {omraade}")),
    "faggrupper": Starter("fagpersoner", N_("Skema over faggrupper og grundene til dem"), "groups"),
    "invitation": Starter("orienteringsmoede", N_("Invitation til orienteringsmødet"), "invitation"),
    "dagsorden-orientering": Starter("orienteringsmoede", N_("Dagsorden til orienteringsmødet"),
                                     "agenda_orientering"),
    "dagsorden-udvikling": Starter("udviklingsmoede", N_("Dagsorden til udviklingsmødet"), "agenda_udvikling"),
    "arbejdsark": Starter("udviklingsmoede", N_("Arbejdsark: hvem kan hjælpe med hvad?"), "worksheet"),
    "aftale": Starter("aftalemoede", N_("Udkast til samarbejdsaftale"), "agreement",
                      N_("Samarbejdsaftale for tryghedsnetværket i {omraade}")),
    "dagsorden-aftale": Starter("aftalemoede", N_("Dagsorden til aftalemødet"), "agenda_aftale"),
    "folder": Starter("folder", N_("Udkast til folderen"), "folder", N_("Tryghedsnetværket i {omraade}")),
    "actioncard": Starter("actioncard", N_("Tomt actioncard"), "actioncard", N_("Hvem kontakter man i {omraade}?")),
    "kontaktliste": Starter("kontaktliste", N_("Tom telefon- og mailliste"), "contacts",
                            N_("Telefon- og mailliste for tryghedsnetværket i {omraade}")),
    "nyhedsmail": Starter("nyhedsmails", N_("Udkast til en nyhedsmail"), "news", NEWS),
    "dagsorden-netvaerk": Starter("moeder", N_("Dagsorden til et netværksmøde"), "agenda_netvaerk"),
    "referat": Starter("moeder", N_("Referat"), "minutes"),
    "kommunikationsplan": Starter("beboere", N_("Plan for, hvad beboerne får at vide"), "plan"),
    "beboernyt": Starter("beboere", N_("Nyt til beboerne"), "resident_news", NEWS),
    "evaluering": Starter("vurdering", N_("Evaluering af et år"), "evaluation"),
}  # fmt: skip
COLUMNS = {("agreement", "routes"): 2, ("actioncard", "lines"): 4, ("worksheet", "lines"): 5}  # a row for each problem
Teller = Callable[[], Value]


def of_task(task: str) -> Mapping[str, Starter]:
    """Return the documents that a task is begun from, by their names in the address."""
    return {name: one for name, one in STARTERS.items() if one.task == task}


def find_starter(name: str) -> Starter:
    """Return the document of that name.

    :raises NotFound: if there is none
    """
    if name not in STARTERS:
        raise NotFound(MISSING)
    return STARTERS[name]


def make_starter(desk: Desk, name: str) -> Paper:
    """Return a document to start from: what the network has told stands in it, and [gaps] say what else to write.

    :raises NotFound: if there is none of that name
    """
    one = find_starter(name)
    title = desk.say(one.headed or one.title, omraade=desk.network.name)
    template = texts.template(one.template, desk.locale)
    if one.template in texts.AGENDAS:
        return desk.paper("agenda", title, spelled_points(desk, agenda.parse(template)))
    told, gaps = _tellers(desk, one.template), texts.hints(one.template, desk.locale)
    values: dict[str, Value] = {}
    for place in places(template):
        said = told[place]() if place in told else ""
        values[place] = said or Ready(gaps.get(place, ""))
    return desk.paper(one.template, title, fill(template, values))


def _tellers(desk: Desk, template: str) -> Mapping[str, Teller]:
    """Return what makes each value that the network can tell without anybody writing it."""
    found = dict(_of_all(desk))
    for (of, place), columns in COLUMNS.items():
        if of == template:
            found[place] = partial(_rows, desk, columns)
    if template == "groups":
        found |= {"lines": lambda: _groups(desk), "problems": lambda: _problems(desk)}
    elif template == "folder":
        said = materials.folder_values(desk)
        found |= {place: partial(said.__getitem__, place) for place in said}
    elif template == "invitation":
        found["meeting"] = lambda: desk.word("meeting", ORIENTATION).lower()
    elif template == "terms":
        found |= {"seats": lambda: seats(desk), "sitting": lambda: seated(desk), "plan": lambda: _plan(desk),
                  "chair": lambda: chair(desk), "lead": lambda: lead(desk)}  # fmt: skip
    elif template == "evaluation":
        found["set_aside"] = lambda: tuple(evaluation.set_aside(desk)) or (desk.say(evaluation.NOTHING_ASIDE),)
    return found


def _of_all(desk: Desk) -> Mapping[str, Teller]:
    network = desk.network
    return {
        "area": lambda: network.name,
        "kommune": lambda: network.kommune,
        "purpose": lambda: under(network.purpose),
        "anchor": lambda: named(desk, network.anchor_id),
        "sender": lambda: named(desk, network.secretariat_id or network.initiator_id) or desk.say(N_("Styregruppen")),
        "date": lambda: desk.day(desk.today),
        "partners": lambda: partners(desk) if network.initiator_id else "",
        "reason": lambda: why(desk, known_only=True),
        "contact": lambda: secretariat(desk),
        "answers": lambda: proposals.answers(desk),
        "figures": lambda: Ready(public.spoken_figures(desk)),
        "reply_to": lambda: secretariat(desk),
    }


def _open_problems(desk: Desk) -> tuple[str, ...]:
    rows = records.list_all(desk.session, Problem, desk.network.network_id)
    return tuple(row.what for row in rows if row.closed_on is None)


def _rows(desk: Desk, columns: int) -> Value:
    """Return a row for each open problem, with the rest of its cells to be filled in."""
    return tuple((what, *[""] * (columns - 1)) for what in _open_problems(desk))


def _plan(desk: Desk) -> Value:
    """Return the steering group's meetings that lie ahead: day, hours and place, with room for what matters most."""
    ahead = list_ahead(desk.session, desk.network.network_id, desk.now)
    return tuple(
        (desk.day(one.starts_at), f"{desk.clock(one.starts_at)}–{desk.clock(ends(one))}", one.place, "")
        for one in ahead
        if one.kind == STEERING and one.state != CANCELLED
    )


def _groups(desk: Desk) -> Value:
    return tuple((called(name, desk.locale), desk.word("sector", sector), "", "", "", "") for name, sector in CATALOGUE)


def _problems(desk: Desk) -> Value:
    return _open_problems(desk) or desk.say(N_("Problemerne kommer fra rapporten."))

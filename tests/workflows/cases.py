"""Every demand of the method with the deed that meets it, and how it comes about that it is lacking.

`MEET[key](world)` meets a demand; all deeds of a step in their order lead to a step that closes without a warning.
`LACK[key]` names the deeds that are done otherwise while the demand is lacking; where it says nothing, only the
demand's own deed is left undone.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from engine import clock
from engine.state import PENDING
from tests.engine.ringing import ring_one
from tests.workflows import deeds as d
from tests.workflows.talking import talks_cleared, talks_kept
from tests.workflows.world import METHOD, World, steering_group
from workflows import find
from workflows.tryghedsnetvaerk.mapping.models import QUALITATIVE, QUANTITATIVE
from workflows.tryghedsnetvaerk.materials.models import CARD, FOLDER
from workflows.tryghedsnetvaerk.meetings import models as meetings
from workflows.tryghedsnetvaerk.network.models import Seat
from workflows.tryghedsnetvaerk.practice.actions import send_news
from workflows.tryghedsnetvaerk.practice.models import NewsMail
from workflows.tryghedsnetvaerk.process import YEAR

Deed = Callable[[World], Any]
PROCESS = METHOD.definition


def seated_after(world: World) -> None:
    """Say of whoever sits since long ago that they sit from today on."""
    for row in world.all(Seat):
        if row.since == LONG_AGO:
            world.edit(row, since=world.today)


def nothing(world: World) -> None:
    """Leave it."""


def asked(kind: str, said: str = "interesseret") -> Deed:
    return lambda world: d.stakeholder(kind, said, world=world)


def at_meeting(deed: Callable[..., Any], kind: str, *more: Any) -> Deed:
    return lambda world: deed(kind, *more, world=world)


def meeting(kind: str, key: str) -> dict[str, Deed]:
    return {
        f"{key}_indkaldt": at_meeting(d.called, kind),
        f"{key}_holdt": at_meeting(d.held, kind),
        f"{key}_referat": at_meeting(d.minutes_sent, kind),
        f"{key}_godkendt": at_meeting(d.minutes_approved, kind),
    }


def study(kind: str, *said: str, **more: Any) -> Deed:
    return lambda world: d.study(kind, *said, world=world, **more)


def mended(field: str, value: Any) -> Deed:
    return lambda world: d.group_mended(field, value, world=world)


def on_card(kind: str, **more: Any) -> Deed:
    return lambda world: d.card_with(kind, world=world, **more)


def news(world: World) -> None:
    written = world.add(NewsMail, subject="Nyt", body="Lampen ved Blok 7 er skiftet")
    world.write(send_news, written.nr, ["en@example.dk"])


YES = ((meetings.YES, "Vi begynder"),)
MEET: Mapping[str, Deed] = {
    # 1
    "behov": d.need,
    "kommune_svar": asked("kommune"),
    "bolig_svar": asked("boligforening"),
    "politi_svar": asked("politi"),
    "nogen_vil": d.somebody_willing,
    "ingen_nej": nothing,
    "ingen_tavse": nothing,
    "indledende_ja": at_meeting(d.held, meetings.INITIAL, YES),
    "i_raekkefoelge": seated_after,
    "formand": d.chair,
    "to_personer": d.two_people,
    "to_organisationer": nothing,
    "plads_politi": nothing,
    "plads_boligsocial": at_meeting(d.filled, "boligsocial", "suppleant"),
    "plads_ejendomskontor": at_meeting(d.filled, "ejendomskontor", "medlem"),
    "bestyrelse": at_meeting(d.filled, "bestyrelse", "fremmed"),
    "moedeplan": at_meeting(d.meeting_planned, meetings.STEERING),
    "beboere_informeret": d.informed,
    "beboere_graenser": lambda world: d.informed(world) if world.all(d.ResidentInformation) else None,
    "beboere_droeftet": d.discussion,
    "droeftelse_holdt": nothing,
    # 2
    "tal": d.figures,
    "tal_kilde": d.sourced,
    "kvantitativ_afklaret": study(QUANTITATIVE),
    "ny_undersoegelse": nothing,
    "informeret_foerst": nothing,
    "kvalitativ_afklaret": study(QUALITATIVE),
    "ikke_kun_tal": nothing,
    "en_undersoegelse": d.one_made,
    "udfoert_af": d.doers,
    "rapport_godkendt": d.report,
    # 3
    "grupper": d.group,
    "grupper_begrundet": mended("reason", "Kommer i hver opgang"),
    "ledere": mended("leader", "Ida"),
    "grupper_svar": d.group_answers,
    "en_gruppe_ja": mended("answer", "ja"),
    "problemer_grupper": nothing,
    # 4, 5, 6
    **meeting(meetings.ORIENTATION, "orientering"),
    **meeting(meetings.DEVELOPMENT, "udvikling"),
    **meeting(meetings.CONCLUSION, "aftalemoede"),
    "aftalemoede_holdt": at_meeting(d.held, meetings.CONCLUSION, d.THREE),
    "tre_beslutninger": d.three_decisions,
    "aftale_dele": d.parts,
    "bekymring_besvaret": lambda world: d.agreement(world, concern_answer="De er der for beboerne"),
    "to_tilsluttet": d.partners,
    "parter_svar": d.partners_answer,
    "ikraft": d.in_force,
    "problemer_veje": nothing,
    # 7
    "folder_klar": at_meeting(d.material, FOLDER),
    "folder_graenser": d.folder_limits,
    "kort_klar": at_meeting(d.material, CARD),
    "kort_personer": lambda world: d.line_agreed("person", "selv", world=world),
    "kort_kontorer": lambda world: d.line_agreed("kontor", "leder", world=world),
    "kort_udeladt": nothing,
    "liste_klar": d.contact_list,
    # 8
    "nyhed_nylig": news,
    "moede_nylig": at_meeting(d.held, meetings.NETWORK),
    "beboere_nylig": d.informed,
    "samtaler_slettet": talks_cleared,
    # 9
    "resultater": lambda world: d.evaluation(world, findings="Færre indbrud"),
    "maalt": d.measured,
    "afgjort": lambda world: d.evaluation(world, outcome="fortsaet"),
    "begrundet": lambda world: d.evaluation(world, grounds="Det virker"),
    "trin_udpeget": d.steps_named,
    "kriminalitet_maalt": lambda world: d.measured(world, ("kriminalitet",)),
    "tryghed_maalt": lambda world: d.measured(world, ("tryghed",)),
    "udgangspunkt": d.figures,
}  # fmt: skip

LONG_AGO = date(2023, 1, 1)
LACK: Mapping[str, Mapping[str, Deed]] = {
    "nogen_vil": {
        "kommune_svar": asked("kommune", "nej"),
        "bolig_svar": asked("boligforening", "nej"),
        "politi_svar": asked("politi", "nej"),
    },
    "formand": {"bestyrelse": nothing},
    "to_personer": {"plads_boligsocial": nothing, "plads_ejendomskontor": nothing, "bestyrelse": nothing},
    "i_raekkefoelge": {
        "formand": lambda world: d.seat(world, "formand", chair=True, kind="lokalpoliti", since=LONG_AGO)
    },
    "samtaler_slettet": {"samtaler_slettet": lambda world: talks_kept(world, LONG_AGO)},
    "plads_politi": {"formand": lambda world: d.seat(world, "formand", chair=True, kind="anden")},
    "plads_ejendomskontor": {"to_personer": at_meeting(d.filled, "boligsocial", "suppleant")},
    "beboere_graenser": {"beboere_informeret": lambda world: d.informed(world, limits=False)},
    "tal_kilde": {"tal": lambda world: d.figures(world, source="")},
    "en_undersoegelse": {
        "kvantitativ_afklaret": study(QUANTITATIVE, "udeladt", ""),
        "kvalitativ_afklaret": study(QUALITATIVE, "udeladt", ""),
    },
    "udfoert_af": {"kvantitativ_afklaret": study(QUANTITATIVE, "gennemfoert", "")},
    "rapport_godkendt": {"rapport_godkendt": d.report_sent},
    "grupper_begrundet": {"grupper": lambda world: d.group(world, reason="")},
    "ledere": {"grupper": lambda world: d.group(world, leader="")},
    "grupper_svar": {"grupper": lambda world: d.group(world, answer=""), "en_gruppe_ja": nothing},
    "en_gruppe_ja": {"grupper": lambda world: d.group(world, answer="nej")},
    "tre_beslutninger": {"aftalemoede_holdt": at_meeting(d.held, meetings.CONCLUSION)},
    "aftalemoede_holdt": {"tre_beslutninger": nothing},
    "parter_svar": {"to_tilsluttet": lambda world: d.partners(world, silent=True)},
    "folder_graenser": {"folder_klar": d.folder_without_limits},
    "kort_personer": {"kort_klar": on_card("person")},
    "kort_kontorer": {"kort_klar": on_card("kontor")},
    "maalt": {"kriminalitet_maalt": nothing, "tryghed_maalt": nothing},
    "trin_udpeget": {"afgjort": lambda world: d.evaluation(world, outcome="korriger")},
    # warnings
    "ingen_nej": {"kommune_svar": asked("kommune", "nej")},
    "ingen_tavse": {"kommune_svar": asked("kommune", "intet_svar")},
    "to_organisationer": {
        "to_personer": lambda world: d.two_people(world, same_organisation=True),
        "formand": nothing, "plads_boligsocial": nothing, "plads_ejendomskontor": nothing, "bestyrelse": d.chair,
    },
    "droeftelse_holdt": {"beboere_droeftet": lambda world: d.discussion(world, state="indkaldt")},
    "ny_undersoegelse": {"kvantitativ_afklaret": study(QUANTITATIVE, fieldwork_until=LONG_AGO)},
    "informeret_foerst": {
        "kvantitativ_afklaret": lambda world: d.study(QUANTITATIVE, world=world, fieldwork_from=world.today)
    },
    "ikke_kun_tal": {"kvalitativ_afklaret": study(QUALITATIVE, "udeladt", "")},
    "problemer_grupper": {"grupper": lambda world: (d.problem(world), d.group(world))},
    "problemer_veje": {"ikraft": lambda world: (d.problem(world), d.in_force(world))},
    "kort_udeladt": {"kort_klar": on_card("person", left_off=True)},
    "kriminalitet_maalt": {"maalt": lambda world: d.measured(world, ("tryghed",))},
    "tryghed_maalt": {"maalt": lambda world: d.measured(world, ("kriminalitet",))},
}  # fmt: skip


def before(world: World, step: str) -> None:
    """Do what a network taken over at *step* must have behind it: a steering group, and the meetings before."""
    if step != "igangsaettelse":
        steering_group(world)
    if step == "praksis":
        d.agreement(world, in_force_on=LONG_AGO)
    if step in ("fastlaeggelse", "aftale"):
        d.held(meetings.ORIENTATION, world=world)
    if step == "aftale":
        d.held(meetings.DEVELOPMENT, world=world)


def at_step(world: World, step: str, name: str = "Birkeparken") -> World:
    """Begin a network that stands at *step*."""
    world.begin(name, at="" if step == PROCESS.start else step)
    before(world, step)
    return world


def meet_all(world: World, step: str, lacking: str = "") -> None:
    """Do everything that *step* asks for, but leave *lacking* unmet."""
    otherwise = LACK.get(lacking, {})
    for demand in PROCESS.steps[step].demands:
        deed = otherwise.get(demand.key, nothing if demand.key == lacking else MEET[demand.key])
        deed(world)


def go_through(world: World, *steps: str, who: str = "formand") -> None:
    """Meet and close each of *steps*."""
    for step in steps:
        meet_all(world, step)
        world.close(step, who)


def ring_the_year(world: World) -> None:
    """Let the next anniversary of the agreement come, and every timer that is due by then fire."""
    d.in_force(world)
    due = [on for said, kind, on in world.state.timers.values() if said == PENDING and kind == YEAR]
    world.now = max(world.now, clock.moment(due[0], time(9)))
    ring_all(world)


def ring_all(world: World) -> int:
    """Fire everything that is due; return how many did."""
    rung = 0
    while ring_one(world.session, find, world.now):
        rung += 1
    return rung

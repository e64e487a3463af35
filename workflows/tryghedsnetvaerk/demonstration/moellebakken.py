"""Møllebakken: its second year after *korrigér*; step 3 is taken up again, and one group has not answered yet.

Half a year before the year is over, the survey is prepared and the report written anew.
"""

from workflows.tryghedsnetvaerk.composition.actions import save_group
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.demonstration import deeds, surveys
from workflows.tryghedsnetvaerk.demonstration.stages import Area, agreed, composed, founded, mapped, met
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import FOLDER
from workflows.tryghedsnetvaerk.evaluation.actions import conclude, find_current, save_evaluation
from workflows.tryghedsnetvaerk.evaluation.models import CORRECT, Measure
from workflows.tryghedsnetvaerk.mapping.actions import new_version, save_report
from workflows.tryghedsnetvaerk.mapping.models import Report, Study

AREA = Area(
    name="Møllebakken", kommune="Vestkær", town="vestkaer", housing="vestkaerbo", place="Møllestuen, Bakken 5",
    parties=("oestkredsen", "vestkaerbo", "vestkaerbo"),
    about="430 boliger på bakken. Mange børnefamilier og mange ældre.",
    need="Hærværk på skolen og ved bakken er steget to år i træk.",
    group=(("ejendomskontor", "lotte"), ("lokalpoliti", "troels"), ("boligsocial", "fatima"), ("bestyrelse", "poul")),
    crime=("Hærværk", "24", "37"), survey=(800, 248, 93),
    problems=(
        ("Hærværk ved skolen", "Skolegården er tom om aftenen.", "Aftenhold i gymnastiksalen.", "Bakkeskolen"),
        ("Ældre går ikke ud", "Stien er stejl og mørk.", "Bænke og lys er bevilget.", "Bakkestien"),
    ),
    groups=(
        ("Pædagoger", "offentlig", "Kender skolegården.", "1", "Trine Bak", "vestkaer", "ja"),
        ("Lærere", "offentlig", "Er der hver dag.", "1", "Morten Lykke", "vestkaer", "ja"),
        ("Ejendomsfunktionærer", "privat", "Er på stien hver dag.", "2", "Mogens Hald", "vestkaerbo", "ja"),
    ),
)  # fmt: skip


def tell(story: Story) -> None:
    """The first year, its evaluation, and the second year with step 3 reopened."""
    founded(story, AREA, 850)
    mapped(story, AREA, 750)
    composed(story, AREA, 684)
    story.close("sammensaetning", "lotte")
    met(story, AREA, "orientering", 640, "Otte deltog.")
    story.close("droeftelse", "lotte")
    met(story, AREA, "udvikling", 600, "Vi aftalte, hvem der ringes til.")
    story.close("fastlaeggelse", "lotte")
    partners = [
        ("vestkaerbo", "Kontor og lys."),
        ("oestkredsen", "Lokalbetjent."),
        ("vestkaer", "Skole og hjemmepleje."),
    ]
    agreed(story, AREA, 555, story.day(525), partners)
    story.on(515)
    deeds.materials(story, FOLDER.format(name="Møllebakken"))
    story.close("kontaktmaterialer", "lotte")
    _first_year(story)
    _second_year(story)


BUREAU = "Analysehuset Tryghedsmåling"
WAY_TO_SCHOOL = "Vejen til og fra skolen, når det er mørkt"
REWRITTEN = {
    "undersoegelser": "Spørgeskemaet fra for to år siden blev besvaret af 248 af 800, og ti beboere blev interviewet. "
    "Spørgeskemaet gentages til sommer. Ældrerådet har imens spurgt sine medlemmer; svarene læses ind, når de kommer.",
    "kriminalitet": "Hærværk: 33 anmeldelser det seneste år mod 35 året før og 37 det første år. Tallene er små og kan "
    "svinge tilfældigt. Vi kan ikke sige, at der er sket et fald.",
    "analyse": "De grupper, vi valgte først, er i området om dagen. Hærværket sker om aftenen, og det er dér, "
    "ældre bliver hjemme. Derfor er hjemmeplejen spurgt. Det er sammenfald, ikke årsager.",
}


def _first_year(story: Story) -> None:
    story.on(470)
    deeds.news(story, "Vi er i gang", "Folderen er delt ud i alle opgange.")
    met(story, AREA, "netvaerk", 330, "Pædagogerne er ikke i området om aftenen. Hjemmeplejen er.")
    story.on(150)
    _evaluated(
        story,
        findings="Anmeldt hærværk er gået fra 37 til 35: ingen påviselig ændring. Ældre går stadig ikke ud om aftenen.",
        outcome=CORRECT, reopen="sammensaetning",
        grounds="De grupper, vi valgte, er i området om dagen. Problemerne er der om aftenen, så vi vælger igen.",
    )  # fmt: skip
    _measured(story, "35", "88 af 240")
    story.on(138)
    story.write(conclude, CORRECT, who="lotte")


def _evaluated(story: Story, **said: str) -> None:
    current = find_current(story.session, story.network)
    told = {"mode": "gentag", **said}
    story.write(save_evaluation, current.nr if current else None, told)


def _measured(story: Story, damage: str, unsafe: str) -> None:
    current = find_current(story.session, story.network)
    assert current
    for kind, what, before, after, source in (
        ("kriminalitet", "Anmeldt hærværk på et år", "37", damage, "Østkredsens Politi"),
        ("tryghed", "Utrygge efter mørkets frembrud", "93 af 248", unsafe, "Analysehuset Tryghedsmåling"),
    ):
        story.add(Measure, evaluation_id=current.id, kind=kind, what=what, before=before, after=after, source=source)


def _second_year(story: Story) -> None:
    story.on(120)
    day = story.all(ProfessionalGroup, name="Pædagoger")[0]
    away = {"choice": "nej", "reason": "Er ikke i området om aftenen. De får stadig nyhedsmailen.", "problems": []}
    story.write(save_group, day.nr, away)
    told = deeds.led(story, "Lis Bjerg", "vestkaer", 24, "")
    deeds.news(story, "Nye ansigter", "Vi spørger hjemmeplejen, om de vil være med, fordi de er her om aftenen.")
    met(story, AREA, "netvaerk", 60, "Hjemmeplejen inviteres. Bænkene på stien kommer i næste måned.")
    story.on(24)
    deeds.group(
        story, "Hjemmeplejen", "offentlig", "Er i området aften og nat.", near="1 2", regular_contact=True, **told
    )
    _prepared(story)
    story.on(9)
    _evaluated(story, findings="Første udkast: hærværk 33 mod 35 i fjor og 37 forrige år. Tallene er små.")
    _measured(story, "33", "måles om et halvt år")


def _prepared(story: Story) -> None:
    """A bureau writes the next questionnaire and sets the survey up; the report's second version is a draft."""
    story.on(20)
    surveys.appointed(story, "signe")
    story.on(16)
    paper = surveys.questionnaire(story, "Tryghed på bakken, anden gang", WAY_TO_SCHOOL, who="signe")
    bare = {"kind": "kvantitativ", "state": "planlagt", "left_out_reason": ""}
    again = story.add(Study, title="Tryghed i Møllebakken, anden gang", done_by=BUREAU, **bare)
    surveys.set_up(
        story, again, paper, who="signe", languages="da", population=805, area_told="Bakken 1–48 og Bakkestien",
        behind="Vestkær Boligselskab\nVestkær Kommune", contact="Fatima El-Sayed, Vestkær Kommune",
        opens_on=story.day(-150), closes_on=story.day(-178),
    )  # fmt: skip
    elders = {"title": "Ældrerådets spørgeskema", "done_by": "Ældrerådet i Vestkær, i kommunens eget værktøj"}
    story.add(Study, **elders, fieldwork_from=story.day(40), fieldwork_until=story.day(19), **bare)
    story.on(12)
    second = story.write(new_version, story.all(Report)[0].nr, who="lotte")
    story.write(save_report, second.nr, REWRITTEN, who="lotte")

"""Møllebakken: its second year after *korrigér*; step 3 is taken up again, and one group has not answered yet."""

from workflows.tryghedsnetvaerk.composition.actions import save_group
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.demonstration import deeds
from workflows.tryghedsnetvaerk.demonstration.stages import Area, agreed, composed, founded, mapped, met
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import FOLDER
from workflows.tryghedsnetvaerk.evaluation.actions import conclude, find_current, save_evaluation
from workflows.tryghedsnetvaerk.evaluation.models import CORRECT, Measure

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
    story.on(9)
    _evaluated(story, findings="Første udkast: hærværk 33 mod 35 i fjor og 37 forrige år. Tallene er små.")
    _measured(story, "33", "måles om et halvt år")

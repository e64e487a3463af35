"""Havnekvarteret: in its ninth month, handed from the police to the boligorganisation."""

from engine.actions import set_aside
from workflows.tryghedsnetvaerk.demonstration import deeds
from workflows.tryghedsnetvaerk.demonstration.stages import Area, agreed, composed, founded, mapped, met
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import FOLDER
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.materials.actions import release
from workflows.tryghedsnetvaerk.materials.models import CardLine, Material
from workflows.tryghedsnetvaerk.network.actions import change_network
from workflows.tryghedsnetvaerk.network.models import ResidentInformation

AREA = Area(
    name="Havnekvarteret", kommune="Sundby", town="sundby", housing="sundbo", place="Pakhus 3, Havnegade 11",
    parties=("oestkredsen", "oestkredsen", "oestkredsen"), languages="da,en,pl",
    about="540 nye og gamle boliger mellem havnen og banen.",
    need="Cykeltyverier og indbrud i depotrum er steget, og beboerne kender ikke hinanden endnu.",
    group=(("ejendomskontor", "anders"), ("boligsocial", "bente"), ("lokalpoliti", "jonas")),
    crime=("Indbrud i depotrum", "14", "31"), survey=(900, 266, 74),
    problems=(
        ("Indbrud i depotrum", "Låsene er ens i alle opgange.", "Nye cylindre i tre etaper.", "Pakhus 1 til 4"),
        ("Mørk tunnel under banen", "Lyset er slukket af ukendte grunde.", "Banens ejer er spurgt.", "Banetunnelen"),
    ),
    groups=(
        ("Ejendomsfunktionærer", "privat", "Er i alle opgange.", "1", "Søren Kold", "sundbo", "ja"),
        ("Lokale forretningsdrivende", "privat", "Har åbent om aftenen.", "2", "Mira Kovac", "dagligkoeb", "ja"),
        ("Natteravne", "frivillig", "Går gennem tunnelen.", "2", "Ruth Elming", "natteravne", "ja"),
    ),
)  # fmt: skip


def tell(story: Story) -> None:
    """The whole way, a year of practice but for its last quarter, and a demand set aside in minutes."""
    founded(story, AREA, 590)
    mapped(story, AREA, 490)
    composed(story, AREA, 424)
    story.close("sammensaetning", "anders")
    met(story, AREA, "orientering", 380, "Syv deltog. Tunnelen fyldte mest.")
    story.close("droeftelse", "anders")
    met(story, AREA, "udvikling", 350, "Én vej ind: ejendomskontoret tager imod og sender videre.")
    story.close("fastlaeggelse", "anders")
    partners = [
        ("sundbo", "Kontor, låse og lys."),
        ("oestkredsen", "Lokalbetjent."),
        ("sundby", "Boligsocial indsats."),
    ]
    agreed(story, AREA, 310, story.day(279), partners)
    _kontaktmaterialer(story)
    _praksis(story)


def _kontaktmaterialer(story: Story) -> None:
    story.on(270)
    first = story.all(Problem)[0]
    story.add(CardLine, problem_id=first.id, about="Depotrum", who="Ejendomskontoret", phone="00 72 20 20",
              kind="kontor", agreed_how="leder", agreed_on=story.day(272))  # fmt: skip
    for kind, body in (("folder", FOLDER.format(name="Havnekvarteret")), ("actioncard", "")):
        row = story.add(Material, kind=kind, body=body)
        story.write(release, row.nr)
    story.press(
        set_aside, "liste_klar", allowed="decision:2", until=story.day(-45),
        reason="Listen venter på, at boligorganisationens nye telefonnumre er på plads. Actioncardet bruges imens.",
    )  # fmt: skip
    story.close("kontaktmaterialer", "anders")


def _praksis(story: Story) -> None:
    story.on(240)
    deeds.news(story, "Netværket er i gang", "Actioncardet er delt ud. Ring til ejendomskontoret om låse og lys.")
    met(story, AREA, "netvaerk", 140, "Syv deltog. To etaper låse er skiftet. Tunnelen er stadig mørk.")
    story.on(110)
    story.add(
        ResidentInformation, channel="opgange", informed_on=story.day(110), languages="da,en,pl", limits_told=True,
        text="Låsene i Pakhus 1 og 2 er skiftet. Pakhus 3 og 4 følger.",
    )  # fmt: skip
    story.on(82)
    housing = story.cast.organisations["sundbo"]
    story.write(change_network, {"secretariat_id": housing, "anchor_id": housing}, seen=1)
    deeds.news(
        story, "Ny vært for netværket",
        "Sundbo Almene Boliger har taget over efter politiet som anker og sekretariat. Telefonnumrene er de samme.",
    )  # fmt: skip
    story.on(3, 13)
    told = {"mode": "stikproever", "findings": ""}
    story.write(save_evaluation, None, told)
    story.until(story.filled)

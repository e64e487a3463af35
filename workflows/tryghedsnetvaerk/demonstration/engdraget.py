"""Engdraget: at rest while the blocks are renovated; one group never answered, and the demand was set aside."""

from engine.actions import pause, set_aside
from workflows.tryghedsnetvaerk.demonstration import deeds
from workflows.tryghedsnetvaerk.demonstration.stages import Area, composed, founded, mapped, met
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.meetings.calling import cancel
from workflows.tryghedsnetvaerk.practice.models import NewsMail

AREA = Area(
    name="Engdraget", kommune="Vestkær", town="vestkaer", housing="vestkaerbo", place="Kulturhuset, Engdraget 7",
    parties=("vestkaer", "oestkredsen", "vestkaerbo"), languages="da,ar,fa",
    about="390 boliger i seks blokke, som renoveres én ad gangen.",
    need="Kommunens medarbejdere møder flere, der siger, at de ikke bruger stierne efter mørkets frembrud.",
    group=(("boligsocial", "fatima"), ("lokalpoliti", "troels"), ("ejendomskontor", "erik")),
    crime=("Hærværk", "17", "29"), survey=(700, 204, 81),
    problems=(
        ("Ingen voksne ude fredag 18–22", "Klubben lukker kl. 18, og vagtværnet kommer først kl. 22.",
         "Klub og natteravne deler fredagen.", "Boldbanen"),
        ("Mørke stier under stilladserne", "Lamperne er taget ned under renoveringen.",
         "Seks steder er gået igennem på en tryghedsvandring; to lamper er sat op igen.", "Blok 2 og 3"),
        ("Affald ved containerne", "Containerne flyttes uden besked.", "Opslag med dato i alle opgange.", "Gården"),
    ),
    groups=(
        ("Ungdomsklubmedarbejdere", "offentlig", "Kender de unges steder.", "1", "Julie Søe", "vestkaer", "ja"),
        ("Ejendomsfunktionærer", "privat", "Er i alle blokke.", "2 3", "Mogens Hald", "vestkaerbo", "ja"),
        ("Natteravne", "frivillig", "Kan gå fredag aften.", "1 2", "Ruth Elming", "natteravne", "ja"),
        ("Hjemmeplejen", "offentlig", "Kører ind i området om aftenen.", "2", "Lis Bjerg", "vestkaer", "ja"),
        ("Postbude", "privat", "Kommer i hver opgang.", "3", "Jan Falk", "postomdeling", ""),
    ),
)  # fmt: skip


def tell(story: Story) -> None:
    """Steps 1 to 4 are closed; the development meeting is put off, and the network rests."""
    founded(story, AREA, 330)
    mapped(story, AREA, 240)
    composed(story, AREA, 170)
    story.press(
        set_aside, "grupper_svar", allowed="chair", until=story.day(-60),
        reason="Postomdelingen har ikke svaret og skifter distriktsleder. De fire andre kan begynde; vi spørger igen.",
    )  # fmt: skip
    story.close("sammensaetning", "fatima")
    met(
        story, AREA, "orientering", 125,
        "Ni deltog. Et punkt blev kaldt ligegyldigt af flere: containerne. Det blev stående; beboerne nævner det.",
    )  # fmt: skip
    story.on(118)
    story.close("droeftelse", "fatima")
    meeting = deeds.called(story, "udvikling", 60, AREA.place, notice=40, hour=14)
    story.on(72)
    story.add(
        NewsMail, subject="Udviklingsmødet er udsat", body="Vi ses, når Blok 2 og 3 er færdige. Tak for tålmodigheden."
    )
    story.write(cancel, meeting.nr)
    story.on(70)
    reason = "Renoveringen af Blok 2 og 3 tager området, og boligorganisationen kan ikke deltage før senere."
    story.press(pause, reason, who="fatima")

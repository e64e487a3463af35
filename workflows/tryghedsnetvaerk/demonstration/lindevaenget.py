"""Lindevænget: the survey is out in four languages; the first meeting was written down three weeks late."""

from workflows.tryghedsnetvaerk.demonstration.answers import answered
from workflows.tryghedsnetvaerk.demonstration.deeds import called
from workflows.tryghedsnetvaerk.demonstration.stages import Area, figures, founded
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.surveys import (
    PATHS,
    WALK_HOME,
    appointed,
    ask,
    opened,
    questionnaire,
    translated,
)
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.network.models import ResidentDiscussion, ResidentQuestion

AREA = Area(
    name="Lindevænget", kommune="Nordby", town="nordby", housing="oestvang", languages="da,en,ar,tr",
    place="Fællessalen, Lindevænget 2", parties=("oestkredsen", "oestkredsen", "nordby"),
    about="620 boliger i høje og lave blokke ved Lindevænget. Der tales mange sprog.",
    need="Anmeldte indbrud er steget fra 22 til 35 på et år, og skolen fortæller om utryghed på vejen hjem.",
    group=(("boligsocial", "nadia"), ("lokalpoliti", "ifrah"), ("ejendomskontor", "gitte")),
    crime=("Indbrud i beboelse", "22", "35"),
)  # fmt: skip


def tell(story: Story) -> None:
    """Step 1 is closed; the figures are there, and the survey has begun to be answered."""
    founded(story, AREA, 178, entered=124)
    figures(story, AREA, 84)
    story.tick("kriminalitetsstatistik", who="nadia")
    story.on(34)
    paper = questionnaire(story, "Tryghed i Lindevænget", PATHS, "Vejen hjem om aftenen", who="nadia")
    translated(story, paper, "tr", who="nadia")
    story.on(26)
    paper = ask(story, paper, PATHS, WALK_HOME, who="nadia")
    for language in ("en", "ar"):
        translated(story, paper, language, who="nadia")
    story.on(22)
    _proposals(story)
    appointed(story, "signe")
    survey = story.add(
        Study, kind="kvantitativ", state="planlagt", title="Tryghed i Lindevænget",
        done_by="Nordby Kommune og Analysehuset Tryghedsmåling", asked=None, answered=None, left_out_reason="",
        summary="Skemaet er på dansk, engelsk og arabisk. Den tyrkiske tekst mangler den nye formulering af ét "
        "spørgsmål.",
    )  # fmt: skip
    story.on(21)
    opened(
        story, survey, paper, who="nadia", languages="da,en,ar,tr", population=980,
        area_told="Lindevænget 1–62", behind="Nordby Kommune\nBoligforeningen Østvang",
        contact="Nadia Petersen, Nordby Kommune, 00 41 20 15", closes_on=story.day(-14),
    )  # fmt: skip
    called(story, "styregruppe", -20, AREA.place, notice=38)
    story.on(2, 15)
    answered(story, survey, web=88, paper=34, helped=15, who="nadia")


def _proposals(story: Story) -> None:
    """What residents proposed while they were asked; one is answered, one is still looked into."""
    talk = story.all(ResidentDiscussion)[0]
    for question, answer, status in (
        (
            "Kan hækken ved skolestien klippes ned, så man kan se frem?",
            "Ja, gartneren har den på i næste uge.",
            "gennemfoeres",
        ),
        ("Kan ejendomskontoret have åbent en aften om ugen?", "Boligforeningen spørger personalet.", "undersoeges"),
    ):
        row = story.add(ResidentQuestion, kind="forslag", question=question, raised_on=talk.on, discussion_id=talk.id)
        story.edit(row, answer=answer, answered_on=story.today, status=status)
    story.add(ResidentQuestion, kind="spoergsmaal", question="Hvornår får vi at vide, hvad skemaet viste?",
              raised_on=story.day(24))  # fmt: skip

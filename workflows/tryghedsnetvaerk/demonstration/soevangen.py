"""Søvangen: the orienteringsmøde is in nine days; the agenda is ten minutes too long, and five have not answered."""

from engine.actions import skip
from workflows.tryghedsnetvaerk.demonstration import deeds
from workflows.tryghedsnetvaerk.demonstration.stages import Area, composed, figures, founded
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import report
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.meetings.actions import save_meeting

AREA = Area(
    name="Søvangen", kommune="Nordby", town="nordby", housing="oestvang", place="Biblioteket, Søvangen 18",
    parties=("oestkredsen", "oestkredsen", "oestvang"),
    about="210 rækkehuse og et plejecenter ved søen.",
    need="Plejecenteret og biblioteket fortæller, at ældre ikke længere går ud efter kl. 16.",
    group=(("boligsocial", "karin"), ("lokalpoliti", "ifrah"), ("ejendomskontor", "gitte"), ("bestyrelse", "inge")),
    crime=("Tricktyveri", "4", "9"),
    problems=(
        ("Tricktyverier ved plejecenteret", "Fremmede ringer på og udgiver sig for at være håndværkere.",
         "Hjemmeplejen fortæller, hvad man kan sige i døren.", "Plejecenteret"),
        ("Glatte og mørke stier ved søen", "Stierne saltes ikke, og lyset er slukket efter kl. 21.",
         "Driften ændrer ruten.", "Søstien"),
        ("Tomt torv efter lukketid", "Biblioteket lukker kl. 16.", "Åbent bibliotek to aftener om ugen.", "Bytorvet"),
    ),
    groups=(
        ("Hjemmeplejen", "offentlig", "Kommer i næsten alle hjem.", "1 2", "Ulla Winther", "nordby", "ja"),
        ("Ejendomsfunktionærer", "privat", "Er ude på stierne hver dag.", "2", "Flemming Due", "oestvang", "ja"),
        ("Lokale forretningsdrivende", "privat", "Har åbent om aftenen.", "3", "Amal Nasser", "dagligkoeb", "ja"),
        ("Madudbringere", "privat", "Taler med de ældre hver dag.", "1", "Peter Elmose", "nordby", "ja"),
        ("Natteravne", "frivillig", "Vil gerne gå ved søen.", "2 3", "Ruth Elming", "natteravne", "ja"),
        ("Supermarked", "privat", "Åbent til kl. 21.", "3", "Dorte Pil", "dagligkoeb", "ja"),
        ("Renovationsarbejdere", "offentlig", "Kommer tidligt om morgenen.", "2", "Allan Bro", "nordby", "ja"),
        ("Socialpsykiatrien", "offentlig", "Kender dem, ingen ellers spørger.", "1 3", "Eva Lind", "nordby", "ja"),
        ("Sportstrænere", "frivillig", "Går hjem ad søstien efter træning.", "2", "Kim Vestergaard", "boldklub", "ja"),
        ("Det kommunale vagtværn", "offentlig", "Kører forbi torvet om aftenen.", "3", "Niels Hede", "nordby", "ja"),
    ),
)  # fmt: skip
AGENDA = """\
## Baggrunden for mødet og formålet med tryghedsnetværket
25 min · Styregruppen · orientering
Mål: Deltagerne ved, hvorfor de er inviteret, og hvad netværket skal og ikke skal.

## Kriminalitets- og utryghedsproblemer i boligområdet
30 min · Lokalpolitiet · orientering
Mål: Deltagerne ved, hvad rapporten viser om kriminalitet og utryghed.

## Drøftelse af baggrund og formål med tryghedsnetværket
40 min · Alle · drøftelse
Mål: Deltagerne ved, hvad de andre faggrupper ser som trygt og utrygt.

## Samarbejdsmuligheder
35 min · Alle · drøftelse
Mål: Deltagerne ved, hvilke muligheder der er nævnt, og at ingen har bundet sig endnu.
"""


def tell(story: Story) -> None:
    """Interviews alone, as the survey is skipped; ten groups say yes; the meeting is called."""
    founded(story, AREA, 240)
    _kortlaegning(story)
    composed(story, AREA, 70)
    story.close("sammensaetning", "karin")
    meeting = deeds.called(story, "orientering", -9, AREA.place, notice=33, hour=14)
    story.on(20)
    story.write(save_meeting, meeting.nr, {"agenda": AGENDA})
    story.on(4, 13)
    silent = ("Gitte Ravn", "Ulla Winther", "Peter Elmose", "Eva Lind", "Niels Hede")
    deeds.answers(story, meeting, no=("Allan Bro",), silent=silent)


def _kortlaegning(story: Story) -> None:
    figures(story, AREA, 155)
    story.tick("kriminalitetsstatistik")
    story.press(
        skip, "kvantitativ",
        "Der bor for få til, at et spørgeskema kan holdes anonymt. Vi interviewer i stedet, hjemme hos folk.",
        who="karin",
    )  # fmt: skip
    story.on(120)
    story.add(
        Study, kind="kvalitativ", state="gennemfoert", title="22 interviews i hjem og på plejecenter",
        done_by="Karin Bech, Nordby Kommune", fieldwork_from=story.day(150), fieldwork_until=story.day(128), asked=25,
        answered=22, summary="De ældre går ind kl. 16. De er bange for at falde og for fremmede, der ringer på.",
        left_out_reason="",
    )  # fmt: skip
    deeds.problems(story, AREA.problems)
    text = report(
        AREA.name, "22 beboere blev interviewet. Der er ikke lavet spørgeskema, fordi området er lille.",
        "Anmeldte tricktyverier er gået fra 4 til 9 på et år. Tallene er små.",
        "Næsten alle interviewede går ind, før det bliver mørkt.",
        "Mørke, glatte stier og lukkede butikker peger samme vej: der er ingen ude, og så går færre ud.",
        [what for what, *_ in AREA.problems],
    )  # fmt: skip
    row = deeds.report(story, text)
    story.on(116)
    deeds.approve_report(story, row, ("karin", "ifrah", "inge"))
    # Gitte Ravn does not answer; on the deadline her silence is a yes.
    story.on(92)
    story.close("kortlaegning", "karin")

"""Birkeparken: the report waits for one approval; a member left after the afdelingsmøde, and the seat was filled."""

from workflows.tryghedsnetvaerk.demonstration.deeds import (
    answers,
    approve_report,
    begin,
    called,
    held,
    problems,
    report,
    seat,
)
from workflows.tryghedsnetvaerk.demonstration.story import DAY, Story
from workflows.tryghedsnetvaerk.demonstration.wording import PURPOSE, RESIDENTS
from workflows.tryghedsnetvaerk.demonstration.wording import report as report_text
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.earlier.entering import save_earlier, save_result
from workflows.tryghedsnetvaerk.network.actions import end_seat
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import accept
from workflows.tryghedsnetvaerk.network.models import (
    Need,
    ResidentDiscussion,
    ResidentInformation,
    ResidentQuestion,
    Seat,
    Stakeholder,
)

PLACE = "Beboerhuset, Birkestien 40"
SAFE = "Meget tryg; {}\nTryg; {}\nHverken tryg eller utryg; {}\nUtryg; {}\nMeget utryg; {}"
MERGED = (
    "Meget tryg\nTryg\nHverken tryg eller utryg; {}\nUtryg\nMeget utryg\nMeget tryg + Tryg; {}\nUtryg + Meget utryg; {}"
)
MEASURED = (
    ("Hvor tryg føler du dig ved at færdes i dit boligområde efter mørkets frembrud?", "hoved", 231,
     SAFE.format(34, 58, 41, 61, 37)),
    ("Dårlig belysning", "forhold", 228, MERGED.format("18 %", "31 %", "51 %")),
    ("Hærværk", "forhold", 226, MERGED.format("27 %", "35 %", "38 %")),
    ("Knallerter på stierne", "forhold", 229, MERGED.format("30 %", "41 %", "29 %")),
)  # fmt: skip


def tell(story: Story) -> None:
    """Step 1 is closed, the mapping is made, and the report is out for approval."""
    _igangsaettelse(story)
    _kortlaegning(story)
    _rapport(story)


def _igangsaettelse(story: Story) -> None:
    begun = story.on(190)
    begin(
        story, "Birkeparken", "Nordby", ("nordby", "oestkredsen", "nordby"), purpose=PURPOSE,
        area="480 boliger omkring Birkestien og Dagligkøb. De ældste er fra 1968.", languages="da,en,ar",
    )  # fmt: skip
    story.add(
        Need, rise=True, insecurity=True, found_by="kommune", found_on=begun,
        grounds="Anmeldt hærværk er steget fra 19 til 34 på et år, og skolen fortæller om utryghed på stien.",
    )  # fmt: skip
    story.on(180)
    for kind, key, contact in (
        ("boligforening", "oestvang", "Gitte Ravn, forvalter"),
        ("politi", "oestkredsen", "Ifrah Warsame, lokalbetjent"),
    ):
        story.add(
            Stakeholder, kind=kind, organisation_id=story.cast.organisations[key], contact=contact,
            contacted_on=begun, contacted_by="Karin Bech", answer="interesseret", answered_on=story.day(180),
        )  # fmt: skip
    _first_meeting(story)
    _beboere(story)
    planned = called(story, "styregruppe", 110, PLACE, notice=25, hour=15)
    story.close("igangsaettelse", "karin")
    held(story, planned, 110, "Vi gennemgik spørgeskemaet og aftalte, hvem der deler det ud.",
         [("andet", "Spørgeskemaet deles ud om tre uger.")], yes=("per", "nadia"))  # fmt: skip


def _first_meeting(story: Story) -> None:
    first = called(story, "indledende", 160, PLACE, people=("karin", "nadia", "gitte", "per", "ifrah", "vagn"))
    story.on(165)
    answers(story, first)
    story.on(160, 18)
    seat(story, "lokalpoliti", "ifrah")
    seat(story, "boligsocial", "karin", chair=True)
    seat(story, "ejendomskontor", "per")
    seat(story, "bestyrelse", "vagn")
    seat(story, "anden", "nadia")
    held(
        story, first, 160, "Alle fem parter vil være med. Afdelingsbestyrelsen ønsker lys på stien som det første.",
        [
            ("ja", "Vi laver et tryghedsnetværk i Birkeparken."),
            ("andet", "Karin Bech er formand. Styregruppen mødes den anden onsdag i måneden."),
        ],
        yes=("karin", "per", "ifrah", "nadia", "vagn"),
    )  # fmt: skip


def _beboere(story: Story) -> None:
    story.on(150)
    text = RESIDENTS.format(name="Birkeparken", when="til beboerfesten på plænen")
    for channel in ("opgange", "hjemmeside"):
        story.add(ResidentInformation, channel=channel, informed_on=story.day(150), text=text, languages="da,en,ar",
                  limits_told=True)  # fmt: skip
    story.on(140)
    story.add(
        ResidentDiscussion, what="Beboerfest på plænen", on=story.day(140), state="holdt",
        outcome="Omkring 60 talte med os. De fleste nævnte stien til stationen og kældrene.",
    )  # fmt: skip
    story.add(ResidentQuestion, kind="misforstaaelse", question="Skal viceværten nu gå vagt om aftenen?",
              raised_on=story.day(140), answer="Nej. Viceværten passer sit arbejde. Netværket er ikke et vagtværn.",
              answered_on=story.day(140))  # fmt: skip
    story.add(ResidentQuestion, kind="spoergsmaal", question="Hvornår bliver lyset på stien til stationen lavet?",
              raised_on=story.day(140))  # fmt: skip


def _kortlaegning(story: Story) -> None:
    story.on(100)
    year = story.day(101).year
    figures = story.write(
        save_figures, None,
        {
            "title": f"Anmeldelser {year - 2}–{year - 1}", "source": "Østkredsens Politi, udtræk for området",
            "extracted_on": story.day(101), "definition": "Birkestien, Birkeparken og parkeringspladsen ved Dagligkøb.",
            "counts": f"Hærværk; {year - 2}; 19\nHærværk; {year - 1}; 34\nIndbrud i kælder; {year - 2}; 12\n"
                      f"Indbrud i kælder; {year - 1}; 15\nCykeltyveri; {year - 2}; 41\nCykeltyveri; {year - 1}; 38\n"
                      f"Røveri; {year - 2}; 2\nRøveri; {year - 1}; ..",
            "police_priority": f"Indsats mod indbrud i kældre i efteråret {year - 1}.",
        },
    )  # fmt: skip
    table = f"Lovovertrædelse;{year - 2};{year - 1}\r\nHærværk;19;34\r\nIndbrud i kælder;12;15\r\nCykeltyveri;41;38"
    story.write(attach, figures, accept(f"Anmeldelser {year - 2}-{year - 1}.csv", table.encode("utf-8-sig")))
    story.tick("kriminalitetsstatistik")
    story.on(60)
    survey = story.add(
        Study, kind="kvantitativ", state="gennemfoert", title="Tryghed i Birkeparken",
        done_by="Analysehuset Tryghedsmåling, sociologer, for Nordby Kommune",
        fieldwork_from=story.day(95), fieldwork_until=story.day(67), asked=760, answered=231,
        summary="98 af 231 føler sig utrygge i området efter mørkets frembrud. Flest nævner stien til stationen.",
        left_out_reason="",
    )  # fmt: skip
    _maalt_af_andre(story, survey)
    story.add(
        Study, kind="kvalitativ", state="gennemfoert", title="Fire fokusgrupper i beboerhuset",
        done_by="Karin Bech og Nadia Petersen, Nordby Kommune", fieldwork_from=story.day(84),
        fieldwork_until=story.day(70), asked=24, answered=21,
        summary="Utrygheden hænger sammen med mørke, støj og manglende overblik, ikke med bestemte personer.",
        left_out_reason="",
    )  # fmt: skip
    story.tick("kvantitativ", "kvalitativ", who="nadia")
    problems(story, (
        ("Mørk sti til stationen", "Hver anden lampe er slukket, og hækken skygger.", "", "Birkestien"),
        ("Indbrud i kældre", "Dørene står åbne, fordi dørpumperne ikke lukker dem.", "", "Blok 2, 3 og 6"),
        ("Støj og hærværk ved legepladsen", "Der er ingen andre steder at være om aftenen.", "", "Den store legeplads"),
        ("Knallerter på gangstierne", "Bommene er fjernet ved renoveringen.", "", "Gangstierne mod skolen"),
    ))  # fmt: skip


def _maalt_af_andre(story: Story, study: Study) -> None:
    """Type in what the bureau's report tells: counts where it has them, per cent merged as it merged them."""
    asked = {"population": 760, "counted": "personer", "age_from": 18, "area_told": "Birkestien og Birkeparken"}
    seen = story.write(save_earlier, study.nr, asked).version
    for text, kind, base, told in MEASURED:
        said = {"text": text, "kind": kind, "base": base, "lines": told, "end": "sidste", "why": ""}
        seen = story.write(save_result, study.nr, None, said, seen=seen).version
    tables = "Spørgsmål;Utrygge;Svar\r\nEfter mørkets frembrud;98;231\r\nDårlig belysning;51 %;228\r\n"
    story.write(attach, study, accept("Tryghed i Birkeparken - tabeller.csv", tables.encode("utf-8-sig")))


def _rapport(story: Story) -> None:
    story.on(34)
    board = story.all(Seat, kind="bestyrelse")[0]
    story.on(9)
    text = report_text(
        "Birkeparken",
        "Spørgeskemaet blev besvaret af 231 af 760 voksne (30 procent), og 21 beboere deltog i fire fokusgrupper.",
        "Anmeldt hærværk er steget fra 19 til 34, mens cykeltyverier er faldet lidt.",
        "98 af 231 (42 procent) er utrygge i området efter mørkets frembrud, især på stien til stationen.",
        "Hærværket sker de samme steder, som beboerne kalder utrygge: ved legepladsen og langs stien. Begge steder er "
        "mørke, og ingen har deres gang der om aftenen. Det er en mulig forklaring, ikke en sikker årsag.",
        ("Mørk sti til stationen", "Indbrud i kældre", "Støj og hærværk ved legepladsen", "Knallerter på gangstierne"),
    )
    row = report(story, text)
    story.on(7, 13)
    approve_report(story, row, ("karin",))
    story.on(6, 10)
    approve_report(story, row, ("ifrah", "nadia"))
    story.on(4, 11)
    story.write(end_seat, board.nr, until=story.today - DAY)
    seat(story, "bestyrelse", "maria", deputy="yusuf", since=story.today)
    called(story, "styregruppe", -12, PLACE, notice=14, hour=15)

"""Gadehavegård, steps 4 to 6: the three meetings, the routes and the agreement."""

from engine import clock
from workflows.tryghedsnetvaerk.agreement.models import Route
from workflows.tryghedsnetvaerk.demonstration.deeds import agreement, answers, called, held, partners
from workflows.tryghedsnetvaerk.demonstration.gadehavegaard.opstart import GROUP, PLACE
from workflows.tryghedsnetvaerk.demonstration.story import DAY, Story
from workflows.tryghedsnetvaerk.demonstration.wording import CONCERN, CONTENT, PURPOSE
from workflows.tryghedsnetvaerk.mapping.models import Problem

# Problem, who, how, phone, when, and what they need to know.
ROUTES = (
    (1, "Ejendomskontoret", "ring", "00 71 10 30", "Hverdage 8–14", "Lampens nummer står på masten."),
    (2, "Ejendomskontoret", "sms", "00 71 10 31", "Døgnet rundt", "Blok og kældernummer."),
    (3, "Ungdomsklubben på torvet", "ring", "00 35 91 40", "Tirsdag og torsdag 18–22", "Hvad og hvornår, ingen navne."),
    (4, "Ejendomskontoret", "mail", "", "Svar inden for en hverdag", "Gerne et billede af skaden, uden mennesker på."),
    (5, "Byggepladsens vagt", "ring", "00 71 10 44", "Døgnet rundt", "Opgang og etage."),
    (None, "Lokalpolitiet", "ring", "114", "Døgnet rundt", "Er der fare her og nu: 112."),
)  # fmt: skip
PARTNERS = (
    ("oestkredsen", "Én fast lokalbetjent og tal to gange om året."),
    ("hoeje-taastrup", "Hjemmepleje, vagtværn, pædagoger, lærere, klub og SSP; kommunen er vært for netværksmøderne."),
    ("oestvang", "Ejendomsfunktionærerne, lys og låse, og beboerrådgivernes tid."),
    ("gade-bestyrelse", "Kontakt til beboerne og plads på afdelingsmødet."),
    ("natteravne", "Ture fredag aften."),
    ("boldklub", "Låser hallen og lader lyset stå til kl. 22.30."),
    ("postomdeling", "Siger til, når lyset i en opgang er gået."),
)


def tell(story: Story) -> None:
    """Orientation, development, conclusion; each closes its step."""
    _droeftelse(story)
    _fastlaeggelse(story)
    _aftale(story)


def _droeftelse(story: Story) -> None:
    meeting = called(story, "orientering", 462, PLACE, notice=23, hour=14)
    story.on(466)
    answers(story, meeting, no=("Henrik Lauge",))
    held(
        story, meeting, 462,
        "13 deltog. Rapporten blev gennemgået. Fagpersonerne kendte stederne igen, og flere nævnte kælderen i Blok 9. "
        "Nogle var i tvivl om, hvad netværket vil med deres viden; det blev sagt, at der kun tales om steder.",
        [("andet", "Der indkaldes til udviklingsmøde.")], yes=GROUP,
    )  # fmt: skip
    story.on(456)
    story.close("droeftelse", "jonas")


def _fastlaeggelse(story: Story) -> None:
    meeting = called(story, "udvikling", 431, PLACE, notice=22, hour=14)
    story.on(434)
    answers(story, meeting, no=("Dennis Vang",))
    held(
        story, meeting, 431,
        "Vi gik problemerne igennem ét for ét og fandt en vej for hvert. Sms er bedst for ejendomskontoret. "
        "Hjemmeplejen vil helst ringe.",
        [("andet", "Hvert problem får én kontaktvej, som står på actioncardet.")], yes=GROUP,
    )  # fmt: skip
    problems = {row.nr: row.id for row in story.all(Problem)}
    story.on(426)
    for nr, receiver, channel, phone, hours, needs in ROUTES:
        mail = "ejendomskontor@oestvang.example" if channel == "mail" else ""
        story.add(Route, problem_id=problems[nr] if nr else None, receiver=receiver, channel=channel, phone=phone,
                  mail=mail, hours=hours, needs=needs)  # fmt: skip
    story.close("fastlaeggelse", "jonas")


def _aftale(story: Story) -> None:
    meeting = called(story, "aftale", 396, PLACE, notice=24, hour=14)
    story.on(399)
    answers(story, meeting)
    held(
        story, meeting, 396, "Formål, samarbejdsform og forankring blev vedtaget uden ændringer.",
        [
            ("formaal", "Formålet er vedtaget, som det står i udkastet."),
            ("form", "Netværksmøde hvert halve år, nyhedsmail hver anden måned, actioncard til alle."),
            ("forankring", "Høje-Taastrup Kommune er anker; lokalpolitiet er sekretariat det første år."),
        ],
        yes=GROUP,
    )  # fmt: skip
    story.on(388)
    yesterday = clock.today(story.filled) - DAY
    agreement(
        story, clock.anniversary(yesterday, -1), purpose=PURPOSE, content=CONTENT,
        anchoring="Høje-Taastrup Kommune, boligsocial indsats. Lokalpolitiet er sekretariat.", place=PLACE,
        how_often="Hvert halve år", convener="Tovholderen", concern_answer=CONCERN,
    )  # fmt: skip
    story.on(375)
    partners(story, PARTNERS, asked=387, deadline=376, silent=("postomdeling",))
    story.on(374)
    story.close("aftale", "jonas")

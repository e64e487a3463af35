"""Gadehavegård, steps 7 to 9: materials, a year of practice, and an evaluation that waits for its decision."""

from datetime import time

from engine import clock
from workflows.tryghedsnetvaerk.demonstration import surveys, telling
from workflows.tryghedsnetvaerk.demonstration.deeds import answers, called, held, materials, news
from workflows.tryghedsnetvaerk.demonstration.gadehavegaard import svar, tal
from workflows.tryghedsnetvaerk.demonstration.gadehavegaard.opstart import GROUP, PLACE
from workflows.tryghedsnetvaerk.demonstration.story import DAY, Story
from workflows.tryghedsnetvaerk.demonstration.wording import FOLDER
from workflows.tryghedsnetvaerk.evaluation.actions import find_current, save_evaluation
from workflows.tryghedsnetvaerk.evaluation.models import Measure
from workflows.tryghedsnetvaerk.mapping.interviews import keeping
from workflows.tryghedsnetvaerk.mapping.interviews.models import Round
from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.materials.models import CardLine
from workflows.tryghedsnetvaerk.network.models import ResidentDiscussion, ResidentQuestion

# Problem, what it is about, who, phone, what they are, and how they agreed.
LINES = (
    (None, "Fare her og nu", "Alarmcentralen", "112", "officielt", ""),
    (None, "Politiet, når det ikke haster", "Politiet", "114", "officielt", ""),
    (1, "Lys på stierne", "Ejendomskontoret", "00 71 10 30", "kontor", "leder"),
    (2, "Åbne kælderdøre", "Ejendomskontoret", "00 71 10 31", "kontor", "leder"),
    (3, "Torvet om aftenen", "Sara Nyholm, ungdomsklubben", "00 35 91 40", "person", "selv"),
    (4, "Vaskeriet", "Kurt Bay, ejendomsfunktionær", "00 71 10 33", "person", "selv"),
    (5, "Tomme opgange", "Byggepladsens vagt", "00 71 10 44", "kontor", "referat"),
)  # fmt: skip
NEWS = (
    (338, "Velkommen i netværket", "Actioncard og telefonliste er klar. Har du spørgsmål, så ring til tovholderen."),
    (276, "Lyset på stien", "De seks lamper på stien bag Blok 7 er skiftet. Tak til alle, der gav besked."),
    (205, "Kældrene", "Dørpumperne i Blok 5 og 7 er justeret. Blok 9 følger i næste måned."),
    (143, "Genhusning i Blok 11 og 12", "Opgangene tømmes nu. Byggepladsens vagt kan ringes op hele døgnet."),
    (24, "Snart er der gået et år", "Spørgeskema og interviews er gentaget. Styregruppen ser på resultaterne."),
)  # fmt: skip
MEASURES = (
    ("kriminalitet", "Anmeldte indbrud i beboelse på et år", "33", "24", "Østkredsens Politi"),
    ("kriminalitet", "Anmeldt hærværk på et år", "41", "36", "Østkredsens Politi"),
    ("tryghed", "Utrygge efter mørkets frembrud", "120 af 240", "90 af 220", "Analysehuset Tryghedsmåling"),
    ("interviews", "Fagpersoner, der har brugt actioncardet", "", "9 af 12", "Samira Haddad, telefoninterviews"),
    ("proces", "Problemer, der er løst", "0 af 5", "2 af 5", "Problemlisten"),
)  # fmt: skip
ABOUT = {
    "Anmeldt hærværk på et år": "Hærværk på vaskeriet",
    "Utrygge efter mørkets frembrud": "Mørk sti til stationen",
}

DONE_SO_FAR = {
    "da": "Lyset på stien er skiftet, kældrene er lukket bedre, og klubben er på torvet to aftener om ugen.\n\n"
    "Fortæl ejendomskontoret, når noget er gået i stykker.",
    "ar": "تم تغيير الإنارة على الممر، وأصبحت الأقبية مقفلة بشكل أفضل، ويوجد النادي في الساحة مساءين في الأسبوع.\n\n"
    "أخبروا مكتب العقار (ejendomskontoret) عندما يتعطل شيء.",
    "tr": "Yoldaki lambalar değiştirildi, bodrumlar daha iyi kilitleniyor ve kulüp haftada iki akşam meydanda.\n\n"
    "Bir şey bozulduğunda site yönetimine (ejendomskontoret) haber verin.",
}


def tell(story: Story) -> None:
    """Release the materials, live through a year, and prepare the evaluation."""
    _kontaktmaterialer(story)
    _praksis(story)
    _evaluering(story)
    _this_month(story)


def _kontaktmaterialer(story: Story) -> None:
    problems = {row.nr: row.id for row in story.all(Problem)}
    story.on(362)
    for nr, about, who, phone, kind, how in LINES:
        story.add(CardLine, problem_id=problems[nr] if nr else None, about=about, who=who, phone=phone, kind=kind,
                  agreed_how=how, agreed_on=story.day(363) if how else None)  # fmt: skip
    story.on(355)
    materials(story, FOLDER.format(name="Gadehavegård"))
    story.on(350)
    story.close("kontaktmaterialer", "samira")


def _praksis(story: Story) -> None:
    for days, subject, body in NEWS[:2]:
        story.on(days)
        news(story, subject, body)
    story.on(270)
    _solved(story, 1, 270)
    _network_meeting(story, 186, "12 deltog. Lyset på stien er nævnt af alle som en forskel. Torvet fylder stadig.")
    story.on(160)
    telling.news(story, "Det er der sket", DONE_SO_FAR, "hjemmeside")
    story.write(keeping.clear, story.all(Round)[0].nr)  # a year after the report was approved
    for days, subject, body in NEWS[2:4]:
        story.on(days)
        news(story, subject, body)
    _solved(story, 4, 143)
    meeting = called(story, "styregruppe", 122, PLACE)
    held(story, meeting, 122, "Om tre måneder er der gået et år. Vi gentager spørgeskemaet og interviewene.",
         [("andet", "Evalueringen laves ved at gentage undersøgelserne.")], yes=GROUP)  # fmt: skip


def _solved(story: Story, nr: int, days: int) -> None:
    problem = story.all(Problem, nr=nr)[0]
    story.edit(problem, closed_on=story.day(days))


def _network_meeting(story: Story, days: int, minutes: str) -> None:
    meeting = called(story, "netvaerk", days, PLACE, notice=28, hour=14)
    story.on(days + 4)
    answers(story, meeting, silent=("Jan Falk",))
    held(story, meeting, days, minutes, yes=("jonas", "samira", "per"))


def _evaluering(story: Story) -> None:
    story.on(83)
    surveys.appointed(story, "signe")
    svar.second_round(story)
    story.on(44)
    story.edit(
        story.all(Study)[-1],
        summary="90 af 220 (41 procent) føler sig utrygge efter mørkets frembrud. Der er spurgt færre, fordi Blok 11 "
        "og 12 er tømt.",
    )
    story.on(38)
    told = {
        "mode": "gentag",
        "findings": "Færre er utrygge end for et år siden: 90 af 220 mod 120 af 240. Anmeldte indbrud er faldet fra 33 "
        "til 24. Mange forhold kan spille ind, blandt andet at to blokke er tømt imens. Torvet nævnes stadig af mange.",
    }
    story.write(save_evaluation, None, told)
    evaluation = find_current(story.session, story.network)
    assert evaluation
    problem = {one.what: one.id for one in story.all(Problem)}
    for kind, what, before, after, source in MEASURES:
        told = {"kind": kind, "what": what, "before": before, "after": after, "source": source}
        story.add(Measure, evaluation_id=evaluation.id, problem_id=problem.get(ABOUT.get(what, "")), **told)
    tal.of_half_year(story, 31)


def _answered(story: Story, talk: int) -> None:
    """Two proposals: one is being carried out, one is not possible."""
    light = story.all(Problem, nr=1)[0]
    for question, answer, more in (
        (
            "Kan lamperne på stien tændes en time tidligere?",
            "Ja. Ejendomskontoret stiller uret om i denne uge.",
            {"status": "gennemfoeres", "problem_id": light.id},
        ),
        (
            "Kan der komme kameraer i alle kældre?",
            "Nej. Kældrene får nye låse og mere lys i stedet.",
            {"status": "ikke_muligt", "status_why": "Kameraer i kældre kræver en særlig grund, og den er der ikke."},
        ),
    ):
        row = story.add(ResidentQuestion, kind="forslag", question=question, raised_on=story.day(45),
                        discussion_id=talk)  # fmt: skip
        story.edit(row, answer=answer, answered_on=story.today, **more)


def _this_month(story: Story) -> None:
    """A news mail, a residents' evening written down four weeks late, and the meeting that will decide."""
    story.on(24)
    news(story, *NEWS[4][1:])
    story.on(17, 14)
    talk = story.write_late(
        ResidentDiscussion, story.day(45), what="Beboeraften om genhusning", on=story.day(45), state="holdt",
        outcome="40 beboere. De spurgte til lys og aflåsning i de tomme opgange.",
    )  # fmt: skip
    story.add(
        ResidentQuestion, kind="forslag", question="Kan der komme lys i de tomme opgange, mens der genhuses?",
        raised_on=story.day(45), discussion_id=talk.id,
    )  # fmt: skip
    _answered(story, talk.id)
    meeting = called(story, "styregruppe", -6, PLACE, notice=16)
    story.on(8, 10)
    answers(story, meeting, silent=("Per Sørensen",))
    # The year is over since yesterday at nine; everything else that is due by then has fired.
    story.until(clock.moment(clock.today(story.filled) - DAY, time(0)))

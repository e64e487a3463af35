"""Gadehavegård, steps 1 to 3: need, group, mapping, report, and eleven groups of professionals."""

from workflows.tryghedsnetvaerk.demonstration import telling
from workflows.tryghedsnetvaerk.demonstration.deeds import (
    answers,
    approve_report,
    begin,
    called,
    group,
    held,
    led,
    problems,
    remark,
    report,
    seat,
)
from workflows.tryghedsnetvaerk.demonstration.gadehavegaard import rapport, samtaler, svar, tal
from workflows.tryghedsnetvaerk.demonstration.gadehavegaard.findings import (
    GROUPS,
    ITEMS,
    LEFT_OUT,
    MISMATCHES,
    MYTHS,
    OFFENCES,
    PROBLEMS,
)
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import PURPOSE
from workflows.tryghedsnetvaerk.mapping.actions import new_version
from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.mapping.report.actions import answer_comment, save_comment, save_myth
from workflows.tryghedsnetvaerk.network.models import (
    REPORT as PAPER,
)
from workflows.tryghedsnetvaerk.network.models import (
    Need,
    ResidentDiscussion,
    ResidentQuestion,
    Stakeholder,
)

PLACE = "Beboerhuset, Gadehavegårdsvej 1"
GROUP = ("jonas", "samira", "per", "lene")
BRINGS = {
    "kommune": "To boligsociale medarbejdere og SSP ved møderne",
    "boligforening": "Ejendomskontoret, beboerhuset og besked til beboerne i hver opgang",
}
# What the steering group said of the first version, and what was answered.
COMMENTS = (
    ("lene", "undersoegelser", "Sig, hvem der ikke har svaret. De unge kan ikke kende sig selv her.",
     "Det står der nu i version 2."),
    ("jonas", "kriminalitet", "Vis årene som en kurve. Så kan man se, at tallene også har været høje før.",
     "Version 2 har en kurve over seks år."),
)  # fmt: skip
ASKED = (
    ("misforstaaelse", "Bliver vi overvåget?",
     "Nej. Ingen holder øje med beboerne, og der skrives ikke noget om enkelte mennesker."),
    ("spoergsmaal", "Hvem ringer vi til, når lyset i kælderen er gået?",
     "Ring til ejendomskontoret. Nummeret hænger i hver opgang."),
)  # fmt: skip


def tell(story: Story) -> None:
    """Need, group and residents; figures, studies and report; the groups."""
    _igangsaettelse(story)
    _kortlaegning(story)
    _rapport(story)
    _sammensaetning(story)


def _igangsaettelse(story: Story) -> None:
    begun = story.on(690)
    begin(
        story, "Gadehavegård", "Høje-Taastrup", ("oestkredsen", "oestkredsen", "hoeje-taastrup"), purpose=PURPOSE,
        area="Omkring 700 boliger, som ændres i disse år: nogle blokke rives ned, andre bygges om, og beboere flytter "
        "imens. Det ændrer, hvem der kan spørges.", languages="da,en,ar,tr,so",
    )  # fmt: skip
    story.add(
        Need, rise=True, insecurity=True, found_by="politi", found_on=begun,
        grounds="Anmeldte indbrud og hærværk er steget to år i træk, og beboere har på afdelingsmødet sagt, at de går "
        "udenom torvet om aftenen.",
        figures="Indbrud i beboelse 21 og 33, hærværk 26 og 41 anmeldelser",
        period=f"{begun.year - 2} og {begun.year - 1}", source="Østkredsens Politi, udtræk for området",
        area_because="Stigningen er kraftigere her end i kommunen som helhed, og mange deles om den samme plads.",
    )  # fmt: skip
    for kind, key, contact, days in (
        ("kommune", "hoeje-taastrup", "Samira Haddad, boligsocial medarbejder", 668),
        ("boligforening", "oestvang", "Per Sørensen, driftsleder", 661),
    ):
        story.on(days)
        story.add(
            Stakeholder, kind=kind, organisation_id=story.cast.organisations[key], contact=contact, contacted_on=begun,
            contacted_by="Mette Holm", answer="interesseret", answered_on=story.day(days), contribution=BRINGS[kind],
        )  # fmt: skip
    story.tick("interesse")
    _first_meeting(story)
    _beboere(story)
    planned = called(story, "styregruppe", 585, PLACE, notice=22)
    story.tick("styregruppe", decision=2)
    story.close("igangsaettelse", "jonas")
    held(story, planned, 585, "Vi aftalte kortlægningen: tal, spørgeskema og interviews.",
         [("andet", "Spørgeskemaet går til 1.200 voksne og oversættes til fire sprog.")], yes=GROUP)  # fmt: skip


def _first_meeting(story: Story) -> None:
    first = called(story, "indledende", 630, PLACE, people=(*GROUP, "ali"))
    story.bounce("SMTPRecipientsRefused: 550 5.2.2 Postkassen er fuld")
    story.on(634)
    answers(story, first, no=("Ali Yıldız",))
    story.on(630, 18)
    seat(story, "lokalpoliti", "jonas", chair=True)
    seat(story, "boligsocial", "samira")
    seat(story, "ejendomskontor", "per")
    seat(story, "bestyrelse", "lene", deputy="ali")
    held(
        story, first, 630,
        "Politi, kommune, boligforening og afdelingsbestyrelse drøftede ideen i en time. Alle vil være med. "
        "Afdelingsbestyrelsen lægger vægt på, at netværket ikke bliver et vagtværn.",
        [
            ("ja", "Vi laver et tryghedsnetværk i Gadehavegård."),
            ("andet", "Styregruppen er Jonas Rask (formand), Samira Haddad, Per Sørensen og Lene Friis."),
            ("andet", "Styregruppen mødes hver sjette uge, mandag kl. 16."),
        ],
        yes=GROUP,
    )  # fmt: skip


def _beboere(story: Story) -> None:
    story.on(622)
    notice = telling.begun(
        story, partners=("Østkredsens Politi", "Høje-Taastrup Kommune", "Boligforeningen Østvang"), place=PLACE,
        on=story.day(608),
        wanted=telling.FIRST, told=(("opgange", "da,en,ar,tr"), ("beboerhus", "da,en,ar,tr")),
    )  # fmt: skip
    story.on(620)
    telling.carried(story, notice, "hjemmeside", "da,en,ar,tr")
    story.on(615)
    telling.carried(story, notice, "lokalavis", "da")
    story.on(608, 20)
    talk = story.add(
        ResidentDiscussion, what="Beboermøde", on=story.day(608), state="holdt", together_with="Budgetmødet",
        outcome="85 beboere var mødt. De spurgte mest til lys, kældre og ophold på torvet. Flere ville vide, om de "
        "bliver overvåget; svaret er nej.",
    )  # fmt: skip
    for kind, question, answer in ASKED:
        asked = story.add(ResidentQuestion, kind=kind, question=question, raised_on=story.day(608),
                          discussion_id=talk.id)  # fmt: skip
        story.edit(asked, answer=answer, answered_on=story.day(608))


def _kortlaegning(story: Story) -> None:
    story.on(578)
    figures = tal.tell(story)
    story.tick("kriminalitetsstatistik", who="jonas")
    svar.first_round(story)
    svar.earlier(story)
    story.on(538)
    story.edit(
        story.all(Study)[0],
        summary="120 af 240 (50 procent) føler sig utrygge i området efter mørkets frembrud. Svarprocenten er 20.",
    )
    samtaler.interview(story)
    story.tick("kvantitativ", "kvalitativ", who="samira")
    problems(story, PROBLEMS)
    samtaler.code(story)
    for problem, offences, items, mismatch in zip(story.all(Problem), OFFENCES, ITEMS, MISMATCHES, strict=True):
        story.edit(problem, offences="\n".join(offences), items="\n".join(items), mismatch=mismatch)
    for claim, offence, fact, caveat in MYTHS:
        told = {"claim": claim, "crime_set_id": figures.id, "offence": offence, "fact": fact, "caveat": caveat}
        story.write(save_myth, None, told, who="samira")


def _rapport(story: Story) -> None:
    story.on(530)
    first = report(story, rapport.parts(story, whole=False))
    story.on(527, 11)
    approve_report(story, first, ("samira", "per"))
    remark(story, PAPER, first.id, "lene", "Skriv, hvem der ikke har svaret. De unge kan ikke kende sig selv her.")
    for who, part, text, answer in COMMENTS:
        comment = story.write(save_comment, None, {"part": part, "text": text}, who=who)
        story.write(answer_comment, comment.nr, answer, resolved=True)
    story.on(524)
    draft = story.write(new_version, first.nr)
    second = report(story, rapport.parts(story, whole=True), draft.nr)
    story.on(520, 13)
    approve_report(story, second, GROUP)
    story.close("kortlaegning", "jonas")


def _sammensaetning(story: Story) -> None:
    story.on(505)
    for name, sector, reason, near, leader, post, answer in GROUPS:
        group(story, name, sector, reason, near=near, regular_contact=True,
              **led(story, leader, post, 505, answer, after=9))  # fmt: skip
    for name, sector, reason in LEFT_OUT:
        group(story, name, sector, reason, choice="nej")
    story.on(488)
    story.close("sammensaetning", "samira")

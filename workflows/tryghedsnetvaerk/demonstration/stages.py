"""The steps as most networks of the demonstration take them; what is their own is told by their *Area*."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.tryghedsnetvaerk.agreement.models import Route
from workflows.tryghedsnetvaerk.demonstration import deeds, telling
from workflows.tryghedsnetvaerk.demonstration.cast import ORGANISATIONS
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import CONCERN, CONTENT, PURPOSE
from workflows.tryghedsnetvaerk.demonstration.wording import report as report_text
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.network.information.models import POSTER, WEB
from workflows.tryghedsnetvaerk.network.models import Need, ResidentDiscussion, Stakeholder

BRINGS = {
    "kommune": "SSP og den boligsociale indsats, fire timer om ugen",
    "boligforening": "Ejendomskontoret, lokaler til møderne og besked til beboerne",
    "politi": "Lokalbetjenten ved møderne og tallene for området",
}


@dataclass(frozen=True, kw_only=True)
class Area:
    """What a network of the demonstration has of its own.

    *group* is seats as (kind, person), the first of them the chair; *groups* are professionals as (name, sector, why,
    numbers of the problems, leader, where they work, answer).
    """

    name: str
    kommune: str
    place: str
    about: str
    need: str
    parties: tuple[str, str, str]
    group: tuple[tuple[str, str], ...]
    housing: str
    town: str
    problems: tuple[tuple[str, str, str, str], ...] = ()
    crime: tuple[str, str, str] = ("", "", "")
    survey: tuple[int, int, int] = (0, 0, 0)
    groups: tuple[tuple[str, str, str, str, str, str, str], ...] = ()
    languages: str = "da"

    @property
    def people(self) -> tuple[str, ...]:
        """The steering group, the chair first."""
        return tuple(who for _, who in self.group)

    @property
    def chair(self) -> str:
        """Who leads the steering group."""
        return self.people[0]


def founded(story: Story, area: Area, days: int, *, entered: int | None = None) -> None:
    """Live through step 1, begun *days* days ago; the first meeting may be *entered* later than it was held."""
    begun = story.on(days)
    deeds.begin(
        story, area.name, area.kommune, area.parties, purpose=PURPOSE, area=area.about, languages=area.languages
    )
    offence, before, after = area.crime
    evidence = (
        {
            "figures": f"{offence}: {before} og {after} anmeldelser",
            "period": f"{begun.year - 2} og {begun.year - 1}",
            "source": "Østkredsens Politi, udtræk for området",
            "area_because": "Stigningen er større end i kommunen som helhed, og beboerne har selv bedt om hjælp.",
        }
        if offence
        else {}
    )
    story.add(
        Need, rise=bool(offence), insecurity=True, found_by="politi", found_on=begun, grounds=area.need, **evidence
    )
    story.on(days - 9)
    for kind, key in (("kommune", area.town), ("boligforening", area.housing), ("politi", "oestkredsen")):
        story.add(
            Stakeholder, kind=kind, organisation_id=story.cast.organisations[key], contacted_on=begun,
            contacted_by="Mette Holm", answer="interesseret", answered_on=story.day(days - 9),
            contribution=BRINGS[kind],
        )  # fmt: skip
    first = deeds.called(story, "indledende", days - 32, area.place, people=area.people)
    story.on(days - 32, 18)
    for number, (kind, who) in enumerate(area.group):
        deeds.seat(story, kind, who, chair=number == 0)
    chair = story.cast.names[area.chair]
    decisions = [("ja", f"Vi laver et tryghedsnetværk i {area.name}."), ("andet", f"{chair} er formand.")]
    text = "Alle, der var mødt, vil være med. Mødeplanen blev aftalt for det næste halve år."
    deeds.held(story, first, days - 32, text, decisions, yes=area.people, entered=entered)
    story.on(days - 45 if entered is None else min(days - 45, entered - 5))
    _told_the_residents(story, area)
    planned = deeds.called(story, "styregruppe", days - 80, area.place, notice=26)
    story.close("igangsaettelse", "mette", decision=1)
    deeds.held(story, planned, days - 80, "Kortlægningen blev planlagt.", yes=area.people[:1])


def _told_the_residents(story: Story, area: Area) -> None:
    today, languages = story.today, telling.spoken(area.languages)
    named = {key: name for key, name, _kind, _phone in ORGANISATIONS}
    telling.begun(
        story, partners=[named[key] for key in ("oestkredsen", area.town, area.housing)], place=area.place, on=today,
        wanted=((POSTER, languages), (WEB, languages)), told=(("opgange", languages), ("hjemmeside", languages)),
    )  # fmt: skip
    story.add(
        ResidentDiscussion, what="Beboermøde", on=today, state="holdt", together_with="Afdelingsmødet",
        outcome="Beboerne vil gerne have mere lys og tydelig besked, når noget er lavet.",
    )  # fmt: skip


def mapped(story: Story, area: Area, days: int) -> None:
    """Live through step 2: figures, a survey, interviews, problems and an approved report."""
    figures(story, area, days)
    story.on(days - 50)
    asked, answered, unsafe = area.survey
    told = f"{unsafe} af {answered} er utrygge i området efter mørkets frembrud."
    story.add(
        Study, kind="kvantitativ", state="gennemfoert", title=f"Tryghed i {area.name}", summary=told,
        done_by="Analysehuset Tryghedsmåling", fieldwork_from=story.day(days - 8), fieldwork_until=story.day(days - 40),
        asked=asked, answered=answered, left_out_reason="",
    )  # fmt: skip
    story.add(
        Study, kind="kvalitativ", state="gennemfoert", title="Ti interviews", done_by=f"{area.kommune} Kommune",
        fieldwork_from=story.day(days - 15), fieldwork_until=story.day(days - 35), asked=12, answered=10,
        summary="Beboerne peger på steder og tidspunkter, ikke på personer.", left_out_reason="",
    )  # fmt: skip
    deeds.problems(story, area.problems)
    studies = f"Spørgeskemaet blev besvaret af {answered} af {asked}, og ti beboere blev interviewet."
    offence, before, after = area.crime
    crime = f"{offence} er gået fra {before} til {after} anmeldelser på et år."
    causes = "De steder, beboerne kalder utrygge, er mørke eller tomme om aftenen. Det er sammenfald, ikke årsager."
    row = deeds.report(
        story, report_text(area.name, studies, crime, told, causes, [what for what, *_ in area.problems])
    )
    story.on(days - 55, 12)
    deeds.approve_report(story, row, area.people)
    story.close("kortlaegning", area.chair)


def figures(story: Story, area: Area, days: int) -> None:
    """Write the crime figures of the two years before."""
    story.on(days)
    year = story.day(days + 1).year
    offence, before, after = area.crime
    told = {
        "title": f"Anmeldelser i {area.name} {year - 2}–{year - 1}", "source": "Østkredsens Politi, udtræk for området",
        "extracted_on": story.day(days + 1), "definition": area.about,
        "counts": f"{offence}; {year - 2}; {before}\n{offence}; {year - 1}; {after}",
    }  # fmt: skip
    story.write(save_figures, None, told)


def composed(story: Story, area: Area, days: int) -> None:
    """Live through step 3, but for closing it."""
    story.on(days)
    for name, sector, reason, near, leader, post, answer in area.groups:
        told = deeds.led(story, leader, post, days, answer)
        deeds.group(story, name, sector, reason, near=near, regular_contact=True, **told)
    story.on(days - 7)


def met(
    story: Story, area: Area, kind: str, days: int, minutes: str, decisions: Sequence[tuple[str, str]] = ()
) -> None:
    """Call and hold a meeting of the network and send its minutes."""
    meeting = deeds.called(story, kind, days, area.place, hour=14)
    story.on(days + 3)
    deeds.answers(story, meeting)
    deeds.held(story, meeting, days, minutes, decisions, yes=area.people)


def agreed(story: Story, area: Area, days: int, in_force_on: date, partners: Sequence[tuple[str, str]]) -> None:
    """Live through step 6: routes, partners, the meeting with its three decisions, and the agreement."""
    for row in story.all(Problem):
        story.add(Route, problem_id=row.id, receiver="Ejendomskontoret", channel="ring", phone="00 70 00 70",
                  hours="Hverdage 8–14", needs="Hvor og hvornår, ingen navne.")  # fmt: skip
    three = [
        ("formaal", "Formålet er vedtaget."),
        ("form", "Netværksmøde hvert halve år og en nyhedsmail hver anden måned."),
        ("forankring", "Netværket hører til hos boligorganisationen."),
    ]
    met(story, area, "aftale", days, "De tre beslutninger blev taget. Alle parter underskriver inden fristen.", three)
    deeds.agreement(
        story, in_force_on, purpose=PURPOSE, content=CONTENT, concern_answer=CONCERN, how_often="Hvert halve år",
        place=area.place, convener="Tovholderen", anchoring="Boligorganisationen. Lokalpolitiet er sekretariat.",
    )  # fmt: skip
    story.on(days - 13)
    deeds.partners(story, partners, asked=days - 1, deadline=days - 12)
    story.on(days - 14)
    story.close("aftale", area.chair)

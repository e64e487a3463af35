"""A tryghedsnetværk: three phases, nine steps, eighteen tasks, in the newest version. Read it from top to bottom.

Every step is closed by a press once its demands are met. Steps 1 to 7 lead on; step 8 goes on for good; a year after
the agreement took force the evaluation opens, and its decision begins the next year.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time

from engine.clock import anniversary, moment, months
from engine.definition import ACTIVITY, DECISION, Definition, Due, Move, Phase, Step, Task
from engine.state import FIRED, State
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Facts, Outcome
from workflows.tryghedsnetvaerk.guards import (
    agreement,
    composition,
    evaluation,
    mapping,
    materials,
    meetings,
    network,
    practice,
    rights,
)

YEAR, NOTICE = "aar", "varsel"
NINE = time(9)

OPSTART = Phase(key="opstart", title=N_("Opstart"), purpose=N_("Et solidt fundament af viden og relationer"), steps=(
    Step(
        key="igangsaettelse", title=N_("Igangsættelse af samarbejde"),
        tasks=(
            Task(key="interesse", title=N_("Undersøgelse af interesse for samarbejde"),
                 done_when=N_("Behovet er beskrevet, og kommune, boligforening og politi har svaret."),
                 demands=(network.need_recorded, network.kommune_answered, network.housing_answered,
                          network.police_answered, network.somebody_willing, network.nobody_refused,
                          network.nobody_silent)),
            Task(key="styregruppe", title=N_("Nedsættelse af styregruppe"), kind=DECISION, after=("interesse",),
                 done_when=N_("Et indledende møde har sagt ja, styregruppen har en formand, og møderne er planlagt."),
                 demands=(network.decided_yes, network.in_order, network.has_chair, network.two_people,
                          network.two_organisations, network.police_sits, network.social_sits, network.office_sits,
                          network.board_sits, network.plan_agreed)),
            Task(key="kommunikation", title=N_("Kommunikation om samarbejdet"),
                 done_when=N_("Beboerne er informeret og kan drøfte samarbejdet."),
                 demands=(network.residents_informed, network.limits_told, network.residents_discussed,
                          network.discussion_held)),
        ),
        moves=(Move(trigger="begynd_kortlaegning", to="kortlaegning"),),
    ),
    Step(
        key="kortlaegning", title=N_("Kortlægning af kriminalitet og utryghed"),
        tasks=(
            Task(key="kriminalitetsstatistik", title=N_("Fremskaffelse af kriminalitetsstatistik"),
                 done_when=N_("Tallene er skrevet ind med kilde og udtræksdato, eller det står, hvorfor de mangler."),
                 demands=(mapping.figures_there, mapping.figures_sourced)),
            Task(key="kvantitativ", title=N_("Gennemførelse af kvantitativ tryghedsundersøgelse"), required=False,
                 done_when=N_("Spørgeskemaet er besvaret, eller det er valgt fra med en begrundelse."),
                 demands=(mapping.survey_settled, mapping.survey_recent, mapping.informed_first)),
            Task(key="kvalitativ", title=N_("Gennemførelse af kvalitativ tryghedsundersøgelse"), required=False,
                 done_when=N_("Samtalerne er holdt, eller de er valgt fra med en begrundelse."),
                 demands=(mapping.interviews_settled, mapping.not_survey_alone)),
            Task(key="rapport", title=N_("Udarbejdelse af kriminalitets- og tryghedsrapport"), kind=DECISION,
                 after=("kriminalitetsstatistik", "kvantitativ", "kvalitativ"),
                 done_when=N_("Styregruppen har godkendt en version af rapporten."),
                 demands=(mapping.one_study_made, mapping.studies_have_doers, mapping.report_approved)),
        ),
        moves=(Move(trigger="begynd_sammensaetning", to="sammensaetning"),),
    ),
    Step(
        key="sammensaetning", title=N_("Sammensætning af tryghedsnetværk"),
        tasks=(
            Task(key="fagpersoner", title=N_("Udvælgelse af fagpersoner"), kind=DECISION,
                 done_when=N_("Hver valgt gruppe har en begrundelse, en kontaktet leder og et svar, "
                              "og mindst én vil med."),
                 demands=(composition.groups_chosen, composition.groups_reasoned, composition.leaders_contacted,
                          composition.groups_answered, composition.one_group_joins, composition.problems_have_groups)),
        ),
        moves=(Move(trigger="begynd_droeftelse", to="droeftelse"),),
    ),
))  # fmt: skip

UDVIKLING = Phase(key="udvikling", title=N_("Udvikling"), purpose=N_("Muligheder, indhold og aftale"), steps=(
    Step(
        key="droeftelse", title=N_("Drøftelse af samarbejdsmuligheder"),
        tasks=(
            Task(key="orienteringsmoede", title=N_("Orienteringsmøde om samarbejdets baggrund, formål og muligheder"),
                 done_when=N_("Mødet er indkaldt og holdt, og referatet er sendt ud."),
                 demands=meetings.orientation_demands),
        ),
        moves=(Move(trigger="begynd_fastlaeggelse", to="fastlaeggelse"),),
    ),
    Step(
        key="fastlaeggelse", title=N_("Fastlæggelse af samarbejdets indhold"),
        tasks=(
            Task(key="udviklingsmoede", title=N_("Udviklingsmøde om samarbejdet i praksis"),
                 done_when=N_("Mødet er indkaldt og holdt, og referatet er sendt ud."),
                 demands=meetings.development_demands),
        ),
        moves=(Move(trigger="begynd_aftale", to="aftale"),),
    ),
    Step(
        key="aftale", title=N_("Indgåelse af samarbejdsaftale"),
        tasks=(
            Task(key="aftalemoede", title=N_("Aftalemøde om samarbejdsmodel"), kind=DECISION,
                 done_when=N_("Aftalen er hel, parterne har svaret, og den har en dato, den gælder fra."),
                 demands=(*meetings.conclusion_demands, meetings.three_decisions, agreement.parts_filled,
                          agreement.concern_answered, agreement.two_joined, agreement.partners_answered,
                          agreement.force_dated, agreement.problems_have_routes)),
        ),
        moves=(Move(trigger="begynd_kontaktmaterialer", to="kontaktmaterialer"),),
    ),
))  # fmt: skip

LASTING = N_("Fra aftale til praksis, og løbende evaluering")
SAMARBEJDE = Phase(key="samarbejde", title=N_("Samarbejde"), purpose=LASTING, steps=(
    Step(
        key="kontaktmaterialer", title=N_("Udarbejdelse af kontaktmaterialer"),
        tasks=(
            Task(key="folder", title=N_("Folder"), done_when=N_("Folderen er frigivet, eller den er ikke relevant."),
                 demands=(materials.folder_settled, materials.folder_limits)),
            Task(key="actioncard", title=N_("Actioncard"),
                 done_when=N_("Kortet er frigivet, og alle, der står på det, har sagt ja."),
                 demands=(materials.card_settled, materials.persons_agreed, materials.offices_agreed,
                          materials.nobody_left_off)),
            Task(key="kontaktliste", title=N_("Telefon- og mailliste"),
                 done_when=N_("Listen er frigivet, eller den er ikke relevant."), demands=(materials.list_settled,)),
        ),
        moves=(Move(trigger="begynd_praksis", to="praksis"),),
    ),
    Step(
        key="praksis", title=N_("Samarbejdet i praksis"),
        tasks=(
            Task(key="nyhedsmails", title=N_("Nyhedsmails"), running=True, required=False,
                 done_when=N_("Løbende, når der er noget at fortælle."), demands=(practice.news_lately,)),
            Task(key="moeder", title=N_("Mødeaktivitet"), running=True, required=False,
                 done_when=N_("Løbende, som regel hvert halve år."), demands=(practice.met_lately,)),
            Task(key="beboere", title=N_("Kommunikation"), running=True, required=False,
                 done_when=N_("Løbende, til beboerne og den lokale presse."),
                 demands=(practice.informed_lately, practice.talks_cleared)),
        ),
        moves=(Move(trigger="begynd_evaluering", to="evaluering", timer=YEAR, early=("kontaktmaterialer",)),),
    ),
    Step(
        key="evaluering", title=N_("Evaluering"),
        tasks=(
            Task(key="vurdering", title=N_("Løbende vurdering af effekten af samarbejdet"), kind=DECISION,
                 done_when=N_("Resultaterne er skrevet, og beslutningen er taget og begrundet."),
                 demands=(evaluation.findings_written, evaluation.measured, evaluation.outcome_decided,
                          evaluation.grounds_given, evaluation.steps_named, evaluation.crime_measured,
                          evaluation.safety_measured, evaluation.baseline_there)),
        ),
        moves=tuple(
            Move(trigger=trigger, to="praksis", next_cycle=True, when=when)
            for trigger, when in (
                ("fortsaet", lambda f: f.outcome in (Outcome.NONE, Outcome.CONTINUE)),
                ("nedskaler", lambda f: f.outcome in (Outcome.NONE, Outcome.SCALE_DOWN)),
                ("korriger", lambda f: f.outcome in (Outcome.NONE, Outcome.CORRECT)),
            )
        ),
    ),
))  # fmt: skip


def deadlines(facts: Facts, state: State, closed: Callable[[str], date | None]) -> Mapping[str, Due]:
    """Return the year's evaluation and its notice three months before, once there is an agreement to count from.

    Where the date it takes force was set aside, years are counted from the day step 6 was closed. A year that was
    opened is not opened again, and the notice of one that has come already is no news.
    """
    if state.position not in ("kontaktmaterialer", "praksis", "evaluering"):
        return {}
    cycle = state.cycle
    start = facts.dates.in_force_on or closed("aftale")
    if start is None or state.timers.get(f"{YEAR}-{cycle}", ("",))[0] == FIRED:
        return {}
    year = _end_of_year(start, state, facts.dates.today)
    due = {f"{YEAR}-{cycle}": Due(YEAR, moment(year, NINE), year)}
    early = months(year, -3)
    notice = {f"{NOTICE}-{cycle}": Due(NOTICE, moment(early, NINE), early)}
    return due | notice if year > facts.dates.today else due


def _end_of_year(start: date, state: State, today: date) -> date:
    """Return the anniversary that ends the year which the network is in: of those that have passed only the newest."""
    number = state.cycle
    if before := state.timers.get(f"{YEAR}-{number - 1}"):
        number = max(number, round((before[2] - start).days / 365.25) + 1)
    while anniversary(start, number + 1) <= today:
        number += 1
    return anniversary(start, number)


def turned(facts: Facts) -> Facts:
    """Return *facts* as the new year begins: of its own evaluation nothing is written yet."""
    return replace(
        facts,
        findings=False,
        measures=0,
        outcome=Outcome.NONE,
        grounds=False,
        steps_to_reopen=0,
        crime_measured=False,
        safety_measured=False,
        dates=replace(facts.dates, overdue_on=facts.dates.called_on, decide_by=None),
    )


PROCESS = Definition(
    name="tryghedsnetvaerk",
    version=2,
    title=N_("Tryghedsnetværk"),
    facts=Facts,
    phases=(OPSTART, UDVIKLING, SAMARBEJDE),
    rights={ACTIVITY: rights.MAY_TICK, DECISION: rights.MAY_DECIDE},
    deadlines=deadlines,
    timer_kinds=frozenset({YEAR, NOTICE}),
    turned=turned,
)

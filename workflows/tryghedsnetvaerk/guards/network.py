"""Step 1, Igangsættelse: the need, who was asked, the steering group, its plan and what residents were told."""

from engine.definition import Demand, Reason
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Asked, Facts, First, Talk
from workflows.tryghedsnetvaerk.guards.shapes import OTHERS, at_least_two, demand, none_left

need_recorded = demand(
    "behov", N_("Behovet er beskrevet"), "behov",
    N_("Behovet er ikke beskrevet. Skriv, hvad der er sket, og hvem der har set det."), lambda f: f.need,
)  # fmt: skip


def answered(fact: str, key: str, title: str, not_contacted: str, waiting: str) -> Demand:
    """Make the demand that one kind of stakeholder has answered, has been asked twice, or is not found here."""

    def check(facts: Facts) -> Reason | None:
        asked: Asked = getattr(facts, fact)
        if asked is Asked.SETTLED:
            return None
        if asked is Asked.NOT_CONTACTED:
            return Reason(not_contacted)
        return Reason(waiting, {}, facts.who.get(fact, ()), facts.since.get(fact), OTHERS)

    return Demand(key, title, "interessenter", check)


kommune_answered = answered(
    "kommune", "kommune_svar", N_("Kommunen har svaret"),
    N_("Kommunen er ikke kontaktet."), N_("Kommunen har ikke svaret endnu."),
)  # fmt: skip
housing_answered = answered(
    "housing", "bolig_svar", N_("Boligforeningerne har svaret"),
    N_("Boligforeningen er ikke kontaktet. Er der ingen, så skriv det."), N_("Boligforeningen har ikke svaret endnu."),
)  # fmt: skip
police_answered = answered(
    "police", "politi_svar", N_("Politiet har svaret"),
    N_("Politiet er ikke kontaktet."), N_("Politiet har ikke svaret endnu."),
)  # fmt: skip
BEGAN = {
    "kommune_svar": (("kommune",), N_("Kommunen tog selv initiativet.")),
    "bolig_svar": (("boligorganisation", "beboerdemokrati"), N_("Boligforeningen tog selv initiativet.")),
    "politi_svar": (("politi",), N_("Politiet tog selv initiativet.")),
}


def began(key: str, facts: Facts) -> Reason | None:
    """Return why a demand is met without anybody being asked: they began the network themselves; else nothing."""
    kinds, said = BEGAN.get(key, ((), ""))
    return Reason(said) if facts.initiator in kinds else None


somebody_willing = demand(
    "nogen_vil", N_("Kommunen eller mindst én boligforening har ikke sagt nej"), "interessenter",
    N_("Kommunen og boligforeningerne har sagt nej. Spørg igen, eller afslut netværket. "
       "Vil I fortsætte uden dem, så fravig kravet med en begrundelse."),
    lambda f: not f.all_said_no,
)  # fmt: skip
nobody_refused = demand(
    "ingen_nej", N_("Hverken kommunen eller en boligforening har sagt nej"), "interessenter",
    N_("Kommunen eller en boligforening har sagt nej. Det kan blive svært at lykkes uden dem."),
    lambda f: not f.some_said_no, warning=True,
)  # fmt: skip
nobody_silent = none_left(
    "ingen_tavse", N_("Alle, der er spurgt, har svaret"), "interessenter", "never_answered",
    N_("Har ikke svaret efter to henvendelser: {antal}."), warning=True,
)  # fmt: skip


def _decided_yes(facts: Facts) -> Reason | None:
    return {
        First.NONE: Reason(N_("Det indledende møde er ikke indkaldt.")),
        First.CALLED: Reason(N_("Det indledende møde er indkaldt, men ikke holdt."),
                             since=facts.since.get("first_meeting"), waits_for=OTHERS),
        First.UNDECIDED: Reason(N_("Det indledende møde er holdt, men beslutningen er ikke skrevet ned.")),
        First.NO: Reason(N_("Det indledende møde sagde nej. Afslut netværket med en begrundelse, "
                            "eller hold et nyt møde.")),
        First.YES: None,
    }[facts.first_meeting]  # fmt: skip


decided_yes = Demand("indledende_ja", N_("Et indledende møde har sagt ja"), "indledende", _decided_yes)
has_chair = demand(
    "formand", N_("Styregruppen har en formand"), "styregruppe",
    N_("Styregruppen har ingen formand."), lambda f: f.chair,
)  # fmt: skip
two_people = at_least_two(
    "to_personer", N_("Mindst to personer sidder i styregruppen"), "styregruppe", "sitting",
    N_("Medlemmer i styregruppen: {antal}. Der skal være mindst to."),
)  # fmt: skip


def _two_organisations(facts: Facts) -> Reason | None:
    if facts.organisations >= 2:
        return None
    none, one = (
        N_("Ingen organisation sidder i styregruppen."),
        N_("Styregruppen har kun medlemmer fra én organisation."),
    )
    return Reason(one if facts.organisations else none)


two_organisations = Demand(
    "to_organisationer", N_("Styregruppen har medlemmer fra mindst to organisationer"), "styregruppe",
    _two_organisations, warning=True,
)  # fmt: skip
police_sits = demand(
    "plads_politi", N_("Lokalpolitiet sidder med"), "styregruppe",
    N_("Lokalpolitiet sidder ikke i styregruppen. Metoden anbefaler pladsen."),
    lambda f: not f.police_seat_empty, warning=True,
)  # fmt: skip
social_sits = demand(
    "plads_boligsocial", N_("Den boligsociale indsats sidder med"), "styregruppe",
    N_("Den boligsociale indsats sidder ikke i styregruppen. Metoden anbefaler pladsen."),
    lambda f: not f.social_seat_empty, warning=True,
)  # fmt: skip
office_sits = demand(
    "plads_ejendomskontor", N_("Ejendomskontoret sidder med"), "styregruppe",
    N_("Ejendomskontoret sidder ikke i styregruppen. Metoden anbefaler pladsen."),
    lambda f: not f.office_seat_empty, warning=True,
)  # fmt: skip
board_sits = demand(
    "bestyrelse", N_("Boligforeningens bestyrelse sidder med"), "styregruppe",
    N_("Boligforeningens bestyrelse sidder ikke med. Den er beboernes eneste stemme i styregruppen."),
    lambda f: not f.board_empty, warning=True,
)  # fmt: skip
in_order = none_left(
    "i_raekkefoelge", N_("Styregruppen er nedsat, efter at det indledende møde sagde ja"), "styregruppe",
    "seated_early",
    N_("Sidder i styregruppen fra før, det indledende møde sagde ja: {antal}. Ret dagen, hvis den er forkert; ellers "
       "fravig kravet, og skriv hvorfor."),
    begins=lambda f: f.sitting > 0 and f.first_meeting is First.YES,
)  # fmt: skip
# The plan is of meetings still to come, and somebody sits today: that it comes after the group needs no demand.
plan_agreed = demand(
    "moedeplan", N_("Der er en mødeplan"), "moedeplan",
    N_("Der er ingen mødeplan. Skriv datoerne for styregruppens næste møder."), lambda f: f.meeting_plan,
)  # fmt: skip
residents_informed = demand(
    "beboere_informeret", N_("Beboerne er informeret"), "beboere",
    N_("Beboerne er ikke informeret om, at samarbejdet begynder."), lambda f: f.informed,
)  # fmt: skip
limits_told = demand(
    "beboere_graenser", N_("Beboerne ved, hvad netværket ikke er"), "beboere",
    N_("Ingen af beskederne til beboerne har teksten »Hvad netværket ikke er«."),
    lambda f: not f.informed or f.limits_told, firm=True, begins=lambda f: f.informed,
)  # fmt: skip
residents_discussed = demand(
    "beboere_droeftet", N_("Beboerne kan drøfte samarbejdet"), "droeftelser",
    N_("Beboerne har ikke haft mulighed for at drøfte samarbejdet, og der er ikke sat en dato."),
    lambda f: f.discussion is not Talk.NONE,
)  # fmt: skip


def _discussion_held(facts: Facts) -> Reason | None:
    return {
        Talk.CALLED: Reason(N_("Drøftelsen med beboerne er indkaldt, men ikke holdt endnu.")),
        Talk.UNTOLD: Reason(N_("Drøftelsen med beboerne er holdt, men ingen har skrevet, hvad der kom ud af den.")),
    }.get(facts.discussion)


discussion_held = Demand(
    "droeftelse_holdt", N_("Drøftelsen med beboerne er holdt"), "droeftelser", _discussion_held, warning=True
)

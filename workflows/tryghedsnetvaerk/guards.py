"""What each task demands, one sentence each; a guard says why not, or nothing, and knows facts only."""

from collections.abc import Callable
from typing import NamedTuple

from engine.definition import Demand, Reason, Waits
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import (
    Actor,
    Asked,
    Facts,
    Figures,
    First,
    Material,
    Outcome,
    Paper,
    Study,
    Talk,
)

Holds = Callable[[Facts], bool]
OTHERS = Waits.OTHERS


def demand(
    key: str, title: str, page: str, otherwise: str, holds: Holds, *, firm: bool = False, warning: bool = False
) -> Demand:
    """Make a demand that gives the sentence *otherwise* unless it *holds*."""

    def check(facts: Facts) -> Reason | None:
        return None if holds(facts) else Reason(otherwise)

    return Demand(key, title, page, check, firm=firm, warning=warning)


def none_left(
    key: str, title: str, page: str, fact: str, otherwise: str, *, waits: Waits = Waits.US, firm: bool = False,
    warning: bool = False,
) -> Demand:  # fmt: skip
    """Make a demand that the count *fact* is 0; the sentence says how many, who and since when."""

    def check(facts: Facts) -> Reason | None:
        left: int = getattr(facts, fact)
        if left == 0:
            return None
        return Reason(otherwise, {"antal": left}, facts.who.get(fact, ()), facts.since.get(fact), waits)

    return Demand(key, title, page, check, firm=firm, warning=warning)


# -- who may tick ------------------------------------------------------------------------------------------------


def _may_tick(facts: Facts) -> Reason | None:
    if facts.actor is not Actor.NOBODY:
        return None
    return Reason(N_("Kun styregruppen, suppleanterne og tovholderen kan ændre noget i dette netværk."))


def _may_decide(facts: Facts) -> Reason | None:
    if facts.actor is Actor.MEMBER or (facts.actor is Actor.COORDINATOR and facts.decision_pointed):
        return None
    if facts.actor is Actor.COORDINATOR:
        return Reason(
            N_("Kun styregruppen kan markere en beslutning som udført. "
               "Tovholderen kan gøre det ved at vælge en beslutning i et referat.")
        )  # fmt: skip
    if facts.sitting == 0:
        return Reason(N_("Ingen sidder i styregruppen i dag."))
    return Reason(N_("Kun styregruppen kan markere en beslutning som udført."))


MAY_TICK = Demand("ret_aktivitet", N_("Du kan markere aktiviteter som udført"), "styregruppe", _may_tick, firm=True)
MAY_DECIDE = Demand(
    "ret_beslutning", N_("Du kan markere beslutninger som udført"), "styregruppe", _may_decide, firm=True
)

# -- 1 Igangsættelse ---------------------------------------------------------------------------------------------

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
somebody_willing = demand(
    "nogen_vil", N_("Ikke alle har sagt nej"), "interessenter",
    N_("Alle, der er spurgt, har sagt nej. Afslut netværket med en begrundelse, eller spørg flere."),
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


def _two_people(facts: Facts) -> Reason | None:
    text = N_("Medlemmer i styregruppen: {antal}. Der skal være mindst to.")
    return None if facts.sitting >= 2 else Reason(text, {"antal": facts.sitting})


two_people = Demand("to_personer", N_("Mindst to personer sidder i styregruppen"), "styregruppe", _two_people)


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
    lambda f: not f.informed or f.limits_told, firm=True,
)  # fmt: skip
residents_discussed = demand(
    "beboere_droeftet", N_("Beboerne kan drøfte samarbejdet"), "droeftelser",
    N_("Beboerne har ikke haft mulighed for at drøfte samarbejdet, og der er ikke sat en dato."),
    lambda f: f.discussion is not Talk.NONE,
)  # fmt: skip
discussion_held = demand(
    "droeftelse_holdt", N_("Drøftelsen med beboerne er holdt"), "droeftelser",
    N_("Drøftelsen med beboerne er indkaldt, men ikke holdt endnu."),
    lambda f: f.discussion is not Talk.CALLED, warning=True,
)  # fmt: skip

# -- 2 Kortlægning -----------------------------------------------------------------------------------------------

figures_there = demand(
    "tal", N_("Kriminalitetstallene er skrevet ind"), "kriminalitetstal",
    N_("Der er ingen kriminalitetstal. Kan de ikke fås, så skriv hvorfor."), lambda f: f.figures is not Figures.NONE,
)  # fmt: skip
figures_sourced = demand(
    "tal_kilde", N_("Tallene har kilde og udtræksdato"), "kriminalitetstal",
    N_("Kriminalitetstallene mangler kilde eller udtræksdato."), lambda f: f.figures is not Figures.UNSOURCED,
)  # fmt: skip


def settled(fact: str, key: str, title: str, nothing: str, started: str) -> Demand:
    """Make the demand that one of the two studies is made, or left out with a reason."""

    def check(facts: Facts) -> Reason | None:
        study: Study = getattr(facts, fact)
        return Reason(nothing) if study is Study.NONE else Reason(started) if study is Study.STARTED else None

    return Demand(key, title, "undersoegelser", check)


survey_settled = settled(
    "survey", "kvantitativ_afklaret", N_("Spørgeskemaundersøgelsen er lavet eller valgt fra"),
    N_("Spørgeskemaundersøgelsen er hverken lavet eller valgt fra med en begrundelse."),
    N_("Spørgeskemaundersøgelsen er i gang, men ikke færdig."),
)  # fmt: skip
interviews_settled = settled(
    "interviews", "kvalitativ_afklaret", N_("Interviewene er lavet eller valgt fra"),
    N_("Interviewene er hverken lavet eller valgt fra med en begrundelse."),
    N_("Interviewene er i gang, men ikke færdige."),
)  # fmt: skip
one_study_made = demand(
    "en_undersoegelse", N_("Mindst én undersøgelse er lavet"), "undersoegelser",
    N_("Mindst én af de to undersøgelser skal laves: spørgeskemaet eller interviewene."),
    lambda f: Study.MADE in (f.survey, f.interviews),
)  # fmt: skip
studies_have_doers = none_left(
    "udfoert_af", N_("Det står, hvem der har lavet undersøgelserne"), "undersoegelser", "studies_without_doer",
    N_("Skriv, hvem der har lavet undersøgelsen. Det mangler for {antal}."),
)  # fmt: skip
not_survey_alone = demand(
    "ikke_kun_tal", N_("Interviewene supplerer spørgeskemaet"), "undersoegelser",
    N_("Spørgeskemaet står alene. Det viser hvor mange, men ikke hvorfor."),
    lambda f: not (f.survey is Study.MADE and f.interviews is Study.LEFT_OUT), warning=True,
)  # fmt: skip
survey_recent = demand(
    "ny_undersoegelse", N_("Undersøgelsen er højst 24 måneder gammel"), "undersoegelser",
    N_("Undersøgelsen er mere end 24 måneder gammel. Billedet kan have ændret sig."),
    lambda f: not f.survey_old, warning=True,
)  # fmt: skip
informed_first = demand(
    "informeret_foerst", N_("Beboerne var informeret, før der blev spurgt"), "undersoegelser",
    N_("Undersøgelsen begyndte, før beboerne var informeret."), lambda f: not f.fieldwork_early, warning=True,
)  # fmt: skip


def _report_approved(facts: Facts) -> Reason | None:
    if facts.report is Paper.NONE:
        return Reason(N_("Rapporten er ikke skrevet."))
    if facts.report is Paper.DRAFT:
        return Reason(N_("Rapporten er en kladde og er ikke sendt til godkendelse."))
    if facts.report is Paper.APPROVED:
        return None
    if facts.remarks:
        remarked = N_("Bemærkninger til rapporten: {antal}. Læs dem, og send den ud i en ny version.")
        return Reason(remarked, {"antal": facts.remarks}, (), facts.since.get("remarks"))
    missing = N_("Rapporten venter på svar fra {antal} i styregruppen.")
    found = facts.who.get("approvals_missing", ()), facts.since.get("approvals_missing")
    return Reason(missing, {"antal": facts.approvals_missing}, *found, OTHERS)


report_approved = Demand(
    "rapport_godkendt", N_("Styregruppen har godkendt en version af rapporten"), "rapport", _report_approved
)

# -- 3 Sammensætning ---------------------------------------------------------------------------------------------

groups_chosen = demand(
    "grupper", N_("Faggrupperne er valgt"), "faggrupper", N_("Ingen faggrupper er valgt."), lambda f: f.groups > 0
)
groups_reasoned = none_left(
    "grupper_begrundet", N_("Hver valgt faggruppe har en begrundelse"), "faggrupper", "groups_without_reason",
    N_("Valgte faggrupper uden en begrundelse: {antal}."),
)  # fmt: skip
leaders_contacted = none_left(
    "ledere", N_("En leder eller kontaktperson er kontaktet for hver gruppe"), "faggrupper", "groups_without_leader",
    N_("Faggrupper uden en kontaktet leder, ejer eller kontaktperson: {antal}."),
)  # fmt: skip
groups_answered = none_left(
    "grupper_svar", N_("Hver valgt faggruppe har svaret"), "faggrupper", "groups_unanswered",
    N_("Faggrupper, der ikke har svaret endnu: {antal}."), waits=OTHERS,
)  # fmt: skip
one_group_joins = demand(
    "en_gruppe_ja", N_("Mindst én faggruppe har sagt ja"), "faggrupper",
    N_("Ingen faggruppe har sagt ja."), lambda f: f.groups_yes > 0,
)  # fmt: skip
problems_have_groups = none_left(
    "problemer_grupper", N_("Hvert problem har en faggruppe tæt på"), "faggrupper", "problems_without_group",
    N_("Problemer uden en faggruppe tæt på: {antal}."), warning=True,
)  # fmt: skip

# -- 4, 5, 6 De tre møder og aftalen -----------------------------------------------------------------------------


class Meeting(NamedTuple):
    """How the demands of one meeting speak of it: what is met, and what is said while it is not."""

    called: str
    not_called: str
    held: str
    not_held: str
    awaited: str
    sent: str
    not_sent: str
    approved: str
    not_approved: str
    too_early: str = ""


ORIENTATION = Meeting(
    called=N_("Orienteringsmødet er indkaldt"),
    not_called=N_("Orienteringsmødet er ikke indkaldt. Tryk på Indkald, når dagsordenen er klar."),
    held=N_("Orienteringsmødet er holdt"),
    not_held=N_("Orienteringsmødet er ikke holdt."),
    awaited=N_("Orienteringsmødet er indkaldt til {dato} og er ikke holdt endnu."),
    sent=N_("Referatet af orienteringsmødet er sendt ud"),
    not_sent=N_("Referatet af orienteringsmødet er ikke sendt ud."),
    approved=N_("Referatet af orienteringsmødet er godkendt"),
    not_approved=N_("Referatet af orienteringsmødet er ikke godkendt endnu."),
)
DEVELOPMENT = Meeting(
    called=N_("Udviklingsmødet er indkaldt"),
    not_called=N_("Udviklingsmødet er ikke indkaldt. Tryk på Indkald, når dagsordenen er klar."),
    held=N_("Udviklingsmødet er holdt efter orienteringsmødet"),
    not_held=N_("Udviklingsmødet er ikke holdt."),
    awaited=N_("Udviklingsmødet er indkaldt til {dato} og er ikke holdt endnu."),
    sent=N_("Referatet af udviklingsmødet er sendt ud"),
    not_sent=N_("Referatet af udviklingsmødet er ikke sendt ud."),
    approved=N_("Referatet af udviklingsmødet er godkendt"),
    not_approved=N_("Referatet af udviklingsmødet er ikke godkendt endnu."),
    too_early=N_("Udviklingsmødet blev holdt {dato}, før orienteringsmødet {foer}. Ret den dato, der er forkert."),
)
CONCLUSION = Meeting(
    called=N_("Aftalemødet er indkaldt"),
    not_called=N_("Aftalemødet er ikke indkaldt. Tryk på Indkald, når dagsordenen er klar."),
    held=N_("Aftalemødet er holdt efter udviklingsmødet"),
    not_held=N_("Aftalemødet er ikke holdt."),
    awaited=N_("Aftalemødet er indkaldt til {dato} og er ikke holdt endnu."),
    sent=N_("Referatet af aftalemødet er sendt ud"),
    not_sent=N_("Referatet af aftalemødet er ikke sendt ud."),
    approved=N_("Referatet af aftalemødet er godkendt"),
    not_approved=N_("Referatet af aftalemødet er ikke godkendt endnu."),
    too_early=N_("Aftalemødet blev holdt {dato}, før udviklingsmødet {foer}. Ret den dato, der er forkert."),
)


def _held(said: Meeting, fact: str, before: str | None) -> Callable[[Facts], Reason | None]:
    def check(facts: Facts) -> Reason | None:
        if not getattr(facts, f"{fact}_held"):
            called, on = getattr(facts, f"{fact}_called"), facts.since.get(f"{fact}_awaited")
            waits, since = OTHERS if called else Waits.US, facts.since.get(fact)
            if called and on:
                return Reason(said.awaited, {"dato": on}, since=since, waits_for=waits)
            return Reason(said.not_held, since=since, waits_for=waits)
        if before and getattr(facts, f"{fact}_early"):
            on, earlier = facts.since.get(f"{fact}_held"), facts.since.get(f"{before}_held")
            return Reason(said.too_early, {"dato": on, "foer": earlier})
        return None

    return check


def meeting(said: Meeting, fact: str, key: str, page: str, before: str | None = None) -> tuple[Demand, ...]:
    """Make the demands of one meeting: formally called, held in its order, minutes sent; approved is a warning."""
    return (
        demand(f"{key}_indkaldt", said.called, page, said.not_called, lambda f: getattr(f, f"{fact}_called")),
        Demand(f"{key}_holdt", said.held, page, _held(said, fact, before)),
        demand(f"{key}_referat", said.sent, page, said.not_sent, lambda f: getattr(f, f"{fact}_sent")),
        demand(f"{key}_godkendt", said.approved, page, said.not_approved,
               lambda f: getattr(f, f"{fact}_approved"), warning=True),
    )  # fmt: skip


orientation_demands = meeting(ORIENTATION, "orientation", "orientering", "orienteringsmoede")
development_demands = meeting(DEVELOPMENT, "development", "udvikling", "udviklingsmoede", "orientation")
conclusion_demands = meeting(CONCLUSION, "conclusion", "aftalemoede", "aftalemoede", "development")
PARTS = {
    "formaal": N_("formålet"),
    "form": N_("samarbejdsformen"),
    "forankring": N_("forankringen"),
    "purpose": N_("formål"),
    "content": N_("indhold og form"),
    "anchoring": N_("organisatorisk forankring"),
    "how_often": N_("hvor ofte I mødes"),
    "place": N_("hvor I mødes"),
    "convener": N_("hvem der indkalder"),
}


def _lacking(facts: Facts, fact: str, text: str) -> Reason | None:
    """Return the reason that names what is lacking of the count *fact*."""
    left: int = getattr(facts, fact)
    named = tuple(PARTS[key] for key in facts.lacking.get(fact, ()))
    return Reason(text, {"antal": left, "dele": named}) if left else None


def _three_decided(facts: Facts) -> Reason | None:
    text = N_("Aftalemødet mangler {antal} af sine tre beslutninger: {dele}.")
    return _lacking(facts, "decisions_missing", text)


three_decisions = Demand(
    "tre_beslutninger", N_("Aftalemødets tre beslutninger er skrevet ned"), "aftalemoede", _three_decided
)


def _parts_filled(facts: Facts) -> Reason | None:
    if facts.agreement_unattached:
        return Reason(N_("Aftalen er markeret som underskrevet på papir, men filen er ikke vedhæftet."))
    return _lacking(facts, "parts_missing", N_("Aftalen mangler {antal} af sine seks dele: {dele}."))


parts_filled = Demand(
    "aftale_dele",
    N_("Aftalens seks dele er skrevet: formål, indhold, forankring, hvor ofte, hvor og hvem der indkalder"),
    "aftale",
    _parts_filled,
)
concern_answered = demand(
    "bekymring_besvaret",
    N_("Der er svar på, hvad samarbejdet betyder for fagpersonernes forhold til beboerne"), "aftale",
    N_("Der mangler svar på, hvad samarbejdet betyder for fagpersonernes forhold til beboerne."),
    lambda f: f.concern_answered,
)  # fmt: skip


def _two_joined(facts: Facts) -> Reason | None:
    text = N_("Organisationer, der har tilsluttet sig aftalen: {antal}. Der skal være mindst to.")
    return None if facts.partners_joined >= 2 else Reason(text, {"antal": facts.partners_joined})


two_joined = Demand("to_tilsluttet", N_("Mindst to organisationer har tilsluttet sig"), "parter", _two_joined)


def _partners_answered(facts: Facts) -> Reason | None:
    if facts.partners_undated:
        undated = N_("Parter, der ikke har svaret og ikke har fået en frist: {antal}. Skriv en frist for svar.")
        asked = facts.who.get("partners_undated", ()), facts.since.get("partners_undated")
        return Reason(undated, {"antal": facts.partners_undated}, *asked)
    if not facts.partners_silent:
        return None
    silent = N_("Parter, der ikke har svaret, og som stadig har frist: {antal}.")
    found = facts.who.get("partners_silent", ()), facts.since.get("partners_silent")
    return Reason(silent, {"antal": facts.partners_silent}, *found, OTHERS)


partners_answered = Demand(
    "parter_svar", N_("Hver part har svaret, eller fristen er gået"), "parter", _partners_answered
)
force_dated = demand(
    "ikraft", N_("Aftalen har en dato, den gælder fra"), "aftale",
    N_("Aftalen mangler den dato, den gælder fra."), lambda f: f.in_force,
)  # fmt: skip
problems_have_routes = none_left(
    "problemer_veje", N_("Hvert problem har en kontaktvej"), "kontaktveje", "problems_without_route",
    N_("Problemer uden en kontaktvej: {antal}."), warning=True,
)  # fmt: skip

# -- 7 Kontaktmaterialer -----------------------------------------------------------------------------------------


def released(fact: str, key: str, title: str, otherwise: str) -> Demand:
    """Make the demand that one material is released, or not relevant with a reason."""
    return demand(key, title, "materialer", otherwise, lambda f: getattr(f, fact) is not Material.NONE)


folder_settled = released(
    "folder", "folder_klar", N_("Folderen er frigivet eller ikke relevant"), N_("Folderen er ikke frigivet.")
)
folder_limits = demand(
    "folder_graenser", N_("Folderen siger, hvad netværket ikke er"), "materialer",
    N_("Folderen mangler teksten »Hvad netværket ikke er«."), lambda f: not f.folder_without_limits, firm=True,
)  # fmt: skip
card_settled = released(
    "card", "kort_klar", N_("Actioncardet er frigivet eller ikke relevant"), N_("Actioncardet er ikke frigivet.")
)
persons_agreed = none_left(
    "kort_personer", N_("Alle personer på kortet har selv sagt ja"), "actioncard", "card_persons_unagreed",
    N_("Personer på actioncardet, der ikke selv har sagt ja: {antal}."), waits=OTHERS, firm=True,
)  # fmt: skip
offices_agreed = none_left(
    "kort_kontorer", N_("Alle kontorer på kortet er aftalt"), "actioncard", "card_offices_unagreed",
    N_("Kontorer på actioncardet, der ikke er aftalt med lederen eller i et referat: {antal}."), waits=OTHERS,
)  # fmt: skip
nobody_left_off = none_left(
    "kort_udeladt", N_("Ingen er udeladt af kortet"), "actioncard", "card_left_off",
    N_("Udeladt af actioncardet: {antal}."), warning=True,
)  # fmt: skip
list_settled = released(
    "contact_list", "liste_klar", N_("Telefon- og maillisten er frigivet eller ikke relevant"),
    N_("Telefon- og maillisten er ikke frigivet."),
)  # fmt: skip

# -- 8 Praksis ---------------------------------------------------------------------------------------------------

news_lately = demand(
    "nyhed_nylig", N_("Der er sendt en nyhedsmail det seneste halve år"), "nyhedsmails",
    N_("Der er ikke sendt en nyhedsmail i et halvt år."), lambda f: not f.news_long_ago, warning=True,
)  # fmt: skip
met_lately = demand(
    "moede_nylig", N_("Netværket har mødtes de seneste ni måneder"), "netvaerksmoede",
    N_("Netværket har ikke mødtes i ni måneder."), lambda f: not f.meeting_long_ago, warning=True,
)  # fmt: skip
informed_lately = demand(
    "beboere_nylig", N_("Beboerne er informeret det seneste år"), "beboere",
    N_("Beboerne er ikke informeret i et år."), lambda f: not f.informed_long_ago, warning=True,
)  # fmt: skip

# -- 9 Evaluering ------------------------------------------------------------------------------------------------

findings_written = demand(
    "resultater", N_("Evalueringens resultater er skrevet"), "evaluering",
    N_("Evalueringens resultater er ikke skrevet."), lambda f: f.findings,
)  # fmt: skip
measured = demand(
    "maalt", N_("Der er mindst én måling"), "maalinger", N_("Der er ingen målinger."), lambda f: f.measures > 0
)
outcome_decided = demand(
    "afgjort", N_("Det er besluttet at fortsætte, nedskalere eller korrigere"), "evaluering",
    N_("Beslutningen er ikke taget: fortsæt, nedskalér eller korrigér."),
    lambda f: f.outcome is not Outcome.NONE,
)  # fmt: skip
grounds_given = demand(
    "begrundet", N_("Beslutningen er begrundet"), "evaluering",
    N_("Beslutningen er ikke begrundet."), lambda f: f.grounds,
)  # fmt: skip
steps_named = demand(
    "trin_udpeget", N_("Skal der korrigeres, er det valgt, hvilke trin der tages op igen"), "evaluering",
    N_("Beslutningen er at korrigere, men der er ikke valgt, hvilke trin der tages op igen."),
    lambda f: f.outcome is not Outcome.CORRECT or f.steps_to_reopen > 0,
)  # fmt: skip
crime_measured = demand(
    "kriminalitet_maalt", N_("Kriminaliteten er målt"), "maalinger",
    N_("Udviklingen i kriminaliteten er ikke målt."), lambda f: f.crime_measured, warning=True,
)  # fmt: skip
safety_measured = demand(
    "tryghed_maalt", N_("Trygheden er målt"), "maalinger",
    N_("Udviklingen i trygheden er ikke målt."), lambda f: f.safety_measured, warning=True,
)  # fmt: skip
baseline_there = demand(
    "udgangspunkt", N_("Der er et udgangspunkt at sammenligne med"), "kortlaegning",
    N_("Der er intet udgangspunkt fra kortlægningen. Der måles for første gang."), lambda f: f.baseline, warning=True,
)  # fmt: skip

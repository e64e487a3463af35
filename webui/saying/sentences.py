"""What an event says as a sentence: who is told apart, so each begins with a verb."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from engine.clock import COPENHAGEN
from engine.history import UNREADABLE, Event
from engine.installation import BEGUN as NETWORK_BEGUN
from engine.installation import NAME
from engine.text import N_
from webui.saying.language import _, moment, quoted, tell
from webui.saying.words import word
from workflows.tryghedsnetvaerk.documents.traces import CALLED
from workflows.tryghedsnetvaerk.evaluation.actions import STEP as EVALUATION
from workflows.tryghedsnetvaerk.process import PROCESS, YEAR

SAID: Mapping[str, str] = {
    "created": N_("oprettede netværket"),
    "taken_over": N_("overtog netværket på trinnet {trin}"),
    "task_done": N_("markerede opgaven {opgave} som udført"),
    "task_reopened": N_("tog markeringen af opgaven {opgave} tilbage"),
    "task_skipped": N_("sprang opgaven {opgave} over"),
    "step_closed": N_("lukkede trinnet {trin}"),
    "step_reopened": N_("genåbnede trinnet {trin}"),
    "demand_set_aside": N_("fraveg kravet {krav} til {dato}"),
    "demand_reinstated": N_("lod kravet {krav} gælde igen"),
    "paused": N_("satte netværket i bero"),
    "resumed": N_("genoptog netværket"),
    "ended": N_("afsluttede netværket"),
    "timer_fired": N_("nåede en dato: {dato_slags}"),
    "undone": N_("fortrød hændelse {nr}"),
    "migrated": N_("flyttede netværket til version {version} af metoden"),
    "handed_over": N_("overdrog netværket"),
    "coordinator_appointed": N_("udpegede en tovholder mere"),
    "coordinator_dismissed": N_("lod en tovholder stoppe"),
    "surveyor_appointed": N_("gav en person rollen undersøgelsesmedarbejder"),
    "surveyor_dismissed": N_("lod en undersøgelsesmedarbejder stoppe"),
    "meeting_called": N_("indkaldte til {moede}"),
    "meeting_called_before": N_("skrev ind, at {moede} blev indkaldt"),
    "meeting_reminded": N_("sendte påmindelse om {moede}"),
    "meeting_held": N_("skrev referat af {moede}"),
    "meeting_not_held": N_("skrev ind, at {moede} ikke blev holdt"),
    "decision_corrected": N_("rettede beslutning {beslutning}"),
    "decision_withdrawn": N_("trak beslutning {beslutning} tilbage"),
    "meeting_date_corrected": N_("rettede datoen for {moede}"),
    "meeting_cancelled": N_("aflyste et møde"),
    "minutes_sent": N_("sendte et referat ud"),
    "survey_removed": N_("fjernede en undersøgelses opsætning eller svar, der kom udefra"),
    "survey_taken_in": N_("læste svar ind fra en fil"),
    "survey_result_typed": N_("skrev et resultat ind af en undersøgelse, andre har lavet"),
    "survey_result_removed": N_("fjernede et resultat af en undersøgelse, andre har lavet"),
    "report_sent": N_("sendte rapporten til godkendelse"),
    "report_versioned": N_("begyndte på en ny version af rapporten"),
    "questionnaire_versioned": N_("begyndte på en ny version af et spørgeskema"),
    "survey_opened": N_("åbnede en spørgeskemaundersøgelse"),
    "survey_language": N_("åbnede en spørgeskemaundersøgelse på et sprog mere"),
    "survey_closed": N_("lukkede en spørgeskemaundersøgelse"),
    "survey_released": N_("gjorde resultaterne af en spørgeskemaundersøgelse op"),
    "survey_codes": N_("lavede koder til en spørgeskemaundersøgelse"),
    "survey_link_made": N_("lavede et link til en spørgeskemaundersøgelse"),
    "survey_link_withdrawn": N_("trak et link til en spørgeskemaundersøgelse tilbage"),
    "agreement_versioned": N_("begyndte på en ny version af aftalen"),
    "agreement_revised": N_("ændrede den aftale, som parterne havde svaret på; det blev en ny version"),
    "partners_asked": N_("spurgte parterne om en ny version af aftalen"),
    "agreement_in_force": N_("satte en dag for, hvornår en ny version af aftalen træder i kraft"),
    "approval_answered": N_("svarede på en godkendelse: {svar}"),
    "approval_noted": N_("skrev et svar på en godkendelse ind for en, der ikke fik en mail: {svar}"),
    "approval_by_minutes": N_("skrev ind, at godkendelsen står i et referat"),
    "population_imported": N_("læste befolkningstal ind fra en fil"),
    "crime_set_imported": N_("læste kriminalitetstal ind fra en fil"),
    "material_released": N_("frigav {materiale}"),
    "material_withdrawn": N_("tog et materiale tilbage som kladde"),
    "material_left_out": N_("markerede et materiale som ikke relevant"),
    "news_mail_sent": N_("sendte en nyhedsmail"),
    "seat_ended": N_("afsluttede en plads i styregruppen"),
    "participant_answered": N_("skrev et svar på en indkaldelse ind"),
    "approvals_lapsed": N_("trak spørgsmål om godkendelse tilbage, fordi pladsen i styregruppen er slut"),
    "note_erased": N_("slettede teksten til hændelse {nr}"),
    "interview_round_closed": N_("lukkede en runde af samtaler"),
    "interview_round_reopened": N_("genåbnede en runde af samtaler"),
    "interview_quote_released": N_("frigav et citat"),
    "interview_quote_withdrawn": N_("tog et citat tilbage"),
    "roles_changed": N_("ændrede roller eller adgang for en person"),
    NETWORK_BEGUN: N_("begyndte netværket {netvaerk}"),
    UNREADABLE: N_("kan ikke læses: den er ændret efter, at den blev skrevet"),
    "restored": N_("indlæste en ældre kopi af databasen"),
    "resident_text_released": N_("frigav en tekst til beboerne"),
    "resident_text_withdrawn": N_("tog en tekst til beboerne tilbage som kladde"),
    "resident_notice_closed": N_("tog en side til beboerne ned"),
    "resident_notice_opened": N_("viste en side til beboerne igen"),
    "traces_kept": N_("lod {spor} stå i {hvad} med en begrundelse"),
    "mail_retried": N_("bad om at få en mail sendt igen"),
}
MOVED = N_("rykkede en frist for svar, fordi en mail om det ikke var sendt i tide")
RECORDS: Mapping[str, str] = {
    "network": N_("netværkets oplysninger"), "need": N_("et behov"), "stakeholder": N_("en interessent"),
    "seat": N_("en plads i styregruppen"), "resident_information": N_("en besked til beboerne"),
    "resident_notice": N_("en beboerinformation"), "resident_text": N_("en tekst til beboerne"),
    "resident_edition": N_("en udgave af en tekst til beboerne"),
    "resident_discussion": N_("en drøftelse med beboerne"),
    "resident_question": N_("et spørgsmål fra beboerne"), "crime_set": N_("kriminalitetstal"),
    "population": N_("befolkningstal"), "police_effort": N_("en periode med politiets særlige indsats"),
    "study": N_("en undersøgelse"), "interview_round": N_("en runde af samtaler"),
    "interview_guide": N_("en samtaleguide"), "interview": N_("en samtale"), "interview_theme": N_("et tema"),
    "interview_quote": N_("et citat"), "questionnaire": N_("et spørgeskema"),
    "survey_translation": N_("et spørgeskema på et andet sprog"),
    "survey": N_("opsætningen af en spørgeskemaundersøgelse"), "report": N_("rapporten"), "problem": N_("et problem"),
    "report_comment": N_("en kommentar til rapporten"), "myth": N_("en myte med tal"),
    "professional_group": N_("en faggruppe"), "meeting": N_("et møde"), "participant": N_("en mødedeltager"),
    "decision": N_("en beslutning"),
    "agreement": N_("samarbejdsaftalen"), "partner": N_("en part i aftalen"), "route": N_("en kontaktvej"),
    "material": N_("et materiale"), "edition": N_("en udgave af et materiale"),
    "card_line": N_("en linje på actioncardet"), "news_mail": N_("en nyhedsmail"),
    "evaluation": N_("evalueringen"), "measure": N_("en måling"), "attachment": N_("et bilag"),
    "person": N_("en person"),
    "organisation": N_("en organisation"),
}  # fmt: skip
OF_STEPS = ("taken_over", "task_done", "task_reopened", "task_skipped", "step_closed", "step_reopened",
            "demand_set_aside", "demand_reinstated", "timer_fired", "undone")  # fmt: skip
BEGUN = N_("tog systemet i brug")
VERBS = {"added": N_("skrev {hvad} ind"), "changed": N_("ændrede {hvad}"), "removed": N_("fjernede {hvad}, nr. {nr}")}


OF_LEADING = (("appointed", N_("Ny tovholder: {navne}.")), ("dismissed", N_("Ikke længere tovholder: {navne}.")))
OF_SURVEYS = (
    ("appointed", N_("Ny undersøgelsesmedarbejder: {navne}.")),
    ("dismissed", N_("Ikke længere undersøgelsesmedarbejder: {navne}.")),
)


def sentence_of(event: Event, begun: str = "") -> str:
    """Return what happened, without who; *begun* is what a network that it begins is called, else it is its address."""
    body = event.body
    kind: str = body["kind"]
    if body.get("name") == NAME:
        return tell(BEGUN)
    if body.get("moved"):
        return tell(MOVED)
    if kind in SAID:
        return tell(SAID[kind], _values(body) | {"netvaerk": begun or body.get("slug", "")})
    record, _sep, verb = kind.rpartition("_")
    if record in RECORDS and verb in VERBS:
        return tell(VERBS[verb], {"hvad": tell(RECORDS[record]), "nr": body.get("nr", "")})
    return kind


def what_cannot_be_read(seq: int) -> str:
    """Return the sentence of an event that is not what was written any more."""
    return _(N_("Hændelse {nr} kan ikke læses: den er ændret efter, at den blev skrevet."), nr=seq)


def coordinators_in(event: Event) -> tuple[str, ...]:
    """Return the people who got or lost a role in the network by an event, as references."""
    return tuple(f"person:{one}" for key in ("appointed", "dismissed") for one in event.body.get(key, ()))


def coordinators_told(event: Event, names: Mapping[str, str]) -> str:
    """Return who got and who lost a role in the network by an event; nothing for other events."""
    told = OF_SURVEYS if event.body.get("role") else OF_LEADING
    found = ((text, [names.get(f"person:{one}", "") for one in event.body.get(key, ())]) for key, text in told)
    return " ".join(tell(text, {"navne": ", ".join(filter(None, who))}) for text, who in found if any(who))


def _values(body: Mapping[str, Any]) -> dict[str, Any]:
    step, task, demand = body.get("step"), body.get("task"), body.get("demand")
    timer = str(body.get("timer", "")).split("-")[0]
    return {
        "trin": quoted(tell(PROCESS.steps[step].title)) if step in PROCESS.steps else step,
        "opgave": quoted(tell(PROCESS.tasks[task][1].title)) if task in PROCESS.tasks else task,
        "krav": quoted(tell(PROCESS.demands[demand][2].title)) if demand in PROCESS.demands else demand,
        "dato": date.fromisoformat(body["until"]) if "until" in body else "",
        "dato_slags": word("next", timer).lower() if timer else "",
        "nr": body.get("undoes", body.get("of", "")),
        "beslutning": body.get("nr", ""),
        "version": body.get("version", ""),
        "moede": word("meeting", body["meeting_kind"]).lower() if "meeting_kind" in body else _(N_("et møde")),
        "svar": word("approval", body["answer"]).lower() if "answer" in body else "",
        "spor": ", ".join(tell(CALLED[one]) for one in CALLED if one in body.get("traces", ())),
        "hvad": tell(RECORDS.get(str(body.get("record", "")).partition(":")[0], N_("noget"))),
        "materiale": word("material", body["material"]).lower() if "material" in body else _(N_("et materiale")),
    }


def happened(event: Event) -> str:
    """Return the day it happened, when that is another than the day it was entered."""
    on, at = event.body["on"], datetime.fromisoformat(event.body["at"]).astimezone(COPENHAGEN).date().isoformat()
    return "" if on == at else _(N_("Skete den {dato}"), dato=date.fromisoformat(on))


def when(event: Event) -> str:
    """Return when an event was entered and, where that was another day, when it happened."""
    entered, on = moment(datetime.fromisoformat(event.body["at"])), date.fromisoformat(event.body["on"])
    return _(N_("Skete den {dato}, skrevet ind {tid}"), dato=on, tid=entered) if happened(event) else entered


def step_told_of(body: Mapping[str, Any]) -> str:
    """Return the step that an event is about; nothing when it is about none."""
    if (task := body.get("task")) in PROCESS.tasks:
        return PROCESS.tasks[task][0].key
    if (demand := body.get("demand")) in PROCESS.demands:
        return PROCESS.demands[demand][0].key
    if str(body.get("timer", "")).partition("-")[0] == YEAR:
        return EVALUATION
    return str(body.get("step", ""))


def allowed_by(said: str) -> str:
    """Return who allowed that a demand is set aside."""
    if said.startswith("decision:"):
        return _(N_("Beslutning {nr} i et referat"), nr=said.partition(":")[2])
    return _(N_("Formanden")) if said == "chair" else said

"""Why the network was begun, and how its knowledge was found."""

from collections.abc import Iterator

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.models import LEFT_OUT, MADE, QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.report.evidence import Evidence
from workflows.tryghedsnetvaerk.mapping.report.responding import Response, response_of
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker, listed, paragraphs, table
from workflows.tryghedsnetvaerk.network.models import Need, Network

FOUND_BY = {"politi": N_("Politiet"), "kommune": N_("Kommunen"), "boligforening": N_("Boligforeningen")}
STUDIES = {True: N_("Spørgeskema"), False: N_("Samtaler")}
UNANSWERED = N_("De, der ikke har svaret, kan se anderledes på området; det kan tallene ikke vise.")
TOLD = N_("Samtalerne viser, hvad beboere lægger vægt på og hvorfor. De viser ikke, hvor mange der mener det.")
STATES = {"planlagt": N_("Planlagt eller i gang"), MADE: N_("Lavet"), LEFT_OUT: N_("Valgt fra")}


def background(speaker: Speaker, network: Network, evidence: Evidence) -> str:
    """Return the introduction: the area, the need, and what the report is for."""
    say = speaker.say
    area = say(N_("Rapporten handler om {omraade}."), omraade=network.name)
    if network.area:
        area = say(N_("Rapporten handler om {omraade}: {hvor}"), omraade=network.name, hvor=network.area)
    begun = say(N_("Arbejdet med et tryghedsnetværk begyndte {dato}."), dato=speaker.day(network.begun_on))
    built = say(N_("Rapporten samler det, netværket ved i dag, og siger, hvor det ved for lidt."))
    needs = listed(_need(speaker, one) for one in evidence.needs)
    heading = speaker.heading(N_("Hvorfor netværket begyndte")) if needs else ""
    return paragraphs(plain(area), f"{plain(begun)} {plain(built)}", plain(network.purpose), heading, needs)


def _need(speaker: Speaker, one: Need) -> str:
    who = speaker.say(FOUND_BY.get(one.found_by, N_("Andre")))
    said = f"**{plain(f'{who}, {speaker.day(one.found_on)}:')}** {plain(one.grounds)}"
    source = speaker.say(N_("kilde: {kilde}"), kilde=one.source) if one.source else ""
    beside = "; ".join(filter(None, [one.period, source]))
    told = " ".join(filter(None, [one.figures.rstrip(". "), f"({beside})" if beside else ""]))
    return f"{said} {plain(f'{told}.')}" if told else said


def studies(speaker: Speaker, evidence: Evidence) -> str:
    """Return how each study was made and by whom, which was not made and why, and what they cannot show."""
    head = [speaker.say(text) for text in (N_("Undersøgelse"), N_("Lavet af"), N_("Hvornår"), N_("Hvor mange"))]
    made = [_study(speaker, one, _response(evidence, one)) for one in evidence.studies if one.state != LEFT_OUT]
    police = [
        (one.title, one.source, speaker.day(one.extracted_on), speaker.say(N_("Anmeldelser, ikke personer")))
        for one in evidence.crime if not one.unavailable
    ]  # fmt: skip
    told = table(head, [*police, *made]) if police or made else ""
    return paragraphs(told, *dict.fromkeys(_caveats(speaker, evidence)), *_missing(speaker, evidence))


def _study(speaker: Speaker, one: Study, response: Response) -> tuple[str, str, str, str]:
    name = speaker.say(STUDIES[one.kind == QUANTITATIVE])
    title = f"{name}: {one.title}" if one.title else name
    if one.state != MADE:
        return title, one.done_by, speaker.say(STATES[one.state]), ""
    when = f"{speaker.day(one.fieldwork_from)} – {speaker.day(one.fieldwork_until)}"
    return title, one.done_by, when, response.short(speaker)


def _response(evidence: Evidence, one: Study) -> Response:
    """Return how many of whom answered a study, as the charts of its survey say it."""
    waiting = {found.study_nr: found.response for found in evidence.waiting}
    told = {found.study_nr: found.response for found in evidence.surveys}
    return told.get(one.nr) or waiting.get(one.nr) or response_of(one)


def _caveats(speaker: Speaker, evidence: Evidence) -> Iterator[str]:
    """Give what must be known to read the studies right."""
    made = [one for one in evidence.studies if one.state == MADE]
    rates = [(one, _response(evidence, one).rate(speaker)) for one in made if one.kind == QUANTITATIVE]
    if told := [_rate(one, rate) for one, rate in rates if rate]:
        yield listed(told)
        yield plain(speaker.say(UNANSWERED))
    if any(one.kind != QUANTITATIVE for one in made):
        yield plain(speaker.say(TOLD))


def _rate(one: Study, said: str) -> str:
    return f"**{plain(f'{one.title}:')}** {plain(said)}" if one.title else plain(said)


def _missing(speaker: Speaker, evidence: Evidence) -> Iterator[str]:
    """Name each study that was not made, and why; one of each kind is expected."""
    for quantitative, name in STUDIES.items():
        of_kind = [one for one in evidence.studies if (one.kind == QUANTITATIVE) == quantitative]
        left_out = [one for one in of_kind if one.state == LEFT_OUT]
        said = speaker.say(name)
        for one in left_out:
            why = plain(one.left_out_reason)
            yield " ".join([speaker.strong(N_("{hvad} er ikke lavet."), hvad=said), why])
        if not any(one.state == MADE for one in of_kind) and not left_out:
            yield speaker.strong(N_("{hvad} er ikke lavet endnu."), hvad=said)

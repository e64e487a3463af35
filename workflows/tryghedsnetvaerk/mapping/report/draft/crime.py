"""What the crime figures show, and what they cannot."""

from collections.abc import Iterator

from engine.text import N_
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.crime.analysis import CAVEAT
from workflows.tryghedsnetvaerk.mapping.report import charts
from workflows.tryghedsnetvaerk.mapping.report.changes import ALIKE, FEWER, MORE, UNSURE, change, missing
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine, Evidence
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker, listed, paragraphs

MOST = 8  # offences that are told one by one
VERDICTS = {
    MORE: N_("Det er flere, og forskellen er større, end tilfældige udsving plejer at give."),
    FEWER: N_("Det er færre, og forskellen er større, end tilfældige udsving plejer at give."),
    ALIKE: N_("Det er det samme."),
    UNSURE: N_("Forskellen er ikke større, end tilfældige udsving kan give."),
}
CONTROL = N_(
    "Disse tal følger, hvor meget politiet leder efter det: en særlig indsats kan give flere anmeldelser, uden at der "
    "sker mere."
)


def crime(speaker: Speaker, evidence: Evidence) -> str:
    """Return each set of figures: where it is from, what it shows, and its charts."""
    if not evidence.crime:
        return plain(speaker.say(N_("Der er ingen kriminalitetstal endnu.")))
    told = any(not one.unavailable for one in evidence.crime)
    caveat = plain(speaker.say(CAVEAT)) if told else ""
    return paragraphs(caveat, *(part for one in evidence.crime for part in _figures(speaker, one)))


def _figures(speaker: Speaker, one: CrimeFound) -> Iterator[str]:
    yield f"### {plain(one.title)}"
    if one.unavailable:
        yield plain(speaker.say(N_("Tallene kunne ikke fås: {hvorfor}"), hvorfor=one.unavailable))
        return
    yield plain(" ".join(filter(None, [charts.origin(speaker, one), one.definition])))
    for control in (False, True):
        lines = charts.largest(one.lines, control=control)
        if control and lines:
            yield plain(speaker.say(CONTROL))
        yield listed(_line(speaker, line) for line in lines[:MOST])
        if lines and len(lines[0].periods) > 1:
            yield placing.line(charts.figures_key(one, control=control))
    if one.beside:
        yield placing.line(charts.beside_key(one))
    if one.priority:
        yield " ".join([speaker.strong(N_("Politiets særlige indsats:")), plain(one.priority)])


def _line(speaker: Speaker, line: CrimeLine) -> str:
    found = change(line)
    if found is None:
        told = [(period, count) for period, count in zip(line.periods, line.counts, strict=True) if count is not None]
        period, count = speaker.period(told[-1][0]), speaker.number(told[-1][1])
        said = speaker.say(N_("{antal} anmeldt i {periode}."), antal=count, periode=period)
        lacks = [speaker.period(one) for one in missing(line)]
        gap = speaker.say(N_("Der mangler tal for {perioder}."), perioder=speaker.joined(lacks)) if lacks else ""
        return f"**{plain(speaker.offence(line.label))}:** {plain(f'{said} {gap}'.strip())}"
    values = {
        "efter": speaker.number(found.after), "sidst": _spell(speaker, found.last),
        "foer": speaker.number(found.before), "foerst": _spell(speaker, found.first),
    }  # fmt: skip
    said = speaker.say(N_("{efter} anmeldt i {sidst}, {foer} i {foerst}."), **values)
    return f"**{plain(speaker.offence(line.label))}:** {plain(said)} {plain(speaker.say(VERDICTS[found.verdict]))}"


def _spell(speaker: Speaker, periods: tuple[str, ...]) -> str:
    first, last = speaker.period(periods[0]), speaker.period(periods[-1])
    return first if first == last else f"{first} – {last}"


def changed(speaker: Speaker, evidence: Evidence, verdict: str) -> list[str]:
    """Return the offences whose figures have changed more than chance commonly makes them, in one direction."""
    lines = [line for one in evidence.crime for line in charts.largest(one.lines)[:MOST]]
    return [speaker.offence(line.label) for line in lines if (found := change(line)) and found.verdict == verdict]

"""What the crime figures show, and what they cannot."""

from collections.abc import Iterator

from engine.text import N_
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.crime.analysis import CAVEAT
from workflows.tryghedsnetvaerk.mapping.report import charts
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN
from workflows.tryghedsnetvaerk.mapping.report.changes import ALIKE, FEWER, MORE, UNSURE, change, missing
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine, Evidence
from workflows.tryghedsnetvaerk.mapping.report.jumping import said, unanswered
from workflows.tryghedsnetvaerk.mapping.report.openly import number, openly
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker, listed, paragraphs
from workflows.tryghedsnetvaerk.mapping.report.spells import Spell, tells_few
from workflows.tryghedsnetvaerk.mapping.report.veils import Veiled, veils

MOST = 8  # offences that are told one by one
VERDICTS = {
    MORE: N_("Det er flere, og forskellen er større, end tilfældige udsving plejer at give."),
    FEWER: N_("Det er færre, og forskellen er større, end tilfældige udsving plejer at give."),
    ALIKE: N_("Det er det samme."),
    UNSURE: N_("Forskellen er ikke større, end tilfældige udsving kan give."),
}
ADDED, REST = N_("Alle typer lagt sammen"), N_("Øvrige under »{type}«")
RATE = N_("Det er {tal} anmeldelser pr. 1.000 beboere i {hvornaar} ({antal} anmeldelser, {beboere} beboere).")
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
    hidden = veils([*evidence.before, *evidence.crime])[len(evidence.before) :]
    sets = zip(evidence.crime, hidden, strict=True)
    return paragraphs(caveat, *(part for one, veil in sets for part in _figures(speaker, one, veil)))


def _figures(speaker: Speaker, one: CrimeFound, hidden: Veiled) -> Iterator[str]:
    yield f"### {plain(one.title)}"
    if one.unavailable:
        yield plain(speaker.say(N_("Tallene kunne ikke fås: {hvorfor}"), hvorfor=one.unavailable))
        return
    yield plain(" ".join(filter(None, [charts.origin(speaker, one), one.definition])))
    seen, jumps = openly(one, hidden), unanswered(one.lines, one.efforts)
    yield listed(_extent(speaker, one, hidden))
    for control in (False, True):
        lines = charts.largest(one.lines, control=control)
        if control and lines:
            yield plain(speaker.say(CONTROL))
        yield listed(
            " ".join([_line(speaker, line, hidden, own=not one.area), *map(plain, said(speaker, jumps, line))])
            for line in lines[:MOST]
        )
        if charts.largest(seen.lines, control=control) and len(seen.lines[0].periods) > 1:
            yield placing.line(charts.figures_key(one, control=control))
    yield listed(
        _line(speaker, line, hidden, own=not one.area, rest=True) for line in one.rests if line.last is not None
    )
    if one.beside:
        yield placing.line(charts.beside_key(one))
    if one.priority:
        yield " ".join([speaker.strong(N_("Politiets særlige indsats:")), plain(one.priority)])


def _extent(speaker: Speaker, one: CrimeFound, hidden: Veiled) -> Iterator[str]:
    """Give everything in the area, how it changed, and how much it is of those who live there."""
    whole, own = one.whole, not one.area
    if whole is None or whole.last is None or len(one.lines) < 2:
        return
    if own and (any(key == whole.key for key, _spell in hidden) or (not whole.key and (hidden or tells_few(one)))):
        return  # it would give a small number back
    yield _line(speaker, whole, hidden, own=own)
    if one.rate and one.rate.count >= HIDDEN:
        spell = dict.fromkeys(map(speaker.period, (one.rate.first, one.rate.last)))
        yield plain(speaker.say(
            RATE, tal=speaker.number(1000 * one.rate.count / one.rate.residents, 1), hvornaar=" – ".join(spell),
            antal=speaker.number(one.rate.count), beboere=speaker.number(round(one.rate.residents)),
        ))  # fmt: skip


def _line(speaker: Speaker, line: CrimeLine, hidden: Veiled, *, own: bool, rest: bool = False) -> str:
    """Say one offence; of the housing area's *own* no small number is told, and none that gives one back."""

    def told(spell: Spell, count: int) -> str:
        return number(speaker, count, (line.key, spell) in hidden) if own else speaker.number(count)

    name = speaker.offence(line.label) if line.label else speaker.say(ADDED)
    named = f"**{plain(speaker.say(REST, type=name) if rest else name)}:**"
    found = change(line)
    if found is None:
        period, count = next(
            (p, n) for p, n in zip(line.periods[::-1], line.counts[::-1], strict=True) if n is not None
        )
        said = speaker.say(
            N_("{antal} anmeldt i {periode}."), antal=told((period,), count), periode=speaker.period(period)
        )
        lacks = [speaker.period(one) for one in missing(line)]
        gap = speaker.say(N_("Der mangler tal for {perioder}."), perioder=speaker.joined(lacks)) if lacks else ""
        return f"{named} {plain(f'{said} {gap}'.strip())}"
    values = {
        "efter": told(found.last, found.after), "sidst": _spell(speaker, found.last),
        "foer": told(found.first, found.before), "foerst": _spell(speaker, found.first),
    }  # fmt: skip
    said = speaker.say(N_("{efter} anmeldt i {sidst}, {foer} i {foerst}."), **values)
    return f"{named} {plain(said)} {plain(speaker.say(VERDICTS[found.verdict]))}"


def _spell(speaker: Speaker, periods: tuple[str, ...]) -> str:
    first, last = speaker.period(periods[0]), speaker.period(periods[-1])
    return first if first == last else f"{first} – {last}"


def changed(speaker: Speaker, evidence: Evidence, verdict: str) -> list[str]:
    """Return the offences whose figures have changed more than chance commonly makes them, in one direction."""
    lines = [line for one in evidence.crime for line in charts.largest(one.lines)[:MOST]]
    return [speaker.offence(line.label) for line in lines if (found := change(line)) and found.verdict == verdict]

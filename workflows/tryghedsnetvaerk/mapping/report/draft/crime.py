"""What the crime figures show, and what they cannot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.text import N_
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.crime.analysis import CAVEAT
from workflows.tryghedsnetvaerk.mapping.report import charts
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN
from workflows.tryghedsnetvaerk.mapping.report.changes import ALIKE, FEWER, MORE, UNSURE, change, missing
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine, Evidence
from workflows.tryghedsnetvaerk.mapping.report.jumping import said, unanswered
from workflows.tryghedsnetvaerk.mapping.report.openly import number, openly, whole_of
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker, listed, paragraphs
from workflows.tryghedsnetvaerk.mapping.report.spells import Spell
from workflows.tryghedsnetvaerk.mapping.report.veils import Veiled, veils

MOST = 8  # offences that are told one by one
VERDICTS = {
    MORE: N_("Det er flere, og forskellen er større, end tilfældige udsving plejer at give."),
    FEWER: N_("Det er færre, og forskellen er større, end tilfældige udsving plejer at give."),
    ALIKE: N_("Det er det samme."),
    UNSURE: N_("Forskellen er ikke større, end tilfældige udsving kan give."),
}
REST = N_("Øvrige under »{type}«")
RATE = N_("Det er {tal} anmeldelser pr. 1.000 beboere i {hvornaar} ({antal} anmeldelser, {beboere} beboere).")
CONTROL = N_(
    "Disse tal følger, hvor meget politiet leder efter det: en særlig indsats kan give flere anmeldelser, uden at der "
    "sker mere."
)
NONE = N_("Ingen af tallene for anmeldelser har ændret sig mere, end tilfældige udsving kan give.")
NO_OTHER = N_(
    "Bortset fra de tal, der følger politiets indsats, har ingen af tallene for anmeldelser ændret sig mere, end "
    "tilfældige udsving kan give."
)
NO_TYPE = N_(
    "Bortset fra de tal, der følger politiets indsats, har ingen af typerne hver for sig ændret sig mere, end "
    "tilfældige udsving kan give."
)
CHANGED = {
    MORE: N_("Der er anmeldt mere end før af: {hvad}."),
    FEWER: N_("Der er anmeldt mindre end før af: {hvad}."),
}


def crime(speaker: Speaker, evidence: Evidence) -> str:
    """Return each set of figures: where it is from, what it shows, and its charts."""
    if not evidence.crime:
        return plain(speaker.say(N_("Der er ingen kriminalitetstal endnu.")))
    told = any(not one.unavailable for one in evidence.crime)
    caveat = plain(speaker.say(CAVEAT)) if told else ""
    hidden = veils([*evidence.before, *evidence.crime])[len(evidence.before) :]
    sets = zip(evidence.crime, hidden, strict=True)
    return paragraphs(caveat, *(part for one, veil in sets for part in _figures(speaker, one, veil)))


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a set: *whole* is everything together where it may be told, *rests* the last of the *types*."""

    whole: CrimeLine | None
    types: Sequence[CrimeLine]
    rests: Sequence[CrimeLine]
    control: Sequence[CrimeLine]


def _told(one: CrimeFound, hidden: Veiled) -> Told:
    types, control = (charts.largest(one.lines, control=of)[:MOST] for of in (False, True))
    rests = [line for line in one.rests if line.last is not None]
    return Told(whole_of(one, hidden), [*types, *rests], rests, control)


def _figures(speaker: Speaker, one: CrimeFound, hidden: Veiled) -> Iterator[str]:
    yield f"### {plain(one.title)}"
    if one.unavailable:
        yield plain(speaker.say(N_("Tallene kunne ikke fås: {hvorfor}"), hvorfor=one.unavailable))
        return
    yield plain(" ".join(filter(None, [charts.origin(speaker, one), one.definition])))
    seen, jumps = openly(one, hidden), unanswered(one.lines, one.efforts)
    told = _told(one, hidden)
    yield listed(_extent(speaker, one, told, hidden))
    for control in (False, True):
        lines = told.control if control else [line for line in told.types if line not in told.rests]
        if control and lines:
            yield plain(speaker.say(CONTROL))
        yield listed(
            " ".join([_line(speaker, line, hidden, own=not one.area), *map(plain, said(speaker, jumps, line))])
            for line in lines
        )
        if charts.largest(seen.lines, control=control) and len(seen.lines[0].periods) > 1:
            yield placing.line(charts.figures_key(one, control=control))
    yield listed(_line(speaker, line, hidden, own=not one.area, rest=True) for line in told.rests)
    if one.beside:
        yield placing.line(charts.beside_key(one))
    if one.priority:
        yield " ".join([speaker.strong(N_("Politiets særlige indsats:")), plain(one.priority)])


def _extent(speaker: Speaker, one: CrimeFound, told: Told, hidden: Veiled) -> Iterator[str]:
    """Give everything in the area, how it changed, and how much it is of those who live there."""
    if told.whole is None:
        return
    yield _line(speaker, told.whole, hidden, own=not one.area)
    if one.rate and one.rate.count >= HIDDEN:
        yield plain(speaker.say(
            RATE, tal=speaker.number(1000 * one.rate.count / one.rate.residents, 1),
            hvornaar=speaker.spell((one.rate.first, one.rate.last)),
            antal=speaker.number(one.rate.count), beboere=speaker.number(round(one.rate.residents)),
        ))  # fmt: skip


def _line(speaker: Speaker, line: CrimeLine, hidden: Veiled, *, own: bool, rest: bool = False) -> str:
    """Say one offence; of the housing area's *own* no small number is told, and none that gives one back."""

    def told(spell: Spell, count: int) -> str:
        return number(speaker, count, (line.key, spell) in hidden) if own else speaker.number(count)

    named = f"**{plain(_name(speaker, line, rest=rest))}:**"
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
        "efter": told(found.last, found.after), "sidst": speaker.spell(found.last),
        "foer": told(found.first, found.before), "foerst": speaker.spell(found.first),
    }  # fmt: skip
    said = speaker.say(N_("{efter} anmeldt i {sidst}, {foer} i {foerst}."), **values)
    veiled = ((line.key, found.last) in hidden, (line.key, found.first) in hidden)
    if own and (any(veiled) or any(0 < count < HIDDEN for count in (found.before, found.after))):
        return f"{named} {plain(said)}"  # how much they differ would say which hidden numbers are small
    return f"{named} {plain(said)} {plain(speaker.say(VERDICTS[found.verdict]))}"


def _name(speaker: Speaker, line: CrimeLine, *, rest: bool) -> str:
    name = speaker.offence(line.label)
    return speaker.say(REST, type=name) if rest else name


def in_short(speaker: Speaker, evidence: Evidence) -> Iterator[str]:
    """Give what the summary says of reported crime: of all together first, then of the types, as they are told here."""
    hidden = veils([*evidence.before, *evidence.crime])[len(evidence.before) :]
    sets = [(one, veil) for one, veil in zip(evidence.crime, hidden, strict=True) if one.lines and not one.unavailable]
    for one, veil in sets:
        said = list(_in_short(speaker, one, veil))
        title = f"**{plain(one.title)}:**" if len(sets) > 1 and said else ""
        yield from (" ".join(filter(None, [title, sentence])) for sentence in said)


def _in_short(speaker: Speaker, one: CrimeFound, hidden: Veiled) -> Iterator[str]:
    told = _told(one, hidden)
    shown, control = _verdicts([*filter(None, [told.whole]), *told.types]), _verdicts(told.control)
    lists = [(text, names) for verdict, text in CHANGED.items() if (names := _changed(speaker, told, verdict))]
    if not shown & {MORE, FEWER}:
        if shown or control:
            yield plain(speaker.say(NO_OTHER if control & {MORE, FEWER} else NONE))
        return
    if told.whole is not None:
        yield _line(speaker, told.whole, hidden, own=not one.area)
    yield from (plain(speaker.say(text, hvad=speaker.joined(names))) for text, names in lists)
    if not lists:
        yield plain(speaker.say(NO_TYPE))


def _verdicts(lines: Sequence[CrimeLine]) -> set[str]:
    return {found.verdict for line in lines if (found := change(line))}


def _changed(speaker: Speaker, told: Told, verdict: str) -> list[str]:
    """Return the types whose figures have changed more than chance commonly makes them, in one direction."""
    return [_name(speaker, one, rest=one in told.rests) for one in told.types if verdict in _verdicts([one])]

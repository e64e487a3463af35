"""What may be told to everybody: the same figures without small numbers, in words that fit on one page.

Whichever offences of a set are told, in a summary, on a facts sheet or in news, they are judged together and beside
what earlier reports told (`openly`): no small number is given back by a total and what else is part of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from engine.text import LOCALES, N_
from workflows.tryghedsnetvaerk.documents.charts import Line, Series
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.crime.classification import is_control, name_area, offence
from workflows.tryghedsnetvaerk.mapping.crime.periods import ends, read, year
from workflows.tryghedsnetvaerk.mapping.report import jumping
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN
from workflows.tryghedsnetvaerk.mapping.report.charts import largest
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine, Effort
from workflows.tryghedsnetvaerk.mapping.report.jumping import Jumps, unanswered
from workflows.tryghedsnetvaerk.mapping.report.openly import number, whole_of
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.spells import spells
from workflows.tryghedsnetvaerk.mapping.report.veils import Veiled, veiled
from workflows.tryghedsnetvaerk.mapping.statistics.attack import FEW as FEWER

MOST = 5  # offences on one page
LEAST, ALL = 3, 6  # years that a chart is drawn of
CAVEAT = N_(
    "Tallene viser det, der er anmeldt. Ikke alt bliver anmeldt, og tallene kan svinge tilfældigt fra år til år. "
    "Antal under {mest} vises ikke (undtagen 0), og heller ikke andre tal, som de kan regnes ud af."
)
GIVEN = N_("Politiet gjorde en særlig indsats i {periode}: {hvad}")
JUMPED = N_("Der er et spring i tallene i {periode}: {hvad}")
ABROAD = {
    True: N_("Politiet gjorde en særlig indsats i {periode}."),
    False: N_("Der er et spring i tallene i {periode}."),
}
GIVES_MORE = N_("En særlig indsats kan give flere anmeldelser, uden at der sker mere kriminalitet.")
OURS = N_("Tallene gælder {omraade}.")
OTHERS = N_("Tallene gælder {sted}, ikke {omraade} alene.")


def chosen(found: Iterable[CrimeFound]) -> CrimeFound | None:
    """Return the newest set of the housing area's own; where it has none, the newest of what stands for it."""
    told = [one for one in found if any(line.last is not None for line in one.lines)]
    return max([one for one in told if not one.area] or told, key=_newest, default=None)


def _newest(one: CrimeFound) -> tuple[float, date, int]:
    known = (
        at for line in one.lines for period, count in zip(line.periods, line.counts, strict=True)
        if count is not None and (at := read(period))
    )  # fmt: skip
    return max(map(ends, known), default=0.0), one.extracted_on or date.min, one.nr


def whose(speaker: Speaker, one: CrimeFound, own: str) -> str:
    """Say which area figures are about, beside the housing area, which is called *own*."""
    if not one.area:
        return speaker.say(OURS, omraade=own)
    return speaker.say(OTHERS, sted=name_area(one.area, speaker.locale), omraade=own)


def told(speaker: Speaker, line: CrimeLine, hidden: Veiled = frozenset()) -> str:
    """Return one offence in words, its newest year beside the one before, without small numbers or those *hidden*."""
    *before, (last, after) = spells(line)[-2:]
    values = {
        "hvad": speaker.offence(line.label),
        "efter": number(speaker, after, (line.key, last) in hidden),
        "sidst": speaker.spell(last),
    }
    if not before:
        sentence = N_("{hvad}: {antal} anmeldt i {periode}.")
        return speaker.say(sentence, hvad=values["hvad"], antal=values["efter"], periode=values["sidst"])
    first, count = before[0]
    return speaker.say(
        N_("{hvad}: {efter} anmeldt i {sidst}, {foer} i {foerst}."), **values,
        foer=number(speaker, count, (line.key, first) in hidden), foerst=speaker.spell(first),
    )  # fmt: skip


def marked(speaker: Speaker, one: CrimeFound, line: CrimeLine, jumps: Jumps) -> list[str]:
    """Say what the network has told of periods of an offence, a special effort or why there is a jump, or has not."""
    code, told = offence(line.label), [period for periods, _count in spells(line) for period in periods]
    within = [effort for effort in one.efforts if any(effort.covers(period, code) for period in told)]
    return [*(_effort(speaker, effort) for effort in within), *jumping.said(speaker, jumps, line, ALL)]


def drawn(speaker: Speaker, line: CrimeLine, hidden: Veiled, source: str) -> Series | None:
    """Return a chart of an offence year by year, without small numbers; nothing where there are too few years."""
    found = spells(line)
    if len(found) < LEAST:
        return None
    title = speaker.say(N_("Anmeldt år for år: {hvad}"), hvad=speaker.offence(line.label))
    said = tuple(number(speaker, count, (line.key, spell) in hidden) for spell, count in found)
    values = tuple(
        None if count in FEWER or (line.key, spell) in hidden else float(count) for spell, count in found
    )  # fmt: skip
    whole = all(year(spell[0]) == year(spell[-1]) for spell, _count in found)
    named = tuple(year(spell[-1]) if whole else speaker.period(spell[-1]) for spell, _count in found)
    told = [f"{period}: {number}." for period, number in zip(named, said, strict=True)]
    return Series(
        title=title, says=" ".join([f"{title}.", *told]), source=source,
        head=speaker.say(N_("År") if whole else N_("Tolv måneder til og med")), periods=named,
        lines=(Line(label=speaker.offence(line.label), values=values, said=said),),
        unit=speaker.say(N_("Antal anmeldelser")), comma="," if speaker.locale == "da" else ".",
    )  # fmt: skip


def lines(speaker: Speaker, found: Sequence[CrimeFound], own: str, before: Sequence[CrimeFound] = ()) -> list[str]:
    """Return the largest offences of the set that is told to everybody, whose they are and where from, as Markdown.

    *before* are sets as they were told earlier; those of the network's that come first may have been told too.
    """
    one = chosen(found)
    shown = of_set(speaker, one, [*before, *found[: found.index(one)]]) if one else []
    return [plain(whose(speaker, one, own)), *shown] if one and shown else []


def of_set(speaker: Speaker, one: CrimeFound, before: Sequence[CrimeFound] = ()) -> list[str]:
    """Return everything in a set and its largest offences in words, with what touches them, and the source.

    There is nothing where there are no figures.
    """
    hidden, offences = veiled(one, before), largest(one.lines)[:MOST]
    if not offences:
        return []
    jumps, whole = unanswered(offences, one.efforts), [line for line in [whole_of(one, hidden)] if line]
    shown = [
        " ".join([told(speaker, line, hidden), *jumping.said(speaker, jumps, line)]) for line in (*whole, *offences)
    ]
    return [plain(said) for said in (*shown, *_touched(speaker, one, [*whole, *offences]), source(speaker, one))]


def _touched(speaker: Speaker, one: CrimeFound, lines: Sequence[CrimeLine]) -> list[str]:
    """Say once what the network has told of the periods of some offences; whatever touches a part touches the whole."""
    asked = [
        (period, None if line == one.whole else offence(line.label))
        for line in lines for periods, _count in spells(line)[-2:] for period in periods
    ]  # fmt: skip
    within = [
        effort for effort in one.efforts
        if any(effort.covers(period, effort.code if code is None else code) for period, code in asked)
    ]  # fmt: skip
    caveat = [speaker.say(GIVES_MORE)] if any(effort.given for effort in within) else []
    return [*(_effort(speaker, effort) for effort in within), *caveat]


def _effort(speaker: Speaker, one: Effort) -> str:
    """Say a spell that the network has told of; its own words only in a language that its papers are in."""
    period = speaker.spell((one.first, one.last))
    if speaker.locale not in LOCALES:
        return speaker.say(ABROAD[one.given], periode=period)
    return speaker.say(GIVEN if one.given else JUMPED, periode=period, hvad=one.text)


def source(speaker: Speaker, one: CrimeFound) -> str:
    """Return where figures are from, and on which day they were drawn."""
    if not one.extracted_on:
        return speaker.say(N_("Kilde: {kilde}."), kilde=one.source or one.title)
    return speaker.say(
        N_("Kilde: {kilde}, {dato}."), kilde=one.source or one.title, dato=speaker.day(one.extracted_on)
    )  # fmt: skip


def caveat(speaker: Speaker) -> str:
    """Return what must be known of the figures."""
    return speaker.say(CAVEAT, mest=HIDDEN)


def of_kept(nr: int, one: Mapping[str, Any]) -> CrimeFound:
    """Return a set as it was kept with a report that was sent; before it was kept, it was always the area's own."""
    told = tuple(
        CrimeLine(
            name, name, tuple(one["periods"]), tuple(int(said) if said.isdigit() else None for said in figures),
            is_control(offence(name), name),
        )
        for name, figures in one["rows"]
    )  # fmt: skip
    on = date.fromisoformat(one["extracted_on"]) if one["extracted_on"] else None
    return CrimeFound(nr, one["title"], one["source"], on, "", "", "", told, area=one.get("area", ""))

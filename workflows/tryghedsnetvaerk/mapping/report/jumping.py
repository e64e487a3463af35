"""Jumps in reported crime that nobody has answered: they are named wherever the figures are told."""

from collections.abc import Mapping, Sequence

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime.classification import offence
from workflows.tryghedsnetvaerk.mapping.crime.periods import kind, read
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeLine, Effort
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.spells import spells
from workflows.tryghedsnetvaerk.mapping.statistics.counts import jumps_of

UNANSWERED = N_("Der er et spring i tallene i {periode}, som ikke er forklaret endnu.")
Jumps = Mapping[CrimeLine, Sequence[str]]  # periods as they are written


def unanswered(lines: Sequence[CrimeLine], efforts: Sequence[Effort]) -> Jumps:
    """Return the periods in which each offence jumps, and of which nobody has said why."""
    found: dict[CrimeLine, list[str]] = {}
    for line, jumps in zip(lines, jumps_of([_counted(line) for line in lines]), strict=True):
        written, code = {read(period): period for period in line.periods}, offence(line.label)
        open_ones = [jump for jump in jumps if not any(effort.covers(jump.period, code) for effort in efforts)]
        found[line] = [written[jump.period] for jump in open_ones]
    return found


def said(speaker: Speaker, jumps: Jumps, line: CrimeLine, most: int = 2) -> list[str]:
    """Name the jumps of an offence in the newest years that are told of it, so many at *most*."""
    told = {period for periods, _count in spells(line)[-most:] for period in periods}
    within = [period for period in jumps.get(line, ()) if period in told]
    return [speaker.say(UNANSWERED, periode=speaker.joined(map(speaker.period, within)))] if within else []


def _counted(line: CrimeLine) -> dict[str, int | None]:
    """Return the counts of a line by period as a test reads them; nothing where its periods are not of one kind."""
    told = {read(period): count for period, count in zip(line.periods, line.counts, strict=True)}
    return told if len({kind(period) for period in told}) == 1 and "" not in told else {}

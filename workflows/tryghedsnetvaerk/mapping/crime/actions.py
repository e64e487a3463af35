"""What people do with crime figures: type them, read them from a file, and say how many live where."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine import records
from engine.clock import EARLIEST
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime import classification, periods
from workflows.tryghedsnetvaerk.mapping.crime.ended import must_be_drawn_after, must_have_begun
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet, PoliceEffort, Population
from workflows.tryghedsnetvaerk.mapping.crime.parts import PEOPLE, Reading
from workflows.tryghedsnetvaerk.mapping.crime.people import IS_PEOPLE, lines_of
from workflows.tryghedsnetvaerk.mapping.crime.queries import find_twins
from workflows.tryghedsnetvaerk.mapping.crime.typed import LONGEST, read_counts, read_people
from workflows.tryghedsnetvaerk.mapping.crime.wide import NOT_A_PERIOD

MOST_TEXT, MOST_KEPT = 200_000, 60_000  # signs of all the lines together, and counts of one set
TITLE, SOURCE, EXTRACTED = N_("Hvad viser tallene?"), N_("Kilde"), N_("Udtrukket den")
FROM_FILE = N_("Tallene er læst fra en fil og kan ikke rettes her. Læs en ny fil ind i stedet.")
NO_OFFENCE = N_("Filen siger ikke, hvilken lovovertrædelse den handler om. Vælg den.")
NO_AREA = N_("Vælg, hvilket af filens områder der står for netværkets område.")
KNOWN = N_("De samme tal er læst ind før fra {fil} og hedder »{titel}«. Intet er skrevet.")
TOO_MANY = N_("Der er for mange tal til én opgørelse: højst {mest}. Vælg færre områder at sammenligne med.")


def save_figures(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> CrimeSet:
    """Write a set of crime figures with its counts.

    :raises BadInput: if a line of the counts cannot be read, both figures and a reason are given, or something said
        about them cannot be
    """
    written = dict(values)
    _must_be_sayable(command.today, written)
    counts = read_counts(written.pop("counts", ""))
    if (area := written.get("area", "")) and classification.area(area) != area:
        raise BadInput(N_("Vælg et område."), page="#area")
    if counts and written.get("unavailable"):
        raise BadInput(N_("Skriv enten tallene, eller hvorfor de ikke kan fås, ikke begge dele."), page="#unavailable")
    must_be_drawn_after(
        ((periods.read(period), count) for _, period, count in counts), command.today, written.get("extracted_on")
    )
    if nr is None:
        return records.add(session, command, CrimeSet, written | {"figures": sorted(counts)})
    if not records.get(session, CrimeSet, command.process_id, nr).file_hash:
        written["figures"] = sorted(counts)
    elif counts or written.get("unavailable"):
        raise BadInput(FROM_FILE, page="#title")
    return records.edit(session, command, CrimeSet, nr, written, seen=seen)


def import_figures(session: Session, command: Command, reading: Reading, values: Mapping[str, Any]) -> CrimeSet:
    """Write a set of crime figures as a file told them, with where it is from; *values* are what people said of it.

    :raises BadInput: if the offence is not said, the origin is not, or there are more figures than can be kept
    """
    if reading.shape == PEOPLE:
        raise BadInput(IS_PEOPLE, page="#file")
    written = _with_origin(command, values)
    if reading.needs_offence:
        raise BadInput(NO_OFFENCE, page="#offence")
    if written.get("area", "") not in reading.areas:
        raise BadInput(NO_AREA, page="#area")
    if len(reading.periods) * len(reading.series) > MOST_KEPT:
        raise BadInput(TOO_MANY, page="#references", mest=MOST_KEPT)
    known = (pair for one in reading.series for pair in zip(reading.periods, one.counts, strict=True))
    must_be_drawn_after(known, command.today, written["extracted_on"])
    told = {
        "shape": reading.shape, "file_name": reading.file, "file_hash": reading.digest,
        "periods": ",".join(reading.periods), "imported": reading.series,
    }  # fmt: skip
    row = records.add(session, command, CrimeSet, written | told, verb="imported")
    _must_be_new(session, row)
    return row


def _must_be_new(session: Session, row: CrimeSet) -> None:
    """Refuse a set that another one of its network has told already, of the same area out of the same file."""
    own = {(one.offence, one.text) for one in row.imported if one.area == row.area}
    for other in find_twins(session, row):
        if own & {(one.offence, one.text) for one in other.imported if one.area == row.area}:
            raise BadInput(KNOWN, page="#title", fil=row.file_name, titel=other.title)


def save_population(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Population:
    """Write how many live in an area, period by period.

    :raises BadInput: if a line cannot be read, there is none, or a period is still to come
    """
    written = dict(values)
    if "figures" in written:
        people = read_people(written["figures"])
        if not people:
            raise BadInput(N_("Skriv mindst én linje: periode; antal beboere."), page="#figures")
        must_have_begun(people, command.today, "#figures")
        written["figures"] = "\n".join(f"{period}; {count}" for period, count in people.items())
        was = records.get(session, Population, command.process_id, nr) if nr is not None else None
        if was is not None and was.file_hash and was.figures != written["figures"]:
            raise BadInput(FROM_FILE, page="#figures")
    if nr is None:
        return records.add(session, command, Population, written)
    return records.edit(session, command, Population, nr, written, seen=seen)


def import_people(
    session: Session, command: Command, reading: Reading, values: Mapping[str, Any], areas: Sequence[str]
) -> list[Population]:
    """Write how many live in each of some areas as a file told it, with where it is from.

    :raises BadInput: if no area is chosen, one is not in the file, the origin is not said, or a period is to come
    """
    written = _with_origin(command, values)
    if reading.shape != PEOPLE or not areas or not set(areas) <= set(reading.areas):
        raise BadInput(N_("Vælg mindst ét af filens områder."), page="#areas")
    must_have_begun(reading.periods, command.today, "#areas")
    told = {"file_name": reading.file, "file_hash": reading.digest}
    return [
        records.add(session, replace(command, key=f"{command.key}:{area}"), Population,
                    {**written, **told, "area": area, "figures": lines_of(reading, area)}, verb="imported")
        for area in areas
    ]  # fmt: skip


def save_effort(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> PoliceEffort:
    """Write a spell in which the figures follow the police's effort, or that a jump is none.

    :raises BadInput: if its periods are none or still to come, or the last comes before the first
    """
    written = dict(values)
    for name in ("first", "last"):
        if told := written.get(name):
            written[name] = periods.read(told)
            if not written[name]:
                raise BadInput(NOT_A_PERIOD, page=f"#{name}", celle=told[:40])
            must_have_begun([written[name]], command.today, f"#{name}")
    first, last = written.get("first", ""), written.get("last", "")
    if last and periods.begins(last) < periods.begins(first):
        raise BadInput(N_("Den sidste periode kan ikke ligge før den første."), page="#last")
    if nr is None:
        return records.add(session, command, PoliceEffort, written)
    return records.edit(session, command, PoliceEffort, nr, written, seen=seen)


def _with_origin(command: Command, values: Mapping[str, Any]) -> dict[str, Any]:
    written = dict(values)
    _must_be_sayable(command.today, written)
    for name, label in (("source", SOURCE), ("extracted_on", EXTRACTED)):
        if not written.get(name):
            raise BadInput(N_("Udfyld feltet »{name}«."), page=f"#{name}", name=label)
    return written


def _must_be_sayable(today: date, written: Mapping[str, Any]) -> None:
    for name, label in (("title", TITLE), ("source", SOURCE)):
        if len(written.get(name) or "") > LONGEST:
            raise BadInput(N_("»{felt}« må højst fylde {mest} tegn."), page=f"#{name}", felt=label, mest=LONGEST)
    if "title" in written and not written["title"]:
        raise BadInput(N_("Udfyld feltet »{name}«."), page="#title", name=TITLE)
    if len(written.get("counts") or "") > MOST_TEXT:
        raise BadInput(N_("En opgørelse må højst fylde {mest} tegn. Del den i flere."), page="#counts", mest=MOST_TEXT)
    on = written.get("extracted_on")
    if on and on > today:
        raise BadInput(
            N_("Tallene kan ikke være trukket ud den {dato}: den dag er ikke kommet."), page="#extracted_on", dato=on
        )
    if on and on < EARLIEST:
        raise BadInput(
            N_("Tallene kan ikke være trukket ud den {dato}: det er for længe siden."), page="#extracted_on", dato=on
        )

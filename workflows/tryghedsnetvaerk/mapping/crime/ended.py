"""Periods that are not over, or not even begun: figures of them cannot be whole, so they are refused."""

from collections.abc import Iterable
from datetime import date

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime import periods
from workflows.tryghedsnetvaerk.mapping.crime.faults import refused
from workflows.tryghedsnetvaerk.mapping.crime.parts import Reading, listed

NOT_OVER = N_(
    "{perioder} er ikke slut endnu, så tallene kan ikke være hele. Tag dem ud, og læs dem ind, når perioden er slut. "
    "Vil I have det nyeste med, så bed om kvartaler eller måneder."
)
DRAWN_BEFORE = N_(
    "Tallene er trukket ud den {dato}, og da var {perioder} ikke slut. Ret datoen, eller tag de perioder ud."
)

TO_COME = N_("{perioder} er ikke begyndt endnu. Skriv kun perioder, der er begyndt.")


def must_be_over(reading: Reading, today: date) -> None:
    """Refuse a file with a figure of a period that is not over.

    :raises Unreadable: naming the periods
    """
    told = (pair for one in reading.series for pair in zip(reading.periods, one.counts, strict=True))
    if going_on := _not_over(told, today):
        raise refused(reading.file, NOT_OVER, perioder=listed(going_on))


def must_be_drawn_after(told: Iterable[tuple[str, int | None]], today: date, drawn_on: date | None) -> None:
    """Refuse figures that were drawn before their periods were over.

    :raises BadInput: naming the periods
    """
    known = list(told)
    if going_on := _not_over(known, today):
        raise BadInput(NOT_OVER, page="#counts", perioder=listed(going_on))
    if drawn_on and (going_on := _not_over(known, drawn_on)):
        raise BadInput(DRAWN_BEFORE, page="#extracted_on", dato=drawn_on, perioder=listed(going_on))


def must_have_begun(told: Iterable[str], today: date, page: str) -> None:
    """Refuse periods that are still to come: nobody lives there yet, and nobody has made an effort in them.

    :raises BadInput: at *page*, naming the periods
    """
    if coming := periods.in_order({period for period in told if not periods.has_begun(period, today)}):
        raise BadInput(TO_COME, page=page, perioder=listed(coming))


def _not_over(told: Iterable[tuple[str, int | None]], day: date) -> list[str]:
    known = {period for period, count in told if count is not None and periods.kind(period)}
    return periods.in_order(period for period in known if not periods.has_ended(period, day))

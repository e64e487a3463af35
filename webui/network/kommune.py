"""The municipality of a network by its name, whichever way it was written: 169, 0169 and Høje-Taastrup Kommune."""

from workflows.tryghedsnetvaerk.mapping.crime.classification import COUNTRY, REGIONS, UNSTATED, area, areas


def named(written: str | None) -> str | None:
    """Return the name of a municipality that Statistics Denmark knows; another stays as it is written."""
    code = area(written or "")
    return written if code in ("", COUNTRY, UNSTATED, *REGIONS) else areas()[code].da

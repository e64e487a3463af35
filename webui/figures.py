"""What the page of a set of crime figures shows."""

from collections.abc import Mapping
from typing import Any

from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.crime.typed import ABSENT, tabulate


def shown(row: CrimeSet | None) -> Mapping[str, Any]:
    """Return what the page of a set shows: its counts by offence and period."""
    if row is None or row.unavailable:
        return {}
    periods, rows = tabulate(row.told)
    return {"told": {"counts"}, "periods": periods, "rows": rows,
            "missing": any(ABSENT in said for _offence, said in rows)}  # fmt: skip

"""A network whose report is to be written, as the tests of its pages and papers begin."""

from datetime import date
from typing import Any

from engine import records
from engine.db import Session
from tests.webui import small
from workflows.tryghedsnetvaerk.mapping.actions import save_report
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.models import Problem

BIRKEN = "/netvaerk/birken"
COUNTS = "Hærværk; 2023; 9\nHærværk; 2024; 12\nIndbrud; 2023; ..\nIndbrud; 2024; 4"


def mapped(session: Session, people: Any, now: Any, *, counts: str, problem: Any, parts: Any) -> tuple[int, CrimeSet]:
    """Return a network of Mette's, which Karin chairs, with figures, a problem and a report that is not sent."""
    number = small.network(session, people["mette"], "Birken", now, at="kortlaegning")
    small.seat(session, number, people["karin"], now, chair=True)

    def ask() -> Any:
        return small.ask(number, people["mette"], now)

    told = {"title": "Anmeldelser", "source": "Politiet", "extracted_on": date(2026, 1, 5), "counts": counts}
    figures = save_figures(session, ask(), None, told)
    records.add(session, ask(), Problem, problem)
    save_report(session, ask(), None, parts)
    return number, figures

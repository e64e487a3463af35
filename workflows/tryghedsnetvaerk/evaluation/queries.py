"""Reading evaluations and their measurements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from engine.db import Session
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation, Measure


def list_measures_of(session: Session, problem_id: int) -> Sequence[Any]:
    """Return what was measured about a problem, with the year of each evaluation as ``cycle``, the oldest first."""
    wanted = select(Measure, Evaluation.cycle).join(Evaluation, Evaluation.id == Measure.evaluation_id)
    return session.execute(wanted.where(Measure.problem_id == problem_id).order_by(Evaluation.cycle, Measure.nr)).all()

"""How a figure of an earlier survey is said: its number and per cent, how sure it is, or that it is hidden."""

from collections.abc import Mapping
from typing import TypeVar

from engine.text import N_
from webui.mapping.outcomes import HIDDEN
from webui.saying.language import _, number, tell
from workflows.tryghedsnetvaerk.mapping.report.answered import FEW as TOO_FEW
from workflows.tryghedsnetvaerk.mapping.statistics import shares
from workflows.tryghedsnetvaerk.mapping.survey import existing
from workflows.tryghedsnetvaerk.mapping.survey.earlier import hiding
from workflows.tryghedsnetvaerk.mapping.survey.models import Survey

K = TypeVar("K")


def per_cent(per_mille: float) -> str:
    """Say a share in per cent."""
    return f"{number(per_mille / 10, 1)} %"


def base_said(base: int) -> str:
    """Say how many answered a question."""
    return _(N_("Under {mindst}"), mindst=hiding.LEAST) if base < hiding.LEAST else number(base)


def count_said(share: existing.Share) -> str:
    """Say how many a figure is, or that it is hidden; nothing where only a per cent is known."""
    if share.hidden:
        return tell(HIDDEN)
    return number(share.count, 0) if share.counted else ""


def share_said(share: existing.Share) -> str:
    """Say a share in per cent, or why there is none."""
    if share.hidden:
        return tell(HIDDEN)
    return per_cent(share.per_mille) if share.rated else tell(TOO_FEW)


def sure_of(survey: Survey, every: Mapping[K, existing.Share]) -> dict[K, str]:
    """Return how sure each of some shares is, in a population of so many where it is told."""
    told_of = [share for share in every.values() if share.rated]
    found = shares.share.each(
        [min(round(one.count), one.base) for one in told_of], [one.base for one in told_of],
        [survey.population if one.base <= (survey.population or 0) else None for one in told_of],
        proportion=[min(one.count / one.base, 1.0) for one in told_of],
    )  # fmt: skip
    return dict.fromkeys(every, "") | dict(
        zip((key for key in every if every[key].rated), map(_interval, found), strict=True)
    )


def _interval(one: shares.Share) -> str:
    if one.low is None or one.high is None:
        return _(N_("alle har svaret")) if one.everybody else ""
    return f"{number(one.low, 1)}–{number(one.high, 1)} %"

"""Earlier surveys by others beside the results of one that was held here: the same questions and people alone."""

from typing import Any

from engine.text import N_
from webui.mapping.earlier_shares import share_said, sure_of
from webui.mapping.outcomes import Outcome
from webui.saying.language import _, number, short_day, tell
from webui.visit.db import session
from workflows.tryghedsnetvaerk.mapping.survey import existing
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE, Survey

HERE = N_("Denne undersøgelse")


def shown(survey: Survey, outcome: Outcome) -> dict[str, Any]:
    """Return the table of what was asked before, and of each survey that is not in it why."""
    told = existing.list_before(session(), survey)
    beside = [one for one in told if one.insecure]
    sure = [sure_of(one.survey, one.insecure) for one in beside]
    items = [item for item in (*outcome.of(HEADLINE), *outcome.of(CONDITION))
             if any(item.id in one.insecure for one in beside)]  # fmt: skip
    rows = []
    for item in items:
        mine = outcome.insecure(item)
        others = [_cell(one.insecure.get(item.id), between.get(item.id, ""))
                  for one, between in zip(beside, sure, strict=True)]  # fmt: skip
        rows.append((mine["name"], [_said(mine["percent"] or mine["count"], mine["interval"], mine["base"]), *others]))
    return {
        "heads": [tell(HERE), *map(_named, beside)],
        "rows": rows,
        "apart": [(_named(one), " ".join(map(tell, one.reasons))) for one in told if one.reasons],
    }


def _named(one: existing.Before) -> str:
    whose = one.study.title or _(N_("undersøgelse {nr}"), nr=one.study.nr)
    return ", ".join(filter(None, [whose, short_day(one.study.fieldwork_until)]))


def _cell(share: existing.Share | None, between: str) -> str:
    if share is None:
        return "–"
    return _said(share_said(share), between, number(share.base)) if share.rated else share_said(share)


def _said(share: str, between: str, base: str) -> str:
    sure = f"{share} ({between})" if between else share
    return _(N_("{andel} af {antal}"), andel=sure, antal=base)

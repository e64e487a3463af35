"""How the versions of the agreement stand, what may be done with each, and what its page says beside its text."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import url_for

from engine.text import N_
from webui.page.frame import here, resolve
from webui.saying.language import _, ngettext, short_day, tell
from webui.saying.words import word
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from workflows.tryghedsnetvaerk.agreement import annex
from workflows.tryghedsnetvaerk.agreement.models import Agreement, Partner
from workflows.tryghedsnetvaerk.agreement.queries import (
    COMING,
    DRAFT,
    DROPPED,
    IN_FORCE,
    REPLACED,
    has_answered,
    is_unasked,
    list_partners,
    list_standing,
    was_asked,
)

CALLED = {
    "area": N_("områdets navn"),
    "anchor": N_("hvem netværket hører til hos"),
    "purpose": N_("netværkets formål"),
    "routes": N_("kontaktvejene"),
}
CODES = {"tilsluttet": "done", "nej": "ended"}


def standings() -> Mapping[int, str]:
    """Return how each version of the agreement stands, looked up once a request."""
    found: Mapping[int, str] = _once(
        "standings", lambda: list_standing(session(), here().row.id, here().state, today())
    )
    return found


def living() -> list[int]:
    """Return the numbers of the versions that were not dropped."""
    return sorted(nr for nr, stands in standings().items() if stands != DROPPED)


def any_agreed() -> bool:
    """Say whether any version was agreed."""
    return bool({COMING, IN_FORCE, REPLACED} & set(standings().values()))


def is_draft(row: Agreement) -> bool:
    """Say whether a version may still be written in."""
    return standings().get(row.nr) == DRAFT


def is_agreed(row: Agreement) -> bool:
    """Say whether a version was agreed."""
    return standings().get(row.nr) in (COMING, IN_FORCE, REPLACED)


def may_take_force(row: Agreement) -> bool:
    """Say whether a version waits for the day that it takes force; the first one takes it when step 6 is closed."""
    return is_draft(row) and row.in_force_on is None and any_agreed()


def may_ask_again(row: Agreement) -> bool:
    """Say whether partners of an earlier version still have to be asked about this one."""
    return is_draft(row) and any(is_to_be_asked(one) for one in _partners(row))


def is_to_be_asked(partner: Partner) -> bool:
    """Say whether a partner was taken over from an earlier version, and still has to be asked about this one."""
    return partner.agreement_nr > 1 and standings().get(partner.agreement_nr) == DRAFT and is_unasked(partner)


def is_waited_for(partner: Partner) -> bool:
    """Say whether a partner may still answer: of a version that was dropped, nobody's answer is waited for."""
    dropped = standings().get(partner.agreement_nr) == DROPPED
    return not (partner.answer or partner.left_on or dropped)


def may_succeed(row: Agreement) -> bool:
    """Say whether a new version may be begun: of what was agreed, or of what was asked about and lacks what is new.

    What is signed on paper has its text in a file: another one comes with a new version.
    """
    if row.nr != max(standings()):
        return False
    return is_agreed(row) or bool(_asked(row) and (row.ready_made or _changed(row)))


def costs(row: Agreement) -> tuple[str, str] | None:
    """Return what changing a version costs, before it is changed: how many partners have to be asked again."""
    asked, answers = _asked(row) if is_draft(row) else (), _answers(row)
    if not asked:
        return None
    told = N_("Ændrer I teksten, gemmes den som version {nr}. Svarene bliver stående ved version {foer}, og {igen}")
    if not answers:
        told = N_("Ændrer I teksten, gemmes den som version {nr}, og {igen}")
    dated = "" if any_agreed() else _(N_("Datoen kan I ændre, uden at nogen skal spørges."))
    return _have_answered(answers) if answers else _were_asked(asked), f"{_asked_again(row, told)} {dated}".strip()


def question(row: Agreement) -> str:
    """Return what is asked before a new version is begun; nothing where the old one goes on."""
    if not (is_draft(row) and _asked(row)):
        return ""
    if not _answers(row):
        return _asked_again(row, N_("Den nye version får nummer {nr}, og {igen}"))
    return _asked_again(row, N_("Svarene bliver stående ved version {foer}, og {igen}"))


def _asked_again(row: Agreement, text: str) -> str:
    again = sum(one.left_on is None for one in _partners(row))
    said = ngettext("%(num)s part skal spørges igen.", "%(num)s parter skal spørges igen.", again) % {"num": again}
    return tell(text, {"nr": row.nr + 1, "foer": row.nr, "igen": said})


def _have_answered(answers: Sequence[Partner]) -> str:
    count = len(answers)
    if all(one.answer for one in answers):
        said = ngettext("%(num)s part har svaret på denne version", "%(num)s parter har svaret på denne version", count)
    else:
        said = ngettext(
            "%(num)s part har svaret på denne version eller ladet fristen gå",
            "%(num)s parter har svaret på denne version eller ladet fristen gå", count,
        )  # fmt: skip
    return said % {"num": count}


def _were_asked(asked: Sequence[Partner]) -> str:
    count = len(asked)
    said = ngettext(
        "%(num)s part har en frist for at svare på denne version",
        "%(num)s parter har en frist for at svare på denne version", count,
    )  # fmt: skip
    return said % {"num": count}


def begun(row: Agreement) -> str:
    """Return what is said when a new version was begun."""
    if any_agreed():
        return _(N_("En ny version er begyndt. Den gamle gælder, til den nye træder i kraft."))
    return _(N_("Version {nr} er begyndt. Spørg parterne igen."), nr=row.nr)


def shown(row: Agreement | None) -> dict[str, Any]:
    """Return what is shown of one version; nothing for the list."""
    if row is None:
        return {}
    what = ", ".join(tell(CALLED[key]) for key in _changed(row))
    answers = _answers(row)
    names = resolve(f"organisation:{one.organisation_id}" for one in answers)
    return {
        "changed": _(N_("Ændret, siden parterne svarede: {hvad}"), hvad=what) if what else "",
        "newest": _newest(row) if standings().get(row.nr) == DROPPED else None,
        "answers": [
            {
                "who": names[f"organisation:{one.organisation_id}"],
                "code": CODES.get(one.answer, "ended"),
                "answer": word("partner_answer", one.answer) if one.answer else _(N_("Svarede ikke inden fristen")),
                "on": short_day(one.answered_on if one.answer else one.deadline),
            }
            for one in answers
        ],
    }


def _newest(row: Agreement) -> tuple[str, str]:
    nr = max(standings())
    return str(nr), url_for("records.show", slug=policy.access().slug, noun="aftale", nr=nr)


def _answers(row: Agreement) -> Sequence[Partner]:
    return [one for one in _partners(row) if has_answered(one, today())]


def _asked(row: Agreement) -> Sequence[Partner]:
    return [one for one in _partners(row) if was_asked(one, row)]


def _partners(row: Agreement) -> Sequence[Partner]:
    found: Sequence[Partner] = _once(f"partners:{row.id}", lambda: list_partners(session(), row))
    return found


def _changed(row: Agreement) -> tuple[str, ...]:
    found: tuple[str, ...] = _once(
        f"changed:{row.id}", lambda: () if standings().get(row.nr) == DROPPED else annex.changed_since(session(), row)
    )
    return found


def _once(what: str, look: Callable[[], Any]) -> Any:
    """Look something up once for this page, anew when the network is looked up anew."""
    known = here().known
    if what not in known:
        known[what] = look()
    return known[what]

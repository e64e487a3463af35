"""The form of the question banks: what is not asked yet, and what the crime figures propose to ask about."""

from typing import Any

from engine.text import N_
from webui.nouns.shape import Ticks
from webui.page.traced import Traced
from webui.saying.language import _
from webui.saying.words import WORDS
from webui.visit.db import session
from webui.visit.forms import choice, line, options
from workflows.tryghedsnetvaerk.mapping.survey import bank, proposals
from workflows.tryghedsnetvaerk.mapping.survey.models import KINDS, Questionnaire

WHY = N_("Hvorfor er det med?")
BANK_FIELDS = (
    ("ni", "nine"),
    ("seks", "six"),
    ("hoved", "headlines"),
    ("lignende", "similar"),
    ("baggrund", "persons"),
)


OTHER_REASON = {"provenance_note": N_("skal udfyldes, når I vælger »Andet«")}


class BankForm(Traced):
    """Questions out of the banks, and why they are asked."""

    watched = ("provenance_note",)
    whens = OTHER_REASON

    proposed = Ticks(
        N_("Foreslået ud fra kriminalitetstallene"),
        description=N_("De største og de mest stigende lovovertrædelser i området"),
    )
    nine = Ticks(N_("Metodens ni forhold"))
    six = Ticks(N_("Forhold, der ofte gør beboere utrygge"))
    headlines = Ticks(N_("Metodens tre hovedspørgsmål"))
    similar = Ticks(N_("Fra lignende undersøgelser"))
    persons = Ticks(N_("Om den, der svarer"))
    provenance = choice(WHY, list(WORDS["provenance"].items()), needed=True,
                        hint=N_("For de foreslåede er tallene selv grunden."))  # fmt: skip
    provenance_note = line(N_("Hvis andet: hvorfor?"))


def placed(asked: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return questions with new ones at the end of their own kind, so that background comes last."""
    found = list(asked)
    for one in new:
        until = KINDS.index(one["kind"])
        at = max((index for index, old in enumerate(found, 1) if KINDS.index(old["kind"]) <= until), default=0)
        found.insert(at, one)
    return found


def with_banks(form: Any, paper: Questionnaire) -> Any:
    """Let a form offer what is not asked yet; a bank that is asked whole is not shown."""
    asked = {item.code for item in paper.items}
    if offered := list_proposed(paper):
        form.proposed.choices = options((one.text, _said_of(one)) for one in offered)
    else:
        del form.proposed
    for name, field in BANK_FIELDS:
        left = [one for one in bank.BANKS[name] if one.code not in asked and (name == one.bank)]
        if left:
            form[field].choices = options((one.code, one.text) for one in left)
        else:
            del form[field]
    return form


def list_proposed(paper: Questionnaire) -> list[proposals.Proposal]:
    """Return what the figures propose that is not asked yet."""
    found = proposals.list_proposals(session(), paper.network_id, paper.asks)
    return [one for one in found if not one.asked]


def _said_of(one: proposals.Proposal) -> str:
    if one.before is None:
        return _(N_("{hvad}: {antal} anmeldelser"), hvad=one.text, antal=one.newest)
    return _(N_("{hvad}: {antal} anmeldelser, {foer} året før"), hvad=one.text, antal=one.newest, foer=one.before)

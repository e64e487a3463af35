"""Step 6: the partners that are asked about a version of the agreement."""

from collections.abc import Mapping
from typing import Any

from flask_login import current_user

from engine.commands import Command
from engine.errors import BadInput
from engine.people.actions import add_organisation
from engine.people.models import Kind
from engine.people.queries import find_organisation_by_name
from engine.records import get, list_all
from engine.text import N_
from webui.nouns import agreed
from webui.nouns.choosing import (
    NEITHER,
    NOT_LISTED,
    OF_NEW,
    ONE_OF_TWO,
    chosen_organisation,
    kind_of_new,
    name_of_new,
    organisation_rules,
    organisations,
)
from webui.nouns.shape import Line, Noun, optional_id
from webui.page.frame import resolve
from webui.saying.language import _, excerpt, short_day, tell
from webui.saying.words import choices, word
from webui.visit.clock import now
from webui.visit.db import session
from webui.visit.forms import Form, Rule, choice, day, in_order, options, prose, said_when
from workflows.tryghedsnetvaerk.agreement import partners
from workflows.tryghedsnetvaerk.agreement.models import Partner
from workflows.tryghedsnetvaerk.agreement.queries import DROPPED
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup


class PartnerForm(Form):
    """A partner of the agreement."""

    rules = (
        *organisation_rules(),
        Rule(
            "answered_on",
            lambda f: not f.answer.data or bool(f.answered_on.data),
            N_("Skriv, hvornår de svarede."),
        ),
        in_order("asked_on", "deadline", N_("Fristen kan ikke ligge, før de blev spurgt.")),
        in_order("asked_on", "answered_on", N_("Svaret kan ikke være kommet, før de blev spurgt.")),
        in_order("answered_on", "left_on", N_("De kan ikke være trådt ud, før de svarede.")),
    )
    whens = said_when(
        organisation_id=ONE_OF_TWO,
        new_organisation=NOT_LISTED,
        new_kind=OF_NEW,
        deadline=N_("skal udfyldes, når de ikke svarer"),
        answered_on=N_("skal udfyldes, når de har svaret"),
    )
    organisation_id = choice(N_("Organisation"), (), coerce=optional_id)
    new_organisation = name_of_new()
    new_kind = kind_of_new()
    agreement_nr = choice(N_("Hvilken version af aftalen?"), (), coerce=int)
    contribution = prose(N_("Hvad bidrager de med?"), rows=3)
    asked_on = day(N_("Spurgt den"), past=True)
    deadline = day(
        N_("Frist for svar"),
        hint=N_("Er fristen gået uden svar, begynder netværket uden dem. De kan altid komme med senere."),
    )
    answer = choice(N_("Svar"), choices("partner_answer"))
    answered_on = day(N_("Svaret den"), past=True)
    left_on = day(N_("Trådt ud den"), past=True, hint=N_("Man behøver ikke at sige hvorfor."))  # fmt: skip


def partners_to_be(form: Any, here: Any) -> None:
    """Fill the choices of organisations, the groups that said yes last; and of versions, where there are several."""
    organisations(form, here)
    joining = [row for row in list_all(session(), ProfessionalGroup, here.row.id) if row.answer == "ja"]
    known = {label.label for label in form.organisation_id.choices}
    form.organisation_id.choices += options(
        (-row.nr, _("Faggruppe: {navn}", navn=row.name)) for row in joining
        if row.choice in CHOSEN and row.name not in known
    )  # fmt: skip
    own = {form.agreement_nr.data} & set(agreed.standings())
    versions = sorted(own.union(agreed.living()), reverse=True)
    if len(versions) < 2:
        del form.agreement_nr
    else:
        form.agreement_nr.choices = options((str(nr), _("Version {nr}", nr=nr)) for nr in versions)


def organisation_of_group(session: Any, network_id: int, nr: int) -> int:
    """Return the organisation that a group of professionals joins as; it is written down when it is not known."""
    row = get(session, ProfessionalGroup, network_id, nr)
    found = find_organisation_by_name(session, row.name)
    kind = {"privat": Kind.PRIVAT, "frivillig": Kind.FORENING}.get(row.sector, Kind.ANDET)
    return (found or add_organisation(session, actor=current_user.person_id, now=now(), name=row.name, kind=kind)).id


def save_partner(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a partner, with a new organisation when one was written."""
    written = dict(values)
    written["organisation_id"] = chosen_organisation(written)
    if (chosen := written["organisation_id"]) and chosen < 0:
        written["organisation_id"] = organisation_of_group(session, command.process_id, -chosen)
    if written["organisation_id"] is None:
        raise BadInput(NEITHER, page="#organisation_id")
    return partners.save_partner(session, command, nr, written, seen=seen)


def partner_line(row: Partner) -> Line:
    """Say a partner in its list."""
    reference = f"organisation:{row.organisation_id}"
    name = resolve([reference])[reference]
    deadline = _("Frist {dato}", dato=short_day(row.deadline)) if row.deadline and not row.answer else ""
    version = _("Version {nr}", nr=row.agreement_nr) if len(agreed.standings()) > 1 else ""
    if agreed.standings().get(row.agreement_nr) == DROPPED:
        said = N_("Svar på version {nr}: {svar}") if row.answer else N_("Svarede ikke på version {nr}")
        answer = word("partner_answer", row.answer)
        return Line(name, excerpt(row.contribution), tell(said, {"nr": row.agreement_nr, "svar": answer}), "ended")
    if row.left_on:
        return Line(
            name,
            " · ".join(filter(None, [version, excerpt(row.contribution)])),
            _("Trådt ud {dato}", dato=short_day(row.left_on)),
            "ended",
        )
    sub = " · ".join(filter(None, [version, excerpt(row.contribution), deadline]))
    return Line(name, sub, word("partner_answer", row.answer),
                {"tilsluttet": "done", "nej": "ended"}.get(row.answer, "waiting"))  # fmt: skip


NOUNS = (
    Noun(
        key="parter", model=Partner, form=PartnerForm, title=N_("Parterne i aftalen"), one=N_("Part"),
        new=N_("Tilføj en part"), nothing=N_("Ingen er spurgt om at være med i aftalen endnu."), task="aftalemoede",
        tab="aftale", line=partner_line,
        mentions=lambda row: (f"organisation:{row.organisation_id}",), prepare=partners_to_be, save=save_partner,
        order=lambda row: (-row.agreement_nr, row.nr), values=lambda row: {"agreement_nr": row.agreement_nr},
        editable=lambda row: agreed.standings().get(row.agreement_nr) != DROPPED,
    ),
)  # fmt: skip

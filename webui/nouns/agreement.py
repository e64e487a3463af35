"""Step 6: agreement, partners, routes."""

from collections.abc import Mapping
from typing import Any

from engine.commands import Command
from engine.errors import BadInput, NotAllowed
from engine.people.models import KINDS
from engine.records import add, edit, list_all
from engine.text import N_
from webui.db import session
from webui.forms import Form, choice, day, line, mail, options, prose, tick
from webui.frame import here, resolve
from webui.language import _, short_day
from webui.nouns.network import chosen_organisation, organisations
from webui.nouns.shape import Line, Noun, optional_id
from webui.words import choices, word
from workflows.tryghedsnetvaerk.agreement.models import PARTS, Agreement, Partner, Route
from workflows.tryghedsnetvaerk.mapping.models import Problem


class AgreementForm(Form):
    """The agreement."""

    ready_made = tick(
        N_("Aftalen er underskrevet på papir og vedhæftes"),
        hint=N_("Så behøver I ikke at skrive formål, indhold og forankring her."),
    )
    purpose = prose(N_("Formål"))
    content = prose(N_("Indhold og form"))
    anchoring = prose(N_("Organisatorisk forankring"), rows=3)
    how_often = line(N_("Hvor ofte mødes netværket?"))
    place = line(N_("Hvor?"))
    convener = line(N_("Hvem indkalder?"))
    concern_answer = prose(
        N_("Hvad betyder samarbejdet for fagpersonernes forhold til beboerne?"),
        hint=N_("Fagpersonerne har ofte denne bekymring. Skriv det svar, I er blevet enige om."),
    )
    in_force_on = day(
        N_("Gælder fra"),
        hint=N_("Evalueringen kommer et år efter denne dato. Uden en dato regnes året fra den dag, trin 6 lukkes."),
    )


def save_agreement(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write the one agreement of a network."""
    if nr is None:
        if list_all(session, Agreement, command.process_id):
            raise NotAllowed(N_("Der er allerede en aftale. Ret i den."))
        return add(session, command, Agreement, values)
    return edit(session, command, Agreement, nr, values, seen=seen)


def agreement_line(row: Agreement) -> Line:
    """Say the agreement in its list."""
    filled = sum(bool(getattr(row, part)) for part in PARTS)
    state = _("Gælder fra {dato}", dato=short_day(row.in_force_on)) if row.in_force_on else _("Ingen dato endnu")
    if not row.in_force_on and (due := here().year_on):
        state = _("Ingen dato endnu. Evalueringen {dato} regnes fra den dag, trin 6 blev lukket", dato=short_day(due))
    return Line(_("Samarbejdsaftalen"), _("{antal} af 6 dele er skrevet", antal=filled), state,
                "done" if row.in_force_on and filled == len(PARTS) else "active")  # fmt: skip


class PartnerForm(Form):
    """A partner of the agreement."""

    organisation_id = choice(N_("Organisation"), (), coerce=optional_id)
    new_organisation = line(N_("Eller skriv en ny organisation"), most=120)
    new_kind = choice(
        N_("Hvilken slags er den nye organisation?"), [("", N_("Ingen ny")), *((str(k), t) for k, t in KINDS.items())]
    )
    contribution = prose(N_("Hvad bidrager de med?"), rows=3)
    asked_on = day(N_("Spurgt den"))
    deadline = day(
        N_("Frist for svar"),
        hint=N_("Er fristen gået uden svar, begynder netværket uden dem. De kan altid komme med senere."),
    )
    answer = choice(N_("Svar"), choices("partner_answer"))
    answered_on = day(N_("Svaret den"))
    left_on = day(N_("Trådt ud den"), hint=N_("Man behøver ikke at sige hvorfor."))  # fmt: skip


def save_partner(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a partner, with a new organisation when one was written."""
    written = dict(values)
    written["organisation_id"] = chosen_organisation(written)
    if written["organisation_id"] is None:
        raise BadInput(N_("Vælg en organisation, eller skriv en ny."))
    if nr is None:
        return add(session, command, Partner, written)
    return edit(session, command, Partner, nr, written, seen=seen)


def partner_line(row: Partner) -> Line:
    """Say a partner in its list."""
    reference = f"organisation:{row.organisation_id}"
    name = resolve([reference])[reference]
    deadline = _("Frist {dato}", dato=short_day(row.deadline)) if row.deadline and not row.answer else ""
    if row.left_on:
        return Line(name, row.contribution[:140], _("Trådt ud {dato}", dato=short_day(row.left_on)), "ended")
    return Line(name, " · ".join(filter(None, [row.contribution[:140], deadline])), word("partner_answer", row.answer),
                {"tilsluttet": "done", "nej": "ended"}.get(row.answer, "waiting"))  # fmt: skip


class RouteForm(Form):
    """Whom to contact about a problem."""

    problem_id = choice(N_("Hvilket problem?"), (), coerce=optional_id)
    receiver = line(N_("Hvem kontakter man?"), needed=True, hint=N_("Person eller kontor"))
    channel = choice(N_("Hvordan?"), choices("route_channel"), needed=True)
    phone = line(N_("Telefon"), most=40, autocomplete="off")
    mail = mail(N_("Mail"), autocomplete="off")
    hours = line(N_("Hvornår?"), hint=N_("For eksempel hverdage 8–15"))
    needs = prose(N_("Hvad har modtageren brug for at vide?"), rows=3)


def problems(form: Any, here: Any) -> None:
    """Fill the choices of problems."""
    rows = [(str(p.id), p.what) for p in list_all(session(), Problem, here.row.id)]
    form.problem_id.choices = options([("", _("Alle andre henvendelser")), *rows])


def save_route(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a route."""
    must_be_ours(session, command.process_id, values["problem_id"])
    return add(session, command, Route, values) if nr is None else edit(session, command, Route, nr, values, seen=seen)


def must_be_ours(session: Any, network_id: int, problem_id: int | None) -> None:
    """Refuse a problem of another network."""
    if problem_id is not None and problem_id not in {p.id for p in list_all(session, Problem, network_id)}:
        raise BadInput(N_("Problemet findes ikke i dette netværk."))


def route_line(row: Route) -> Line:
    """Say a route in its list."""
    reference = f"problem:{row.problem_id}"
    name = resolve([reference]).get(reference) or _("Alle andre henvendelser")
    how = " ".join(filter(None, [word("route_channel", row.channel), row.phone or row.mail]))
    return Line(name, " · ".join(filter(None, [row.receiver, how, row.hours])))


NOUNS = (
    Noun(
        key="aftale", model=Agreement, form=AgreementForm, title=N_("Samarbejdsaftalen"), one=N_("Aftale"),
        new=N_("Begynd på aftalen"), nothing=N_("Der er ingen aftale endnu."), task="aftalemoede", tab="aftale",
        line=agreement_line, save=save_agreement, removable=False, only=lambda row: True,
        papers=lambda row: (("aftale", "pdf", N_("Aftalen som PDF")), ("aftale", "docx", N_("Aftalen som Word"))),
    ),
    Noun(
        key="parter", model=Partner, form=PartnerForm, title=N_("Parterne i aftalen"), one=N_("Part"),
        new=N_("Tilføj en part"), nothing=N_("Ingen er spurgt om at være med i aftalen endnu."), task="aftalemoede",
        tab="aftale", line=partner_line,
        mentions=lambda row: (f"organisation:{row.organisation_id}",), prepare=organisations, save=save_partner,
    ),
    Noun(
        key="kontaktveje", model=Route, form=RouteForm, title=N_("Hvem kontakter man?"), one=N_("Kontaktvej"),
        new=N_("Tilføj en kontaktvej"), nothing=N_("Der er ingen kontaktveje endnu."), task="udviklingsmoede",
        tab="aftale", line=route_line,
        mentions=lambda row: (f"problem:{row.problem_id}",), prepare=problems, save=save_route,
    ),
)  # fmt: skip

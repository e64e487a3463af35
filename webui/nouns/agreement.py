"""Step 6: agreement, partners, routes."""

from collections.abc import Mapping
from typing import Any

from flask import g
from flask_login import current_user

from engine.commands import Command
from engine.errors import BadInput
from engine.people.actions import add_organisation
from engine.people.models import KINDS, Kind
from engine.people.queries import find_organisation_by_name
from engine.records import add, edit, get, list_all
from engine.text import N_
from webui.clock import now, today
from webui.db import session
from webui.forms import Form, Rule, choice, day, in_order, line, mail, options, prose, said_when, tick
from webui.frame import here, resolve
from webui.language import _, short_day
from webui.nouns import agreed
from webui.nouns.network import NOT_LISTED, OF_NEW, chosen_organisation, organisations
from webui.nouns.shape import Line, Noun, Verb, optional_id
from webui.words import choices, word
from workflows.tryghedsnetvaerk.agreement import actions, partners
from workflows.tryghedsnetvaerk.agreement.models import PARTS, TEXTS, Agreement, Partner, Route
from workflows.tryghedsnetvaerk.agreement.queries import COMING, DRAFT, IN_FORCE, REPLACED, list_standing
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup
from workflows.tryghedsnetvaerk.mapping.models import Problem


class AgreementForm(Form):
    """The agreement."""

    whens = dict.fromkeys((*TEXTS, "in_force_on"), N_("senest når trin 6 lukkes"))
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


class ForceForm(Form):
    """The day from which an agreement holds."""

    on = day(N_("Gælder fra"), needed=True)


def standings() -> Mapping[int, str]:
    """Return how each version of the agreement stands, looked up once a request."""
    if "standings" not in g:
        g.standings = list_standing(session(), here().row.id, here().state, today())
    found: Mapping[int, str] = g.standings
    return found


def only_the_first_is_dated(form: Any, _here: Any) -> None:
    """Ask for a date only while there is one version; a later one takes force by a press."""
    if len(standings()) > 1:
        del form.in_force_on


def agreement_line(row: Agreement) -> Line:
    """Say a version of the agreement in its list."""
    filled, stands = sum(bool(getattr(row, part)) for part in PARTS), standings().get(row.nr, "")
    state = word("agreement_state", stands)
    if row.in_force_on and stands in (IN_FORCE, COMING):
        state = _("Gælder fra {dato}", dato=short_day(row.in_force_on))
    elif not row.in_force_on and row.nr == 1 and (due := here().year_on):
        state = _("Ingen dato endnu. Evalueringen {dato} regnes fra den dag, trin 6 blev lukket", dato=short_day(due))
    return Line(_("Samarbejdsaftalen, version {nr}", nr=row.nr), _("{antal} af 6 dele er skrevet", antal=filled), state,
                {IN_FORCE: "done", REPLACED: "ended", COMING: "ready"}.get(stands, "active"))  # fmt: skip


def is_draft(row: Agreement) -> bool:
    """Say whether a version may still be written in."""
    return standings().get(row.nr) == DRAFT


def change_date(session: Any, command: Command, row: Agreement, said: Mapping[str, Any]) -> Any:
    """Write another date from which a version holds; the next evaluation is planned by it."""
    return actions.save_agreement(session, command, row.nr, {"in_force_on": said["on"]})


class PartnerForm(Form):
    """A partner of the agreement."""

    rules = (
        Rule(
            "organisation_id",
            lambda f: bool(f.organisation_id.data or f.new_organisation.data),
            N_("Vælg en organisation, eller skriv en ny."),
        ),
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
        organisation_id=N_("vælg en, eller skriv en ny"),
        new_organisation=NOT_LISTED,
        new_kind=OF_NEW,
        deadline=N_("skal udfyldes, når de ikke svarer"),
        answered_on=N_("skal udfyldes, når de har svaret"),
    )
    organisation_id = choice(N_("Organisation"), (), coerce=optional_id)
    new_organisation = line(N_("Eller skriv en ny organisation"), most=120)
    new_kind = choice(
        N_("Hvilken slags er den nye organisation?"), [("", N_("Ingen ny")), *((str(k), t) for k, t in KINDS.items())]
    )
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
    versions = sorted(standings(), reverse=True)
    if len(versions) < 2:
        del form.agreement_nr
    else:
        form.agreement_nr.choices = options((nr, _("Version {nr}", nr=nr)) for nr in versions)


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
        raise BadInput(N_("Vælg en organisation, eller skriv en ny."), page="#organisation_id")
    return partners.save_partner(session, command, nr, written, seen=seen)


def partner_line(row: Partner) -> Line:
    """Say a partner in its list."""
    reference = f"organisation:{row.organisation_id}"
    name = resolve([reference])[reference]
    deadline = _("Frist {dato}", dato=short_day(row.deadline)) if row.deadline and not row.answer else ""
    version = _("Version {nr}", nr=row.agreement_nr) if len(standings()) > 1 else ""
    if row.left_on:
        return Line(
            name,
            " · ".join(filter(None, [version, row.contribution[:140]])),
            _("Trådt ud {dato}", dato=short_day(row.left_on)),
            "ended",
        )
    sub = " · ".join(filter(None, [version, row.contribution[:140], deadline]))
    return Line(name, sub, word("partner_answer", row.answer),
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
        raise BadInput(N_("Problemet findes ikke i dette netværk."), page="#problem_id")


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
        line=agreement_line, prepare=only_the_first_is_dated, removable=False, editable=is_draft,
        only=lambda row: row.nr == max(standings()), extra="records/_agreement.html", more=agreed.shown,
        save=lambda session, command, nr, values, seen: actions.save_agreement(session, command, nr, values, seen=seen),
        papers=lambda row: (("aftale", "pdf", N_("Aftalen som PDF")), ("aftale", "docx", N_("Aftalen som Word"))),
        verbs=(
            Verb(key="i-kraft", text=N_("Lad den træde i kraft"), form=ForceForm, kind="primary",
                 done=N_("Versionen er indgået. Den gamle gælder, til den nye træder i kraft."),
                 when=lambda row: row.nr > 1 and row.in_force_on is None,
                 act=lambda session, command, row, said: actions.put_in_force(session, command, row.nr, said["on"])),
            Verb(key="ny-version", text=N_("Lav en ny version"), leads_on=True,
                 done=N_("En ny version er begyndt. Den gamle gælder, til den nye træder i kraft."),
                 when=lambda row: not is_draft(row) and row.nr == max(standings()),
                 act=lambda session, command, row, said: actions.new_version(session, command, row.nr)),
            Verb(key="dato", text=N_("Ret datoen"), form=ForceForm, done=N_("Datoen er rettet."),
                 when=lambda row: not is_draft(row), act=change_date),
        ),
    ),
    Noun(
        key="parter", model=Partner, form=PartnerForm, title=N_("Parterne i aftalen"), one=N_("Part"),
        new=N_("Tilføj en part"), nothing=N_("Ingen er spurgt om at være med i aftalen endnu."), task="aftalemoede",
        tab="aftale", line=partner_line,
        mentions=lambda row: (f"organisation:{row.organisation_id}",), prepare=partners_to_be, save=save_partner,
    ),
    Noun(
        key="kontaktveje", model=Route, form=RouteForm, title=N_("Hvem kontakter man?"), one=N_("Kontaktvej"),
        new=N_("Tilføj en kontaktvej"), nothing=N_("Der er ingen kontaktveje endnu."), task="udviklingsmoede",
        tab="aftale", line=route_line,
        mentions=lambda row: (f"problem:{row.problem_id}",), prepare=problems, save=save_route,
    ),
)  # fmt: skip

"""Step 6: the agreement, and whom to contact about what."""

from collections.abc import Mapping
from typing import Any

from engine.commands import Command
from engine.errors import BadInput
from engine.records import add, edit, list_all
from engine.text import N_
from webui.nouns import agreed
from webui.nouns.shape import Line, Noun, Verb, optional_id
from webui.page.frame import here, resolve
from webui.saying.language import _, short_day
from webui.saying.words import choices, word
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, choice, day, line, mail, options, prose, tick
from workflows.tryghedsnetvaerk.agreement import actions, partners
from workflows.tryghedsnetvaerk.agreement.models import PARTS, TEXTS, Agreement, Route
from workflows.tryghedsnetvaerk.agreement.queries import COMING, DROPPED, IN_FORCE, REPLACED
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.network.approvals import WORKING_DAYS, working_days


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


def only_the_first_is_dated(form: Any, _here: Any) -> None:
    """Ask for a date until a version was agreed; a later one takes force by a press."""
    if agreed.any_agreed() or len(agreed.living()) > 1:
        del form.in_force_on


class AskForm(Form):
    """Until when the partners may answer."""

    deadline = day(
        N_("Frist for svar"),
        needed=True,
        hint=N_(
            "Tryghedsnet sender ikke noget. Giv parterne aftalen som PDF eller Word, og sig, hvornår I vil have svar."
        ),
    )


def ten_days(form: Any, _row: Any) -> None:
    """Suggest ten working days, as for other answers."""
    form.deadline.data = form.deadline.data or working_days(today(), WORKING_DAYS)


def agreement_line(row: Agreement) -> Line:
    """Say a version of the agreement in its list."""
    filled, stands = sum(bool(getattr(row, part)) for part in PARTS), agreed.standings().get(row.nr, "")
    state = word("agreement_state", stands)
    if row.in_force_on and stands in (IN_FORCE, COMING):
        state = _("Gælder fra {dato}", dato=short_day(row.in_force_on))
    elif not row.in_force_on and row.nr == agreed.living()[0] and (due := here().year_on):
        state = _("Ingen dato endnu. Evalueringen {dato} regnes fra den dag, trin 6 blev lukket", dato=short_day(due))
    code = {IN_FORCE: "done", REPLACED: "ended", DROPPED: "ended", COMING: "ready"}.get(stands, "active")
    parts = _("{antal} af 6 dele er skrevet", antal=filled)
    return Line(_("Samarbejdsaftalen, version {nr}", nr=row.nr), parts, state, code)


def change_date(session: Any, command: Command, row: Agreement, said: Mapping[str, Any]) -> Any:
    """Write another date from which a version holds; the next evaluation is planned by it."""
    return actions.save_agreement(session, command, row.nr, {"in_force_on": said["on"]})


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
        line=agreement_line, prepare=only_the_first_is_dated, removable=False, editable=agreed.is_draft,
        only=lambda row: row.nr == max(agreed.standings()), extra="records/_agreement.html", more=agreed.shown,
        save=lambda session, command, nr, values, seen: actions.save_agreement(session, command, nr, values, seen=seen),
        papers=lambda row: (("aftale", "pdf", N_("Aftalen som PDF")), ("aftale", "docx", N_("Aftalen som Word"))),
        costs=agreed.costs, order=lambda row: -row.nr,
        verbs=(
            Verb(key="spoerg-igen", text=N_("Spørg parterne igen"), form=AskForm, kind="primary", prepare=ten_days,
                 done=N_("Det er skrevet, at parterne er spurgt i dag. Giv dem aftalen, og skriv deres svar ind."),
                 when=agreed.may_ask_again, act=lambda session, command, row, said: partners.ask_again(
                     session, command, row.nr, said["deadline"])),
            Verb(key="i-kraft", text=N_("Lad den træde i kraft"), form=ForceForm, kind="primary",
                 done=N_("Versionen er indgået. Den gamle gælder, til den nye træder i kraft."),
                 when=agreed.may_take_force,
                 act=lambda session, command, row, said: actions.put_in_force(session, command, row.nr, said["on"])),
            Verb(key="ny-version", text=N_("Lav en ny version"), leads_on=True, confirm=agreed.question,
                 done=agreed.begun, when=agreed.may_succeed,
                 act=lambda session, command, row, said: actions.new_version(session, command, row.nr)),
            Verb(key="dato", text=N_("Ret datoen"), form=ForceForm, done=N_("Datoen er rettet."),
                 when=agreed.is_agreed, act=change_date),
        ),
    ),
    Noun(
        key="kontaktveje", model=Route, form=RouteForm, title=N_("Hvem kontakter man?"), one=N_("Kontaktvej"),
        new=N_("Tilføj en kontaktvej"), nothing=N_("Der er ingen kontaktveje endnu."), task="udviklingsmoede",
        tab="aftale", line=route_line,
        mentions=lambda row: (f"problem:{row.problem_id}",), prepare=problems, save=save_route,
    ),
)  # fmt: skip

"""Step 3: the groups of professionals."""

from collections.abc import Mapping
from typing import Any

from engine.records import get, list_all
from engine.text import N_
from webui.nouns import groups
from webui.nouns.seats import fresh_yes
from webui.nouns.shape import Line, Noun, Ticks
from webui.saying.language import _, excerpt
from webui.saying.words import choices, group_name, word
from webui.visit import forms
from webui.visit.db import session
from webui.visit.forms import Form, Rule, day, group, in_order, line, options, prose, said_when, tick
from workflows.tryghedsnetvaerk.composition import actions
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.mapping.models import Problem


class GroupForm(Form):
    """A group, chosen or not, and what its leader answered."""

    rules = (
        Rule(
            "reason",
            lambda f: f.choice.data != "nej" or bool(f.reason.data),
            N_("Skriv, hvorfor gruppen ikke skal med."),
        ),
        Rule(
            "contacted_on",
            lambda f: bool(f.contacted_on.data) or not f.reminded_on.data,
            N_("Skriv, hvornår lederen blev kontaktet."),
        ),
        Rule(
            "reminded_on",
            lambda f: f.answer.data != "intet_svar" or bool(f.reminded_on.data),
            N_("»Intet svar« kræver datoen for påmindelsen."),
        ),
        Rule(
            "reminded_on",
            lambda f: not (f.contacted_on.data and f.reminded_on.data) or f.contacted_on.data < f.reminded_on.data,
            N_("Påmindelsen skal være en senere dag end den første kontakt."),
        ),
        Rule(
            "answered_on",
            lambda f: f.answer.data in (None, "", "intet_svar") or bool(f.answered_on.data),
            N_("Skriv, hvornår de svarede."),
        ),
        in_order("contacted_on", "answered_on", N_("Svaret kan ikke være kommet, før de blev kontaktet.")),
    )
    whens = said_when(
        reason=N_("skal udfyldes, når I har taget stilling"),
        leader=N_("skal udfyldes for en gruppe, der skal med"),
        contacted_on=N_("skal udfyldes for en gruppe, der skal med"),
        reminded_on=N_("skal udfyldes, når svaret er »Intet svar«"),
        answered_on=N_("skal udfyldes, når de har svaret"),
    )
    name = group(N_("Faggruppe"), needed=True)
    sector = forms.choice(
        N_("Offentlig, privat eller frivillig?"),
        choices("sector"),
        needed=True,
        hint=N_("Reglerne er forskellige for de tre."),
    )
    choice = forms.choice(N_("Skal gruppen med?"), choices("choice"), hint=N_("Er I i tvivl, så tag gruppen med."))
    reason = prose(N_("Hvorfor, eller hvorfor ikke?"), rows=3)
    problems = Ticks(N_("Hvilke problemer er gruppen tæt på?"), choices=[])
    regular_contact = tick(N_("Har jævnlig kontakt med beboere, der er utrygge"))
    leader = line(N_("Leder, ejer eller kontaktperson"))
    leader_mail = forms.mail(N_("Mail"), autocomplete="off")
    leader_phone = line(N_("Telefon"), most=40, autocomplete="off")
    number_agreed_on = day(
        N_("Har selv sagt ja til at stå med sit nummer på telefon- og maillisten, den"),
        hint=N_("Uden et ja trykkes nummeret ikke."),
        past=True,
    )
    contacted_on = day(N_("Kontaktet den"), past=True)
    reminded_on = day(N_("Påmindet den"), past=True)
    answer = forms.choice(N_("Svar"), choices("group_answer"))
    answered_on = day(N_("Svaret den"), past=True)
    reservation = prose(N_("Forbehold, og hvad I svarede"), rows=3)


def problems_near(form: Any, here: Any) -> None:
    """Fill the choices of problems."""
    form.problems.choices = options([(str(p.nr), p.what) for p in list_all(session(), Problem, here.row.id)])


def group_values(row: ProfessionalGroup) -> Mapping[str, Any]:
    """Return the numbers of the problems that a group is near."""
    return {"problems": ",".join(str(problem.nr) for problem in row.problems)}


def save_group(session: Any, command: Any, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a group."""
    near = [number for number in values["problems"].split(",") if number]
    written = {**values, "problems": near}
    if (
        nr is not None
        and (before := get(session, ProfessionalGroup, command.process_id, nr)).leader != values["leader"]
    ):
        written["number_agreed_on"] = fresh_yes(before, values)
    return actions.save_group(session, command, nr, written, seen=seen)


def group_line(row: ProfessionalGroup) -> Line:
    """Say a group in its list."""
    sub = " · ".join(filter(None, [word("sector", row.sector), row.leader, excerpt(row.reason, 120)]))
    if row.choice not in ("ja", "tvivl"):
        return Line(group_name(row.name), sub, word("choice", row.choice), "prepare")
    code = "done" if row.answer == "ja" else "waiting" if row.contacted_on and not row.answer else "active"
    state = word("group_answer", row.answer) if row.contacted_on else _("Ikke kontaktet")
    if row.answer == "intet_svar" and not row.reminded_on:
        state, code = _("Intet svar, men datoen for påmindelsen mangler"), "active"
    return Line(group_name(row.name), sub, state, code)


NOUNS = (
    Noun(
        key="faggrupper", model=ProfessionalGroup, form=GroupForm, title=N_("Faggrupper"), one=N_("Faggruppe"),
        new=N_("Tilføj en faggruppe"), nothing=N_("Ingen faggrupper endnu."), task="fagpersoner", tab="deltagere",
        line=group_line, prepare=problems_near, values=group_values, save=save_group,
        extra="records/_catalogue.html", more=groups.shown,
    ),
)  # fmt: skip

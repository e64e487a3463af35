"""Step 1: need, stakeholders, steering group, residents."""

from collections.abc import Mapping
from typing import Any

from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.records import add, edit, list_all
from engine.text import N_
from webui.clock import today
from webui.forms import Form, Rule, choice, day, in_order, line, prose, said_when, tick
from webui.frame import resolve
from webui.language import _, excerpt, short_day
from webui.nouns.choosing import (
    NOT_LISTED,
    OF_NEW,
    chosen_organisation,
    kind_of_new,
    name_of_new,
    organisation_rules,
    organisations,
)
from webui.nouns.questions import unanswered
from webui.nouns.shape import Line, Noun, Ticks, optional_id
from webui.words import choices, word
from workflows.tryghedsnetvaerk.network.models import (
    Need,
    ResidentDiscussion,
    ResidentInformation,
    Stakeholder,
)


class NeedForm(Form):
    """A need and its grounds."""

    rise = tick(N_("Den registrerede kriminalitet er steget"))
    insecurity = tick(N_("Beboere har tydeligt sagt, at de er utrygge"))
    found_by = choice(N_("Hvem har set behovet?"), choices("found_by"), needed=True)
    found_on = day(N_("Hvornår?"), past=True, needed=True)
    grounds = prose(N_("Hvad bygger det på?"), needed=True,
                    hint=N_("For eksempel tal, en periode og en kilde. Skriv ikke om enkeltpersoner."))  # fmt: skip


def need_line(row: Need) -> Line:
    """Say a need in its list."""
    return Line(word("found_by", row.found_by), excerpt(row.grounds, 160), short_day(row.found_on))


class StakeholderForm(Form):
    """Somebody asked to take part."""

    rules = (
        *organisation_rules(without=lambda f: f.answer.data == "findes_ikke"),
        Rule(
            "organisation_id",
            lambda f: f.answer.data != "findes_ikke" or not (f.organisation_id.data or f.new_organisation.data),
            N_(
                "Svaret er »Findes ikke her«. Vælg »Ingen valgt« på listen, og slet det, der står om en ny – eller "
                "vælg et andet svar."
            ),
        ),
        Rule(
            "contacted_on",
            lambda f: f.answer.data != "intet_svar" or bool(f.contacted_on.data),
            N_("»Intet svar« kræver datoen for den første henvendelse."),
        ),
        Rule(
            "contacted_again_on",
            lambda f: f.answer.data != "intet_svar" or bool(f.contacted_again_on.data),
            N_("»Intet svar« kræver datoen for den anden henvendelse."),
        ),
        Rule(
            "contacted_again_on",
            lambda f: (
                not (f.contacted_on.data and f.contacted_again_on.data)
                or f.contacted_on.data < f.contacted_again_on.data
            ),
            N_("Den anden henvendelse skal være en senere dag end den første."),
        ),
        Rule(
            "answered_on",
            lambda f: f.answer.data in (None, "", "intet_svar", "findes_ikke") or bool(f.answered_on.data),
            N_("Skriv, hvornår de svarede."),
        ),
        in_order("contacted_on", "answered_on", N_("Svaret kan ikke være kommet, før de blev kontaktet.")),
        Rule(
            "conditions",
            lambda f: f.answer.data != "betinget" or bool(f.conditions.data),
            N_("Skriv, hvilke betingelser de stiller."),
        ),
    )
    whens = said_when(
        organisation_id=N_("vælg en, eller skriv en ny; ikke når svaret er »Findes ikke her«"),
        new_organisation=NOT_LISTED,
        new_kind=OF_NEW,
        contacted_on=N_("skal udfyldes, når svaret er »Intet svar«"),
        contacted_again_on=N_("skal udfyldes, når svaret er »Intet svar«"),
        answered_on=N_("skal udfyldes, når de har svaret"),
        conditions=N_("skal udfyldes, når de siger ja på betingelser"),
    )
    kind = choice(
        N_("Hvem er det?"), choices("stakeholder"), needed=True,
        hint=N_("Boligforeningen er den boligorganisation eller afdeling, området hører til."),
    )  # fmt: skip
    organisation_id = choice(N_("Organisation"), (), coerce=optional_id)
    new_organisation = name_of_new()
    new_kind = kind_of_new()
    contact = line(N_("Kontaktperson"), hint=N_("Navn og funktion"))
    contacted_on = day(N_("Kontaktet første gang"), past=True)
    contacted_again_on = day(
        N_("Kontaktet anden gang"), past=True, hint=N_("Svarer de ikke, så kontakt dem en gang til.")
    )
    contacted_by = line(N_("Kontaktet af"))
    answer = choice(N_("Svar"), choices("answer"))
    answered_on = day(N_("Svaret den"), past=True)
    conditions = prose(N_("Betingelser eller begrundelse"), rows=3)


def save_stakeholder(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None
) -> Stakeholder:
    """Write a stakeholder, with a new organisation when one was written."""
    written = dict(values)
    written["organisation_id"] = chosen_organisation(written)
    if written["organisation_id"]:
        must_be_first(session, command, nr, written)
    if nr is None:
        return add(session, command, Stakeholder, written)
    return edit(session, command, Stakeholder, nr, written, seen=seen)


def must_be_first(session: Session, command: Command, nr: int | None, written: Mapping[str, Any]) -> None:
    """Refuse an organisation that is asked already in the same part."""
    for other in list_all(session, Stakeholder, command.process_id):
        if (other.organisation_id, other.kind) == (written["organisation_id"], written["kind"]) and other.nr != nr:
            raise BadInput(
                N_("Organisationen er der allerede som nummer {nr}. Ret i den."),
                page=f"interessenter:{other.nr}:ret",
                nr=other.nr,
            )


def stakeholder_line(row: Stakeholder) -> Line:
    """Say a stakeholder in its list."""
    reference = f"organisation:{row.organisation_id}"
    name = resolve([reference]).get(reference) or word("stakeholder", row.kind)
    sub = " · ".join(filter(None, [
        word("stakeholder", row.kind), row.contact,
        _("Kontaktet {dato}", dato=short_day(row.contacted_on)) if row.contacted_on else _("Ikke kontaktet"),
    ]))  # fmt: skip
    code = "done" if row.answer else "waiting" if row.contacted_on else ""
    return Line(name, sub, word("answer", row.answer), code)


class InformationForm(Form):
    """A message to the residents."""

    channel = choice(N_("Hvor fik beboerne det at vide?"), choices("channel"), needed=True)
    informed_on = day(N_("Dato"), past=True, needed=True)
    text = prose(
        N_("Hvad stod der?"),
        needed=True,
        rows=8,
        hint=N_("Når I henter eller viser opslaget herfra, kommer teksten »Hvad netværket ikke er« altid med."),
    )
    languages = Ticks(N_("Sprog"), choices=choices("language"), default=["da"])
    limits_told = tick(N_("Teksten »Hvad netværket ikke er« er med i det, beboerne fik"))  # fmt: skip


def information_line(row: ResidentInformation) -> Line:
    """Say a message in its list."""
    languages = ", ".join(word("language", code) for code in row.languages.split(",") if code)
    return Line(word("channel", row.channel), f"{excerpt(row.text, 120)} · {languages}", short_day(row.informed_on))


class DiscussionForm(Form):
    """An occasion to discuss."""

    rules = (
        Rule(
            "on",
            lambda f: f.state.data != "holdt" or not f.on.data or f.on.data <= today(),
            N_("Drøftelsen kan ikke være holdt på en dag, der ikke er kommet."),
        ),
    )
    what = line(N_("Hvad er anledningen?"), needed=True, hint=N_("For eksempel afdelingsmøde eller sommerfest"))
    on = day(N_("Dato"), needed=True)
    state = choice(N_("Er det indkaldt eller holdt?"), choices("talk"), needed=True)
    together_with = line(N_("I forbindelse med"))
    outcome = prose(N_("Hvad kom der ud af det?"), hint=N_("I almindelige vendinger, uden navne"))


def discussion_line(row: ResidentDiscussion) -> Line:
    """Say a discussion in its list."""
    code = "done" if row.state == "holdt" else "waiting"
    return Line(
        row.what, excerpt(row.outcome, 160) or row.together_with, f"{word('talk', row.state)} {short_day(row.on)}", code
    )


NOUNS = (
    Noun(
        key="behov", model=Need, form=NeedForm, title=N_("Behovet"), one=N_("Behov"), new=N_("Beskriv et behov"),
        nothing=N_("Der er ikke beskrevet noget behov endnu."), task="interesse", tab="overblik", line=need_line,
        start=lambda: {"found_on": today()},
    ),
    Noun(
        key="interessenter", model=Stakeholder, form=StakeholderForm, title=N_("Interessenter"),
        one=N_("Interessent"), new=N_("Tilføj en interessent"),
        nothing=N_("Ingen er spurgt endnu. Begynd med kommunen og boligforeningen."), task="interesse",
        tab="deltagere", line=stakeholder_line,
        mentions=lambda row: (f"organisation:{row.organisation_id}",), prepare=organisations, save=save_stakeholder,
    ),
    Noun(
        key="beboere", model=ResidentInformation, form=InformationForm, title=N_("Information til beboerne"),
        one=N_("Besked"), new=N_("Skriv en besked ind"), nothing=N_("Beboerne har ikke fået besked endnu."),
        task="kommunikation", tab="beboere", line=information_line,
        start=lambda: {"informed_on": today(), "languages": "da"}, extra="records/_questions.html", more=unanswered,
        papers=lambda row: (("opslag", "pdf", N_("Opslag som PDF")), ("opslag", "docx", N_("Opslag som Word"))),
    ),
    Noun(
        key="droeftelser", model=ResidentDiscussion, form=DiscussionForm, title=N_("Drøftelser med beboerne"),
        one=N_("Drøftelse"), new=N_("Tilføj en drøftelse"), nothing=N_("Der er ikke sat en dato endnu."),
        task="kommunikation", tab="beboere", line=discussion_line, extra="records/_questions.html", more=unanswered,
    ),
)  # fmt: skip

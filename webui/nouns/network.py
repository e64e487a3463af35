"""Step 1: need, stakeholders, steering group, residents."""

from collections.abc import Mapping
from typing import Any, cast

from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.people.models import KINDS, Kind, Organisation
from engine.records import add, edit, list_all
from engine.text import N_
from webui.nouns.choosing import (
    NOT_LISTED,
    OF_NEW,
    chosen_organisation,
    kind_of_new,
    name_of_new,
    organisation_rules,
    organisations,
)
from webui.nouns.contributions import of_each
from webui.nouns.shape import Line, Noun, optional_id
from webui.page.frame import here, resolve
from webui.page.traced import Traced
from webui.saying.language import _, excerpt, short_day, tell
from webui.saying.words import choices, unchosen, word
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Rule, choice, day, in_order, line, prose, said_when, tick
from workflows.tryghedsnetvaerk.network.attachments import list_attached
from workflows.tryghedsnetvaerk.network.models import (
    Attachment,
    Need,
    Stakeholder,
)


class NeedForm(Traced):
    """A need and its grounds."""

    watched = ("grounds", "area_because", "figures", "period", "source")
    rules = (
        Rule(
            "rise",
            lambda f: bool(f.rise.data or f.insecurity.data or f.other.data),
            N_("Sæt mindst ét kryds: Hvad viser, at der er et behov?"),
        ),
        Rule("period", lambda f: not f.figures.data or bool(f.period.data), N_("Skriv tallenes periode.")),
        Rule("source", lambda f: not f.figures.data or bool(f.source.data), N_("Skriv, hvor tallene kommer fra.")),
    )
    whens = said_when(
        rise=N_("mindst ét af de tre krydser"),
        period=N_("skal udfyldes, når der er tal"),
        source=N_("skal udfyldes, når der er tal"),
    )
    rise = tick(N_("Den registrerede kriminalitet er steget"), hint=N_("Sæt alle de krydser, der passer."))
    insecurity = tick(N_("Beboere har tydeligt sagt, at de er utrygge"))
    other = tick(N_("Der er en anden grund"))
    found_by = choice(N_("Hvem har set behovet?"), unchosen("found_by"), needed=True)
    found_on = day(N_("Hvornår?"), past=True, needed=True)
    grounds = prose(N_("Hvad bygger det på?"), needed=True,
                    hint=N_("Hvad er der sket, hvor og hvornår? Skriv ikke om enkeltpersoner."))  # fmt: skip
    figures = prose(N_("Tallene"), rows=3, hint=N_("For eksempel »Indbrud er steget fra 22 til 35 på et år«. "
                                                   "Vedhæft gerne udtrækket bagefter."))  # fmt: skip
    period = line(N_("Periode"), hint=N_("For eksempel 2024 og 2025"))
    source = line(N_("Kilde"), hint=N_("For eksempel politiets udtræk for området"))
    area_because = prose(N_("Hvorfor netop dette område?"), rows=3,
                         hint=N_("For eksempel hvad der adskiller det fra områderne omkring"))  # fmt: skip


SEEN_BY = {
    "politi": N_("Behovet, som politiet har set det"),
    "kommune": N_("Behovet, som kommunen har set det"),
    "boligforening": N_("Behovet, som boligforeningen har set det"),
    "andet": N_("Behovet, som andre har set det"),
}


def attached() -> frozenset[str]:
    """Return what the network's papers are attached to, asked for once a page."""
    known = here().known
    if "attached" not in known:
        known["attached"] = frozenset(one.about for one in list_all(session(), Attachment, here().row.id))
    return cast(frozenset[str], known["attached"])


def need_line(row: Need) -> Line:
    """Say a need in its list."""
    bare = "" if row.figures or f"need:{row.id}" in attached() else _("Ingen tal eller bilag endnu")
    evidence = bare or ", ".join(filter(None, [excerpt(row.figures, 120), row.period, row.source]))
    sub = " · ".join(filter(None, [excerpt(row.grounds, 160), evidence]))
    return Line(tell(SEEN_BY[row.found_by]), sub, short_day(row.found_on))


class StakeholderForm(Traced):
    """Somebody asked to take part."""

    watched = ("conditions", "contribution")
    rules = (
        *organisation_rules(without=lambda f: f.answer.data == "findes_ikke"),
        Rule(
            "kind",
            lambda f: bool(f.kind.data or f.organisation_id.data or f.new_organisation.data),
            N_("Vælg, hvem det er."),
        ),
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
        kind=N_("skal vælges, når der ikke er nogen organisation"),
        organisation_id=N_("vælg en, eller skriv en ny; ikke når svaret er »Findes ikke her«"),
        new_organisation=NOT_LISTED,
        new_kind=OF_NEW,
        contacted_on=N_("skal udfyldes, når svaret er »Intet svar«"),
        contacted_again_on=N_("skal udfyldes, når svaret er »Intet svar«"),
        answered_on=N_("skal udfyldes, når de har svaret"),
        conditions=N_("skal udfyldes, når de siger ja på betingelser"),
    )
    kind = choice(
        N_("Hvem er det?"), [("", N_("Som organisationen er skrevet ind")), *choices("stakeholder")],
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
    contribution = prose(N_("Hvad kan de bidrage med?"), rows=2,
                         hint=N_("Hver part har sin del. Det er udgangspunktet for aftalen i trin 6."))  # fmt: skip


def save_stakeholder(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None
) -> Stakeholder:
    """Write a stakeholder, with a new organisation when one was written."""
    written = dict(values)
    written["organisation_id"] = chosen_organisation(written)
    if written["organisation_id"]:
        written["kind"] = kind_of(session, written["organisation_id"], written["kind"])
        must_be_first(session, command, nr, written)
    if nr is None:
        return add(session, command, Stakeholder, written)
    return edit(session, command, Stakeholder, nr, written, seen=seen)


# As what an organisation of a kind can be asked; the first where nothing is chosen.
ASKED_AS: Mapping[str, tuple[str, ...]] = {
    Kind.POLITI: ("politi", "andet"),
    Kind.KOMMUNE: ("kommune", "andet"),
    Kind.BOLIGORGANISATION: ("boligforening", "andet"),
    Kind.BEBOERDEMOKRATI: ("boligforening", "andet"),
}
ASKED_AS_OTHER = ("andet", "boligforening")  # an association or a company may own the housing


def kind_of(session: Session, organisation: int, chosen: str) -> str:
    """Return as what an organisation is asked: as it is written down, where nothing else is chosen.

    :raises BadInput: if what is chosen contradicts that
    """
    found = session.get_one(Organisation, organisation)
    may = ASKED_AS.get(found.kind, ASKED_AS_OTHER)
    if chosen and chosen not in may:
        said = N_(
            "{navn} er skrevet ind som »{slags}« og kan ikke være »{valgt}«. Vælg noget andet her, eller ret "
            "organisationens slags."
        )
        kind = tell(KINDS[Kind(found.kind)])
        raise BadInput(said, page="#kind", navn=found.name, slags=kind, valgt=word("stakeholder", chosen))
    return chosen or may[0]


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


def evidence(row: Need | None) -> Mapping[str, Any]:
    """Return what a need still lacks for anybody to see what it stands on: figures with their source, or a paper."""
    if row is None:
        return {}
    lacking = not (row.figures or list_attached(session(), row))
    return {"lacking": lacking, "unsaid": not row.area_because}


NOUNS = (
    Noun(
        key="behov", model=Need, form=NeedForm, title=N_("Behovet"), one=N_("Behov"), new=N_("Beskriv et behov"),
        nothing=N_("Der er ikke beskrevet noget behov endnu."), task="interesse", tab="kortlaegning", line=need_line,
        guided=lambda: "behov",
        start=lambda: {"found_on": today()}, extra="records/_evidence.html", more=evidence,
    ),
    Noun(
        key="interessenter", model=Stakeholder, form=StakeholderForm, title=N_("Interessenter"),
        one=N_("Interessent"), new=N_("Tilføj en interessent"),
        nothing=N_("Ingen er spurgt endnu. Begynd med kommunen og boligforeningen."), task="interesse",
        tab="deltagere", line=stakeholder_line,
        mentions=lambda row: (f"organisation:{row.organisation_id}",), prepare=organisations, save=save_stakeholder,
        extra="records/_contributions.html", more=of_each,
    ),
)  # fmt: skip

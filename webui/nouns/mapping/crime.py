"""Crime figures: typed or read from a file, how many live where, and where they follow the police's effort."""

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from engine.text import N_
from webui.nouns.mapping import figures
from webui.nouns.shape import Line, Noun
from webui.page.traced import Traced
from webui.saying.language import _, excerpt, locale, number, short_day, tell, upper_first
from webui.saying.periods import between, said
from webui.saying.words import unchosen, word
from webui.visit import policy
from webui.visit.forms import Form, Rule, choice, day, line, options, prose, said_when
from workflows.tryghedsnetvaerk.mapping.crime.actions import (
    EXTRACTED,
    MOST_TEXT,
    SOURCE,
    TITLE,
    save_effort,
    save_figures,
    save_population,
)
from workflows.tryghedsnetvaerk.mapping.crime.classification import areas, in_order, name_area, name_offence, offences
from workflows.tryghedsnetvaerk.mapping.crime.models import EFFORT, CrimeSet, PoliceEffort, Population
from workflows.tryghedsnetvaerk.mapping.crime.typed import LONGEST, write_counts

OWN_AREA = N_("Boligområdet")


class FiguresForm(Traced):
    """A set of crime figures, or why there are none."""

    watched = ("definition", "police_priority", "unavailable")

    rules = (
        Rule(
            "unavailable",
            lambda f: not (f.counts.data and f.unavailable.data),
            N_("Skriv enten tallene, eller hvorfor de ikke kan fås, ikke begge dele."),
        ),
    )
    whens = said_when(
        source=N_("senest når trin 2 lukkes"),
        extracted_on=N_("senest når trin 2 lukkes"),
        counts=N_("eller vedhæft filen bagefter; kan I ikke få dem, så skriv nederst hvorfor"),
        unavailable=N_("kun når der ikke er tal"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (kwargs.get("data") or {}).get("file_hash"):  # what a file said is not typed over
            del self.counts, self.unavailable, self.area

    title = line(TITLE, needed=True, most=LONGEST)
    source = line(SOURCE, most=LONGEST, hint=N_("For eksempel politiets udtræk for området"))
    table_code = line(N_("Tabel"), hint=N_("For eksempel STRAF11. Tal fra forskellige tabeller sammenlignes aldrig."))
    extracted_on = day(EXTRACTED, past=True)
    definition = prose(N_("Hvordan er området og perioden afgrænset?"), rows=3)
    area = choice(N_("Hvilket område gælder tallene?"), [],
                  hint=N_("Anmeldelser pr. 1.000 beboere regnes ud fra dem, der bor netop dér."))  # fmt: skip
    counts = prose(
        N_("Tallene"),
        rows=10,
        most=MOST_TEXT,
        hint=N_(
            "En linje for hver: lovovertrædelse; periode; antal. Du kan kopiere fra et regneark. "
            "To prikker (..) betyder, at tallet mangler."
        ),
    )
    police_priority = prose(N_("Perioder, hvor politiet har gjort en særlig indsats"), rows=2)
    unavailable = prose(N_("Kan I ikke få tallene? Skriv hvorfor"), rows=2)  # fmt: skip


def figures_line(row: CrimeSet) -> Line:
    """Say a set of figures in its list."""
    if row.unavailable:
        return Line(row.title, excerpt(row.unavailable, 160), _("Kunne ikke fås"), "before")
    sub = " · ".join(filter(None, [row.source, short_day(row.extracted_on)]))
    return Line(row.title, sub or _("Mangler kilde og udtræksdato"), "", "")


def areas_prepared(form: Any, place: Any) -> None:
    """Offer the housing area first, then every area of the classification."""
    if "area" in form:
        every = [(code, one.said(locale())) for code, one in areas().items()]
        form.area.choices = options([("", tell(OWN_AREA)), *every])


def figures_values(row: CrimeSet) -> Mapping[str, Any]:
    """Return a set with its counts as lines."""
    return {} if row.file_hash else {"counts": write_counts(row.figures)}


class PopulationForm(Form):
    """How many live in an area."""

    whens = said_when(source=N_("senest når tallene bruges i rapporten"))
    area = choice(N_("Område"), [])
    figures = prose(N_("Beboere"), rows=8, needed=True,
                    hint=N_("En linje for hver: periode; antal beboere. Et års tal bruges hele året."))  # fmt: skip
    source = line(SOURCE, most=LONGEST, hint=N_("For eksempel Danmarks Statistik, FOLK1A"))
    extracted_on = day(EXTRACTED, past=True)


def population_line(row: Population) -> Line:
    """Say how many live in an area, at its newest."""
    period, _mark, people = (row.figures.splitlines()[-1:] or [""])[0].partition(";")
    newest = f"{upper_first(said(period))}: {number(int(people))}" if people else ""
    sub = " · ".join(filter(None, [newest, row.source, short_day(row.extracted_on)]))
    return Line(name_area(row.area, locale(), tell(OWN_AREA)), sub)


def population_values(row: Population) -> Mapping[str, Any]:
    """Return residents with their periods as people say them."""
    told = (one.partition(";") for one in row.figures.splitlines())
    return {"figures": "\n".join(f"{said(period)}{mark}{people}" for period, mark, people in told)}


def population_shown(row: Population | None) -> Mapping[str, Any]:
    """Return residents period by period; for the list, the way to reading a file in."""
    if row is not None:
        told = (one.partition(";") for one in row.figures.splitlines())
        rows = [(upper_first(said(period)), number(int(people))) for period, _mark, people in told]
        return {"told": {"figures"}, "heads": (_(N_("Periode")), _(N_("Beboere"))), "rows": rows,
                "origin": (), "missing": False, "caveat": ""}  # fmt: skip
    url = url_for("people_files.ask", slug=policy.access().slug)
    return {"above": "crime_files/_way.html", "file_url": url, "file_text": _(N_("Læs befolkningstal ind fra en fil"))}


class EffortForm(Traced):
    """A spell in which the figures follow the police's effort, or a jump that was none."""

    watched = ("text",)

    verdict = choice(N_("Hvad er der at sige om perioden?"), unchosen("verdict"), needed=True)
    first = line(
        N_("Fra"),
        needed=True,
        hint=N_("Et kvartal, en måned eller et år, for eksempel 3. kvartal 2024, juli 2024 eller 2024"),
    )
    last = line(N_("Til og med"), hint=N_("Står feltet tomt, gælder det kun den ene periode."))
    offence = choice(N_("Hvilken type?"), [])
    text = prose(N_("Hvad skete der?"), needed=True, rows=3,
                 hint=N_("For eksempel en indsats mod hashhandel. Uden navne."))  # fmt: skip


def effort_prepared(form: Any, place: Any) -> None:
    """Offer all types first, then every offence of the classification."""
    every = [(code, name_offence(code, locale())) for code in in_order(offences())]
    form.offence.choices = options([("", _(N_("Alle typer"))), *every])


def effort_start() -> Mapping[str, Any]:
    """Begin with the jump that somebody was asked about."""
    return {"first": said(request.args.get("first", "")[:20]), "offence": request.args.get("offence", "")[:20]}


def effort_values(row: PoliceEffort) -> Mapping[str, Any]:
    """Return a spell with its periods as people say them."""
    return {"first": said(row.first), "last": said(row.last)}


def effort_line(row: PoliceEffort) -> Line:
    """Say a spell in its list."""
    about = name_offence(row.offence, locale()) if row.offence else _(N_("Alle typer"))
    code, title = "active" if row.verdict == EFFORT else "before", upper_first(between(row.first, row.last))
    return Line(f"{title} · {about}", excerpt(row.text, 160), word("verdict", row.verdict), code)


NOUNS = (
    Noun(
        key="kriminalitetstal", model=CrimeSet, form=FiguresForm, title=N_("Kriminalitetstal"), one=N_("Opgørelse"),
        new=N_("Skriv tal ind"), nothing=N_("Der er ingen kriminalitetstal endnu."), task="kriminalitetsstatistik",
        tab="kortlaegning", line=figures_line, prepare=areas_prepared,
        values=figures_values, extra="records/_counts.html", more=figures.shown,
        save=lambda session, command, nr, values, seen: save_figures(session, command, nr, values, seen=seen),
    ),
    Noun(
        key="befolkningstal", model=Population, form=PopulationForm, title=N_("Befolkningstal"),
        one=N_("Befolkningstal"), new=N_("Skriv befolkningstal ind"), nothing=N_("Der er ingen befolkningstal endnu."),
        task="kriminalitetsstatistik", tab="kortlaegning", line=population_line, prepare=areas_prepared,
        extra="records/_counts.html", more=population_shown, values=population_values,
        save=lambda session, command, nr, values, seen: save_population(session, command, nr, values, seen=seen),
    ),
    Noun(
        key="politiindsatser", model=PoliceEffort, form=EffortForm, title=N_("Politiets særlige indsatser"),
        one=N_("Periode"), new=N_("Tilføj en periode"), nothing=N_("Der er ingen perioder endnu."),
        task="kriminalitetsstatistik", tab="kortlaegning", line=effort_line, prepare=effort_prepared,
        start=effort_start, values=effort_values,
        save=lambda session, command, nr, values, seen: save_effort(session, command, nr, values, seen=seen),
    ),
)  # fmt: skip

"""Step 1: what the residents are told, and when they can discuss it."""

from typing import Any

from engine.records import list_all
from engine.text import N_
from webui.nouns.questions import unanswered
from webui.nouns.shape import Line, Noun, Ticks, optional_id
from webui.page.frame import here
from webui.page.traced import Traced
from webui.saying.language import _, excerpt, short_day
from webui.saying.words import choices, language_name, unchosen, word
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Rule, choice, day, line, options, prose, said_when, tick
from workflows.tryghedsnetvaerk.documents.languages import listed
from workflows.tryghedsnetvaerk.network.information.actions import save_information
from workflows.tryghedsnetvaerk.network.information.models import ResidentNotice
from workflows.tryghedsnetvaerk.network.models import CHANNELS, ResidentDiscussion, ResidentInformation

OTHER = "andet"
CALLED, HELD = "indkaldt", "holdt"


class InformationForm(Traced):
    """A message to the residents."""

    watched = ("text", "own_channel")
    rules = (
        Rule("text", lambda f: bool(f.text.data or f.notice_id.data),
             N_("Vælg de frigivne tekster, eller skriv, hvad der stod.")),
        Rule("own_channel", lambda f: f.channel.data != OTHER or bool(f.own_channel.data),
             N_("Skriv, hvor det var.")),
    )  # fmt: skip
    whens = said_when(
        text=N_("når I ikke har valgt nogen af teksterne"), own_channel=N_("skal udfyldes, når det er et andet sted")
    )
    channel = choice(N_("Hvor fik beboerne det at vide?"), unchosen("channel"), needed=True)
    own_channel = line(N_("Hvilket andet sted?"), most=80)
    informed_on = day(N_("Dato"), past=True, needed=True)
    notice_id = choice(N_("Hvilke tekster fik de?"), (), coerce=optional_id)
    text = prose(
        N_("Hvad stod der?"),
        rows=8,
        hint=N_("Når I henter eller viser opslaget herfra, kommer teksten »Hvad netværket ikke er« altid med."),
    )
    languages = Ticks(N_("Sprog"), choices=choices("language"), default=["da"])
    limits_told = tick(
        N_("Teksten »Hvad netværket ikke er« er med i det, beboerne fik"),
        hint=N_("I tekster, der er frigivet her, er den altid med."),
    )


def of_area(form: Any, here: Any) -> None:
    """Fill the choices of texts to the residents, and of languages."""
    rows = [(str(one.id), one.subject) for one in list_all(session(), ResidentNotice, here.row.id)]
    form.notice_id.choices = options([("", _(N_("Noget andet end teksterne her"))), *rows])
    codes = dict.fromkeys([*listed(here.network.languages), *(form.languages.data or ())])
    form.languages.choices = options([(code, language_name(code)) for code in codes])


def information_line(row: ResidentInformation) -> Line:
    """Say a message in its list."""
    languages = ", ".join(language_name(code) for code in row.languages.split(",") if code)
    said = excerpt(row.text, 120)
    if row.notice_id:
        said = _subjects().get(row.notice_id, said)
    where = row.own_channel or word("channel", row.channel)
    return Line(where, f"{said} · {languages}", short_day(row.informed_on))


def _subjects() -> dict[int, str]:
    """Return what each of the network's informations is called, asked for once a page."""
    known = here().known
    if "subjects" not in known:
        known["subjects"] = {one.id: one.subject for one in list_all(session(), ResidentNotice, here().row.id)}
    return dict(known["subjects"])


def channels(row: ResidentInformation | None) -> dict[str, Any]:
    """Return each of the method's channels with when it was used, those of one's own, and what waits for an answer."""
    if row is not None:
        return {}
    rows = list_all(session(), ResidentInformation, here().row.id)
    used: dict[str, list[str]] = {}
    for one in rows:
        name = one.own_channel or word("channel", one.channel)
        used.setdefault(name, []).append(short_day(one.informed_on))
    known = [word("channel", key) for key in CHANNELS if key != OTHER]
    own = [name for name in used if name not in known]
    told = [{"name": name, "days": ", ".join(used.get(name, []))} for name in (*known, *own)]
    return {**unanswered(None), "channels": told}


class DiscussionForm(Traced):
    """An occasion to discuss."""

    watched = ("what", "together_with", "outcome")

    rules = (
        Rule(
            "on",
            lambda f: f.state.data != HELD or not f.on.data or f.on.data <= today(),
            N_("Drøftelsen kan ikke være holdt på en dag, der ikke er kommet."),
        ),
        Rule(
            "on",
            lambda f: f.state.data != CALLED or not f.on.data or f.on.data >= today(),
            N_(
                "Dagen er gået, så drøftelsen er holdt. Vælg »Holdt«, og skriv, hvad der kom ud af den, eller skriv en "
                "ny dag."
            ),
        ),
        Rule(
            "outcome",
            lambda f: f.state.data != HELD or bool(f.outcome.data),
            N_("Skriv, hvad der kom ud af drøftelsen, også når det kun var spørgsmål."),
        ),
    )
    whens = said_when(outcome=N_("skal udfyldes, når drøftelsen er holdt"))
    what = line(N_("Hvad er anledningen?"), needed=True, hint=N_("For eksempel beboermøde, åben café eller stand"))
    on = day(N_("Dato"), needed=True)
    state = choice(N_("Er det indkaldt eller holdt?"), unchosen("talk"), needed=True)
    together_with = line(
        N_("I forbindelse med"),
        hint=N_("Noget, der alligevel holdes, for eksempel afdelingsmøde, sommerfest eller arbejdsdag"),
    )
    outcome = prose(N_("Hvad kom der ud af det?"), hint=N_("I almindelige vendinger, uden navne"))


def discussion_line(row: ResidentDiscussion) -> Line:
    """Say a discussion in its list."""
    held = row.state == HELD
    code = "done" if held and row.outcome else "waiting"
    outcome = _("Det mangler, hvad der kom ud af den") if held and not row.outcome else excerpt(row.outcome, 160)
    return Line(
        row.what,
        " · ".join(filter(None, [row.together_with, outcome])),
        f"{word('talk', row.state)} {short_day(row.on)}",
        code,
    )


NOUNS = (
    Noun(
        key="beboere", model=ResidentInformation, form=InformationForm, title=N_("Information til beboerne"),
        one=N_("Besked"), new=N_("Skriv en besked ind"), nothing=N_("Beboerne har ikke fået besked endnu."),
        task="kommunikation", tab="beboere", line=information_line,
        start=lambda: {"informed_on": today(), "languages": "da"}, extra="records/_channels.html", more=channels,
        prepare=of_area,
        save=lambda session, command, nr, values, seen: save_information(session, command, nr, values, seen=seen),
        papers=lambda row: (
            ("opslag", "pdf", N_("Opslag som PDF")), ("opslag", "docx", N_("Opslag som Word"))),
    ),
    Noun(
        key="droeftelser", model=ResidentDiscussion, form=DiscussionForm, title=N_("Drøftelser med beboerne"),
        one=N_("Drøftelse"), new=N_("Tilføj en drøftelse"), nothing=N_("Der er ikke sat en dato endnu."),
        task="kommunikation", tab="beboere", line=discussion_line, extra="records/_questions.html", more=unanswered,
    ),
)  # fmt: skip

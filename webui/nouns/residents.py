"""Step 1: what the residents are told, and when they can discuss it."""

from engine.text import N_
from webui.clock import today
from webui.forms import Form, Rule, choice, day, line, prose, tick
from webui.language import excerpt, short_day
from webui.nouns.questions import unanswered
from webui.nouns.shape import Line, Noun, Ticks
from webui.traced import Traced
from webui.words import choices, word
from workflows.tryghedsnetvaerk.network.models import ResidentDiscussion, ResidentInformation


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


class DiscussionForm(Traced):
    """An occasion to discuss."""

    watched = ("outcome",)

    rules = (
        Rule(
            "on",
            lambda f: f.state.data != "holdt" or not f.on.data or f.on.data <= today(),
            N_("Drøftelsen kan ikke være holdt på en dag, der ikke er kommet."),
        ),
    )
    what = line(N_("Hvad er anledningen?"), needed=True, hint=N_("For eksempel beboermøde, åben café eller stand"))
    on = day(N_("Dato"), needed=True)
    state = choice(N_("Er det indkaldt eller holdt?"), choices("talk"), needed=True)
    together_with = line(
        N_("I forbindelse med"),
        hint=N_("Noget, der alligevel holdes, for eksempel afdelingsmøde, sommerfest eller arbejdsdag"),
    )
    outcome = prose(N_("Hvad kom der ud af det?"), hint=N_("I almindelige vendinger, uden navne"))


def discussion_line(row: ResidentDiscussion) -> Line:
    """Say a discussion in its list."""
    code = "done" if row.state == "holdt" else "waiting"
    return Line(
        row.what, excerpt(row.outcome, 160) or row.together_with, f"{word('talk', row.state)} {short_day(row.on)}", code
    )


NOUNS = (
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

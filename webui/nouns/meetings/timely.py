"""Which steps ask for meetings now, and what the page of meetings says while none of them does."""

from collections.abc import Collection

from engine.state import ENDED
from engine.text import N_
from webui.page.frame import Here, here
from webui.saying.language import _, tell
from webui.visit.db import session
from workflows.tryghedsnetvaerk.evaluation.actions import STEP as EVALUATION
from workflows.tryghedsnetvaerk.meetings.models import CONCLUSION, DEVELOPMENT, ORIENTATION
from workflows.tryghedsnetvaerk.meetings.queries import find_next_of

PRACTICE, MATERIALS = "praksis", "kontaktmaterialer"
DUE = {"igangsaettelse": "styregruppe", "kortlaegning": "orienteringsmoede", "sammensaetning": "orienteringsmoede",
       "droeftelse": "orienteringsmoede", "fastlaeggelse": "udviklingsmoede", "aftale": "aftalemoede"}  # fmt: skip
AHEAD = (
    ("orientation_held", ORIENTATION, "droeftelse", N_("orienteringsmødet")),
    ("development_held", DEVELOPMENT, "fastlaeggelse", N_("udviklingsmødet")),
    ("conclusion_held", CONCLUSION, "aftale", N_("aftalemødet")),
)


def due_meeting() -> str:
    """Return the task whose meeting comes next, as far as the network has come."""
    return DUE.get(here().state.position, "moeder")


def steps_now() -> Collection[str]:
    """Return the steps that the network is in; practice goes on while it is evaluated, and nothing once it is ended."""
    state = here().state
    if state.mode == ENDED:
        return ()
    goes_on = (PRACTICE,) if state.position == EVALUATION else ()
    return {state.position, *state.reopened, here().beside, *goes_on}


def which_comes_next() -> str:
    """Say that no step asks for a meeting now, which meeting comes next, and when."""
    place = here()
    nr = place.definition.order[place.state.position]
    if place.state.mode == ENDED:
        return ""
    if place.state.position in (PRACTICE, EVALUATION):
        return _(N_("Trin 8 kræver ikke et møde lige nu. Hold netværksmøder jævnligt, for eksempel hvert halve år."))
    said = _(N_("Trin {nr} kræver ikke et møde."), nr=nr)
    return f"{said} {_ahead(place)}"


def _ahead(place: Here) -> str:
    for held, kind, step, name in AHEAD if place.state.position != MATERIALS else ():
        if not getattr(place.facts, held):
            nr = place.definition.order[step]
            comes = _(N_("Det næste er {moede} i trin {nr}."), moede=tell(name), nr=nr)
            meeting = find_next_of(session(), place.row.id, kind, again=True)
            when = meeting.starts_at if meeting else None
            soon = _(N_("Det er planlagt til {tid}."), tid=when) if when else _(N_("Det kan planlægges allerede nu."))
            return f"{comes} {soon}"
    return _(N_("Netværksmøderne begynder i trin 8. De kan planlægges allerede nu."))

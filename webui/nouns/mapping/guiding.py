"""What the pages of interview guides show: what leads, what is not translated, and what a new one begins with."""

from collections.abc import Mapping
from typing import Any

from webui.nouns.mapping import held
from webui.nouns.mapping.talks import gathered, must_have_begun, of_round
from webui.nouns.shape import Line
from webui.page.frame import here
from webui.saying.language import _, locale, short_day, tell
from workflows.tryghedsnetvaerk.documents.languages import COMMON, DANISH, called, direction, listed
from workflows.tryghedsnetvaerk.mapping.interviews import guides
from workflows.tryghedsnetvaerk.mapping.interviews.linting import find_leading
from workflows.tryghedsnetvaerk.mapping.interviews.models import PARTS, Guide
from workflows.tryghedsnetvaerk.mapping.interviews.queries import newest
from workflows.tryghedsnetvaerk.mapping.interviews.untranslated import find_untranslated


def guide_shown(row: Guide | None) -> Mapping[str, Any]:
    """Return what the page of a guide shows: its questions, and what in them leads."""
    if row is None:
        return held.begin_first()
    leads = [tell(one.said.text, one.said.values) for one in find_leading(row.intro, row.opening, row.general)]
    of = next(one for one in held.rounds() if one.id == row.round_id)
    foreign = [tell(said.text, said.values) for _part, said in find_untranslated(row, gathered(of).guides)]
    parts = [(_("Åben del"), guides.questions(row.opening)), (_("Generel del"), guides.questions(row.general))]
    return {**of_round(row), "told": {*PARTS, "round_id", "language"}, "leads": leads, "foreign": foreign,
            "parts": parts, "intro": row.intro.splitlines(), "language": row.language,
            "dir": direction(row.language)}  # fmt: skip


def guide_begins() -> Mapping[str, Any]:
    """Return what the form of a new guide begins with: a language that lacks one, and the method's words there."""
    there = newest(gathered(must_have_begun()).guides)
    code = next((one for one in (*listed(here().network.languages), *COMMON) if one not in there), DANISH)
    said = guides.WORDINGS.get(code)  # in a language without one it begins empty: Danish is no draft of it
    return {"language": code, **({part: getattr(said, part) for part in PARTS} if said else {})}


def guide_line(row: Guide) -> Line:
    """Say a guide in its list."""
    said = _("{sprog}, udgave {nr}", sprog=called(row.language, locale()), nr=row.edition)
    return Line(said, "", _("I brug siden {dato}", dato=short_day(row.locked_on)) if row.locked_on else "",
                "done" if row.locked_on else "")  # fmt: skip

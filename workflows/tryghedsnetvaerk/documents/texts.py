"""The shipped texts: templates for papers, hints for beginning one, guidance for every step and task; da and en."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LOCALES = ("da", "en")

MEETINGS = ("indledende", "styregruppe", "orientering", "udvikling", "aftale", "netvaerk", "beboer")
AGENDAS = tuple(f"agenda_{meeting}" for meeting in MEETINGS)
NAMES = (
    *AGENDAS,
    "invitation",
    "invitation_meeting",
    "resident_poster",
    "resident_web",
    "resident_article",
    "report",
    "agreement",
    "folder",
    "actioncard",
    "contacts",
    "news",
    "minutes",
    "evaluation",
    "need",
    "invitation_interest",
    "terms",
    "figures",
    "survey",
    "interviews",
    "groups",
    "worksheet",
    "plan",
    "resident_news",
)
HINTED = (
    "resident_news",
    "resident_web",
    "resident_article",
    "resident_poster",
    "report",
    "invitation",
    "agreement",
    "folder",
    "actioncard",
    "contacts",
    "news",
    "minutes",
    "evaluation",
    "worksheet",
    "invitation_interest",
    "terms",
)

STEPS = (
    "igangsaettelse",
    "kortlaegning",
    "sammensaetning",
    "droeftelse",
    "fastlaeggelse",
    "aftale",
    "kontaktmaterialer",
    "praksis",
    "evaluering",
)
TASKS = (
    "interesse",
    "styregruppe",
    "kommunikation",
    "kriminalitetsstatistik",
    "kvantitativ",
    "kvalitativ",
    "rapport",
    "fagpersoner",
    "orienteringsmoede",
    "udviklingsmoede",
    "aftalemoede",
    "folder",
    "actioncard",
    "kontaktliste",
    "nyhedsmails",
    "moeder",
    "beboere",
    "vurdering",
)
ALONE = ("behov",)  # what a page of its own is about within a task

_HERE = Path(__file__).parent


def template(name: str, locale: str) -> str:
    """Return the template *name* as Markdown; Danish where the language has none of its own."""
    if name not in NAMES:
        raise KeyError(name)
    return _text("templates", name, locale)


def hints(name: str, locale: str) -> Mapping[str, str]:
    """Return what to write at each place of the template *name* that the network cannot tell, as Markdown."""
    if name not in HINTED:
        return {}
    parts = re.split(r"(?m)^## ([a-z_]+)$\n", _text("hints", name, locale))
    return {place: said.strip() for place, said in zip(parts[1::2], parts[2::2], strict=True)}


def guidance(key: str, locale: str) -> str:
    """Return what the method asks for in a step, a task or of what stands alone; its first paragraph sums it up."""
    if key not in (*STEPS, *TASKS, *ALONE):
        raise KeyError(key)
    return _text("guidance", key, locale)


def summary(key: str, locale: str) -> str:
    """Return the first paragraph of the guidance: one sentence."""
    return guidance(key, locale).partition("\n\n")[0].strip()


@cache
def _text(folder: str, name: str, locale: str) -> str:
    language = locale if locale in LOCALES else LOCALES[0]
    return (_HERE / folder / language / f"{name}.md").read_text(encoding="utf-8")

"""Every noun by its name in the address."""

from collections.abc import Mapping

from webui.nouns import (
    agreement,
    composition,
    evaluation,
    materials,
    network,
    notices,
    partners,
    practice,
    questions,
    residents,
    seats,
)
from webui.nouns.mapping import crime, interviews, report, surveying
from webui.nouns.mapping import studies as mapping
from webui.nouns.meetings import meetings
from webui.nouns.shape import Noun

ROOMS = (
    network, notices, residents, questions, seats, crime, mapping, surveying, interviews, report, composition,
    meetings, agreement, partners, materials, practice, evaluation,
)  # fmt: skip
NOUNS: Mapping[str, Noun] = {noun.key: noun for room in ROOMS for noun in room.NOUNS}
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "overblik": ("evaluering", "maalinger"),
    "kortlaegning": (
        "behov",
        "kriminalitetstal",
        "befolkningstal",
        "politiindsatser",
        "undersoegelser",
        "spoergeskemaer",
        "samtalerunder",
        "rapport",
        "kommentarer",
        "problemer",
        "myter",
    ),
    "deltagere": ("interessenter", "styregruppe", "faggrupper"),
    "moeder": ("moeder", "beslutninger", "moededeltagere"),
    "beboere": ("tekster", "beboere", "droeftelser", "spoergsmaal"),
    "aftale": ("aftale", "parter", "kontaktveje", "materialer", "actioncard", "nyhedsmails"),
}
# What lies beside a list and is mostly met from it: on a section's page a link below it.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "kriminalitetstal": ("befolkningstal", "politiindsatser"),
    "undersoegelser": ("spoergeskemaer", "samtalerunder"),
    "rapport": ("kommentarer", "myter"),
}

"""The texts that are shipped with Tryghedsnet, one file a language: every question, every answer, every page's words.

The Danish ones are the master; a key is what a text is called in all of them.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

DANISH = "da"
SHIPPED = (DANISH, "en", "ar", "tr")


@cache
def texts(language: str) -> Mapping[str, str]:
    """Return the shipped texts of *language* by key; nothing for one that is not shipped."""
    if language not in SHIPPED:
        return MappingProxyType({})
    path = Path(__file__).parent / f"{language}.json"
    return MappingProxyType(json.loads(path.read_text("utf-8")))

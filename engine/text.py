"""Sentences: marked where they are written, translated where they are shown."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "da"
LOCALES = (SOURCE, "en")
CATALOGUES = Path(__file__).parent / "translations"


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Mark *text* for translation and return it unchanged."""
    return text


@cache
def catalogue(locale: str) -> NullTranslations:
    """Return the sentences of *locale*; the Danish texts are their own catalogue."""
    path = CATALOGUES / locale / "LC_MESSAGES" / "messages.po"
    if locale == SOURCE or not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        messages = read_po(file, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


def say(text: str, locale: str, values: Mapping[str, Any] | None = None) -> str:
    """Return *text* in *locale* with its ``{named}`` places filled."""
    said = catalogue(locale).gettext(text) if text else ""
    return said.format(**{key: _one(value, locale) for key, value in values.items()}) if values else said


def _one(value: Any, locale: str) -> Any:
    """Return several sentences as one list of them, anything else as it is."""
    several = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
    return ", ".join(say(one, locale) for one in value) if several else value


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked text with the values of its places; as a string it is Danish."""

    text: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return say(self.text, SOURCE, self.values)


def sentence(text: str, **values: Any) -> Sentence:
    """Return a marked *text* with its values, to be said in the language of whoever reads it."""
    return Sentence(text, values)

"""Filling in a template: {{names}} become values, and nothing in a value can become Markdown."""

import re
from collections.abc import Mapping

from engine.errors import EngineError
from engine.text import N_

PLACE = re.compile(r"\{\{([a-z_]+)\}\}")

MISMATCH = N_("Skabelonen og oplysningerne passer ikke sammen. Mangler: {missing}. Ukendt: {unknown}.")

_INLINE = re.compile(r"[\\`*_\[\]<|]|&(?=#?\w+;)")
_NUMBER = re.compile(r"\A(\d+)([.)])(?!\d)")
_AS_ENTITY = {"<": "&lt;", "&": "&amp;", "=": "&#61;", "~": "&#126;", ":": "&#58;", ")": "&#41;"}


class TemplateMismatch(EngineError):
    """Values are missing for a template, or were given that it has no place for."""


class Ready(str):
    """Markdown made by the house itself or edited as Markdown by a person; it is put in as it stands."""

    __slots__ = ()


Value = str | Ready | tuple[str, ...] | tuple[tuple[str, ...], ...]


def fill(template: str, values: Mapping[str, Value]) -> str:
    """Put *values* into *template*: text, a tuple of texts as a list, a tuple of tuples as table rows.

    :raises TemplateMismatch: if a place has no value or a value no place
    """
    needed = places(template)
    if needed != set(values):
        missing, unknown = sorted(needed - set(values)), sorted(set(values) - needed)
        raise TemplateMismatch(MISMATCH, missing=", ".join(missing) or "–", unknown=", ".join(unknown) or "–")
    return "\n".join(_filled(line, values) for line in template.split("\n"))


def places(template: str) -> frozenset[str]:
    """Return the names that *template* needs values for."""
    return frozenset(PLACE.findall(template))


def plain(text: str) -> str:
    """Return *text* as Markdown that shows exactly these words on one line."""
    return _line(" ".join(text.split()))


def _filled(line: str, values: Mapping[str, Value]) -> str:
    alone = PLACE.fullmatch(line.strip())
    if alone:
        return _block(values[alone[1]])
    return PLACE.sub(lambda match: _inline(values[match[1]]), line)


def _block(value: Value) -> str:
    if isinstance(value, Ready):
        return value
    if isinstance(value, str):
        return "\n".join(plain(line) for line in re.split(r"\r\n|\r|\n", value))
    return "\n".join(_entry(entry) for entry in value)


def _entry(entry: str | tuple[str, ...]) -> str:
    if isinstance(entry, str):
        return f"- {plain(entry)}"
    return f"| {' | '.join(plain(cell) for cell in entry)} |"


def _inline(value: Value) -> str:
    if isinstance(value, str):
        return value if isinstance(value, Ready) else plain(value)
    return ", ".join(plain(entry if isinstance(entry, str) else " ".join(entry)) for entry in value)


def _line(text: str) -> str:
    text = _INLINE.sub(lambda match: _AS_ENTITY.get(match[0], f"\\{match[0]}"), text)
    text = _NUMBER.sub(lambda match: match[1] + _AS_ENTITY.get(match[2], f"\\{match[2]}"), text)
    if re.match(r"[#>+~=:-]", text):
        text = _AS_ENTITY.get(text[0], f"\\{text[0]}") + text[1:]
    return text

"""The languages that are spoken in an area: what each is called, which way it is read, and how one is found by name."""

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

DANISH = "da"
# Those most spoken in Danish housing areas, Danish and English first; every other language can be added.
COMMON = (
    DANISH, "en", "ar", "tr", "so", "fa", "ur", "bs", "ku", "pl", "uk", "ps", "vi", "ro", "ru",
)  # fmt: skip
ALSO = {"farsi": "fa", "dari": "fa", "persisk": "fa", "kurmanji": "ku", "rumænsk": "ro", "serbokroatisk": "bs"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ps", "he", "yi", "sd", "ug", "dv", "ckb", "prs", "syr"})
LTR, RTL = "ltr", "rtl"


def direction(code: str) -> str:
    """Return which way a language is read."""
    return RTL if code in RIGHT_TO_LEFT else LTR


def called(code: str, locale: str = DANISH) -> str:
    """Return what a language is called in *locale*, as a heading begins it; its code where nobody knows it."""
    name = _names(locale).get(code, code)
    return name[:1].upper() + name[1:]


def own_name(code: str) -> str:
    """Return what a language calls itself."""
    try:
        said = Locale.parse(code).get_language_name(code)
    except (UnknownLocaleError, ValueError):
        said = None
    return (said[:1].upper() + said[1:]) if said else called(code)


def find(said: str) -> str | None:
    """Return the code of a language that somebody wrote: its code, its Danish or English name, or its own."""
    word = " ".join(said.split()).casefold()
    return _known().get(word)


def joined(names: Iterable[str], code: str) -> str:
    """Return several names, each once, as a language says them (CLDR's list patterns): one, another and a third."""
    return format_list(tuple(dict.fromkeys(names)), locale="en_GB" if code == "en" else code)


def either(names: Iterable[str], code: str) -> str:
    """Return several names, each once, of which any may be meant: one, another or a third."""
    told = tuple(dict.fromkeys(names))
    return format_list(told, style="or", locale="en_GB" if code == "en" else code)


def listed(codes: str) -> tuple[str, ...]:
    """Return the languages of a stored list, each once and Danish first."""
    found = dict.fromkeys(code for code in codes.split(",") if code)
    return tuple(sorted(found, key=lambda code: code != DANISH))


def lacking(wanted: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that are *wanted* and not *there*."""
    have = set(there)
    return tuple(code for code in wanted if code not in have)


@cache
def _names(locale: str) -> dict[str, str]:
    return {code: name for code, name in Locale.parse(locale).languages.items() if len(code) < 4}


@cache
def _known() -> dict[str, str]:
    own = {name.casefold(): code for code in _names(DANISH) if (name := own_name(code))}
    named = {name.casefold(): code for locale in ("en", DANISH) for code, name in _names(locale).items()}
    return ALSO | own | {code: code for code in _names(DANISH)} | named

"""Which signs the installed fonts can print, read from the fonts themselves: said before a paper is made, not after."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

# IBM Plex first, as on screen; Noto for the scripts that it lacks, such as Amharic and Tigrinya, Tamil and Thai.
FOLDERS = (("fontpkg_ibm_plex_sans", "files"), ("fontpkg_ibm_plex_sans_arabic", "files"), ("manimgx_fonts", ""))


def folders() -> tuple[Path, ...]:
    """Return the folders of the installed fonts."""
    return tuple(Path(str(files(package))) / inside for package, inside in FOLDERS)


def lacking(text: str) -> str:
    """Return the signs of a text that no font has, each once; spaces and what is never seen are not asked about."""
    found = dict.fromkeys(sign for sign in text if sign.isprintable() and not sign.isspace())
    return "".join(sign for sign in found if ord(sign) not in _covered())


@cache
def _covered() -> frozenset[int]:
    """Return the number of every sign that a font has."""
    return frozenset(sign for folder in folders() for path in folder.glob("*.ttf") for sign in _signs(path))


def _signs(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())

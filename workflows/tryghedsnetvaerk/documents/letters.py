"""Which signs the installed fonts can print, read from the fonts themselves: said before a paper is made, not after."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

# IBM Plex first, as on screen; Noto for the scripts that it lacks, such as Amharic and Tigrinya, Tamil and Thai.
FOLDERS = (("fontpkg_ibm_plex_sans", "files"), ("fontpkg_ibm_plex_sans_arabic", "files"), ("manimgx_fonts", ""))
LAST = 0xFFFF


def folders() -> tuple[Path, ...]:
    """Return the folders of the installed fonts."""
    return tuple(Path(str(files(package))) / inside for package, inside in FOLDERS)


def lacking(text: str) -> str:
    """Return the signs of a text that no font has, each once; spaces and what is never seen are not asked about."""
    starts, ends = _covered()
    found = dict.fromkeys(sign for sign in text if sign.isprintable() and not sign.isspace())
    return "".join(sign for sign in found if ends[bisect_right(starts, ord(sign)) - 1] < ord(sign))


@cache
def _covered() -> tuple[list[int], list[int]]:
    """Return from where to where the fonts have every sign."""
    spans = sorted({span for folder in folders() for path in folder.glob("*.ttf") for span in _spans(path)})
    starts, ends = [-1], [-1]
    for first, last in spans:
        if first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return starts, ends


def _spans(path: Path) -> Iterator[tuple[int, int]]:
    """Give the signs that a font file maps to a letter, as the OpenType table ``cmap`` has them."""
    data = path.read_bytes()
    tables = (struct.unpack_from(">4sLLL", data, 12 + 16 * at) for at in range(struct.unpack_from(">H", data, 4)[0]))
    start = next(offset for tag, _sum, offset, _length in tables if tag == b"cmap")
    for at in range(struct.unpack_from(">H", data, start + 2)[0]):
        inside = start + struct.unpack_from(">L", data, start + 4 + 8 * at + 4)[0]
        form = struct.unpack_from(">H", data, inside)[0]
        yield from _of_four(data, inside) if form == 4 else _of_twelve(data, inside) if form == 12 else ()


def _of_twelve(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    for number in range(struct.unpack_from(">L", data, at + 12)[0]):
        first, last, _glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * number)
        yield first, last


def _of_four(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    twice = struct.unpack_from(">H", data, at + 6)[0]
    shape = f">{twice // 2}H"
    ends, starts, _deltas, offsets = (
        struct.unpack_from(shape, data, at + 14 + place * twice + (2 if place else 0)) for place in range(4)
    )
    where = at + 16 + 3 * twice
    for number, (first, last, offset) in enumerate(zip(starts, ends, offsets, strict=True)):
        if not offset:
            yield first, min(last, LAST - 1)
            continue
        for sign in range(first, min(last, LAST - 1) + 1):
            if struct.unpack_from(">H", data, where + 2 * number + offset + 2 * (sign - first))[0]:
                yield sign, sign

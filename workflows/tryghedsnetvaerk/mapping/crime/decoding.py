"""From bytes to text: which encoding a file is in, and what is refused because its letters are lost."""

import codecs
from dataclasses import dataclass

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime.faults import quoted, refused

UTF_16 = "UTF-16"
LOST = "\N{REPLACEMENT CHARACTER}"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (BOM)"), (codecs.BOM_UTF16_LE, "utf-16", UTF_16),
         (codecs.BOM_UTF16_BE, "utf-16", UTF_16))  # fmt: skip
TWICE = ("Ã¦", "Ã¸", "Ã¥", "Ã†", "Ã˜", "Ã…")  # what æøå look like when UTF-8 was read as something else, and saved
CONTROLS = bytes(number for number in (*range(32), 127) if chr(number) not in "\t\n\f\r")
RUINED = N_(
    "Bogstaverne er ødelagt: der står {tegn} på {antal} steder, hvor der stod æ, ø, å eller et andet bogstav ({hvor}). "
    "De kan ikke gættes. Hent filen igen fra kilden, og læs den ind, uden at et andet program har gemt den."
)
NOT_TEXT = N_("Filen kan ikke læses. Gem den som CSV eller XLSX, og prøv igen.")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and what its encoding is called."""

    text: str
    encoding: str


def decode(name: str, data: bytes) -> Decoded:
    """Return the text of a file that is in UTF-8, UTF-16 with its mark, or ISO-8859-1 and its Windows kin.

    :raises Unreadable: if it is no text, or its letters were lost before it came here
    """
    found = _marked(name, data) or _unmarked(name, data)
    for sign in (LOST, *TWICE):
        if sign in found.text:
            raise refused(name, RUINED, tegn=f"»{sign}«", antal=found.text.count(sign), hvor=_near(found.text, sign))
    plain = data if found.encoding != UTF_16 else found.text.encode("utf-8")
    if len(plain.translate(None, CONTROLS)) != len(plain):  # a third of the time of looking for one
        raise refused(name, NOT_TEXT)
    return found


def _marked(name: str, data: bytes) -> Decoded | None:
    for mark, codec, called in MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(codec), called)
            except UnicodeDecodeError:
                raise refused(name, NOT_TEXT) from None
    return None


def _unmarked(name: str, data: bytes) -> Decoded:
    if b"\0" in data:
        raise refused(name, NOT_TEXT)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        pass
    try:
        return Decoded(data.decode("cp1252"), "ISO-8859-1")
    except UnicodeDecodeError:
        raise refused(name, NOT_TEXT) from None


def _near(text: str, sign: str) -> str:
    at = text.index(sign)
    start = max(text.rfind(end, 0, at) for end in '\n;,\t"') + 1
    ends = [text.find(end, at) for end in '\n;,\t"']
    return f"»{quoted(text[start : min([found for found in ends if found > 0], default=len(text))])}«"

"""What may be attached: a few kinds of file, known by name and by what they hold, and freed of hidden traces."""

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from zipfile import BadZipFile, ZipFile, is_zipfile

from engine.cpr import holds_cpr
from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.network.pictures import drawn_again, without_traces
from workflows.tryghedsnetvaerk.network.readable import office_words, pdf_words

LARGEST = 10 * 1024 * 1024
MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 2_000, 100 * 1024 * 1024, 200
LONGEST_NAME = 120

TOO_LARGE = N_("Filen er for stor. Den må højst fylde 10 MB.")
EMPTY = N_("Filen er tom.")
UNKNOWN = N_("Filer af den slags kan ikke vedhæftes. Brug PDF, Word, Excel, OpenDocument, PNG, JPG, CSV eller TXT.")
NOT_WHAT_IT_SAYS = N_("Filen er ikke det, dens navn siger. Gem den igen som {slags}, og prøv igen.")
MACROS = N_("Filen indeholder makroer. Gem den uden, og prøv igen.")
CPR = N_("Filen ser ud til at indeholde et CPR-nummer. CPR-numre må ikke gemmes her.")

_NAMES = rb"(<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|Company|Manager)\b[^>/]*>)[^<]*(</)"
_ABOUT = ("docProps/core.xml", "docProps/app.xml", "meta.xml")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept: what it is called, what it is, and what it holds without hidden traces."""

    name: str
    media_type: str
    data: bytes


def accept(name: str, data: bytes) -> Accepted:
    """Return a file as it may be kept.

    :raises BadInput: if it is too large, of another kind, or not what its name says
    """
    shown = shown_name(name)
    ending = shown.rpartition(".")[2].lower()
    if ending not in KINDS:
        raise BadInput(UNKNOWN)
    _must_hold_no_cpr([shown])
    if not data:
        raise BadInput(EMPTY)
    if len(data) > LARGEST:
        raise BadInput(TOO_LARGE)
    media_type, clean = KINDS[ending]
    try:
        kept = clean(data)
    except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, ValueError, SyntaxError) as error:
        raise BadInput(NOT_WHAT_IT_SAYS, slags=ending.upper()) from error
    if len(kept) > LARGEST:
        raise BadInput(TOO_LARGE)
    return Accepted(shown, media_type, kept)


def shown_name(name: str) -> str:
    """Return what people see of a file's name: no folders, no invisible signs, not too long, its ending kept."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = " ".join("".join(sign if sign.isprintable() else " " for sign in last).split()).strip(". ")
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1].strip()}{dot}{ending}" if stem and len(ending) < 10 else ""


def _must_hold_no_cpr(words: Iterable[str]) -> None:
    if any(holds_cpr(some) for some in words):
        raise BadInput(CPR)


def _pdf(data: bytes) -> bytes:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-2048:]:
        raise ValueError("not a PDF")
    _must_hold_no_cpr(pdf_words(data))
    return data


def _picture(kind: str) -> Callable[[bytes], bytes]:
    return partial(drawn_again, kind)


def _office(needed: str, said: bytes = b"") -> Callable[[bytes], bytes]:
    """Return the check of an office file: the part it *needed*, and the kind an OpenDocument file *said* it is."""

    def clean(data: bytes) -> bytes:
        if not data.startswith(b"PK") or not is_zipfile(BytesIO(data)):
            raise ValueError("not a zip")
        with ZipFile(BytesIO(data)) as old:
            _must_be_sound(old, needed, said)
            _must_hold_no_cpr(office_words(data))
            return _without_traces(old)

    return clean


def _must_be_sound(old: ZipFile, needed: str, said: bytes) -> None:
    entries = old.infolist()
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise BadInput(TOO_LARGE)
    names = [one.filename for one in entries]
    if needed not in names or (said and old.read("mimetype") != said):
        raise ValueError("not an office file of this kind")
    if any(re.search(r"(?i)vbaProject|(^|/)Basic/|(^|/)Scripts/", name) for name in names):
        raise BadInput(MACROS)


def _without_traces(old: ZipFile) -> bytes:
    """Return the file without who made and last changed it, and without what its pictures hide."""
    made = BytesIO()
    with ZipFile(made, "w") as new:
        for entry in old.infolist():
            part = without_traces(old.read(entry))
            if entry.filename in _ABOUT:
                part = re.sub(_NAMES, rb"\1\2", part)
            new.writestr(entry, part, entry.compress_type)
    return made.getvalue()


def _text(data: bytes) -> bytes:
    """Return a text as UTF-8; one from an older spreadsheet is read as such, and says so with a mark at its start."""
    try:
        text = data.decode("utf-8")
        kept = data
    except UnicodeDecodeError:
        text = data.decode("cp1252")
        kept = text.encode("utf-8-sig")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text):
        raise ValueError("not a text")
    _must_hold_no_cpr([text])
    return kept


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
KINDS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    "pdf": ("application/pdf", _pdf),
    "docx": (f"{_OOXML}.wordprocessingml.document", _office("word/document.xml")),
    "xlsx": (f"{_OOXML}.spreadsheetml.sheet", _office("xl/workbook.xml")),
    "odt": (f"{_ODF}.text", _office("content.xml", f"{_ODF}.text".encode())),
    "ods": (f"{_ODF}.spreadsheet", _office("content.xml", f"{_ODF}.spreadsheet".encode())),
    "png": ("image/png", _picture("PNG")),
    "jpg": ("image/jpeg", _picture("JPEG")),
    "jpeg": ("image/jpeg", _picture("JPEG")),
    "csv": ("text/csv; charset=utf-8", _text),
    "txt": ("text/plain; charset=utf-8", _text),
}

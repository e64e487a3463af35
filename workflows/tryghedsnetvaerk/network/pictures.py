"""Pictures without their hidden traces: where and when they were taken, by which camera, by whom."""

from collections.abc import Iterator
from io import BytesIO
from struct import unpack_from
from threading import Lock

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from engine.errors import BadInput
from engine.text import N_

MOST_PIXELS = 40_000_000
TOO_MANY_PIXELS = N_("Billedet er for stort. Gør det mindre, og prøv igen.")

_one_picture = Lock()
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Kept of a JPEG: its frame (JFIF), its colours (a profile, Adobe's mark) and everything the picture is drawn from.
_PROFILE, _ADOBE, _FIRST_APP, _LAST_APP, _COMMENT, _SCAN, _END, _MARK = 0xE2, 0xEE, 0xE1, 0xEF, 0xFE, 0xDA, 0xD9, 0xFF
_IN_SCAN = frozenset(bytes((mark,)) for mark in (0x00, *range(0xD0, 0xD8)))
_TOLD = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_DRAWN_ANEW = ((b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"RIFF", "WEBP"))


def drawn_again(kind: str, data: bytes) -> bytes:
    """Draw a picture anew, one at a time, so that nothing but what can be seen is kept.

    :raises BadInput: if it is too large
    :raises ValueError: if it is no picture of this kind
    """
    with _one_picture:
        return _drawn(kind, data)


def _drawn(kind: str, data: bytes) -> bytes:
    try:
        with Image.open(BytesIO(data), formats=(kind,)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadInput(TOO_MANY_PIXELS)
            drawn = ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadInput(TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise ValueError("not a picture of this kind") from error
    if kind == "JPEG" and drawn.mode not in ("L", "RGB"):
        drawn = drawn.convert("RGB")
    bare = Image.new(drawn.mode, drawn.size)
    if drawn.mode == "P" and (palette := drawn.getpalette("RGBA")):
        bare.putpalette(palette, "RGBA")
    bare.paste(drawn)
    made = BytesIO()
    bare.save(made, format=kind, **({"quality": 88} if kind == "JPEG" else {"optimize": False}))
    return made.getvalue()


def without_traces(part: bytes) -> bytes:
    """Return a part of an office file, without what is hidden in it when it is a picture.

    A picture there has the place and size that its page gives it, so it is taken apart rather than drawn anew: not one
    dot changes, and which way is up is kept.

    :raises ValueError: if it looks like a picture and cannot be read as one
    """
    if part.startswith(_JPEG):
        return part[:2] + b"".join(_of_jpeg(part))
    if part.startswith(_PNG):
        return _PNG + b"".join(_of_png(part))
    kind = next((kind for start, kind in _DRAWN_ANEW if part.startswith(start)), "")
    if not kind or (kind == "WEBP" and part[8:12] != b"WEBP"):
        return part
    return drawn_again(kind, part)


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    """Give what a JPEG is drawn from; what a telephone hides behind its end is not of it."""
    yield _upright(data)
    at = 2
    while at + 4 <= len(data) and data[at] == _MARK:
        mark, end = data[at + 1], at + 2 + unpack_from(">H", data, at + 2)[0]
        if mark == _END or end > len(data):
            break
        if mark == _SCAN:
            end = _end_of_scan(data, end)
        if not (mark == _COMMENT or (_FIRST_APP <= mark <= _LAST_APP and not _is_kept(mark, data[at + 4 : at + 16]))):
            yield data[at:end]
        at = end
        while data[at : at + 2] == b"\xff\xff":  # filling
            at += 1
    yield b"\xff\xd9"


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next mark stands that is neither a dot of the picture nor a place to begin again."""
    while (at := data.find(b"\xff", at)) >= 0:
        if data[at + 1 : at + 2] not in _IN_SCAN:
            return at
        at += 2
    return len(data)


def _is_kept(mark: int, start: bytes) -> bool:
    return mark == _ADOBE or (mark == _PROFILE and start.startswith(b"ICC_PROFILE\0"))


def _upright(data: bytes) -> bytes:
    """Return the mark of a JPEG that says which way is up, nothing when it is up."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as picture:
            turned = picture.getexif().get(ExifTags.Base.Orientation, 1)
    except (UnidentifiedImageError, SyntaxError, OSError) as error:
        raise ValueError("not a JPEG") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadInput(TOO_MANY_PIXELS) from error
    if turned not in range(2, 9):
        return b""
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = turned
    said = told.tobytes()
    return b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said


def _of_png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length = 12 + unpack_from(">I", data, at)[0]
        name = data[at + 4 : at + 8]
        if at + length > len(data):
            break
        if name not in _TOLD:
            yield data[at : at + length]
        if name == b"IEND":
            return
        at += length
    raise ValueError("not a PNG")

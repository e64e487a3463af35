"""The words in an attached file, as far as they can be read without opening it: what is looked through for CPR numbers.

Office files are read whole. Of a PDF the text is read that is written as text; a scanned page, a picture and a file
with a password are not, and neither is a number that a spreadsheet keeps without its leading nought.
"""

import re
import sys
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import ZipFile

MOST_READ = 100 * 1024 * 1024
# What ends a line of an office file; every other mark stands inside a word and is taken away.
BREAKS = re.compile(r"</?(?:\w+:)?(?:p|h|tab|br|cr|tc|c|si|is|v|row|s|line-break|table-cell)\b[^>]*>")
MARKS = re.compile(r"<[^>]*>")
TOKEN = re.compile(rb"\(|<[0-9A-Fa-f\s]*+>|\[|BDC|T[Jj]|['\"]")
IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
OCTAL = b"01234567"
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
Meaning = dict[bytes, str]


def office_words(data: bytes) -> Iterator[str]:
    """Give the words of every part of an office file, a line for each paragraph and cell."""
    with ZipFile(BytesIO(data)) as parts:
        for entry in parts.infolist():
            if entry.filename.lower().endswith((".xml", ".rels")):
                written = parts.read(entry)
                encoding = "utf-16" if written[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
                yield unescape(MARKS.sub("", BREAKS.sub("\n", written.decode(encoding, "replace"))))


def pdf_words(data: bytes) -> Iterator[str]:
    """Give what the pages of a PDF write: by its bytes, and by each way that its fonts give their signs a meaning."""
    written = list(_streams(data))
    meanings = [meaning for stream in written if b"begincmap" in stream if (meaning := _meaning(stream))]
    for stream in (one for one in written if b"BT" in one):
        lines = list(_lines(stream))
        if lines:
            yield " ".join(line.decode("latin-1") for line in lines)
            for meaning in meanings:
                yield " ".join(_spelt(line, meaning) for line in lines)


def _streams(data: bytes) -> Iterator[bytes]:
    left, at = MOST_READ, data.find(b"stream")
    while at >= 0 and left > 0 and (end := data.find(b"endstream", at)) > 0:
        packed = data[at + len(b"stream") : end].lstrip(b"\r\n")
        unpacking = zlib.decompressobj()
        try:
            stream = unpacking.decompress(packed, left)
        except zlib.error:
            stream = packed  # in another way, or not at all
        left -= len(stream)
        yield stream
        at = data.find(b"stream", end + len(b"endstream"))


def _lines(stream: bytes) -> Iterator[bytes]:
    """Give the signs of each line that is shown, without how far they are moved."""
    pieces, at = list[bytes](), 0
    while found := TOKEN.search(stream, at):
        token, at = found[0], found.end()
        if token == b"(":
            at = _end_of_string(stream, at)
            pieces.append(_unescaped(stream[found.end() : at - 1]))
        elif token[:1] == b"<":
            pieces.append(_unhexed(token[1:-1]))
        elif token in (b"[", b"BDC"):
            pieces = []
        elif pieces:
            yield b"".join(pieces)
            pieces = []


def _end_of_string(stream: bytes, start: int) -> int:
    depth = 1
    for found in IN_STRING.finditer(stream, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(stream)


def _unescaped(text: bytes) -> bytes:
    def meant(found: re.Match[bytes]) -> bytes:
        sign = found[1]
        return bytes([int(sign, 8) & 255]) if sign[0] in OCTAL else SIGNS.get(sign, sign)

    return ESCAPED.sub(meant, text)


def _unhexed(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())


def _meaning(stream: bytes) -> Meaning:
    """Read what a font's signs mean, from the table that makes a PDF's text possible to copy."""
    meaning: Meaning = {}
    for block in CHARS.finditer(stream):
        codes = [_unhexed(found) for found in HEX.findall(block[1])]
        meaning.update({code: _said(said) for code, said in zip(codes[::2], codes[1::2], strict=False)})
    for block in RANGES.finditer(stream):
        for first, last, start, each in RANGE.findall(block[1]):
            low, high = _unhexed(first), _unhexed(last)
            told = [_said(_unhexed(one)) for one in HEX.findall(each)] if each else _counted(_said(_unhexed(start)))
            codes = [number.to_bytes(len(high)) for number in _numbers(low, high)]
            meaning.update(dict(zip(codes, told, strict=False)))
    meaning.pop(b"", None)
    return meaning


def _numbers(low: bytes, high: bytes) -> range:
    """Return the codes of a range; no font has more than sixteen bits can count."""
    first = int.from_bytes(low)
    return range(first, min(int.from_bytes(high), first + 0xFFFF) + 1)


def _counted(first: str) -> Iterator[str]:
    """Give the signs from *first* on."""
    return (first[:-1] + chr(number) for number in range(ord(first[-1]) if first else 0, sys.maxunicode))


def _said(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")


def _spelt(line: bytes, meaning: Meaning) -> str:
    size = len(next(iter(meaning)))
    return "".join(meaning.get(line[at : at + size], "\n") for at in range(0, len(line), size))

"""The one rule about CPR numbers: what looks like one is refused wherever somebody writes, however it is spaced."""

import re
import unicodedata
from typing import Any

from engine.errors import BadInput
from engine.text import N_

# Day and month as they exist, then the year: six digits together, or three pairs parted alike.
TOGETHER = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?: ?[-–—‐−] ?| )?"
APART = r"(?:0[1-9]|[12]\d|3[01])([ .\-/])(?:0[1-9]|1[0-2])\1\d\d[-–—‐−]"
# What begins inside a word, or after more digits and a sign, is a hash, a code, or the number of a case.
LIKE = re.compile(rf"(?i)(?:(?<=cpr)|(?<=nr)|(?<![^\W_])(?<!\d[-./]))(?:{TOGETHER}|{APART})\d{{4}}(?![^\W_]|[-.]\d)")
ABROAD = re.compile(r"(?:\+|\b00)\d{1,3}[ -]?$")  # a telephone number with its country code
FOUND = N_("Det, du skrev, ser ud til at indeholde et CPR-nummer. CPR-numre må ikke gemmes her.")


def holds_cpr(text: str) -> bool:
    """Say whether something in *text* looks like a CPR number."""
    if not text.isascii():  # other digits and spaces are written as ours, and what cannot be seen is left out
        plain = unicodedata.normalize("NFKC", text)
        text = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return any(not ABROAD.search(text, max(0, found.start() - 7), found.start()) for found in LIKE.finditer(text))


def refuse_cpr(said: Any) -> None:
    """Refuse a text, or anything that holds texts, when one of them looks like it holds a CPR number.

    :raises BadInput: without repeating it
    """
    if isinstance(said, str):
        if holds_cpr(said):
            raise BadInput(FOUND)
    elif isinstance(said, dict):
        refuse_cpr(list(said.values()))
    elif isinstance(said, list | tuple):
        for one in said:
            refuse_cpr(one)

"""The one rule about CPR numbers: what looks like one is refused wherever somebody writes, however it is spaced."""

import re
import unicodedata
from typing import Any

from engine.errors import BadInput
from engine.text import N_

# Day and month as they exist, the day of a replacement number 60 later; then the year, of two digits or of four.
DAY, MONTH = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])", r"(?:0[1-9]|1[0-2])"
CENTURY, DASH = "(?:18|19|20)", "[-–—‐−]"
# Written together, or in parts that are parted alike.
TOGETHER = rf"{DAY}{MONTH}(?:\d\d(?: ?{DASH} ?|[ ./])?|{CENTURY}\d\d(?:{DASH}|[ ./]))"
APART = rf"{DAY}([ .\-/]){MONTH}\1(?:\d\d(?: ?{DASH} ?|\1)|{CENTURY}\d\d(?:{DASH}|\1))"
# What begins inside a word, or after more digits and a sign, is a hash, a code, or the number of a case.
LIKE = re.compile(rf"(?i)(?:(?<=cpr)|(?<=nr)|(?<![^\W_])(?<!\d[-./]))(?:{TOGETHER}|{APART})\d{{4}}(?![^\W_]|[-.]\d)")
ABROAD = re.compile(r"(?:\+|\b00)(?!45)\d{1,3}[ -]?$")  # a telephone number of a country where they have ten digits
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

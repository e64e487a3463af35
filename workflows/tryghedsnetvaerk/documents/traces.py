"""What in a free text may point at somebody: telephones, mail addresses, number plates, a street with its number.

It is warned of and may stand when somebody says why; a CPR number is refused (see ``cpr``).
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from engine.text import N_


class Trace(StrEnum):
    """A kind of words that may point at somebody."""

    PHONE, MAIL, PLATE, ADDRESS = "telefon", "mail", "nummerplade", "adresse"


CALLED: Mapping[Trace, str] = {
    Trace.PHONE: N_("et telefonnummer"),
    Trace.MAIL: N_("en mailadresse"),
    Trace.PLATE: N_("en nummerplade"),
    Trace.ADDRESS: N_("en adresse"),
}
YEAR = r"(?:19|20)\d\d"
# Eight digits together, in pairs or in fours; two years after each other and a longer row of digits are none.
PHONE = re.compile(
    rf"(?<![\w,/-])(?<!\d\.)(?:(?:\+|00)45[ -]?)?(?!{YEAR} {YEAR})"
    r"(?:[1-9]\d(?: ?\d\d){3}|[1-9]\d{3} \d{4})(?![\w/]|[.,-]\d)"
)
ABROAD = re.compile(r"(?<![\w+])(?:\+|00)(?!45)[1-9]\d{0,2}(?:[ -]?\d){6,12}(?!\w)")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
PLATE = re.compile(r"(?<!\w)[A-ZÆØÅ]{2} ?\d{2} ?\d{3}(?!\w)")
STREETS = (
    "vej", "gade", "stræde", "allé", "alle", "alléen", "alleen", "vænge", "vænget", "plads", "pladsen", "torv",
    "torvet", "boulevard", "boulevarden", "toften", "haven", "parken", "stien", "bakken", "parkvej", "skrænten",
    "kæret", "engen", "lunden", "krogen", "svinget", "kvarteret", "vangen", "gården", "kajen", "brygge", "ager",
)  # fmt: skip
# The street begins its own name or ends a longer word, as in "Birkestien 7", "Nørre Allé 12 B" and "birkevej 3".
ADDRESS = re.compile(
    rf"(?<!\w)(?:[A-ZÆØÅ]\w{{2,30}} (?:{'|'.join(one.capitalize() for one in STREETS)})"
    rf"|\w{{2,30}}(?:{'|'.join(STREETS)})),? (?:nr\.? ?)?\d{{1,3}}(?: ?[A-Za-z])?(?![\w%]|[.,]\d)"
)
LOOKS: Mapping[Trace, tuple[re.Pattern[str], ...]] = {
    Trace.PHONE: (PHONE, ABROAD),
    Trace.MAIL: (MAIL,),
    Trace.PLATE: (PLATE,),
    Trace.ADDRESS: (ADDRESS,),
}


def list_traces(text: str) -> tuple[Trace, ...]:
    """Return which kinds of traces stand in a text, each once."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text)
        text = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return tuple(kind for kind, patterns in LOOKS.items() if any(one.search(text) for one in patterns))

"""The fields of forms: what is typed in them as it is stored, and what they say as people read it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from flask import g
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
)

from engine.text import N_
from webui.saying.language import number, tell

HIDDEN = frozenset({"version", "command_key", "csrf_token", "traces_kept", "traces_reason"})
UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Persian, Urdu, Kurdish and the languages of India are spelled with joiners; elsewhere they only hide.
JOINERS = "\u200c\u200d"
OF_JOINED = 0x0590  # the first letter of a script that is spelled with them


class GroupName(StringField):
    """What a group is called; one of the method's own is kept by its Danish name and read in the reader's language."""


def tidy(text: Any) -> Any:
    """Return a typed text as it is stored: composed, without control characters, stripped at its ends."""
    if not isinstance(text, str):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        sign for sign in composed if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
    ).strip()


def tidy_line(text: Any) -> Any:
    """Return a text of one line as it is stored: without the signs that cannot be seen or turn what follows round."""
    if not isinstance(text, str):
        return text
    seen = UNSEEN.sub("", tidy(text))
    spelled = (sign for at, sign in enumerate(seen) if sign not in JOINERS or _is_joined(seen[at - 1 : at]))
    return "".join(spelled).strip()


def _is_joined(before: str) -> bool:
    """Say whether a joiner after a sign spells a word: the sign is a letter, or a mark, of a script that joins."""
    return bool(before) and ord(before) >= OF_JOINED and unicodedata.category(before)[0] in "LM"


def typed() -> Mapping[str, str]:
    """Return what was typed in this request's forms by the fields' labels, without what nobody should see again."""
    return {
        field.label.text: shown
        for form in g.get("forms", ())
        for field in each_field(form)
        if field.raw_data and field.label.text and not _secret(field) and (shown := shown_value(field))
    }


def _secret(field: Any) -> bool:
    return field.name in HIDDEN or isinstance(field, HiddenField | PasswordField | FileField)


def shown_value(field: Any) -> str:
    """Return what a field says as people read it: the word of a choice, yes or no, a date in the reader's language."""
    data = field.data
    if isinstance(field, BooleanField):
        return tell(N_("Ja") if data else N_("Nej"))
    if isinstance(field, SelectMultipleField):
        return ", ".join(one.label or "" for one in field.choices or () if one.value in (data or ()))
    if isinstance(field, SelectField):
        return next((one.label for one in field.choices or () if one.value == str(data or "") and one.value), "")
    if isinstance(field, IntegerField):
        return number(data)
    return "" if data in (None, "") else tell("{x}", {"x": data})


def each_field(form: Any) -> Iterator[Any]:
    """Give every field with those inside it."""
    for field in form:
        yield field
        if isinstance(field, FormField | FieldList):
            yield from each_field(field)

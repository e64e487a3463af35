"""Which language is spoken in a request, and how dates and numbers are said in it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from babel import dates, numbers
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_login import current_user

from engine.clock import COPENHAGEN
from engine.text import LOCALES, N_, SOURCE, catalogue, say

COOKIE = "sprog"
YEAR = 365 * 24 * 3600
SPOKEN = {"da": "da_DK", "en": "en_GB"}


def init_app(app: Flask) -> None:
    """Teach the templates of *app* both languages, and remember a choice made by ``?lang=``."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    app.jinja_env.filters |= {
        "day": day,
        "short_day": short_day,
        "moment": moment,
        "clock": clock,
        "week": week,
        "number": number,
        "say": tell,
        "upper_first": upper_first,
        "excerpt": excerpt,
    }
    app.context_processor(lambda: {"locale": locale(), "other_locale_url": other_locale_url()})
    app.after_request(_remember)


def locale() -> str:
    """Return the language: chosen in the address, in this browser, by the person, by the browser; else Danish."""
    if not has_request_context():
        return SOURCE
    if "locale" not in g:
        g.locale = _chosen() or getattr(current_user, "locale", None) or _accepted()
    return g.locale


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak the language *code* for a while: that of somebody who will read what is written now."""
    own, g.locale = locale(), code
    try:
        yield
    finally:
        g.locale = own


def _chosen() -> str | None:
    asked = (request.args.get("lang"), request.cookies.get(COOKIE))
    return next((said for said in asked if said in LOCALES), None)


def _accepted() -> str:
    return request.accept_languages.best_match(LOCALES, SOURCE) or SOURCE


def _remember(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in LOCALES and asked != request.cookies.get(COOKIE):
        response.set_cookie(
            COOKIE, asked, max_age=YEAR, path="/", secure=request.is_secure, httponly=True, samesite="Lax"
        )
    return response


def other_locale_url() -> str:
    """Return the address of this page in the other language."""
    other = next(code for code in LOCALES if code != locale())
    if not can_be_read():
        return f"/?{urlencode({'lang': other})}"
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return f"{request.path}?{urlencode([*kept, ('lang', other)])}"


def can_be_read() -> bool:
    """Say whether a page can be fetched at this address; a form may be sent to one where none can."""
    return current_app.url_map.bind("").test(request.path, "GET")


def gettext(text: str) -> str:
    """Return *text* in the language of the request."""
    return catalogue(locale()).gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text that fits *count*."""
    return catalogue(locale()).ngettext(one, many, count)


def pgettext(context: str, text: str) -> str:
    """Return *text* in the meaning that *context* names."""
    return catalogue(locale()).pgettext(context, text)


def npgettext(context: str, one: str, many: str, count: int) -> str:
    """Return the form of a text that fits *count*, in the meaning that *context* names."""
    return catalogue(locale()).npgettext(context, one, many, count)


def _(text: str, **values: Any) -> str:
    """Return *text* in the language of the request with its ``{named}`` places filled."""
    return tell(text, values)


def tell(text: str, values: Mapping[str, Any] | None = None) -> str:
    """Return a sentence in the language of the request, with dates and numbers as it says them."""
    return say(text, locale(), {key: spoken(value) for key, value in values.items()} if values else None)


def quoted(text: str) -> str:
    """Return a text between quotation marks, as the language of the request has them."""
    return tell(N_("»{tekst}«"), {"tekst": text})


def excerpt(text: str, most: int = 140) -> str:
    """Return the beginning of a text, cut between words and with dots where something is left out."""
    if len(text) <= most:
        return text
    kept = text[:most]
    return kept.rsplit(None, 1)[0].rstrip(",.;:") + " …" if " " in kept.strip() else f"{kept}…"


def upper_first(text: str) -> str:
    """Begin a text with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def spoken(value: Any) -> Any:
    """Return a value as a sentence says it."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float | Decimal):
        return number(value)
    return value


def day(value: date | datetime | None) -> str:
    """Say a date: 22. november 2026."""
    return "" if value is None else _dated(_local_day(value), "long", _tag())


def short_day(value: date | datetime | None) -> str:
    """Say a date shortly: 22. nov. 2026."""
    return "" if value is None else _dated(_local_day(value), "d. MMM y" if _danish() else "d MMM y", _tag())


@lru_cache(maxsize=4_096)  # a list names the same days over and over
def _dated(value: date, form: str, tag: str) -> str:
    return dates.format_date(value, form, locale=tag)


def moment(value: datetime | None) -> str:
    """Say a moment in Copenhagen: 22. november 2026 kl. 9.12."""
    if value is None:
        return ""
    return gettext(N_("%s kl. %s")) % (day(value), clock(value))


def clock(value: datetime | None) -> str:
    """Say the hour in Copenhagen: 9.12."""
    if value is None:
        return ""
    return dates.format_time(value, "H.mm" if _danish() else "HH:mm", tzinfo=COPENHAGEN, locale=_tag())


def week(value: date | datetime | None) -> str:
    """Say which week a date lies in: uge 47."""
    return "" if value is None else tell(N_("uge {nr}"), {"nr": _local_day(value).isocalendar().week})


def number(value: float | Decimal | None, digits: int | None = None) -> str:
    """Say a number: 1.234,5; *digits* are those after the comma."""
    if value is None:
        return ""
    pattern = None if digits is None else f"#,##0.{'0' * digits}".rstrip(".")
    return numbers.format_decimal(value, format=pattern, locale=_tag())


def _danish() -> bool:
    return locale() == SOURCE


def _tag() -> str:
    return SPOKEN[locale()]


def _local_day(value: date | datetime) -> date:
    return value.astimezone(COPENHAGEN).date() if isinstance(value, datetime) else value

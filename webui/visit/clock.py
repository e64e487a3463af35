"""The one clock of the pages: what time it is when a request asks."""

from datetime import UTC, date, datetime

from flask import Flask, current_app

from engine import clock


def init_app(app: Flask) -> None:
    """Give *app* the real clock, unless it was given another."""
    app.extensions.setdefault("clock", _real)


def now() -> datetime:
    """Return the moment it is."""
    return current_app.extensions["clock"]()


def today() -> date:
    """Return the local date it is."""
    return clock.today(now())


def _real() -> datetime:
    return datetime.now(UTC)

"""Periods of figures as people say them, in the language of the page."""

from webui.saying.language import locale
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker


def said(period: str) -> str:
    """Say a period: 2024, 1. kvartal 2024 or april 2024; what is none stands as it is written."""
    return Speaker(locale()).period(period)


def between(first: str, last: str) -> str:
    """Say a spell of periods, or the one period that it is."""
    return Speaker(locale()).spell((first, last or first))

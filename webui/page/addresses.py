"""Where each page key leads: what a demand calls a page, and what the address bar calls it."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, url_for
from flask_login import current_user
from werkzeug.routing import IntegerConverter

from engine.text import N_
from webui.saying.language import tell

# key: (endpoint, view arguments, what the link says)
PAGES: Mapping[str, tuple[str, Mapping[str, Any], str]] = {
    "overblik": ("overview.show", {}, N_("Gå til overblikket")),
    "kortlaegning": ("overview.section", {"tab": "kortlaegning"}, N_("Gå til kortlægningen")),
    "deltagere": ("overview.section", {"tab": "deltagere"}, N_("Gå til deltagerne")),
    "aftalen": ("overview.section", {"tab": "aftaler"}, N_("Gå til aftale og materialer")),
    "dokumenter": ("documents.index", {}, N_("Gå til dokumenterne")),
    "historik": ("history.show", {}, N_("Gå til historikken")),
    "behov": ("records.index", {"noun": "behov"}, N_("Skriv behovet")),
    "interessenter": ("records.index", {"noun": "interessenter"}, N_("Gå til interessenterne")),
    "styregruppe": ("records.index", {"noun": "styregruppe"}, N_("Gå til styregruppen")),
    "moeder": ("records.index", {"noun": "moeder"}, N_("Gå til møderne")),
    "moededeltagere": ("records.index", {"noun": "moededeltagere"}, N_("Gå til mødedeltagerne")),
    "moedeplan": ("meetings.find", {"kind": "styregruppe"}, N_("Planlæg styregruppens møder")),
    "indledende": ("meetings.find", {"kind": "indledende"}, N_("Gå til det indledende møde")),
    "orienteringsmoede": ("meetings.find", {"kind": "orientering"}, N_("Gå til orienteringsmødet")),
    "udviklingsmoede": ("meetings.find", {"kind": "udvikling"}, N_("Gå til udviklingsmødet")),
    "aftalemoede": ("meetings.find", {"kind": "aftale"}, N_("Gå til aftalemødet")),
    "netvaerksmoede": ("meetings.find", {"kind": "netvaerk"}, N_("Gå til netværksmødet")),
    "beslutninger": ("records.index", {"noun": "beslutninger"}, N_("Gå til beslutningerne")),
    "tekster": ("records.index", {"noun": "tekster"}, N_("Gå til teksterne til beboerne")),
    "beboere": ("records.index", {"noun": "beboere"}, N_("Gå til beboerne")),
    "droeftelser": ("records.index", {"noun": "droeftelser"}, N_("Gå til drøftelserne")),
    "spoergsmaal": ("records.index", {"noun": "spoergsmaal"}, N_("Gå til beboernes spørgsmål")),
    "kriminalitetstal": ("records.index", {"noun": "kriminalitetstal"}, N_("Gå til kriminalitetstallene")),
    "undersoegelser": ("records.index", {"noun": "undersoegelser"}, N_("Gå til undersøgelserne")),
    "spoergeskemaer": ("records.index", {"noun": "spoergeskemaer"}, N_("Gå til spørgeskemaerne")),
    "samtalerunder": ("records.index", {"noun": "samtalerunder"}, N_("Gå til samtalerne")),
    "temaer": ("records.index", {"noun": "temaer"}, N_("Gå til temaerne")),
    "rapport": ("records.index", {"noun": "rapport"}, N_("Gå til rapporten")),
    "kommentarer": ("records.index", {"noun": "kommentarer"}, N_("Gå til kommentarerne")),
    "problemer": ("records.index", {"noun": "problemer"}, N_("Gå til problemerne")),
    "faggrupper": ("records.index", {"noun": "faggrupper"}, N_("Gå til faggrupperne")),
    "aftale": ("records.index", {"noun": "aftale"}, N_("Gå til aftalen")),
    "parter": ("records.index", {"noun": "parter"}, N_("Gå til parterne")),
    "kontaktveje": ("records.index", {"noun": "kontaktveje"}, N_("Gå til kontaktvejene")),
    "materialer": ("records.index", {"noun": "materialer"}, N_("Gå til materialerne")),
    "actioncard": ("records.index", {"noun": "actioncard"}, N_("Gå til actioncardet")),
    "nyhedsmails": ("records.index", {"noun": "nyhedsmails"}, N_("Gå til nyhedsmails")),
    "evaluering": ("records.index", {"noun": "evaluering"}, N_("Gå til evalueringen")),
    "maalinger": ("records.index", {"noun": "maalinger"}, N_("Gå til målingerne")),
}


class Number(IntegerConverter):
    """A number in an address; one that no table can hold is no address."""

    regex = "[0-9]{1,9}"


def init_app(app: Flask) -> None:
    """Teach *app* which numbers an address can hold."""
    app.url_map.converters["int"] = Number


def of(key: str, slug: str) -> str:
    """Return the address of a page of the network *slug*."""
    endpoint, values, _ = PAGES[key]
    return url_for(endpoint, slug=slug, **values)


def title(key: str) -> str:
    """Return what a link to a page says."""
    return tell(PAGES[key][2])


def networks() -> str:
    """Return where the list of networks stands: on the front page, but for those whose front page is another."""
    return "/netvaerk/" if current_user.is_authenticated and current_user.only_reads else "/"

"""What may be written of a person and an organisation, and how it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.cpr import refuse_cpr
from engine.errors import BadInput
from engine.people.models import Kind
from engine.text import LOCALES, N_

LONGEST = {"name": 120, "mail": 254, "phone": 40, "title": 120}
FLAGS = ("administrator", "coordinator", "auditor")
TOLD = {
    "name": N_("Navn"),
    "mail": N_("Mail"),
    "phone": N_("Telefon"),
    "title": N_("Titel eller funktion"),
    "kind": N_("Slags"),
    "organisation_id": N_("Organisation"),
    "administrator": N_("Administrator"),
    "coordinator": N_("Koordinator"),
    "auditor": N_("Revisor"),
    "active": N_("Kan logge ind"),
    "locale": N_("Sprog"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says one thing now and another in what somebody wrote."""

    label: str
    theirs: str
    yours: str


def content(row: Any) -> dict[str, Any]:
    """Return what *row* says, as the history commits to it."""
    return {key: getattr(row, key) for key in TOLD if hasattr(row, key)}


def plain_mail(mail: str | None) -> str | None:
    """Return a mail address as it is stored and looked up."""
    return (mail or "").strip().lower() or None


def read_person(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of a person as it is stored.

    :raises BadInput: if something cannot be used
    """
    told = _texts(said, "name", "mail", "phone", "title")
    told |= {key: bool(said[key]) for key in (*FLAGS, "active") if key in said}
    if "organisation_id" in said:
        told["organisation_id"] = said["organisation_id"] or None
    if "locale" in said:
        if said["locale"] not in LOCALES:
            raise BadInput(N_("Vælg dansk eller engelsk."))
        told["locale"] = said["locale"]
    _refuse_unknown(said, {*told})
    return told


def read_organisation(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of an organisation as it is stored.

    :raises BadInput: if something cannot be used
    """
    told = _texts(said, "name", "mail", "phone")
    if said.get("kind") not in list(Kind):
        raise BadInput(N_("Vælg, hvad det er for en organisation."))
    told["kind"] = str(said["kind"])
    _refuse_unknown(said, {*told})
    return told


def _refuse_unknown(said: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(said) - known):
        raise TypeError(f"nothing is called {', '.join(unknown)}")


def _texts(said: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    told: dict[str, Any] = {key: " ".join(str(said[key] or "").split()) for key in keys if key in said}
    if not told.get("name"):
        raise BadInput(N_("Skriv navnet."))
    refuse_cpr(told)
    for key, text in told.items():
        if len(text) > LONGEST[key] or not text.isprintable():
            raise BadInput(
                N_("»{start} …« kan ikke bruges. Skriv højst {longest} almindelige tegn."),
                start=text[:20],
                longest=LONGEST[key],
            )
    if "mail" in told:
        told["mail"] = _mail(told["mail"])
    return told


def _mail(mail: str) -> str | None:
    """Return one plain address: no name, no list, nothing a mail header could be split by."""
    local, at, domain = mail.partition("@")
    odd = set(' ,;:<>()[]"\\') & set(mail)
    if mail and (odd or not (local and at) or "@" in domain or "." not in domain.strip(".") or domain[:1] == "."):
        raise BadInput(N_("Mailadressen {mail} kan ikke bruges. Skriv den som navn@eksempel.dk."), mail=mail)
    return plain_mail(mail)

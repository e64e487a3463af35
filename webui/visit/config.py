"""Settings from the environment, with defaults, and the folder and key they stand on."""

import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from engine.errors import BadInput, Unusable
from engine.outbox import must_be_one_address
from engine.text import N_

LARGEST_UPLOAD = 11 * 1024 * 1024
LARGEST_CARRIED = 3_500_000  # bytes of a form without its files: a page carries what was read of one till it is stored
MAIL_SCHEMES = ("smtp", "smtp+starttls")
YES = frozenset({"1", "true", "yes", "ja", "on"})
SHORTEST_KEY = 32
LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"]


def settings(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return the settings that *environ* gives; makes nothing and opens nothing."""
    data = Path(environ.get("TRYGHED_DATA") or "var")
    proxied = environ.get("TRYGHED_BEHIND_PROXY", "").strip().lower() in YES
    return {
        "DATA": data,
        "DATABASE_URL": environ.get("TRYGHED_DATABASE_URL") or f"sqlite:///{data.absolute() / 'tryghed.db'}",
        "SECRET_KEY": environ.get("TRYGHED_SECRET_KEY") or None,
        "BEHIND_PROXY": proxied,
        "NAME": environ.get("TRYGHED_NAME") or "Tryghedsnet",
        "SUPPORT_MAIL": environ.get("TRYGHED_SUPPORT_MAIL", ""),
        "DEMONSTRATION": False,
        "MAX_CONTENT_LENGTH": LARGEST_UPLOAD,
        "MAX_FORM_MEMORY_SIZE": LARGEST_CARRIED,
        "TEMPLATES_AUTO_RELOAD": False,
        "WTF_CSRF_TIME_LIMIT": int(timedelta(hours=10).total_seconds()),
        "WTF_I18N_ENABLED": False,
        # Without a proxy only this machine is served, so another name in Host is another site's script.
        "TRUSTED_HOSTS": None if proxied else LOCAL_NAMES,
        **cookies(secure=proxied),
    }


def mail_settings(environ: Mapping[str, str] = os.environ) -> tuple[str, str] | None:
    """Return where mail is handed in and who it is from; nothing when no mail is to leave.

    :raises Unusable: if either cannot be used; the address may hold a password, so no refusal repeats it
    """
    url, sender = (environ.get(f"TRYGHED_{name}", "").strip() for name in ("SMTP_URL", "MAIL_FROM"))
    if url and not _hands_in(url):
        raise Unusable(
            N_("TRYGHED_SMTP_URL kan ikke bruges. Skriv den som smtp+starttls://navn:adgangskode@maskine:587.")
        )
    if sender:
        try:
            must_be_one_address(sender)
        except BadInput as error:
            raise Unusable(
                N_("TRYGHED_MAIL_FROM er ikke en mailadresse: {adresse}. Skriv den som navn@eksempel.dk."),
                adresse=sender,
            ) from error
    if url and not sender:
        raise Unusable(N_("TRYGHED_SMTP_URL er sat, men TRYGHED_MAIL_FROM mangler: hvem er mailen fra?"))
    return (url, sender) if url else None


def _hands_in(url: str) -> bool:
    try:
        read = urlsplit(url)
        return read.scheme in MAIL_SCHEMES and bool(read.hostname) and read.port != 0
    except ValueError:
        return False


def cookies(*, secure: bool) -> dict[str, Any]:
    """Return how cookies are named and marked; over plain http on loopback a browser refuses the strict form."""
    prefix = "__Host-" if secure else ""
    return {
        "LOGIN_COOKIE_NAME": f"{prefix}tryghed",
        "SESSION_COOKIE_NAME": f"{prefix}tryghed-form",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
    }


def check_address(host: str, behind_proxy: bool) -> None:
    """Refuse to serve anything but this machine over plain http.

    :raises Unusable: with the ways out
    """
    if behind_proxy or is_loopback(host):
        return
    raise Unusable(
        N_(
            "Adressen {host} kan nås af andre maskiner, og uden https kan adgangskoder læses undervejs. "
            "Brug --host 127.0.0.1, eller sæt en https-proxy foran og start med TRYGHED_BEHIND_PROXY=1."
        ),
        host=host,
    )


def is_loopback(host: str) -> bool:
    """Say whether *host* is this machine and no other."""
    if host.strip("[]").lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def open_folder(data: Path) -> Path:
    """Return the data folder, made when it is not there.

    :raises Unusable: if it cannot be made or written in
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(N_("Datamappen {folder} kan ikke oprettes. Vælg en anden med --data."), folder=data) from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise Unusable(N_("Der kan ikke skrives i datamappen {folder}. Vælg en anden med --data."), folder=data)
    return data


def checked_key(key: str | None) -> str | None:
    """Return the key that several machines share, if one is given.

    :raises Unusable: if it is too short to be one
    """
    if key and len(key) < SHORTEST_KEY:
        raise Unusable(N_("TRYGHED_SECRET_KEY er for kort: skriv mindst {tegn} tilfældige tegn."), tegn=SHORTEST_KEY)
    return key


def secret_key(data: Path) -> str:
    """Return the key that forms are signed with, made at first use and readable by nobody else.

    :raises Unusable: if others can read it, or it is not a key
    """
    path = open_folder(data) / "secret_key"
    try:
        if not path.exists():
            _make_key(path)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise Unusable(N_("Nøglefilen {file} kan læses af andre. Skriv: chmod 600 {file}"), file=path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(N_("Nøglefilen {file} kan ikke læses eller skrives."), file=path) from error
    if len(key) < SHORTEST_KEY:
        raise Unusable(N_("Nøglefilen {file} er for kort. Slet den, så laves der en ny."), file=path)
    return key


def _make_key(path: Path) -> None:
    """Write a new key beside its place and link it there, so that of two that start at once one wins whole."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

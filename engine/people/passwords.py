"""Passwords: which may be chosen, and the one door to argon2; slow on purpose, so never called inside a transaction."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from engine.errors import BadInput
from engine.text import N_

SHORTEST, LONGEST = 12, 128
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)
# Two at a time: on a small machine more would only be slower, and a crowd at the door could take all its memory.
AT_ONCE = BoundedSemaphore(2)
# The hash of a password nobody has, with the same parameters: an unknown address costs as much work as a known one.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdGZvcm5vYm9keTAwMA$0000000000000000000000000000000000000000000"

# Well-known ones; a known one with figures or signs around it is as well known.
KNOWN = frozenset(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split())
AROUND = "0123456789!.?*#-_ "


def hash_password(password: str, *, about: Sequence[str | None] = ()) -> str:
    """Return the hash of a newly chosen password; *about* is what others know of the person: name and mail address.

    :raises BadInput: if it is too short or too long, well known, or says who the person is
    """
    chosen = _same(password)
    if len(chosen) < SHORTEST:
        raise BadInput(N_("Adgangskoden er for kort. Skriv mindst {shortest} tegn."), shortest=SHORTEST)
    if len(chosen) > LONGEST:
        raise BadInput(N_("Adgangskoden er for lang. Skriv højst {longest} tegn."), longest=LONGEST)
    if _guessable(chosen.casefold()):
        raise BadInput(N_("Adgangskoden er for almindelig. Vælg for eksempel fire tilfældige ord."))
    if _tells_who(chosen.casefold(), about):
        raise BadInput(N_("Adgangskoden må ikke indeholde navnet eller mailadressen."))
    with AT_ONCE:
        return HASHER.hash(chosen)


def matches(password_hash: str | None, password: str) -> bool:
    """Say whether *password* is the one that was hashed; without a hash the same work is done in vain."""
    tried = _same(password[: LONGEST + 1])
    with AT_ONCE:
        try:
            HASHER.verify(password_hash or NOBODY, tried)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def outdated(password_hash: str) -> bool:
    """Say whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


def rehash(password: str) -> str:
    """Hash a password that was just found right once more, with today's parameters."""
    with AT_ONCE:
        return HASHER.hash(_same(password))


def _same(password: str) -> str:
    """Return the password as every keyboard writes it: an å of two parts is the å of one."""
    return unicodedata.normalize("NFKC", password)


def _guessable(chosen: str) -> bool:
    repeats = chosen in (chosen + chosen)[1:-1]
    return repeats or chosen in KNOWN or chosen.strip(AROUND) in KNOWN or not chosen.strip(AROUND)


def _tells_who(chosen: str, about: Sequence[str | None]) -> bool:
    squeezed = "".join(chosen.split())
    parts = [part for said in about if said for part in (said, said.partition("@")[0])]
    return any(len(part) >= 4 and part in squeezed for part in ("".join(part.casefold().split()) for part in parts))

"""Reading the texts to the residents: what is released, in which languages, and which of the area's are lacking."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from engine.db import Session
from engine.errors import NotFound
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.languages import lacking, listed
from workflows.tryghedsnetvaerk.network.information.models import (
    ARTICLE,
    POSTER,
    RELEASED,
    WEB,
    ResidentEdition,
    ResidentNotice,
    ResidentText,
)
from workflows.tryghedsnetvaerk.network.models import Network

NOBODY_HERE = N_("Der er ingen tekst her. Den kan være taget ned igen.")
READ_FIRST = (WEB, ARTICLE, POSTER)  # which of a language's texts its page shows


@dataclass(frozen=True, slots=True)
class Issued:
    """A text as it was released."""

    text: ResidentText
    edition: ResidentEdition
    content: Mapping[str, Any]


def said_by(row: ResidentText) -> dict[str, Any]:
    """Return what a text says as it stands now."""
    return {"title": row.title, "body": row.body, "limits": row.limits}


def find_edition(session: Session, row: ResidentText) -> ResidentEdition | None:
    """Return the last edition of a text, whether it is in force or not."""
    wanted = select(ResidentEdition).where(ResidentEdition.text_id == row.id)
    return session.scalars(wanted.order_by(ResidentEdition.number.desc())).first()


def content_of(edition: ResidentEdition) -> dict[str, Any]:
    """Return what an edition says."""
    found: dict[str, Any] = json.loads(edition.content)
    return found


def is_changed(session: Session, row: ResidentText) -> bool:
    """Say whether a released text says something else now than on the day it was released."""
    edition = find_edition(session, row) if row.state == RELEASED else None
    return edition is not None and differs(row, edition)


def list_editions(session: Session, network_id: int) -> dict[int, ResidentEdition]:
    """Return what every released text of a network was released as, by its id."""
    newest = select(func.max(ResidentEdition.number)).where(ResidentEdition.text_id == ResidentText.id)
    wanted = (
        select(ResidentEdition)
        .join(ResidentText, ResidentText.id == ResidentEdition.text_id)
        .where(ResidentText.network_id == network_id, ResidentText.state == RELEASED)
        .where(ResidentEdition.number == newest.correlate(ResidentText).scalar_subquery())
    )
    return {edition.text_id: edition for edition in session.scalars(wanted)}


def differs(row: ResidentText, edition: ResidentEdition) -> bool:
    """Say whether a text says something else than what it was released as."""
    was, now = content_of(edition), said_by(row)
    return any(was.get(key) != value for key, value in now.items())


def list_texts(session: Session, notice: ResidentNotice) -> Sequence[ResidentText]:
    """Return the texts of a notice."""
    wanted = select(ResidentText).where(ResidentText.notice_id == notice.id)
    return session.scalars(wanted.order_by(ResidentText.nr)).all()


def languages_of(session: Session, network_id: int) -> tuple[str, ...]:
    """Return the languages that are spoken in the area."""
    return listed(session.scalar(select(Network.languages).where(Network.network_id == network_id)) or "")


def released_in(texts: Iterable[ResidentText], kind: str = "") -> tuple[str, ...]:
    """Return the languages in which something, or a text of one *kind*, is released, each once."""
    there = (one.language for one in texts if one.state == RELEASED and kind in ("", one.kind))
    return listed(",".join(there))


def reached_from(texts: Sequence[ResidentText], kind: str, *, closed: bool) -> tuple[str, ...]:
    """Return the languages that whoever holds a text of a *kind* can read: by its code or its address, else by none.

    An article carries neither, and a page that is *closed* shows nothing: then there are only texts of the same kind.
    """
    return released_in(texts, kind if closed or kind == ARTICLE else "")


def lacking_of(session: Session, notice: ResidentNotice, kind: str) -> tuple[str, ...]:
    """Return the languages of the area in which no text of a *kind* is released of a notice."""
    return lacking(languages_of(session, notice.network_id), released_in(list_texts(session, notice), kind))


def get_open(session: Session, code: str) -> ResidentNotice:
    """Return the notice that anybody may read at an address.

    :raises NotFound: if there is none, or it was closed
    """
    wanted = select(ResidentNotice).where(ResidentNotice.code == code, ResidentNotice.closed_on.is_(None))
    found = session.scalar(wanted)
    if found is None:
        raise NotFound(NOBODY_HERE)
    return found


def list_issued(session: Session, notice: ResidentNotice) -> Mapping[str, Issued]:
    """Return the released text that each language's page shows."""
    newest = select(func.max(ResidentEdition.number)).where(ResidentEdition.text_id == ResidentText.id)
    wanted = (
        select(ResidentText, ResidentEdition)
        .join(ResidentEdition, ResidentEdition.text_id == ResidentText.id)
        .where(ResidentText.notice_id == notice.id, ResidentText.state == RELEASED)
        .where(ResidentEdition.number == newest.correlate(ResidentText).scalar_subquery())
    )
    found: dict[str, Issued] = {}
    rows = sorted(session.execute(wanted).all(), key=lambda row: READ_FIRST.index(row[0].kind))
    for text, edition in rows:
        found.setdefault(text.language, Issued(text, edition, content_of(edition)))
    return {code: found[code] for code in listed(",".join(found))}

"""What of an interview guide still stands in another language than its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from engine.db import Session
from engine.errors import Lacking
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.documents.languages import DANISH, own_name
from workflows.tryghedsnetvaerk.mapping.interviews import guides
from workflows.tryghedsnetvaerk.mapping.interviews.models import PARTS, Guide
from workflows.tryghedsnetvaerk.mapping.interviews.queries import newest
from workflows.tryghedsnetvaerk.network.information.untranslated import SHOWN, standing_line

STANDS = N_("Guiden er ikke oversat til {sprog}. Denne linje er stadig på et andet sprog: »{linje}«")


def find_untranslated(row: Guide, others: Sequence[Guide]) -> Iterator[tuple[str, Sentence]]:
    """Give each part of a guide that says what the Danish one of its round says, or a shipped one of another language.

    *others* are the guides of its round.
    """
    beside = newest(others).get(DANISH) if row.language != DANISH else None
    for part in PARTS:
        shipped = "\n".join(getattr(said, part) for code, said in guides.WORDINGS.items() if code != row.language)
        lines = frozenset(" ".join(line.casefold().split()) for line in shipped.splitlines())
        danish = [getattr(beside, part)] if beside else []
        if line := standing_line(getattr(row, part), danish, lines):
            yield part, sentence(STANDS, sprog=own_name(row.language), linje=line[:SHOWN])


def translated(every: Sequence[Guide]) -> dict[str, Guide]:
    """Return the newest edition of each language among the guides of a round that is in its language."""
    return newest([one for one in every if not any(find_untranslated(one, every))])


def must_be_translated(session: Session, before: Guide | None, values: Mapping[str, Any]) -> None:
    """Refuse what somebody writes in a guide that is not in its language.

    :raises Lacking: with each part that is not
    """
    said = {name: values.get(name, getattr(before, name, "")) for name in ("round_id", "language", *PARTS)}
    found = find_untranslated(Guide(**said), guides_of(session, said["round_id"]))
    if lacks := [(f"#{part}", why) for part, why in found]:
        raise Lacking(lacks)


def guides_of(session: Session, round_id: int) -> Sequence[Guide]:
    """Return every guide of a round."""
    return session.scalars(select(Guide).where(Guide.round_id == round_id)).all()

"""One-time codes: made once, told once, and kept only as what a code can be known again by."""

import hmac
import secrets
from collections.abc import Sequence

from sqlalchemy import func, insert, select

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.records import begin, end
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey import box
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, HERE, AccessCode, BallotBox, Survey
from workflows.tryghedsnetvaerk.mapping.survey.surveys import find_survey

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 and O, 1, I and L, which are read for each other
LENGTH, GROUP = 9, 3
MOST_AT_ONCE, MOST = 2_000, 20_000


def spelled(code: str) -> str:
    """Return a code as it is printed: in groups of three."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read(written: str) -> str:
    """Return what somebody wrote as a code: only its signs, in capitals."""
    return "".join(sign for sign in written.upper() if sign.isalnum())[: 2 * LENGTH]


def can_be(code: str) -> bool:
    """Say whether what was read may be a code at all: as many signs as one has, and no others."""
    return len(code) == LENGTH and set(code) <= set(SIGNS)


def digest(survey: Survey, code: str) -> bytes:
    """Return what a code is kept as; the same code is another in another survey."""
    return hmac.digest(survey.salt, b"kode:" + code.encode(), "sha256")


def find_position(session: Session, survey: Survey, written: str) -> int | None:
    """Return the place of a code in its survey, or nothing when there is no such code."""
    wanted = select(AccessCode.position).where(
        AccessCode.survey_id == survey.id, AccessCode.digest == digest(survey, read(written))
    )
    return session.scalar(wanted)


def make_codes(session: Session, command: Command, study_nr: int, count: int) -> list[str]:
    """Make *count* new codes for the survey of a study and return them; they can be told now and never again.

    :raises NotAllowed: if the survey has no codes, or is over
    :raises BadInput: if it is none, or more than can be made
    """
    made = draw(min(max(count, 0), MOST_AT_ONCE + 1))
    keep_codes(session, command, study_nr, made)
    return made


def keep_codes(session: Session, command: Command, study_nr: int, made: Sequence[str]) -> Survey:
    """Keep new codes for the survey of a study, so that each lets one answer in.

    Their places are sorted by what they are kept as, so that no place tells which card a code stood on. The history
    hears how many there are.

    :raises NotAllowed: if the survey has no codes, or is over, or they were kept before
    :raises BadInput: if it is none, or more than can be made
    """
    change = begin(session, command, "survey_codes", study_nr, of=Survey.__tablename__)
    row = find_survey(session, records.get(session, Study, command.process_id, study_nr))
    if row is None:
        raise NotAllowed(N_("Undersøgelsen er ikke sat op endnu."), page=f"undersoegelser:{study_nr}")
    if change.repeated:
        raise NotAllowed(
            N_("Koderne er lavet og vist én gang. Lav et nyt ark, hvis det gik tabt."), page="undersoegelser"
        )
    _must_take(row, len(made))
    at = session.scalar(select(func.count()).where(AccessCode.survey_id == row.id)) or 0
    rows = [
        {"survey_id": row.id, "position": at + place, "network_id": row.network_id, "digest": kept}
        for place, kept in enumerate(sorted(digest(row, code) for code in made))
    ]
    session.execute(insert(AccessCode), rows)
    row.codes = at + len(made)
    row.version += 1
    held = get_box(session, row)
    held.spent = box.with_room(held.spent, row.codes)
    end(session, change, "survey_codes", row, study_nr, extra={"made": len(made)})
    return row


def count_spent(session: Session, survey_id: int) -> int:
    """Return how many codes were used."""
    held = session.get(BallotBox, survey_id)
    return int.from_bytes(held.spent).bit_count() if held else 0


def get_box(session: Session, survey: Survey) -> BallotBox:
    """Return the survey's box, made when it has none, to be written by whoever holds the process."""
    found = session.get(BallotBox, survey.id, populate_existing=True)
    if found is None:
        held = box.begun(survey.codes, [code for code in survey.languages.split(",") if code])
        found = BallotBox(survey_id=survey.id, network_id=survey.network_id, **held._asdict())
        session.add(found)
    return found


def _must_take(row: Survey, count: int) -> None:
    if row.origin != HERE or row.access != BY_CODE:
        raise NotAllowed(N_("Undersøgelsen besvares uden koder."))
    if row.closed_on is not None:
        raise NotAllowed(N_("Undersøgelsen er lukket."))
    if not 1 <= count <= MOST_AT_ONCE or row.codes + count > MOST:
        raise BadInput(
            N_("Lav mellem 1 og {ad_gangen} koder ad gangen og højst {i_alt} i alt."),
            page="#count", ad_gangen=MOST_AT_ONCE, i_alt=MOST,
        )  # fmt: skip


def draw(count: int) -> list[str]:
    """Return codes that nobody can guess, in no order."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(secrets.choice(SIGNS) for _ in range(LENGTH))] = None
    return list(found)

"""The links a survey is answered by: which survey and way one leads to, and making, renewing and withdrawing them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.first_page import own_texts
from workflows.tryghedsnetvaerk.mapping.survey.models import HERE, KIOSK, PAPER, WEB, Questionnaire, Survey
from workflows.tryghedsnetvaerk.mapping.survey.questionnaires import list_translations
from workflows.tryghedsnetvaerk.mapping.survey.surveys import find_survey, get_paper
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words, own_name
from workflows.tryghedsnetvaerk.network.models import Network

ON_THE_WEB, AT_THE_KIOSK, BY_HAND = "web", "kiosk", "papir"
COLUMNS = {ON_THE_WEB: "link", AT_THE_KIOSK: "kiosk_link", BY_HAND: "entry_link"}
LENGTH = 9  # bytes of chance in a link
LONGEST_ENTRY = 366


@dataclass
class Open:
    """A survey as whoever has a link to it sees it: what it asks, in which languages, and in which way it came."""

    survey: Survey
    paper: Questionnaire
    area: str
    translations: Sequence[object]

    @property
    def languages(self) -> list[str]:
        """The languages it can be answered in, Danish first."""
        return self.survey.languages.split(",")

    def words(self, language: str) -> Words:
        """Return its texts in one of its languages."""
        return Words(self.paper, self.translations, language, own_texts(self.survey))  # type: ignore[arg-type]  # rows

    def names(self) -> list[tuple[str, str]]:
        """Return each language with what it calls itself."""
        return [(code, own_name(code, self.translations)) for code in self.languages]  # type: ignore[arg-type]  # rows


def find_open(session: Session, link: str, *modes: str) -> tuple[Open, str] | None:
    """Return what *link* leads to, and the way it is answered there; nothing for a link that is none of *modes*."""
    if not link:
        return None
    found = session.scalar(
        select(Survey).where(or_(Survey.link == link, Survey.kiosk_link == link, Survey.entry_link == link))
    )
    mode = {found.link: WEB, found.kiosk_link: KIOSK, found.entry_link: PAPER}[link] if found else ""
    shown = show(session, found) if found is not None and mode in modes else None
    return (shown, mode) if shown else None


def show(session: Session, survey: Survey, area: str = "") -> Open | None:
    """Return a survey with all it says, if it has a questionnaire; *area* is its network's name where that is known."""
    paper = get_paper(session, survey)
    if paper is None:
        return None
    if not area:
        area = session.scalar(select(Network.name).where(Network.network_id == survey.network_id)) or ""
    return Open(survey, paper, area, list_translations(session, paper))


def find_answered(session: Session, language: str) -> str:
    """Return the link of the newest survey that residents can answer in *language* now; nothing when there is none."""
    wanted = select(Survey).where(Survey.link.is_not(None), Survey.opened_on.is_not(None), Survey.closed_on.is_(None))
    found = session.scalars(wanted.order_by(Survey.id.desc()))
    return next((row.link for row in found if row.link and language in row.languages.split(",")), "")


def make_link(session: Session, command: Command, study_nr: int, which: str, until: date | None = None) -> Survey:
    """Make the link of one way to answer, or a new one so that the old one leads nowhere.

    :raises NotAllowed: if the survey is not open
    :raises BadInput: if paper is typed in without a last day
    """
    if which == BY_HAND and (until is None or not timedelta() <= until - command.today <= timedelta(LONGEST_ENTRY)):
        raise BadInput(N_("Skriv, til og med hvilken dag der kan tastes ind; højst et år frem."), page="#until")
    return _write(session, command, study_nr, which, secrets.token_urlsafe(LENGTH), until)


def withdraw_link(session: Session, command: Command, study_nr: int, which: str) -> Survey:
    """Let a link lead nowhere any more.

    :raises NotAllowed: if the survey is not open
    """
    return _write(session, command, study_nr, which, None, None)


def _write(
    session: Session, command: Command, study_nr: int, which: str, link: str | None, until: date | None
) -> Survey:
    kind = "survey_link_made" if link else "survey_link_withdrawn"
    change = records.begin(session, command, kind, [study_nr, which], of=Survey.__tablename__)
    study = records.get(session, Study, command.process_id, study_nr)
    row = find_survey(session, study)
    if row is not None and change.repeated:
        return row
    if row is None or row.origin != HERE or row.opened_on is None or row.closed_on is not None:
        raise NotAllowed(N_("Undersøgelsen er ikke åben."), page=f"undersoegelser:{study_nr}")
    setattr(row, COLUMNS[which], link)
    if which == BY_HAND:
        row.entry_until = until
    row.version += 1
    records.end(session, change, kind, row, [study_nr, which], extra={"way": which})
    return row

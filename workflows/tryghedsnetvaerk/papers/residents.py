"""The texts to the residents: what each begins with, and how it is printed and shown in its own language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from babel.dates import format_date

from engine import records
from engine.errors import NotFound
from workflows.tryghedsnetvaerk.documents import letters, limits, notices, placing, qr
from workflows.tryghedsnetvaerk.documents.fill import Ready, Value, fill, places
from workflows.tryghedsnetvaerk.documents.languages import called, lacking, listed, own_name
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.documents.texts import LOCALES
from workflows.tryghedsnetvaerk.materials import editions
from workflows.tryghedsnetvaerk.meetings.models import CANCELLED, RESIDENTS
from workflows.tryghedsnetvaerk.meetings.queries import list_ahead
from workflows.tryghedsnetvaerk.network.information.models import (
    ARTICLE,
    POSTER,
    RELEASED,
    WEB,
    ResidentEdition,
    ResidentNotice,
    ResidentText,
)
from workflows.tryghedsnetvaerk.network.information.queries import (
    NOBODY_HERE,
    content_of,
    find_edition,
    list_texts,
    reached_from,
    released_in,
    said_by,
)
from workflows.tryghedsnetvaerk.network.models import ResidentDiscussion, ResidentInformation
from workflows.tryghedsnetvaerk.papers.desk import Desk, secretariat, under
from workflows.tryghedsnetvaerk.papers.network import make_notice, partners, why
from workflows.tryghedsnetvaerk.papers.proposals import answers
from workflows.tryghedsnetvaerk.papers.public import spoken_figures

CODE = "kode"
WRITTEN_AS = {"en": "en_GB"}  # as the pages of the house write dates
MEETING = ("møde", "meeting")  # what a subject says that calls the residents together
CARRIES = {"hjemmeside": WEB, "lokalavis": ARTICLE}  # which kind of text a channel carries; the others, posters


def begin_text(desk: Desk, kind: str, language: str, *, subject: str = "", later: bool = False) -> tuple[str, str]:
    """Return title and body that a text begins with: what the network knows stands in it, the rest is in brackets.

    The *subject* is what its notice is about. A *later* text is about how it goes: residents' questions
    stand in it with their answers. In a language that the house does not speak it begins empty: Danish is no draft of
    it.
    """
    if language not in notices.SPOKEN:
        return "", ""
    spoken = language
    writing = replace(desk, locale=spoken if spoken in LOCALES else LOCALES[0])
    later = later and not (kind == POSTER and _calls(subject))
    template = notices.later_template(spoken, kind) if later else notices.template(kind, spoken)
    gaps = notices.gaps(kind, spoken, later=later)
    told, wanted = _told(writing, spoken), places(template)
    known = {place: tell() for place, tell in told.items() if place in wanted}
    if wanted & {"time", "place", "occasion"}:
        known |= _occasion(writing)
    values: dict[str, Value] = {place: known.get(place) or Ready(gaps.get(place, "")) for place in wanted}
    return _heading(desk, kind, spoken, subject), fill(template, values)


def _heading(desk: Desk, kind: str, spoken: str, subject: str) -> str:
    """Return what a text is headed: a poster by its subject, in words of the language where the house has them."""
    area = desk.network.name
    if kind == POSTER and _calls(subject):
        return notices.word("meeting", spoken, area=area)
    if kind == POSTER and subject in {notices.word("begins", locale) for locale in LOCALES}:
        return notices.word("begins", spoken)
    return subject if kind == POSTER and subject and spoken == LOCALES[0] else notices.word("news", spoken, area=area)


def _calls(subject: str) -> bool:
    """Say whether a subject calls the residents together."""
    return any(word in subject.lower() for word in MEETING)


def _told(desk: Desk, spoken: str) -> dict[str, Callable[[], Value]]:
    """Return what tells what the network can tell in a language; reasons are told only where the house speaks it."""
    told: dict[str, Callable[[], Value]] = {
        "area": lambda: desk.network.name,
        "contact": lambda: secretariat(desk),
        "partners": lambda: partners(desk, spoken) if desk.network.initiator_id else "",
    }
    told["figures"] = lambda: Ready(spoken_figures(desk, spoken))
    if spoken in LOCALES:
        told["answers"] = lambda: answers(desk)
        told["reason"] = lambda: why(desk, known_only=True)
    return told


def _occasion(desk: Desk) -> dict[str, Value]:
    """Return when and where the residents are called next: to a meeting, else to what stands among the discussions."""
    network = desk.network.network_id
    called = (one for one in list_ahead(desk.session, network, desk.now) if one.kind == RESIDENTS)
    if meeting := next((one for one in called if one.state != CANCELLED), None):
        return {"time": desk.moment(meeting.starts_at), "place": meeting.place, "occasion": meeting.together_with}
    rows = records.list_all(desk.session, ResidentDiscussion, network)
    ahead = sorted((one for one in rows if one.on >= desk.today), key=lambda one: one.on)
    return {"time": desk.day(ahead[0].on), "occasion": ahead[0].together_with or ahead[0].what} if ahead else {}


def known_words(desk: Desk) -> Sequence[str]:
    """Return what a text may say of where to ask and where one meets: it is about nobody."""
    asked = editions.secretariat(desk.session, desk.network)
    return [*asked, str(_occasion(desk).get("place") or "")]


def make_text(desk: Desk, row: ResidentText, *, draft: bool = False, scanned: bool = False) -> Paper:
    """Return a text as it was released, or the draft of it; a poster carries the code of its public page.

    Once the code is *scanned* one is on that page.
    """
    edition = find_edition(desk.session, row) if row.state == RELEASED and not draft else None
    notice = desk.session.get_one(ResidentNotice, row.notice_id)
    return say_text(desk, row, edition, notice, list_texts(desk.session, notice), scanned=scanned)


def say_text(
    desk: Desk, row: ResidentText, edition: ResidentEdition | None, notice: ResidentNotice,
    texts: Sequence[ResidentText], *, scanned: bool = False,
) -> Paper:  # fmt: skip
    """Return a text as an edition of it said, or the draft of it, beside the other texts of its notice."""
    said = content_of(edition) if edition else said_by(row)
    number, day = (edition.number, day_in(row.language, edition.released_on)) if edition else (0, "")
    words = [
        notices.word("network", row.language, area=desk.network.name),
        notices.word("edition", row.language, number=str(number), date=day)
        if number
        else notices.word("draft", row.language),
    ]
    parts = [under(said["body"]), languages_told(desk, texts, row, closed=notice.closed_on is not None)]
    others = any(language != row.language for language in released_in(texts))
    return _paper(
        desk, row, notice, said, parts, " · ".join(words), "" if scanned else "scan_more" if others else "scan"
    )


def day_in(language: str, day: date) -> str:
    """Return a day as it is written in a language; in figures where the words around it are not its own."""
    if language not in notices.WORDS:
        return day.isoformat()
    return str(format_date(day, "long", locale=WRITTEN_AS.get(language, language)))


def _paper(
    desk: Desk,
    row: ResidentText,
    notice: ResidentNotice,
    said: dict[str, Any],
    parts: list[str],
    footer: str,
    scan: str,
) -> Paper:
    diagrams: dict[str, placing.Diagram] = {}
    if scan and row.kind == POSTER and notice.closed_on is None:
        address = desk.public(notice.code)
        says = notices.word(scan, row.language)
        diagrams[CODE] = qr.Code(address=address, title=notices.word("code", row.language), says=says)
        parts.append(placing.line(CODE))
    return Paper(
        title=said["title"],
        body="\n\n".join(filter(None, parts)),
        locale=row.language,
        footer=footer,
        demonstration=desk.demonstration,
        kind=notices.TEMPLATES[row.kind],
        diagrams=diagrams,
        limits="" if row.language in limits.SHIPPED else limits.in_own_words(said["limits"]),
    )


def languages_told(desk: Desk, texts: Sequence[ResidentText], row: ResidentText, *, closed: bool) -> str:
    """Return in which other languages whoever holds a text can read it, and in which of the area's not yet."""
    language, there = row.language, reached_from(texts, row.kind, closed=closed)
    missing = lacking(listed(desk.network.languages), (*there, language))
    told = (("also", [one for one in there if one != language]), ("lacking", missing))
    return "\n".join(f"**{notices.word(key, language)}:** {_named(codes)}" for key, codes in told if codes)


def _named(codes: Iterable[str]) -> str:
    """Return what languages call themselves; in Danish where no letters of ours can print that."""
    return " · ".join(called(code) if letters.lacking(own_name(code)) else own_name(code) for code in codes)


def make_message(desk: Desk, row: ResidentInformation) -> Paper:
    """Return what the residents got by a channel: the released text that belongs there, else what was written.

    :raises NotFound: if nothing of the notice is released any more
    """
    if row.notice_id is None:
        return make_notice(desk, row)
    notice = desk.session.get_one(ResidentNotice, row.notice_id)
    there = [one for one in list_texts(desk.session, notice) if one.state == RELEASED]
    if not there:
        raise NotFound(NOBODY_HERE)
    kind = CARRIES.get(row.channel, POSTER)
    return make_text(desk, min(there, key=lambda one: (one.language != desk.locale, one.kind != kind, one.nr)))

"""The interview guide as it lies on the table, and what a round of interviews found as it may leave the room."""

from collections.abc import Sequence
from dataclasses import replace

from engine.text import N_
from workflows.tryghedsnetvaerk.documents import notices
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.documents.languages import called
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.mapping.interviews import guides
from workflows.tryghedsnetvaerk.mapping.interviews.models import Guide, Round
from workflows.tryghedsnetvaerk.mapping.interviews.queries import Finding, Heard, list_findings
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.papers.desk import Desk
from workflows.tryghedsnetvaerk.papers.residents import day_in

NO_THEMES = N_("Ingen temaer endnu")
HIDDEN = N_("Der skjules så mange grupper, at ingen kan regne ud, hvor få der var i en lille.")


def make_guide(desk: Desk, guide: Guide) -> Paper:
    """Return an edition of the guide in its own language: what is read aloud, then the questions, numbered through."""
    said = guides.wording(guide.language)
    lines, number = [_paragraphs(guide.intro)], 0
    for heading, part in zip(said.parts, (guide.opening, guide.general), strict=True):
        lines.append(f"## {plain(heading)}")
        asked = []
        for one in guides.questions(part):
            number += 1
            asked += [f"{number}. {plain(one.text)}", *(f"    - {plain(text)}" for text in one.follow_ups)]
        lines.append("\n".join(asked))
    note = desk.say(N_("{sprog}, udgave {nr}"), sprog=called(guide.language, desk.locale), nr=guide.edition)
    made = desk.paper("guide", said.title, "\n\n".join(lines), note=note)
    return replace(made, locale=guide.language, footer=_foot(desk, guide) or made.footer)


def _foot(desk: Desk, guide: Guide) -> str:
    """Return what stands at the foot of a guide in its own language; nothing where the house does not speak it."""
    if guide.language not in notices.WORDS:
        return ""
    values = {"area": desk.network.name, "number": str(guide.edition), "date": day_in(guide.language, desk.today)}
    return " · ".join(notices.word(key, guide.language, **values) for key in ("network", "issue", "printed"))


def make_findings(desk: Desk, row: Round) -> Paper:
    """Return what a round found: whom it talked to as groups, both lists of themes, released quotes and proposals."""
    found = list_findings(desk.session, row.network_id, row.id)[0]
    parts = [_whom(desk, found)]
    for safe, heading in ((True, N_("Det skaber tryghed")), (False, N_("Det skaber utryghed"))):
        parts.append(f"## {desk.say(heading)}")
        themes = [one for one in found.themes if one.safe is safe]
        parts += [_theme(desk, one) for one in themes] or [desk.say(NO_THEMES)]
    if found.themes and found.shown:
        parts += ["## " + desk.say(N_("Temaer og grupper")), _table(desk, found)]
    if found.proposals:
        parts += ["## " + desk.say(N_("Beboernes forslag")), "\n".join(f"- {plain(one)}" for one in found.proposals)]
    title = desk.say(N_("Samtaler med beboere i {omraade}"), omraade=desk.network.name)
    return desk.paper("interviews", title, "\n\n".join(parts), note=found.title)


def _paragraphs(text: str) -> str:
    return "\n\n".join(plain(line) for line in text.splitlines() if line.strip())


def _whom(desk: Desk, found: Finding) -> str:
    said = [desk.say(N_("Samtaler: {antal}. Deltagere: {deltagere}."), antal=found.interviews,
                     deltagere=found.participants)]  # fmt: skip
    if found.days:
        said.append(
            desk.say(N_("Holdt fra {fra} til {til}."), fra=desk.day(found.days[0]), til=desk.day(found.days[1]))
        )
    if found.done_by:
        said.append(desk.say(N_("Udført af: {hvem}."), hvem=found.done_by))
    if found.untouched:
        said.append(desk.say(N_("Ikke talt med: {grupper}."), grupper=desk.joined(found.untouched)))
    return plain(" ".join(said))


def _theme(desk: Desk, one: Heard) -> str:
    heard = _heard(desk, one)
    exemplary = desk.say(N_("Et typisk eksempel, fordi: {hvorfor}"), hvorfor=one.exemplary) if one.exemplary else ""
    resident = desk.say(N_("en beboer"))
    quotes = [
        f"> {Speaker(desk.locale).quoted(plain(quote.text))} – {plain(quote.group or resident)}" for quote in one.quotes
    ]
    texts = filter(None, [plain(one.why), plain(exemplary), heard and f"*{plain(heard)}*"])
    return "\n\n".join([f"### {plain(one.title)}", *texts, *quotes])


def _heard(desk: Desk, one: Heard) -> str:
    if one.whole:
        return desk.say(N_("Hørt i samtaler: {antal}"), antal=one.interviews)
    return desk.say(N_("Hørt i samtaler: mindst {antal}"), antal=one.interviews) if one.interviews else ""


def _table(desk: Desk, found: Finding) -> str:
    yes = desk.say(N_("Ja"))
    head = (desk.say(N_("Tema")), *found.shown)
    rows = [(one.title, *(yes if group in one.groups else "–" for group in found.shown)) for one in found.themes]
    note = desk.say(N_("En gruppe vises kun, når mindst fem fra den er talt med."))
    if not all(one.whole for one in found.themes):
        note = f"{note} {desk.say(HIDDEN)}"
    return f"{_lines(head, rows)}\n\n{plain(note)}"


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [" | ".join(map(plain, cells)) for cells in (head, *rows)]
    return "\n".join(f"| {line} |" for line in (lines[0], " | ".join("---" for _ in head), *lines[1:]))

"""The problems beside what is known of each, the conclusion, and the summary that is read first."""

from collections.abc import Iterator
from dataclasses import replace

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.models import LEFT_OUT, QUANTITATIVE
from workflows.tryghedsnetvaerk.mapping.report import matrix
from workflows.tryghedsnetvaerk.mapping.report.answered import told_in
from workflows.tryghedsnetvaerk.mapping.report.answers import newest
from workflows.tryghedsnetvaerk.mapping.report.draft.background import STUDIES
from workflows.tryghedsnetvaerk.mapping.report.draft.crime import in_short
from workflows.tryghedsnetvaerk.mapping.report.draft.insecurity import by_hand, ranked, told_by_hand
from workflows.tryghedsnetvaerk.mapping.report.evidence import Evidence
from workflows.tryghedsnetvaerk.mapping.report.openly import all_openly
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker, listed, paragraphs, table
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION

EMPTY = "–"
OF_EARLIER = N_("Svarene er fra »{undersoegelse}«. Den nyere undersøgelse »{nyere}« har for få svar til at vise tal.")


def summary(speaker: Speaker, evidence: Evidence) -> str:
    """Return the most important on half a page, and what is not known."""
    return listed(_most(speaker, evidence))


def _most(speaker: Speaker, evidence: Evidence) -> Iterator[str]:
    yield from in_short(speaker, evidence)
    survey, passed_over = newest(evidence.surveys, CONDITION)
    if survey:
        yield ranked(speaker, survey)
        told = told_in(speaker, survey)
        for later in passed_over:
            yield plain(speaker.say(OF_EARLIER, undersoegelse=told, nyere=told_in(speaker, later)))
    else:
        yield from (by_hand(one) for one in told_by_hand(evidence)[-1:])
    if safe := [theme.name for theme in evidence.themes if theme.safe]:
        said = speaker.joined(safe)
        yield plain(speaker.say(N_("Beboerne fortæller også om det, der gør dem trygge: {hvad}."), hvad=said))
    if evidence.problems:
        names = [one.what for one in evidence.problems]
        yield plain(speaker.say(N_("Problemer, som rapporten peger på: {hvad}."), hvad="; ".join(names)))
    for one in evidence.studies:
        if one.state == LEFT_OUT:
            name = speaker.say(STUDIES[one.kind == QUANTITATIVE])
            yield plain(speaker.say(N_("{hvad} er ikke lavet, så den viden mangler."), hvad=name))


def analysis(speaker: Speaker, evidence: Evidence) -> str:
    """Return the problems beside crime figures, answers and themes; empty cells stay empty, and nothing is added up.

    Without problems there is nothing to write: a sentence about that would let an empty part look written.
    """
    told = tuple(all_openly(evidence.crime, evidence.before))
    rows = matrix.rows(speaker, replace(evidence, crime=told))
    if not rows:
        return ""
    head = [
        speaker.say(text)
        for text in (N_("Problem"), N_("Kriminalitetstal"), N_("Spørgeskema"), N_("Samtaler"))
    ]  # fmt: skip
    cells = [(row.named, *("; ".join(cell) or EMPTY for cell in (row.crime, row.survey, row.themes))) for row in rows]
    below = speaker.say(N_("En streg (–) betyder, at vi ikke har undersøgt det eller ikke har viden om det."))
    why = [f"**{plain(row.problem.what)}:** {plain(row.problem.why)}" for row in rows if row.problem.why]
    apart = [f"**{plain(row.problem.what)}:** {plain(row.apart)}" for row in rows if row.mismatch]
    return paragraphs(
        table(head, cells), plain(below),
        speaker.heading(N_("Hvorfor, så vidt vi ved")) if why else "", listed(why),
        speaker.heading(N_("Hvor anmeldelser og utryghed ikke følges ad")) if apart else "", listed(apart),
    )  # fmt: skip


def conclusion(speaker: Speaker, evidence: Evidence) -> str:
    """Return the problems to work on with their three fields, and what residents propose."""
    head = [speaker.say(text) for text in (N_("Hvad?"), N_("Hvorfor?"), N_("Hvad gør vi?"))]
    told = [(one.what, one.why or EMPTY, one.doing or EMPTY) for one in evidence.problems]
    intro = speaker.say(N_("Netværket skal samarbejde om disse problemer:"))
    proposals = listed(plain(one) for one in evidence.proposals)
    return paragraphs(
        plain(intro) if told else "", table(head, told) if told else "",
        speaker.heading(N_("Det foreslår beboerne")) if proposals else "", proposals,
    )  # fmt: skip

"""The interviews in Gadehavegård: fourteen residents of four groups, what they told of, and what they proposed."""

from collections.abc import Sequence

from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.mapping.interviews import actions, quotes
from workflows.tryghedsnetvaerk.mapping.interviews.models import ALONE, TOGETHER, Interview, Round
from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.network.models import DONE, IMPOSSIBLE

YOUNG, OLD, FAMILIES, NEW, MOVED = (
    "Unge", "Ældre", "Familier med børn", "Nye beboere", "Beboere, der er flyttet under genhusningen",
)  # fmt: skip
# How many days ago, of which kind, in which language, and how many of which group.
HELD: Sequence[tuple[int, str, str, str, int]] = (
    (570, TOGETHER, "da", YOUNG, 5),
    (566, TOGETHER, "da", OLD, 4),
    (563, ALONE, "da", OLD, 1),
    (560, TOGETHER, "ar", FAMILIES, 2),
    (556, ALONE, "tr", FAMILIES, 1),
    (550, ALONE, "da", NEW, 1),
)
# Title, polarity, why, exemplary because, interviews it was heard in, and the problem it is about.
THEMES: Sequence[tuple[str, str, str, str, tuple[int, ...], int | None]] = (
    ("Mørkt på stien til stationen", "utryg",
     "Man kan ikke se, hvem der kommer, og der er ingen vinduer ud mod stien.",
     "Alle, der tager toget, går her, og de fleste fortæller, at de går en omvej efter kl. 20.", (1, 2, 3, 4, 6), 1),
    ("Torvet om aftenen", "utryg",
     "Når butikkerne lukker, er der ikke noget at være sammen om. Stemningen bliver hård, også for dem, der står der.",
     "Både unge og ældre beskriver den samme time, hvor torvet skifter.", (1, 2, 4), 3),
    ("Kælderdøre, der ikke lukker", "utryg",
     "Man ved ikke, hvem der er i kælderen, og henter helst sit vasketøj sammen med andre.",
     "Fortælles ens i tre blokke, uden at nogen selv har været ude for noget.", (2, 3, 5), 2),
    ("Naboer, der hilser", "tryg",
     "Når man kender hinanden af navn i opgangen, spørger man, hvis noget virker forkert.",
     "Nævnes igen og igen som det, der gør forskellen mellem opgangene.", (1, 2, 3, 4, 5, 6), None),
    ("Ejendomsfunktionærerne er synlige", "tryg",
     "Der er nogen, man kan sige det til, og det bliver lavet.",
     "De ældre nævner det først, når de bliver spurgt om en god dag.", (2, 3, 5), None),
    ("Ungdomsklubben har åbent", "tryg",
     "Så er der et sted at være, og voksne, der kender en.",
     "De unge fortæller om de to aftener, klubben har åbent, og om de fem, den ikke har.", (1,), 3),
)  # fmt: skip
# The theme's number, the group, the words, and whether it was released.
QUOTES: Sequence[tuple[int, str, str, bool]] = (
    (1, YOUNG, "Jeg ringer altid til nogen, når jeg går der. Bare for at have en stemme i øret.", True),
    (1, OLD, "Før gik jeg til stationen. Nu tager jeg bussen ét stop.", True),
    (2, YOUNG, "Vi står jo bare der, fordi der ikke er andre steder.", True),
    (4, FAMILIES, "Min opgang er som en landsby. Her ved vi, hvem der har nøgle til hvem.", True),
    (3, OLD, "Jeg venter med at vaske, til min nabo også skal.", False),
)
# What was proposed, the problem it is about, what was answered, and what became of it.
PROPOSALS: Sequence[tuple[str, int | None, str, str]] = (
    ("Klip buskene ved stien, og få lamperne til at virke", 1, "Lamperne er skiftet, og buskene klippes hvert forår.",
     DONE),
    ("Hold ungdomsklubben åben på torvet om aftenen", 3, "Klubben har åbent på torvet to aftener om ugen.", DONE),
    ("Sæt et hegn rundt om boldbanen", None, "Boldbanen flyttes i helhedsplanen, så der bygges ikke noget der nu.",
     IMPOSSIBLE),
)  # fmt: skip


def interview(story: Story) -> None:
    """Write the round, its study and every interview, and close it."""
    groups = "\n".join((YOUNG, OLD, FAMILIES, NEW, MOVED))
    told = {"study_id": None, "title": "14 interviews og en gåtur", "groups": groups}
    row: Round = story.write(actions.save_round, None, told, who="samira")
    story.edit(
        story.all(Study, id=row.study_id)[0], done_by="Samira Haddad, Høje-Taastrup Kommune", asked=18,
        summary="Beboerne fortæller om steder og tidspunkter: torvet om aftenen, kælderen i Blok 7 og stien.",
    )  # fmt: skip
    for days, kind, language, group, number in HELD:
        values = {"round_id": row.id, "kind": kind, "on": story.day(days), "interviewer": "Høje-Taastrup Kommune, SH",
                  "language": language, "present": {group: number}}  # fmt: skip
        story.write(actions.save_interview, None, values, who="samira")
    story.write(actions.close_round, row.nr, who="samira")


def code(story: Story) -> None:
    """Write the themes with the problems they are about, the quotes, and what residents proposed."""
    row, problems = story.all(Round)[0], story.all(Problem)
    numbers = [one.nr for one in story.all(Interview)]
    themes = []
    for title, polarity, why, exemplary, heard, problem in THEMES:
        values = {
            "round_id": row.id, "title": title, "polarity": polarity, "why": why, "exemplary": exemplary,
            "interviews": [numbers[place - 1] for place in heard],
            "problem_id": problems[problem - 1].id if problem else None,
        }  # fmt: skip
        themes.append(story.write(actions.save_theme, None, values, who="samira"))
    for theme, group, text, released in QUOTES:
        told = {"theme_id": themes[theme - 1].id, "said_by": group, "text": text}
        quote = story.write(quotes.save_quote, None, told, who="samira")
        if released:
            story.write(quotes.release, quote.nr)
    for text, problem, answer, status in PROPOSALS:
        about = problems[problem - 1].id if problem else None
        asked = story.write(actions.add_proposal, row.nr, text=text, problem_id=about, who="samira")
        why = answer if status == IMPOSSIBLE else ""
        story.edit(asked, answer=answer, answered_on=story.today, status=status, status_why=why)

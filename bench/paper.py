"""How long a report with twelve charts takes as PDF and as Word, and how large it becomes."""

import resource
import time
from collections.abc import Iterator

from bench.measure import Line, median
from workflows.tryghedsnetvaerk.documents import pipeline, placing
from workflows.tryghedsnetvaerk.documents.charts import Bar, Bars, Chart, Item, Series, Steps
from workflows.tryghedsnetvaerk.documents.charts import Line as Drawn

CHARTS, QUARTERS, TIMES = 12, 63, 3
STEPS = ("Meget tryg", "Tryg", "Hverken eller", "Utryg", "Meget utryg")
TEXT = "Svarene og tallene står ved siden af hinanden, så de kan læses sammen. " * 12


def measure() -> Iterator[Line]:
    """Make the same report several times in each form; the first time loads what the tools need."""
    paper = report()
    for name, make in (("PDF", pipeline.pdf), ("Word", pipeline.word)):
        taken, size = [], 0
        for _ in range(TIMES):
            begun = time.perf_counter()
            size = len(make(paper))
            taken.append(time.perf_counter() - begun)
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        told = f"{size / 1024:.0f} KiB; a child process took at most {most:.0f} MiB"
        yield Line(f"a report with {CHARTS} charts as {name}", median(taken), None, True, "s", told)


def report() -> pipeline.Paper:
    """Return a report of seven parts with twelve charts, a third of them over 63 quarters."""
    diagrams = {f"figur-{nr}": chart(nr) for nr in range(CHARTS)}
    parts = [f"## Del {nr + 1}\n\n{TEXT}" for nr in range(7)]
    body = "\n\n".join([*parts, *(f"{TEXT}\n\n{placing.line(key)}" for key in diagrams)])
    facts = (("Område", "Birken"), ("Version", "1"))
    return pipeline.Paper("Rapport", body, kind="report", diagrams=diagrams, facts=facts)


def chart(nr: int) -> Chart:
    """Return one of three kinds of charts."""
    said = {"title": f"Figur nummer {nr}", "says": "Det, figuren viser.", "source": "Kilde: målingen selv."}
    if nr % 3 == 0:
        counts = tuple(float(20 + (quarter * (nr + 7)) % 31) for quarter in range(QUARTERS))
        periods = tuple(f"{quarter % 4 + 1}. kvt. {2009 + quarter // 4}" for quarter in range(QUARTERS))
        lines = tuple(Drawn(label=f"Linje {of}", values=counts, said=tuple(map(str, counts))) for of in range(3))
        return Series(head="Periode", periods=periods, lines=lines, **said)
    if nr % 3 == 1:
        rows = tuple(
            Bar(label=f"Forhold {of}", said="40 %", share=0.4, low=0.3, high=0.5, interval="30–50 %", base="200")
            for of in range(11)
        )
        return Bars(head=("Forhold", "Andel", "Interval", "Svar"), rows=rows, **said)
    items = tuple(
        Item(label=f"Spørgsmål {of}", shares=(0.2,) * 5, said=("20 %",) * 5, base="200") for of in range(6)
    )  # fmt: skip
    return Steps(head=("Spørgsmål", "Svar"), steps=STEPS, rows=items, **said)

"""How the results of a survey are said: every number with what it is of, and why where there is none."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from engine.text import N_
from webui.saying.language import _, number, tell
from workflows.tryghedsnetvaerk.documents.charts import Bar, Bars, Chart, Steps
from workflows.tryghedsnetvaerk.documents.charts import Item as Bar100
from workflows.tryghedsnetvaerk.documents.drawing.figure import svg
from workflows.tryghedsnetvaerk.mapping.report.answers import is_unasked
from workflows.tryghedsnetvaerk.mapping.survey import scales
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, CONDITION, HEADLINE, Item
from workflows.tryghedsnetvaerk.mapping.survey.results import Results
from workflows.tryghedsnetvaerk.mapping.survey.shown import ALL, BESIDE, SKIPPED, groups, part, value
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words

HIDDEN = N_("skjult")  # of few, or what would give few back: both are said alike
SKIPS, NOT_SAID = N_("Sprang over"), N_("Ikke oplyst")
UNSURE = N_("Usikkerhed (95 %)")
EVERYBODY = N_("alle har svaret")
OF_SCALE = N_(
    "Andelene er af de {base}, der valgte et af svarene. »Ved ikke« og »Ønsker ikke at svare« er ikke regnet med."
)
OF_EVERYBODY = N_("Andelene er af alle {base}, der har svaret, også dem, der ikke har oplyst det.")
Row = dict[str, Any]


class Outcome:
    """The results of one survey, in the language of the page."""

    def __init__(self, results: Results, items: Sequence[Item], words: Words, source: str) -> None:
        self.results, self.words, self.source = results, words, source
        self.unasked = [item for item in items if is_unasked(results, item)]
        self.items = [item for item in items if item not in self.unasked]

    def of(self, kind: str) -> list[Item]:
        """Return the questions of one kind that point towards insecurity or, of background, divide."""
        return [item for item in self.items if item.kind == kind and (item.direction or kind == BACKGROUND)]

    def name(self, item: Item) -> str:
        """Return a question as it was asked."""
        return self.words.said(f"punkt.{item.code}").text

    def answers(self, item: Item) -> list[tuple[int, str]]:
        """Return the answers to a question, and that it was skipped."""
        told = [(answer, self.words.said(key).text) for answer, key in scales.answers(item)]
        return [*told, (SKIPPED, tell(SKIPS))]

    def count(self, key: str) -> str:
        """Say a number, or that it is hidden."""
        found = self.results.count(key)
        return tell(HIDDEN) if found is None else number(found)

    def percent(self, key: str) -> str:
        """Say a share in whole per cent; nothing where there is none."""
        told = self.results.percent.get(key)
        return f"{number(told[0], 0)} %" if told else ""

    def interval(self, key: str) -> str:
        """Say within what a share lies among all."""
        return self._between(self.results.percent.get(key))

    def weighted(self, key: str) -> str:
        """Say a weighted share with its interval."""
        told = self.results.weighted.get(key)
        return " ".join(filter(None, [f"{number(told[0], 0)} %", self._bracketed(self._between(told))])) if told else ""

    def _between(self, told: tuple[float, float | None, float | None] | None) -> str:
        if told is None or told[1] is None or told[2] is None:
            return tell(EVERYBODY) if told and self.results.everybody else ""
        return f"{number(told[1], 0)}–{number(told[2], 0)} %"

    @staticmethod
    def _bracketed(text: str) -> str:
        return f"({text})" if text else ""

    def ranked(self) -> list[Row]:
        """Return the conditions with most insecure first, each with the places it might have instead."""
        places = {code: (place, first, last) for code, place, first, last in self.results.ranking}
        rows = [self._ranked(item, places.get(item.code)) for item in self.of(CONDITION)]
        return sorted(rows, key=lambda row: row["order"])

    def _ranked(self, item: Item, place: tuple[int, int, int] | None) -> Row:
        return {**self.insecure(item), "order": place[0] if place else len(self.items) + 1,
                "place": str(place[0]) if place else "–", "places": _places(place)}  # fmt: skip

    def insecure(self, item: Item) -> Row:
        """Return how many are insecure of one thing."""
        key, base = part(item, "utryg"), part(item, "base")
        return {
            "name": self.name(item), "count": self.count(key), "base": self.count(base),
            "percent": self.percent(key), "interval": self.interval(key), "weighted": self.weighted(key),
        }  # fmt: skip

    def distribution(self, item: Item) -> Row:
        """Return how the answers to one question lie."""
        if item.kind == BACKGROUND:
            named = [(name, text) for name, (_step, text) in zip(groups(item), self.answers(item), strict=False)]
            rows = [*named[: len(groups(item)) - 1], (groups(item)[-1], tell(NOT_SAID))]
            base = "n"
        else:
            rows, base = [(value(item, answer), text) for answer, text in self.answers(item)], part(item, "base")
        beside = {value(item, answer) for answer in BESIDE}
        of = OF_EVERYBODY if item.kind == BACKGROUND else OF_SCALE
        return {
            "name": self.name(item),
            "of": tell(of, {"base": self.count(base)}),
            "rows": [(text, self.count(key), "–" if key in beside else self.percent(key) or "–", self.interval(key))
                     for key, text in rows],
        }  # fmt: skip

    def divided(self, by: Item) -> Row:
        """Return how many are insecure in each group of a question of background."""
        names = [*(text for _step, text in self.answers(by)[: len(groups(by)) - 1]), tell(NOT_SAID)]
        items = [*self.of(HEADLINE), *self.of(CONDITION)]
        rows = [(self.name(item), [self._of_group(item, name) for name in groups(by)]) for item in items]
        return {"name": self.name(by), "groups": names, "rows": rows}

    def _of_group(self, item: Item, name: str) -> str:
        key, base = part(item, "utryg", name), part(item, "base", name)
        if self.results.count(key) is None and self.results.count(base) is None:
            return tell(HIDDEN)
        if self.results.count(base) == 0:
            return "–"
        said = _(N_("{antal} af {alle}"), antal=self.count(key), alle=self.count(base))
        share = " ".join(filter(None, [self.percent(key), self._bracketed(self.interval(key))]))
        return f"{share}, {said}" if self.percent(key) else said

    def bars(self, items: Sequence[Item], title: str, head: str, *, ranked: bool) -> Bars:
        """Return a chart of how many are insecure."""
        rows = tuple(self._bar(item) for item in items)
        told = sorted((row for row in rows if row.share is not None), key=lambda row: -(row.share or 0))
        says = " ".join(f"{row.label}: {row.said}." for row in told)
        return Bars(
            title=title, says=says or _(N_("For få svar til at vise andele.")), source=self.source, rows=rows,
            head=(head, _(N_("Utrygge")), tell(UNSURE), _(N_("Antal svar"))), ranked=ranked,
        )  # fmt: skip

    def _bar(self, item: Item) -> Bar:
        key, base = part(item, "utryg"), self.count(part(item, "base"))
        told = self.results.percent.get(key)
        if told is None:
            return Bar(label=self.name(item), said=self.count(key), base=base)
        low, high = (None if bound is None else bound / 100 for bound in told[1:])
        return Bar(label=self.name(item), said=self.percent(key), share=told[0] / 100, low=low, high=high,
                   interval=self.interval(key), base=base)  # fmt: skip

    def steps(self, title: str) -> list[Steps]:
        """Return a chart for each scale of how the answers lie on its steps."""
        scales_ = dict.fromkeys(item.scale for item in self.items if item.kind != BACKGROUND and item.scale)
        return [self._steps(scale, title) for scale in scales_]

    def _steps(self, scale: str, title: str) -> Steps:
        items = [item for item in self.items if item.scale == scale]
        rows = tuple(self._whole(item) for item in items)
        named = tuple(text for _answer, text in self.answers(items[0])[: len(scales.steps(items[0]))])
        says = " ".join(f"{row.label}: {', '.join(row.said)}." for row in rows)
        return Steps(title=title, says=says, source=self.source, head=(_(N_("Spørgsmål")), _(N_("Antal svar"))),
                     steps=named, rows=rows)  # fmt: skip

    def _whole(self, item: Item) -> Bar100:
        told = [self.results.percent.get(value(item, step)) for step in scales.steps(item)]
        base = self.count(part(item, "base"))
        if any(one is None for one in told):
            return Bar100(label=self.name(item), said=(_(N_("for få svar til at vise fordelingen")),), base=base)
        shares = tuple(one[0] / 100 for one in told if one)
        return Bar100(label=self.name(item), shares=shares, said=tuple(f"{round(100 * one)} %" for one in shares),
                      base=base)  # fmt: skip

    def lines(self) -> list[list[str | int | float | None]]:
        """Return every number that is told as the lines of a table."""
        found: list[list[str | int | float | None]] = []
        for item in self.items:
            divides = item.kind == BACKGROUND
            base = "n" if divides else part(item, "base")
            keys = groups(item) if divides else [value(item, answer) for answer, _text in self.answers(item)]
            told = [*(text for _answer, text in self.answers(item)[: len(keys) - divides]), *[tell(NOT_SAID)] * divides]
            found += [self._line(item, text, "", key, base) for key, text in zip(keys, told, strict=True)]
            if item.direction and not divides:
                found.append(self._line(item, _(N_("Utrygge i alt")), "", part(item, "utryg"), base))
                for by in self.of(BACKGROUND):
                    named = [*(text for _step, text in self.answers(by)[: len(groups(by)) - 1]), tell(NOT_SAID)]
                    for name, text in zip(groups(by), named, strict=True):
                        of = f"{self.name(by)} {text}"
                        told_of = part(item, "utryg", name), part(item, "base", name)
                        found.append(self._line(item, _(N_("Utrygge i alt")), of, *told_of))
        return found

    def _line(self, item: Item, answer: str, of: str, key: str, base: str) -> list[str | int | float | None]:
        base = ALL if key in {value(item, one) for one in BESIDE} else base  # they are not on the scale
        counts = [self.results.count(one) for one in (key, base)]
        told = [one if one is not None else self.count(name) for one, name in zip(counts, (key, base), strict=True)]
        share = [None if one is None else round(one, 1) for one in self.results.percent.get(key, (None, None, None))]
        over = self.results.weighted.get(key)
        return [self.name(item), answer, of, *told, *share, round(over[0], 1) if over else None]


def drawn(chart: Chart, mark: str) -> Row:
    """Return a chart as the page draws it, with its table."""
    head, rows = chart.table()
    return {"title": chart.title, "svg": Markup(svg(chart, mark=mark)), "head": head, "rows": rows,
            "source": chart.source, "said": chart.says}  # fmt: skip


def _places(place: tuple[int, int, int] | None) -> str:
    if place is None or place[1] == place[2]:
        return ""
    return _(N_("kan være nr. {fra}–{til}"), fra=place[1], til=place[2])

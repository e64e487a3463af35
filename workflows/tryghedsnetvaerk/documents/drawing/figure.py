"""A chart as one drawing."""

from workflows.tryghedsnetvaerk.documents.charts import Bars, Chart, Pairs, Series
from workflows.tryghedsnetvaerk.documents.drawing.pen import SCREEN, canvas
from workflows.tryghedsnetvaerk.documents.drawing.series import series
from workflows.tryghedsnetvaerk.documents.drawing.shares import bars, pairs
from workflows.tryghedsnetvaerk.documents.drawing.steps import steps


def svg(chart: Chart, *, mark: str, wide: float = SCREEN) -> str:
    """Return a chart as SVG; *mark* is a word that no other drawing on the page has."""
    high, parts = _drawn(chart, wide)
    return canvas(wide, high, chart.title, chart.says, parts, mark)


def _drawn(chart: Chart, wide: float) -> tuple[float, list[str]]:
    if isinstance(chart, Bars):
        return bars(chart, wide)
    if isinstance(chart, Series):
        return series(chart, wide)
    return pairs(chart, wide) if isinstance(chart, Pairs) else steps(chart, wide)

"""How wide the columns of a table are, and on which side they stand: by what is in them."""

import re
from collections.abc import Sequence, Set
from html import unescape
from itertools import count, zip_longest

WIDTH = 88  # letters that stand side by side in a table over the whole page
SHORT = 13  # a cell of so few letters is never broken
CROSS = "( )"
TO_WRITE_IN = 14  # letters that fit in a column with nothing but a heading: somebody is to write in it
_WHOLE = r"[−+<]?(?:\d{1,4}|\d{1,3}(?:[.,]\d{3})+)(?:[.,]\d{1,2})?"
NUMBER = re.compile(rf"{_WHOLE}(?:–{_WHOLE})?(?: %)?")
YEAR = re.compile(r"(?:19|20)\d\d")
CELL = re.compile(r"<t([hd])>(.*?)</t[hd]>", re.S)
EMPTY_ROW = re.compile(r"(<tr>\s*<t[dh]>)(?=</t[dh]>(?:\s*<t[dh]></t[dh]>)*\s*</tr>)")


def with_columns(clean: str, *, turned: bool = False) -> str:
    """Give each table the whole width, its columns shares of it by their longest text, and figures the right side.

    In a paper that is *turned*, read from right to left, figures begin where words do.
    """

    def place(match: re.Match[str]) -> str:
        rows = [[cell[2] for cell in CELL.finditer(row)] for row in match[0].split("<tr>")[1:]]
        texts = [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in rows]
        across = list(zip_longest(*texts, fillvalue=""))
        weights = _shares(across)
        columns = "".join(f'<col style="width:{100 * weight / sum(weights):.1f}%">' for weight in weights)
        lined = EMPTY_ROW.sub(r"\1&nbsp;", match[0][len("<table>") :])  # as high as a line, to be written in
        figures = set() if turned else {nr for nr, column in enumerate(across) if nr and _of_figures(column[1:])}
        return f"<table><colgroup>{columns}</colgroup>{_aligned(lined, figures) if figures else lined}"

    return re.sub(r"<table>.*?</table>", place, clean, flags=re.S)


def _of_figures(cells: Sequence[str]) -> bool:
    """Say whether most of a column are figures; years are names of what stands beside them."""
    told = [cell for cell in cells if cell.strip()]
    figures = [cell for cell in told if NUMBER.fullmatch(cell)]
    return 2 * len(figures) > len(told) and not all(YEAR.fullmatch(cell) for cell in figures)


def _aligned(table: str, figures: Set[int]) -> str:
    def row(match: re.Match[str]) -> str:
        places = count()
        return CELL.sub(lambda cell: _cell(cell) if next(places) in figures else cell[0], match[0])

    return re.sub(r"<tr>.*?</tr>", row, table, flags=re.S)


def _cell(cell: re.Match[str]) -> str:
    return f'<t{cell[1]} align="right">{cell[2]}</t{cell[1]}>'


def _shares(columns: Sequence[Sequence[str]]) -> list[float]:
    """Return how wide each column is: its longest word always fits, and what is left goes to those with more to say."""
    most = [min(max(max(map(len, column)), 6 if any(column[1:]) else TO_WRITE_IN), 40) + 3 for column in columns]
    words = [
        max((len(word) for cell in column for word in _whole(cell, short=not _to_cross(column))), default=0) + 3
        for column in columns
    ]
    most = [word if _to_cross(column) else wish for wish, word, column in zip(most, words, columns, strict=True)]
    least = [min(word, wish) if wish < 43 else word for word, wish in zip(words, most, strict=True)]
    wishes = [max(wish - word, 0) for wish, word in zip(most, least, strict=True)]
    left = max(WIDTH - sum(least), 0)
    if sum(wishes) <= left or not sum(wishes):
        return [float(max(wish, word)) for wish, word in zip(most, least, strict=True)]
    return [word + left * wish / sum(wishes) for word, wish in zip(least, wishes, strict=True)]


def _to_cross(column: Sequence[str]) -> bool:
    """Say whether there is nothing in a column but boxes to put a cross in: its heading may stand on several lines."""
    return len(column) > 1 and all(cell.strip() == CROSS for cell in column[1:])


def _whole(cell: str, *, short: bool = True) -> list[str]:
    """Return what may not be broken in a cell: its words, or all of it when it is as short as a telephone number."""
    return [cell] if short and len(cell) <= SHORT else re.split(r"[\s/-]+", cell)

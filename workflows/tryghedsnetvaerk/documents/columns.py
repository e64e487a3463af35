"""How wide the columns of a table are: by what stands in them."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import zip_longest

WIDTH = 88  # letters that stand side by side in a table over the whole page
SHORT = 13  # a cell of so few letters is never broken
TO_WRITE_IN = 14  # letters that fit in a column with nothing but a heading: somebody is to write in it
EMPTY_ROW = re.compile(r"(<tr>\s*<t[dh]>)(?=</t[dh]>(?:\s*<t[dh]></t[dh]>)*\s*</tr>)")


def with_columns(clean: str) -> str:
    """Give each table the whole width and its columns shares of it by their longest text."""

    def place(match: re.Match[str]) -> str:
        rows = [re.findall(r"<t[hd]>(.*?)</t[hd]>", row, re.S) for row in match[0].split("<tr>")[1:]]
        texts = [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in rows]
        weights = _shares(list(zip_longest(*texts, fillvalue="")))
        columns = "".join(f'<col style="width:{100 * weight / sum(weights):.1f}%">' for weight in weights)
        lined = EMPTY_ROW.sub(r"\1&nbsp;", match[0][len("<table>") :])  # as high as a line, to be written in
        return f"<table><colgroup>{columns}</colgroup>{lined}"

    return re.sub(r"<table>.*?</table>", place, clean, flags=re.S)


def _shares(columns: Sequence[Sequence[str]]) -> list[float]:
    """Return how wide each column is: its longest word always fits, and what is left goes to those with more to say."""
    most = [min(max(max(map(len, column)), 6 if any(column[1:]) else TO_WRITE_IN), 40) + 3 for column in columns]
    words = [max((len(word) for cell in column for word in _whole(cell)), default=0) + 3 for column in columns]
    least = [min(word, wish) if wish < 43 else word for word, wish in zip(words, most, strict=True)]
    wishes = [max(wish - word, 0) for wish, word in zip(most, least, strict=True)]
    left = max(WIDTH - sum(least), 0)
    if sum(wishes) <= left or not sum(wishes):
        return [float(max(wish, word)) for wish, word in zip(most, least, strict=True)]
    return [word + left * wish / sum(wishes) for word, wish in zip(least, wishes, strict=True)]


def _whole(cell: str) -> list[str]:
    """Return what may not be broken in a cell: its words, or all of it when it is as short as a telephone number."""
    return [cell] if len(cell) <= SHORT else re.split(r"[\s/-]+", cell)

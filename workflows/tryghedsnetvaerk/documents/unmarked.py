"""Markdown as a mail shows it, which knows no marks: headings, lists and tables that can be read as they stand."""

import re

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_ITEM = re.compile(r"^(\s*)[*+](?=\s+\S)")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")
_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_WORDS = (  # what lies between two marks has a limit, so that no text takes long to read
    (
        re.compile(r"!?\[([^\[\]\n]{0,300})\]\(\s{0,9}<?(?:mailto:)?([^\s<>()]{0,500})>?[^()\n]{0,300}\)"),
        lambda found: _linked(found[1], found[2]),
    ),
    (re.compile(r"<(?:mailto:)?([^\s<>@.]{1,200}[@.][^\s<>]{1,200})>"), lambda found: found[1]),
    (re.compile(r"(?<![\w\\*])(\*{1,3})(?=\S)(.{1,500}?)(?<=[^\s\\])\1(?![\w*])"), lambda found: found[2]),
    (re.compile(r"(?<![\w\\_])(_{1,3})(?=\S)(.{1,500}?)(?<=[^\s\\])\1(?![\w_])"), lambda found: found[2]),
    (re.compile(r"(?<!`)(`{1,3})([^`]{1,500})\1(?!`)"), lambda found: found[2]),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])"), lambda found: found[1]),
)


def unmarked(markdown: str) -> str:
    """Return a text that people wrote with marks as it is read without them."""
    lines = markdown.replace("\r\n", "\n").strip().split("\n")
    kept = [_line(line) for line in lines if not _separates(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _separates(line: str) -> bool:
    """Say whether a line only draws a rule, or parts the heading of a table from its rows."""
    return bool(_RULE.fullmatch(line)) or ("-" in line and "|" in line and set(line) <= set(" \t-:|"))


def _line(line: str) -> str:
    if row := _ROW.match(line):
        line = " – ".join(filter(None, (cell.strip() for cell in re.split(r"(?<!\\)\|", row[1]))))
    if heading := _HEADING.match(line):
        line = line[heading.end() :].rstrip(" \t#")
    line = _ITEM.sub(r"\1-", _QUOTE.sub("", line))
    for mark, said in _WORDS:
        line = mark.sub(said, line)
    return line.rstrip()


def _linked(text: str, address: str) -> str:
    return f"{text} ({address})" if text.strip() and text != address else text or address

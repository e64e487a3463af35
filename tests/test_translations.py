"""Danish and English are complete: every sentence is gathered, translated, and says the same in both."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import jinja2
import pytest
from babel.messages.catalog import Message
from jinja2 import nodes

from engine.text import LOCALES, SOURCE
from webui.saying.catalogue import (
    PRODUCT,
    ROOT,
    brought_up_to_date,
    gathered,
    is_translated,
    lines,
    path_of,
    stored,
    texts,
    written,
)

OTHERS = [locale for locale in LOCALES if locale != SOURCE]
MARKS = {"N_": 1, "_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
TEMPLATES = sorted((ROOT / "webui/templates").rglob("*.html"))
READ_ALOUD = re.compile(r"\b(?:aria-label|title|placeholder|alt|data-label|data-confirm)=\"[^\"]*[A-Za-zÆØÅæøå]{2}")

# `tell` and the filter `say` are for texts that are marked elsewhere; a call of these marks may hold no other text.
NOT_LITERAL: dict[str, str] = {}
NAMES = re.compile(r"tryghedsnetværk|Det Fælles Designsystem", re.IGNORECASE)
COLUMNS = {"netværk", "aktør"}  # of a file that programs read, the same in every language
TAGS = {"textarea"}  # chosen inside a macro, so it stands outside of what looks like a tag

REJECTED = {
    r"\bbloker": "Afventer",
    r"\bryk(ker|ke)\b": "Send påmindelse",
    r"\biagttagelse": "det, fagpersonerne oplever",
    r"\bjuster|justér": "korrigér",
    r"opmærksomhedsliste": "opmærksomhedspunkter",
    r"\bbekymringer\b(?! blandt fagpersonerne)": "forhindringer og bekymringer blandt fagpersonerne",
    r"halvårsmøde": "netværksmøde",
    r"\bafvigelse": "fravigelse",
    r"intet kan slettes": "hændelser kan ikke ændres eller slettes",
    r"\bloggen\b": "historikken",
    r"\blog ud\b": "log af",
    r"\baction card": "actioncard",
    r"(?-i:\bRevision\b)(?! og tilsyn)": "Revision og tilsyn",
}


def messages(locale: str) -> list[Message]:
    return [message for message in stored(locale) if message.id]


def places(text: str) -> list[str]:
    """The places of a sentence that are filled when it is said."""
    named = [f"{{{name}:{spec}}}" for _before, name, spec, _how in Formatter().parse(text) if name is not None]
    return sorted(named + re.findall(r"%\(\w+\)[sd]|%[sd%]", text))


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PRODUCT:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def marked_in_python() -> Iterator[tuple[str, str]]:
    """Every text handed to a function that marks, when it is not written there."""
    for module, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                for said in node.args[: MARKS[node.func.id]]:
                    if not _is_literal(said):
                        yield module, ast.unparse(said)


def _is_literal(said: ast.expr) -> bool:
    if isinstance(said, ast.Call):
        return isinstance(said.func, ast.Name) and said.func.id == "N_"
    return isinstance(said, ast.Constant) and isinstance(said.value, str)


def marked_in_templates() -> Iterator[tuple[str, int]]:
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in TEMPLATES:
        for call in environment.parse(path.read_text("utf-8")).find_all(nodes.Call):
            marks = MARKS.get(call.node.name, 0) if isinstance(call.node, nodes.Name) else 0
            if not all(isinstance(text, nodes.Const) for text in call.args[:marks]):
                yield path.name, call.lineno


def strings(tree: ast.Module) -> list[str]:
    """Every string of a module but what describes it."""
    described = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in described]
    return [node.value for node in constants if isinstance(node.value, str)]


def written_out(path: Path) -> str:
    """What a template says of itself, without what it fills in."""
    tokens = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True).lex(path.read_text("utf-8"))
    return "".join(text if kind == "data" else "" for _line, kind, text in tokens)


@pytest.mark.parametrize("locale", OTHERS)
def test_gathering_would_change_nothing(locale):
    kept = path_of(locale).read_text("utf-8")
    assert written(brought_up_to_date(locale)) == kept, "Run make translations, and translate what is new."


@pytest.mark.parametrize("locale", OTHERS)
def test_every_sentence_is_translated(locale):
    assert not [message.id for message in messages(locale) if not is_translated(message)]


@pytest.mark.parametrize("locale", OTHERS)
def test_no_sentence_is_kept_that_nobody_says(locale):
    assert not stored(locale).obsolete
    assert {message.id for message in messages(locale)} == {message.id for message in gathered(locale) if message.id}


@pytest.mark.parametrize("locale", OTHERS)
def test_a_translation_fills_the_same_places(locale):
    for message in messages(locale):
        for one, other in zip(texts(message.id), texts(message.string), strict=True):
            assert places(one) == places(other), one


@pytest.mark.parametrize("locale", OTHERS)
def test_a_translation_begins_and_ends_alike(locale):
    for message in messages(locale):
        for one, other in zip(texts(message.id), texts(message.string), strict=True):
            edges = (one[: len(one) - len(one.lstrip())], one[len(one.rstrip()) :])
            assert edges == (other[: len(other) - len(other.lstrip())], other[len(other.rstrip()) :]), one
            assert (one[-1:] in ".:?!…") == (other[-1:] in ".:?!…"), one


@pytest.mark.parametrize("locale", OTHERS)
def test_no_danish_is_left_in_a_translation(locale):
    danish = re.compile(r"[æøåÆØÅ»«]")
    said = [text for message in messages(locale) for text in texts(message.string)]
    assert not [text for text in said if danish.search(NAMES.sub("", text))]


def test_a_text_is_marked_where_it_is_written():
    assert dict(marked_in_python()) == NOT_LITERAL
    assert not list(marked_in_templates())


def test_a_text_that_is_marked_inside_another_is_gathered_too():
    known = {text for message in gathered(OTHERS[0]) if message.id for text in texts(message.id)}
    calls = [node for _, tree in modules() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    marking = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("N_", "_", "ngettext")]
    said = [text for call in marking for text in call.args[: MARKS[call.func.id]] if isinstance(text, ast.Constant)]
    assert len(said) > 1000
    assert not [text.value for text in said if text.value not in known]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_that_is_not_marked(path):
    said = written_out(path)
    assert not READ_ALOUD.findall(said)
    assert not set(re.findall(r"[A-Za-zÆØÅæøå]{2,}", re.sub(r"<[^>]*>", " ", said))) - TAGS


def test_the_edges_say_nothing_danish_that_is_not_marked():
    known = COLUMNS | {text for message in gathered(OTHERS[0]) if message.id for text in texts(message.id)}
    for module, tree in modules():
        if not module.startswith("workflows/"):
            danish = [text for text in strings(tree) if re.search(r"\w[æøå]|[æøå]\w", text)]
            assert not [text for text in danish if text not in known], module


@pytest.mark.parametrize("word", REJECTED)
def test_the_danish_uses_the_words_of_those_who_use_it(word):
    wrong = re.compile(word, re.IGNORECASE)
    said = [text for message in gathered(OTHERS[0]) if message.id for text in texts(message.id)]
    papers = sorted((ROOT / "workflows/tryghedsnetvaerk/documents").glob("*/da/*.md"))
    assert papers
    assert not [text for text in said if wrong.search(text)], REJECTED[word]
    assert not [paper.name for paper in papers if wrong.search(paper.read_text("utf-8"))], REJECTED[word]


def test_every_sentence_can_be_read_in_both_languages():
    said = "\n".join(lines(OTHERS[0]))
    assert "webui/templates/base.html" in said
    assert "  da  Mine opgaver\n  en  My tasks\n" in said

"""What a page carries of a file between two presses: the same when it comes back, and nothing else is taken for it."""

import base64
import json
import secrets
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from tests.workflows.survey.files import LIME, XACT, seen
from workflows.tryghedsnetvaerk.mapping.survey.files.columns import Shape
from workflows.tryghedsnetvaerk.mapping.survey.files.packing import pack, unpack
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import table

WHOLE = pack(seen(LIME)[0])
ODD = [
    base64.b64encode(zlib.compress(raw)).decode() for raw in (b"{}", b"[", b"0" * 30_000_000, b'{"name": "\\ud800"}')
]


@pytest.mark.parametrize("text", ["", "ikke", "eJw=", WHOLE[:-9], *ODD])
def test_what_a_page_did_not_carry_is_refused(text):
    with pytest.raises(BadInput, match="Vælg filen igen"):
        unpack(text)


def test_what_a_page_carried_is_checked_again():
    packed = replace(seen(LIME)[0], table=table([("", [["utryg", "Navn"], ["Tryg", "Bo Lindgaard"]])]),
                     shape=Shape("andet", ("lukket", "lukket")))  # fmt: skip

    with pytest.raises(BadInput, match="B \\(Navn\\) ser ud til at indeholde navne"):
        unpack(pack(replace(packed, table=replace(packed.table, over=("A", "B")))))


def test_too_much_for_a_page_is_read_by_the_command_line():
    rows = [["utryg"], *[[f"{number % 9973 % 7}"] for number in range(90_000)]]
    texts = {f"{number}": secrets.token_hex(200) for number in range(2_000)}

    with pytest.raises(BadInput, match="tryghed import survey"):
        pack(replace(seen(rows)[0], dropped=tuple(texts.values())))


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5))
TREES = st.recursive(
    LEAVES, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=4), some), max_leaves=6
)
PARTS = ("name", "tool", "kinds", "headings", "letters", "texts", "labels", "columns", "numbers", "unfinished", "again",
         "dropped", "written")  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PARTS), TREES)
def test_whatever_a_page_carries_is_read_or_refused(part, tree):
    told = json.loads(zlib.decompress(base64.b64decode(WHOLE)))
    forged = base64.b64encode(zlib.compress(json.dumps(told | {part: tree}).encode())).decode()

    with suppress(BadInput):
        assert unpack(forged).table.rows is not None


@pytest.mark.parametrize("rows", [LIME, XACT])
def test_a_page_carries_a_file_and_gives_it_back(rows):
    told, _plan = seen(rows)
    assert unpack(pack(told)) == told

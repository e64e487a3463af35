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
from workflows.tryghedsnetvaerk.mapping.survey.files.packing import SIZE, pack, unpack
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import table

WHOLE = pack(seen(LIME)[0])


def carried(head: bytes, body: bytes = b"") -> str:
    return base64.urlsafe_b64encode(zlib.compress(len(head).to_bytes(SIZE) + head + body)).decode()


def opened(text: str) -> tuple[bytes, bytes]:
    raw = zlib.decompress(base64.urlsafe_b64decode(text))
    ends = SIZE + int.from_bytes(raw[:SIZE])
    return raw[SIZE:ends], raw[ends:]


HEAD, BODY = opened(WHOLE)
ODD = [carried(head) for head in (b"{}", b"[", b"0" * 50_000_000, b'{"name": "\\ud800"}', HEAD)]
ODD += [carried(HEAD, BODY[:-1]), carried(HEAD, BODY + b"\0"), carried(HEAD, b"\xff" * len(BODY))]


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
    rows, texts = [["utryg"], ["1"]], [secrets.token_hex(1_000) for _ in range(3_000)]

    with pytest.raises(BadInput, match="tryghed import survey"):
        pack(replace(seen(rows)[0], dropped=tuple(texts)))


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5))
TREES = st.recursive(
    LEAVES, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=4), some), max_leaves=6
)
PARTS = ("name", "tool", "kinds", "headings", "letters", "texts", "labels", "columns", "numbers", "unfinished", "again",
         "dropped", "written")  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PARTS), TREES)
def test_whatever_a_page_carries_is_read_or_refused(part, tree):
    forged = carried(json.dumps(json.loads(HEAD) | {part: tree}).encode(), BODY)

    with suppress(BadInput):
        assert unpack(forged).table.rows is not None


@pytest.mark.parametrize("rows", [LIME, XACT])
def test_a_page_carries_a_file_and_gives_it_back(rows):
    told, _plan = seen(rows)
    assert unpack(pack(told)) == told


@pytest.mark.parametrize("size", [1, 2])
def test_a_real_export_goes_through_a_page_whole(size):
    rows = [[f"q{n}" for n in range(40)]]
    rows += [[str((row * n) % (7 if size == 1 else 300)) for n in range(1, 41)] for row in range(3_000)]
    asked = replace(table([("", rows)]), over=tuple(f"A{n}" for n in range(40)))
    told = replace(seen([["utryg"], ["1"]])[0], table=asked, shape=Shape("andet", ("lukket",) * 40))

    assert unpack(pack(told)) == told

"""What in a text is taken for a trace of somebody, and what only looks a little like one."""

import pytest

from workflows.tryghedsnetvaerk.documents.traces import Trace, list_traces

FOUND = {
    Trace.PHONE: ["20123456", "20 12 34 56", "ring 2012 3456.", "+45 20 12 34 56", "+46 70 123 45 67", "tlf.20123456?"],
    Trace.MAIL: ["ida@eksempel.dk", "skriv til ida.berg+x@post.eksempel.dk."],
    Trace.PLATE: ["AB12345", "bilen AB 12 345 holder der", "(XY 99 000)"],
    Trace.ADDRESS: [
        "Birkestien 7", "på Gadehavegårdsvej 1", "Nørre Allé 12 B", "birkevej 3, 2. tv.", "Lindevænget nr. 14",
        "Store Torv 4", "Kirsebærvej 12.",
    ],
}  # fmt: skip
NONE = [
    "Blok 7", "i 2024 2025", "2024-11-23", "23.11.2024", "112 eller 114", "10.100 anmeldelser", "12 345 678 kroner",
    "stien bag blok 3 er mørk", "vi gik 12 mand", "Kælderen under C", "klokken 20.30", "45 procent", "torvet kl. 20",
    "OB 1 og OB 2", "J.nr. 2024/20123456", "Der er 14 trapper", "parken har 120 lamper", "alle 85 beboere",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts])
def test_a_trace_is_seen_as_what_it_is(kind, text):
    assert list_traces(text) == (kind,)


@pytest.mark.parametrize("text", NONE)
def test_places_years_and_amounts_are_none(text):
    assert list_traces(text) == ()


def test_each_kind_is_named_once_and_hidden_signs_do_not_hide_it():
    assert list_traces("20\u200b12 34 56 og 30 12 34 56, ida@eksempel.dk") == (Trace.PHONE, Trace.MAIL)


def test_a_long_text_is_read_in_no_time():
    assert list_traces("a" * 50_000 + " 12 34 5" * 5_000 + "@" * 5_000) == ()

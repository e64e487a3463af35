"""What is taken for a CPR number, and what only looks a little like one."""

import pytest

from engine.cpr import holds_cpr, refuse_cpr
from engine.errors import BadInput

NUMBERS = [
    "010170-1234", "0101701234", "010170 1234", "310299–1234", "CPR0101701234", "CPR-nr.: 010170-1234",
    "Født 01.01.70-1234.", "01 01 70-1234", "010170\u200b-1234", "010170\u00a01234", "010170 - 1234", "(0101701234)",
    "x_0101701234", "010170-1234,020280-1235", "5,0101701234,Hansen", "0101701234;2024;7",
    "01 01 90 1234", "01.01.90.1234", "01/01/90/1234", "010190.1234", "010190/1234", "01-01-1990-1234",
    "01.01.1990-1234", "01011990-1234", "01 01 90 - 1234", "+45 0101901234", "0045 0101901234", "+45 010190-1234",
    "610190-1234", "9112901234", "71.01.90-1234", "61 01 1990 1234",
]  # fmt: skip
OTHERS = [
    "+45 20123456", "+4512123456", "+46 0701123456", "004512123456", "2024-010170-1234", "J.nr. 12/010170-1234",
    "010170-1234-5", "a0101701234", "0101701234f", "12 12 34 56 78", "20123456", "320170-1234", "011370-1234",
    "den 12.03.24 14.30", "den 12.03.24 1430", "den 12.03.2024 - 1430", "01.01.24-31.12.24", "01.01.2024-31.12.2025",
    "12/010190/1234", "010190.1234.5", "610190-1234-5", "921290-1234", "601290-1234", "61 13 90 1234", "70 12 34 56",
    "+45 70 12 34 56", "+46 070-112 34 56", "01.01-90.1234", "+47 0101901234", "10101701234", "01017012345",
    "0.0101701234", "2023; 2024; 10.100", "12.03.2024 kl. 14.30",
]  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_cpr_number_is_seen_however_it_is_spaced(text):
    assert holds_cpr(text)


@pytest.mark.parametrize("text", OTHERS)
def test_telephones_case_numbers_dates_and_hashes_are_none(text):
    assert not holds_cpr(text)


def test_it_is_looked_for_in_everything_that_holds_texts_and_never_repeated():
    refuse_cpr({"name": "Ida", "nr": 101701234, "figures": [("Indbrud", "2024", 7)], "mail": None})

    with pytest.raises(BadInput) as refusal:
        refuse_cpr({"name": "Ida", "figures": [("Indbrud 0101701234", "2024", 7)]})
    assert "0101701234" not in str(refusal.value)

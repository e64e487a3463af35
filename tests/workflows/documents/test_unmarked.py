"""A text with marks as a mail shows it."""

from time import perf_counter

import pytest

from workflows.tryghedsnetvaerk.documents.unmarked import unmarked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("## Lys på stien ##\n\nVi **aftalte**, at *Ida* ringer.", "Lys på stien\n\nVi aftalte, at Ida ringer."),
        ("* Et\n* To\n  + Tre\n1. Fire", "- Et\n- To\n  - Tre\n1. Fire"),
        ("| Hvad | Hvem |\n|---|:--|\n| Lys | Ida |", "Hvad – Hvem\nLys – Ida"),
        ("Se [planen](https://x.dk/plan) og <mailto:ida@x.dk>", "Se planen (https://x.dk/plan) og ida@x.dk"),
        ("[ida@x.dk](mailto:ida@x.dk)", "ida@x.dk"),
        ("> Citat\n\n---\n\nEfter", "Citat\n\nEfter"),
        ("***Vigtigt*** og __meget__ og `kode`", "Vigtigt og meget og kode"),
        ("Kl. 16 * 2 * 3 = _ og a_b_c, 3 < 4", "Kl. 16 * 2 * 3 = _ og a_b_c, 3 < 4"),
        ("1\\. maj \\*ikke fremhævet\\*", "1. maj *ikke fremhævet*"),
        ("Et\r\n\r\n\r\n\r\nTo", "Et\n\nTo"),
        ("", ""),
    ],
)
def test_marks_are_gone_and_the_words_stand(written: str, read: str):
    assert unmarked(written) == read


LONG = ("*", "[", "_a", "`a", "|", "<a.", "*a ", "[a](", "-|", "# ", "> ", "- ", "\\")


@pytest.mark.parametrize("mark", LONG)
def test_no_text_takes_long_to_read(mark: str):
    begun = perf_counter()

    unmarked(mark * (60_000 // len(mark)) + "x")

    assert perf_counter() - begun < 2

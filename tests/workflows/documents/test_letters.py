"""Which signs can be printed is read from the fonts, and is what the papers find."""

import pytest

from tests.workflows.documents.test_pipeline import pdf_words
from workflows.tryghedsnetvaerk.documents import letters
from workflows.tryghedsnetvaerk.documents.languages import COMMON, own_name
from workflows.tryghedsnetvaerk.documents.pipeline import Paper, PaperFailed, pdf

SAID = {"am": "ሰላም ለሁላችሁ", "ti": "ሰላም ንኹልኹም ትግርኛ", "ta": "வணக்கம்", "th": "สวัสดี", "ne": "नमस्ते", "vi": "Tiếng Việt",
        "ka": "გამარჯობა", "hy": "Բարեւ", "ckb": "ڕۆژباش", "ur": "خوش آمدید", "uk": "Ґанок їжак"}  # fmt: skip


@pytest.mark.parametrize("language", COMMON)
def test_every_common_language_can_write_its_own_name(language):
    assert letters.lacking(own_name(language)) == ""


def test_other_scripts_are_printed_on_one_paper():
    text = "\n\n".join(SAID.values())

    assert letters.lacking(text) == ""
    assert "ሰላም" in pdf_words(Paper("Sprog", text))


@pytest.mark.parametrize("sign", ["安", "ܣ"])
def test_a_sign_no_font_has_is_named_before_the_paper_fails(sign):
    assert letters.lacking(f"Om {sign} og {sign}\n") == sign
    with pytest.raises(PaperFailed, match=sign):
        pdf(Paper("Titel", sign))

"""The words in attached files are looked through for CPR numbers, as far as they can be read."""

import zipfile
import zlib
from io import BytesIO

import pytest

from engine.errors import BadInput
from workflows.tryghedsnetvaerk.documents import pipeline
from workflows.tryghedsnetvaerk.network.files import accept
from workflows.tryghedsnetvaerk.network.readable import office_words, pdf_words

ODT = "application/vnd.oasis.opendocument.text"


def paper(body):
    return pipeline.Paper(title="Papir", body=body, locale="da", footer="", demonstration=False, kind="report")


def office(**parts):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return made.getvalue()


def docx(text):
    return office(**{"[Content_Types].xml": "<Types/>", "word__document.xml": f"<w:p><w:r>{text}</w:r></w:p>"})


def pdf(stream, packed=True):
    body = zlib.compress(stream) if packed else stream
    return b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n" + body + b"\nendstream\nendobj\ntrailer\n%%EOF\n"


REFUSED = {
    "a.docx": docx("<w:t>Ida 010170-</w:t></w:r><w:r><w:t>1234</w:t>"),
    "b.docx": office(**{"word__document.xml": "<w:p/>", "word__comments.xml": "<w:p><w:t>&#48;101701234</w:t></w:p>"}),
    "c.xlsx": office(**{"xl__workbook.xml": "<w/>", "xl__sharedStrings.xml": "<si><t>010170 1234</t></si>"}),
    "d.xlsx": office(**{"xl__workbook.xml": "<w/>", "xl__worksheets__sheet1.xml": "<c r='A1'><v>3112701234</v></c>"}),
    "e.odt": office(**{"mimetype": ODT, "content.xml": "<text:p>010170-<text:span>1234</text:span></text:p>"}),
    "f.pdf": pdf(b"BT [(Ida 010) -20 (170-1234)] TJ ET"),
    "g.pdf": pdf(b"BT (Ida) Tj (010170) Tj (-1234) Tj ET", packed=False),
    "h.pdf": pdf(rb"BT (Ida \(\06010170-1234\)) Tj ET"),
    "i.pdf": pdf(b"BT <3031303137302d31323334> Tj ET"),
    "010170-1234.txt": b"Intet",
    "j.csv": b"navn,cpr\nIda,0101701234\n",
}
TAKEN = {
    "a.docx": docx("<w:t>Sag 2024-010170-1234, tlf. +45 20123456</w:t>"),
    "b.docx": office(**{"word__document.xml": '<w:p w:rsidR="0101701234"><w:t>0101</w:t></w:p><w:t>701234</w:t>'}),
    "c.xlsx": office(**{"xl__workbook.xml": "<w/>", "xl__worksheets__sheet1.xml": "<c><v>0.3112701234</v></c>"}),
    "d.pdf": pdf(b"BT (0101) Tj (701234) Tj ET"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_with_a_cpr_number_is_refused(name):
    with pytest.raises(BadInput, match="CPR"):
        accept(name, REFUSED[name])


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_with_other_numbers_is_taken(name):
    assert accept(name, TAKEN[name]).name == name


def test_papers_of_our_own_are_read_whichever_way_they_are_fetched():
    words = "Nummeret 010170-1234 og mere"
    assert any(words in line for line in pdf_words(pipeline.pdf(paper(words))))
    assert any(words in line for line in office_words(pipeline.word(paper(words))))


@pytest.mark.parametrize(
    "stream",
    [b"BT (" * 9, rb"BT (\8\9\) Tj", b"begincmap beginbfrange <00> <FFFFFFFF> <> endbfrange BT <0> Tj",
     b"begincmap beginbfchar <> <0041> endbfchar BT (a) Tj", b"BT [ ( ) ' \" TJ"],
)  # fmt: skip
def test_a_broken_pdf_is_read_as_far_as_it_goes(stream):
    assert accept("papir.pdf", pdf(stream)).name == "papir.pdf"


def test_a_long_broken_pdf_is_read_in_one_go():
    assert list(pdf_words(pdf(b"BT " + b"(" * 1_000_000, packed=False))) == []

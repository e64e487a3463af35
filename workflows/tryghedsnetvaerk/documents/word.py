"""How a Word paper looks: pandoc's own reference document with our page, type, header and footer."""

import re
from collections.abc import Callable
from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

FONT = "Arial"  # on every office machine; what people send on should not lose its look
INK, ACCENT, QUIET, HAIR = "1A1A1A", "12395B", "5B6470", "B8C0C8"

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# name in Word, half-points, space before and after in twentieths of a point
_HEADINGS = {"Title": (42, 0, 240), "Heading1": (26, 360, 120), "Heading2": (23, 280, 100), "Heading3": (21, 240, 80)}

_PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId91"/><w:footerReference w:type="default" r:id="rId92"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1531" w:right="1418" w:bottom="1531" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
    "</w:sectPr>"
)
_TABLE = (
    f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="{HAIR}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:color="{HAIR}"/><w:insideH w:val="single" w:sz="4" w:color="{HAIR}"/>'
    '</w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr></w:tblStylePr>'
)


def reference(plain: bytes, *, banner: str, footer: str, of: tuple[str, str], size: float = 1.0) -> bytes:
    """Return pandoc's reference document *plain* in our look, with *banner* over and *footer* under every page.

    *size* is how much larger than usual its letters are.
    """
    changes: dict[str, Callable[[str], str]] = {**_CHANGES, "word/styles.xml": partial(_styles, size=size)}
    made = BytesIO()
    with ZipFile(BytesIO(plain)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, changes[name](text) if name in changes else text)
        new.writestr("word/header91.xml", _part("hdr", _words(banner)))
        number = f"{_words(f'{of[0]} ')}{_field('PAGE')}{_words(f' {of[1]} ')}{_field('NUMPAGES')}"
        new.writestr("word/footer92.xml", _part("ftr", f"{_words(footer)}<w:r><w:tab/></w:r>{number}"))
    return made.getvalue()


def _styles(text: str, size: float) -> str:
    text = re.sub(r"<w:rFonts\b[^>]*/>", f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>', text)
    text = re.sub(
        r'(<w:rPrDefault>.*?)<w:sz w:val="24"\s*/>', rf'\1<w:sz w:val="{round(21 * size)}"/>', text, flags=re.S
    )
    spaced = r'\1 w:after="120" w:line="276" w:lineRule="auto"'
    text = re.sub(r'(<w:pPrDefault>.*?<w:spacing) w:after="200"', spaced, text, flags=re.S)
    for style, (points, before, after) in _HEADINGS.items():
        lines = f'<w:spacing w:before="{before}" w:after="{after}" w:line="252" w:lineRule="auto"/>'
        paragraph = f"<w:pPr><w:keepNext/>{lines}{_level(style)}</w:pPr>"
        large = round(points * size)
        letters = f'<w:rPr><w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="{large}"/><w:szCs w:val="{large}"/></w:rPr>'
        text = _replace(text, style, paragraph + letters)
    return _replace(text, "Table", _TABLE)


def _replace(text: str, style: str, looks: str) -> str:
    def place(match: re.Match[str]) -> str:
        names = re.sub(r"<w:(pPr|rPr|tblPr|tblStylePr)\b.*</w:\1>", "", match[2], flags=re.S)
        return f"{match[1]}{names}{looks}</w:style>"

    return re.sub(rf'(<w:style\b[^>]*w:styleId="{style}"[^>]*>)(.*?)</w:style>', place, text, flags=re.S)


def _level(style: str) -> str:
    return f'<w:outlineLvl w:val="{int(style[-1]) - 1}"/>' if style[-1].isdigit() else ""


def _page(text: str) -> str:
    return re.sub(r"<w:sectPr>.*</w:sectPr>", _PAGE, text, flags=re.S)


def _types(text: str) -> str:
    parts = (("/word/header91.xml", "header"), ("/word/footer92.xml", "footer"))
    added = "".join(f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts)
    return text.replace("</Types>", f"{added}</Types>")


def _links(text: str) -> str:
    parts = (("rId91", "header"), ("rId92", "footer"))
    added = "".join(
        f'<Relationship Type="{_LINKS}/{kind}" Id="{key}" Target="{kind}{key[3:]}.xml"/>' for key, kind in parts
    )
    return text.replace("</Relationships>", f"{added}</Relationships>")


def _part(kind: str, runs: str) -> str:
    tab = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} xmlns:w="{_MAIN}" xmlns:r="{_LINKS}">'
        f"<w:p><w:pPr>{tab}</w:pPr>{runs}</w:p></w:{kind}>"
    )


def _words(text: str) -> str:
    clean = "".join(sign if sign.isprintable() else " " for sign in text)
    return f'<w:r>{_SMALL}<w:t xml:space="preserve">{escape(clean)}</w:t></w:r>' if clean else ""


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r>{_SMALL}<w:t>1</w:t></w:r></w:fldSimple>'


_SMALL = f'<w:rPr><w:color w:val="{QUIET}"/><w:sz w:val="16"/></w:rPr>'
_CHANGES = {
    "word/document.xml": _page,
    "[Content_Types].xml": _types,
    "word/_rels/document.xml.rels": _links,
}

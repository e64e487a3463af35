"""How a Word paper looks: pandoc's own reference document with our page, type, header and footer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from struct import pack, unpack
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compress, crc32

FONT = "Arial"  # on every office machine; what people send on should not lose its look
INK, ACCENT, QUIET, HAIR = "1A1A1A", "12395B", "5B6470", "B8C0C8"

_SPOKEN = r'(<w:pStyle w:val="(?:FirstParagraph|BodyText)" ?/>)'
_COLON = r"(?:(?!</w:p>).)*:</w:t></w:r></w:p>"
_SHOWN = r'(?:(?!</w:p>).)*</w:p>\s*(?:<w:tbl>|<w:p>\s*<w:pPr>\s*<w:pStyle w:val="BlockText")'

PNG = b"\x89PNG\r\n\x1a\n"
PARTS = 7  # of the report; annexes come after them
FEW = 8  # rows of a table that is not broken by the end of a page

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# name in Word, half-points, space before and after in twentieths of a point
_HEADINGS = {"Title": (42, 0, 240), "Heading1": (26, 360, 120), "Heading2": (23, 280, 100), "Heading3": (21, 240, 80)}

_IN_TABLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="InTable"><w:name w:val="In Table"/>'
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="0" w:after="0" w:line="252" w:lineRule="auto"/>'
    "</w:pPr>"
)
_FIGURES = "".join(
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
    f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{next_to}<w:spacing w:before="{before}" w:after="{after}"/></w:pPr>'
    f"<w:rPr>{looks}</w:rPr></w:style>"
    for name, next_to, before, after, looks in (
        ("Contents", "<w:keepNext/>", 360, 120, f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="26"/>'),
        ("Figure Title", "<w:keepNext/>", 280, 80, f'<w:b/><w:color w:val="{ACCENT}"/>'),
        ("Figure Drawing", "<w:keepNext/>", 0, 60, ""),
        ("Figure Source", "", 0, 280, f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/>'),
    )
)


@dataclass(frozen=True)
class Page:
    """A page in twentieths of a point, and how much larger than usual its letters are."""

    wide: int = 11906
    high: int = 16838
    side: int = 1418
    over: int = 1361
    under: int = 1304
    edge: int = 709
    size: float = 1.0

    @property
    def text(self) -> int:
        """How wide the text is."""
        return self.wide - 2 * self.side


PAGES = {
    "letter": Page(),
    "report": Page(),
    "leaflet": Page(over=1134, under=1134, size=0.95),
    "poster": Page(size=1.35),
    "pocket": Page(wide=8391, high=5953, side=454, over=624, under=567, edge=284, size=0.8),  # A6, as a card
}
_TABLE = (
    f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="{HAIR}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:color="{HAIR}"/><w:insideH w:val="single" w:sz="4" w:color="{HAIR}"/>'
    '</w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr></w:tblStylePr>'
)


def reference(
    plain: bytes, *, banner: str, footer: str, of: tuple[str, str], shape: str, turned: bool = False
) -> bytes:
    """Return pandoc's reference document *plain* in our look, with *banner* over and *footer* under every page."""
    page = PAGES[shape]
    changes: dict[str, Callable[[str], str]] = {
        **_CHANGES,
        "word/styles.xml": partial(_styles, size=page.size),
        "word/document.xml": partial(_page, page=page),
    }
    made = BytesIO()
    with ZipFile(BytesIO(plain)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, changes[name](text) if name in changes else text)
        new.writestr("word/header91.xml", _part("hdr", _words(banner), page, turned=turned))
        number = f"{_words(f'{of[0]} ')}{_field('PAGE')}{_words(f' {of[1]} ')}{_field('NUMPAGES')}"
        new.writestr(
            "word/footer92.xml", _part("ftr", f"{_words(footer)}<w:r><w:tab/></w:r>{number}", page, turned=turned)
        )
    return made.getvalue()


def places(pictures: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return pictures by what holds their places: a black one as large with its number, which packs to nothing.

    Pandoc only looks how large a picture is; whole pictures cost it 200 MiB for a report of twelve.
    """
    return {_black(picture[16:24], nr): picture for nr, picture in enumerate(pictures)}


def _black(size: bytes, nr: int) -> bytes:
    wide, high = unpack(">II", size)
    rows = compress(bytes(-(-wide // 8) + 1) * high)
    parts = (
        (b"IHDR", size + bytes((1, 0, 0, 0, 0))),
        (b"tEXt", b"nr\0%d" % nr),
        (b"IDAT", rows),
        (b"IEND", b""),
    )
    return PNG + b"".join(pack(">I", len(held)) + name + held + pack(">I", crc32(name + held)) for name, held in parts)


def finished(
    document: bytes, ending: str, shape: str, pictures: Mapping[bytes, bytes], *, turned: bool = False
) -> bytes:
    """Return what pandoc made, with tables as wide as the text, and what begins by the heading *ending* on one page.

    Each of the *pictures* comes where its place is held. A paper that is *turned* is read from right to left: its title
    and its tables too.
    """
    made = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                text = re.sub(r"<w:tbl>.*?</w:tbl>", partial(_table, page=PAGES[shape]), data.decode(), flags=re.S)
                data = _pictured(_paged(_together(_turned(text) if turned else text, ending))).encode()
            new.writestr(entry, pictures.get(data, data))
    return made.getvalue()


def _pictured(text: str) -> str:
    """Let a picture begin where the text does, and say what it shows once, not the whole of itself in letters."""
    text = text.replace("<wp:inline>", '<wp:inline distT="0" distB="0" distL="0" distR="0">')
    return re.sub(r'(<pic:cNvPr )descr="data:[^"]*"', r'\1descr=""', text)


def _paged(text: str) -> str:
    """Let the text begin on a page after the contents, and the annexes too; what leads to more stays with it."""
    for nr in (1, PARTS + 1):
        at = rf'(<w:bookmarkStart [^>]*w:name="afsnit-{nr}" ?/>\s*<w:p><w:pPr><w:pStyle w:val="Heading1" ?/>)'
        text = re.sub(at, r"\1<w:pageBreakBefore/>", text)
    return re.sub(rf"<w:p><w:pPr>{_SPOKEN}(?={_COLON}|{_SHOWN})", r"<w:p><w:pPr>\1<w:keepNext/>", text, flags=re.S)


def _turned(text: str) -> str:
    """Let the title begin at the right, and the first column of a table stand there."""
    text = re.sub(r'(<w:pStyle w:val="Title" />)(?!\s*<w:bidi)', r"\1<w:bidi/>", text)
    return re.sub(r'(<w:tblStyle w:val="\w+" />)', r"\1<w:bidiVisual/>", text)


def _table(match: re.Match[str], page: Page) -> str:
    """Let a table be as wide as the text, its words a little smaller, and neither a row nor a short one broken."""
    columns = [int(one) for one in re.findall(r'<w:gridCol w:w="(\d+)"', match[0])]
    scale = page.text / (sum(columns) or 1)
    text = re.sub(r'(<w:gridCol w:w=")(\d+)', lambda found: f"{found[1]}{round(int(found[2]) * scale)}", match[0])
    text = text.replace('<w:pStyle w:val="Compact" />', '<w:pStyle w:val="InTable"/>')
    text = text.replace("<w:trPr>", "<w:trPr><w:cantSplit/>")
    text = text.replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
    before, last, after = text.rpartition("<w:tr>")
    if before.count("<w:tr>") < FEW:
        before = before.replace('<w:pStyle w:val="InTable"/>', '<w:pStyle w:val="InTable"/><w:keepNext/>')
    return f"{before}{last}{after}"


def _together(text: str, ending: str) -> str:
    """Keep every paragraph after the heading *ending* with the next."""
    before, found, after = text.rpartition(f">{escape(ending)}</w:t>")
    kept = re.sub(r'(<w:pPr><w:pStyle w:val="\w+" />)', r"\1<w:keepNext/><w:keepLines/>", after)
    return f"{before}{found}{kept}" if found else text


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
    small = f'<w:rPr><w:sz w:val="{round(19 * size)}"/><w:szCs w:val="{round(19 * size)}"/></w:rPr>'
    return _replace(text, "Table", _TABLE).replace("</w:styles>", f"{_IN_TABLE}{small}</w:style>{_FIGURES}</w:styles>")


def _replace(text: str, style: str, looks: str) -> str:
    def place(match: re.Match[str]) -> str:
        names = re.sub(r"<w:(pPr|rPr|tblPr|tblStylePr)\b.*</w:\1>", "", match[2], flags=re.S)
        return f"{match[1]}{names}{looks}</w:style>"

    return re.sub(rf'(<w:style\b[^>]*w:styleId="{style}"[^>]*>)(.*?)</w:style>', place, text, flags=re.S)


def _level(style: str) -> str:
    return f'<w:outlineLvl w:val="{int(style[-1]) - 1}"/>' if style[-1].isdigit() else ""


def _page(text: str, page: Page) -> str:
    turned = ' w:orient="landscape"' if page.wide > page.high else ""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId91"/><w:footerReference w:type="default" r:id="rId92"/>'
        f'<w:pgSz w:w="{page.wide}" w:h="{page.high}"{turned}/>'
        f'<w:pgMar w:top="{page.over}" w:right="{page.side}" w:bottom="{page.under}" w:left="{page.side}"'
        f' w:header="{page.edge}" w:footer="{page.edge}" w:gutter="0"/></w:sectPr>'
    )
    return re.sub(r"<w:sectPr>.*</w:sectPr>", section, text, flags=re.S)


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


def _part(kind: str, runs: str, page: Page, *, turned: bool) -> str:
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{page.text}"/></w:tabs>'
    if turned:
        tab, runs = (
            f"{tab}<w:bidi/>",
            runs.replace(_SMALL, _SMALL.replace("</w:rPr>", '<w:szCs w:val="16"/><w:rtl/></w:rPr>')),
        )
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
    "[Content_Types].xml": _types,
    "word/_rels/document.xml.rels": _links,
}

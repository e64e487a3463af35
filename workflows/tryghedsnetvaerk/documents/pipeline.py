"""One path for papers: Markdown, clean HTML, and from that HTML both Word and PDF."""

import base64
import html as entities
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

import markdown as python_markdown
import nh3
import pypandoc

from engine.errors import EngineError
from engine.text import N_, say
from workflows.tryghedsnetvaerk.apart import once
from workflows.tryghedsnetvaerk.documents import frontpage, letters, placing
from workflows.tryghedsnetvaerk.documents.columns import with_columns
from workflows.tryghedsnetvaerk.documents.headings import in_steps, together, without_labels
from workflows.tryghedsnetvaerk.documents.languages import RTL, direction
from workflows.tryghedsnetvaerk.documents.limits import belongs_in, heading, with_limits
from workflows.tryghedsnetvaerk.documents.standing import DEMONSTRATION, PAGE_OF
from workflows.tryghedsnetvaerk.documents.word import finished, places, reference

LONGEST = 120_000  # characters of Markdown in one paper: some fifty printed pages
# The work of the Markdown reader grows with the square of these: 20 000 brackets took 38 s, 50 000 lines 50 s.
# With these limits the worst text we know of takes under 1 s.
MOST_LINES = 5_000
MOST_MARKS = {"[": 1_500, "\\": 10_000}
MEMORY = 1 << 30  # bytes of address space for Typst
DOTS = 200  # to the inch in a picture
SECONDS = 20  # for each of pandoc and Typst
AT_ONCE = 2  # papers made at the same time; others wait

BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4"})
INLINE = frozenset({"br", "em", "strong", "a", "code"})
TABLES = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
TAGS = BLOCKS | INLINE | TABLES
SHAPES = {
    "report": "report",
    "summary": "leaflet",
    "facts": "leaflet",
    "resident_poster": "poster",
    "actioncard": "pocket",
}

TOO_LONG = N_("Teksten er for lang til ét dokument. Del den i flere.")
TOO_MANY_MARKS = N_("Teksten har for mange specialtegn som »[« og »\\«. Fjern nogle af dem.")
TOO_HEAVY = N_("Dokumentet er for stort eller for sammensat til at blive sat op. Gør det kortere.")
BUSY = N_("Der bliver lavet mange dokumenter lige nu. Prøv igen om lidt.")
NO_LETTER = N_("Skrifttyperne her har ikke tegnet »{sign}«. Fjern det, eller hent papiret som Word.")
NOT_SET = N_("Dokumentet kunne ikke sættes op. Gør teksten enklere, og prøv igen.")

_HERE = Path(__file__).parent
_turns = BoundedSemaphore(AT_ONCE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},  # without "*" it lets title and lang through
    url_schemes={"https", "mailto"},
    url_relative="deny",
)


class PaperFailed(EngineError):
    """A paper could not be made; *detail* is what the tool said, for the log."""

    def __init__(self, text: str, detail: str = "", **values: str) -> None:
        super().__init__(text, **values)
        self.detail = detail


@dataclass(frozen=True)
class Paper:
    """What is printed; *kind* is the name of its template and decides shape and standing text.

    *diagrams* are the charts and codes that a line of the body may ask for by their key. With *facts* it has a front,
    which says them and what the paper holds. *limits* is the standing text in a language that ships none, in Markdown.
    """

    title: str
    body: str
    locale: str = "da"
    footer: str = ""
    demonstration: bool = False
    kind: str = ""
    diagrams: Mapping[str, placing.Diagram] = field(default_factory=dict)
    facts: tuple[tuple[str, str], ...] = ()
    limits: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z]{2,3}", self.locale):
            raise ValueError(f"not a language: {self.locale!r}")
        if not _line(self.title):
            raise ValueError("a paper has a title")

    @property
    def ending(self) -> str:
        """The heading that the standing text has in this paper."""
        return heading(self.locale, self.limits)


def html(markdown: str) -> str:
    """Turn people's Markdown into HTML that is safe to show.

    :raises PaperFailed: if the text is too long or would take too long to read
    """
    if len(markdown) > LONGEST or markdown.count("\n") > MOST_LINES:
        raise PaperFailed(TOO_LONG)
    if any(markdown.count(mark) > most for mark, most in MOST_MARKS.items()):
        raise PaperFailed(TOO_MANY_MARKS)
    return _cleaner.clean(_markdown().convert(_UNSEEN.sub("", markdown)))


def fragment(markdown: str, diagrams: Mapping[str, placing.Diagram], locale: str, mark: str, *, after: int = 0) -> str:
    """Return a part of a paper as a page shows it below its heading, its drawings numbered *after* those before it.

    *mark* is a word that no other part on the page has.
    """
    return placing.on_screen(in_steps(html(placing.apart(markdown)), 3), diagrams, locale, mark, after=after)


def screen(paper: Paper, *, titled: bool = True) -> str:
    """Return the whole paper as an HTML article, the same that is printed; a page may have the title elsewhere."""
    banner, fronted = _banner(paper), frontpage.on_screen(_body(paper), paper.facts, paper.locale)
    return "\n".join(
        (
            f'<article lang="{paper.locale}" dir="{direction(paper.locale)}">',
            f"<p><strong>{banner}</strong></p>" if banner else "",
            f"<h1>{entities.escape(paper.title)}</h1>" if titled else "",
            placing.on_screen(fronted, paper.diagrams, paper.locale),
            f"<p>{entities.escape(paper.footer)}</p>" if paper.footer else "",
            "</article>",
        )
    )


def word(paper: Paper) -> bytes:
    """Return the paper as a Word document.

    :raises PaperFailed: if it cannot be made
    """
    shape = SHAPES.get(paper.kind, "letter")
    body = _body(paper)
    drawn = placing.drawings(body, paper.diagrams, paper.locale, paper=True)
    held = places(pictures(drawn))
    body = placing.for_word(body, paper.diagrams, drawn, list(held), paper.kind, paper.locale)
    body = frontpage.for_word(body, paper.facts, paper.locale)
    with tempfile.TemporaryDirectory() as folder:
        styles = Path(folder, "reference.docx")
        of, turned = PAGE_OF.get(paper.locale, PAGE_OF["da"]), direction(paper.locale) == RTL
        styles.write_bytes(
            reference(_plain_reference(), banner=_banner(paper), footer=paper.footer, of=of, shape=shape, turned=turned)
        )
        made = _pandoc(
            _document(paper, body),
            "--to=docx",
            "--standalone",
            "--shift-heading-level-by=-1",
            f"--reference-doc={styles}",
            f"--metadata=dir:{direction(paper.locale)}",
        )
    return finished(made, paper.ending, shape, held, turned=turned)


def pdf(paper: Paper) -> bytes:
    """Return the paper as a tagged PDF (PDF/UA-1).

    :raises PaperFailed: if it cannot be made
    """
    body = _body(paper)
    drawn = placing.drawings(body, paper.diagrams, paper.locale, paper=True)
    body = placing.for_press(body, paper.diagrams, drawn, paper.kind, paper.locale)
    body = _SHARE.sub("\N{NO-BREAK SPACE}", frontpage.for_press(body, paper.facts))
    marks = f"--lua-filter={_HERE / 'press' / 'marks.lua'}"
    text = _pandoc(_document(paper, body), "--to=typst", "--wrap=none", marks).decode()
    source = (
        f'#import "paper.typ": paper, horizontalrule, diagram, front, summary\n#show: paper\n{without_labels(text)}'
    )
    inputs = {
        "title": _line(paper.title),
        "footer": _line(paper.footer),
        "lang": paper.locale,
        "dir": direction(paper.locale),
        "banner": _banner(paper),
        "of": json.dumps(PAGE_OF.get(paper.locale, PAGE_OF["da"])),
        "shape": SHAPES.get(paper.kind, "letter"),
        "drawings": json.dumps([asdict(one) for one in drawn]),
        "facts": json.dumps(paper.facts),
        "contents": say(frontpage.CONTENTS, paper.locale),
    }
    return typeset(source, inputs)


def pictures(drawn: Sequence[placing.Drawing]) -> list[bytes]:
    """Return drawings as pictures, as Word and an office that opens its papers show them all.

    :raises PaperFailed: if they cannot be made
    """
    if not drawn:
        return []
    inputs = {"drawings": json.dumps([{"svg": one.svg, "alt": one.alt, "share": one.share} for one in drawn])}
    made = typeset('#import "paper.typ": pictures\n#pictures()', inputs, dots=DOTS)
    return [base64.b64decode(one) for one in json.loads(made)]


def typeset(
    source: str, inputs: dict[str, str], memory: int = MEMORY, seconds: int = SECONDS, *, dots: int = 0
) -> bytes:
    """Set Typst *source* in a child process under limits; *inputs* are values, never source.

    With *dots* to the inch it is not a PDF but a JSON list of pictures in base64.

    :raises PaperFailed: if Typst complains, even with a warning, or reaches a limit
    """
    job = {
        "source": source,
        "inputs": inputs,
        "root": str(_HERE / "press"),
        "fonts": [str(folder) for folder in letters.folders()],
        "pictures": dots,
    }
    # Isolated mode and an empty environment: nothing of ours is loaded, and the proxy leads nowhere,
    # so that Typst cannot fetch a package. Threads are few because each reserves address space.
    nowhere = "http://127.0.0.1:9"
    environment = {"RAYON_NUM_THREADS": "2", "HTTPS_PROXY": nowhere, "HTTP_PROXY": nowhere, "ALL_PROXY": nowhere}
    command = once.python(_HERE / "typesetter.py", memory=memory, seconds=seconds)
    return _run(command, json.dumps(job).encode(), seconds, environment)


def _body(paper: Paper) -> str:
    text = with_limits(paper.body, paper.locale, paper.limits) if belongs_in(paper.kind) else paper.body
    return in_steps(html(placing.apart(text)))


def _document(paper: Paper, whole: str) -> str:
    title, turned = entities.escape(_line(paper.title)), direction(paper.locale) == RTL
    body = with_columns(together(whole, paper.ending), turned=turned)
    return f'<html lang="{paper.locale}"><head><title>{title}</title></head><body>{body}</body></html>'


_SHARE = re.compile(r"(?<=\d) (?=%)")  # a line never ends between a number and its sign


def _banner(paper: Paper) -> str:
    return DEMONSTRATION.get(paper.locale, DEMONSTRATION["da"]) if paper.demonstration else ""


def _line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _markdown() -> python_markdown.Markdown:
    reader = python_markdown.Markdown(extensions=["tables", "sane_lists", "nl2br"])
    # People's own tags are shown as the text they typed, not taken as HTML.
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    return reader


@cache
def _plain_reference() -> bytes:
    return _run([_pandoc_path(), "--print-default-data-file=reference.docx"], b"", SECONDS)


@cache
def _pandoc_path() -> str:
    return str(pypandoc.get_pandoc_path())


def _pandoc(document: str, *arguments: str) -> bytes:
    command = [_pandoc_path(), "+RTS", "-M512m", "-RTS", "--sandbox", "--from=html", "--output=-", *arguments]
    return _run(command, document.encode(), SECONDS)


def _run(command: list[str], given: bytes, seconds: int, environment: dict[str, str] | None = None) -> bytes:
    try:
        done = once.run(command, given, seconds=seconds, turns=_turns, environment=environment)
    except once.Busy:
        raise PaperFailed(BUSY) from None
    except once.Late as late:
        raise PaperFailed(TOO_HEAVY, f"over {seconds} s") from late
    if done.code == 0:
        return done.made
    raise _failure(done.code, done.said)


def _failure(code: int, said: str) -> PaperFailed:
    lacking = re.search(r'the text `"(.+?)"` could not be displayed', said)
    if lacking:
        return PaperFailed(NO_LETTER, said, sign=lacking[1])
    if code not in (1, 2) or "depth exceeded" in said:
        return PaperFailed(TOO_HEAVY, said or f"exit code {code}")
    return PaperFailed(NOT_SET, said)

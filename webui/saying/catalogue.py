"""The English catalogue: gathered from where the sentences are written, and printed beside the Danish."""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from engine.text import CATALOGUES, LOCALES, SOURCE

ROOT = Path(__file__).parents[2]
PRODUCT = ("engine", "workflows", "webui")
METHODS = (("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2"))
OPTIONS = {pattern: {"silent": "false"} for pattern, method in METHODS if method == "jinja2"}
KEYWORDS = {
    "N_": None,
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def gathered(locale: str) -> Catalog:
    """Return every sentence of the product, untranslated, with the files it is written in."""
    found = Catalog(locale=locale)
    for package in PRODUCT:
        for file, _line, text, _comments, context in extract_from_dir(ROOT / package, METHODS, OPTIONS, KEYWORDS):
            found.add(text, locations=[(f"{package}/{file}", 0)], context=context)
    return found


def stored(locale: str) -> Catalog:
    """Return the catalogue of *locale* as it is kept."""
    path = path_of(locale)
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def brought_up_to_date(locale: str) -> Catalog:
    """Return the kept catalogue with what is written now: near misses are marked fuzzy, what is gone is left out."""
    catalogue = stored(locale)
    catalogue.update(gathered(locale))
    return catalogue


def written(catalogue: Catalog) -> str:
    """Return a catalogue as its file holds it: in the order of the sentences, and nothing that changes by itself."""
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HEADER.format(locale=catalogue.locale) + body.getvalue().decode().rstrip("\n") + "\n"


def path_of(locale: str) -> Path:
    """Return where the catalogue of *locale* is kept."""
    return CATALOGUES / locale / "LC_MESSAGES" / "messages.po"


def texts(said: object) -> tuple[str, ...]:
    """Return the one text of a sentence, or its forms."""
    return tuple(said) if isinstance(said, list | tuple) else (str(said or ""),)


def is_translated(message: Message) -> bool:
    """Say whether somebody has translated a sentence and looked at it since it was last changed."""
    return all(texts(message.string)) and not message.fuzzy


def by_file(catalogue: Catalog) -> dict[str, list[Message]]:
    """Return the sentences of a catalogue under the first file that holds them."""
    files = defaultdict(list)
    for message in catalogue:
        if message.id:
            files[message.locations[0][0]].append(message)
    return dict(sorted(files.items()))


def lines(locale: str) -> Iterator[str]:
    """Give every sentence with its translation and the files it appears in."""
    for file, messages in by_file(brought_up_to_date(locale)).items():
        yield f"\n{file}"
        for message in messages:
            also = sorted({other for other, _line in message.locations} - {file})
            meaning = f"[{message.context}] " if message.context else ""
            yield f"  {SOURCE}  {meaning}{_on_one_line(message.id)}"
            yield f"  {locale}  {_on_one_line(message.string)}" + ("  (fuzzy)" if message.fuzzy else "")
            if also:
                yield f"      also in {', '.join(also)}"


def _on_one_line(said: object) -> str:
    return " | ".join(texts(said)).replace("\n", "\\n") or "—"


@click.command()
@click.option("--gather", is_flag=True, help="Bring the catalogues up to date with the sentences that are written now.")
def main(gather: bool) -> None:
    """Print every sentence in both languages, or gather the new ones."""
    for locale in LOCALES:
        if locale == SOURCE:
            continue
        if not gather:
            click.echo("\n".join(lines(locale)))
            continue
        catalogue = brought_up_to_date(locale)
        path_of(locale).parent.mkdir(parents=True, exist_ok=True)
        path_of(locale).write_text(written(catalogue), "utf-8")
        waiting = sum(not is_translated(message) for message in catalogue if message.id)
        click.echo(f"{path_of(locale).relative_to(ROOT)}: {len(catalogue)} sentences, {waiting} to translate.")


if __name__ == "__main__":
    main()

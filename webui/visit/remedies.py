"""What a refusal says on a page: at the field it is about, else with the way to where it is mended."""

from typing import Any

from flask import current_app

from engine.errors import EngineError, Lacking
from engine.text import Sentence
from webui.saying.language import tell

Way = tuple[str, str]  # what the link says, and where it leads


class Mendable(str):
    """A sentence above a form, with the way to where it is mended."""

    __slots__ = ("way",)
    way: Way | None


def way(page: str) -> Way | None:
    """Return the way to a page that a refusal names; ``app.extensions["find_way"]`` knows them all."""
    found: Way | None = current_app.extensions["find_way"](page)
    return found


def reasons(error: EngineError) -> list[tuple[str, str]]:
    """Return everything that a refusal says, each with the page that it names."""
    several = error.reasons if isinstance(error, Lacking) else ((error.page, Sentence(error.text, error.values)),)
    return [(page, tell(said.text, said.values)) for page, said in several]


def say(form: Any, error: EngineError) -> None:
    """Put a refusal where *form* shows it: at its field, else above it with the way to where it is mended."""
    for page, said in reasons(error):
        if page.startswith("#") and page[1:] in form:
            field = form[page[1:]]
            field.errors = [*field.errors, said]
        else:
            sentence = Mendable(said)
            sentence.way = way(page)
            form.form_errors.append(sentence)

"""The shape that every noun fills in, so that one set of pages serves them all."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from engine.commands import Command
from engine.db import Session
from engine.records import Record, add, edit
from engine.text import N_, Sentence
from webui.page.frame import resolve
from webui.saying.fields import HIDDEN
from webui.saying.language import tell
from webui.visit.forms import Form, options, prose

TEXTS = frozenset({"StringField", "GroupName", "TextAreaField", "SelectField", "RadioField"})


class Ticks(SelectMultipleField):
    """Several boxes to tick, stored as one text with *mark* between them."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
    mark = ","

    def __init__(self, label: str, *, choices: Iterable[tuple[str, str]] = (), **given: Any) -> None:
        super().__init__(label, choices=options(choices), **given)

    def process_data(self, value: Any) -> None:
        """Read a stored text, or a list."""
        self.data = [part for part in value.split(self.mark) if part] if isinstance(value, str) else list(value or ())


class Lines(Ticks):
    """Several boxes to tick, whose names may hold commas; stored as one text with a line for each."""

    mark = "\n"


class RemovalForm(Form):
    """Why something is removed."""

    reason = prose(N_("Hvorfor skal det fjernes?"), needed=True, rows=3,
                   hint=N_("Uden navne på beboere. Begrundelsen og nummeret gemmes i historikken."))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One record in its list: what it is called, what is said under it, and how it stands."""

    title: str
    sub: str = ""
    state: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Verb:
    """Something done with one record beside changing it; with a form of its own when more must be said.

    *confirm* is a question to answer first, or what makes it of the record; *done* what is said afterwards, or what
    makes it of what *act* returned; *mails* that it writes mail; *leads_on* that the record it made is shown next;
    *whole* that it is done with more than the record, so that nothing in the network may have happened since the page;
    *follows* says over its form what comes of it, and *rests* all that keeps it from being done: then without its form.
    *refuse* refuses what could only be refused, before its form is shown.
    """

    key: str
    text: str
    act: Callable[[Session, Command, Any, Mapping[str, Any]], Any]
    done: str | Callable[[Any], str]
    when: Callable[[Any], bool] = lambda row: True
    form: type[Form] | None = None
    prepare: Callable[[Any, Any], None] | None = None
    confirm: str | Callable[[Any], str] = ""
    mails: bool = False
    leads_on: bool = False
    whole: bool = False
    kind: str = "secondary"
    follows: Callable[[Any], str] = lambda row: ""
    rests: Callable[[Any], Sequence[tuple[str, Sentence]]] = lambda row: ()
    refuse: Callable[[Any], None] = lambda row: None

    def question(self, row: Any) -> str:
        """Return what is asked before it is done with *row*."""
        return self.confirm(row) if callable(self.confirm) else tell(self.confirm)

    def answer(self, result: Any) -> str:
        """Return what is said when it was done."""
        return self.done(result) if callable(self.done) else tell(self.done)


Save = Callable[[Session, Command, int | None, Mapping[str, Any], int | None], Any]


@dataclass(frozen=True, kw_only=True)
class Noun:
    """One kind of record and its pages.

    *key* is its name in the address and in demands; *task* the task whose guidance heads its pages; *demands* the
    page keys whose demands it serves, its own unless said otherwise. With *columns* (a heading and an attribute each)
    its list is a table, whose first column is the link. *extra* is a template for what its pages show beside that, and
    *more* what it shows: asked with a record for the page of one, with nothing for the list; in it ``above`` is a
    template for what stands over a list, ``below`` one for what stands under a record. Beside a record that is the
    *only* one no new one is begun; it is changed instead.
    *of_file* names what is said of the attached file, which is not shown while there is none; *without* names what a
    record of its kind has no use for.
    *warns* says of a record that was kept what in it is to be mended.
    *costs* says before a record is changed what that leads to: a heading and a sentence, or nothing.
    *asking* says which steps its pages speak of when that changes, and *unasked* what is said while none of them asks
    for anything; *guided* says whose guidance heads the list, *order* sorts it, and with *lands* one lands on the
    page of what one has just written; *returns* says where one lands who came to write it from another page.
    *instead* says what to do with a record that others refer to, since it cannot be removed; *remove* takes one away
    with those that *falls* says go with it.
    """

    key: str
    model: type[Record]
    form: type[Form]
    title: str
    one: str
    new: str
    nothing: str
    task: str
    tab: str
    line: Callable[[Any], Line]
    demands: tuple[str, ...] = ()
    prepare: Callable[[Any, Any], None] | None = None
    start: Callable[[], Mapping[str, Any]] | None = None
    values: Callable[[Any], Mapping[str, Any]] | None = None
    save: Save | None = None
    verbs: Sequence[Verb] = ()
    extra: str = ""
    more: Callable[[Any], Mapping[str, Any]] | None = None
    editable: Callable[[Any], bool] = lambda row: True
    removable: bool = True
    remove: Callable[[Session, Command, int, str], None] | None = None
    falls: Callable[[Record], bool] = lambda row: False
    only: Callable[[Any], bool] | None = None
    instead: str = ""
    of_file: Sequence[str] = ()
    without: Callable[[Any], Sequence[str]] = lambda row: ()
    warns: Callable[[Any], Iterable[str]] = lambda row: ()
    costs: Callable[[Any], tuple[str, str] | None] = lambda row: None
    mentions: Callable[[Any], Iterable[str]] = lambda row: ()
    papers: Callable[[Any], Sequence[tuple[str, str, str]]] | None = None
    columns: Sequence[tuple[str, str]] = ()
    guided: Callable[[], str] | None = None
    asking: Callable[[], Collection[str]] | None = None
    unasked: Callable[[], str] = str
    order: Callable[[Any], Any] | None = None
    lands: bool = False
    returns: Callable[[], str] = str

    @property
    def pages(self) -> tuple[str, ...]:
        """The page keys whose demands this noun serves."""
        return self.demands or (self.key,)


def lines(*listed: tuple[Noun, Sequence[Any]]) -> list[list[Line]]:
    """Say records in their lists; the names that they mention are looked up together."""
    resolve(reference for noun, rows in listed for row in rows for reference in noun.mentions(row))
    return [[noun.line(row) for row in rows] for noun, rows in listed]


def said(form: Any) -> dict[str, Any]:
    """Return what a form says, as the columns of a record hold it."""
    values: dict[str, Any] = {}
    for one in form:
        if one.name in HIDDEN or one.type == "SubmitField":
            continue
        value = one.data
        if isinstance(one, Ticks):
            value = one.mark.join(value or ())
        elif value is None and getattr(one, "coerce", str) is str and one.type in TEXTS:
            value = ""
        values[one.name] = value
    return values


def save(
    noun: Noun, session: Session, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None
) -> Any:
    """Write a record by the noun's own action, or by the one they share."""
    if noun.save is not None:
        return noun.save(session, command, nr, values, seen)
    if nr is None:
        return add(session, command, noun.model, values)
    return edit(session, command, noun.model, nr, values, seen=seen)


def optional_id(said_value: Any) -> int | None:
    """Read a choice among rows: nothing chosen is nothing."""
    return int(said_value) if said_value else None

"""The form every form is made from: knows its fields and no others, strips what is typed, and speaks our languages."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from flask import g, request
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from engine import clock
from engine.cpr import holds_cpr
from engine.errors import BadInput
from engine.text import N_
from webui.saying.fields import GroupName, each_field, tidy, tidy_line
from webui.saying.language import tell
from webui.visit.clock import today

LINE, PROSE, SEARCH = 200, 10_000, 100
LARGEST = 2**31 - 1
BEYOND = N_("Datoen i »{felt}« skal ligge mellem {fra} og {til}.")
BEFORE = N_("Datoen i »{felt}« skal ligge mellem {fra} og i dag.")
AHEAD = N_("Datoen i »{felt}« ligger ude i fremtiden. Skriv den dag, det skete.")
UNKNOWN = N_("Siden sendte et felt, som Tryghedsnet ikke kender: {name}. Intet er gemt. Åbn siden igen, og prøv igen.")
NO_CPR = N_("»{felt}« ser ud til at indeholde et CPR-nummer. CPR-numre må ikke gemmes her.")
SAID = {
    "This field is required.": N_("Feltet skal udfyldes."),
    "Field cannot be longer than %(max)d character.": N_("Skriv højst %(max)d tegn."),
    "Field cannot be longer than %(max)d characters.": N_("Skriv højst %(max)d tegn."),
    "Field must be at least %(min)d character long.": N_("Skriv mindst %(min)d tegn."),
    "Field must be at least %(min)d characters long.": N_("Skriv mindst %(min)d tegn."),
    "Field must be between %(min)d and %(max)d characters long.": N_("Skriv mellem %(min)d og %(max)d tegn."),
    "Field must be exactly %(max)d character long.": N_("Skriv præcis %(max)d tegn."),
    "Field must be exactly %(max)d characters long.": N_("Skriv præcis %(max)d tegn."),
    "Field must be equal to %(other_name)s.": N_("De to felter skal være ens."),
    "Number must be at least %(min)s.": N_("Tallet skal være mindst %(min)s."),
    "Number must be at most %(max)s.": N_("Tallet må højst være %(max)s."),
    "Number must be between %(min)s and %(max)s.": N_("Tallet skal ligge mellem %(min)s og %(max)s."),
    "Date must be at least %(min)s.": N_("Datoen må tidligst være %(min)s."),
    "Date must be at most %(max)s.": N_("Datoen må senest være %(max)s."),
    "Date must be between %(min)s and %(max)s.": N_("Datoen skal ligge mellem %(min)s og %(max)s."),
    "Not a valid choice.": N_("Vælg en af mulighederne."),
    "Invalid Choice: could not coerce.": N_("Vælg en af mulighederne."),
    "Invalid choice(s): one or more data inputs could not be coerced.": N_("Vælg blandt mulighederne."),
    "'%(value)s' is not a valid choice for this field.": N_("Vælg blandt mulighederne."),
    "'%(value)s' are not valid choices for this field.": N_("Vælg blandt mulighederne."),
    "Not a valid date value.": N_("Skriv en dato, som findes."),
    "Not a valid datetime value.": N_("Skriv en dato og et klokkeslæt, som findes."),
    "Not a valid time value.": N_("Skriv et klokkeslæt som 16.30."),
    "Not a valid week value.": N_("Skriv en uge, som findes."),
    "Not a valid integer value.": N_("Skriv et helt tal."),
    "Not a valid decimal value.": N_("Skriv et tal."),
    "Not a valid float value.": N_("Skriv et tal."),
    "Invalid input.": N_("Det, der står i feltet, kan ikke bruges."),
    "Invalid email address.": N_("Skriv mailadressen som navn@eksempel.dk."),
    "Invalid URL.": N_("Skriv en adresse, som begynder med https://."),
}


class Spoken:
    """What WTForms asks for its own sentences."""

    def gettext(self, text: str) -> str:
        """Return one of the library's sentences in the language of the request."""
        return tell(SAID.get(text, text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the sentence that fits *count*."""
        return self.gettext(one if count == 1 else many)


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold between the fields of a form; what is said otherwise is said at *field*."""

    field: str
    holds: Callable[[Any], bool]
    otherwise: str


class Form(FlaskForm):
    """A form that refuses what it does not know, keeps what was typed, and says which version it was drawn from.

    *whens* says of a field that may stand empty when it may not. ``command_key`` is made when the form is first shown
    and stays when it is shown again, so sending twice is harmless.
    """

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: "Form", unbound_field: Any, options: dict[str, Any]) -> Field:
            """Strip what is typed, and bound every text, number and date, also where nobody thought of it."""
            field = unbound_field.bind(form=form, **options)
            if isinstance(field, StringField) and not isinstance(field, PasswordField):
                field.filters = (tidy if isinstance(field, TextAreaField) else tidy_line, *field.filters)
                if not isinstance(field, HiddenField):
                    field.validators = (*field.validators, without_cpr)
                _bound(field, Length, Length(max=PROSE if isinstance(field, TextAreaField) else LINE))
            elif isinstance(field, IntegerField):
                _bound(field, NumberRange, NumberRange(-LARGEST, LARGEST))
            elif isinstance(field, DateField):
                field.validators = (*field.validators, within_reach)
            return field

        def get_translations(self, form: "Form") -> Spoken:
            """Return the sentences of the library in our languages."""
            return Spoken()

    rules: ClassVar[Sequence[Rule]] = ()
    whens: ClassVar[Mapping[str, str]] = {}
    version = IntegerField(widget=HiddenInput(), validators=[Optional()], default=0)
    command_key = HiddenField(validators=[Length(max=64), Regexp(r"[\w-]*\Z")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn = kwargs.get("formdata", self) is None
        g.setdefault("forms", []).append(self)
        if not self.command_key.data:
            self.command_key.data = secrets.token_urlsafe(18)
        for field in each_field(self):
            field.label.text = tell(field.label.text)
            field.description = tell(field.description)
            if isinstance(field, SelectField):
                field.choices = _spoken(field.choices)
        for name, when in self.whens.items():
            self[name].flags.when = tell(when)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field and every rule between them, and refuse fields the form has never heard of."""
        right = super().validate(extra_validators)
        for rule in self.rules:
            if rule.field in self and not self[rule.field].errors and not rule.holds(self):
                self[rule.field].errors, right = [tell(rule.otherwise)], False
        known = {field.name for field in each_field(self)}
        strangers = sorted({*request.form, *request.files} - known)
        self.form_errors += [tell(UNKNOWN, {"name": name[:60]}) for name in strangers]
        return right and not strangers

    def is_submitted(self) -> bool:
        """Say whether this is what somebody sent, and no form that is drawn anew in the answer."""
        return not self.drawn and super().is_submitted()

    def said(self, *names: str) -> dict[str, Any]:
        """Return what was typed in the fields *names*, for an action."""
        return {name: self[name].data for name in names if name in self}


def pressed() -> Form:
    """Return the form of a bare button, which sends nothing but its token and its key.

    :raises BadInput: if more came with it
    """
    form = Form()
    if not form.validate():
        said = [*form.form_errors, *(error for field in form for error in field.errors)]
        raise BadInput(said[0])
    return form


class Needed(InputRequired):
    """Ask for a field by its name; blanks alone do not fill it."""

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse an empty field with a sentence that makes sense in a list of many."""
        blank = isinstance(field.data, str) and not field.data.strip()
        if blank or not (field.raw_data and field.raw_data[0]):
            field.errors = []
            text = N_("Sæt kryds ved »{name}«.") if isinstance(field, BooleanField) else N_("Udfyld feltet »{name}«.")
            raise StopValidation(tell(text, {"name": field.label.text}))


def without_cpr(form: Any, field: Field) -> None:
    """Refuse what looks like a CPR number, by the field it stands in."""
    if isinstance(field.data, str) and holds_cpr(field.data):
        raise ValidationError(tell(NO_CPR, {"felt": field.label.text}))


def line(
    label: str, *, needed: bool = False, most: int = LINE, hint: str = "", autocomplete: str = "",
    filters: Sequence[Callable[[str | None], str | None]] = (),
) -> StringField:  # fmt: skip
    """Return a field of one line; *filters* turn what was written into what is kept."""
    keys = {"autocomplete": autocomplete} if autocomplete else None
    return StringField(label, [_need(needed), Length(max=most)], tuple(filters), description=hint, render_kw=keys)


def group(label: str, *, needed: bool = False) -> GroupName:
    """Return a field for what a group is called."""
    return GroupName(label, [_need(needed), Length(max=LINE)])


def mail(label: str, *, needed: bool = False, hint: str = "", autocomplete: str = "email") -> StringField:
    """Return a field for one mail address."""
    keys = {"autocomplete": autocomplete, "inputmode": "email", "spellcheck": "false"}
    return StringField(label, [_need(needed), Length(max=254)], description=hint, render_kw=keys)


def prose(label: str, *, needed: bool = False, most: int = PROSE, hint: str = "", rows: int = 5) -> TextAreaField:
    """Return a field of several lines."""
    return TextAreaField(label, [_need(needed), Length(max=most)], description=hint, render_kw={"rows": rows})


def choice(
    label: str, choices: Iterable[tuple[Any, str]], *, needed: bool = False, hint: str = "", coerce: Any = str
) -> SelectField:
    """Return a list to choose one from."""
    return SelectField(label, [_need(needed)], choices=options(choices), description=hint, coerce=coerce)


def options(choices: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """Return what a list is chosen from; for choices that are known only when the form is shown."""
    return [SelectChoice(value, label) for value, label in choices]


def day(label: str, *, needed: bool = False, hint: str = "", past: bool = False) -> DateField:
    """Return a field for a date; for that of something that happened, it may not be ahead."""
    return DateField(label, [_need(needed), *([not_ahead] if past else ())], description=hint)


def happened() -> DateField:
    """Return the field for the day on which what is done happened; empty, it is today."""
    return day(N_("Hvornår skete det?"), past=True, hint=N_("Står feltet tomt, er det i dag"))


def within_reach(form: Any, field: Field) -> None:
    """Refuse a day that nobody can mean: a year mistyped."""
    first, last = clock.EARLIEST, clock.latest(today())
    if field.data and not field.errors and not first <= field.data <= last:
        said = BEFORE if not_ahead in field.validators else BEYOND
        raise ValidationError(tell(said, {"felt": field.label.text, "fra": first, "til": last}))


def not_ahead(form: Any, field: Field) -> None:
    """Refuse a day that is still to come."""
    if field.data and field.data > today():
        raise ValidationError(tell(AHEAD, {"felt": field.label.text}))


def said_when(**said: str) -> Mapping[str, str]:
    """Return of each field that is not always needed when it is."""
    return said


def in_order(first: str, then: str, otherwise: str) -> Rule:
    """Return the rule that the day of the field *then* is not before that of *first*."""
    return Rule(then, lambda form: not (form[first].data and form[then].data) or form[first].data <= form[then].data,
                otherwise)  # fmt: skip


def tick(label: str, *, hint: str = "") -> BooleanField:
    """Return a box to tick."""
    return BooleanField(label, description=hint)


def search_words() -> str:
    """Return what is searched for in the address of the page."""
    return tidy(request.args.get("q", ""))[:SEARCH]


def page_number() -> int:
    """Return which page of a list is asked for, from 1."""
    return max(1, min(number_asked("side") or 1, 100_000))


def number_asked(name: str) -> int | None:
    """Return a number out of the query string; nothing when it is none, or larger than anything is numbered."""
    asked = request.args.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def _need(needed: bool) -> Any:
    return Needed() if needed else Optional()


def _bound(field: Field, kind: type, limit: Any) -> None:
    if not any(isinstance(check, kind) for check in field.validators):
        field.validators = (*field.validators, limit)


def _spoken(choices: Iterable[SelectChoice] | None) -> list[SelectChoice]:
    return [replace(each, label=tell(each.label)) for each in choices or ()]

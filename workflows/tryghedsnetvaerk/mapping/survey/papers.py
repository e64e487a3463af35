"""What a survey puts on paper: cards with its codes, and its questionnaire in any of its languages."""

from collections.abc import Sequence
from datetime import date

from babel import UnknownLocaleError
from babel.dates import format_date

from workflows.tryghedsnetvaerk.documents import forms
from workflows.tryghedsnetvaerk.mapping.survey import first_page, scales
from workflows.tryghedsnetvaerk.mapping.survey.codes import spelled
from workflows.tryghedsnetvaerk.mapping.survey.collecting import needs_code
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH
from workflows.tryghedsnetvaerk.mapping.survey.links import Open
from workflows.tryghedsnetvaerk.mapping.survey.models import DONT_KNOW, HOUSEHOLDS, NO_ANSWER, WEB, Item
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words, lead

WRITTEN_AS = {"en": "en_GB"}  # as the pages of the house write dates
ONE_DIGIT = 7  # answers that leave 8 and 9 for those beside the scale


def numbered(item: Item) -> dict[int, int]:
    """Return the number that each answer to an item has on paper, by answer: 8 and 9 are those beside its scale."""
    steps = scales.steps(item)
    beside = {DONT_KNOW: 8, NO_ANSWER: 9} if len(steps) <= ONE_DIGIT else {DONT_KNOW: 98, NO_ANSWER: 99}
    return {step: step for step in steps} | beside


def day(on: date, language: str) -> str:
    """Return a date as *language* writes it, in figures where it is not known how."""
    try:
        return str(format_date(on, "long", locale=WRITTEN_AS.get(language, language.replace("-", "_"))))
    except (UnknownLocaleError, ValueError):
        return on.isoformat()


def apart(text: str) -> str:
    """Return a text that keeps its own direction inside one of the other."""
    return f"\u2068{text}\u2069"


def told_first(shown: Open, words: Words) -> list[str]:
    """Return what the first page says of whom it is about and how it is answered."""
    survey = shown.survey
    age = [words("side.alder", alder=survey.age_from)] if survey.age_from else []
    each = words("side.en_husstand" if survey.counted == HOUSEHOLDS else "side.en_person")
    return [words("side.omraade", omraade=apart(first_page.area(words, survey))), *age, each]


def cards(shown: Open, address: str, codes: Sequence[str]) -> bytes:
    """Return the cards of *codes* as PDF, in the survey's languages.

    :raises PaperFailed: if they cannot be made
    """
    languages = [_on_card(shown, shown.words(code)) for code in shown.languages]
    title = shown.words(DANISH)("kort.overskrift", omraade=shown.area)
    called = [_written(shown.words(code), "side.kode") for code in shown.languages]
    return forms.cards(title, address, called, languages, [spelled(code) for code in codes])


def _on_card(shown: Open, words: Words) -> forms.CardText:
    last = shown.survey.closes_on
    until = f"{words('kort.frist', dato=day(last, words.language))}." if last else ""
    heading = words("kort.overskrift", omraade=apart(shown.area))
    return forms.CardText(words.language.partition("-")[0], heading, words("kort.saadan"), until)


def form(shown: Open, language: str, demonstration: bool) -> bytes:
    """Return the questionnaire as it is filled in by hand.

    :raises PaperFailed: if it cannot be made
    """
    words, survey = shown.words(language), shown.survey
    card = f" {words('papir.kort')}" if needs_code(survey, WEB) else ""
    parts = [
        (words("side.bag"), first_page.sender(words, survey).text),
        (words("side.hvorfor"), words("side.formaal")),
        ("", " ".join(words(key) for key in ("side.frivilligt", "side.anonymt", "side.fortryd"))),
        ("", " ".join(told_first(shown, words))),
        (words("side.spoerg"), first_page.contact(words, survey).text),
    ]
    paper = forms.Form(
        title=words("side.titel", omraade=apart(shown.area)), lang=words.language.partition("-")[0], parts=parts,
        guide=f"{words('papir.vejledning')} {words('papir.forkert')} {words('papir.uden_navn')}{card}",
        questions=_questions(shown, words), end=words("papir.aflevering") + card, demonstration=demonstration,
    )  # fmt: skip
    return forms.form(paper)


def _questions(shown: Open, words: Words) -> list[forms.Question]:
    found, before = list[forms.Question](), ""
    for nr, item in enumerate(shown.paper.items, 1):
        said, over, numbers = words.said(f"punkt.{item.code}"), lead(item), numbered(item)
        answers = [(value, _written(words, key, str(numbers[value]))) for value, key in scales.answers(item)]
        steps, beside = ([one for value, one in answers if (value > 0) == kind] for kind in (True, False))
        anew = _written(words, over) if over and over != before else None
        found.append(forms.Question(nr, said.text, said.language.partition("-")[0], anew, steps, beside))
        before = over
    return found


def _written(words: Words, key: str, number: str = "") -> forms.Written:
    said = words.said(key)
    return forms.Written(said.text, said.language.partition("-")[0], number)

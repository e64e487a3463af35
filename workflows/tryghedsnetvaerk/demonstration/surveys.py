"""The surveys of the demonstration: what they ask, in which languages, who collects them, and how they were opened."""

from collections.abc import Mapping
from typing import Any

from engine.outbox import Letter
from engine.people.models import Person
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey import bank, questionnaires, questions, surveys, translating
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, Questionnaire, Survey
from workflows.tryghedsnetvaerk.network.surveyors import appoint_surveyor

OPEN_DOORS = "Kældre og opgange, der ikke er låst"
PATHS = "Løse hunde på stierne"
WALK_HOME = "Vejen hjem fra stationen om aftenen"
OWN = {
    "scale": "tryghed", "direction": 1, "provenance": bank.FROM_ELSEWHERE, "provenance_note": "Nævnt på afdelingsmødet",
}  # fmt: skip
TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        OPEN_DOORS: "Cellars and stairwells that are not locked",
        PATHS: "Loose dogs on the paths",
        WALK_HOME: "Walking home from the station in the evening",
    },
    "ar": {
        OPEN_DOORS: "أقبية ومداخل غير مقفلة",
        PATHS: "الكلاب الطليقة في الممرات",
        WALK_HOME: "طريق العودة من المحطة إلى البيت مساءً",
    },
    "tr": {
        OPEN_DOORS: "Kilitli olmayan bodrumlar ve merdivenler",
        PATHS: "Yollarda başıboş dolaşan köpekler",
        "Vejen hjem om aftenen": "Akşamları eve dönüş yolu",
    },
}
READERS = {"en": "Nadia Petersen", "ar": "Samira Haddad", "tr": "Ali Yıldız"}


def questionnaire(story: Story, title: str, *own: str, who: str) -> Questionnaire:
    """Write a questionnaire with the core, the background and questions of one's own before it."""
    row: Questionnaire = story.write(questionnaires.save_questionnaire, None, {"title": title}, who=who)
    if own:
        row = ask(story, row, *own, who=who)
    return row


def ask(story: Story, row: Questionnaire, *own: str, who: str) -> Questionnaire:
    """Let the questions of one's own be these; one that is there at its place is worded anew."""
    asked = [one for one in row.asks if one["bank"] != bank.OWN]
    codes = [one["code"] for one in row.asks if one["bank"] == bank.OWN] + [""] * len(own)
    at = sum(one["kind"] != "baggrund" for one in asked)
    new = [{**questions.own(CONDITION, text, **OWN), "code": code} for text, code in zip(own, codes, strict=False)]
    written: Questionnaire = story.write(
        questionnaires.save_questionnaire, row.nr, {"asks": [*asked[:at], *new, *asked[at:]]}, who=who
    )
    return written


def translated(story: Story, row: Questionnaire, language: str, *, who: str) -> None:
    """Write the questions of one's own in another language, and let somebody read them."""
    said = TEXTS[language]
    texts = {f"punkt.{one['code']}": said[one["text"]] for one in row.asks if one["text"] in said}
    told = {"texts": texts, "translator": "Tolkehuset", "second_reader": READERS[language], "read_on": story.today}
    story.write(translating.save_translation, row.nr, language, told, who=who)


def appointed(story: Story, who: str) -> None:
    """Let somebody collect the surveys and interviews of the network from this day on."""

    def letter(person: Person) -> Letter:
        body = (
            f"Kære {person.name}\n\nMette Holm har gjort dig til undersøgelsesmedarbejder i tryghedsnetværket "
            f"{story.name}.\n\nLog ind, så åbner netværkets undersøgelser sig. Dem og samtalerne kan du arbejde med; "
            "resten af netværket kan du ikke se.\n"
        )
        subject = f"Du er nu undersøgelsesmedarbejder i {story.name}"
        return Letter(kind="notice", recipient=person.mail or "", subject=subject, body=body)

    person = story.cast.people[who]
    story.write(appoint_surveyor, person_id=person, since=story.today, until=None, letter=letter)


def set_up(story: Story, study: Study, row: Questionnaire, *, who: str, **said: Any) -> Survey:
    """Set a survey up; it is not opened yet."""
    told = {
        "questionnaire_id": row.id, "done_by": study.done_by, "counted": "personer", "age_from": 15,
        "access": "aabent", "title": study.title, **said,
    }  # fmt: skip
    survey: Survey = story.write(surveys.save_survey, study.nr, told, who=who)
    return survey


def opened(story: Story, study: Study, row: Questionnaire, *, who: str, **said: Any) -> Survey:
    """Set a survey up and open it."""
    set_up(story, study, row, who=who, **said)
    survey: Survey = story.write(surveys.open_survey, study.nr, who=who)
    return survey

"""Which two surveys a report holds against each other, and what it says of those it does not."""

from dataclasses import replace

import pytest

from tests.workflows.report.evidence import FULL, NETWORK, PEOPLE, STEPS, item, survey
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.mapping.report import answered
from workflows.tryghedsnetvaerk.mapping.report.charts import charts
from workflows.tryghedsnetvaerk.mapping.report.draft.writing import draft
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.waves import APART, changed, kept_apart
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import AGE, AREA, COUNTED, UNSAID_AGE
from workflows.tryghedsnetvaerk.mapping.survey.models import HEADLINE, HOUSEHOLDS

DA = Speaker()
FIRST, SECOND = "Første måling", "Bureauets måling"


def wave(nr, title, people=PEOPLE, insecure=60, labels=STEPS):
    asked = replace(item("a", "Er du tryg?", insecure, 220, HEADLINE), labels=labels)
    return survey(asked, study_nr=nr, title=title, people=people)


@pytest.mark.parametrize(("people", "reasons"), [
    (replace(PEOPLE, age_from=18), (AGE,)),
    (replace(PEOPLE, counted=HOUSEHOLDS), (COUNTED,)),
    (replace(PEOPLE, area="Testvej"), (AREA,)),
    (replace(PEOPLE, age_from=None, area="Testvej"), (UNSAID_AGE, AREA)),
])  # fmt: skip
def test_surveys_of_other_people_are_told_apart_with_the_reason(people, reasons):
    waves = (wave(1, FIRST), wave(2, SECOND, people, 20))
    told = replace(FULL, surveys=waves)
    said = draft(DA, NETWORK, told)["utryghed"]

    assert changed(waves) is None
    assert [one.reasons for one in kept_apart(waves)] == [reasons]
    assert not {*charts(DA, told), *placing.keys(said)} & {key for key, _title in answered.CHANGES.values()}
    assert "procentpoint" not in said
    assert DA.say(APART, ene=FIRST, anden=SECOND, hvorfor=" ".join(reasons)) in said


def test_the_newest_two_that_may_be_compared_are():
    """One of other people comes between, and another after."""
    others = replace(PEOPLE, age_from=18)
    waves = wave(1, FIRST, insecure=90), wave(2, "Mellem", others), wave(3, "Anden måling"), wave(4, SECOND, others)

    found = changed(waves)
    assert (found.before.title, found.after.title) == ("Mellem", SECOND)

    waves = wave(1, FIRST, insecure=90), wave(2, "Mellem", replace(others, area="By")), wave(3, "Anden måling")
    found = changed(waves)
    assert (found.before.title, found.after.title) == (FIRST, "Anden måling")
    assert [(one.before.title, one.after.title) for one in kept_apart(waves)] == [("Mellem", "Anden måling")]


def test_the_same_words_with_other_answers_are_not_the_same_question():
    assert changed((wave(1, FIRST, labels=("Ja", "Nej")), wave(2, SECOND))) is None
    assert changed((wave(1, FIRST, labels=STEPS[::-1]), wave(2, SECOND))) is not None


def test_the_two_primary_questions_are_not_weighed_down_by_the_others():
    codes = ("tryg", "moerke", "utryg", "undgaar", "grundlaeggende")

    def asked(nr, counts):
        items = [item(code, code, count, 220, HEADLINE) for code, count in zip(codes, counts, strict=True)]
        return survey(*items, study_nr=nr, title=f"Runde {nr}")

    found = changed([asked(1, (110, 110, 110, 110, 110)), asked(2, (86, 87, 87, 110, 110))])

    assert [one.text for one in found.items] == list(codes)
    assert all(0.01 < one.difference.p < 0.05 for one in found.items[:3])
    assert [one.holds for one in found.items] == [True, True, False, False, False]

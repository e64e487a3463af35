"""What the page of a survey's results leaves out: what a file of answers never asked."""

from dataclasses import replace

from webui.mapping.outcomes import Outcome
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, CONDITION, Item
from workflows.tryghedsnetvaerk.mapping.survey.results import Results

TOLD = Results(59, None, {}, {"vold=0": 59, "graffiti=0": 3, "alder=?": 59, "koen=?": 7}, {}, False, (), None, None, {})


def item(code, kind=CONDITION):
    return Item(code=code, kind=kind, scale="tryghed", direction=1, options="")


def test_a_question_that_nobody_was_asked_is_named_and_not_ranked():
    asked = [item("vold"), item("graffiti"), item("alder", BACKGROUND), item("koen", BACKGROUND)]

    found = Outcome(TOLD, asked, None, "")

    assert [one.code for one in found.items] == ["graffiti", "koen"]
    assert [one.code for one in found.unasked] == ["vold", "alder"]
    assert Outcome(replace(TOLD, answers=0), asked, None, "").unasked == []

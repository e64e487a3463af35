"""Figures to the residents in Arabic and Turkish: no Danish left in them, and no small number."""

import re

import pytest

from engine.text import say
from tests.workflows.report.evidence import figures, line
from workflows.tryghedsnetvaerk.documents import notices
from workflows.tryghedsnetvaerk.mapping.crime.abroad import OFFENCES
from workflows.tryghedsnetvaerk.mapping.crime.classification import offences
from workflows.tryghedsnetvaerk.mapping.report import public
from workflows.tryghedsnetvaerk.mapping.report.abroad import SAID
from workflows.tryghedsnetvaerk.mapping.report.openly import VEILED
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker

abroad = pytest.mark.parametrize("language", notices.ABROAD)


@abroad
def test_figures_are_said_in_the_language(language):
    speaker = Speaker(language)

    found = [figures(line("Hærværk", 9, 1234), line("Indbrud i beboelse", 3, 2))]
    whose, *told = public.lines(speaker, found, "Birken")

    assert "Birken" in whose
    assert OFFENCES[language]["1390"] in told[0]
    assert "1" in told[0]
    assert not re.search(
        r"(?i)anmeldt|skjult|kilde|hærværk|indbrud|tallene", " ".join([whose, *told, public.caveat(speaker)])
    )
    assert told[1].count(speaker.say(VEILED)) == 2
    assert re.findall(r"\d+", told[1]) == ["2024", "2023"]
    assert "{{figures}}" in notices.later_template(language)
    assert notices.gaps("web", language, later=True)["figures"].startswith("[")


@abroad
def test_what_is_translated_is_what_is_said(language):
    assert SAID[language].keys() == SAID["ar"].keys()
    alike = {"under {procent}", "over {procent}"}  # in Danish and English
    assert all(say(sentence, "en", {}) != sentence for sentence in SAID[language].keys() - alike)
    assert OFFENCES[language].keys() <= offences().keys()
    for sentence, other in SAID[language].items():
        assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", other))

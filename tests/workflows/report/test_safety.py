"""Residents are told how safe they feel, and what is reported in all, as the report may tell it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.workflows.report.evidence import figures, item, line, survey
from workflows.tryghedsnetvaerk.documents import notices
from workflows.tryghedsnetvaerk.mapping.report import public, safety
from workflows.tryghedsnetvaerk.mapping.report.evidence import Effort
from workflows.tryghedsnetvaerk.mapping.report.responding import Response
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import People
from workflows.tryghedsnetvaerk.mapping.survey.models import HEADLINE

DA = Speaker()
LATER = date(2027, 5, 1)


def wave(insecure, of, **more):
    asked = item("a", "Er du utryg?", insecure, of, HEADLINE), item("b", "Er du tryg?", 3, of, HEADLINE)
    return survey(*asked, **more)


@pytest.mark.parametrize(("insecure", "said"), [
    (60, "Færre er utrygge end før (50 %, 1. maj 2026), og forskellen er større"),
    (160, "Flere er utrygge end før (50 %, 1. maj 2026), og forskellen er større"),
    (100, "Før var det 50 % (1. maj 2026). Forskellen kan være tilfældig."),
    (110, "Før var det også 50 % (1. maj 2026)."),
])  # fmt: skip
def test_the_newest_share_is_told_with_its_base_and_beside_the_one_before(insecure, said):
    both = wave(120, 240), wave(insecure, 220, until=LATER, response=Response(220, 400))

    told = safety.lines(DA, both)

    assert told[0].startswith(f"**Er du utryg?** {round(100 * insecure / 220)} % er utrygge (med usikkerhed ")
    assert "220 har svaret." in told[0]
    assert said in told[0]
    assert told[1] == ("Kilde: Tryghed i Birken, 1. maj 2027. 220 af de 400, der blev spurgt, har svaret (55 %).")
    assert safety.caveat(DA, both).endswith("har ændret sig, men ikke hvorfor.")


def test_nothing_is_compared_of_other_people_and_no_small_number_is_told():
    others = wave(120, 240, people=People("personer", 18, "Birken 1–40"))

    told = safety.lines(DA, [others, wave(60, 220, until=LATER)])

    assert len(told) == 2  # the other question has three insecure
    assert "Før" not in told[0]
    assert "før" not in told[0] + safety.caveat(DA, [others])
    assert safety.lines(DA, [wave(3, 220)]) == safety.lines(DA, []) == []


def test_everything_reported_is_told_first_unless_it_gives_a_small_number_back():
    types = line("Hærværk", 60, 50), line("Tyveri", 70, 40)
    whole = replace(line("", 130, 90), key="")

    told = public.of_set(DA, figures(*types, whole=whole))

    assert told[:2] == [
        "Alle typer lagt sammen: 90 anmeldt i 2024, 130 i 2023.",
        "Hærværk: 50 anmeldt i 2024, 60 i 2023.",
    ]
    few = public.of_set(DA, figures(*types, line("Vold", 3, 6), whole=replace(line("", 133, 96), key="")))
    assert few[0].startswith("Hærværk")
    assert public.of_set(DA, figures(types[0], whole=types[0]))[0].startswith("Hærværk")


def test_a_special_effort_is_told_once_beside_what_it_touches():
    drugs = Effort("2024M03", "2024M04", "3210", "Ekstra patruljer")
    old = Effort("2019", "2019", "", "For længe siden")
    types = line("Hærværk", 60, 50), line("Tyveri", 70, 40)
    found = figures(*types, efforts=(drugs, old))

    assert not any("indsats" in one for one in public.of_set(DA, found))

    told = public.of_set(DA, replace(found, whole=line("Anmeldelser i alt", 150, 120)))
    assert told[3:5] == [
        "Politiet gjorde en særlig indsats i marts 2024 – april 2024: Ekstra patruljer",
        "En særlig indsats kan give flere anmeldelser, uden at der sker mere kriminalitet.",
    ]


@pytest.mark.parametrize("language", notices.ABROAD)
def test_what_is_told_abroad_has_no_danish_sentence(language):
    efforts = Effort("2024", "2024", "", "Ekstra patruljer"), Effort("2023", "2023", "", "Fejl", given=False)
    more = {"title": "", "response": Response(220, 400, 500)}
    first = survey(item("a", "?", 120, 220, HEADLINE), **more)
    both = first, survey(item("a", "?", 60, 220, HEADLINE), until=LATER, **more)
    types = line("Hærværk", 60, 50), line("Indbrud i beboelse", 70, 40)
    found = figures(*types, efforts=efforts, whole=replace(line("", 130, 90), key=""), source="x")

    told = [*safety.lines(Speaker(language), both), safety.caveat(Speaker(language), both)]
    told += public.of_set(Speaker(language), found)

    assert not re.search(r"(?i)utryg|svar|det er|anmeld|politi|patrulje|fejl|spring|typer|kilde|maj", " ".join(told))

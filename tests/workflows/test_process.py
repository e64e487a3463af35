import ast
import json
from itertools import pairwise
from pathlib import Path

import pytest

from engine.definition import ACTIVITY, DECISION
from tests.workflows.cases import PROCESS
from workflows.tryghedsnetvaerk import guards, process

NAMES = {
    "Opstart": {
        "Igangsættelse af samarbejde": [
            "Undersøgelse af interesse for samarbejde",
            "Nedsættelse af styregruppe",
            "Kommunikation om samarbejdet",
        ],
        "Kortlægning af kriminalitet og utryghed": [
            "Fremskaffelse af kriminalitetsstatistik",
            "Gennemførelse af kvantitativ tryghedsundersøgelse",
            "Gennemførelse af kvalitativ tryghedsundersøgelse",
            "Udarbejdelse af kriminalitets- og tryghedsrapport",
        ],
        "Sammensætning af tryghedsnetværk": ["Udvælgelse af fagpersoner"],
    },
    "Udvikling": {
        "Drøftelse af samarbejdsmuligheder": ["Orienteringsmøde om samarbejdets baggrund, formål og muligheder"],
        "Fastlæggelse af samarbejdets indhold": ["Udviklingsmøde om samarbejdet i praksis"],
        "Indgåelse af samarbejdsaftale": ["Aftalemøde om samarbejdsmodel"],
    },
    "Samarbejde": {
        "Udarbejdelse af kontaktmaterialer": ["Folder", "Actioncard", "Telefon- og mailliste"],
        "Samarbejdet i praksis": ["Nyhedsmails", "Mødeaktivitet", "Kommunikation"],
        "Evaluering": ["Løbende vurdering af effekten af samarbejdet"],
    },
}
KEYS = (
    "igangsaettelse", "kortlaegning", "sammensaetning", "droeftelse", "fastlaeggelse", "aftale",
    "kontaktmaterialer", "praksis", "evaluering",
)  # fmt: skip
DECISIONS = {
    "Nedsættelse af styregruppe",
    "Udarbejdelse af kriminalitets- og tryghedsrapport",
    "Udvælgelse af fagpersoner",
    "Aftalemøde om samarbejdsmodel",
    "Løbende vurdering af effekten af samarbejdet",
}
PAGES = {
    "actioncard", "aftale", "aftalemoede", "beboere", "behov", "droeftelser", "evaluering", "faggrupper", "indledende",
    "interessenter", "kontaktveje", "kortlaegning", "kriminalitetstal", "maalinger", "materialer", "moedeplan",
    "netvaerksmoede", "nyhedsmails", "orienteringsmoede", "parter", "rapport", "samtalerunder", "styregruppe",
    "udviklingsmoede", "undersoegelser",
}  # fmt: skip
FIRM = {"beboere_graenser", "folder_graenser", "kort_personer"}
TASKS = [task for _, task in PROCESS.tasks.values()]
DEMANDS = [demand for *_, demand in PROCESS.demands.values()]


def test_the_method_has_its_phases_steps_and_tasks_by_name_and_in_order():
    told = {
        phase.title: {step.title: [task.title for task in step.tasks] for step in phase.steps}
        for phase in PROCESS.phases
    }

    assert json.dumps(told) == json.dumps(NAMES)
    assert (len(PROCESS.phases), len(PROCESS.steps), len(PROCESS.tasks)) == (3, 9, 18)


def test_the_steps_are_known_by_their_keys():
    assert tuple(PROCESS.steps) == KEYS


def test_five_tasks_are_decisions_and_the_rest_activities():
    assert {task.title for task in TASKS if task.kind == DECISION} == DECISIONS
    assert {task.kind for task in TASKS if task.title not in DECISIONS} == {ACTIVITY}


def test_the_tasks_of_practice_go_on_and_no_others_do():
    assert {task.key for task in TASKS if task.running} == {task.key for task in PROCESS.steps["praksis"].tasks}


def test_only_one_of_the_two_studies_may_be_left_out():
    assert {task.key for task in TASKS if not task.required and not task.running} == {"kvantitativ", "kvalitativ"}


def test_practice_stops_nobody():
    assert all(demand.warning for demand in PROCESS.steps["praksis"].demands)


def test_three_demands_are_firm():
    assert {demand.key for demand in DEMANDS if demand.firm} == FIRM


def test_every_demand_leads_to_a_page_that_is_known():
    assert {demand.page for demand in (*DEMANDS, *PROCESS.rights.values())} == PAGES


def test_every_step_leads_on_and_only_the_year_moves_by_itself():
    ways = [(step.key, move.trigger, move.to, move.timer) for step, move in PROCESS.moves()]

    assert [way[:3] for way in ways[:7]] == [(key, f"begynd_{to}", to) for key, to in pairwise(KEYS[:8])]
    assert ways[7:] == [
        ("praksis", "begynd_evaluering", "evaluering", "aar"),
        ("evaluering", "fortsaet", "praksis", None),
        ("evaluering", "nedskaler", "praksis", None),
        ("evaluering", "korriger", "praksis", None),
    ]


@pytest.mark.parametrize("what", [*PROCESS.phases, *PROCESS.steps.values(), *TASKS, *DEMANDS], ids=lambda x: x.key)
def test_everything_says_what_it_is(what):
    texts = [getattr(what, name) for name in ("title", "purpose", "done_when") if hasattr(what, name)]

    assert all(text.strip() == text and text for text in texts)


def test_every_sentence_is_marked_for_translation():
    marked = {
        call.args[0].value
        for path in (Path(process.__file__), *Path(guards.__file__).parent.glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "N_" and isinstance(call.args[0], ast.Constant)
    }
    titles = {one.title for one in (*PROCESS.phases, *PROCESS.steps.values(), *TASKS, *DEMANDS)}

    assert titles | {task.done_when for task in TASKS} | {phase.purpose for phase in PROCESS.phases} <= marked

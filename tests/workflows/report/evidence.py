"""Evidence of an invented area, as the tests of the report lay it side by side."""

from datetime import date

from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.mapping.report.answers import ItemFound, SurveyFound
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine, Evidence, ThemeFound
from workflows.tryghedsnetvaerk.mapping.report.responding import Response
from workflows.tryghedsnetvaerk.mapping.statistics.shares import share
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import People
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE, PERSONS
from workflows.tryghedsnetvaerk.network.models import Need, Network

NETWORK = Network(name="Birken", kommune="Roskilde", area="Fire blokke.", purpose="Tryghed.", begun_on=date(2026, 1, 5))
PEOPLE = People(PERSONS, 15, "Birken 1–40")
STEPS = ("Meget tryg", "Tryg", "Hverken eller", "Utryg", "Meget utryg")


def line(label, *counts, control=False, first=2023):
    periods = tuple(str(first + nr) for nr in range(len(counts)))
    return CrimeLine(label, label, periods, counts, control)


def figures(*lines, **more):
    told = {"nr": 1, "title": "Anmeldelser", "source": "Politiet", "extracted_on": date(2026, 1, 5),
            "definition": "", "priority": "", "unavailable": ""}  # fmt: skip
    return CrimeFound(lines=lines, **(told | more))


def item(code, text, count, base, kind=CONDITION, steps=()):
    return ItemFound(code, text, kind, share(count, base), tuple(zip(STEPS, steps, strict=False)))


def survey(*items, **more):
    told = {"study_nr": 1, "title": "Tryghed i Birken", "until": date(2026, 5, 1),
            "response": Response(200, 500), "people": PEOPLE}  # fmt: skip
    return SurveyFound(items=items, **(told | more))


def problem(what, **more):
    told = {"why": "", "doing": "", "place": "", "offences": "", "items": "", "themes": "", "mismatch": ""}
    return Problem(what=what, **(told | more))


def study(kind, state="gennemfoert", **more):
    told = {
        "title": "Tryghed",
        "done_by": "Analysehuset",
        "fieldwork_from": date(2026, 4, 1),
        "nr": 9,
        "fieldwork_until": date(2026, 5, 1),
        "asked": 500,
        "answered": 200,
        "summary": "",
        "left_out_reason": "",
    }
    return Study(kind=kind, state=state, **(told | more))  # fmt: skip


NEED = Need(found_by="politi", found_on=date(2026, 1, 2), grounds="Flere indbrud.", figures="", period="", source="")
FULL = Evidence(
    needs=(NEED,),
    studies=(study("kvantitativ", nr=1), study("kvalitativ", "udeladt", left_out_reason="Ingen tid i år.")),
    crime=(figures(line("Indbrud", 20, 60), line("Vold", 14, 13), line("Tyveri", 40, 41), line("Hash", 5, 50,
           control=True)),),
    surveys=(survey(
        item("hoved.1", "Er du tryg om aftenen?", 80, 200, HEADLINE, (40, 50, 30, 50, 30)),
        item("forhold.1", "Hashsalg", 120, 200), item("forhold.2", "Støj", 60, 200),
        item("forhold.3", "Mørke", 20, 200), item("forhold.4", "Sjældent", 3, 200),
    ),),
    themes=(ThemeFound("1", "Gode naboer", True, "Man kender hinanden.", ("Vi siger hej.",)),
            ThemeFound("2", "Torvet", False, "Mørkt om aftenen.")),
    proposals=("En bænk ved søen.",),
    problems=(problem("Hash på torvet", offences="Vold", items="forhold.1", themes="2", why="Ingen lys.", doing="Lys."),
              problem("Noget andet")),
)  # fmt: skip
EMPTY = Evidence((), (), (), (), (), (), ())

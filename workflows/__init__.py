"""Says what may happen and what each step needs."""

from collections.abc import Mapping
from functools import cache

from engine import soundness
from engine.definition import Workflow
from engine.errors import NotFound
from engine.text import N_
from workflows.tryghedsnetvaerk import settled, snapshot
from workflows.tryghedsnetvaerk.evaluation.actions import give_notice, open_evaluation
from workflows.tryghedsnetvaerk.meetings.calling import uncall
from workflows.tryghedsnetvaerk.meetings.queries import must_be_allowed
from workflows.tryghedsnetvaerk.network.approvals import OBJECTION, SeatsOver
from workflows.tryghedsnetvaerk.network.silence import expire
from workflows.tryghedsnetvaerk.network.surveyors import helps
from workflows.tryghedsnetvaerk.practice.actions import unsend
from workflows.tryghedsnetvaerk.process import NOTICE, PROCESS, YEAR

ALL: Mapping[tuple[str, int], Workflow] = {
    ("tryghedsnetvaerk", 1): Workflow(
        definition=PROCESS,
        load=snapshot.load,
        asking=snapshot,
        alarms={YEAR: open_evaluation, NOTICE: give_notice, OBJECTION: expire},
        allows=must_be_allowed,
        restores={"meeting_called": uncall, "news_mail_sent": unsend},
        overnight=SeatsOver(),
        settled=settled,
        helps=helps,
    ),
}


def find(name: str, version: int) -> Workflow:
    """Return the workflow a process stands on.

    :raises NotFound: if this version of the product does not know it
    """
    if (name, version) not in ALL:
        raise NotFound(
            N_("Denne udgave af programmet kender ikke processen {navn} i version {version}. Opdatér programmet."),
            navn=name, version=version,
        )  # fmt: skip
    return ALL[name, version]


@cache
def must_be_sound() -> None:
    """Prove every definition sound, once; whoever serves or ticks asks before anything else.

    :raises InvalidDefinition: with every fault of the first that is not
    """
    for workflow in ALL.values():
        soundness.must_be_sound(workflow.definition)

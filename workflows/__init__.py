"""Says what may happen and what each step needs."""

from collections.abc import Mapping
from functools import cache

from engine import soundness
from engine.definition import Definition, Workflow
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
from workflows.tryghedsnetvaerk.versions import FIRST, LEADS_TO


def _networks(definition: Definition) -> Workflow:
    return Workflow(
        definition=definition,
        load=snapshot.load,
        asking=snapshot,
        alarms={YEAR: open_evaluation, NOTICE: give_notice, OBJECTION: expire},
        allows=must_be_allowed,
        restores={"meeting_called": uncall, "news_mail_sent": unsend},
        overnight=SeatsOver(),
        settled=settled,
        helps=helps,
    )


ALL: Mapping[tuple[str, int], Workflow] = {
    ("tryghedsnetvaerk", 1): _networks(FIRST),
    ("tryghedsnetvaerk", 2): _networks(PROCESS),
}
MAPPED: Mapping[tuple[str, int], Mapping[str, str]] = {
    ("tryghedsnetvaerk", version): steps for version, steps in LEADS_TO.items()
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


def newest(name: str) -> Workflow:
    """Return the newest version of a process: what a new one stands on, and what an earlier one may be moved to.

    :raises NotFound: if there is none of that name
    """
    versions = [version for known, version in ALL if known == name]
    if not versions:
        known = ", ".join(sorted({known for known, _ in ALL}))
        raise NotFound(N_("Der er ingen proces, der hedder {navn}. Der er: {kendte}."), navn=name, kendte=known)
    return ALL[name, max(versions)]


def way_on(name: str, version: int) -> tuple[Workflow, Mapping[str, str]]:
    """Return the newest version of a process, and what each step of *version* becomes in it."""
    return newest(name), MAPPED.get((name, version), {})


@cache
def must_be_sound() -> None:
    """Prove every definition sound, once; whoever serves or ticks asks before anything else.

    :raises InvalidDefinition: with every fault of the first that is not
    """
    for workflow in ALL.values():
        soundness.must_be_sound(workflow.definition)

"""What a page can ask of whoever opens it, and the rules that most pages have."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Who(StrEnum):
    """What somebody must be; the last four are about the network in the address.

    A colleague is anybody who is not an undersøgelsesmedarbejder and nothing else; a surveyor is one of this network,
    and is let in only where the noun of the address, if it has one, is among those of ``webui.visit.collecting``.
    """

    ANYONE = "anyone"
    LOGGED_IN = "logged_in"
    COLLEAGUE = "colleague"
    ADMINISTRATOR = "administrator"
    KOORDINATOR = "koordinator"
    AUDITOR = "auditor"
    READER = "reader"
    WORKER = "worker"
    COORDINATOR_OF_NETWORK = "coordinator_of_network"
    SURVEYOR = "surveyor"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may read a page and who may send its form; one of the named is enough.

    An auditor who is nothing else sends nothing, except where ``ANYONE`` or ``AUDITOR`` may; an administrator who is
    nothing in a network sends there only what ``ADMINISTRATOR`` may.
    """

    read: frozenset[Who]
    write: frozenset[Who]


class Access(Protocol):
    """What a person is to one network today."""

    process_id: int
    slug: str
    reader: bool
    worker: bool
    coordinator: bool
    member: bool
    read_only: bool
    surveyor: bool


def rule(*read: Who, write: tuple[Who, ...] | None = None) -> Rule:
    """Return the rule for a page; who may read may also send unless *write* says who may."""
    return Rule(frozenset(read), frozenset(read if write is None else write))


ANYONE, LOGGED_IN, COLLEAGUE = rule(Who.ANYONE), rule(Who.LOGGED_IN), rule(Who.COLLEAGUE)
ADMINISTRATOR = rule(Who.ADMINISTRATOR)
REGISTRARS = rule(Who.ADMINISTRATOR, Who.KOORDINATOR)
READER = rule(Who.READER)
WORKER = rule(Who.READER, write=(Who.WORKER,))
WORKER_ONLY = rule(Who.WORKER)
SURVEY = rule(Who.READER, Who.SURVEYOR)
SURVEY_WORK = rule(Who.READER, Who.SURVEYOR, write=(Who.WORKER, Who.SURVEYOR))
SURVEY_WORK_ONLY = rule(Who.WORKER, Who.SURVEYOR)
COORDINATOR = rule(Who.READER, write=(Who.COORDINATOR_OF_NETWORK,))
OWN = rule(Who.LOGGED_IN, write=(Who.LOGGED_IN, Who.AUDITOR))
OVERSEERS = rule(Who.ADMINISTRATOR, Who.AUDITOR)
LEADERS = rule(Who.COORDINATOR_OF_NETWORK, Who.ADMINISTRATOR)

OF_ANSWERS: dict[str, Rule] = {
    "answering.first": ANYONE,
    "answering.go": ANYONE,
    "entering.show": ANYONE,
    "entering.keep": ANYONE,
    "fieldwork.show": SURVEY,
    "fieldwork.form_on_paper": SURVEY,
    "fieldwork.make_link": SURVEY_WORK,
    "fieldwork.withdraw_link": SURVEY_WORK,
    "fieldwork.make_codes": SURVEY_WORK,
    "fieldwork.add_doors": SURVEY_WORK,
    "earlier.show": SURVEY,
    "earlier.save": SURVEY_WORK,
    "earlier.new": SURVEY_WORK_ONLY,
    "earlier.add": SURVEY_WORK,
    "earlier.edit": SURVEY_WORK_ONLY,
    "earlier.change": SURVEY_WORK,
    "earlier.remove": SURVEY_WORK,
    "results.show": SURVEY,
    "results.release": SURVEY_WORK,
    "results.ask_weights": SURVEY_WORK_ONLY,
    "results.weigh": SURVEY_WORK,
    "results.table": SURVEY,
}

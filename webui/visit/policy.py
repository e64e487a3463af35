"""Who may open which page: the whole table in one place; a page that is not in it opens for nobody."""

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from engine.errors import NotFound
from engine.people.models import DENIED
from engine.text import N_
from webui.visit import collecting, db
from webui.visit.clock import today
from webui.visit.rules import (
    ADMINISTRATOR,
    ANYONE,
    COLLEAGUE,
    COORDINATOR,
    LEADERS,
    LOGGED_IN,
    OF_ANSWERS,
    OVERSEERS,
    OWN,
    READER,
    REGISTRARS,
    SURVEY,
    SURVEY_WORK,
    SURVEY_WORK_ONLY,
    WORKER,
    WORKER_ONLY,
    Access,
    Rule,
    Who,
    rule,
)

LARGEST = 2**63 - 1
NOT_HERE = N_("Siden findes ikke, eller du har ikke adgang til den.")
NOT_YOURS = N_("Det har du ikke adgang til. Spørg netværkets tovholder eller en administrator.")
READS_ONLY = N_("Du har læseadgang: du kan se alt, men ikke ændre noget.")
OVERSEES = N_("Du er administrator, men ikke med i netværket, så det her kan du ikke ændre.")


POLICY: dict[str, Rule] = OF_ANSWERS | {
    "static": ANYONE,
    "auth.log_in": ANYONE,
    "auth.log_in_now": ANYONE,
    "auth.log_out": ANYONE,
    "pages.text": ANYONE,
    "pages.status": ANYONE,
    "information.show": ANYONE,
    "networks.portfolio": LOGGED_IN,
    "guide.show": rule(Who.KOORDINATOR),
    "guide.keep": rule(Who.KOORDINATOR),
    "guide.check": rule(Who.KOORDINATOR),
    "guide.create": rule(Who.KOORDINATOR),
    "overview.show": READER,
    "overview.section": READER,
    "networks.details": rule(Who.COORDINATOR_OF_NETWORK),
    "networks.change": COORDINATOR,
    "coordinators.ask": LEADERS,
    "coordinators.change": LEADERS,
    "versions.show": READER,
    "versions.move": ADMINISTRATOR,
    "surveyors.show": LEADERS,
    "surveyors.appoint": LEADERS,
    "surveyors.ask_end": LEADERS,
    "surveyors.end": LEADERS,
    "steps.show": READER,
    "steps.close": WORKER,
    "steps.tick": WORKER,
    "reasons.ask": WORKER_ONLY,
    "reasons.give": WORKER,
    "departures.ask": WORKER_ONLY,
    "departures.set_aside": WORKER,
    "steps.reinstate": WORKER,
    "steps.undo": WORKER,
    "records.index": SURVEY,
    "records.show": SURVEY,
    "records.new": SURVEY_WORK_ONLY,
    "records.add": SURVEY_WORK,
    "records.edit": SURVEY_WORK_ONLY,
    "records.change": SURVEY_WORK,
    "verbs.ask_removal": SURVEY_WORK_ONLY,
    "verbs.remove": SURVEY_WORK,
    "verbs.ask": SURVEY_WORK_ONLY,
    "verbs.act": SURVEY_WORK,
    "approvals.show": READER,
    "approvals.give": WORKER,
    "approvals.ask": rule(Who.COORDINATOR_OF_NETWORK),
    "approvals.note": COORDINATOR,
    "meetings.plan": READER,
    "papers.paper": SURVEY,
    "papers.start": READER,
    "documents.index": READER,
    "crime_files.ask": WORKER_ONLY,
    **dict.fromkeys(("crime_files.look", "crime_files.take"), WORKER),
    "crime_files.template": READER,
    "people_files.ask": WORKER_ONLY,
    **dict.fromkeys(("people_files.look", "people_files.take"), WORKER),
    "answer_files.ask": SURVEY_WORK_ONLY,
    "answer_files.look": SURVEY_WORK,
    "answer_files.take": SURVEY_WORK,
    "answer_files.ask_withdrawal": WORKER_ONLY,
    "answer_files.withdraw": WORKER,
    "attachments.add": SURVEY_WORK,
    "attachments.fetch": SURVEY,
    "attachments.ask_removal": SURVEY_WORK_ONLY,
    "attachments.remove": SURVEY_WORK,
    "meetings.find": READER,
    "meetings.answer": WORKER,
    "drafting.ask": WORKER_ONLY,
    "drafting.take": WORKER,
    "drafting.beside": READER,
    "drafting.changes": READER,
    "agendas.ask": WORKER_ONLY,
    "agendas.edit": WORKER_ONLY,
    "agendas.rewrite": WORKER,
    "agendas.add": WORKER,
    "agendas.change": WORKER,
    "groups.add": WORKER,
    "questionnaires.choose": SURVEY_WORK_ONLY,
    "questionnaires.add": SURVEY_WORK,
    "questionnaires.word_own": SURVEY_WORK_ONLY,
    "questionnaires.add_own": SURVEY_WORK,
    "questionnaires.edit": SURVEY_WORK_ONLY,
    "questionnaires.rewrite": SURVEY_WORK,
    "questionnaires.change": SURVEY_WORK,
    "questionnaires.preview": SURVEY,
    "translations.index": SURVEY,
    "translations.add": SURVEY_WORK,
    "translations.edit": SURVEY_WORK_ONLY,
    "translations.change": SURVEY_WORK,
    "sheets.fetch": SURVEY,
    "sheets.ask": SURVEY_WORK_ONLY,
    "sheets.look": SURVEY_WORK,
    "sheets.keep": SURVEY_WORK,
    "surveys.ask": SURVEY_WORK_ONLY,
    "surveys.change": SURVEY_WORK,
    "surveys.ask_open": SURVEY_WORK_ONLY,
    "surveys.open_now": SURVEY_WORK,
    "closing.ask": SURVEY_WORK_ONLY,
    "closing.close": SURVEY_WORK,
    "surveys.offer": SURVEY_WORK,
    "surveys.how_many": SURVEY,
    "history.show": READER,
    "history.export": READER,
    "erasures.ask": ADMINISTRATOR,
    "erasures.erase": ADMINISTRATOR,
    "tasks.mine": COLLEAGUE,
    "account.show": OWN,
    "account.change": OWN,
    "account.change_password": OWN,
    "account.log_off_elsewhere": OWN,
    "outbox.index": REGISTRARS,
    "outbox.show": REGISTRARS,
    "outbox.retry": ADMINISTRATOR,
    "audit.show": OVERSEERS,
    "audit.list_events": OVERSEERS,
    "audit.draw": OVERSEERS,
    "controls.show_last": OVERSEERS,
    "controls.run": OVERSEERS,
    "access.index": OVERSEERS,
    "extracts.events": OVERSEERS,
    "extracts.guide": OVERSEERS,
    "people.list_people": COLLEAGUE,
    "people.show_person": COLLEAGUE,
    "people.new_person": REGISTRARS,
    "people.add_person": REGISTRARS,
    "people.change_person": REGISTRARS,
    "people.set_password": ADMINISTRATOR,
    "people.list_organisations": COLLEAGUE,
    "people.show_organisation": COLLEAGUE,
    "people.new_organisation": REGISTRARS,
    "people.add_organisation": REGISTRARS,
    "people.change_organisation": REGISTRARS,
}


def init_app(app: Flask) -> None:
    """Ask the table before every page of *app*; ``app.extensions["find_access"]`` looks networks up."""
    app.before_request(enforce)


def missing(app: Flask) -> list[str]:
    """Return the pages of *app* that the table does not know."""
    return sorted({found.endpoint for found in app.url_map.iter_rules()} - POLICY.keys())


def access() -> Access:
    """Return what the person is to the network of this page.

    :raises NotFound: if the page is not a network's
    """
    if "access" not in g:
        raise NotFound(NOT_HERE)
    return g.access


def reads_only() -> bool:
    """Say whether this page is shown to somebody who does not work on it."""
    if not current_user.is_authenticated:
        return False
    found: Access | None = g.get("access")
    return current_user.only_reads if found is None else _reads_only_here(found)


def oversees() -> bool:
    """Say whether this page is of a network that an administrator does not work in."""
    return bool("access" in g and current_user.administrator and reads_only())


def may_read(endpoint: str) -> bool:
    """Say whether the person may open a page that is no network's, so that no link leads to a refusal."""
    return bool(POLICY[endpoint].read & _is(None, reading=True))


def enforce() -> ResponseReturnValue | None:
    """Let the request through, send a stranger to log in, or refuse.

    :raises NotFound: for a network that is not there or not the person's to see
    :raises Forbidden: for what the person may see but not do
    """
    if request.endpoint is None:
        return None
    if request.endpoint not in POLICY:
        raise RuntimeError(f"{request.endpoint} is not in the policy table")
    if any(isinstance(value, int) and value > LARGEST for value in (request.view_args or {}).values()):
        raise NotFound(NOT_HERE)
    found = POLICY[request.endpoint]
    asked = found.read if request.method in db.SAFE else found.write
    if Who.ANYONE in asked:
        return None
    if not current_user.is_authenticated:
        return _to_log_in()
    here = _look_up((request.view_args or {}).get("slug"))
    g.of_surveys = Who.SURVEYOR in asked and collecting.is_surveyed((request.view_args or {}).get("noun"))
    _decide(asked, here)
    return None


def _to_log_in() -> ResponseReturnValue:
    back = request.full_path.rstrip("?") if request.method in db.SAFE else None
    return redirect(url_for("auth.log_in", next=back if back != "/" else None), 303)


def _look_up(slug: str | None) -> Access | None:
    if slug is None:
        return None
    found = current_app.extensions["find_access"](db.reading(), slug, current_user, today())
    if found is None or not (found.reader or found.surveyor or current_user.auditor):
        db.note_access(DENIED, f"{request.method} {request.path}")
        raise NotFound(NOT_HERE)
    g.access = found
    return found


def _decide(asked: frozenset[Who], here: Access | None) -> None:
    reading = request.method in db.SAFE
    only_reads = current_user.only_reads if here is None else _reads_only_here(here)
    sends = Who.AUDITOR in asked or (Who.ADMINISTRATOR in asked and current_user.administrator)
    if not reading and only_reads and not sends:
        collecting.turn_away(OVERSEES if oversees() else READS_ONLY)
    if not asked & _is(here, reading):
        collecting.turn_away(collecting.why_not() or NOT_YOURS)


def _reads_only_here(here: Access) -> bool:
    return here.read_only or current_user.only_reads


def _is(here: Access | None, reading: bool) -> set[Who]:
    """Return everything the person is, in general and to this network."""
    said = {
        Who.LOGGED_IN: True,
        Who.COLLEAGUE: here is not None or not collecting.collects_alone(),
        Who.ADMINISTRATOR: current_user.administrator,
        Who.KOORDINATOR: current_user.coordinator,
        Who.AUDITOR: current_user.auditor,
    }
    if here is not None:
        said |= {
            Who.READER: here.reader or (current_user.auditor and reading),
            Who.WORKER: here.worker and not here.read_only,
            Who.COORDINATOR_OF_NETWORK: here.coordinator and not here.read_only,
            Who.SURVEYOR: here.surveyor and bool(g.get("of_surveys")),
        }
    return {who for who, holds in said.items() if holds}

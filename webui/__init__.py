"""The pages, and the one place where everything is wired."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import workflows
from webui.commands import demonstration
from webui.mapping import (
    answer_files,
    answering,
    closing,
    crime_files,
    earlier,
    entering,
    fieldwork,
    people_files,
    questionnaires,
    results,
    surveyors,
    surveys,
    translations,
    translators,
)
from webui.network import (
    coordinators,
    departures,
    guide,
    history,
    meetings,
    networks,
    overview,
    reasons,
    steps,
    versions,
)
from webui.nouns import groups, ways
from webui.nouns.mapping import drafting
from webui.nouns.meetings import agendas
from webui.oversight import access, audit, controls, erasures, extracts, outbox
from webui.page import addresses, frame
from webui.papers import approvals, attachments, documents, information, papers
from webui.person import account, menu, people, tasks
from webui.records import pages as records
from webui.records import verbs
from webui.saying import language
from webui.visit import auth, clock, config, db, errors, headers, once, pages, policy
from workflows.tryghedsnetvaerk.network.queries import find_access
from workflows.tryghedsnetvaerk.network.surveyors import only_surveys


def create_app(settings: Mapping[str, Any] | None = None, **extensions: Any) -> Flask:
    """Create the app from *settings* laid over the environment's; *extensions* replace its hands (clock, database)."""
    workflows.must_be_sound()
    app = Flask(__name__)
    app.config.from_mapping(config.settings())
    app.config.from_mapping(settings or {})
    app.config["SECRET_KEY"] = config.checked_key(app.config["SECRET_KEY"]) or config.secret_key(app.config["DATA"])
    if app.config["BEHIND_PROXY"]:
        # One hop, and never Host from a header that a proxy may hand on unread.
        hop = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0, x_port=0, x_prefix=0)
        app.wsgi_app = hop  # type: ignore[method-assign]  # as Flask says
    app.extensions.update(extensions)
    for room in (addresses, clock, db, language, headers, auth, once, policy, errors):
        room.init_app(app)
    db.door(app)
    app.config["DEMONSTRATION"] = app.config["DEMONSTRATION"] or demonstration.is_marked(app.extensions["database"])
    app.extensions.setdefault("find_access", find_access)
    app.extensions.setdefault("only_surveys", only_surveys)
    app.extensions |= {"tell_finding": frame.told, "find_way": ways.find_way}
    for room in (networks, guide, overview, steps, reasons, records, verbs, approvals, history, tasks, people, pages):
        app.register_blueprint(room.bp)
    for room in (account, outbox, audit, controls, access, extracts, coordinators, surveyors, versions):
        app.register_blueprint(room.bp)
    for room in (answer_files, crime_files, people_files, earlier, information, results):
        app.register_blueprint(room.bp)
    for room in (questionnaires, translations, translators, surveys, closing):
        app.register_blueprint(room.bp)
    for room in (papers, attachments, documents, agendas, meetings, groups, departures, erasures, drafting):
        app.register_blueprint(room.bp)
    app.register_blueprint(fieldwork.bp)
    answering.init_app(app)
    entering.init_app(app)
    menu.init_app(app)
    return app

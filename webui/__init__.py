"""The pages, and the one place where everything is wired."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webui import auth, clock, config, db, errors, headers, language, people, policy


def create_app(settings: Mapping[str, Any] | None = None, **extensions: Any) -> Flask:
    """Create the app from *settings* laid over the environment's; *extensions* replace its hands (clock, database)."""
    app = Flask(__name__)
    app.config.from_mapping(config.settings())
    app.config.from_mapping(settings or {})
    if not app.config["SECRET_KEY"]:
        app.config["SECRET_KEY"] = config.secret_key(app.config["DATA"])
    if app.config["BEHIND_PROXY"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0, x_port=0, x_prefix=0)  # type: ignore[method-assign]  # as Flask says
    app.extensions.update(extensions)
    for room in (clock, db, language, headers, auth, policy, errors):
        room.init_app(app)
    db.door(app)
    app.register_blueprint(people.bp)
    app.context_processor(lambda: {"menu": [], "installation": {"name": "Tryghedsnet"}, "demonstration": False})
    return app

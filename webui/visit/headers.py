"""What every answer carries: what a browser may do with the page, how long it may keep it, and less weight."""

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
YEAR = 365 * 24 * 3600
HOUR = 3600
WORTH = 500
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/xml")


def init_app(app: Flask) -> None:
    """Put the headers on every answer of *app*, and a version on every address of a static file."""
    app.after_request(protect)
    app.after_request(keep)
    app.after_request(pack)
    folder = Path(app.static_folder or "static")

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values and (version := version_of(folder / values["filename"])):
            values["v"] = version


def protect(response: Response) -> Response:
    """Say what the browser may load, send and show."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    return response


def keep(response: Response) -> Response:
    """Say how long an answer may be kept: a page for somebody never, a static file with its version for a year.

    What a style sheet points at has no version and is asked for anew each hour; so has the version of another release,
    which another machine may still hand out.
    """
    cache = response.cache_control
    if request.endpoint != "static":
        cache.no_store = True
        if "visit" in g:
            cache.private = True
    elif response.status_code not in (200, 304):
        cache.no_store = True
    elif request.args.get("v") == version_of(_static_file()):
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = f"public, max-age={HOUR}"
    return response


def _static_file() -> Path:
    return Path(current_app.static_folder or "", (request.view_args or {})["filename"])


def pack(response: Response) -> Response:
    """Compress a text for a browser that can unpack it."""
    if not (response.mimetype or "").startswith(TEXTS):
        return response
    response.vary.add("Accept-Encoding")
    wanted = request.accept_encodings["gzip"] > 0 and request.method != "HEAD"
    if not wanted or response.status_code in (204, 206, 304) or "Content-Encoding" in response.headers:
        return response
    fixed = request.endpoint == "static"
    if response.is_streamed and not fixed:
        return response
    response.direct_passthrough = False
    file, body = response.response, response.get_data()
    if hasattr(file, "close"):
        file.close()
    if len(body) >= WORTH:
        response.set_data(_packed(body) if fixed else gzip.compress(body, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        tag, weak = response.get_etag()
        if tag and not weak:
            response.set_etag(tag, weak=True)
    return response


@lru_cache(maxsize=64)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def version_of(path: Path) -> str:
    """Return a short mark of what a file holds, nothing when there is no such file."""
    return _mark(path, path.stat().st_mtime_ns) if path.is_file() else ""


@lru_cache(maxsize=1024)
def _mark(path: Path, _changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]

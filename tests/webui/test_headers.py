"""What every answer carries."""

import gzip

import pytest

from webui.visit import config

PATHS = ["/log-ind", "/personer/", "/nowhere", "/static/mark.svg", "/log-ud"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_a_browser_may_do_with_it(browse, path):
    headers = browse("mette").get(path).headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Strict-Transport-Security" not in headers
    assert "charset=utf-8" in headers["Content-Type"]


def test_a_broken_page_carries_them_too(browse, app):
    app.view_functions["people.list_people"] = lambda: 1 / 0

    answer = browse("mette").get("/personer/")

    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_over_https_a_browser_stays_there(make_app, people):
    app = make_app(**config.settings({"TRYGHED_BEHIND_PROXY": "1"}))

    plain, secure = (
        app.test_client().get("/log-ind", headers={"X-Forwarded-Proto": scheme}) for scheme in ("http", "https")
    )

    assert "Strict-Transport-Security" not in plain.headers
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize("path", ["/personer/", "/nowhere", "/personer/999/"])
def test_no_page_for_somebody_is_kept(browse, path):
    assert "no-store" in browse("mette").get(path).headers["Cache-Control"]


def test_a_static_file_with_its_version_is_kept_for_a_year(browse, app):
    with app.test_request_context():
        address = app.url_for("static", filename="mark.svg")

    browser = browse()
    assert "?v=" in address
    assert browser.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for unversioned in ("/static/mark.svg", "/static/mark.svg?v=", "/static/mark.svg?v=another"):
        assert browser.get(unversioned).headers["Cache-Control"] == "public, max-age=3600"
    assert "immutable" not in browser.get("/static/nothing.svg?v=1").headers["Cache-Control"]


def test_texts_are_packed_for_browsers_that_can_unpack(browse):
    browser = browse()
    for path in ("/log-ind", "/static/init.js"):
        plain = browser.get(path)
        packed = browser.get(path, headers={"Accept-Encoding": "gzip, br"})

        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
        assert len(gzip.decompress(packed.data)) == len(plain.data)


def test_a_packed_file_is_not_sent_again_when_it_is_known(browse):
    browser = browse()
    first = browser.get("/static/init.js", headers={"Accept-Encoding": "gzip"})

    again = browser.get("/static/init.js", headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


def test_something_too_big_is_refused_with_a_page(browse):
    browser = browse("mette")

    answer = browser.client.post("/personer/ny", data=b"x" * (12 * 1024 * 1024), content_type="text/plain")

    assert answer.status_code in (400, 413)
    form = browser.client.post("/personer/ny", data={"name": "x" * (12 * 1024 * 1024)})
    assert form.status_code == 413
    assert "for stor" in form.text

"""Coming in and going out through the pages."""

from datetime import timedelta

import pytest
from flask import request
from werkzeug.exceptions import InternalServerError

from engine.errors import Unusable
from engine.people import queries, sessions
from engine.people.models import LOGIN_FAILED, LOGIN_OK, LOGIN_THROTTLED, LOGOUT
from tests.webui.conftest import PASSWORD, Browser
from webui.visit import config
from webui.visit.auth import local_path


def test_a_stranger_is_sent_to_log_in_and_back(browse):
    browser = browse()

    answer = browser.get("/personer/?q=bo")

    assert (answer.status_code, answer.location) == (303, "/log-ind?next=/personer/?q%3Dbo")
    hidden = browser.form(answer.location, "/log-ind")
    sent = browser.client.post("/log-ind", data=hidden | {"mail": "mette@nordby.example", "password": PASSWORD})
    assert (sent.status_code, sent.location) == (303, "/personer/?q=bo")
    assert "Mette Holm" in browser.get("/personer/").text


def test_the_login_cookie_is_marked_for_plain_http_on_loopback(browse):
    cookie = browse().log_in("mette").headers.getlist("Set-Cookie")

    assert [_marks(line) for line in cookie if line.startswith("tryghed=")] == [{"HttpOnly", "Path=/", "SameSite=Lax"}]


def test_behind_a_proxy_every_cookie_is_locked_to_the_host(make_app, people):
    app = make_app(**config.settings({"TRYGHED_BEHIND_PROXY": "1"}))
    client = app.test_client()
    https = {"base_url": "https://tryghed.nordby.example", "headers": {"Referer": "https://tryghed.nordby.example/"}}
    page = client.get("/log-ind?lang=en", **https)
    token = page.text.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]

    answer = client.post(
        "/log-ind", data={"csrf_token": token, "mail": "mette@nordby.example", "password": PASSWORD}, **https
    )

    lines = {line.split("=")[0]: _marks(line) for got in (page, answer) for line in got.headers.getlist("Set-Cookie")}
    strict = {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert lines["__Host-tryghed"] == lines["__Host-tryghed-form"] == strict
    assert lines["sprog"] == strict


def test_a_wrong_password_and_an_unknown_account_look_the_same(browse):
    browser = browse()

    answers = [browser.log_in(who, "wrong wrong wrong") for who in ("mette", "nobody")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("Mailadressen eller adgangskoden er forkert." in answer.text for answer in answers)
    assert 'value="mette@nordby.example"' in answers[0].text
    assert "wrong wrong wrong" not in answers[0].text


def test_the_sixth_wrong_try_is_told_to_wait(browse, database, clock):
    browser = browse()
    codes = [browser.log_in("mette", "wrong wrong wrong").status_code for _ in range(6)]

    assert codes == [422] * 5 + [429]
    assert browser.log_in("mette").status_code == 429, "the right password waits too"
    clock.at += timedelta(seconds=61)
    assert browser.log_in("mette").status_code == 303


def test_a_token_from_before_opens_nothing_after_logging_in(browse):
    browser = browse("karin")
    before = browser.client.get_cookie("tryghed").value
    planted = browse()
    planted.client.set_cookie("tryghed", before)
    page = planted.get("/log-ind")

    assert page.status_code == 302, "a living session is logged in already"
    browser.client.post("/log-ud", data={"csrf_token": _csrf(browser)})
    planted.client.set_cookie("tryghed", "chosen-by-the-attacker")
    planted.log_in("mette")

    after = planted.client.get_cookie("tryghed").value
    assert after not in (before, "chosen-by-the-attacker")
    planted.client.set_cookie("tryghed", "chosen-by-the-attacker")
    assert planted.get("/personer/").status_code == 303


def test_a_cookie_from_before_logging_out_is_dead(browse, app):
    browser = browse("mette")
    stolen = browser.client.get_cookie("tryghed").value

    answer = browser.client.post("/log-ud", data={"csrf_token": _csrf(browser)})

    assert (answer.status_code, answer.location) == (303, "/log-ind")
    assert browser.client.get_cookie("tryghed") is None
    thief = Browser(app.test_client())
    thief.client.set_cookie("tryghed", stolen)
    assert thief.get("/personer/").status_code == 303


def test_pages_keep_a_session_alive_and_ten_hours_end_it(browse, clock):
    browser, began = browse("mette"), clock.at
    while clock.at < began + timedelta(hours=9, minutes=40):
        clock.at += timedelta(minutes=20)
        assert browser.get("/personer/").status_code == 200

    clock.at = began + timedelta(hours=10)
    assert browser.get("/personer/").status_code == 303


def test_half_an_hour_without_a_page_ends_the_session(browse, clock):
    browser = browse("mette")

    clock.at += timedelta(minutes=30)

    assert browser.get("/personer/").status_code == 303


def test_last_seen_is_written_once_a_minute(browse, clock, database):
    browser, began = browse("mette"), clock.at
    token = browser.client.get_cookie("tryghed").value
    seen = []
    for seconds in (30, 60, 90):
        clock.at = began + timedelta(seconds=seconds)
        browser.get("/personer/")
        with database.read() as session:
            seen.append((sessions.find_session(session, token, clock.at).seen_at - began).seconds)

    assert seen == [0, 60, 60]


@pytest.mark.parametrize("path", ["/log-ind", "/log-ud", "/personer/ny", "/personer/1/", "/organisationer/ny"])
def test_a_form_without_its_token_is_not_taken(browse, path):
    for browser in (browse(), browse("admin")):
        answer = browser.client.post(path, data={"name": "Bo"})

        assert answer.status_code == 400
        assert "Siden har været åben for længe" in answer.text


def test_a_form_from_another_site_is_refused(browse):
    browser = browse("admin")

    answer = browser.send("/personer/ny", {"name": "Bo"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert browser.get("/personer/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example",
        "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "evil.example", "", " /", "///evil.example",
        "/%2f/evil.example\r\nX: y", "http:/evil.example", "/log-ind", "/log-ud", "/log-ind?next=/", "//[x", "/ x",
    ],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(app, target):
    with app.test_request_context():
        assert local_path(target) == "/"


@pytest.mark.parametrize("target", ["/", "/personer/?q=%C3%A5&side=2", "/netvaerk/a/#b", "/%2f/evil.example"])
def test_paths_of_this_site_are_kept(app, target):
    with app.test_request_context():
        assert local_path(target) == target


def test_logging_in_never_leaves_the_site(browse):
    browser = browse()
    hidden = browser.form("/log-ind") | {"next": "https://evil.example"}

    answer = browser.client.post("/log-ind", data=hidden | {"mail": "mette@nordby.example", "password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/")


def test_the_door_is_written_down(browse, database, now):
    browser = browse()
    for _ in range(6):
        browser.log_in("mette", "wrong wrong wrong")
    karin = browse("karin")
    karin.client.post("/log-ud", data={"csrf_token": _csrf(karin)})

    with database.read() as session:
        kinds = [line.kind for line in queries.list_access(session, since=now) if line.address]
    assert kinds == [LOGOUT, LOGIN_OK, LOGIN_THROTTLED, *[LOGIN_FAILED] * 5]


def test_a_full_disk_closes_no_page_that_only_reads(browse, database, clock, caplog):
    browser = browse("mette")
    with database.writing.connect() as only_one:
        only_one.connection.driver_connection.execute("PRAGMA query_only=ON")
        only_one.rollback()
    clock.at += timedelta(minutes=5)

    assert browser.get("/personer/").status_code == 200
    assert "the door could not write" in caplog.text


def test_the_language_is_chosen_by_link_and_kept(browse):
    browser = browse()
    assert '<html lang="da">' in browser.get("/log-ind").text
    assert '<html lang="en">' in browser.get("/log-ind", headers={"Accept-Language": "en-GB"}).text

    assert '<html lang="en">' in browser.get("/log-ind?lang=en").text
    assert '<html lang="en">' in browser.get("/log-ind").text
    assert '<html lang="en">' in browser.get("/log-ind?lang=tlh").text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.9.9.9"])
def test_this_machine_may_be_served_in_plain(host):
    config.check_address(host, behind_proxy=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "tryghed.nordby.example", ""])
def test_other_machines_are_served_behind_a_proxy_only(host):
    config.check_address(host, behind_proxy=True)
    with pytest.raises(Unusable, match=r"--host 127\.0\.0\.1, .*TRYGHED_BEHIND_PROXY=1"):
        config.check_address(host, behind_proxy=False)


def test_a_proxy_is_believed_one_hop(make_app, people, database, now):
    app = make_app(**config.settings({"TRYGHED_BEHIND_PROXY": "1"}))
    seen = []
    app.before_request(lambda: seen.append(request.remote_addr))

    for spoofed in ("1.1.1.1, 203.0.113.9", "2.2.2.2, 203.0.113.9"):
        app.test_client().get("/log-ind", headers={"X-Forwarded-For": spoofed})

    assert seen == ["203.0.113.9"] * 2


def test_without_a_proxy_nothing_forwarded_is_believed(app, people):
    seen = []
    app.before_request(lambda: seen.append(request.remote_addr))

    app.test_client().get("/log-ind", headers={"X-Forwarded-For": "203.0.113.9"})

    assert seen == ["127.0.0.1"]


def test_another_name_in_host_is_refused_on_loopback(app, people):
    answer = app.test_client().get("/log-ind", headers={"Host": "evil.example"})

    assert answer.status_code == 400


def test_a_broken_page_shows_a_number_and_no_detail(app, people, caplog):
    app.view_functions["auth.log_in"] = lambda: 1 / 0

    answer = app.test_client().get("/log-ind")

    assert answer.status_code == InternalServerError.code
    number = answer.text.split("<strong>")[1].split("<")[0]
    assert number in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in answer.text


def _marks(line: str) -> set[str]:
    return {part.strip() for part in line.split(";")[1:] if not part.strip().startswith(("Expires", "Max-Age"))}


def _csrf(browser: Browser) -> str:
    return browser.form("/personer/", "/log-ud")["csrf_token"]

"""Adgange: what happened at the door, for those who oversee."""

from datetime import timedelta

import pytest

from engine.people.sessions import log_access
from webui.oversight.access import ON_A_PAGE

PATH = "/revision/adgange"


def test_log_ins_and_failed_tries_are_listed_newest_first(browse, clock):
    browse("karin")
    clock.at += timedelta(minutes=1)
    browse().log_in("karin", "forkert")
    clock.at += timedelta(minutes=1)

    page = browse("admin").get(PATH).text

    rows = [row.partition("</tr>")[0] for row in page.split("<tr>")[2:]]
    assert ["kl. 13.02" in rows[0], "kl. 13.01" in rows[1], "kl. 13.00" in rows[2]] == [True] * 3
    assert ["Loggede ind" in rows[0], "Ikke lukket ind" in rows[1], "Loggede ind" in rows[2]] == [True] * 3
    assert ["Anna Admin" in rows[0], "Karin Bech" in rows[1], "Karin Bech" in rows[2]] == [True] * 3


def test_the_list_is_narrowed_by_kind(browse):
    browse().log_in("karin", "forkert")

    page = browse("rita").get(f"{PATH}?slags=login_failed").text

    assert '<td data-label="Hvem">Karin Bech' in page
    assert '<td data-label="Hvem">Rita Revisor' not in page


def test_older_lines_are_on_the_next_page(browse, database, now):
    with database.write() as session:
        for number in range(ON_A_PAGE + 2):
            log_access(session, kind="export", now=now, address="", detail=f"fil-{number}.")
        session.commit()
    browser = browse("admin")

    first = browser.get(f"{PATH}?slags=export").text
    assert ("fil-51." in first, "fil-2." in first, "fil-1." in first) == (True, True, False)
    address = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = browser.get(address).text

    assert ("fil-2." in second, "fil-1." in second, "fil-0." in second) == (False, True, True)
    assert "De nyeste" in second


def test_changed_roles_are_said_in_words(browse, people):
    admin, path = browse("admin"), f"/personer/{people['karin']}/"
    told = {"name": "Karin Bech", "title": "", "organisation_id": "", "mail": "karin@nordby.example", "phone": "",
            "locale": "da", "coordinator": "y", "active": "y"}  # fmt: skip
    assert admin.send(path, told).status_code == 303

    assert "Karin Bech: koordinator, kan logge ind" in admin.get(f"{PATH}?slags=roles").text


@pytest.mark.parametrize("who", ["karin", "mette"])
def test_nobody_else_reads_them(browse, who):
    assert browse(who).get(PATH).status_code == 403


@pytest.mark.parametrize("odd", ["?slags=nej", "?foer=x", "?foer=-1", f"?foer={10**30}"])
def test_an_odd_question_is_answered_with_the_newest(browse, odd):
    assert "Anna Admin" in browse("admin").get(PATH + odd).text

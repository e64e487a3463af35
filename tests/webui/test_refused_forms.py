"""What can only be refused is refused before its reason is asked for, alike on the form and when it is sent."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.webui.conftest import Browser
from tests.webui.crawl import told
from workflows.tryghedsnetvaerk.meetings.models import CANCELLED, Meeting
from workflows.tryghedsnetvaerk.process import PROCESS

NET = "/netvaerk/birken"
NEVER, WARNS = "Dette krav kan aldrig fraviges.", "Det er kun en advarsel."
CLOSED, RUNS = "Kun et lukket trin kan genåbnes.", "Trinnet er løbende og kan ikke genåbnes."
FIRM = [(key, step) for key, (step, _, demand) in PROCESS.demands.items() if demand.firm]
WARNINGS = [(key, step) for key, (step, _, demand) in PROCESS.demands.items() if demand.warning]
STEP = "Gå til trin {}"


def aside(key: str) -> str:
    return f"{NET}/krav/{key}/fravig"


# Where the network stands, the form, what is said, and the way back.
REFUSED = [
    *(("praksis", aside(key), NEVER, STEP.format(PROCESS.order[step.key])) for key, step in FIRM),
    *(("praksis", aside(key), WARNS, STEP.format(PROCESS.order[step.key])) for key, step in WARNINGS[:2]),
    ("praksis", f"{NET}/trin/8/genaabn", CLOSED, STEP.format(8)),
    ("evaluering", f"{NET}/trin/8/genaabn", RUNS, STEP.format(8)),
    ("praksis", f"{NET}/trin/9/genaabn", CLOSED, STEP.format(9)),
    ("evaluering", f"{NET}/trin/9/genaabn", CLOSED, STEP.format(9)),
    ("kortlaegning", f"{NET}/opgave/kriminalitetsstatistik/spring", "Opgaven kan ikke springes over.", STEP.format(2)),
    ("kortlaegning", f"{NET}/opgave/kvantitativ/fortryd", "Opgaven er ikke markeret som udført.", STEP.format(2)),
    ("kortlaegning", f"{NET}/opgave/interesse/fortryd", "Trinnet er lukket. Genåbn det først", "Genåbn trin 1"),
    ("kortlaegning", f"{NET}/genoptag", "Netværket er ikke i bero.", "Gå til overblikket"),
    ("kortlaegning", f"{NET}/moeder/1/holdt", "Mødet er aflyst.", "Gå til møderne"),
]  # fmt: skip
TYPED = {
    "fravig": {"reason": "Skrevet forgæves", "allowed": "chair", "until": "2026-05-01"},
    "holdt": {"version": "1", "held_on": "2026-03-01", "minutes_text": "Skrevet forgæves"},
}


@pytest.fixture
def mette(begin: Callable[..., int], browse: Callable[[str], Browser], now: Any) -> Callable[[str], Browser]:
    def at(step: str) -> Browser:
        begin("birken", (Meeting, {"kind": "styregruppe", "starts_at": now, "state": CANCELLED}), at=step)
        return browse("mette")

    return at


def shown(page: Any) -> tuple[int, str, list[str]]:
    """Return the status of a page, what it says, and its buttons."""
    main = page.text[page.text.index("<main") :]
    [said] = re.findall(r'<p class="lead[^>]*>\s*(.*?)\s*</p>', main, re.DOTALL) or [main]
    return page.status_code, said, re.findall(r'<a class="button[^>]*>([^<]*)</a>', main)


def test_there_are_demands_that_are_never_set_aside():
    assert {"kort_personer", "folder_graenser", "beboere_graenser"} <= {key for key, _ in FIRM}


@pytest.mark.parametrize(("step", "path", "said", "way"), REFUSED)
def test_it_is_said_before_anything_is_typed_with_the_way_back(app, mette, step: str, path: str, said: str, way: str):
    browser = mette(step)
    database = app.extensions["database"]

    with told(database.reading) as asked, told(database.writing) as written:
        page = browser.get(path)

    status, text, buttons = shown(page)
    assert (status, buttons) == (409, [way, "Til forsiden"])
    assert said in text
    assert 'name="reason"' not in page.text
    assert len(asked) <= 15
    assert not written


@pytest.mark.parametrize(("step", "path", "said", "way"), REFUSED)
def test_it_is_refused_alike_when_it_is_sent(mette, step: str, path: str, said: str, way: str):
    browser = mette(step)
    typed = TYPED.get(path.rpartition("/")[2], {"reason": "Skrevet forgæves"})

    sent = browser.client.post(path, data=browser.form(f"{NET}/bero") | typed)

    assert shown(sent)[0::2] == shown(browser.get(path))[0::2]
    assert said in shown(sent)[1]


@pytest.mark.parametrize(
    "path", ["bero", "trin/1/genaabn", "opgave/kvantitativ/spring", "krav/rapport_godkendt/fravig"]
)
def test_a_network_that_is_on_hold_is_taken_up_first(mette, path: str):
    browser = mette("kortlaegning")
    assert browser.get(f"{NET}/trin/1/genaabn").status_code == 200
    assert browser.send(f"{NET}/bero", {"reason": "Sommerferie"}).status_code == 303

    assert browser.get(f"{NET}/{path}").status_code == 409
    assert browser.get(f"{NET}/genoptag").status_code == 200


@pytest.mark.parametrize("path", ["trin/10/genaabn", "trin/0/genaabn", "opgave/ukendt/spring", "krav/ukendt/fravig"])
def test_what_there_is_not_is_not_found(mette, path: str):
    assert mette("kortlaegning").get(f"{NET}/{path}").status_code == 404

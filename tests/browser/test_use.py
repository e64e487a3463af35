"""Use without a mouse, scripts, a wide window, colours or a fast line."""

import gzip
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page
from sqlalchemy import select

import workflows
from engine import records
from engine.commands import Command
from engine.db import Database
from engine.people.models import Person
from tests.browser.conftest import NARROW, PHONE
from tests.browser.visitor import Visitor
from tests.conftest import NOW
from tests.webui.conftest import Browser
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.network.actions import create_network
from workflows.tryghedsnetvaerk.network.models import Need, Network
from workflows.tryghedsnetvaerk.process import PROCESS

pytestmark = pytest.mark.slow
NETWORK = "/netvaerk/kirsebaergaarden"
STEP = f"{NETWORK}/trin/1/"
KB = 1024
SPACING = """* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
    p {margin-bottom: 2em !important}"""
SPACE_OUT = "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }"
CLIPPED = """() => [...document.querySelectorAll("main *")].filter(e => getComputedStyle(e).overflow === "hidden"
    && e.scrollWidth > e.clientWidth + 1 && !e.classList.contains("sr-only")).map(e => e.outerHTML.slice(0, 120))"""
FOCUS = """() => { const e = document.activeElement; if (e === document.body) return null;
    const box = e.getBoundingClientRect(), look = getComputedStyle(e);
    return {text: (e.innerText || e.value || e.id || e.tagName).trim().slice(0, 60),
            seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
            ring: look.outlineStyle !== "none" || look.boxShadow !== "none"}; }"""


@pytest.fixture
def mette(visit: Callable[..., Visitor]) -> Visitor:
    return visit("koordinator@demo.dk", password=PASSWORD)


def tab_to(page: Page, text: str, most: int = 120) -> list[dict[str, Any]]:
    """Press Tab until what has the focus says *text*; return every stop on the way."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        stops.append(stop)
        if stop and stop["text"] == text:
            return stops
    raise AssertionError(f"{text} is not reached: {[stop and stop['text'] for stop in stops]}")


def test_the_keyboard_is_enough_from_log_in_to_closing_a_step(visit: Callable[..., Visitor]):
    page = visit().page
    page.goto(STEP)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skipnav"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")
    tab_to(page, "mail")
    page.keyboard.type("koordinator@demo.dk")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(STEP)

    stops = tab_to(page, "Luk trin 1")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert not [stop for stop in stops if not (stop and stop["seen"] and stop["ring"])]
    assert "Trinnet kan ikke lukkes endnu" in page.inner_text("main")


def test_what_unfolds_is_opened_by_keyboard(mette: Visitor):
    mette.go(STEP)
    mette.page.locator("main summary").first.focus()

    mette.page.keyboard.press("Enter")

    assert mette.page.locator("main details[open]").count() == 1


def test_the_menu_of_a_phone_takes_the_focus_and_gives_it_back(visit: Callable[..., Visitor]):
    visitor = visit("koordinator@demo.dk", password=PASSWORD, size=PHONE)
    visitor.go(STEP)
    visitor.page.locator(".js-menu-open").focus()

    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_function("document.querySelector('.mobile-drawer').contains(document.activeElement)")
    visitor.page.keyboard.press("Escape")

    visitor.page.wait_for_function("document.activeElement.classList.contains('js-menu-open')")


def test_without_scripts_a_phone_shows_the_menu_and_takes_forms(visit: Callable[..., Visitor]):
    visitor = visit("koordinator@demo.dk", password=PASSWORD, size=PHONE, java_script_enabled=False)
    visitor.go(f"{NETWORK}/behov/ny")
    assert visitor.page.locator(".navigation-menu a", has_text="Mine opgaver").is_visible()
    assert visitor.page.get_by_role("button", name="Log af").first.is_visible()

    visitor.press("Gem")
    assert "Udfyld feltet »Hvad bygger det på?«." in visitor.complaints()
    visitor.fill(
        {
            "Hvem har set behovet?": "Politiet",
            "Hvad bygger det på?": "14 indbrud på et halvt år.",
            "Den registrerede kriminalitet er steget": True,
        }
    )
    visitor.press("Gem")

    assert "er gemt" in visitor.text()


def test_a_form_that_is_sent_back_says_what_is_wrong_and_keeps_what_was_typed(mette: Visitor, axe: str):
    mette.go(f"{NETWORK}/problemer/ny")
    mette.fill({"Hvor?": "Blok 7"})

    mette.press("Gem")

    assert mette.complaints() == ["Udfyld feltet »Hvad?«."]
    assert mette.field("Hvor?").input_value() == "Blok 7"
    assert mette.page.evaluate("document.activeElement.classList.contains('error-summary')")
    mette.page.locator(".error-summary a").click()
    assert mette.page.evaluate("document.activeElement.name") == "what"
    mette.page.evaluate(axe)
    assert mette.page.evaluate("async () => (await axe.run()).violations.map(found => found.id)") == []


@pytest.mark.parametrize("path", ["/", f"{NETWORK}/", STEP, f"{NETWORK}/moeder/", "/netvaerk/gadehavegaard/historik/"])
def test_wide_spacing_of_text_cuts_nothing_off(mette: Visitor, path: str):
    mette.go(path)

    mette.page.evaluate(SPACE_OUT, SPACING)

    assert mette.page.evaluate(CLIPPED) == []
    mette.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert not mette.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_word_without_an_end_is_broken_and_not_scrolled_to(mette: Visitor, demonstration: Database):
    with demonstration.write() as session:
        network = session.scalars(select(Network).where(Network.name == "Kirsebærgården")).one()
        actor = session.scalars(select(Person.id).where(Person.mail == "koordinator@demo.dk")).one()
        network.name, word = "N" * 80, "x" * 180
        for number, (model, said) in enumerate((
            (Problem, {"what": word, "why": word, "doing": word}),
            (CrimeSet, {"title": word, "source": word}),
            (Need, {"found_by": "politi", "found_on": NOW.date(), "grounds": word}),
            (ProfessionalGroup, {"name": word, "sector": "privat", "choice": "ja", "reason": word}),
        )):  # fmt: skip
            workflow = workflows.find(PROCESS.name, PROCESS.version)
            asked = Command(workflow=workflow, process_id=network.network_id, actor=actor, now=NOW, key=f"w{number}")
            records.add(session, asked, model, said)
        session.commit()
    mette.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})

    wide = []
    for path in (
        "",
        "kortlaegning",
        "problemer/",
        "problemer/1/",
        "kriminalitetstal/",
        "behov/",
        "faggrupper/",
        "dokumenter/",
    ):
        mette.go(f"{NETWORK}/{path}")
        wide += [path] if mette.page.evaluate("document.documentElement.scrollWidth > innerWidth") else []

    assert not wide


def test_a_paper_with_a_wide_table_breaks_no_words_and_scrolls_in_its_own_box(mette: Visitor):
    mette.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    mette.go(f"{NETWORK}/skabelon/faggrupper.html")

    lines = """() => [...document.querySelectorAll('.paper tbody td:first-child')].slice(0, 5).map(cell => {
        const all = document.createRange(); all.selectNodeContents(cell); return all.getClientRects().length })"""

    assert mette.page.evaluate(lines) == [1] * 5
    assert not mette.page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("path", ["/", f"{NETWORK}/", STEP])
def test_a_print_leaves_out_what_is_pressed(mette: Visitor, path: str):
    mette.go(path)

    mette.page.emulate_media(media="print")

    for gone in (".navigation-menu", ".subnav", ".log-off", "button.button", "a.button", ".filters"):
        assert not [one for one in mette.page.locator(gone).all() if one.is_visible()], gone
    assert mette.page.locator("h1").is_visible()


def test_forced_colours_keep_the_bar_and_the_marks(mette: Visitor):
    mette.page.emulate_media(forced_colors="active")
    mette.go("/netvaerk/gadehavegaard/")

    looks = "[...document.querySelectorAll('.bar-big .seg')].map(e => getComputedStyle(e)).map(e => e.fill + e.stroke)"
    fills = mette.page.evaluate(looks)

    assert len(fills) == 9
    assert len(set(fills)) > 1


@pytest.mark.parametrize("path", ["/", "/netvaerk/gadehavegaard/", STEP, "/netvaerk/gadehavegaard/historik/"])
def test_a_page_weighs_little(chrome: Chromium, mette: Visitor, path: str):
    mette.go("/hjaelp")
    mette.go("/")
    state = mette.page.context.storage_state()
    context = chrome.new_context(base_url=mette.page.url, storage_state=state)
    page = context.new_page()

    cold = weigh(page, path)
    warm = weigh(page, path)
    context.close()

    assert (sum(cold) <= 150 * KB, len(cold) <= 14) == (True, True), (sum(cold), len(cold))
    assert sum(warm) <= 10 * KB, warm


def weigh(page: Page, path: str) -> list[int]:
    """Return how many bytes came over the wire for each request of a page."""
    session, sizes = page.context.new_cdp_session(page), list[int]()
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda found: sizes.append(int(found["encodedDataLength"])))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    session.detach()
    return [size for size in sizes if size]


def test_fifty_networks_fit_in_twelve_kilobytes(app: Flask, demonstration: Database):
    browser = Browser(app.test_client())
    assert browser.send("/log-ind", {"mail": "admin@demo.dk", "password": PASSWORD}).status_code == 303
    fifty(demonstration)

    text = browser.get("/").get_data()

    assert text.count(b'<th scope="row"') == 50
    assert len(gzip.compress(text, 5)) <= 12 * KB


def fifty(database: Database) -> None:
    """Begin so many networks, at every step, that the list is more than one page."""
    places = ("Birke", "Ege", "Kirsebær", "Gadehave", "Linde", "Møllebæk", "Rosen", "Sø", "Trane", "Østerled")
    areas = ("parken ved åen", "vænget syd", "gården øst", "kvarteret")
    workflow, steps = workflows.find(PROCESS.name, PROCESS.version), list(PROCESS.steps)
    with database.write() as session:
        actor = session.scalars(select(Person.id).where(Person.mail == "koordinator@demo.dk")).one()
        for number, (place, area) in enumerate(product(places, areas)):
            asked = Command(workflow=workflow, process_id=0, actor=actor, now=NOW, key=f"fifty-{number}")
            values = {"name": place + area, "kommune": f"{places[number % 7]}købing"}
            create_network(session, asked, values, at=steps[number % 9] if number % 9 else "", vouched="Tovholderen")
        session.commit()

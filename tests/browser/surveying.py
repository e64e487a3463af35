"""A survey by hand: set up, opened, answered on the public page, closed and worked out, and told of in the report."""

from tests.browser.story import HERE, Story, add
from tests.browser.visitor import Visitor
from tests.webui.phone import Phone

ASKED = 15  # the three headlines, the nine conditions, and three questions of who answers
STUDY = f"{HERE}/undersoegelser/1"
PLANNED = {"Hvilken undersøgelse?": "Spørgeskema", "Hvor langt er undersøgelsen?": "Planlagt eller i gang"}
SET_UP = {
    "Undersøgelsens navn": "Tryghed i Birkeparken", "Hvem laver undersøgelsen?": "SSP Nordby",
    "Hvilket område?": "Birkestien 1–60", "Hvor mange kan svare i alt?": 120, "Hvem står bag?": "Nordby Kommune",
    "Hvem kan beboerne spørge?": "Karin Kjær, SSP, 00 11 22 33",
}  # fmt: skip
# What the others answer: eight of eleven are insecure where it is dark.
CALM, UNEASY = (1, 5, 2, *[2] * 8, 2, 1, 3, 4), (4, 2, 1, *[3] * 8, 5, 2, 4, 2)


def ask_residents(story: Story) -> None:
    """Twelve residents answer: one in a browser, the others on the same page without one."""
    link = opened(story.mette)
    answer(story.resident, link)
    for marks in (*[CALM] * 3, *[UNEASY] * 8):
        one = Phone(story.app.test_client(), link).open().press("begynd").answer(*marks).press("send")
        assert one.page.status_code == 200
    mette = story.mette
    mette.go(f"{STUDY}/luk")
    mette.fill({"Hvor mange blev spurgt?": "120"})
    mette.press("Luk undersøgelsen")
    assert "Undersøgelsen er lukket med 12 svar." in mette.text()
    mette.go(f"{STUDY}/opgoerelse/")
    mette.press("Gør svarene op")
    assert "12 af de 120, der blev spurgt, har svaret (10 %). Alle i målgruppen blev spurgt." in mette.text()
    assert "Dårlig belysning" in mette.text("table >> nth=0")


def opened(mette: Visitor) -> str:
    """Write the questionnaire, set the survey up and open it; return the residents' link."""
    add(mette, "spoergeskemaer", {"Navn på skemaet": "Tryghed"})
    add(
        mette,
        "undersoegelser",
        {"Hvilken undersøgelse?": "Spørgeskema", "Hvor langt er undersøgelsen?": "Planlagt eller i gang"},
    )
    mette.follow("Sæt undersøgelsen op")
    mette.fill(SET_UP)
    mette.press("Gem")
    mette.follow("Åbn undersøgelsen")
    mette.press("Åbn undersøgelsen")
    assert "Undersøgelsen er åbnet." in mette.text()
    mette.follow("Følg indsamlingen af svar")
    found = mette.page.locator('a[href*="/svar/"]').first.get_attribute("href")
    assert found
    return found[found.index("/svar/") :]


def answer(resident: Visitor, link: str) -> None:
    """Answer every question on a phone, one a screen."""
    page, onwards = resident.page, resident.page.locator("button.main").first
    resident.go(link)
    resident.click(onwards)
    for _ in range(ASKED):
        page.locator("input[name=svar]").first.check()
        resident.click(onwards)
    resident.click(onwards)
    assert "Tak" in resident.text("body")
    assert len(page.context.cookies()) <= 1  # the one that going back and forward needs


def take_draft(story: Story) -> None:
    """Write the conclusion by hand and take the rest from the data, with the results in it."""
    mette = story.mette
    add(mette, "problemer", {
        "Hvad?": "Mørk sti ved blok 7", "Hvorfor?": "Lygterne er slukket", "Hvad gør vi?": "Nye lygter",
        "Dårlig belysning": True, "Indbrud": True,
    })  # fmt: skip
    add(mette, "rapport", {"Konklusion": "Begynd med stien."})
    mette.follow("Version 1")
    mette.follow("Lav udkast fra data")
    mette.press("Sæt de valgte dele ind")
    assert "Udkastet er sat ind i 6 dele." in mette.text()
    told = mette.text("main section:has(#analyse)")
    assert "Dårlig belysning" in told
    assert "Indbrud" in told

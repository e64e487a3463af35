"""One network from its first need to its second year, by hand, in Danish, in a browser."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from flask import Flask

from engine.clock import COPENHAGEN
from engine.db import Database
from engine.people import sessions
from tests.browser.conftest import PHONE
from tests.browser.story import HERE, Story, add, close, give_password, hold_meeting, press_on, refuse
from tests.browser.surveying import ask_residents, take_draft
from tests.browser.visitor import PASSWORD, Visitor
from tests.webui.conftest import Clock
from webui.commands import caretaker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
YEARS = timedelta(days=1000)
DECIDES = (
    "Der er ingen beslutning at vælge. Skriv gruppens beslutning i referatet af mødet, eller lad en, der sidder i "
    "styregruppen, gøre det."
)


def not_held(meeting: str) -> list[str]:
    return [
        f"{meeting} er ikke indkaldt. Tryk på Indkald, når dagsordenen er klar.",
        f"{meeting} er ikke holdt.",
        f"Referatet af {meeting.lower()} er ikke sendt ud.",
    ]


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """An installation in which nobody has written anything."""
    return make_app()


@pytest.fixture
def story(
    visit: Callable[..., Visitor], clock: Clock, database: Database, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> Story:
    """Only the administrator is there from the start, as from the shell; everybody else comes through the pages."""
    monkeypatch.setattr(sessions, "IDLE", YEARS)  # weeks pass between two meetings; nobody logs in anew for each
    monkeypatch.setattr(sessions, "ABSOLUTE", YEARS)
    mails = [f"{name}@nordby.example" for name in ("mette", "karin", "per", "admin")]
    caretaker.add_person(database, PASSWORD, clock(), name="Anna Admin", mail=mails[-1], administrator=True)
    return Story(*map(visit, mails), visit(size=PHONE), app, clock, database)


def test_a_network_is_taken_from_its_need_to_its_second_year(story: Story):
    engage_coordinator(story)
    create_network(story)
    begin(story)
    survey(story)
    compose(story)
    discuss(story)
    develop(story)
    agree(story)
    release(story)
    practise(story)
    evaluate(story)

    story.mette.go(HERE + "/")
    assert "2. år" in story.mette.text(".heroprog")
    assert caretaker.verify(story.database, None)[1] == []
    assert caretaker.check(story.database, story.clock()) == []
    assert not [one.troubles for one in (story.mette, story.karin, story.per, story.admin) if one.troubles]


def engage_coordinator(story: Story) -> None:
    story.admin.write(
        "/personer/ny",
        {"Navn": "Mette Holm", "Mailadresse": story.mette.mail, "Koordinator": True, "Kan logge ind": True},
        "Skriv ind",
    )
    give_password(story, "Mette Holm")


def create_network(story: Story) -> None:
    mette = story.mette
    mette.write("/netvaerk/nyt/1/", {"Hvad hedder boligområdet?": "Birkeparken",
                                     "Hvilken kommune ligger det i?": "Nordby"}, "Næste")  # fmt: skip
    mette.fill({"Eller skriv en ny organisation": "Nordby Politi", "Hvilken slags er den nye organisation?": "Politi"})
    mette.press("Næste")
    mette.fill({"Dansk": True, "Somali": True})
    mette.press("Næste")
    mette.fill({"Hvornår begyndte I?": story.today})
    mette.press("Næste")
    assert "Nordby Politi" in mette.text()
    mette.press("Opret netværket")
    assert "Birkeparken er oprettet. Du er tovholder." in mette.text()


def begin(story: Story) -> None:
    mette = story.mette
    refuse(mette, 1, [
        "Behovet er ikke beskrevet. Skriv, hvad der er sket, og hvem der har set det.",
        "Kommunen er ikke kontaktet.",
        "Boligforeningen er ikke kontaktet. Er der ingen, så skriv det.",
        "Det indledende møde er ikke indkaldt.",
        "Styregruppen har ingen formand.",
        "Medlemmer i styregruppen: 0. Der skal være mindst to.",
        "Der er ingen mødeplan. Skriv datoerne for styregruppens næste møder.",
        "Beboerne er ikke informeret om, at samarbejdet begynder.",
        "Beboerne har ikke haft mulighed for at drøfte samarbejdet, og der er ikke sat en dato.",
        DECIDES,
    ])  # fmt: skip
    add(mette, "behov", {
        "Den registrerede kriminalitet er steget": True, "Hvem har set behovet?": "Politiet",
        "Hvornår?": story.today, "Hvad bygger det på?": "14 indbrud på et halvt år mod 6 året før.",
    })  # fmt: skip
    add(mette, "interessenter", asked(story, "Kommune", "Nordby Kommune", "Kommune", "Lise Lund, SSP"))
    add(mette, "interessenter", asked(story, "Boligforening", "Boligforeningen Nord", "Boligorganisation", "Per Bo"))
    hold_meeting(story, "Indledende møde", **{
        "Blev samarbejdet besluttet?": "Ja til samarbejdet", "Andre beslutninger": "Vi begynder et samarbejde",
    })  # fmt: skip
    for said in (
        {"Plads": "Kommunens boligsociale indsats", "Eller skriv en ny person": "Karin Kjær",
         "Den nye persons mail": story.karin.mail, "For hvilken organisation?": "Nordby Kommune", "Er formand": True},
        {"Plads": "Boligforeningens ejendomskontor", "Eller skriv en ny person": "Per Bo",
         "Den nye persons mail": story.per.mail, "For hvilken organisation?": "Boligforeningen Nord"},
    ):  # fmt: skip
        add(mette, "styregruppe", {**said, "Sidder fra": story.today})
    add(mette, "moeder", {"Hvilket møde?": "Styregruppemøde", "Dato": story.today + timedelta(days=60)})
    add(mette, "beboere", {
        "Hvor fik beboerne det at vide?": "Opslag i opgangene", "Dato": story.today,
        "Hvad stod der?": "Vi begynder et samarbejde.",
        "Teksten »Hvad netværket ikke er« er med i det, beboerne fik": True,
    })  # fmt: skip
    add(mette, "droeftelser", {"Hvad er anledningen?": "Afdelingsmøde", "Dato": story.today,
                               "Er det indkaldt eller holdt?": "Holdt",
                               "Hvad kom der ud af det?": "Mange vil gerne være med."})  # fmt: skip
    give_password(story, "Karin Kjær")
    give_password(story, "Per Bo")
    close(mette, 1, "Igangsættelse af samarbejde", "1. Ja til samarbejdet")


def asked(story: Story, kind: str, organisation: str, of: str, contact: str) -> dict[str, object]:
    return {
        "Hvem er det?": kind, "Eller skriv en ny organisation": organisation,
        "Hvilken slags er den nye organisation?": of,
        "Kontaktperson": contact, "Kontaktet første gang": story.today, "Svar": "Interesseret",
        "Svaret den": story.today,
    }  # fmt: skip


def survey(story: Story) -> None:
    mette, karin = story.mette, story.karin
    refuse(karin, 2, [
        "Der er ingen kriminalitetstal. Kan de ikke fås, så skriv hvorfor.",
        "Spørgeskemaundersøgelsen er hverken lavet eller valgt fra med en begrundelse.",
        "Samtalerne er hverken holdt eller valgt fra med en begrundelse.",
        "Mindst én af de to undersøgelser skal laves: spørgeskemaet eller samtalerne.",
        "Rapporten er ikke skrevet.",
    ])  # fmt: skip
    add(mette, "kriminalitetstal", {
        "Hvad viser tallene?": "Indbrud i beboelse", "Kilde": "Nordby Politi", "Udtrukket den": story.today,
        "Tallene": "Indbrud; 2024; 6\nIndbrud; 2025; 14",
    })  # fmt: skip
    ask_residents(story)
    add(mette, "undersoegelser", {"Hvilken undersøgelse?": "Samtaler", "Hvor langt er undersøgelsen?": "Valgt fra",
                                  "Valgt fra, fordi": "Mange har svaret på skemaet."})  # fmt: skip
    take_draft(story)
    mette.follow("Send til godkendelse")
    mette.press("Send til godkendelse")
    assert "Rapporten er sendt til styregruppen." in mette.text()
    for member in (story.karin, story.per):
        approve(member, "Godkend rapporten, version 1")
    close(karin, 2, "Kortlægning af kriminalitet og utryghed")


def approve(member: Visitor, task: str) -> None:
    member.go("/opgaver")
    member.follow(task)
    assert "Begynd med stien." in member.text()
    member.press("Godkend")
    assert "Tak" in member.text()


def compose(story: Story) -> None:
    refuse(story.karin, 3, ["Ingen faggrupper er valgt.", "Ingen faggruppe har sagt ja."])
    add(story.mette, "faggrupper", {
        "Faggruppe": "Postbude", "Offentlig, privat eller frivillig?": "Privat", "Skal gruppen med?": "Skal med",
        "Hvorfor, eller hvorfor ikke?": "De kommer i hver opgang hver dag.", "Mørk sti ved blok 7": True,
        "Leder, ejer eller kontaktperson": "Ida Post", "Mail": "ida@post.example", "Kontaktet den": story.today,
        "Svar": "Ja, vil med", "Svaret den": story.today,
    })  # fmt: skip
    close(story.karin, 3, "Sammensætning af tryghedsnetværk")


def discuss(story: Story) -> None:
    refuse(story.mette, 4, not_held("Orienteringsmødet"))
    hold_meeting(story, "Orienteringsmøde")
    close(story.mette, 4, "Drøftelse af samarbejdsmuligheder")


def develop(story: Story) -> None:
    refuse(story.mette, 5, not_held("Udviklingsmødet"))
    hold_meeting(story, "Udviklingsmøde")
    add(story.mette, "kontaktveje", {"Hvilket problem?": "Mørk sti ved blok 7",
                                     "Hvem kontakter man?": "Ejendomskontoret", "Hvordan?": "Ring"})  # fmt: skip
    close(story.mette, 5, "Fastlæggelse af samarbejdets indhold")


def agree(story: Story) -> None:
    mette = story.mette
    refuse(story.karin, 6, [
        *not_held("Aftalemødet"),
        "Aftalemødet mangler 3 af sine tre beslutninger: formålet, samarbejdsformen, forankringen.",
        "Aftalen mangler 6 af sine seks dele: formål, indhold og form, organisatorisk forankring, hvor ofte I mødes, "
        "hvor I mødes, hvem der indkalder.",
        "Der mangler svar på, hvad samarbejdet betyder for fagpersonernes forhold til beboerne.",
        "Organisationer, der har tilsluttet sig aftalen: 0. Der skal være mindst to.",
        "Aftalen mangler den dato, den gælder fra.",
    ])  # fmt: skip
    hold_meeting(story, "Aftalemøde", **{
        "Beslutning om formålet": "Tryghed på stien", "Beslutning om samarbejdsformen": "Et netværk",
        "Beslutning om forankringen": "I boligforeningen",
    })  # fmt: skip
    add(mette, "aftale", {
        "Formål": "Tryghed på stien", "Indhold og form": "Vi ringer til hinanden.",
        "Organisatorisk forankring": "Boligforeningen", "Hvor ofte mødes netværket?": "Hvert halve år",
        "Hvor?": "Beboerhuset", "Hvem indkalder?": "Boligforeningen", "Gælder fra": story.today,
        "Hvad betyder samarbejdet for fagpersonernes forhold til beboerne?": "Ingen fortæller om enkelte beboere.",
    })  # fmt: skip
    for name in ("Nordby Kommune", "Boligforeningen Nord"):
        add(mette, "parter", {"Organisation": name, "Spurgt den": story.today, "Svar": "Tilsluttet",
                              "Svaret den": story.today})  # fmt: skip
    close(story.karin, 6, "Indgåelse af samarbejdsaftale")


def release(story: Story) -> None:
    mette = story.mette
    refuse(mette, 7, ["Folderen er ikke frigivet.", "Actioncardet er ikke frigivet.",
                      "Telefon- og maillisten er ikke frigivet."])  # fmt: skip
    for kind, text in (("Folder", "Kom og vær med."), ("Actioncard", ""), ("Telefon- og mailliste", "")):
        add(mette, "materialer", {"Hvilket materiale?": kind, "Tekst": text})
    line = {"Hvad handler det om?": "Slukket lygte", "Hvem er det?": "En person",
            "Navn på personen eller kontoret": "Jens Vicevært", "Telefon": "12 34 56 78"}  # fmt: skip
    add(mette, "actioncard", line)
    press_on(mette, "materialer", "Actioncard", "Frigiv")
    assert "Personer på actioncardet, der ikke selv har sagt ja: 1." in mette.text()
    mette.write(f"{HERE}/actioncard/1/ret", {"Er det aftalt?": "Har selv sagt ja", "Aftalt den": story.today})
    for kind in ("Folder", "Actioncard"):
        press_on(mette, "materialer", kind, "Frigiv")
        assert "Materialet er frigivet." in mette.text()
    mette.go(f"{HERE}/materialer/")
    mette.follow("Telefon- og mailliste")
    mette.follow("Markér som ikke relevant")
    mette.fill({"Ikke relevant, fordi": "Alle har hinandens numre på kortet."})
    mette.press("Markér som ikke relevant")
    close(mette, 7, "Udarbejdelse af kontaktmaterialer")


def practise(story: Story) -> None:
    """Practice is never closed: a year passes, and the evaluation opens beside it by itself."""
    mette = story.mette
    add(mette, "nyhedsmails", {"Emne": "Lygterne er tændt", "Tekst": "Stien er lys igen."})
    press_on(mette, "nyhedsmails", "Lygterne er tændt", "Send")
    assert "Nyhedsmailen er sendt." in mette.text()
    mette.go(f"{HERE}/trin/8/")
    assert mette.page.get_by_role("button", name="Luk trin 8").count() == 0
    due = datetime.combine(story.today.replace(year=story.today.year + 1), time(9), COPENHAGEN)
    story.clock.at = due - timedelta(minutes=1)
    assert story.tick() > 0  # silence that became a yes, and the notice three months before
    assert story.tick() == 0
    story.later(minutes=1)

    assert story.tick() == 1

    mette.go(HERE + "/")
    assert "Evalueringens resultater er ikke skrevet." in mette.text(".next")


def evaluate(story: Story) -> None:
    refuse(story.karin, 9, [
        "Evalueringens resultater er ikke skrevet.", "Der er ingen målinger.",
        "Beslutningen er ikke taget: fortsæt, nedskalér eller korrigér.", "Beslutningen er ikke begrundet.",
    ])  # fmt: skip
    for kind, before, after in (("Kriminalitet", "14 indbrud", "5 indbrud"),
                                ("Tryghed (spørgeskema)", "61 af 122", "90 af 130")):  # fmt: skip
        add(story.mette, "maalinger", {"Hvad måles?": kind, "Måling": kind, "Før": before, "Nu": after})
    story.mette.write(f"{HERE}/evaluering/1/ret", {
        "Hvad viser det?": "Færre indbrud, og flere går hjem ad stien.", "Beslutning": "Fortsæt",
        "Begrundelse": "Det virker, og der er kræfter til mere.",
    })  # fmt: skip
    close(story.karin, 9, "Evaluering")

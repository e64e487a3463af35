"""What of the report may be handed to everybody: no small numbers, always with source and caveat."""

import pytest
from sqlalchemy.event import listen

from tests.webui import reporting, small
from tests.webui.reporting import BIRKEN
from tests.webui.test_papers import docx_words, pdf_words, words
from workflows.tryghedsnetvaerk.mapping.actions import new_version, send_report
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_effort, save_figures
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.mapping.report import veils
from workflows.tryghedsnetvaerk.mapping.report.actions import save_myth
from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import hide
from workflows.tryghedsnetvaerk.network.approvals import answer
from workflows.tryghedsnetvaerk.papers.mapping import kept_annex

SHORT = f"{BIRKEN}/papir/kort-om-rapporten/1"
COUNTS = "Hærværk; 2023; 9\nHærværk; 2024; 12\nIndbrud; 2023; 3\nIndbrud; 2024; 4\nVold; 2023; 2\nVold; 2024; 0"
DRUGS = "Lov om euforiserende stoffer"


@pytest.fixture
def mapped(database, people, now):
    """A network of Mette's with figures, myths, a problem and a report."""
    told = {
        "counts": f"{COUNTS}\n{DRUGS}; 2023; 53\n{DRUGS}; 2024; 17",
        "problem": {"what": "Mørk sti", "doing": "Ny lygte"},
        "parts": dict.fromkeys(PARTS, "Fire indbrud i blok 7."),
    }
    with database.write() as session:
        number, found = reporting.mapped(session, people, now, **told)
        myth = {"claim": "Her er indbrud hele tiden", "crime_set_id": found.id, "offence": "Indbrud", "fact": "Få."}
        save_myth(session, small.ask(number, people["mette"], now), None, {**myth, "caveat": "Kun anmeldte."})
        save_myth(
            session,
            small.ask(number, people["mette"], now),
            None,
            {"claim": "Alle flytter", "fact": "Ni af ti bliver.", "source": "BL"},
        )
        drugs = {"claim": "Alle tager stoffer", "crime_set_id": found.id, "offence": DRUGS}
        save_myth(session, small.ask(number, people["mette"], now), None, drugs)
        spell = {"first": "2023K3", "offence": "3210", "text": "Hashhandel på torvet"}
        save_effort(session, small.ask(number, people["mette"], now), None, spell)
        session.commit()
    return number


def approve(browse):
    mette, karin = browse("mette"), browse("karin")
    mette.send(f"{BIRKEN}/rapport/1/send", {"object_by": ""})
    assert karin.send(f"{BIRKEN}/godkendelser/1/", {"said": "godkendt", "remark": ""}).status_code == 303
    return mette


def test_myths_stand_beside_figures_three_ways(browse, mapped):
    mette = browse("mette")
    sheet = f"{BIRKEN}/papir/myter-og-tal/1"
    assert f"{sheet}.pdf" in mette.get(f"{BIRKEN}/myter/").text
    for said in (words(mette.get(f"{sheet}.html").text), pdf_words(mette.get(f"{sheet}.pdf")),
                 docx_words(mette.get(f"{sheet}.docx"))):  # fmt: skip
        assert "»Her er indbrud hele tiden«" in said
        assert "Indbrud: et skjult antal anmeldt i 2024, et skjult antal i 2023. Få." in said
        assert "Kilde: Politiet, 5. januar 2026." in said
        assert "Ni af ti bliver." in said
        assert "Kilde: BL." in said
        assert "Ikke alt bliver anmeldt" in said
        assert f"{DRUGS}: 17 anmeldt i 2024, 53 i 2023. Disse tal følger, hvor meget" in " ".join(said.split())
        assert "indsats i 3. kvartal 2023: Hashhandel på torvet" in " ".join(said.split())
        assert said.count("Disse tal følger") == 1


def test_the_short_paper_has_no_small_numbers(browse, mapped):
    mette = approve(browse)

    said = words(mette.get(f"{SHORT}.html").text)
    assert "Tallene gælder Birken." in said
    assert "Hærværk: 12 anmeldt i 2024, 9 i 2023." in said
    assert "Indbrud: et skjult antal anmeldt i 2024, et skjult antal i 2023." in said
    assert "Vold: 0 anmeldt i 2024, et skjult antal i 2023." in said
    assert "Mørk sti – Ny lygte" in said
    assert "blok 7" not in said
    assert "Hærværk: 12" in pdf_words(mette.get(f"{SHORT}.pdf"))
    assert "kort-om-rapporten/1.pdf" in mette.get(f"{BIRKEN}/rapport/1/").text


def test_the_short_paper_keeps_to_what_was_approved(browse, mapped, database, people, now):
    mette = approve(browse)
    with database.write() as session:
        save_figures(session, small.ask(mapped, people["mette"], now), 1, {"title": "Nyt", "counts": "Vold; 2025; 99"})
        session.commit()

    assert "Hærværk: 12" in words(mette.get(f"{SHORT}.html").text)


def test_a_report_that_is_not_approved_has_no_short_paper(browse, mapped):
    mette = browse("mette")

    assert mette.get(f"{SHORT}.html").status_code == 404
    assert "kort-om-rapporten" not in mette.get(f"{BIRKEN}/rapport/1/").text


def test_news_to_the_residents_begin_with_figures_they_may_see(browse, mapped):
    said = words(browse("mette").get(f"{BIRKEN}/skabelon/beboernyt.html").text)

    assert "Indbrud: et skjult antal anmeldt i 2024" in said
    assert "Hærværk: 12 anmeldt i 2024, 9 i 2023." in said
    assert "Kilde: Politiet, 5. januar 2026." in said
    assert "To eller tre enkle tal" not in said


def test_the_short_paper_shows_the_survey_that_the_report_tells_of(look):
    page = look("koordinator").get("/netvaerk/gadehavegaard/papir/kort-om-rapporten/2.html").text

    assert "Tryghed i Gadehavegård, første gang" in page
    assert "Beboermåling" not in page
    assert "Tallene gælder Gadehavegård." in page
    assert "Overtrædelsens art i alt" not in page


def test_the_short_paper_has_its_chart_in_the_language_it_is_in(look):
    page = look("koordinator").get("/netvaerk/gadehavegaard/papir/kort-om-rapporten/2.html?sprog=en").text

    assert "Poor lighting" in page
    assert "Dårlig belysning" not in page


@pytest.fixture
def asked_and_reckoned(browse, mapped, database, monkeypatch):
    """Return how often making the facts sheet asks the database, and reckons what to hide."""
    mette, seen = browse("mette"), []
    listen(database.reading, "before_cursor_execute", lambda *said: seen.append("asked"))
    monkeypatch.setattr(veils, "hide", lambda *said, **told: seen.append("reckoned") or hide(*said, **told))

    def made():
        seen.clear()
        assert mette.get(f"{BIRKEN}/papir/myter-og-tal/1.html").status_code == 200
        return seen.count("asked"), seen.count("reckoned")

    return made


def test_a_facts_sheet_of_many_myths_and_reports_costs_no_more_questions(
    database, mapped, people, now, asked_and_reckoned
):
    def by(who):
        return small.ask(mapped, people[who], now)

    def tell(session, found, myths):
        for nr in range(myths):
            told = {"claim": f"Vold {nr}", "crime_set_id": found.id, "offence": "Straffelov i alt"}
            save_myth(session, by("mette"), None, told)

    def approve_one(session, nr):
        send_report(session, by("mette"), nr, object_by=None, wording=lambda *_: ("", ""),
                    annex=kept_annex(session, mapped))  # fmt: skip
        answer(session, by("karin"), nr, "godkendt")
        new_version(session, by("mette"), nr)

    with database.write() as session:
        counts = "Straffelov i alt; 2024; 20\nVoldsforbrydelser i alt; 2024; 17\nVåbenloven; 2024; 9"
        told = {"title": "Politi", "source": "Politiet", "extracted_on": now.date(), "counts": counts}
        found = save_figures(session, by("mette"), None, told)
        tell(session, found, 1)
        approve_one(session, 1)
        session.commit()
    asked, reckoned = asked_and_reckoned()
    assert reckoned

    with database.write() as session:
        tell(session, found, 9)
        session.commit()
    assert asked_and_reckoned() == (asked, reckoned)

    with database.write() as session:
        for nr in (2, 3, 4):
            approve_one(session, nr)
        session.commit()
    assert asked_and_reckoned()[0] == asked


def test_an_earlier_papers_quarters_do_not_give_back_the_newest_one(browse, mapped, database, people, now):
    """A report told 9, 8 and 11 of three quarters; the year with the fourth, which has 3, would give it back."""
    quarters = [f"{year}K{part}" for year in (2023, 2024, 2025) for part in range(1, 5)]
    counts = dict(zip(quarters, [9, 8, 11, 12] * 2 + [9, 8, 11, 3], strict=True))

    def drawn(session, told):
        lines = "\n".join(f"Hærværk; {at}; {counts[at]}" for at in told)
        told = {"title": "Kvartaler", "source": "Politiet", "extracted_on": now.date(), "counts": lines}
        return save_figures(session, small.ask(mapped, people["mette"], now), None, told)

    with database.write() as session:
        drawn(session, quarters[:-1])
        send_report(session, small.ask(mapped, people["mette"], now), 1, object_by=None, wording=lambda *_: ("", ""),
                    annex=kept_annex(session, mapped))  # fmt: skip
        newer = drawn(session, quarters)
        told = {"claim": "Alt smadres", "crime_set_id": newer.id, "offence": "Hærværk"}
        save_myth(session, small.ask(mapped, people["mette"], now), None, told)
        new_version(session, small.ask(mapped, people["mette"], now), 1)
        session.commit()
    with database.write() as session:
        answer(session, small.ask(mapped, people["karin"], now), 1, "godkendt")
        session.commit()
    sheet = words(browse("mette").get(f"{BIRKEN}/papir/myter-og-tal/1.html").text)
    draft = words(browse("mette").get(f"{BIRKEN}/rapport/2/udkast").text)
    chart = words(browse("mette").get(f"{BIRKEN}/papir/rapport/2.html").text)

    for said in (sheet, draft):
        assert "et skjult antal anmeldt i 1. kvartal 2025 – 4. kvartal 2025, 40 i 1. kvartal 2024" in " ".join(
            said.split()
        )
    assert not [said for said in (sheet, draft, chart) if " 31" in said]


def test_an_older_version_says_which_one_it_was_replaced_by(browse, mapped, database, people, now):
    def send(nr):
        with database.write() as session:
            send_report(session, small.ask(mapped, people["mette"], now), nr, object_by=None,
                        wording=lambda *_: ("", ""))  # fmt: skip
            session.commit()

    def told(nr):
        pages = f"{BIRKEN}/rapport/{nr}/", f"{BIRKEN}/papir/rapport/{nr}.html"
        return ["Afløst af version 2" in words(browse("mette").get(path).text) for path in pages]

    send(1)
    with database.write() as session:
        new_version(session, small.ask(mapped, people["mette"], now), 1)
        session.commit()
    assert told(1) == [False, False]

    send(2)

    assert told(1) == [True, True]
    assert told(2) == [False, False]

"""Results that others have made, on their page: typed in, shown with what they can be compared with, taken out."""

import pytest

from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study

STUDY = "/netvaerk/birken/undersoegelser/1/"
PAGE = f"{STUDY}resultater/"
PEOPLE = {"counted": "personer", "population": "2241", "age_from": "18", "area_told": "Hele boligområdet"}
LIGHT = {
    "text": "Dårlig belysning", "kind": "forhold", "base": "240", "end": "sidste", "why": "",
    "lines": "Meget tryg; 25 %\nTryg; 30 %\nHverken tryg eller utryg; 12 %\nUtryg\nMeget utryg\n"
    "Utryg + Meget utryg; 33 %",
}  # fmt: skip


@pytest.fixture
def mette(begin, browse, now):
    made = {"done_by": "Et bureau", "fieldwork_from": now.date(), "fieldwork_until": now.date(), "asked": 500,
            "answered": 240}  # fmt: skip
    begin("Birken", (Study, {"kind": QUANTITATIVE, "state": "gennemfoert", "title": "Naboskab", **made}))
    return browse("mette")


@pytest.fixture
def typed(mette):
    mette.send(PAGE, PEOPLE)
    mette.send(f"{PAGE}nyt", LIGHT)
    return mette


def read(browser, path=PAGE):
    return browser.get(path).get_data(as_text=True)


def test_the_page_of_a_study_leads_to_both_ways(mette):
    text = read(mette, STUDY)

    assert 'href="/netvaerk/birken/undersoegelser/1/resultater/"' in text
    assert 'href="/netvaerk/birken/undersoegelser/1/svarfil"' in text


def test_results_are_shown_with_what_they_can_be_compared_with(typed):
    text = read(typed)

    assert "Et bureau" in text
    assert "48,0 % af 500" in text
    assert "240 har svaret på spørgsmålet. Utrygge: 33,0 %. Usikkerhed: 27,7–38,8 %." in text
    assert "spørgsmålet er det samme som i spørgsmålsbanken" in text
    assert "Vedhæft rapporten" in text
    assert "efter en rapport" in read(typed, STUDY)


def test_readers_see_no_cell_of_few_and_the_form_keeps_it(typed):
    typed.send(f"{PAGE}1/ret", {**LIGHT, "lines": "Meget tryg; 60 %\nTryg; 20 %\nHverken tryg eller utryg; 18 %\n"
                                "Utryg; 1 %\nMeget utryg; 1 %"})  # fmt: skip
    text = read(typed)

    assert "skjult" in text
    assert "&lt;5" not in text
    assert "1,0 %" not in text
    assert "2,0 %" not in text
    assert "»Skjult« er tal, der kunne afsløre" in text
    assert "Utryg; 1 %" in read(typed, f"{PAGE}1/ret")


def test_a_question_of_the_banks_is_told_in_the_language_of_the_page(typed):
    text = read(typed, f"{PAGE}?lang=en")

    assert "Poor lighting" in text
    assert "Unsafe + Very unsafe" in text
    assert "Meget utryg" not in text


def test_who_was_asked_must_be_said_before_anything_is_compared(typed):
    typed.send(PAGE, {**PEOPLE, "age_from": ""})
    text = read(typed)

    assert "kan først sammenlignes, når det står, hvem der er spurgt" in text
    assert "Der står ikke, fra hvilken alder der er spurgt." in text


def test_a_question_is_written_anew_and_removed(typed):
    edit = f"{PAGE}1/ret"
    assert "Utryg + Meget utryg; 33 %" in read(typed, edit)

    typed.send(edit, {**LIGHT, "text": "Er der mørkt på stierne?"})
    assert "Vises for sig" in read(typed)

    typed.send(f"{PAGE}1/fjern", {}, shown_on=PAGE)
    assert "Der er ingen resultater endnu." in read(typed)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"base": "241"}, "Der har kun svaret 240"), ({"lines": "Tryg; mange"}, "Linje 1: »mange« er hverken"),
     ({"lines": "Ja; 80 %\nNej; 80 %"}, "Procenterne giver 160 %"), ({"end": ""}, "Udfyld feltet")],
)  # fmt: skip
def test_what_does_not_add_up_is_said_at_its_field(typed, wrong, said):
    page = typed.send(f"{PAGE}nyt", {**LIGHT, **wrong})

    assert page.status_code == 422
    assert said in page.get_data(as_text=True)
    assert "Dårlig belysning" in page.get_data(as_text=True)


def test_somebody_else_came_first(typed):
    old = typed.form(f"{PAGE}nyt")
    typed.send(f"{PAGE}nyt", {**LIGHT, "text": "Noget andet"})

    page = typed.client.post(f"{PAGE}nyt", data={**old, **LIGHT, "text": "Noget tredje"})

    assert page.status_code == 409
    assert "Noget tredje" in page.get_data(as_text=True)


def test_all_of_it_is_taken_out_again(typed):
    typed.send(f"{STUDY}svarfil/fjern", {"reason": "Et andet område"})

    assert "Skriv først, hvem undersøgelsen handlede om" in read(typed)


def test_a_study_with_results_stays_made(typed):
    form = {
        "kind": QUANTITATIVE,
        "state": "udeladt",
        "title": "Naboskab",
        "left_out_reason": "Nej",
        "done_by": "Et bureau",
    }
    page = typed.send(f"{STUDY}ret", form)

    assert page.status_code == 422
    assert "Tag svarene ud igen, hvis det skal være anderledes." in page.get_data(as_text=True)


@pytest.mark.parametrize("page", ["opsaetning", "aabn", "indsamling", "hvor-mange"])
def test_what_is_for_surveys_made_here_does_not_break_on_others(typed, page):
    assert typed.get(f"{STUDY}{page}").status_code in (200, 303, 404, 409)

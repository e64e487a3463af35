"""What a visitor is told where there is nothing to show: in the language that was asked for."""

import pytest

from tests.webui.test_notices import code_of, released

ASKED = [
    ("/tr", "", 'lang="tr" dir="ltr"', ["Metin bu dilde mevcut değil"], "Teksten findes ikke"),
    ("/en", "", 'lang="en" dir="ltr"', ["not available in this language"], "Teksten findes ikke"),
    (
        "/so",
        "ar",
        'lang="da" dir="ltr"',
        ["Teksten findes ikke på dette sprog", "not available"],
        "غير",
    ),
]


@pytest.mark.parametrize(("way", "browser", "begins", "says", "unsaid"), ASKED)
def test_a_missing_language_is_told_in_itself_and_leads_to_the_others(
    mette, app, database, way, browser, begins, says, unsaid
):
    released(mette, "da", 1)

    answer = app.test_client().get(f"/information/{code_of(database)}{way}", headers={"Accept-Language": browser})

    assert answer.status_code == 404
    assert f"<html {begins}>" in answer.text
    assert all(one in answer.text for one in says)
    assert unsaid not in answer.text
    assert f'href="/information/{code_of(database)}/da" lang="da"' in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_what_was_taken_down_says_so_in_the_language_asked_for(app):
    client = app.test_client()
    arabic, danish = client.get("/information/gaet/ar"), client.get("/information/gaet")

    assert '<html lang="ar" dir="rtl">' in arabic.text
    assert "لا يوجد نص هنا" in arabic.text
    assert "Her er ikke" not in arabic.text
    assert "Der er ingen tekst her" in danish.text
    assert '<section class="prose paper" lang="en" dir="ltr">' in danish.text


@pytest.mark.parametrize(
    ("asked", "browser", "begins", "says"),
    [("", "ar", 'lang="ar" dir="rtl"', "الرابط لا يعمل"), ("", "tr-TR", 'lang="tr" dir="ltr"', "Bağlantı çalışmıyor"),
     ("?sprog=en", "da", 'lang="en" dir="ltr"', "The link does not work"),
     ("", "so", 'lang="da" dir="ltr"', '<p lang="en" dir="ltr">The web address may be wrong')],
)  # fmt: skip
def test_a_wrong_link_is_told_in_the_language_asked_for(app, asked, browser, begins, says):
    answer = app.test_client().get(f"/indtast/FORKERT{asked}", headers={"Accept-Language": browser})

    assert answer.status_code == 404
    assert f"<html {begins}>" in answer.text
    assert says in answer.text
    assert ("Linket virker ikke" in answer.text) == (browser == "so")

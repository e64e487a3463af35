"""The residents' texts in other languages: which each lacks itself, and none that is still the Danish one."""

import re

import pytest

from tests.webui.test_notices import BASE, LIMITS, TEXTS, code_of, released, text_of


def test_a_language_without_a_template_begins_empty(mette):
    page = mette.get(f"{TEXTS}/ny?besked=1&slags=web&sprog=so").text

    assert "Hvad betyder det for dig?" not in page
    assert '<textarea class="form-input" id="body"' not in page or "Birken</textarea>" not in page
    assert "Skriv teksten på somali ud fra den danske." in page


READ = {"limits_reader": "Ifrah Warsame, tolk", "limits_read_on": "2026-03-01"}


@pytest.mark.parametrize(("typed", "said"), [
    ({"title": "Kom til møde"}, "Overskriften er den samme som på dansk"),
    ({"body": "Kom og hør."}, "Teksten er ikke oversat til Soomaali"),
    ({"body": "Hey\nDu kan spørge, være uenig og komme med forslag."}, "Teksten er ikke oversat til Soomaali"),
    ({"limits": "Hvad netværket ikke er\nEt\nTo\nTre\nFire"}, "er ikke oversat: Skriv en overskrift"),
    ({"limits": "Waxa\n" + "Maaha booliska\n" * 4}, "er ikke oversat: Skriv en overskrift"),
    ({"limits": f"{LIMITS}\nShan"}, "er ikke oversat: Skriv en overskrift"),
])  # fmt: skip
def test_no_text_is_released_as_another_language_while_it_is_danish(mette, typed, said):
    released(mette, "da", 1)
    assert mette.send(f"{TEXTS}/ny", text_of("so", limits=LIMITS, **READ) | typed).status_code == 303

    answer = mette.send(f"{TEXTS}/2/frigiv", {}, shown_on=f"{TEXTS}/2/")

    assert (answer.status_code, said in answer.text) == (422, True)


def test_languages_are_counted_for_each_kind_of_text(mette):
    released(mette, "da", 1)
    released(mette, "ar", 2)
    mette.send(f"{TEXTS}/ny", text_of("da", kind="artikel"))

    assert "Teksten findes kun på dansk." in mette.get(f"{TEXTS}/3/").text
    answer = mette.send(f"{TEXTS}/3/frigiv", {}, shown_on=f"{TEXTS}/3/", follow_redirects=True)

    assert "Mangler på: Engelsk, Arabisk, Somali." in answer.text
    for path in ("tekster/", "tekster/1/"):
        page = mette.get(f"{BASE}/{path}").text
        assert "Opslag mangler på: Engelsk, Somali" in page, path
        assert "Artikel til lokalavisen mangler på: Engelsk, Arabisk, Somali" in page, path
    article, poster = (mette.get(f"{BASE}/papir/beboertekst/{nr}.html").text for nr in (3, 1))
    assert "Findes også på" not in article
    assert "Findes endnu ikke på:</strong> English · العربية · Soomaali" in article
    assert "Findes også på:</strong> العربية" in poster
    released(mette, "en", 4, kind="web")
    page = mette.get(f"{TEXTS}/1/").text
    assert "Mangler på: Engelsk, Somali" in page
    assert "Koden eller adressen fører til en anden tekst på: Engelsk." in page


def test_the_page_that_the_code_leads_to_does_not_ask_to_scan_it(mette, app, database):
    released(mette, "da", 1)

    assert "Scan koden" in mette.get(f"{BASE}/papir/beboertekst/1.html").text
    assert "Scan koden" not in app.test_client().get(f"/information/{code_of(database)}").text


@pytest.mark.parametrize("kind", ["opslag", "artikel", "web"])
def test_what_is_told_later_does_not_begin_the_network_again(mette, kind):
    mette.send(f"{BASE}/tekster/ny", {"subject": "Svar på beboernes forslag"})

    page = mette.get(f"{TEXTS}/ny?besked=2&slags={kind}&sprog=da").text

    assert "I spurgte, og vi svarer" in page
    assert "begynder et" not in page
    assert ("Sådan går det" in page) is (kind != "opslag")


def test_a_language_without_words_of_ours_has_ours_in_danish_and_english(mette):
    released(mette, "da", 1)
    released(mette, "so", 2, limits=LIMITS, **READ)

    page = mette.get(f"{BASE}/papir/beboertekst/2.html").text

    assert "Findes også på / Also in:</strong> Dansk" in page
    assert "Findes endnu ikke på / Not yet in:</strong> English · العربية" in page
    assert re.search(r"Udgave 1, (\d{4}-\d\d-\d\d) / Edition 1, \1", page)

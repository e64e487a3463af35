"""What needs a reason: never done from an old page, whoever came first is named, and what was typed is kept."""

from datetime import timedelta

import pytest

from engine.queries import get_event, get_process
from tests.webui import small
from tests.webui.conftest import Browser

NET = "/netvaerk/birken"
ASIDE, SKIP, PAUSE = f"{NET}/krav/rapport_godkendt/fravig", f"{NET}/opgave/kvantitativ/spring", f"{NET}/bero"
TYPED = {
    PAUSE: {"reason": "Sommerferie"},
    SKIP: {"reason": "Bureauet spørger til efteråret"},
    ASIDE: {"reason": "Ny sagsbehandler", "allowed": "chair", "until": "2026-05-01"},
}
# What is done, what must have been done before, and what the history says of it.
FORMS = {
    PAUSE: ((), "satte netværket i bero"),
    f"{NET}/genoptag": ((PAUSE,), "genoptog netværket"),
    f"{NET}/afslut": ((), "afsluttede netværket"),
    f"{NET}/trin/1/genaabn": ((), "genåbnede trinnet »Igangsættelse af samarbejde«"),
    SKIP: ((), "sprang opgaven »Gennemførelse af kvantitativ tryghedsundersøgelse« over"),
    f"{NET}/opgave/kvantitativ/fortryd": ((SKIP,), "tog markeringen af opgaven"),
    ASIDE: ((), "fraveg kravet"),
    f"{NET}/krav/rapport_godkendt/ophaev": (
        (ASIDE,),
        "lod kravet »Styregruppen har godkendt en version af rapporten« gælde igen",
    ),
}


@pytest.fixture
def network(database, people, now):
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="kortlaegning")
        small.seat(session, number, people["karin"], now, chair=True)
        session.commit()
    return number


def typed_in(page):
    if page.endswith("ophaev"):
        return {}
    return TYPED.get(page, {"reason": "Begrundelse"}) | ({"sure": "y"} if page.endswith("afslut") else {})


def shown_on(page):
    return f"{NET}/trin/2/" if page.endswith("ophaev") else page


def ready(browse, page):
    """Return the browsers of two people, when what must come before *page* has been done."""
    mette, karin = browse("mette"), browse("karin")
    for before in FORMS[page][0]:
        assert mette.send(before, TYPED[before]).status_code == 303
    return mette, karin


@pytest.mark.parametrize("page", FORMS)
def test_nothing_is_done_from_a_page_that_somebody_has_overtaken(browse, network, database, clock, page):
    mette, karin = ready(browse, page)
    old = karin.form(shown_on(page), page)
    clock.at += timedelta(minutes=12)
    assert mette.send(page, typed_in(page), shown_on=shown_on(page)).status_code == 303
    seq = seq_of(database, network)

    answer = karin.client.post(page, data=old | typed_in(page) | ({"reason": "Karins grund"} if typed_in(page) else {}))

    assert answer.status_code == 409
    said = answer.text.replace("&#34;", '"')
    assert f"Mette Holm {FORMS[page][1]}" in said
    assert "2. marts 2026 kl. 13.12." in said
    assert not typed_in(page) or "Karins grund</textarea>" in said
    assert seq_of(database, network) == seq


def test_what_was_set_aside_meanwhile_is_set_aside_anew_by_whoever_has_seen_it(browse, network, database):
    mette, karin = ready(browse, ASIDE)
    old = karin.form(ASIDE)
    mette.send(ASIDE, TYPED[ASIDE])
    mette.send(f"{NET}/behov/ny", {"other": "y", "found_by": "politi", "found_on": "2026-03-01", "grounds": "Tal"})
    typed = TYPED[ASIDE] | {"reason": "Karins grund", "until": "2026-04-01"}

    answer = karin.client.post(ASIDE, data=old | typed)

    assert (answer.status_code, aside(database, network)) == (409, "2026-05-01")
    assert answer.text.index("skrev et behov ind") < answer.text.index("fraveg kravet")
    shown = Browser(Answered(answer))
    assert karin.client.post(ASIDE, data=shown.form(ASIDE) | typed).status_code == 303
    assert aside(database, network) == "2026-04-01"


@pytest.mark.parametrize("page", [page for page in FORMS if typed_in(page)])
def test_what_needs_a_reason_says_when_it_happened_and_when_it_was_entered(browse, network, database, page):
    _mette, karin = ready(browse, page)
    seq = seq_of(database, network)
    ahead = karin.send(page, typed_in(page) | {"on": "2026-03-03"})
    assert (ahead.status_code, seq_of(database, network)) == (422, seq)
    assert '<a href="#on">Datoen i »Hvornår skete det?« ligger ude i fremtiden.' in ahead.text

    assert karin.send(page, typed_in(page) | {"on": "2026-02-20"}).status_code == 303

    with database.read() as session:
        body = get_event(session.connection(), network, seq + 1).body
    assert (body["on"], body["at"][:10]) == ("2026-02-20", "2026-03-02")


class Answered:
    """A page that was answered, to read its form as a browser does."""

    def __init__(self, answer):
        self.answer = answer

    def get(self, _path):
        return self.answer


def seq_of(database, network):
    with database.read() as session:
        return get_process(session.connection(), network).seq


def aside(database, network):
    with database.read() as session:
        return get_process(session.connection(), network).aside.split('"')[3]

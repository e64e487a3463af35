"""Refusals say where they are mended: at the field, or by a link to the record or page, and none leads to nowhere."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from engine import actions, records
from engine.errors import EngineError, Refused
from engine.machine import right_to_act
from tests.test_house import product
from tests.webui import small
from webui.nouns.catalogue import NOUNS
from webui.nouns.ways import OF_NETWORK
from webui.page.addresses import PAGES
from webui.visit.policy import POLICY, READER
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.facts import Actor, Facts
from workflows.tryghedsnetvaerk.meetings.models import Meeting

BIRK = "/netvaerk/birk"
REFUSALS = {"BadInput", "NotAllowed"}
# Rooms without a network: the shell, imports, logging in, files (said at their field), and what no person meets.
ELSEWHERE = ("webui/cli", "webui/commands/survey_commands", "webui/commands/survey_imports",
             "webui/commands/caretaker", "webui/commands/imports", "webui/commands/moving", "webui/commands/shell",
             "webui/person/account", "webui/visit/forms",
             "engine/people", "engine/copies", "engine/versions", "engine/db", "engine/cpr", "engine/outbox",
             "workflows/tryghedsnetvaerk/network/files", "workflows/tryghedsnetvaerk/network/pictures",
             "workflows/tryghedsnetvaerk/documents")  # fmt: skip
# What is refused for good, is done already, or is sent by no form of ours: there is nothing to mend.
NOWHERE = {
    "Netværket er afsluttet. Der kan ikke ændres mere.", "Trinnet findes ikke.", "Opgaven findes ikke.",
    "Kravet findes ikke.", "Opgaven er løbende og bliver aldrig færdig.", "Opgaven er allerede markeret som udført.",
    "Den beslutning, der er registreret, er en anden.",
    "Kravet er ikke fraveget.",
    "Det kan ikke fortrydes.",
    "Mailen er allerede sendt, så det kan ikke fortrydes.", "Trinnet lukkes ikke; det går videre af sig selv.",
    "Vælg, hvordan I går videre.", "Dette kan ikke længere ændres.",
    "Dette kan ikke fjernes.", "Gruppen står ikke på metodens liste.", "Vælg ja, nej eller ved ikke.",
    "Nyhedsmailen er sendt og kan ikke ændres.", "Nyhedsmailen er allerede sendt.",
    "Denne version er allerede indgået.",
    "Materialet er frigivet, og intet er ændret siden.", "Der ventes ikke på nogen.",
    "Beslutningen er trukket tilbage.",
    "Et dokument er godkendt ved denne beslutning. Derfor kan den ikke trækkes tilbage.",
    "Der er allerede svaret, eller der er ikke længere brug for et svar.",
    "Teksten er frigivet, og intet er ændret siden.", "Undersøgelsen besvares uden koder.", "Undersøgelsen er lukket.",
    "Spørgsmålet er fra en spørgsmålsbank og stilles ens hver gang.",
}  # fmt: skip


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Give every refusal that is raised, with the module that does."""
    for module, tree in product():
        for node in ast.walk(tree):
            call = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REFUSALS:
                yield module, call


def page_of(call: ast.Call) -> str | None:
    """Return the page that a refusal names, as far as it is written out."""
    given = next((word.value for word in call.keywords if word.arg == "page"), None)
    if isinstance(given, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "0" for part in given.values)
        return "".join(map(str, parts))
    return given.value if isinstance(given, ast.Constant) else None


def text_of(call: ast.Call) -> str:
    """Return the sentence of a refusal that is written where it is raised."""
    first = call.args[0] if call.args else None
    inner = first.args[0] if isinstance(first, ast.Call) and first.args else None
    return str(inner.value) if isinstance(inner, ast.Constant) else ""


def test_every_page_that_a_refusal_names_is_there():
    verbs = {noun.key: {"ret", *(verb.key for verb in noun.verbs)} for noun in NOUNS.values()}
    for page in filter(None, (page_of(call) for _module, call in raised())):
        key, _sep, rest = page.partition(":")
        doing = rest.partition(":")[2]
        known = {*PAGES, "genoptag"} if not rest else {*OF_NETWORK, *NOUNS, "person"}
        assert key.startswith("#") or key in known, page
        assert not doing or doing in verbs[key], page


def test_who_refuses_says_where_it_is_mended_or_there_is_nothing_to_mend():
    silent = {text_of(call) for module, call in raised() if page_of(call) is None and not module.startswith(ELSEWHERE)}

    assert {text for text in silent if text} - NOWHERE == set()
    assert NOWHERE - silent == set()


@pytest.fixture
def birk(database, people, now):
    """A network in step 6 with a chair and a meeting that was called to a day that has passed."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birk", now, at="aftale")
        small.seat(session, number, people["karin"], now, chair=True)
        asked = small.ask(number, people["mette"], now)
        records.add(session, asked, Agreement, {"in_force_on": now.date()})
        past = now - timedelta(days=3)
        held = {"kind": "netvaerk", "starts_at": past, "minutes": 60, "state": "holdt", "held_on": past.date()}
        records.add(session, small.ask(number, people["mette"], now), Meeting, held)
        session.commit()
    return number


def links(text):
    return re.findall(r'<a[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', text.partition("<main")[2])


def test_a_page_that_refuses_leads_to_where_it_is_mended(browse, birk, database, people, now):
    mette = browse("mette")
    form = mette.form(f"{BIRK}/trin/6/", f"{BIRK}/trin/6/luk")
    with database.write() as session:
        actions.pause(session.connection(), small.ask(birk, people["mette"], now), "Sommer")
        session.commit()

    answer = mette.client.post(f"{BIRK}/opgave/aftalemoede/udfoert", data=form | {"seen": ""})

    assert answer.status_code == 409
    assert (f"{BIRK}/genoptag", "Genoptag netværket") in links(answer.text)


def test_a_step_that_is_closed_is_reopened_first(browse, birk):
    mette = browse("mette")
    form = mette.form(f"{BIRK}/trin/6/", f"{BIRK}/trin/6/luk") | {"seen": ""}

    assert (f"{BIRK}/trin/3/genaabn", "Genåbn trin 3") in links(mette.client.post(f"{BIRK}/trin/3/luk", data=form).text)
    assert (f"{BIRK}/trin/6/", "Gå til trin 6") in links(mette.client.post(f"{BIRK}/trin/7/luk", data=form).text)


def test_a_second_agreement_leads_to_the_first(browse, birk, database):
    mette = browse("mette")
    form = {name: value for name, value in mette.form(f"{BIRK}/aftale/1/ret").items() if name != "version"}

    answer = mette.client.post(f"{BIRK}/aftale/ny", data=form)

    assert answer.status_code == 409
    assert (f"{BIRK}/aftale/1/", "Åbn aftale 1") in links(answer.text)


def test_minutes_that_are_not_written_lead_to_where_they_are(browse, birk):
    mette = browse("mette")

    answer = mette.send(f"{BIRK}/moeder/1/send-referat", {"object_by": ""})

    assert answer.status_code == 422
    assert (f"{BIRK}/moeder/1/holdt", "Skriv referat") in links(answer.text)


def test_a_second_chair_leads_to_the_first(browse, birk, people, now):
    mette = browse("mette")
    typed = {"kind": "anden", "person_id": people["mette"], "organisation_id": 1, "since": now.date().isoformat(),
             "chair": "y"}  # fmt: skip

    answer = mette.send(f"{BIRK}/styregruppe/ny", typed)

    assert answer.status_code == 422
    assert (f"{BIRK}/styregruppe/1/ret", "Ret plads 1") in links(answer.text)


def test_a_line_of_figures_that_cannot_be_read_is_said_at_the_figures(browse, birk):
    answer = browse("mette").send(f"{BIRK}/kriminalitetstal/ny", {"title": "Tal", "counts": "Hærværk 2025"})

    assert answer.status_code == 422
    assert '<a href="#counts">Linje 1 skal være' in answer.text


def test_a_reason_on_a_page_of_its_own_has_its_link_too(app, browse, birk, monkeypatch):
    def refuse(slug):
        raise Refused(right_to_act(small.METHOD.definition, Facts(actor=Actor.NOBODY)))

    monkeypatch.setitem(POLICY, "refuse", READER)
    app.add_url_rule("/netvaerk/<slug>/refuse", "refuse", refuse)

    answer = browse("mette").get(f"{BIRK}/refuse")

    assert answer.status_code == 422
    assert (f"{BIRK}/styregruppe/", "Gå til styregruppen") in links(answer.text)


def test_a_refusal_knows_its_page():
    assert EngineError("x", page="styregruppe", nr=3).page == "styregruppe"
    assert EngineError("x", nr=3).values == {"nr": 3}

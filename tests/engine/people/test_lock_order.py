"""Whoever changes people locks the installation's process before anything else is read, and never a network's."""

from typing import Any

import pytest

from engine import installation
from engine.people import actions
from tests.webui.crawl import told

DEEDS = {
    "add_person": lambda of, **by: actions.add_person(of["session"], name="Bo", **by),
    "change_person": lambda of, **by: actions.change_person(
        of["session"], of["number"], version=1, title="Leder", **by
    ),
    "add_organisation": lambda of, **by: actions.add_organisation(of["session"], name="Nord", kind="andet", **by),
    "change_organisation": lambda of, **by: actions.change_organisation(
        of["session"], of["place"], version=1, phone="12345678", **by
    ),
    "set_password": lambda of, **by: actions.set_password(of["session"], of["number"], password_hash="-", **by),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_installation_is_locked_first(session: Any, any_database: Any, now: Any, deed: str):
    of = {
        "session": session,
        "number": actions.add_person(session, actor=None, now=now, name="Mette", mail="m@nordby.example").id,
        "place": actions.add_organisation(session, actor=None, now=now, name="Syd", kind="andet").id,
    }
    session.expunge_all()
    with told(any_database.writing) as statements:
        DEEDS[deed](of, actor=None, now=now)

    assert not [said for said in statements if "AS repeated" in said]  # how a network is locked
    assert statements[0] == str(installation.LOCK.compile(dialect=any_database.writing.dialect))


def test_every_deed_is_tried():
    writes = {name for name, one in vars(actions).items() if getattr(one, "__module__", "") == actions.__name__}

    # Rows of a network, which its own action has locked.
    assert {name for name in writes if not name.startswith("_")} - {"appoint", "dismiss"} == set(DEEDS)

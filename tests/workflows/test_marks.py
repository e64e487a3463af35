"""The mark of what was asked, which stands in an event for ever, is made of nothing that somebody typed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from engine import commands
from engine.errors import KeyReused
from tests.workflows import deeds as d
from tests.workflows.test_years import evaluated, in_practice
from tests.workflows.world import World, attached
from workflows.tryghedsnetvaerk.meetings.decisions import correct, withdraw
from workflows.tryghedsnetvaerk.meetings.models import STEERING, Decision
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.files import Accepted
from workflows.tryghedsnetvaerk.network.models import Attachment, Need

KEY = re.compile(r"[a-z0-9_:.-]*")  # keys of the method, numbers, references, dates and addresses


def words(asked: Any) -> Iterator[str]:
    if isinstance(asked, str):
        yield asked
    elif isinstance(asked, dict):
        yield from words([*asked, *asked.values()])
    elif isinstance(asked, list | tuple | set):
        for one in asked:
            yield from words(one)


@pytest.fixture
def told(monkeypatch) -> list[Any]:
    """Everything that a mark is made of."""
    seen, mark = list[Any](), commands.fingerprint
    monkeypatch.setattr(commands, "fingerprint", lambda asked: [seen.append(asked), mark(asked)][1])
    return seen


def decided(world: World) -> Decision:
    d.held(STEERING, (("andet", "Vi mødes igen"),), world=world)
    row: Decision = world.all(Decision)[-1]
    return row


def test_a_network_is_led_to_its_second_year_without_a_mark_of_what_was_typed(world: World, told):
    evaluated(in_practice(world), "fortsaet")
    attached(world, world.all(Need)[0])
    row = decided(world)
    world.write(correct, row.nr, about="andet", text="Vi mødes i maj", reason="Måneden manglede")
    world.write(withdraw, row.nr, "Det blev ikke besluttet")
    world.close("evaluering")

    assert len(told) > 50
    assert [word for asked in told for word in words(asked) if not KEY.fullmatch(word)] == []


def rewritten(world: World, text: str, key: str) -> Any:
    nr = world.all(Decision)[-1].nr
    return world.write(correct, nr, about="andet", text=text, reason="Tydeligere", given={"key": key})


def test_a_correction_sent_twice_is_made_once_and_another_text_is_refused(any_world: World):
    any_world.begin()
    row, before = decided(any_world), any_world.row.seq

    assert rewritten(any_world, "Vi mødes i maj", "once") is row
    assert rewritten(any_world, "Vi mødes i maj", "once") is row
    with pytest.raises(KeyReused):
        rewritten(any_world, "Vi mødes i juni", "once")

    assert any_world.row.seq == before + 1


def test_a_file_sent_twice_is_kept_once_and_another_file_is_refused(any_world: World):
    any_world.begin()
    need = any_world.add(Need, found_by="politi", found_on=any_world.today, grounds="Tal")
    for _ in range(2):
        attached(any_world, need, key="once")

    with pytest.raises(KeyReused):
        any_world.write(attach, need, Accepted("tal.txt", "text/plain", b"Noget andet"), given={"key": "once"})

    assert len(any_world.all(Attachment)) == 1

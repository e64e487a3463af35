"""What the demonstration says: no number that could be somebody's, no phone that rings, no mail that arrives."""

import re

import pytest
from sqlalchemy import Text, select

from engine.db import Database
from engine.models import Base
from workflows.migrations.tables import load

CPR = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
OFFICIAL = {"112", "114"}
MADE = {
    ("event", "body"),
    ("outbox", "message_id"),
    ("attachment", "code"),
    ("attachment", "sha256"),
}  # nobody wrote these


@pytest.fixture
def texts(demonstration: Database) -> list[tuple[str, str, str]]:
    """Every text that was written, with the table and column it stands in."""
    load()
    found = []
    with demonstration.read() as session:
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.c if isinstance(column.type, Text)]
            for column in (column for column in columns if (table.name, column.name) not in MADE):
                found += [(table.name, column.name, said) for said in session.scalars(select(column)) if said]
    return found


def test_no_text_looks_like_a_civil_registration_number(texts):
    assert not [one for one in texts if CPR.search(one[2])]


def test_no_phone_number_can_be_dialled(texts):
    phones = [said for _, column, said in texts if column.endswith("phone")]

    assert len(phones) > 30
    assert not [said for said in phones if said not in OFFICIAL and not re.fullmatch(r"0\d( \d\d){3}", said)]


def test_every_mail_address_belongs_to_nobody(texts):
    mails = {mail for _, _, said in texts for mail in MAIL.findall(said)}

    assert len(mails) > 30
    assert {mail for mail in mails if not mail.endswith(".example")} == {
        "koordinator@demo.dk", "styregruppe@demo.dk", "revisor@demo.dk", "admin@demo.dk", "undersoegelse@demo.dk",
    }  # fmt: skip

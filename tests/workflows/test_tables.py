"""What the tables must never hold, and what every one of them must."""

import re

import pytest

from engine.models import Base
from workflows.migrations.tables import load

# Word in a table's or column's name: why it must never be there (Databeskyttelsesloven § 8, GDPR articles 5, 9, 10).
FORBIDDEN = {
    "observation": "nobody is observed; the network is no patrol",
    "iagttagelse": "nobody is observed; the network is no patrol",
    "suspect": "suspicion is the police's alone",
    "mistaenkt": "suspicion is the police's alone",
    "offender": "criminal offences of persons are not ours to keep",
    "gerningsmand": "criminal offences of persons are not ours to keep",
    "victim": "criminal offences of persons are not ours to keep",
    "forurettet": "criminal offences of persons are not ours to keep",
    "incident": "crime is counts by offence and period, never a case",
    "haendelse": "crime is counts by offence and period, never a case",
    "journalnr": "crime is counts by offence and period, never a case",
    "cpr": "the civil registration number is refused everywhere",
    "ssn": "the civil registration number is refused everywhere",
    "religion": "special category",
    "ethnicity": "special category",
    "nationality": "special category",
    "diagnosis": "special category",
    "health": "special category",
    "plate": "number plates point at persons",
}
RESIDENT = re.compile(r"(residents?|beboere?)(_(id|name|navn|mail|phone|telefon|address|adresse))?")
NOT_BY_NETWORK: dict[str, str] = {}


@pytest.fixture(scope="module")
def tables():
    return load().tables


def test_no_table_or_column_can_hold_what_must_not_be_known(tables):
    names = [*tables, *(f"{table.name}.{column.name}" for table in tables.values() for column in table.columns)]
    words = {name: {word.removesuffix("s") for word in re.split(r"[._]", name)} for name in names}
    assert not {name: FORBIDDEN[word] for name in names for word in words[name] & FORBIDDEN.keys()}


def test_no_table_or_column_is_about_a_resident(tables):
    names = [*tables, *(column.name for table in tables.values() for column in table.columns)]
    assert not [name for name in names if RESIDENT.fullmatch(name)]


def test_every_record_of_the_method_belongs_to_a_network(tables):
    ours = {
        str(mapper.local_table): mapper.local_table
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("workflows.")
    }
    assert ours
    assert {name for name, table in ours.items() if "network_id" not in table.columns} == set(NOT_BY_NETWORK)

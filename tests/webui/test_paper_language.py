"""Papers are in the language of their network, whoever reads them."""

import pytest

from tests.webui.conftest import Browser

BASE = "/netvaerk/gadehavegaard/papir"


@pytest.fixture
def reader(look) -> Browser:
    return look("revisor")


def test_a_paper_is_in_danish_for_every_reader_unless_it_is_asked_for_in_english(reader):
    page = reader.get(f"{BASE}/aftale/1.html?lang=en").text
    english = reader.get(f"{BASE}/aftale/1.html?sprog=en").text

    assert "Samarbejdsaftale" in page
    assert "What the network is not" not in page
    assert 'class="prose paper" lang="da"' in page
    assert ">Show the document in English</a>" in page
    assert 'aftale/1.html?sprog=en"' in page
    assert "What the network is not" in english
    assert 'class="prose paper" lang="en"' in english
    assert 'aftale/1.pdf?sprog=en"' in english
    assert ">Show the document in Danish</a>" in english
    assert 'class="prose paper" lang="da"' in reader.get(f"{BASE}/aftale/1.html?sprog=hest").text


def test_a_folder_that_was_written_in_danish_does_not_repeat_its_title_in_english(reader):
    english = reader.get(f"{BASE}/folder/1.html?sprog=en").text

    assert "The safety network in Gadehavegård" in english
    assert "<h2>Tryghedsnetværket i Gadehavegård</h2>" not in english


def test_a_calendar_file_is_in_danish_unless_it_is_asked_for_in_english(reader):
    reader.get("/?lang=en")

    assert "Indledende møde" in reader.get(f"{BASE}/moede/1.ics").text
    assert "Indledende møde" not in reader.get(f"{BASE}/moede/1.ics?sprog=en").text

"""Periods on the pages of crime figures: words that people use, and tables that a phone can show."""

import re

import pytest

from tests.webui.test_crime_files import FULL, choose, mette, network, take
from tests.workflows.crime.files import TEMPLATE

__all__ = ["mette", "network"]  # fixtures


@pytest.mark.parametrize(("language", "quarter"), [("da", "3. kvartal 2024"), ("en", "Q3 2024")])
def test_periods_are_said_in_words_and_tables_are_cards_on_a_phone(mette, network, database, language, quarter):
    effort = {"verdict": "saerlig_indsats", "first": "2024K3", "last": "2024K4", "text": "Indsats på torvet"}
    people = {"area": "169", "figures": "2023K4; 50.000\n2024K3; 50.000"}
    first = take(mette, choose(mette, FULL), references="000").headers["Location"]
    streets = take(
        mette, choose(mette, TEMPLATE + "2024K3;1390;7;Parken\n2024K3;1390;5;Torvet\n"), area="", title="Gader"
    )
    for noun, told in (("politiindsatser", effort), ("befolkningstal", people)):
        assert mette.send(f"/netvaerk/birken/{noun}/ny", told).status_code == 303
    pages = [first, streets.headers["Location"]]
    for noun in ("politiindsatser", "befolkningstal"):
        pages += [f"/netvaerk/birken/{noun}/", f"/netvaerk/birken/{noun}/1/", f"/netvaerk/birken/{noun}/1/ret"]

    for path in pages:
        text = mette.get(f"{path}?lang={language}").text
        assert quarter in text, path
        codes = re.findall(r".{0,60}\b20\d\d[KM]\d", re.sub(r'value="20\d\dK\d"', "", text))
        assert not codes, path
        for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
            assert "cards" in table.partition(">")[0]
            assert table.count("<td") == table.count("<td data-label=")

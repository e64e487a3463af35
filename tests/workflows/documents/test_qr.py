"""QR codes that a telephone can read."""

import re

import segno

from workflows.tryghedsnetvaerk.documents import qr

ADDRESS = "https://tryghed.example.dk/s/7Kq2"


def squares(drawn):
    """Every dark square that a drawing has."""
    path = re.search(r'd="([^"]*)"', drawn)[1]
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
    return {(int(x) + step, int(y)) for x, y, long in runs for step in range(int(long))}


def test_the_drawing_has_every_dark_square_and_a_quiet_edge():
    rows = list(segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=4))

    assert squares(qr.svg(ADDRESS, "Skema")) == {
        (x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    }
    assert min(x for x, _y in squares(qr.svg(ADDRESS, "Skema"))) == 4


def test_the_drawing_is_named_and_holds_no_style():
    drawn = qr.svg(ADDRESS, 'Skema "A" & B')

    assert 'role="img"' in drawn
    assert 'aria-label="Skema &quot;A&quot; &amp; B"' in drawn
    assert "style" not in drawn

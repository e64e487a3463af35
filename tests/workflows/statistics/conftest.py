"""The same random numbers every time."""

import numpy
import pytest


@pytest.fixture
def numbers():
    return numpy.random.default_rng(20260101)

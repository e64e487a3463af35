"""The same random numbers every time, and the functions themselves, without the process that has them elsewhere."""

from collections.abc import Iterator

import numpy
import pytest

from workflows.tryghedsnetvaerk.apart.standing import Standing


@pytest.fixture
def numbers():
    return numpy.random.default_rng(20260101)


@pytest.fixture(scope="module", autouse=True)
def here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Standing, "inside", True)
        yield

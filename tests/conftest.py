"""What every test may use."""

from datetime import UTC, datetime

import pytest

from goldenthread.kernel.actor import Actor, Grant, Role
from tests.cast import Cast, assemble
from tests.kept import Kept

THE_CAST = Kept(assemble)


@pytest.fixture
def at() -> datetime:
    """The moment at which things are done in tests."""
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def administrator() -> Actor:
    return Actor(name="Ada Minster", grants=(Grant(Role.ADMINISTRATOR),))


@pytest.fixture
def cast(db: None) -> Cast:
    """A small made-up partnership with one of everyone, and its neighbour."""
    return THE_CAST.again()

"""A store in a folder of its own, and a clock that is moved by hand."""

import pytest

from citizen_desktop.drafts.store import Store
from tests.conftest import SUNDAY, HandClock

KEY = bytes(range(32))


@pytest.fixture
def clock():
    return HandClock(SUNDAY)


@pytest.fixture
def store(tmp_path, clock):
    opened = Store(tmp_path / "store.db", KEY, clock, create=True)
    yield opened
    opened.close()

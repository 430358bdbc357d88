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


def everything(store: Store) -> dict:
    """Read all that a store holds, file by file, in a form that can be compared."""
    return {
        head.id: (
            head,
            store.load(head.id).draft,
            [b"".join(store.file_blocks(each)) for each in store.load(head.id).files],
        )
        for head in store.heads()
    }

"""The shipped search."""

from pathlib import Path

import pytest

from citizen_desktop.content.loader import load_channels
from citizen_desktop.search.library import FaqLibrary

CONTENT = Path(__file__).resolve().parent.parent.parent / "resources" / "content"


@pytest.fixture(scope="session")
def library():
    return FaqLibrary(CONTENT, load_channels(CONTENT).channels)


@pytest.fixture(scope="session")
def finder(library):
    return library.finder()

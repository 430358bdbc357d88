"""Workshops that end with their test."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest

from citizen_desktop import paths
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.workshop import Workshop
from citizen_desktop.content.legibility_loader import load_legibility_rules

ROGUE = [sys.executable, "-I", str(Path(__file__).with_name("rogue_worker.py"))]


@pytest.fixture(autouse=True)
def no_memory_of_other_tests():
    """On Linux a process begins with the most memory that its parent ever had; what it died for can't be told then."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


@pytest.fixture(scope="session")
def thresholds():
    return load_legibility_rules(paths.resources() / "content").thresholds


@pytest.fixture(scope="module")
def workshop(thresholds):
    opened = Workshop(thresholds)
    yield opened
    opened.close()


@pytest.fixture
def rogue(thresholds):
    opened = []

    def start(**limits):
        opened.append(Workshop(thresholds, Limits(**limits), ROGUE))
        return opened[-1]

    yield start
    for each in opened:
        each.close()

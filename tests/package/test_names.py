"""What a draft package is called."""

import pytest

from citizen_desktop.package.names import named_as_package


@pytest.mark.parametrize(
    "name",
    [
        "objection-2026-11-7F3K.zip",
        "objection-2026-11-7F3K",
        "objection-2026-11-7F3K (1).zip",
        "objection-2026-11-7F3K(12).ZIP",
        "registration-2026-01-AAAA.zip",
    ],
)
def test_what_is_called_like_a_package(name):
    assert named_as_package(name)


@pytest.mark.parametrize(
    "name",
    ["", ".zip", "scan.pdf", "objection.zip", "objection-2026-13-7F3K.zip", "objection-2026-11-7F3K.pdf", "x (1).zip"],
)
def test_what_is_not(name):
    assert not named_as_package(name)

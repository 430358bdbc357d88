"""Reads ``legibility.toml``."""

from pathlib import Path
from typing import Final

from citizen_desktop.content.legibility_models import LegibilityRules
from citizen_desktop.content.loader import load_file

FILE: Final = "legibility.toml"


def load_legibility_rules(folder: Path) -> LegibilityRules:
    """Read what a page has to reach to count as legible.

    Args:
        folder: where the content lies.

    Raises:
        ContentError: the file is missing or not right.
    """
    return load_file(folder / FILE, LegibilityRules, ())

"""Reads ``passphrases.toml`` and checks what its types can't."""

from pathlib import Path
from typing import Final

from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.loader import load_file
from citizen_desktop.content.passphrase_models import PassphraseRules

FILE: Final = "passphrases.toml"


def load_passphrase_rules(folder: Path) -> PassphraseRules:
    """Read the rules of passphrases.

    Args:
        folder: where the content lies.

    Raises:
        ContentError: the file is missing or not right.
    """
    rules = load_file(folder / FILE, PassphraseRules, ())
    if rules.auto_lock.minutes not in rules.auto_lock.choices:
        raise ContentError(FILE, "", "auto_lock.minutes", "is none of the choices")
    if rules.waits.later_seconds < rules.waits.first_seconds:
        raise ContentError(FILE, "", "waits.later_seconds", "is less than first_seconds")
    return rules

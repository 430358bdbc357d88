"""The rows of ``passphrases.toml``: waits, choices, and what makes a passphrase easy to guess."""

from typing import Annotated

import msgspec

from citizen_desktop.content.models import Filled, Row

_Seconds = Annotated[int, msgspec.Meta(ge=1, le=86_400)]
_Minutes = Annotated[int, msgspec.Meta(ge=1, le=1_440)]
_Count = Annotated[int, msgspec.Meta(ge=1, le=100)]


class Waits(Row, frozen=True, kw_only=True):
    """How long to wait after wrong passphrases.

    Args:
        free_errors: so many errors cost a wait for the first time.
        first_seconds: the wait after those.
        later_seconds: the wait after each further one.
    """

    free_errors: _Count = 3
    first_seconds: _Seconds = 30
    later_seconds: _Seconds = 60

    def after(self, errors: int) -> int:
        """Return the seconds to wait after so many errors."""
        if errors < self.free_errors:
            return 0
        return self.first_seconds if errors == self.free_errors else self.later_seconds


class AutoLock(Row, frozen=True, kw_only=True):
    """After how many minutes without a touch the drafts of a shared computer lock.

    Args:
        minutes: unless somebody chooses otherwise.
        choices: on offer.
    """

    minutes: _Minutes = 5
    choices: Annotated[tuple[_Minutes, ...], msgspec.Meta(min_length=1)] = (1, 5, 10, 15, 30)


class PassphraseRules(Row, frozen=True, kw_only=True):
    """``passphrases.toml``.

    Args:
        waits: after errors.
        auto_lock: of a shared computer.
        shortest: fewest characters of a passphrase.
        sequences: what fingers or tongues say by themselves: rows of keys, alphabets.
        common: words that are tried first by whoever guesses.
    """

    waits: Waits = Waits()
    auto_lock: AutoLock = AutoLock()
    shortest: _Count = 10
    sequences: tuple[Annotated[str, msgspec.Meta(min_length=3)], ...]
    common: tuple[Filled, ...]

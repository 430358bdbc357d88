"""What speaks against each attached file: what was found in it, and whether it repeats another one.

A doubt is an id, as ``draft.json`` holds it. Ids that are not known here, as of a newer program, are doubts all the same.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from citizen_desktop.attachments.models import Doubt
from citizen_desktop.forms.draft import Attachment

DUPLICATE: Final = "duplicate"
"""The same file, or a picture that looks the same, is attached before. It follows from the draft and is never stored in it."""
UNKNOWN_TYPE: Final = "unknown-type"
"""It is nothing that is known here; only the command line packs such a file."""

_ALIKE_BITS: Final = 6
"""Fingerprints of the same picture, saved again, differ in no more bits of 64."""
_WEIGHTS: Final = {doubt: weight for weight, doubt in enumerate((UNKNOWN_TYPE, *map(str, Doubt), DUPLICATE))}


def repeated(attachments: Sequence[Attachment]) -> dict[int, int]:
    """Return which attachments repeat an earlier one, and which that is, by their places in the draft.

    Args:
        attachments: of a draft; those without digest and fingerprint are compared with nothing.
    """
    found: dict[int, int] = {}
    for place, attachment in enumerate(attachments):
        earlier = (before for before in range(place) if _alike(attachments[before], attachment))
        if (first := next(earlier, None)) is not None:
            found[place] = first
    return found


def doubts_of(attachments: Sequence[Attachment]) -> tuple[tuple[str, ...], ...]:
    """Return the doubts about every attachment of a draft, each list with the weightiest first."""
    again = repeated(attachments)
    return tuple(
        by_weight((*attachment.doubts, *([DUPLICATE] if place in again else ())))
        for place, attachment in enumerate(attachments)
    )


def by_weight(doubts: Iterable[str]) -> tuple[str, ...]:
    """Return doubts, each once, the weightiest first, those that are not known here last."""
    return tuple(sorted(dict.fromkeys(doubts), key=lambda doubt: _WEIGHTS.get(doubt, len(_WEIGHTS))))


def _alike(one: Attachment, other: Attachment) -> bool:
    if one.sha256 is not None and one.sha256 == other.sha256:
        return True
    if one.fingerprint is None or other.fingerprint is None:
        return False
    return (int(one.fingerprint, 16) ^ int(other.fingerprint, 16)).bit_count() <= _ALIKE_BITS

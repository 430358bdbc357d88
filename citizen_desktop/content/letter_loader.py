"""Reads and checks ``letter.toml``: every answer has its place in the words, once the file is read."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import msgspec

from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.letter_models import LetterWords
from citizen_desktop.content.loader import load_file, placeholders, row_name
from citizen_desktop.content.models import Row

LETTER: Final = "letter.toml"
UNDECIDED: Final = "undecided"

# What must stand between braces, by field; any other field has no braces.
_PLACEHOLDERS: Final = {
    "both_calendars": {"gregorian", "hijri"},
    "month": {"month", "year"},
    "page": {"number", "count"},
    "head.date": {"date"},
    "head.hijri_date": {"date"},
    "head.subject": {"subject"},
    "head.period": {"period"},
    "body.reason": {"reason"},
    "body.housing": {"proof"},
    "kinds.opening": {"period", "day"},
    "kinds.gloss": {"period", "day"},
    "gloss.both_calendars": {"gregorian", "hijri"},
    "gloss.month": {"month", "year"},
    "gloss.edited": {"text"},
    "gloss.reason": {"reason"},
    "gloss.housing": {"proof"},
    "signer.independent": {"kind"},
    "signer.not_independent": {"kind"},
    "attachments.line": {"number", "name"},
    "attachments.stamp": {"number", "count", "name"},
    "contents.pages": {"pages"},
    "contents.size": {"size"},
    "contents.bytes": {"n"},
    "contents.kilobytes": {"n"},
    "contents.megabytes": {"n"},
    "portal.prepared": {"date"},
    "portal.deadline": {"date"},
    "portal.file": {"name", "file"},
    "portal.own_words": {"file"},
    "portal.single": {"file"},
    "portal.source": {"what", "source", "date"},
}


def load_letter_words(folder: Path, kinds: Collection[str]) -> LetterWords:
    """Read ``letter.toml``.

    Args:
        folder: where it lies.
        kinds: of objection that it must have words for.

    Raises:
        ContentError: it is missing or not right.
    """
    words = load_file(folder / LETTER, LetterWords, ("kinds",))
    found = {kind.id for kind in words.kinds}
    for missing in sorted({*kinds, UNDECIDED} - found):
        raise ContentError(LETTER, "", "kinds", f'has no row "{missing}"')
    for stranger in sorted(found - {*kinds, UNDECIDED}):
        raise ContentError(LETTER, "", "kinds", f'names no kind of objection: "{stranger}"')
    for row, key, field, sentence in _sentences(words):
        wanted = _PLACEHOLDERS.get(key, set())
        for name in sorted(wanted - placeholders(LETTER, row, field, sentence, wanted)):
            raise ContentError(LETTER, row, field, f"lacks {{{name}}}")
    return words


def _sentences(words: LetterWords) -> Iterator[tuple[str, str, str, str]]:
    """Give every sentence: its row, its key in the table above, its field and its text."""
    for name in words.__struct_fields__:
        value = getattr(words, name)
        if isinstance(value, str):
            yield "", name, name, value
        elif isinstance(value, Row):
            for field, text in msgspec.structs.asdict(value).items():
                yield "", f"{name}.{field}", f"{name}.{field}", text
    for number, kind in enumerate(words.kinds, 1):
        for field, text in msgspec.structs.asdict(kind).items():
            yield row_name("kinds", number, {"id": kind.id}), f"kinds.{field}", field, text

"""Keeps letters readable in a PDF: a ligature that has no character of its own can't be searched, copied or read aloud.

The bundled font has some dozens of such ligatures. Where one would be set, its two letters are set apart but joined: between them
stand characters that nobody sees (the Unicode Standard, section 23.2: a joiner, a non-joiner, a joiner).
"""

import unicodedata
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from citizen_desktop.printing.fonts import UNREADABLE

_JOINER: Final = "\u200d"
_APART: Final = "\u200d\u200c\u200d"
_ARABIC: Final = range(0x0600, 0x0700)
# Arabic, and its presentation forms, by which extracted text is told.
_ENCODED: Final = (*_ARABIC, *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))


def readable(text: str, font: QFont) -> str:
    """Return a text whose every letter can be read back.

    Args:
        text: to be set.
        font: that it is set in; its weight makes no difference.
    """
    parts = []
    before = ""
    for character in text:
        if ord(character) in _ARABIC and unicodedata.category(character) == "Lo":
            if before and _loses_letters(before + character, font.family()):
                parts.append(_APART)
            before = character
        elif unicodedata.category(character) != "Mn":
            # Marks stand on letters; whatever else comes between two letters, they make no ligature.
            before = ""
        parts.append(character)
    return "".join(parts)


@lru_cache(maxsize=4096)
def _loses_letters(pair: str, family: str) -> bool:
    """Whether two letters become a glyph without a character, at any place in a word."""
    places = (pair, _JOINER + pair, pair + _JOINER, _JOINER + pair + _JOINER)
    return any(not _glyphs(place, family) <= _encoded(family) for place in places)


def _glyphs(text: str, family: str) -> set[int]:
    layout = QTextLayout(text, _font(family))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1000)
    layout.endLayout()
    found: set[int] = set()
    for run in line.glyphRuns():
        if run.rawFont().familyName() == family:
            advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
            found.update(glyph for glyph, advance in zip(run.glyphIndexes(), advances, strict=True) if advance.x() > 0)
    return found


@lru_cache(maxsize=4)
def _encoded(family: str) -> frozenset[int]:
    """Return the glyphs that a font has characters for."""
    raw = QRawFont.fromFont(_font(family), QFontDatabase.WritingSystem.Arabic)
    found: set[int] = set()
    for code in _ENCODED:
        if raw.supportsCharacter(code):
            found.update(raw.glyphIndexesForString(chr(code)))
    return frozenset(found)


def _font(family: str) -> QFont:
    font = QFont(family)
    for feature in UNREADABLE:
        font.setFeature(QFont.Tag(feature), 0)
    return font

"""The bundled font, the only one that the application shows and prints."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from citizen_desktop.paths import resources

FAMILY: Final = "IBM Plex Sans Arabic"
UNREADABLE: Final = ("locl", "calt")
"""Features of the font whose glyphs have no character of their own."""


def load_fonts(folder: Path) -> None:
    """Make the bundled font known to Qt.

    Args:
        folder: with its files.
    """
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def printed_font() -> QFont:
    """Return the bundled font as it is printed; loaded here where no window has done so."""
    if FAMILY not in QFontDatabase.families():
        load_fonts(resources() / "fonts")
    font = QFont(FAMILY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Its localised digits and the letters that it changes beside some others have no character in a PDF: an ID or a word
    # could not be searched or copied.
    for feature in UNREADABLE:
        font.setFeature(QFont.Tag(feature), 0)
    return font

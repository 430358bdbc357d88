"""Colours, fonts and sizes, made from ``resources/theme/theme.toml``; switched while running."""

import tomllib
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from citizen_desktop.printing.fonts import FAMILY, load_fonts
from citizen_desktop.settings import ThemeChoice


class Theme(QObject):
    """The look that every widget asks for its colours and fonts.

    Args:
        folder: where ``theme/theme.toml`` and ``fonts`` lie.
        choice: light, dark, or as the system says.
        text_size: in per cent of the designed size.
    """

    changed = Signal()

    def __init__(self, folder: Path, choice: ThemeChoice = ThemeChoice.SYSTEM, text_size: int = 100) -> None:
        super().__init__()
        tokens = tomllib.loads((folder / "theme" / "theme.toml").read_text(encoding="utf-8"))
        self._colours = {
            scheme: {name: _colour(value) for name, value in tokens[scheme].items()} for scheme in ("light", "dark")
        }
        self._palette = {name: QColor(value) for name, value in tokens["palette"].items()}
        self.state_looks: dict[str, dict[str, str]] = tokens["state"]
        self.fact_looks: dict[str, dict[str, str]] = tokens["fact"]
        self.hatch: dict[str, int] = tokens["hatch"]
        self.icon_folder = folder / "icons"
        load_fonts(folder / "fonts")
        self._choice = choice
        self._text_size = text_size
        self._fonts: dict[tuple[int, int], QFont] = {}
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self.dark = self._wants_dark()

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose, which may be to follow the system."""
        return self._choice

    @property
    def text_size(self) -> int:
        """Per cent of the designed text size."""
        return self._text_size

    def choose(self, choice: ThemeChoice) -> None:
        """Wear this theme from now on."""
        self._choice = choice
        self._system_changed()

    def set_text_size(self, per_cent: int) -> None:
        """Set texts, and what stands around them, in this size from now on."""
        if per_cent != self._text_size:
            self._text_size = per_cent
            self._fonts.clear()
            self.changed.emit()

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in the tokens: of the scheme in use, or of the fixed palette."""
        found = self._colours["dark" if self.dark else "light"].get(name)
        return found if found is not None else self._palette[name]

    def size(self, pixels: float) -> int:
        """Return a length that grows with the text: of a control, an icon, a column of words."""
        return round(pixels * self._text_size / 100)

    def font(self, pixels: int, weight: int = 400) -> QFont:
        """Return the bundled font.

        Args:
            pixels: height at 100 %.
            weight: 400 to 700.
        """
        key = (pixels, weight)
        found = self._fonts.get(key)
        if found is None:
            found = QFont(FAMILY)
            found.setPixelSize(self.size(pixels))
            found.setWeight(QFont.Weight(weight))
            self._fonts[key] = found
        return found

    def palette(self) -> QPalette:
        """Return a palette for the parts that Qt draws itself."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "surface2",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "text3",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.Highlight: "primary",
            QPalette.ColorRole.HighlightedText: "onprimary",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.Mid: "border2",
            QPalette.ColorRole.Midlight: "border",
            QPalette.ColorRole.Light: "surface",
            QPalette.ColorRole.Dark: "ctl",
            QPalette.ColorRole.Shadow: "border2",
            QPalette.ColorRole.Accent: "primary",
        }
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("offT"))
        return palette

    def _wants_dark(self) -> bool:
        if self._choice is ThemeChoice.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is ThemeChoice.DARK

    def _system_changed(self) -> None:
        dark = self._wants_dark()
        if dark is not self.dark:
            self.dark = dark
            self.changed.emit()


def _colour(value: str) -> QColor:
    """Read ``#RRGGBB``, or ``#RRGGBB 56%`` for a translucent one."""
    name, _, opacity = value.partition(" ")
    colour = QColor(name)
    if opacity:
        colour.setAlphaF(int(opacity.rstrip("%")) / 100)
    return colour

"""What widgets have in common: they follow the theme, and they say their texts anew when the language is switched.

Both are mix-ins, to be named before the Qt class. For Python they are plain classes, since an object can hold one Qt widget only.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    _Widget = QWidget
else:
    _Widget = object


class Themed(_Widget):
    """A mix-in for widgets that look like the theme."""

    theme: Theme

    def follow(self, theme: Theme) -> None:
        """Follow the theme from now on; to be called once what ``restyle`` needs is there."""
        self.theme = theme
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take fonts, sizes and colours from the theme."""
        self.updateGeometry()
        self.update()


class Retranslated(_Widget):
    """A mix-in for widgets that own text."""

    def changeEvent(self, event: QEvent) -> None:
        """Say the texts anew when the language was switched."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text that this widget owns."""
        raise NotImplementedError

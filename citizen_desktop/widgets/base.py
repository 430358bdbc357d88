"""What widgets have in common: they follow theme and language, and arrange their parts for the room there is.

All are mix-ins, to be named before the Qt class. For Python they are plain classes, since an object can hold one Qt widget only.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent

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


class Arranged(Themed):
    """A mix-in for widgets whose parts stand differently in another width, and with another text size."""

    _has_room = False
    """Whether it has been given a width; before that there may be no parts yet."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the parts for the room there is now."""
        super().resizeEvent(event)
        self._has_room = True
        self._arrange()

    def restyle(self) -> None:
        """Arrange the parts for the text size of now."""
        super().restyle()
        if self._has_room:
            self._arrange()

    def _arrange(self) -> None:
        raise NotImplementedError


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
